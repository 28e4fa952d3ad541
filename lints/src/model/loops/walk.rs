//! Gathers what a body reads and writes, in order.
use super::access::{Access, AccessKind, Accesses, Effect, EffectKind, Reduction};
use super::affine::LoopId;
use super::location::{Base, Location};
use super::purity;
use super::reach::may_be_variable;
use super::reduction::{operation, reduction};
use super::resolve::{FrameId, Resolver};
use super::stream::Element;
use crate::model::{Body, DefKind, Resolution, Ty, children, outline};
use crate::source::facts::{BinaryOp, BlockFlavour, ExprId, ExprKind, MacroArgs, PatKind, StatementKind};

/// What is wanted of an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Demand {
    /// Its value.
    Value,
    /// Nothing but what its parts do: what it reaches is used elsewhere.
    Place,
    /// To put a value there.
    Write,
    /// To put a value there that is made of the one it had.
    Update(Option<Reduction>),
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

pub(super) struct Walk<'r, 'm, 'a> {
    pub(super) resolver: &'r mut Resolver<'m, 'a>,
    pub(super) found: Accesses,
    within: Option<LoopId>,
    branches: u32,
    depth: u32,
    /// So many expressions may still be visited.
    left: usize,
}

impl<'m, 'a> Walk<'_, 'm, 'a> {
    pub(super) fn body(&self, frame: FrameId) -> &'m Body<'a> {
        self.resolver.frames[frame].body
    }

    /// The expression of the outermost body that stands for one.
    fn shown(&self, frame: FrameId, expr: ExprId) -> ExprId {
        self.resolver.frames[frame].call.unwrap_or(expr)
    }

    pub(super) fn effect(&mut self, frame: FrameId, expr: ExprId, kind: EffectKind) {
        let expr = self.shown(frame, expr);
        self.found.effects.push(Effect { expr, kind, within: self.within });
    }

    pub(super) fn note(&mut self, frame: FrameId, expr: ExprId, at: Location, kind: AccessKind) {
        // What a function that is looked into has for itself is nobody's concern.
        if matches!(at.base, Base::Inner(..)) {
            return;
        }
        let expr = self.shown(frame, expr);
        self.found.all.push(Access { at, kind, expr, within: self.within, branches: self.branches });
    }

    pub(super) fn value(&mut self, frame: FrameId, expr: ExprId) {
        self.visit(frame, expr, Demand::Value);
    }

    pub(super) fn visit(&mut self, frame: FrameId, expr: ExprId, demand: Demand) {
        if self.depth >= DEEPEST || self.left == 0 {
            return self.effect(frame, expr, EffectKind::Unknown);
        }
        self.depth += 1;
        self.left -= 1;
        self.visit_one(frame, expr, demand);
        self.depth -= 1;
    }

    /// Visits what runs only in some cases.
    pub(super) fn branch(&mut self, frame: FrameId, expr: ExprId, demand: Demand) {
        self.branches += 1;
        self.visit(frame, expr, demand);
        self.branches -= 1;
    }

    fn visit_one(&mut self, frame: FrameId, expr: ExprId, demand: Demand) {
        let body = self.body(frame);
        // What is made here, or what stood where something is assigned, goes out of scope some time.
        let goes = match &body.facts[expr].kind {
            ExprKind::Assign { left, .. } => Some(*left),
            ExprKind::Struct { .. } | ExprKind::Call { .. } | ExprKind::MethodCall { .. } | ExprKind::Macro { .. } => {
                Some(expr)
            }
            _ => None,
        };
        if goes.is_some_and(|it| purity::runs_when_dropped(self.resolver.model, body.ty(it))) {
            self.effect(frame, expr, EffectKind::Observable);
        }
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
    pub(super) fn parts_of_place(&mut self, frame: FrameId, base: ExprId) {
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
        if demand == Demand::Value
            && matches!(body.facts[expr].kind, ExprKind::Path(_))
            && self.is_constant(frame, expr)
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

    /// How many accesses and effects there are by now.
    pub(super) fn now(&self) -> (usize, usize) {
        (self.found.all.len(), self.found.effects.len())
    }

    /// A loop, whose header was visited since `header`.
    pub(super) fn looped(&mut self, frame: FrameId, expr: ExprId, parts: &[ExprId], header: (usize, usize)) {
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
        for variable in outline::bindings(body.facts, pattern) {
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
    pub(super) fn chain(&mut self, frame: FrameId, expr: ExprId) {
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
                if matches!(self.resolver.model.def(def).kind, DefKind::Struct | DefKind::Variant | DefKind::Union) =>
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
}
