//! How far an access goes from turn to turn of a loop.
use super::Loops;
use super::access::Access;
use super::affine::{Atom, LoopId, Polynomial};
use super::location::Step;

/// How far an access goes from turn to turn of a loop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stride {
    /// By so many elements of the innermost dimension; 0 where it stays.
    Elements(Polynomial),
    /// To another row: by so many of this dimension, counted from the outermost, which is 0.
    Dimension(usize, Polynomial),
    /// As data says: a subscript is no affine form of the loop's turns.
    Data,
    /// It is not known which element it is.
    Unknown,
}

impl Loops<'_, '_> {
    /// How far an access goes from turn to turn of a loop around it.
    pub fn stride(&self, access: &Access, of: LoopId) -> Stride {
        let mut dimensions: Vec<(&Polynomial, Option<&Polynomial>)> = Vec::new();
        for step in &access.at.steps {
            match step {
                Step::Element(number) | Step::Found(number) | Step::Slice { start: number, .. } => {
                    dimensions.push((number, None))
                }
                Step::Chunk { number, width } => dimensions.push((number, Some(width))),
                Step::Some => return Stride::Unknown,
                Step::Field(..) | Step::Part(_) | Step::Length => {}
            }
        }
        for (at, (number, width)) in dimensions.iter().enumerate() {
            let Some(form) = self.in_turns(number) else { return Stride::Data };
            let is_data = form.atoms().any(|atom| self.differs(atom, of));
            if is_data || !form.is_affine() {
                return Stride::Data;
            }
            let step = form.coefficient(Atom::Turn(of));
            if step.as_constant() == Some(0) {
                continue;
            }
            // The parts of a chunk follow each other in the same row.
            let is_last = dimensions[at + 1..].len() == usize::from(width.is_some()) || at + 1 == dimensions.len();
            return match (is_last, width) {
                (true, Some(width)) => step.times(width).map_or(Stride::Unknown, Stride::Elements),
                (true, None) => Stride::Elements(step),
                (false, _) => Stride::Dimension(at, step),
            };
        }
        Stride::Elements(Polynomial::default())
    }

    /// For each subscript of an access, outermost dimension first, the loops from turn to turn of which it differs.
    pub fn varied_by(&self, access: &Access) -> Vec<Vec<LoopId>> {
        let around: Vec<LoopId> = self.outwards(access.within).collect();
        let of = |number: &Polynomial| {
            let form = self.in_turns(number);
            let differs = |id: &LoopId| match &form {
                Some(form) => form.atoms().any(|atom| atom == Atom::Turn(*id) || self.differs(atom, *id)),
                None => true,
            };
            around.iter().copied().filter(differs).collect()
        };
        access.at.subscripts().map(of).collect()
    }

    /// Whether data tells the row of an access: its first subscript differs from turn to turn, and is no form of the turns alone.
    pub fn is_picked(&self, access: &Access) -> bool {
        let Some(row) = access.at.subscripts().next() else { return false };
        let around = || self.outwards(access.within);
        self.in_turns(row).is_none_or(|form| form.atoms().any(|atom| around().any(|of| self.differs(atom, of))))
    }

    /// Whether a symbol stands for something else from turn to turn.
    fn differs(&self, atom: Atom, of: LoopId) -> bool {
        match atom {
            Atom::Symbol(id) => self.symbols.get(id.0 as usize).is_some_and(|symbol| symbol.varies.contains(&of)),
            _ => false,
        }
    }
}
