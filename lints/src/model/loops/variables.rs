//! Induction variables: what they are in the first turn of their loop, and by how much they grow from turn to turn.
use rustc_hash::FxHashMap;

use super::affine::{Atom, LoopId, Polynomial, VariableId};
use super::numbers::is_integer;
use super::ownership::write_of;
use super::resolve::{FrameId, Resolver, SymbolKey};
use super::stream::Element;
use super::tree::{Exit, ExitKind, LoopForm, goes_on};
use crate::model::{Binding, Body, Resolution};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, PatId, PatKind, Span, StatementKind};

/// A variable that grows by the same number in every turn of its loop.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The loop.
    pub of: LoopId,
    /// The variable.
    pub pattern: PatId,
    /// What it is in the first turn.
    pub start: Polynomial,
    /// By how much it grows.
    pub step: Polynomial,
    /// Of a counter, what steps it.
    pub stepped: Option<ExprId>,
    /// Of a counter, whether it is stepped first thing in a turn: then it is what it is behind its step, else what it is before.
    pub steps_first: bool,
}

impl Resolver<'_, '_> {
    /// Finds the induction variables of all loops.
    pub(super) fn find_variables(&mut self) {
        let writes = Writes::new(self.frames[FrameId::OUTERMOST].body);
        let mut steps = self.steps(&writes);
        for at in 0..self.tree.all.len() as u32 {
            let id = LoopId(at);
            let stream = self.stream_of_loop(id);
            self.tree.all[at as usize].count = stream.count();
            if let Some(pattern) = self.turn_pattern(id) {
                let body = self.frames[FrameId::OUTERMOST].body;
                for variable in crate::model::outline::bindings(body.facts, pattern) {
                    let is_fixed = matches!(body.facts[variable].kind, PatKind::Bind { mutable: false, .. });
                    if let Some(Element::Number { start, step }) = self.bound(pattern, &stream, id, variable)
                        && is_fixed
                    {
                        let found = self.add(Variable {
                            of: id,
                            pattern: variable,
                            start,
                            step,
                            stepped: None,
                            steps_first: false,
                        });
                        self.by_pattern.insert(variable, found);
                    }
                }
            }
            for (variable, write, step) in steps.remove(&id).unwrap_or_default() {
                self.add_counter(id, variable, write, step, &writes);
            }
            self.govern(id);
        }
        for at in 0..self.tree.all.len() {
            let count = self.tree.all[at].count.as_ref().and_then(Polynomial::as_constant);
            self.tree.all[at].turns = count.map(|count| u64::try_from(count).unwrap_or(0));
        }
    }

    fn add(&mut self, variable: Variable) -> VariableId {
        let id = VariableId(self.variables.len() as u32);
        self.tree.all[variable.of.0 as usize].variables.push(id);
        self.variables.push(variable);
        id
    }

    /// For each loop the variables that one statement of its body, and nothing else in it, steps.
    fn steps(&self, writes: &Writes) -> FxHashMap<LoopId, Vec<(PatId, ExprId, ExprId)>> {
        let body = self.frames[FrameId::OUTERMOST].body;
        let mut all: FxHashMap<LoopId, Vec<(PatId, ExprId, ExprId)>> = FxHashMap::default();
        let mut found: Vec<(PatId, ExprId)> =
            writes.all.iter().flat_map(|(variable, list)| list.iter().map(|at| (*variable, *at))).collect();
        found.sort_unstable();
        for (variable, write) in found {
            let Some(step) = step_of(body, variable, write) else { continue };
            let Some(within) = self.tree.around(write) else { continue };
            let found = &self.tree.all[within.0 as usize];
            let is_statement = body.parent(write) == Some(found.body);
            let alone = writes.within(variable, body.facts[found.expr].span, body) == 1;
            // What a `continue` passes over is not done every turn.
            let skipped = self.is_skipped(body, found.body, write);
            if is_statement && alone && !skipped && self.tree.declared_in(variable) != Some(within) {
                all.entry(within).or_default().push((variable, write, step));
            }
        }
        all
    }

    /// Whether a `continue` of the loop stands before a statement of its body.
    fn is_skipped(&self, body: &Body<'_>, block: ExprId, write: ExprId) -> bool {
        let starts = &self.tree.continues;
        let first = starts.partition_point(|&start| start < body.facts[block].span.start);
        starts.get(first).is_some_and(|&start| start < body.facts[write].span.start)
    }

    fn add_counter(&mut self, id: LoopId, variable: PatId, write: ExprId, step: ExprId, writes: &Writes) {
        let body = self.frames[FrameId::OUTERMOST].body;
        let Some(step) = self.step_number(id, write, step) else { return };
        let around = self.tree.all[id.0 as usize].parent;
        let looped = body.facts[self.tree.all[id.0 as usize].expr].span;
        let start = match self.entry(variable, looped, around, writes) {
            Some(init) => self.number(FrameId::OUTERMOST, init),
            None => {
                let varies = self.tree.outwards(around).collect();
                self.symbol(SymbolKey::Entry(variable, id), varies, Vec::new())
            }
        };
        let inside = self.tree.all[id.0 as usize].body;
        let first = match &body.facts[inside].kind {
            ExprKind::Block(block) => block.statements.first(),
            _ => None,
        };
        let steps_first =
            first.is_some_and(|first| matches!(first.kind, StatementKind::Expr { expr, .. } if expr == write));
        let start = if steps_first { start.plus(&step) } else { Some(start) };
        let Some(start) = start else { return };
        let found = self.add(Variable { of: id, pattern: variable, start, step, stepped: Some(write), steps_first });
        self.counters.insert((variable, id), found);
    }

    /// By how much a counter grows; none where that is not the same in every turn.
    fn step_number(&mut self, id: LoopId, write: ExprId, step: ExprId) -> Option<Polynomial> {
        let body = self.frames[FrameId::OUTERMOST].body;
        let number = self.number(FrameId::OUTERMOST, step);
        let is_down = match &body.facts[write].kind {
            ExprKind::AssignOp { op, .. } => *op == BinaryOp::Sub,
            ExprKind::Assign { right, .. } => {
                matches!(body.facts[*right].kind, ExprKind::Binary { op: BinaryOp::Sub, .. })
            }
            _ => false,
        };
        if number.as_constant().is_none() && !self.is_fixed_text(id, step) {
            return None;
        }
        if is_down { number.scaled(-1) } else { Some(number) }
    }

    /// Whether an expression names only variables that cannot change and that are older than a loop.
    fn is_fixed_text(&self, id: LoopId, expr: ExprId) -> bool {
        let body = self.frames[FrameId::OUTERMOST].body;
        match (&body.facts[expr].kind, body.resolution(expr)) {
            (ExprKind::Path(_), Some(Resolution::Local(variable))) => {
                let within = self.tree.declared_in(variable);
                let is_inside = self.tree.outwards(within).any(|it| it == id);
                matches!(body.facts[variable].kind, PatKind::Bind { mutable: false, .. }) && !is_inside
            }
            (ExprKind::Path(_), Some(Resolution::ConstParam)) => true,
            _ => false,
        }
    }

    /// What a counter was given last before its loop starts, where that is the same way each time.
    fn entry(&self, variable: PatId, looped: Span, around: Option<LoopId>, writes: &Writes) -> Option<ExprId> {
        let body = self.frames[FrameId::OUTERMOST].body;
        let before = writes.last_before(variable, looped.start, body);
        let declared = self.tree.declared_in(variable);
        if let Some(write) = before {
            // `j = 0;` beside the loop, in the same turn of what is around.
            let ExprKind::Assign { right, .. } = &body.facts[write].kind else { return None };
            let block = body.parent(write)?;
            let is_beside = body.facts[block].span.contains(looped) && self.tree.around(write) == around;
            let is_statement = matches!(body.facts[block].kind, ExprKind::Block(_));
            return (is_beside && is_statement).then_some(*right);
        }
        // Nothing but the `let` was before it in this turn of what is around, and that made it anew.
        match body.binding(variable)? {
            Binding::Let { whole: true, init } if declared == around => init,
            _ => None,
        }
    }

    /// Which counter decides how often a `while` or `loop` turns.
    fn govern(&mut self, id: LoopId) {
        let (condition, is_guard) = match self.tree.all[id.0 as usize].form {
            LoopForm::While { condition, .. } => (condition, false),
            LoopForm::Loop { guard: Some(guard), .. } => (guard, true),
            _ => return,
        };
        let body = self.frames[FrameId::OUTERMOST].body;
        let (compared, others) = first_comparison(body, condition, is_guard);
        let Some((op, left, right)) = compared else { return };
        let (left, right) = (self.number(FrameId::OUTERMOST, left), self.number(FrameId::OUTERMOST, right));
        let governed = self.counter_in(id, &left).map(|counter| (counter, op, &left, &right));
        let governed = governed.or_else(|| Some((self.counter_in(id, &right)?, mirrored(op), &right, &left)));
        let Some((counter, op, counted, end)) = governed else { return };
        let Variable { start, step, .. } = self.variables[counter.0 as usize].clone();
        let first = counted.substituted(&|atom| (atom == Atom::Variable(counter)).then(|| start.clone()));
        let count = first
            .and_then(|first| end.minus(&first))
            .and_then(|distance| count(&distance, step.as_constant()?, goes_on(op, is_guard)));
        let found = &mut self.tree.all[id.0 as usize];
        match &mut found.form {
            LoopForm::While { counter: slot, .. } | LoopForm::Loop { counter: slot, .. } => *slot = Some(counter),
            _ => {}
        }
        if is_guard {
            let guarded = body.parent(condition).map(|at| body.facts[at].span);
            found.exits.retain(|exit| !guarded.is_some_and(|span| span.contains(body.facts[exit.at].span)));
        }
        if others {
            found.exits.push(Exit { at: condition, how: ExitKind::Condition });
        }
        found.count = count;
    }

    /// The counter of a loop that a form is, give or take something.
    fn counter_in(&self, id: LoopId, form: &Polynomial) -> Option<VariableId> {
        let own = &self.tree.all[id.0 as usize].variables;
        let mut inductive = form.atoms().filter(|atom| atom.is_inductive());
        match (inductive.next(), inductive.next()) {
            (Some(Atom::Variable(counter)), None) => {
                let alone = form.coefficient(Atom::Variable(counter)).as_constant() == Some(1);
                (own.contains(&counter) && alone).then_some(counter)
            }
            _ => None,
        }
    }
}

/// How often a loop turns whose counter has so far to go.
fn count(distance: &Polynomial, step: i64, goes_on: BinaryOp) -> Option<Polynomial> {
    let one = Polynomial::constant(1);
    let exact = match (goes_on, step) {
        (BinaryOp::Lt | BinaryOp::Ne, 1) => return Some(distance.clone()),
        (BinaryOp::Le, 1) => return distance.plus(&one),
        (BinaryOp::Gt | BinaryOp::Ne, -1) => return distance.scaled(-1),
        (BinaryOp::Ge, -1) => return distance.scaled(-1)?.plus(&one),
        (BinaryOp::Lt, 2..) => distance.as_constant()?,
        (BinaryOp::Le, 2..) => distance.as_constant()?.checked_add(1)?,
        (BinaryOp::Gt, ..=-2) => distance.as_constant()?.checked_neg()?,
        (BinaryOp::Ge, ..=-2) => distance.as_constant()?.checked_neg()?.checked_add(1)?,
        _ => return None,
    };
    let step = step.checked_abs()?;
    Some(Polynomial::constant(exact.max(0).checked_add(step - 1)? / step))
}

/// The comparison that a condition starts with, and whether there is more in it.
fn first_comparison(body: &Body<'_>, condition: ExprId, is_guard: bool) -> (Option<(BinaryOp, ExprId, ExprId)>, bool) {
    let (mut at, mut others) = (condition, false);
    let joining = if is_guard { BinaryOp::Or } else { BinaryOp::And };
    loop {
        match &body.facts[at].kind {
            ExprKind::Binary { op, left, .. } if *op == joining || matches!(op, BinaryOp::And | BinaryOp::Or) => {
                if *op != joining {
                    return (None, true);
                }
                others = true;
                at = *left;
            }
            ExprKind::Binary { op, left, right } if op.is_comparison() => return (Some((*op, *left, *right)), others),
            _ => return (None, others),
        }
    }
}

fn mirrored(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Lt => BinaryOp::Gt,
        BinaryOp::Le => BinaryOp::Ge,
        BinaryOp::Gt => BinaryOp::Lt,
        BinaryOp::Ge => BinaryOp::Le,
        other => other,
    }
}

/// What `i += step`, `i = i + step`, `i -= step` adds to or takes from a variable.
fn step_of(body: &Body<'_>, variable: PatId, write: ExprId) -> Option<ExprId> {
    let names = |expr: ExprId| body.resolution(expr) == Some(Resolution::Local(variable));
    match &body.facts[write].kind {
        ExprKind::AssignOp { op: BinaryOp::Add | BinaryOp::Sub, right, .. } => Some(*right),
        ExprKind::Assign { right, .. } => match &body.facts[*right].kind {
            ExprKind::Binary { op: BinaryOp::Add | BinaryOp::Sub, left, right } if names(*left) => Some(*right),
            ExprKind::Binary { op: BinaryOp::Add, left, right } if names(*right) => Some(*left),
            _ => None,
        },
        _ => None,
    }
}

/// Where whole numbers in variables get other values.
#[derive(Default)]
struct Writes {
    /// For each variable, in the order of the text: assignments, and what may be one.
    all: FxHashMap<PatId, Vec<ExprId>>,
}

impl Writes {
    fn new(body: &Body<'_>) -> Writes {
        let mut writes = Writes::default();
        for at in (0..body.facts.exprs.len() as u32).map(ExprId) {
            let Some(Resolution::Local(variable)) = body.resolution(at) else { continue };
            if !matches!(body.facts[variable].kind, PatKind::Bind { mutable: true, .. })
                && !matches!(body.binding(variable), Some(Binding::Let { init: None, .. }))
            {
                continue;
            }
            if !is_integer(body.pattern_ty(variable)) {
                continue;
            }
            if let Some(write) = write_of(body, at) {
                writes.all.entry(variable).or_default().push(write);
            }
        }
        for list in writes.all.values_mut() {
            list.sort_by_key(|at| body.facts[*at].span.start);
        }
        writes
    }

    fn within(&self, variable: PatId, span: Span, body: &Body<'_>) -> usize {
        let list = self.all.get(&variable).map_or(&[][..], Vec::as_slice);
        let start = list.partition_point(|at| body.facts[*at].span.start < span.start);
        let end = list.partition_point(|at| body.facts[*at].span.start < span.end);
        end.saturating_sub(start)
    }

    fn last_before(&self, variable: PatId, at: u32, body: &Body<'_>) -> Option<ExprId> {
        let list = self.all.get(&variable)?;
        let end = list.partition_point(|write| body.facts[*write].span.start < at);
        list.get(end.checked_sub(1)?).copied()
    }
}
