//! What of a site's traffic falls on the data that its finding is about: its subject.
//!
//! The lint names the places in the source whose code reaches the subject. Of the instructions that were compiled from them it is
//! known which groups of memory they missed in. These are the subject's, and all that the site misses there is. Where others than
//! the subject's own instructions reach the same group for data of their own, and where it could not be told apart, only the own
//! instructions' misses are counted. What its elements own is told apart: see [`super::payload`].
mod sought;

use std::sync::Arc;

use camino::Utf8PathBuf;
use locality_lints::report::{self, Collection, Site, Work};
use locality_probe::counts::Counts;
use locality_probe::record::{Distances, Group, Held, Record};
use rustc_hash::{FxHashMap, FxHashSet};

use super::attribute::{Shares, share, slots};
use super::callers::Caller;
use super::ownership::Owners;
use super::payload::{Links, Made, Parted};
use super::symbols::{Frame, Function};
pub(super) use sought::{COPIED, Sought};
use sought::{ELEMENT, MOVES, What, inlined, is_any_of};

/// Hops that misses are told apart by.
pub(super) const HOPS: usize = 4;

/// What falls on the subject of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    /// How often its own instructions accessed memory.
    pub(super) own: u64,
    /// What falls on it.
    pub(super) counts: Counts,
    /// What may, or may not: in memory that could not be told apart.
    pub(super) unsure: Counts,
    /// What of it whose is, and where it comes from.
    pub(super) shares: Shares,
    pub(super) distances: Distances,
    /// Its blocks of 4 KiB or more.
    pub(super) held: Held,
    /// How often its blocks were read, but by who looks which slots of a hash map are full.
    pub(super) reads: u64,
    /// The bytes of its blocks, at most.
    pub(super) bytes: u64,
    /// Of moves: how often elements were moved, at most; 0 where that was not seen.
    pub(super) moves: u64,
    /// Its misses, by how many addresses lead to where they are: none, one, two, more.
    pub(super) hops: [u64; HOPS],
    /// What falls on what its elements own.
    pub(super) payload: Counts,
    /// What falls on other data, by line.
    pub(super) elsewhere: FxHashMap<Line, Counts>,
}

/// A line of source; outside of the workspace it is one of the function.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Line {
    pub(super) file: Utf8PathBuf,
    pub(super) line: u32,
    pub(super) function: Option<Arc<str>>,
}

/// The data that the sites at a place are about, each once.
pub(super) fn of_place<'r>(report: &'r report::Report, place: &Site) -> Vec<&'r report::Subject> {
    let mut subjects = Vec::new();
    for site in report.sites.iter().filter(|site| site.is_where(place)) {
        if !subjects.contains(&&site.subject) {
            subjects.push(&site.subject);
        }
    }
    subjects
}

/// By context and address of a place outside of the workspace, the line of the workspace that asked for most of what it does, and the
/// share of it.
pub(super) type Askers = FxHashMap<(u32, u64), (Caller, f64)>;

/// What so large a share of is asked for at one line belongs to that line.
const NEARLY_ALL: f64 = 0.95;

/// What is booked on one site of a record: its places by number.
pub(super) struct Booked<'r> {
    pub(super) record: &'r Record,
    /// What the instructions at the places of the record were compiled from.
    pub(super) frames: &'r FxHashMap<u64, Vec<Frame>>,
    /// Who asked for what places outside of the workspace do.
    pub(super) askers: &'r Askers,
    /// What each place missed in which group.
    pub(super) touched: &'r FxHashMap<(u32, u64), Vec<(u32, Counts)>>,
    pub(super) links: &'r Links,
}

/// The own instructions of a subject, and the groups of memory that they missed in.
#[derive(Debug, Default)]
pub(super) struct Claim {
    places: FxHashSet<usize>,
    groups: FxHashSet<u32>,
    /// Of those, the ones that are other data's too.
    contested: FxHashSet<u32>,
    /// Of those, the ones that may be what its elements own.
    unsure: FxHashSet<u32>,
    /// What its elements own.
    payload: FxHashSet<u32>,
    /// Whether that tells where the data lies: what never missed was seen once.
    is_told: bool,
    /// Of moves: how often elements are moved, at most.
    moves: u64,
    /// How many addresses lead to a group.
    hops: FxHashMap<u32, usize>,
}

impl Booked<'_> {
    fn frames(&self, place: usize) -> &[Frame] {
        let address = self.record.places.get(place).map(|place| place.address);
        address.and_then(|address| self.frames.get(&address)).map_or(&[], Vec::as_slice)
    }

    fn touched(&self, place: usize) -> &[(u32, Counts)] {
        let place = self.record.places.get(place).map(|place| (place.context, place.address));
        place.and_then(|key| self.touched.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// The line of the workspace that asks for nearly all of what a place outside of it does.
    fn asker(&self, place: usize) -> Option<&Caller> {
        let place = self.record.places.get(place)?;
        let (caller, share) = self.askers.get(&(place.context, place.address))?;
        (*share >= NEARLY_ALL).then_some(caller)
    }

    fn group(&self, number: u32) -> Option<&Group> {
        let groups = &self.record.groups;
        groups.binary_search_by_key(&number, |(number, _)| *number).ok().map(|at| &groups[at].1)
    }

    /// Whether it may be anything: what is not told apart at all.
    fn is_vague(&self, group: u32) -> bool {
        group < Group::FIRST_TOLD || self.group(group).is_none()
    }

    /// What a subject reaches with its own instructions, of those at `places`.
    pub(super) fn claim(&self, sought: &Sought, places: &[usize], owners: &mut Owners) -> Claim {
        let mut claim = Claim::default();
        let mut surest = u8::MAX;
        let mut elements = Vec::new();
        for &place in places {
            let Some(sure) = sought.own(self.frames(place), self.asker(place), owners) else { continue };
            if sure == ELEMENT {
                elements.push(place);
                continue;
            }
            if sure < surest {
                surest = sure;
                claim.places.clear();
            }
            if sure == surest {
                claim.places.insert(place);
            }
        }
        claim.places.extend(elements);
        if let What::Work(what) = sought.what {
            // What is done counts, wherever: what else is done to the same data is other work.
            claim.is_told = !claim.places.is_empty();
            if what == Work::Moves {
                let is_move = |place: &usize| {
                    let frames = self.frames(*place);
                    is_any_of(inlined(frames, owners.line_of_workspace(frames)), MOVES)
                };
                let moves: FxHashSet<usize> = claim.places.iter().copied().filter(is_move).collect();
                claim.moves = match self.times(claim.places.difference(&moves).copied(), owners) {
                    0 => self.at_most(&moves, places),
                    times => times,
                };
                claim.places = moves;
            }
            return claim;
        }
        let touched = claim.places.iter().flat_map(|place| self.touched(*place));
        claim.groups = touched.map(|(group, _)| *group).collect();
        // What a walk keeps on the stack, and the empty table that is a static, is nothing where there are blocks.
        let is_block = |group: &u32| self.group(*group).is_some_and(|group| group.size > 0);
        let missed = |place: &usize| self.touched(*place).iter().any(|(_, counts)| counts.l1d_misses > 0);
        claim.is_told = claim.groups.iter().any(is_block) || claim.places.iter().any(missed);
        if claim.groups.iter().any(is_block) {
            claim.groups.retain(is_block);
        }
        if sought.what == What::Walked(Collection::List) {
            self.take_all_nodes(&mut claim, places);
        }
        if let What::Reached(made) = sought.what {
            if let Made::OwningRows(levels) = made {
                claim.groups.extend(self.links.within(&claim.groups, levels, |group| self.group(group)));
            }
            claim.hops = self.links.hops(&claim.groups);
            let Parted { payload, unsure } = self.links.part(&claim.groups, made, |group| self.group(group));
            claim.groups.retain(|group| !payload.contains(group));
            claim.unsure = unsure;
        }
        claim.payload = self.links.owned_by(&claim.groups);
        for &place in places.iter().filter(|place| !claim.places.contains(place)) {
            if sought.is_anothers(self.frames(place), owners) {
                claim.contested.extend(self.touched(place).iter().map(|(group, _)| *group));
            }
        }
        claim.contested.retain(|group| claim.groups.contains(group));
        claim
    }

    /// How often a call is made of which these are places: what is taken out is read once, what is put in written once. A call that was
    /// compiled more than once is made by each of its copies.
    fn times(&self, places: impl Iterator<Item = usize>, owners: &mut Owners) -> u64 {
        let mut copies = FxHashMap::<(u32, Vec<(&Function, u32, u32)>), u64>::default();
        for place in places {
            let Some(it) = self.record.places.get(place) else { continue };
            let frames = self.frames(place);
            let inside = inlined(frames, owners.line_of_workspace(frames)).len();
            let around = frames[inside..].iter().map(|frame| (&frame.function, frame.line, frame.column)).collect();
            let times = copies.entry((it.context, around)).or_default();
            *times = it.counts.accesses().max(*times);
        }
        copies.values().sum()
    }

    /// How often elements are moved where the length stays in a register, and none is read: as often as anything else is done there. Not
    /// known where a move would then be longer than the block.
    fn at_most(&self, moves: &FxHashSet<usize>, places: &[usize]) -> u64 {
        let counts = |place: &usize| self.record.places.get(*place).map(|it| it.counts);
        let beside = places.iter().filter(|place| !moves.contains(place)).filter_map(counts);
        let times = beside.map(|counts| counts.accesses()).max().unwrap_or(0);
        let bytes = COPIED * moves.iter().filter_map(counts).map(|counts| counts.stores).sum::<u64>();
        let touched = moves.iter().flat_map(|place| self.touched(*place));
        let longest = touched.filter_map(|(group, _)| self.group(*group)).map(|group| group.size).max().unwrap_or(0);
        if times > 0 && bytes / times <= longest { times } else { 0 }
    }

    /// The nodes of a list are of one size and come from one place: those that another instruction had fetched before are nodes too.
    fn take_all_nodes(&self, claim: &mut Claim, places: &[usize]) {
        let kind = |group: &Group| (group.size, group.place);
        let small =
            claim.groups.iter().filter_map(|group| self.group(*group)).filter(|group| group.size < Group::LARGE);
        let kinds: FxHashSet<(u64, u64)> = small.map(kind).filter(|(size, _)| *size > 0).collect();
        let touched = places.iter().flat_map(|place| self.touched(*place)).map(|(group, _)| *group);
        let is_node =
            |group: &u32| *group >= Group::FIRST_TOLD && self.group(*group).is_some_and(|it| kinds.contains(&kind(it)));
        claim.groups.extend(touched.filter(is_node).collect::<Vec<_>>());
    }

    /// Adds what falls on a subject of what is booked at `places`.
    pub(super) fn add(
        &self,
        to: &mut Subject,
        sought: &Sought,
        (claim, places): (&Claim, &[usize]),
        owners: &mut Owners,
    ) {
        if let What::Work(what) = sought.what {
            return self.add_work(to, what, (claim, places), owners);
        }
        let mut contexts = FxHashSet::default();
        for &number in places {
            let Some(place) = self.record.places.get(number) else { continue };
            contexts.insert(place.context);
            let is_own = claim.places.contains(&number) || sought.is_everything();
            let accesses = place.counts.accesses();
            to.own += if is_own && claim.is_told { accesses } else { 0 };
            let mut mine = Counts::default();
            let (mut others, mut owned) = (Counts::default(), Counts::default());
            for (group, counts) in self.touched(number) {
                if let Some(hops) = claim.hops.get(group).filter(|_| !claim.payload.contains(group)) {
                    to.hops[(*hops).min(HOPS - 1)] += counts.l1d_misses;
                }
                if claim.unsure.contains(group) {
                    to.unsure += *counts;
                    owned += *counts;
                    continue;
                }
                let is_told =
                    claim.groups.contains(group) && !self.is_vague(*group) && !claim.contested.contains(group);
                if is_told || is_own && !self.is_only_the_stack(*group, claim) {
                    mine += *counts;
                    continue;
                }
                if claim.payload.contains(group) {
                    to.payload += *counts;
                    owned += *counts;
                    continue;
                }
                others += *counts;
                if self.is_vague(*group) || claim.groups.contains(group) {
                    to.unsure += *counts;
                }
            }
            // How often each was accessed is not known: as often as missed.
            let missed = (mine.l1d_misses + others.l1d_misses + owned.l1d_misses).max(1);
            let share_of = |all: u64| match mine.l1d_misses {
                0 if is_own && owned.l1d_misses == 0 => all,
                own => (u128::from(all) * u128::from(own) / u128::from(missed)) as u64,
            };
            (mine.loads, mine.stores) = (share_of(place.counts.loads), share_of(place.counts.stores));
            let frames = self.frames(number);
            if others != Counts::default()
                && let Some(line) = owners.line(frames).filter(|line| line.line > 0)
            {
                // Who called it is not in the chain of what was inlined.
                let outside = owners.line_of_workspace(frames).is_none();
                let asker = self.askers.get(&(place.context, place.address)).filter(|_| outside);
                let (file, line) = asker.map_or((&line.file, line.line), |(asker, _)| (&asker.file, asker.line));
                let file = file.strip_prefix(owners.workspace()).unwrap_or(file).to_owned();
                let function = frames.last().filter(|_| outside).map(|frame| Arc::clone(&frame.function.plain));
                *to.elsewhere.entry(Line { file, line, function }).or_default() += others;
            }
            if mine == Counts::default() {
                continue;
            }
            to.counts += mine;
            to.reads += if slots(frames) == 0 { mine.loads } else { 0 };
            let is_most = mine.l1d_misses * 2 >= place.counts.l1d_misses;
            let distances = if is_most { place.distances } else { Distances::default() };
            to.distances += distances;
            share(&mut to.shares, frames, (mine, distances), owners);
        }
        for of in self.record.held.iter().filter(|of| contexts.contains(&of.context)) {
            if claim.groups.contains(&of.group) {
                to.held.join(&of.held);
            }
        }
        let bytes = claim.groups.iter().filter_map(|group| self.group(*group));
        to.bytes = to.bytes.saturating_add(bytes.map(|group| group.size.saturating_mul(group.most)).sum());
    }

    /// Adds what is done for nothing. What a look-up writes, it puts in: that has to be done.
    fn add_work(&self, to: &mut Subject, what: Work, (claim, places): (&Claim, &[usize]), owners: &mut Owners) {
        to.moves += claim.moves;
        // Of what was not inlined and is seldom called it is not known who called it.
        let is_unsure =
            |place: &usize| self.asker(*place).is_none() && owners.line_of_workspace(self.frames(*place)).is_none();
        let unsure: Vec<usize> =
            places.iter().copied().filter(|place| !claim.places.contains(place)).filter(is_unsure).collect();
        to.unsure +=
            unsure.iter().filter_map(|place| self.record.places.get(*place)).map(|place| place.counts).sum::<Counts>();
        for &number in &claim.places {
            let Some(place) = self.record.places.get(number) else { continue };
            if what == Work::LookUps && place.counts.stores > 0 {
                continue;
            }
            to.own += place.counts.accesses();
            to.counts += place.counts;
            to.distances += place.distances;
            share(&mut to.shares, self.frames(number), (place.counts, place.distances), owners);
        }
    }

    /// Whether a group that an own instruction missed in is none of its data.
    fn is_only_the_stack(&self, group: u32, claim: &Claim) -> bool {
        !claim.groups.is_empty() && !claim.groups.contains(&group) && !self.is_vague(group)
    }
}

/// What a subject of a site claims: the numbers of both, and the claim.
pub(super) type Claimed = (usize, usize, Claim);

/// Groups are contested that another subject reaches too, within the site: their blocks are of the same kind. `booked` has the places of
/// each site, `same` tells whether two subjects are one.
pub(super) fn contest(
    claims: &mut [Claimed],
    booked: &[Vec<usize>],
    same: impl Fn((usize, usize), (usize, usize)) -> bool,
) {
    let mut by_group = FxHashMap::<u32, Vec<usize>>::default();
    for (number, (.., claim)) in claims.iter().enumerate() {
        for group in &claim.groups {
            by_group.entry(*group).or_default().push(number);
        }
    }
    let contested = |(number, (site, subject, claim)): (usize, &Claimed)| {
        let within: FxHashSet<usize> = booked[*site].iter().copied().collect();
        let is_others = |other: &usize| {
            let (of, nth, by) = &claims[*other];
            *other != number
                && !same((*site, *subject), (*of, *nth))
                && by.places.iter().any(|place| within.contains(place))
        };
        let is_contested = |group: &&u32| by_group[*group].iter().any(is_others);
        claim.groups.iter().filter(is_contested).copied().collect::<Vec<u32>>()
    };
    let all: Vec<Vec<u32>> = claims.iter().enumerate().map(contested).collect();
    for ((.., claim), contested) in claims.iter_mut().zip(all) {
        claim.contested.extend(contested);
    }
}
