//! The items of the standard library and of well-known crates that the language or the rules speak of, by path.
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::definitions::DefId;

macro_rules! known {
    ($($(#[$doc:meta])* $name:ident = $($path:literal)|+,)*) => {
        /// A well-known item.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Known { $($(#[$doc])* $name,)* }

        impl Known {
            /// Every one, with the paths by which it may be declared.
            pub const ALL: &[(Known, &[&str])] = &[$((Known::$name, &[$($path),+]),)*];
        }
    };
}

known! {
    /// `Vec`
    Vec = "alloc::vec::Vec" | "std::vec::Vec",
    /// `VecDeque`
    VecDeque = "std::collections::VecDeque",
    /// `LinkedList`
    LinkedList = "std::collections::LinkedList",
    /// `BinaryHeap`
    BinaryHeap = "std::collections::BinaryHeap",
    /// `std`'s `HashMap`
    HashMap = "std::collections::HashMap",
    /// `std`'s `HashSet`
    HashSet = "std::collections::HashSet",
    /// `BTreeMap`
    BTreeMap = "std::collections::BTreeMap",
    /// `BTreeSet`
    BTreeSet = "std::collections::BTreeSet",
    /// `hashbrown`'s `HashMap`
    HashbrownMap = "hashbrown::HashMap",
    /// `hashbrown`'s `HashSet`
    HashbrownSet = "hashbrown::HashSet",
    /// `ahash`'s `AHashMap`, where it is a type of its own
    AHashMap = "ahash::AHashMap",
    /// `ahash`'s `AHashSet`, where it is a type of its own
    AHashSet = "ahash::AHashSet",
    /// `dashmap`'s `DashMap`
    DashMap = "dashmap::DashMap",
    /// `dashmap`'s `DashSet`
    DashSet = "dashmap::DashSet",
    /// `IndexMap`
    IndexMap = "indexmap::IndexMap",
    /// `IndexSet`
    IndexSet = "indexmap::IndexSet",
    /// `SmallVec`
    SmallVec = "smallvec::SmallVec",
    /// `ArrayVec`
    ArrayVec = "arrayvec::ArrayVec",
    /// `ThinVec`
    ThinVec = "thin_vec::ThinVec",
    /// `Box`
    Box = "alloc::boxed::Box" | "std::boxed::Box",
    /// `Rc`
    Rc = "alloc::rc::Rc" | "std::rc::Rc",
    /// `Arc`
    Arc = "alloc::sync::Arc" | "std::sync::Arc",
    /// `std::rc::Weak`
    RcWeak = "alloc::rc::Weak" | "std::rc::Weak",
    /// `std::sync::Weak`
    ArcWeak = "alloc::sync::Weak" | "std::sync::Weak",
    /// `NonNull`
    NonNull = "core::ptr::NonNull" | "std::ptr::NonNull",
    /// `Pin`
    Pin = "core::pin::Pin" | "std::pin::Pin",
    /// `Cell`
    Cell = "core::cell::Cell" | "std::cell::Cell",
    /// `RefCell`
    RefCell = "core::cell::RefCell" | "std::cell::RefCell",
    /// `UnsafeCell`
    UnsafeCell = "core::cell::UnsafeCell" | "std::cell::UnsafeCell",
    /// `OnceCell`
    OnceCell = "core::cell::OnceCell" | "std::cell::OnceCell",
    /// `Mutex`
    Mutex = "std::sync::Mutex",
    /// `RwLock`
    RwLock = "std::sync::RwLock",
    /// `OnceLock`
    OnceLock = "std::sync::OnceLock",
    /// `cell::Ref`
    Ref = "core::cell::Ref" | "std::cell::Ref",
    /// `cell::RefMut`
    RefMut = "core::cell::RefMut" | "std::cell::RefMut",
    /// `MutexGuard`
    MutexGuard = "std::sync::MutexGuard" | "parking_lot::MutexGuard",
    /// `RwLockReadGuard`
    RwLockReadGuard = "std::sync::RwLockReadGuard" | "parking_lot::RwLockReadGuard",
    /// `RwLockWriteGuard`
    RwLockWriteGuard = "std::sync::RwLockWriteGuard" | "parking_lot::RwLockWriteGuard",
    /// `AtomicPtr`
    AtomicPtr = "core::sync::atomic::AtomicPtr" | "std::sync::atomic::AtomicPtr",
    /// Any atomic but a pointer
    Atomic = "core::sync::atomic::Atomic" | "std::sync::atomic::Atomic",
    /// `Waker`
    Waker = "core::task::Waker" | "std::task::Waker",
    /// `thread::Thread`
    Thread = "std::thread::Thread",
    /// `Condvar`
    Condvar = "std::sync::Condvar" | "parking_lot::Condvar",
    /// `PhantomPinned`
    PhantomPinned = "core::marker::PhantomPinned" | "std::marker::PhantomPinned",
    /// `ManuallyDrop`
    ManuallyDrop = "core::mem::ManuallyDrop" | "std::mem::ManuallyDrop",
    /// `MaybeUninit`
    MaybeUninit = "core::mem::MaybeUninit" | "std::mem::MaybeUninit",
    /// `Option`
    Option = "core::option::Option" | "std::option::Option",
    /// `Result`
    Result = "core::result::Result" | "std::result::Result",
    /// `String`
    String = "alloc::string::String" | "std::string::String",
    /// `Cow`
    Cow = "alloc::borrow::Cow" | "std::borrow::Cow",
    /// `PhantomData`
    PhantomData = "core::marker::PhantomData" | "std::marker::PhantomData",
    /// `a..b`
    Range = "core::ops::Range" | "std::ops::Range",
    /// `a..`
    RangeFrom = "core::ops::RangeFrom" | "std::ops::RangeFrom",
    /// `..b`
    RangeTo = "core::ops::RangeTo" | "std::ops::RangeTo",
    /// `a..=b`
    RangeInclusive = "core::ops::RangeInclusive" | "std::ops::RangeInclusive",
    /// `..=b`
    RangeToInclusive = "core::ops::RangeToInclusive" | "std::ops::RangeToInclusive",
    /// `..`
    RangeFull = "core::ops::RangeFull" | "std::ops::RangeFull",
    /// `Ordering` of comparisons
    Ordering = "core::cmp::Ordering" | "std::cmp::Ordering",
    /// `fmt::Arguments`
    FmtArguments = "core::fmt::Arguments" | "std::fmt::Arguments",
    /// `fmt::Error`
    FmtError = "core::fmt::Error" | "std::fmt::Error",
    /// `CStr`
    CStr = "core::ffi::CStr" | "std::ffi::CStr",
    /// `Iterator`
    Iterator = "core::iter::Iterator" | "std::iter::Iterator",
    /// `IntoIterator`
    IntoIterator = "core::iter::IntoIterator" | "std::iter::IntoIterator",
    /// `Deref`
    Deref = "core::ops::Deref" | "std::ops::Deref",
    /// `Index`
    Index = "core::ops::Index" | "std::ops::Index",
    /// `Fn`
    Fn = "core::ops::Fn" | "std::ops::Fn",
    /// `FnMut`
    FnMut = "core::ops::FnMut" | "std::ops::FnMut",
    /// `FnOnce`
    FnOnce = "core::ops::FnOnce" | "std::ops::FnOnce",
    /// `Future`
    Future = "core::future::Future" | "std::future::Future",
    /// `IntoFuture`
    IntoFuture = "core::future::IntoFuture" | "std::future::IntoFuture",
    /// `Neg`
    Neg = "core::ops::Neg" | "std::ops::Neg",
    /// `Not`
    Not = "core::ops::Not" | "std::ops::Not",
    /// `Add`
    Add = "core::ops::Add" | "std::ops::Add",
    /// `Sub`
    Sub = "core::ops::Sub" | "std::ops::Sub",
    /// `Mul`
    Mul = "core::ops::Mul" | "std::ops::Mul",
    /// `Div`
    Div = "core::ops::Div" | "std::ops::Div",
    /// `Rem`
    Rem = "core::ops::Rem" | "std::ops::Rem",
    /// `BitXor`
    BitXor = "core::ops::BitXor" | "std::ops::BitXor",
    /// `BitAnd`
    BitAnd = "core::ops::BitAnd" | "std::ops::BitAnd",
    /// `BitOr`
    BitOr = "core::ops::BitOr" | "std::ops::BitOr",
    /// `Shl`
    Shl = "core::ops::Shl" | "std::ops::Shl",
    /// `Shr`
    Shr = "core::ops::Shr" | "std::ops::Shr",
    /// `Sized`
    Sized = "core::marker::Sized" | "std::marker::Sized",
    /// `Copy`
    Copy = "core::marker::Copy" | "std::marker::Copy",
    /// `Send`
    Send = "core::marker::Send" | "std::marker::Send",
    /// `Sync`
    Sync = "core::marker::Sync" | "std::marker::Sync",
    /// `Unpin`
    Unpin = "core::marker::Unpin" | "std::marker::Unpin",
    /// `Clone`
    Clone = "core::clone::Clone" | "std::clone::Clone",
    /// `Default`
    Default = "core::default::Default" | "std::default::Default",
    /// `PartialEq`
    PartialEq = "core::cmp::PartialEq" | "std::cmp::PartialEq",
    /// `Eq`
    Eq = "core::cmp::Eq" | "std::cmp::Eq",
    /// `PartialOrd`
    PartialOrd = "core::cmp::PartialOrd" | "std::cmp::PartialOrd",
    /// `Ord`
    Ord = "core::cmp::Ord" | "std::cmp::Ord",
    /// `Hash`
    Hash = "core::hash::Hash" | "std::hash::Hash",
    /// `Debug`
    Debug = "core::fmt::Debug" | "std::fmt::Debug",
    /// `Drop`
    Drop = "core::ops::Drop" | "std::ops::Drop",
}

impl Known {
    /// The names of the types for which `holds`.
    pub fn names(holds: impl Fn(Known) -> bool) -> impl Iterator<Item = &'static str> {
        let paths = Known::ALL.iter().filter(move |(known, _)| holds(*known)).flat_map(|(_, paths)| paths.iter());
        paths.filter_map(|path| path.rsplit("::").next())
    }

    /// Those that have this name in some library.
    pub fn named(name: &str) -> &'static [Known] {
        static BY_NAME: LazyLock<FxHashMap<&str, Vec<Known>>> = LazyLock::new(|| {
            let mut all: FxHashMap<&str, Vec<Known>> = FxHashMap::default();
            for (known, paths) in Known::ALL {
                let names = paths.iter().filter_map(|path| path.rsplit("::").next());
                names.for_each(|name| all.entry(name).or_default().push(*known));
            }
            all
        });
        BY_NAME.get(name).map_or(&[], Vec::as_slice)
    }

    /// A map or set that keeps its entries in hash order, of any crate.
    pub fn is_hash_ordered(self) -> bool {
        matches!(
            self,
            Known::HashMap
                | Known::HashSet
                | Known::HashbrownMap
                | Known::HashbrownSet
                | Known::AHashMap
                | Known::AHashSet
                | Known::DashMap
                | Known::DashSet
        )
    }

    /// A set, of any kind.
    pub fn is_set(self) -> bool {
        matches!(
            self,
            Known::HashSet | Known::HashbrownSet | Known::AHashSet | Known::DashSet | Known::BTreeSet | Known::IndexSet
        )
    }

    /// A map or set of any kind.
    pub fn is_map(self) -> bool {
        self.is_hash_ordered() || matches!(self, Known::BTreeMap | Known::BTreeSet | Known::IndexMap | Known::IndexSet)
    }

    /// A collection that keeps its elements in an order of its own.
    pub fn is_ordered(self) -> bool {
        matches!(self, Known::BTreeMap | Known::BTreeSet | Known::BinaryHeap)
    }

    /// What `borrow`, `lock` and the like hand out.
    pub fn is_guard(self) -> bool {
        matches!(
            self,
            Known::Ref | Known::RefMut | Known::MutexGuard | Known::RwLockReadGuard | Known::RwLockWriteGuard
        )
    }

    /// Something that other threads or tasks change or wake, or that must not move.
    pub fn concerns_threads(self) -> bool {
        matches!(
            self,
            Known::Atomic | Known::AtomicPtr | Known::Waker | Known::Thread | Known::Condvar | Known::PhantomPinned
        )
    }

    /// A type that holds any number of elements.
    pub fn is_collection(self) -> bool {
        self.is_map() || self.is_sequence() || matches!(self, Known::LinkedList | Known::BinaryHeap)
    }

    /// A type whose elements lie one behind the other (slices and arrays are [`super::Ty`]s of their own).
    pub fn is_sequence(self) -> bool {
        matches!(self, Known::Vec | Known::VecDeque | Known::SmallVec | Known::ArrayVec | Known::ThinVec)
    }
}

/// Which definition is which well-known item.
#[derive(Debug, Default)]
pub(super) struct KnownItems {
    by_def: FxHashMap<DefId, Known>,
    by_name: FxHashMap<Known, DefId>,
}

impl KnownItems {
    /// Looks each of them up with `resolve`, which gives what a path means in each library of the name that it starts with.
    pub(super) fn find(resolve: impl Fn(&str) -> Vec<DefId>) -> KnownItems {
        let mut all = KnownItems::default();
        for (known, paths) in Known::ALL {
            let found = paths.iter().map(|path| resolve(path)).find(|found| !found.is_empty()).unwrap_or_default();
            for def in found {
                all.by_def.entry(def).or_insert(*known);
                all.by_name.entry(*known).or_insert(def);
            }
        }
        all
    }

    pub(super) fn of(&self, def: DefId) -> Option<Known> {
        self.by_def.get(&def).copied()
    }

    /// Every collection, of all libraries that are at hand.
    pub(super) fn collections(&self) -> impl Iterator<Item = (DefId, Known)> {
        self.by_def.iter().map(|(def, known)| (*def, *known)).filter(|(_, known)| known.is_collection())
    }

    pub(super) fn def(&self, known: Known) -> Option<DefId> {
        self.by_name.get(&known).copied()
    }
}
