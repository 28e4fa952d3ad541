//! Which turns of a nest may reach the same element: distances, and direction vectors by bounds and divisors.
use super::affine::{Atom, LoopId, Polynomial};

/// How the turn of a loop in which the first of two accesses runs lies to that of the second.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// The first access runs in an earlier turn: `<`.
    Before,
    /// In the same: `=`.
    Same,
    /// In a later: `>`.
    After,
}

impl Direction {
    const ALL: [Direction; 3] = [Direction::Before, Direction::Same, Direction::After];

    /// As seen from the other access.
    pub fn reversed(self) -> Direction {
        match self {
            Direction::Before => Direction::After,
            Direction::Same => Direction::Same,
            Direction::After => Direction::Before,
        }
    }
}

/// How two accesses to one place may meet in the loops of a nest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Meeting {
    /// Direction vectors, one direction a loop, outermost first. Empty: they never meet.
    pub(super) vectors: Vec<Vec<Direction>>,
    /// For each loop by how many turns the second access follows the first, where that is one number.
    pub(super) distance: Vec<Option<i64>>,
}

/// `first` in turns of the loops, `second` in others: when are they equal?
pub(super) struct Equation {
    /// For each loop what stands before its turn in `first` and in `second`.
    loops: Vec<(i64, i64)>,
    /// What stands before turns that lie within the accesses themselves, and how many of these there are.
    free: Vec<(i64, Option<u64>)>,
    constant: i64,
}

impl Equation {
    /// Of two affine forms of turns with whole coefficients; none where there are symbols in them.
    pub(super) fn new(
        first: &Polynomial,
        second: &Polynomial,
        nest: &[LoopId],
        turns: &dyn Fn(LoopId) -> Option<u64>,
    ) -> Option<Equation> {
        let mut equation = Equation { loops: vec![(0, 0); nest.len()], free: Vec::new(), constant: 0 };
        for (sign, form) in [(1, first), (-1, second)] {
            for (atoms, factor) in form.terms() {
                match atoms {
                    [] => equation.constant = equation.constant.checked_add(factor.checked_mul(sign)?)?,
                    [Atom::Turn(of)] => match nest.iter().position(|id| id == of) {
                        Some(at) if sign > 0 => equation.loops[at].0 = factor,
                        Some(at) => equation.loops[at].1 = factor,
                        None => equation.free.push((factor.checked_mul(sign)?, turns(*of))),
                    },
                    _ => return None,
                }
            }
        }
        Some(equation)
    }

    /// Of slices: any of so many elements of the one may be any of so many of the other.
    pub(super) fn widen(&mut self, lengths: (u64, u64)) {
        for (sign, length) in [(1, lengths.0), (-1, lengths.1)] {
            if length != 1 {
                self.free.push((sign, Some(length)));
            }
        }
    }

    /// Parted where some coefficients are so large that the rest cannot make up for them: `10 * i + j` with `j` below 10. `turns`:
    /// for each loop how often it turns, where known.
    pub(super) fn split(self, turns: &[Option<u64>]) -> Vec<Equation> {
        let both = self.loops.iter().flat_map(|both| [both.0, both.1]);
        let mut sizes: Vec<u64> = both
            .chain(self.free.iter().map(|(factor, _)| *factor))
            .map(i64::unsigned_abs)
            .filter(|it| *it > 0)
            .collect();
        sizes.sort_unstable();
        sizes.dedup();
        for number in (1..sizes.len()).rev() {
            let divisor = sizes[number..].iter().fold(0, |divisor, &size| gcd(divisor, size));
            if let Some((high, low)) = self.parted(sizes[number], divisor, turns) {
                let mut parts = low.split(turns);
                parts.push(high);
                return parts;
            }
        }
        vec![self]
    }

    /// Its terms of `size` and more, divided, and the others.
    fn parted(&self, size: u64, divisor: u64, turns: &[Option<u64>]) -> Option<(Equation, Equation)> {
        let divisor = i64::try_from(divisor).ok().filter(|divisor| *divisor > 1)?;
        let is_high = |factor: i64| factor.unsigned_abs() >= size;
        let high = |factor: i64| if is_high(factor) { factor / divisor } else { 0 };
        let low = |factor: i64| if is_high(factor) { 0 } else { factor };
        let rest = self.constant.rem_euclid(divisor);
        [rest, rest - divisor].into_iter().find_map(|constant| {
            let small = Equation {
                loops: self.loops.iter().map(|both| (low(both.0), low(both.1))).collect(),
                free: self.free.iter().map(|(factor, many)| (low(*factor), *many)).filter(|it| it.0 != 0).collect(),
                constant,
            };
            let range = small.range(turns);
            let stays = range.least.is_some_and(|least| least > -i128::from(divisor))
                && range.most.is_some_and(|most| most < i128::from(divisor));
            let large = Equation {
                loops: self.loops.iter().map(|both| (high(both.0), high(both.1))).collect(),
                free: self.free.iter().map(|(factor, many)| (high(*factor), *many)).filter(|it| it.0 != 0).collect(),
                constant: self.constant.checked_sub(constant)? / divisor,
            };
            stays.then_some((large, small))
        })
    }

    /// What `first` less `second` may be in any turns.
    fn range(&self, turns: &[Option<u64>]) -> Interval {
        let last = |turns: Option<u64>| turns.map(|turns| turns.saturating_sub(1));
        let mut range = Interval::of(self.constant);
        for (&(first, second), &turns) in self.loops.iter().zip(turns) {
            range = range.plus(Interval::scaled(i128::from(first), 0, last(turns)));
            range = range.plus(Interval::scaled(-i128::from(second), 0, last(turns)));
        }
        for &(factor, turns) in &self.free {
            range = range.plus(Interval::scaled(i128::from(factor), 0, last(turns)));
        }
        range
    }

    /// By how many turns of which loop the second access follows the first, where this equation alone says it.
    fn distance(&self) -> Option<(usize, i64)> {
        let mut moving = self.loops.iter().enumerate().filter(|(_, both)| **both != (0, 0));
        let (at, &(first, second)) = moving.next()?;
        let alone = moving.next().is_none() && self.free.is_empty() && first == second;
        (alone && self.constant.checked_rem(first)? == 0).then(|| (at, self.constant / first))
    }

    /// Whether it may hold where the turns lie to each other as `vector` says.
    fn may_hold(&self, vector: &[Direction], turns: &[Option<u64>]) -> bool {
        let mut range = Interval::of(self.constant);
        let mut divisor: u64 = 0;
        let mut add = |factor: i128, least: u64, most: Option<u64>| {
            divisor = gcd(divisor, u64::try_from(factor.unsigned_abs()).unwrap_or(1));
            range = range.plus(Interval::scaled(factor, least, most));
        };
        for ((&(first, second), direction), turns) in self.loops.iter().zip(vector).zip(turns) {
            let (first, second) = (i128::from(first), i128::from(second));
            let last = turns.map(|turns| turns.saturating_sub(1));
            match direction {
                Direction::Same => add(first - second, 0, last),
                // The earlier turn, and the distance to the later.
                _ if last == Some(0) => return false,
                Direction::Before => {
                    add(first - second, 0, last.map(|last| last - 1));
                    add(-second, 1, last);
                }
                Direction::After => {
                    add(first - second, 0, last.map(|last| last - 1));
                    add(first, 1, last);
                }
            }
        }
        for &(factor, turns) in &self.free {
            add(i128::from(factor), 0, turns.map(|turns| turns.saturating_sub(1)));
        }
        let divides = match divisor {
            0 => self.constant == 0,
            divisor => self.constant.unsigned_abs().is_multiple_of(divisor),
        };
        divides && range.has_zero()
    }
}

/// The nests that are looked at are no deeper.
pub(super) const DEEPEST: usize = 5;

/// When all equations hold at once, as far as each tells alone. `turns`: for each loop how often it turns, where known.
pub(super) fn meeting(equations: &[Equation], turns: &[Option<u64>]) -> Meeting {
    let mut distance: Vec<Option<i64>> = vec![None; turns.len()];
    for equation in equations {
        if let Some((at, number)) = equation.distance() {
            if distance[at].is_some_and(|other| other != number) {
                return Meeting { vectors: Vec::new(), distance };
            }
            distance[at] = Some(number);
        }
    }
    let mut vectors = vec![Vec::new()];
    for _ in turns.iter().take(DEEPEST) {
        let longer = vectors.iter().flat_map(|vector: &Vec<Direction>| {
            Direction::ALL.iter().map(|&next| vector.iter().copied().chain([next]).collect())
        });
        vectors = longer.collect();
    }
    vectors.retain(|vector| equations.iter().all(|equation| equation.may_hold(vector, turns)));
    Meeting { vectors, distance }
}

/// Numbers from one to another; none is without end.
#[derive(Clone, Copy)]
struct Interval {
    least: Option<i128>,
    most: Option<i128>,
}

impl Interval {
    fn of(number: i64) -> Interval {
        Interval { least: Some(i128::from(number)), most: Some(i128::from(number)) }
    }

    /// `factor` times what lies between `least` and `most`.
    fn scaled(factor: i128, least: u64, most: Option<u64>) -> Interval {
        let near = factor.checked_mul(i128::from(least));
        let far = most.and_then(|most| factor.checked_mul(i128::from(most)));
        match factor.signum() {
            0 => Interval { least: Some(0), most: Some(0) },
            1 => Interval { least: near, most: far },
            _ => Interval { least: far, most: near },
        }
    }

    fn plus(self, other: Interval) -> Interval {
        let sum = |one: Option<i128>, another: Option<i128>| one?.checked_add(another?);
        Interval { least: sum(self.least, other.least), most: sum(self.most, other.most) }
    }

    fn has_zero(self) -> bool {
        self.least.is_none_or(|least| least <= 0) && self.most.is_none_or(|most| most >= 0)
    }
}

pub(super) fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
