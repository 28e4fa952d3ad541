//! Goals: what has to hold or be found, and waits until something is found out about a variable.
use std::sync::Arc;

use super::super::definitions::DefId;
use super::super::known::Known;
use super::super::program::Predicate;
use super::super::ty::{Args, Projection, TraitRef, Ty};
use super::Infer;
use super::projections::{Projected, has_projection};
use crate::source::facts::ExprId;

/// Goals that follow from goals deeper than this are given up.
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

impl<'p, 'a> Infer<'p, 'a> {
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
    pub(super) fn normalized_bound(&mut self, bound: &TraitRef) -> TraitRef {
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
            if !self.goals.iter().any(|goal| goal.waits.is_none_or(|on| self.table.is_solved(on))) {
                return;
            }
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
            let Some(declaring) = self.program.declaring_trait(&plain, *name) else { continue };
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

    /// Notes a projection that waits for a variable.
    pub(super) fn wait_for_projection(&mut self, projection: Arc<Projection>, into: Ty, on: u32) {
        let depth = self.selecting;
        if depth <= DEEPEST {
            self.goals.push(Goal { what: What::Project(projection, into), waits: Some(on), depth });
        }
    }

    /// The bounds that wait for a variable.
    pub(super) fn bounds_waiting_for(&self, at: u32) -> Vec<TraitRef> {
        let waiting = self.goals.iter().filter_map(|goal| match &goal.what {
            What::Bound(ty, bound) if self.table.unsolved(ty) == Some(at) => Some(bound.clone()),
            _ => None,
        });
        waiting.collect()
    }
}
