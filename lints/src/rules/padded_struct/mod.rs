#![doc = include_str!("README.md")]
mod padding;

use rustc_hash::FxHashSet;

use self::padding::{Padded, is_as_written, padded};
use super::context::{Context, level};
use super::cost::Extent;
use super::found::{Cause, Found, Proposal};
use super::passes::{self, Stored};
use super::wording::counted;
use super::{Chapter, Finds, Rule, cost};
use crate::model::{DefId, Interest, Known, Model, Question, Ty};
use crate::report::{Heat, Label, Level, Predicted, Saves};
use crate::source::facts::Visibility;
use crate::source::words::Word;

/// What it is.
pub const RULE: Rule = Rule {
    name: "padded_struct",
    chapter: Chapter::Layout,
    level: Level::Note,
    summary: "a `#[repr(C)]` struct is stored many times, and another order of its fields makes it smaller",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every padded struct that is stored many times, in the order of the structs.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let candidates = candidates(model);
    if candidates.is_empty() {
        return Vec::new();
    }
    let question = Question {
        names: &model.renamed(names(model, &candidates)),
        answer: &|ty| stored(context, ty),
        is_silent: &|_| false,
    };
    let mut all = passes::stored(context, &question, |padded| padded.of);
    all.retain(|it| !context.is_exported(it.of) && !is_mentioned_unseen(model, it.of));
    if all.is_empty() {
        return Vec::new();
    }
    let seen = model.seen_as_bytes(&all.iter().map(|it| it.of).collect::<Vec<_>>());
    all.retain(|it| !seen.contains(&it.of));
    passes::look_for(context, &mut all);
    all.iter().map(|stored| report(context, stored)).collect()
}

/// Bodies that one of these structs can come into.
fn interest(model: &Model<'_>) -> Interest {
    model.interest_in(names(model, &candidates(model)), &[])
}

fn names(model: &Model<'_>, structs: &[DefId]) -> FxHashSet<Word> {
    structs.iter().map(|&it| Word::new(&name(model, it))).collect()
}

fn name(model: &Model<'_>, of: DefId) -> String {
    model.def(of).name.map_or_else(|| "_".to_owned(), |name| name.as_str().to_owned())
}

/// The structs of the workspace that another order of their fields makes smaller.
fn candidates(model: &Model<'_>) -> Vec<DefId> {
    let structs = model.items().filter(|&item| is_as_written(model, item) && !model.def(item).in_test);
    structs.filter(|&item| padded(model, &Ty::Adt(item, [].into())).is_some()).collect()
}

/// The struct that a type has many of side by side.
fn stored(context: &Context<'_>, ty: &Ty) -> Option<Padded> {
    let model = context.model;
    let is_sequence = |ty: &Ty| match ty {
        Ty::Slice(_) | Ty::Array(_) => true,
        _ => model.known_type(ty).is_some_and(Known::is_sequence),
    };
    let padded = padded(model, &model.element_of(ty).filter(|_| is_sequence(ty))?)?;
    let few = match ty {
        Ty::Array(both) => match both.1 {
            Ty::Const(length) => cost::extent(context.settings, length, Some(padded.size)) == Some(Extent::Small),
            _ => false,
        },
        _ => false,
    };
    (!few).then_some(padded)
}

/// Whether code that nobody looks at has the struct's name, and may go by its bytes.
fn is_mentioned_unseen(model: &Model<'_>, of: DefId) -> bool {
    let name: Vec<_> = model.def(of).name.into_iter().collect();
    model.hidden_mention(&name, of).is_some()
}

fn report(context: &Context<'_>, stored: &Stored<Padded>) -> Found {
    let model = context.model;
    let Stored { answer: padded, at, passes, .. } = stored;
    let predict = |trips| Predicted {
        lines_now: Some(cost::side_by_side(padded.size)),
        lines_after: Some(cost::side_by_side(padded.after)),
        element_bytes: Some(padded.size),
        trips,
        ..Predicted::default()
    };
    let hottest = passes::hottest(context, passes.iter(), predict);
    let heat = hottest.as_ref().map_or(Heat::Warm, |(frequency, _)| frequency.heat);
    let predicted = hottest.as_ref().map_or_else(|| predict(None), |(_, predicted)| *predicted);
    let def = model.def(padded.of);
    let own = name(model, padded.of);
    let mut labels = holes(context, padded);
    labels.extend(at.iter().take(2).map(|place| context.label(place.file, place.span, "many of them are stored here")));
    labels.extend(passes::labels(context, passes.iter(), "walked here"));
    let mut notes = vec![WHY.to_owned()];
    notes.extend(hottest.as_ref().map(|(frequency, _)| context.prediction(&predicted, frequency)));
    // The bytes that are not asked for stay where they are, but for the holes.
    let saves = Saves::Lines { now: padded.size, after: padded.after };
    let site = |pass| passes::site(context, RULE.name, pass).saving(saves);
    let mut sites: Vec<_> = passes.iter().map(site).collect();
    sites.dedup();
    Found {
        level: level(RULE.level, heat, &predicted),
        heat,
        krate: context.krate(padded.of),
        item: model.item_path(padded.of),
        message: format!(
            "each `{own}` takes {}, {} of them for padding that another order of its fields avoids",
            counted(padded.size, "byte"),
            padded.size - padded.after,
        ),
        primary: context.label(
            def.file,
            def.item.map(|item| item.name_span).unwrap_or_default(),
            format!("{} with the fields in order of their alignment", counted(padded.after, "byte")),
        ),
        labels,
        notes,
        rewrite: fix(model, padded),
        sites,
        weight: cost::weight(&predicted, heat, 1.0),
        predicted,
        cause: Cause::Code,
    }
}

/// Why it costs.
const WHY: &str = "`#[repr(C)]` keeps the fields in the order in which they are written: where a large one follows a small one, the bytes \
     between them stay empty, and a walk fetches them all the same";

/// The fields with the most padding behind them, as labels.
fn holes(context: &Context<'_>, padded: &Padded) -> Vec<Label> {
    const MOST: usize = 3;
    let def = context.model.def(padded.of);
    let mut holes = padded.holes.clone();
    holes.sort_by_key(|(number, bytes)| (std::cmp::Reverse(*bytes), *number));
    holes.truncate(MOST);
    holes.sort_unstable();
    let label = |&(number, bytes): &(u32, u64)| {
        let field = def.fields()?.list.get(number as usize)?;
        Some(context.label(def.file, field.ty.span, format!("{} of padding behind it", counted(bytes, "byte"))))
    };
    holes.iter().filter_map(label).collect()
}

fn fix(model: &Model<'_>, padded: &Padded) -> Proposal {
    let own = name(model, padded.of);
    let def = model.def(padded.of);
    let written = def.fields().map_or(&[][..], |fields| &fields.list);
    let fields = model.fields(&Ty::Adt(padded.of, [].into()));
    let line = |number: &u32| {
        let (_, name, ty) = fields.iter().find(|(other, ..)| other == number)?;
        let is_public = written.get(*number as usize).is_some_and(|field| field.visibility == Visibility::Public);
        let (before, ty) = (if is_public { "pub " } else { "" }, model.display(ty));
        let is_number = name.as_str().starts_with(|first: char| first.is_ascii_digit());
        Some(if is_number { format!("    {before}{ty}, // {name}\n") } else { format!("    {before}{name}: {ty},\n") })
    };
    let lines: String = padded.order.iter().filter_map(line).collect();
    let is_tuple = fields.first().is_some_and(|(_, name, _)| name.as_str() == "0");
    let (open, close) = if is_tuple { ("(", ");") } else { (" {", "}") };
    Proposal::by_hand(
        format!(
            "write the fields in this order, so that each `{own}` takes {}; or leave the order to the compiler, without `#[repr(C)]`",
            counted(padded.after, "byte")
        ),
        format!("#[repr(C)]\nstruct {own}{open}\n{lines}{close}"),
    )
}
