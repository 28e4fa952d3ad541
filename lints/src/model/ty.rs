//! Types, as far as they are known.
use std::sync::Arc;

use super::definitions::DefId;
use crate::source::facts::ExprId;
use crate::source::name::Name;

/// A type. Cheap to clone; compared by structure.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Ty {
    /// Not known: a macro's making, a crate whose source is not at hand, or more than this engine sees.
    Unknown,
    /// `!`
    Never,
    /// `bool`, `char`, `str`, numbers.
    Primitive(Primitive),
    /// A struct, enum or union with its type and const arguments, defaults filled in (a `HashMap` has three).
    Adt(DefId, Args),
    /// `&T`, `&mut T` (true)
    Ref(bool, Arc<Ty>),
    /// `*const T`, `*mut T` (true)
    Pointer(bool, Arc<Ty>),
    /// `[T]`
    Slice(Arc<Ty>),
    /// `[T; N]`; the length is a [`Ty::Const`], a [`Ty::Param`] or unknown.
    Array(Arc<(Ty, Ty)>),
    /// `(A, B)`; `()` is an empty one.
    Tuple(Args),
    /// A type or const parameter.
    Param(Param),
    /// A number in the place of a type: an array's length, a const argument.
    Const(u64),
    /// `<T as Trait>::Name` that no impl or bound says more about.
    Projection(Arc<Projection>),
    /// `dyn A + B`
    Dyn(Arc<[TraitRef]>),
    /// `impl A + B` in a function's result: which one, and the function's arguments.
    Opaque(OpaqueId, Args),
    /// What an `async` block or function gives: its output.
    Future(Arc<Ty>),
    /// `fn(A) -> B`: parameters, then the result last.
    FnPointer(Args),
    /// A function's own type: a function, tuple struct or tuple variant, with arguments.
    FnItem(DefId, Args),
    /// A closure's own type: the closure expression, with the number of the body that it is in.
    Closure(u32, ExprId),
    /// Not yet known, inside a body that is being looked at; never in results.
    Infer(u32),
}

/// Arguments of a generic item.
pub type Args = Arc<[Ty]>;

/// A primitive type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the language's")]
pub enum Primitive {
    Bool,
    Char,
    Str,
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
    F16,
    F32,
    F64,
    F128,
}

impl Primitive {
    /// The primitive that `name` is the name of.
    pub fn named(name: &str) -> Option<Primitive> {
        Primitive::ALL.iter().copied().find(|primitive| primitive.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Primitive::Bool => "bool",
            Primitive::Char => "char",
            Primitive::Str => "str",
            Primitive::U8 => "u8",
            Primitive::U16 => "u16",
            Primitive::U32 => "u32",
            Primitive::U64 => "u64",
            Primitive::U128 => "u128",
            Primitive::Usize => "usize",
            Primitive::I8 => "i8",
            Primitive::I16 => "i16",
            Primitive::I32 => "i32",
            Primitive::I64 => "i64",
            Primitive::I128 => "i128",
            Primitive::Isize => "isize",
            Primitive::F16 => "f16",
            Primitive::F32 => "f32",
            Primitive::F64 => "f64",
            Primitive::F128 => "f128",
        }
    }

    /// Bytes that a value takes on a 64-bit target; none for `str`.
    pub fn size(self) -> Option<u64> {
        Some(match self {
            Primitive::Bool | Primitive::U8 | Primitive::I8 => 1,
            Primitive::U16 | Primitive::I16 | Primitive::F16 => 2,
            Primitive::Char | Primitive::U32 | Primitive::I32 | Primitive::F32 => 4,
            Primitive::U64 | Primitive::I64 | Primitive::F64 | Primitive::Usize | Primitive::Isize => 8,
            Primitive::U128 | Primitive::I128 | Primitive::F128 => 16,
            Primitive::Str => return None,
        })
    }

    /// Whether it is an integer.
    pub fn is_integer(self) -> bool {
        (Primitive::U8..=Primitive::Isize).contains(&self)
    }

    /// Whether it is a floating-point number.
    pub fn is_float(self) -> bool {
        self >= Primitive::F16
    }

    /// Every one.
    pub(super) const ALL: [Primitive; 19] = [
        Primitive::Bool,
        Primitive::Char,
        Primitive::Str,
        Primitive::U8,
        Primitive::U16,
        Primitive::U32,
        Primitive::U64,
        Primitive::U128,
        Primitive::Usize,
        Primitive::I8,
        Primitive::I16,
        Primitive::I32,
        Primitive::I64,
        Primitive::I128,
        Primitive::Isize,
        Primitive::F16,
        Primitive::F32,
        Primitive::F64,
        Primitive::F128,
    ];
}

/// A type or const parameter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Param {
    /// The item that declares it.
    pub owner: DefId,
    /// Its place in the item's arguments, those of the impl or trait around it first (a trait's `Self` is its first).
    pub index: u32,
    /// Its name; `Self` for a trait's own, `impl` for one that `impl Trait` in a parameter stands for.
    pub name: Name,
}

/// `<T as Trait<..>>::Name`
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Projection {
    /// The trait.
    pub of_trait: DefId,
    /// `T`, then the trait's other arguments.
    pub args: Args,
    /// The associated type's name.
    pub name: Name,
}

/// A trait with arguments, without the type that it is for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TraitRef {
    /// The trait.
    pub def: DefId,
    /// Its arguments after `Self`.
    pub args: Args,
    /// `Item = T`.
    pub bindings: Arc<[(Name, Ty)]>,
}

/// Which `impl Trait` of which function's result.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OpaqueId {
    /// The function.
    pub function: DefId,
    /// First byte of the `impl`.
    pub at: u32,
}

impl Ty {
    /// `()`
    pub fn unit() -> Ty {
        Ty::Tuple(no_args())
    }

    /// `bool`
    pub fn bool() -> Ty {
        Ty::Primitive(Primitive::Bool)
    }

    /// `usize`
    pub fn usize() -> Ty {
        Ty::Primitive(Primitive::Usize)
    }

    /// `&inner`
    pub fn reference(mutable: bool, inner: Ty) -> Ty {
        Ty::Ref(mutable, Arc::new(inner))
    }

    /// `[inner; length]`
    pub fn array(inner: Ty, length: Ty) -> Ty {
        Ty::Array(Arc::new((inner, length)))
    }

    /// Whether nothing is known of it.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Ty::Unknown)
    }

    /// Whether another type is this one, with anything in the places of its parameters.
    pub fn fits(&self, other: &Ty) -> bool {
        let all = |one: &[Ty], other: &[Ty]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.fits(other))
        };
        match (self, other) {
            (Ty::Param(_), _) => true,
            (Ty::Adt(one, args), Ty::Adt(other, other_args)) => one == other && all(args, other_args),
            (Ty::Tuple(args), Ty::Tuple(other_args)) => all(args, other_args),
            (Ty::Ref(one, inner), Ty::Ref(other, other_inner)) => one == other && inner.fits(other_inner),
            (Ty::Slice(inner), Ty::Slice(other_inner)) => inner.fits(other_inner),
            (Ty::Array(both), Ty::Array(other)) => both.0.fits(&other.0) && both.1.fits(&other.1),
            _ => self == other,
        }
    }

    /// The definition of a struct, enum or union.
    pub fn adt(&self) -> Option<(DefId, &[Ty])> {
        match self {
            Ty::Adt(def, args) => Some((*def, args)),
            _ => None,
        }
    }

    /// What `&`s are around, without them.
    pub fn without_references(&self) -> &Ty {
        let mut ty = self;
        while let Ty::Ref(_, inner) = ty {
            ty = inner;
        }
        ty
    }

    /// Itself and every type that it is made of, itself first. Of a type of very many parts, not all.
    pub fn walk(&self, visit: &mut dyn FnMut(&Ty)) {
        let mut left = LARGEST;
        self.walk_some(&mut |part| {
            if left > 0 {
                left -= 1;
                visit(part);
            }
            left > 0
        });
    }

    /// Goes on while `visit` says so.
    fn walk_some(&self, visit: &mut dyn FnMut(&Ty) -> bool) {
        if !visit(self) {
            return;
        }
        match self {
            Ty::Adt(_, args) | Ty::Tuple(args) | Ty::Opaque(_, args) | Ty::FnPointer(args) | Ty::FnItem(_, args) => {
                args.iter().for_each(|arg| arg.walk_some(visit))
            }
            Ty::Ref(_, inner) | Ty::Pointer(_, inner) | Ty::Slice(inner) | Ty::Future(inner) => inner.walk_some(visit),
            Ty::Array(both) => {
                both.0.walk_some(visit);
                both.1.walk_some(visit);
            }
            Ty::Projection(projection) => projection.args.iter().for_each(|arg| arg.walk_some(visit)),
            Ty::Dyn(bounds) => {
                for bound in bounds.iter() {
                    bound.args.iter().for_each(|arg| arg.walk_some(visit));
                    bound.bindings.iter().for_each(|(_, ty)| ty.walk_some(visit));
                }
            }
            Ty::Unknown
            | Ty::Never
            | Ty::Primitive(_)
            | Ty::Param(_)
            | Ty::Const(_)
            | Ty::Closure(..)
            | Ty::Infer(_) => {}
        }
    }

    /// Whether `test` holds for it or a type that it is made of.
    pub fn any(&self, test: &dyn Fn(&Ty) -> bool) -> bool {
        let (mut found, mut left) = (false, LARGEST);
        self.walk_some(&mut |ty| {
            found = found || (left > 0 && test(ty));
            left = left.saturating_sub(1);
            !found && left > 0
        });
        found
    }

    /// Rebuilt with `replace` asked at every part, outermost first; where it answers, its answer stands as it is.
    /// Parts in which nothing changes are shared.
    pub fn replaced(&self, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Ty {
        self.try_replaced(&mut bounded(replace)).unwrap_or_else(|| self.clone())
    }

    fn try_replaced(&self, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Option<Ty> {
        if let Some(answer) = replace(self) {
            return Some(answer);
        }
        Some(match self {
            Ty::Adt(def, args) => Ty::Adt(*def, replaced_args(args, replace)?),
            Ty::Tuple(args) => Ty::Tuple(replaced_args(args, replace)?),
            Ty::Opaque(id, args) => Ty::Opaque(*id, replaced_args(args, replace)?),
            Ty::FnPointer(args) => Ty::FnPointer(replaced_args(args, replace)?),
            Ty::FnItem(def, args) => Ty::FnItem(*def, replaced_args(args, replace)?),
            Ty::Ref(mutable, inner) => Ty::Ref(*mutable, Arc::new(inner.try_replaced(replace)?)),
            Ty::Pointer(mutable, inner) => Ty::Pointer(*mutable, Arc::new(inner.try_replaced(replace)?)),
            Ty::Slice(inner) => Ty::Slice(Arc::new(inner.try_replaced(replace)?)),
            Ty::Future(inner) => Ty::Future(Arc::new(inner.try_replaced(replace)?)),
            Ty::Array(both) => {
                let (inner, length) = (both.0.try_replaced(replace), both.1.try_replaced(replace));
                if inner.is_none() && length.is_none() {
                    return None;
                }
                Ty::array(inner.unwrap_or_else(|| both.0.clone()), length.unwrap_or_else(|| both.1.clone()))
            }
            Ty::Projection(projection) => Ty::Projection(Arc::new(Projection {
                of_trait: projection.of_trait,
                args: replaced_args(&projection.args, replace)?,
                name: projection.name,
            })),
            Ty::Dyn(bounds) => {
                let mut changed = false;
                let new: Vec<TraitRef> = bounds
                    .iter()
                    .map(|bound| {
                        let new = bound.replaced(&mut *replace);
                        changed |= new != *bound;
                        new
                    })
                    .collect();
                if !changed {
                    return None;
                }
                Ty::Dyn(new.into())
            }
            Ty::Unknown
            | Ty::Never
            | Ty::Primitive(_)
            | Ty::Param(_)
            | Ty::Const(_)
            | Ty::Closure(..)
            | Ty::Infer(_) => return None,
        })
    }

    /// With parameters replaced by the arguments at their places.
    pub fn with_args(&self, args: &[Ty]) -> Ty {
        if args.is_empty() {
            return self.clone();
        }
        self.replaced(&mut |part| match part {
            Ty::Param(param) => Some(args.get(param.index as usize).cloned().unwrap_or(Ty::Unknown)),
            _ => None,
        })
    }
}

impl TraitRef {
    /// With `replace` applied as in [`Ty::replaced`].
    pub fn replaced(&self, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> TraitRef {
        let replace = &mut bounded(replace);
        let args = replaced_args(&self.args, replace).unwrap_or_else(|| self.args.clone());
        let mut changed = false;
        let bindings: Vec<(Name, Ty)> = self
            .bindings
            .iter()
            .map(|(name, ty)| match ty.try_replaced(replace) {
                Some(new) => {
                    changed = true;
                    (*name, new)
                }
                None => (*name, ty.clone()),
            })
            .collect();
        let bindings = if changed { bindings.into() } else { self.bindings.clone() };
        TraitRef { def: self.def, args, bindings }
    }

    /// With parameters replaced by the arguments at their places.
    pub fn with_args(&self, args: &[Ty]) -> TraitRef {
        self.replaced(&mut |part| match part {
            Ty::Param(param) => Some(args.get(param.index as usize).cloned().unwrap_or(Ty::Unknown)),
            _ => None,
        })
    }
}

/// Types of more parts than this are cut off: `(T, T)` of `(T, T)` of … doubles with each step, though its parts are shared.
const LARGEST: u32 = 1 << 14;

/// `replace`, with unknown for all that comes after very many parts.
fn bounded(replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> impl FnMut(&Ty) -> Option<Ty> {
    let mut left = LARGEST;
    move |part| {
        left = left.saturating_sub(1);
        if left == 0 { Some(Ty::Unknown) } else { replace(part) }
    }
}

/// No arguments.
pub(super) fn no_args() -> Args {
    static NONE: std::sync::LazyLock<Args> = std::sync::LazyLock::new(|| Arc::from(Vec::new()));
    NONE.clone()
}

fn replaced_args(args: &Args, replace: &mut dyn FnMut(&Ty) -> Option<Ty>) -> Option<Args> {
    let mut new: Option<Vec<Ty>> = None;
    for (at, arg) in args.iter().enumerate() {
        match (arg.try_replaced(replace), &mut new) {
            (Some(changed), Some(new)) => new.push(changed),
            (Some(changed), None) => {
                let mut list = Vec::with_capacity(args.len());
                list.extend_from_slice(&args[..at]);
                list.push(changed);
                new = Some(list);
            }
            (None, Some(new)) => new.push(arg.clone()),
            (None, None) => {}
        }
    }
    new.map(Args::from)
}
