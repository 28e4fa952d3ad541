//! What expressions reach and what numbers they are, seen through variables, accessors and closures.
use rustc_hash::{FxHashMap, FxHashSet};

use super::affine::{Atom, LoopId, Polynomial, SymbolId, VariableId};
use super::location::{Base, Location, Step};
use super::numbers::operate;
use super::stream::Stream;
use super::tree::Tree;
use super::variables::Variable;
use crate::model::{Body, BodyId, DefId, Model};
use crate::source::facts::{ExprId, PatId};
use crate::source::name::Name;

/// Expressions are followed through so many expressions, variables and calls.
pub(super) const FARTHEST: u32 = 48;
/// Functions are looked into where they have no more expressions than this.
pub(super) const LARGEST: usize = 400;

/// A body, or a function or closure that is looked into from a call.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct FrameId(pub(super) u32);

impl FrameId {
    /// The body itself.
    pub(super) const OUTERMOST: FrameId = FrameId(0);
}

/// All frames.
#[derive(Debug)]
pub(super) struct Frames<'m, 'a>(pub(super) Vec<Frame<'m, 'a>>);

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
    pub(super) given: FxHashMap<PatId, Given>,
    pub(super) receiver: Option<(FrameId, ExprId)>,
    /// Of a closure, itself, and where its other variables are.
    pub(super) closure: Option<ExprId>,
    pub(super) around: Option<FrameId>,
    /// The expression of the outermost body that it all started from.
    pub(super) call: Option<ExprId>,
    pub(super) caller: Option<FrameId>,
    pub(super) depth: u32,
    /// What it gives back; none where it returns from several places.
    pub(super) value: Option<ExprId>,
}

/// What a parameter is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Given {
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
    pub(super) by_key: FxHashMap<SymbolKey, SymbolId>,
    pub(super) numbers: FxHashMap<(FrameId, PatId), Polynomial>,
    pub(super) locations: FxHashMap<(FrameId, PatId), Location>,
    pub(super) streams: FxHashMap<LoopId, Stream>,
    pub(super) entered: FxHashMap<(FrameId, ExprId), Option<FrameId>>,
    /// How many frames each call of the outermost body has led to.
    pub(super) frames_of: FxHashMap<ExprId, usize>,
    pub(super) referring: FxHashMap<DefId, bool>,
    pub(super) assigned: FxHashMap<BodyId, FxHashSet<PatId>>,
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
    pub(super) fn expression(&mut self, frame: FrameId, expr: ExprId) -> Polynomial {
        let varies = self.loops_around(frame, expr);
        self.symbol(SymbolKey::Expression(frame.0, expr), varies, Vec::new())
    }

    pub(super) fn operation(&mut self, name: &str, parts: Vec<Polynomial>) -> Polynomial {
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
    pub(super) fn held(&mut self, frame: FrameId, at: Location) -> Polynomial {
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
}
