//! Locations: what an access reaches, with subscripts that can be compared.
use super::affine::Polynomial;
use crate::model::DefId;
use crate::source::facts::{ExprId, PatId};

/// What an access reaches: where it starts, and the steps from there. References and boxes are no steps.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Location {
    /// Where it starts.
    pub base: Base,
    /// The steps, in the order in which they are taken: subscripts of the outermost dimension first.
    pub steps: Vec<Step>,
}

/// Where a location starts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Base {
    /// A variable, parameters included.
    Variable(PatId),
    /// The receiver of the function.
    Receiver,
    /// A static or constant.
    Global(DefId),
    /// A variable of a function or closure that is looked into: which time it is looked into, and the variable.
    Inner(u32, PatId),
    /// What an expression makes.
    Value(ExprId),
    /// It is not known where.
    Anywhere,
}

/// A step of a location.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// To a field: the struct, union or variant, and the field's index.
    Field(DefId, u32),
    /// To a part of a tuple.
    Part(u32),
    /// To an element, by its number.
    Element(Polynomial),
    /// To the element that an index of a library's own type finds: other indices may find the same.
    Found(Polynomial),
    /// To one of the parts of this length that follow each other, by its number.
    Chunk {
        /// Which.
        number: Polynomial,
        /// How many elements each has.
        width: Polynomial,
    },
    /// To elements that follow each other.
    Slice {
        /// The first.
        start: Polynomial,
        /// How many there are at most, where a number says.
        length: Option<u64>,
    },
    /// To how many elements there are.
    Length,
    /// Somewhere below.
    Some,
}

/// How two locations lie to each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Overlap<'l> {
    /// They have nothing in common.
    Never,
    /// They meet where all of these meet.
    Where(Vec<Elements<'l>>),
}

impl Step {
    /// The first element that it goes to, and how many there are.
    fn elements(&self) -> Option<(&Polynomial, u64)> {
        match self {
            Step::Element(number) => Some((number, 1)),
            Step::Slice { start, length } => Some((start, (*length)?)),
            _ => None,
        }
    }
}

impl<'l> Elements<'l> {
    fn single(one: &'l Polynomial, another: &'l Polynomial) -> Elements<'l> {
        Elements { starts: (one, another), lengths: (1, 1) }
    }
}

/// Two subscripts of one dimension.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Elements<'l> {
    /// The first element of the one and of the other.
    pub(super) starts: (&'l Polynomial, &'l Polynomial),
    /// How many elements each takes.
    pub(super) lengths: (u64, u64),
}

impl Location {
    /// A base alone.
    pub(super) fn of(base: Base) -> Location {
        Location { base, steps: Vec::new() }
    }

    /// It is not known where.
    pub(super) fn anywhere() -> Location {
        Location { base: Base::Anywhere, steps: vec![Step::Some] }
    }

    /// Further by a step.
    pub(super) fn then(mut self, step: Step) -> Location {
        match (self.steps.last(), step) {
            (Some(Step::Some), Step::Length) => {
                self.steps.pop();
                self.steps.push(Step::Some);
            }
            (Some(Step::Some), _) => {}
            (Some(Step::Slice { start, .. }), Step::Element(number)) => {
                let sum = start.plus(&number);
                self.steps.pop();
                self.steps.push(sum.map_or(Step::Some, Step::Element));
            }
            (Some(Step::Slice { start, length }), Step::Slice { start: within, length: fewer }) => {
                let skipped = within.as_constant().and_then(|skipped| u64::try_from(skipped).ok());
                let left = length.zip(skipped).map(|(length, skipped)| length.saturating_sub(skipped));
                let length = match (left, fewer) {
                    (Some(left), Some(fewer)) => Some(left.min(fewer)),
                    (left, fewer) => left.or(fewer),
                };
                let sum = start.plus(&within);
                self.steps.pop();
                self.steps.push(sum.map_or(Step::Some, |start| Step::Slice { start, length }));
            }
            (Some(Step::Slice { .. }), Step::Length) => {
                self.steps.pop();
                self.steps.push(Step::Length);
            }
            (Some(Step::Slice { .. }), Step::Chunk { .. }) => {
                self.steps.pop();
                self.steps.push(Step::Some);
            }
            // What is somewhere below is in the slice, too.
            (Some(Step::Slice { .. }), Step::Some) => {}
            (_, step) => self.steps.push(step),
        }
        self
    }

    /// Whether it is a variable itself.
    pub fn is_scalar(&self) -> bool {
        self.steps.is_empty()
    }

    /// The subscripts, of the outermost dimension first.
    pub fn subscripts(&self) -> impl Iterator<Item = &Polynomial> {
        self.steps.iter().filter_map(|step| match step {
            Step::Element(number) | Step::Found(number) | Step::Chunk { number, .. } => Some(number),
            _ => None,
        })
    }

    /// When it is the same as, in or around another one.
    pub(super) fn overlap<'l>(&'l self, other: &'l Location) -> Overlap<'l> {
        if self.base == Base::Anywhere || other.base == Base::Anywhere {
            return Overlap::Where(Vec::new());
        }
        if self.base != other.base {
            return Overlap::Never;
        }
        let mut equal = Vec::new();
        for both in self.steps.iter().zip(&other.steps) {
            match both {
                (Step::Field(owner, one), Step::Field(of, another)) if owner == of && one == another => {}
                (Step::Field(owner, _), Step::Field(of, _)) if owner == of => return Overlap::Never,
                (Step::Part(one), Step::Part(another)) if one == another => {}
                (Step::Part(_), Step::Part(_)) => return Overlap::Never,
                (Step::Element(one), Step::Element(another)) => equal.push(Elements::single(one, another)),
                (Step::Chunk { number: one, width }, Step::Chunk { number: another, width: other })
                    if width == other =>
                {
                    equal.push(Elements::single(one, another));
                }
                (Step::Length, Step::Length) => {}
                (Step::Length, Step::Some) | (Step::Some, Step::Length) => break,
                (Step::Length, _) | (_, Step::Length) => return Overlap::Never,
                (one, another) => {
                    if let (Some((one, length)), Some((another, other))) = (one.elements(), another.elements()) {
                        equal.push(Elements { starts: (one, another), lengths: (length, other) });
                    }
                    break;
                }
            }
        }
        Overlap::Where(equal)
    }
}
