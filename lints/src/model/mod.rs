//! What the facts of all crates mean together: names, types, and who uses what.
//!
//! The way in is [`Model::new`]. A rule asks it for the items and bodies of the checked crates, for the type of every
//! expression, and for all uses of a declared place. Everything may be [`Ty::Unknown`]; nothing panics on any input.
pub mod access;
mod alike;
mod any_order;
mod bodies;
mod body;
mod bounds;
mod bytes;
mod callgraph;
pub mod chains;
mod constants;
mod counts;
pub mod dead;
mod declared;
mod definitions;
mod display;
pub mod effects;
mod exposure;
mod few;
pub mod flow;
mod given;
mod handed;
pub mod hidden;
pub mod index;
mod infer;
mod keys;
mod known;
mod layout;
pub mod lookups;
pub mod loops;
mod lower;
mod mentions;
mod modules;
pub mod order;
pub mod outline;
mod parts;
pub mod passes;
mod places;
mod program;
pub mod rows;
mod sequences;
pub mod summary;
#[cfg(test)]
mod tests;
pub mod threads;
mod traits;
mod ty;
mod written;

use std::sync::Arc;

use rustc_hash::FxHashSet;

pub use access::{AccessPath, Root, Step, Use};
pub use body::{Body, BodyId, Callee, ClosureSignature, Resolution, children};
pub use chains::{Chain, End, Lasting};
pub use declared::{Declared, Form, Question};
pub use definitions::{CrateIndex, Def, DefId, DefKind, Definitions, KnownCrate};
pub use effects::Effects;
pub use exposure::{Exposure, Imposed};
pub use given::Given;
pub use hidden::Hidden;
pub use known::Known;
pub use layout::{FieldLayout, FieldOffset, Layout, VariantLayout};
pub use lookups::{Lookup, LookupForm};
pub use loops::Loops;
pub use mentions::{Interest, nests, subscripts, walks, words};
pub use order::Passage;
pub use passes::Pass;
pub use places::{Binding, Place};
pub use rows::{RowUse, RowUseKind};
pub use sequences::Drawn;
pub use summary::{Depth, Handed, Part, Summary, Touch};
pub use threads::{Shared, Start, Threads};
pub use ty::{Args, OpaqueId, Param, Primitive, Projection, TraitRef, Ty};
pub use written::{Declares, Written};

use bodies::Bodies;
use lower::{Led, Lowering};
use program::Program;

use crate::input::{Crate, CrateKind, Workspace};
use crate::source::facts::{self, ExprId, ItemKind, Span, Type, TypeKind};
use crate::source::load::{FileId, Loaded, LoadedFile};
use crate::source::name::Name;
use crate::source::words::Word;

/// All crates, joined.
#[derive(Debug)]
pub struct Model<'a> {
    workspace: &'a Workspace,
    loaded: &'a Loaded,
    program: Program<'a>,
    bodies: Bodies<'a>,
    calls: callgraph::Calls,
    /// The iterators of well-known collections, found when somebody asks.
    iterators: std::sync::OnceLock<rustc_hash::FxHashMap<DefId, Known>>,
    summaries: summary::Summaries,
    /// What libraries export, found when somebody asks.
    exports: std::sync::OnceLock<exposure::Exports>,
    /// The elements of all sequences that are written at declared places, found when somebody asks.
    elements: std::sync::OnceLock<Box<[Ty]>>,
    /// The largest const argument that each type is written with, found when somebody asks.
    instances: std::sync::OnceLock<rustc_hash::FxHashMap<DefId, u64>>,
    layouts: layout::Memo,
}

impl<'a> Model<'a> {
    /// Joins them. No body is looked at yet: see [`Model::look`], and [`Model::body`].
    pub fn new(workspace: &'a Workspace, loaded: &'a Loaded) -> Model<'a> {
        let program = Program::new(Definitions::collect(workspace, loaded));
        let bodies = Bodies::new(&program);
        let calls = callgraph::Calls::new(program.impls.implementations(&program));
        Model {
            workspace,
            loaded,
            program,
            bodies,
            calls,
            iterators: Default::default(),
            summaries: Default::default(),
            exports: Default::default(),
            elements: Default::default(),
            instances: Default::default(),
            layouts: Default::default(),
        }
    }

    /// Looks at the bodies that are of interest, in parallel. [`Model::bodies`] has them then.
    pub fn look(&mut self, interest: &Interest) {
        self.bodies.choose(&self.program, interest);
    }

    /// Looks at every body, in parallel.
    pub fn look_at_all(&mut self) {
        self.bodies.choose_all(&self.program);
    }

    /// Parses every body, in parallel, and looks at no more than before.
    pub fn parse_all(&self) {
        self.bodies.parse_all(&self.program);
    }

    /// Bodies that something of these names may come into (types, modules of types), or what is declared at one of these
    /// places.
    pub fn interest_in(&self, names: FxHashSet<Word>, places: &[Written<'_>]) -> Interest {
        let places = places.iter().filter_map(Written::mentioned_at).collect();
        self.bodies.mentions.interest(&self.program.definitions, &names, &places)
    }

    /// Bodies that have one of the words of `named` where the item beside it can be named, and with it one of `with` or the name
    /// of their own function, as who calls himself does.
    pub fn interest_naming(&self, named: &[(DefId, Word)], with: &FxHashSet<Word>) -> Interest {
        self.bodies.mentions.naming(&self.program.definitions, named, with)
    }

    /// What was handed in.
    pub fn workspace(&self) -> &'a Workspace {
        self.workspace
    }

    /// The files.
    pub fn loaded(&self) -> &'a Loaded {
        self.loaded
    }

    /// A file.
    pub fn file(&self, id: FileId) -> &'a LoadedFile {
        &self.loaded[id]
    }

    /// All items of all crates, declared ones included.
    pub fn definitions(&self) -> &Definitions<'a> {
        &self.program.definitions
    }

    /// An item.
    pub fn def(&self, id: DefId) -> &Def<'a> {
        &self.program.definitions[id]
    }

    /// The items of the checked crates that are configured in, each once even where crates share a file, in order.
    pub fn items(&self) -> impl Iterator<Item = DefId> + '_ {
        (0..self.program.definitions.defs.len() as u32)
            .map(DefId)
            .filter(|&id| self.program.definitions[id].original.is_none() && !self.program.definitions.is_declared(id))
    }

    /// The bodies of the checked crates that [`Model::look`] was asked for, each once even where crates share a file, in
    /// order.
    pub fn bodies(&self) -> impl Iterator<Item = &Body<'a>> {
        self.bodies.interesting().iter().filter_map(|&id| self.bodies.get(&self.program, id))
    }

    /// A body, looked at now if nobody asked before.
    pub fn body(&self, id: BodyId) -> &Body<'a> {
        self.bodies.get(&self.program, id).unwrap_or_else(|| Body::nothing())
    }

    /// The body of a function, constant or static.
    pub fn body_of(&self, owner: DefId) -> Option<&Body<'a>> {
        let original = self.program.definitions.original(owner);
        self.bodies.get(&self.program, self.bodies.of(original)?)
    }

    /// Names of functions whose result has one of these names, or one that leads there, in its type.
    pub fn functions_giving(&self, names: FxHashSet<Word>) -> FxHashSet<Word> {
        self.bodies.mentions.functions_giving(names)
    }

    /// `names` and other names that aliases and imports give to the same.
    pub fn renamed(&self, names: FxHashSet<Word>) -> FxHashSet<Word> {
        self.bodies.mentions.renamed(names)
    }

    /// The crate of the workspace that an item is in; none for declared ones.
    pub fn crate_of(&self, id: DefId) -> Option<&'a Crate> {
        self.program.definitions.krate(id).id.and_then(|id| self.workspace.crates.get(id.0 as usize))
    }

    /// Whether the crate of an item is built without `std`, or may be: it goes to `alloc` for what `std` has, too.
    pub fn may_lack_std(&self, item: DefId) -> bool {
        let definitions = &self.program.definitions;
        let krate = definitions[item].krate;
        let names_alloc = |item: &facts::Item| match &item.kind {
            ItemKind::Use(imports) => imports.iter().any(|import| import.path.first().is_some_and(|it| *it == "alloc")),
            ItemKind::ExternCrate { original, .. } => *original == "alloc",
            _ => false,
        };
        let mut imports = definitions.imports.iter().filter(|(at, _)| definitions[**at].krate == krate);
        definitions.krate(item).no_std || imports.any(|(_, items)| items.iter().any(|item| names_alloc(item)))
    }

    /// The path of an item from its crate's root, as site ids and findings have it: `solve::Solver::total`. A method of a
    /// trait impl goes by its type alone. Blocks are left out; what lies in a function has the function's name before it.
    pub fn item_path(&self, id: DefId) -> String {
        let mut parts: Vec<String> = Vec::new();
        for at in std::iter::once(id).chain(self.program.definitions.ancestors(id)) {
            let def = self.def(at);
            match (def.kind, def.name) {
                (DefKind::Impl, _) => {
                    parts.extend(self.impl_self_name(at));
                }
                (_, Some(name)) => parts.push(name.as_str().to_owned()),
                _ => {}
            }
        }
        parts.reverse();
        parts.join("::")
    }

    /// The name of the type that an impl is for, as written, without arguments.
    fn impl_self_name(&self, id: DefId) -> Option<String> {
        use crate::source::facts::{ItemKind, TypeKind};
        let ItemKind::Impl { self_type, .. } = &self.def(id).item?.kind else { return None };
        let mut ty = self_type;
        loop {
            match &ty.kind {
                TypeKind::Path(path) => return path.segments.last().map(|it| it.name.as_str().to_owned()),
                TypeKind::Reference { inner, .. } | TypeKind::Pointer { inner, .. } => ty = inner,
                TypeKind::Slice(inner) | TypeKind::Array(inner, _) => ty = inner,
                TypeKind::TraitObject(bounds) => {
                    return bounds.first()?.segments.last().map(|it| it.name.as_str().to_owned());
                }
                _ => return None,
            }
        }
    }

    /// The path of an item with its crate's name before it, as it is declared (not as it is re-exported):
    /// `std::collections::hash_map::HashMap`.
    pub fn path_of(&self, id: DefId) -> String {
        let krate = self.program.definitions.krate(id).name;
        let path = self.item_path(id);
        if path.is_empty() { krate.as_str().to_owned() } else { format!("{krate}::{path}") }
    }

    /// The well-known item that a definition is.
    pub fn known(&self, id: DefId) -> Option<Known> {
        self.program.known.of(id)
    }

    /// The well-known type that a type is (aliases are already looked through), references not looked through.
    pub fn known_type(&self, ty: &Ty) -> Option<Known> {
        self.known(ty.adt()?.0)
    }

    /// The definition of a well-known item, where it is declared.
    pub fn known_def(&self, known: Known) -> Option<DefId> {
        self.program.known.def(known)
    }

    /// A type as the programmer would write it, with the project's own names.
    pub fn display(&self, ty: &Ty) -> String {
        display::display(self, ty)
    }

    /// The alias of the workspace that a written type goes through first, where it names one.
    pub fn alias_of_written(&self, written: &Written<'_>) -> Option<DefId> {
        self.resolve_alias(written.ty, written.item)
    }

    /// The fields of a struct or union with its arguments filled in: index as written, name, type. Of an enum: none, ask its
    /// variants with [`Model::variant_fields`].
    pub fn fields(&self, ty: &Ty) -> Vec<(u32, Name, Ty)> {
        match ty.adt() {
            Some((def, args)) => self.variant_fields(def, args),
            None => Vec::new(),
        }
    }

    /// The variants of an enum, in order.
    pub fn variants(&self, of: DefId) -> impl Iterator<Item = DefId> + '_ {
        self.program.definitions.children(of).iter().copied().filter(|&child| self.def(child).kind == DefKind::Variant)
    }

    /// Every expression that names a place directly: the variable, `x.field`, the static, the call that gives the result.
    pub fn uses(&self, place: Place) -> Vec<(BodyId, ExprId)> {
        let definitions = &self.program.definitions;
        let place = place.original(definitions);
        let (item, name) = match place {
            Place::Local(body, _) => return self.uses_in(place, &[body]),
            Place::Field(def, index) => {
                let field = self.def(def).fields().and_then(|fields| fields.list.get(index as usize));
                (def, field.map(|field| field.name))
            }
            Place::Global(def) | Place::Result(def) => (def, self.def(def).name),
        };
        let Some(name) = name else { return Vec::new() };
        // Another name may have been imported for a static or function.
        let names = self.bodies.mentions.renamed([Word::of_field(name.as_str())].into_iter().collect());
        let owner = match place {
            Place::Field(owner, _) if self.def(owner).variant.is_none() => self.def(owner).name,
            _ => None,
        };
        let reaching =
            owner.map(|owner| self.bodies.mentions.reaching_type(Word::new(owner.as_str()), self.def(item).krate));
        let ids = self.bodies.mentioning(&self.program, item, &names, reaching.as_deref());
        self.bodies.look(&self.program, &ids);
        self.uses_in(place, &ids)
    }

    fn uses_in(&self, place: Place, bodies: &[BodyId]) -> Vec<(BodyId, ExprId)> {
        let mut all = Vec::new();
        for body in bodies.iter().filter_map(|&id| self.bodies.get(&self.program, id)) {
            let uses = body.uses(&self.program.definitions, place);
            all.extend(uses.into_iter().map(|expr| (body.id, expr)));
        }
        all
    }

    /// What `Self` is in an item.
    pub fn self_type(&self, item: DefId) -> Ty {
        self.program.self_type(item)
    }

    /// Whether a well-known type has a method of its own with the name of a function.
    pub fn has_method(&self, known: Known, named: DefId) -> bool {
        let (Some(of), Some(name)) = (self.known_def(known), self.def(named).name) else { return false };
        !self.program.impls.inherent(traits::Head::Adt(of), name).is_empty()
    }

    /// The calls of a function in the checked crates; of a trait's method, those where the impl is not known.
    pub fn callers(&self, function: DefId) -> Arc<[(BodyId, ExprId)]> {
        self.calls_of(self.program.definitions.original(function))
    }

    /// A type as written in the names of `item`, aliases looked through.
    pub fn resolve_type(&self, ty: &Type, item: DefId) -> Ty {
        let is_function = self.def(item).kind == DefKind::Function;
        let lowering = if is_function {
            Lowering::in_written(&self.program, item)
        } else {
            Lowering::in_item(&self.program, item)
        };
        infer::normalized(&self.program, item, &lowering.lower(ty))
    }

    /// The alias that a type as written names, if it names one; references looked through.
    pub fn resolve_alias(&self, ty: &Type, item: DefId) -> Option<DefId> {
        let mut ty = ty;
        while let TypeKind::Reference { inner, .. } = &ty.kind {
            ty = inner;
        }
        let TypeKind::Path(path) = &ty.kind else { return None };
        match Lowering::in_item(&self.program, item).lead(path, path.segments.len()) {
            Led::Def(def, used) if used == path.segments.len() && self.def(def).kind == DefKind::Alias => Some(def),
            _ => None,
        }
    }

    /// The fields of a struct, union or variant, with the arguments of its type filled in: index as written, name, type.
    pub fn variant_fields(&self, variant: DefId, args: &[Ty]) -> Vec<(u32, Name, Ty)> {
        let def = self.def(variant);
        let conditions = &self.program.definitions.krate(variant).loaded.conditions;
        let Some(fields) = def.fields() else { return Vec::new() };
        let types = self.program.field_types(variant);
        let listed = fields.list.iter().zip(types).enumerate();
        let existing = listed.filter(|(_, (field, _))| conditions.hold(field.cfg.as_deref()));
        existing
            .map(|(index, (field, ty))| {
                (index as u32, field.name, infer::normalized(&self.program, variant, &ty.with_args(args)))
            })
            .collect()
    }

    /// How many of a type's arguments are worth showing: trailing ones that are their defaults are not.
    pub(crate) fn shown_args(&self, def: DefId, args: &[Ty]) -> usize {
        let defaults = &self.program.generics(def).defaults;
        let mut shown = args.len();
        while shown > 0 && defaults.get(shown - 1).is_some_and(Option::is_some) {
            let filled = self.program.filled_args(def, args[..shown - 1].to_vec(), &Ty::Unknown);
            if !args[shown - 1].is_unknown() && filled.get(shown - 1) != args.get(shown - 1) {
                break;
            }
            shown -= 1;
        }
        shown
    }

    /// The bounds of an `impl Trait`.
    pub fn opaque_bounds(&self, id: OpaqueId, args: &[Ty]) -> Vec<TraitRef> {
        self.program.opaque_bounds(id, args)
    }

    /// A closure's parameters and result, by the number of its body and its expression, as [`Ty::Closure`] has them.
    pub fn closure(&self, body: u32, closure: ExprId) -> Option<&ClosureSignature> {
        self.bodies.get(&self.program, BodyId(body))?.closure_signature(closure)
    }

    /// What a type dereferences to, step by step, itself first: `&Rc<Vec<T>>`, `Rc<Vec<T>>`, `Vec<T>`.
    pub fn autoderef(&self, ty: &Ty) -> Vec<Ty> {
        let mut owner = None;
        ty.walk(&mut |part| {
            if let Ty::Param(param) = part {
                // The innermost item sees the bounds of those around it.
                owner = owner.max(Some(param.owner));
            }
        });
        infer::autoderef(&self.program, owner.unwrap_or(DefId(0)), ty)
    }

    /// What a body is part of; see also [`Model::is_called_from_loop`] and [`Model::is_recursive`].
    pub fn body_role(&self, body: BodyId) -> BodyRole {
        let body = self.body(body);
        let def = self.def(body.owner);
        let krate = self.crate_of(body.owner);
        let kind = krate.map_or(CrateKind::Library, |krate| krate.kind);
        BodyRole {
            kind,
            in_test: def.in_test || kind == CrateKind::Test,
            is_main: def.name.is_some_and(|name| name == "main")
                && def.parent.is_some_and(|parent| self.def(parent).parent.is_none()),
        }
    }

    /// Whether a guard of the probe can stand in a body, or why not.
    pub fn guard_obstacle(&self, body: BodyId) -> Option<&'static str> {
        let body = self.body(body);
        let def = self.def(body.owner);
        match def.function() {
            None => Some("it is evaluated by the compiler"),
            Some(function) if function.is_const => Some("it is a `const fn`"),
            _ if def.item.is_some_and(|item| item.attributes.foreign) => {
                Some("a procedural macro rewrites the function")
            }
            _ => None,
        }
    }

    /// The 1-based line of a byte of a file.
    pub fn line(&self, file: FileId, at: u32) -> usize {
        self.file(file).facts.lines.partition_point(|&start| start <= at).max(1)
    }

    /// The text of an expression.
    pub fn written_text(&self, body: &Body<'_>, expr: ExprId) -> &'a str {
        self.def(body.owner).deferred().map_or("", |deferred| deferred.text_at(body.facts[expr].span))
    }

    /// The file's path and the span of an expression.
    pub fn location(&self, body: BodyId, expr: ExprId) -> (FileId, Span) {
        let body = self.body(body);
        (body.file, body.facts[expr].span)
    }
}

/// What a body is part of, which tells how often it runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BodyRole {
    /// The kind of target that it is in.
    pub kind: CrateKind,
    /// A test, or in a module of tests.
    pub in_test: bool,
    /// `main` of a program.
    pub is_main: bool,
}
