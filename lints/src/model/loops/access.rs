//! What a nest reads and writes, and what it does besides.
use super::affine::LoopId;
use super::location::Location;
use crate::source::facts::ExprId;

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

/// The accesses of a body.
#[derive(Debug, Default)]
pub(super) struct Accesses {
    pub(super) all: Vec<Access>,
    pub(super) effects: Vec<Effect>,
}
