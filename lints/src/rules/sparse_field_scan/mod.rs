#![doc = include_str!("README.md")]
mod fields;

use rustc_hash::FxHashSet;

use self::fields::{Touched, large_struct, lines, touched};
use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::heat::{Frequency, Paying};
use super::wording::counted;
use super::{Chapter, Finds, Rule, cost, passes};
use crate::model::{BodyId, Declared, DefId, Depth, Interest, Model, Pass, Question, Ty};
use crate::report::{Level, Predicted, Saves};
use crate::source::facts::ExprId;
use crate::source::words::Word;

/// What it is.
pub const RULE: Rule = Rule {
    name: "sparse_field_scan",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a loop over large structs reads a few of their fields",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// A pass over large structs.
struct Scan {
    body: BodyId,
    pass: Pass,
    /// What the pass itself reads or writes of each.
    touched: Touched,
    /// That is a small part, and nothing else in its function reads the rest.
    is_sparse: bool,
    frequency: Frequency,
    predicted: Predicted,
}

/// A pass reads a small part that reads so many times less than all.
const PART: u64 = 4;

/// Every declared sequence whose hottest pass reads a small part of its elements.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let structs = structs(model);
    if structs.is_empty() {
        return Vec::new();
    }
    let declared = model.declared(&Question {
        names: &model.renamed(names(model, &structs)),
        answer: &|ty| model.element_of(ty).filter(|element| large_struct(model, element).is_some()),
        is_silent: &|_| false,
    });
    let is_large = |ty: &Ty| large_struct(model, ty).is_some();
    let used: FxHashSet<(BodyId, ExprId)> = declared.iter().flat_map(|place| &place.uses).copied().collect();
    let mut passes = passes::over(context, is_large);
    passes.retain(|(body, pass)| used.contains(&(*body, pass.sequence)));
    let mut spoken_for: FxHashSet<(BodyId, ExprId)> = FxHashSet::default();
    let mut found = Vec::new();
    for place in &declared {
        let is_of_place = |(body, pass): &&(BodyId, Pass)| {
            place.uses.contains(&(*body, pass.sequence)) && !spoken_for.contains(&(*body, pass.walker))
        };
        let own: Vec<&(BodyId, Pass)> = passes.iter().filter(is_of_place).collect();
        spoken_for.extend(own.iter().map(|(body, pass)| (*body, pass.walker)));
        // What functions do that a pass calls is looked at last: it takes the most time, and only adds to what is read.
        if own.iter().any(|(body, pass)| may_be_sparse(model, *body, pass)) {
            let scans: Vec<Scan> = own.into_iter().filter_map(|(body, pass)| scan(context, *body, pass)).collect();
            found.extend(report(context, place, &scans));
        }
    }
    found
}

/// Bodies that one of these structs can come into.
fn interest(model: &Model<'_>) -> Interest {
    model.interest_in(names(model, &structs(model)), &[])
}

fn names(model: &Model<'_>, structs: &FxHashSet<DefId>) -> FxHashSet<Word> {
    structs.iter().filter_map(|&it| model.def(it).name).map(|name| Word::new(name.as_str())).collect()
}

/// The large structs of the workspace that some declared sequence has for elements.
fn structs(model: &Model<'_>) -> FxHashSet<DefId> {
    let elements = model.written_elements();
    let large = elements.iter().filter(|element| large_struct(model, element).is_some());
    large.filter_map(|element| Some(element.adt()?.0)).collect()
}

/// Whether what the code of a pass itself reads of its elements is a small part.
fn may_be_sparse(model: &Model<'_>, body: BodyId, pass: &Pass) -> bool {
    let touched = touched(model, model.body(body), pass.walker, pass, Depth::Itself);
    touched.zip(model.size_of(&pass.element)).is_some_and(|(touched, size)| touched.bytes() * PART <= size)
}

/// What a pass reads of its elements; none where that may be all.
fn scan(context: &Context<'_>, body: BodyId, pass: &Pass) -> Option<Scan> {
    let model = context.model;
    let own = model.body(body);
    let touched_in = |within| touched(model, own, within, pass, Depth::Calls);
    let touched = touched_in(pass.walker).filter(|touched| !touched.ranges.is_empty())?;
    let size = model.size_of(&pass.element)?;
    let is_sparse =
        touched.bytes() * PART <= size && touched_in(own.facts.root).is_some_and(|all| all.bytes() * 2 <= size);
    let predicted = Predicted {
        lines_now: Some(lines(&touched.ranges, size)),
        lines_after: Some(cost::side_by_side(touched.bytes())),
        element_bytes: Some(size),
        trips: model.length(own, pass.sequence),
        ..Predicted::default()
    };
    let paying = Paying { subject: Some(pass.sequence), ..Paying::walk(pass.walker) };
    let frequency = context.frequency(own, paying, &predicted);
    Some(Scan { body, pass: pass.clone(), touched, is_sparse, frequency, predicted })
}

fn report(context: &Context<'_>, place: &Declared<Ty>, scans: &[Scan]) -> Option<Found> {
    let model = context.model;
    let sparse: Vec<&Scan> = scans.iter().filter(|scan| scan.is_sparse).collect();
    let hottest = sparse.iter().max_by_key(|scan| (scan.frequency.heat, scan.predicted.trips))?;
    // Who reads all of it as often would pay for two sequences in place of one.
    let is_rival = |scan: &Scan| scan.frequency.heat >= hottest.frequency.heat && !scan.is_sparse;
    let small = |scan: &Scan| {
        let Predicted { trips: Some(trips), element_bytes, .. } = scan.predicted else { return false };
        cost::extent(context.settings, trips, element_bytes) == Some(Extent::Small)
    };
    if scans.iter().any(is_rival) || small(hottest) {
        return None;
    }
    let Scan { frequency, .. } = hottest;
    let element = model.display(&place.answer);
    let layout = large_struct(model, &place.answer)?;
    let all = sparse.iter().fold(Touched::default(), |all, scan| all.or(&scan.touched));
    // What goes into a sequence of its own are the fields that all of them read, each as a whole.
    let hot = model.fields(&place.answer).into_iter().filter(|(number, ..)| all.fields.contains(number));
    let together = model.size_of(&Ty::Tuple(hot.map(|(.., ty)| ty).collect()));
    let predicted = &Predicted { lines_after: together.map(cost::side_by_side), ..hottest.predicted };
    if together.is_none_or(|together| together * 2 > layout.size) {
        return None;
    }
    let hot = fields(model, &place.answer, |number| hottest.touched.fields.contains(&number));
    let message = format!(
        "each `{element}` takes {}, of which a loop reads {}: {}",
        counted(layout.size, "byte"),
        hottest.touched.bytes(),
        listed(&hot),
    );
    let mut labels: Vec<_> = [*hottest]
        .into_iter()
        .chain(sparse.iter().copied().filter(|scan| !std::ptr::eq(*scan, *hottest)))
        .take(3)
        .map(|scan| {
            let read = fields(model, &place.answer, |number| scan.touched.fields.contains(&number));
            context.label_header(
                scan.body,
                scan.pass.walker,
                format!("only {} of each {} asked for here", listed(&read), if read.len() == 1 { "is" } else { "are" }),
            )
        })
        .collect();
    if let Some((def, item)) = place.answer.adt().and_then(|(def, _)| Some((def, model.def(def).item?))) {
        labels.push(context.label(model.def(def).file, item.name_span, counted(layout.size, "byte")));
    }
    let site = |scan: &Scan| passes::site(context, RULE.name, &(scan.body, scan.pass.clone()));
    let mut sites: Vec<_> = sparse.iter().map(|scan| site(scan).saving(Saves::Independent)).collect();
    sites.dedup();
    Some(Found {
        level: level(RULE.level, frequency.heat, predicted),
        heat: frequency.heat,
        krate: context.krate(place.item),
        item: model.item_path(place.item),
        message,
        primary: context.label(place.file, place.span, format!("a sequence of `{element}`")),
        labels,
        notes: vec![WHY.to_owned(), context.prediction(predicted, frequency)],
        rewrite: fix(model, place, &all),
        sites,
        weight: cost::weight(predicted, frequency.heat, 1.0),
        predicted: *predicted,
        cause: Cause::Declared { at: place.declares, goes_to: place.goes_to.clone(), handed: Vec::new() },
    })
}

/// Why it costs.
const WHY: &str = "the other fields lie between those that are read, and come into the cache with them";

/// The names of the fields of a struct for whose numbers `is_one` holds.
fn fields(model: &Model<'_>, of: &Ty, is_one: impl Fn(u32) -> bool) -> Vec<String> {
    let fields = model.fields(of).into_iter().filter(|(number, ..)| is_one(*number));
    fields.map(|(_, name, _)| name.as_str().to_owned()).collect()
}

/// `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` ``
fn listed(names: &[String]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [one] => format!("`{one}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}

fn fix(model: &Model<'_>, place: &Declared<Ty>, hot: &Touched) -> Proposal {
    let element = model.display(&place.answer);
    let own = element.split('<').next().unwrap_or(&element).rsplit("::").next().unwrap_or(&element).to_owned();
    let all = model.fields(&place.answer);
    let lines = |is_hot: bool| {
        let own = all.iter().filter(|(number, ..)| hot.fields.contains(number) == is_hot);
        own.map(|(_, name, ty)| format!("    {name}: {},\n", model.display(ty))).collect::<String>()
    };
    let name = place.name.as_deref().unwrap_or("all");
    const MOST: usize = 4;
    let moved = fields(model, &place.answer, |it| hot.fields.contains(&it));
    let moved = match moved.len() {
        ..=MOST => listed(&moved),
        count => format!("the {count} fields that these loops read"),
    };
    Proposal::by_hand(
        format!("keep {moved} in a sequence of their own"),
        format!(
            "struct {own}Hot {{\n{}}}\n\nstruct {own}Cold {{\n{}}}\n\n// the same number is the same element\n{name}_hot: Vec<{own}Hot>\n{name}_cold: Vec<{own}Cold>",
            lines(true),
            lines(false),
        ),
    )
}
