//! Where linked lists are declared and made.
use crate::model::outline::{Role, role};
use crate::model::paths::types_within;
use crate::model::{Body, BodyId, Declares, DefId, Known, Place, Ty, Written};
use crate::rules::heat::Warmth;
use crate::rules::scene::Scene;
use crate::source::facts::{ExprId, ExprKind, ItemKind, PatId, Span, StatementKind};
use crate::source::load::FileId;

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
    pub(super) fn construction_warmth(&self, scene: &Scene<'_>) -> Option<Warmth> {
        let &(body, expr) = self.constructions.first().or(self.uses.first())?;
        Some(scene.warmth(scene.model.body(body), expr))
    }

    /// The walks that are loops; at most three, which is enough to see.
    pub(super) fn walked_at<'w>(&self, walks: &'w [(BodyId, ExprId)]) -> impl Iterator<Item = (BodyId, ExprId)> + 'w {
        walks.iter().copied().take(3)
    }
}

/// Every match, in the order of the items.
pub(super) fn matches<'m>(scene: &Scene<'m>) -> Vec<Match> {
    let model = scene.model;
    let written: Vec<Written<'m>> = model.written();
    let mut found: Vec<Match> = Vec::new();
    // What each declared place's type leads to: the match that stands for it, or none where it is not to be reported.
    let mut places: Vec<(Declares, Option<usize>)> = Vec::new();
    for at in &written {
        let Some((span, element)) = list_within(scene, at) else { continue };
        if is_silent(scene, at) {
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
            name: name(scene, at),
            element,
            constructions: Vec::new(),
            uses: uses(scene, at),
            splice: None,
        });
    }
    through_aliases(scene, &written, &mut found, &mut places);
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

/// A trait's impl only mentions it, and the interface of a published library is not to be broken.
fn is_silent(scene: &Scene<'_>, written: &Written<'_>) -> bool {
    match written.declares {
        Declares::Impl(_) => true,
        Declares::Parameter(function, ..) | Declares::Result(function) => {
            in_trait_impl(scene, function) || scene.is_exported(function)
        }
        Declares::Field(owner, index) => {
            let field = scene.model.def(owner).fields().and_then(|fields| fields.list.get(index as usize));
            let is_public = scene.model.def(owner).variant.is_some()
                || field.is_some_and(|field| field.visibility == crate::source::facts::Visibility::Public);
            is_public && scene.is_exported(owner)
        }
        Declares::Global(item) | Declares::Alias(item) => scene.is_exported(item),
        Declares::Let(..) => false,
    }
}

fn in_trait_impl(scene: &Scene<'_>, function: DefId) -> bool {
    let Some(parent) = scene.model.def(function).parent else { return false };
    let item = scene.model.def(parent).item.map(|item| &item.kind);
    matches!(item, Some(ItemKind::Impl { of_trait: Some(_), .. }))
}

fn name(scene: &Scene<'_>, written: &Written<'_>) -> Option<String> {
    match written.declares {
        Declares::Alias(alias) => scene.model.def(alias).name.map(|name| name.as_str().to_owned()),
        // A field of a tuple has a number for a name, which says nothing.
        Declares::Field(..) | Declares::Parameter(..) | Declares::Let(..) | Declares::Global(_) => scene
            .model
            .place_of_written(written)
            .and_then(|place| scene.place_name(place))
            .filter(|name| !name.starts_with(|first: char| first.is_ascii_digit())),
        Declares::Result(_) | Declares::Impl(_) => None,
    }
}

fn uses(scene: &Scene<'_>, written: &Written<'_>) -> Vec<(BodyId, ExprId)> {
    scene.model.place_of_written(written).map_or_else(Vec::new, |place| scene.model.uses(place).to_vec())
}

/// Uses of places whose type goes through a reported alias are the alias's.
fn through_aliases<'m>(
    scene: &Scene<'m>,
    written: &[Written<'m>],
    found: &mut [Match],
    places: &mut Vec<(Declares, Option<usize>)>,
) {
    for at in written {
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
    let mut destination = Destination { scene, places, depth: 0 };
    match destination.of(body, expr) {
        Some(Some(number)) => {
            if let Some(one) = found.get_mut(number) {
                one.constructions.push((body.id, expr));
            }
        }
        // Its place is silent, and so is what fills it.
        Some(None) => {}
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

/// Where a made list goes: `Some(match)`, `Some(None)` for a silent place, none where no declared type stands for it.
struct Destination<'s, 'm> {
    scene: &'s Scene<'m>,
    places: &'s [(Declares, Option<usize>)],
    depth: u32,
}

impl Destination<'_, '_> {
    fn of(&mut self, body: &Body<'_>, made: ExprId) -> Option<Option<usize>> {
        const FARTHEST: u32 = 4;
        self.depth += 1;
        if self.depth > FARTHEST {
            return None;
        }
        let model = self.scene.model;
        let mut at = made;
        while let Some(up) = body.parent(at) {
            let role = role(body.facts, up, at)?;
            match (&body.facts[up].kind, role) {
                (ExprKind::Struct { fields, .. }, Role::Part(number)) => {
                    let (name, _) = fields.get(number)?;
                    return self.field(body, up, name.as_str());
                }
                (ExprKind::Call { .. }, Role::Argument(number)) => {
                    // What `std`'s functions and unknown ones are given comes out of them again, or nowhere.
                    if let Some(target) = body.callee(up)
                        && !model.definitions().is_declared(target.function)
                    {
                        let function = target.function;
                        return self.tuple_field(function, number).or_else(|| self.parameter(function, number));
                    }
                }
                (ExprKind::MethodCall { receiver, .. }, Role::Argument(number)) => {
                    if let Some(target) = body.callee(up)
                        && !model.definitions().is_declared(target.function)
                    {
                        let function = target.function;
                        return self.parameter(function, number);
                    }
                    return self.place(body, *receiver);
                }
                (ExprKind::Assign { left, .. }, Role::Side(true)) => return self.place(body, *left),
                (ExprKind::Block(block), Role::LetInit(number)) => {
                    let StatementKind::Let { pattern, .. } = &block.statements.get(number)?.kind else { return None };
                    let variable = crate::model::outline::whole_binding(body.facts, *pattern)?;
                    return self.variable(body, variable);
                }
                (ExprKind::Block(block), Role::Statement(number)) => {
                    let is_tail = number + 1 == block.statements.len()
                        && matches!(block.statements.get(number)?.kind, StatementKind::Expr { semicolon: false, .. });
                    if !is_tail {
                        return None;
                    }
                }
                (ExprKind::Return(_), _) => {
                    let owner = body.owner;
                    return self.declared(|it| *it == Declares::Result(owner));
                }
                (ExprKind::Closure { .. } | ExprKind::For { .. } | ExprKind::MethodCall { .. }, _) => return None,
                _ => {}
            }
            at = up;
        }
        let owner = body.owner;
        self.declared(|it| *it == Declares::Result(owner) || *it == Declares::Global(owner))
    }

    fn declared(&self, is: impl Fn(&Declares) -> bool) -> Option<Option<usize>> {
        self.places.iter().find(|(declares, _)| is(declares)).map(|(_, number)| *number)
    }

    fn parameter(&self, function: DefId, number: usize) -> Option<Option<usize>> {
        let is = |it: &Declares| matches!(it, Declares::Parameter(of, index, _) if *of == function && *index == number as u32);
        self.declared(is)
    }

    fn field(&self, body: &Body<'_>, literal: ExprId, name: &str) -> Option<Option<usize>> {
        let Some(crate::model::Resolution::Def(def)) = body.resolution(literal) else {
            // `Self { .. }` through an alias and the like: by the type.
            let (def, _) = body.ty(literal).adt()?;
            return self.field_of(def, name);
        };
        self.field_of(def, name).or_else(|| body.ty(literal).adt().and_then(|(def, _)| self.field_of(def, name)))
    }

    fn field_of(&self, def: DefId, name: &str) -> Option<Option<usize>> {
        let index = self.scene.model.def(def).fields()?.list.iter().position(|field| field.name == name)?;
        self.declared(|it| *it == Declares::Field(def, index as u32))
    }

    fn tuple_field(&self, def: DefId, number: usize) -> Option<Option<usize>> {
        self.scene.model.def(def).fields()?;
        self.declared(|it| *it == Declares::Field(def, number as u32))
    }

    fn place(&mut self, body: &Body<'_>, expr: ExprId) -> Option<Option<usize>> {
        match body.indexed_place(expr)?.0 {
            Place::Local(_, variable) => self.variable(body, variable),
            Place::Field(def, index) => self.declared(|it| *it == Declares::Field(def, index)),
            Place::Global(def) => self.declared(|it| *it == Declares::Global(def)),
            Place::Result(def) => self.declared(|it| *it == Declares::Result(def)),
        }
    }

    /// A variable's own written type, else where its uses go.
    fn variable(&mut self, body: &Body<'_>, variable: PatId) -> Option<Option<usize>> {
        let id = body.id;
        let owner = body.owner;
        let own = self.declared(|it| match it {
            Declares::Let(of, Some(pattern)) => *of == id && *pattern == variable,
            Declares::Parameter(of, _, Some(pattern)) => *of == owner && *pattern == variable,
            _ => false,
        });
        if own.is_some() {
            return own;
        }
        let model = self.scene.model;
        model.uses(Place::Local(id, variable)).to_vec().into_iter().find_map(|(_, used)| self.of(body, used))
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
