//! Types that link to themselves.
use rustc_hash::FxHashMap;

use crate::model::{DefId, DefKind, Known, Layout, Model, Ty};
use crate::source::facts::Span;
use crate::source::load::FileId;

/// The structs and enums of the checked crates with links to their own type.
#[derive(Debug, Default)]
pub(super) struct LinkedTypes {
    all: Vec<LinkedType>,
    numbers: FxHashMap<DefId, usize>,
}

/// A struct or enum with links to its own type.
#[derive(Clone, Debug)]
pub(super) struct LinkedType {
    pub(super) def: DefId,
    pub(super) links: Vec<Link>,
    /// How many variants of an enum have links.
    pub(super) linking_variants: usize,
}

/// A field that leads to another value of the type that it is in.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// The struct or variant.
    pub(super) owner: DefId,
    pub(super) index: u32,
    pub(super) name: String,
    pub(super) file: FileId,
    pub(super) span: Span,
    pub(super) pointer: Pointer,
    /// How many links stand side by side in it, as written, where it is an array.
    pub(super) several: Option<String>,
}

/// What kind of pointer a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointer {
    Box,
    Rc,
    Arc,
    Weak,
    NonNull,
    Raw,
    Reference,
}

impl Pointer {
    /// Where it leads, in words.
    pub(super) fn leads(self) -> &'static str {
        match self {
            Pointer::Box => "a `Box` leads to another allocation",
            Pointer::Rc => "an `Rc` leads to another allocation",
            Pointer::Arc => "an `Arc` leads to another allocation",
            Pointer::Weak => "a `Weak` leads to another allocation",
            Pointer::NonNull => "a `NonNull` leads to the next node, wherever that was put",
            Pointer::Raw => "a raw pointer leads to the next node, wherever that was put",
            Pointer::Reference => "a reference leads to the next node, wherever that was put",
        }
    }

    /// Whether what it leads to is counted by two numbers before it.
    pub(super) fn counts(self) -> bool {
        matches!(self, Pointer::Rc | Pointer::Arc | Pointer::Weak)
    }

    /// Whether it says nothing of how what it leads to was made.
    fn is_bare(self) -> bool {
        matches!(self, Pointer::NonNull | Pointer::Raw | Pointer::Reference)
    }
}

impl Link {
    pub(super) fn is_named(&self) -> bool {
        !self.name.starts_with(|first: char| first.is_ascii_digit())
    }
}

impl LinkedTypes {
    /// Every one. None of those whose nodes other threads link and unlink, as queues of waiting threads are.
    pub(super) fn of(model: &Model<'_>) -> LinkedTypes {
        let mut found = LinkedTypes::default();
        for def in model.items() {
            if let Some(one) = linked(model, def).filter(|one| !one.is_intrusive(model)) {
                found.numbers.insert(def, found.all.len());
                found.all.push(one);
            }
        }
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &LinkedType> {
        self.all.iter()
    }

    pub(super) fn get(&self, number: usize) -> Option<&LinkedType> {
        self.all.get(number)
    }

    /// The numbers of those that a value of this type is, or leads to through pointers alone.
    pub(super) fn reached(&self, model: &Model<'_>, ty: &Ty) -> Vec<usize> {
        let mut numbers = Vec::new();
        on_the_way(model, ty, &mut |def, _| numbers.extend(self.numbers.get(&def)));
        numbers
    }

    /// The type whose link a field is, and the link's number.
    pub(super) fn link(&self, model: &Model<'_>, owner: DefId, index: u32) -> Option<(usize, usize)> {
        let owner = model.definitions().original(owner);
        let of = match model.def(owner).kind {
            DefKind::Variant => model.definitions().original(model.def(owner).parent?),
            _ => owner,
        };
        let number = *self.numbers.get(&of)?;
        let links = &self.all.get(number)?.links;
        Some((number, links.iter().position(|link| link.owner == owner && link.index == index)?))
    }
}

impl LinkedType {
    /// The layout of a node, for types without parameters.
    pub(super) fn layout(&self, model: &Model<'_>) -> Option<Layout> {
        let generics = model.def(self.def).generics()?;
        generics.params.is_empty().then(|| model.layout(&Ty::Adt(self.def, [].into())))?
    }

    /// What a sequence of them may be called: `nodes` for `Node`.
    pub(super) fn nodes_name(&self, model: &Model<'_>) -> String {
        let name = model.def(self.def).name;
        let name = name.as_ref().map_or("node", |name| name.as_str());
        let mut words = String::new();
        for (at, letter) in name.chars().enumerate() {
            if letter.is_uppercase() && at > 0 {
                words.push('_');
            }
            words.extend(letter.to_lowercase());
        }
        match words.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{words}s"),
        }
    }

    /// Whether it is an enum of one variant with links and others that hold nothing: a node, and an end.
    pub(super) fn is_list(&self, model: &Model<'_>) -> bool {
        let empty = |variant: DefId| model.def(variant).fields().is_none_or(|fields| fields.list.is_empty());
        let links = |variant: DefId| self.links.iter().any(|link| link.owner == variant);
        self.linking_variants == 1 && model.variants(self.def).all(|variant| links(variant) || empty(variant))
    }

    /// Whether these links are those of one kind of node, where nodes of other kinds have links, too.
    pub(super) fn peels(&self, follows: &[usize]) -> bool {
        let mut owners = follows.iter().filter_map(|link| self.links.get(*link)).map(|link| link.owner);
        let first = owners.next();
        self.linking_variants > 1 && owners.all(|owner| Some(owner) == first)
    }

    /// Whether all links are bare pointers, and a node has what a thread waits by or must not move: such a node is a part of
    /// something else, a stack frame or a future.
    fn is_intrusive(&self, model: &Model<'_>) -> bool {
        self.links.iter().all(|link| link.pointer.is_bare()) && holds_threads(model, &Ty::Adt(self.def, [].into()), 2)
    }
}

/// A type's links to itself, if there are any.
fn linked(model: &Model<'_>, def: DefId) -> Option<LinkedType> {
    let owners: Vec<DefId> = match model.def(def).kind {
        DefKind::Struct => vec![def],
        DefKind::Enum => model.variants(def).collect(),
        _ => return None,
    };
    let mut links = Vec::new();
    let mut linking_variants = 0;
    for owner in owners {
        let before = links.len();
        let Some(fields) = model.def(owner).fields() else { continue };
        for (index, field) in fields.list.iter().enumerate() {
            let ty = model.resolve_type(&field.ty, owner);
            if let Some(pointer) = pointer_to(model, &ty, def) {
                links.push(Link {
                    owner,
                    index: index as u32,
                    name: field.name.as_str().to_owned(),
                    file: model.def(owner).file,
                    span: field.ty.span,
                    pointer,
                    several: match &ty {
                        Ty::Array(both) => Some(model.display(&both.1)),
                        _ => None,
                    },
                });
            }
        }
        linking_variants += usize::from(links.len() > before);
    }
    (!links.is_empty()).then_some(LinkedType { def, links, linking_variants })
}

/// The outermost pointer by which a type leads to `def`.
fn pointer_to(model: &Model<'_>, ty: &Ty, def: DefId) -> Option<Pointer> {
    let mut found = None;
    on_the_way(model, ty, &mut |met, pointer| {
        if met == def {
            found = found.or(pointer);
        }
    });
    found
}

/// The structs and enums that a type leads to through pointers and what wraps them, itself first, each with the outermost
/// pointer before it. What is counted, or stands beside others, ends the way.
fn on_the_way(model: &Model<'_>, ty: &Ty, found: &mut dyn FnMut(DefId, Option<Pointer>)) {
    const FARTHEST: usize = 12;
    let mut own: Option<Ty> = None;
    let mut at = ty;
    let mut pointer = None;
    for _ in 0..FARTHEST {
        let name = match at {
            Ty::Ref(..) => Some(Pointer::Reference),
            Ty::Pointer(..) => Some(Pointer::Raw),
            Ty::Array(_) => None,
            Ty::Adt(of, _) => match model.known(*of) {
                Some(Known::Box) => Some(Pointer::Box),
                Some(Known::Rc) => Some(Pointer::Rc),
                Some(Known::Arc) => Some(Pointer::Arc),
                Some(Known::RcWeak | Known::ArcWeak) => Some(Pointer::Weak),
                Some(Known::NonNull) => Some(Pointer::NonNull),
                Some(
                    Known::Pin
                    | Known::Cell
                    | Known::RefCell
                    | Known::UnsafeCell
                    | Known::OnceCell
                    | Known::Mutex
                    | Known::RwLock
                    | Known::OnceLock
                    | Known::ManuallyDrop
                    | Known::MaybeUninit
                    | Known::Option,
                ) => None,
                Some(known) if known.is_guard() => None,
                Some(_) => return,
                None => {
                    found(model.definitions().original(*of), pointer);
                    match newtype(model, at) {
                        Some(inner) => at = own.insert(inner),
                        None => return,
                    }
                    continue;
                }
            },
            _ => return,
        };
        pointer = pointer.or(name);
        at = match at {
            Ty::Ref(_, inner) | Ty::Pointer(_, inner) => inner,
            Ty::Array(both) => &both.0,
            Ty::Adt(_, args) => match args.first() {
                Some(first) => first,
                None => return,
            },
            _ => return,
        };
    }
}

/// What a struct of the workspace with a single field holds.
fn newtype(model: &Model<'_>, ty: &Ty) -> Option<Ty> {
    let (def, _) = ty.adt()?;
    if model.definitions().is_declared(def) || model.def(def).kind != DefKind::Struct {
        return None;
    }
    // Most have more, and it costs to find out their types.
    let fields = &model.def(def).fields()?.list;
    if fields.iter().filter(|field| field.cfg.is_none()).count() > 1 {
        return None;
    }
    match model.fields(ty).as_slice() {
        [(_, _, only)] => Some(only.clone()),
        _ => None,
    }
}

/// Whether a type has an atomic, what wakes a thread or a task, or what must not move, in its fields.
fn holds_threads(model: &Model<'_>, ty: &Ty, deep: u32) -> bool {
    model.fields(ty).iter().any(|(_, _, field)| {
        field.any(&|part| match part.adt() {
            Some((def, _)) if model.definitions().is_declared(def) => {
                model.known(def).is_some_and(Known::concerns_threads)
            }
            Some(_) => deep > 0 && part != ty && holds_threads(model, part, deep - 1),
            None => false,
        })
    })
}
