//! Patterns: what each part of one is held against, and what is read to find out whether it fits.
use super::gather::{Gather, push};
use super::names::Origin;
use super::{Part, Touch};
use crate::model::access::Use;
use crate::model::outline::{Role, bindings, role, whole_binding};
use crate::model::{Binding, Body, DefId, DefKind, Known, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind, StatementKind};

impl Gather<'_, '_> {
    /// What patterns do that are held against an expression.
    pub(super) fn tests_of(self, patterns: &[PatId], held: ExprId, all: &mut Vec<Touch>) {
        let origin = self.origin(held);
        if origin == Origin::Elsewhere {
            return;
        }
        patterns.iter().for_each(|&pattern| self.tests(pattern, &origin, all));
        // Whether there is a value is asked for its own sake only where nothing is done with the value.
        let is_name = |binding: &PatId| self.body.pattern_resolution(*binding).is_none();
        let names_nothing = !patterns.iter().any(|&pattern| bindings(self.body.facts, pattern).iter().any(is_name));
        if names_nothing && patterns.iter().any(|&pattern| self.is_of_option(pattern)) {
            push(&origin, Use::Read, false, all);
        }
    }

    /// What a pattern reads to find out whether it fits, and what values it takes out.
    pub(super) fn tests(self, pattern: PatId, held: &Origin, all: &mut Vec<Touch>) {
        self.each_part(pattern, held, &mut |at, origin| match &self.body.facts[at].kind {
            PatKind::Bind { .. } if self.is_of_option(at) => {}
            // A constant, or a variant without fields.
            PatKind::Bind { .. } if self.body.pattern_resolution(at).is_some() => push(origin, Use::Read, false, all),
            PatKind::Bind { by_reference: false, .. } => {
                let takes = !self.is_name(at) && !self.is_reference(at);
                let is_let = matches!(self.body.binding(at), Some(Binding::Let { whole: true, .. }));
                if takes && !is_let {
                    push(origin, self.model.use_by_value(self.body.pattern_ty(at)), false, all);
                }
            }
            PatKind::Constant => push(origin, Use::Read, false, all),
            PatKind::Unknown => push(origin, Use::Read, true, all),
            PatKind::Path(_) | PatKind::TupleStruct { .. } | PatKind::Struct { .. } => {
                let constructor = self.constructor(at);
                let is_test = match constructor {
                    Some(def) => self.model.def(def).kind == DefKind::Variant && !self.is_looked_through(def),
                    None => true,
                };
                if is_test {
                    push(origin, Use::Read, constructor.is_none(), all);
                }
            }
            _ => {}
        });
    }

    /// Whether a pattern asks whether there is a value: `Some(..)`, `None`, `Err(_)`.
    fn is_of_option(self, pattern: PatId) -> bool {
        self.constructor(pattern).is_some_and(|variant| self.is_looked_through(variant))
    }

    /// Hands out a pattern and those in it, each with what it is held against.
    pub(super) fn each_part(self, pattern: PatId, origin: &Origin, found: &mut dyn FnMut(PatId, &Origin)) {
        found(pattern, origin);
        match &self.body.facts[pattern].kind {
            PatKind::Bind { inner, .. } => inner.iter().for_each(|inner| self.each_part(*inner, origin, found)),
            PatKind::Reference(inner) => self.each_part(*inner, origin, found),
            PatKind::Or(parts) => parts.iter().for_each(|part| self.each_part(*part, origin, found)),
            PatKind::Tuple(parts) => {
                let count = match self.body.pattern_ty(pattern).without_references() {
                    Ty::Tuple(types) => types.len(),
                    _ => parts.len(),
                };
                for (number, part) in self.numbered(parts, count) {
                    self.each_part(part, &origin.clone().then(Part::Part(number)), found);
                }
            }
            PatKind::TupleStruct { parts, .. } => {
                let Some(owner) = self.constructor(pattern) else { return };
                let is_looked_through = self.is_looked_through(owner);
                let count = self.model.def(owner).fields().map_or(parts.len(), |fields| fields.list.len());
                for (number, part) in self.numbered(parts, count) {
                    let held = match is_looked_through {
                        true => origin.clone(),
                        false => origin.clone().then(Part::Field(owner, number)),
                    };
                    self.each_part(part, &held, found);
                }
            }
            PatKind::Struct { fields: named, .. } => {
                let Some(owner) = self.constructor(pattern) else { return };
                let Some(fields) = self.model.def(owner).fields() else { return };
                for (name, part) in named {
                    let held = match fields.list.iter().position(|field| field.name == *name) {
                        Some(index) => origin.clone().then(Part::Field(owner, index as u32)),
                        None => Origin::Elsewhere,
                    };
                    self.each_part(*part, &held, found);
                }
            }
            PatKind::Slice(parts) => {
                for part in parts {
                    let held = match self.is_rest(*part) {
                        true => origin.clone(),
                        false => origin.clone().then(Part::Element),
                    };
                    self.each_part(*part, &held, found);
                }
            }
            PatKind::Wild | PatKind::Rest | PatKind::Path(_) | PatKind::Constant | PatKind::Unknown => {}
        }
    }

    /// Parts of a pattern with the numbers of what they are held against, of which there are `count`: `..` stands for several.
    fn numbered(self, parts: &[PatId], count: usize) -> Vec<(u32, PatId)> {
        let rest = parts.iter().position(|part| matches!(self.body.facts[*part].kind, PatKind::Rest));
        let skipped = (count + 1).saturating_sub(parts.len());
        let number = |at: usize| match rest {
            Some(rest) if at > rest => at + skipped - 1,
            _ => at,
        };
        let numbered = parts.iter().enumerate().filter(|(at, _)| Some(*at) != rest);
        numbered.map(|(at, part)| (number(at) as u32, *part)).collect()
    }

    /// `..`, `rest @ ..`
    fn is_rest(self, pattern: PatId) -> bool {
        match &self.body.facts[pattern].kind {
            PatKind::Rest => true,
            PatKind::Bind { inner: Some(inner), .. } => matches!(self.body.facts[*inner].kind, PatKind::Rest),
            _ => false,
        }
    }

    /// The struct or variant that a pattern takes apart, or is.
    fn constructor(self, pattern: PatId) -> Option<DefId> {
        match self.body.pattern_resolution(pattern)? {
            Resolution::Def(def) => Some(self.model.definitions().original(def)),
            _ => None,
        }
    }

    /// Whether a variant is one of `Option` or `Result`, whose value is taken for the whole.
    fn is_looked_through(self, variant: DefId) -> bool {
        let parent = self.model.def(variant).parent.and_then(|parent| self.model.known(parent));
        matches!(parent, Some(Known::Option | Known::Result))
    }
}

/// The patterns that an expression is held against: of a `let`, of a condition, of the arms of a `match`.
pub(super) fn held_against(body: &Body<'_>, expr: ExprId) -> Vec<PatId> {
    let Some(up) = body.parent(expr) else { return Vec::new() };
    match (&body.facts[up].kind, role(body.facts, up, expr)) {
        (ExprKind::Block(block), Some(Role::LetInit(number))) => {
            match block.statements.get(number).map(|it| &it.kind) {
                Some(StatementKind::Let { pattern, .. }) => vec![*pattern],
                _ => Vec::new(),
            }
        }
        (ExprKind::Let { pattern, .. }, Some(Role::Scrutinee)) => vec![*pattern],
        (ExprKind::Match { arms, .. }, Some(Role::Scrutinee)) => arms.iter().map(|arm| arm.pattern).collect(),
        _ => Vec::new(),
    }
}

/// Whether a pattern gives one name to the whole.
pub(super) fn is_whole(body: &Body<'_>, pattern: PatId) -> bool {
    whole_binding(body.facts, pattern) == Some(pattern)
}
