//! What forbids that two loops change places, and what is to be minded where nothing does.
use super::access::{Access, Reduction};
use super::affine::{LoopId, Polynomial};
use super::dependence::Direction;
use super::location::Location;
use super::tree::Exit;
use crate::source::facts::{ExprId, PatId};

/// Two loops may change places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Interchange {
    /// What is to be minded.
    pub caveats: Vec<Caveat>,
}

/// What is to be minded where two loops change places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Caveat {
    /// Numbers are added up in another order, and rounded differently.
    Reduction {
        /// Where they are added up.
        at: Location,
        /// The expression that adds.
        expr: ExprId,
        /// How.
        reduction: Reduction,
    },
    /// A statement between the loops goes into the inner one.
    Moves {
        /// The block.
        block: ExprId,
        /// The statement's number in it.
        statement: usize,
    },
    /// What decides how often the inner loop turns looks at an element, and would now do so even where the outer loop has no
    /// turn.
    BoundWithoutTurns {
        /// The loop.
        at: LoopId,
        /// The expression.
        bound: ExprId,
    },
    /// Where a flat index is a multiple of a row's length and something more, that more stays within the row; the text does not
    /// tell.
    WithinRows {
        /// The length.
        length: Polynomial,
    },
}

/// What forbids that two loops change places.
#[derive(Clone, Debug)]
pub enum Obstacle {
    /// One is not in the other.
    NotNested {
        /// The one.
        outer: LoopId,
        /// The other.
        inner: LoopId,
    },
    /// It is not decided before a loop starts how often it turns, or what it walks is used up by it.
    NotCounted {
        /// The loop.
        at: LoopId,
    },
    /// Each turn gives a value to an iterator, in order.
    Yields {
        /// The loop.
        at: LoopId,
    },
    /// A loop may be left before its last turn.
    LeavesEarly {
        /// The loop.
        at: LoopId,
        /// Where.
        exit: Exit,
    },
    /// Something between the loops must run once a turn of the outer one.
    NotPerfect {
        /// The inner loop.
        at: LoopId,
        /// What is between.
        between: ExprId,
        /// What it writes there, or reads that the nest writes.
        touches: Option<Box<Access>>,
    },
    /// The inner loop adds up in a variable that each turn of the outer one starts anew. Where the sums can be kept in the
    /// places that they are stored in, the loops may change places.
    Accumulator {
        /// The inner loop.
        at: LoopId,
        /// The variable.
        variable: PatId,
        /// What it starts from.
        init: ExprId,
        /// How it adds up.
        reduction: Reduction,
        /// Where the sum is stored behind the inner loop.
        store: Option<Box<Access>>,
    },
    /// How often the inner loop turns depends on a variable of the outer one.
    BoundDepends {
        /// The inner loop.
        at: LoopId,
        /// What decides.
        bound: ExprId,
        /// The variable.
        on: PatId,
    },
    /// What decides how often a loop turns is written in the nest.
    BoundWritten {
        /// The loop.
        at: LoopId,
        /// What decides.
        bound: ExprId,
        /// What is read for that.
        read: Box<Access>,
        /// The write.
        by: Box<Access>,
    },
    /// It is not known what a call does.
    Call {
        /// The call.
        call: ExprId,
        /// What it is handed to write.
        may_write: Vec<Location>,
    },
    /// Somebody outside can see in which order it happens.
    Ordered {
        /// What.
        at: ExprId,
    },
    /// A raw pointer is used.
    Pointer {
        /// Where.
        at: ExprId,
    },
    /// It is not understood.
    NotUnderstood {
        /// What.
        at: ExprId,
    },
    /// The nest is too deep, or does too much, to be looked at.
    TooLarge {
        /// The outer loop.
        at: LoopId,
    },
    /// A turn needs what another one did, and would come before it.
    Carried {
        /// What comes first.
        source: Box<Access>,
        /// What must come later.
        sink: Box<Access>,
        /// The loops, outermost first.
        loops: Vec<LoopId>,
        /// How their turns lie to each other.
        vector: Vec<Direction>,
        /// By how many turns of each the sink follows, where that is one number.
        distance: Vec<Option<i64>>,
    },
}
