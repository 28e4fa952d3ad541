//! Types, paths, generics and bounds, as written.
use serde::{Deserialize, Serialize};

use super::{BinaryOp, Span};
use crate::source::name::Name;

/// `<T: A + B, const N: usize> .. where ..`; lifetimes are left out. Most items have none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Generics(Option<Box<DeclaredGenerics>>);

/// `<T: A + B, const N: usize> .. where ..`
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DeclaredGenerics {
    /// Type and const parameters in order.
    pub params: Vec<GenericParam>,
    /// `where` clauses.
    pub clauses: Vec<(Type, Vec<Bound>)>,
}

impl From<DeclaredGenerics> for Generics {
    fn from(declared: DeclaredGenerics) -> Generics {
        let is_empty = declared.params.is_empty() && declared.clauses.is_empty();
        Generics((!is_empty).then(|| Box::new(declared)))
    }
}

impl std::ops::Deref for Generics {
    type Target = DeclaredGenerics;
    fn deref(&self) -> &DeclaredGenerics {
        static NONE: DeclaredGenerics = DeclaredGenerics { params: Vec::new(), clauses: Vec::new() };
        self.0.as_deref().unwrap_or(&NONE)
    }
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
    pub segments: Segments,
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
    /// What stands behind it in brackets; most have nothing.
    pub(in crate::source) given: Option<Box<Given>>,
}

/// What a segment of a path is given in brackets.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::source) struct Given {
    /// `<..>`; lifetimes are left out.
    pub(in crate::source) args: Vec<GenericArg>,
    /// `(A, B) -> C`, of `Fn` traits.
    pub(in crate::source) signature: Option<Signature>,
}

impl Segment {
    /// A name, with nothing in brackets.
    pub(in crate::source) fn plain(name: Name, span: Span) -> Segment {
        Segment { name, span, given: None }
    }

    /// `<..>`; lifetimes are left out.
    pub fn args(&self) -> &[GenericArg] {
        self.given.as_ref().map_or(&[], |given| &given.args)
    }

    /// `(A, B) -> C`, of `Fn` traits.
    pub fn signature(&self) -> Option<&Signature> {
        self.given.as_ref()?.signature.as_ref()
    }
}

/// The segments of a path. Most paths have one, which lies in the path itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Segments {
    /// One.
    One(Segment),
    /// Another number of them.
    Several(Box<[Segment]>),
}

impl std::ops::Deref for Segments {
    type Target = [Segment];
    fn deref(&self) -> &[Segment] {
        match self {
            Segments::One(one) => std::slice::from_ref(one),
            Segments::Several(all) => all,
        }
    }
}

impl std::ops::DerefMut for Segments {
    fn deref_mut(&mut self) -> &mut [Segment] {
        match self {
            Segments::One(one) => std::slice::from_mut(one),
            Segments::Several(all) => all,
        }
    }
}

impl FromIterator<Segment> for Segments {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Segments {
        let mut segments = segments.into_iter();
        let Some(first) = segments.next() else { return Segments::Several(Box::default()) };
        let Some(second) = segments.next() else { return Segments::One(first) };
        Segments::Several([first, second].into_iter().chain(segments).collect())
    }
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
    Array(Box<Type>, Box<Length>),
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
    /// What a const parameter is where nothing else is said.
    Const(Box<Length>),
    /// A macro, or what is not understood.
    Unknown,
}

/// A length, a const argument, or a variant's number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Length {
    /// A literal number.
    Literal(u64),
    /// A constant or const parameter.
    Path(Path),
    /// `-a`
    Negative(Box<Length>),
    /// `a * b`
    Operation(BinaryOp, Box<(Length, Length)>),
    /// Any other expression.
    Unknown,
}
