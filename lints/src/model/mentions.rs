//! Which bodies a rule has an interest in, by the words in them: what has no word of it cannot speak of it.
//!
//! A value can come into a body only by a name that the body writes: that of its type, or of a field, function, static, …
//! whose declaration writes a name that leads to the type. Names, not items, are what is followed, since that takes no
//! resolving: it leads to too many bodies, never to too few.
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::definitions::{CrateIndex, DefId, DefKind, Definitions, KnownCrate, UNSEEN};
use super::effects::{Effects, words_where};
use crate::source::facts::{Generics, ImportBinds, ItemKind, Path, Type, TypeKind};
use crate::source::paths;
use crate::source::words::Word;

/// Words that make a body interesting.
#[derive(Clone, Debug, Default)]
pub struct Interest {
    groups: Vec<Group>,
}

/// A word of each of these sets makes a body interesting.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Only in this crate.
    pub(super) krate: Option<CrateIndex>,
    pub(super) sets: Vec<Arc<FxHashSet<Word>>>,
    /// The body must have its own function's name, too.
    pub(super) names_itself: bool,
}

impl Group {
    fn new(krate: Option<CrateIndex>, sets: impl IntoIterator<Item = FxHashSet<Word>>) -> Group {
        Group { krate, sets: sets.into_iter().map(Arc::new).collect(), names_itself: false }
    }
}

impl Interest {
    /// In bodies that have a word of each of these sets.
    pub fn or(mut self, sets: impl IntoIterator<Item = FxHashSet<Word>>) -> Interest {
        self.groups.push(Group::new(None, sets));
        self
    }

    /// Only where the body has one of these words, too.
    pub fn only_with(mut self, words: FxHashSet<Word>) -> Interest {
        let words = Arc::new(words);
        self.groups.iter_mut().for_each(|group| group.sets.push(words.clone()));
        self
    }

    /// Both one's and the other's.
    pub fn and_also(mut self, other: Interest) -> Interest {
        self.groups.extend(other.groups);
        self
    }

    /// Its groups, found by the words of a body.
    pub(super) fn by_word(&self) -> ByWord<'_> {
        // Groups share sets: each is gone through once.
        let mut shared: FxHashMap<*const FxHashSet<Word>, (&FxHashSet<Word>, u32)> = FxHashMap::default();
        for set in self.groups.iter().flat_map(|group| &group.sets) {
            shared.entry(Arc::as_ptr(set)).or_insert((set, 0)).1 += 1;
        }
        let mut often: FxHashMap<Word, u32> = FxHashMap::default();
        for (set, times) in shared.values() {
            set.iter().for_each(|word| *often.entry(*word).or_default() += times);
        }
        let costs: FxHashMap<*const FxHashSet<Word>, u64> =
            shared.iter().map(|(at, (set, _))| (*at, set.iter().map(|word| u64::from(often[word])).sum())).collect();
        let mut by_word = ByWord { interest: self, with: FxHashMap::default(), always: Vec::new() };
        for (number, group) in self.groups.iter().enumerate() {
            let number = number as u32;
            // A body has a word of each set: the set whose words lead to the fewest groups is asked first.
            let cost = |set: &&Arc<FxHashSet<Word>>| costs.get(&Arc::as_ptr(set)).copied();
            match group.sets.iter().min_by_key(cost) {
                Some(set) => set.iter().for_each(|word| by_word.with.entry(*word).or_default().push(number)),
                None => by_word.always.push(number),
            }
        }
        by_word
    }
}

/// The groups of an interest, by one word of each that a body must have.
#[derive(Debug)]
pub(super) struct ByWord<'i> {
    interest: &'i Interest,
    with: FxHashMap<Word, Vec<u32>>,
    /// Those that ask for no word.
    always: Vec<u32>,
}

impl<'i> ByWord<'i> {
    /// The groups that may be met by a body with these words; one of them may come several times.
    pub(super) fn groups(&self, words: impl Iterator<Item = Word>) -> impl Iterator<Item = &'i Group> {
        let met = words.filter_map(|word| self.with.get(&word)).flatten();
        let interest = self.interest;
        self.always.iter().chain(met).filter_map(|&number| interest.groups.get(number as usize))
    }
}

/// What every body has that has a loop in a loop, for [`Interest`].
pub fn nests() -> FxHashSet<Word> {
    std::iter::once(Word::of_nest()).collect()
}

/// What every body has that has two loops or iterators, for [`Interest`].
pub fn walks() -> FxHashSet<Word> {
    std::iter::once(Word::of_walks()).collect()
}

/// What every body has that has an index which is no number, for [`Interest`].
pub fn subscripts() -> FxHashSet<Word> {
    std::iter::once(Word::of_subscript()).collect()
}

/// Words, for [`Interest`].
pub fn words<'t>(of: impl IntoIterator<Item = &'t str>) -> FxHashSet<Word> {
    of.into_iter().map(Word::new).collect()
}

/// What declarations mention.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    /// By crate.
    parts: Vec<Part>,
    /// What the head of each item says, by item: signatures, and what impls are of and for.
    heads: Vec<Box<[Word]>>,
    reached: Mutex<Reached>,
}

/// Names that lead to a type, by its name and crate.
type Reached = FxHashMap<(Word, CrateIndex), Arc<FxHashSet<Word>>>;

/// What the declarations of one crate mention.
#[derive(Debug, Default)]
struct Part {
    declarations: Vec<Declaration>,
    /// Each name in their types with the declaration's number, sorted; made when all are there.
    by_name: Box<[(Word, u32)]>,
    /// Imported names, and the modules that they come through.
    imports: Vec<(Word, Box<[Word]>)>,
    /// Crates whose items can be named in it, itself among them.
    sees: FxHashSet<CrateIndex>,
}

/// Parts that are looked at together.
type Parts<'p> = Vec<&'p Part>;

/// A name, and what writing it leads to.
#[derive(Debug)]
struct Declaration {
    gives: Gives,
    name: Word,
    /// The type that it belongs to.
    owner: Option<Word>,
    /// The names in its type.
    from: Box<[Word]>,
    /// Where it stands: the item, and a field's number.
    at: (DefId, u32),
}

/// What a name is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gives {
    /// A type that hands out what is in it.
    Type,
    /// Another name, by an alias or an import.
    Rename,
    /// Something that is at hand wherever its name is written.
    Value,
    /// A field or method: a value of its owner must be there, too.
    Member,
    /// A function that is no method: its owner is named, too.
    Associated,
    /// A function's parameter: tells the type of a value whose making did not.
    Taker,
}

/// Traits whose arguments go into a type and do not come out.
const TAKES: &[&str] = &["From", "FromIterator", "TryFrom", "Extend", "PartialEq", "PartialOrd"];

impl Mentions {
    /// Of all items; those of declared libraries lead on through types and free functions alone, those of the standard
    /// library not at all.
    pub(super) fn gather(definitions: &Definitions<'_>) -> Mentions {
        let mut all = Mentions { heads: Vec::with_capacity(definitions.defs.len()), ..Mentions::default() };
        all.parts = sight(definitions).into_iter().map(|sees| Part { sees, ..Part::default() }).collect();
        let standard: Vec<DefId> = definitions
            .crates
            .iter()
            .filter(|krate| krate.id.is_none() && ["core", "alloc", "std"].contains(&krate.name.as_str()))
            .map(|krate| krate.root)
            .collect();
        for at in 0..definitions.defs.len() as u32 {
            let id = DefId(at);
            let known = standard.contains(&definitions.krate(id).root);
            let head = if known { Box::default() } else { all.declaration(definitions, id) };
            all.heads.push(head);
        }
        for (module, imports) in &definitions.imports {
            if !standard.contains(&definitions.krate(*module).root) {
                let krate = definitions[*module].krate;
                imports.iter().for_each(|item| all.import(krate, *module, &item.kind));
            }
        }
        for part in &mut all.parts {
            let numbered = part.declarations.iter().enumerate();
            let mut by_name: Vec<(Word, u32)> =
                numbered.flat_map(|(at, it)| it.from.iter().map(move |name| (*name, at as u32))).collect();
            by_name.sort_unstable();
            part.by_name = by_name.into();
        }
        all
    }

    /// Whether the head of an item, or of the impl around it, has one of these words.
    pub(super) fn head_has(&self, definitions: &Definitions<'_>, id: DefId, of: &FxHashSet<Word>) -> bool {
        self.head(definitions, id).any(|word| of.contains(&word))
    }

    /// Whether the head of an item itself has one of these words.
    pub(super) fn own_head_has(&self, id: DefId, of: &FxHashSet<Word>) -> bool {
        self.heads.get(id.0 as usize).is_some_and(|head| head.iter().any(|word| of.contains(word)))
    }

    /// The words in the head of an item, and of the impl around it.
    pub(super) fn head(&self, definitions: &Definitions<'_>, id: DefId) -> impl Iterator<Item = Word> {
        std::iter::once(id)
            .chain(definitions.ancestors(id).take_while(|&at| definitions[at].kind != DefKind::Module))
            .filter_map(|at| self.heads.get(at.0 as usize))
            .flat_map(|head| head.iter().copied())
    }

    /// Bodies that what `names` stand for may come into, or what is declared at one of `places`.
    pub(super) fn interest(
        &self,
        definitions: &Definitions<'_>,
        names: &FxHashSet<Word>,
        places: &FxHashSet<(DefId, u32)>,
    ) -> Interest {
        let own = definitions.crates.iter().enumerate().filter(|(_, krate)| krate.id.is_some());
        let own = own.map(|(at, _)| CrateIndex(at as u32));
        Interest { groups: own.flat_map(|krate| self.interest_in(krate, names.clone(), places)).collect() }
    }

    fn interest_in(
        &self,
        krate: CrateIndex,
        names: FxHashSet<Word>,
        places: &FxHashSet<(DefId, u32)>,
    ) -> impl Iterator<Item = Group> {
        let parts = self.seen_in(krate);
        let names = with_imports(&parts, names);
        let aliases = declarations(&parts).filter(|it| it.gives == Gives::Rename && places.contains(&it.at));
        let mut plain = types(&parts, names.into_iter().chain(aliases.map(|it| it.name)).collect());
        let mut members: FxHashMap<Word, FxHashSet<Word>> = FxHashMap::default();
        let (mut associated, mut named) = (FxHashSet::default(), words(["Self"]));
        let mut takers = FxHashSet::default();
        let hit: Vec<&Declaration> = declarations(&parts)
            .filter(|it| places.contains(&it.at) || it.from.iter().any(|word| plain.contains(word)))
            .collect();
        for declaration in hit {
            let name = declaration.name;
            match (declaration.gives, declaration.owner) {
                (Gives::Type | Gives::Rename, _) => {}
                (Gives::Member, Some(owner)) => {
                    members.entry(owner).or_default().insert(name);
                }
                (Gives::Associated, Some(owner)) => {
                    associated.insert(name);
                    named.insert(owner);
                }
                (Gives::Taker, _) => {
                    takers.insert(name);
                }
                (Gives::Value | Gives::Member | Gives::Associated, _) => {
                    plain.insert(name);
                }
            }
        }
        let named = renamed(&parts, named);
        let members =
            members.into_iter().map(|(owner, names)| vec![names, reaching(&parts, [owner].into_iter().collect())]);
        let groups =
            [vec![plain], vec![associated, named], vec![takers, words_where(|effects, _| effects.has(Effects::OPEN))]]
                .into_iter()
                .chain(members);
        let useful = groups.filter(|sets| sets.iter().all(|set| !set.is_empty()));
        let groups: Vec<Group> = useful.map(|sets| Group::new(Some(krate), sets)).collect();
        groups.into_iter()
    }

    /// Bodies that have a word of `named`, where the item beside it can be named, and one of `with` or their own function's name.
    pub(super) fn naming(
        &self,
        definitions: &Definitions<'_>,
        named: &[(DefId, Word)],
        with: &FxHashSet<Word>,
    ) -> Interest {
        let own = definitions.crates.iter().enumerate().filter(|(_, krate)| krate.id.is_some());
        let groups = own.flat_map(|(at, _)| {
            let krate = CrateIndex(at as u32);
            let seen = named.iter().filter(|(item, _)| self.sees(krate, definitions[*item].krate));
            let words: FxHashSet<Word> = seen.map(|&(_, word)| word).collect();
            let itself = Group { names_itself: true, ..Group::new(Some(krate), [words.clone()]) };
            [Group::new(Some(krate), [words, with.clone()]), itself]
        });
        Interest { groups: groups.filter(|group| group.sets.iter().all(|set| !set.is_empty())).collect() }
    }

    /// Names by which a value of a type of this name, which `krate` declares, may come into a body.
    pub(super) fn reaching_type(&self, name: Word, krate: CrateIndex) -> Arc<FxHashSet<Word>> {
        let mut known = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        match known.entry((name, krate)) {
            Entry::Occupied(found) => found.get().clone(),
            Entry::Vacant(place) => {
                let parts = self.parts.iter().filter(|part| part.sees.contains(&krate)).collect();
                place.insert(Arc::new(reaching(&parts, [name].into_iter().collect()))).clone()
            }
        }
    }

    /// Functions whose result has one of these names, or one that leads there, in its type.
    pub(super) fn functions_giving(&self, names: FxHashSet<Word>) -> FxHashSet<Word> {
        let parts = self.parts.iter().collect();
        let names = types(&parts, with_imports(&parts, names));
        let gives = |it: &&Declaration| matches!(it.gives, Gives::Value | Gives::Member | Gives::Associated);
        names.iter().flat_map(|&name| naming(&parts, name)).filter(gives).map(|it| it.name).collect()
    }

    /// `names` and other names for the same.
    pub(super) fn renamed(&self, names: FxHashSet<Word>) -> FxHashSet<Word> {
        renamed(&self.parts.iter().collect(), names)
    }

    /// Whether items of `other` can be named in `krate`.
    pub(super) fn sees(&self, krate: CrateIndex, other: CrateIndex) -> bool {
        self.parts.get(krate.0 as usize).is_some_and(|part| part.sees.contains(&other))
    }

    fn seen_in(&self, krate: CrateIndex) -> Parts<'_> {
        let seen = |at: usize| self.sees(krate, CrateIndex(at as u32));
        self.parts.iter().enumerate().filter(|(at, _)| seen(*at)).map(|(_, part)| part).collect()
    }

    fn give(
        &mut self,
        krate: CrateIndex,
        (gives, name): (Gives, Option<Word>),
        owner: Option<&str>,
        from: &[Word],
        at: (DefId, u32),
    ) {
        if let Some(name) = name
            && !from.is_empty()
            && let Some(part) = self.parts.get_mut(krate.0 as usize)
        {
            part.declarations.push(Declaration { gives, name, owner: owner.map(Word::new), from: from.into(), at });
        }
    }

    fn import(&mut self, krate: CrateIndex, module: DefId, item: &ItemKind) {
        let at = (module, u32::MAX);
        match item {
            ItemKind::Use(imports) => {
                for import in imports {
                    let ImportBinds::Name(name) = import.binds else { continue };
                    let [modules @ .., last] = import.path.as_slice() else { continue };
                    if *last != name {
                        self.give(krate, (Gives::Rename, Some(word(name))), None, &[word(*last)], at);
                    }
                    let modules = modules.iter().map(|&part| word(part)).collect();
                    self.parts[krate.0 as usize].imports.push((word(name), modules));
                }
            }
            ItemKind::ExternCrate { original, alias: Some(alias) } if alias != original => {
                self.give(krate, (Gives::Rename, Some(word(*alias))), None, &[word(*original)], at);
            }
            _ => {}
        }
    }

    /// Notes what an item gives, and says what is in its head.
    fn declaration(&mut self, definitions: &Definitions<'_>, id: DefId) -> Box<[Word]> {
        let def = &definitions[id];
        let declared = definitions.is_declared(id);
        let owner = def.name.as_ref().map(|name| name.as_str());
        let name = owner.map(Word::new);
        if let Some(fields) = def.fields() {
            for (number, field) in fields.list.iter().enumerate() {
                let from = words_of(|found| paths::paths_of_type(&field.ty, found));
                let at = (id, number as u32);
                let field = Word::of_field(field.name.as_str());
                if declared {
                    self.give(def.krate, (Gives::Type, name), None, &from, at);
                } else if def.variant.is_some() {
                    // What is matched with a pattern has the variant's name written, not the enum's.
                    self.give(def.krate, (Gives::Value, name), None, &from, at);
                } else {
                    self.give(def.krate, (Gives::Member, Some(field)), owner, &from, at);
                    // A pattern names the struct alone.
                    self.give(def.krate, (Gives::Member, name), owner, &from, at);
                }
            }
        }
        let Some(item) = def.item else { return Box::default() };
        let around = def.parent.and_then(|parent| definitions[parent].item).map(|item| &item.kind);
        let at = (id, u32::MAX);
        match &item.kind {
            ItemKind::Alias { bounds, target, .. } => {
                let from = words_of(|found| {
                    bounds.iter().for_each(|bound| paths::paths_of_path(bound, found));
                    target.iter().for_each(|target| paths::paths_of_type(target, found));
                });
                match around {
                    Some(ItemKind::Impl { self_type, generics, .. }) => {
                        let of = own_name(self_type, generics).map(Word::new);
                        self.give(def.krate, (Gives::Type, of), None, &from, at);
                    }
                    Some(ItemKind::Trait { .. }) => {
                        let of = def.parent.and_then(|parent| definitions[parent].name).map(word);
                        self.give(def.krate, (Gives::Type, of), None, &from, at);
                    }
                    _ => self.give(def.krate, (Gives::Rename, name), None, &from, at),
                }
                from
            }
            ItemKind::Const { ty, .. } | ItemKind::Static { ty, .. } => {
                let from = words_of(|found| paths::paths_of_type(ty, found));
                self.give(def.krate, (Gives::Value, name), None, &from, at);
                from
            }
            ItemKind::Function(function) => {
                let gives = words_of(|found| {
                    function.returns.iter().for_each(|ty| paths::paths_of_type(ty, found));
                    // What a closure is given is at hand in the closure.
                    let mut in_signatures = |path: &'_ Path| {
                        for signature in path.segments.iter().filter_map(|segment| segment.signature()) {
                            signature.params.iter().for_each(|ty| paths::paths_of_type(ty, found));
                        }
                    };
                    function.params.iter().for_each(|ty| paths::paths_of_type(ty, &mut in_signatures));
                    paths::paths_of_generics(&function.generics, &mut in_signatures);
                });
                let takes = words_of(|found| function.params.iter().for_each(|ty| paths::paths_of_type(ty, found)));
                let (kind, owner) = match around {
                    Some(ItemKind::Impl { self_type, generics, .. }) => match own_name(self_type, generics) {
                        Some(owner) if function.receiver.is_some() => (Gives::Member, Some(owner)),
                        Some(owner) => (Gives::Associated, Some(owner)),
                        None => (Gives::Value, None),
                    },
                    _ => (Gives::Value, None),
                };
                if !declared || owner.is_none() {
                    self.give(def.krate, (kind, name), owner, &gives, at);
                    self.give(def.krate, (Gives::Taker, name), None, &takes, at);
                }
                words_of(|found| {
                    paths::paths_of_generics(&function.generics, found);
                    function.params.iter().chain(&function.returns).for_each(|ty| paths::paths_of_type(ty, found));
                    let receiver = function.receiver.iter().filter_map(|receiver| receiver.ty.as_ref());
                    receiver.for_each(|ty| paths::paths_of_type(ty, found));
                })
            }
            ItemKind::Trait { generics, supertraits, .. } => {
                let from = words_of(|found| {
                    paths::paths_of_generics(generics, found);
                    supertraits.iter().for_each(|bound| paths::paths_of_path(bound, found));
                });
                self.give(def.krate, (Gives::Type, name), None, &from, at);
                from
            }
            ItemKind::Impl { generics, of_trait, self_type, .. } => {
                if let Some(last) = of_trait.as_ref().and_then(|of_trait| of_trait.segments.last())
                    && !TAKES.contains(&last.name.as_str())
                {
                    let from = words_of(|found| {
                        of_trait.iter().for_each(|of_trait| paths::paths_of_arguments(of_trait, found));
                    });
                    self.give(def.krate, (Gives::Type, own_name(self_type, generics).map(Word::new)), None, &from, at);
                }
                words_of(|found| {
                    paths::paths_of_generics(generics, found);
                    of_trait.iter().for_each(|of_trait| paths::paths_of_path(of_trait, found));
                    paths::paths_of_type(self_type, found);
                })
            }
            _ => Box::default(),
        }
    }
}

/// For each crate, those whose items can be named in it.
fn sight(definitions: &Definitions<'_>) -> Vec<FxHashSet<CrateIndex>> {
    let named = |(number, krate): (u32, &KnownCrate<'_>)| {
        let roots = krate.externs.values().filter(|&&root| root != UNSEEN);
        roots.map(|&root| (CrateIndex(number), definitions[root].krate)).collect::<Vec<_>>()
    };
    let mut direct: Vec<(CrateIndex, CrateIndex)> = (0..).zip(&definitions.crates).flat_map(named).collect();
    // Crates that share a file share its items.
    for def in &definitions.defs {
        if let Some(original) = def.original {
            let (one, other) = (def.krate, definitions[original].krate);
            if one != other && direct.last() != Some(&(other, one)) {
                direct.extend([(one, other), (other, one)]);
            }
        }
    }
    direct.sort_unstable_by_key(|&(from, to)| (from.0, to.0));
    direct.dedup();
    let from = |at: CrateIndex| {
        let start = direct.partition_point(|(one, _)| one.0 < at.0);
        direct[start..].iter().take_while(move |(one, _)| *one == at).map(|(_, other)| *other)
    };
    let all = (0..definitions.crates.len() as u32).map(CrateIndex);
    all.map(|krate| {
        let mut seen: FxHashSet<CrateIndex> = [krate].into_iter().collect();
        let mut open = vec![krate];
        while let Some(at) = open.pop() {
            open.extend(from(at).filter(|&next| seen.insert(next)));
        }
        seen
    })
    .collect()
}

fn declarations<'p>(parts: &Parts<'p>) -> impl Iterator<Item = &'p Declaration> {
    parts.clone().into_iter().flat_map(|part| &part.declarations)
}

/// `names`, and what is imported through modules of these names.
fn with_imports(parts: &Parts<'_>, mut names: FxHashSet<Word>) -> FxHashSet<Word> {
    let imports = parts.iter().flat_map(|part| &part.imports);
    let through = imports.filter(|(_, modules)| modules.iter().any(|module| names.contains(module)));
    let through: Vec<Word> = through.map(|(name, _)| *name).collect();
    names.extend(through);
    names
}

/// Names by which a value of types of these names may come into a body.
fn reaching(parts: &Parts<'_>, owners: FxHashSet<Word>) -> FxHashSet<Word> {
    let mut names = types(parts, owners);
    let leads = |it: &&Declaration| matches!(it.gives, Gives::Value | Gives::Member);
    let more: Vec<Word> = names.iter().flat_map(|&name| naming(parts, name)).filter(leads).map(|it| it.name).collect();
    names.extend(more);
    names
}

/// `names` and types that hand out what they stand for.
fn types(parts: &Parts<'_>, names: FxHashSet<Word>) -> FxHashSet<Word> {
    follow(parts, names, |gives| matches!(gives, Gives::Type | Gives::Rename))
}

/// `names` and other names for the same.
fn renamed(parts: &Parts<'_>, names: FxHashSet<Word>) -> FxHashSet<Word> {
    follow(parts, names, |gives| gives == Gives::Rename)
}

fn follow(parts: &Parts<'_>, mut names: FxHashSet<Word>, through: impl Fn(Gives) -> bool) -> FxHashSet<Word> {
    let mut open: Vec<Word> = names.iter().copied().collect();
    while let Some(name) = open.pop() {
        open.extend(
            naming(parts, name).filter(|it| through(it.gives)).map(|it| it.name).filter(|it| names.insert(*it)),
        );
    }
    names
}

/// The declarations that have a name in their types.
fn naming<'p>(parts: &Parts<'p>, name: Word) -> impl Iterator<Item = &'p Declaration> {
    parts.iter().flat_map(move |part| {
        let first = part.by_name.partition_point(|&(of, _)| of < name);
        let of_name = part.by_name.iter().skip(first).take_while(move |&&(of, _)| of == name);
        of_name.filter_map(|&(_, number)| part.declarations.get(number as usize))
    })
}

fn word(name: crate::source::name::Name) -> Word {
    Word::new(name.as_str())
}

/// The names in the paths that `walk` hands out.
fn words_of(walk: impl FnOnce(&mut dyn FnMut(&Path))) -> Box<[Word]> {
    let mut all: Vec<Word> = Vec::new();
    walk(&mut |path| all.extend(path.segments.iter().map(|segment| word(segment.name))));
    all.sort_unstable();
    all.dedup();
    all.into()
}

/// The last name of a type as written.
pub(super) fn type_name(ty: &Type) -> Option<&str> {
    match &ty.kind {
        TypeKind::Path(path) => path.segments.last().map(|last| last.name.as_str()),
        TypeKind::Reference { inner, .. } | TypeKind::Pointer { inner, .. } => type_name(inner),
        _ => None,
    }
}

/// The same, where it is not one of the impl's own parameters.
fn own_name<'t>(ty: &'t Type, generics: &Generics) -> Option<&'t str> {
    type_name(ty).filter(|name| generics.params.iter().all(|param| param.name != *name))
}
