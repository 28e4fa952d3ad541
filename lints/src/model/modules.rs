//! What names mean in each module and block: items, imports, globs, preludes.
use rustc_hash::{FxHashMap, FxHashSet};

use super::definitions::{DefId, DefKind, Definitions, UNSEEN};
use crate::input::Edition;
use crate::source::facts::{FieldsShape, Import, ImportBinds, ItemKind, Visibility};
use crate::source::name::Name;

/// The two spaces of names (macros' is not kept).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Space {
    Types,
    Values,
}

/// What a name means, by space.
#[derive(Clone, Copy, Default, Debug)]
struct Meaning {
    types: Option<Bound>,
    values: Option<Bound>,
}

/// An item that a name means, how strongly it does so, and for whom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Bound {
    def: DefId,
    strength: Strength,
    /// Anyone who can name the module can name it there.
    is_public: bool,
}

/// Items and named imports shadow what globs bring.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Strength {
    Glob,
    Named,
}

/// Names of one module or block.
#[derive(Clone, Default, Debug)]
struct Scope {
    names: FxHashMap<Name, Meaning>,
    /// Traits that are in scope without a name (`as _`), or by globs of those; whether they are for anyone.
    anonymous: Vec<(DefId, bool)>,
    /// All traits in scope, named or not; filled when the fixpoint is reached.
    traits: FxHashSet<DefId>,
    /// Changes with every change.
    version: u32,
}

impl Scope {
    fn set(&mut self, name: Name, space: Space, bound: Bound) -> bool {
        let meaning = self.names.entry(name).or_default();
        let slot = match space {
            Space::Types => &mut meaning.types,
            Space::Values => &mut meaning.values,
        };
        match slot {
            // Who brings the same item in twice, once for anyone, brings it in for anyone.
            Some(old) if old.def == bound.def && bound.is_public && !old.is_public => old.is_public = true,
            Some(old) if old.strength >= bound.strength => return false,
            _ => *slot = Some(bound),
        }
        self.version += 1;
        true
    }

    fn get(&self, name: Name, space: Space) -> Option<DefId> {
        let meaning = self.names.get(&name)?;
        match space {
            Space::Types => meaning.types,
            Space::Values => meaning.values,
        }
        .map(|bound| bound.def)
    }

    fn add_anonymous(&mut self, def: DefId, is_public: bool) -> bool {
        match self.anonymous.iter_mut().find(|known| known.0 == def) {
            Some(known) if known.1 || !is_public => return false,
            Some(known) => known.1 = true,
            None => self.anonymous.push((def, is_public)),
        }
        self.version += 1;
        true
    }
}

/// The names of all modules and blocks.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    scopes: FxHashMap<DefId, Scope>,
    /// The prelude module of each crate.
    preludes: Vec<Option<DefId>>,
    /// `extern crate x as y;` at a crate's root adds to what every path can name.
    renamed: FxHashMap<(u32, Name), DefId>,
}

/// An import that is being resolved.
struct Pending<'a> {
    scope: DefId,
    import: &'a Import,
    is_public: bool,
    /// For globs: the target and its version when it was last copied.
    copied: Option<(DefId, u32)>,
    bound: [bool; 2],
}

impl Scopes {
    /// Resolves all imports, to a fixpoint.
    pub(super) fn resolve(definitions: &Definitions<'_>) -> Scopes {
        let mut scopes = Scopes::default();
        for (at, def) in definitions.defs.iter().enumerate() {
            let id = DefId(at as u32);
            if matches!(def.kind, DefKind::Module | DefKind::Block) {
                let scope = scopes.scopes.entry(id).or_default();
                for &child in definitions.children(id) {
                    let Some(name) = definitions[child].name else { continue };
                    let is_public = definitions[child].item.is_some_and(|item| item.visibility == Visibility::Public);
                    for space in spaces(definitions, child) {
                        scope.set(name, *space, Bound { def: child, strength: Strength::Named, is_public });
                    }
                }
            }
        }
        let mut pending = scopes.start(definitions);
        // Each round resolves at least one more import; chains are short.
        for _ in 0..64 {
            let mut changed = false;
            for one in &mut pending {
                changed |= scopes.step(definitions, one);
            }
            scopes.find_preludes(definitions);
            if !changed {
                break;
            }
        }
        for one in pending {
            scopes.give_up(one);
        }
        for scope in scopes.scopes.values_mut() {
            let named = scope.names.values().filter_map(|meaning| Some(meaning.types?.def));
            let traits = named.filter(|&def| def != UNSEEN && definitions[def].kind == DefKind::Trait);
            scope.traits = traits.chain(scope.anonymous.iter().map(|known| known.0)).collect();
        }
        scopes
    }

    /// Binds `extern crate`s and lists the `use`s.
    fn start<'a>(&mut self, definitions: &Definitions<'a>) -> Vec<Pending<'a>> {
        let mut pending = Vec::new();
        let mut places: Vec<DefId> = definitions.imports.keys().copied().collect();
        places.sort_unstable();
        for place in places {
            let krate = definitions.krate(place);
            for item in &definitions.imports[&place] {
                let is_public = item.visibility == Visibility::Public;
                match &item.kind {
                    ItemKind::Use(imports) => {
                        pending.extend(imports.iter().map(|import| Pending {
                            scope: place,
                            import,
                            is_public,
                            copied: None,
                            bound: [false; 2],
                        }));
                    }
                    ItemKind::ExternCrate { original, alias } => {
                        let root = match original.as_str() {
                            "self" => krate.root,
                            _ => krate.externs.get(original).copied().unwrap_or(UNSEEN),
                        };
                        if let Some(alias) = alias {
                            let scope = self.scopes.entry(place).or_default();
                            scope.set(*alias, Space::Types, Bound { def: root, strength: Strength::Named, is_public });
                            if place == krate.root {
                                self.renamed.insert((definitions[place].krate.0, *alias), root);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        pending
    }

    /// Tries one import; whether anything changed.
    fn step(&mut self, definitions: &Definitions<'_>, one: &mut Pending<'_>) -> bool {
        match one.import.binds {
            ImportBinds::Glob => {
                let Some(target) = self.import_target(definitions, one) else { return false };
                self.copy(definitions, one, target)
            }
            ImportBinds::Name(_) | ImportBinds::Anonymous if one.bound == [true; 2] => false,
            binds => {
                let Some((&last, prefix)) = one.import.path.split_last() else { return false };
                let mut changed = false;
                for (at, space) in [Space::Types, Space::Values].into_iter().enumerate() {
                    if one.bound[at] {
                        continue;
                    }
                    let found = if prefix.is_empty() {
                        self.first_of_import(definitions, one.scope, last, one.import.absolute, space)
                    } else {
                        self.walk_import(definitions, one.scope, prefix, one.import.absolute)
                            .and_then(|inside| self.member(definitions, inside, last, space))
                    };
                    let Some(found) = found else { continue };
                    one.bound[at] = true;
                    let scope = self.scopes.entry(one.scope).or_default();
                    changed |= match binds {
                        ImportBinds::Name(name) => {
                            let is_public = one.is_public;
                            scope.set(name, space, Bound { def: found, strength: Strength::Named, is_public })
                        }
                        _ => {
                            let is_trait = found != UNSEEN && definitions[found].kind == DefKind::Trait;
                            is_trait && scope.add_anonymous(found, one.is_public)
                        }
                    };
                }
                changed
            }
        }
    }

    fn import_target(&self, definitions: &Definitions<'_>, one: &Pending<'_>) -> Option<DefId> {
        if one.import.path.is_empty() {
            let krate = definitions.krate(one.scope);
            return (krate.edition == Edition::E2015).then_some(krate.root);
        }
        self.walk_import(definitions, one.scope, &one.import.path, one.import.absolute)
    }

    /// Copies all names of a glob's target.
    fn copy(&mut self, definitions: &Definitions<'_>, one: &mut Pending<'_>, target: DefId) -> bool {
        if target == UNSEEN || target == one.scope {
            return false;
        }
        if matches!(definitions[target].kind, DefKind::Enum) {
            if one.copied.is_some() {
                return false;
            }
            one.copied = Some((target, 0));
            let scope = self.scopes.entry(one.scope).or_default();
            for &variant in definitions.children(target) {
                let Some(name) = definitions[variant].name else { continue };
                let bound = Bound { def: variant, strength: Strength::Glob, is_public: one.is_public };
                scope.set(name, Space::Types, bound);
                scope.set(name, Space::Values, bound);
            }
            return true;
        }
        let Some(source) = self.scopes.get(&target) else { return false };
        if one.copied == Some((target, source.version)) {
            return false;
        }
        one.copied = Some((target, source.version));
        let names: Vec<(Name, Meaning)> = source.names.iter().map(|(name, meaning)| (*name, *meaning)).collect();
        let anonymous = source.anonymous.clone();
        let scope = self.scopes.entry(one.scope).or_default();
        let mut changed = false;
        for (name, meaning) in names {
            for (space, bound) in [(Space::Types, meaning.types), (Space::Values, meaning.values)] {
                if let Some(Bound { def, is_public, .. }) = bound {
                    let is_public = is_public && one.is_public;
                    changed |= scope.set(name, space, Bound { def, strength: Strength::Glob, is_public });
                }
            }
        }
        for (def, is_public) in anonymous {
            changed |= scope.add_anonymous(def, is_public && one.is_public);
        }
        changed
    }

    /// What no round resolved means something unseen: it still shadows.
    fn give_up(&mut self, one: Pending<'_>) {
        if let ImportBinds::Name(name) = one.import.binds
            && one.bound == [false; 2]
        {
            let scope = self.scopes.entry(one.scope).or_default();
            let bound = Bound { def: UNSEEN, strength: Strength::Named, is_public: one.is_public };
            scope.set(name, Space::Types, bound);
            scope.set(name, Space::Values, bound);
        }
    }

    fn find_preludes(&mut self, definitions: &Definitions<'_>) {
        self.preludes = definitions
            .crates
            .iter()
            .map(|krate| {
                let root = *krate.externs.get(&Name::new(if krate.no_std { "core" } else { "std" }))?;
                let by_edition = match krate.edition {
                    Edition::E2015 => "rust_2015",
                    Edition::E2018 => "rust_2018",
                    Edition::E2021 => "rust_2021",
                    Edition::E2024 => "rust_2024",
                };
                let prelude = self.member(definitions, root, Name::new("prelude"), Space::Types)?;
                [by_edition, "v1"]
                    .into_iter()
                    .find_map(|name| self.member(definitions, prelude, Name::new(name), Space::Types))
            })
            .collect();
    }

    /// What the segments of a `use` lead to, in the space of types.
    fn walk_import(&self, definitions: &Definitions<'_>, scope: DefId, path: &[Name], absolute: bool) -> Option<DefId> {
        let (&first, rest) = path.split_first()?;
        let mut at = self.first_of_import(definitions, scope, first, absolute, Space::Types)?;
        for &name in rest {
            at = self.member(definitions, at, name, Space::Types)?;
        }
        Some(at)
    }

    fn first_of_import(
        &self,
        definitions: &Definitions<'_>,
        scope: DefId,
        first: Name,
        absolute: bool,
        space: Space,
    ) -> Option<DefId> {
        let krate = definitions.krate(scope);
        if let Some(special) = special(definitions, scope, first) {
            return Some(special);
        }
        if krate.edition == Edition::E2015 {
            return self
                .member(definitions, krate.root, first, space)
                .or_else(|| self.external(definitions, scope, first).filter(|_| space == Space::Types));
        }
        if absolute {
            return self.external(definitions, scope, first);
        }
        self.lexical(definitions, scope, first, space)
    }

    /// A crate by name.
    pub(super) fn external(&self, definitions: &Definitions<'_>, scope: DefId, name: Name) -> Option<DefId> {
        let krate = definitions.krate(scope);
        self.renamed.get(&(definitions[scope].krate.0, name)).or_else(|| krate.externs.get(&name)).copied()
    }

    /// What a bare name means in a module or block: its own names, those of the blocks around it and of their module, crates,
    /// the prelude.
    pub(super) fn lexical(
        &self,
        definitions: &Definitions<'_>,
        scope: DefId,
        name: Name,
        space: Space,
    ) -> Option<DefId> {
        for at in std::iter::once(scope).chain(definitions.ancestors(scope)) {
            if let Some(found) = self.scopes.get(&at).and_then(|scope| scope.get(name, space)) {
                return Some(found);
            }
            if definitions[at].kind == DefKind::Module {
                break;
            }
        }
        if space == Space::Types
            && let Some(found) = self.external(definitions, scope, name)
        {
            return Some(found);
        }
        let prelude = self.preludes.get(definitions[scope].krate.0 as usize).copied().flatten()?;
        self.scopes.get(&prelude)?.get(name, space)
    }

    /// What a block itself says a name means.
    pub(super) fn in_block(&self, block: DefId, name: Name, space: Space) -> Option<DefId> {
        self.scopes.get(&block)?.get(name, space)
    }

    /// What a name means inside a module or enum.
    pub(super) fn member(
        &self,
        definitions: &Definitions<'_>,
        inside: DefId,
        name: Name,
        space: Space,
    ) -> Option<DefId> {
        if inside == UNSEEN {
            return Some(UNSEEN);
        }
        match definitions[inside].kind {
            DefKind::Module | DefKind::Block => match name.as_str() {
                "self" => Some(inside),
                "super" => special(definitions, inside, name),
                _ => self.scopes.get(&inside)?.get(name, space),
            },
            DefKind::Enum => {
                definitions.children(inside).iter().copied().find(|&child| definitions[child].name == Some(name))
            }
            _ => None,
        }
    }

    /// What anyone who can name a module can name in it.
    pub(super) fn public(&self, module: DefId) -> impl Iterator<Item = DefId> + '_ {
        let scope = self.scopes.get(&module).into_iter();
        scope.flat_map(|scope| {
            let named = scope.names.values().flat_map(|meaning| [meaning.types, meaning.values]).flatten();
            let named = named.filter(|bound| bound.is_public).map(|bound| bound.def);
            let anonymous = scope.anonymous.iter().filter(|known| known.1).map(|known| known.0);
            named.chain(anonymous).filter(|def| *def != UNSEEN)
        })
    }

    /// What an import that was not resolved with the others leads to; for a glob, what it takes from.
    pub(super) fn led_to(&self, definitions: &Definitions<'_>, scope: DefId, import: &Import) -> [Option<DefId>; 2] {
        let inside = |path: &[Name]| self.walk_import(definitions, scope, path, import.absolute);
        let found = match (import.binds, import.path.split_last()) {
            (ImportBinds::Glob, _) => [inside(&import.path), None],
            (_, None) => [None, None],
            (_, Some((&last, prefix))) => [Space::Types, Space::Values].map(|space| match prefix {
                [] => self.first_of_import(definitions, scope, last, import.absolute, space),
                _ => self.member(definitions, inside(prefix)?, last, space),
            }),
        };
        found.map(|def| def.filter(|def| *def != UNSEEN))
    }

    /// Whether `of_trait`'s methods can be called by name in `scope`.
    pub(super) fn is_trait_in_scope(&self, definitions: &Definitions<'_>, scope: DefId, of_trait: DefId) -> bool {
        let holds = |scope: &Scope| scope.traits.contains(&of_trait);
        for at in std::iter::once(scope).chain(definitions.ancestors(scope)) {
            if at == of_trait || self.scopes.get(&at).is_some_and(holds) {
                return true;
            }
            if definitions[at].kind == DefKind::Module {
                break;
            }
        }
        let prelude = self.preludes.get(definitions[scope].krate.0 as usize).copied().flatten();
        prelude.and_then(|prelude| self.scopes.get(&prelude)).is_some_and(holds)
    }
}

/// `crate`, `self`, `super`.
pub(super) fn special(definitions: &Definitions<'_>, scope: DefId, name: Name) -> Option<DefId> {
    match name.as_str() {
        "crate" | "$crate" => Some(definitions.krate(scope).root),
        "self" => Some(definitions.module_of(scope)),
        "super" => {
            let module = definitions.module_of(scope);
            definitions.ancestors(module).find(|&at| definitions[at].kind == DefKind::Module)
        }
        _ => None,
    }
}

/// The spaces in which an item's name means it.
fn spaces(definitions: &Definitions<'_>, id: DefId) -> &'static [Space] {
    match definitions[id].kind {
        DefKind::Module | DefKind::Enum | DefKind::Union | DefKind::Trait | DefKind::Alias => &[Space::Types],
        DefKind::Struct => match definitions[id].fields().map(|fields| fields.shape) {
            Some(FieldsShape::Named) | None => &[Space::Types],
            Some(_) => &[Space::Types, Space::Values],
        },
        DefKind::Function | DefKind::Const | DefKind::Static => &[Space::Values],
        DefKind::Variant => &[Space::Types, Space::Values],
        DefKind::Block | DefKind::Impl | DefKind::AssocType => &[],
    }
}
