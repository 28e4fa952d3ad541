//! Which bytes of its elements a loop reads or writes.
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::model::{Body, DefKind, Depth, FieldLayout, Model, Part, Pass, Ty};
use crate::source::facts::ExprId;

/// What of an element is read or written.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    /// The bytes, in order and apart.
    pub(super) ranges: Vec<Range<u64>>,
    /// The fields of the element that they are of, or are a part of: their numbers.
    pub(super) fields: FxHashSet<u32>,
}

impl Touched {
    /// How many bytes.
    pub(super) fn bytes(&self) -> u64 {
        self.ranges.iter().map(|range| range.end - range.start).sum()
    }

    /// What is in either.
    pub(super) fn or(&self, other: &Touched) -> Touched {
        let ranges = self.ranges.iter().chain(&other.ranges).cloned().collect();
        Touched { ranges: apart(ranges), fields: self.fields.union(&other.fields).copied().collect() }
    }
}

/// A struct of the workspace that takes a line of the cache or more: where its fields lie.
pub(super) fn large_struct(model: &Model<'_>, ty: &Ty) -> Option<FieldLayout> {
    let (def, _) = ty.adt()?;
    let is_own = model.known(def).is_none() && !model.definitions().is_declared(def);
    if !is_own || model.def(def).kind != DefKind::Struct {
        return None;
    }
    model.field_offsets(ty).filter(|layout| layout.size >= LINE && layout.fields.len() > 1)
}

const LINE: u64 = 64;

/// What `within` does with the elements of a pass; none where that may be anything.
pub(super) fn touched(
    model: &Model<'_>,
    body: &Body<'_>,
    within: ExprId,
    pass: &Pass,
    depth: Depth,
) -> Option<Touched> {
    let touches = model.touches_of_elements(body, within, pass.sequence, depth)?;
    let mut ranges = Vec::new();
    let mut fields = FxHashSet::default();
    let parts: FxHashSet<&[Part]> = touches.iter().map(|touch| touch.parts.as_slice()).collect();
    for parts in parts {
        let Some(Part::Field(_, number)) = parts.first() else { return None };
        fields.insert(*number);
        ranges.push(bytes_of(model, &pass.element, parts)?);
    }
    Some(Touched { ranges: apart(ranges), fields })
}

/// Where in an element the part lies that is touched. What a field points to is elsewhere, but the pointer is not.
fn bytes_of(model: &Model<'_>, element: &Ty, parts: &[Part]) -> Option<Range<u64>> {
    let mut ty = element.clone();
    let mut at = 0..model.size_of(&ty)?;
    for part in parts {
        let number = match part {
            Part::Field(_, number) | Part::Part(number) => *number,
            Part::Element => {
                // Any of them: what of an array is read is taken for no more than a line.
                return Some(at.start..at.end.min(at.start + LINE));
            }
        };
        let inner = match &ty {
            Ty::Tuple(parts) => parts.get(number as usize).cloned(),
            Ty::Adt(def, _) if model.known(*def).is_none() && model.def(*def).kind == DefKind::Struct => {
                model.fields(&ty).into_iter().find(|(index, ..)| *index == number).map(|(.., ty)| ty)
            }
            _ => None,
        };
        let Some(inner) = inner else { return Some(at) };
        let field = model.field_offsets(&ty)?.fields.into_iter().find(|field| field.index == number)?;
        at = at.start + field.offset..at.start + field.offset + field.size;
        ty = inner;
    }
    Some(at)
}

/// The same bytes, in order and each once.
fn apart(mut ranges: Vec<Range<u64>>) -> Vec<Range<u64>> {
    ranges.sort_by_key(|range| range.start);
    let mut all: Vec<Range<u64>> = Vec::new();
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        match all.last_mut().filter(|last| last.end >= range.start) {
            Some(last) => last.end = last.end.max(range.end),
            None => all.push(range),
        }
    }
    all
}

/// The lines that these bytes of an element lie in, averaged over where elements of this size begin in lines.
pub(super) fn lines(ranges: &[Range<u64>], size: u64) -> f64 {
    let step = 1 << size.trailing_zeros().min(LINE.trailing_zeros());
    let starts = LINE / step;
    let lines_from = |start: u64| {
        let lines = ranges.iter().flat_map(|range| (start + range.start) / LINE..=(start + range.end - 1) / LINE);
        lines.collect::<FxHashSet<u64>>().len()
    };
    let all: usize = (0..starts).map(|start| lines_from(start * step)).sum();
    // Neighbours share the lines where one ends and the next begins: no more than all of them are fetched.
    (all as f64 / starts as f64).min(size as f64 / LINE as f64)
}
