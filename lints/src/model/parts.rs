//! What values are made of, and lead to.
use rustc_hash::FxHashSet;

use super::{Model, Ty};

/// A type of more parts is not looked through to the end.
const MOST: usize = 256;

impl Model<'_> {
    /// The types that a value is made of and leads to, through pointers and collections too, itself first. Of a type of very many
    /// parts, not all.
    pub fn parts_of(&self, value: &Ty) -> Vec<Ty> {
        let mut all = vec![value.clone()];
        let mut met: FxHashSet<Ty> = FxHashSet::default();
        let mut at = 0;
        while at < all.len() && all.len() < MOST {
            let ty = all[at].clone();
            at += 1;
            let mut inside: Vec<Ty> = Vec::new();
            match &ty {
                Ty::Adt(def, args) if self.known(*def).is_none() && !self.definitions().is_declared(*def) => {
                    let variants = self.variants(*def).flat_map(|variant| self.variant_fields(variant, args));
                    inside.extend(self.fields(&ty).into_iter().chain(variants).map(|(.., field)| field));
                }
                Ty::Adt(_, args) | Ty::Tuple(args) => inside.extend(args.iter().cloned()),
                Ty::Ref(_, inner) | Ty::Pointer(_, inner) | Ty::Slice(inner) => inside.push(inner.as_ref().clone()),
                Ty::Array(both) => inside.push(both.0.clone()),
                _ => {}
            }
            all.extend(inside.into_iter().filter(|part| met.insert(part.clone())));
        }
        all
    }
}
