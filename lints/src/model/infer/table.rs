//! Inference variables and what they are found to be.
use rustc_hash::FxHashMap;

use super::super::ty::{Args, Primitive, Ty};

/// The variable that stands for "a fresh one, please" in a type just lowered.
pub(super) const HOLE: Ty = Ty::Infer(u32::MAX);

/// Types nested deeper than this are cut off as unknown.
const DEEPEST: u32 = 48;
/// Types of more parts than this are cut off too: `(T, T)` of `(T, T)` of … doubles with each step.
const LARGEST: u32 = 4096;

/// What a variable can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Any,
    Integer,
    Float,
}

#[derive(Clone, Debug)]
struct Variable {
    value: Option<Ty>,
    kind: Kind,
}

/// All variables of a body.
#[derive(Debug, Default)]
pub(super) struct Table {
    variables: Vec<Variable>,
    /// What was changed since the first open snapshot.
    log: Vec<(u32, Kind)>,
    open: u32,
}

/// A state to go back to.
pub(super) struct Snapshot {
    variables: usize,
    log: usize,
}

impl Table {
    pub(super) fn fresh(&mut self, kind: Kind) -> Ty {
        self.variables.push(Variable { value: None, kind });
        Ty::Infer(self.variables.len() as u32 - 1)
    }

    pub(super) fn snapshot(&mut self) -> Snapshot {
        self.open += 1;
        Snapshot { variables: self.variables.len(), log: self.log.len() }
    }

    pub(super) fn rollback(&mut self, to: Snapshot) {
        self.open -= 1;
        for (at, kind) in self.log.drain(to.log..) {
            if let Some(variable) = self.variables.get_mut(at as usize) {
                *variable = Variable { value: None, kind };
            }
        }
        self.variables.truncate(to.variables);
    }

    pub(super) fn commit(&mut self, _: Snapshot) {
        self.open -= 1;
        if self.open == 0 {
            self.log.clear();
        }
    }

    /// The variable that `ty` is in the end, if it is one that nothing is known of.
    pub(super) fn unsolved(&self, ty: &Ty) -> Option<u32> {
        match self.shallow(ty) {
            Ty::Infer(at) => Some(at),
            _ => None,
        }
    }

    pub(super) fn is_solved(&self, at: u32) -> bool {
        self.variables.get(at as usize).is_none_or(|variable| variable.value.is_some())
    }

    pub(super) fn kind(&self, at: u32) -> Kind {
        self.variables.get(at as usize).map_or(Kind::Any, |variable| variable.kind)
    }

    /// `ty` with its outermost variable followed.
    pub(super) fn shallow(&self, ty: &Ty) -> Ty {
        let mut ty = ty;
        // Chains of variables cannot be longer than there are variables.
        for _ in 0..=self.variables.len() {
            match ty {
                Ty::Infer(at) => match self.variables.get(*at as usize).and_then(|it| it.value.as_ref()) {
                    Some(value) => ty = value,
                    None => return ty.clone(),
                },
                _ => return ty.clone(),
            }
        }
        Ty::Unknown
    }

    /// `ty` with all variables followed; those that nothing is known of stay.
    pub(super) fn resolve(&self, ty: &Ty) -> Ty {
        self.resolve_at(ty, 0, &mut 0)
    }

    fn resolve_at(&self, ty: &Ty, depth: u32, parts: &mut u32) -> Ty {
        if depth > DEEPEST {
            return Ty::Unknown;
        }
        ty.replaced(&mut |part| {
            *parts += 1;
            if *parts > LARGEST {
                return Some(Ty::Unknown);
            }
            match part {
                Ty::Infer(_) => match self.shallow(part) {
                    unsolved @ Ty::Infer(_) => Some(unsolved),
                    value => Some(self.resolve_at(&value, depth + 1, parts)),
                },
                _ => None,
            }
        })
    }

    /// The last variable that `at` leads to, and what that one is; none where nothing is known of it.
    fn solved(&self, mut at: u32) -> Option<(u32, &Ty)> {
        for _ in 0..=self.variables.len() {
            match self.variables.get(at as usize)?.value.as_ref()? {
                Ty::Infer(next) => at = *next,
                value => return Some((at, value)),
            }
        }
        None
    }

    fn bind(&mut self, at: u32, value: &Ty) -> bool {
        if self.occurs(at, value, 0, &mut 0) {
            return false;
        }
        let Some(variable) = self.variables.get_mut(at as usize) else { return false };
        if self.open > 0 {
            self.log.push((at, variable.kind));
        }
        variable.value = Some(value.clone());
        true
    }

    /// Whether a variable is part of a type, or the type is larger than types get.
    fn occurs(&self, at: u32, ty: &Ty, depth: u32, parts: &mut u32) -> bool {
        if depth > DEEPEST {
            return true;
        }
        let mut found = false;
        ty.walk(&mut |part| {
            *parts += 1;
            if found || *parts > LARGEST {
                found = true;
                return;
            }
            if let Ty::Infer(_) = part {
                found = match self.shallow(part) {
                    Ty::Infer(other) => other == at,
                    value => self.occurs(at, &value, depth + 1, parts),
                };
            }
        });
        found
    }

    /// Makes two types the same; whether they can be. Nothing is known against what is unknown. What was found before the
    /// types were seen to differ stays: wrap it in a snapshot where that matters.
    pub(super) fn unify(&mut self, a: &Ty, b: &Ty) -> bool {
        self.unify_at(a, b, 0, &mut 0)
    }

    fn unify_at(&mut self, a: &Ty, b: &Ty, depth: u32, parts: &mut u32) -> bool {
        *parts += 1;
        if depth > DEEPEST || *parts > LARGEST {
            return true;
        }
        let (a, b) = (self.shallow(a), self.shallow(b));
        match (&a, &b) {
            (Ty::Infer(x), Ty::Infer(y)) => x == y || self.unify_variables(*x, *y),
            (Ty::Unknown, _) | (_, Ty::Unknown) => true,
            (Ty::Infer(x), other) | (other, Ty::Infer(x)) => self.fits(*x, other) && self.bind(*x, other),
            (Ty::Adt(x, left), Ty::Adt(y, right)) | (Ty::FnItem(x, left), Ty::FnItem(y, right)) => {
                x == y && self.unify_lists(left, right, depth, parts)
            }
            (Ty::Opaque(x, left), Ty::Opaque(y, right)) => x == y && self.unify_lists(left, right, depth, parts),
            (Ty::Ref(x, left), Ty::Ref(y, right)) | (Ty::Pointer(x, left), Ty::Pointer(y, right)) => {
                self.unify_at(left, right, depth + 1, parts) && x == y
            }
            (Ty::Slice(left), Ty::Slice(right)) | (Ty::Future(left), Ty::Future(right)) => {
                self.unify_at(left, right, depth + 1, parts)
            }
            (Ty::Array(left), Ty::Array(right)) => {
                self.unify_at(&left.0, &right.0, depth + 1, parts) && self.unify_at(&left.1, &right.1, depth + 1, parts)
            }
            (Ty::Tuple(left), Ty::Tuple(right)) | (Ty::FnPointer(left), Ty::FnPointer(right)) => {
                self.unify_lists(left, right, depth, parts)
            }
            (Ty::Projection(left), Ty::Projection(right)) => {
                left.of_trait == right.of_trait
                    && left.name == right.name
                    && self.unify_lists(&left.args, &right.args, depth, parts)
            }
            (Ty::Dyn(left), Ty::Dyn(right)) => {
                let (Some(x), Some(y)) = (left.first(), right.first()) else { return false };
                if x.def != y.def {
                    return false;
                }
                for ((_, x), (_, y)) in x.bindings.iter().zip(y.bindings.iter()) {
                    self.unify_at(x, y, depth + 1, parts);
                }
                self.unify_lists(&x.args, &y.args, depth, parts)
            }
            _ => a == b,
        }
    }

    fn unify_lists(&mut self, left: &[Ty], right: &[Ty], depth: u32, parts: &mut u32) -> bool {
        left.len() == right.len()
            && left.iter().zip(right).fold(true, |same, (x, y)| self.unify_at(x, y, depth + 1, parts) && same)
    }

    fn unify_variables(&mut self, x: u32, y: u32) -> bool {
        match (self.kind(x), self.kind(y)) {
            (Kind::Any, _) => self.bind(x, &Ty::Infer(y)),
            (_, Kind::Any) => self.bind(y, &Ty::Infer(x)),
            (a, b) => a == b && self.bind(x, &Ty::Infer(y)),
        }
    }

    /// Whether a variable can be `ty`: one of a number literal is a number.
    fn fits(&self, at: u32, ty: &Ty) -> bool {
        match (self.kind(at), ty) {
            (Kind::Any, _) => true,
            (Kind::Integer, Ty::Primitive(primitive)) => primitive.is_integer(),
            (Kind::Float, Ty::Primitive(primitive)) => primitive.is_float(),
            _ => false,
        }
    }

    /// Number literals that nothing else is known of become `i32` and `f64`.
    pub(super) fn default_numbers(&mut self) -> bool {
        let mut any = false;
        for at in 0..self.variables.len() {
            let variable = &mut self.variables[at];
            let default = match variable.kind {
                Kind::Any => continue,
                Kind::Integer => Primitive::I32,
                Kind::Float => Primitive::F64,
            };
            if variable.value.is_none() {
                variable.value = Some(Ty::Primitive(default));
                any = true;
            }
        }
        any
    }
}

/// Types as they go into the results: all variables followed, those that nothing is known of unknown. Where several types
/// have a variable, they share what it is.
pub(super) struct Finished<'t> {
    table: &'t Table,
    /// What variables are, and of how many parts.
    known: FxHashMap<u32, (Ty, u32)>,
}

impl<'t> Finished<'t> {
    /// Of what `table` knows now.
    pub(super) fn new(table: &'t Table) -> Finished<'t> {
        Finished { table, known: FxHashMap::default() }
    }

    /// The type.
    pub(super) fn of(&mut self, ty: &Ty) -> Ty {
        match ty {
            Ty::Unknown | Ty::Never | Ty::Primitive(_) | Ty::Param(_) | Ty::Const(_) => ty.clone(),
            _ => self.at(ty, 0, &mut 0),
        }
    }

    /// All of these.
    pub(super) fn args(&mut self, args: &Args) -> Args {
        if args.iter().any(|arg| arg.any(&|part| matches!(part, Ty::Infer(_)))) {
            args.iter().map(|arg| self.of(arg)).collect()
        } else {
            args.clone()
        }
    }

    fn at(&mut self, ty: &Ty, depth: u32, parts: &mut u32) -> Ty {
        if depth > DEEPEST {
            return Ty::Unknown;
        }
        ty.replaced(&mut |part| {
            *parts += 1;
            match part {
                _ if *parts > LARGEST => Some(Ty::Unknown),
                Ty::Infer(at) => Some(self.variable(*at, depth, parts)),
                _ => None,
            }
        })
    }

    fn variable(&mut self, at: u32, depth: u32, parts: &mut u32) -> Ty {
        let Some((at, value)) = self.table.solved(at) else { return Ty::Unknown };
        if let Some((known, size)) = self.known.get(&at) {
            *parts = parts.saturating_add(*size);
            return if *parts > LARGEST { Ty::Unknown } else { known.clone() };
        }
        let before = *parts;
        let ty = self.at(value, depth + 1, parts);
        if *parts <= LARGEST {
            self.known.insert(at, (ty.clone(), *parts - before));
        }
        ty
    }
}
