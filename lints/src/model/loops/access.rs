//! What a nest reads and writes, in order, and what it does besides.
use super::affine::LoopId;
use super::location::{Base, Location, Step};
use super::purity;
use super::resolve::{FrameId, Resolver, is_integer, may_be_variable};
use super::stream::Element;
use super::tree::LoopForm;
use crate::model::effects::Effects;
use crate::model::{Body, DefKind, Primitive, Resolution, Ty, children};
use crate::source::facts::{BinaryOp, BlockFlavour, ExprId, ExprKind, MacroArgs, PatKind, StatementKind};

/// An access to memory.
#[derive(Clone, Debug)]
pub struct Access {
    /// What it reaches.
    pub at: Location,
    /// What is done there.
    pub kind: AccessKind,
    /// The expression; of what a function does that is looked into, its call.
    pub expr: ExprId,
    /// The innermost loop that runs it every turn.
    pub within: Option<LoopId>,
    /// How many branches are around it.
    pub(super) branches: u32,
}

/// What is done with a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AccessKind {
    /// It is read.
    Read,
    /// It gets a value.
    Write,
    /// It gets a value that is made of the one it had.
    Update(Option<Reduction>),
}

impl AccessKind {
    /// Whether the place may hold something else afterwards.
    pub fn is_write(self) -> bool {
        self != AccessKind::Read
    }
}

/// An operation whose results do not depend on the order of its operands, up to rounding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operation {
    /// `+`, and `-` of what is added
    Sum,
    /// `*`
    Product,
    /// `min`
    Minimum,
    /// `max`
    Maximum,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
}

/// A value that is made of the one before and another by an operation whose order is of no matter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reduction {
    /// The operation.
    pub operation: Operation,
    /// How exact that is.
    pub arithmetic: Arithmetic,
}

/// How much the order of operations matters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arithmetic {
    /// Not at all.
    Exact,
    /// Results are rounded differently.
    Rounded,
    /// As much as it does for the type that a type parameter stands for.
    Generic,
}

/// Something that a nest does beside reading and writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effect {
    /// The expression; of what a function does that is looked into, its call.
    pub expr: ExprId,
    /// What it is.
    pub kind: EffectKind,
    /// The innermost loop that runs it every turn.
    pub within: Option<LoopId>,
}

/// What is done beside reading and writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EffectKind {
    /// A call of which it is not known what it does.
    Call,
    /// Somebody outside can see in which order it happens: `println!`, a lock, a thread that starts.
    Observable,
    /// What is behind a raw pointer is used.
    Pointer,
    /// It is not understood.
    Unknown,
}

/// What is wanted of an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Demand {
    /// Its value.
    Value,
    /// Nothing but what its parts do: what it reaches is used elsewhere.
    Place,
    /// To put a value there.
    Write,
    /// To put a value there that is made of the one it had.
    Update(Option<Reduction>),
}

/// The accesses of a body.
#[derive(Debug, Default)]
pub(super) struct Accesses {
    pub(super) all: Vec<Access>,
    pub(super) effects: Vec<Effect>,
}

/// Expressions deeper than this are not looked into.
const DEEPEST: u32 = 160;
/// For each expression of a body so many are visited, those of functions that are looked into among them,
const MOST_TIMES: usize = 16;
/// and so many in any case.
const LEAST: usize = 8192;

/// Gathers them.
pub(super) fn accesses(resolver: &mut Resolver<'_, '_>) -> Accesses {
    let facts = resolver.frames[FrameId::OUTERMOST].body.facts;
    let (root, left) = (facts.root, facts.exprs.len() * MOST_TIMES + LEAST);
    let mut walk = Walk { resolver, found: Accesses::default(), within: None, branches: 0, depth: 0, left };
    walk.visit(FrameId::OUTERMOST, root, Demand::Value);
    walk.found
}

struct Walk<'r, 'm, 'a> {
    resolver: &'r mut Resolver<'m, 'a>,
    found: Accesses,
    within: Option<LoopId>,
    branches: u32,
    depth: u32,
    /// So many expressions may still be visited.
    left: usize,
}

impl<'m, 'a> Walk<'_, 'm, 'a> {
    fn body(&self, frame: FrameId) -> &'m Body<'a> {
        self.resolver.frames[frame].body
    }

    /// The expression of the outermost body that stands for one.
    fn shown(&self, frame: FrameId, expr: ExprId) -> ExprId {
        self.resolver.frames[frame].call.unwrap_or(expr)
    }

    fn effect(&mut self, frame: FrameId, expr: ExprId, kind: EffectKind) {
        let expr = self.shown(frame, expr);
        self.found.effects.push(Effect { expr, kind, within: self.within });
    }

    fn note(&mut self, frame: FrameId, expr: ExprId, at: Location, kind: AccessKind) {
        // What a function that is looked into has for itself is nobody's concern.
        if matches!(at.base, Base::Inner(..)) {
            return;
        }
        let expr = self.shown(frame, expr);
        self.found.all.push(Access { at, kind, expr, within: self.within, branches: self.branches });
    }

    fn value(&mut self, frame: FrameId, expr: ExprId) {
        self.visit(frame, expr, Demand::Value);
    }

    fn visit(&mut self, frame: FrameId, expr: ExprId, demand: Demand) {
        if self.depth >= DEEPEST || self.left == 0 {
            return self.effect(frame, expr, EffectKind::Unknown);
        }
        self.depth += 1;
        self.left -= 1;
        self.visit_one(frame, expr, demand);
        self.depth -= 1;
    }

    /// Visits what runs only in some cases.
    fn branch(&mut self, frame: FrameId, expr: ExprId, demand: Demand) {
        self.branches += 1;
        self.visit(frame, expr, demand);
        self.branches -= 1;
    }

    fn visit_one(&mut self, frame: FrameId, expr: ExprId, demand: Demand) {
        let body = self.body(frame);
        match &body.facts[expr].kind {
            ExprKind::Literal(_) | ExprKind::Continue { .. } => {}
            ExprKind::Path(_) => self.reach(frame, expr, demand),
            ExprKind::Field { base, .. } => {
                self.parts_of_place(frame, *base);
                self.reach(frame, expr, demand);
            }
            ExprKind::Index { base, index } => {
                self.value(frame, *index);
                self.parts_of_place(frame, *base);
                if let Some(inner) = self.index_function(frame, expr, *base, *index) {
                    return self.run(inner, demand);
                }
                self.reach(frame, expr, demand);
            }
            ExprKind::Deref(operand) => {
                if matches!(body.ty(*operand), Ty::Pointer(..)) {
                    self.value(frame, *operand);
                    return self.effect(frame, expr, EffectKind::Pointer);
                }
                self.parts_of_place(frame, *operand);
                self.reach(frame, expr, demand);
            }
            ExprKind::Reference { mutable, operand } => {
                let demand = match demand {
                    Demand::Value if *mutable => Demand::Update(None),
                    other => other,
                };
                self.visit(frame, *operand, demand);
            }
            ExprKind::RawReference { operand, .. } => {
                self.visit(frame, *operand, Demand::Update(None));
                self.effect(frame, expr, EffectKind::Pointer);
            }
            ExprKind::Try(operand) | ExprKind::Cast { operand, .. } => self.visit(frame, *operand, demand),
            ExprKind::Not(operand) | ExprKind::Negate(operand) => self.value(frame, *operand),
            ExprKind::Await(operand) => {
                self.value(frame, *operand);
                self.effect(frame, expr, EffectKind::Observable);
            }
            ExprKind::Binary { op, left, right } => {
                self.value(frame, *left);
                match op {
                    BinaryOp::And | BinaryOp::Or => self.branch(frame, *right, Demand::Value),
                    _ => self.value(frame, *right),
                }
            }
            ExprKind::Assign { left, right } => self.assign(frame, *left, *right),
            ExprKind::AssignOp { op, left, right } => {
                self.value(frame, *right);
                let reduction = operation(*op).and_then(|operation| reduction(operation, body.ty(*left)));
                self.visit(frame, *left, Demand::Update(reduction));
            }
            ExprKind::Block(block) => {
                if block.flavour == BlockFlavour::Async {
                    self.effect(frame, expr, EffectKind::Unknown);
                }
                for (at, statement) in block.statements.iter().enumerate() {
                    let is_tail = at + 1 == block.statements.len();
                    match &statement.kind {
                        StatementKind::Let { init, otherwise, .. } => {
                            if let Some(init) = init {
                                self.bind(frame, *init);
                            }
                            if let Some(otherwise) = otherwise {
                                self.branch(frame, *otherwise, Demand::Value);
                            }
                        }
                        StatementKind::Expr { expr, semicolon } => {
                            let demand = if is_tail && !semicolon { demand } else { Demand::Value };
                            self.visit(frame, *expr, demand);
                        }
                        StatementKind::Item(_) => {}
                    }
                }
            }
            ExprKind::If { condition, then, otherwise } => {
                if let Some((place, value, operation)) = self.kept_extreme(frame, *condition, *then, *otherwise) {
                    self.value(frame, value);
                    return self.branch(frame, place, Demand::Update(reduction(operation, body.ty(place))));
                }
                self.value(frame, *condition);
                self.branch(frame, *then, demand);
                if let Some(otherwise) = otherwise {
                    self.branch(frame, *otherwise, demand);
                }
            }
            ExprKind::Let { scrutinee, .. } => self.matched(frame, *scrutinee),
            ExprKind::Match { scrutinee, arms } => {
                self.matched(frame, *scrutinee);
                for arm in arms {
                    if let Some(guard) = arm.guard {
                        self.branch(frame, guard, Demand::Value);
                    }
                    self.branch(frame, arm.body, demand);
                }
            }
            ExprKind::For { iterable, body: inside, .. } => {
                let header = self.now();
                self.chain(frame, *iterable);
                self.looped(frame, expr, &[*inside], header);
            }
            ExprKind::While { condition, body: inside, .. } => {
                self.looped(frame, expr, &[*condition, *inside], self.now());
            }
            ExprKind::Loop { body: inside, .. } => self.looped(frame, expr, &[*inside], self.now()),
            ExprKind::Closure { body: inside, .. } => self.closure(frame, expr, *inside),
            ExprKind::Call { callee, args } => self.call(frame, expr, *callee, args, demand),
            ExprKind::MethodCall { receiver, args, .. } => self.method(frame, expr, *receiver, args, demand),
            ExprKind::Macro { path, args } => {
                let name = path.segments.last().map_or("", |last| last.name.as_str());
                match args {
                    MacroArgs::Exprs(list) => list.iter().for_each(|arg| self.value(frame, *arg)),
                    MacroArgs::VecRepeat { value, length } => {
                        self.value(frame, *value);
                        self.value(frame, *length);
                    }
                }
                match purity::of_macro(body, name, args) {
                    purity::Macro::Pure => {}
                    purity::Macro::Observable => self.effect(frame, expr, EffectKind::Observable),
                    purity::Macro::Unknown => self.effect(frame, expr, EffectKind::Unknown),
                }
            }
            ExprKind::Unknown => self.effect(frame, expr, EffectKind::Unknown),
            kind => children(kind).into_iter().for_each(|part| self.value(frame, part)),
        }
    }

    /// Visits the parts of what a place starts from: subscripts, and what makes the value that it is in.
    fn parts_of_place(&mut self, frame: FrameId, base: ExprId) {
        let body = self.body(frame);
        match &body.facts[base].kind {
            ExprKind::Path(_) => {}
            ExprKind::Field { .. } | ExprKind::Index { .. } | ExprKind::Reference { .. } => {
                self.visit(frame, base, Demand::Place);
            }
            ExprKind::Deref(operand) if !matches!(body.ty(*operand), Ty::Pointer(..)) => {
                self.parts_of_place(frame, *operand);
            }
            ExprKind::MethodCall { .. } | ExprKind::Call { .. } | ExprKind::Block(_) | ExprKind::Try(_) => {
                self.visit(frame, base, Demand::Place);
            }
            _ => self.value(frame, base),
        }
    }

    /// Notes what is done with what an expression reaches.
    fn reach(&mut self, frame: FrameId, expr: ExprId, demand: Demand) {
        let kind = match demand {
            Demand::Place => return,
            Demand::Value => AccessKind::Read,
            Demand::Write => AccessKind::Write,
            Demand::Update(operation) => AccessKind::Update(operation),
        };
        let body = self.body(frame);
        if demand == Demand::Value && matches!(body.facts[expr].kind, ExprKind::Path(_)) && self.is_constant(frame, expr)
        {
            return;
        }
        let at = self.resolver.locate(frame, expr);
        match at.base {
            Base::Value(_) => {
                // A name that is not resolved may be that of a static.
                let is_path = matches!(body.facts[expr].kind, ExprKind::Path(_));
                if is_path && kind.is_write() && body.resolution(expr).is_none() {
                    self.note(frame, expr, Location::anywhere(), kind);
                }
            }
            _ => self.note(frame, expr, at, kind),
        }
    }

    /// Whether what a path names never changes and lies nowhere that does: constants, functions, plain `let`s.
    fn is_constant(&self, frame: FrameId, expr: ExprId) -> bool {
        let body = self.body(frame);
        match body.resolution(expr) {
            Some(Resolution::Local(variable)) => {
                matches!(body.facts[variable].kind, PatKind::Bind { mutable: false, .. })
                    && matches!(body.ty(expr), Ty::Primitive(_))
                    && matches!(body.pattern_ty(variable), Ty::Primitive(_))
            }
            Some(Resolution::Global(def)) => self.resolver.model.def(def).kind == DefKind::Const,
            Some(Resolution::SelfReceiver) => false,
            Some(_) => true,
            None => !may_be_variable(body, expr),
        }
    }

    /// `let pattern = init`: what a reference is made to is used where the variable is.
    fn bind(&mut self, frame: FrameId, init: ExprId) {
        let body = self.body(frame);
        if let ExprKind::Closure { .. } = &body.facts[init].kind {
            return self.kept_closure(frame, init);
        }
        let refers = match body.ty(init) {
            Ty::Unknown => matches!(body.facts[init].kind, ExprKind::Reference { .. }),
            ty => self.resolver.carries_reference(ty),
        };
        self.visit(frame, init, if refers { Demand::Place } else { Demand::Value });
    }

    /// What a `match` looks at: read, so far as it is not only bound.
    fn matched(&mut self, frame: FrameId, scrutinee: ExprId) {
        let body = self.body(frame);
        match &body.facts[scrutinee].kind {
            ExprKind::Reference { operand, .. } => self.value(frame, *operand),
            ExprKind::Tuple(parts) => parts.iter().for_each(|part| self.matched(frame, *part)),
            ExprKind::MethodCall { .. } if self.resolver.carries_reference(body.ty(scrutinee)) => {
                self.visit(frame, scrutinee, Demand::Place);
                let at = self.resolver.locate(frame, scrutinee);
                if !matches!(at.base, Base::Value(_)) {
                    self.note(frame, scrutinee, at, AccessKind::Read);
                }
            }
            _ => self.value(frame, scrutinee),
        }
    }

    fn assign(&mut self, frame: FrameId, left: ExprId, right: ExprId) {
        let body = self.body(frame);
        if let ExprKind::Tuple(parts) | ExprKind::Array(parts) = &body.facts[left].kind {
            self.value(frame, right);
            return parts.iter().for_each(|part| self.visit(frame, *part, Demand::Write));
        }
        if matches!(body.facts[left].kind, ExprKind::Unknown) {
            return self.value(frame, right);
        }
        if let Some((operation, other)) = self.updated(frame, left, right) {
            self.value(frame, other);
            return self.visit(frame, left, Demand::Update(reduction(operation, body.ty(left))));
        }
        self.value(frame, right);
        self.visit(frame, left, Demand::Write);
    }

    /// `s = s + x`, `s = x + s`, `s = s - x`, `s = s.max(x)`, `s = f64::max(s, x)`: the operation, and `x`.
    fn updated(&mut self, frame: FrameId, left: ExprId, right: ExprId) -> Option<(Operation, ExprId)> {
        let body = self.body(frame);
        if reduction(Operation::Sum, body.ty(left)).is_none() {
            return None;
        }
        let target = self.resolver.locate(frame, left);
        if matches!(target.base, Base::Value(_) | Base::Anywhere) || target.steps.contains(&Step::Some) {
            return None;
        }
        let model = self.resolver.model;
        let mut is_it = |expr: ExprId| {
            matches!(
                body.facts[expr].kind,
                ExprKind::Path(_) | ExprKind::Index { .. } | ExprKind::Field { .. } | ExprKind::Deref(_)
            ) && self.resolver.locate(frame, expr) == target
        };
        let extreme = |name: &str| match name {
            "max" => Some(Operation::Maximum),
            "min" => Some(Operation::Minimum),
            _ => None,
        };
        let (operation, one, other, is_ordered) = match &body.facts[right].kind {
            ExprKind::Binary { op, left, right } => (operation(*op)?, *left, *right, *op == BinaryOp::Sub),
            ExprKind::MethodCall { receiver, name, args, .. } if is_number(body.ty(left)) => {
                let [only] = args.as_slice() else { return None };
                (extreme(name.as_str())?, *receiver, *only, false)
            }
            ExprKind::Call { callee, args } if is_number(body.ty(left)) => {
                let ([one, other], ExprKind::Path(path)) = (args.as_slice(), &body.facts[*callee].kind) else {
                    return None;
                };
                let is_foreign = body.callee(right).is_none_or(|callee| {
                    model.definitions().is_declared(callee.function)
                });
                let name = path.segments.last()?.name.as_str();
                (extreme(name).filter(|_| is_foreign)?, *one, *other, false)
            }
            _ => return None,
        };
        match (is_it(one), !is_ordered && is_it(other)) {
            (true, false) => Some((operation, other)),
            (false, true) => Some((operation, one)),
            _ => None,
        }
    }

    /// `if x > m { m = x }`: `m`, `x`, and which of the two stays.
    fn kept_extreme(
        &mut self,
        frame: FrameId,
        condition: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
    ) -> Option<(ExprId, ExprId, Operation)> {
        let body = self.body(frame);
        let ExprKind::Binary { op, left, right } = &body.facts[condition].kind else { return None };
        let ExprKind::Block(block) = &body.facts[then].kind else { return None };
        let [only] = block.statements.as_slice() else { return None };
        let StatementKind::Expr { expr: assigned, .. } = only.kind else { return None };
        let ExprKind::Assign { left: place, right: value } = &body.facts[assigned].kind else { return None };
        if otherwise.is_some() || !is_number(body.ty(*place)) {
            return None;
        }
        let target = self.resolver.locate(frame, *place);
        if matches!(target.base, Base::Value(_) | Base::Anywhere) || target.steps.contains(&Step::Some) {
            return None;
        }
        let mut is_it = |expr: ExprId| {
            matches!(body.facts[expr].kind, ExprKind::Path(_) | ExprKind::Index { .. } | ExprKind::Field { .. })
                && self.resolver.locate(frame, expr) == target
        };
        let (grows, compared) = match op {
            BinaryOp::Gt | BinaryOp::Ge if is_it(*right) => (true, *left),
            BinaryOp::Lt | BinaryOp::Le if is_it(*right) => (false, *left),
            BinaryOp::Gt | BinaryOp::Ge if is_it(*left) => (false, *right),
            BinaryOp::Lt | BinaryOp::Le if is_it(*left) => (true, *right),
            _ => return None,
        };
        let is_same = same_text(body, compared, *value, 0);
        is_same.then_some((*place, *value, if grows { Operation::Maximum } else { Operation::Minimum }))
    }

    // Loops and closures

    /// How many accesses and effects there are by now.
    fn now(&self) -> (usize, usize) {
        (self.found.all.len(), self.found.effects.len())
    }

    /// A loop, whose header was visited since `header`.
    fn looped(&mut self, frame: FrameId, expr: ExprId, parts: &[ExprId], header: (usize, usize)) {
        let id = match frame {
            FrameId::OUTERMOST => self.resolver.tree.by_expr.get(&expr).copied(),
            _ => None,
        };
        let Some(id) = id else {
            return parts.iter().for_each(|part| self.branch(frame, *part, Demand::Value));
        };
        let (accesses, effects) = self.now();
        let around = self.within.replace(id);
        self.branches += 1;
        self.elements(id);
        parts.iter().for_each(|part| self.value(frame, *part));
        let branches = self.branches;
        self.branches -= 1;
        self.within = around;
        let found = &mut self.resolver.tree.all[id.0 as usize];
        found.accesses = accesses..self.found.all.len();
        found.effects = effects..self.found.effects.len();
        found.branches = branches;
        found.header = (header.0..accesses, header.1..effects);
        found.is_seen = self.left > 0;
    }

    /// Notes that what an iterator gives by value is read in each turn. What it hands out by reference is used where the variables
    /// are.
    fn elements(&mut self, id: LoopId) {
        let Some(pattern) = self.resolver.turn_pattern(id) else { return };
        let stream = self.resolver.stream_of_loop(id);
        let body = self.body(FrameId::OUTERMOST);
        let looped = self.resolver.tree.all[id.0 as usize].expr;
        let mut noted: Vec<Location> = Vec::new();
        for variable in crate::model::outline::bindings(body.facts, pattern) {
            if matches!(body.pattern_ty(variable), Ty::Ref(..)) {
                continue;
            }
            if let Some(Element::At(at)) = self.resolver.bound(pattern, &stream, id, variable)
                && !matches!(at.base, Base::Value(_))
                && !noted.contains(&at)
            {
                noted.push(at.clone());
                self.note(FrameId::OUTERMOST, looped, at, AccessKind::Read);
            }
        }
    }

    /// What an iterator is made of: what it walks is used in the loops that it runs.
    fn chain(&mut self, frame: FrameId, expr: ExprId) {
        let body = self.body(frame);
        match &body.facts[expr].kind {
            ExprKind::Reference { operand, .. } => self.visit(frame, *operand, Demand::Place),
            ExprKind::Path(_) => {}
            ExprKind::MethodCall { .. } | ExprKind::Field { .. } | ExprKind::Index { .. } => {
                self.visit(frame, expr, Demand::Place);
            }
            _ => self.value(frame, expr),
        }
    }

    /// A closure where it is written and handed on.
    fn closure(&mut self, frame: FrameId, expr: ExprId, inside: ExprId) {
        let header = self.now();
        self.looped(frame, expr, &[inside], header);
    }

    /// A closure that a variable keeps: what it does is seen where it is called. Loops in it are looked at here.
    fn kept_closure(&mut self, frame: FrameId, closure: ExprId) {
        let body = self.body(frame);
        let span = body.facts[closure].span;
        let has_loop = frame == FrameId::OUTERMOST && self.resolver.tree.has_loop_in(body, span);
        if let ExprKind::Closure { body: inside, .. } = &body.facts[closure].kind
            && has_loop
        {
            self.branch(frame, *inside, Demand::Value);
        }
    }

    // Calls

    /// What a function does that is looked into.
    fn run(&mut self, inner: FrameId, demand: Demand) {
        let body = self.body(inner);
        let root = match self.resolver.frames[inner].closure {
            Some(closure) => match &body.facts[closure].kind {
                ExprKind::Closure { body: inside, .. } => *inside,
                _ => return,
            },
            None => body.facts.root,
        };
        self.visit(inner, root, demand);
    }

    fn index_function(&mut self, frame: FrameId, expr: ExprId, base: ExprId, index: ExprId) -> Option<FrameId> {
        if self.resolver.is_indexed(frame, base) {
            return None;
        }
        self.resolver.enter_index(frame, expr, base, index)
    }

    fn call(&mut self, frame: FrameId, expr: ExprId, callee: ExprId, args: &[ExprId], demand: Demand) {
        let body = self.body(frame);
        if let Some(inner) = self.resolver.enter(frame, expr) {
            self.arguments(frame, args);
            return self.run(inner, demand);
        }
        match body.resolution(callee) {
            // A tuple struct or variant is made.
            Some(Resolution::Def(def))
                if matches!(
                    self.resolver.model.def(def).kind,
                    DefKind::Struct | DefKind::Variant | DefKind::Union
                ) =>
            {
                return args.iter().for_each(|arg| self.value(frame, *arg));
            }
            _ => {}
        }
        self.foreign(frame, expr, None, args, demand);
    }

    fn method(&mut self, frame: FrameId, expr: ExprId, receiver: ExprId, args: &[ExprId], demand: Demand) {
        if let Some(inner) = self.resolver.enter(frame, expr) {
            self.parts_of_place(frame, receiver);
            self.arguments(frame, args);
            return self.run(inner, demand);
        }
        self.foreign(frame, expr, Some(receiver), args, demand);
    }

    /// Arguments of a function that is looked into: what references lead to is used there.
    fn arguments(&mut self, frame: FrameId, args: &[ExprId]) {
        let body = self.body(frame);
        for &arg in args {
            match &body.facts[arg].kind {
                ExprKind::Closure { body: inside, .. } => {
                    if frame == FrameId::OUTERMOST && self.resolver.tree.by_expr.contains_key(&arg) {
                        self.looped(frame, arg, &[*inside], self.now());
                    } else {
                        self.kept_closure(frame, arg);
                    }
                }
                ExprKind::Reference { operand, .. } => self.visit(frame, *operand, Demand::Place),
                _ if self.resolver.carries_reference(body.ty(arg)) => self.visit(frame, arg, Demand::Place),
                _ => self.value(frame, arg),
            }
        }
    }

    /// A function whose body is not at hand.
    fn foreign(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        receiver: Option<ExprId>,
        args: &[ExprId],
        demand: Demand,
    ) {
        let body = self.body(frame);
        let effects = self.model_effects(frame, expr);
        let is_pure = purity::of_call(self.resolver.model, body, expr);
        let header = self.now();
        if let Some(receiver) = receiver {
            self.receive(frame, expr, receiver, effects, is_pure, demand);
        }
        let swaps = args.len() == 2 && self.is_swap(frame, expr);
        for &arg in args {
            match &body.facts[arg].kind {
                _ if swaps => self.value(frame, arg),
                ExprKind::Closure { body: inside, .. } => self.looped(frame, arg, &[*inside], header),
                ExprKind::Path(_) if matches!(body.ty(arg), Ty::Closure(..)) => self.handed_closure(frame, arg),
                ExprKind::Reference { operand, .. }
                    if matches!(body.ty(*operand), Ty::Closure(..)) => self.handed_closure(frame, *operand),
                _ if matches!(body.ty(arg), Ty::FnItem(..)) => self.handed_function(frame, expr, arg),
                _ if matches!(body.ty(arg), Ty::Ref(true, _)) => {
                    self.visit(frame, arg, Demand::Update(None));
                }
                _ if effects.has(Effects::TAKES) => {
                    self.chain(frame, arg);
                    if !effects.has(Effects::ADAPTS) {
                        self.read_all(frame, arg);
                    }
                }
                _ if self.resolver.carries_reference(body.ty(arg)) => {
                    self.visit(frame, arg, Demand::Place);
                    self.read_all(frame, arg);
                }
                _ => self.value(frame, arg),
            }
        }
        if effects.has(Effects::SPAWNS.or(Effects::LOCKS).or(Effects::EXITS)) {
            self.effect(frame, expr, EffectKind::Observable);
        } else if receiver.is_some_and(|receiver| matches!(body.ty(receiver), Ty::Pointer(..))) {
            self.effect(frame, expr, EffectKind::Pointer);
        } else if !is_pure {
            self.effect(frame, expr, EffectKind::Call);
        }
    }

    fn model_effects(&self, frame: FrameId, expr: ExprId) -> Effects {
        self.resolver.model.effects(self.body(frame), expr)
    }

    /// Notes that all of what an expression reaches is read.
    fn read_all(&mut self, frame: FrameId, expr: ExprId) {
        let at = self.resolver.locate(frame, expr);
        if !matches!(at.base, Base::Value(_)) {
            self.note(frame, expr, at.then(Step::Some), AccessKind::Read);
        }
    }

    /// What a function of a library does with its receiver.
    fn receive(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        receiver: ExprId,
        effects: Effects,
        is_pure: bool,
        demand: Demand,
    ) {
        let body = self.body(frame);
        if effects.has(Effects::VIEWS) && is_pure {
            // What is done with what it hands out is done with the receiver.
            return self.visit(frame, receiver, demand);
        }
        if is_integer(body.ty(receiver)) {
            let changes = purity::takes_exclusively(self.resolver.model, body, expr);
            return self.visit(frame, receiver, if changes { Demand::Update(None) } else { Demand::Value });
        }
        if effects.has(Effects::MEASURES) && !effects.has(Effects::WALKS) && self.resolver.is_indexed(frame, receiver) {
            self.parts_of_place(frame, receiver);
            let at = self.resolver.locate(frame, receiver).then(Step::Length);
            if !matches!(at.base, Base::Value(_)) {
                self.note(frame, expr, at, AccessKind::Read);
            }
            return;
        }
        if effects == Effects::LOOKS_UP || effects == Effects::FIRST {
            let found = self.resolver.locate(frame, expr);
            let is_element = !matches!(found.base, Base::Value(_) | Base::Anywhere)
                && self.resolver.is_indexed(frame, receiver);
            if is_element {
                self.parts_of_place(frame, receiver);
                return match demand {
                    Demand::Place => {}
                    Demand::Value => self.note(frame, expr, found, AccessKind::Read),
                    Demand::Write => self.note(frame, expr, found, AccessKind::Write),
                    Demand::Update(operation) => self.note(frame, expr, found, AccessKind::Update(operation)),
                };
            }
        }
        if self.is_swap(frame, expr) {
            return self.swap(frame, expr, receiver);
        }
        let is_chain = effects.has(Effects::ITERATES.or(Effects::ADAPTS));
        let exclusive = purity::takes_exclusively(self.resolver.model, body, expr);
        if is_chain || effects.has(Effects::WALKS) && is_chain_expr(self, frame, receiver) {
            self.chain(frame, receiver);
            let is_base = effects.has(Effects::ITERATES) && !is_chain_expr(self, frame, receiver);
            if is_base {
                self.walked(frame, expr, receiver, exclusive);
            }
            return;
        }
        self.parts_of_place(frame, receiver);
        let at = self.resolver.locate(frame, receiver);
        if matches!(at.base, Base::Value(_)) {
            return;
        }
        let by_reference = self.resolver.carries_reference(body.ty(receiver));
        let is_shared = matches!(body.ty(receiver), Ty::Ref(false, _));
        let kind = if exclusive || demand == Demand::Update(None) || !is_pure && by_reference && !is_shared {
            AccessKind::Update(None)
        } else {
            AccessKind::Read
        };
        self.note(frame, expr, at, kind);
    }

    /// `v.iter()`, `v.drain(..)`: what is walked is read, and used where the variables of the loop are.
    fn walked(&mut self, frame: FrameId, call: ExprId, receiver: ExprId, exclusive: bool) {
        let at = self.resolver.locate(frame, receiver);
        if matches!(at.base, Base::Value(_)) {
            return;
        }
        if exclusive {
            // Loops that know their elements note what they do with them.
            if !self.is_seen_through(frame, call) {
                self.note(frame, call, at.then(Step::Some), AccessKind::Update(None));
            }
        } else {
            self.note(frame, call, at.then(Step::Some), AccessKind::Read);
        }
    }

    /// Whether the loop that an exclusive iterator runs tells which elements its variables are.
    fn is_seen_through(&mut self, frame: FrameId, call: ExprId) -> bool {
        if frame != FrameId::OUTERMOST {
            return false;
        }
        let body = self.body(frame);
        let mut child = call;
        for up in body.ancestors(call) {
            match &body.facts[up].kind {
                ExprKind::For { iterable, .. } => return *iterable == child,
                ExprKind::MethodCall { receiver, args, .. } if *receiver == child || args.contains(&child) => {
                    let runs = args.iter().any(|arg| {
                        self.resolver.tree.by_expr.get(arg).is_some_and(|id| {
                            matches!(self.resolver.tree.all[id.0 as usize].form, LoopForm::Adapter(_))
                        })
                    });
                    if runs && self.model_effects(frame, up).has(Effects::WALKS) {
                        return true;
                    }
                    child = up;
                }
                ExprKind::Reference { .. } => child = up,
                _ => return false,
            }
        }
        false
    }

    fn is_swap(&self, frame: FrameId, expr: ExprId) -> bool {
        let body = self.body(frame);
        match &body.facts[expr].kind {
            ExprKind::MethodCall { receiver, name, args, .. } => {
                name == "swap"
                    && args.len() == 2
                    && self.resolver.is_indexed(frame, *receiver)
                    && !self.resolver.is_of_workspace(frame, expr)
            }
            _ => false,
        }
    }

    /// `a.swap(i, j)`
    fn swap(&mut self, frame: FrameId, expr: ExprId, receiver: ExprId) {
        self.parts_of_place(frame, receiver);
        let ExprKind::MethodCall { args, .. } = &self.body(frame).facts[expr].kind else { return };
        let at = self.resolver.locate(frame, receiver);
        if matches!(at.base, Base::Value(_)) {
            return;
        }
        for &arg in args {
            let number = self.resolver.number(frame, arg);
            self.note(frame, expr, at.clone().then(Step::Element(number)), AccessKind::Update(None));
        }
    }

    /// A closure in a variable that is handed on: what it does may be done again and again.
    fn handed_closure(&mut self, frame: FrameId, arg: ExprId) {
        match self.resolver.closure_called(frame, arg) {
            Some((home, closure)) => {
                let body = self.body(home);
                if let ExprKind::Closure { body: inside, .. } = &body.facts[closure].kind {
                    let before = self.found.all.len();
                    self.branch(home, *inside, Demand::Value);
                    // Its parameters are not known here.
                    for access in &mut self.found.all[before..] {
                        forget(&mut access.at);
                    }
                }
            }
            None => self.effect(frame, arg, EffectKind::Call),
        }
    }

    /// A function that is handed on.
    fn handed_function(&mut self, frame: FrameId, call: ExprId, arg: ExprId) {
        let body = self.body(frame);
        let Ty::FnItem(function, _) = body.ty(arg) else { return };
        let def = self.resolver.model.def(*function);
        let makes = matches!(def.kind, DefKind::Struct | DefKind::Variant);
        if !makes && !purity::of_function(self.resolver.model, *function) {
            self.effect(frame, call, EffectKind::Call);
        }
    }
}

/// Leaves of a location only where it starts and the fields.
fn forget(at: &mut Location) {
    let known = at.steps.iter().take_while(|step| matches!(step, Step::Field(..) | Step::Part(_))).count();
    at.steps.truncate(known);
    at.steps.push(Step::Some);
}

/// Whether an expression is an iterator already.
fn is_chain_expr(walk: &Walk<'_, '_, '_>, frame: FrameId, expr: ExprId) -> bool {
    match &walk.body(frame).facts[expr].kind {
        ExprKind::MethodCall { .. } => {
            !walk.resolver.is_of_workspace(frame, expr)
                && walk.model_effects(frame, expr).has(Effects::ITERATES.or(Effects::ADAPTS))
        }
        ExprKind::Range { .. } => true,
        _ => false,
    }
}

fn operation(op: BinaryOp) -> Option<Operation> {
    Some(match op {
        BinaryOp::Add | BinaryOp::Sub => Operation::Sum,
        BinaryOp::Mul => Operation::Product,
        BinaryOp::BitAnd => Operation::And,
        BinaryOp::BitOr => Operation::Or,
        BinaryOp::BitXor => Operation::Xor,
        _ => return None,
    })
}

/// The reduction that an operation on numbers of a type is, if it is one.
fn reduction(operation: Operation, ty: &Ty) -> Option<Reduction> {
    let chooses = matches!(operation, Operation::Minimum | Operation::Maximum);
    let arithmetic = match ty.without_references() {
        Ty::Primitive(primitive) if primitive.is_integer() || *primitive == Primitive::Bool => Arithmetic::Exact,
        Ty::Primitive(primitive) if primitive.is_float() && chooses => Arithmetic::Exact,
        Ty::Primitive(primitive) if primitive.is_float() => Arithmetic::Rounded,
        Ty::Param(_) => Arithmetic::Generic,
        _ => return None,
    };
    Some(Reduction { operation, arithmetic })
}

fn is_number(ty: &Ty) -> bool {
    matches!(ty.without_references(), Ty::Primitive(primitive) if primitive.is_integer() || primitive.is_float())
}

/// Whether two expressions are written alike.
fn same_text(body: &Body<'_>, one: ExprId, another: ExprId, depth: u32) -> bool {
    if depth > 16 {
        return false;
    }
    let (left, right) = (&body.facts[one].kind, &body.facts[another].kind);
    let shallow = match (left, right) {
        (ExprKind::Path(_), ExprKind::Path(_)) => {
            body.resolution(one).is_some() && body.resolution(one) == body.resolution(another)
        }
        (ExprKind::Literal(one), ExprKind::Literal(another)) => one == another,
        (ExprKind::Field { name, .. }, ExprKind::Field { name: other, .. }) => name == other,
        (ExprKind::Binary { op, .. }, ExprKind::Binary { op: other, .. }) => op == other,
        (ExprKind::Index { .. }, ExprKind::Index { .. })
        | (ExprKind::Deref(_), ExprKind::Deref(_))
        | (ExprKind::Negate(_), ExprKind::Negate(_)) => true,
        _ => false,
    };
    let (left, right) = (children(left), children(right));
    shallow
        && left.len() == right.len()
        && left.iter().zip(&right).all(|(one, another)| same_text(body, *one, *another, depth + 1))
}
