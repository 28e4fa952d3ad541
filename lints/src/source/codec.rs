//! Facts as bytes, to be kept between two runs and, for declarations, in this program.
use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::facts::{Deferred, File, Item, ItemKind};
use super::name::Name;

thread_local! {
    /// The names of the file that this thread is writing or reading: each is spelled once.
    static NAMES: RefCell<Names> = RefCell::default();
}

#[derive(Default)]
struct Names {
    all: Vec<Name>,
    numbers: FxHashMap<Name, u32>,
}

/// `file` as bytes, which this very version of the program reads again.
pub fn encode(file: &File) -> Option<Vec<u8>> {
    NAMES.take();
    let facts = postcard::to_stdvec(file);
    let names = NAMES.take().all;
    let names: Vec<&str> = names.iter().map(Name::as_str).collect();
    postcard::to_stdvec(&(names, facts.ok()?)).ok()
}

/// The file that `bytes` are of, whose text is `text`; none where they are not what [`encode`] wrote.
pub fn decode(bytes: &[u8], text: &Arc<str>) -> Option<File> {
    let (names, facts): (Vec<&str>, &[u8]) = postcard::from_bytes(bytes).ok()?;
    NAMES.set(Names { all: names.into_iter().map(Name::new).collect(), numbers: FxHashMap::default() });
    let file: Result<File, _> = postcard::from_bytes(facts);
    NAMES.take();
    let mut file = file.ok()?;
    file.items.iter_mut().for_each(|item| give_text(item, text));
    Some(file)
}

/// Bodies are read from the text when they are asked for.
fn give_text(item: &mut Item, text: &Arc<str>) {
    let give = |body: &mut Box<Deferred>| body.text = Arc::clone(text);
    match &mut item.kind {
        ItemKind::Module(Some(items)) | ItemKind::Foreign(items) => {
            items.iter_mut().for_each(|item| give_text(item, text));
        }
        ItemKind::Trait { items, .. } | ItemKind::Impl { items, .. } => {
            items.iter_mut().for_each(|item| give_text(item, text));
        }
        ItemKind::Function(function) => function.body.iter_mut().for_each(give),
        ItemKind::Const { body, .. } | ItemKind::Static { body, .. } => body.iter_mut().for_each(give),
        _ => {}
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = NAMES.with_borrow_mut(|names| {
            let Names { all, numbers } = names;
            *numbers.entry(*self).or_insert_with(|| {
                all.push(*self);
                all.len() as u32 - 1
            })
        });
        serializer.serialize_u32(number)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
        let number = u32::deserialize(deserializer)?;
        let name = NAMES.with_borrow(|names| names.all.get(number as usize).copied());
        name.ok_or_else(|| serde::de::Error::custom("a name's number is too large"))
    }
}
