//! What is done with a sequence of rows: which cells are reached, which rows are walked.
use crate::model::outline::{Role, bindings, descendants, role, whole_binding};
use crate::model::{Binding, Body, BodyId, Effects, Known, Model, Place, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId, StatementKind};

/// One use of a row.
#[derive(Clone, Debug)]
pub(super) struct Use {
    pub(super) body: BodyId,
    pub(super) kind: Kind,
    /// The cell, the walked row, the call.
    pub(super) at: ExprId,
    /// What runs it: the `for`, the chain's last call, the access itself.
    pub(super) walker: ExprId,
    /// What chooses the row, then the cell.
    pub(super) indices: Vec<ExprId>,
    /// The variable that holds the row.
    pub(super) row: Option<PatId>,
}

/// What is done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// `m[i][j]`
    Cell,
    /// A loop or chain over one row.
    RowWalk,
    /// All rows as one: `flatten`, `concat`.
    Flatten,
    /// The row changes its length by itself.
    Growth,
    /// A call of the function that reaches a cell or walks a row.
    Call,
}

impl Use {
    /// Whether cells are worked on here again and again.
    pub(super) fn is_hot(&self, model: &Model<'_>) -> bool {
        let body = model.body(self.body);
        match self.kind {
            Kind::Flatten => true,
            Kind::Growth | Kind::Call => false,
            Kind::Cell | Kind::RowWalk => {
                body.repeated(self.walker).next().is_some() || model.is_called_from_loop(self.body)
            }
        }
    }

    /// Of a use outside any loop: the calls of its function that are in loops, which is where its traffic adds up.
    pub(super) fn through_callers(&self, model: &Model<'_>) -> Vec<Use> {
        let body = model.body(self.body);
        if self.kind == Kind::Flatten || body.repeated(self.walker).next().is_some() {
            return Vec::new();
        }
        let callers = model.callers(body.owner);
        let calls = callers.iter().filter_map(|&(caller, call)| {
            let caller = model.body(caller);
            caller.repeated(call).next()?;
            let indices = match &caller.facts[call].kind {
                ExprKind::Call { args, .. } | ExprKind::MethodCall { args, .. } => args.clone(),
                _ => return None,
            };
            Some(Use { body: caller.id, kind: Kind::Call, at: call, walker: call, indices, row: None })
        });
        calls.collect()
    }

    /// Whether a variable chooses the row or the cell.
    pub(super) fn depends_on(&self, body: &Body<'_>, variable: PatId) -> bool {
        self.row == Some(variable) || self.indices.iter().any(|&index| body.depends_on(index, variable))
    }

    /// Whether the innermost loop chooses the row and not the cell in it: each turn goes to another row.
    pub(super) fn is_by_columns(&self, body: &Body<'_>) -> bool {
        let [row, cell] = self.indices[..] else { return false };
        let innermost = body.loops(self.at).next().map(|innermost| &body.facts[innermost].kind);
        let Some(ExprKind::For { pattern, .. }) = innermost else { return false };
        let steps = bindings(body.facts, *pattern);
        let chooses = |index| steps.iter().any(|step| body.depends_on(index, *step));
        chooses(row) && !chooses(cell)
    }

    /// Whether the turns of a loop, not those of one in it, assign a variable that chooses the row or the cell.
    pub(super) fn is_stepped(&self, body: &Body<'_>, around: ExprId) -> bool {
        body.index().assignments.iter().any(|&id| {
            let left = match &body.facts[id].kind {
                ExprKind::Assign { left, .. } | ExprKind::AssignOp { left, .. } => *left,
                _ => return false,
            };
            matches!(body.resolution(left), Some(Resolution::Local(variable)) if self.depends_on(body, variable))
                && body.loops(id).next() == Some(around)
        })
    }

    /// Whether a parameter of the closure holds the row or chooses it.
    pub(super) fn depends_on_closure(&self, body: &Body<'_>, closure: ExprId) -> bool {
        let of = |variable| matches!(body.binding(variable), Some(Binding::ClosureParameter { closure: of, .. }) if of == closure);
        self.row.is_some_and(of)
            || self
                .indices
                .iter()
                .flat_map(|&index| descendants(body.facts, index))
                .any(|id| matches!(body.resolution(id), Some(Resolution::Local(variable)) if of(variable)))
    }
}

/// Follows the value of `named`, a sequence of rows, to what is done with its rows.
pub(super) fn uses(model: &Model<'_>, body: &Body<'_>, named: ExprId, found: &mut Vec<Use>) {
    Follow { model, body, found, depth: 0 }.table(named);
}

/// The row's type of a sequence of rows, references and boxes looked through. Rows are on the heap: arrays are not rows.
pub(super) fn row_type(model: &Model<'_>, ty: &Ty) -> Option<Ty> {
    let table = ty.without_references();
    let row = match table {
        Ty::Slice(inner) => inner.as_ref().clone(),
        Ty::Array(both) => both.0.clone(),
        Ty::Adt(def, args) => {
            let first = args.first()?;
            match model.known(*def)? {
                Known::Box => return row_type(model, first),
                // `SmallVec<[Vec<_>; 4]>` has its element in the array's place.
                Known::SmallVec => match first {
                    Ty::Array(both) => both.0.clone(),
                    _ => first.clone(),
                },
                known if known.is_sequence() => first.clone(),
                _ => return None,
            }
        }
        _ => return None,
    };
    is_heap_row(model, &row).then_some(row)
}

fn is_heap_row(model: &Model<'_>, ty: &Ty) -> bool {
    match model.known_type(ty) {
        Some(Known::Vec | Known::VecDeque | Known::ThinVec) => true,
        Some(Known::Box) => matches!(ty.adt().and_then(|(_, args)| args.first()), Some(Ty::Slice(_))),
        _ => false,
    }
}

/// The type of a row's elements.
pub(super) fn cell_type(row: &Ty) -> Option<Ty> {
    match row.adt()?.1.first()? {
        Ty::Slice(inner) => Some(inner.as_ref().clone()),
        Ty::Unknown => None,
        cell => Some(cell.clone()),
    }
}

struct Follow<'f, 'm> {
    model: &'f Model<'m>,
    body: &'f Body<'f>,
    found: &'f mut Vec<Use>,
    depth: u32,
}

/// How many variables a table or row is followed through.
const FARTHEST: u32 = 4;

impl Follow<'_, '_> {
    /// `at` is a sequence of rows, or a reference to one.
    fn table(&mut self, at: ExprId) {
        let facts = self.body.facts;
        let Some(up) = self.body.parent(at) else { return };
        let Some(role) = role(facts, up, at) else { return };
        match (&facts[up].kind, role) {
            (ExprKind::Reference { .. } | ExprKind::Deref(_) | ExprKind::Try(_), _) => self.table(up),
            (ExprKind::Index { index, .. }, Role::Base) => {
                if matches!(facts[*index].kind, ExprKind::Range { .. }) {
                    self.table(up);
                } else {
                    self.row(up, &[*index], None);
                }
            }
            (ExprKind::For { pattern, .. }, Role::Iterable) => self.rows_of_pattern(*pattern),
            (ExprKind::MethodCall { .. }, Role::Receiver) => match self.model.effects(self.body, up) {
                effects if effects.has(Effects::VIEWS.or(Effects::COPIES)) => self.table(up),
                _ => self.chain(up),
            },
            (ExprKind::Block(block), Role::LetInit(number)) => {
                if let Some(StatementKind::Let { pattern, ty: None, .. }) =
                    block.statements.get(number).map(|it| &it.kind)
                    && let Some(variable) = whole_binding(facts, *pattern)
                {
                    self.each_use(variable, |this, used| this.table(used));
                }
            }
            _ => {}
        }
    }

    /// A chain of iterator adapters over the rows, from its first call on.
    fn chain(&mut self, first: ExprId) {
        let facts = self.body.facts;
        let mut at = first;
        loop {
            if let ExprKind::MethodCall { args, .. } = &facts[at].kind {
                if args.is_empty() && self.model.effects(self.body, at).has(Effects::FLATTENS) {
                    self.push(Kind::Flatten, at, at, &[], None);
                }
                for arg in args {
                    if let ExprKind::Closure { params, .. } = &facts[*arg].kind {
                        params.iter().for_each(|(pattern, _)| self.rows_of_pattern(*pattern));
                    }
                }
            }
            let Some(up) = self.body.parent(at) else { return };
            match (&facts[up].kind, role(facts, up, at)) {
                (ExprKind::MethodCall { .. }, Some(Role::Receiver)) => at = up,
                (ExprKind::For { pattern, .. }, Some(Role::Iterable)) => return self.rows_of_pattern(*pattern),
                _ => return,
            }
        }
    }

    /// The variables of a pattern that hold rows.
    fn rows_of_pattern(&mut self, pattern: PatId) {
        for variable in bindings(self.body.facts, pattern) {
            let ty = self.body.pattern_ty(variable).without_references();
            let is_row = matches!(ty, Ty::Slice(_)) || is_heap_row(self.model, ty);
            if is_row {
                self.each_use(variable, |this, used| this.row(used, &[], Some(variable)));
            }
        }
    }

    /// `at` is a row, or a reference to one.
    fn row(&mut self, at: ExprId, indices: &[ExprId], row: Option<PatId>) {
        let facts = self.body.facts;
        let Some(up) = self.body.parent(at) else { return };
        let Some(role) = role(facts, up, at) else { return };
        match (&facts[up].kind, role) {
            (ExprKind::Reference { .. } | ExprKind::Deref(_), _) => self.row(up, indices, row),
            (ExprKind::Index { index, .. }, Role::Base) => {
                if matches!(facts[*index].kind, ExprKind::Range { .. }) {
                    return self.row(up, indices, row);
                }
                let both: Vec<ExprId> = indices.iter().copied().chain([*index]).collect();
                self.push(Kind::Cell, up, up, &both, row);
            }
            (ExprKind::For { .. }, Role::Iterable) => self.push(Kind::RowWalk, at, up, indices, row),
            (ExprKind::MethodCall { .. }, Role::Receiver) => match self.model.effects(self.body, up) {
                effects if effects.has(Effects::ITERATES) && !effects.has(Effects::EMPTIES) => {
                    self.push(Kind::RowWalk, up, self.model.runner(self.body, up), indices, row);
                }
                effects if effects.has(Effects::EMPTIES) => {}
                effects if effects.has(Effects::GROWS.or(Effects::SHRINKS)) => {
                    self.push(Kind::Growth, up, up, indices, row);
                }
                effects if effects.has(Effects::LOOKS_UP) => self.push(Kind::Cell, up, up, indices, row),
                effects if effects.has(Effects::VIEWS) => self.row(up, indices, row),
                _ => {}
            },
            (ExprKind::Block(block), Role::LetInit(number)) => {
                if let Some(StatementKind::Let { pattern, .. }) = block.statements.get(number).map(|it| &it.kind)
                    && let Some(variable) = whole_binding(facts, *pattern)
                {
                    let indices = indices.to_vec();
                    self.each_use(variable, |this, used| this.row(used, &indices, Some(variable)));
                }
            }
            _ => {}
        }
    }

    fn each_use(&mut self, variable: PatId, mut follow: impl FnMut(&mut Self, ExprId)) {
        if self.depth >= FARTHEST {
            return;
        }
        self.depth += 1;
        let model = self.model;
        for (_, used) in model.uses(Place::Local(self.body.id, variable)) {
            follow(self, used);
        }
        self.depth -= 1;
    }

    fn push(&mut self, kind: Kind, at: ExprId, walker: ExprId, indices: &[ExprId], row: Option<PatId>) {
        self.found.push(Use { body: self.body.id, kind, at, walker, indices: indices.to_vec(), row });
    }
}
