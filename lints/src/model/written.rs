//! Types as written at declared places.
use super::Model;
use super::body::BodyId;
use super::definitions::{DefId, DefKind};
use super::places::Place;
use super::ty::Ty;
use crate::source::facts::{self, ExprKind, ItemKind, PatId, StatementKind};
use crate::source::load::FileId;

/// A type as written at a declared place.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// What it is the type of.
    pub declares: Declares,
    /// The item that it is written in, in whose names it is to be read.
    pub item: DefId,
    /// The body that it is written in, of a `let`.
    pub body: Option<BodyId>,
    /// The file.
    pub file: FileId,
    /// It.
    pub ty: &'a facts::Type,
}

/// What a written type is the type of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Declares {
    /// A field: the struct, union or variant, and the field's index.
    Field(DefId, u32),
    /// A function's parameter, by index.
    Parameter(DefId, u32),
    /// What a function returns.
    Result(DefId),
    /// A `let`, with the variable where its pattern is one.
    Let(BodyId, Option<PatId>),
    /// A static or constant.
    Global(DefId),
    /// What an alias, or an associated type of an impl, stands for.
    Alias(DefId),
    /// What an impl is for.
    Impl(DefId),
}

impl Written<'_> {
    /// The item that declares it, and a field's number.
    pub(super) fn mentioned_at(&self) -> Option<(DefId, u32)> {
        match self.declares {
            Declares::Field(owner, index) => Some((owner, index)),
            Declares::Parameter(item, _) | Declares::Result(item) | Declares::Global(item) | Declares::Alias(item) => {
                Some((item, u32::MAX))
            }
            Declares::Let(..) | Declares::Impl(_) => None,
        }
    }
}

impl<'a> Model<'a> {
    /// Every type written at a declared place of a checked crate, each once, in the order of the items.
    pub fn written(&self) -> Vec<Written<'a>> {
        self.written_where(|_| true)
    }

    /// Those of them that `keep` asks for.
    pub fn written_where(&self, keep: impl Fn(&facts::Type) -> bool) -> Vec<Written<'a>> {
        let mut all = Vec::new();
        for item in self.items() {
            self.written_at(item, &mut |written| {
                if keep(written.ty) {
                    all.push(written);
                }
            });
        }
        for body in self.bodies() {
            let block_lets = body.facts.exprs.iter().filter_map(|expr| match &expr.kind {
                ExprKind::Block(block) => Some(block),
                _ => None,
            });
            for statement in block_lets.flat_map(|block| &block.statements) {
                if let StatementKind::Let { pattern, ty: Some(ty), .. } = &statement.kind
                    && keep(ty)
                {
                    let variable = is_variable(body.facts, *pattern).then_some(*pattern);
                    let declares = Declares::Let(body.id, variable);
                    all.push(Written { declares, item: body.owner, body: Some(body.id), file: body.file, ty });
                }
            }
        }
        all
    }

    fn written_at(&self, item: DefId, found: &mut dyn FnMut(Written<'a>)) {
        let def = &self.definitions()[item];
        let conditions = &self.definitions().krate(item).loaded.conditions;
        let mut push = |declares, ty| found(Written { declares, item, body: None, file: def.file, ty });
        if let Some(fields) = def.fields() {
            for (index, field) in fields.list.iter().enumerate() {
                if conditions.hold(field.cfg.as_deref()) {
                    push(Declares::Field(item, index as u32), &field.ty);
                }
            }
        }
        match def.item.map(|item| &item.kind) {
            Some(ItemKind::Function(function)) => {
                for (index, param) in function.params.iter().enumerate() {
                    push(Declares::Parameter(item, index as u32), param);
                }
                if let Some(returns) = &function.returns {
                    push(Declares::Result(item), returns);
                }
            }
            Some(ItemKind::Const { ty, .. } | ItemKind::Static { ty, .. }) => push(Declares::Global(item), ty),
            Some(ItemKind::Alias { target: Some(target), .. }) => push(Declares::Alias(item), target),
            Some(ItemKind::Impl { self_type, .. }) if def.kind == DefKind::Impl => {
                push(Declares::Impl(item), self_type);
            }
            _ => {}
        }
    }

    /// The type that is written there.
    pub fn type_of_written(&self, written: &Written<'_>) -> Ty {
        self.resolve_type(written.ty, written.item)
    }

    /// The place that it declares, where that is one.
    pub fn place_of_written(&self, written: &Written<'_>) -> Option<Place> {
        match written.declares {
            Declares::Field(def, index) => Some(Place::Field(def, index)),
            Declares::Parameter(function, index) => {
                let deferred = self.def(function).deferred()?;
                let pattern = *deferred.open().params.get(index as usize)?;
                let body = self.body_of(function).filter(|body| is_variable(body.facts, pattern))?;
                Some(Place::Local(body.id, pattern))
            }
            Declares::Let(body, Some(pattern)) => Some(Place::Local(body, pattern)),
            Declares::Result(function) => Some(Place::Result(function)),
            Declares::Global(def) => Some(Place::Global(def)),
            _ => None,
        }
    }

    /// What the thing is called whose type is written; a field of a tuple has a number for a name, which says nothing.
    pub fn written_name(&self, written: &Written<'_>) -> Option<String> {
        match written.declares {
            Declares::Alias(alias) => self.def(alias).name.map(|name| name.as_str().to_owned()),
            Declares::Field(..) | Declares::Parameter(..) | Declares::Let(..) | Declares::Global(_) => self
                .place_of_written(written)
                .and_then(|place| self.place_name(place))
                .filter(|name| !name.starts_with(|first: char| first.is_ascii_digit())),
            Declares::Result(_) | Declares::Impl(_) => None,
        }
    }
}

/// Whether a pattern is just a variable.
fn is_variable(body: &facts::Body, pattern: PatId) -> bool {
    matches!(body[pattern].kind, facts::PatKind::Bind { inner: None, .. })
}
