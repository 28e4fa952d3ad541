//! Loop nests, their subscripts and dependences, through the model's door.
mod accesses;
mod dependences;
#[expect(dead_code, reason = "marks and findings are the rules' matter")]
#[path = "../rules/fixture.rs"]
mod fixture;
mod forms;
mod interchange;
mod obstacles;

use locality_lints::model::loops::{AccessKind, Loop, LoopForm, Loops};
use locality_lints::model::{Model, outline};
use locality_lints::source::facts::{ExprKind, PatKind};
use locality_lints::source::load;

use fixture::Fixture;

/// The loops of the last function of `text` that has any.
#[track_caller]
fn with_loops<R>(text: &str, ask: impl FnOnce(&Model<'_>, &Loops<'_, '_>) -> R) -> R {
    let fixture = Fixture::parse(text);
    let loaded = load(&fixture.workspace, &fixture);
    let mut model = Model::new(&fixture.workspace, &loaded);
    model.look_at_all();
    let last = model.bodies().map(|body| model.loops(body)).filter(|loops| !loops.all().is_empty()).last();
    ask(&model, &last.expect("a function with a loop"))
}

/// A loop as tests call it: by its counter or the first name in its pattern, else by what it is.
fn name(loops: &Loops<'_, '_>, of: &Loop) -> String {
    let facts = loops.body().facts;
    let counter = match of.form {
        LoopForm::While { counter, .. } | LoopForm::Loop { counter, .. } => counter,
        _ => None,
    };
    let pattern = match (counter, &facts[of.expr].kind) {
        (Some(counter), _) => Some(loops.variables()[counter.0 as usize].pattern),
        (None, ExprKind::For { pattern, .. }) => outline::bindings(facts, *pattern).into_iter().next(),
        (None, ExprKind::Closure { params, .. }) => {
            params.last().and_then(|(pattern, _)| outline::bindings(facts, *pattern).into_iter().next())
        }
        _ => None,
    };
    match pattern.map(|pattern| &facts[pattern].kind) {
        Some(PatKind::Bind { name, .. }) => name.as_str().to_owned(),
        _ => match of.form {
            LoopForm::While { .. } => "while".to_owned(),
            LoopForm::Loop { .. } => "loop".to_owned(),
            _ => "_".to_owned(),
        },
    }
}

#[track_caller]
fn find<'l>(loops: &'l Loops<'_, '_>, called: &str) -> &'l Loop {
    let found = loops.all().iter().find(|it| name(loops, it) == called);
    found.unwrap_or_else(|| panic!("no loop `{called}`"))
}

/// The accesses of a loop: `r` read, `w` written, `u` updated.
fn shown_accesses(loops: &Loops<'_, '_>, of: &Loop) -> String {
    let shown = loops.accesses_of(of.id).map(|access| {
        let kind = match access.kind {
            AccessKind::Read => "r",
            AccessKind::Write => "w",
            AccessKind::Update(_) => "u",
        };
        format!("{kind} {}", loops.shown(&access.at))
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// Whether two loops may change places: `legal`, with what is to be minded, or why not.
fn shown_interchange(loops: &Loops<'_, '_>, outer: &Loop, inner: &Loop) -> String {
    match loops.interchange(outer.id, inner.id) {
        Ok(found) => {
            let caveats = found.caveats.iter().map(|caveat| loops.caveat(caveat));
            std::iter::once("legal".to_owned()).chain(caveats).collect::<Vec<_>>().join("; ")
        }
        Err(obstacle) => loops.obstacle(&obstacle),
    }
}
