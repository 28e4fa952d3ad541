//! Which values may lead to what belongs to somebody else, and which variables get other values.
use rustc_hash::FxHashSet;

use super::resolve::{FrameId, Resolver};
use crate::model::{Body, DefId, Known, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId};

impl<'m, 'a> Resolver<'m, 'a> {
    /// Whether a call runs a function of the workspace.
    pub(super) fn is_of_workspace(&self, frame: FrameId, call: ExprId) -> bool {
        let callee = self.frames[frame].body.callee(call);
        callee.is_some_and(|callee| !self.model.definitions().is_declared(callee.function))
    }

    /// Whether a sequence's elements are found by their number.
    pub(super) fn is_indexed(&self, frame: FrameId, expr: ExprId) -> bool {
        match self.frames[frame].body.ty(expr).without_references() {
            Ty::Slice(_) | Ty::Array(_) => true,
            ty => match ty.adt() {
                Some((def, args)) => match self.model.known(def) {
                    Some(Known::Box | Known::Rc | Known::Arc | Known::Cow) => {
                        args.first().is_some_and(|inner| match inner {
                            Ty::Slice(_) | Ty::Array(_) => true,
                            inner => self.model.known_type(inner).is_some_and(Known::is_sequence),
                        })
                    }
                    known => known.is_some_and(Known::is_sequence),
                },
                None => false,
            },
        }
    }

    /// Whether a variable gets another value later, or may.
    pub(super) fn is_assigned(&mut self, frame: FrameId, variable: PatId) -> bool {
        let body = self.frames[frame].body;
        self.assigned.entry(body.id).or_insert_with(|| assigned(body)).contains(&variable)
    }

    /// Whether a value of a type may lead to what belongs to somebody else.
    pub(super) fn carries_reference(&mut self, ty: &Ty) -> bool {
        self.leads_elsewhere(ty, 6)
    }

    fn leads_elsewhere(&mut self, ty: &Ty, left: u32) -> bool {
        let Some(left) = left.checked_sub(1) else { return true };
        match ty {
            Ty::Primitive(_) | Ty::Never | Ty::Param(_) | Ty::FnPointer(_) | Ty::FnItem(..) | Ty::Const(_) => false,
            Ty::Slice(inner) => self.leads_elsewhere(inner, left),
            Ty::Array(both) => self.leads_elsewhere(&both.0, left),
            Ty::Tuple(parts) => parts.iter().any(|part| self.leads_elsewhere(part, left)),
            Ty::Adt(def, args) => match self.model.known(*def) {
                Some(Known::Rc | Known::Arc | Known::RcWeak | Known::ArcWeak | Known::NonNull | Known::Cow) => true,
                Some(Known::FmtArguments) => true,
                Some(_) => args.iter().any(|arg| self.leads_elsewhere(arg, left)),
                None if self.model.definitions().is_declared(*def) => true,
                None => self.type_leads_elsewhere(*def, ty, left),
            },
            _ => true,
        }
    }

    /// Of the workspace's own types: whether a field does.
    fn type_leads_elsewhere(&mut self, def: DefId, ty: &Ty, left: u32) -> bool {
        if let Some(&known) = self.referring.get(&def) {
            return known;
        }
        self.referring.insert(def, false);
        let mut fields: Vec<Ty> = self.model.fields(ty).into_iter().map(|(_, _, ty)| ty).collect();
        if let Some((_, args)) = ty.adt() {
            let variants: Vec<DefId> = self.model.variants(def).collect();
            for variant in variants {
                fields.extend(self.model.variant_fields(variant, args).into_iter().map(|(_, _, ty)| ty));
            }
        }
        let found = fields.iter().any(|field| self.leads_elsewhere(field, left));
        self.referring.insert(def, found);
        found
    }
}

/// The variables that get another value somewhere, or whose place is lent for that.
pub(super) fn assigned(body: &Body<'_>) -> FxHashSet<PatId> {
    let names = (0..body.facts.exprs.len() as u32).map(ExprId).filter_map(|at| match body.resolution(at) {
        Some(Resolution::Local(variable)) => Some((at, variable)),
        _ => None,
    });
    let written = names.filter(|(at, _)| write_of(body, *at).is_some());
    written.map(|(_, variable)| variable).collect()
}

/// What gives another value to the variable that an expression names, or may: an assignment, also by parts, or a `&mut`.
pub(super) fn write_of(body: &Body<'_>, name: ExprId) -> Option<ExprId> {
    let up = body.parent(name)?;
    match &body.facts[up].kind {
        ExprKind::AssignOp { left, .. } => (*left == name).then_some(up),
        ExprKind::Reference { mutable, .. } | ExprKind::RawReference { mutable, .. } => mutable.then_some(up),
        ExprKind::MethodCall { receiver, name: method, .. } => {
            (*receiver == name && method.as_str().ends_with("_assign")).then_some(up)
        }
        _ => {
            let mut child = name;
            for up in body.ancestors(name) {
                match &body.facts[up].kind {
                    ExprKind::Assign { left, .. } => return (*left == child).then_some(up),
                    ExprKind::Tuple(_) | ExprKind::Array(_) | ExprKind::Struct { .. } | ExprKind::Call { .. } => {
                        child = up;
                    }
                    _ => return None,
                }
            }
            None
        }
    }
}
