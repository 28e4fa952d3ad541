//! Whole numbers as sums of products of variables and symbols: `r * w + c - 1`.
/// A loop of a body, by its place in [`super::Loops::all`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct LoopId(pub u32);

/// An induction variable, by its place in [`super::Loops::variables`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct VariableId(pub u32);

/// A value that is not looked into, by its place in the table of symbols.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct SymbolId(pub u32);

/// A factor of a term.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Atom {
    /// An induction variable.
    Variable(VariableId),
    /// How many turns of a loop are over: 0 in its first one.
    Turn(LoopId),
    /// A value that is not looked into.
    Symbol(SymbolId),
}

impl Atom {
    /// Whether it is another number in each turn of some loop.
    pub fn is_inductive(self) -> bool {
        !matches!(self, Atom::Symbol(_))
    }
}

/// More terms than this are not kept apart.
const MOST_TERMS: usize = 24;
/// Nor are products of more factors.
const MOST_FACTORS: usize = 6;

/// A sum of products. It is an *affine form* where each product has at most one induction variable among its factors.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Polynomial {
    /// Factors in order, and the number before them; sorted by factors, no number is 0.
    terms: Vec<(Vec<Atom>, i64)>,
}

impl Polynomial {
    /// A number.
    pub fn constant(value: i64) -> Polynomial {
        let terms = if value == 0 { Vec::new() } else { vec![(Vec::new(), value)] };
        Polynomial { terms }
    }

    /// A variable or symbol alone.
    pub fn atom(atom: Atom) -> Polynomial {
        Polynomial { terms: vec![(vec![atom], 1)] }
    }

    /// Its terms: factors, and the number before them.
    pub fn terms(&self) -> impl Iterator<Item = (&[Atom], i64)> {
        self.terms.iter().map(|(atoms, factor)| (atoms.as_slice(), *factor))
    }

    /// The number that it is, where it is one.
    pub fn as_constant(&self) -> Option<i64> {
        match self.terms.as_slice() {
            [] => Some(0),
            [(atoms, value)] if atoms.is_empty() => Some(*value),
            _ => None,
        }
    }

    /// All variables and symbols in it.
    pub fn atoms(&self) -> impl Iterator<Item = Atom> + '_ {
        self.terms.iter().flat_map(|(atoms, _)| atoms.iter().copied())
    }

    /// Whether no term has more than one induction variable.
    pub fn is_affine(&self) -> bool {
        self.terms.iter().all(|(atoms, _)| atoms.iter().filter(|atom| atom.is_inductive()).count() <= 1)
    }

    /// What stands before an atom: `n` before `i` in `i * n + j`. Of products in which it stands twice, nothing.
    pub fn coefficient(&self, of: Atom) -> Polynomial {
        let having = self.terms.iter().filter(|(atoms, _)| atoms.iter().filter(|&&atom| atom == of).count() == 1);
        let without = |(atoms, factor): &(Vec<Atom>, i64)| {
            (atoms.iter().copied().filter(|&atom| atom != of).collect::<Vec<_>>(), *factor)
        };
        Polynomial { terms: having.map(without).collect() }.sorted()
    }

    /// It, and another.
    pub fn plus(&self, other: &Polynomial) -> Option<Polynomial> {
        let mut terms = Vec::with_capacity(self.terms.len() + other.terms.len());
        let (mut left, mut right) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        loop {
            let next = match (left.peek(), right.peek()) {
                (Some(one), Some(another)) => match one.0.cmp(&another.0) {
                    std::cmp::Ordering::Less => left.next().cloned(),
                    std::cmp::Ordering::Greater => right.next().cloned(),
                    std::cmp::Ordering::Equal => {
                        let sum = (one.0.clone(), one.1.checked_add(another.1)?);
                        left.next();
                        right.next();
                        Some(sum)
                    }
                },
                (Some(_), None) => left.next().cloned(),
                (None, Some(_)) => right.next().cloned(),
                (None, None) => None,
            };
            match next {
                Some((_, 0)) => {}
                Some(term) => terms.push(term),
                None => break,
            }
        }
        (terms.len() <= MOST_TERMS).then_some(Polynomial { terms })
    }

    /// It, less another.
    pub fn minus(&self, other: &Polynomial) -> Option<Polynomial> {
        self.plus(&other.scaled(-1)?)
    }

    /// It, so many times.
    pub fn scaled(&self, by: i64) -> Option<Polynomial> {
        if by == 0 {
            return Some(Polynomial::default());
        }
        let terms = self.terms.iter().map(|(atoms, factor)| Some((atoms.clone(), factor.checked_mul(by)?)));
        Some(Polynomial { terms: terms.collect::<Option<_>>()? })
    }

    /// It, times another.
    pub fn times(&self, other: &Polynomial) -> Option<Polynomial> {
        if self.terms.len() * other.terms.len() > MOST_TERMS * 2 {
            return None;
        }
        let mut sum = Polynomial::default();
        for (atoms, factor) in &other.terms {
            let mut part = self.scaled(*factor)?;
            for (own, _) in &mut part.terms {
                own.extend(atoms);
                own.sort_unstable();
                if own.len() > MOST_FACTORS {
                    return None;
                }
            }
            sum = sum.plus(&part.sorted())?;
        }
        Some(sum)
    }

    /// It, with another in the place of each atom for which there is one.
    pub fn substituted(&self, by: &dyn Fn(Atom) -> Option<Polynomial>) -> Option<Polynomial> {
        let mut sum = Polynomial::default();
        for (atoms, factor) in &self.terms {
            let mut product = Polynomial::constant(*factor);
            for &atom in atoms {
                let value = by(atom).unwrap_or_else(|| Polynomial::atom(atom));
                product = product.times(&value)?;
            }
            sum = sum.plus(&product)?;
        }
        Some(sum)
    }

    /// Its parts by the symbols that they are products with: `i * n + n + j - 1` is `n` times `i + 1`, and `j - 1`. Those of
    /// the fewest symbols first.
    pub(super) fn by_symbols(&self) -> Vec<(Vec<Atom>, Polynomial)> {
        let mut groups: Vec<(Vec<Atom>, Polynomial)> = Vec::new();
        for (atoms, factor) in &self.terms {
            let (inductive, symbols): (Vec<Atom>, Vec<Atom>) = atoms.iter().partition(|atom| atom.is_inductive());
            let at = groups.iter().position(|(known, _)| *known == symbols).unwrap_or_else(|| {
                groups.push((symbols, Polynomial::default()));
                groups.len() - 1
            });
            groups[at].1.terms.push((inductive, *factor));
        }
        for (_, part) in &mut groups {
            part.terms.sort_unstable();
        }
        groups.sort_by(|one, another| (one.0.len(), &one.0).cmp(&(another.0.len(), &another.0)));
        groups
    }

    /// With its terms in order. What it is made of differs from term to term, so that none are alike.
    fn sorted(mut self) -> Polynomial {
        self.terms.sort_unstable();
        self
    }
}
