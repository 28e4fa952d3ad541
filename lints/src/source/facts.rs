//! What one file says, as owned, serialisable data. No types are known yet; nothing here refers to another file.
//!
//! Expressions and patterns of a body lie in two arenas, children before parents, so that the model can keep what it
//! learns of them in plain vectors beside.
use serde::{Deserialize, Serialize};

use super::name::Name;

/// A half-open range of bytes of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Whether `inner` lies within.
    pub fn contains(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }
}

/// All that one file says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct File {
    /// Its items, in order.
    pub items: Vec<Item>,
    /// Inner attributes of the file that matter.
    pub attributes: FileAttributes,
    /// Where the first item starts (after inner attributes and inner doc comments); the file's length without items.
    pub first_item: u32,
    /// Byte at which each line starts; the first is 0.
    pub lines: Vec<u32>,
    /// What could not be looked at.
    pub unseen: Vec<Unseen>,
    /// `// locality: allow(…)` comments and attributes.
    pub suppressions: Vec<Suppression>,
}

/// Inner attributes of a file that matter.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FileAttributes {
    /// `#![no_std]`, with its condition when it stands in a `cfg_attr`.
    pub no_std: Option<Cfg>,
    /// `#![no_core]`, `#![no_main]` and the like: no guard may be linked in.
    pub no_main: bool,
    /// `#![cfg(..)]`.
    pub cfg: Option<Cfg>,
}

/// A part of a file that could not be looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unseen {
    /// The part.
    pub span: Span,
    /// Why.
    pub why: UnseenWhy,
}

/// Why a part of a file could not be looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum UnseenWhy {
    /// The parser's words.
    DoesNotParse(String),
    /// A macro whose body is its own language: the macro's path as written.
    MacroBody(String),
}

/// A suppression in the source.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Suppression {
    /// The lints or groups named.
    pub lints: Vec<Name>,
    /// `expect` rather than `allow`.
    pub expect: bool,
    /// The reason given.
    pub reason: Option<String>,
    /// The comment or attribute itself.
    pub span: Span,
    /// The code that it covers: the line, the next line, or the whole item that follows.
    pub covers: Span,
}

/// A condition of `#[cfg(..)]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cfg {
    /// `all(..)`; several `#[cfg]` attributes on one thing are one of these.
    All(Vec<Cfg>),
    /// `any(..)`.
    Any(Vec<Cfg>),
    /// `not(..)`.
    Not(Box<Cfg>),
    /// `unix`, `test`.
    Flag(Name),
    /// `feature = "serde"`.
    Pair(Name, String),
}

/// An item.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Item {
    /// Its name; `_` and nameless items (impl, use, extern blocks) have none.
    pub name: Option<Name>,
    /// All of it, attributes included.
    pub span: Span,
    /// Its name's bytes, or those of the keyword where it has none.
    pub name_span: Span,
    /// Who may use it.
    pub visibility: Visibility,
    /// When it exists.
    pub cfg: Option<Cfg>,
    /// Attributes that matter.
    pub attributes: ItemAttributes,
    /// What it is.
    pub kind: ItemKind,
}

/// Who may use an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visibility {
    /// The module that it is in.
    Private,
    /// Anyone.
    Public,
    /// `pub(crate)`, `pub(super)`, `pub(in path)`: the path.
    Restricted(Vec<Name>),
}

/// Attributes of an item that matter.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ItemAttributes {
    /// `#[test]`, `#[bench]` and any attribute path that ends in `test` (`tokio::test`).
    pub test: bool,
    /// `#[repr(C)]`, `#[repr(align(64))]`, …: the words as written.
    pub repr: Vec<String>,
    /// Names in `#[derive(..)]`, last segments.
    pub derives: Vec<Name>,
    /// `#[macro_use]`.
    pub macro_use: bool,
    /// `#[path = ".."]` of a module.
    pub path: Option<String>,
    /// `#[cfg_attr(.., path = "..")]` of a module.
    pub conditional_paths: Vec<(Cfg, String)>,
    /// Any attribute of a procedural macro (not a built-in one): the item may not be what it says.
    pub foreign: bool,
}

/// What an item is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ItemKind {
    /// `mod a;` (none) or `mod a { .. }`.
    Module(Option<Vec<Item>>),
    /// `use`, one entry a leaf of the tree.
    Use(Vec<Import>),
    /// `extern crate original as alias;`
    ExternCrate {
        /// The crate.
        original: Name,
        /// What it is called here; none for `_`.
        alias: Option<Name>,
    },
    /// `struct` and `union`.
    Struct {
        /// Parameters.
        generics: Generics,
        /// Fields.
        fields: Fields,
        /// It is a `union`.
        is_union: bool,
    },
    /// `enum`.
    Enum {
        /// Parameters.
        generics: Generics,
        /// Variants, in order.
        variants: Vec<Variant>,
    },
    /// `type A<T> = ..;` at module level or in an impl; also `type A: Bounds;` of a trait (no target, or its default).
    Alias {
        /// Parameters.
        generics: Generics,
        /// Bounds of an associated type.
        bounds: Vec<Bound>,
        /// What it stands for.
        target: Option<Type>,
    },
    /// `const`.
    Const {
        /// Declared type.
        ty: Type,
        /// Value.
        body: Option<Body>,
    },
    /// `static`.
    Static {
        /// `static mut`.
        mutable: bool,
        /// Declared type.
        ty: Type,
        /// Value.
        body: Option<Body>,
    },
    /// `fn`, free, associated or declared in a trait.
    Function(Box<Function>),
    /// `trait`.
    Trait {
        /// Parameters.
        generics: Generics,
        /// `trait A: B + C`.
        supertraits: Vec<Bound>,
        /// Functions, constants and types.
        items: Vec<Item>,
        /// `unsafe auto trait`s and trait aliases carry no items; marked so that nobody looks for some.
        is_auto: bool,
    },
    /// `impl`.
    Impl {
        /// Parameters.
        generics: Generics,
        /// The trait, if it is of one.
        of_trait: Option<Path>,
        /// `impl !Send for ..`
        negative: bool,
        /// The type.
        self_type: Type,
        /// Functions, constants and types.
        items: Vec<Item>,
    },
    /// `extern { .. }`: foreign functions and statics.
    Foreign(Vec<Item>),
    /// `macro_rules!`, or an item-position macro call: its path, nothing more is known.
    Macro(Path),
}

/// One leaf of a `use` tree.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Import {
    /// Starts with `::`.
    pub absolute: bool,
    /// Its segments, `self`, `super`, `crate` among them. `use a::{self}` is `[a]`.
    pub path: Vec<Name>,
    /// What it makes available.
    pub binds: ImportBinds,
    /// The leaf's bytes.
    pub span: Span,
    /// The whole `use` item's bytes, semicolon included.
    pub item_span: Span,
}

/// What an import makes available.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportBinds {
    /// A name, by which the last segment is then known.
    Name(Name),
    /// `as _`: a trait's methods, no name.
    Anonymous,
    /// `*`.
    Glob,
}

/// Fields of a struct or variant.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Fields {
    /// How they are written.
    pub shape: FieldsShape,
    /// The fields; names of tuple fields are `0`, `1`, …
    pub list: Vec<Field>,
}

/// How fields are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldsShape {
    /// `{ a: A }`
    Named,
    /// `(A)`
    Tuple,
    /// none
    #[default]
    Unit,
}

/// A field.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Field {
    /// Its name, or its number as text.
    pub name: Name,
    /// Who may use it.
    pub visibility: Visibility,
    /// When it exists.
    pub cfg: Option<Cfg>,
    /// Its type.
    pub ty: Type,
    /// All of it, attributes included.
    pub span: Span,
}

/// A variant.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// When it exists.
    pub cfg: Option<Cfg>,
    /// Its fields.
    pub fields: Fields,
    /// All of it.
    pub span: Span,
}

/// A function.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Function {
    /// Parameters of the `<..>` kind.
    pub generics: Generics,
    /// `self`, if it takes one.
    pub receiver: Option<Receiver>,
    /// The other parameters. Their patterns are in the body's arena; without a body, only the types are given.
    pub params: Vec<Param>,
    /// What it returns; none for `()`.
    pub returns: Option<Type>,
    /// `async fn`.
    pub is_async: bool,
    /// `const fn`.
    pub is_const: bool,
    /// Its body.
    pub body: Option<Body>,
}

/// `self`, `&mut self`, `self: Rc<Self>`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Receiver {
    /// `&self` or `&mut self`: whether it is mutable.
    pub reference: Option<bool>,
    /// `self: Type`.
    pub ty: Option<Type>,
}

/// A parameter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Param {
    /// Its pattern, in the arena of the function's body.
    pub pattern: Option<PatId>,
    /// Its type.
    pub ty: Type,
}

/// `<T: A + B, const N: usize> .. where ..`; lifetimes are left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Generics {
    /// Type and const parameters in order.
    pub params: Vec<GenericParam>,
    /// `where` clauses.
    pub clauses: Vec<(Type, Vec<Bound>)>,
}

/// A type or const parameter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GenericParam {
    /// Its name.
    pub name: Name,
    /// `const N: usize`.
    pub is_const: bool,
    /// Bounds written at it.
    pub bounds: Vec<Bound>,
    /// Its default.
    pub default: Option<Type>,
}

/// A trait in a bound. `?Sized` and lifetimes are left out; `Fn(A) -> B` is a path whose last segment has `signature`.
pub type Bound = Path;

/// A path.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Path {
    /// Starts with `::`.
    pub absolute: bool,
    /// `<T as Trait>::X`: the type `T`, and how many of the segments name the trait (0 for `<T>::X`).
    pub qualified: Option<Box<(Type, u32)>>,
    /// Its segments; `self`, `Self`, `super`, `crate` among them.
    pub segments: Vec<Segment>,
    /// Its bytes.
    pub span: Span,
}

/// A segment of a path.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// Its name.
    pub name: Name,
    /// Its name's bytes.
    pub span: Span,
    /// `<..>`; lifetimes are left out.
    pub args: Vec<GenericArg>,
    /// `(A, B) -> C`, of `Fn` traits.
    pub signature: Option<Box<Signature>>,
}

/// `(A, B) -> C`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Signature {
    /// What goes in.
    pub params: Vec<Type>,
    /// What comes out; none for `()`.
    pub returns: Option<Type>,
}

/// An argument between `<` and `>`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum GenericArg {
    /// A type (or a const written as a bare path, which looks the same).
    Type(Type),
    /// A const.
    Const(Length),
    /// `Item = T`.
    Assoc(Name, Type),
    /// `Item: A + B`.
    Constraint(Name, Vec<Bound>),
}

/// A type as written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Type {
    /// What it is.
    pub kind: TypeKind,
    /// Its bytes.
    pub span: Span,
}

/// What a type is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum TypeKind {
    /// A path.
    Path(Path),
    /// `&T`, `&mut T`.
    Reference {
        /// `&mut`.
        mutable: bool,
        /// To what.
        inner: Box<Type>,
    },
    /// `*const T`, `*mut T`.
    Pointer {
        /// `*mut`.
        mutable: bool,
        /// To what.
        inner: Box<Type>,
    },
    /// `[T]`
    Slice(Box<Type>),
    /// `[T; N]`
    Array(Box<Type>, Length),
    /// `(A, B)`; `()` is an empty one.
    Tuple(Vec<Type>),
    /// `!`
    Never,
    /// `_`
    Infer,
    /// `fn(A) -> B`
    Function(Box<Signature>),
    /// `dyn A + B`
    TraitObject(Vec<Bound>),
    /// `impl A + B`
    ImplTrait(Vec<Bound>),
    /// A macro, or what is not understood.
    Unknown,
}

/// A length or const argument.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Length {
    /// A literal number.
    Literal(u64),
    /// A constant or const parameter.
    Path(Path),
    /// An expression.
    Unknown,
}

/// Index of an expression in [`Body::exprs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ExprId(pub u32);

/// Index of a pattern in [`Body::patterns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PatId(pub u32);

/// The body of a function, or the value of a constant or static. Closures are part of the body that they are written in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Body {
    /// Every expression; children come before their parents.
    pub exprs: Vec<Expr>,
    /// Every pattern.
    pub patterns: Vec<Pat>,
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
        ty: Type,
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
        returns: Option<Type>,
        /// Its body.
        body: ExprId,
        /// `async ||`
        is_async: bool,
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
        path: Path,
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
        path: Path,
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
    pub cfg: Option<Cfg>,
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
        ty: Option<Type>,
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
    pub cfg: Option<Cfg>,
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
        path: Path,
        /// Its parts.
        parts: Vec<PatId>,
    },
    /// `S { a: p }`; shorthand is written out.
    Struct {
        /// `S`
        path: Path,
        /// Its fields.
        fields: Vec<(Name, PatId)>,
    },
    /// `A::B`
    Path(Path),
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
