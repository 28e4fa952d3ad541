//! Types that link to themselves.
use crate::model::{DefId, DefKind, Known, Layout, Model, Ty};
use crate::source::facts::Span;
use crate::source::load::FileId;

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
    /// What kind of pointer it is, in words: "a `Box`".
    pub(super) pointer: &'static str,
}

impl Link {
    pub(super) fn is_named(&self) -> bool {
        !self.name.starts_with(|first: char| first.is_ascii_digit())
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

    /// Whether the field with this number of a struct or variant is one of the links.
    pub(super) fn is_link(&self, model: &Model<'_>, owner: DefId, index: u32) -> bool {
        let owner = model.definitions().original(owner);
        self.links.iter().any(|link| link.owner == owner && link.index == index)
    }

    /// Whether a value of this type is a node, or leads to one through pointers alone.
    pub(super) fn reached_by(&self, model: &Model<'_>, ty: &Ty) -> bool {
        pointer_to(model, ty, self.def).is_some()
    }
}

/// Every such type of the checked crates.
pub(super) fn linked_types(model: &Model<'_>) -> Vec<LinkedType> {
    let mut all = Vec::new();
    for def in model.items() {
        let owners: Vec<DefId> = match model.def(def).kind {
            DefKind::Struct => vec![def],
            DefKind::Enum => model.variants(def).collect(),
            _ => continue,
        };
        let mut links = Vec::new();
        let mut linking_variants = 0;
        for owner in owners {
            let before = links.len();
            let Some(fields) = model.def(owner).fields() else { continue };
            for (index, field) in fields.list.iter().enumerate() {
                let ty = model.resolve_type(&field.ty, owner);
                if let Some(Some(pointer)) = pointer_to(model, &ty, def) {
                    links.push(Link {
                        owner,
                        index: index as u32,
                        name: field.name.as_str().to_owned(),
                        file: model.def(owner).file,
                        span: field.ty.span,
                        pointer,
                    });
                }
            }
            linking_variants += usize::from(links.len() > before);
        }
        if !links.is_empty() {
            all.push(LinkedType { def, links, linking_variants });
        }
    }
    all
}

/// How a type leads to `def` through pointers and what wraps them: the outermost pointer's name, or `None` within where the
/// type is `def` itself.
fn pointer_to(model: &Model<'_>, ty: &Ty, def: DefId) -> Option<Option<&'static str>> {
    let mut at = ty.clone();
    let mut pointer = None;
    for _ in 0..12 {
        let (next, name) = match &at {
            Ty::Ref(_, inner) => (inner.as_ref().clone(), Some("a reference")),
            Ty::Pointer(_, inner) => (inner.as_ref().clone(), Some("a raw pointer")),
            Ty::Adt(of, args) => {
                if model.definitions().original(*of) == model.definitions().original(def) {
                    return Some(pointer);
                }
                let name = match model.known(*of) {
                    Some(Known::Box) => Some("a `Box`"),
                    Some(Known::Rc) => Some("an `Rc`"),
                    Some(Known::Arc) => Some("an `Arc`"),
                    Some(Known::RcWeak | Known::ArcWeak) => Some("a `Weak`"),
                    Some(Known::NonNull) => Some("a `NonNull`"),
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
                    Some(_) => return None,
                    None => match newtype(model, &at) {
                        Some(inner) => {
                            at = inner;
                            continue;
                        }
                        None => return None,
                    },
                };
                (args.first()?.clone(), name)
            }
            _ => return None,
        };
        pointer = pointer.or(name);
        at = next;
    }
    None
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
