//! Declared places whose type answers a question, with what makes their values and what uses them.
use rustc_hash::{FxHashMap, FxHashSet};

use super::flow::declared_destination;
use super::{Body, BodyId, Declares, DefId, Model, Place, Ty, Written};
use crate::source::facts::{ExprId, ExprKind, GenericArg, ItemKind, PatId, Span, Type, TypeKind};
use crate::source::load::FileId;
use crate::source::paths::{type_names, types_within};
use crate::source::words::Word;

/// A declared place, or a construction whose type nobody wrote.
#[derive(Clone, Debug)]
pub struct Declared<T> {
    /// What is declared; for a construction, the variable that takes it.
    pub declares: Option<Declares>,
    /// What it points to.
    pub form: Form,
    /// The file.
    pub file: FileId,
    /// The type as written, or the construction.
    pub span: Span,
    /// The item that it is in.
    pub item: DefId,
    /// What it is called.
    pub name: Option<String>,
    /// The names that its type is written with: the type's, its first element's, and so on; `[]` for slices and arrays. The last one
    /// has no arguments.
    pub written: Vec<String>,
    /// What its type answers.
    pub answer: T,
    /// The expressions that make what it holds.
    pub made: Vec<(BodyId, ExprId)>,
    /// The expressions that name it, or a variable that carries its value to it.
    pub uses: Vec<(BodyId, ExprId)>,
    /// The declared places, among those that answer, that its value goes on to, through others too.
    pub goes_to: Vec<Declares>,
}

impl<T> Declared<T> {
    /// Whether nobody wrote the type, and all values come from libraries of which no more is known.
    pub fn is_given_by_library(&self, model: &Model<'_>) -> bool {
        let is_given = |&(body, made): &(BodyId, ExprId)| model.is_given_by_library(model.body(body), made);
        matches!(self.form, Form::Construction(_)) && self.made.iter().all(is_given)
    }
}

/// What a declared place points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A type as written at a field, parameter, result, `let`, constant or static.
    Type,
    /// The target of an alias.
    Alias,
    /// An expression that makes one, and the variable that it is bound to where nobody wrote its type.
    Construction(Option<PatId>),
}

/// What is asked of types.
#[expect(missing_debug_implementations, reason = "it holds functions")]
pub struct Question<'q, T> {
    /// Names without one of which no type as written answers; see [`Model::renamed`].
    pub names: &'q FxHashSet<Word>,
    /// What a type answers.
    pub answer: &'q dyn Fn(&Ty) -> Option<T>,
    /// Whether nothing is to be said of a place, nor of what is made for it.
    pub is_silent: &'q dyn Fn(&Written<'_>) -> bool,
}

impl<'a> Model<'a> {
    /// Every place that answers, in the order of the items; behind them constructions that no declared place stands for.
    pub fn declared<T>(&self, question: &Question<'_, T>) -> Vec<Declared<T>> {
        let mut gather = Gather { model: self, question, found: Vec::new(), places: FxHashMap::default() };
        let written = self.written_where(|ty| type_names(ty, question.names));
        for at in &written {
            gather.written(at);
        }
        if gather.places.keys().any(|declares| matches!(declares, Declares::Alias(_))) {
            for at in &written {
                gather.through_alias(at);
            }
        }
        for body in self.bodies() {
            let makes = |expr: &ExprId| {
                matches!(
                    body.facts[*expr].kind,
                    ExprKind::Call { .. }
                        | ExprKind::MethodCall { .. }
                        | ExprKind::Macro { .. }
                        | ExprKind::Array(_)
                        | ExprKind::Repeat { .. }
                )
            };
            for expr in body.exprs().filter(makes) {
                gather.made(body, expr);
            }
        }
        gather.flows();
        gather.found
    }
}

/// A value is followed to so many places.
const MOST_DESTINATIONS: usize = 16;

struct Gather<'g, 'a, T> {
    model: &'g Model<'a>,
    question: &'g Question<'g, T>,
    found: Vec<Declared<T>>,
    /// What stands for each declared place; none where that is silent.
    places: FxHashMap<Declares, Option<usize>>,
}

impl<T> Gather<'_, '_, T> {
    /// A type as written that answers, or has a part that does. What an alias hides is the alias's.
    fn written(&mut self, at: &Written<'_>) {
        let Some((ty, answer)) = self.answer_within(at) else { return };
        if (self.question.is_silent)(at) {
            self.places.insert(at.declares, None);
            return;
        }
        self.places.insert(at.declares, Some(self.found.len()));
        self.found.push(Declared {
            declares: Some(at.declares),
            form: if matches!(at.declares, Declares::Alias(_)) { Form::Alias } else { Form::Type },
            file: at.file,
            span: ty.span,
            item: at.item,
            name: self.model.written_name(at),
            written: names_within(ty),
            answer,
            made: Vec::new(),
            uses: self.uses_of(at),
            goes_to: Vec::new(),
        });
    }

    fn answer_within<'w>(&self, at: &Written<'w>) -> Option<(&'w Type, T)> {
        let mut first = None;
        types_within(at.ty, &mut |ty| {
            let is_reference = matches!(ty.kind, TypeKind::Reference { .. });
            if first.is_none() && !is_reference && !self.is_an_aliass(ty, at.item) {
                let answer = (self.question.answer)(&self.model.resolve_type(ty, at.item));
                first = answer.map(|answer| (ty, answer));
            }
        });
        first
    }

    /// Whether a type is written by an alias that answers by itself, whatever its arguments are.
    fn is_an_aliass(&self, ty: &Type, item: DefId) -> bool {
        let Some(alias) = self.model.resolve_alias(ty, item) else { return false };
        let Some(ItemKind::Alias { target: Some(target), .. }) = self.model.def(alias).item.map(|item| &item.kind)
        else {
            return true;
        };
        let mut answers = false;
        types_within(target, &mut |part| {
            answers = answers || (self.question.answer)(&self.model.resolve_type(part, alias)).is_some();
        });
        answers
    }

    fn uses_of(&self, at: &Written<'_>) -> Vec<(BodyId, ExprId)> {
        self.model.place_of_written(at).map_or_else(Vec::new, |place| self.model.uses(place))
    }

    /// Places whose type goes through an alias that answers are the alias's.
    fn through_alias(&mut self, at: &Written<'_>) {
        let mut alias = None;
        types_within(at.ty, &mut |ty| alias = alias.or(self.model.resolve_alias(ty, at.item)));
        let Some(alias) = alias else { return };
        if let Some(&number) = self.places.get(&Declares::Alias(alias)) {
            self.places.entry(at.declares).or_insert(number);
            let uses = self.uses_of(at);
            if let Some(one) = number.and_then(|number| self.found.get_mut(number)) {
                one.uses.extend(uses);
            }
        }
    }

    /// An expression that makes a value that answers: it belongs to the place that it goes to, else it stands for itself.
    fn made(&mut self, body: &Body<'_>, expr: ExprId) {
        let model = self.model;
        let answers = |id: ExprId| match body.ty(id) {
            Ty::Ref(..) | Ty::Unknown => None,
            ty => (self.question.answer)(ty),
        };
        let Some(answer) = answers(expr) else { return };
        let is_handed_on = match &body.facts[expr].kind {
            ExprKind::Call { args, .. } => args.iter().any(|arg| answers(*arg).is_some()),
            ExprKind::MethodCall { receiver, args, .. } => {
                args.iter().chain([receiver]).any(|it| answers(*it).is_some())
            }
            _ => false,
        };
        if is_handed_on || !model.is_made(body, expr) {
            return;
        }
        let variable = body.bound_variable(expr);
        let place = variable.map(|variable| Place::Local(body.id, variable));
        let destination = declared_destination(model, body, expr, &|it| self.places.contains_key(it));
        // Those of a variable with a type of its own are known already.
        let carrier = place.filter(|_| destination != Some(Declares::Let(body.id, variable)));
        let uses = carrier.map_or_else(Vec::new, |carrier| model.uses(carrier));
        // What a variable only lends to a function is the variable's.
        let is_lent = carrier.is_some() && matches!(destination, Some(Declares::Parameter(..)));
        match destination.and_then(|it| self.places.get(&it)) {
            Some(Some(number)) if !is_lent => {
                if let Some(one) = self.found.get_mut(*number) {
                    one.made.push((body.id, expr));
                    one.uses.extend(uses);
                }
            }
            // Its place is silent, and so is what fills it.
            Some(None) => {}
            _ => self.found.push(Declared {
                declares: variable.map(|variable| Declares::Let(body.id, Some(variable))),
                form: Form::Construction(variable.filter(|_| !body.is_bound_with_type(expr))),
                file: body.file,
                span: body.facts[expr].span,
                item: body.owner,
                name: place.and_then(|place| model.place_name(place)),
                written: Vec::new(),
                answer,
                made: vec![(body.id, expr)],
                uses,
                goes_to: Vec::new(),
            }),
        }
    }

    /// Which places each place's value goes on to, directly and through others.
    fn flows(&mut self) {
        for number in 0..self.found.len() {
            let own = self.found[number].declares;
            let mut goes_to: Vec<Declares> = Vec::new();
            for &(body, used) in &self.found[number].uses {
                let body = self.model.body(body);
                while goes_to.len() < MOST_DESTINATIONS
                    && let Some(next) = declared_destination(self.model, body, used, &|it: &Declares| {
                        Some(*it) != own
                            && !goes_to.contains(it)
                            && matches!(self.places.get(it), Some(Some(other)) if *other != number)
                    })
                {
                    goes_to.push(next);
                }
            }
            self.found[number].goes_to = goes_to;
        }
        // What each goes on to directly, one after the other, and where that starts.
        let (mut next, mut starts) = (Vec::new(), vec![0]);
        for one in &self.found {
            next.extend(one.goes_to.iter().copied());
            starts.push(next.len());
        }
        for number in 0..self.found.len() {
            let mut at = 0;
            while let Some(&declares) = self.found[number].goes_to.get(at).filter(|_| at < MOST_DESTINATIONS) {
                at += 1;
                let Some(Some(other)) = self.places.get(&declares) else { continue };
                for &beyond in &next[starts[*other]..starts[*other + 1]] {
                    let one = &mut self.found[number];
                    if Some(beyond) != one.declares && !one.goes_to.contains(&beyond) {
                        one.goes_to.push(beyond);
                    }
                }
            }
        }
    }
}

fn names_within(ty: &Type) -> Vec<String> {
    let mut names = Vec::new();
    let mut next = Some(ty);
    while let Some(ty) = next {
        next = match &ty.kind {
            TypeKind::Path(path) => {
                let segments: Vec<&str> = path.segments.iter().map(|segment| segment.name.as_str()).collect();
                names.push(segments.join("::"));
                path.segments.last().and_then(|last| {
                    last.args().iter().find_map(|arg| if let GenericArg::Type(ty) = arg { Some(ty) } else { None })
                })
            }
            TypeKind::Slice(inner) | TypeKind::Array(inner, _) => {
                names.push("[]".to_owned());
                Some(inner)
            }
            _ => {
                names.clear();
                None
            }
        };
    }
    names
}
