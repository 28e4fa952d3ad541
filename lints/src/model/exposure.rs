//! Exposure: who can name an item, and whose word a written type is.
use super::{Declares, DefId, DefKind, Model, Written};
use crate::source::facts::{ItemKind, Visibility};

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
    /// Who can name an item, as far as its own words and those of the types around it say. A private module does not hide it,
    /// since what is in it may be exported again.
    pub fn exposure(&self, item: DefId) -> Exposure {
        let definitions = self.definitions();
        let mut is_public = true;
        for id in std::iter::once(item).chain(definitions.ancestors(item)) {
            let def = self.def(id);
            match def.item {
                _ if def.kind == DefKind::Block => return Exposure::Local,
                Some(item) if item.name.is_some() && !self.has_visibility_of_trait(id) => {
                    is_public &= def.kind == DefKind::Module || item.visibility == Visibility::Public;
                }
                _ => {}
            }
        }
        match self.crate_of(item) {
            Some(krate) if is_public && krate.published => Exposure::Published,
            Some(_) if is_public => Exposure::Workspace,
            _ => Exposure::Crate,
        }
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

    /// What stands in a trait or in an impl of one has the trait's visibility.
    fn has_visibility_of_trait(&self, item: DefId) -> bool {
        let parent = self.def(item).parent.and_then(|parent| self.def(parent).item);
        let is_trait = matches!(parent.map(|item| &item.kind), Some(ItemKind::Trait { .. }));
        is_trait || self.is_in_trait_impl(item)
    }
}
