//! Types that can stand for each other: which functions both have.
use super::effects::Effects;
use super::traits::Head;
use super::{DefId, DefKind, Known, Model};
use crate::source::facts::{ItemKind, Type, TypeKind};
use crate::source::name::Name;

impl Model<'_> {
    /// Whether `other`, a well-known type, has a well-known type's function with the same meaning, as far as declarations tell: a
    /// trait's function, or one of the same name that takes and gives the same. What splices lists means another thing there.
    pub fn is_shared(&self, function: DefId, other: Known) -> bool {
        let def = self.def(function);
        let (Some(name), Some(parent), Some(other)) = (def.name, def.parent, self.known_def(other)) else {
            return false;
        };
        let of_trait = match self.def(parent).item.map(|item| &item.kind) {
            Some(ItemKind::Impl { of_trait, .. }) => of_trait.is_some(),
            _ => self.def(parent).kind == DefKind::Trait,
        };
        let is_same = |candidate: &DefId| {
            self.has_same_form(function, *candidate) && !self.effects_of(function).has(Effects::SPLICES)
        };
        of_trait || self.program.impls.inherent(Head::Adt(other), name).iter().any(is_same)
    }

    /// Whether `other`, a well-known type, has a function of the same name.
    pub fn has_namesake(&self, function: DefId, other: Known) -> bool {
        let (Some(name), Some(other)) = (self.def(function).name, self.known_def(other)) else { return false };
        !self.program.impls.inherent(Head::Adt(other), name).is_empty()
    }

    /// Whether two functions of types that differ take and give what is called the same.
    fn has_same_form(&self, one: DefId, other: DefId) -> bool {
        let (Some(a), Some(b)) = (self.def(one).function(), self.def(other).function()) else { return false };
        let receiver = |of: &crate::source::facts::Function| of.receiver.as_ref().map(|receiver| receiver.reference);
        let own = |function| match &self.def(self.def(function).parent?).item?.kind {
            ItemKind::Impl { self_type, .. } => outermost(self_type),
            _ => None,
        };
        let given = |function, ty: &Option<Type>| ty.as_ref().map(outermost).filter(|name| *name != own(function));
        receiver(a) == receiver(b)
            && a.params.len() == b.params.len()
            && given(one, &a.returns) == given(other, &b.returns)
    }
}

/// The last name of the path that a type is written as.
fn outermost(ty: &Type) -> Option<Name> {
    match &ty.kind {
        TypeKind::Path(path) => path.segments.last().map(|last| last.name),
        _ => None,
    }
}
