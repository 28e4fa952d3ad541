//! `LinkedList` to `VecDeque`, for a whole file at once, or why not.
use crate::model::outline::children;
use crate::model::{Body, Declares, DefId, Effects, Hidden, Known, Place, Resolution, Ty, Written};
use crate::report::Edit;
use crate::rules::context::Context;
use crate::source::facts::{BinaryOp, ExprId, ExprKind, Import, ImportBinds, Item, ItemKind, Span, Visibility};
use crate::source::load::FileId;
use crate::source::name::Name;
use crate::source::paths::{items_within, opened_within, paths_of_arguments, paths_of_items};

/// The edits that turn every `LinkedList` of a file into a `VecDeque`; else the reason against it, to stand behind "since".
pub(super) fn whole_file(context: &Context<'_>, file: FileId) -> Result<Vec<Edit>, String> {
    let facts = &context.model.file(file).facts;
    if !facts.unseen.is_empty() {
        return Err("a part of the file was not looked at".to_owned());
    }
    let written = context.model.written();
    interface(context, &written, file)?;
    hidden(context, &written, file)?;
    for body in context.model.bodies() {
        uses(context, &written, body, file)?;
    }
    let mut spans: Vec<(Span, &'static str)> = Vec::new();
    let mut obstacle = None;
    paths_of_items(&facts.items, &mut |path| {
        if path.segments.iter().any(|segment| segment.name == "linked_list") {
            obstacle = Some("an iterator type of `LinkedList` is named".to_owned());
        }
        let named = path.segments.iter().filter(|segment| segment.name == "LinkedList");
        spans.extend(named.map(|segment| (segment.span, "VecDeque")));
    });
    if let Some(obstacle) = obstacle {
        return Err(obstacle);
    }
    // To hand out the paths, every body was parsed; what is in a macro among them was not seen all the same.
    let mut unseen = false;
    opened_within(&facts.items, &mut |opened| unseen |= !opened.unseen.is_empty());
    if unseen {
        return Err("a part of the file was not looked at".to_owned());
    }
    imports(&facts.items, &mut spans)?;
    if spans.is_empty() {
        return Err("its name comes from another file".to_owned());
    }
    spans.sort();
    spans.dedup();
    Ok(spans.into_iter().map(|(span, text)| Edit { span, text: text.to_owned() }).collect())
}

/// Types as written: none may be part of a published interface, of an impl, or hide another type of the same name.
fn interface(context: &Context<'_>, written: &[Written<'_>], file: FileId) -> Result<(), String> {
    let model = context.model;
    let is_impl = |it: &&Written<'_>| matches!(it.declares, Declares::Impl(_));
    if written.iter().filter(is_impl).any(|it| mentions_list(context, &model.type_of_written(it))) {
        return Err("there is an `impl` for it".to_owned());
    }
    for written in written.iter().filter(|written| written.file == file) {
        let ty = model.type_of_written(written);
        if !mentions_list(context, &ty) {
            continue;
        }
        if ty.any(&|part| is_foreign_over_list(context, part)) {
            return Err("it is the argument of another crate's type".to_owned());
        }
        if let Declares::Field(owner, _) = written.declares
            && is_derived_elsewhere(context, owner)
        {
            return Err("a macro of another crate reads the type that has it".to_owned());
        }
        let exported = match written.declares {
            Declares::Field(item, index) => context.is_exported_field(item, index),
            Declares::Parameter(item, ..) | Declares::Result(item) | Declares::Global(item) | Declares::Alias(item) => {
                context.is_exported(item)
            }
            Declares::Let(..) | Declares::Impl(_) => false,
        };
        if exported {
            return Err("it is part of a published interface".to_owned());
        }
    }
    let mut own = false;
    let mut in_trait = false;
    items_within(&model.file(file).facts.items, &mut |item| {
        if let ItemKind::Impl { of_trait: Some(path), .. } = &item.kind {
            paths_of_arguments(path, &mut |path| {
                in_trait |= path.segments.iter().any(|segment| segment.name == "LinkedList");
            });
        }
        let defines = matches!(item.kind, ItemKind::Struct { .. } | ItemKind::Enum { .. } | ItemKind::Alias { .. });
        own |= defines && item.name.is_some_and(|name| name == "LinkedList" || name == "VecDeque");
    });
    if in_trait {
        return Err("a trait is implemented for it".to_owned());
    }
    if own { Err("the file has a type of that name".to_owned()) } else { Ok(()) }
}

/// Whether a type is another crate's, but not `std`'s, and has a list among its arguments.
fn is_foreign_over_list(context: &Context<'_>, ty: &Ty) -> bool {
    ty.adt().is_some_and(|(def, args)| {
        is_of_another_crate(context, def) && args.iter().any(|arg| mentions_list(context, arg))
    })
}

/// Whether an item is declared by a library that is not the standard one.
fn is_of_another_crate(context: &Context<'_>, def: DefId) -> bool {
    let definitions = context.model.definitions();
    let name = definitions.krate(def).name;
    definitions.is_declared(def) && !STANDARD.iter().any(|standard| name == **standard)
}

/// The standard library's crates.
const STANDARD: &[&str] = &["core", "alloc", "std"];

/// What may be derived for a type with a list as well as for one with a `VecDeque`.
const DERIVED: &[&str] =
    &["Clone", "Copy", "Debug", "Default", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash", "Serialize", "Deserialize"];

/// Whether a macro of another crate looks at the fields of a struct, or of a variant's enum.
fn is_derived_elsewhere(context: &Context<'_>, owner: DefId) -> bool {
    let model = context.model;
    std::iter::once(owner).chain(model.def(owner).parent).filter_map(|at| model.def(at).item).any(|item| {
        matches!(item.kind, ItemKind::Struct { .. } | ItemKind::Enum { .. })
            && (item.attributes.foreign
                || item.attributes.derives.iter().any(|name| !DERIVED.iter().any(|known| *name == **known)))
    })
}

/// Uses that nobody looks at: the list's own name, and those of what is declared with it, in code that is configured out and in
/// macros.
fn hidden(context: &Context<'_>, written: &[Written<'_>], file: FileId) -> Result<(), String> {
    let model = context.model;
    let mut names: Vec<Name> = Vec::new();
    let mut beside = None;
    for written in written.iter().filter(|written| written.file == file) {
        if !mentions_list(context, &model.type_of_written(written)) {
            continue;
        }
        let name = match written.declares {
            Declares::Parameter(item, ..) | Declares::Result(item) | Declares::Global(item) | Declares::Alias(item) => {
                model.def(item).name
            }
            Declares::Field(owner, index) => {
                model.def(owner).fields().and_then(|fields| fields.list.get(index as usize)).map(|field| field.name)
            }
            Declares::Impl(_) | Declares::Let(..) => None,
        };
        names.extend(name);
        beside = beside.or(name.map(|_| written.item));
    }
    let found = match beside {
        Some(beside) => model.hidden_mention(&names, beside),
        None => None,
    };
    if model.hides(file, Name::new("LinkedList")) {
        return Err("code that is configured out mentions `LinkedList`".to_owned());
    }
    let of_body = |body: &&Body<'_>| body.file == file && body_hides(context, body);
    match found {
        Some(Hidden::ConfiguredOut(name)) => Err(format!("code that is configured out mentions `{name}`")),
        Some(Hidden::Macro(name)) => Err(format!("a macro mentions `{name}`")),
        Some(Hidden::Unread) => Err("a file that is a module only in another configuration was not read".to_owned()),
        None if model.bodies().any(|body| of_body(&body)) => {
            Err("code that is configured out stands beside it".to_owned())
        }
        None => Ok(()),
    }
}

/// Whether a body has both lists and parts that are configured out.
fn body_hides(context: &Context<'_>, body: &Body<'_>) -> bool {
    let opened = context.model.def(body.owner).deferred().map(|deferred| deferred.open());
    opened.is_some_and(|opened| !opened.absent.is_empty())
        && (0..body.facts.exprs.len() as u32).any(|at| mentions_list(context, body.ty(ExprId(at))))
}

fn mentions_list(context: &Context<'_>, ty: &Ty) -> bool {
    ty.any(&|part| context.model.known_type(part) == Some(Known::LinkedList))
}

/// Every expression of a body whose type is a list, where the body or the list is of this file.
fn uses(context: &Context<'_>, written: &[Written<'_>], body: &Body<'_>, file: FileId) -> Result<(), String> {
    let model = context.model;
    let here = body.file == file;
    for at in 0..body.facts.exprs.len() as u32 {
        let id = ExprId(at);
        if !mentions_list(context, body.ty(id)) {
            continue;
        }
        if let Some(declared) = declared_in(context, body, id)
            && (declared == file) != here
        {
            return Err("another file uses it too".to_owned());
        }
        if !here {
            continue;
        }
        let Some(up) = body.parent(id) else { continue };
        if is_compared_with_open(context, body, id) {
            return Err("what it is compared with takes its type from it".to_owned());
        }
        match &body.facts[up].kind {
            ExprKind::MethodCall { receiver, name, .. } if *receiver == id => {
                let direct = model.known_type(body.ty(id).without_references()) == Some(Known::LinkedList);
                let function = body.callee(up).map(|callee| callee.function);
                if direct && model.effects(body, up).has(Effects::SPLICES) {
                    return Err(match function.is_some_and(|it| model.has_namesake(it, Known::VecDeque)) {
                        true => format!("`{name}` moves no element of a list, and moves those of a `VecDeque`"),
                        false => format!("`VecDeque` has no `{name}`"),
                    });
                }
                if direct && !has_deque(context, function) {
                    return Err(match function.is_some_and(|it| model.has_namesake(it, Known::VecDeque)) {
                        true => format!("`{name}` of a `VecDeque` takes or gives something else"),
                        false => format!("`VecDeque` has no `{name}`"),
                    });
                }
            }
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } => {
                let Some(callee) = body.callee(up) else {
                    return Err("it is handed to a function that was not looked at".to_owned());
                };
                let function = callee.function;
                if is_of_another_crate(context, function) {
                    return Err("it is handed to a function of another crate".to_owned());
                }
                if !model.definitions().is_declared(function)
                    && model.def(function).file != file
                    && takes_list(context, written, function)
                {
                    return Err("it is handed to a function of another file".to_owned());
                }
            }
            _ => {}
        }
        if let ExprKind::Path(path) = &body.facts[id].kind
            && path.segments.len() > 1
            && path.segments.iter().any(|segment| segment.name == "LinkedList")
            && !has_deque(context, called(body, id))
        {
            return Err("a function of `LinkedList` is used that `VecDeque` does not have".to_owned());
        }
    }
    Ok(())
}

/// Whether a `VecDeque` has a function of a list's with the same meaning.
fn has_deque(context: &Context<'_>, function: Option<DefId>) -> bool {
    function.is_some_and(|function| context.model.is_shared(function, Known::VecDeque))
}

/// The function that a path names.
fn called(body: &Body<'_>, path: ExprId) -> Option<DefId> {
    match body.resolution(path) {
        Some(Resolution::Def(function)) => Some(function),
        _ => None,
    }
}

/// Whether an expression's type is only what is asked of it: `collect()`, `into()`.
fn is_open(context: &Context<'_>, body: &Body<'_>, expr: ExprId) -> bool {
    matches!(&body.facts[expr].kind, ExprKind::MethodCall { turbofish, .. } if turbofish.is_empty())
        && context.model.effects(body, expr).has(Effects::OPEN)
}

/// Whether a list is compared, by `==` or `assert_eq!`, with something whose type only the list tells. A `VecDeque` can be
/// compared with more types than a `LinkedList`, and tells none.
fn is_compared_with_open(context: &Context<'_>, body: &Body<'_>, list: ExprId) -> bool {
    let through = |id: ExprId| matches!(body.facts[id].kind, ExprKind::Reference { .. } | ExprKind::Deref(_));
    let Some(up) = body.ancestors(list).find(|up| !through(*up)) else { return false };
    let compares = match &body.facts[up].kind {
        ExprKind::Binary { op, .. } => matches!(op, BinaryOp::Eq | BinaryOp::Ne),
        ExprKind::Macro { path, .. } => path.segments.last().is_some_and(|last| {
            let name = last.name.as_str();
            name.ends_with("_eq") || name.ends_with("_ne")
        }),
        _ => false,
    };
    let mut open = false;
    if compares {
        children(body.facts, up, &mut |side, _| {
            let mut at = side;
            while let ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) = &body.facts[at].kind {
                at = *operand;
            }
            open |= is_open(context, body, at);
        });
    }
    open
}

/// The file in which the place is declared that an expression names, if it is no variable.
fn declared_in(context: &Context<'_>, body: &Body<'_>, expr: ExprId) -> Option<FileId> {
    let def = match body.place(expr)? {
        Place::Local(..) => return None,
        Place::Field(def, _) | Place::Global(def) | Place::Result(def) => def,
    };
    let model = context.model;
    (!model.definitions().is_declared(def)).then(|| model.def(model.definitions().original(def)).file)
}

/// Whether a function's own words ask for a list: a generic one takes a `VecDeque` as well.
fn takes_list(context: &Context<'_>, written: &[Written<'_>], function: DefId) -> bool {
    let function = context.model.definitions().original(function);
    written.iter().any(|written| {
        matches!(written.declares, Declares::Parameter(of, ..) if of == function)
            && mentions_list(context, &context.model.type_of_written(written))
    })
}

/// The edits of the `use` items, module by module.
fn imports(items: &[Item], spans: &mut Vec<(Span, &'static str)>) -> Result<(), String> {
    let mut problem = None;
    let mut lists: Vec<&[Item]> = vec![items];
    items_within(items, &mut |item| {
        if let ItemKind::Module(Some(items)) = &item.kind {
            lists.push(items);
        }
    });
    let mut in_modules = 0;
    for list in &lists {
        let has_deque = list.iter().flat_map(leaves).any(|leaf| binds(leaf, "VecDeque"));
        for item in *list {
            for (number, leaf) in leaves(item).iter().enumerate() {
                if leaf.path.last().is_none_or(|last| *last != "LinkedList") {
                    continue;
                }
                in_modules += 1;
                if item.visibility != Visibility::Private {
                    problem = Some("it is exported again".to_owned());
                } else if !binds(leaf, "LinkedList") {
                    problem = Some("it is imported under another name".to_owned());
                } else if has_deque {
                    match without(item, number) {
                        Some(span) => spans.push((span, "")),
                        None => problem = Some("its import cannot be taken out of the others".to_owned()),
                    }
                } else {
                    let start = leaf.span.end.saturating_sub("LinkedList".len() as u32);
                    spans.push((Span { start, end: leaf.span.end }, "VecDeque"));
                }
            }
        }
    }
    let mut anywhere = 0;
    items_within(items, &mut |item| {
        if leaves(item).iter().any(|leaf| leaf.path.iter().any(|part| *part == "linked_list")) {
            problem = Some("a name of its module is imported".to_owned());
        }
        anywhere +=
            leaves(item).iter().filter(|leaf| leaf.path.last().is_some_and(|last| *last == "LinkedList")).count();
    });
    if anywhere != in_modules {
        problem = Some("it is imported within a function".to_owned());
    }
    problem.map_or(Ok(()), Err)
}

fn leaves(item: &Item) -> &[Import] {
    match &item.kind {
        ItemKind::Use(leaves) => leaves,
        _ => &[],
    }
}

fn binds(leaf: &Import, name: &str) -> bool {
    matches!(leaf.binds, ImportBinds::Name(bound) if bound == name)
}

/// What to delete so that the leaf with this number is gone: the whole item, or the leaf with the comma beside it.
fn without(item: &Item, number: usize) -> Option<Span> {
    let leaves = leaves(item);
    let leaf = leaves.get(number)?;
    if leaves.len() == 1 {
        return Some(item.span);
    }
    let parent = |leaf: &Import| leaf.path.split_last().map(|(_, parent)| parent.to_vec());
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| leaves.get(at))
            .filter(|other| parent(other) == parent(leaf) && other.span.start >= item.span.start)
    };
    if let Some(before) = neighbour(number.checked_sub(1)) {
        return Some(Span { start: before.span.end, end: leaf.span.end });
    }
    neighbour(Some(number + 1)).map(|after| Span { start: leaf.span.start, end: after.span.start })
}
