//! In which turns of a nest two subscripts are equal: flat indices are taken apart into rows and what stands in them.
use super::affine::{Atom, LoopId, Polynomial, SymbolId};
use super::dependence::{DEEPEST, Equation, Meeting, gcd, meeting};
use super::location::{Elements, Location, Overlap};
use super::nest::Nest;

impl Nest<'_, '_, '_> {
    /// In which turns two locations meet; none where they never do.
    pub(super) fn meeting(&mut self, first: &Location, second: &Location) -> Option<Meeting> {
        let Overlap::Where(pairs) = first.overlap(second) else { return None };
        let mut equations = Vec::new();
        for pair in pairs {
            self.equate(&pair, &mut equations);
        }
        let turns: Vec<Option<u64>> = self.chain.iter().map(|&id| self.loops.get(id).turns).collect();
        Some(meeting(&equations, &turns))
    }

    /// Adds what must hold where two subscripts are equal. What is not affine adds nothing: they may be equal in any turns.
    pub(super) fn equate(&mut self, pair: &Elements<'_>, equations: &mut Vec<Equation>) {
        let (one, another) = pair.starts;
        let (Some(one), Some(another)) = (self.in_turns(one), self.in_turns(another)) else { return };
        let shift = Shift::of(&one).or_else(|| Shift::of(&another));
        let (Some(one), Some(another)) = (shift.apply(&one), shift.apply(&another)) else { return };
        let (mut left, mut right) = (one.by_symbols(), another.by_symbols());
        // What both have alike falls out.
        let mut monomials: Vec<Vec<Atom>> = left.iter().chain(&right).map(|(symbols, _)| symbols.clone()).collect();
        monomials.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        monomials.dedup();
        if pair.lengths != (1, 1) && monomials.first().is_none_or(|symbols| !symbols.is_empty()) {
            monomials.insert(0, Vec::new());
        }
        let mut take = |symbols: &Vec<Atom>| {
            let of = |side: &mut Vec<(Vec<Atom>, Polynomial)>| {
                let at = side.iter().position(|(known, _)| known == symbols);
                at.map_or_else(Polynomial::default, |at| side.swap_remove(at).1)
            };
            (of(&mut left), of(&mut right))
        };
        let mut parts: Vec<(Vec<Atom>, Polynomial, Polynomial)> = Vec::new();
        for symbols in &monomials {
            let (a, b) = take(symbols);
            let is_same_number = a == b && a.as_constant().is_some();
            if !is_same_number || symbols.is_empty() && pair.lengths != (1, 1) {
                parts.push((symbols.clone(), a, b));
            }
        }
        // Rows of rows: each product of symbols is a multiple of the one before.
        let lengths: Option<Vec<Polynomial>> = parts.windows(2).map(|both| ratio(&both[1].0, &both[0].0)).collect();
        let Some(lengths) = lengths else { return };
        let turns = |id: LoopId| self.loops.get(id).turns;
        let bounds: Vec<Option<u64>> = self.chain.iter().map(|&id| turns(id)).collect();
        let mut found = Vec::new();
        let mut assumed = Vec::new();
        for (number, (_, low, other)) in parts.iter().enumerate() {
            if let (Some(length), Some(next)) = (lengths.get(number), parts.get(number + 1)) {
                let above = parts[number + 1..].iter().flat_map(|(_, one, another)| [one, another]);
                let times =
                    above.flat_map(Polynomial::terms).fold(0, |times, (_, factor)| gcd(times, factor.unsigned_abs()));
                let Some(length) = i64::try_from(times).ok().and_then(|times| length.scaled(times)) else { return };
                let lengths = if number == 0 && parts[0].0.is_empty() { pair.lengths } else { (1, 1) };
                match self.stays_below((low, lengths.0), (other, lengths.1), &length, &shift) {
                    Some(true) => {}
                    None if moves(&next.1) && moves(&next.2) => assumed.extend(shift.undo(&length)),
                    _ => return,
                }
            }
            let Some(mut equation) = Equation::new(low, other, &self.chain, &turns) else { return };
            if number == 0 && parts[0].0.is_empty() {
                equation.widen(pair.lengths);
            }
            found.extend(equation.split(&bounds));
        }
        equations.extend(found);
        for length in assumed {
            if !self.assumed.contains(&length) {
                self.assumed.push(length);
            }
        }
    }

    /// A subscript as a form of the turns of the nest's loops, where all else in it stays the same in the nest.
    pub(super) fn in_turns(&mut self, form: &Polynomial) -> Option<Polynomial> {
        let form = self.loops.in_turns(form)?;
        let outer = self.outer();
        for atom in form.atoms() {
            if let Atom::Symbol(id) = atom
                && !self.is_fixed(id)
            {
                return None;
            }
        }
        // Turns of what is around the nest are the same for all of it.
        let outside: Vec<LoopId> = self.loops.outwards(outer.parent).collect();
        let form = form.substituted(&|atom| match atom {
            Atom::Turn(id) if outside.contains(&id) => Some(Polynomial::atom(Atom::Symbol(SymbolId(u32::MAX - id.0)))),
            _ => None,
        })?;
        form.is_affine().then_some(form)
    }

    /// Whether a symbol stands for the same value in all turns of the nest.
    pub(super) fn is_fixed(&mut self, id: SymbolId) -> bool {
        if let Some(&known) = self.fixed.get(&id) {
            return known;
        }
        let outer = self.outer();
        let symbol = &self.loops.symbols[id.0 as usize];
        let varies = symbol.varies.iter().any(|at| *at == outer.id || outer.below.contains(&at.0));
        let is_written = || {
            self.writes.iter().any(|&write| {
                let at = &self.loops.accesses[write].at;
                symbol.reads.iter().any(|read| read.overlap(at) != Overlap::Never)
            })
        };
        let fixed = !varies && !is_written();
        self.fixed.insert(id, fixed);
        fixed
    }

    /// Whether the values of both forms lie so close together that they differ by less than `length`; none where it is not known.
    fn stays_below(
        &self,
        (one, many): (&Polynomial, u64),
        (another, other_many): (&Polynomial, u64),
        length: &Polynomial,
        shift: &Shift,
    ) -> Option<bool> {
        let more = |many: u64| Some(Polynomial::constant(i64::try_from(many.saturating_sub(1)).ok()?));
        let (low, high) = self.range(one, shift)?;
        let (other_low, other_high) = self.range(another, shift)?;
        let (high, other_high) = (high.plus(&more(many)?)?, other_high.plus(&more(other_many)?)?);
        let one_less = length.minus(&Polynomial::constant(1))?;
        for (low, high) in [(&low, &high), (&other_low, &other_high)] {
            let room = one_less.minus(high)?.plus(low)?;
            // There is none, and larger lengths leave less: `j < 2 * w` in rows of `w`.
            let lack = room.scaled(-1)?;
            let grows = lack.terms().any(|(atoms, _)| !atoms.is_empty());
            if least_of(&lack).is_some_and(|lack| lack > 0 || grows && lack >= 0) {
                return Some(false);
            }
        }
        let most = larger(&high, &other_high)?;
        let least = larger(&low.scaled(-1)?, &other_low.scaled(-1)?)?.scaled(-1)?;
        let room = one_less.minus(&most)?.plus(&least)?;
        if let Some(room) = room.as_constant() {
            return Some(room >= 0);
        }
        // Lengths are 1 at least.
        least_of(&room).filter(|room| *room >= 0).map(|_| true)
    }

    /// The least and the largest value of a form of turns.
    fn range(&self, form: &Polynomial, shift: &Shift) -> Option<(Polynomial, Polynomial)> {
        let (mut low, mut high) = (form.clone(), form.clone());
        // Inner loops first: how often they turn may depend on the turns of outer ones.
        for _ in 0..DEEPEST * 2 {
            let turn = low.atoms().chain(high.atoms()).filter_map(|atom| match atom {
                Atom::Turn(id) => Some(id),
                _ => None,
            });
            let Some(id) = turn.max() else { return Some((low, high)) };
            let count = self.loops.get(id).count.clone()?;
            let last = shift.apply(&self.loops.in_turns(&count)?)?.minus(&Polynomial::constant(1))?;
            let put = |form: &Polynomial, wants_most: bool| {
                let factor = form.coefficient(Atom::Turn(id)).as_constant()?;
                let value = if (factor > 0) == wants_most { last.clone() } else { Polynomial::default() };
                form.substituted(&|atom| (atom == Atom::Turn(id)).then(|| value.clone()))
            };
            (low, high) = (put(&low, false)?, put(&high, true)?);
        }
        None
    }
}

/// The least value of a form in which symbols are only added, where each is 1 at least.
fn least_of(form: &Polynomial) -> Option<i64> {
    form.terms().try_fold(0i64, |sum, (atoms, factor)| {
        let is_symbolic = atoms.iter().all(|atom| !atom.is_inductive());
        if atoms.is_empty() || is_symbolic && factor > 0 { sum.checked_add(factor) } else { None }
    })
}

/// What a product of symbols is to be multiplied with to be another.
fn ratio(large: &[Atom], small: &[Atom]) -> Option<Polynomial> {
    let mut left = large.to_vec();
    for atom in small {
        let at = left.iter().position(|other| other == atom)?;
        left.remove(at);
    }
    if left.is_empty() {
        return None;
    }
    left.iter().try_fold(Polynomial::constant(1), |product, &atom| product.times(&Polynomial::atom(atom)))
}

fn moves(form: &Polynomial) -> bool {
    form.atoms().any(|atom| matches!(atom, Atom::Turn(_)))
}

/// The larger of two forms, where their difference is a number.
fn larger(one: &Polynomial, another: &Polynomial) -> Option<Polynomial> {
    let difference = one.minus(another)?.as_constant()?;
    Some(if difference >= 0 { one.clone() } else { another.clone() })
}

/// Where rows are `n + 1` long, `n` is written as `m - 1`, so that a row's length is one symbol: the same symbol then stands for
/// `m`.
struct Shift(Option<(Atom, i64)>);

impl Shift {
    /// That which the coefficients of a form ask for.
    fn of(form: &Polynomial) -> Shift {
        let coefficients = form.atoms().filter(|atom| atom.is_inductive()).map(|atom| form.coefficient(atom));
        Shift(coefficients.into_iter().find_map(|length| {
            let terms: Vec<(&[Atom], i64)> = length.terms().collect();
            match terms.as_slice() {
                [([], more), ([symbol], 1)] => Some((*symbol, *more)),
                _ => None,
            }
        }))
    }

    fn or_else(self, other: impl FnOnce() -> Shift) -> Shift {
        if self.0.is_some() { self } else { other() }
    }

    fn apply(&self, form: &Polynomial) -> Option<Polynomial> {
        self.moved(form, -1)
    }

    fn undo(&self, form: &Polynomial) -> Option<Polynomial> {
        self.moved(form, 1)
    }

    fn moved(&self, form: &Polynomial, sign: i64) -> Option<Polynomial> {
        let Some((symbol, more)) = self.0 else { return Some(form.clone()) };
        let more = Polynomial::constant(more.checked_mul(sign)?);
        form.substituted(&|atom| if atom == symbol { Polynomial::atom(atom).plus(&more) } else { None })
    }
}
