//! One body and all that was learnt of it.
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::definitions::DefId;
use super::few::Few;
use super::index::Index;
use super::passes::Pass;
use super::places::{Binding, Place};
use super::program::Program;
use super::ty::{Args, Ty};
use crate::input::CrateId;
use crate::source::facts::{self, ExprId, ExprKind, PatId, Statement, StatementKind};
use crate::source::load::FileId;

/// Index of a [`Body`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct BodyId(pub u32);

/// A body and all that was learnt of it. Closures are part of the body that they are written in; functions in functions
/// have their own.
#[derive(Debug)]
pub struct Body<'a> {
    /// Its number.
    pub id: BodyId,
    /// The function, constant or static whose body it is.
    pub owner: DefId,
    /// The crate.
    pub krate: CrateId,
    /// The file that it is written in.
    pub file: FileId,
    /// It as written.
    pub facts: &'a facts::Body,
    pub(super) learnt: Learnt,
    /// For each expression the one that it stands in, through statements, arms and conditions; `u32::MAX` at the root.
    pub(super) parents: Vec<u32>,
    pub(super) bindings: FxHashMap<PatId, Binding>,
    pub(super) index: OnceLock<Box<Index>>,
    pub(super) passes: OnceLock<Box<[Pass]>>,
    /// The expressions that name each place directly, of a large body.
    pub(super) places: OnceLock<Box<FxHashMap<Place, Vec<ExprId>>>>,
}

/// What inference learnt of a body.
#[derive(Clone, Debug, Default)]
pub(super) struct Learnt {
    pub(super) exprs: Vec<Ty>,
    pub(super) patterns: Vec<Ty>,
    pub(super) resolutions: Few<ExprId, Resolution>,
    pub(super) pattern_resolutions: Few<PatId, Resolution>,
    pub(super) callees: Few<ExprId, Callee>,
    /// For each field access, the struct, union or variant and the field's index.
    pub(super) fields: Few<ExprId, (DefId, u32)>,
    pub(super) closures: Few<ExprId, ClosureSignature>,
    /// Closures that what they are handed to may run more than once.
    pub(super) repeating: FxHashSet<ExprId>,
}

/// What goes into a closure and what comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosureSignature {
    /// Types of its parameters.
    pub params: Vec<Ty>,
    /// What it returns (an `async` closure: a [`Ty::Future`]).
    pub output: Ty,
}

/// What a path means.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Resolution {
    /// A variable: the pattern that binds it (in an or-pattern, the first that binds the name).
    Local(PatId),
    /// The receiver `self` of the function.
    SelfReceiver,
    /// A constant or static.
    Global(DefId),
    /// A function, struct or variant.
    Def(DefId),
    /// A const parameter.
    ConstParam,
}

/// What a call runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Callee {
    /// The function, tuple struct or tuple variant. Of a trait's method, the impl's function where the impl is known, else the
    /// trait's own declaration.
    pub function: DefId,
    /// The trait's declaration, where it is a trait's method.
    pub declared: Option<DefId>,
    /// Arguments of the function, those of its impl or trait first.
    pub args: Args,
    /// What `Self` is, for methods and associated functions.
    pub self_type: Option<Ty>,
}

impl<'a> Body<'a> {
    /// Looks at the body of `owner`; none where it does not parse.
    pub(super) fn new(program: &Program<'a>, id: BodyId, owner: DefId) -> Option<Body<'a>> {
        let def = &program.definitions[owner];
        let opened = def.deferred()?.open();
        let facts = opened.body.as_ref()?;
        let krate = program.definitions.krate(owner).id?;
        let learnt = super::infer::infer(program, id.0, owner);
        let bindings = super::places::bindings(facts, &opened.params);
        Some(Body {
            id,
            owner,
            krate,
            file: def.file,
            facts,
            learnt,
            parents: parents(facts),
            bindings,
            index: OnceLock::new(),
            passes: OnceLock::new(),
            places: OnceLock::new(),
        })
    }

    /// What stands for a body that does not parse.
    pub(super) fn nothing() -> &'static Body<'static> {
        static NOTHING: std::sync::LazyLock<Body<'static>> = std::sync::LazyLock::new(|| Body {
            id: BodyId(u32::MAX),
            owner: DefId(0),
            krate: CrateId(0),
            file: FileId(0),
            facts: super::infer::empty_body(),
            learnt: Learnt::default(),
            parents: vec![u32::MAX],
            bindings: FxHashMap::default(),
            index: OnceLock::new(),
            passes: OnceLock::new(),
            places: OnceLock::new(),
        });
        &NOTHING
    }

    /// Every expression, children before those that they stand in.
    pub fn exprs(&self) -> impl Iterator<Item = ExprId> + use<> {
        (0..self.facts.exprs.len() as u32).map(ExprId)
    }

    /// The type of an expression.
    pub fn ty(&self, expr: ExprId) -> &Ty {
        self.learnt.exprs.get(expr.0 as usize).unwrap_or(&Ty::Unknown)
    }

    /// The type of what a pattern is matched with; of a binding, the variable's own type (with the reference that a binding
    /// mode adds).
    pub fn pattern_ty(&self, pattern: PatId) -> &Ty {
        self.learnt.patterns.get(pattern.0 as usize).unwrap_or(&Ty::Unknown)
    }

    /// What a path expression, or the path of a struct expression, means.
    pub fn resolution(&self, expr: ExprId) -> Option<Resolution> {
        self.learnt.resolutions.get(&expr).copied()
    }

    /// What a path in a pattern means; for a bare name that is a constant or variant and binds nothing, too.
    pub fn pattern_resolution(&self, pattern: PatId) -> Option<Resolution> {
        self.learnt.pattern_resolutions.get(&pattern).copied()
    }

    /// What a call or method call runs; none where it is unknown, and for calls of closures and function pointers.
    /// Overloaded operators, indexing and `for` are not calls here.
    pub fn callee(&self, call: ExprId) -> Option<&Callee> {
        self.learnt.callees.get(&call)
    }

    /// The struct (or variant) and the field's index that a field expression means; none for tuples.
    pub fn field(&self, expr: ExprId) -> Option<(DefId, u32)> {
        self.learnt.fields.get(&expr).copied()
    }

    /// A closure's parameters and result.
    pub fn closure_signature(&self, closure: ExprId) -> Option<&ClosureSignature> {
        self.learnt.closures.get(&closure)
    }

    /// The expression that `expr` stands in directly; none for the outermost.
    pub fn parent(&self, expr: ExprId) -> Option<ExprId> {
        self.parents.get(expr.0 as usize).copied().filter(|&parent| parent != u32::MAX).map(ExprId)
    }

    /// The expressions around `expr`, innermost first, itself left out.
    pub fn ancestors(&self, expr: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        std::iter::successors(self.parent(expr), |&at| self.parent(at))
    }

    /// The innermost statement around `expr` (itself, where it is one): the block and the statement's index in it.
    pub fn statement(&self, expr: ExprId) -> Option<(ExprId, usize)> {
        let span = self.facts[expr].span;
        std::iter::once(expr).chain(self.ancestors(expr)).find_map(|at| {
            let parent = self.parent(at)?;
            let ExprKind::Block(block) = &self.facts[parent].kind else { return None };
            let holds = |statement: &Statement| {
                statement.span.contains(span) && !matches!(statement.kind, StatementKind::Item(_))
            };
            // There may be very many, and they stand in the order of the text; those that a macro made may not.
            let near = block.statements.partition_point(|statement| statement.span.end < span.end);
            let index = match block.statements.get(near) {
                Some(statement) if holds(statement) => near,
                _ => block.statements.iter().position(holds)?,
            };
            Some((parent, index))
        })
    }

    /// A statement that [`Body::statement`] named.
    pub fn statement_at(&self, (block, index): (ExprId, usize)) -> Option<&'a Statement> {
        match &self.facts[block].kind {
            ExprKind::Block(block) => block.statements.get(index),
            _ => None,
        }
    }

    /// Loops (`for`, `while`, `loop`) that run `expr` once a turn, innermost first. What a `for` iterates over is outside
    /// it, a `while`'s condition inside. Closures are looked through: see [`Body::repeated`] for those that adapters run.
    pub fn loops(&self, expr: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        let mut child = expr;
        self.ancestors(expr).filter(move |&at| {
            let from = std::mem::replace(&mut child, at);
            match self.facts[at].kind {
                ExprKind::For { iterable, .. } => from != iterable,
                ExprKind::While { .. } | ExprKind::Loop { .. } => true,
                _ => false,
            }
        })
    }

    /// What runs `expr` more than once, innermost first: its loops, and the closures around it that are handed to a
    /// parameter bound by `Fn` or `FnMut` (`map`, `for_each`, `retain`, …) or to a method that is not known.
    pub fn repeated(&self, expr: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        let mut child = expr;
        self.ancestors(expr).filter(move |&at| {
            let from = std::mem::replace(&mut child, at);
            match &self.facts[at].kind {
                ExprKind::For { iterable, .. } => from != *iterable,
                ExprKind::While { .. } | ExprKind::Loop { .. } => true,
                ExprKind::Closure { .. } => self.learnt.repeating.contains(&at),
                _ => false,
            }
        })
    }

    /// The innermost closure around `expr`.
    pub fn closure(&self, expr: ExprId) -> Option<ExprId> {
        self.ancestors(expr).find(|&at| matches!(self.facts[at].kind, ExprKind::Closure { .. }))
    }

    /// Its variables, parameters and those of closures included.
    pub fn variables(&self) -> impl Iterator<Item = PatId> + '_ {
        self.bindings.keys().copied()
    }

    /// Where a variable gets its value from.
    pub fn binding(&self, variable: PatId) -> Option<Binding> {
        self.bindings.get(&variable).copied()
    }

    /// The declared place that an expression names; see [`Place`].
    pub fn place(&self, expr: ExprId) -> Option<Place> {
        super::places::place(self, expr).map(|(place, _)| place)
    }

    /// As [`Body::place`], through indexing: the place, and the index expressions applied to it, outermost dimension first.
    /// `self.grid[r][c]` is the field `grid` with `[r, c]`. References, dereferences and the calls that hand out what is
    /// inside (`borrow`, `lock().unwrap()`, `as_ref`, `iter`, …, any method that takes `self` by reference and no argument)
    /// are not looked through.
    pub fn indexed_place(&self, expr: ExprId) -> Option<(Place, Vec<ExprId>)> {
        super::places::place(self, expr)
    }
}

/// For each expression the one that it stands in.
fn parents(facts: &facts::Body) -> Vec<u32> {
    let mut parents = vec![u32::MAX; facts.exprs.len()];
    for (at, expr) in facts.exprs.iter().enumerate() {
        for child in children(&expr.kind) {
            if let Some(parent) = parents.get_mut(child.0 as usize) {
                *parent = at as u32;
            }
        }
    }
    parents
}

/// The expressions directly within one, in order.
pub fn children(kind: &ExprKind) -> Vec<ExprId> {
    match kind {
        ExprKind::Path(_) | ExprKind::Literal(_) | ExprKind::Continue { .. } | ExprKind::Unknown => Vec::new(),
        ExprKind::Call { callee: first, args } | ExprKind::MethodCall { receiver: first, args, .. } => {
            std::iter::once(*first).chain(args.iter().copied()).collect()
        }
        ExprKind::Field { base: one, .. }
        | ExprKind::Deref(one)
        | ExprKind::Not(one)
        | ExprKind::Negate(one)
        | ExprKind::Reference { operand: one, .. }
        | ExprKind::RawReference { operand: one, .. }
        | ExprKind::Cast { operand: one, .. }
        | ExprKind::Let { scrutinee: one, .. }
        | ExprKind::Loop { body: one, .. }
        | ExprKind::Closure { body: one, .. }
        | ExprKind::Try(one)
        | ExprKind::Await(one) => vec![*one],
        ExprKind::Index { base: first, index: second }
        | ExprKind::Binary { left: first, right: second, .. }
        | ExprKind::Assign { left: first, right: second }
        | ExprKind::AssignOp { left: first, right: second, .. }
        | ExprKind::While { condition: first, body: second, .. }
        | ExprKind::For { iterable: first, body: second, .. }
        | ExprKind::Repeat { value: first, length: second } => vec![*first, *second],
        ExprKind::Block(block) => block
            .statements
            .iter()
            .flat_map(|statement| match &statement.kind {
                StatementKind::Let { init, otherwise, .. } => [*init, *otherwise],
                StatementKind::Expr { expr, .. } => [Some(*expr), None],
                StatementKind::Item(_) => [None, None],
            })
            .flatten()
            .collect(),
        ExprKind::If { condition, then, otherwise } => [*condition, *then].into_iter().chain(*otherwise).collect(),
        ExprKind::Match { scrutinee, arms } => std::iter::once(*scrutinee)
            .chain(arms.iter().flat_map(|arm| arm.guard.into_iter().chain([arm.body])))
            .collect(),
        ExprKind::Return(value) | ExprKind::Break { value, .. } => value.iter().copied().collect(),
        ExprKind::Struct { fields, rest, .. } => fields.iter().map(|&(_, value)| value).chain(*rest).collect(),
        ExprKind::Tuple(parts) | ExprKind::Array(parts) => parts.clone(),
        ExprKind::Range { start, end, .. } => start.iter().chain(end).copied().collect(),
        ExprKind::Macro { args, .. } => match args {
            facts::MacroArgs::Exprs(args) => args.clone(),
            facts::MacroArgs::VecRepeat { value, length } => vec![*value, *length],
        },
    }
}
