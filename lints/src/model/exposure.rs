//! Exposure: who can name an item, and whose word a written type is.
//!
//! As rustc and clippy have it: what the modules from a library's root downwards name for anyone is exported, whatever module it
//! is written in, and nothing else is. A type that public signatures only mention cannot be named, so it is not exported; an
//! alias names the type that it stands for.
use rustc_hash::FxHashMap;

use super::lower::Lowering;
use super::program::Program;
use super::{Declares, DefId, DefKind, Definitions, Model, Ty, Written};
use crate::input::{CrateKind, Workspace};
use crate::source::facts::{ImportBinds, ItemKind, Visibility};

/// Who can name an item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Exposure {
    /// The function that it is written in.
    Local,
    /// Its crate, or a part of that.
    Crate,
    /// Other crates of the workspace.
    Workspace,
    /// Other people's code: it is public in a published library.
    Published,
}

/// Why a written type is not for its author to change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Imposed {
    /// An impl is for it.
    Implemented,
    /// The trait whose impl it stands in asks for it.
    ByTrait,
    /// Other people's code relies on it.
    ByPublication,
}

impl Model<'_> {
    /// Who can name an item: by the path that it is written at, or by one under which it is exported again. What stands in an
    /// impl is named through its type, and its trait.
    pub fn exposure(&self, item: DefId) -> Exposure {
        let definitions = self.definitions();
        let def = self.def(item);
        let own = match def.item {
            Some(item) if item.visibility != Visibility::Public => Exposure::Crate,
            _ => Exposure::Published,
        };
        let parent = def.parent.map(|parent| (parent, self.def(parent).kind));
        match (def.kind, parent) {
            (DefKind::Impl, _) => self.exposure_of_impl(item),
            (_, Some((parent, DefKind::Impl))) if self.is_in_trait_impl(item) => self.exposure_of_impl(parent),
            (_, Some((parent, DefKind::Impl))) => self.exposure_of_impl(parent).min(own),
            (_, Some((parent, DefKind::Trait))) => self.exposure(parent),
            (DefKind::Variant, Some((parent, _))) => self.exported(item).max(self.exposure(parent)),
            _ if definitions.ancestors(item).any(|at| self.def(at).kind == DefKind::Block) => Exposure::Local,
            _ => self.exported(item),
        }
    }

    /// An impl is for a type, perhaps of a trait: who can name both can name what is in it.
    fn exposure_of_impl(&self, id: DefId) -> Exposure {
        let of =
            |def: DefId| if self.definitions().is_declared(def) { Exposure::Published } else { self.exposure(def) };
        let mut ty = self.program.impl_self(id);
        while let Ty::Ref(_, inner) = ty {
            ty = inner;
        }
        let of_type = match ty.adt() {
            Some((def, _)) => of(def),
            None => Exposure::Published,
        };
        let of_trait = self.program.impl_trait(id).map_or(Exposure::Published, |bound| of(bound.def));
        of_type.min(of_trait)
    }

    fn exported(&self, item: DefId) -> Exposure {
        let exports = self.exports.get_or_init(|| Exports::gather(self.workspace, &self.program));
        exports.0.get(&self.definitions().original(item)).copied().unwrap_or(Exposure::Crate)
    }

    /// Who can name a field of a struct, union or variant.
    pub fn exposure_of_field(&self, owner: DefId, index: u32) -> Exposure {
        let def = self.def(owner);
        let field = def.fields().and_then(|fields| fields.list.get(index as usize));
        let is_public = def.variant.is_some() || field.is_some_and(|field| field.visibility == Visibility::Public);
        let exposure = self.exposure(owner);
        if is_public { exposure } else { exposure.min(Exposure::Crate) }
    }

    /// Why a written type is not for its author to change, if it is not.
    pub fn imposed(&self, written: &Written<'_>) -> Option<Imposed> {
        let published = |exposure| (exposure == Exposure::Published).then_some(Imposed::ByPublication);
        let of_item = |item| match self.is_in_trait_impl(item) {
            true => Some(Imposed::ByTrait),
            false => published(self.exposure(item)),
        };
        match written.declares {
            Declares::Impl(_) => Some(Imposed::Implemented),
            Declares::Parameter(item, ..) | Declares::Result(item) | Declares::Global(item) | Declares::Alias(item) => {
                of_item(item)
            }
            Declares::Field(owner, index) => published(self.exposure_of_field(owner, index)),
            Declares::Let(..) => None,
        }
    }

    /// Whether an item is in an impl of a trait, which dictates its types.
    pub fn is_in_trait_impl(&self, item: DefId) -> bool {
        let parent = self.def(item).parent.and_then(|parent| self.def(parent).item);
        matches!(parent.map(|item| &item.kind), Some(ItemKind::Impl { of_trait: Some(_), .. }))
    }
}

/// What the libraries of the workspace export, each item of a file that several crates share as the first of them has it.
#[derive(Debug, Default)]
pub(super) struct Exports(FxHashMap<DefId, Exposure>);

/// A module that is looked into, and what it is to whoever looks.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    module: DefId,
    to: Exposure,
}

impl Exports {
    fn gather(workspace: &Workspace, program: &Program<'_>) -> Exports {
        let definitions = &program.definitions;
        let mut all = Exports::default();
        let mut looks = Vec::new();
        for krate in &definitions.crates {
            let Some(input) = krate.id.and_then(|id| workspace.crates.get(id.0 as usize)) else { continue };
            // Only libraries can be named by others.
            if input.kind == CrateKind::Library {
                let to = if input.published { Exposure::Published } else { Exposure::Workspace };
                all.export(program, krate.root, to, &mut looks);
            }
        }
        let mut looked_into = rustc_hash::FxHashSet::default();
        while let Some(look) = looks.pop() {
            if !looked_into.insert(look) {
                continue;
            }
            for def in program.scopes.public(look.module) {
                all.export(program, def, look.to, &mut looks);
            }
            for item in definitions.absent.get(&look.module).into_iter().flatten() {
                all.export_absent(program, item, look, &mut looks);
            }
        }
        all
    }

    /// Notes that an item can be named.
    fn export(&mut self, program: &Program<'_>, def: DefId, to: Exposure, looks: &mut Vec<Look>) {
        let definitions = &program.definitions;
        if definitions.is_declared(def) {
            return;
        }
        let known = self.0.entry(definitions.original(def)).or_insert(Exposure::Crate);
        *known = (*known).max(to);
        match definitions[def].kind {
            DefKind::Module => looks.push(Look { module: def, to }),
            DefKind::Alias => {
                if let Some((def, _)) = aliased(program, def).as_ref().and_then(Ty::adt)
                    && self.0.get(&definitions.original(def)).is_none_or(|known| *known < to)
                {
                    self.export(program, def, to, looks);
                }
            }
            _ => {}
        }
    }

    /// What is configured out here exists for people who build with other features or for another target: a `pub use`, or a public
    /// twin of a module that is private here.
    fn export_absent(
        &mut self,
        program: &Program<'_>,
        item: &crate::source::facts::Item,
        look: Look,
        looks: &mut Vec<Look>,
    ) {
        let definitions: &Definitions<'_> = &program.definitions;
        match &item.kind {
            ItemKind::Use(imports) => {
                for import in imports {
                    for def in program.scopes.led_to(definitions, look.module, import).into_iter().flatten() {
                        match import.binds {
                            ImportBinds::Glob if definitions[def].kind == DefKind::Module => {
                                looks.push(Look { module: def, to: look.to });
                            }
                            _ => self.export(program, def, look.to, looks),
                        }
                    }
                }
            }
            _ => {
                let twins = definitions.children(look.module).iter().copied();
                let twins = twins.filter(|&id| definitions[id].kind == DefKind::Module);
                for twin in twins.filter(|&id| definitions[id].name == item.name) {
                    self.export(program, twin, look.to, looks);
                }
            }
        }
    }
}

/// What an alias stands for.
fn aliased(program: &Program<'_>, alias: DefId) -> Option<Ty> {
    match program.definitions[alias].item.map(|item| &item.kind) {
        Some(ItemKind::Alias { target: Some(target), .. }) => Some(Lowering::in_item(program, alias).lower(target)),
        _ => None,
    }
}
