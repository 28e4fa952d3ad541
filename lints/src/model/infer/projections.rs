//! Associated types: `<T as Trait>::Name` by impls, bounds and callables.
use std::sync::Arc;

use super::super::definitions::{DefId, DefKind};
use super::super::known::Known;
use super::super::traits::Head;
use super::super::ty::{Args, Primitive, Projection, TraitRef, Ty};
use super::Infer;
use super::table::Kind;

/// Projections within projections deeper than this are unknown.
const DEEPEST: u32 = 20;

/// What became of a projection.
pub(super) enum Projected {
    Found(Ty),
    /// Nothing more can be said of it.
    Rigid,
    Waits(u32),
    Unknown,
}

impl<'p, 'a> Infer<'p, 'a> {
    /// With every associated type that can be found put in its place, and variables for those that have to wait.
    pub(super) fn normalize(&mut self, ty: &Ty) -> Ty {
        if !has_projection(ty) {
            return ty.clone();
        }
        ty.replaced(&mut |part| match part {
            Ty::Projection(projection) => {
                let args: Args = projection.args.iter().map(|arg| self.normalize(arg)).collect();
                let projection = Arc::new(Projection { of_trait: projection.of_trait, args, name: projection.name });
                Some(self.normalize_projection(projection))
            }
            _ => None,
        })
    }

    fn normalize_projection(&mut self, projection: Arc<Projection>) -> Ty {
        if self.selecting > DEEPEST || self.patience == 0 {
            return Ty::Unknown;
        }
        self.patience -= 1;
        self.selecting += 1;
        let answer = match self.project(&projection) {
            Projected::Found(ty) => ty,
            Projected::Rigid => Ty::Projection(projection),
            Projected::Unknown => Ty::Unknown,
            Projected::Waits(on) => {
                let into = self.fresh();
                self.wait_for_projection(projection, into.clone(), on);
                into
            }
        };
        self.selecting -= 1;
        answer
    }

    /// `<ty as Trait<..>>::Name`
    pub(super) fn project(&mut self, projection: &Projection) -> Projected {
        let program = self.program;
        let Some(first) = projection.args.first() else { return Projected::Unknown };
        let ty = self.table.shallow(first);
        let (of_trait, name) = (projection.of_trait, projection.name);
        match &ty {
            Ty::Unknown => return Projected::Unknown,
            Ty::Infer(at) => {
                if let Some(number) = self.only_number(*at, of_trait) {
                    self.unify(&ty, &number);
                    return self.project(projection);
                }
                if self.table.kind(*at) != Kind::Any {
                    return self.project_number(projection, *at);
                }
                return Projected::Waits(*at);
            }
            _ => {}
        }
        if self.is_callable_trait(of_trait)
            && let Some((_, output)) = self.callable(&ty)
        {
            return Projected::Found(output);
        }
        if let Ty::Future(output) = &ty {
            match program.known.of(of_trait) {
                Some(Known::IntoFuture) if name == "IntoFuture" => return Projected::Found(ty.clone()),
                Some(Known::Future | Known::IntoFuture) => return Projected::Found((**output).clone()),
                _ => {}
            }
        }
        let args: Args = projection.args.iter().skip(1).cloned().collect();
        let bound = TraitRef { def: of_trait, args, bindings: Vec::new().into() };
        let mut declared = false;
        for known in self.declared_bounds(&ty) {
            if let Some((_, value)) = known.bindings.iter().find(|(bound, _)| *bound == name) {
                let below = known.def == of_trait
                    || program
                        .declaring_trait(&TraitRef { bindings: Vec::new().into(), ..known.clone() }, name)
                        .is_some_and(|it| it.def == of_trait);
                if below && *value != Ty::Projection(Arc::new(projection.clone())) {
                    return Projected::Found(self.normalize(value));
                }
            }
            declared |= known.def == of_trait;
        }
        if declared && matches!(ty, Ty::Param(_) | Ty::Projection(_) | Ty::Opaque(..) | Ty::Dyn(_)) {
            return Projected::Rigid;
        }
        if let Some(found) = self.find_impl(&ty, &bound) {
            for predicate in program.predicates(found.of) {
                // Bounds may be what ties an argument down: `impl<B, F: FnMut() -> B> Iterator for FromFn<F>`.
                let free = |part: &Ty| matches!(part, Ty::Param(param) if param.owner == found.of);
                let ties =
                    !predicate.bound.bindings.is_empty() || predicate.bound.args.iter().any(|arg| arg.any(&free));
                if ties {
                    let ty = self.normalize(&predicate.ty.with_args(&found.args));
                    self.require(&ty, &predicate.bound.with_args(&found.args));
                }
            }
            return match program.associated(found.of, name, DefKind::AssocType) {
                Some(def) => {
                    let value = program.declared_type(def).with_args(&found.args);
                    Projected::Found(self.normalize(&value))
                }
                None => match program.associated(of_trait, name, DefKind::AssocType) {
                    Some(def) => {
                        let value = program.declared_type(def).with_args(&projection.args);
                        Projected::Found(self.normalize(&value))
                    }
                    None => Projected::Unknown,
                },
            };
        }
        if let Some(on) = self.first_unsolved(projection.args.iter()) {
            return Projected::Waits(on);
        }
        match ty {
            Ty::Param(_) | Ty::Projection(_) | Ty::Opaque(..) | Ty::Dyn(_) => Projected::Rigid,
            _ => Projected::Unknown,
        }
    }

    /// The one type of number that a trait is implemented for, where a literal has to have the trait.
    pub(super) fn only_number(&self, at: u32, of_trait: DefId) -> Option<Ty> {
        let fits: fn(Primitive) -> bool = match self.table.kind(at) {
            Kind::Any => return None,
            Kind::Integer => Primitive::is_integer,
            Kind::Float => Primitive::is_float,
        };
        let implemented = |primitive: &Primitive| {
            fits(*primitive) && self.program.impls.is_for(of_trait, Head::Primitive(*primitive))
        };
        let mut found = Primitive::ALL.iter().copied().filter(implemented);
        let only = found.next()?;
        found.next().is_none().then_some(Ty::Primitive(only))
    }

    /// Of a number literal's type: an operator's output is the number itself.
    fn project_number(&mut self, projection: &Projection, at: u32) -> Projected {
        let is_operator = self.program.known.of(projection.of_trait).is_some_and(super::operators::is_arithmetic);
        match projection.args.get(1).map(|arg| self.table.shallow(arg)) {
            _ if !is_operator => Projected::Waits(at),
            None => Projected::Found(Ty::Infer(at)),
            Some(Ty::Infer(other)) if self.table.kind(other) == Kind::Any => Projected::Waits(at),
            Some(right) if self.unify(&Ty::Infer(at), &right) => Projected::Found(Ty::Infer(at)),
            Some(_) => Projected::Waits(at),
        }
    }
}

/// Whether a type has associated types in it.
pub(super) fn has_projection(ty: &Ty) -> bool {
    ty.any(&|part| matches!(part, Ty::Projection(_)))
}
