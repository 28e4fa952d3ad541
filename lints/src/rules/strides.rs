//! Loop nests whose innermost loop goes from cache line to cache line, though a loop further out goes along them.
use std::sync::PoisonError;

use rustc_hash::FxHashSet;

use super::context::Context;
use super::cost::{self, Extent};
use super::found::Found;
use crate::model::loops::{
    Access, Atom, Base, Interchange, Location, LoopId, Loops, Obstacle, Polynomial, Step, Stride, SymbolKey,
};
use crate::model::{Binding, Body, Interest, Model, Ty, nests};
use crate::source::facts::{ExprId, ExprKind};

/// Elements that an innermost loop reaches, each in another line than the one before.
pub(crate) struct Crossing<'m> {
    pub(crate) body: &'m Body<'m>,
    /// What reaches them: an index expression, or the call of a function that has one.
    pub(crate) expr: ExprId,
    /// The innermost loop that moves.
    pub(crate) inner: LoopId,
    /// A loop around it that goes along the lines.
    pub(crate) outer: Option<LoopId>,
    /// How far it goes.
    pub(crate) step: Far,
    /// What is walked, and the first element, in words.
    pub(crate) data: String,
    pub(crate) first: String,
    /// Bytes of an element, where they are known, and how many of them a turn reaches in one line.
    pub(crate) bytes: Option<u64>,
    pub(crate) in_line: u64,
    /// Elements that the whole nest reaches, where constants tell.
    pub(crate) trips: Option<u64>,
    /// Whether the two loops may change places.
    pub(crate) swap: Option<Result<Interchange, Obstacle>>,
    /// What else the same loop walks so.
    pub(crate) others: Vec<(ExprId, String)>,
    /// What the nest walks the other way, as a transpose does: swapping the loops would only change which of both pays.
    pub(crate) against: Option<ExprId>,
    /// The nest walks the same data the other way, too: swapping the loops changes nothing.
    pub(crate) is_symmetric: bool,
}

/// How far the innermost loop goes from turn to turn.
#[derive(Clone, Debug)]
pub(crate) enum Far {
    /// So many elements of one sequence, in words, and in bytes where they are known.
    Elements(String, Option<u64>),
    /// To another row: of arrays in an array, or rows that are allocations of their own; in bytes where they are known.
    Rows { is_heap: bool, bytes: Option<u64> },
}

const LINE: u64 = 64;

/// Whether a step of so many elements is one within a line, or to the next: `None` where that is not known.
fn is_short(step: &Polynomial, bytes: Option<u64>) -> Option<bool> {
    let step = step.as_constant()?.unsigned_abs();
    Some(step.saturating_mul(bytes.unwrap_or(1)) < LINE)
}

/// Bodies that have a loop in a loop.
pub(crate) fn interest(_: &Model<'_>) -> Interest {
    Interest::default().or([nests()])
}

/// What `report` says of each nest that goes from line to line, in all bodies that are looked at.
pub(crate) fn in_each_nest(
    context: &Context<'_>,
    report: impl Fn(&Loops<'_, '_>, &Crossing<'_>) -> Option<Found> + Sync,
) -> Vec<Found> {
    context.in_each_body(|body| {
        if !body.index().loops.iter().any(|&inner| body.repeated(inner).next().is_some()) {
            return Vec::new();
        }
        // Of two rules that ask, most bodies have nothing to tell the second.
        let along_lines = || context.shared.along_lines.lock().unwrap_or_else(PoisonError::into_inner);
        if along_lines().contains(&body.id) {
            return Vec::new();
        }
        let loops = context.loops(body);
        let all = crossings(context, &loops);
        if all.is_empty() {
            along_lines().insert(body.id);
        }
        all.iter().filter_map(|crossing| report(&loops, crossing)).collect()
    })
}

/// What it needs to swap the loops of the nest that reaches an element at `at` across the lines; or why that is no way.
pub(crate) fn swapped<'m>(context: &Context<'m>, body: &'m Body<'m>, at: ExprId) -> Option<Result<String, String>> {
    let loops = context.loops(body);
    let all = crossings(context, &loops);
    let of_it = |it: &&Crossing<'_>| it.expr == at || it.others.iter().any(|(other, _)| *other == at);
    all.iter().find(of_it)?.swapped(context, &loops)
}

/// Every one of a body, one for a loop: the first of those that it walks so.
fn crossings<'m>(context: &Context<'_>, loops: &Loops<'m, 'm>) -> Vec<Crossing<'m>> {
    let body = loops.body();
    let mut all: Vec<Crossing<'m>> = Vec::new();
    let mut met: FxHashSet<(LoopId, Location)> = FxHashSet::default();
    for access in loops.accesses() {
        let Some((inner, step)) = moved_by(context, loops, access) else { continue };
        let bytes = bytes_of(context.model, body, access).filter(|&bytes| bytes > 0);
        if is_by_parameter(context, loops, &step) {
            continue;
        }
        let far = match &step {
            Stride::Elements(step) if is_short(step, bytes) == Some(false) || step.as_constant().is_none() => {
                let constant = constant_of(context.model, loops, step);
                let known = constant.zip(bytes).map(|(step, bytes)| step.saturating_mul(bytes));
                Far::Elements(loops.form(step), known)
            }
            Stride::Dimension(at, step) if is_of_rows(loops, access, inner, *at) => {
                let row = row_bytes(context.model, body, access);
                let known = row.zip(constant_of(context.model, loops, step));
                Far::Rows {
                    is_heap: !are_arrays(context.model, body, access),
                    bytes: known.map(|(row, step)| row.saturating_mul(step)),
                }
            }
            _ => continue,
        };
        let outer = along(context, loops, access, inner, bytes);
        // A step that nobody knows is that of a row where another loop goes along the row.
        if outer.is_none() && !matches!(&far, Far::Elements(_, Some(_))) {
            continue;
        }
        let step = match far {
            Far::Elements(_, bytes) | Far::Rows { bytes, .. } => bytes,
        };
        // Small rows lie in one line, and the lines of a short column are still there for the next one.
        if matches!(far, Far::Rows { is_heap: false, .. }) && step.is_some_and(|step| step < LINE)
            || outer.is_some_and(|outer| stays_near(loops, (outer, inner), step))
            || is_near(context.model, body, access)
        {
            continue;
        }
        let data = up_to_subscripts(&access.at);
        // A function that goes one way or another, by what it finds, may go along the lines.
        if loops.accesses_of(inner).any(|other| other.expr == access.expr && goes_along(context, loops, other, inner)) {
            continue;
        }
        if !met.insert((inner, data.clone())) {
            continue;
        }
        let is_rows = |far: &Far| matches!(far, Far::Rows { .. });
        if let Some(first) = all.iter_mut().find(|it| it.inner == inner && is_rows(&it.step) == is_rows(&far)) {
            first.others.push((access.expr, loops.shown(&access.at)));
            continue;
        }
        let beside = access.within.into_iter().flat_map(|id| loops.accesses_of(id));
        // Cells of other rows lie in lines of their own: `m[j][k] + m[j - 1][k]`.
        let is_beside = |at: &Location| !is_rows(&far) || row_of(at).eq(row_of(&access.at));
        let beside =
            beside.filter(|it| it.within == access.within && up_to_subscripts(&it.at) == data && is_beside(&it.at));
        let places: FxHashSet<&Location> = beside.map(|it| &it.at).collect();
        let bytes_in_turn = bytes.map(|bytes| bytes * places.len() as u64);
        // Who reaches all of the line in one turn wastes nothing.
        if let (Far::Elements(_, Some(step)), Some(reached)) = (&far, bytes_in_turn)
            && reached * 2 > (*step).min(LINE)
            && outer.is_none()
        {
            continue;
        }
        all.push(Crossing {
            body,
            expr: access.expr,
            inner,
            outer,
            step: far,
            data: loops.shown(&data),
            first: loops.shown(&access.at),
            bytes,
            in_line: places.len().max(1) as u64,
            trips: outer.and_then(|outer| Some(loops.turns(outer)?.saturating_mul(loops.turns(inner)?))),
            swap: outer.map(|outer| loops.interchange(outer, inner)),
            others: Vec::new(),
            against: outer.and_then(|outer| against(context, loops, &data, (outer, inner))),
            is_symmetric: outer.is_some_and(|outer| is_symmetric(context, loops, &data, (outer, inner))),
        });
    }
    let is_small = |it: &Crossing<'_>| {
        let trips = it.trips.and_then(|trips| cost::extent(context.settings, trips, it.bytes));
        trips == Some(Extent::Small)
    };
    all.retain(|it| !is_small(it));
    all
}

/// The innermost loop of more than a few turns that an access differs from turn to turn of, with how far it goes.
fn moved_by(context: &Context<'_>, loops: &Loops<'_, '_>, access: &Access) -> Option<(LoopId, Stride)> {
    // What takes a run of elements takes all of a line.
    let is_single = matches!(
        access.at.steps.iter().rev().find(|step| !matches!(step, Step::Field(..) | Step::Part(_))),
        Some(Step::Element(_) | Step::Found(_))
    );
    if matches!(access.at.base, Base::Anywhere | Base::Value(_)) || !is_single {
        return None;
    }
    let is_long = |id: &LoopId| loops.is_long(*id, context.settings.few_turns);
    let innermost = loops.outwards(access.within).find(is_long)?;
    // A few turns across the lines within it are a tile.
    let bytes = bytes_of(context.model, loops.body(), access);
    let is_tile = |id: LoopId| match loops.stride(access, id) {
        Stride::Elements(step) => is_short(&step, bytes) != Some(true),
        Stride::Dimension(..) => true,
        Stride::Data | Stride::Unknown => false,
    };
    if loops.outwards(access.within).take_while(|id| *id != innermost).any(is_tile) {
        return None;
    }
    // What stays where it is while the innermost loop turns is loaded before that.
    match loops.stride(access, innermost) {
        Stride::Elements(step) if step.as_constant() == Some(0) => None,
        step => Some((innermost, step)),
    }
}

/// The nearest loop around `inner` that goes along the lines of an access: by less than a line of the innermost dimension.
fn along(
    context: &Context<'_>,
    loops: &Loops<'_, '_>,
    access: &Access,
    inner: LoopId,
    bytes: Option<u64>,
) -> Option<LoopId> {
    let is_long = |id: &LoopId| loops.is_long(*id, context.settings.few_turns);
    loops.outwards(loops.get(inner).parent).filter(is_long).find(|&outer| match loops.stride(access, outer) {
        Stride::Elements(step) => step.as_constant() != Some(0) && is_short(&step, bytes) == Some(true),
        _ => false,
    })
}

/// The numbers that choose the row.
fn row_of(at: &Location) -> impl Iterator<Item = &Polynomial> {
    let rows = at.subscripts().count().saturating_sub(1);
    at.subscripts().take(rows)
}

/// Whether a const parameter alone says how far it goes from turn to turn, as the channels of a pixel: few elements, but where an
/// instance shows otherwise.
fn is_by_parameter(context: &Context<'_>, loops: &Loops<'_, '_>, stride: &Stride) -> bool {
    let Stride::Elements(step) = stride else { return false };
    let is_parameter =
        |atom| matches!(atom, Atom::Symbol(id) if matches!(loops.symbol(id), Some(SymbolKey::Parameter(_))));
    let mut atoms = step.atoms().peekable();
    atoms.peek().is_some()
        && atoms.all(is_parameter)
        && !context.model.has_long_instance(loops.body().owner, context.settings.few_turns)
}

/// Whether an access goes to another row each turn, and stays in the column.
fn is_of_rows(loops: &Loops<'_, '_>, access: &Access, inner: LoopId, dimension: usize) -> bool {
    let varied = loops.varied_by(access);
    dimension + 1 < varied.len() && varied.last().is_some_and(|cell| !cell.contains(&inner))
}

/// Whether an access goes along the lines while a loop turns.
fn goes_along(context: &Context<'_>, loops: &Loops<'_, '_>, access: &Access, id: LoopId) -> bool {
    let bytes = bytes_of(context.model, loops.body(), access);
    matches!(loops.stride(access, id), Stride::Elements(step)
        if step.as_constant() != Some(0) && is_short(&step, bytes) == Some(true))
}

/// Whether it goes to another line with each turn.
fn goes_across(context: &Context<'_>, loops: &Loops<'_, '_>, access: &Access, id: LoopId) -> bool {
    match loops.stride(access, id) {
        Stride::Elements(step) => is_short(&step, bytes_of(context.model, loops.body(), access)) != Some(true),
        Stride::Dimension(..) => true,
        Stride::Data | Stride::Unknown => false,
    }
}

/// What the nest walks by rows with the inner loop and by columns with the outer one, other than `data`.
fn against(context: &Context<'_>, loops: &Loops<'_, '_>, data: &Location, nest: (LoopId, LoopId)) -> Option<ExprId> {
    let mut others = loops.accesses_of(nest.1).filter(|access| up_to_subscripts(&access.at) != *data);
    others.find(|access| goes_the_other_way(context, loops, access, nest)).map(|access| access.expr)
}

/// Whether the nest walks `data` itself so.
fn is_symmetric(context: &Context<'_>, loops: &Loops<'_, '_>, data: &Location, nest: (LoopId, LoopId)) -> bool {
    let mut own = loops.accesses_of(nest.1).filter(|access| up_to_subscripts(&access.at) == *data);
    own.any(|access| goes_the_other_way(context, loops, access, nest))
}

fn goes_the_other_way(
    context: &Context<'_>,
    loops: &Loops<'_, '_>,
    access: &Access,
    (outer, inner): (LoopId, LoopId),
) -> bool {
    goes_along(context, loops, access, inner) && goes_across(context, loops, access, outer)
}

/// What has the subscripts of a location.
fn up_to_subscripts(at: &Location) -> Location {
    let is_subscript = |step: &Step| {
        matches!(step, Step::Element(_) | Step::Found(_) | Step::Chunk { .. } | Step::Slice { .. } | Step::Some)
    };
    let until = at.steps.iter().position(is_subscript).unwrap_or(at.steps.len());
    Location { base: at.base, steps: at.steps.iter().take(until).cloned().collect() }
}

/// Bytes of what an access reaches.
fn bytes_of(model: &Model<'_>, body: &Body<'_>, access: &Access) -> Option<u64> {
    match access.at.base {
        Base::Variable(_) => model.size_of(types_of(model, body, access)?.last()?),
        _ => model.size_of(body.ty(access.expr)),
    }
}

/// Bytes of a row of what an access reaches, where rows are arrays.
fn row_bytes(model: &Model<'_>, body: &Body<'_>, access: &Access) -> Option<u64> {
    let size = |ty: &Ty| if matches!(ty, Ty::Array(_)) { model.size_of(ty) } else { None };
    match access.at.base {
        Base::Variable(_) => size(types_of(model, body, access)?.iter().rev().nth(1)?),
        _ => match body.facts[access.expr].kind {
            ExprKind::Index { base, .. } => size(body.ty(base)),
            _ => None,
        },
    }
}

/// Whether all that an access may reach is an array which takes no more than half of the first cache.
fn is_near(model: &Model<'_>, body: &Body<'_>, access: &Access) -> bool {
    let is_small = |ty: &Ty| {
        let ty = ty.without_references();
        matches!(ty, Ty::Array(_)) && model.size_of(ty).is_some_and(|bytes| bytes <= SETS * WAYS * LINE / 2)
    };
    let whole = || types_of(model, body, access)?.iter().find(|ty| model.element_of(ty).is_some()).map(is_small);
    whole().unwrap_or(false)
}

/// Sets and ways of the first cache of the machine that is modelled where none is named, or of smaller ones.
const SETS: u64 = 64;
const WAYS: u64 = 8;

/// Whether the lines that the loops within `outer` go over are still in the first cache when it turns: they take no more than half of
/// the sets that steps of so many bytes lead to.
fn stays_near(loops: &Loops<'_, '_>, (outer, inner): (LoopId, LoopId), step: Option<u64>) -> bool {
    let within = loops.outwards(Some(inner)).take_while(|id| *id != outer);
    let lines = within.map(|id| most_turns(loops, id)).try_fold(1u64, |product, turns| product.checked_mul(turns?));
    let sets = match step {
        Some(step) => {
            let together = (SETS * LINE) >> step.trailing_zeros().min((SETS * LINE).trailing_zeros());
            together.clamp(1, SETS)
        }
        // A row of which no more is known is hardly a power of two of that size.
        None => SETS / 4,
    };
    lines.is_some_and(|lines| lines <= sets * WAYS / 2)
}

/// How often a loop turns at most: where constants tell, or where its number is the subscript of a sequence whose length is known.
fn most_turns(loops: &Loops<'_, '_>, id: LoopId) -> Option<u64> {
    let body = loops.body();
    let around = loops.get(id).expr;
    let bound = || {
        let ExprKind::For { pattern, body: turn, .. } = body.facts[around].kind else { return None };
        let within = body.facts[turn].span;
        let by_number = |&at: &ExprId| match body.facts[at].kind {
            ExprKind::Index { base, index } if within.contains(body.facts[at].span) => {
                (body.variable(index)? == pattern).then(|| loops.model().length(body, base))?
            }
            _ => None,
        };
        body.index().subscripts.iter().filter_map(by_number).min()
    };
    loops.turns(id).or_else(bound)
}

/// Whether the rows of what an access reaches are arrays, which lie one after the other.
fn are_arrays(model: &Model<'_>, body: &Body<'_>, access: &Access) -> bool {
    let is_array = |ty: &Ty| matches!(ty, Ty::Array(_));
    match access.at.base {
        Base::Variable(_) => {
            types_of(model, body, access).is_some_and(|types| types.iter().rev().nth(1).is_some_and(is_array))
        }
        _ => match body.facts[access.expr].kind {
            ExprKind::Index { base, .. } => is_array(body.ty(base)),
            _ => false,
        },
    }
}

/// The types that the steps of an access come by.
fn types_of(model: &Model<'_>, body: &Body<'_>, access: &Access) -> Option<Vec<Ty>> {
    let Base::Variable(variable) = access.at.base else { return None };
    let mut ty = body.pattern_ty(variable).clone();
    let mut all = Vec::new();
    for step in &access.at.steps {
        all.push(ty.clone());
        ty = match step {
            Step::Field(owner, index) => {
                let args = model
                    .autoderef(&ty)
                    .iter()
                    .find_map(|ty| ty.adt().filter(|(def, _)| def == owner).map(|(_, args)| args.to_vec()))?;
                model.variant_fields(*owner, &args).into_iter().find(|(at, ..)| at == index)?.2
            }
            Step::Part(number) => match ty.without_references() {
                Ty::Tuple(parts) => parts.get(*number as usize)?.clone(),
                _ => return None,
            },
            Step::Element(_) | Step::Found(_) | Step::Chunk { .. } => model.element_of(&ty)?,
            Step::Slice { .. } => ty,
            Step::Length | Step::Some => return None,
        };
    }
    all.push(ty);
    Some(all)
}

/// The number that a form is, also where it is a parameter that all callers give the same.
fn constant_of(model: &Model<'_>, loops: &Loops<'_, '_>, form: &Polynomial) -> Option<u64> {
    if let Some(constant) = form.as_constant() {
        return Some(constant.unsigned_abs());
    }
    let (atoms, factor) = form.terms().next().filter(|_| form.terms().nth(1).is_none())?;
    let [Atom::Symbol(symbol)] = atoms else { return None };
    let SymbolKey::Place(Location { base: Base::Variable(variable), steps }) = loops.symbol(*symbol)? else {
        return None;
    };
    let body = loops.body();
    let Some(Binding::Parameter { whole: true, index }) = body.binding(*variable).filter(|_| steps.is_empty()) else {
        return None;
    };
    let callers = model.callers(body.owner);
    let given = callers.iter().map(|&(caller, call)| {
        let caller = model.body(caller);
        model.constant(caller, model.argument(caller, call, body.owner, index)?)
    });
    let given: Option<FxHashSet<u64>> = given.collect();
    let mut given = given?.into_iter();
    given.next().filter(|_| given.next().is_none())?.checked_mul(factor.unsigned_abs())
}
