//! What one file says, as owned, serialisable data. No types are known yet; nothing here refers to another file.
//!
//! A file's items are there at once, bodies when they are asked for ([`Deferred`]).
//! Expressions and patterns of a body lie in two arenas, children before parents, so that the model can keep what it
//! learns of them in plain vectors beside.
use serde::{Deserialize, Serialize};

use super::late::Late;
use super::name::Name;

mod body;
mod types;

pub use body::*;
pub use types::*;

/// A half-open range of bytes of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

/// A text, by its hash (XXH3, 64 bits).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextHash(pub u64);

/// All that one file says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct File {
    /// The text that says it.
    pub hash: TextHash,
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
    /// The lints or groups named, each with its place.
    pub lints: Vec<(Name, Span)>,
    /// `expect` rather than `allow`.
    pub expect: bool,
    /// The reason given.
    pub reason: Option<String>,
    /// The comment or attribute itself.
    pub span: Span,
    /// The code that it covers: the line, or all of the statement, arm, field or item that begins on the next line with code.
    pub covers: Span,
    /// Why it suppresses nothing, where it is not written as a suppression is.
    pub fault: Option<SuppressionFault>,
}

/// Why something that looks like a suppression is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SuppressionFault {
    /// Another word than `allow` and `expect`: the word.
    Word(String),
    /// No parentheses around the lints.
    NoParentheses,
    /// No lint is named.
    NoLint,
    /// What stands in the place of a lint's name is none: the text.
    NoName(String),
    /// A name in an attribute that only this tool heeds, without `locality::` before it. It may be that of another tool's lint.
    NoTool(String),
    /// The reason is no string.
    Reason,
    /// It stands in a comment of documentation.
    Documentation,
    /// There is no colon behind `locality`.
    NoColon,
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
    pub cfg: Option<Box<Cfg>>,
    /// Attributes that matter.
    pub attributes: Attributes,
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

/// Attributes of an item that matter. Most have none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Attributes(Option<Box<ItemAttributes>>);

impl From<ItemAttributes> for Attributes {
    fn from(attributes: ItemAttributes) -> Attributes {
        Attributes((attributes != ItemAttributes::default()).then(|| Box::new(attributes)))
    }
}

impl std::ops::Deref for Attributes {
    type Target = ItemAttributes;
    fn deref(&self) -> &ItemAttributes {
        static NONE: std::sync::LazyLock<ItemAttributes> = std::sync::LazyLock::new(ItemAttributes::default);
        self.0.as_deref().unwrap_or(&NONE)
    }
}

/// Attributes of an item that matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAttributes {
    /// `#[test]`, `#[bench]` and any attribute path that ends in `test` (`tokio::test`).
    pub test: bool,
    /// `#[repr(C)]`, `#[repr(align(64))]`, …: the words as written. `conditional` stands for those in a `cfg_attr`,
    /// `valid_range_start(1)` and `valid_range_end(9)` for the library's own attributes of that name.
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
    /// `mod a;` (none) or `mod a { .. }`; without a name `include!("..")` (none), whose file is the attribute `path`.
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
        target: Option<Box<Type>>,
    },
    /// `const`.
    Const {
        /// Declared type.
        ty: Box<Type>,
        /// Value.
        body: Option<Box<Deferred>>,
    },
    /// `static`.
    Static {
        /// `static mut`.
        mutable: bool,
        /// Declared type.
        ty: Box<Type>,
        /// Value.
        body: Option<Box<Deferred>>,
    },
    /// `fn`, free, associated or declared in a trait.
    Function(Late<Function>),
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
        of_trait: Option<Box<Path>>,
        /// `impl !Send for ..`
        negative: bool,
        /// `unsafe impl`.
        is_unsafe: bool,
        /// The type.
        self_type: Box<Type>,
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
    // locality: allow(sparse_field_scan, reason = "an item has a handful of fields")
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
    pub cfg: Option<Box<Cfg>>,
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
    pub cfg: Option<Box<Cfg>>,
    /// Its fields.
    pub fields: Fields,
    /// `= 3`
    pub number: Option<Length>,
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
    /// Types of the other parameters. Their patterns belong to the body ([`Opened::params`]).
    pub params: Vec<Type>,
    /// What it returns; none for `()`.
    pub returns: Option<Type>,
    /// `async fn`.
    pub is_async: bool,
    /// `const fn`.
    pub is_const: bool,
    /// `extern "C" fn`.
    pub is_extern: bool,
    /// Its body.
    pub body: Option<Box<Deferred>>,
}

/// `self`, `&mut self`, `self: Rc<Self>`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Receiver {
    /// `&self` or `&mut self`: whether it is mutable.
    pub reference: Option<bool>,
    /// `self: Type`.
    pub ty: Option<Box<Type>>,
}
