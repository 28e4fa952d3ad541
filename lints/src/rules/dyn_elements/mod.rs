#![doc = include_str!("README.md")]
use rustc_hash::FxHashSet;

use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::heat::{Frequency, Paying};
use super::subject::Spots;
use super::wording::counted;
use super::{Chapter, Finds, Rule, cost, passes};
use crate::model::outline::descendants;
use crate::model::{Body, BodyId, Declared, DefId, Interest, Known, Model, Pass, Question, Ty};
use crate::report::{Level, Predicted, Saves, Site, Subject};
use crate::source::facts::{ExprId, ExprKind};
use crate::source::words::Word;

/// What it is.
pub const RULE: Rule = Rule {
    name: "dyn_elements",
    chapter: Chapter::Layout,
    level: Level::Note,
    summary: "a loop calls a method on each element of a sequence of trait objects",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// What stands behind the pointers of a sequence.
#[derive(Clone, Debug)]
struct Objects {
    of_trait: DefId,
    /// The types of the workspace that may be there.
    types: Vec<Ty>,
}

/// A pass that calls a method of each.
struct Calls {
    body: BodyId,
    pass: Pass,
    call: ExprId,
    frequency: Frequency,
    predicted: Predicted,
}

/// Every declared sequence of trait objects on whose elements a loop calls a method.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let traits = traits(model);
    if traits.is_empty() {
        return Vec::new();
    }
    let declared = model.declared(&Question {
        names: &model.renamed(names(model, &traits)),
        answer: &|ty| objects(model, &model.element_of(ty)?),
        is_silent: &|_| false,
    });
    let all = passes::over(context, |element| objects(model, element).is_some());
    let calls: Vec<Calls> = all.into_iter().filter_map(|(body, pass)| calls(context, body, pass)).collect();
    let mut spoken_for: FxHashSet<(BodyId, ExprId)> = FxHashSet::default();
    let mut found = Vec::new();
    for place in declared.iter().filter(|place| !context.is_exported(place.answer.of_trait)) {
        let is_named = |calls: &&Calls| place.uses.contains(&(calls.body, calls.pass.sequence));
        let own = calls.iter().filter(is_named);
        let own: Vec<&Calls> = own.filter(|calls| spoken_for.insert((calls.body, calls.pass.walker))).collect();
        found.extend(report(context, place, &own));
    }
    found
}

/// Bodies that one of these traits can come into.
fn interest(model: &Model<'_>) -> Interest {
    model.interest_in(names(model, &traits(model)), &[])
}

fn names(model: &Model<'_>, traits: &FxHashSet<DefId>) -> FxHashSet<Word> {
    traits.iter().filter_map(|&it| model.def(it).name).map(|name| Word::new(name.as_str())).collect()
}

/// The traits of the workspace that some declared sequence has objects of.
fn traits(model: &Model<'_>) -> FxHashSet<DefId> {
    model.written_elements().iter().filter_map(|element| objects(model, element)).map(|it| it.of_trait).collect()
}

/// What an element leads to that is a pointer to a trait object: of a trait of the workspace, for several types.
fn objects(model: &Model<'_>, element: &Ty) -> Option<Objects> {
    let (def, args) = element.adt()?;
    if !matches!(model.known(def)?, Known::Box | Known::Rc | Known::Arc) {
        return None;
    }
    let Ty::Dyn(bounds) = args.first()? else { return None };
    let of_trait = bounds.iter().map(|bound| bound.def).find(|&it| !model.definitions().is_declared(it))?;
    let types = model.implementors(of_trait);
    let is_pointer = |ty: &Ty| matches!(ty, Ty::Ref(..) | Ty::Param(_)) || model.known_type(ty).is_some();
    let types: Vec<Ty> = types.into_iter().filter(|ty| !is_pointer(ty)).collect();
    (types.len() > 1).then_some(Objects { of_trait, types })
}

/// The method that a pass calls on each element.
fn calls(context: &Context<'_>, of: BodyId, pass: Pass) -> Option<Calls> {
    let model = context.model;
    let body = model.body(of);
    let objects = objects(model, &pass.element)?;
    let call =
        descendants(body.facts, pass.walker).into_iter().find(|&id| is_call_of(model, body, id, objects.of_trait))?;
    let predicted = predict(model, &objects, model.length(body, pass.sequence));
    let paying = Paying { subject: Some(pass.sequence), ..Paying::walk(pass.walker) };
    let frequency = context.frequency(body, paying, &predicted);
    Some(Calls { body: of, pass, call, frequency, predicted })
}

/// Whether a call goes to a trait's own function, or to one of what it builds on, by way of an object.
fn is_call_of(model: &Model<'_>, body: &Body<'_>, id: ExprId, of_trait: DefId) -> bool {
    let ExprKind::MethodCall { receiver, .. } = body.facts[id].kind else { return false };
    let is_object = |ty: &Ty| matches!(ty, Ty::Dyn(bounds) if bounds.iter().any(|bound| bound.def == of_trait));
    model.autoderef(body.ty(receiver)).iter().any(is_object)
        && body.callee(id).is_some_and(|callee| {
            callee.declared.or(Some(callee.function)).and_then(|function| model.def(function).parent) == Some(of_trait)
        })
}

/// The pointer and its table's address lie side by side; what they lead to, each in an allocation of its own. An enum of the same
/// types is as large as the largest, and its tag.
fn predict(model: &Model<'_>, objects: &Objects, trips: Option<u64>) -> Predicted {
    const POINTER: u64 = 16;
    const TAG: u64 = 8;
    let sizes: Option<Vec<u64>> = objects.types.iter().map(|ty| model.size_of(ty)).collect();
    let sizes = sizes.filter(|sizes| !sizes.is_empty());
    let scattered =
        |sizes: &Vec<u64>| sizes.iter().map(|&size| cost::scattered(size)).sum::<f64>() / sizes.len() as f64;
    let largest = sizes.as_ref().and_then(|sizes| sizes.iter().max()).map(|size| size.next_multiple_of(TAG) + TAG);
    Predicted {
        lines_now: sizes.as_ref().map(|sizes| cost::side_by_side(POINTER) + scattered(sizes)),
        lines_after: largest.map(cost::side_by_side),
        element_bytes: largest,
        trips,
        ..Predicted::default()
    }
}

fn report(context: &Context<'_>, place: &Declared<Objects>, calls: &[&Calls]) -> Option<Found> {
    let model = context.model;
    let hottest = calls.iter().max_by_key(|calls| (calls.frequency.heat, calls.predicted.trips))?;
    let Calls { frequency, predicted, .. } = hottest;
    let is_small = |trips| cost::extent(context.settings, trips, predicted.element_bytes) == Some(Extent::Small);
    if predicted.trips.is_some_and(is_small) {
        return None;
    }
    let name = model.def(place.answer.of_trait).name.map_or_else(String::new, |name| name.as_str().to_owned());
    let mut labels: Vec<_> = calls
        .iter()
        .take(3)
        .map(|calls| context.label_header(calls.body, calls.pass.walker, "for each of them, a pointer is followed"))
        .collect();
    labels.push(context.label_expr(hottest.body, hottest.call, "and the function is looked up there"));
    let mut sites: Vec<_> = calls.iter().map(|calls| site(context, calls)).collect();
    sites.dedup();
    Some(Found {
        level: level(RULE.level, frequency.heat, predicted),
        heat: frequency.heat,
        krate: context.krate(place.item),
        item: model.item_path(place.item),
        message: format!(
            "each `dyn {name}` is an allocation of its own: a loop that calls a method on all of them goes to memory for each"
        ),
        primary: context.label(
            place.file,
            place.span,
            format!("{} of the workspace may be behind each", counted(place.answer.types.len() as u64, "type")),
        ),
        labels,
        notes: vec![WHY.to_owned(), context.prediction(predicted, frequency)],
        rewrite: fix(model, &place.answer, &name, place.name.as_deref()),
        sites,
        weight: cost::weight(predicted, frequency.heat, 1.0),
        predicted: *predicted,
        cause: Cause::Declared { at: place.declares, goes_to: place.goes_to.clone(), handed: Vec::new() },
    })
}

/// The loop, about the objects: what the functions reach in them that may be called.
fn site(context: &Context<'_>, calls: &Calls) -> Site {
    let model = context.model;
    let mut spots = Spots::new(context);
    let callee = model.body(calls.body).callee(calls.call);
    let functions = callee.and_then(|callee| callee.declared.or(Some(callee.function)));
    for &inside in functions.map_or(&[][..], |declared| model.implementations_of(declared)) {
        if let Some(inside) = model.body_of(inside) {
            spots.receiver(inside.id);
        }
    }
    let site = passes::site(context, RULE.name, &(calls.body, calls.pass.clone()));
    let mut all = spots.into_vec();
    if let Subject::Reached { at: of_loop, .. } = &site.subject {
        all.extend(of_loop.iter().cloned());
    }
    all.sort();
    all.dedup();
    site.about(Subject::elements(all, 2)).saving(Saves::Dispatched)
}

/// Why it costs.
const WHY: &str = "the objects lie where they were allocated, in an order that may have nothing to do with that of the sequence; the call \
     can be neither inlined nor foreseen where the types alternate";

/// So many types are written out.
const MOST_TYPES: usize = 8;

fn fix(model: &Model<'_>, objects: &Objects, name: &str, sequence: Option<&str>) -> Proposal {
    let sequence = sequence.unwrap_or("all");
    let types: Vec<(String, bool)> = objects.types.iter().map(|ty| (model.display(ty), has_parameters(ty))).collect();
    // Which types stand for parameters, nobody says here.
    let variant = |(ty, is_open): &(String, bool)| match is_open {
        true => format!("    // one for each `{ty}` that is in use"),
        false => format!("    {}({ty}),", last(ty)),
    };
    let alone = |(ty, is_open): &(String, bool)| match is_open {
        true => format!("// and one for each `{ty}` that is in use"),
        false => format!("{sequence}_{}: Vec<{ty}>", last(ty).to_lowercase()),
    };
    let variants: Vec<String> = types.iter().take(MOST_TYPES).map(variant).collect();
    let more = if types.len() > MOST_TYPES { "\n    .." } else { "" };
    let apart: Vec<String> = types.iter().take(MOST_TYPES).map(alone).collect();
    Proposal::by_hand(
        format!("keep the values themselves: an enum of the {} types, or a sequence for each type", types.len()),
        format!(
            "enum Any{name} {{\n{}{more}\n}}\n\n{sequence}: Vec<Any{name}>\n\n// or, where the order of different types does not matter\n{}",
            variants.join("\n"),
            apart.join("\n"),
        ),
    )
}

/// Whether a type has parameters of an impl for arguments.
fn has_parameters(ty: &Ty) -> bool {
    ty.any(&|part| matches!(part, Ty::Param(_)))
}

/// The last name of a type's path, without arguments.
fn last(ty: &str) -> &str {
    let path = ty.split('<').next().unwrap_or(ty);
    path.rsplit("::").next().unwrap_or(path)
}
