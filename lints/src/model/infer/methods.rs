//! Which function `a.f(b)` calls: the receiver is dereferenced step by step, and at each step taken by value, by `&` and by
//! `&mut`; a type's own functions come before traits'.
use super::super::body::Callee;
use super::super::definitions::{DefId, DefKind};
use super::super::known::Known;
use super::super::traits::Head;
use super::super::ty::{Primitive, Projection, TraitRef, Ty};
use super::Infer;
use super::select::Holds;
use super::table::Kind;
use crate::source::facts::ExprId;
use crate::source::name::Name;
use std::sync::Arc;

/// Dereferences in a row.
const LONGEST: usize = 12;

/// A function that a method call may mean.
#[derive(Clone, Debug)]
enum Candidate {
    /// Of an impl without a trait.
    Inherent(DefId),
    /// Of a trait that the type is declared to have.
    Declared(Ty, TraitRef, DefId),
    /// Of a trait in scope.
    Extension(DefId, DefId),
}

/// The function that a method call means.
pub(super) struct Method {
    pub(super) callee: Callee,
    /// What the receiver is where the function takes it.
    pub(super) receiver: Ty,
}

/// What the search for a method came to.
pub(super) enum Search {
    Found(Method),
    /// The receiver is not known far enough.
    Waits,
    Nothing,
}

impl<'p, 'a> Infer<'p, 'a> {
    /// What `ty` dereferences to, step by step, itself first.
    pub(super) fn autoderef(&mut self, ty: &Ty) -> Vec<Ty> {
        let mut steps = vec![self.shape(ty)];
        while steps.len() < LONGEST {
            let Some(last) = steps.last().cloned() else { break };
            let Some(next) = self.dereferenced(&last) else { break };
            let next = self.shape(&next);
            let end = matches!(next, Ty::Unknown | Ty::Infer(_));
            if steps.contains(&next) {
                break;
            }
            steps.push(next);
            if end {
                break;
            }
        }
        steps
    }

    /// What `*` makes of a type.
    pub(super) fn dereferenced(&mut self, ty: &Ty) -> Option<Ty> {
        match self.table.shallow(ty) {
            Ty::Ref(_, inner) | Ty::Pointer(_, inner) => Some((*inner).clone()),
            ty @ (Ty::Adt(..) | Ty::Param(_) | Ty::Projection(_) | Ty::Opaque(..)) => {
                let deref = self.program.lang(Known::Deref)?;
                let bound = TraitRef { def: deref, args: Vec::new().into(), bindings: Vec::new().into() };
                if self.known_bound(&ty, &bound).is_none() {
                    let head = Head::of(&ty)?;
                    self.program.impls.candidates(deref, Some(head)).next()?;
                }
                let args = vec![ty].into();
                let projection = Projection { of_trait: deref, args, name: Name::new("Target") };
                match self.normalize(&Ty::Projection(Arc::new(projection))) {
                    Ty::Unknown => None,
                    found => Some(found),
                }
            }
            _ => None,
        }
    }

    /// The function that `receiver.name` means.
    pub(super) fn find_method(&mut self, receiver: &Ty, name: Name) -> Search {
        let mut steps = self.autoderef(receiver);
        let open = match steps.last() {
            Some(Ty::Infer(at)) => self.table.kind(*at) == Kind::Any,
            _ => false,
        };
        let blind = matches!(steps.last(), Some(Ty::Unknown));
        if open || blind {
            steps.pop();
        }
        if let Some(Ty::Array(both)) = steps.last() {
            let slice = Ty::Slice(Arc::new(both.0.clone()));
            steps.push(slice);
        }
        // A raw pointer is not followed by methods.
        if let Some(at) = steps.iter().position(|step| matches!(step, Ty::Pointer(..))) {
            steps.truncate(at + 1);
        }
        let candidates = self.candidates(&steps, name);
        let mut perhaps: Option<(Candidate, Ty)> = None;
        for step in &steps {
            let taken = [step.clone(), Ty::reference(false, step.clone()), Ty::reference(true, step.clone())];
            for taken in taken {
                for candidate in &candidates {
                    match self.probe(|infer| infer.applies(candidate, &taken)) {
                        Holds::Yes => {
                            return match self.take(candidate, &taken) {
                                Some(method) => Search::Found(method),
                                None => Search::Nothing,
                            };
                        }
                        Holds::Maybe if perhaps.is_none() => perhaps = Some((candidate.clone(), taken.clone())),
                        _ => {}
                    }
                }
            }
        }
        if let Some((candidate, taken)) = perhaps
            && let Some(method) = self.take(&candidate, &taken)
        {
            return Search::Found(method);
        }
        if open { Search::Waits } else { Search::Nothing }
    }

    /// All that may be meant, in the order in which it is tried.
    fn candidates(&mut self, steps: &[Ty], name: Name) -> Vec<Candidate> {
        let program = self.program;
        let mut all = Vec::new();
        for step in steps {
            let head = match step {
                Ty::Infer(at) => match self.table.kind(*at) {
                    Kind::Integer => Some(Head::Primitive(Primitive::I32)),
                    Kind::Float => Some(Head::Primitive(Primitive::F64)),
                    Kind::Any => None,
                },
                _ => Head::of(step),
            };
            if let Some(head) = head {
                let own = program.impls.inherent(head, name).iter();
                all.extend(own.filter(|&&def| self.has_receiver(def)).map(|&def| Candidate::Inherent(def)));
            }
            for bound in self.declared_bounds(step) {
                if let Some(function) = program.associated(bound.def, name, DefKind::Function)
                    && self.has_receiver(function)
                {
                    all.push(Candidate::Declared(step.clone(), bound, function));
                }
            }
        }
        for &(of_trait, function) in program.impls.declaring(name) {
            if self.has_receiver(function)
                && program.scopes.is_trait_in_scope(&program.definitions, self.scope, of_trait)
            {
                all.push(Candidate::Extension(of_trait, function));
            }
        }
        all
    }

    fn has_receiver(&self, def: DefId) -> bool {
        self.program.definitions[def].function().is_some_and(|function| function.receiver.is_some())
    }

    /// Whether a candidate takes a receiver of this type.
    fn applies(&mut self, candidate: &Candidate, taken: &Ty) -> Holds {
        let Some((method, bound)) = self.instantiate(candidate) else { return Holds::No };
        if !self.table.unify(&method.receiver, taken) {
            return Holds::No;
        }
        match bound {
            None => Holds::Yes,
            Some((itself, bound)) => {
                let itself = self.table.shallow(&itself);
                match itself {
                    Ty::Infer(at) if self.table.kind(at) == Kind::Any => Holds::No,
                    // A number literal has what numbers have.
                    Ty::Infer(_) => match self.holds(&itself, &bound) {
                        Holds::No => Holds::No,
                        _ => Holds::Yes,
                    },
                    _ => self.holds(&itself, &bound),
                }
            }
        }
    }

    fn take(&mut self, candidate: &Candidate, taken: &Ty) -> Option<Method> {
        let (mut method, _) = self.instantiate(candidate)?;
        // The compiler knows a literal's type by now where a method of one number type is called on it.
        self.table.unify(&method.receiver, taken);
        method.receiver = taken.clone();
        Some(method)
    }

    /// A candidate with fresh arguments; for traits' functions, what has to hold.
    fn instantiate(&mut self, candidate: &Candidate) -> Option<(Method, Option<(Ty, TraitRef)>)> {
        let program = self.program;
        let (function, declared) = match candidate {
            Candidate::Inherent(function) => (*function, None),
            Candidate::Declared(_, _, function) | Candidate::Extension(_, function) => (*function, Some(*function)),
        };
        let mut args = self.fresh_args(function);
        let mut required = None;
        let self_type = match candidate {
            Candidate::Inherent(_) => {
                let of = program.definitions[function].parent?;
                let header = program.impl_self(of).with_args(&args);
                self.normalize(&header)
            }
            Candidate::Declared(ty, bound, _) => {
                args[0] = ty.clone();
                for (arg, known) in args.iter_mut().skip(1).zip(bound.args.iter()) {
                    *arg = self.normalize(known);
                }
                ty.clone()
            }
            Candidate::Extension(of_trait, _) => {
                let count = program.generics(*of_trait).params.len();
                let bound_args = args.iter().take(count).skip(1).cloned().collect();
                let bound = TraitRef { def: *of_trait, args: bound_args, bindings: Vec::new().into() };
                let itself = args.first()?.clone();
                required = Some((itself.clone(), bound));
                itself
            }
        };
        let receiver = program.signature(function).inputs.first()?.with_args(&args);
        let receiver = self.normalize(&receiver);
        let callee = Callee { function, declared, args: args.into(), self_type: Some(self_type) };
        Some((Method { callee, receiver }, required))
    }

    /// Makes the associated type of a trait on a type; unknown where the trait is not declared.
    pub(super) fn associated(&mut self, known: Known, ty: &Ty, more: &[Ty], name: &str) -> Ty {
        let Some(of_trait) = self.program.lang(known) else { return Ty::Unknown };
        let args = std::iter::once(ty.clone()).chain(more.iter().cloned()).collect();
        self.normalize(&Ty::Projection(Arc::new(Projection { of_trait, args, name: Name::new(name) })))
    }

    /// A method call of which the receiver has become known.
    pub(super) fn late_method(&mut self, call: ExprId, receiver: &Ty, arguments: &[Ty], result: &Ty) {
        let crate::source::facts::ExprKind::MethodCall { name, .. } = &self.facts[call].kind else { return };
        if let Search::Found(method) = self.find_method(receiver, *name) {
            let (inputs, output) = self.enter_callee(call, method.callee);
            for (input, argument) in inputs.iter().skip(1).zip(arguments) {
                self.coerce(argument, input);
            }
            self.unify(&output, result);
        }
    }

    /// What indexing `base` by `index` gives.
    pub(super) fn index_type(&mut self, base: &Ty, index: &Ty) -> Ty {
        let steps = self.autoderef(base);
        let Some(index_trait) = self.program.lang(Known::Index) else { return Ty::Unknown };
        for step in &steps {
            let element = match step {
                Ty::Slice(element) => Some((**element).clone()),
                Ty::Array(both) => Some(both.0.clone()),
                _ => None,
            };
            if let Some(element) = element {
                match self.shape(index) {
                    Ty::Primitive(_) => return element,
                    Ty::Infer(_) => {
                        self.unify(index, &Ty::usize());
                        return element;
                    }
                    Ty::Adt(def, _) if self.is_range(def) => {
                        if let Ty::Adt(_, args) = self.shape(index)
                            && let Some(bound) = args.first()
                        {
                            self.unify(bound, &Ty::usize());
                        }
                        return Ty::Slice(Arc::new(element));
                    }
                    _ => {}
                }
            }
            let bound = TraitRef { def: index_trait, args: vec![index.clone()].into(), bindings: Vec::new().into() };
            let declared = self.known_bound(step, &bound);
            let found = self.probe(|infer| infer.find_impl(step, &bound).is_some());
            // Which impl may depend on an index that is not known: `v[i.into()]`.
            let has_any = self.program.impls.candidates(index_trait, Head::of(step)).next().is_some()
                && !matches!(step, Ty::Param(_) | Ty::Projection(_));
            if declared.is_some() || found || has_any {
                if let Some(declared) = declared {
                    for (x, y) in declared.args.iter().zip(bound.args.iter()) {
                        self.unify(x, y);
                    }
                }
                return self.associated(Known::Index, step, std::slice::from_ref(index), "Output");
            }
        }
        Ty::Unknown
    }

    fn is_range(&self, def: DefId) -> bool {
        matches!(
            self.program.known.of(def),
            Some(
                Known::Range
                    | Known::RangeFrom
                    | Known::RangeTo
                    | Known::RangeInclusive
                    | Known::RangeToInclusive
                    | Known::RangeFull
            )
        )
    }

    /// The type of `base.name` at a field expression.
    pub(super) fn field_type(&mut self, at: ExprId, base: &Ty) -> Ty {
        let crate::source::facts::ExprKind::Field { name, .. } = &self.facts[at].kind else { return Ty::Unknown };
        for step in self.autoderef(base) {
            match &step {
                Ty::Adt(def, args) => {
                    if let Some(index) = self.program.field(*def, *name) {
                        self.fields.insert(at, (*def, index));
                        let ty = self.program.field_types(*def).get(index as usize).cloned().unwrap_or(Ty::Unknown);
                        return self.normalize(&ty.with_args(args));
                    }
                }
                Ty::Tuple(parts) => {
                    if let Some(part) = name.as_str().parse::<usize>().ok().and_then(|index| parts.get(index)) {
                        return part.clone();
                    }
                }
                _ => {}
            }
        }
        Ty::Unknown
    }
}
