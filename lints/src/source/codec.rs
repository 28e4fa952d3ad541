//! Facts as bytes, to be kept between two runs and, for declarations, in this program.
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::facts::{Deferred, File, Item, ItemKind, Span};
use super::name::Name;

thread_local! {
    /// The names of the file that this thread is writing or reading: each is spelled once.
    static NAMES: RefCell<Names> = RefCell::default();
    /// The file that this thread is reading, where that is one that the program carries.
    static CARRIED: Cell<Option<&'static Carried>> = const { Cell::new(None) };
}

#[derive(Default)]
struct Names {
    all: Cow<'static, [Name]>,
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
    let mut file: File = read(Cow::Owned(names.into_iter().map(Name::new).collect()), facts)?;
    file.items.iter_mut().for_each(|item| give_text(item, text));
    Some(file)
}

/// What `bytes` say, in which `names` are spelled by their numbers.
fn read<T: DeserializeOwned>(names: Cow<'static, [Name]>, bytes: &[u8]) -> Option<T> {
    NAMES.set(Names { all: names, numbers: FxHashMap::default() });
    let read = postcard::take_from_bytes(bytes);
    NAMES.take();
    read.ok().map(|(read, _)| read)
}

/// A file of declarations that this program carries, as [`encode`] wrote it.
pub struct Carried {
    bytes: &'static [u8],
    parts: OnceLock<Option<Parts>>,
}

/// The names that a file spells by their numbers, and what it says with them.
type Parts = (Box<[Name]>, &'static [u8]);

impl Carried {
    /// The file that was written as `bytes`.
    pub const fn new(bytes: &'static [u8]) -> Carried {
        Carried { bytes, parts: OnceLock::new() }
    }

    /// What it says. What is late in it is decoded when somebody asks.
    pub fn decode(&'static self) -> Option<File> {
        let (names, facts) = self.parts()?;
        CARRIED.set(Some(self));
        let file = read(Cow::Borrowed(names), facts);
        CARRIED.take();
        file
    }

    fn parts(&'static self) -> Option<(&'static [Name], &'static [u8])> {
        let split = || {
            let (names, facts): (Vec<&str>, &[u8]) = postcard::from_bytes(self.bytes).ok()?;
            Some((names.into_iter().map(Name::new).collect(), facts))
        };
        self.parts.get_or_init(split).as_ref().map(|(names, facts)| (&**names, *facts))
    }
}

/// A part of a file that the program carries.
#[derive(Clone, Copy)]
pub(super) struct Part {
    of: &'static Carried,
    /// Its first byte in the file's facts.
    at: u32,
}

impl Part {
    pub(super) fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        let (names, facts) = self.of.parts()?;
        read(Cow::Borrowed(names), facts.get(self.at as usize..)?)
    }
}

/// Where `bytes` lie in the file that this thread is reading, if the program carries it.
pub(super) fn part(bytes: &[u8]) -> Option<Part> {
    let of = CARRIED.get()?;
    let (_, facts) = of.parts()?;
    let at = bytes.as_ptr().addr().checked_sub(facts.as_ptr().addr())?;
    Some(Part { of, at: at as u32 })
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
                all.to_mut().push(*self);
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

/// Its first byte and its length, which is most often one byte's worth.
impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end.wrapping_sub(self.start)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        let (start, length) = <(u32, u32)>::deserialize(deserializer)?;
        Ok(Span { start, end: start.wrapping_add(length) })
    }
}
