//! Loop nests: induction variables, subscripts as affine forms of them, what a nest reads and writes, which turns depend on
//! which, and whether two loops may change places.
//!
//! A turn is taken to run to its end: that an index is out of bounds, or a sum too large, is no obstacle. A symbol that a
//! subscript is a multiple of is taken to be other than 0.
mod access;
mod affine;
mod calls;
mod carried;
mod dependence;
mod equate;
mod library;
mod location;
mod nest;
mod numbers;
mod obstacle;
mod ownership;
mod purity;
mod reach;
mod reduction;
mod resolve;
mod stream;
mod stride;
mod tree;
mod variables;
mod walk;
mod wording;

use rustc_hash::FxHashMap;

pub use access::{Access, AccessKind, Arithmetic, Effect, EffectKind, Operation, Reduction};
pub use affine::{Atom, LoopId, Polynomial, SymbolId, VariableId};
pub use dependence::Direction;
pub use location::{Base, Location, Step};
pub use nest::Dependence;
pub use obstacle::{Caveat, Interchange, Obstacle};
pub use resolve::SymbolKey;
pub use stride::Stride;
pub use tree::{Exit, ExitKind, Loop, LoopForm};
pub use variables::Variable;

use resolve::{Resolver, Symbol};
use stream::Stream;
use tree::Tree;

use super::{Body, Model};
use crate::source::facts::ExprId;

/// The loops of a body.
#[derive(Debug)]
pub struct Loops<'m, 'a> {
    model: &'m Model<'a>,
    body: &'m Body<'a>,
    tree: Tree,
    variables: Vec<Variable>,
    symbols: Vec<Symbol>,
    streams: FxHashMap<LoopId, Stream>,
    accesses: Vec<Access>,
    effects: Vec<Effect>,
}

impl<'a> Model<'a> {
    /// The loops of a body, closures that are run again and again among them, and what they do.
    pub fn loops<'m>(&'m self, body: &'m Body<'a>) -> Loops<'m, 'a> {
        let mut resolver = Resolver::new(self, body);
        resolver.find_variables();
        let found = match resolver.tree.all.is_empty() {
            true => access::Accesses::default(),
            false => walk::accesses(&mut resolver),
        };
        let Resolver { tree, variables, symbols, streams, .. } = resolver;
        Loops { model: self, body, tree, variables, symbols, streams, accesses: found.all, effects: found.effects }
    }
}

impl<'m, 'a> Loops<'m, 'a> {
    /// The body that they are of.
    pub fn body(&self) -> &'m Body<'a> {
        self.body
    }

    /// The model that they were found in.
    pub fn model(&self) -> &'m Model<'a> {
        self.model
    }

    /// All of them, each before those in it, in the order of the text.
    pub fn all(&self) -> &[Loop] {
        &self.tree.all
    }

    /// One of them.
    pub fn get(&self, id: LoopId) -> &Loop {
        &self.tree.all[id.0 as usize]
    }

    /// The loop that an expression is; of an adapter, the closure.
    pub fn of(&self, expr: ExprId) -> Option<LoopId> {
        self.tree.by_expr.get(&expr).copied()
    }

    /// The innermost loop that runs an expression every turn.
    pub fn around(&self, expr: ExprId) -> Option<LoopId> {
        self.tree.around(expr)
    }

    /// A loop and those around it, innermost first.
    pub fn outwards(&self, from: Option<LoopId>) -> impl Iterator<Item = LoopId> + '_ {
        self.tree.outwards(from)
    }

    /// The induction variables.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// What a symbol stands for.
    pub fn symbol(&self, id: SymbolId) -> Option<&SymbolKey> {
        self.symbols.get(id.0 as usize).map(|symbol| &symbol.key)
    }

    /// Every access, those of functions and closures of the workspace among them that are looked into from their calls; in
    /// order.
    pub fn accesses(&self) -> &[Access] {
        &self.accesses
    }

    /// The accesses of a loop.
    pub fn accesses_of(&self, id: LoopId) -> impl Iterator<Item = &Access> {
        self.accesses[self.get(id).accesses.clone()].iter()
    }

    /// What a loop does beside reading and writing.
    pub fn effects_of(&self, id: LoopId) -> &[Effect] {
        &self.effects[self.get(id).effects.clone()]
    }

    /// How often a loop turns at most, where constants tell.
    pub fn turns(&self, id: LoopId) -> Option<u64> {
        let found = self.get(id);
        found.turns.or_else(|| self.model.turns(self.body, found.expr))
    }

    /// Whether a loop may turn more than `few` times, as far as constants and const parameters tell.
    pub fn is_long(&self, id: LoopId, few: u64) -> bool {
        let found = self.get(id);
        found.turns.map_or_else(|| self.model.is_long(self.body, found.expr, few), |turns| turns > few)
    }

    fn stream(&self, id: LoopId) -> &Stream {
        self.streams.get(&id).unwrap_or(&Stream::Unknown)
    }

    /// A form of induction variables as one of turns.
    fn in_turns(&self, form: &Polynomial) -> Option<Polynomial> {
        const FARTHEST: usize = 16;
        let mut form = form.clone();
        for _ in 0..FARTHEST {
            if !form.atoms().any(|atom| matches!(atom, Atom::Variable(_))) {
                return Some(form);
            }
            form = form.substituted(&|atom| match atom {
                Atom::Variable(id) => {
                    let variable = &self.variables[id.0 as usize];
                    let turn = Polynomial::atom(Atom::Turn(variable.of));
                    variable.start.plus(&variable.step.times(&turn)?)
                }
                _ => None,
            })?;
        }
        None
    }
}
