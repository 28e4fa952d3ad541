//! What a call does to what it is called on: words that stand at the declarations in `lints/std`, as `#[effect(walks)]`.

macro_rules! effects {
    ($($(#[$doc:meta])* $constant:ident = $word:literal,)*) => {
        /// What a call does, as a set. Said of the receiver, or of the first argument where there is none.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub struct Effects(u64);

        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "they number the constants and are seen nowhere else")]
        enum Number { $($constant,)* }

        impl Effects {
            $($(#[$doc])* pub const $constant: Effects = Effects(1 << Number::$constant as u64);)*

            /// Every effect, with the word that declares it.
            pub const ALL: &[(&str, Effects)] = &[$(($word, Effects::$constant),)*];
        }
    };
}

effects! {
    /// It hands out an iterator over the elements, and has visited none yet: `iter`, `keys`, `drain`.
    ITERATES = "iterates",
    /// It makes an iterator of an iterator, and has visited nothing yet: `map`, `zip`.
    ADAPTS = "adapts",
    /// It visits the elements before it returns: `sum`, `retain`, `contains` of a sequence.
    WALKS = "walks",
    /// It visits the elements of what it is handed, now or when its result is walked: `extend`, `zip`.
    TAKES = "takes",
    /// It looks at each element on the way, so that even to count what comes out is a walk: `filter`.
    LOOKS = "looks",
    /// As many elements come out as go in: `map`, `rev`.
    KEEPS = "keeps",
    /// It may end a walk before the last element: `any`, `find`, `take_while`.
    STOPS = "stops",
    /// It asks for an element at one end alone: `next`, `front`.
    FIRST = "first",
    /// It asks how many there are alone: `len`, `is_empty`.
    MEASURES = "measures",
    /// The last element comes first: `rev`.
    REVERSES = "reverses",
    /// It brings the elements into an order: `sort`, `sorted`.
    SORTS = "sorts",
    /// It makes one sequence of a sequence of sequences: `flatten`, `concat`.
    FLATTENS = "flattens",
    /// It hands out runs of elements in place of elements: `chunks`, `windows`.
    CHUNKS = "chunks",
    /// The type of its result is what is asked of it: `collect`, `into`.
    OPEN = "open",
    /// There are more elements after it: `push`, `insert`.
    GROWS = "grows",
    /// There are fewer elements after it: `pop`, `retain`.
    SHRINKS = "shrinks",
    /// It moves all elements behind the one whose number, or range, it is given: `remove` and `insert` of a vector.
    SHIFTS = "shifts",
    /// There are none after it, and the room for them stays: `clear`, `drain`.
    EMPTIES = "empties",
    /// It asks for room: `reserve`, `with_capacity`.
    RESERVES = "reserves",
    /// It gives back room that is not needed: `shrink_to_fit`.
    TRIMS = "trims",
    /// It finds an element by its key or number: `get`, `entry`, `contains_key`.
    LOOKS_UP = "looks_up",
    /// It looks for an element by halves, in a sequence that is in order: `binary_search`.
    BISECTS = "bisects",
    /// It hands out all of what is behind, itself or by reference: `as_slice`, `borrow`, `unwrap`.
    VIEWS = "views",
    /// It hands out a copy of all of it: `clone`, `to_vec`.
    COPIES = "copies",
    /// It hands over the same elements to an owner of another kind: `into_boxed_slice`.
    CONVERTS = "converts",
    /// It makes one without elements: `new`, `with_capacity`.
    MAKES = "makes",
    /// It makes one of what it is handed: `from`, `from_iter`.
    BUILDS = "builds",
    /// It only puts its argument into something: `Some`, `Box::new`.
    WRAPS = "wraps",
    /// It moves elements from list to list, or through a cursor, without touching them: `append` of a linked list.
    SPLICES = "splices",
    /// It puts its second argument where the first one points: `mem::replace`.
    REPLACES = "replaces",
    /// It gives an iterator whose next element comes out of the one before: `successors`.
    FOLLOWS = "follows",
    /// It runs what it is handed on another thread: `spawn`.
    SPAWNS = "spawns",
    /// Several threads run what it, or the iterator that it hands out, is given: `broadcast`, `par_iter`.
    PARALLEL = "parallel",
    /// What it runs on other threads is over before the borrows of this one are: `Scope::spawn`.
    SCOPED = "scoped",
    /// It changes what it is called on through a shared reference: `fetch_add`, `Cell::set`.
    ALTERS = "alters",
    /// It gives numbers that no other has: the elements `enumerate`, the threads `current_thread_index`.
    NUMBERS = "numbers",
    /// It waits until nobody else has what it hands out: `lock`.
    LOCKS = "locks",
    /// It runs its closure only where something went wrong: `map_err`.
    FAILS = "fails",
    /// It tells whether something went wrong: `is_err`.
    TESTS_FAILURE = "tests_failure",
    /// It runs its closure only where there is nothing else to give: `unwrap_or_else`.
    OTHERWISE = "otherwise",
    /// It does not return: `exit`.
    EXITS = "exits",
    /// It tells where something lies, or makes something of such an address: `into_raw`, `leak`, `ptr_eq`, `transmute`.
    ADDRESSES = "addresses",
    /// Of what has several owners it gives one alone access, or the whole: `make_mut`, `try_unwrap`.
    UNSHARES = "unshares",
    /// What it gives holds whatever the order is in which the elements come, but for the order of what comes out: `map`, `count`,
    /// `sum` of whole numbers.
    ANY_ORDER = "any_order",
    /// It sees values of a type as bytes, or tells how many these are: `transmute`, `size_of`.
    BYTES = "bytes",
}

impl Effects {
    /// None of them.
    pub const NONE: Effects = Effects(0);

    /// The effect that a word declares.
    pub fn named(word: &str) -> Option<Effects> {
        Effects::ALL.iter().find(|(known, _)| *known == word).map(|(_, effect)| *effect)
    }

    /// Those in either.
    pub const fn or(self, other: Effects) -> Effects {
        Effects(self.0 | other.0)
    }

    /// Those in both.
    pub const fn and(self, other: Effects) -> Effects {
        Effects(self.0 & other.0)
    }

    /// Those that are not in the other.
    pub const fn without(self, other: Effects) -> Effects {
        Effects(self.0 & !other.0)
    }

    /// Whether one of `any` is among them.
    pub const fn has(self, any: Effects) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether all of `all` are among them.
    pub const fn has_all(self, all: Effects) -> bool {
        self.0 & all.0 == all.0
    }

    /// As a number, which [`Effects::from_bits`] reads.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Of a number that [`Effects::bits`] gave.
    pub const fn from_bits(bits: u64) -> Effects {
        Effects(bits)
    }
}

impl std::fmt::Debug for Effects {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_set()
            .entries(Effects::ALL.iter().filter(|(_, effect)| self.has(*effect)).map(|(word, _)| word))
            .finish()
    }
}
