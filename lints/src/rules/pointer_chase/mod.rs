#![doc = include_str!("README.md")]
mod links;
mod steps;
mod walk;

use self::links::{LinkedType, linked_types};
use self::walk::{Form, Walk, walks};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::outline::header;
use crate::model::{DefId, DefKind, Effects, Interest, Lasting, Model, words};
use crate::report::{Label, Level, Predicted};
use crate::source::name::Name;
use crate::source::words::Word;

/// What it is.
pub const RULE: Rule = Rule {
    name: "pointer_chase",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a loop or recursion follows links from node to node, each in an allocation of its own",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every walk along the links of a type to itself.
fn check(context: &Context<'_>) -> Vec<Found> {
    let types = linked_types(context.model);
    if types.is_empty() {
        return Vec::new();
    }
    let reported = |walk: &Walk<'_>| types.get(walk.of).map(|of| report(context, walk, of));
    context.in_each_body(|body| walks(context.model, body, &types).iter().filter_map(reported).collect())
}

/// Bodies that write a link's name in a loop or call themselves, and loops that nodes can come into.
fn interest(model: &Model<'_>) -> Interest {
    let types = linked_types(model);
    let name_of = |def| model.def(def).name;
    let links = types.iter().flat_map(|ty| &ty.links).filter_map(|link| {
        let is_number = link.name.starts_with(|first: char| first.is_ascii_digit());
        let name = if is_number { name_of(link.owner) } else { Some(Name::new(&link.name)) };
        Some((link.owner, Word::new(name?.as_str())))
    });
    let links: Vec<(DefId, Word)> = links.collect();
    let nodes: Vec<Name> = types.iter().filter_map(|ty| name_of(ty.def)).collect();
    let reached = model.interest_in(words(nodes.iter().map(Name::as_str)), &[]);
    let mut loops = words_where(|effects, _| effects.has(Effects::FOLLOWS));
    loops.extend(words(["while", "loop"]));
    let walks = loops.iter().copied().chain(words(["for"])).collect();
    let linking = model.interest_naming(&links, &walks);
    reached.only_with(loops).and_also(linking)
}

fn report(context: &Context<'_>, walk: &Walk<'_>, of: &LinkedType) -> Found {
    let body = walk.body;
    let name = context.model.def(of.def).name;
    let name = name.as_ref().map_or("the node", |name| name.as_str());
    let how = match walk.form {
        Form::Loop => "this loop",
        Form::Recursion => "this recursion",
        Form::Successors => "this iterator",
    };
    let message = match of.links.as_slice() {
        [only] if of.def == only.owner => format!(
            "{how} follows `{name}::{}` from node to node: each step waits for the memory of the one before",
            only.name
        ),
        [_] => format!("{how} walks a list of `{name}`: each step waits for the memory of the one before"),
        _ => format!("{how} walks a tree of `{name}`: each step waits for the memory of the one before"),
    };
    let predicted = predict(context, of);
    let frequency = context.frequency(body, Paying::walk(walk.walker), &predicted);
    let primary = match walk.form {
        Form::Loop => Label {
            span: header(body.facts, walk.walker),
            ..context.label_expr(body.id, walk.walker, "one dependent load for each turn")
        },
        Form::Recursion => context.label_expr(body.id, walk.walker, "one dependent load for each call"),
        Form::Successors => context.label_expr(body.id, walk.walker, "one dependent load for each element"),
    };
    let mut labels: Vec<Label> =
        walk.steps.iter().map(|step| context.label_expr(body.id, *step, "a step to the next node")).collect();
    if walk.form == Form::Recursion {
        labels.iter_mut().for_each(|label| "and here".clone_into(&mut label.text));
    }
    for link in &of.links {
        let text = format!("the link: {} leads to another allocation", link.pointer);
        labels.push(context.label(link.file, link.span, text));
    }
    let lasting = if walk.form == Form::Recursion { Lasting::Function } else { Lasting::Statement };
    Found {
        level: level(RULE.level, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: context.model.item_path(body.owner),
        message,
        primary,
        labels,
        notes: vec![WHY.to_owned(), context.prediction(&predicted, &frequency)],
        rewrite: fix(context, walk, of, name),
        sites: vec![context.site(RULE.name, body, walk.walker, lasting)],
        predicted,
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        cause: Cause::Code,
    }
}

/// Why it costs.
const WHY: &str =
    "the address of the next node is in this one, so misses come one after the other and no prefetcher has them";

/// Each node is an allocation of its own; the rewrite puts them side by side, in the order of the walk at best.
fn predict(context: &Context<'_>, of: &LinkedType) -> Predicted {
    let node = of.layout(context.model).map(|layout| layout.size);
    let counts = of.links.iter().any(|link| ["an `Rc`", "an `Arc`"].contains(&link.pointer));
    // `Rc` and `Arc` keep two counters before the value.
    let allocated = node.map(|node| if counts { node.saturating_add(16) } else { node });
    Predicted {
        lines_now: allocated.map(cost::scattered),
        lines_after: node.map(cost::side_by_side),
        element_bytes: node,
        ..Predicted::default()
    }
}

/// The same walk over nodes in a `Vec`, in the project's names.
fn fix(context: &Context<'_>, walk: &Walk<'_>, of: &LinkedType, name: &str) -> Proposal {
    let nodes = of.nodes_name(context.model);
    let fields: Vec<String> = of
        .links
        .iter()
        .map(|link| if link.is_named() { link.name.clone() } else { "next".to_owned() })
        .map(|field| format!("    {field}: Option<u32>,   // index into `{nodes}`\n"))
        .collect();
    let mut fields = fields;
    fields.dedup();
    let first = of.links.iter().find(|link| link.is_named()).map_or("next", |link| &link.name);
    let cursor = walk.cursor.and_then(|cursor| context.model.place_name(cursor)).unwrap_or_else(|| "cursor".to_owned());
    let others = match context.model.def(of.def).kind {
        DefKind::Enum => "what the variant holds; `None` is the end",
        _ => "the other fields as they are",
    };
    let shape = format!("struct {name} {{\n    // {others}\n{}}}\n{nodes}: Vec<{name}>\n", fields.concat());
    let loop_text = format!(
        "while let Some(index) = {cursor} {{\n    let node = &{nodes}[index as usize];\n    {cursor} = node.{first};\n}}"
    );
    let title = format!("keep the nodes side by side in a `Vec<{name}>` and link them by index");
    Proposal::by_hand(title, format!("{shape}\n{loop_text}"))
}
