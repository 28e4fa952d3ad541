//! By what the instructions of a subject are told.
use camino::Utf8PathBuf;
use locality_lints::report::{self, Collection, Site, Work};
use rustc_hash::FxHashSet;

use crate::confirm::callers::Caller;
use crate::confirm::overlay::Plan;
use crate::confirm::ownership::Owners;
use crate::confirm::payload::Made;
use crate::confirm::symbols::Frame;
use crate::report::line;

/// What the instructions of a site's subject are told by, in the program that is traced.
#[derive(Clone, Debug, Default)]
pub(in crate::confirm) struct Sought {
    pub(super) what: What,
    /// File, line and column.
    spots: FxHashSet<(Utf8PathBuf, u32, u32)>,
    lines: FxHashSet<(Utf8PathBuf, u32)>,
    /// Where elements are taken out of what is walked.
    elements: FxHashSet<(Utf8PathBuf, u32, u32)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum What {
    #[default]
    Everything,
    Walked(Collection),
    Reached(Made),
    Work(Work),
}

impl Sought {
    /// As debug information has it of the texts with guards.
    pub(in crate::confirm) fn of(
        subject: &report::Subject,
        report: &report::Report,
        plan: &Plan,
        sites: &[&Site],
    ) -> Self {
        let (what, spots) = match subject {
            report::Subject::Everything => (What::Everything, [&[][..], &[]]),
            report::Subject::Walked { by, at, elements } => (What::Walked(*by), [at.as_slice(), elements]),
            report::Subject::Reached { at, rows } => {
                let made = match rows {
                    None => Made::Nodes,
                    Some(rows) if rows.own => Made::OwningRows(rows.levels),
                    Some(_) => Made::Rows,
                };
                (What::Reached(made), [at.as_slice(), &[]])
            }
            report::Subject::Work { at, what } => (What::Work(*what), [at.as_slice(), &[]]),
        };
        let mut sought = Self { what, ..Self::default() };
        let spots = spots.into_iter().zip([false, true]);
        for (spot, is_element) in spots.flat_map(|(spots, is_element)| spots.iter().map(move |spot| (spot, is_element)))
        {
            let Some(number) = line(report, &spot.file, spot.start) else { continue };
            let starts = report.file(&spot.file).and_then(|file| file.lines.get(number as usize - 1).copied());
            let Some(start) = starts else { continue };
            let path = plan.file(&spot.file);
            let column = spot.start - start + 1 + plan.shift(&path, sites, start, spot.start);
            if is_element {
                sought.elements.insert((path, number, column));
                continue;
            }
            sought.lines.insert((path.clone(), number));
            sought.spots.insert((path, number, column));
        }
        sought
    }

    /// Whether it is told by the same places: two findings about the same data.
    pub(in crate::confirm) fn is_same(&self, other: &Self) -> bool {
        self.what == other.what && self.spots == other.spots
    }

    /// Whether the finding is about all that its site touches.
    pub(in crate::confirm) fn is_everything(&self) -> bool {
        self.what == What::Everything
    }

    /// How surely an instruction is the subject's own, the less the surer; `None` where it is not.
    pub(super) fn own(&self, frames: &[Frame], asker: Option<&Caller>, owners: &mut Owners) -> Option<u8> {
        let user = owners.line_of_workspace(frames);
        let asker = asker.filter(|_| user.is_none()).map(|asker| (asker.file.clone(), asker.line, asker.column));
        let asked = user.map(|user| (user.file.clone(), user.line, user.column)).or(asker);
        let is_at = |spots: &FxHashSet<_>| asked.as_ref().is_some_and(|asked| spots.contains(asked));
        let at_spot = is_at(&self.spots);
        match self.what {
            What::Everything => Some(0),
            What::Reached(_) => at_spot.then_some(0),
            // To make room is no search: the rewrite has to do it, too.
            What::Work(Work::LookUps) => (at_spot && !is_any_of(inlined(frames, user), MAKES_ROOM)).then_some(0),
            // What is drained closes its gap when the iterator is dropped, in whatever took it. What that hands out is no gap.
            What::Work(Work::Moves) => {
                let is_any = |name: &str| is_any_of(inlined(frames, user), &[name]);
                let is_line = user.is_some_and(|user| self.lines.contains(&(user.file.clone(), user.line)));
                let is_own = if is_any("::drain::Drain") { is_line && is_any("::drop") } else { at_spot };
                is_own.then_some(0)
            }
            What::Walked(_) if is_at(&self.elements) => Some(ELEMENT),
            What::Walked(collection) => {
                let inside = inlined(frames, user);
                if !inside.iter().any(|frame| walks(collection, &frame.function.plain)) {
                    // What was merged has lost its name, but not its place: in the head of a loop only the iterator is asked.
                    let is_core = |frame: &Frame| frame.file.as_str().contains("/library/core/");
                    let is_head = user
                        .is_some_and(|user| user.column == 0 && self.lines.contains(&(user.file.clone(), user.line)));
                    return ((at_spot || is_head) && inside.iter().all(is_core)).then_some(3);
                }
                match user {
                    _ if at_spot => Some(0),
                    Some(user) => self.lines.contains(&(user.file.clone(), user.line)).then_some(1),
                    // What was not inlined is called from somewhere.
                    None => Some(2),
                }
            }
        }
    }

    /// Whether an instruction that is not the subject's own works for another collection of the kind.
    pub(super) fn is_anothers(&self, frames: &[Frame], owners: &mut Owners) -> bool {
        let What::Walked(collection) = self.what else { return false };
        // What is called at its own places works on it too, or on what it makes.
        let user = owners.line_of_workspace(frames);
        if user.is_some_and(|user| self.spots.contains(&(user.file.clone(), user.line, user.column))) {
            return false;
        }
        let is_of = |name: &str| frames.iter().any(|frame| frame.function.plain.contains(name));
        match collection {
            Collection::Hash => is_of("hashbrown::"),
            Collection::List => is_of(OF_LIST),
        }
    }
}

/// Functions of collections that make room for an element.
const MAKES_ROOM: &[&str] = &["rehash", "resize", "::grow", "::reserve", "::split"];
/// Bytes of an access that the model counts of a copy: a wide register of most processors.
pub(in crate::confirm) const COPIED: u64 = 32;
/// Functions of the library that move bytes from one place to another.
pub(super) const MOVES: &[&str] = &["ptr::copy", "intrinsics::copy"];

/// What was inlined into a frame of the user's; all where there is none.
pub(super) fn inlined<'f>(frames: &'f [Frame], user: Option<&Frame>) -> &'f [Frame] {
    let until = user.and_then(|user| frames.iter().position(|frame| std::ptr::eq(frame, user)));
    &frames[..until.unwrap_or(if user.is_some() { 0 } else { frames.len() })]
}

/// Whether an instruction is a part of one of these.
pub(super) fn is_any_of(frames: &[Frame], names: &[&str]) -> bool {
    frames.iter().any(|frame| names.iter().any(|name| frame.function.plain.contains(name)))
}

/// In the paths of a list's functions. A module of the user's may have the same name as that of the library.
const OF_LIST: &str = "alloc::collections::linked_list::";
/// Functions of a list that go to no node.
const ASKS: &[&str] = &["::iter", "::iter_mut", "::into_iter", "::len", "::is_empty", "::new"];

/// Whether a function of the library walks such a collection.
fn walks(collection: Collection, function: &str) -> bool {
    let is_any = |names: &[&str]| names.iter().any(|name| function.contains(name));
    match collection {
        Collection::Hash => is_any(&["::RawIterRange", "::RawIter", "::RawIntoIter", "::RawDrain", "::FullBuckets"]),
        Collection::List => is_any(&[OF_LIST]) && !ASKS.iter().any(|name| function.ends_with(name)),
    }
}

/// How sure it is that an element is taken out.
pub(super) const ELEMENT: u8 = u8::MAX;
