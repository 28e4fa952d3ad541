//! Bodies: expressions, patterns, statements.
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::{Cfg, GenericArg, Item, Path, Span, Suppression, Type, Unseen};
use crate::source::cfg::Conditions;
use crate::source::name::Name;
use crate::source::words::Words;

/// Index of an expression in [`Body::exprs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ExprId(pub u32);

/// Index of a pattern in [`Body::patterns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PatId(pub u32);

/// A body that is parsed when it is first asked for, with [`Deferred::open`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Deferred {
    /// Its bytes, braces included.
    pub span: Span,
    /// Where what is to be parsed starts: the `fn` of a function; for a value, the value.
    pub(in crate::source) from: u32,
    /// The words in it.
    pub words: Words,
    /// It may hold items, or a suppression: then it is looked at in any case.
    pub holds_items: bool,
    /// All of the file's text.
    #[serde(skip)]
    pub(in crate::source) text: Arc<str>,
    #[serde(skip)]
    pub(in crate::source) opened: OnceLock<Box<Opened>>,
    /// What holds in the crate that it is looked at in, once that is known.
    #[serde(skip)]
    pub(in crate::source) conditions: OnceLock<Arc<Conditions>>,
    /// It as it is there.
    #[serde(skip)]
    pub(in crate::source) built: OnceLock<Box<Opened>>,
}

/// What parsing a body gave.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The body; none where it does not parse.
    pub body: Option<Body>,
    /// A function's parameters, `self` left out: their patterns, in the body's arena.
    pub params: Vec<PatId>,
    /// What could not be looked at.
    pub unseen: Vec<Unseen>,
    /// Suppressions in it.
    pub suppressions: Vec<Suppression>,
    /// Parts that are configured out.
    pub absent: Vec<Span>,
}

/// The body of a function, or the value of a constant or static. Closures are part of the body that they are written in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Body {
    /// Every expression; children come before their parents.
    pub exprs: Box<[Expr]>,
    /// Every pattern.
    pub patterns: Box<[Pat]>,
    /// The outermost expression: a block, for functions.
    pub root: ExprId,
}

impl std::ops::Index<ExprId> for Body {
    type Output = Expr;
    fn index(&self, id: ExprId) -> &Expr {
        &self.exprs[id.0 as usize]
    }
}

impl std::ops::Index<PatId> for Body {
    type Output = Pat;
    fn index(&self, id: PatId) -> &Pat {
        &self.patterns[id.0 as usize]
    }
}

/// An expression.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Expr {
    /// Its bytes, without attributes.
    pub span: Span,
    /// What it is. Parentheses are looked through; the span holds them.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ExprKind {
    /// A variable, constant, function, unit struct or variant.
    Path(Path),
    /// A literal.
    Literal(Literal),
    /// `f(a)`, tuple structs and variants included.
    Call {
        /// What is called.
        callee: ExprId,
        /// With what.
        args: Vec<ExprId>,
    },
    /// `a.f::<T>(b)`
    MethodCall {
        /// `a`
        receiver: ExprId,
        /// `f`
        name: Name,
        /// Its bytes.
        name_span: Span,
        /// `T`
        turbofish: Vec<GenericArg>,
        /// `b`
        args: Vec<ExprId>,
    },
    /// `a.b`, `a.0`
    Field {
        /// `a`
        base: ExprId,
        /// `b`
        name: Name,
        /// Its bytes.
        name_span: Span,
    },
    /// `a[b]`
    Index {
        /// `a`
        base: ExprId,
        /// `b`
        index: ExprId,
    },
    /// `*a`
    Deref(ExprId),
    /// `!a`
    Not(ExprId),
    /// `-a`
    Negate(ExprId),
    /// `&a`, `&mut a`; `&raw` is a `Pointer`.
    Reference {
        /// `&mut`
        mutable: bool,
        /// `a`
        operand: ExprId,
    },
    /// `&raw const a`, `&raw mut a`
    RawReference {
        /// `mut`
        mutable: bool,
        /// `a`
        operand: ExprId,
    },
    /// `a + b`, `a && b`, `a < b`
    Binary {
        /// The operator.
        op: BinaryOp,
        /// `a`
        left: ExprId,
        /// `b`
        right: ExprId,
    },
    /// `a = b`; `_ = b` has an `Unknown` left side.
    Assign {
        /// `a`
        left: ExprId,
        /// `b`
        right: ExprId,
    },
    /// `a += b`
    AssignOp {
        /// `+`
        op: BinaryOp,
        /// `a`
        left: ExprId,
        /// `b`
        right: ExprId,
    },
    /// `a as T`
    Cast {
        /// `a`
        operand: ExprId,
        /// `T`
        ty: Box<Type>,
    },
    /// `{ .. }`, `unsafe { .. }`, `'a: { .. }`, `const { .. }`, `async { .. }`, `try { .. }`
    Block(Block),
    /// `if c { .. } else { .. }`; `c` may hold `Let`s.
    If {
        /// `c`
        condition: ExprId,
        /// A block.
        then: ExprId,
        /// A block or another `If`.
        otherwise: Option<ExprId>,
    },
    /// `let p = e`, as a condition.
    Let {
        /// `p`
        pattern: PatId,
        /// `e`
        scrutinee: ExprId,
    },
    /// `match e { .. }`
    Match {
        /// `e`
        scrutinee: ExprId,
        /// Its arms.
        arms: Vec<Arm>,
    },
    /// `loop { .. }`
    Loop {
        /// `'a`
        label: Option<Name>,
        /// A block.
        body: ExprId,
    },
    /// `while c { .. }`
    While {
        /// `'a`
        label: Option<Name>,
        /// `c`, which may hold `Let`s.
        condition: ExprId,
        /// A block.
        body: ExprId,
    },
    /// `for p in e { .. }`
    For {
        /// `'a`
        label: Option<Name>,
        /// `p`
        pattern: PatId,
        /// `e`
        iterable: ExprId,
        /// A block.
        body: ExprId,
    },
    /// `move |p: T| -> R { .. }`
    Closure {
        /// Parameters with their types where written.
        params: Vec<(PatId, Option<Type>)>,
        /// `R`
        returns: Option<Box<Type>>,
        /// Its body.
        body: ExprId,
        /// `async ||`
        is_async: bool,
        /// `move ||`
        is_move: bool,
    },
    /// `return e`
    Return(Option<ExprId>),
    /// `break 'a e`
    Break {
        /// `'a`
        label: Option<Name>,
        /// `e`
        value: Option<ExprId>,
    },
    /// `continue 'a`
    Continue {
        /// `'a`
        label: Option<Name>,
    },
    /// `S { a: x, ..rest }`
    Struct {
        /// `S`
        path: Box<Path>,
        /// Fields; shorthand is written out.
        fields: Vec<(Name, ExprId)>,
        /// `rest`
        rest: Option<ExprId>,
    },
    /// `(a, b)`; `()` is an empty one.
    Tuple(Vec<ExprId>),
    /// `[a, b]`
    Array(Vec<ExprId>),
    /// `[a; n]`
    Repeat {
        /// `a`
        value: ExprId,
        /// `n`
        length: ExprId,
    },
    /// `a..b`, `a..=b`
    Range {
        /// `a`
        start: Option<ExprId>,
        /// `b`
        end: Option<ExprId>,
        /// `..=`
        inclusive: bool,
    },
    /// `e?`
    Try(ExprId),
    /// `e.await`
    Await(ExprId),
    /// A macro call that is looked into: what it was given as expressions. `vec![a; n]` is `VecRepeat`.
    Macro {
        /// Its path as written.
        path: Box<Path>,
        /// What it was given.
        args: MacroArgs,
    },
    /// What is not understood, or a macro whose body is its own language.
    Unknown,
}

/// What a macro call was given.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum MacroArgs {
    /// Expressions, in order; a format string and `name = value` arguments' values among them. `matches!(e, p)` gives `e`.
    Exprs(Vec<ExprId>),
    /// `vec![a; n]`
    VecRepeat {
        /// `a`
        value: ExprId,
        /// `n`
        length: ExprId,
    },
}

/// A literal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Literal {
    /// `1`, `1u8`: its value where it fits, its suffix.
    Int(Option<u64>, Option<Name>),
    /// `1.0`, `1f32`: its suffix.
    Float(Option<Name>),
    /// `"a"`: its value.
    Str(String),
    /// `b"a"`: its length.
    ByteStr(u32),
    /// `b'a'`
    Byte,
    /// `c"a"`
    CStr,
    /// `'a'`
    Char,
    /// `true`
    Bool(bool),
}

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the operators'")]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    BitXor,
    BitAnd,
    BitOr,
    Shl,
    Shr,
    Eq,
    Lt,
    Le,
    Ne,
    Ge,
    Gt,
}

impl BinaryOp {
    /// `==`, `<` and the like.
    pub fn is_comparison(self) -> bool {
        matches!(self, BinaryOp::Eq | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Ne | BinaryOp::Ge | BinaryOp::Gt)
    }
}

/// A block.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Block {
    /// Its statements, the tail expression last.
    pub statements: Vec<Statement>,
    /// `'a`
    pub label: Option<Name>,
    /// What is special about it.
    pub flavour: BlockFlavour,
    /// The byte right behind `{`.
    pub inside: u32,
}

/// What is special about a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockFlavour {
    /// Nothing.
    Plain,
    /// `unsafe`
    Unsafe,
    /// `const`
    Const,
    /// `async`
    Async,
    /// `try`
    Try,
}

/// A statement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Statement {
    /// All of it: attributes, label and semicolon included.
    pub span: Span,
    /// When it exists.
    pub cfg: Option<Box<Cfg>>,
    /// What it is.
    pub kind: StatementKind,
}

/// What a statement is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum StatementKind {
    /// `let p: T = e else { .. };`
    Let {
        /// `p`
        pattern: PatId,
        /// `T`
        ty: Option<Box<Type>>,
        /// `e`
        init: Option<ExprId>,
        /// The `else` block.
        otherwise: Option<ExprId>,
    },
    /// An expression; without a semicolon and in last place it is the block's value.
    Expr {
        /// The expression.
        expr: ExprId,
        /// Whether a semicolon follows.
        semicolon: bool,
    },
    /// An item.
    Item(Box<Item>),
}

/// An arm of a `match`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Arm {
    /// Its pattern.
    pub pattern: PatId,
    /// When it exists.
    pub cfg: Option<Box<Cfg>>,
    /// `if g`
    pub guard: Option<ExprId>,
    /// What it gives.
    pub body: ExprId,
}

/// A pattern.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pat {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: PatKind,
}

/// What a pattern is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum PatKind {
    /// `_`
    Wild,
    /// `..`
    Rest,
    /// `ref mut a @ p`; a bare `a` may turn out to be a constant, unit struct or variant.
    Bind {
        /// `a`
        name: Name,
        /// `ref`
        by_reference: bool,
        /// `mut`
        mutable: bool,
        /// `p`
        inner: Option<PatId>,
    },
    /// `(a, b)`
    Tuple(Vec<PatId>),
    /// `S(a, b)`
    TupleStruct {
        /// `S`
        path: Box<Path>,
        /// Its parts.
        parts: Vec<PatId>,
    },
    /// `S { a: p }`; shorthand is written out.
    Struct {
        /// `S`
        path: Box<Path>,
        /// Its fields.
        fields: Vec<(Name, PatId)>,
    },
    /// `A::B`
    Path(Box<Path>),
    /// `&p`
    Reference(PatId),
    /// `[a, .., b]`
    Slice(Vec<PatId>),
    /// `a | b`
    Or(Vec<PatId>),
    /// A literal, a range, a constant block.
    Constant,
    /// `p: T` (closure parameters keep theirs in `Closure::params`), a macro, what is not understood.
    Unknown,
}
