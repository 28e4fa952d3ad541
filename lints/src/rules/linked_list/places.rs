//! Where linked lists are declared and made.
use crate::finding::Predicted;
use crate::model::flow::declared_destination;
use crate::model::{Body, BodyId, Declares, DefId, Known, Model, Place, Ty, Written, words};
use crate::rules::heat::Warmth;
use crate::rules::scene::Scene;
use crate::source::facts::{ExprId, ExprKind, PatId, Span, StatementKind};
use crate::source::load::FileId;
use crate::source::paths::{type_names, types_within};

/// One cause: a declared place, or a construction whose type nobody wrote.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) declared: Declared,
    pub(super) file: FileId,
    pub(super) span: Span,
    /// The item that it is in.
    pub(super) item: DefId,
    /// What the place is called.
    pub(super) name: Option<String>,
    pub(super) element: Option<Ty>,
    /// Constructions that fill it.
    pub(super) constructions: Vec<(BodyId, ExprId)>,
    /// Every expression that names it.
    pub(super) uses: Vec<(BodyId, ExprId)>,
    /// Where it is spliced or edited through a cursor.
    pub(super) splice: Option<(BodyId, ExprId)>,
}

/// What a match points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// A type as written at a field, parameter, result, `let`, constant or static.
    Type,
    /// The target of an alias.
    Alias,
    /// An expression that makes one.
    Construction,
}

impl Match {
    /// Warmth of the constructions, where nothing else is known to use it.
    pub(super) fn construction_warmth(&self, scene: &Scene<'_>, predicted: &Predicted) -> Option<Warmth> {
        let &(body, expr) = self.constructions.first().or(self.uses.first())?;
        Some(scene.warmth(scene.model.body(body), expr, predicted))
    }

    /// How many elements it holds, where it is a variable that one can tell it of.
    pub(super) fn length(&self, model: &Model<'_>) -> Option<u64> {
        let &(body, used) = self.uses.first()?;
        model.length(model.body(body), used)
    }

    /// The walks that are loops; at most three, which is enough to see.
    pub(super) fn walked_at<'w>(&self, walks: &'w [(BodyId, ExprId)]) -> impl Iterator<Item = (BodyId, ExprId)> + 'w {
        walks.iter().copied().take(3)
    }
}

/// Every match, in the order of the items.
pub(super) fn matches<'m>(scene: &Scene<'m>) -> Vec<Match> {
    let model = scene.model;
    let mut found: Vec<Match> = Vec::new();
    // What each declared place's type leads to: the match that stands for it, or none where it is not to be reported.
    let mut places: Vec<(Declares, Option<usize>)> = Vec::new();
    let names = model.renamed(words(["LinkedList"]));
    let written: Vec<Written<'m>> = model.written_where(|ty| type_names(ty, &names));
    for at in &written {
        let Some((span, element)) = list_within(scene, at) else { continue };
        if scene.is_fixed_interface(at) {
            places.push((at.declares, None));
            continue;
        }
        let declared = if matches!(at.declares, Declares::Alias(_)) { Declared::Alias } else { Declared::Type };
        places.push((at.declares, Some(found.len())));
        found.push(Match {
            declared,
            file: at.file,
            span,
            item: at.item,
            name: scene.written_name(at),
            element,
            constructions: Vec::new(),
            uses: uses(scene, at),
            splice: None,
        });
    }
    through_aliases(scene, &mut found, &mut places);
    for body in model.bodies() {
        for at in 0..body.facts.exprs.len() as u32 {
            constructed(scene, body, ExprId(at), &mut found, &places);
        }
    }
    for one in &mut found {
        one.splice = splice(scene, &one.uses);
    }
    found
}

/// The linked list in a type as written: its bytes and its element's type. What an alias hides is the alias's.
fn list_within(scene: &Scene<'_>, written: &Written<'_>) -> Option<(Span, Option<Ty>)> {
    let mut first = None;
    types_within(written.ty, &mut |ty| {
        if first.is_none() && scene.model.resolve_alias(ty, written.item).is_none() {
            let resolved = scene.model.resolve_type(ty, written.item);
            if scene.model.known_type(&resolved) == Some(Known::LinkedList) {
                first = Some((ty.span, element_of(&resolved)));
            }
        }
    });
    first
}

/// The element's type, where it is known.
fn element_of(list: &Ty) -> Option<Ty> {
    list.adt().and_then(|(_, args)| args.first()).filter(|ty| !ty.is_unknown()).cloned()
}

fn uses(scene: &Scene<'_>, written: &Written<'_>) -> Vec<(BodyId, ExprId)> {
    scene.model.place_of_written(written).map_or_else(Vec::new, |place| scene.model.uses(place).to_vec())
}

/// Uses of places whose type goes through a reported alias are the alias's.
fn through_aliases(scene: &Scene<'_>, found: &mut [Match], places: &mut Vec<(Declares, Option<usize>)>) {
    if !places.iter().any(|(declares, _)| matches!(declares, Declares::Alias(_))) {
        return;
    }
    for at in &scene.model.written() {
        let mut alias = None;
        types_within(at.ty, &mut |ty| alias = alias.or(scene.model.resolve_alias(ty, at.item)));
        let Some(alias) = alias else { continue };
        let reported =
            places.iter().find(|(declares, _)| *declares == Declares::Alias(alias)).map(|(_, number)| *number);
        if let Some(number) = reported {
            places.push((at.declares, number));
            if let Some(one) = number.and_then(|number| found.get_mut(number)) {
                one.uses.extend(uses(scene, at));
            }
        }
    }
}

/// A call that makes a linked list: a label of the place that it fills, or a match of its own.
fn constructed<'m>(
    scene: &Scene<'m>,
    body: &'m Body<'m>,
    expr: ExprId,
    found: &mut Vec<Match>,
    places: &[(Declares, Option<usize>)],
) {
    let model = scene.model;
    if model.known_type(body.ty(expr)) != Some(Known::LinkedList) || !makes(scene, body, expr) {
        return;
    }
    let stands = |it: &Declares| places.iter().any(|(declares, _)| declares == it);
    let destination = declared_destination(model, body, expr, &stands);
    match destination.and_then(|it| places.iter().find(|(declares, _)| *declares == it)) {
        Some((_, Some(number))) => {
            if let Some(one) = found.get_mut(*number) {
                one.constructions.push((body.id, expr));
                let variable = bound_variable(body, expr).map(|variable| Place::Local(body.id, variable));
                one.uses.extend(variable.into_iter().flat_map(|place| model.uses(place)));
            }
        }
        // Its place is silent, and so is what fills it.
        Some((_, None)) => {}
        None => {
            let variable = bound_variable(body, expr);
            let place = variable.map(|variable| Place::Local(body.id, variable));
            found.push(Match {
                declared: Declared::Construction,
                file: body.file,
                span: body.facts[expr].span,
                item: body.owner,
                name: place.and_then(|place| scene.place_name(place)),
                element: element_of(body.ty(expr)),
                constructions: Vec::new(),
                uses: place.map_or_else(Vec::new, |place| model.uses(place).to_vec()),
                splice: None,
            });
        }
    }
}

/// Whether a call makes a list rather than hands one on: a function of `std`, not given a list.
fn makes(scene: &Scene<'_>, body: &Body<'_>, expr: ExprId) -> bool {
    let is_list = |id: ExprId| scene.model.known_type(body.ty(id).without_references()) == Some(Known::LinkedList);
    let given = match &body.facts[expr].kind {
        ExprKind::Call { args, .. } => args.iter().any(|arg| is_list(*arg)),
        ExprKind::MethodCall { receiver, args, .. } => is_list(*receiver) || args.iter().any(|arg| is_list(*arg)),
        _ => return false,
    };
    let foreign = body.callee(expr).is_none_or(|callee| scene.model.definitions().is_declared(callee.function));
    foreign && !given && !takes_out(body, expr)
}

/// `pop`, `remove`, `take` and the like hand out a list that was made elsewhere.
fn takes_out(body: &Body<'_>, expr: ExprId) -> bool {
    match &body.facts[expr].kind {
        ExprKind::MethodCall { name, .. } => !["collect", "into", "unwrap_or_default", "sum"].contains(&name.as_str()),
        _ => false,
    }
}

fn bound_variable(body: &Body<'_>, expr: ExprId) -> Option<PatId> {
    let (block, index) = body.statement(expr)?;
    match &body.statement_at((block, index))?.kind {
        StatementKind::Let { pattern, init: Some(init), .. } if *init == expr => {
            crate::model::outline::whole_binding(body.facts, *pattern)
        }
        _ => None,
    }
}

/// The first use that splices, or edits through a cursor.
fn splice(scene: &Scene<'_>, uses: &[(BodyId, ExprId)]) -> Option<(BodyId, ExprId)> {
    uses.iter().copied().find_map(|(id, used)| {
        let body = scene.model.body(id);
        let up = body.parent(used)?;
        match &body.facts[up].kind {
            ExprKind::MethodCall { receiver, name, args, .. } if *receiver == used || args.contains(&used) => {
                let name = name.as_str();
                let splices = ["split_off", "append"].contains(&name) || name.starts_with("cursor_");
                splices.then_some((id, up))
            }
            ExprKind::Reference { .. } => {
                let call = body.parent(up)?;
                match &body.facts[call].kind {
                    ExprKind::MethodCall { name, .. } if *name == "append" => Some((id, call)),
                    _ => None,
                }
            }
            _ => None,
        }
    })
}
