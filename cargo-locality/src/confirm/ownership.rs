//! Whose access it is: the container's own work, or the user's.
//!
//! What is asked is not in which crate an instruction lies (the loop over a slice is compiled out of `core`), but which
//! memory it goes for: the control bytes, links, headers and counts that a container keeps for itself, or the elements
//! that it keeps for the user. The chain of inlined functions tells, from the innermost outwards:
//!
//! - A function of the workspace: the user's.
//! - A function of `core`: says nothing. `core` has no containers; what is inlined out of it (`Iter::next` of a slice,
//!   `Index::index`, an operator, `ptr::read`, a fold) works on what it is handed, and the function around it decides.
//!   Where nothing is around it, it works on the elements of a slice: the user's.
//! - A function of any other crate that is not the workspace's (`alloc`, `std`, hashbrown, packages): the container's own
//!   work, unless it passes an element on. It does that where it moves one in or out ([`MOVES`] below [`PASSES`], or below
//!   a container without anything between its elements, [`CONTIGUOUS`]), where it is a slice or a box, where it folds (the optimiser lifts what the
//!   closure reads of its argument into the call), and where two slices are compared ([`COMPARES`]): the texts of keys are the user's.
//!
//! Merged instructions keep the place that their calls have in common. In the head of a `for` nothing of the user's own
//! is done, only the iterator is asked: what is left there of an inlined `next` is the iterator's.
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use rustc_hash::FxHashMap;

use super::symbols::Frame;
use super::territory::Territory;

/// Functions of `core` that move a value, by the last part of their path.
const MOVES: &[&str] =
    &["read", "write", "assume_init_read", "replace", "take", "swap", "clone", "copy_nonoverlapping"];
/// Functions of containers that pass elements in or out, by the last part of their path.
const PASSES: &[&str] = &[
    "next",
    "next_back",
    "nth",
    "push",
    "push_mut",
    "push_back",
    "push_front",
    "pop",
    "pop_back",
    "pop_front",
    "read",
    "write",
    "into_key_val",
    "into_kv",
    "swap_remove",
];
/// Functions that are handed a closure for each element.
const FOLDS: &[&str] = &["fold", "try_fold", "rfold", "try_rfold", "fold_impl", "for_each"];
/// Functions by which a `for` asks its iterator.
const ASKS: &[&str] = &["next", "next_back", "into_iter"];
/// Where `core` compares the elements of two slices.
const COMPARES: &str = "/library/core/src/slice/cmp.rs";
/// Containers that keep elements side by side and nothing between them, by where in `alloc` they are.
const CONTIGUOUS: &[&str] = &["/vec/", "/raw_vec/", "/string.rs", "/str.rs", "/collections/vec_deque/"];

/// Whose an access is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The user's: elements.
    User,
    /// The container's own, in this function of its.
    Container(Arc<str>),
}

/// A place in a file.
type Spot = (Utf8PathBuf, u32, u32);

/// What kind of code a frame is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    Users,
    Core,
    Library,
}

/// Tells whose accesses are, once all chains have been shown to it.
pub(super) struct Owners {
    territory: Territory,
    /// Where a `for` asks an iterator that does work of its own.
    heads: FxHashMap<Spot, Arc<str>>,
}

impl Owners {
    /// Knows no chain yet.
    pub(super) fn new(territory: Territory) -> Self {
        Self { territory, heads: FxHashMap::default() }
    }

    /// Looks at a chain that occurred, for what it tells of others.
    pub(super) fn see(&mut self, frames: &[Frame]) {
        let Some(at) = frames.iter().position(|frame| self.territory.has(&frame.file)) else { return };
        let Some(within) = at.checked_sub(1).and_then(|within| frames.get(within)) else { return };
        if ASKS.contains(&within.function.name())
            && !is_contiguous(&within.file)
            && frames[at].column > 0
            && let Some(name) = self.container(frames)
        {
            self.heads.insert(spot(&frames[at]), name);
        }
    }

    /// Whose the access at the end of a chain is; `None` where debug information says nothing.
    pub(super) fn of(&mut self, frames: &[Frame]) -> Option<Owner> {
        let innermost = frames.first()?;
        if self.territory.owns(innermost) {
            let head = self.heads.get(&spot(innermost));
            return Some(head.map_or(Owner::User, |name| Owner::Container(Arc::clone(name))));
        }
        Some(self.container(frames).map_or(Owner::User, Owner::Container))
    }

    /// The line that an access is booked on: the innermost one of the workspace's, for that is what can be changed; else
    /// the one in the function that the access is a part of.
    pub(super) fn line<'f>(&mut self, frames: &'f [Frame]) -> Option<&'f Frame> {
        frames.iter().find(|frame| self.territory.has(&frame.file)).or(frames.last())
    }

    /// Whether a part of it is of the workspace's.
    pub(super) fn is_members(&mut self, frames: &[Frame]) -> bool {
        frames.iter().any(|frame| self.territory.has(&frame.file))
    }

    /// The innermost frame of the workspace's sources.
    pub(super) fn line_of_workspace<'f>(&mut self, frames: &'f [Frame]) -> Option<&'f Frame> {
        frames.iter().find(|frame| self.territory.has(&frame.file))
    }

    /// Whether a file is of the workspace's sources.
    pub(super) fn has(&mut self, file: &Utf8Path) -> bool {
        self.territory.has(file)
    }

    /// The root directory, which paths are shown relative to.
    pub(super) fn workspace(&self) -> &Utf8Path {
        self.territory.workspace()
    }

    /// The container's function, if it is the container's own work. Of those that were inlined into each other the
    /// outermost: it is the one that the user called.
    fn container(&mut self, frames: &[Frame]) -> Option<Arc<str>> {
        let codes = frames.iter().map(|frame| self.code(frame)).collect::<Vec<_>>();
        let decides = codes.iter().position(|code| *code != Code::Core).filter(|at| codes[*at] == Code::Library)?;
        if passes_an_element(&frames[decides], &frames[..decides]) {
            return None;
        }
        let until = codes.iter().position(|code| *code == Code::Users).unwrap_or(codes.len());
        let called = (decides..until).rev().find(|at| codes[*at] == Code::Library)?;
        Some(Arc::clone(&frames[called].function.plain))
    }

    fn code(&mut self, frame: &Frame) -> Code {
        let is_of = |library: &str| frame.file.as_str().contains(library);
        if self.territory.owns(frame) {
            Code::Users
        } else if ["/library/core/", "/library/stdarch/", "/library/portable-simd/"].into_iter().any(is_of) {
            Code::Core
        } else {
            Code::Library
        }
    }
}

/// Whether `function`, which is no user's, passes an element on with the access within `inside`, functions of `core`.
fn passes_an_element(function: &Frame, inside: &[Frame]) -> bool {
    let name = function.function.name();
    // Slices and boxes keep nothing for themselves.
    let keeps_nothing = |library: &str| function.file.as_str().contains(library);
    if ["/library/alloc/src/slice.rs", "/library/alloc/src/boxed"].into_iter().any(keeps_nothing)
        || (inside.is_empty() && FOLDS.contains(&name))
        || inside.iter().any(|frame| frame.file.as_str().contains(COMPARES))
    {
        return true;
    }
    let moves = inside.iter().any(|frame| MOVES.contains(&frame.function.name()));
    moves && (PASSES.contains(&name) || is_contiguous(&function.file))
}

fn is_contiguous(file: &Utf8Path) -> bool {
    file.as_str()
        .split_once("/library/alloc/src")
        .is_some_and(|(_, rest)| CONTIGUOUS.iter().any(|container| rest.starts_with(container)))
}

fn spot(frame: &Frame) -> Spot {
    (frame.file.clone(), frame.line, frame.column)
}
