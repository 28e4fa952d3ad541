#![doc = include_str!("README.md")]
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::Paying;
use super::subject::Spots;
use super::{Chapter, Finds, Rule, cold, cost};
use crate::model::effects::words_where;
use crate::model::outline::makes_text;
use crate::model::{Body, Effects, Interest, Known, Lasting, Lookup, LookupForm, Model, Primitive, Ty, words};
use crate::report::{Level, Predicted, Subject, Work};
use crate::source::facts::{ExprId, ExprKind};

/// What it is.
pub const RULE: Rule = Rule {
    name: "double_lookup",
    chapter: Chapter::Lookup,
    level: Level::Warn,
    summary: "the same key is looked up twice in a row in the same map or set",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// A look-up and those that find the same entry again.
struct Double<'m> {
    body: &'m Body<'m>,
    first: Lookup,
    /// One on each way that control takes.
    again: Vec<Lookup>,
}

/// Every look-up behind which the same key is looked up again.
fn check(context: &Context<'_>) -> Vec<Found> {
    context.in_each_body(|body| doubles(context.model, body).iter().filter_map(|it| report(context, it)).collect())
}

/// A function that looks up more often is not looked at: each look-up is held against each.
const MOST_LOOKUPS: usize = 256;

/// Bodies that a map or set can come into, and that ask it for something without changing it.
fn interest(model: &Model<'_>) -> Interest {
    let asks = words_where(|effects, owner| effects == Effects::LOOKS_UP && owner.is_of(Known::is_map));
    model.interest_in(words(Known::names(Known::is_map)), &[]).only_with(asks)
}

fn doubles<'m>(model: &Model<'_>, body: &'m Body<'m>) -> Vec<Double<'m>> {
    let lookups = model.lookups(body);
    if lookups.len() > MOST_LOOKUPS {
        return Vec::new();
    }
    let mut spoken_for: Vec<ExprId> = Vec::new();
    let mut found = Vec::new();
    for &first in &lookups {
        let again = lookups.iter().filter(|second| is_again(model, body, &first, second));
        let again: Vec<Lookup> = again.filter(|second| !spoken_for.contains(&second.at)).copied().collect();
        spoken_for.extend(again.iter().map(|second| second.at));
        if !again.is_empty() {
            found.push(Double { body, first, again });
        }
    }
    found
}

/// Whether `second` finds what `first` found, or where it found nothing.
fn is_again(model: &Model<'_>, body: &Body<'_>, first: &Lookup, second: &Lookup) -> bool {
    use LookupForm::{Asks, Gives, Grows, Shrinks};
    let path = |of: &Lookup| model.access_path(body, of.collection);
    let is_pair = matches!((first.form, second.form), (Asks, Gives | Grows | Shrinks) | (Gives, Grows));
    is_pair
        && model.is_same_path(body, &path(first), &path(second))
        && model.is_same_value(body, first.key, second.key)
        && body.passage(first.at, second.at).is_some_and(|passage| {
            // An entry, or a set's answer, is had at the first: nobody may ask the collection until the second.
            let is_kept = || model.mentions(body, &path(second), &passage).is_empty();
            let is_one = match second.form {
                Grows => is_kept() && (passage.is_certain() || !first.known.is_set()),
                Shrinks => passage.is_certain() || !first.known.is_set(),
                _ => true,
            };
            is_one && [second.collection, first.key].iter().all(|&named| model.stays(body, named, &passage))
        })
}

fn report(context: &Context<'_>, double: &Double<'_>) -> Option<Found> {
    let Double { body, first, again } = double;
    let model = context.model;
    let second = again.first()?;
    let kind = if first.known.is_set() { "set" } else { "map" };
    let place = model.last_place(body, &model.access_path(body, first.collection));
    let named = place.and_then(|place| model.place_name(place)).map_or(String::new(), |name| format!(" `{name}`"));
    let message = match (first.form, second.form) {
        (LookupForm::Asks, LookupForm::Grows) => {
            format!("the {kind}{named} is asked whether it has a key, and looks for it again to insert it")
        }
        (LookupForm::Asks, LookupForm::Shrinks) => {
            format!("the {kind}{named} is asked whether it has a key, and looks for it again to remove it")
        }
        (LookupForm::Asks, _) => {
            format!("the {kind}{named} is asked whether it has a key, and looks for it again to get its value")
        }
        _ => format!("the {kind}{named} is asked for a key's value, and looks for the key again to insert it"),
    };
    let predicted = Predicted::default();
    let frequency = context.frequency(body, Paying::one_of_many(body, first.at), &predicted);
    let default = if formats(context, body, first) { Level::Note } else { default(model, body, first, second) };
    let copied = copied(model, body, second);
    let takes = if first.known.is_set() { "`insert` takes" } else { "`entry` takes" };
    let mut notes = vec![WHY.to_owned()];
    notes.extend(copied.map(|from| {
        format!(
            "{takes} a key of its own: it makes one of `{}` for each look-up, also for those that find an entry",
            model.written_text(body, from)
        )
    }));
    notes.push(context.unpredicted(&format!("a look-up costs what the size of the {kind} makes it"), &frequency));
    let again = again.iter().map(|second| context.label_expr(body.id, second.at, "the same key is looked up again"));
    Some(Found {
        level: level(default, frequency.heat, &predicted),
        heat: frequency.heat,
        krate: context.krate(body.owner),
        item: model.item_path(body.owner),
        message,
        primary: context.label_expr(body.id, first.at, "looked up here first"),
        labels: again.collect(),
        notes,
        rewrite: fix(context, body, first, second),
        sites: vec![context.site(RULE.name, body, first.at, Lasting::Statement).about(subject(context, double))],
        weight: cost::weight(&predicted, frequency.heat, 1.0),
        predicted,
        cause: Cause::Code,
    })
}

/// Who hashes or compares a number twice loses little; a text is as long as it is. Where the key is copied only to be put in, one
/// look-up would copy it always. Where it is made for the look-ups, they are the smaller part.
fn default(model: &Model<'_>, body: &Body<'_>, first: &Lookup, second: &Lookup) -> Level {
    let is_copied = matches!(body.facts[second.key].kind, ExprKind::MethodCall { .. } | ExprKind::Call { .. });
    if second.form == LookupForm::Grows && is_copied || is_made_for_it(model, body, first) {
        return Level::Note;
    }
    match body.ty(first.key).without_references() {
        Ty::Primitive(Primitive::Str) | Ty::Slice(_) => RULE.level,
        ty if model.known_type(ty).is_some_and(|known| known.is_sequence() || known == Known::String) => RULE.level,
        _ => Level::Note,
    }
}

/// What a key is a copy of that is made only where an entry is put in, if the copy needs memory of its own or nobody knows.
fn copied(model: &Model<'_>, body: &Body<'_>, second: &Lookup) -> Option<ExprId> {
    let of = match &body.facts[second.key].kind {
        ExprKind::MethodCall { receiver, args, .. } if args.is_empty() => *receiver,
        ExprKind::Call { args, .. } => *args.first()?,
        _ => return None,
    };
    (second.form == LookupForm::Grows && !is_plain(model, body.ty(second.key))).then_some(of)
}

/// Whether a value is copied without memory of its own.
fn is_plain(model: &Model<'_>, ty: &Ty) -> bool {
    match ty {
        Ty::Primitive(_) | Ty::Ref(false, _) => true,
        Ty::Tuple(parts) => parts.iter().all(|part| is_plain(model, part)),
        Ty::Adt(def, _) => {
            model.def(*def).item.is_some_and(|item| item.attributes.derives.iter().any(|derive| *derive == "Copy"))
        }
        _ => false,
    }
}

/// Whether a text or a sequence is made anew for the look-ups: that costs more than they do.
fn is_made_for_it(model: &Model<'_>, body: &Body<'_>, first: &Lookup) -> bool {
    let key = match body.facts[first.key].kind {
        ExprKind::Reference { operand, .. } => operand,
        _ => first.key,
    };
    let made = model.value_of(body, key);
    let is_within = |around: ExprId| body.facts[around].span.contains(body.facts[made].span);
    made != key
        && matches!(body.facts[made].kind, ExprKind::Call { .. } | ExprKind::MethodCall { .. } | ExprKind::Macro { .. })
        && model.known_type(body.ty(made)).is_some_and(|known| known.is_sequence() || known == Known::String)
        && body.repeated(first.at).next().is_none_or(is_within)
}

/// Whether text is formatted each time that something is looked up: that costs more.
fn formats(context: &Context<'_>, body: &Body<'_>, first: &Lookup) -> bool {
    let within = body.facts[body.repeated(first.at).next().unwrap_or(body.facts.root)].span;
    body.exprs().any(|at| match &body.facts[at].kind {
        ExprKind::Macro { path, .. } => {
            makes_text(path) && within.contains(body.facts[at].span) && cold::reason(context, body, at).is_none()
        }
        _ => false,
    })
}

/// What the second look-ups do once more.
fn subject(context: &Context<'_>, double: &Double<'_>) -> Subject {
    let mut spots = Spots::new(context);
    double.again.iter().for_each(|second| spots.way_to(double.body.id, second.at));
    Subject::Work { at: spots.into_vec(), what: Work::LookUps }
}

/// Why it costs.
const WHY: &str = "each look-up hashes or compares the key and follows the same way to its entry";

/// One look-up in place of both, in the names that stand there.
fn fix(context: &Context<'_>, body: &Body<'_>, first: &Lookup, second: &Lookup) -> Proposal {
    let model = context.model;
    let [collection, key, call] = [second.collection, second.key, second.at].map(|it| model.written_text(body, it));
    let gives_bool = *body.ty(second.at) == Ty::Primitive(Primitive::Bool);
    match second.form {
        LookupForm::Grows if first.known.is_set() && gives_bool => {
            let sketch = format!("if {call} {{\n    // it was not there before\n}}");
            Proposal::by_hand("let `insert` tell whether it was there", sketch)
        }
        LookupForm::Grows if let Some(from) = copied(model, body, second) => {
            let named = model.written_text(body, from);
            let borrowed = if matches!(body.ty(from), Ty::Ref(..)) { named.to_owned() } else { format!("&{named}") };
            let sketch = format!(
                "// where most keys are new\n{collection}.entry({key}).or_insert_with(|| ..)\n// where most are known, with `hashbrown`: a copy only of what is new\n{collection}.entry_ref({borrowed}).or_insert_with(|| ..)"
            );
            Proposal::by_hand("look the key up once, if most of the keys are new", sketch)
        }
        LookupForm::Grows => {
            let arms = "    Entry::Occupied(entry) => { .. }   // `entry.get()`, `entry.into_mut()`\n    \
                        Entry::Vacant(entry) => { .. }   // `entry.insert(..)`\n";
            let sketch = format!(
                "match {collection}.entry({key}) {{\n{arms}}}\n// or\n{collection}.entry({key}).or_insert_with(|| ..)"
            );
            Proposal::by_hand("look the key up once, with `entry`", sketch)
        }
        LookupForm::Shrinks if gives_bool => {
            let sketch = format!("if {call} {{\n    // it was there\n}}");
            Proposal::by_hand("let `remove` tell whether it was there", sketch)
        }
        _ => {
            let is_index = matches!(body.facts[second.at].kind, ExprKind::Index { .. });
            let call = if is_index { format!("{collection}.get({key})") } else { call.to_owned() };
            let sketch = format!("if let Some(value) = {call} {{\n    // it is there\n}}");
            Proposal::by_hand("let the look-up that gives the value tell whether it is there", sketch)
        }
    }
}
