//! Collects the `#[effect(..)]` of the declarations into one table.
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;

use syn::{Attribute, ImplItem, Item, TraitItem, Type};

use crate::source::effects::Effects;

/// Effects by the function's name, then by what it belongs to: a type, a trait (true), else its library.
#[derive(Default)]
pub(crate) struct Table(BTreeMap<(String, String, bool), Effects>);

/// What functions belong to: its name, and whether it is a trait.
type Owner<'n> = (&'n str, bool);

impl Table {
    /// Takes in a file of a library's declarations.
    pub(crate) fn add(&mut self, library: &str, text: &str) -> Result<(), Box<dyn Error>> {
        self.items(library, &syn::parse_file(text)?.items)
    }

    fn items(&mut self, library: &str, items: &[Item]) -> Result<(), Box<dyn Error>> {
        for item in items {
            match item {
                Item::Fn(function) => {
                    self.function((library, false), &function.sig.ident.to_string(), &function.attrs)?;
                }
                Item::Mod(module) => self.items(library, module.content.as_ref().map_or(&[], |(_, items)| items))?,
                Item::Trait(of) => {
                    let owner = of.ident.to_string();
                    for item in &of.items {
                        if let TraitItem::Fn(function) = item {
                            self.function((&owner, true), &function.sig.ident.to_string(), &function.attrs)?;
                        }
                    }
                }
                Item::Impl(of) => {
                    let (owner, of_trait) = match &of.trait_ {
                        Some((path, _)) => (last_segment(path), true),
                        None => (type_name(&of.self_ty), false),
                    };
                    for item in &of.items {
                        if let ImplItem::Fn(function) = item {
                            self.function((&owner, of_trait), &function.sig.ident.to_string(), &function.attrs)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn function(
        &mut self,
        (owner, is_trait): Owner<'_>,
        name: &str,
        attributes: &[Attribute],
    ) -> Result<(), Box<dyn Error>> {
        let mut effects = None;
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("effect")) {
            let known = effects.get_or_insert(Effects::NONE);
            if matches!(attribute.meta, syn::Meta::Path(_)) {
                continue;
            }
            attribute.parse_nested_meta(|meta| {
                let word = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
                let effect =
                    Effects::named(&word).ok_or_else(|| meta.error(format!("no effect is called `{word}`")))?;
                *known = known.or(effect);
                Ok(())
            })?;
        }
        let Some(effects) = effects else { return Ok(()) };
        match self.0.insert((name.to_owned(), owner.to_owned(), is_trait), effects) {
            Some(other) if other != effects => {
                Err(format!("`{owner}::{name}` is declared twice, as {other:?} and {effects:?}").into())
            }
            _ => Ok(()),
        }
    }

    /// It as a Rust expression: `&[(name, owner, effects, whether the owner is a trait)]`, sorted.
    pub(crate) fn written(&self) -> String {
        let mut text = "&[\n".to_owned();
        for ((name, owner, is_trait), effects) in &self.0 {
            let _ = writeln!(text, "({name:?}, {owner:?}, {}, {is_trait}),", effects.bits());
        }
        text + "]\n"
    }
}

/// As `model::effects` calls the type that an impl is for.
fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => last_segment(&path.path),
        Type::Reference(reference) => type_name(&reference.elem),
        Type::Slice(_) => "[]".to_owned(),
        Type::Array(_) => "[;]".to_owned(),
        Type::Ptr(_) => "*".to_owned(),
        _ => String::new(),
    }
}

fn last_segment(path: &syn::Path) -> String {
    path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}
