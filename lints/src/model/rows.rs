//! Rows: what is done with a sequence of sequences, row by row and cell by cell.
use super::access::tail;
use super::effects::Effects;
use super::outline::{Role, bindings, role, whole_binding};
use super::{Binding, Body, BodyId, Known, Model, Place, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind, StatementKind};
use crate::source::name::Name;

/// One thing that is done with a row, or with the rows.
#[derive(Clone, Debug)]
pub struct RowUse {
    /// The body.
    pub body: BodyId,
    /// What is done.
    pub kind: RowUseKind,
    /// The cell, the walked row, the call.
    pub at: ExprId,
    /// What runs it: the `for`, the chain's last call, the access itself.
    pub walker: ExprId,
    /// What chooses the row, then the cell.
    pub indices: Vec<ExprId>,
    /// The variable that holds the row.
    pub row: Option<PatId>,
}

/// What is done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowUseKind {
    /// `m[i][j]`
    Cell,
    /// A loop or chain over one row.
    RowWalk,
    /// All rows as one: `flatten`, `concat`.
    Flatten,
    /// The row gets more cells: `m[i].push(x)`.
    Growth,
    /// The row loses cells, or all of them: `m[i].pop()`, `m[i].clear()`.
    Drain,
    /// Another row takes its place: `m[i] = row`, `mem::take(&mut m[i])`.
    Replaced,
    /// More rows come: `m.push(row)`.
    RowsCome,
    /// Rows go, one or all: `m.pop()`, `m.drain(..)`.
    RowsGo,
    /// A call of the function that reaches a cell.
    Call,
}

impl RowUseKind {
    /// Whether the lengths of rows may be others afterwards.
    pub fn changes_lengths(self) -> bool {
        use RowUseKind::{Drain, Growth, Replaced, RowsCome, RowsGo};
        matches!(self, Growth | Drain | Replaced | RowsCome | RowsGo)
    }
}

impl RowUse {
    /// Whether a variable chooses the row or the cell.
    pub fn depends_on(&self, body: &Body<'_>, variable: PatId) -> bool {
        self.row == Some(variable) || self.indices.iter().any(|&index| body.depends_on(index, variable))
    }

    /// Whether the turns of a loop, not those of one in it, assign a variable that chooses the row or the cell.
    pub fn is_stepped(&self, body: &Body<'_>, around: ExprId) -> bool {
        body.index().assignments.iter().any(|&id| {
            let left = match &body.facts[id].kind {
                ExprKind::Assign { left, .. } | ExprKind::AssignOp { left, .. } => *left,
                _ => return false,
            };
            matches!(body.resolution(left), Some(Resolution::Local(variable)) if self.depends_on(body, variable))
                && body.loops(id).next() == Some(around)
        })
    }

    /// Whether a variable that each turn of a loop binds chooses the row or the cell: `while let Some(at) = open.pop()`.
    pub fn is_bound_in(&self, body: &Body<'_>, around: ExprId) -> bool {
        let is_bound = |id: ExprId| {
            let Some(Resolution::Local(variable)) = body.resolution(id) else { return false };
            match body.binding(variable) {
                Some(Binding::Let { init: Some(from), .. } | Binding::Match { scrutinee: from, .. }) => {
                    body.loops(from).next() == Some(around)
                }
                _ => false,
            }
        };
        self.indices.iter().any(|&index| body.depends(index, &is_bound))
    }

    /// Whether a parameter of the closure holds the row or chooses it.
    pub fn depends_on_closure(&self, body: &Body<'_>, closure: ExprId) -> bool {
        let is_of_closure = |variable| is_parameter_of(body, variable, closure);
        self.row.is_some_and(is_of_closure)
            || self.indices.iter().any(|&index| body.depends_on_parameters(index, closure))
    }
}

impl Body<'_> {
    /// Whether the value of an expression depends on a parameter of a closure that it stands in.
    pub fn depends_on_parameters(&self, expr: ExprId, closure: ExprId) -> bool {
        self.depends(expr, &|id| match self.resolution(id) {
            Some(Resolution::Local(variable)) => is_parameter_of(self, variable, closure),
            _ => false,
        })
    }
}

fn is_parameter_of(body: &Body<'_>, variable: PatId, closure: ExprId) -> bool {
    matches!(body.binding(variable), Some(Binding::ClosureParameter { closure: of, .. }) if of == closure)
}

impl Model<'_> {
    /// What is done with the rows of `named`, a sequence of rows, through variables, getters and closures that hand out a row.
    pub fn row_uses(&self, body: &Body<'_>, named: ExprId) -> Vec<RowUse> {
        let mut found = Vec::new();
        Follow { model: self, body, found: &mut found, depth: 0 }.table(named);
        found
    }

    /// The row's type of a sequence of rows, references and boxes looked through. Rows are on the heap: arrays are not rows.
    pub fn row_type(&self, ty: &Ty) -> Option<Ty> {
        let row = match ty.without_references() {
            Ty::Slice(inner) => inner.as_ref().clone(),
            Ty::Array(both) => both.0.clone(),
            Ty::Adt(def, args) => {
                let first = args.first()?;
                match self.known(*def)? {
                    Known::Box => return self.row_type(first),
                    known if known.is_sequence() => element(known, first),
                    _ => return None,
                }
            }
            _ => return None,
        };
        self.is_heap_row(&row).then_some(row)
    }

    /// The type of a row's elements.
    pub fn cell_type(&self, row: &Ty) -> Option<Ty> {
        let (def, args) = row.without_references().adt()?;
        let cell = match self.known(def) {
            Some(Known::Box | Known::Rc | Known::Arc) => match args.first()? {
                Ty::Slice(inner) => inner.as_ref().clone(),
                inner => return self.cell_type(inner),
            },
            Some(known) => element(known, args.first()?),
            None => return self.cell_type(&self.row_field(row)?.1),
        };
        (cell != Ty::Unknown).then_some(cell)
    }

    /// Whether a type is a struct that has a row in a field: `struct Row { cells: Vec<f64> }`.
    pub fn is_named_row(&self, row: &Ty) -> bool {
        self.row_field(row).is_some()
    }

    /// The name of the field of a row that has other fields beside its cells: `struct Row { cells: Vec<f64>, name: String }`.
    pub fn record_field(&self, row: &Ty) -> Option<Name> {
        let (index, _) = self.row_field(row)?;
        let fields = self.fields(row);
        fields.into_iter().find(|(at, ..)| *at == index && self.fields(row).len() > 1).map(|(_, name, _)| name)
    }

    /// The field of a struct of the workspace that is a row, where it is the only one.
    fn row_field(&self, ty: &Ty) -> Option<(u32, Ty)> {
        let Ty::Adt(def, _) = ty else { return None };
        if self.known(*def).is_some() || self.definitions().is_declared(*def) {
            return None;
        }
        let is_row = |ty: &Ty| self.known_type(ty).is_some() && self.is_heap_row(ty);
        let mut rows = self.fields(ty).into_iter().filter(|(.., field)| is_row(field));
        let (index, _, row) = rows.next()?;
        rows.next().is_none().then_some((index, row))
    }

    fn is_heap_row(&self, ty: &Ty) -> bool {
        match self.known_type(ty) {
            Some(Known::Vec | Known::VecDeque | Known::ThinVec | Known::SmallVec) => true,
            Some(Known::Box | Known::Rc | Known::Arc) => match ty.adt().and_then(|(_, args)| args.first()) {
                Some(Ty::Slice(_)) => true,
                Some(inner) => matches!(self.known_type(inner), Some(Known::Vec | Known::VecDeque | Known::ThinVec)),
                None => false,
            },
            Some(_) => false,
            None => self.row_field(ty).is_some(),
        }
    }
}

/// The element of a sequence: `SmallVec<[T; 4]>` has it in the array's place.
fn element(known: Known, first: &Ty) -> Ty {
    match (known, first) {
        (Known::SmallVec, Ty::Array(both)) => both.0.clone(),
        _ => first.clone(),
    }
}

struct Follow<'f, 'm> {
    model: &'f Model<'m>,
    body: &'f Body<'f>,
    found: &'f mut Vec<RowUse>,
    depth: u32,
}

/// How many variables, getters and closures a table or row is followed through.
const FARTHEST: u32 = 4;
/// A getter is followed to so many calls.
const MOST_CALLS: usize = 64;

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
            (ExprKind::For { pattern, .. }, Role::Iterable) => self.rows_of_pattern(*pattern, &[]),
            (ExprKind::MethodCall { args, .. }, Role::Receiver) => match self.model.effects(self.body, up) {
                effects if effects.has(Effects::VIEWS.or(Effects::COPIES)) => self.table(up),
                effects if effects == Effects::LOOKS_UP && args.len() == 1 => self.row(up, args, None),
                effects if effects.has(Effects::SHRINKS.or(Effects::EMPTIES)) => {
                    self.push(RowUseKind::RowsGo, up, up, &[], None);
                    self.chain(up);
                }
                effects if effects.has(Effects::GROWS) => self.push(RowUseKind::RowsCome, up, up, &[], None),
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
            (ExprKind::Let { pattern, .. }, Role::Scrutinee) => self.tables_of_pattern(*pattern),
            (ExprKind::Match { arms, .. }, Role::Scrutinee) => {
                arms.iter().for_each(|arm| self.tables_of_pattern(arm.pattern));
            }
            _ if self.is_given_out(up, at) => self.table(up),
            _ => {}
        }
    }

    /// A chain of iterator adapters over the rows, from its first call on.
    fn chain(&mut self, first: ExprId) {
        let facts = self.body.facts;
        let mut at = first;
        loop {
            if let ExprKind::MethodCall { args, .. } = &facts[at].kind {
                let effects = self.model.effects(self.body, at);
                if args.is_empty() && effects.has(Effects::FLATTENS) {
                    self.push(RowUseKind::Flatten, at, at, &[], None);
                }
                self.closures_of(at, &[]);
            }
            let Some(up) = self.body.parent(at) else { return };
            match (&facts[up].kind, role(facts, up, at)) {
                (ExprKind::MethodCall { .. }, Some(Role::Receiver)) => at = up,
                (ExprKind::For { pattern, .. }, Some(Role::Iterable)) => return self.rows_of_pattern(*pattern, &[]),
                _ => return,
            }
        }
    }

    /// The parameters that hold rows, of closures that a method is handed.
    fn closures_of(&mut self, call: ExprId, indices: &[ExprId]) {
        let facts = self.body.facts;
        let ExprKind::MethodCall { args, .. } = &facts[call].kind else { return };
        for arg in args {
            if let ExprKind::Closure { params, .. } = &facts[*arg].kind {
                params.iter().for_each(|(pattern, _)| self.rows_of_pattern(*pattern, indices));
            }
        }
    }

    /// The variables of a pattern that hold rows: any of them, or the one that numbers chose.
    fn rows_of_pattern(&mut self, pattern: PatId, indices: &[ExprId]) {
        for variable in bindings(self.body.facts, pattern) {
            let ty = self.body.pattern_ty(variable).without_references();
            if matches!(ty, Ty::Slice(_)) || self.model.is_heap_row(ty) {
                let row = indices.is_empty().then_some(variable);
                self.each_use(variable, |this, used| this.row(used, indices, row));
            }
        }
    }

    /// The variables of a pattern that hold the table: `if let Some(m) = &self.cells`.
    fn tables_of_pattern(&mut self, pattern: PatId) {
        for variable in bindings(self.body.facts, pattern) {
            if self.model.row_type(self.body.pattern_ty(variable)).is_some() {
                self.each_use(variable, |this, used| this.table(used));
            }
        }
    }

    /// `at` is a row, or a reference to one.
    fn row(&mut self, at: ExprId, indices: &[ExprId], row: Option<PatId>) {
        let facts = self.body.facts;
        let Some(up) = self.body.parent(at) else { return self.handed_out(at) };
        let Some(role) = role(facts, up, at) else { return };
        match (&facts[up].kind, role) {
            (ExprKind::Reference { .. } | ExprKind::Deref(_) | ExprKind::Try(_), _) => self.row(up, indices, row),
            // The row of a row that has a name.
            (ExprKind::Field { .. }, _) if self.is_row_field(at, up) => self.row(up, indices, row),
            (ExprKind::Index { index, .. }, Role::Base) => {
                if matches!(facts[*index].kind, ExprKind::Range { .. }) {
                    return self.row(up, indices, row);
                }
                let both: Vec<ExprId> = indices.iter().copied().chain([*index]).collect();
                self.push(RowUseKind::Cell, up, up, &both, row);
            }
            (ExprKind::Assign { .. }, Role::Side(false)) => self.push(RowUseKind::Replaced, at, up, indices, row),
            (ExprKind::Call { .. }, Role::Argument(_)) if self.model.effects(self.body, up).has(Effects::REPLACES) => {
                self.push(RowUseKind::Replaced, up, up, indices, row);
            }
            (ExprKind::For { .. }, Role::Iterable) => self.push(RowUseKind::RowWalk, at, up, indices, row),
            (ExprKind::MethodCall { .. }, Role::Receiver) => match self.model.effects(self.body, up) {
                effects if effects.has(Effects::ITERATES) && !effects.has(Effects::EMPTIES) => {
                    self.push(RowUseKind::RowWalk, up, self.model.runner(self.body, up), indices, row);
                }
                effects if effects.has(Effects::EMPTIES.or(Effects::SHRINKS)) => {
                    self.push(RowUseKind::Drain, up, up, indices, row);
                }
                effects if effects.has(Effects::GROWS) => self.push(RowUseKind::Growth, up, up, indices, row),
                effects if effects.has(Effects::LOOKS_UP) => {
                    let both: Vec<ExprId> = indices.iter().copied().chain(argument(self.body, up)).collect();
                    self.push(RowUseKind::Cell, up, up, &both, row);
                }
                effects if effects.has(Effects::VIEWS) => self.row(up, indices, row),
                // A row that may be there: `m.get(i).and_then(|row| row.get(j))`.
                _ => self.closures_of(up, indices),
            },
            (ExprKind::Block(block), Role::LetInit(number)) => {
                if let Some(StatementKind::Let { pattern, .. }) = block.statements.get(number).map(|it| &it.kind)
                    && let Some(variable) = whole_binding(facts, *pattern)
                {
                    let indices = indices.to_vec();
                    self.each_use(variable, |this, used| this.row(used, &indices, Some(variable)));
                }
            }
            (ExprKind::Let { pattern, .. }, Role::Scrutinee) => self.rows_of_pattern(*pattern, indices),
            (ExprKind::Call { .. } | ExprKind::MethodCall { .. }, Role::Argument(_)) => {
                self.handed_in(up, at, indices, row);
            }
            (ExprKind::Tuple(_), Role::Part(part)) => self.taken_apart(up, part, indices),
            _ if self.is_given_out(up, at) => self.row(up, indices, row),
            // `let row = |i| &m[i];`
            (ExprKind::Closure { .. }, Role::ClosureBody) => {
                let Some(variable) = self.body.bound_variable(up) else { return };
                self.each_use(variable, |this, used| {
                    let Some(call) = this.body.parent(used) else { return };
                    if let ExprKind::Call { callee, args } = &this.body.facts[call].kind
                        && *callee == used
                    {
                        this.row(call, args, None);
                    }
                });
            }
            _ => {}
        }
    }

    /// A function is handed a row: what it does with the row's length is done at the call.
    fn handed_in(&mut self, call: ExprId, argument: ExprId, indices: &[ExprId], row: Option<PatId>) {
        let model = self.model;
        let Some((body, variable)) = model.taken_as(self.body, call, argument) else { return };
        if self.depth >= FARTHEST || body.id == self.body.id {
            return;
        }
        let mut done = Vec::new();
        let mut inside = Follow { model, body, found: &mut done, depth: self.depth + 1 };
        inside.each_use(variable, |this, used| this.row(used, &[], None));
        for kind in [RowUseKind::Growth, RowUseKind::Drain, RowUseKind::Replaced] {
            if done.iter().any(|used| used.kind == kind) {
                self.push(kind, call, call, indices, row);
            }
        }
    }

    /// A row is a part of a tuple, which a `let` takes apart: `let (row, value) = match .. { .. => (&mut m[i], 1) };`
    fn taken_apart(&mut self, tuple: ExprId, part: usize, indices: &[ExprId]) {
        let facts = self.body.facts;
        let mut at = tuple;
        while let Some(up) = self.body.parent(at) {
            if let (ExprKind::Block(block), Some(Role::LetInit(number))) = (&facts[up].kind, role(facts, up, at)) {
                let pattern = match block.statements.get(number).map(|it| &it.kind) {
                    Some(StatementKind::Let { pattern, .. }) => *pattern,
                    _ => return,
                };
                if let PatKind::Tuple(parts) = &facts[pattern].kind
                    && let Some(variable) = parts.get(part).and_then(|part| whole_binding(facts, *part))
                {
                    self.each_use(variable, |this, used| this.row(used, indices, Some(variable)));
                }
                return;
            }
            if !self.is_given_out(up, at) {
                return;
            }
            at = up;
        }
    }

    /// Whether a field expression means the cells of the struct `at`.
    fn is_row_field(&self, at: ExprId, field: ExprId) -> bool {
        let cells = self.model.row_field(self.body.ty(at).without_references());
        cells.is_some_and(|(index, _)| self.body.field(field).is_some_and(|(_, named)| named == index))
    }

    /// Whether a block, branch or `return` gives `at` as its value.
    fn is_given_out(&self, up: ExprId, at: ExprId) -> bool {
        match &self.body.facts[up].kind {
            ExprKind::Block(_) => tail(self.body, up) == Some(at),
            ExprKind::If { condition, .. } => *condition != at,
            ExprKind::Match { scrutinee, .. } => *scrutinee != at,
            _ => false,
        }
    }

    /// `at` is a row that the function gives: goes on at its calls.
    fn handed_out(&mut self, at: ExprId) {
        let model = self.model;
        let gives = matches!(self.body.ty(at), Ty::Ref(..));
        if self.depth >= FARTHEST || at != self.body.facts.root || !gives {
            return;
        }
        for &(caller, call) in model.callers(self.body.owner).iter().take(MOST_CALLS) {
            let body = model.body(caller);
            let args = match &body.facts[call].kind {
                ExprKind::Call { args, .. } | ExprKind::MethodCall { args, .. } => args.as_slice(),
                _ => continue,
            };
            Follow { model, body, found: self.found, depth: self.depth + 1 }.row(call, args, None);
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

    fn push(&mut self, kind: RowUseKind, at: ExprId, walker: ExprId, indices: &[ExprId], row: Option<PatId>) {
        self.found.push(RowUse { body: self.body.id, kind, at, walker, indices: indices.to_vec(), row });
    }
}

fn argument(body: &Body<'_>, call: ExprId) -> Option<ExprId> {
    match &body.facts[call].kind {
        ExprKind::MethodCall { args, .. } => args.first().copied(),
        _ => None,
    }
}
