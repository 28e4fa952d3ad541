#![doc = include_str!("README.md")]
mod cells;
mod fits;
mod places;
mod reads;

use self::places::{Narrow, Wide};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::{Frequency, Paying};
use super::subject::Spots;
use super::wording::counted;
use super::{Chapter, Finds, Rule, cost};
use crate::model::{BodyId, Interest, Lasting, Model};
use crate::report::{Heat, Label, Level, Predicted, Saves, Site, Subject};
use crate::source::facts::{ExprId, ExprKind};

/// What it is.
pub const RULE: Rule = Rule {
    name: "wide_index",
    chapter: Chapter::Layout,
    level: Level::Note,
    summary: "numbers that only find elements are stored in 64 bits, and 32 are enough",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every sequence of such numbers, and every struct with such fields.
fn check(context: &Context<'_>) -> Vec<Found> {
    places::narrow(context).iter().filter_map(|narrow| report(context, narrow)).collect()
}

/// Bodies that such a sequence or struct can come into.
fn interest(model: &Model<'_>) -> Interest {
    places::interest(model)
}

/// The element that is found most often by such a number, and how often.
fn hottest(context: &Context<'_>, narrow: &Narrow, predicted: &Predicted) -> Option<(BodyId, ExprId, Frequency)> {
    let frequencies = narrow.indexes.iter().map(|&(of, at)| {
        let body = context.model.body(of);
        (of, at, context.frequency(body, Paying::one_of_many(body, at), predicted))
    });
    frequencies.max_by_key(|(.., frequency)| frequency.heat)
}

fn report(context: &Context<'_>, narrow: &Narrow) -> Option<Found> {
    let model = context.model;
    let Narrow { before, after, .. } = *narrow;
    let predicted = Predicted {
        lines_now: Some(cost::side_by_side(before)),
        lines_after: Some(cost::side_by_side(after)),
        element_bytes: Some(before),
        ..Predicted::default()
    };
    let (body, at, frequency) = hottest(context, narrow, &predicted)?;
    if frequency.heat == Heat::Cold {
        return None;
    }
    let first = narrow.places.first()?;
    let names: Vec<String> = narrow.places.iter().map(|place| format!("`{}`", place.name)).collect();
    let message = match &narrow.of {
        Wide::Sequence => format!(
            "each number in {} takes {}, and only finds elements: {after} are enough",
            names.join(", "),
            counted(before, "byte"),
        ),
        Wide::Fields(of) => format!(
            "each `{}` takes {}, and {after} with 32 bits for {}, which only find elements",
            model.display(of),
            counted(before, "byte"),
            names.join(", "),
        ),
    };
    let mut labels = vec![context.label_expr(body, at, "finds an element")];
    labels.extend(written(context, narrow));
    let others = narrow.places.iter().skip(1).take(3);
    labels.extend(others.map(|place| context.label(place.file, place.span, "this one only finds elements, too")));
    Some(Found {
        level: level(RULE.level, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(first.item),
        item: model.item_path(first.item),
        message,
        primary: context.label(first.file, first.span, format!("{} after the rewrite", counted(after, "byte"))),
        labels,
        notes: vec![WHY.to_owned(), context.prediction(&predicted, &frequency)],
        rewrite: fix(model, narrow),
        sites: sites(context, narrow),
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Code,
    })
}

/// Why it costs.
const WHY: &str = "the upper halves of the numbers are zeros: they come into the cache with the lower ones";

/// Where numbers are put in, which shows how large they can be.
fn written(context: &Context<'_>, narrow: &Narrow) -> Option<Label> {
    let (body, at) = *narrow.writes.first()?;
    Some(context.label_expr(body, at, "it comes from here"))
}

/// The loops around the uses of such numbers, about what holds the numbers.
fn sites(context: &Context<'_>, narrow: &Narrow) -> Vec<Site> {
    let around = |&(of, read): &(BodyId, ExprId)| {
        let body = context.model.body(of);
        (of, body.loops(read).next().unwrap_or(read))
    };
    let mut all: Vec<(BodyId, ExprId)> = narrow.reads.iter().map(around).collect();
    all.sort_unstable();
    all.dedup();
    let site = |&(of, at): &(BodyId, ExprId)| {
        let mut spots = Spots::new(context);
        for &(of, read) in narrow.reads.iter().filter(|read| around(read) == (of, at)) {
            spots.way_to(of, read);
            spots.taken_out(of, read);
        }
        let about = Subject::elements(spots.into_vec(), 1);
        let site = context.site(RULE.name, context.model.body(of), at, Lasting::Statement).about(about);
        site.saving(Saves::Lines { now: narrow.before, after: narrow.after })
    };
    all.iter().map(site).collect()
}

fn fix(model: &Model<'_>, narrow: &Narrow) -> Proposal {
    let lines: Vec<String> = narrow
        .places
        .iter()
        .map(|place| format!("{}: {},", place.name, model.display(&places::narrowed(&place.ty))))
        .collect();
    let text = |(body, at): (BodyId, ExprId)| model.written_text(model.body(body), at).to_owned();
    let put_in = narrow.writes.first().map_or_else(|| "number".to_owned(), |write| text(*write));
    let found = narrow.indexes.first().map_or_else(
        || "number".to_owned(),
        |&(of, at)| match model.body(of).facts[at].kind {
            ExprKind::Index { index, .. } => match model.body(of).facts[index].kind {
                ExprKind::Range { start, end, .. } => {
                    start.or(end).map_or_else(|| "number".to_owned(), |bound| operand(model, of, bound))
                }
                _ => operand(model, of, index),
            },
            _ => "number".to_owned(),
        },
    );
    let sentinel = if narrow.has_sentinel {
        "\n// `u32::MAX` in place of the largest number, where that stands for none"
    } else {
        ""
    };
    let declared = match &narrow.of {
        Wide::Sequence => lines.join("\n"),
        Wide::Fields(of) => format!("struct {} {{\n    {}\n    ..\n}}", model.display(of), lines.join("\n    ")),
    };
    Proposal::by_hand(
        "keep the numbers as `u32`: make one of them with `u32::try_from`, and an index of it with `as usize`",
        format!(
            "{declared}{sentinel}\n\n// where one is put in\nu32::try_from({put_in}).expect(\"fewer than 2^32\")\n// where it finds an element\n{found} as usize"
        ),
    )
}

/// An expression as it can stand before `as`.
fn operand(model: &Model<'_>, of: BodyId, at: ExprId) -> String {
    let body = model.body(of);
    let text = model.written_text(body, at);
    match body.facts[at].kind {
        ExprKind::Binary { .. } => format!("({text})"),
        _ => text.to_owned(),
    }
}
