//! The same walk over nodes in a `Vec`, in the project's names.
use rustc_hash::FxHashSet;

use super::links::{Link, LinkedType};
use super::walk::{Form, Walk};
use crate::model::{DefId, DefKind, Known, Model, Ty};
use crate::rules::context::Context;
use crate::rules::found::Proposal;
use crate::source::facts::Field;

/// Nodes side by side, linked by index, and the walk along them.
pub(super) fn fix(context: &Context<'_>, walk: &Walk<'_>, of: &LinkedType) -> Proposal {
    let model = context.model;
    let name = model.def(of.def).name;
    let name = name.as_ref().map_or("Node", |name| name.as_str());
    let free = |wishes: &[&str]| {
        let is_free = |wish: &&&str| !walk.names.contains(**wish);
        wishes.iter().find(is_free).or(wishes.last()).map_or_else(String::new, |wish| (*wish).to_owned())
    };
    let of_type = of.nodes_name(model);
    let nodes = free(&[&of_type, "nodes", "arena", "all_nodes"]);
    let title = format!("keep the nodes side by side in a `Vec<{name}>` and link them by index");
    if model.def(of.def).kind == DefKind::Enum && (of.links.len() > 1 || !of.is_list(model)) {
        let shape = format!("enum {name} {{\n    // the other variants as they are\n{}}}\n", variants(model, of));
        let reached = format!("&{nodes}[index.get() as usize] // in place of what a link leads to");
        return Proposal::by_hand(title, format!("{shape}{nodes}: Vec<{name}>\n\n{reached}"));
    }
    let mut fields: Vec<String> = Vec::new();
    for link in &of.links {
        let index = match &link.several {
            Some(length) => format!("[Option<NonZeroU32>; {length}]"),
            None => "Option<NonZeroU32>".to_owned(),
        };
        let field =
            format!("    {}: {index},   // index into `{nodes}`, whose first place is empty\n", field_name(link));
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let others = match model.def(of.def).kind {
        DefKind::Enum => "what the variant holds; `None` is the end",
        _ => "the other fields as they are",
    };
    let shape = format!("struct {name} {{\n    // {others}\n{}}}\n{nodes}: Vec<{name}>\n", fields.concat());
    let (index, node) = (free(&["number", "node_number", "its_number"]), free(&["node", "here", "this_node"]));
    let mut followed: Vec<&Link> = walk.follows.iter().filter_map(|link| of.links.get(*link)).collect();
    // Those of several variants may have one name.
    let mut met = FxHashSet::default();
    followed.retain(|link| met.insert(field_name(link)));
    let step = |from: &str| match followed.as_slice() {
        [only] => reached(only, from),
        [one, other] => format!("if one_way {{ {} }} else {{ {} }}", reached(one, from), reached(other, from)),
        several => {
            let ways: Vec<String> = several.iter().map(|link| reached(link, from)).collect();
            format!("[{}][way]", ways.join(", "))
        }
    };
    let text = match walk.form {
        Form::Loop if stands_on_a_node(model, walk) => {
            let cursor = free(&["here", "number", "node_number"]);
            let next = free(&["next", "next_index", "following"]);
            let ahead = step(&format!("{nodes}[{cursor}.get() as usize]"));
            format!(
                "// `{cursor}`: the number of the node that the loop stands on, and of the last one behind it\nwhile let Some({next}) = {ahead} {{\n    {cursor} = {next};\n}}"
            )
        }
        Form::Loop => {
            let cursor = cursor(model, walk).unwrap_or_else(|| free(&["cursor", "next_index"]));
            let next = step(&node);
            format!(
                "while let Some({index}) = {cursor} {{\n    let {node} = &{nodes}[{index}.get() as usize];\n    {cursor} = {next};\n}}"
            )
        }
        Form::Successors => {
            let next = step(&format!("{nodes}[{index}.get() as usize]"));
            format!("std::iter::successors(first, |{index}| {next})   // `first`: the number of the first node")
        }
        Form::Recursion => {
            let function = model.def(walk.body.owner).name;
            let function = function.as_ref().map_or("walk", |name| name.as_str());
            let next = free(&["next", "next_index", "child"]);
            let call = |link: &str| {
                format!("\nif let Some({next}) = {link} {{\n    {function}({nodes}, {next}, /* as before */);\n}}")
            };
            let calls: String = match followed.as_slice() {
                [_, _, ..] if walk.goes_one_way() => {
                    format!("\nlet way = {};{}", step(&node), call("way"))
                }
                several => several.iter().map(|link| call(&reached(link, &node))).collect(),
            };
            format!("let {node} = &{nodes}[{index}.get() as usize];{calls}")
        }
    };
    let chosen = if text.contains("one_way") { "\n// `one_way`: what decides now which link is followed" } else { "" };
    Proposal::by_hand(title, format!("{shape}\n{text}{chosen}"))
}

/// Whether a loop's cursor is a node, or leads to one, also when the loop has ended: not an option, nor a pointer that may be null.
fn stands_on_a_node(model: &Model<'_>, walk: &Walk<'_>) -> bool {
    let ty = walk.cursor.map_or(&Ty::Unknown, |cursor| walk.body.ty(cursor)).without_references();
    let is_option = |ty: &Ty| model.known_type(ty) == Some(Known::Option);
    !matches!(ty, Ty::Unknown | Ty::Pointer(..)) && !model.autoderef(ty).iter().any(is_option)
}

/// The variants with links, which are indices now.
fn variants(model: &Model<'_>, of: &LinkedType) -> String {
    let mut owners: Vec<DefId> = of.links.iter().map(|link| link.owner).collect();
    owners.dedup();
    let shown = |owner: DefId| {
        let (name, fields) = (model.def(owner).name?, model.def(owner).fields()?);
        let of_field = |(number, field): (usize, &Field)| {
            let ty = model.resolve_type(&field.ty, owner);
            let is_link = of.links.iter().any(|link| link.owner == owner && link.index as usize == number);
            let shown = match (is_link, model.known_type(&ty)) {
                (true, Some(Known::Option)) => "Option<NonZeroU32>".to_owned(),
                (true, Some(known)) if known.is_sequence() => "Vec<NonZeroU32>".to_owned(),
                (true, _) => "NonZeroU32".to_owned(),
                (false, _) => model.display(&ty),
            };
            let is_number = field.name.as_str().starts_with(|first: char| first.is_ascii_digit());
            if is_number { shown } else { format!("{}: {shown}", field.name) }
        };
        let fields_shown: Vec<String> = fields.list.iter().enumerate().map(of_field).collect();
        let fields_shown = fields_shown.join(", ");
        let is_tuple =
            fields.list.iter().all(|field| field.name.as_str().starts_with(|first: char| first.is_ascii_digit()));
        let fields = if is_tuple { format!("({fields_shown})") } else { format!(" {{ {fields_shown} }}") };
        Some(format!("    {name}{fields},\n"))
    };
    owners.into_iter().filter_map(shown).collect()
}

/// What a link is called; that of a variant or tuple has no name of its own.
fn field_name(link: &Link) -> &str {
    if link.is_named() { &link.name } else { "next" }
}

/// A link of a node; of several side by side, the one that is chosen.
fn reached(link: &Link, node: &str) -> String {
    let chosen = if link.several.is_some() { "[side]" } else { "" };
    format!("{node}.{}{chosen}", field_name(link))
}

/// The cursor as the loop writes it: a variable, or a field of one.
fn cursor(model: &Model<'_>, walk: &Walk<'_>) -> Option<String> {
    let text = model.written_text(walk.body, walk.cursor?).trim_start_matches('*');
    let is_plain = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
    (!text.is_empty() && text.chars().all(is_plain)).then(|| text.to_owned())
}
