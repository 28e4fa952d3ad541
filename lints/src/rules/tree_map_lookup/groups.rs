//! Declared places that hand a tree map on to each other.
use rustc_hash::{FxHashMap, FxHashSet};

use super::Tree;
use super::order::{Followed, Search, is_captured};
use super::{shown, sources};
use crate::model::{Body, Declared, Declares, Model, Place, words};
use crate::source::facts::ExprId;
use crate::source::paths::{type_names, types_within};

/// Declared places that one map goes through.
#[derive(Default)]
pub(super) struct Group<'d> {
    pub(super) places: Vec<&'d Declared<Tree>>,
    /// Those, and the places whose type goes through an alias among them.
    pub(super) declares: Vec<Declares>,
    pub(super) followed: Vec<Followed>,
    /// Something of them asks for the order, or may.
    pub(super) is_ordered: bool,
}

/// What stands for each declared place, those included whose type goes through an alias.
pub(super) fn by_place(model: &Model<'_>, declared: &[Declared<Tree>]) -> FxHashMap<Declares, usize> {
    let mut all: FxHashMap<Declares, usize> =
        declared.iter().enumerate().filter_map(|(at, one)| Some((one.declares?, at))).collect();
    for (at, one) in declared.iter().enumerate() {
        let (Some(Declares::Alias(alias)), Some(name)) = (one.declares, &one.name) else { continue };
        let names = model.renamed(words([name.as_str()]));
        for written in model.written_where(|ty| type_names(ty, &names)) {
            let mut is_it = false;
            types_within(written.ty, &mut |part| is_it |= model.resolve_alias(part, written.item) == Some(alias));
            if is_it {
                all.entry(written.declares).or_insert(at);
            }
        }
    }
    all
}

/// The declared places, those together that hand a map on.
pub(super) fn groups<'d>(
    model: &Model<'_>,
    declared: &'d [Declared<Tree>],
    by_place: &FxHashMap<Declares, usize>,
    is_known: &dyn Fn(&Declares) -> bool,
) -> Vec<Group<'d>> {
    let mut first: Vec<usize> = (0..declared.len()).collect();
    let root = |first: &[usize], mut at: usize| {
        while first[at] != at {
            at = first[at];
        }
        at
    };
    let mut followed = Vec::new();
    for (number, place) in declared.iter().enumerate() {
        let mut search = Search { model, is_known, found: Followed::default() };
        let mut is_free = place.made.iter().all(|(body, made)| is_made_at_run_time(model, model.body(*body), *made))
            && place.declares.is_none_or(|declares| !shown::is_shown(model, declares));
        // What is given to nobody in sight is given to somebody else.
        is_free &= match place.declares {
            Some(Declares::Result(of)) => !model.uses(Place::Result(of)).is_empty(),
            _ => true,
        };
        for (body, used) in &place.uses {
            is_free = is_free && search.is_free(model.body(*body), *used);
        }
        let name = place.name.as_deref().unwrap_or_default();
        is_free = is_free && !place.uses.iter().any(|(body, _)| is_captured(model.body(*body), name));
        for to in search.found.goes_to.iter().chain(&place.goes_to) {
            if let Some(&to) = by_place.get(to) {
                let (one, other) = (root(&first, number), root(&first, to));
                first[one.max(other)] = one.min(other);
            }
        }
        followed.push((search.found, is_free));
    }
    let mut groups: Vec<Group<'d>> = declared.iter().map(|_| Group::default()).collect();
    for (number, (place, (found, is_free))) in declared.iter().zip(followed).enumerate() {
        let group = &mut groups[root(&first, number)];
        group.places.push(place);
        group.followed.push(found);
        group.is_ordered |= !is_free;
    }
    for (declares, number) in by_place {
        groups[root(&first, *number)].declares.push(*declares);
    }
    groups.retain(|group| !group.places.is_empty());
    groups
}

/// Whether a map is made where a hash map could be: the compiler makes none.
fn is_made_at_run_time(model: &Model<'_>, body: &Body<'_>, made: ExprId) -> bool {
    let is_function = model.def(body.owner).function().is_some_and(|function| !function.is_const);
    (is_function || body.closure(made).is_some()) && sources::is_in_sight(model, body, made, &FxHashSet::default())
}
