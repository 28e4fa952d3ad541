//! What patterns bind, with the references that binding modes add.
use super::super::body::Resolution;
use super::super::definitions::{DefId, DefKind, UNSEEN};
use super::super::modules::Space;
use super::super::ty::Ty;
use super::{InScope, Infer};
use crate::source::facts::{PatId, PatKind, Path};
use crate::source::name::Name;
use std::sync::Arc;

/// How a variable takes what it is matched with, where nothing is said: as it is, by `&`, by `&mut`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Move,
    Borrow(bool),
}

impl<'p, 'a> Infer<'p, 'a> {
    /// Matches a pattern with a type: its variables come into scope.
    pub(super) fn pattern(&mut self, pattern: PatId, ty: &Ty) {
        self.pattern_in(pattern, ty, Mode::Move);
    }

    fn pattern_in(&mut self, id: PatId, ty: &Ty, mode: Mode) {
        if self.depth > super::DEEPEST {
            return;
        }
        self.depth += 1;
        self.pattern_kind(id, ty, mode);
        self.depth -= 1;
    }

    fn pattern_kind(&mut self, id: PatId, ty: &Ty, mode: Mode) {
        let facts = self.facts;
        let mut mode = mode;
        let mut ty = ty.clone();
        let kind = &facts[id].kind;
        let looks_inside = match kind {
            PatKind::Tuple(_)
            | PatKind::TupleStruct { .. }
            | PatKind::Struct { .. }
            | PatKind::Slice(_)
            | PatKind::Path(_) => true,
            PatKind::Bind { name, by_reference: false, mutable: false, inner: None } => {
                self.meant_by_bare(*name).is_some()
            }
            _ => false,
        };
        if looks_inside {
            // Default binding modes: the references around are looked through.
            for _ in 0..8 {
                let Ty::Ref(mutable, inner) = self.shape(&ty) else { break };
                mode = match mode {
                    Mode::Borrow(false) => Mode::Borrow(false),
                    _ => Mode::Borrow(mutable),
                };
                ty = (*inner).clone();
            }
        }
        self.patterns[id.0 as usize] = ty.clone();
        match kind {
            PatKind::Wild | PatKind::Rest | PatKind::Constant | PatKind::Unknown => {}
            PatKind::Bind { name, by_reference, mutable, inner } => {
                if !by_reference
                    && !mutable
                    && inner.is_none()
                    && let Some(def) = self.meant_by_bare(*name)
                {
                    self.pattern_resolutions.insert(id, self.resolution_of(def));
                    let meant = self.type_of_value(def);
                    self.unify(&ty, &meant);
                    return;
                }
                let bound = match (by_reference, mode) {
                    (true, _) => Ty::reference(*mutable, ty.clone()),
                    (false, Mode::Borrow(by_mutable)) => Ty::reference(by_mutable, ty.clone()),
                    (false, Mode::Move) => ty.clone(),
                };
                self.patterns[id.0 as usize] = bound;
                if let Some(inner) = inner {
                    self.pattern_in(*inner, &ty, mode);
                }
                self.bind(*name, id);
            }
            PatKind::Tuple(parts) => self.tuple_pattern(parts, &ty, mode),
            PatKind::TupleStruct { path, parts } => {
                let Some((def, args)) = self.pattern_path(id, path, &ty) else {
                    parts.iter().for_each(|&part| self.pattern_in(part, &Ty::Unknown, mode));
                    return;
                };
                let fields: Vec<Ty> = self.program.field_types(def).iter().map(|ty| ty.with_args(&args)).collect();
                let fields: Vec<Ty> = fields.iter().map(|ty| self.normalize(ty)).collect();
                self.parts(parts, &fields, mode);
            }
            PatKind::Struct { path, fields } => {
                let found = self.pattern_path(id, path, &ty);
                for (name, part) in fields {
                    let field = found.as_ref().and_then(|(def, args)| {
                        let index = self.program.field(*def, *name)?;
                        Some(self.program.field_types(*def).get(index as usize)?.with_args(args))
                    });
                    let field = field.map_or(Ty::Unknown, |ty| self.normalize(&ty));
                    self.pattern_in(*part, &field, mode);
                }
            }
            PatKind::Path(path) => {
                self.pattern_path(id, path, &ty);
            }
            PatKind::Reference(inner) => {
                let of = match self.shape(&ty) {
                    Ty::Ref(_, inner) => (*inner).clone(),
                    // Under a default binding mode, `&` undoes it.
                    other if mode != Mode::Move && !matches!(other, Ty::Infer(_)) => {
                        self.pattern_in(*inner, &other, Mode::Move);
                        return;
                    }
                    Ty::Infer(_) => {
                        let inner = self.fresh();
                        self.unify(&ty, &Ty::reference(false, inner.clone()));
                        inner
                    }
                    _ => Ty::Unknown,
                };
                self.pattern_in(*inner, &of, Mode::Move);
            }
            PatKind::Slice(parts) => {
                let (element, whole) = match self.shape(&ty) {
                    Ty::Slice(element) => ((*element).clone(), Ty::Slice(element.clone())),
                    Ty::Array(both) => {
                        let left = match both.1 {
                            Ty::Const(length) => {
                                length.saturating_add(1).checked_sub(parts.len() as u64).map(Ty::Const)
                            }
                            _ => None,
                        };
                        (both.0.clone(), Ty::array(both.0.clone(), left.unwrap_or(Ty::Unknown)))
                    }
                    Ty::Infer(_) => {
                        let element = self.fresh();
                        (element.clone(), Ty::Slice(Arc::new(element)))
                    }
                    _ => (Ty::Unknown, Ty::Unknown),
                };
                for &part in parts {
                    // `rest @ ..` is the part that is left.
                    let is_rest = |kind: &PatKind| matches!(kind, PatKind::Rest);
                    let takes_rest = match &facts[part].kind {
                        PatKind::Bind { inner: Some(inner), .. } => is_rest(&facts[*inner].kind),
                        other => is_rest(other),
                    };
                    self.pattern_in(part, if takes_rest { &whole } else { &element }, mode);
                }
            }
            PatKind::Or(alternatives) => self.alternatives(alternatives, &ty, mode),
        }
    }

    /// All alternatives bind the same names; the first one's variables are the ones in scope.
    fn alternatives(&mut self, alternatives: &[PatId], ty: &Ty, mode: Mode) {
        let before = self.names.len();
        for (at, &alternative) in alternatives.iter().enumerate() {
            let first = self.names.len();
            self.pattern_in(alternative, ty, mode);
            if at == 0 {
                continue;
            }
            let later: Vec<InScope> = self.names.drain(first..).collect();
            for one in later {
                let InScope::Variable(name, pattern) = one else { continue };
                let known = self.names[before..].iter().find_map(|known| match known {
                    InScope::Variable(other, first) if *other == name => Some(*first),
                    _ => None,
                });
                match known {
                    Some(first) => {
                        let (x, y) =
                            (self.patterns[first.0 as usize].clone(), self.patterns[pattern.0 as usize].clone());
                        self.unify(&x, &y);
                    }
                    None => self.names.push(one),
                }
            }
        }
    }

    fn tuple_pattern(&mut self, parts: &[PatId], ty: &Ty, mode: Mode) {
        let types: Vec<Ty> = match self.shape(ty) {
            Ty::Tuple(types) => types.to_vec(),
            Ty::Infer(_) if !parts.iter().any(|&part| matches!(self.facts[part].kind, PatKind::Rest)) => {
                let types: Vec<Ty> = parts.iter().map(|_| self.fresh()).collect();
                self.unify(ty, &Ty::Tuple(types.clone().into()));
                types
            }
            _ => Vec::new(),
        };
        self.parts(parts, &types, mode);
    }

    /// Parts in order; `..` stands for as many as are missing.
    fn parts(&mut self, parts: &[PatId], types: &[Ty], mode: Mode) {
        let rest = parts.iter().position(|&part| matches!(self.facts[part].kind, PatKind::Rest));
        for (at, &part) in parts.iter().enumerate() {
            let index = match rest {
                Some(rest) if at == rest => continue,
                Some(rest) if at > rest => (types.len() + at).checked_sub(parts.len()),
                _ => Some(at),
            };
            let ty = index.and_then(|index| types.get(index)).cloned().unwrap_or(Ty::Unknown);
            self.pattern_in(part, &ty, mode);
        }
    }

    /// The struct or variant that a pattern's path means, with the arguments of what is matched.
    fn pattern_path(&mut self, id: PatId, path: &'a Path, ty: &Ty) -> Option<(DefId, Vec<Ty>)> {
        let Some((def, named)) = self.constructor(path) else {
            let constant = self.constant_path(path)?;
            self.pattern_resolutions.insert(id, Resolution::Global(constant));
            return None;
        };
        self.pattern_resolutions.insert(id, self.resolution_of(def));
        let expected = self.shape(ty);
        self.unify(&expected, &named);
        match self.table.shallow(&named) {
            Ty::Adt(_, args) => Some((def, args.to_vec())),
            _ => None,
        }
    }

    /// A constant, unit struct or variant that a bare name in a pattern means; else it is a variable.
    fn meant_by_bare(&self, name: Name) -> Option<DefId> {
        let program = self.program;
        let found = program.scopes.lexical(&program.definitions, self.scope, name, Space::Values)?;
        if found == UNSEEN {
            return None;
        }
        let def = &program.definitions[found];
        let is_unit = || def.fields().is_some_and(|it| it.shape == crate::source::facts::FieldsShape::Unit);
        match def.kind {
            DefKind::Const | DefKind::Static => Some(found),
            DefKind::Struct | DefKind::Variant => is_unit().then_some(found),
            _ => None,
        }
    }

    pub(super) fn resolution_of(&self, def: DefId) -> Resolution {
        match self.program.definitions[def].kind {
            DefKind::Const | DefKind::Static => Resolution::Global(def),
            _ => Resolution::Def(def),
        }
    }

    pub(super) fn bind(&mut self, name: Name, pattern: PatId) {
        self.names.push(InScope::Variable(name, pattern));
    }
}
