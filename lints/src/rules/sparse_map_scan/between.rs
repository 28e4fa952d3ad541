//! Maps in fields that one method makes smaller, and another one walks.
use rustc_hash::FxHashSet;

use super::{Kind, Removed, Step, Walked};
use crate::model::{BodyId, Model, Place, Root};

/// For each such field the first walk, and what removes entries, where no method gives slots back. A method that fills the map again
/// after it removed from it leaves it as large as it was.
pub(super) fn methods<'s>(model: &Model<'_>, all: &'s [(BodyId, Vec<Step>)]) -> Vec<(BodyId, &'s Step, Removed)> {
    let own: Vec<(Place, BodyId, &Step)> = all
        .iter()
        .flat_map(|(of, steps)| steps.iter().filter_map(|step| Some((field(model, *of, step)?, *of, step))))
        .collect();
    let trimmed: FxHashSet<Place> = own.iter().filter(|(.., it)| it.kind == Kind::Trims).map(|(of, ..)| *of).collect();
    let mut met: FxHashSet<Place> = FxHashSet::default();
    let mut found = Vec::new();
    for (place, walks_in, walk) in &own {
        let is_walk = matches!(walk.kind, Kind::Walks(..));
        if !is_walk || trimmed.contains(place) || met.contains(place) {
            continue;
        }
        let is_in =
            |of: BodyId, kind: Kind| own.iter().any(|(at, body, it)| at == place && *body == of && it.kind == kind);
        let is_filled = |of: BodyId| is_in(of, Kind::Grows);
        let removes = own
            .iter()
            .find(|(at, of, step)| at == place && of != walks_in && step.kind == Kind::Shrinks && !is_filled(*of));
        if let Some((_, body, shrinks)) = removes.filter(|_| !is_filled(*walks_in)) {
            met.insert(*place);
            let removed = Removed { body: *body, at: shrinks.at, walked: Walked::Elsewhere, again: None };
            found.push((*walks_in, *walk, removed));
        }
    }
    found
}

/// The field of its receiver that a step of a method is about.
fn field(model: &Model<'_>, of: BodyId, step: &Step) -> Option<Place> {
    match (step.path.root, step.path.steps.len()) {
        (Root::SelfReceiver, 1) => model.last_place(model.body(of), &step.path),
        _ => None,
    }
}
