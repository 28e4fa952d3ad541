//! Which uses of rows are worth a word: how the loops around them go over rows and cells.
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::loops::{Access, LoopId, Loops, Polynomial, Stride};
use crate::model::{Binding, Body, BodyId, Effects, Model, Place, Resolution, RowUse, RowUseKind};
use crate::rules::context::Context;
use crate::source::facts::{BinaryOp, ExprId, ExprKind, PatId};

/// How loops go over a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Walk {
    /// No loop of the function goes from row to row, nor through a row.
    Still,
    /// From cell to cell of one row.
    AlongOne,
    /// Through one row after the other, each as a whole.
    WholeRows,
    /// Along rows that data picks, as of who adds up by group, or goes from node to node.
    PickedRows,
    /// From cell to cell by the numbers of both.
    ByRows,
    /// Each turn of the innermost loop that moves goes to another row.
    ByColumns,
}

/// The loops of bodies, each found once.
pub(super) struct Nests<'m> {
    context: Context<'m>,
    model: &'m Model<'m>,
    few_turns: u64,
    bodies: RefCell<FxHashMap<BodyId, Rc<InBody<'m>>>>,
}

struct InBody<'m> {
    loops: Arc<Loops<'m, 'm>>,
    /// The accesses with two subscripts and more, by expression.
    accesses: FxHashMap<ExprId, Vec<usize>>,
}

impl<'m> Nests<'m> {
    pub(super) fn new(context: Context<'m>) -> Nests<'m> {
        Nests { context, model: context.model, few_turns: context.settings.few_turns, bodies: RefCell::default() }
    }

    /// How the loops around a use go over the matrix. Those of its function alone count, for a call those of the caller.
    pub(super) fn walk(&self, used: &RowUse) -> Walk {
        match used.kind {
            RowUseKind::Cell | RowUseKind::Call => self.walk_of_cell(used),
            RowUseKind::RowWalk => {
                let body = self.model.body(used.body);
                let turns = body.repeated(used.walker).any(|around| chooses(body, used, around));
                match used.indices.first() {
                    _ if !turns => Walk::AlongOne,
                    Some(&row) if is_picked(self.model, body, row) => Walk::PickedRows,
                    _ => Walk::WholeRows,
                }
            }
            RowUseKind::Flatten => Walk::WholeRows,
            _ => Walk::Still,
        }
    }

    fn walk_of_cell(&self, used: &RowUse) -> Walk {
        let body = self.model.body(used.body);
        if body.repeated(used.at).next().is_none() {
            return Walk::Still;
        }
        let known = self.of(body);
        // What is done with a cell at once is an access of the whole: `m[i][j].abs()`, `m[i][j].field`, `&m[i][j]`.
        let found = std::iter::once(used.at).chain(onwards(body, used.at)).find_map(|at| known.accesses.get(&at));
        let accesses = found.into_iter().flatten();
        let walks = accesses.map(|&number| self.walk_of(&known.loops, &known.loops.accesses()[number]));
        walks.max().unwrap_or_else(|| self.walk_by_text(body, used))
    }

    /// What the loops around a cell tell that is reached in a way that is not followed: which of its numbers they choose.
    fn walk_by_text(&self, body: &Body<'_>, used: &RowUse) -> Walk {
        let is_handed_out = |row| !matches!(body.binding(row), Some(Binding::Let { .. }));
        let (rows, cells) =
            used.indices.split_at(usize::from(!used.row.is_some_and(is_handed_out)).min(used.indices.len()));
        if cells.is_empty() {
            return Walk::AlongOne;
        }
        let row = RowUse { indices: rows.to_vec(), ..used.clone() };
        let cell = RowUse { indices: cells.to_vec(), row: None, ..used.clone() };
        let turns = |around: &ExprId| self.model.is_long(body, *around, self.few_turns);
        let choosing: Vec<ExprId> =
            body.repeated(used.at).filter(turns).filter(|&around| chooses(body, used, around)).collect();
        let [innermost, others @ ..] = choosing.as_slice() else { return Walk::AlongOne };
        let (of_row, of_cell) = (chooses(body, &row, *innermost), chooses(body, &cell, *innermost));
        // What stays where it is while a loop further in turns is loaded before that.
        let is_held = body.repeated(used.at).find(turns).is_some_and(|turning| turning != *innermost);
        match (of_row, of_cell) {
            (true, false) if rows.iter().any(|&row| is_picked(self.model, body, row)) => Walk::PickedRows,
            (true, false) if !is_held && others.iter().any(|&around| chooses(body, &cell, around)) => Walk::ByColumns,
            (false, true) if rows.iter().any(|&row| is_picked(self.model, body, row)) => Walk::PickedRows,
            (false, true) if !others.iter().any(|&around| chooses(body, &row, around)) => Walk::AlongOne,
            _ => Walk::ByRows,
        }
    }

    fn walk_of(&self, loops: &Loops<'_, '_>, access: &Access) -> Walk {
        let varied = loops.varied_by(access);
        let Some((cell, rows)) = varied.split_last() else { return Walk::Still };
        // `planes[c][y * width + x]`: a row is a whole matrix of its own, and long.
        let is_product = |number: &Polynomial| number.terms().any(|(factors, _)| factors.len() > 1);
        if access.at.subscripts().last().is_some_and(is_product) {
            return Walk::AlongOne;
        }
        // A loop of a handful of turns, and one in which the access stays where it is, do not tell the direction.
        let is_long = |id: &LoopId| loops.is_long(*id, self.few_turns);
        let moves = |id: &LoopId| is_long(id) && varied.iter().any(|by| by.contains(id));
        let Some(innermost) = loops.outwards(access.within).find(moves) else { return Walk::Still };
        // Of one column alone, `m[i][0]`, neither another order nor another layout spares much.
        if varied.iter().skip(1).all(Vec::is_empty) {
            return Walk::AlongOne;
        }
        let goes_to_rows = rows.iter().any(|by| by.iter().any(&moves));
        // What stays where it is while a loop further in turns is loaded before that.
        let is_held = access.within.is_some_and(|id| id != innermost && is_long(&id));
        match loops.stride(access, innermost) {
            Stride::Dimension(at, _) if at + 1 < varied.len() && !cell.contains(&innermost) && !is_held => {
                Walk::ByColumns
            }
            _ if !goes_to_rows => Walk::AlongOne,
            _ if rows.iter().all(|by| !by.contains(&innermost)) && loops.is_picked(access) => Walk::PickedRows,
            _ => Walk::ByRows,
        }
    }

    fn of(&self, body: &'m Body<'m>) -> Rc<InBody<'m>> {
        if let Some(known) = self.bodies.borrow().get(&body.id) {
            return known.clone();
        }
        let loops = self.context.loops(body);
        let mut accesses: FxHashMap<ExprId, Vec<usize>> = FxHashMap::default();
        for (number, access) in loops.accesses().iter().enumerate() {
            if access.at.subscripts().nth(1).is_some() {
                accesses.entry(access.expr).or_default().push(number);
            }
        }
        let found = Rc::new(InBody { loops, accesses });
        self.bodies.borrow_mut().insert(body.id, found.clone());
        found
    }
}

/// Whether a row is a matrix of its own, as its cells tell: `planes[c][y * width + x]`.
pub(super) fn is_of_matrices(model: &Model<'_>, used: &RowUse) -> bool {
    let body = model.body(used.body);
    let is_constant = |at: ExprId| model.constant(body, at).is_some();
    let is_product = |at: ExprId| match body.facts[at].kind {
        ExprKind::Binary { op: BinaryOp::Mul, left, right } => !is_constant(left) && !is_constant(right),
        _ => false,
    };
    let cell = used.indices.last().filter(|_| used.kind == RowUseKind::Cell);
    cell.is_some_and(|&cell| body.depends(cell, &is_product))
}

/// Whether data picks a row: its number is read from elsewhere, or handed out with what is walked; a counter counts.
pub(super) fn is_picked(model: &Model<'_>, body: &Body<'_>, row: ExprId) -> bool {
    let reads = |id: ExprId| match &body.facts[id].kind {
        ExprKind::Index { .. } => true,
        ExprKind::MethodCall { .. } => model.effects(body, id).has(Effects::LOOKS_UP),
        ExprKind::Path(_) => match body.resolution(id) {
            Some(Resolution::Local(variable)) => is_handed_out(model, body, variable),
            _ => false,
        },
        _ => false,
    };
    // `at = next[at]`, also by the way of another variable; `best = at` where a loop has found it.
    let is_given = |id: ExprId| {
        let given = |variable| {
            body.binding(variable).is_some_and(|it| !matches!(it, Binding::Let { .. } | Binding::Parameter { .. }))
        };
        matches!(body.resolution(id), Some(Resolution::Local(variable)) if given(variable))
    };
    let (mut met, mut open) = (FxHashSet::<ExprId>::default(), vec![row]);
    while let Some(next) = open.pop() {
        if !met.insert(next) {
            continue;
        }
        if body.depends(next, &reads) || (next != row && body.depends(next, &is_given)) {
            return true;
        }
        let assigned = body.index().assignments.iter().filter_map(|&to| match body.facts[to].kind {
            ExprKind::Assign { left, right } => Some((body.resolution(left)?, right)),
            _ => None,
        });
        let is_it = |variable| matches!(variable, Resolution::Local(variable) if body.depends_on(next, variable));
        open.extend(assigned.filter(|(variable, _)| is_it(*variable)).map(|(_, right)| right));
    }
    false
}

/// Whether a variable is an element of something that is walked, or taken out of it: no number of a range, and no counter.
fn is_handed_out(model: &Model<'_>, body: &Body<'_>, variable: PatId) -> bool {
    let walked = match body.binding(variable) {
        Some(Binding::For { of, .. }) => match body.facts[of].kind {
            ExprKind::For { iterable, .. } => iterable,
            _ => return false,
        },
        Some(Binding::ClosureParameter { closure, .. }) => match body.parent(closure).map(|up| &body.facts[up].kind) {
            Some(ExprKind::MethodCall { receiver, .. }) => *receiver,
            _ => return false,
        },
        Some(Binding::Match { scrutinee, .. }) => {
            return matches!(body.facts[scrutinee].kind, ExprKind::MethodCall { .. });
        }
        _ => return false,
    };
    let chain = model.chain(body, walked);
    let counts = chain.calls.iter().any(|&call| model.effects(body, call).has(Effects::NUMBERS));
    !counts && !matches!(body.facts[chain.source].kind, ExprKind::Range { .. })
}

/// The expressions that reach into an expression, or take it as it is, innermost first.
pub(super) fn onwards<'b>(body: &'b Body<'_>, expr: ExprId) -> impl Iterator<Item = ExprId> + 'b {
    std::iter::successors(Some(expr), move |&at| {
        let up = body.parent(at)?;
        let goes_on = match &body.facts[up].kind {
            ExprKind::Field { base, .. } | ExprKind::Index { base, .. } => *base == at,
            ExprKind::MethodCall { receiver, .. } => *receiver == at,
            ExprKind::Reference { .. } | ExprKind::Deref(_) => true,
            _ => false,
        };
        goes_on.then_some(up)
    })
    .skip(1)
}

/// Whether cells are worked on at a use again and again.
pub(super) fn is_hot(model: &Model<'_>, used: &RowUse) -> bool {
    let body = model.body(used.body);
    match used.kind {
        RowUseKind::Flatten => true,
        RowUseKind::Cell | RowUseKind::RowWalk => {
            body.repeated(used.walker).next().is_some()
                || model.is_called_from_loop(used.body)
                || closure_calls(model, used).next().is_some()
        }
        _ => false,
    }
}

/// Of a use outside any loop: the calls of its function that are in loops, which is where its traffic adds up.
pub(super) fn through_callers(model: &Model<'_>, used: &RowUse) -> Vec<RowUse> {
    let body = model.body(used.body);
    if used.kind == RowUseKind::Flatten || body.repeated(used.walker).next().is_some() {
        return Vec::new();
    }
    let of_closure: Vec<RowUse> = closure_calls(model, used).collect();
    if !of_closure.is_empty() {
        return of_closure;
    }
    let callers = model.callers(body.owner);
    let calls = callers.iter().filter_map(|&(caller, call)| {
        let caller = model.body(caller);
        caller.repeated(call).next()?;
        let indices = match &caller.facts[call].kind {
            ExprKind::Call { args, .. } | ExprKind::MethodCall { args, .. } => args.clone(),
            _ => return None,
        };
        let kind = RowUseKind::Call;
        Some(RowUse { body: caller.id, kind, at: call, walker: call, indices, row: None })
    });
    calls.collect()
}

/// Of a use in a closure that a variable holds, the calls of that in loops: `let at = |x, y| m[x][y];`
fn closure_calls<'m>(model: &'m Model<'_>, used: &RowUse) -> impl Iterator<Item = RowUse> + use<'m> {
    let body = model.body(used.body);
    let is_closure = |&up: &ExprId| matches!(body.facts[up].kind, ExprKind::Closure { .. });
    let held = body.ancestors(used.at).find(is_closure).and_then(|closure| body.bound_variable(closure));
    let uses = held.map_or_else(Vec::new, |variable| model.uses(Place::Local(body.id, variable)));
    let of_body = used.body;
    uses.into_iter().filter_map(move |(_, named)| {
        let call = body.parent(named)?;
        let indices = match &body.facts[call].kind {
            ExprKind::Call { callee, args } if *callee == named => args.clone(),
            _ => return None,
        };
        body.repeated(call).next()?;
        Some(RowUse { body: of_body, kind: RowUseKind::Call, at: call, walker: call, indices, row: None })
    })
}

/// The outermost loop around a use that chooses the row or the cell; the use itself where no loop does.
pub(super) fn nest(body: &Body<'_>, used: &RowUse) -> ExprId {
    let mut nest = used.walker;
    for around in body.repeated(used.at) {
        let stepped = matches!(body.facts[around].kind, ExprKind::While { .. } | ExprKind::Loop { .. });
        if !(chooses(body, used, around) || stepped && nest == used.walker) {
            continue;
        }
        nest = match body.facts[around].kind {
            // A closure that an adapter runs: the chain is the walk.
            ExprKind::Closure { .. } => body.parent(around).unwrap_or(around),
            _ => around,
        };
    }
    nest
}

/// What the innermost loop of a use runs once a turn: of a row's walk, what is done with a cell.
pub(super) fn innermost(body: &Body<'_>, used: &RowUse) -> ExprId {
    match &body.facts[used.walker].kind {
        ExprKind::For { body: inside, .. } if used.kind == RowUseKind::RowWalk => *inside,
        ExprKind::MethodCall { args, .. } if used.kind == RowUseKind::RowWalk => {
            let closure = args.iter().find_map(|&arg| match body.facts[arg].kind {
                ExprKind::Closure { body: inside, .. } => Some(inside),
                _ => None,
            });
            closure.unwrap_or(used.at)
        }
        _ => used.at,
    }
}

/// What the rows come from that a walk is handed one after the other.
pub(super) fn rows_from(model: &Model<'_>, body: &Body<'_>, used: &RowUse) -> Option<ExprId> {
    if used.kind != RowUseKind::RowWalk {
        return None;
    }
    let rows = match body.binding(used.row?)? {
        Binding::For { of, .. } => match body.facts[of].kind {
            ExprKind::For { iterable, .. } => iterable,
            _ => return None,
        },
        Binding::ClosureParameter { closure, .. } => match &body.facts[body.parent(closure)?].kind {
            ExprKind::MethodCall { receiver, .. } => *receiver,
            _ => return None,
        },
        _ => return None,
    };
    Some(model.chain(body, rows).source)
}

/// Whether loops choose both the record and, by number, the cell in its field.
pub(super) fn chooses_both(model: &Model<'_>, used: &RowUse) -> bool {
    let body = model.body(used.body);
    let choosing = body.repeated(used.at).filter(|&around| chooses(body, used, around));
    let cells = match &body.facts[used.at].kind {
        ExprKind::Index { base, .. } | ExprKind::MethodCall { receiver: base, .. } => *base,
        _ => return false,
    };
    used.kind == RowUseKind::Cell && matches!(body.facts[cells].kind, ExprKind::Field { .. }) && choosing.count() > 1
}

/// Whether a loop, by what it gives to each turn, binds or assigns in it, chooses the row or the cell.
pub(super) fn chooses(body: &Body<'_>, used: &RowUse, around: ExprId) -> bool {
    let given = match &body.facts[around].kind {
        ExprKind::For { pattern, .. } => crate::model::outline::bindings(body.facts, *pattern)
            .into_iter()
            .any(|variable| used.depends_on(body, variable)),
        ExprKind::Closure { .. } => return used.depends_on_closure(body, around),
        _ => false,
    };
    given || used.is_stepped(body, around) || used.is_bound_in(body, around)
}
