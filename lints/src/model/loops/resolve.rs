//! What expressions reach and what numbers they are, seen through variables, accessors and closures.
use rustc_hash::{FxHashMap, FxHashSet};

use super::affine::{Atom, LoopId, Polynomial, SymbolId, VariableId};
use super::location::{Base, Location, Step};
use super::stream::{Element, Stream};
use super::tree::{LoopForm, Tree};
use super::variables::Variable;
use crate::model::access::tail;
use crate::model::effects::Effects;
use crate::model::traits::Head;
use crate::model::{Binding, Body, BodyId, DefId, DefKind, Known, Model, Primitive, Resolution, Ty, children};
use crate::source::facts::{BinaryOp, ExprId, ExprKind, Literal, PatId, PatKind, StatementKind};
use crate::source::name::Name;

/// Expressions are followed through so many expressions, variables and calls.
const FARTHEST: u32 = 48;
/// Functions are looked into through so many calls,
const DEEPEST_CALL: u32 = 4;
/// so many times in all for one body,
const MOST_FRAMES: usize = 4096;
/// so many times for one call in it,
const MOST_OF_CALL: usize = 48;
/// where they have no more expressions than this.
const LARGEST: usize = 400;

/// A body, or a function or closure that is looked into from a call.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct FrameId(pub(super) u32);

impl FrameId {
    /// The body itself.
    pub(super) const OUTERMOST: FrameId = FrameId(0);
}

/// All frames.
#[derive(Debug)]
pub(super) struct Frames<'m, 'a>(Vec<Frame<'m, 'a>>);

impl<'m, 'a> std::ops::Index<FrameId> for Frames<'m, 'a> {
    type Output = Frame<'m, 'a>;
    fn index(&self, id: FrameId) -> &Frame<'m, 'a> {
        &self.0[id.0 as usize]
    }
}

/// Where a function or closure was looked into, and what it was given.
#[derive(Debug)]
pub(super) struct Frame<'m, 'a> {
    pub(super) body: &'m Body<'a>,
    given: FxHashMap<PatId, Given>,
    receiver: Option<(FrameId, ExprId)>,
    /// Of a closure, itself, and where its other variables are.
    pub(super) closure: Option<ExprId>,
    around: Option<FrameId>,
    /// The expression of the outermost body that it all started from.
    pub(super) call: Option<ExprId>,
    caller: Option<FrameId>,
    depth: u32,
    /// What it gives back; none where it returns from several places.
    pub(super) value: Option<ExprId>,
}

/// What a parameter is.
#[derive(Clone, Copy, Debug)]
enum Given {
    Value(FrameId, ExprId),
    PartOf(FrameId, ExprId),
}

/// What a symbol stands for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum SymbolKey {
    /// What a place holds.
    Place(Location),
    /// How many elements a place has.
    Length(Location),
    /// What an operation makes of numbers.
    Operation(Name, Vec<Polynomial>),
    /// A constant.
    Constant(DefId),
    /// A const parameter.
    Parameter(Name),
    /// What a counter is when its loop starts.
    Entry(PatId, LoopId),
    /// What an expression gives: in which frame.
    Expression(u32, ExprId),
}

/// A value that is not looked into.
#[derive(Clone, Debug)]
pub(super) struct Symbol {
    pub(super) key: SymbolKey,
    /// The loops from turn to turn of which it may differ.
    pub(super) varies: Vec<LoopId>,
    /// What it is made of: as long as nothing of this is written, it stays.
    pub(super) reads: Vec<Location>,
}

/// Answers what expressions reach and what numbers they are.
#[derive(Debug)]
pub(super) struct Resolver<'m, 'a> {
    pub(super) model: &'m Model<'a>,
    pub(super) frames: Frames<'m, 'a>,
    pub(super) tree: Tree,
    pub(super) variables: Vec<Variable>,
    pub(super) by_pattern: FxHashMap<PatId, VariableId>,
    pub(super) counters: FxHashMap<(PatId, LoopId), VariableId>,
    pub(super) symbols: Vec<Symbol>,
    by_key: FxHashMap<SymbolKey, SymbolId>,
    numbers: FxHashMap<(FrameId, PatId), Polynomial>,
    locations: FxHashMap<(FrameId, PatId), Location>,
    pub(super) streams: FxHashMap<LoopId, Stream>,
    entered: FxHashMap<(FrameId, ExprId), Option<FrameId>>,
    /// How many frames each call of the outermost body has led to.
    frames_of: FxHashMap<ExprId, usize>,
    referring: FxHashMap<DefId, bool>,
    assigned: FxHashMap<BodyId, FxHashSet<PatId>>,
    depth: u32,
}

impl<'m, 'a> Resolver<'m, 'a> {
    pub(super) fn new(model: &'m Model<'a>, body: &'m Body<'a>) -> Resolver<'m, 'a> {
        let outermost = Frame {
            body,
            given: FxHashMap::default(),
            receiver: None,
            closure: None,
            around: None,
            call: None,
            caller: None,
            depth: 0,
            value: None,
        };
        Resolver {
            model,
            frames: Frames(vec![outermost]),
            tree: Tree::new(model, body),
            variables: Vec::new(),
            by_pattern: FxHashMap::default(),
            counters: FxHashMap::default(),
            symbols: Vec::new(),
            by_key: FxHashMap::default(),
            numbers: FxHashMap::default(),
            locations: FxHashMap::default(),
            streams: FxHashMap::default(),
            entered: FxHashMap::default(),
            frames_of: FxHashMap::default(),
            referring: FxHashMap::default(),
            assigned: FxHashMap::default(),
            depth: 0,
        }
    }

    /// Runs `ask` unless it is too deep already.
    pub(super) fn deeper<R>(&mut self, otherwise: R, ask: impl FnOnce(&mut Self) -> R) -> R {
        if self.depth >= FARTHEST {
            return otherwise;
        }
        self.depth += 1;
        let found = ask(self);
        self.depth -= 1;
        found
    }

    // Numbers

    /// The number that an expression is.
    pub(super) fn number(&mut self, frame: FrameId, expr: ExprId) -> Polynomial {
        let found = self.deeper(None, |it| it.number_of(frame, expr));
        found.unwrap_or_else(|| self.expression(frame, expr))
    }

    fn number_of(&mut self, frame: FrameId, expr: ExprId) -> Option<Polynomial> {
        let body = self.frames[frame].body;
        match &body.facts[expr].kind {
            ExprKind::Literal(Literal::Int(value, _)) => Some(Polynomial::constant(i64::try_from((*value)?).ok()?)),
            ExprKind::Path(path) => match body.resolution(expr) {
                Some(Resolution::Local(variable)) => Some(self.number_of_variable(frame, variable, expr)),
                Some(Resolution::Global(def)) => {
                    if let Some(value) = self.model.constant(body, expr) {
                        return Some(Polynomial::constant(i64::try_from(value).ok()?));
                    }
                    let named = self.model.def(def);
                    let is_constant = named.kind == DefKind::Const;
                    if named.parent.is_some_and(|parent| self.model.def(parent).kind == DefKind::Trait) {
                        // Each type has its own.
                        return None;
                    }
                    Some(match is_constant {
                        true => self.symbol(SymbolKey::Constant(def), Vec::new(), Vec::new()),
                        false => self.held(frame, Location::of(Base::Global(def))),
                    })
                }
                Some(Resolution::ConstParam) => {
                    let name = path.segments.last()?.name;
                    // Of a function that is looked into, the name may mean something else.
                    (frame == FrameId::OUTERMOST || self.frames[frame].around.is_some())
                        .then(|| self.symbol(SymbolKey::Parameter(name), Vec::new(), Vec::new()))
                }
                _ => Some(Polynomial::constant(i64::try_from(self.model.constant(body, expr)?).ok()?)),
            },
            ExprKind::Cast { operand, .. } if keeps_value(body.ty(*operand), body.ty(expr)) => {
                Some(self.number(frame, *operand))
            }
            ExprKind::Deref(operand) | ExprKind::Reference { operand, .. } => Some(self.number(frame, *operand)),
            ExprKind::Block(block) if block.statements.len() == 1 => Some(self.number(frame, tail(body, expr)?)),
            ExprKind::Negate(operand) => self.number(frame, *operand).scaled(-1),
            ExprKind::Binary { op, left, right } => {
                let (left, right) = (self.number(frame, *left), self.number(frame, *right));
                let name = match op {
                    BinaryOp::Add => return left.plus(&right),
                    BinaryOp::Sub => return left.minus(&right),
                    BinaryOp::Mul => return left.times(&right),
                    BinaryOp::Shl => match right.as_constant() {
                        Some(by @ 0..=31) => return left.scaled(1 << by),
                        _ => "<<",
                    },
                    BinaryOp::Div => "/",
                    BinaryOp::Rem => "%",
                    BinaryOp::Shr => ">>",
                    BinaryOp::BitAnd => "&",
                    BinaryOp::BitOr => "|",
                    BinaryOp::BitXor => "^",
                    _ => return None,
                };
                Some(self.operation(name, vec![left, right]))
            }
            ExprKind::Field { .. } | ExprKind::Index { .. } => {
                if let Some((frame, part)) = self.literal_part(frame, expr) {
                    return Some(self.number(frame, part));
                }
                let at = self.locate(frame, expr);
                match at.base {
                    Base::Value(_) | Base::Anywhere => None,
                    _ => Some(self.held(frame, at)),
                }
            }
            ExprKind::MethodCall { receiver, name, args, .. } => {
                self.number_of_method(frame, expr, *receiver, *name, args)
            }
            ExprKind::Call { callee, args } => {
                if let Some(inner) = self.enter(frame, expr) {
                    return self.value_of_call(inner);
                }
                // `usize::from(x)`
                let ExprKind::Path(path) = &body.facts[*callee].kind else { return None };
                match (path.segments.last()?.name.as_str(), args.as_slice()) {
                    ("from", [only]) if is_integer(body.ty(*only)) && is_integer(body.ty(expr)) => {
                        Some(self.number(frame, *only))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn number_of_method(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        receiver: ExprId,
        name: Name,
        args: &[ExprId],
    ) -> Option<Polynomial> {
        if let Some(inner) = self.enter(frame, expr) {
            return self.value_of_call(inner);
        }
        let body = self.frames[frame].body;
        if self.is_of_workspace(frame, expr) {
            return None;
        }
        let effects = self.model.effects(body, expr);
        if name == "len" && effects.has(Effects::MEASURES) && self.is_indexed(frame, receiver) {
            let of = self.locate(frame, receiver);
            return match of.base {
                Base::Value(_) | Base::Anywhere => None,
                _ => Some(self.length(frame, &of, body.ty(receiver))),
            };
        }
        if !is_integer(body.ty(receiver).without_references()) {
            return None;
        }
        match (name.as_str(), args) {
            ("clone" | "to_owned" | "into" | "borrow", []) => Some(self.number(frame, receiver)),
            ("wrapping_add" | "wrapping_sub" | "wrapping_mul" | "saturating_sub" | "saturating_add" | "min" | "max"
            | "abs_diff" | "rem_euclid" | "div_euclid" | "pow" | "div_ceil", [other]) => {
                let parts = vec![self.number(frame, receiver), self.number(frame, *other)];
                Some(self.operation(name.as_str(), parts))
            }
            ("abs" | "is_power_of_two" | "next_power_of_two" | "trailing_zeros", []) => {
                let part = self.number(frame, receiver);
                Some(self.operation(name.as_str(), vec![part]))
            }
            _ => None,
        }
    }

    /// What a function that is looked into gives back.
    fn value_of_call(&mut self, inner: FrameId) -> Option<Polynomial> {
        let value = self.frames[inner].value?;
        Some(self.number(inner, value))
    }

    fn number_of_variable(&mut self, frame: FrameId, variable: PatId, at: ExprId) -> Polynomial {
        let body = self.frames[frame].body;
        let (home, given) = self.look_up(frame, variable);
        let is_fixed = matches!(body.facts[variable].kind, PatKind::Bind { mutable: false, by_reference: false, .. });
        if let Some(Given::Value(frame, expr)) = given
            && is_fixed
        {
            return self.number(frame, expr);
        }
        if home == FrameId::OUTERMOST {
            if let Some(&id) = self.by_pattern.get(&variable) {
                return Polynomial::atom(Atom::Variable(id));
            }
            if let Some(number) = self.counter(variable, at) {
                return number;
            }
        }
        if let Some(known) = self.numbers.get(&(frame, variable)) {
            return known.clone();
        }
        let init = match body.binding(variable) {
            Some(Binding::Let { whole: true, init }) if is_fixed => init,
            Some(Binding::Let { whole: false, init: Some(init) }) if is_fixed => self.part_bound(frame, variable, init),
            _ => None,
        };
        let number = match init {
            Some(init) if self.may_be_number(body.ty(init)) && !self.is_opaque(frame, init) => self.number(frame, init),
            _ => {
                let place = self.locate_variable(frame, variable);
                match place.base {
                    Base::Anywhere | Base::Value(_) => {
                        let own = self.own_base(frame, variable);
                        self.held(frame, Location::of(own))
                    }
                    _ => self.held(frame, place),
                }
            }
        };
        self.numbers.insert((frame, variable), number.clone());
        number
    }

    /// Whether an expression gives a number that is not looked into: then the variable has the better name for it.
    fn is_opaque(&mut self, frame: FrameId, expr: ExprId) -> bool {
        let number = self.number(frame, expr);
        let mut terms = number.terms();
        let symbol = match (terms.next(), terms.next()) {
            (Some(([Atom::Symbol(id)], 1)), None) => &self.symbols[id.0 as usize],
            _ => return false,
        };
        matches!(symbol.key, SymbolKey::Expression(..))
    }

    fn may_be_number(&self, ty: &Ty) -> bool {
        is_integer(ty.without_references()) || matches!(ty.without_references(), Ty::Unknown)
    }

    /// The part of a tuple that a variable is bound to: `let (w, h) = (a, b);`
    fn part_bound(&self, frame: FrameId, variable: PatId, init: ExprId) -> Option<ExprId> {
        if frame_is_outermost_text(&self.frames, frame) {
            return self.tree.parts.get(&variable).copied();
        }
        let body = self.frames[frame].body;
        let ExprKind::Tuple(values) = &body.facts[init].kind else { return None };
        let statement = body.statement_at(body.statement(init)?)?;
        let StatementKind::Let { pattern, .. } = &statement.kind else { return None };
        let PatKind::Tuple(parts) = &body.facts[*pattern].kind else { return None };
        let has_rest = parts.iter().any(|part| matches!(body.facts[*part].kind, PatKind::Rest));
        let at = parts.iter().position(|part| *part == variable)?;
        if has_rest { None } else { values.get(at).copied() }
    }

    /// What a counter is where it stands: before its step in the turn, or behind it.
    fn counter(&self, variable: PatId, at: ExprId) -> Option<Polynomial> {
        let body = self.frames[FrameId::OUTERMOST].body;
        let span = body.facts.exprs.get(at.0 as usize)?.span;
        self.tree.outwards(self.tree.around(at)).find_map(|within| {
            let id = *self.counters.get(&(variable, within))?;
            let counter = &self.variables[id.0 as usize];
            let number = Polynomial::atom(Atom::Variable(id));
            let is_stepped = counter.stepped.is_some_and(|at| span.start >= body.facts[at].span.end);
            match (is_stepped, counter.steps_first) {
                (true, false) => number.plus(&counter.step),
                (false, true) => number.minus(&counter.step),
                _ => Some(number),
            }
        })
    }

    /// `(a, b).0`, `[a, b][0]`, also where a parameter or variable holds the tuple.
    fn literal_part(&mut self, frame: FrameId, expr: ExprId) -> Option<(FrameId, ExprId)> {
        let body = self.frames[frame].body;
        let (base, number) = match &body.facts[expr].kind {
            ExprKind::Field { base, name, .. } => (*base, name.as_str().parse::<usize>().ok()?),
            ExprKind::Index { base, index } => (*base, usize::try_from(self.model.constant(body, *index)?).ok()?),
            _ => return None,
        };
        let (mut frame, mut at) = (frame, base);
        for _ in 0..FARTHEST {
            let body = self.frames[frame].body;
            match &body.facts[at].kind {
                ExprKind::Tuple(parts) | ExprKind::Array(parts) => return Some((frame, *parts.get(number)?)),
                ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) => at = *operand,
                ExprKind::Path(_) => {
                    let Some(Resolution::Local(variable)) = body.resolution(at) else { return None };
                    let fixed = matches!(body.facts[variable].kind, PatKind::Bind { mutable: false, .. });
                    match (self.look_up(frame, variable).1, body.binding(variable)) {
                        (Some(Given::Value(of, expr)), _) if fixed => (frame, at) = (of, expr),
                        (None, Some(Binding::Let { whole: true, init: Some(init) })) if fixed => at = init,
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
        None
    }

    // Symbols

    /// The symbol for a value, as a number.
    pub(super) fn symbol(&mut self, key: SymbolKey, mut varies: Vec<LoopId>, reads: Vec<Location>) -> Polynomial {
        let id = match self.by_key.get(&key) {
            Some(id) => *id,
            None => {
                let id = SymbolId(self.symbols.len() as u32);
                varies.sort_unstable();
                varies.dedup();
                self.by_key.insert(key.clone(), id);
                self.symbols.push(Symbol { key, varies, reads });
                id
            }
        };
        Polynomial::atom(Atom::Symbol(id))
    }

    /// What an expression gives, whatever that is.
    fn expression(&mut self, frame: FrameId, expr: ExprId) -> Polynomial {
        let varies = self.loops_around(frame, expr);
        self.symbol(SymbolKey::Expression(frame.0, expr), varies, Vec::new())
    }

    fn operation(&mut self, name: &str, parts: Vec<Polynomial>) -> Polynomial {
        if let [left, right] = parts.as_slice()
            && let (Some(left), Some(right)) = (left.as_constant(), right.as_constant())
            && let Some(value) = operate(name, left, right)
        {
            return Polynomial::constant(value);
        }
        let (varies, reads) = self.made_of(parts.iter());
        self.symbol(SymbolKey::Operation(Name::new(name), parts), varies, reads)
    }

    /// What a place holds.
    fn held(&mut self, frame: FrameId, at: Location) -> Polynomial {
        let (varies, mut reads) = self.made_of_location(frame, &at);
        reads.push(at.clone());
        self.symbol(SymbolKey::Place(at), varies, reads)
    }

    pub(super) fn length_symbol(&mut self, frame: FrameId, of: Location) -> Polynomial {
        let (varies, mut reads) = self.made_of_location(frame, &of);
        reads.push(of.clone().then(Step::Length));
        self.symbol(SymbolKey::Length(of), varies, reads)
    }

    fn made_of_location(&self, frame: FrameId, at: &Location) -> (Vec<LoopId>, Vec<Location>) {
        let numbers = at.steps.iter().flat_map(|step| match step {
            Step::Element(number) | Step::Found(number) | Step::Slice { start: number, .. } => [Some(number), None],
            Step::Chunk { number, width } => [Some(number), Some(width)],
            _ => [None, None],
        });
        let (mut varies, reads) = self.made_of(numbers.flatten());
        match at.base {
            Base::Variable(variable) => varies.extend(self.tree.outwards(self.tree.declared_in(variable))),
            Base::Inner(frame, _) => varies.extend(self.loops_around_frame(FrameId(frame))),
            Base::Value(expr) => varies.extend(self.loops_around(frame, expr)),
            _ => {}
        }
        (varies, reads)
    }

    /// What numbers vary with, and what they are made of.
    fn made_of<'p>(&self, numbers: impl Iterator<Item = &'p Polynomial>) -> (Vec<LoopId>, Vec<Location>) {
        let (mut varies, mut reads) = (Vec::new(), Vec::new());
        let mut open: Vec<Atom> = numbers.flat_map(Polynomial::atoms).collect();
        let mut met: FxHashSet<Atom> = FxHashSet::default();
        while let Some(atom) = open.pop() {
            if !met.insert(atom) {
                continue;
            }
            match atom {
                Atom::Turn(id) => varies.push(id),
                Atom::Variable(id) => {
                    let variable = &self.variables[id.0 as usize];
                    varies.push(variable.of);
                    open.extend(variable.start.atoms().chain(variable.step.atoms()));
                }
                Atom::Symbol(id) => {
                    let symbol = &self.symbols[id.0 as usize];
                    varies.extend(&symbol.varies);
                    reads.extend(symbol.reads.iter().cloned());
                }
            }
        }
        reads.sort_unstable_by_key(|at| at.steps.len());
        reads.dedup();
        (varies, reads)
    }

    /// The loops that run an expression again and again.
    fn loops_around(&self, frame: FrameId, expr: ExprId) -> Vec<LoopId> {
        let mut all: Vec<LoopId> = self.loops_around_frame(frame);
        if std::ptr::eq(self.frames[frame].body, self.frames[FrameId::OUTERMOST].body) {
            all.extend(self.tree.outwards(self.tree.around(expr)));
        }
        all
    }

    fn loops_around_frame(&self, frame: FrameId) -> Vec<LoopId> {
        let call = self.frames[frame].call;
        call.map_or(Vec::new(), |call| self.tree.outwards(self.tree.around(call)).collect())
    }

    // Locations

    /// What an expression reaches.
    pub(super) fn locate(&mut self, frame: FrameId, expr: ExprId) -> Location {
        self.deeper(Location::anywhere(), |it| it.locate_one(frame, expr))
    }

    fn locate_one(&mut self, frame: FrameId, expr: ExprId) -> Location {
        let body = self.frames[frame].body;
        match &body.facts[expr].kind {
            ExprKind::Path(_) => match body.resolution(expr) {
                Some(Resolution::Local(variable)) => self.locate_variable(frame, variable),
                Some(Resolution::SelfReceiver) => self.locate_receiver(frame),
                Some(Resolution::Global(def)) => Location::of(Base::Global(self.model.definitions().original(def))),
                Some(_) => Location::of(Base::Value(expr)),
                None if may_be_variable(body, expr) => Location::anywhere(),
                None => Location::of(Base::Value(expr)),
            },
            ExprKind::Field { base, name, .. } => {
                let step = match body.field(expr) {
                    Some((owner, _)) if self.model.def(owner).kind == DefKind::Union => Step::Some,
                    Some((owner, index)) => Step::Field(self.model.definitions().original(owner), index),
                    None => name.as_str().parse().map_or(Step::Some, Step::Part),
                };
                self.locate(frame, *base).then(step)
            }
            ExprKind::Index { base, index } => self.locate_index(frame, expr, *base, *index),
            ExprKind::Deref(operand) => match body.ty(*operand) {
                Ty::Pointer(..) => Location::anywhere(),
                _ => self.locate(frame, *operand),
            },
            ExprKind::Reference { operand, .. } | ExprKind::Try(operand) => self.locate(frame, *operand),
            ExprKind::Block(_) => match tail(body, expr) {
                Some(last) => self.locate(frame, last),
                None => Location::of(Base::Value(expr)),
            },
            ExprKind::MethodCall { receiver, name, args, .. } => {
                self.locate_method(frame, expr, *receiver, name.as_str(), args)
            }
            ExprKind::Call { .. } => match self.enter(frame, expr) {
                Some(inner) => self.locate_value(frame, expr, inner),
                None => self.locate_made(frame, expr),
            },
            ExprKind::Literal(_) | ExprKind::Closure { .. } | ExprKind::Range { .. } => {
                Location::of(Base::Value(expr))
            }
            ExprKind::If { then, otherwise: Some(otherwise), .. } => {
                self.locate_one_of(frame, expr, &[*then, *otherwise])
            }
            ExprKind::Match { arms, .. } => {
                let arms: Vec<ExprId> = arms.iter().map(|arm| arm.body).collect();
                self.locate_one_of(frame, expr, &arms)
            }
            _ => self.locate_made(frame, expr),
        }
    }

    /// What one of several expressions reaches: what they have in common.
    fn locate_one_of(&mut self, frame: FrameId, expr: ExprId, ways: &[ExprId]) -> Location {
        let body = self.frames[frame].body;
        if !self.carries_reference(body.ty(expr)) {
            return Location::of(Base::Value(expr));
        }
        let mut common: Option<Location> = None;
        for &way in ways {
            if matches!(body.ty(way), Ty::Never) {
                continue;
            }
            let found = self.locate(frame, way);
            common = Some(match common {
                _ if matches!(found.base, Base::Value(_)) => return self.locate_made(frame, expr),
                None => found,
                Some(known) if known == found => known,
                Some(known) if known.base == found.base => {
                    let alike = known.steps.iter().zip(&found.steps).take_while(|(one, another)| one == another);
                    let steps = alike.map(|(step, _)| step.clone()).collect();
                    Location { base: known.base, steps }.then(Step::Some)
                }
                Some(_) => return Location::anywhere(),
            });
        }
        common.unwrap_or_else(|| self.locate_made(frame, expr))
    }

    /// What an expression makes, or hands on from somewhere that is not seen.
    fn locate_made(&mut self, frame: FrameId, expr: ExprId) -> Location {
        let body = self.frames[frame].body;
        if !self.carries_reference(body.ty(expr)) {
            return Location::of(Base::Value(expr));
        }
        let mut origins: Vec<Location> = Vec::new();
        let mut open = vec![expr];
        let mut seen = 0;
        while let Some(next) = open.pop() {
            seen += 1;
            if seen > LARGEST {
                return Location::anywhere();
            }
            match &body.facts[next].kind {
                ExprKind::Path(_) => {
                    let from = match body.resolution(next) {
                        Some(Resolution::Local(_) | Resolution::SelfReceiver) => self.locate(frame, next),
                        Some(Resolution::Global(def)) if self.model.def(def).kind == DefKind::Static => {
                            self.locate(frame, next)
                        }
                        _ => continue,
                    };
                    if matches!(body.ty(next), Ty::Pointer(..)) {
                        return Location::anywhere();
                    }
                    if matches!(from.base, Base::Value(_)) || !self.may_lend(body.ty(next)) {
                        continue;
                    }
                    let from = from.then(Step::Some);
                    if !origins.contains(&from) {
                        origins.push(from);
                    }
                }
                ExprKind::Index { base, .. } => open.push(*base),
                kind => open.extend(children(kind)),
            }
        }
        match origins.len() {
            0 => Location::of(Base::Value(expr)),
            1 => origins.swap_remove(0),
            _ => Location::anywhere(),
        }
    }

    /// Whether something can be borrowed from a value of a type that is worth a thought: numbers lend nothing.
    fn may_lend(&self, ty: &Ty) -> bool {
        !matches!(ty.without_references(), Ty::Primitive(_))
            || matches!(ty, Ty::Ref(true, _))
    }

    fn locate_receiver(&mut self, frame: FrameId) -> Location {
        let mut at = frame;
        loop {
            if let Some((caller, expr)) = self.frames[at].receiver {
                return self.locate(caller, expr);
            }
            match self.frames[at].around {
                Some(around) => at = around,
                None if at == FrameId::OUTERMOST => return Location::of(Base::Receiver),
                None => return Location::anywhere(),
            }
        }
    }

    fn locate_index(&mut self, frame: FrameId, expr: ExprId, base: ExprId, index: ExprId) -> Location {
        let body = self.frames[frame].body;
        if matches!(body.facts[index].kind, ExprKind::Range { .. })
            && (self.is_indexed(frame, base) || matches!(body.ty(base).without_references(), Ty::Primitive(_)))
        {
            let slice = self.slice(frame, index);
            return self.locate(frame, base).then(slice);
        }
        if self.is_indexed(frame, base) {
            let whole = is_integer(body.ty(index));
            let number = self.number(frame, index);
            return self.locate(frame, base).then(if whole { Step::Element(number) } else { Step::Some });
        }
        if let Some(inner) = self.enter_index(frame, expr, base, index) {
            return self.locate_value(frame, expr, inner);
        }
        let at = self.locate(frame, base);
        let own = matches!(body.ty(base).without_references(), Ty::Adt(def, _) if self.model.known(*def).is_none());
        if !own && !body.ty(base).without_references().is_unknown() {
            return at.then(Step::Some);
        }
        match &body.facts[index].kind {
            ExprKind::Tuple(parts) | ExprKind::Array(parts) => {
                parts.iter().fold(at, |at, part| at.then(Step::Found(self.number(frame, *part))))
            }
            _ if is_integer(body.ty(index)) => at.then(Step::Found(self.number(frame, index))),
            _ => at.then(Step::Some),
        }
    }

    /// The elements that a range chooses.
    fn slice(&mut self, frame: FrameId, range: ExprId) -> Step {
        let ExprKind::Range { start, end, inclusive } = self.frames[frame].body.facts[range].kind else {
            return Step::Some;
        };
        let start = start.map_or_else(Polynomial::default, |start| self.number(frame, start));
        let length = end.and_then(|end| {
            let length = self.number(frame, end).minus(&start)?.as_constant()?;
            u64::try_from(length.checked_add(i64::from(inclusive))?).ok()
        });
        Step::Slice { start, length }
    }

    fn locate_method(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        receiver: ExprId,
        name: &str,
        args: &[ExprId],
    ) -> Location {
        if let Some(inner) = self.enter(frame, expr) {
            return self.locate_value(frame, expr, inner);
        }
        let body = self.frames[frame].body;
        if self.is_of_workspace(frame, expr) {
            return self.locate_made(frame, expr);
        }
        let effects = self.model.effects(body, expr);
        let indexed = self.is_indexed(frame, receiver);
        match args {
            _ if effects.has(Effects::COPIES) => Location::of(Base::Value(expr)),
            [] if effects.has(Effects::VIEWS) => self.locate(frame, receiver),
            [index] if effects == Effects::LOOKS_UP && indexed => {
                let at = self.locate(frame, receiver);
                match &body.facts[*index].kind {
                    ExprKind::Range { .. } => at.then(self.slice(frame, *index)),
                    _ if is_integer(body.ty(*index)) => at.then(Step::Element(self.number(frame, *index))),
                    _ => at.then(Step::Some),
                }
            }
            [] if effects.has(Effects::FIRST) && indexed && name.starts_with("first") => {
                self.locate(frame, receiver).then(Step::Element(Polynomial::default()))
            }
            [_] if name == "expect" => self.locate(frame, receiver),
            _ => self.locate_made(frame, expr),
        }
    }

    /// What a function that is looked into gives back.
    fn locate_value(&mut self, frame: FrameId, expr: ExprId, inner: FrameId) -> Location {
        let body = self.frames[frame].body;
        if !self.carries_reference(body.ty(expr)) && !matches!(body.facts[expr].kind, ExprKind::Index { .. }) {
            return Location::of(Base::Value(expr));
        }
        match self.frames[inner].value {
            Some(value) => match self.locate(inner, value) {
                Location { base: Base::Value(_), .. } => self.locate_made(frame, expr),
                // What was the function's own was moved out of it.
                Location { base: Base::Inner(of, _), .. } if of >= inner.0 => self.locate_made(frame, expr),
                found => found,
            },
            None => self.locate_made(frame, expr),
        }
    }

    fn own_base(&self, frame: FrameId, variable: PatId) -> Base {
        match self.look_up(frame, variable).0 {
            FrameId::OUTERMOST => Base::Variable(variable),
            FrameId(inner) => Base::Inner(inner, variable),
        }
    }

    fn locate_variable(&mut self, frame: FrameId, variable: PatId) -> Location {
        if let Some(known) = self.locations.get(&(frame, variable)) {
            return known.clone();
        }
        let found = self.deeper(Location::anywhere(), |it| it.locate_bound(frame, variable));
        self.locations.insert((frame, variable), found.clone());
        found
    }

    fn locate_bound(&mut self, frame: FrameId, variable: PatId) -> Location {
        let body = self.frames[frame].body;
        let own = Location::of(self.own_base(frame, variable));
        let refers = self.carries_reference(body.pattern_ty(variable));
        match self.look_up(frame, variable).1 {
            Some(_) if !refers => return own,
            Some(_) if self.is_assigned(frame, variable) => return Location::anywhere(),
            Some(Given::Value(frame, expr)) => return self.locate_or(frame, expr, own),
            Some(Given::PartOf(frame, expr)) => {
                return match self.locate(frame, expr) {
                    Location { base: Base::Value(_), .. } => own,
                    whole => whole.then(Step::Some),
                };
            }
            None => {}
        }
        let by_reference = matches!(body.facts[variable].kind, PatKind::Bind { by_reference: true, .. });
        let binding = body.binding(variable);
        let is_owned = !refers && !by_reference;
        match binding {
            Some(Binding::For { of, .. }) if frame_is_outermost_text(&self.frames, frame) => {
                self.locate_in_turn(frame, variable, of, is_owned)
            }
            Some(Binding::ClosureParameter { closure, .. })
                if self.tree.by_expr.contains_key(&closure) && frame_is_outermost_text(&self.frames, frame) =>
            {
                self.locate_in_turn(frame, variable, closure, is_owned)
            }
            _ if is_owned => own,
            Some(Binding::For { of, .. }) => match &body.facts[of].kind {
                ExprKind::For { iterable, .. } => self.locate_part(frame, *iterable, own),
                _ => Location::anywhere(),
            },
            Some(Binding::ClosureParameter { .. }) => match body.source(variable) {
                Some(receiver) => self.locate_part(frame, receiver, own),
                None => Location::anywhere(),
            },
            Some(Binding::Let { init: None, .. }) => Location::anywhere(),
            Some(Binding::Let { whole, init: Some(init) }) => {
                let is_mutable = matches!(body.facts[variable].kind, PatKind::Bind { mutable: true, .. });
                if is_mutable && self.is_assigned(frame, variable) {
                    return Location::anywhere();
                }
                match (whole, self.part_bound(frame, variable, init)) {
                    (true, _) => self.locate_or(frame, init, own),
                    (false, Some(part)) => self.locate_or(frame, part, own),
                    (false, None) => match self.locate_or(frame, init, own.clone()) {
                        found if found == own => own,
                        found => found.then(Step::Some),
                    },
                }
            }
            Some(Binding::Match { whole, scrutinee }) => match self.locate_or(frame, scrutinee, own.clone()) {
                found if found == own => own,
                found if whole || self.is_handed_out(body, scrutinee, variable) => found,
                found => found.then(Step::Some),
            },
            Some(Binding::Parameter { .. }) if frame == FrameId::OUTERMOST || own.base == Base::Variable(variable) => own,
            Some(Binding::Parameter { .. }) | None => Location::anywhere(),
        }
    }

    /// Whether a variable is all of what an `Option` hands out by reference: `Some(x) = a.get_mut(i)`.
    fn is_handed_out(&self, body: &Body<'_>, scrutinee: ExprId, variable: PatId) -> bool {
        let is_option = matches!(
            body.ty(scrutinee),
            Ty::Adt(def, args) if self.model.known(*def) == Some(Known::Option) && matches!(args.first(), Some(Ty::Ref(..)))
        );
        let is_all = |pattern: PatId| match &body.facts[pattern].kind {
            PatKind::TupleStruct { parts, .. } => match parts.as_slice() {
                [only] => crate::model::outline::whole_binding(body.facts, *only) == Some(variable),
                _ => false,
            },
            _ => false,
        };
        let Some(up) = body.parent(scrutinee).filter(|_| is_option) else { return false };
        match &body.facts[up].kind {
            ExprKind::Let { pattern, .. } => is_all(*pattern),
            ExprKind::Match { arms, .. } => arms.iter().any(|arm| is_all(arm.pattern)),
            _ => false,
        }
    }

    /// Something that lies in what an expression reaches; `own` where it makes what it gives.
    fn locate_part(&mut self, frame: FrameId, expr: ExprId, own: Location) -> Location {
        match self.locate(frame, expr) {
            Location { base: Base::Value(_), .. } => own,
            found => found.then(Step::Some),
        }
    }

    /// What an expression reaches; `own` where it makes what it gives.
    fn locate_or(&mut self, frame: FrameId, expr: ExprId, own: Location) -> Location {
        match self.locate(frame, expr) {
            Location { base: Base::Value(_), .. } => own,
            found => found,
        }
    }

    /// What the variable of a loop's pattern is in a turn.
    fn locate_in_turn(&mut self, frame: FrameId, variable: PatId, of: ExprId, is_owned: bool) -> Location {
        let own = Location::of(self.own_base(frame, variable));
        let element = self.element_bound(variable, of);
        match element {
            Some(Element::At(at)) if !matches!(at.base, Base::Value(_)) && (!is_owned || is_copy_of(&at)) => {
                if is_owned && !self.is_read_only(frame, variable) { own } else { at }
            }
            Some(Element::Number { .. }) => own,
            _ if is_owned => own,
            Some(Element::At(_)) => own,
            _ => Location::anywhere(),
        }
    }

    /// Whether a variable cannot change after it was bound.
    fn is_read_only(&self, frame: FrameId, variable: PatId) -> bool {
        matches!(self.frames[frame].body.facts[variable].kind, PatKind::Bind { mutable: false, .. })
    }

    /// What the variable of a loop's pattern is in a turn of it.
    pub(super) fn element_bound(&mut self, variable: PatId, of: ExprId) -> Option<Element> {
        let id = *self.tree.by_expr.get(&of)?;
        let stream = self.stream_of_loop(id);
        let pattern = self.turn_pattern(id)?;
        self.bound(pattern, &stream, id, variable)
    }

    /// The pattern that takes what an iterator gives in a turn.
    pub(super) fn turn_pattern(&self, id: LoopId) -> Option<PatId> {
        let body = self.frames[FrameId::OUTERMOST].body;
        let found = &self.tree.all[id.0 as usize];
        match &body.facts[found.expr].kind {
            ExprKind::For { pattern, .. } => Some(*pattern),
            ExprKind::Closure { params, .. } => {
                let LoopForm::Adapter(call) = found.form else { return None };
                let ExprKind::MethodCall { name, .. } = &body.facts[call].kind else { return None };
                match (name.as_str(), params.as_slice()) {
                    ("fold" | "try_fold" | "rfold" | "scan", [_, (element, _)]) => Some(*element),
                    ("reduce" | "max_by" | "min_by", _) => None,
                    (_, [(element, _)]) => Some(*element),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// What the iterator of a loop gives.
    pub(super) fn stream_of_loop(&mut self, id: LoopId) -> Stream {
        if let Some(known) = self.streams.get(&id) {
            return known.clone();
        }
        let body = self.frames[FrameId::OUTERMOST].body;
        let stream = match self.tree.all[id.0 as usize].form {
            LoopForm::For(iterable) => self.stream(FrameId::OUTERMOST, iterable),
            LoopForm::Adapter(call) => match &body.facts[call].kind {
                ExprKind::MethodCall { receiver, .. } => {
                    let effects = self.model.effects(body, call);
                    match effects.has(Effects::ADAPTS.or(Effects::WALKS)) && !self.is_of_workspace(FrameId::OUTERMOST, call) {
                        true => self.stream(FrameId::OUTERMOST, *receiver),
                        false => Stream::Unknown,
                    }
                }
                _ => Stream::Unknown,
            },
            _ => Stream::Unknown,
        };
        self.streams.insert(id, stream.clone());
        stream
    }

    // Calls

    /// Looks into the function or closure that a call runs, where it is of the workspace.
    pub(super) fn enter(&mut self, frame: FrameId, call: ExprId) -> Option<FrameId> {
        if let Some(&known) = self.entered.get(&(frame, call)) {
            return known;
        }
        let found = self.enter_new(frame, call);
        self.entered.insert((frame, call), found);
        found
    }

    fn enter_new(&mut self, frame: FrameId, call: ExprId) -> Option<FrameId> {
        let body = self.frames[frame].body;
        let (receiver, args) = match &body.facts[call].kind {
            ExprKind::MethodCall { receiver, args, .. } => (Some(*receiver), args.as_slice()),
            ExprKind::Call { callee, args } => {
                if let Some((home, closure)) = self.closure_called(frame, *callee) {
                    return self.enter_closure(frame, call, home, closure, args);
                }
                (None, args.as_slice())
            }
            _ => return None,
        };
        let function = body.callee(call)?.function;
        self.enter_function(frame, call, function, receiver, args)
    }

    fn enter_function(
        &mut self,
        frame: FrameId,
        call: ExprId,
        function: DefId,
        receiver: Option<ExprId>,
        args: &[ExprId],
    ) -> Option<FrameId> {
        let definitions = self.model.definitions();
        let function = definitions.original(function);
        if definitions.is_declared(function) || self.is_too_deep(frame, call) {
            return None;
        }
        let declared = self.model.def(function).function()?;
        if declared.is_async || self.model.def(function).item.is_some_and(|item| item.attributes.foreign) {
            return None;
        }
        let body = self.model.body_of(function).filter(|body| body.facts.exprs.len() <= LARGEST)?;
        let met = std::iter::successors(Some(frame), |&at| self.frames[at].caller);
        if met.into_iter().any(|at| std::ptr::eq(self.frames[at].body, body)) {
            return None;
        }
        let (receiver, args) = match (receiver, declared.receiver.is_some()) {
            (None, true) => (args.first().copied(), args.get(1..)?),
            (receiver, _) => (receiver, args),
        };
        let mut given = FxHashMap::default();
        let params = &self.model.def(function).deferred()?.open().params;
        for (pattern, arg) in params.iter().zip(args) {
            self.give(&mut given, body, *pattern, frame, *arg);
        }
        let value = value_of(body, body.facts.root);
        self.push(Frame {
            body,
            given,
            receiver: receiver.map(|receiver| (frame, receiver)),
            closure: None,
            around: None,
            call: self.frames[frame].call.or(Some(call)),
            caller: Some(frame),
            depth: self.frames[frame].depth + 1,
            value,
        })
    }

    /// Looks into the `Index` impl that an index expression runs.
    pub(super) fn enter_index(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        base: ExprId,
        index: ExprId,
    ) -> Option<FrameId> {
        if let Some(&known) = self.entered.get(&(frame, expr)) {
            return known;
        }
        let found = self.index_function(frame, base, index).and_then(|function| {
            self.enter_function(frame, expr, function, Some(base), &[index])
        });
        self.entered.insert((frame, expr), found);
        found
    }

    fn index_function(&self, frame: FrameId, base: ExprId, index: ExprId) -> Option<DefId> {
        let body = self.frames[frame].body;
        let of_trait = self.model.known_def(Known::Index)?;
        let ty = body.ty(base).without_references();
        let program = &self.model.program;
        let index = body.ty(index);
        let fits = |id: &DefId| {
            let taken = program.impl_trait(*id).and_then(|bound| bound.args.first().cloned());
            taken.is_none_or(|taken| taken == *index || index.is_unknown() || !is_plain(&taken))
        };
        let mut found = program.impls.candidates(of_trait, Some(Head::of(ty)?)).filter(|&id| {
            !self.model.definitions().is_declared(id) && Head::of(program.impl_self(id)) == Head::of(ty)
        });
        let chosen = found.find(fits)?;
        if found.any(|other| fits(&other)) {
            return None;
        }
        program.associated(chosen, Name::new("index"), DefKind::Function)
    }

    /// The closure that an expression names, and the frame in whose text it stands.
    pub(super) fn closure_called(&mut self, frame: FrameId, callee: ExprId) -> Option<(FrameId, ExprId)> {
        let (mut frame, mut at) = (frame, callee);
        for _ in 0..FARTHEST {
            let body = self.frames[frame].body;
            match &body.facts[at].kind {
                ExprKind::Closure { is_async: false, .. } => return Some((frame, at)),
                ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) => at = *operand,
                ExprKind::Path(_) => {
                    let Some(Resolution::Local(variable)) = body.resolution(at) else { return None };
                    match (self.look_up(frame, variable).1, body.binding(variable)) {
                        (Some(Given::Value(of, expr)), _) => (frame, at) = (of, expr),
                        (None, Some(Binding::Let { whole: true, init: Some(init) })) => {
                            if self.is_assigned(frame, variable) {
                                return None;
                            }
                            at = init;
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
        None
    }

    fn enter_closure(
        &mut self,
        frame: FrameId,
        call: ExprId,
        home: FrameId,
        closure: ExprId,
        args: &[ExprId],
    ) -> Option<FrameId> {
        let body = self.frames[home].body;
        let ExprKind::Closure { params, body: inside, .. } = &body.facts[closure].kind else { return None };
        let is_within = |at: FrameId| self.frames[at].value == Some(*inside);
        let circular = std::iter::successors(Some(frame), |&at| self.frames[at].caller).any(is_within);
        if self.is_too_deep(frame, call) || circular || params.len() != args.len() {
            return None;
        }
        let mut given = FxHashMap::default();
        for ((pattern, _), arg) in params.iter().zip(args) {
            self.give(&mut given, body, *pattern, frame, *arg);
        }
        let value = value_of(body, *inside);
        self.push(Frame {
            body,
            given,
            receiver: None,
            closure: Some(closure),
            around: Some(home),
            call: self.frames[frame].call.or(Some(call)),
            caller: Some(frame),
            depth: self.frames[frame].depth + 1,
            value,
        })
    }

    fn push(&mut self, frame: Frame<'m, 'a>) -> Option<FrameId> {
        let id = FrameId(self.frames.0.len() as u32);
        if let Some(call) = frame.call {
            *self.frames_of.entry(call).or_insert(0) += 1;
        }
        self.frames.0.push(frame);
        Some(id)
    }

    fn is_too_deep(&self, frame: FrameId, call: ExprId) -> bool {
        let first = self.frames[frame].call.unwrap_or(call);
        self.frames[frame].depth >= DEEPEST_CALL
            || self.frames.0.len() >= MOST_FRAMES
            || self.frames_of.get(&first).is_some_and(|&many| many >= MOST_OF_CALL)
    }

    /// Gives an argument to the variables of a parameter's pattern.
    fn give(
        &self,
        given: &mut FxHashMap<PatId, Given>,
        body: &Body<'_>,
        pattern: PatId,
        frame: FrameId,
        arg: ExprId,
    ) {
        let text = self.frames[frame].body.facts;
        match (&body.facts[pattern].kind, &text[arg].kind) {
            (PatKind::Bind { inner: None, .. }, _) => {
                given.insert(pattern, Given::Value(frame, arg));
            }
            (PatKind::Reference(inner), ExprKind::Reference { operand, .. }) => {
                self.give(given, body, *inner, frame, *operand);
            }
            (PatKind::Reference(inner), _) => self.give(given, body, *inner, frame, arg),
            (PatKind::Tuple(parts), ExprKind::Tuple(values)) | (PatKind::Slice(parts), ExprKind::Array(values))
                if parts.len() == values.len()
                    && !parts.iter().any(|part| matches!(body.facts[*part].kind, PatKind::Rest)) =>
            {
                for (part, value) in parts.iter().zip(values) {
                    self.give(given, body, *part, frame, *value);
                }
            }
            _ => {
                for variable in crate::model::outline::bindings(body.facts, pattern) {
                    given.insert(variable, Given::PartOf(frame, arg));
                }
            }
        }
    }

    /// Where a variable belongs, and what it was given there.
    fn look_up(&self, frame: FrameId, variable: PatId) -> (FrameId, Option<Given>) {
        let mut at = frame;
        loop {
            let frame = &self.frames[at];
            if let Some(&given) = frame.given.get(&variable) {
                return (at, Some(given));
            }
            let facts = frame.body.facts;
            let is_own = |closure: ExprId| facts[closure].span.contains(facts[variable].span);
            match frame.around {
                Some(around) if !frame.closure.is_some_and(is_own) => at = around,
                _ => return (at, None),
            }
        }
    }

    // Types

    /// Whether a call runs a function of the workspace.
    pub(super) fn is_of_workspace(&self, frame: FrameId, call: ExprId) -> bool {
        let callee = self.frames[frame].body.callee(call);
        callee.is_some_and(|callee| !self.model.definitions().is_declared(callee.function))
    }

    /// Whether a sequence's elements are found by their number.
    pub(super) fn is_indexed(&self, frame: FrameId, expr: ExprId) -> bool {
        match self.frames[frame].body.ty(expr).without_references() {
            Ty::Slice(_) | Ty::Array(_) => true,
            ty => match ty.adt() {
                Some((def, args)) => match self.model.known(def) {
                    Some(Known::Box | Known::Rc | Known::Arc | Known::Cow) => {
                        args.first().is_some_and(|inner| match inner {
                            Ty::Slice(_) | Ty::Array(_) => true,
                            inner => self.model.known_type(inner).is_some_and(Known::is_sequence),
                        })
                    }
                    known => known.is_some_and(Known::is_sequence),
                },
                None => false,
            },
        }
    }

    /// Whether a variable gets another value later, or may.
    fn is_assigned(&mut self, frame: FrameId, variable: PatId) -> bool {
        let body = self.frames[frame].body;
        self.assigned.entry(body.id).or_insert_with(|| assigned(body)).contains(&variable)
    }

    /// Whether a value of a type may lead to what belongs to somebody else.
    pub(super) fn carries_reference(&mut self, ty: &Ty) -> bool {
        self.leads_elsewhere(ty, 6)
    }

    fn leads_elsewhere(&mut self, ty: &Ty, left: u32) -> bool {
        let Some(left) = left.checked_sub(1) else { return true };
        match ty {
            Ty::Primitive(_) | Ty::Never | Ty::Param(_) | Ty::FnPointer(_) | Ty::FnItem(..) | Ty::Const(_) => false,
            Ty::Slice(inner) => self.leads_elsewhere(inner, left),
            Ty::Array(both) => self.leads_elsewhere(&both.0, left),
            Ty::Tuple(parts) => parts.iter().any(|part| self.leads_elsewhere(part, left)),
            Ty::Adt(def, args) => match self.model.known(*def) {
                Some(Known::Rc | Known::Arc | Known::RcWeak | Known::ArcWeak | Known::NonNull | Known::Cow) => true,
                Some(Known::FmtArguments) => true,
                Some(_) => args.iter().any(|arg| self.leads_elsewhere(arg, left)),
                None if self.model.definitions().is_declared(*def) => true,
                None => self.type_leads_elsewhere(*def, ty, left),
            },
            _ => true,
        }
    }

    /// Of the workspace's own types: whether a field does.
    fn type_leads_elsewhere(&mut self, def: DefId, ty: &Ty, left: u32) -> bool {
        if let Some(&known) = self.referring.get(&def) {
            return known;
        }
        self.referring.insert(def, false);
        let mut fields: Vec<Ty> = self.model.fields(ty).into_iter().map(|(_, _, ty)| ty).collect();
        if let Some((_, args)) = ty.adt() {
            let variants: Vec<DefId> = self.model.variants(def).collect();
            for variant in variants {
                fields.extend(self.model.variant_fields(variant, args).into_iter().map(|(_, _, ty)| ty));
            }
        }
        let found = fields.iter().any(|field| self.leads_elsewhere(field, left));
        self.referring.insert(def, found);
        found
    }
}

/// Whether a name that is not resolved may be that of a variable: those of constants and paths are not.
pub(super) fn may_be_variable(body: &Body<'_>, expr: ExprId) -> bool {
    match &body.facts[expr].kind {
        ExprKind::Path(path) => match &*path.segments {
            [only] => only.name.as_str().starts_with(|first: char| first.is_lowercase() || first == '_'),
            _ => false,
        },
        _ => false,
    }
}

fn frame_is_outermost_text(frames: &Frames<'_, '_>, frame: FrameId) -> bool {
    std::ptr::eq(frames[frame].body, frames[FrameId::OUTERMOST].body)
}

/// Whether what is owned may stand for the place that it was copied from.
fn is_copy_of(at: &Location) -> bool {
    !at.steps.contains(&Step::Some)
}

/// What a block gives; none where it is left elsewhere, too.
fn value_of(body: &Body<'_>, root: ExprId) -> Option<ExprId> {
    let leaves = |at: &ExprId| matches!(body.facts[*at].kind, ExprKind::Return(_) | ExprKind::Try(_));
    let mut open = vec![root];
    while let Some(next) = open.pop() {
        if leaves(&next) {
            return None;
        }
        if !matches!(body.facts[next].kind, ExprKind::Closure { .. }) {
            open.extend(children(&body.facts[next].kind));
        }
    }
    match body.facts[root].kind {
        ExprKind::Block(_) => tail(body, root),
        _ => Some(root),
    }
}

/// The variables that get another value somewhere, or whose place is lent for that.
fn assigned(body: &Body<'_>) -> FxHashSet<PatId> {
    let names = (0..body.facts.exprs.len() as u32).map(ExprId).filter_map(|at| match body.resolution(at) {
        Some(Resolution::Local(variable)) => Some((at, variable)),
        _ => None,
    });
    let written = names.filter(|(at, _)| {
        write_of(body, *at).is_some()
    });
    written.map(|(_, variable)| variable).collect()
}

/// What gives another value to the variable that an expression names, or may: an assignment, also by parts, or a `&mut`.
pub(super) fn write_of(body: &Body<'_>, name: ExprId) -> Option<ExprId> {
    let up = body.parent(name)?;
    match &body.facts[up].kind {
        ExprKind::AssignOp { left, .. } => (*left == name).then_some(up),
        ExprKind::Reference { mutable, .. } | ExprKind::RawReference { mutable, .. } => mutable.then_some(up),
        ExprKind::MethodCall { receiver, name: method, .. } => {
            (*receiver == name && method.as_str().ends_with("_assign")).then_some(up)
        }
        _ => {
            let mut child = name;
            for up in body.ancestors(name) {
                match &body.facts[up].kind {
                    ExprKind::Assign { left, .. } => return (*left == child).then_some(up),
                    ExprKind::Tuple(_) | ExprKind::Array(_) | ExprKind::Struct { .. } | ExprKind::Call { .. } => {
                        child = up;
                    }
                    _ => return None,
                }
            }
            None
        }
    }
}

pub(super) fn is_integer(ty: &Ty) -> bool {
    matches!(ty, Ty::Primitive(primitive) if primitive.is_integer())
}

/// What an operation makes of two numbers.
fn operate(name: &str, left: i64, right: i64) -> Option<i64> {
    match name {
        "/" => left.checked_div(right),
        "%" => left.checked_rem(right),
        ">>" => left.checked_shr(u32::try_from(right).ok()?),
        "&" => Some(left & right),
        "|" => Some(left | right),
        "^" => Some(left ^ right),
        "min" => Some(left.min(right)),
        "max" => Some(left.max(right)),
        _ => None,
    }
}

/// Whether a type has no parameters in it.
fn is_plain(ty: &Ty) -> bool {
    let mut plain = true;
    ty.walk(&mut |part| plain &= !matches!(part, Ty::Param(_) | Ty::Unknown | Ty::Projection(_)));
    plain
}

/// Whether a number is the same behind a cast, as far as numbers of loops and lengths go.
fn keeps_value(from: &Ty, to: &Ty) -> bool {
    let width = |ty: &Ty| match ty {
        Ty::Primitive(primitive) if primitive.is_integer() => primitive.size(),
        _ => None,
    };
    match (from, to) {
        (Ty::Primitive(Primitive::Bool | Primitive::Char), _) => false,
        _ => width(from).zip(width(to)).is_some_and(|(from, to)| to >= 4 || to >= from),
    }
}
