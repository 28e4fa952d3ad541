//! Bodies, looked at when somebody asks.
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::body::{Body, BodyId};
use super::definitions::DefId;
use super::mentions::{ByWord, Interest, Mentions};
use super::program::Program;
use crate::source::words::Word;

/// Every body of the checked crates, each looked at once it is asked for.
#[derive(Debug)]
pub(super) struct Bodies<'a> {
    all: Vec<OnceLock<Option<Box<Body<'a>>>>>,
    of: FxHashMap<DefId, BodyId>,
    /// Those that a rule has an interest in.
    interesting: Vec<BodyId>,
    pub(super) mentions: Mentions,
    /// How often all were gone through for their words.
    scans: AtomicU32,
    /// Each word of a text or head with the body, sorted; made when many have asked.
    by_word: OnceLock<Box<[(Word, BodyId)]>>,
}

/// So often all bodies are gone through for words before it is worth the room to keep them sorted by their words.
const SCANS: u32 = 64;
/// Bodies with one of more words than this are not looked up word by word.
const MOST_WORDS: usize = 256;

impl<'a> Bodies<'a> {
    pub(super) fn new(program: &Program<'a>) -> Bodies<'a> {
        let owners = &program.definitions.owners;
        let numbered = |(at, &owner): (usize, &DefId)| (owner, BodyId(at as u32));
        Bodies {
            all: owners.iter().map(|_| OnceLock::new()).collect(),
            of: owners.iter().enumerate().map(numbered).collect(),
            interesting: Vec::new(),
            mentions: Mentions::gather(&program.definitions),
            scans: AtomicU32::new(0),
            by_word: OnceLock::new(),
        }
    }

    /// The body of an item's first sight.
    pub(super) fn of(&self, owner: DefId) -> Option<BodyId> {
        self.of.get(&owner).copied()
    }

    /// A body; none where it does not parse.
    pub(super) fn get(&self, program: &Program<'a>, id: BodyId) -> Option<&Body<'a>> {
        let slot = self.all.get(id.0 as usize)?;
        let owner = *program.definitions.owners.get(id.0 as usize)?;
        slot.get_or_init(|| Body::new(program, id, owner).map(Box::new)).as_deref()
    }

    /// Looks at several, in parallel.
    pub(super) fn look(&self, program: &Program<'a>, at: &[BodyId]) {
        let open: Vec<BodyId> =
            at.iter().copied().filter(|id| self.all.get(id.0 as usize).is_some_and(|it| it.get().is_none())).collect();
        open.par_iter().for_each(|id| {
            let _ = self.get(program, *id);
        });
    }

    /// Looks at those that are of `interest`; they are what [`Bodies::interesting`] names from then on.
    pub(super) fn choose(&mut self, program: &Program<'a>, interest: &Interest) {
        let interest = interest.by_word();
        let all = (0..self.all.len() as u32).map(BodyId);
        self.interesting = all.filter(|&id| self.is_of(program, id, &interest)).collect();
        self.look(program, &self.interesting);
    }

    /// The owners of those that are of `interest`. They are not looked at.
    pub(super) fn owners_of(&self, program: &Program<'a>, interest: &Interest) -> Vec<DefId> {
        let interest = interest.by_word();
        let all = (0..self.all.len() as u32).map(BodyId);
        let found = all.filter(|&id| self.is_of(program, id, &interest));
        found.filter_map(|id| program.definitions.owners.get(id.0 as usize).copied()).collect()
    }

    pub(super) fn choose_all(&mut self, program: &Program<'a>) {
        self.interesting = (0..self.all.len() as u32).map(BodyId).collect();
        self.look(program, &self.interesting);
    }

    pub(super) fn parse_all(&self, program: &Program<'a>) {
        program.definitions.owners.par_iter().filter_map(|&owner| program.definitions[owner].deferred()).for_each(
            |body| {
                body.open();
            },
        );
    }

    pub(super) fn interesting(&self) -> &[BodyId] {
        &self.interesting
    }

    /// Those that have one of these words in their text and may mean something that `item`'s crate declares, in order; where `with`
    /// has words, only those that have one of them in their text or head.
    pub(super) fn mentioning(
        &self,
        program: &Program<'a>,
        item: DefId,
        words: &FxHashSet<Word>,
        with: Option<&FxHashSet<Word>>,
    ) -> Vec<BodyId> {
        let definitions = &program.definitions;
        let krate = definitions[item].krate;
        let sees = |id: &BodyId| self.mentions.sees(definitions[definitions.owners[id.0 as usize]].krate, krate);
        let has = |id: &BodyId| self.text_has(program, *id, words);
        let also = |id: &BodyId| with.is_none_or(|with| self.has(program, *id, with));
        if self.scans.fetch_add(1, Ordering::Relaxed) < SCANS {
            return (0..self.all.len() as u32).map(BodyId).filter(sees).filter(has).filter(also).collect();
        }
        let by_word = self.by_word.get_or_init(|| self.sorted_by_word(program));
        let found = |words: &FxHashSet<Word>| {
            let of_word = |word: &Word| {
                let first = by_word.partition_point(|(of, _)| of < word);
                let word = *word;
                by_word.iter().skip(first).take_while(move |(of, _)| *of == word).map(|(_, id)| *id)
            };
            let mut ids: Vec<BodyId> = words.iter().flat_map(of_word).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        // The shorter way: by the words that fewer bodies have.
        let ids = match with {
            Some(with) if with.len() < MOST_WORDS => {
                let (by_text, by_all) = (found(words), found(with));
                if by_all.len() < by_text.len() { by_all } else { by_text }
            }
            _ => found(words),
        };
        ids.into_iter().filter(sees).filter(has).filter(also).collect()
    }

    /// Each word of each body's text and head, with the body.
    fn sorted_by_word(&self, program: &Program<'a>) -> Box<[(Word, BodyId)]> {
        let definitions = &program.definitions;
        let of_body = |(at, &owner): (usize, &DefId)| {
            let text = definitions[owner].deferred().into_iter().flat_map(|deferred| deferred.words.iter());
            text.chain(self.mentions.head(definitions, owner)).map(move |word| (word, BodyId(at as u32)))
        };
        let mut all: Vec<(Word, BodyId)> = definitions.owners.iter().enumerate().flat_map(of_body).collect();
        all.par_sort_unstable();
        all.into()
    }

    pub(super) fn text_has(&self, program: &Program<'a>, id: BodyId, words: &FxHashSet<Word>) -> bool {
        let owner = program.definitions.owners.get(id.0 as usize);
        let deferred = owner.and_then(|&owner| program.definitions[owner].deferred());
        deferred.is_some_and(|deferred| deferred.words.have_any(words))
    }

    fn is_of(&self, program: &Program<'a>, id: BodyId, interest: &ByWord<'_>) -> bool {
        let definitions = &program.definitions;
        let owner = definitions.owners[id.0 as usize];
        let krate = definitions[owner].krate;
        let text = definitions[owner].deferred().into_iter().flat_map(|deferred| deferred.words.iter());
        let groups = interest.groups(text.chain(self.mentions.head(definitions, owner)));
        let mut groups = groups.filter(|group| group.krate.is_none_or(|only| only == krate));
        groups.any(|group| {
            group.sets.iter().all(|words| self.has(program, id, words))
                && (!group.names_itself || self.names_itself(program, id))
        })
    }

    /// Whether a body has the name of its own function in it.
    pub(super) fn names_itself(&self, program: &Program<'a>, id: BodyId) -> bool {
        let owner = program.definitions.owners.get(id.0 as usize).map(|&owner| &program.definitions[owner]);
        owner.is_some_and(|owner| match (owner.name, owner.deferred()) {
            (Some(name), Some(deferred)) => deferred.words.have(Word::new(name.as_str())),
            _ => false,
        })
    }

    /// As [`Bodies::text_has`]; the head of the function and of the impl around it count too.
    pub(super) fn has(&self, program: &Program<'a>, id: BodyId, words: &FxHashSet<Word>) -> bool {
        let owner = program.definitions.owners[id.0 as usize];
        self.text_has(program, id, words) || self.mentions.head_has(&program.definitions, owner, words)
    }
}
