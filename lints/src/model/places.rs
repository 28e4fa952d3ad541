//! Places: what an expression names, and who else names it.
use rustc_hash::FxHashMap;

use super::Model;
use super::body::{Body, BodyId, Resolution};
use super::definitions::{DefId, Definitions};
use crate::source::facts::{ExprId, ExprKind, ItemKind, PatId, PatKind, Span, StatementKind};
use crate::source::load::FileId;

/// Something that is declared once and named in many places.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// A variable (parameters included): the pattern that binds it.
    Local(BodyId, PatId),
    /// A field of a struct, union or variant: by index in its list as written.
    Field(DefId, u32),
    /// A static or constant.
    Global(DefId),
    /// What a function gives back.
    Result(DefId),
}

/// Where a variable gets its value from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// A `let`: whether the variable is all of its pattern, and the value.
    Let {
        /// The variable is the whole pattern.
        whole: bool,
        /// The value.
        init: Option<ExprId>,
    },
    /// The pattern of a `for`: the loop.
    For {
        /// The variable is the whole pattern.
        whole: bool,
        /// The loop.
        of: ExprId,
    },
    /// A `match` arm or a `let` condition: what is matched.
    Match {
        /// The variable is the whole pattern.
        whole: bool,
        /// What is matched.
        scrutinee: ExprId,
    },
    /// A function's parameter: its index, `self` not counted.
    Parameter {
        /// The variable is the whole pattern.
        whole: bool,
        /// Its index.
        index: u32,
    },
    /// A closure's parameter: the closure and the parameter's index.
    ClosureParameter {
        /// The variable is the whole pattern.
        whole: bool,
        /// The closure.
        closure: ExprId,
        /// The parameter's index.
        index: u32,
    },
}

impl Place {
    /// The same place in the first of the crates that share its file.
    pub fn original(self, definitions: &Definitions<'_>) -> Place {
        match self {
            Place::Local(..) => self,
            Place::Field(def, index) => Place::Field(definitions.original(def), index),
            Place::Global(def) => Place::Global(definitions.original(def)),
            Place::Result(def) => Place::Result(definitions.original(def)),
        }
    }
}

impl Model<'_> {
    /// Where a place is declared: its type as written, or its variable.
    pub fn declaration(&self, place: Place) -> Option<(FileId, Span)> {
        match place {
            Place::Local(body, variable) => {
                let body = self.body(body);
                Some((body.file, body.facts[variable].span))
            }
            Place::Field(def, index) => {
                let field = self.def(def).fields()?.list.get(index as usize)?;
                let declared = self.definitions().is_declared(def);
                (!declared).then_some((self.def(def).file, field.ty.span))
            }
            Place::Global(def) | Place::Result(def) => {
                let item = self.def(def).item?;
                let span = match &item.kind {
                    ItemKind::Const { ty, .. } | ItemKind::Static { ty, .. } => ty.span,
                    ItemKind::Function(function) => function.returns.as_ref()?.span,
                    _ => item.name_span,
                };
                let declared = self.definitions().is_declared(def);
                (!declared).then_some((self.def(def).file, span))
            }
        }
    }

    /// What a place is called.
    pub fn place_name(&self, place: Place) -> Option<String> {
        match place {
            Place::Local(body, variable) => match &self.body(body).facts[variable].kind {
                PatKind::Bind { name, .. } => Some(name.as_str().to_owned()),
                _ => None,
            },
            Place::Field(def, index) => {
                Some(self.def(def).fields()?.list.get(index as usize)?.name.as_str().to_owned())
            }
            Place::Global(def) | Place::Result(def) => self.def(def).name.map(|name| name.as_str().to_owned()),
        }
    }
}

/// The place that `expr` itself names.
pub(super) fn direct(body: &Body<'_>, expr: ExprId) -> Option<Place> {
    match &body.facts[expr].kind {
        ExprKind::Path(_) => match body.resolution(expr)? {
            Resolution::Local(pattern) => Some(Place::Local(body.id, pattern)),
            Resolution::Global(def) => Some(Place::Global(def)),
            _ => None,
        },
        ExprKind::Field { .. } => body.field(expr).map(|(def, index)| Place::Field(def, index)),
        ExprKind::Call { .. } | ExprKind::MethodCall { .. } => {
            body.callee(expr).map(|callee| Place::Result(callee.function))
        }
        _ => None,
    }
}

impl Body<'_> {
    /// The expressions that name a place directly, in order.
    pub(super) fn uses(&self, definitions: &Definitions<'_>, place: Place) -> Vec<ExprId> {
        let named = |expr: ExprId| direct(self, expr).map(|it| it.original(definitions));
        if self.facts.exprs.len() < LARGE {
            return self.exprs().filter(|&expr| named(expr) == Some(place)).collect();
        }
        let places = self.places.get_or_init(|| {
            let mut all: FxHashMap<Place, Vec<ExprId>> = FxHashMap::default();
            for expr in self.exprs() {
                if let Some(place) = named(expr) {
                    all.entry(place).or_default().push(expr);
                }
            }
            Box::new(all)
        });
        places.get(&place).cloned().unwrap_or_default()
    }
}

/// From so many expressions on, a body keeps those that name places by the place.
const LARGE: usize = 1024;

/// The nearest place that `expr` names through references, dereferences and indexing, with the indices, outermost
/// dimension first.
pub(super) fn place(body: &Body<'_>, expr: ExprId) -> Option<(Place, Vec<ExprId>)> {
    let mut at = expr;
    let mut indices = Vec::new();
    loop {
        if let Some(place) = direct(body, at) {
            indices.reverse();
            return Some((place, indices));
        }
        at = match &body.facts[at].kind {
            ExprKind::Reference { operand, .. } | ExprKind::Deref(operand) | ExprKind::Try(operand) => *operand,
            ExprKind::Index { base, index } => {
                indices.push(*index);
                *base
            }
            _ => return None,
        };
    }
}

/// Where each variable of a body gets its value from.
pub(super) fn bindings(facts: &crate::source::facts::Body, params: &[PatId]) -> FxHashMap<PatId, Binding> {
    let mut all = FxHashMap::default();
    let mut note = |root: PatId, make: &dyn Fn(bool) -> Binding| {
        let mut stack = vec![root];
        while let Some(at) = stack.pop() {
            let pattern = &facts[at];
            if matches!(pattern.kind, PatKind::Bind { .. }) {
                all.insert(at, make(at == root));
            }
            stack.extend(parts(&pattern.kind));
        }
    };
    for (index, &pattern) in params.iter().enumerate() {
        note(pattern, &|whole| Binding::Parameter { whole, index: index as u32 });
    }
    for (at, expr) in facts.exprs.iter().enumerate() {
        let id = ExprId(at as u32);
        match &expr.kind {
            ExprKind::For { pattern, .. } => note(*pattern, &|whole| Binding::For { whole, of: id }),
            ExprKind::Let { pattern, scrutinee } => {
                note(*pattern, &|whole| Binding::Match { whole, scrutinee: *scrutinee });
            }
            ExprKind::Match { scrutinee, arms } => {
                for arm in arms {
                    note(arm.pattern, &|whole| Binding::Match { whole, scrutinee: *scrutinee });
                }
            }
            ExprKind::Closure { params, .. } => {
                for (index, (pattern, _)) in params.iter().enumerate() {
                    note(*pattern, &|whole| Binding::ClosureParameter { whole, closure: id, index: index as u32 });
                }
            }
            ExprKind::Block(block) => {
                for statement in &block.statements {
                    if let StatementKind::Let { pattern, init, .. } = &statement.kind {
                        note(*pattern, &|whole| Binding::Let { whole, init: *init });
                    }
                }
            }
            _ => {}
        }
    }
    all
}

/// The patterns directly within one.
pub(super) fn parts(kind: &PatKind) -> Vec<PatId> {
    match kind {
        PatKind::Bind { inner, .. } => inner.iter().copied().collect(),
        PatKind::Tuple(parts) | PatKind::Slice(parts) | PatKind::Or(parts) | PatKind::TupleStruct { parts, .. } => {
            parts.clone()
        }
        PatKind::Struct { fields, .. } => fields.iter().map(|&(_, pattern)| pattern).collect(),
        PatKind::Reference(inner) => vec![*inner],
        PatKind::Wild | PatKind::Rest | PatKind::Path(_) | PatKind::Constant | PatKind::Unknown => Vec::new(),
    }
}
