//! Goals: bounds that have to hold, associated types that have to be found.
use super::super::body::ClosureSignature;
use super::super::definitions::{DefId, DefKind};
use super::super::known::Known;
use super::super::program::Predicate;
use super::super::traits::Head;
use super::super::ty::{Args, Primitive, Projection, TraitRef, Ty};
use super::Infer;
use super::table::Kind;
use crate::source::facts::ExprId;
use crate::source::name::Name;
use std::sync::Arc;

/// Selections within selections deeper than this give up.
const DEEPEST: u32 = 10;

/// What has to hold or be found.
#[derive(Clone, Debug)]
pub(super) struct Goal {
    what: What,
    /// The variable that it waits for.
    waits: Option<u32>,
    depth: u32,
}

#[derive(Clone, Debug)]
enum What {
    Bound(Ty, TraitRef),
    Project(Arc<Projection>, Ty),
    /// A method call whose receiver is not known yet.
    Method {
        call: ExprId,
        receiver: Ty,
        arguments: Vec<Ty>,
        result: Ty,
    },
    /// `base[index]` of which the base is not known yet.
    Index {
        base: Ty,
        index: Ty,
        result: Ty,
    },
    /// A field of something that is not known yet.
    Field {
        at: ExprId,
        base: Ty,
        result: Ty,
    },
    /// A binary operator of which the left side is not known yet.
    Binary {
        operator: Known,
        left: Ty,
        right: Ty,
        result: Ty,
    },
    /// A dereference of something that is not known yet.
    Deref {
        of: Ty,
        result: Ty,
    },
}

/// What became of a goal.
enum Outcome {
    Done,
    Waits(u32),
    Hopeless,
}

/// What became of a projection.
pub(super) enum Projected {
    Found(Ty),
    /// Nothing more can be said of it.
    Rigid,
    Waits(u32),
    Unknown,
}

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

    /// Asks for `ty: bound`.
    pub(super) fn require(&mut self, ty: &Ty, bound: &TraitRef) {
        self.require_at(ty, bound, self.selecting);
    }

    fn require_at(&mut self, ty: &Ty, bound: &TraitRef, depth: u32) {
        if depth <= DEEPEST && !self.is_boring(bound.def) {
            let bound = self.normalized_bound(bound);
            self.pursue(Goal { what: What::Bound(ty.clone(), bound), waits: None, depth });
        }
    }

    /// With its arguments normalised; bindings are when they are met.
    fn normalized_bound(&mut self, bound: &TraitRef) -> TraitRef {
        if !bound.args.iter().any(has_projection) {
            return bound.clone();
        }
        let args = bound.args.iter().map(|arg| self.normalize(arg)).collect();
        TraitRef { args, ..bound.clone() }
    }

    /// Traits that tell nothing about types.
    fn is_boring(&self, def: DefId) -> bool {
        matches!(
            self.program.known.of(def),
            Some(
                Known::Sized
                    | Known::Copy
                    | Known::Send
                    | Known::Sync
                    | Known::Unpin
                    | Known::Clone
                    | Known::Eq
                    | Known::Hash
                    | Known::Ord
                    | Known::Debug
                    | Known::Default
                    | Known::Drop
            )
        )
    }

    pub(super) fn wait_for_method(&mut self, call: ExprId, receiver: Ty, arguments: Vec<Ty>, result: Ty) {
        self.wait(What::Method { call, receiver, arguments, result });
    }

    pub(super) fn wait_for_index(&mut self, base: Ty, index: Ty, result: Ty) {
        self.wait(What::Index { base, index, result });
    }

    pub(super) fn wait_for_field(&mut self, at: ExprId, base: Ty, result: Ty) {
        self.wait(What::Field { at, base, result });
    }

    pub(super) fn wait_for_binary(&mut self, operator: Known, left: Ty, right: Ty, result: Ty) {
        self.wait(What::Binary { operator, left, right, result });
    }

    pub(super) fn wait_for_deref(&mut self, of: Ty, result: Ty) {
        self.wait(What::Deref { of, result });
    }

    fn wait(&mut self, what: What) {
        self.goals.push(Goal { what, waits: None, depth: 0 });
    }

    /// Tries a goal at once, and keeps it where it has to wait.
    fn pursue(&mut self, goal: Goal) {
        let mut goal = goal;
        if self.goals.len() > 4096 {
            return;
        }
        if let Outcome::Waits(on) = self.attempt(&goal) {
            goal.waits = Some(on);
            self.goals.push(goal);
        }
    }

    /// Looks at the goals that may have come closer, until none has.
    pub(super) fn settle(&mut self) {
        loop {
            let mut progress = false;
            let goals = std::mem::take(&mut self.goals);
            let mut kept = Vec::with_capacity(goals.len());
            for mut goal in goals {
                if goal.waits.is_some_and(|on| !self.table.is_solved(on)) {
                    kept.push(goal);
                    continue;
                }
                match self.attempt(&goal) {
                    Outcome::Waits(on) => {
                        // A variable may just have become another one.
                        progress |= goal.waits.is_some_and(|before| before != on) && self.table.is_solved(on);
                        goal.waits = Some(on);
                        kept.push(goal);
                    }
                    Outcome::Done => progress = true,
                    Outcome::Hopeless => {}
                }
            }
            kept.append(&mut self.goals);
            self.goals = kept;
            if !progress || self.patience == 0 {
                return;
            }
        }
    }

    /// Takes the only impl there is for the first bound that still waits.
    pub(super) fn decide_one(&mut self) -> bool {
        for at in 0..self.goals.len() {
            let Some(Goal { what: What::Bound(ty, bound), .. }) = self.goals.get(at) else { continue };
            let (ty, bound) = (ty.clone(), bound.clone());
            if !matches!(self.table.shallow(&ty), Ty::Infer(_)) {
                continue;
            }
            let [only] = self.program.impls.every(bound.def) else { continue };
            let args = self.fresh_args(*only);
            let header = self.program.impl_self(*only).with_args(&args);
            if self.unify(&ty, &header) {
                return true;
            }
        }
        false
    }

    fn attempt(&mut self, goal: &Goal) -> Outcome {
        if self.patience == 0 {
            return Outcome::Hopeless;
        }
        self.patience -= 1;
        let before = std::mem::replace(&mut self.selecting, goal.depth + 1);
        let outcome = match &goal.what {
            What::Bound(ty, bound) => self.attempt_bound(ty, bound, goal.depth),
            What::Project(projection, into) => match self.project(projection) {
                Projected::Found(ty) => {
                    self.unify(&ty, into);
                    Outcome::Done
                }
                Projected::Rigid => {
                    let projection = Ty::Projection(projection.clone());
                    let projection = self.table.resolve(&projection);
                    self.unify(&projection, into);
                    Outcome::Done
                }
                Projected::Waits(on) => Outcome::Waits(on),
                Projected::Unknown => Outcome::Hopeless,
            },
            What::Method { call, receiver, arguments, result } => {
                self.unless_unsolved(receiver, |infer| infer.late_method(*call, receiver, arguments, result))
            }
            What::Index { base, index, result } => self.unless_unsolved(base, |infer| {
                let found = infer.index_type(base, index);
                infer.unify(&found, result);
            }),
            What::Field { at, base, result } => self.unless_unsolved(base, |infer| {
                let found = infer.field_type(*at, base);
                infer.unify(&found, result);
            }),
            What::Binary { operator, left, right, result } => self.unless_unsolved(left, |infer| {
                let found = infer.operator_type(*operator, left, right);
                infer.unify(&found, result);
            }),
            What::Deref { of, result } => self.unless_unsolved(of, |infer| {
                let found = infer.dereferenced(of).unwrap_or(Ty::Unknown);
                infer.unify(&found, result);
            }),
        };
        self.selecting = before;
        outcome
    }

    fn unless_unsolved(&mut self, ty: &Ty, then: impl FnOnce(&mut Self)) -> Outcome {
        match self.table.unsolved(ty) {
            Some(on) => Outcome::Waits(on),
            None => {
                then(self);
                Outcome::Done
            }
        }
    }

    fn attempt_bound(&mut self, ty: &Ty, bound: &TraitRef, depth: u32) -> Outcome {
        let ty = self.table.shallow(ty);
        match &ty {
            Ty::Unknown => return Outcome::Hopeless,
            Ty::Infer(at) => match self.only_number(*at, bound.def) {
                Some(number) => {
                    self.unify(&ty, &number);
                    return self.attempt_bound(&number, bound, depth);
                }
                None => return Outcome::Waits(*at),
            },
            _ => {}
        }
        let callable = self.is_callable_trait(bound.def) && self.callable(&ty).is_some();
        if callable {
            if let (Some((params, _)), Some(arg)) = (self.callable(&ty), bound.args.first()) {
                let params = Ty::Tuple(params.into());
                let arg = self.normalize(arg);
                self.unify(&params, &arg);
            }
        } else if let Some(found) = self.known_bound(&ty, bound) {
            for (x, y) in found.args.iter().zip(bound.args.iter()) {
                self.unify(x, y);
            }
        } else if !self.is_builtin(&ty, bound.def) {
            match self.find_impl(&ty, bound) {
                Some(found) => {
                    let nested: Vec<Predicate> = self.program.predicates(found.of).to_vec();
                    for predicate in nested {
                        let ty = self.normalize(&predicate.ty.with_args(&found.args));
                        let bound = predicate.bound.with_args(&found.args);
                        self.require_at(&ty, &bound, depth + 1);
                    }
                }
                None => {
                    if let Some(on) = self.first_unsolved(bound.args.iter()) {
                        return Outcome::Waits(on);
                    }
                }
            }
        }
        for (name, value) in bound.bindings.iter() {
            let args: Vec<Ty> = std::iter::once(ty.clone()).chain(bound.args.iter().cloned()).collect();
            let plain = TraitRef { def: bound.def, args: bound.args.clone(), bindings: Vec::new().into() };
            let Some(declaring) = self.program.declaring_trait(&plain, *name, 0) else { continue };
            let declaring_args: Args = if declaring.def == bound.def {
                args.into()
            } else {
                std::iter::once(ty.clone()).chain(declaring.args.iter().cloned()).collect()
            };
            let projection = Arc::new(Projection { of_trait: declaring.def, args: declaring_args, name: *name });
            let value = self.normalize(value);
            self.pursue(Goal { what: What::Project(projection, value), waits: None, depth: depth + 1 });
        }
        Outcome::Done
    }

    fn first_unsolved<'t>(&self, mut list: impl Iterator<Item = &'t Ty>) -> Option<u32> {
        list.find_map(|ty| self.table.unsolved(ty))
    }

    fn is_callable_trait(&self, def: DefId) -> bool {
        matches!(self.program.known.of(def), Some(Known::Fn | Known::FnMut | Known::FnOnce))
    }

    /// What a closure, function or function pointer takes and gives.
    pub(super) fn callable(&mut self, ty: &Ty) -> Option<(Vec<Ty>, Ty)> {
        match self.table.shallow(ty) {
            Ty::Closure(body, expr) if body == self.body => {
                let ClosureSignature { params, output } = self.closures.get(&expr)?.clone();
                Some((params, output))
            }
            Ty::FnPointer(parts) => {
                let (output, params) = parts.split_last()?;
                Some((params.to_vec(), output.clone()))
            }
            Ty::FnItem(def, args) => {
                let signature = self.program.signature(def);
                let params = signature.inputs.iter().map(|ty| self.normalize(&ty.with_args(&args))).collect();
                let output = self.normalize(&signature.output.with_args(&args));
                Some((params, output))
            }
            Ty::Ref(_, inner) => self.callable(&inner),
            _ => None,
        }
    }

    /// What the compiler itself implements.
    fn is_builtin(&self, ty: &Ty, of_trait: DefId) -> bool {
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
            Ty::Param(_) | Ty::Projection(_) | Ty::Opaque(..) | Ty::Dyn(_) => Vec::new(),
            // A bound in a clause may speak of any type.
            Ty::Adt(..) | Ty::Ref(..) if !self.environment.is_empty() => {
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
            Ty::Projection(projection) => {
                if let Some(def) = self.program.associated(projection.of_trait, projection.name, DefKind::AssocType) {
                    let bounds = self.program.item_bounds(def, &ty);
                    all.extend(bounds.into_iter().map(|bound| bound.with_args(&projection.args)));
                }
            }
            _ => {}
        }
        let mut at = 0;
        while at < all.len() && all.len() < 64 {
            let args: Vec<Ty> = std::iter::once(ty.clone()).chain(all[at].args.iter().cloned()).collect();
            for above in self.program.supertraits(all[at].def) {
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
        if self.selecting > DEEPEST * 2 || self.patience == 0 {
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
                let depth = self.selecting;
                if depth <= DEEPEST {
                    self.goals.push(Goal { what: What::Project(projection, into.clone()), waits: Some(on), depth });
                }
                into
            }
        };
        self.selecting -= 1;
        answer
    }

    /// `<ty as Trait<..>>::Name`
    fn project(&mut self, projection: &Projection) -> Projected {
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
                        .declaring_trait(&TraitRef { bindings: Vec::new().into(), ..known.clone() }, name, 0)
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
    fn only_number(&self, at: u32, of_trait: DefId) -> Option<Ty> {
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

    /// What a bound on a callable that waits says a closure in the place of `expected` will take and give.
    pub(super) fn expected_signature(&mut self, expected: &Ty) -> Option<(Vec<Ty>, Option<Ty>)> {
        let expected = self.table.shallow(expected);
        let from_bounds = |infer: &mut Self, bounds: Vec<TraitRef>| {
            let bound = bounds.into_iter().find(|bound| infer.is_callable_trait(bound.def))?;
            infer.signature_of_bound(&bound)
        };
        match &expected {
            Ty::Infer(at) => {
                let bounds: Vec<TraitRef> = self
                    .goals
                    .iter()
                    .filter_map(|goal| match &goal.what {
                        What::Bound(ty, bound) if self.table.unsolved(ty) == Some(*at) => Some(bound.clone()),
                        _ => None,
                    })
                    .collect();
                let mut found = None;
                for bound in bounds {
                    if self.is_callable_trait(bound.def) {
                        found = self.signature_of_bound(&bound);
                        break;
                    }
                    // `trait Visitor: Fn(u32)`
                    let above = self.program.supertraits(bound.def);
                    let args: Vec<Ty> = std::iter::once(expected.clone()).chain(bound.args.iter().cloned()).collect();
                    let above = above.iter().map(|it| it.with_args(&args)).collect();
                    found = from_bounds(self, above);
                    if found.is_some() {
                        break;
                    }
                }
                found
            }
            Ty::Param(_) | Ty::Opaque(..) | Ty::Dyn(_) | Ty::Projection(_) => {
                let bounds = self.declared_bounds(&expected);
                from_bounds(self, bounds)
            }
            Ty::FnPointer(parts) => {
                let (output, params) = parts.split_last()?;
                Some((params.to_vec(), Some(output.clone())))
            }
            Ty::Adt(_, args) => {
                // `Box<dyn Fn(u32)>`
                let inner = args.first().map(|arg| self.table.shallow(arg))?;
                if matches!(inner, Ty::Dyn(_)) { self.expected_signature(&inner) } else { None }
            }
            Ty::Ref(_, inner) if matches!(**inner, Ty::Dyn(_)) => self.expected_signature(inner),
            _ => None,
        }
    }

    fn signature_of_bound(&mut self, bound: &TraitRef) -> Option<(Vec<Ty>, Option<Ty>)> {
        let params = match bound.args.first().map(|arg| self.table.shallow(arg))? {
            Ty::Tuple(params) => params.iter().map(|ty| self.normalize(ty)).collect(),
            _ => return None,
        };
        let output = bound.bindings.iter().find(|(name, _)| *name == Name::new("Output"));
        let output = output.map(|(_, ty)| ty.clone());
        let output = output.map(|ty| self.normalize(&ty));
        Some((params, output))
    }
}

fn has_projection(ty: &Ty) -> bool {
    ty.any(&|part| matches!(part, Ty::Projection(_)))
}
