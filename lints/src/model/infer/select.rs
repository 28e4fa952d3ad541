//! Which impl or bound makes a type have a trait.
use super::super::definitions::DefId;
use super::super::known::Known;
use super::super::traits::Head;
use super::super::ty::{Primitive, TraitRef, Ty};
use super::Infer;
use super::projections::has_projection;
use super::table::Kind;

/// Selections within selections deeper than this give up.
const DEEPEST: u32 = 10;

/// An impl that was chosen, with its arguments.
pub(super) struct FoundImpl {
    pub(super) of: DefId,
    pub(super) args: Vec<Ty>,
}

/// Whether something holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holds {
    Yes,
    Maybe,
    No,
}

impl<'p, 'a> Infer<'p, 'a> {
    /// Runs `attempt` and forgets what it found about variables.
    pub(super) fn probe<T>(&mut self, attempt: impl FnOnce(&mut Self) -> T) -> T {
        let snapshot = self.table.snapshot();
        let goals = self.goals.len();
        let answer = attempt(self);
        self.goals.truncate(goals);
        self.table.rollback(snapshot);
        answer
    }

    /// Makes two types the same or changes nothing; whether they can be.
    pub(super) fn unify(&mut self, a: &Ty, b: &Ty) -> bool {
        let snapshot = self.table.snapshot();
        let same = self.table.unify(a, b);
        if same {
            self.table.commit(snapshot);
        } else {
            self.table.rollback(snapshot);
        }
        same
    }
    /// What the compiler itself implements.
    pub(super) fn is_builtin(&self, ty: &Ty, of_trait: DefId) -> bool {
        let Some(known) = self.program.known.of(of_trait) else { return false };
        match known {
            Known::Sized | Known::Send | Known::Sync | Known::Unpin => true,
            Known::Copy | Known::Clone => match ty {
                Ty::Ref(false, _)
                | Ty::Pointer(..)
                | Ty::FnItem(..)
                | Ty::FnPointer(_)
                | Ty::Closure(..)
                | Ty::Never
                | Ty::Array(_)
                | Ty::Tuple(_) => true,
                Ty::Primitive(primitive) => *primitive != Primitive::Str,
                _ => false,
            },
            Known::Future | Known::IntoFuture => matches!(ty, Ty::Future(_)),
            _ => false,
        }
    }

    /// What the environment, a `dyn Trait`, an `impl Trait` or an associated type's declaration says of `ty: bound`.
    pub(super) fn known_bound(&mut self, ty: &Ty, bound: &TraitRef) -> Option<TraitRef> {
        let candidates = self.declared_bounds(ty);
        let matching: Vec<TraitRef> = candidates.into_iter().filter(|it| it.def == bound.def).collect();
        if let [only] = matching.as_slice() {
            return Some(only.clone());
        }
        matching
            .into_iter()
            .find(|it| self.probe(|infer| it.args.iter().zip(bound.args.iter()).all(|(x, y)| infer.table.unify(x, y))))
    }

    /// All bounds that are declared of a type, those that follow from them included.
    pub(super) fn declared_bounds(&mut self, ty: &Ty) -> Vec<TraitRef> {
        let ty = self.table.shallow(ty);
        let mut all: Vec<TraitRef> = match &ty {
            Ty::Projection(_) | Ty::Opaque(..) | Ty::Dyn(_) => Vec::new(),
            // The environment has their supertraits. A bound in a clause may speak of any type.
            Ty::Param(_) | Ty::Adt(..) | Ty::Ref(..) if !self.environment.is_empty() => {
                let resolved = self.table.resolve(&ty);
                let speaking = self.environment.iter().filter(|it| it.ty == resolved);
                return speaking.map(|it| it.bound.clone()).collect();
            }
            _ => return Vec::new(),
        };
        let resolved = self.table.resolve(&ty);
        all.extend(self.environment.iter().filter(|it| it.ty == resolved).map(|it| it.bound.clone()));
        match &ty {
            Ty::Opaque(id, args) => all.extend(self.program.opaque_bounds(*id, args)),
            Ty::Dyn(bounds) => all.extend(bounds.iter().cloned()),
            Ty::Projection(projection) => all.extend(self.program.projection_bounds(projection)),
            _ => {}
        }
        let mut at = 0;
        while at < all.len() && all.len() < 64 {
            let args: Vec<Ty> = std::iter::once(ty.clone()).chain(all[at].args.iter().cloned()).collect();
            for above in self.program.supertraits(all[at].def).iter() {
                let above = above.with_args(&args);
                if !all.contains(&above) {
                    all.push(above);
                }
            }
            at += 1;
        }
        all
    }

    /// The impl by which `ty: bound` holds; its header is unified with them.
    pub(super) fn find_impl(&mut self, ty: &Ty, bound: &TraitRef) -> Option<FoundImpl> {
        let head = Head::of(ty);
        let program = self.program;
        let mut fitting: Vec<DefId> = Vec::new();
        for candidate in program.impls.candidates(bound.def, head) {
            if self.probe(|infer| infer.unify_header(candidate, ty, bound).is_some()) {
                fitting.push(candidate);
            }
        }
        if fitting.len() > 1 {
            let judged: Vec<(DefId, Holds)> =
                fitting.iter().map(|&candidate| (candidate, self.judge(candidate, ty, bound))).collect();
            let best: Vec<DefId> =
                judged.iter().filter(|(_, holds)| *holds == Holds::Yes).map(|&(candidate, _)| candidate).collect();
            fitting = if best.is_empty() {
                judged.iter().filter(|(_, holds)| *holds == Holds::Maybe).map(|&(candidate, _)| candidate).collect()
            } else {
                best
            };
        }
        match fitting.as_slice() {
            [only] => {
                let args = self.unify_header(*only, ty, bound)?;
                Some(FoundImpl { of: *only, args })
            }
            // Several fit while arguments are open; where none is, the first will do.
            [first, ..] if !bound.args.iter().any(|arg| self.is_open(arg)) && !self.is_open(ty) => {
                let args = self.unify_header(*first, ty, bound)?;
                Some(FoundImpl { of: *first, args })
            }
            _ => None,
        }
    }

    fn is_open(&self, ty: &Ty) -> bool {
        self.table.resolve(ty).any(&|part| matches!(part, Ty::Infer(_)))
    }

    /// Unifies an impl's header; its arguments.
    fn unify_header(&mut self, candidate: DefId, ty: &Ty, bound: &TraitRef) -> Option<Vec<Ty>> {
        let program = self.program;
        let of_trait = program.impl_trait(candidate)?;
        let args = self.fresh_args(candidate);
        let header = program.impl_self(candidate).with_args(&args);
        let header = if has_projection(&header) { self.normalize(&header) } else { header };
        if !self.table.unify(ty, &header) {
            return None;
        }
        for (x, y) in of_trait.args.iter().zip(bound.args.iter()) {
            let x = x.with_args(&args);
            let x = if has_projection(&x) { self.normalize(&x) } else { x };
            if !self.table.unify(&x, y) {
                return None;
            }
        }
        Some(args)
    }

    /// Whether an impl's own bounds hold, once its header is unified.
    fn judge(&mut self, candidate: DefId, ty: &Ty, bound: &TraitRef) -> Holds {
        if self.selecting > DEEPEST {
            return Holds::Maybe;
        }
        self.selecting += 1;
        let answer = self.probe(|infer| {
            let Some(args) = infer.unify_header(candidate, ty, bound) else { return Holds::No };
            let mut answer = Holds::Yes;
            let program = infer.program;
            for predicate in program.predicates(candidate) {
                let ty = infer.normalize(&predicate.ty.with_args(&args));
                let bound = predicate.bound.with_args(&args);
                let bound = infer.normalized_bound(&bound);
                match infer.holds(&ty, &bound) {
                    Holds::No => return Holds::No,
                    Holds::Maybe => answer = Holds::Maybe,
                    Holds::Yes => {}
                }
            }
            answer
        });
        self.selecting -= 1;
        answer
    }

    /// Whether `ty: bound`; finds nothing out about variables.
    pub(super) fn holds(&mut self, ty: &Ty, bound: &TraitRef) -> Holds {
        if self.selecting > DEEPEST || self.patience == 0 {
            return Holds::Maybe;
        }
        self.patience -= 1;
        let ty = self.table.shallow(ty);
        match &ty {
            Ty::Unknown => return Holds::Maybe,
            Ty::Infer(at) => {
                let stand_in = match self.table.kind(*at) {
                    Kind::Any => return Holds::Maybe,
                    Kind::Integer => Ty::Primitive(Primitive::I32),
                    Kind::Float => Ty::Primitive(Primitive::F64),
                };
                return match self.holds(&stand_in, bound) {
                    Holds::Yes => Holds::Maybe,
                    other => other,
                };
            }
            _ => {}
        }
        if self.is_callable_trait(bound.def) && self.callable(&ty).is_some() {
            return Holds::Yes;
        }
        if self.is_builtin(&ty, bound.def) || self.known_bound(&ty, bound).is_some() {
            return Holds::Yes;
        }
        if let Ty::Adt(def, _) = &ty
            && self.program.impls.is_derived(bound.def, *def)
        {
            return Holds::Yes;
        }
        let program = self.program;
        let mut answer = Holds::No;
        for candidate in program.impls.candidates(bound.def, Head::of(&ty)) {
            match self.judge(candidate, &ty, bound) {
                Holds::Yes => return Holds::Yes,
                Holds::Maybe => answer = Holds::Maybe,
                Holds::No => {}
            }
        }
        answer
    }
    pub(super) fn first_unsolved<'t>(&self, mut list: impl Iterator<Item = &'t Ty>) -> Option<u32> {
        list.find_map(|ty| self.table.unsolved(ty))
    }
}
