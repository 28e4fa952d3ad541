//! What is put into declared places: by struct expressions and constructors, by assignments, by what functions return, by callers.
use rustc_hash::FxHashMap;

use crate::model::{Body, BodyId, Declares, DefKind, Model, Resolution};
use crate::source::facts::{ExprId, ExprKind, StatementKind};

/// What is put into each declared place, by the place.
pub(crate) type Given = FxHashMap<Declares, Vec<(BodyId, ExprId)>>;

/// What struct expressions, constructors and assignments put into fields, what functions return, what `let`s begin with.
pub(crate) fn given(model: &Model<'_>, is_known: &dyn Fn(&Declares) -> bool) -> Given {
    let mut given = Given::default();
    let mut put = |declares: Declares, body: &Body<'_>, expr: ExprId| {
        if is_known(&declares) {
            given.entry(declares).or_default().push((body.id, expr));
        }
    };
    let original = |def| model.definitions().original(def);
    for body in model.bodies() {
        if is_known(&Declares::Result(original(body.owner))) {
            put(Declares::Result(original(body.owner)), body, body.facts.root);
        }
        for id in body.exprs() {
            match &body.facts[id].kind {
                ExprKind::Struct { fields, .. } => {
                    let by_path = match body.resolution(id) {
                        Some(Resolution::Def(def)) => Some(def),
                        _ => None,
                    };
                    for owner in by_path.into_iter().chain(body.ty(id).adt().map(|(def, _)| def)) {
                        let owner = original(owner);
                        let Some(list) = model.def(owner).fields().map(|fields| &fields.list) else { continue };
                        for (name, value) in fields {
                            if let Some(index) = list.iter().position(|field| field.name == *name) {
                                put(Declares::Field(owner, index as u32), body, *value);
                            }
                        }
                    }
                }
                ExprKind::Call { callee, args } => {
                    if let Some(Resolution::Def(def)) = body.resolution(*callee)
                        && matches!(model.def(def).kind, DefKind::Struct | DefKind::Variant)
                    {
                        for (index, arg) in (0..).zip(args) {
                            put(Declares::Field(original(def), index), body, *arg);
                        }
                    }
                }
                ExprKind::Assign { left, right } => {
                    if let Some(declares) = model.declares(body, *left) {
                        put(declares, body, *right);
                    }
                }
                ExprKind::Return(Some(value)) if body.closure(id).is_none() => {
                    put(Declares::Result(original(body.owner)), body, *value);
                }
                ExprKind::Block(block) => {
                    for statement in &block.statements {
                        if let StatementKind::Let { pattern, init: Some(init), .. } = &statement.kind {
                            put(Declares::Let(body.id, Some(*pattern)), body, *init);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    given
}

/// What the callers of a function hand it as its parameter of this number; none where nobody calls it.
pub(crate) fn arguments(model: &Model<'_>, declares: Declares) -> Option<Vec<(BodyId, ExprId)>> {
    let Declares::Parameter(function, index) = declares else { return Some(Vec::new()) };
    let callers = model.direct_callers(function);
    let handed =
        |&(body, call): &(BodyId, ExprId)| Some((body, model.argument(model.body(body), call, function, index)?));
    let all: Vec<_> = callers.iter().map(handed).collect::<Option<_>>()?;
    (!all.is_empty()).then_some(all)
}
