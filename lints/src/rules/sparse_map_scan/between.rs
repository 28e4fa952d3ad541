//! Maps in fields that one method makes smaller, and another one walks.
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Kind, Removed, Step, Walked};
use crate::model::{BodyId, Model, Place, Root};

/// What the methods of a type do with one of its fields, in order.
#[derive(Default)]
struct Uses<'s> {
    shrinks: Vec<(BodyId, &'s Step)>,
    walks: Vec<(BodyId, &'s Step)>,
    filled_in: FxHashSet<BodyId>,
    is_trimmed: bool,
}

/// For each such field the first walk, and what removes entries, where no method gives slots back. A method that fills the map again
/// after it removed from it leaves it as large as it was.
pub(super) fn methods<'s>(model: &Model<'_>, all: &'s [(BodyId, Vec<Step>)]) -> Vec<(BodyId, &'s Step, Removed)> {
    let mut numbers: FxHashMap<Place, usize> = FxHashMap::default();
    let mut fields: Vec<Uses<'s>> = Vec::new();
    for (of, steps) in all {
        for step in steps {
            let Some(place) = field(model, *of, step) else { continue };
            let number = *numbers.entry(place).or_insert(fields.len());
            if number == fields.len() {
                fields.push(Uses::default());
            }
            let uses = &mut fields[number];
            match step.kind {
                Kind::Shrinks => uses.shrinks.push((*of, step)),
                Kind::Walks(..) => uses.walks.push((*of, step)),
                Kind::Grows => _ = uses.filled_in.insert(*of),
                Kind::Trims => uses.is_trimmed = true,
            }
        }
    }
    fields.iter().filter(|uses| !uses.is_trimmed).filter_map(first).collect()
}

/// The first walk over a field that another method made smaller.
fn first<'s>(uses: &Uses<'s>) -> Option<(BodyId, &'s Step, Removed)> {
    let is_left = |(of, _): &&(BodyId, &'s Step)| !uses.filled_in.contains(of);
    let mut shrinks = uses.shrinks.iter().filter(is_left);
    let one = shrinks.next()?;
    // Of a walk in the same method, what another one removes counts.
    let other = shrinks.find(|(of, _)| *of != one.0);
    uses.walks.iter().filter(is_left).find_map(|&(walks_in, walk)| {
        let (body, removes) = [Some(one), other].into_iter().flatten().find(|(of, _)| *of != walks_in)?;
        let removed = Removed { body: *body, at: removes.at, walked: Walked::Elsewhere, again: None };
        Some((walks_in, walk, removed))
    })
}

/// The field of its receiver that a step of a method is about.
fn field(model: &Model<'_>, of: BodyId, step: &Step) -> Option<Place> {
    match (step.path.root, step.path.steps.len()) {
        (Root::SelfReceiver, 1) => model.last_place(model.body(of), &step.path),
        _ => None,
    }
}
