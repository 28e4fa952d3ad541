//! Every item of every crate, numbered.
use rustc_hash::{FxHashMap, FxHashSet};

use crate::input::{CrateId, Edition, Foreign, Workspace};
use crate::source::facts::{self, ExprId, ExprKind, Fields, Item, ItemKind, Span, StatementKind};
use crate::source::load::{FileId, Loaded, LoadedCrate};
use crate::source::name::Name;

/// An item: index of a [`Def`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct DefId(pub u32);

/// What a name stands for that is known to mean something nobody here sees: an item of a crate that is not at hand.
pub(super) const UNSEEN: DefId = DefId(u32::MAX);

/// Index of a crate: those of the workspace first, at the index that their [`CrateId`] says, then the declared ones.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct CrateIndex(pub u32);

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DefKind {
    /// A module, the crate's root among them.
    Module,
    /// A block with items of its own.
    Block,
    /// A struct.
    Struct,
    /// A union.
    Union,
    /// An enum.
    Enum,
    /// A variant.
    Variant,
    /// A trait.
    Trait,
    /// An impl.
    Impl,
    /// A function, free, associated or foreign.
    Function,
    /// A constant, associated ones included.
    Const,
    /// A static, foreign ones included.
    Static,
    /// `type A = B;` at module or block level.
    Alias,
    /// `type A` of a trait or an impl.
    AssocType,
}

/// An item and where it stands.
#[derive(Clone, Debug)]
pub struct Def<'a> {
    /// What it is.
    pub kind: DefKind,
    /// Its name; none for crates' roots, blocks, impls and `_`.
    pub name: Option<Name>,
    /// The module, block, trait, impl, enum or (for blocks) function that it stands in; none for crates' roots.
    pub parent: Option<DefId>,
    /// Its crate.
    pub krate: CrateIndex,
    /// The file that it is written in; for a module, the file that holds its items.
    pub file: FileId,
    /// It as written; none for crates' roots, blocks and variants.
    pub item: Option<&'a Item>,
    /// A variant as written.
    pub variant: Option<&'a facts::Variant>,
    /// For an item of a file that several crates share: the same item in the first of them.
    pub original: Option<DefId>,
    /// It, or a module around it, is a test or exists only in test builds.
    pub in_test: bool,
}

impl<'a> Def<'a> {
    /// Fields of a struct, union or variant, those that are configured out included.
    pub fn fields(&self) -> Option<&'a Fields> {
        match (self.variant, self.item.map(|item| &item.kind)) {
            (Some(variant), _) => Some(&variant.fields),
            (None, Some(ItemKind::Struct { fields, .. })) => Some(fields),
            _ => None,
        }
    }

    /// The function as written.
    pub fn function(&self) -> Option<&'a facts::Function> {
        match self.item.map(|item| &item.kind) {
            Some(ItemKind::Function(function)) => Some(function),
            _ => None,
        }
    }

    /// The body of a function, constant or static, parsed.
    pub fn body(&self) -> Option<&'a facts::Body> {
        self.deferred()?.body()
    }

    /// The same, perhaps not parsed yet.
    pub fn deferred(&self) -> Option<&'a facts::Deferred> {
        match &self.item?.kind {
            ItemKind::Function(function) => function.body.as_deref(),
            ItemKind::Const { body, .. } | ItemKind::Static { body, .. } => body.as_deref(),
            _ => None,
        }
    }

    /// Parameters as written.
    pub fn generics(&self) -> Option<&'a facts::Generics> {
        match &self.item?.kind {
            ItemKind::Struct { generics, .. }
            | ItemKind::Enum { generics, .. }
            | ItemKind::Alias { generics, .. }
            | ItemKind::Trait { generics, .. }
            | ItemKind::Impl { generics, .. } => Some(generics),
            ItemKind::Function(function) => Some(&function.generics),
            _ => None,
        }
    }

    /// Its bytes, attributes included.
    pub fn span(&self) -> Option<Span> {
        self.item.map(|item| item.span).or_else(|| self.variant.map(|variant| variant.span))
    }
}

/// A crate as the model sees it.
#[derive(Clone, Debug)]
pub struct KnownCrate<'a> {
    /// The crate of the workspace; none where it is only declared.
    pub id: Option<CrateId>,
    /// Its name as paths spell it.
    pub name: Name,
    /// Its root module.
    pub root: DefId,
    /// Its edition.
    pub edition: Edition,
    /// Crates that its paths can name.
    pub externs: FxHashMap<Name, DefId>,
    /// Whether it is `#![no_std]`.
    pub no_std: bool,
    /// It as loaded.
    pub loaded: &'a LoadedCrate,
}

/// All items of all crates.
#[derive(Debug, Default)]
pub struct Definitions<'a> {
    /// The items.
    pub defs: Vec<Def<'a>>,
    /// The crates.
    pub crates: Vec<KnownCrate<'a>>,
    /// What stands directly in a module, block, trait, impl or enum, in order.
    pub children: FxHashMap<DefId, Vec<DefId>>,
    /// The `use`s and `extern crate`s of a module or block.
    pub imports: FxHashMap<DefId, Vec<&'a Item>>,
    /// Modules and public `use`s that are configured out, of each module: other people may build with another configuration.
    pub absent: FxHashMap<DefId, Vec<&'a Item>>,
    /// Items of the workspace that are configured out, wherever they are met.
    pub hidden: Vec<(FileId, Span)>,
    /// Crates with modules in files that are configured out, so that nobody read them.
    pub unread: FxHashSet<CrateIndex>,
    /// The innermost definition of a block expression, by the item that owns the body.
    pub blocks: FxHashMap<(DefId, ExprId), DefId>,
    /// Items whose bodies are looked at.
    pub owners: Vec<DefId>,
    /// Modules, blocks and traits in which a macro may have made names that nobody sees.
    pub macros: FxHashSet<DefId>,
}

impl<'a> std::ops::Index<DefId> for Definitions<'a> {
    type Output = Def<'a>;
    fn index(&self, id: DefId) -> &Def<'a> {
        &self.defs[id.0 as usize]
    }
}

impl<'a> Definitions<'a> {
    /// Collects them: what is configured out is left out.
    pub fn collect(workspace: &Workspace, loaded: &'a Loaded) -> Definitions<'a> {
        let mut collector = Collector {
            loaded,
            all: Definitions::default(),
            seen: FxHashMap::default(),
            instances: FxHashMap::default(),
        };
        let declared = loaded.declared.iter().map(|library| (library.name, &library.krate));
        let own = loaded.crates.iter().zip(&workspace.crates);
        let own = own.map(|(loaded, input)| (Name::new(&input.name), loaded));
        for (name, krate) in own.chain(declared) {
            collector.krate(name, krate);
        }
        let Collector { mut all, seen, .. } = collector;
        // What another crate has of the same file is looked at there.
        all.hidden.retain(|(file, span)| !seen.contains_key(&(*file, span.start, false)));
        all.name_externs(workspace, loaded);
        all
    }

    fn name_externs(&mut self, workspace: &Workspace, loaded: &Loaded) {
        let own = loaded.crates.len();
        let roots: Vec<DefId> = self.crates.iter().map(|krate| krate.root).collect();
        let of_tool = loaded.declared.iter().zip(&roots[own..]).filter(|(library, _)| library.names.is_none());
        let of_tool: FxHashMap<Name, DefId> = of_tool.map(|(library, &root)| (library.name, root)).collect();
        let read = |named: &[(Name, usize)]| -> Vec<(Name, DefId)> {
            named.iter().filter_map(|&(name, at)| Some((name, *roots.get(own + at)?))).collect()
        };
        for (at, krate) in self.crates.iter_mut().enumerate() {
            let Some(input) = workspace.crates.get(at).filter(|_| at < own) else {
                // A library's paths may also name what is declared and was not read.
                krate.externs = of_tool.clone();
                let library = at.checked_sub(own).and_then(|at| loaded.declared.get(at));
                krate.externs.extend(library.and_then(|it| it.names.as_deref()).map(read).into_iter().flatten());
                continue;
            };
            for name in ["std", "core", "alloc"] {
                krate.externs.extend(of_tool.get_key_value(&Name::new(name)));
            }
            for Foreign { name, library } in &input.foreign {
                let declared = of_tool.get(&Name::new(library)).copied();
                krate.externs.insert(Name::new(name), declared.unwrap_or(UNSEEN));
            }
            krate.externs.extend(loaded.named.get(at).map(|named| read(named)).into_iter().flatten());
            for (name, id) in &input.dependencies {
                if let Some(&root) = roots.get(id.0 as usize).filter(|_| (id.0 as usize) < own) {
                    krate.externs.insert(Name::new(name), root);
                }
            }
        }
    }

    /// The module, block, trait or impl chain around an item, innermost first, the item itself left out.
    pub fn ancestors(&self, id: DefId) -> impl Iterator<Item = DefId> + '_ {
        std::iter::successors(self[id].parent, |&at| self[at].parent)
    }

    /// The module that an item stands in (itself, if it is one).
    pub fn module_of(&self, id: DefId) -> DefId {
        if self[id].kind == DefKind::Module {
            return id;
        }
        self.ancestors(id).find(|&at| self[at].kind == DefKind::Module).unwrap_or(id)
    }

    /// What stands directly in it, in order.
    pub fn children(&self, id: DefId) -> &[DefId] {
        self.children.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The same item in the first crate that it is part of.
    pub fn original(&self, id: DefId) -> DefId {
        self[id].original.unwrap_or(id)
    }

    /// The crate.
    pub fn krate(&self, id: DefId) -> &KnownCrate<'a> {
        &self.crates[self[id].krate.0 as usize]
    }

    /// Whether it is known from this tool's declarations.
    pub fn is_declared(&self, id: DefId) -> bool {
        self.krate(id).id.is_none()
    }
}

struct Collector<'a> {
    loaded: &'a Loaded,
    all: Definitions<'a>,
    /// Items met before, by file, first byte and kind of thing.
    seen: FxHashMap<(FileId, u32, bool), DefId>,
    /// How many modules of a crate a file has been so far.
    instances: FxHashMap<(CrateIndex, FileId), u32>,
}

/// Where items are being collected.
#[derive(Clone, Copy)]
struct Enclosing<'a> {
    parent: DefId,
    krate: CrateIndex,
    loaded: &'a LoadedCrate,
    file: FileId,
    in_test: bool,
    depth: u32,
}

/// Modules and blocks nested deeper than this are not looked into.
const DEEPEST: u32 = 128;
/// A file that is more modules of one crate than this is not looked into again: files that each ask for the next two
/// by `#[path]` would be exponentially many.
const MOST_INSTANCES: u32 = 8;

impl<'a> Collector<'a> {
    fn krate(&mut self, name: Name, loaded: &'a LoadedCrate) {
        let index = CrateIndex(self.all.crates.len() as u32);
        let file = loaded.root.unwrap_or(FileId(0));
        let root = self.define(Def {
            kind: DefKind::Module,
            name: None,
            parent: None,
            krate: index,
            file,
            item: None,
            variant: None,
            original: None,
            in_test: false,
        });
        let facts = loaded.root.and_then(|root| self.loaded.files.get(root.0 as usize)).map(|file| &file.facts);
        let attributes = facts.map(|facts| &facts.attributes);
        let no_std = attributes.and_then(|it| it.no_std.as_ref()).is_some_and(|cfg| loaded.conditions.holds(cfg));
        self.all.crates.push(KnownCrate {
            id: loaded.id,
            name,
            root,
            edition: loaded.edition,
            externs: FxHashMap::default(),
            no_std,
            loaded,
        });
        if let Some(facts) = facts
            && loaded.conditions.hold(facts.attributes.cfg.as_ref())
        {
            let place = Enclosing { parent: root, krate: index, loaded, file, in_test: false, depth: 0 };
            self.items(&facts.items, place);
        }
    }

    fn define(&mut self, def: Def<'a>) -> DefId {
        let id = DefId(self.all.defs.len() as u32);
        self.all.defs.push(def);
        id
    }

    fn items(&mut self, items: &'a [Item], place: Enclosing<'a>) {
        for item in items {
            if place.loaded.conditions.hold(item.cfg.as_deref()) {
                self.item(item, place);
                continue;
            }
            if place.loaded.id.is_some() {
                match item.kind {
                    ItemKind::Module(None) => {
                        self.all.unread.insert(place.krate);
                    }
                    _ => self.all.hidden.push((place.file, item.span)),
                }
            }
            if place.loaded.id.is_some()
                && item.visibility == facts::Visibility::Public
                && matches!(item.kind, ItemKind::Use(_) | ItemKind::Module(_))
                && !item.cfg.as_deref().is_some_and(asks_for_flag)
            {
                self.all.absent.entry(place.parent).or_default().push(item);
            }
        }
    }

    fn item(&mut self, item: &'a Item, place: Enclosing<'a>) {
        if item.name.is_none() && matches!(item.kind, ItemKind::Module(None)) {
            return self.included(item, place);
        }
        let within = self.all[place.parent].kind;
        let associated = matches!(within, DefKind::Trait | DefKind::Impl);
        let kind = match &item.kind {
            ItemKind::Module(_) => DefKind::Module,
            ItemKind::Struct { is_union: false, .. } => DefKind::Struct,
            ItemKind::Struct { .. } => DefKind::Union,
            ItemKind::Enum { .. } => DefKind::Enum,
            ItemKind::Alias { .. } if associated => DefKind::AssocType,
            ItemKind::Alias { .. } => DefKind::Alias,
            ItemKind::Const { .. } => DefKind::Const,
            ItemKind::Static { .. } => DefKind::Static,
            ItemKind::Function(_) => DefKind::Function,
            ItemKind::Trait { .. } => DefKind::Trait,
            ItemKind::Impl { .. } => DefKind::Impl,
            ItemKind::Use(_) | ItemKind::ExternCrate { .. } => {
                self.all.imports.entry(place.parent).or_default().push(item);
                return;
            }
            ItemKind::Foreign(items) => return self.items(items, place),
            ItemKind::Macro(_) => {
                self.all.macros.insert(place.parent);
                return;
            }
        };
        let in_test = place.in_test || item.attributes.test || item.cfg.as_deref().is_some_and(asks_for_test);
        let id = self.define(Def {
            kind,
            name: item.name,
            parent: Some(place.parent),
            krate: place.krate,
            file: place.file,
            item: Some(item),
            variant: None,
            original: None,
            in_test,
        });
        self.all.defs[id.0 as usize].original = self.first_sight(place.file, item.span.start, false, id);
        self.all.children.entry(place.parent).or_default().push(id);
        let inside = Enclosing { parent: id, in_test, depth: place.depth + 1, ..place };
        if inside.depth > DEEPEST {
            return;
        }
        match &item.kind {
            ItemKind::Module(Some(items)) => self.items(items, inside),
            ItemKind::Module(None) => self.module_file(item, id, inside),
            ItemKind::Enum { variants, .. } => {
                for variant in variants.iter().filter(|it| place.loaded.conditions.hold(it.cfg.as_deref())) {
                    let id = self.define(Def {
                        kind: DefKind::Variant,
                        name: Some(variant.name),
                        parent: Some(inside.parent),
                        krate: place.krate,
                        file: place.file,
                        item: None,
                        variant: Some(variant),
                        original: None,
                        in_test,
                    });
                    self.all.defs[id.0 as usize].original = self.first_sight(place.file, variant.span.start, true, id);
                    self.all.children.entry(inside.parent).or_default().push(id);
                }
            }
            ItemKind::Trait { items, .. } | ItemKind::Impl { items, .. } => self.items(items, inside),
            // Functions of declarations have no bodies.
            ItemKind::Function(function) if place.loaded.id.is_some() => {
                if let Some(body) = &function.body {
                    self.body(body, inside);
                }
            }
            ItemKind::Const { body: Some(body), .. } | ItemKind::Static { body: Some(body), .. } => {
                self.body(body, inside);
            }
            _ => {}
        }
    }

    /// What `include!` puts in its place.
    fn included(&mut self, item: &'a Item, place: Enclosing<'a>) {
        let Some(&file) = place.loaded.modules.get(&(place.file, item.name_span.start)) else { return };
        let Some(facts) = self.loaded.files.get(file.0 as usize).map(|file| &file.facts) else { return };
        let instances = self.instances.entry((place.krate, file)).or_default();
        *instances += 1;
        if *instances <= MOST_INSTANCES && place.depth < DEEPEST {
            self.items(&facts.items, Enclosing { file, depth: place.depth + 1, ..place });
        }
    }

    fn module_file(&mut self, item: &'a Item, id: DefId, inside: Enclosing<'a>) {
        let Some(&file) = inside.loaded.modules.get(&(inside.file, item.name_span.start)) else { return };
        let Some(facts) = self.loaded.files.get(file.0 as usize).map(|file| &file.facts) else { return };
        self.all.defs[id.0 as usize].file = file;
        let instances = self.instances.entry((inside.krate, file)).or_default();
        *instances += 1;
        if *instances > MOST_INSTANCES {
            return;
        }
        if inside.loaded.conditions.hold(facts.attributes.cfg.as_ref()) {
            let in_test = inside.in_test || facts.attributes.cfg.as_ref().is_some_and(asks_for_test);
            self.items(&facts.items, Enclosing { file, in_test, ..inside });
        }
    }

    /// Notes the body's owner and the blocks of it that hold items.
    fn body(&mut self, body: &'a facts::Deferred, inside: Enclosing<'a>) {
        let owner = inside.parent;
        body.look_in(&inside.loaded.conditions);
        if !self.all.is_declared(owner) && self.all[owner].original.is_none() {
            self.all.owners.push(owner);
        }
        let Some(body) = body.holds_items.then(|| body.body()).flatten() else { return };
        let mut found: Vec<(Span, DefId)> = Vec::new();
        for (at, expr) in body.exprs.iter().enumerate().rev() {
            let ExprKind::Block(block) = &expr.kind else { continue };
            let mut items = block.statements.iter().filter_map(|statement| match &statement.kind {
                StatementKind::Item(item) if inside.loaded.conditions.hold(statement.cfg.as_deref()) => Some(&**item),
                _ => None,
            });
            let Some(first) = items.next() else { continue };
            let around = found.iter().rev().find(|(span, _)| span.contains(expr.span)).map_or(owner, |&(_, def)| def);
            let id = self.define(Def {
                kind: DefKind::Block,
                name: None,
                parent: Some(around),
                krate: inside.krate,
                file: inside.file,
                item: None,
                variant: None,
                original: None,
                in_test: inside.in_test,
            });
            found.push((expr.span, id));
            self.all.blocks.insert((owner, ExprId(at as u32)), id);
            for item in std::iter::once(first).chain(items) {
                if inside.loaded.conditions.hold(item.cfg.as_deref()) {
                    self.item(item, Enclosing { parent: id, ..inside });
                }
            }
        }
    }

    /// The definition that this part of the file already has, in another crate or module.
    fn first_sight(&mut self, file: FileId, start: u32, variant: bool, id: DefId) -> Option<DefId> {
        let first = *self.seen.entry((file, start, variant)).or_insert(id);
        (first != id).then_some(first)
    }
}

/// Whether a condition can only hold in a test build.
fn asks_for_test(cfg: &facts::Cfg) -> bool {
    match cfg {
        facts::Cfg::All(parts) => parts.iter().any(asks_for_test),
        facts::Cfg::Any(parts) => !parts.is_empty() && parts.iter().all(asks_for_test),
        facts::Cfg::Not(_) | facts::Cfg::Pair(..) => false,
        facts::Cfg::Flag(name) => *name == "test",
    }
}

/// Whether a condition can only hold where somebody hands the compiler a flag of his own, as no package that depends on this one
/// does: `test`, `doc`, `fuzzing`, `loom`.
fn asks_for_flag(cfg: &facts::Cfg) -> bool {
    match cfg {
        facts::Cfg::All(parts) => parts.iter().any(asks_for_flag),
        facts::Cfg::Any(parts) => !parts.is_empty() && parts.iter().all(asks_for_flag),
        facts::Cfg::Not(_) | facts::Cfg::Pair(..) => false,
        facts::Cfg::Flag(name) => !matches!(name.as_str(), "unix" | "windows" | "debug_assertions" | "true"),
    }
}
