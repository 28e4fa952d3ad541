#![doc = include_str!("README.md")]
mod links;
mod sketch;
mod steps;
mod walk;

use rustc_hash::FxHashSet;

use self::links::{Link, LinkedType, LinkedTypes, Pointer};
use self::walk::{Form, Walk, walks};
use super::context::{Context, level};
use super::found::{Cause, Found};
use super::heat::{Paying, loop_within};
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cost};
use crate::model::effects::words_where;
use crate::model::outline::header;
use crate::model::{BodyId, DefId, Effects, Interest, Lasting, Model, words};
use crate::report::{Label, Level, Predicted, Saves, Subject};
use crate::source::facts::ExprId;
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
    let types = LinkedTypes::of(context.model);
    if types.is_empty() {
        return Vec::new();
    }
    let reported = |walk: &Walk<'_>| {
        let shown = if walk.form == Form::Recursion { walk.body.facts.root } else { walk.walker };
        let text = context.model.written_text(walk.body, shown);
        let (found, is_guess) = report(context, walk, types.get(walk.of)?);
        Some(((walk.of, walk.form, in_common(text)), is_guess, found))
    };
    let found = context.in_each_body(|body| walks(context.model, body, &types).iter().filter_map(reported).collect());
    one_for_each_type(found)
}

/// A finding with the type of its nodes, its form and its text, and whether nobody in sight runs the walk.
type Told = ((usize, Form, String), bool, Found);

/// Of the walks along the links of one type, the costliest has the warning: who moves the nodes does so for all of them. One that
/// somebody in sight runs goes first. Of twins, as `next` of an iterator over `&T` and of one over `&mut T`, the first speaks for both.
fn one_for_each_type(mut found: Vec<Told>) -> Vec<Found> {
    let mut met = FxHashSet::default();
    for (kind, _, one) in &mut found {
        if !met.insert(kind.clone()) {
            one.level = one.level.min(Level::Note);
            one.notes.push("the same walk stands in another function, which is told for both".to_owned());
        }
    }
    let mut order: Vec<usize> = (0..found.len()).filter(|&at| found[at].2.level > Level::Note).collect();
    order.sort_by(|&one, &other| {
        let ((_, guess, one), (_, other_guess, other)) = (&found[one], &found[other]);
        guess.cmp(other_guess).then(other.weight.total_cmp(&one.weight))
    });
    let mut told = FxHashSet::default();
    for at in order {
        let ((of, ..), _, one) = &mut found[at];
        if !told.insert(*of) {
            one.level = Level::Note;
            one.notes
                .push("another walk along these links has the warning: to move the nodes pays for both".to_owned());
        }
    }
    found.into_iter().map(|(.., one)| one).collect()
}

/// The text of a walk without what tells shared from exclusive access.
fn in_common(text: &str) -> String {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let words = text.split_inclusive(|letter| !is_word(letter)).filter(|word| word.trim_end() != "mut");
    words.collect::<String>().replace("_mut", "").replace("_ref", "").replace("Mut", "").split_whitespace().collect()
}

/// Bodies that write a link's name in a loop or call themselves, and loops that nodes can come into.
fn interest(model: &Model<'_>) -> Interest {
    let types = LinkedTypes::of(model);
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

/// Also whether nobody in sight runs it.
fn report(context: &Context<'_>, walk: &Walk<'_>, of: &LinkedType) -> (Found, bool) {
    let body = walk.body;
    let how = match walk.form {
        Form::Loop => "this loop",
        Form::Recursion => "this recursion",
        Form::Successors => "this iterator",
    };
    let message = format!("{how} {}: each step waits for the memory of the one before", route(context, walk, of));
    let predicted = predict(context, walk, of);
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
    for link in walk.follows.iter().filter_map(|link| of.links.get(*link)) {
        labels.push(context.label(link.file, link.span, format!("the link: {}", link.pointer.leads())));
    }
    let busy = loop_of_each(context.model, walk);
    labels.extend(busy.map(|(of, at)| context.label_header(of, at, "run for each node")));
    let default = if busy.is_some() { Level::Note } else { default_level(walk, of) };
    let lasting = if walk.form == Form::Recursion { Lasting::Function } else { Lasting::Statement };
    let site = context.site(RULE.name, body, walk.walker, lasting).about(subject_of(context, walk));
    let found = Found {
        level: level(default, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: context.model.item_path(body.owner),
        message,
        primary,
        labels,
        notes: [
            Some(WHY),
            walk.is_search().then_some(SEARCH),
            busy.map(|_| BUSY),
            walk.is_building.then_some(BUILDING),
        ]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .chain([context.prediction(&predicted, &frequency)])
        .collect(),
        rewrite: sketch::fix(context, walk, of),
        sites: vec![if walk.is_search() { site.saving(Saves::Searched) } else { site }],
        predicted,
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        cause: Cause::Code,
    };
    (found, frequency.is_guess)
}

/// The nodes: what is touched where something leads to one.
fn subject_of(context: &Context<'_>, walk: &Walk<'_>) -> Subject {
    let mut spots = Spots::new(context);
    for &expr in &walk.leads {
        spots.way_to(walk.body.id, expr);
        spots.onwards(walk.body.id, expr);
        spots.methods(walk.body.id, expr);
    }
    for &pattern in &walk.takes_apart {
        spots.pattern(walk.body.id, pattern, walk.extent());
    }
    for &(body, expr) in &walk.elsewhere {
        spots.onwards(body, expr);
        spots.methods(body, expr);
    }
    Subject::Reached { at: spots.into_vec(), rows: None }
}

/// A note where the links are references: somebody else keeps the nodes, side by side as likely as not. And where a loop takes
/// layers of one kind off a tree of many kinds: such a tree is as deep as a text is nested.
fn default_level(walk: &Walk<'_>, of: &LinkedType) -> Level {
    // What a search gains nobody knows before it is measured. What builds is done once for all the walks to come.
    if walk.is_building || walk.is_search() || walk.form == Form::Loop && of.peels(&walk.follows) {
        return Level::Note;
    }
    // Nodes that several others own are another design.
    let owned = |link: &usize| {
        let pointer = of.links.get(*link).map(|link| link.pointer);
        pointer.is_some_and(|it| !matches!(it, Pointer::Reference | Pointer::Rc | Pointer::Arc | Pointer::Weak))
    };
    if walk.follows.iter().any(owned) { RULE.level } else { Level::Note }
}

/// A loop that is run for each node, and follows no link itself: beside it, the step to the next node is the smaller part.
fn loop_of_each(model: &Model<'_>, walk: &Walk<'_>) -> Option<(BodyId, ExprId)> {
    let body = walk.body;
    match walk.form {
        Form::Loop => loop_within(model, body, walk.walker),
        Form::Recursion => {
            let calls = || std::iter::once(walk.walker).chain(walk.steps.iter().copied());
            let goes_on = |at: ExprId| calls().any(|call| body.loops(call).any(|around| around == at));
            let own = body.index().loops.iter().copied().find(|&at| !goes_on(at));
            own.map(|at| (body.id, at))
        }
        Form::Successors => None,
    }
}

/// By which links it goes, to stand behind "this loop".
fn route(context: &Context<'_>, walk: &Walk<'_>, of: &LinkedType) -> String {
    let name = context.model.def(of.def).name;
    let name = name.as_ref().map_or("the node", |name| name.as_str());
    let followed: Vec<&Link> = walk.follows.iter().filter_map(|link| of.links.get(*link)).collect();
    match followed.as_slice() {
        [only] if of.def == only.owner && only.is_named() => {
            format!("follows `{name}::{}` from node to node", only.name)
        }
        several if several.iter().all(|link| of.def == link.owner && link.is_named()) && !several.is_empty() => {
            let names: Vec<String> = several.iter().map(|link| format!("`{}`", link.name)).collect();
            format!("follows {} of `{name}` from node to node", names.join(" and "))
        }
        _ => format!("goes from `{name}` to `{name}`"),
    }
}

/// Why it costs.
const WHY: &str = "the address of the next node is in this one, so the misses come one after the other; a prefetcher helps only where the nodes \
     were allocated in this order";

/// What spares it.
const BUSY: &str = "a loop of its own is run for each node, beside which the step to the next one may cost little";

/// What is spared where the structure is made.
const BUILDING: &str =
    "this walk builds the nodes up or cuts them off: the rewrite pays where they are read again and again";

/// What a search gains.
const SEARCH: &str = "a search meets the nodes in no order: the rewrite brings them nearer to each other, and how much that gains is not predicted";

/// Each node is an allocation of its own; the rewrite puts them side by side, in the order of the walk at best. A search meets them in
/// no order: nobody knows what it gains by nodes that are nearer.
fn predict(context: &Context<'_>, walk: &Walk<'_>, of: &LinkedType) -> Predicted {
    let node = of.layout(context.model).map(|layout| layout.size);
    let counts = of.links.iter().any(|link| link.pointer.counts());
    // `Rc` and `Arc` keep two counters before the value.
    let allocated = node.map(|node| if counts { node.saturating_add(16) } else { node });
    Predicted {
        lines_now: allocated.map(cost::scattered),
        lines_after: node.filter(|_| !walk.is_search()).map(cost::side_by_side),
        element_bytes: node,
        ..Predicted::default()
    }
}
