//! The loops of a body, what each encloses, and how each may be left.
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::affine::{LoopId, Polynomial, VariableId};
use crate::model::effects::Effects;
use crate::model::places::parts;
use crate::model::{Body, Model};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, PatId, PatKind, Span, StatementKind};
use crate::source::name::Name;

/// A loop.
#[derive(Clone, Debug)]
pub struct Loop {
    /// Its number.
    pub id: LoopId,
    /// The loop; of an adapter, the closure that it runs.
    pub expr: ExprId,
    /// What kind of loop it is.
    pub form: LoopForm,
    /// The loop that it stands in.
    pub parent: Option<LoopId>,
    /// The loops that stand directly in it, in order.
    pub children: Vec<LoopId>,
    /// The numbers of all loops in it.
    pub below: Range<u32>,
    /// What runs once a turn.
    pub body: ExprId,
    /// Its induction variables.
    pub variables: Vec<VariableId>,
    /// How often it turns, where constants tell, at most.
    pub turns: Option<u64>,
    /// How often it turns, as a form; none where a part of the elements may be passed over.
    pub count: Option<Polynomial>,
    /// Where it may be left before its last turn.
    pub exits: Vec<Exit>,
    pub(super) accesses: Range<usize>,
    pub(super) effects: Range<usize>,
    /// The accesses and effects of what decides beforehand how often it turns.
    pub(super) header: (Range<usize>, Range<usize>),
    /// How many branches are around what runs once a turn.
    pub(super) branches: u32,
    pub(super) is_seen: bool,
}

/// What kind of loop it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LoopForm {
    /// `for`, over what.
    For(ExprId),
    /// `while`, with its condition, and the counter that the condition compares.
    While {
        /// The condition.
        condition: ExprId,
        /// The counter.
        counter: Option<VariableId>,
    },
    /// `loop`, and where it is left by `if i >= n { break }` at its begin, the condition and the counter.
    Loop {
        /// The condition.
        guard: Option<ExprId>,
        /// The counter.
        counter: Option<VariableId>,
    },
    /// A closure that a call runs again and again: the call.
    Adapter(ExprId),
}

/// A place where a loop may be left early.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exit {
    /// Where.
    pub at: ExprId,
    /// How.
    pub how: ExitKind,
}

/// How a loop is left early.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExitKind {
    /// `break`
    Break,
    /// `continue` of a loop around it
    Continue,
    /// `return`
    Return,
    /// `?`
    Try,
    /// A condition beside that on the counter.
    Condition,
    /// The call that runs the closure stops once it knows enough: `any`, `find`.
    Call,
}

/// The loops of a body, before their variables and accesses are looked at.
#[derive(Debug, Default)]
pub(super) struct Tree {
    // locality: allow(sparse_field_scan, reason = "a body has a handful of loops")
    pub(super) all: Vec<Loop>,
    pub(super) by_expr: FxHashMap<ExprId, LoopId>,
    /// For each expression the innermost loop that runs it every turn; `u32::MAX` where there is none.
    innermost: Vec<u32>,
    /// For each variable the innermost loop that it is made anew in every turn of.
    declared_in: FxHashMap<PatId, Option<LoopId>>,
    /// For variables that are bound to a part of a tuple as it is written, that part.
    pub(super) parts: FxHashMap<PatId, ExprId>,
    /// Where each `continue` starts, in order.
    pub(super) continues: Vec<u32>,
}

impl Tree {
    pub(super) fn new(model: &Model<'_>, body: &Body<'_>) -> Tree {
        let mut tree = Tree::default();
        tree.number(body);
        tree.find_innermost(body);
        tree.find_declarations(body);
        tree.find_exits(model, body);
        let continues = body.facts.exprs.iter().filter(|it| matches!(it.kind, ExprKind::Continue { .. }));
        tree.continues = continues.map(|it| it.span.start).collect();
        tree.continues.sort_unstable();
        tree
    }

    /// The innermost loop that runs an expression every turn.
    pub(super) fn around(&self, expr: ExprId) -> Option<LoopId> {
        self.innermost.get(expr.0 as usize).copied().filter(|&id| id != u32::MAX).map(LoopId)
    }

    /// Whether there is a loop in a part of the text.
    pub(super) fn has_loop_in(&self, body: &Body<'_>, span: Span) -> bool {
        // They are in the order of the text.
        let first = self.all.partition_point(|it| body.facts[it.expr].span.start < span.start);
        self.all.get(first).is_some_and(|it| span.contains(body.facts[it.expr].span))
    }

    /// A loop and those around it, innermost first.
    pub(super) fn outwards(&self, from: Option<LoopId>) -> impl Iterator<Item = LoopId> + '_ {
        std::iter::successors(from, |id| self.all[id.0 as usize].parent)
    }

    /// The innermost loop that a variable is made anew in every turn of.
    pub(super) fn declared_in(&self, variable: PatId) -> Option<LoopId> {
        self.declared_in.get(&variable).copied().flatten()
    }

    /// Finds the loops, those around before those within.
    fn number(&mut self, body: &Body<'_>) {
        let form = |at: usize| form_of(body, ExprId(at as u32)).map(|form| (ExprId(at as u32), form));
        let found: FxHashMap<ExprId, (LoopForm, ExprId)> = (0..body.facts.exprs.len()).filter_map(form).collect();
        // Each loop's nearest one around it, by going up from inner ones once.
        let mut around: Vec<Option<ExprId>> = vec![None; body.facts.exprs.len()];
        let mut children: FxHashMap<Option<ExprId>, Vec<ExprId>> = FxHashMap::default();
        for at in (0..body.facts.exprs.len() as u32).rev().map(ExprId) {
            let Some(up) = body.parent(at) else { continue };
            let runs = found.get(&up).is_some_and(|(form, inside)| runs_each_turn(*form, *inside, at));
            around[at.0 as usize] = if runs { Some(up) } else { around[up.0 as usize] };
        }
        for at in (0..body.facts.exprs.len() as u32).map(ExprId).filter(|at| found.contains_key(at)) {
            children.entry(around[at.0 as usize]).or_default().push(at);
        }
        let mut open: Vec<(ExprId, Option<LoopId>)> =
            children.get(&None).into_iter().flatten().rev().map(|&at| (at, None)).collect();
        while let Some((expr, parent)) = open.pop() {
            let Some(&(form, inside)) = found.get(&expr) else { continue };
            let id = LoopId(self.all.len() as u32);
            self.by_expr.insert(expr, id);
            if let Some(parent) = parent {
                self.all[parent.0 as usize].children.push(id);
            }
            self.all.push(Loop {
                id,
                expr,
                form,
                parent,
                children: Vec::new(),
                below: id.0 + 1..id.0 + 1,
                body: inside,
                variables: Vec::new(),
                turns: None,
                count: None,
                exits: Vec::new(),
                accesses: 0..0,
                effects: 0..0,
                header: (0..0, 0..0),
                branches: 0,
                is_seen: false,
            });
            open.extend(children.get(&Some(expr)).into_iter().flatten().rev().map(|&at| (at, Some(id))));
        }
        for at in (0..self.all.len()).rev() {
            let end = self.all[at].below.end;
            if let Some(parent) = self.all[at].parent {
                let below = &mut self.all[parent.0 as usize].below;
                below.end = below.end.max(end);
            }
        }
    }

    fn find_innermost(&mut self, body: &Body<'_>) {
        self.innermost = vec![u32::MAX; body.facts.exprs.len()];
        for at in (0..body.facts.exprs.len() as u32).rev().map(ExprId) {
            let Some(up) = body.parent(at) else { continue };
            let own = self.by_expr.get(&up).map(|id| &self.all[id.0 as usize]);
            let own = own.filter(|it| runs_each_turn(it.form, it.body, at));
            self.innermost[at.0 as usize] = own.map_or(self.innermost[up.0 as usize], |it| it.id.0);
        }
    }

    fn find_declarations(&mut self, body: &Body<'_>) {
        let mut all = FxHashMap::default();
        let mut bound: FxHashMap<PatId, ExprId> = FxHashMap::default();
        let mut note = |root: PatId, within: Option<LoopId>| {
            let mut open = vec![root];
            while let Some(at) = open.pop() {
                let kind = &body.facts[at].kind;
                if matches!(kind, PatKind::Bind { .. }) {
                    all.insert(at, within);
                }
                open.extend(parts(kind));
            }
        };
        for (at, expr) in body.facts.exprs.iter().enumerate() {
            let id = ExprId(at as u32);
            let around = self.around(id);
            match &expr.kind {
                ExprKind::For { pattern, .. } => note(*pattern, self.by_expr.get(&id).copied()),
                ExprKind::Closure { params, .. } => {
                    let within = self.by_expr.get(&id).copied().or(around);
                    params.iter().for_each(|(pattern, _)| note(*pattern, within));
                }
                ExprKind::Let { pattern, .. } => note(*pattern, around),
                ExprKind::Match { arms, .. } => arms.iter().for_each(|arm| note(arm.pattern, around)),
                ExprKind::Block(block) => {
                    for statement in &block.statements {
                        let StatementKind::Let { pattern, init, .. } = &statement.kind else { continue };
                        note(*pattern, around);
                        let init = init.map(|init| &body.facts[init].kind);
                        if let (PatKind::Tuple(names), Some(ExprKind::Tuple(values))) =
                            (&body.facts[*pattern].kind, init)
                            && names.len() == values.len()
                            && !names.iter().any(|name| matches!(body.facts[*name].kind, PatKind::Rest))
                        {
                            bound.extend(names.iter().copied().zip(values.iter().copied()));
                        }
                    }
                }
                _ => {}
            }
        }
        self.declared_in = all;
        self.parts = bound;
    }

    fn find_exits(&mut self, model: &Model<'_>, body: &Body<'_>) {
        for at in (0..body.facts.exprs.len() as u32).map(ExprId) {
            let how = match &body.facts[at].kind {
                ExprKind::Break { .. } => ExitKind::Break,
                ExprKind::Continue { label: Some(_) } => ExitKind::Continue,
                ExprKind::Return(_) => ExitKind::Return,
                ExprKind::Try(_) => ExitKind::Try,
                _ => continue,
            };
            self.leave(body, Exit { at, how });
        }
        for at in 0..self.all.len() {
            if let LoopForm::Adapter(call) = self.all[at].form
                && model.effects(body, call).has(Effects::STOPS)
            {
                self.all[at].exits.push(Exit { at: call, how: ExitKind::Call });
            }
        }
    }

    /// Notes an exit at all loops that it leaves.
    fn leave(&mut self, body: &Body<'_>, exit: Exit) {
        let label = match &body.facts[exit.at].kind {
            ExprKind::Break { label, .. } | ExprKind::Continue { label } => *label,
            _ => None,
        };
        let mut child = exit.at;
        for up in body.ancestors(exit.at) {
            let from = std::mem::replace(&mut child, up);
            match (&body.facts[up].kind, exit.how) {
                (ExprKind::Closure { .. }, _) => break,
                (ExprKind::Block(block), ExitKind::Break) if label.is_some() && block.label == label => break,
                (ExprKind::Block(block), ExitKind::Try)
                    if block.flavour != crate::source::facts::BlockFlavour::Plain
                        && block.flavour != crate::source::facts::BlockFlavour::Unsafe =>
                {
                    break;
                }
                _ => {}
            }
            let Some(&id) = self.by_expr.get(&up) else { continue };
            let found = &mut self.all[id.0 as usize];
            if !runs_each_turn(found.form, found.body, from) {
                continue;
            }
            let is_target = match exit.how {
                ExitKind::Break | ExitKind::Continue => label.is_none() || label == label_of(body, up),
                _ => false,
            };
            if !(is_target && exit.how == ExitKind::Continue) {
                found.exits.push(exit);
            }
            if is_target {
                break;
            }
        }
    }
}

/// Whether a loop runs its part `child` every turn: what a `for` walks, it does not.
fn runs_each_turn(form: LoopForm, inside: ExprId, child: ExprId) -> bool {
    child == inside || matches!(form, LoopForm::While { condition, .. } if condition == child)
}

fn label_of(body: &Body<'_>, expr: ExprId) -> Option<Name> {
    match &body.facts[expr].kind {
        ExprKind::For { label, .. } | ExprKind::While { label, .. } | ExprKind::Loop { label, .. } => *label,
        _ => None,
    }
}

fn form_of(body: &Body<'_>, expr: ExprId) -> Option<(LoopForm, ExprId)> {
    Some(match &body.facts[expr].kind {
        ExprKind::For { iterable, body, .. } => (LoopForm::For(*iterable), *body),
        ExprKind::While { condition, body, .. } => (LoopForm::While { condition: *condition, counter: None }, *body),
        ExprKind::Loop { body: inside, .. } => (LoopForm::Loop { guard: guard(body, *inside), counter: None }, *inside),
        ExprKind::Closure { body: inside, .. } if body.learnt.repeating.contains(&expr) => {
            let call = body.parent(expr)?;
            match &body.facts[call].kind {
                ExprKind::MethodCall { args, .. } if args.contains(&expr) => (LoopForm::Adapter(call), *inside),
                ExprKind::Call { args, .. } if args.contains(&expr) => (LoopForm::Adapter(call), *inside),
                _ => return None,
            }
        }
        _ => return None,
    })
}

/// The condition of `if c { break; }`, where that is the first thing in a block.
fn guard(body: &Body<'_>, block: ExprId) -> Option<ExprId> {
    let first = only_or_first(body, block, false)?;
    let ExprKind::If { condition, then, otherwise: None } = &body.facts[first].kind else { return None };
    let last = only_or_first(body, *then, true)?;
    matches!(body.facts[last].kind, ExprKind::Break { label: None, value: None }).then_some(*condition)
}

fn only_or_first(body: &Body<'_>, block: ExprId, only: bool) -> Option<ExprId> {
    let ExprKind::Block(block) = &body.facts[block].kind else { return None };
    if only && block.statements.len() != 1 {
        return None;
    }
    match &block.statements.first()?.kind {
        StatementKind::Expr { expr, .. } => Some(*expr),
        _ => None,
    }
}

/// A comparison of two sides, turned so that it says when a loop goes on.
pub(super) fn goes_on(op: BinaryOp, is_guard: bool) -> BinaryOp {
    if !is_guard {
        return op;
    }
    match op {
        BinaryOp::Lt => BinaryOp::Ge,
        BinaryOp::Le => BinaryOp::Gt,
        BinaryOp::Gt => BinaryOp::Le,
        BinaryOp::Ge => BinaryOp::Lt,
        BinaryOp::Eq => BinaryOp::Ne,
        BinaryOp::Ne => BinaryOp::Eq,
        other => other,
    }
}
