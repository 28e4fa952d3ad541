//! Nests: which turns depend on which, and whether two loops may change places.
use rustc_hash::FxHashMap;

use super::Loops;
use super::access::{Access, AccessKind, Effect, EffectKind, Reduction};
use super::affine::{Atom, LoopId, Polynomial, SymbolId};
use super::dependence::{DEEPEST, Direction};
use super::location::{Base, Location, Overlap, Step};
use super::obstacle::{Caveat, Interchange, Obstacle};
use super::resolve::SymbolKey;
use super::stream::Stream;
use super::tree::{Loop, LoopForm};
use crate::model::effects::Effects;
use crate::model::outline::{bindings, descendants};
use crate::model::{Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind, Span, Statement, StatementKind};

/// Two accesses to one place, one of them a write, that may meet in different turns or in the same.
#[derive(Clone, Debug)]
pub struct Dependence {
    /// The access that comes first where they meet, by its place in [`Loops::accesses`].
    pub source: usize,
    /// The one that comes later.
    pub sink: usize,
    /// How the turns of the loops lie to each other, outermost first.
    pub vector: Vec<Direction>,
    /// By how many turns of each loop the sink follows the source, where that is one number.
    pub distance: Vec<Option<i64>>,
    /// Both add to the place, and the order in which they do is of no matter.
    pub reduction: Option<Reduction>,
}

/// What the queries about one nest share.
pub(super) struct Nest<'l, 'm, 'a> {
    pub(super) loops: &'l Loops<'m, 'a>,
    /// The loops, outermost first.
    pub(super) chain: Vec<LoopId>,
    pub(super) fixed: FxHashMap<SymbolId, bool>,
    /// The writes of the nest.
    pub(super) writes: Vec<usize>,
    /// Lengths of rows within which subscripts are taken to stay.
    pub(super) assumed: Vec<Polynomial>,
}

impl Loops<'_, '_> {
    /// The loops from `outer` to `inner`, both among them, outermost first; none where one does not enclose the other.
    pub fn chain(&self, outer: LoopId, inner: LoopId) -> Option<Vec<LoopId>> {
        let mut chain = Vec::new();
        for id in self.outwards(Some(inner)) {
            chain.push(id);
            if id == outer {
                chain.reverse();
                return (chain.len() > 1).then_some(chain);
            }
        }
        None
    }

    /// The dependences between the turns of a nest; those of a place that every turn fills anew first are none. What is not
    /// understood is taken to meet in all turns. None where one loop does not enclose the other, or there is too much of it.
    pub fn dependences(&self, outer: LoopId, inner: LoopId) -> Option<Vec<Dependence>> {
        let mut nest = Nest::new(self, self.chain(outer, inner)?)?;
        nest.dependences().ok()
    }

    /// Whether nothing stands between two loops of a nest but what may go into the inner one: that, or what must stay outside.
    pub fn perfectly_nested(&self, outer: LoopId, inner: LoopId) -> Result<Vec<Caveat>, Obstacle> {
        let chain = self.chain(outer, inner).ok_or(Obstacle::NotNested { outer, inner })?;
        let nest = Nest::new(self, chain).ok_or(Obstacle::TooLarge { at: outer })?;
        let mut moved = Vec::new();
        nest.is_perfect(&mut moved)?;
        Ok(moved)
    }

    /// Whether two loops of a nest may change places, and what is to be minded then.
    pub fn interchange(&self, outer: LoopId, inner: LoopId) -> Result<Interchange, Obstacle> {
        let chain = self.chain(outer, inner).ok_or(Obstacle::NotNested { outer, inner })?;
        let mut nest = Nest::new(self, chain).ok_or(Obstacle::TooLarge { at: outer })?;
        nest.interchange()
    }
}

impl<'l, 'm, 'a> Nest<'l, 'm, 'a> {
    fn new(loops: &'l Loops<'m, 'a>, chain: Vec<LoopId>) -> Option<Self> {
        let outer = loops.get(*chain.first()?);
        if chain.len() > DEEPEST || !chain.iter().all(|&id| loops.get(id).is_seen) {
            return None;
        }
        let writes = outer.accesses.clone().filter(|&at| loops.accesses[at].kind.is_write()).collect();
        Some(Nest { loops, chain, fixed: FxHashMap::default(), writes, assumed: Vec::new() })
    }

    pub(super) fn outer(&self) -> &'l Loop {
        self.loops.get(self.chain[0])
    }

    pub(super) fn inner(&self) -> &'l Loop {
        self.loops.get(self.chain[self.chain.len() - 1])
    }

    fn interchange(&mut self) -> Result<Interchange, Obstacle> {
        let mut caveats = Vec::new();
        for &id in &self.chain {
            self.is_counted(id)?;
        }
        self.is_perfect(&mut caveats)?;
        self.effects()?;
        for &id in &self.chain[1..] {
            self.bound(id, &mut caveats)?;
        }
        self.outer_bound()?;
        self.carried(&mut caveats)?;
        caveats.extend(self.assumed.drain(..).map(|length| Caveat::WithinRows { length }));
        Ok(Interchange { caveats })
    }

    /// Whether a loop turns so often as is decided before it starts.
    fn is_counted(&self, id: LoopId) -> Result<(), Obstacle> {
        let found = self.loops.get(id);
        if let Some(exit) = found.exits.first() {
            return Err(Obstacle::LeavesEarly { at: id, exit: *exit });
        }
        let is_counted = match found.form {
            LoopForm::For(iterable) => {
                is_known(self.loops.stream(id), 0) && (id != self.chain[0] || self.is_repeatable(iterable))
            }
            LoopForm::While { counter, .. } | LoopForm::Loop { counter, .. } => {
                counter.is_some_and(|counter| self.loops.variables[counter.0 as usize].step.as_constant().is_some())
            }
            LoopForm::Adapter(call) => {
                let gives = self.loops.body.closure_signature(found.expr).map(|signature| &signature.output);
                let is_unit = gives == Some(&Ty::unit()) || self.runs_for_each(call);
                if !is_unit || matches!(self.loops.streams[&id], Stream::Unknown) {
                    return Err(Obstacle::Yields { at: id });
                }
                let ExprKind::MethodCall { receiver, .. } = &self.loops.body.facts[call].kind else {
                    return Err(Obstacle::NotCounted { at: id });
                };
                is_known(self.loops.stream(id), 0) && (id != self.chain[0] || self.is_repeatable(*receiver))
            }
        };
        if is_counted {
            return Ok(());
        }
        if id != self.chain[0] && matches!(found.form, LoopForm::For(_) | LoopForm::Adapter(_)) {
            self.depends(found)?;
        }
        Err(Obstacle::NotCounted { at: id })
    }

    fn runs_for_each(&self, call: ExprId) -> bool {
        matches!(&self.loops.body.facts[call].kind, ExprKind::MethodCall { name, .. } if name == "for_each")
    }

    /// Whether what a loop walks can be walked again and again: it is not used up.
    fn is_repeatable(&self, iterable: ExprId) -> bool {
        let body = self.loops.body;
        match &body.facts[iterable].kind {
            ExprKind::Range { .. } | ExprKind::Reference { .. } | ExprKind::Closure { .. } => true,
            ExprKind::Path(_) | ExprKind::Field { .. } | ExprKind::Index { .. } => {
                matches!(body.ty(iterable), Ty::Ref(false, _) | Ty::Primitive(_))
            }
            ExprKind::MethodCall { receiver, name, args, .. } => {
                let effects = self.loops.model.effects(body, iterable);
                let lends = match body.callee(iterable) {
                    Some(callee) => {
                        let function = self.loops.model.def(callee.function).function();
                        let receiver = function.and_then(|function| function.receiver.as_ref());
                        receiver.is_some_and(|receiver| receiver.reference.is_some())
                    }
                    None => effects.has(Effects::ITERATES) && !name.as_str().starts_with("into_"),
                };
                if effects.has(Effects::EMPTIES.or(Effects::SHRINKS)) {
                    false
                } else if effects.has(Effects::COPIES) || lends {
                    true
                } else if effects.has(Effects::ITERATES.or(Effects::ADAPTS).or(Effects::VIEWS)) {
                    self.is_repeatable(*receiver) && args.iter().all(|&arg| self.is_repeatable(arg))
                } else {
                    false
                }
            }
            ExprKind::Literal(_) | ExprKind::Binary { .. } | ExprKind::Cast { .. } => true,
            ExprKind::Array(parts) => parts.iter().all(|&part| self.is_repeatable(part)),
            _ => false,
        }
    }

    /// Whether nothing stands between the loops but what may go inwards.
    fn is_perfect(&self, caveats: &mut Vec<Caveat>) -> Result<(), Obstacle> {
        for both in self.chain.windows(2) {
            let (around, within) = (self.loops.get(both[0]), self.loops.get(both[1]));
            let target = match within.form {
                LoopForm::Adapter(call) => call,
                _ => within.expr,
            };
            let mut at = around.body;
            while at != target {
                let ExprKind::Block(block) = &self.loops.body.facts[at].kind else {
                    return Err(Obstacle::NotPerfect { at: both[1], between: at, touches: None });
                };
                let inside = self.loops.body.facts[target].span;
                let mut next = None;
                for (number, statement) in block.statements.iter().enumerate() {
                    match &statement.kind {
                        StatementKind::Expr { expr, .. } if statement.span.contains(inside) => next = Some(*expr),
                        _ => self.between(both[0], both[1], (at, number), statement, caveats)?,
                    }
                }
                at = next.ok_or(Obstacle::NotPerfect { at: both[1], between: at, touches: None })?;
            }
        }
        Ok(())
    }

    /// Whether a statement between two loops may go into the inner one, or only steps their counters.
    fn between(
        &self,
        around: LoopId,
        within: LoopId,
        at: (ExprId, usize),
        statement: &Statement,
        caveats: &mut Vec<Caveat>,
    ) -> Result<(), Obstacle> {
        let body = self.loops.body;
        let expr = match &statement.kind {
            StatementKind::Item(_) => return Ok(()),
            StatementKind::Let { init: Some(init), .. } => *init,
            StatementKind::Let { init: None, .. } => return Ok(()),
            StatementKind::Expr { expr, .. } => *expr,
        };
        if self.steps_counter(expr) {
            return Ok(());
        }
        let touching = |access: &&Access| {
            if matches!(access.at.base, Base::Variable(variable) if self.is_counter(variable)) {
                return false;
            }
            access.kind.is_write() || self.writes.iter().any(|&write| self.may_meet(access, write))
        };
        let touches = self.accesses_in(around, statement.span).find(touching).map(|access| Box::new(access.clone()));
        let touches_nothing = touches.is_none();
        let obstacle = Obstacle::NotPerfect { at: within, between: expr, touches };
        if let StatementKind::Let { pattern, otherwise, .. } = &statement.kind {
            if otherwise.is_some() {
                return Err(obstacle);
            }
            let made = bindings(body.facts, *pattern);
            if touches_nothing && made.iter().all(|variable| self.is_counter(*variable)) && !made.is_empty() {
                return Ok(());
            }
            for variable in made {
                let is_mutable = matches!(body.facts[variable].kind, PatKind::Bind { mutable: true, .. });
                if is_mutable && !self.is_counter(variable) {
                    return Err(self.accumulator(around, within, variable, expr).unwrap_or(obstacle));
                }
            }
        } else if !matches!(body.facts[expr].kind, ExprKind::Macro { .. }) {
            return Err(obstacle);
        }
        let around = self.loops.get(around);
        let has_effect = self.loops.effects[around.effects.clone()]
            .iter()
            .any(|effect| statement.span.contains(body.facts[effect.expr].span));
        let has_loop = around
            .children
            .iter()
            .any(|&id| id != within && statement.span.contains(body.facts[self.loops.get(id).expr].span));
        if !touches_nothing || has_effect || has_loop {
            return Err(obstacle);
        }
        caveats.push(Caveat::Moves { block: at.0, statement: at.1 });
        Ok(())
    }

    /// `let mut s = 0.0;`, to which the inner loop adds, and which is stored then.
    fn accumulator(&self, around: LoopId, within: LoopId, variable: PatId, init: ExprId) -> Option<Obstacle> {
        let base = Base::Variable(variable);
        let mut inside = self.loops.accesses_of(within).filter(|access| access.at.base == base).peekable();
        inside.peek()?;
        let reduction = inside.map(|access| match access.kind {
            AccessKind::Update(Some(reduction)) if access.at.is_scalar() => Some(reduction),
            _ => None,
        });
        let reduction = reduction.reduce(|one, another| if one == another { one } else { None })??;
        let after = self.loops.body.facts[self.loops.get(within).expr].span.end;
        let body = self.loops.body;
        let outside = self.loops.get(around).accesses.clone().map(|at| &self.loops.accesses[at]);
        let store = outside
            .filter(|access| access.within == Some(around) && access.kind.is_write())
            .find(|access| {
                body.facts[access.expr].span.start >= after
                    && access.at.base != base
                    && self.stores(access.expr, variable)
            })
            .map(|access| Box::new(access.clone()));
        Some(Obstacle::Accumulator { at: within, variable, init, reduction, store })
    }

    /// Whether an assignment gives a place what a variable holds, and nothing else.
    fn stores(&self, place: ExprId, variable: PatId) -> bool {
        let body = self.loops.body;
        let is_it = |value: ExprId| body.resolution(value) == Some(Resolution::Local(variable));
        body.ancestors(place).take(4).any(|up| match &body.facts[up].kind {
            ExprKind::Assign { left, right } => {
                body.facts[*left].span.contains(body.facts[place].span) && is_it(*right)
            }
            ExprKind::AssignOp { left, right, .. } => {
                body.facts[*left].span.contains(body.facts[place].span) && is_it(*right)
            }
            _ => false,
        })
    }

    /// The accesses of a loop that an expression or statement makes.
    fn accesses_in(&self, of: LoopId, span: Span) -> impl Iterator<Item = &'l Access> {
        let facts = self.loops.body.facts;
        self.loops.accesses_of(of).filter(move |access| span.contains(facts[access.expr].span))
    }

    /// Whether an expression only steps or starts the counter of a loop of the nest.
    fn steps_counter(&self, expr: ExprId) -> bool {
        let body = self.loops.body;
        match &body.facts[expr].kind {
            ExprKind::Assign { left, .. } | ExprKind::AssignOp { left, .. } => {
                body.variable(*left).is_some_and(|variable| self.is_counter(variable))
            }
            _ => false,
        }
    }

    /// Whether a variable is what decides how often a loop of the nest turns.
    pub(super) fn is_counter(&self, variable: PatId) -> bool {
        self.chain.iter().any(|&id| match self.loops.get(id).form {
            LoopForm::While { counter: Some(counter), .. } | LoopForm::Loop { counter: Some(counter), .. } => {
                self.loops.variables[counter.0 as usize].pattern == variable
            }
            _ => false,
        })
    }

    fn effects(&self) -> Result<(), Obstacle> {
        let outer = self.outer();
        let header = self.loops.effects[outer.header.1.clone()].iter();
        let Some(effect) = self.loops.effects[outer.effects.clone()].iter().chain(header).next() else {
            return Ok(());
        };
        let Effect { expr, kind, .. } = *effect;
        Err(match kind {
            EffectKind::Call => Obstacle::Call { call: expr, may_write: self.may_write(expr) },
            EffectKind::Observable => Obstacle::Ordered { at: expr },
            EffectKind::Pointer => Obstacle::Pointer { at: expr },
            EffectKind::Unknown => Obstacle::NotUnderstood { at: expr },
        })
    }

    /// The places that a call is handed by `&mut`.
    fn may_write(&self, call: ExprId) -> Vec<Location> {
        let span = self.loops.body.facts[call].span;
        let mut all: Vec<Location> = Vec::new();
        for access in self.accesses_in(self.outer().id, span).filter(|access| access.kind.is_write()) {
            if !all.contains(&access.at) {
                all.push(access.at.clone());
            }
        }
        all
    }

    /// Whether what decides how often an inner loop turns stays the same in all turns of the nest.
    fn bound(&self, id: LoopId, caveats: &mut Vec<Caveat>) -> Result<(), Obstacle> {
        let found = self.loops.get(id);
        let body = self.loops.body;
        let bound = self.bound_of(found);
        self.depends(found)?;
        let reads: Vec<&Access> = match found.form {
            LoopForm::While { .. } | LoopForm::Loop { .. } => self.accesses_in(id, body.facts[bound].span).collect(),
            _ => self.loops.accesses[found.header.0.clone()].iter().collect(),
        };
        self.is_unwritten(id, bound, &reads)?;
        let may_panic = reads.iter().any(|access| access.at.steps.iter().any(|it| matches!(it, Step::Element(_))));
        if may_panic {
            caveats.push(Caveat::BoundWithoutTurns { at: id, bound });
        }
        Ok(())
    }

    /// Whether what decides how often an inner loop turns has nothing to do with the variables of the outer ones.
    fn depends(&self, found: &Loop) -> Result<(), Obstacle> {
        let (id, body, bound) = (found.id, self.loops.body, self.bound_of(found));
        let own = found.variables.iter().map(|id| self.loops.variables[id.0 as usize].pattern);
        let own: Vec<PatId> = own.collect();
        if let LoopForm::While { counter: Some(counter), .. } | LoopForm::Loop { counter: Some(counter), .. } =
            found.form
            && let Some(on) = self.varies(&self.loops.variables[counter.0 as usize].start)
        {
            return Err(Obstacle::BoundDepends { at: found.id, bound, on });
        }
        for named in descendants(body.facts, bound) {
            let Some(Resolution::Local(variable)) = body.resolution(named) else { continue };
            let declared = self.loops.tree.declared_in(variable);
            let is_inside = self.loops.outwards(declared).any(|at| at == self.chain[0]);
            if own.contains(&variable) {
                continue;
            }
            if self.is_counter(variable) {
                return Err(Obstacle::BoundDepends { at: id, bound, on: variable });
            }
            // What a closure in the bound is handed is its own.
            let span = body.facts[variable].span;
            if is_inside && !body.facts[bound].span.contains(span) {
                return Err(Obstacle::BoundDepends { at: id, bound, on: variable });
            }
        }
        Ok(())
    }

    /// A variable of the nest that a form varies with.
    fn varies(&self, form: &Polynomial) -> Option<PatId> {
        form.atoms().find_map(|atom| match atom {
            Atom::Variable(id) => {
                let variable = &self.loops.variables[id.0 as usize];
                self.chain.contains(&variable.of).then_some(variable.pattern)
            }
            Atom::Symbol(id) => {
                let symbol = self.loops.symbols.get(id.0 as usize)?;
                let own = match symbol.key {
                    SymbolKey::Entry(variable, _) => Some(variable),
                    SymbolKey::Place(Location { base: Base::Variable(variable), .. }) => Some(variable),
                    _ => None,
                };
                let looped = self.loops.variables.iter().find(|variable| variable.of == self.chain[0]);
                let on = own.or_else(|| looped.map(|variable| variable.pattern))?;
                symbol.varies.iter().any(|id| self.chain.contains(id)).then_some(on)
            }
            Atom::Turn(_) => None,
        })
    }

    fn outer_bound(&self) -> Result<(), Obstacle> {
        let outer = self.outer();
        let bound = self.bound_of(outer);
        let reads: Vec<&Access> = match outer.form {
            LoopForm::While { .. } | LoopForm::Loop { .. } => {
                self.accesses_in(outer.id, self.loops.body.facts[bound].span).collect()
            }
            _ => self.loops.accesses[outer.header.0.clone()].iter().collect(),
        };
        self.is_unwritten(outer.id, bound, &reads)
    }

    fn is_unwritten(&self, at: LoopId, bound: ExprId, reads: &[&Access]) -> Result<(), Obstacle> {
        for read in reads {
            let is_counter =
                matches!(read.at.base, Base::Variable(variable) if self.is_counter(variable)) && read.at.is_scalar();
            if is_counter {
                continue;
            }
            if read.kind.is_write() {
                let read = Box::new((*read).clone());
                return Err(Obstacle::BoundWritten { at, bound, by: read.clone(), read });
            }
            if let Some(&write) = self.writes.iter().find(|&&write| self.may_meet(read, write)) {
                let by = Box::new(self.loops.accesses[write].clone());
                return Err(Obstacle::BoundWritten { at, bound, read: Box::new((*read).clone()), by });
            }
        }
        Ok(())
    }

    fn may_meet(&self, access: &Access, write: usize) -> bool {
        access.at.overlap(&self.loops.accesses[write].at) != Overlap::Never
    }

    fn bound_of(&self, found: &Loop) -> ExprId {
        match found.form {
            LoopForm::For(iterable) => iterable,
            LoopForm::While { condition, .. } => condition,
            LoopForm::Loop { guard, .. } => guard.unwrap_or(found.expr),
            LoopForm::Adapter(call) => match &self.loops.body.facts[call].kind {
                ExprKind::MethodCall { receiver, .. } => *receiver,
                _ => call,
            },
        }
    }
}

/// Whether an iterator is one of a library over ranges and collections.
fn is_known(stream: &Stream, depth: u32) -> bool {
    match stream {
        Stream::Numbers { .. } | Stream::Elements { .. } | Stream::Runs { .. } => true,
        Stream::Pair(both) => depth < 8 && is_known(&both.0, depth + 1) && is_known(&both.1, depth + 1),
        Stream::Made(_) | Stream::Within(_) | Stream::Unknown => false,
    }
}
