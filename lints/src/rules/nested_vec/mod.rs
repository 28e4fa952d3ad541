#![doc = include_str!("README.md")]
mod advice;
mod build;
mod lengths;
mod places;
mod usage;

use rustc_hash::FxHashSet;

use self::build::Build;
use self::lengths::Lengths;
use self::places::{Match, matches, nested};
use self::usage::{
    Nests, Walk, chooses_both, innermost, is_of_matrices, is_picked, nest, onwards, rows_from, through_callers,
};
use super::context::{Context, level};
use super::found::{Cause, Found};
use super::heat::{self, Paying};
use super::subject::Spots;
use super::wording::two_digits;
use super::{Chapter, Finds, Rule, cost, strides};
use crate::model::effects::{Owner, words_where};
use crate::model::{
    Binding, Body, BodyId, Declares, Effects, Interest, Known, Lasting, Model, RowUse, RowUseKind, words,
};
use crate::report::{Heat, Level, Predicted, Rows, Saves, Subject};
use crate::source::facts::{ExprId, ExprKind};

/// What it is.
pub const RULE: Rule = Rule {
    name: "nested_vec",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "a sequence of sequences is used as a matrix: every row is an allocation of its own",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every declared sequence of sequences that is worked on cell by cell.
fn check(context: &Context<'_>) -> Vec<Found> {
    let nests = Nests::new(*context);
    let all = matches(context);
    let by_group: FxHashSet<Declares> =
        all.iter().filter(|one| adds_by_group(context.model, &nests, one)).flat_map(Match::places).collect();
    let speaking = all.iter().filter(|found| found.speaks(context.model));
    one_for_each_nest(speaking.filter_map(|found| report(context, &nests, found, &by_group)).collect())
}

/// The loop that turns for each cell of a nest.
fn turning(model: &Model<'_>, nest: &Nest) -> ExprId {
    model.body(nest.used.body).repeated(nest.used.at).next().unwrap_or(nest.at)
}

/// A finding with the loops that earn it its warning, and with what is built of it.
type Earned = (Found, Vec<(BodyId, ExprId)>, Vec<(BodyId, ExprId)>);

/// Of several matrices that the same loops walk, and of several places that are handed the same one, the costliest has the warning: who
/// works on these loops, or on that matrix, meets them all.
fn one_for_each_nest(mut found: Vec<Earned>) -> Vec<Found> {
    let mut order: Vec<usize> = (0..found.len()).filter(|&at| found[at].0.level > Level::Note).collect();
    order.sort_by(|&one, &other| found[other].0.weight.total_cmp(&found[one].0.weight));
    let (mut told, mut known) = (FxHashSet::default(), FxHashSet::default());
    for at in order {
        let (one, nests, builds) = &mut found[at];
        if !nests.is_empty() && nests.iter().all(|nest| told.contains(nest)) {
            one.level = Level::Note;
            one.notes.push("the same loops walk another matrix, which has the warning".to_owned());
        } else if !builds.is_empty() && builds.iter().all(|built| known.contains(built)) {
            one.level = Level::Note;
            one.notes.push("the same rows are handed in elsewhere, too, which has the warning".to_owned());
        }
        told.extend(nests.iter().copied());
        known.extend(builds.iter().copied());
    }
    found.into_iter().map(|(one, ..)| one).collect()
}

/// Whether is added to what data picks: `sums[group[i]][axis] += x`, `table[class[i]][group[i]] += 1`.
fn adds_by_group(model: &Model<'_>, nests: &Nests<'_>, found: &Match) -> bool {
    found.hot_uses().any(|used| {
        let chosen = |at: usize| used.indices.get(at).is_some_and(|&it| is_picked(model, model.body(used.body), it));
        let by_group = || match nests.walk(used) {
            Walk::AlongOne | Walk::PickedRows => chosen(0),
            Walk::ByRows => chosen(0) && chosen(1),
            _ => false,
        };
        match used.kind {
            RowUseKind::Cell => used.indices.len() > 1 && adds_up(model, used) && by_group(),
            // `for (sum, x) in sums[group[i]].iter_mut().zip(point)`
            RowUseKind::RowWalk => {
                found.lengths() == Lengths::Equal && nests.walk(used) == Walk::PickedRows && writes_row(model, used)
            }
            _ => false,
        }
    })
}

/// Bodies that a declared one can come into, and loops where one may be made.
fn interest(model: &Model<'_>) -> Interest {
    let of_rows = |owner: Owner<'_>| owner == Owner::Type("[]") || owner.is_of(Known::is_sequence);
    let mut makers = words_where(|effects, owner| match owner {
        Owner::Trait => effects.has_all(COLLECTS),
        Owner::Type(_) => of_rows(owner) && effects.has(Effects::CONVERTS.or(Effects::COPIES)),
    });
    let sequences = Known::ALL.iter().filter(|(known, _)| known.is_sequence()).flat_map(|(_, paths)| paths.iter());
    makers.extend(words(sequences.filter_map(|path| path.rsplit("::").next())));
    makers.extend(words(["vec", "smallvec", "thin_vec"]));
    let mut loops =
        words_where(|effects, owner| of_rows(owner) && effects.without(Effects::PARALLEL) == Effects::ITERATES);
    loops.extend(words(["for", "while", "loop"]));
    model.interest_in(words([]), &nested(model)).or([makers, loops])
}

/// What makes a sequence of an iterator.
const COLLECTS: Effects = Effects::WALKS.or(Effects::BUILDS);

/// Labels beyond these say nothing new.
const LABELS: usize = 4;

fn report<'m>(
    context: &Context<'m>,
    loops: &Nests<'m>,
    found: &Match,
    by_group: &FxHashSet<Declares>,
) -> Option<Earned> {
    let model = context.model;
    let nests = nests(context, loops, found);
    let by_columns = nests.iter().any(|nest| nest.walk == Walk::ByColumns);
    let is_record = found.shape.record.is_some();
    // A list of records is no matrix but for who works on the cells of all by number.
    if is_record && !nests.iter().any(|nest| nest.walk >= Walk::WholeRows && chooses_both(model, &nest.used)) {
        return None;
    }
    let lengths = found.lengths();
    let jagged = lengths == Lengths::Differ;
    let name = found.name.as_deref();
    let message = match (name, jagged) {
        (Some(name), false) => format!("`{name}` is used as a matrix, but each row is an allocation of its own"),
        (None, false) => "a matrix whose every row is an allocation of its own".to_owned(),
        (Some(name), true) => format!("`{name}` is a list of lists, and every list in it is an allocation of its own"),
        (None, true) => "a list of lists, every one of them an allocation of its own".to_owned(),
    };
    let mut labels = Vec::new();
    for (body, expr, build) in &found.builds {
        match build {
            Build::Rectangular { .. } | Build::Block { .. } if lengths == Lengths::Equal => {
                labels.push(context.label_expr(*body, *expr, "built rectangular: all rows are of one length"));
            }
            Build::Rectangular { .. } | Build::Block { .. } | Build::Literal { .. } => {}
            Build::Ragged => labels.push(context.label_expr(*body, *expr, "built of rows of differing length")),
            Build::Growing if found.gets_cells() => {
                labels.push(context.label_expr(*body, *expr, "built of empty rows that grow one by one"));
            }
            Build::Growing => labels.push(context.label_expr(*body, *expr, "built of empty rows")),
        }
    }
    labels.dedup();
    labels.truncate(2);
    let later = found.grows_later();
    labels.extend(later.map(|used| context.label_expr(used.body, used.at, "a row gets another cell here")));
    for nest in nests.iter().take(LABELS) {
        let text = match nest.used.kind {
            _ if nest.walk == Walk::ByColumns => {
                "walked by columns: each turn of the innermost loop goes to another row"
            }
            RowUseKind::Cell if is_handed_out(model, &nest.used) => "each row is another allocation",
            RowUseKind::Cell => "two dependent loads for a cell: the row's header, then the cell",
            RowUseKind::Call if nest.is_cell => "each call reaches a cell through its row's header",
            RowUseKind::Call => "each call reaches a row through its header",
            _ => "each row is another allocation",
        };
        labels.push(context.label_expr(nest.used.body, nest.used.at, text));
    }
    let predicted = predict(context, found, by_columns);
    // A walk along a row asks for its header once. How much that is of a walk tells the length of the rows: known, or short
    // where rows grow one by one while they are made. Of rows that data picks, as a graph's, the header misses, too, but who adds up by group has
    // few of them.
    let is_known = predicted.lines_per_row.is_none() && predicted.lines_now.is_some();
    let grows = found.grows() && found.grows_later().is_none();
    let by_group = !by_columns && found.places().any(|place| by_group.contains(&place));
    // The headers of few rows stay in the first-level cache.
    let are_few =
        found.rows().is_some_and(|rows| rows.saturating_mul(found.header(model)) <= context.settings.small_bytes);
    let often = |walk: Walk| match walk {
        Walk::Still | Walk::AlongOne => false,
        Walk::ByColumns => true,
        _ if are_few && !is_known => false,
        Walk::WholeRows => is_known || grows,
        Walk::PickedRows => is_known || jagged,
        Walk::ByRows => is_known || !by_group,
    };
    // One pass over what the function has just made earns no warning, nor do rows that have to be rows.
    let earns = |nest: &Nest| {
        often(nest.walk)
            && !(jagged && !found.gets_rows() && is_only_pass(context, found, nest))
            && apart(model, found, nest).is_none()
    };
    let earning: Vec<(BodyId, ExprId)> =
        nests.iter().filter(|nest| earns(nest)).map(|nest| (nest.used.body, turning(model, nest))).collect();
    let earned = !earning.is_empty();
    let warmest = nests
        .iter()
        .filter(|nest| !earned || earns(nest))
        .map(|nest| {
            let body = model.body(nest.used.body);
            let paying = Paying { at: innermost(body, &nest.used), ..Paying::walk(nest.at) };
            context.frequency(body, paying, &predicted)
        })
        .max_by_key(|frequency| frequency.heat);
    let heat = warmest.as_ref().map_or(Heat::Warm, |frequency| frequency.heat);
    let mut notes = vec![cost(model, found, jagged)];
    notes.extend(warmest.as_ref().map(|frequency| context.prediction(&predicted, frequency)));
    let down = nests.iter().find(|nest| nest.walk == Walk::ByColumns);
    let order = down.and_then(|nest| exchanged(context, &nest.used));
    let is_tied = matches!(order, Some(Err(_)));
    notes.extend(order.map(|order| swapped(context, found, order)));
    notes.extend(all_apart(model, found, &nests).map(str::to_owned));
    let subject = subject_of(context, found);
    let site = |nest: &Nest| context.site(RULE.name, model.body(nest.used.body), nest.at, Lasting::Statement);
    let saves = |nest: &Nest| if stays(context, loops, found, nest) { Saves::Order } else { Saves::Unused };
    let sites = nests.iter().map(|nest| site(nest).about(subject.clone()).saving(saves(nest))).collect();
    let shown = found.cell_name(model);
    let builds = found.builds.iter().map(|&(body, at, _)| (body, at)).collect();
    // Nor do rows that come and go, which have to be rows, or cells that lie elsewhere anyway.
    // Records that come and go are no matrix, whoever works on them.
    let is_matrix = earned && (!is_record || by_columns && !found.uses.iter().any(|used| used.kind.changes_lengths()));
    let default =
        if is_matrix && !found.changes_in_use() && !found.owns_cells(model) { RULE.level } else { Level::Note };
    let found = Found {
        level: level(default, heat, &predicted),
        heat,
        krate: context.krate(found.item),
        item: model.item_path(found.item),
        message,
        primary: context.label(
            found.file,
            found.span,
            match shown {
                Some(cell) => format!("rows of `{cell}`, each somewhere else in the heap"),
                None => "rows, each somewhere else in the heap".to_owned(),
            },
        ),
        labels,
        notes,
        rewrite: advice::fix(context, found, by_columns && !is_tied),
        sites,
        predicted,
        weight: cost::weight(&predicted, heat, 0.1),
        cause: cause(context, found, &nests),
    };
    Some((found, earning, builds))
}

/// Why the rows of a nest are better off apart, or cannot lie in one sequence.
fn apart(model: &Model<'_>, found: &Match, nest: &Nest) -> Option<&'static str> {
    if found.grows_at(model, &nest.used) {
        Some(
            "each row grows in the loop that reads it: one sequence has room for that only where each row gets a share for all it will have",
        )
    } else if found.shape.record.is_some() && found.gets_rows_at(model, &nest.used) {
        Some(
            "records come in the loop that reads them: cells of their own in one sequence would have to be moved up with each",
        )
    } else if found.lengths() == Lengths::Differ && is_busy(model, found, nest) {
        Some("a loop of its own is run for each cell, beside which the header of a row costs little")
    } else if is_of_matrices(model, &nest.used) {
        Some("each row is a matrix of its own: one sequence for all of them saves their headers, and no more")
    } else {
        None
    }
}

/// Why no nest gains much by one sequence, where that holds for all of them.
fn all_apart(model: &Model<'_>, found: &Match, nests: &[Nest]) -> Option<&'static str> {
    let reasons: Option<Vec<&'static str>> = nests.iter().map(|nest| apart(model, found, nest)).collect();
    reasons?.first().copied()
}

/// The rows' headers and the cells: what is touched where they are used.
fn subject_of(context: &Context<'_>, found: &Match) -> Subject {
    let model = context.model;
    let mut spots = Spots::new(context);
    for used in &found.uses {
        let body = model.body(used.body);
        for of in std::iter::once(used).chain(&through_callers(model, used)) {
            spots.way_to(of.body, of.at);
            spots.onwards(of.body, of.at);
            spots.methods(of.body, of.at);
            if of.kind == RowUseKind::Call {
                row_of_call(&mut spots, model, of);
            }
        }
        if let Some(row) = used.row {
            spots.variable(used.body, row, body.facts.root);
        }
        if !matches!(used.kind, RowUseKind::RowWalk | RowUseKind::Flatten) {
            continue;
        }
        spots.walk(used.body, used.walker);
        if let ExprKind::For { pattern, body: inside, .. } = &body.facts[used.walker].kind {
            spots.pattern(used.body, *pattern, *inside);
        }
        // What the closures of a chain are handed, each element.
        let mut at = used.walker;
        while let ExprKind::MethodCall { receiver, args, .. } = &body.facts[at].kind {
            for &argument in args {
                if let ExprKind::Closure { params, body: inside, .. } = &body.facts[argument].kind {
                    params.iter().for_each(|(pattern, _)| spots.pattern(used.body, *pattern, *inside));
                }
            }
            at = *receiver;
        }
    }
    let rows = Rows { levels: found.shape.levels, own: found.may_own_cells(model) };
    Subject::Reached { at: spots.into_vec(), rows: Some(rows) }
}

/// A row that a function hands out and a loop of its caller walks at once.
fn row_of_call(spots: &mut Spots<'_, '_>, model: &Model<'_>, used: &RowUse) {
    let body = model.body(used.body);
    let around = body.ancestors(used.at).take_while(|up| !matches!(body.facts[*up].kind, ExprKind::Block(_)));
    for up in around {
        if let ExprKind::For { pattern, body: inside, iterable, .. } = &body.facts[up].kind
            && body.facts[*iterable].span.contains(body.facts[used.at].span)
        {
            spots.way_to(used.body, *iterable);
            spots.pattern(used.body, *pattern, *inside);
        }
    }
}

/// Whether a nest goes to rows in an order that one sequence does not change: data picks them, or it goes down the columns, and its loops
/// cannot change places.
fn stays<'m>(context: &Context<'m>, loops: &Nests<'m>, found: &Match, nest: &Nest) -> bool {
    let model = context.model;
    let body = model.body(nest.used.body);
    let within =
        |used: &&RowUse| used.body == nest.used.body && body.facts[nest.at].span.contains(body.facts[used.at].span);
    let cells: Vec<(&RowUse, Walk)> = found
        .hot_uses()
        .filter(within)
        .filter(|used| used.kind == RowUseKind::Cell)
        .map(|used| (used, loops.walk(used)))
        .collect();
    let is_picked = |used: &RowUse| used.indices.len() > 1 && is_picked(model, body, used.indices[0]);
    // One of them stands for the others that the same loops step.
    let changes_places = |used: &RowUse| matches!(exchanged(context, used), Some(Ok(_)));
    let down: Vec<&RowUse> = cells.iter().filter(|(_, walk)| *walk == Walk::ByColumns).map(|(used, _)| *used).collect();
    cells.iter().any(|&(used, walk)| walk == Walk::PickedRows || walk == Walk::ByRows && is_picked(used))
        || !down.is_empty() && !down.into_iter().any(changes_places)
}

/// Why it costs.
fn cost(model: &Model<'_>, found: &Match, jagged: bool) -> String {
    let why = match &found.shape.record {
        Some(field) => format!("the cells of each row are found through its record, by the field `{field}`"),
        None => format!("each row is found through a header of {} bytes", found.header(model)),
    };
    let form = if jagged { "; rows of differing length can be kept as offsets and values" } else { "" };
    format!("{why}, and the prefetcher stops at the end of each row{form}")
}

/// A walk down the columns goes to another row with each cell; one along the rows pays for each row once.
fn predict(context: &Context<'_>, found: &Match, by_columns: bool) -> Predicted {
    let (columns, trips) = found.extent();
    let bytes = found.shape.cell.as_ref().and_then(|cell| context.model.size_of(cell)).filter(|&bytes| bytes > 0);
    let mut predicted = Predicted { element_bytes: bytes, trips, ..Predicted::default() };
    let Some(bytes) = bytes else { return predicted };
    predicted.lines_after = Some(cost::side_by_side(bytes));
    let each_row = cost::each_row(found.header(context.model));
    if by_columns {
        predicted.lines_now = Some(cost::across_rows(bytes));
    } else {
        match columns.filter(|&columns| columns > 0 && found.lengths() == Lengths::Equal) {
            Some(columns) => {
                let row = each_row / columns as f64;
                predicted.lines_now = Some(cost::side_by_side(bytes) + row);
            }
            None => {
                predicted.lines_now = Some(cost::side_by_side(bytes));
                predicted.lines_per_row = Some(each_row);
            }
        }
    }
    predicted
}

/// What it needs to swap the loops around a cell, or around what of it is reached; or why that is no way.
fn exchanged(context: &Context<'_>, used: &RowUse) -> Option<Result<String, String>> {
    let body = context.model.body(used.body);
    std::iter::once(used.at).chain(onwards(body, used.at)).find_map(|at| strides::swapped(context, body, at))
}

/// What it gains to swap the loops of a nest and leave the rows where they are; or why that is no way.
fn swapped(context: &Context<'_>, found: &Match, order: Result<String, String>) -> String {
    let Predicted { lines_now, lines_after, lines_per_row, .. } = predict(context, found, false);
    let lines = match (lines_now.or(lines_after), lines_per_row) {
        (Some(lines), None) => format!(": {} cache lines per element", two_digits(lines)),
        (Some(lines), Some(row)) => {
            format!(": {} cache lines per element, {} more with each row", two_digits(lines), two_digits(row))
        }
        (None, _) => String::new(),
    };
    match order {
        Ok(loops) => format!("most of it is gained where only the loops are swapped{lines}; {loops}"),
        Err(why) => format!("the loops cannot simply be swapped, because {why}"),
    }
}

/// A loop nest that works on it.
struct Nest {
    /// Its outermost loop.
    at: ExprId,
    /// The use that shows it.
    used: RowUse,
    /// It is a single cell that is used.
    is_cell: bool,
    walk: Walk,
}

/// The loop nests that work on it, each once and none within another.
fn nests<'m>(context: &Context<'m>, loops: &Nests<'m>, found: &Match) -> Vec<Nest> {
    let model = context.model;
    let mut all: Vec<Nest> = Vec::new();
    for used in found.hot_uses() {
        let callers = through_callers(model, used);
        let is_cell = used.kind == RowUseKind::Cell;
        let uses = if callers.is_empty() { vec![used.clone()] } else { callers };
        for used in uses {
            let at = nest(model.body(used.body), &used);
            // A call counts for what the function does with a cell; what it does with a row is the row's own walk.
            let walk = if used.kind != RowUseKind::Call || is_cell { loops.walk(&used) } else { Walk::AlongOne };
            match all.iter_mut().find(|known| known.used.body == used.body && known.at == at) {
                Some(known) if known.walk >= walk => {}
                Some(known) => *known = Nest { at, used, is_cell, walk },
                None => all.push(Nest { at, used, is_cell, walk }),
            }
        }
    }
    // What stands in another nest is told there.
    let ats: Vec<(BodyId, ExprId)> = all.iter().map(|nest| (nest.used.body, nest.at)).collect();
    let is_around = |nest: &Nest, (of, outer): (BodyId, ExprId)| {
        of == nest.used.body && model.body(of).ancestors(nest.at).any(|up| up == outer)
    };
    let is_within = |nest: &Nest| ats.iter().any(|&outer| is_around(nest, outer));
    let (inner, mut outermost): (Vec<Nest>, Vec<Nest>) = all.into_iter().partition(is_within);
    for nest in inner {
        let outer = outermost.iter_mut().find(|outer| is_around(&nest, (outer.used.body, outer.at)));
        if let Some(outer) = outer.filter(|outer| outer.walk < nest.walk) {
            *outer = Nest { at: outer.at, ..nest };
        }
    }
    outermost
}

/// What it is about. Of a parameter, also which values the calls hand over.
fn cause(context: &Context<'_>, found: &Match, nests: &[Nest]) -> Cause {
    let mut cause = found.cause.clone();
    if let Cause::Declared { at: Some(Declares::Parameter(function, index)), handed, .. } = &mut cause {
        let model = context.model;
        for nest in nests.iter().filter(|nest| nest.used.kind == RowUseKind::Call) {
            let body = model.body(nest.used.body);
            let Some(from) =
                model.argument(body, nest.used.at, *function, *index).and_then(|arg| model.declares(body, arg))
            else {
                continue;
            };
            let site = context.site(RULE.name, body, nest.at, Lasting::Statement);
            let spans = [body.facts[nest.used.at].span, site.span];
            handed.extend(spans.map(|span| (site.file.clone(), span, from)));
        }
        for &(body, at, from) in &found.lent {
            let body = model.body(body);
            handed.push((model.file(body.file).path.clone(), body.facts[at].span, from));
        }
    }
    cause
}

/// Whether the walk of a row may write its cells.
fn writes_row(model: &Model<'_>, used: &RowUse) -> bool {
    let body = model.body(used.body);
    let row = match body.facts[used.at].kind {
        ExprKind::MethodCall { receiver, .. } => receiver,
        _ => used.at,
    };
    model.usage(body, row).may_write()
}

/// Whether a use adds to a cell: `sums[group[i]][j] += x`.
fn adds_up(model: &Model<'_>, used: &RowUse) -> bool {
    let body = model.body(used.body);
    let mut at = used.at;
    while let Some(ExprKind::Deref(_)) = body.parent(at).map(|up| &body.facts[up].kind) {
        at = body.parent(at).unwrap_or(at);
    }
    body.parent(at).is_some_and(|up| matches!(body.facts[up].kind, ExprKind::AssignOp { left, .. } if left == at))
}

/// Whether a nest goes once over rows that were made for it, one after the other: to make them costs more.
fn is_only_pass(context: &Context<'_>, found: &Match, nest: &Nest) -> bool {
    let model = context.model;
    let body = model.body(nest.used.body);
    let rows = || rows_from(model, body, &nest.used).or_else(|| is_one_pass(body, nest).then_some(nest.used.at));
    rows().is_some_and(|rows| heat::is_made_for(context, body, nest.at, rows)) && found.grows_later().is_none()
}

/// Whether one loop alone chooses the rows, and each only once: no `while`, which may come back to one.
fn is_one_pass(body: &Body<'_>, nest: &Nest) -> bool {
    let own = usize::from(nest.used.kind == RowUseKind::Cell);
    let within = body.facts[nest.at].span;
    let around: Vec<ExprId> =
        body.repeated(nest.used.walker).filter(|&it| within.contains(body.facts[it].span)).collect();
    let is_counted = |&it: &ExprId| matches!(body.facts[it].kind, ExprKind::For { .. } | ExprKind::Closure { .. });
    matches!(nest.walk, Walk::WholeRows | Walk::PickedRows) && around.len() <= 1 + own && around.iter().all(is_counted)
}

/// Whether each cell of a list has a loop of its own, beside which the list's header costs little.
fn is_busy(model: &Model<'_>, found: &Match, nest: &Nest) -> bool {
    let body = model.body(nest.used.body);
    found.shape.levels == 2
        && nest.used.kind == RowUseKind::RowWalk
        && matches!(body.facts[nest.used.walker].kind, ExprKind::For { .. })
        && heat::loop_within(model, body, nest.used.walker).is_some()
}

/// Whether a loop hands out the row that a cell is in: its header is at hand.
fn is_handed_out(model: &Model<'_>, used: &RowUse) -> bool {
    let body = model.body(used.body);
    used.row.and_then(|row| body.binding(row)).is_some_and(|it| matches!(it, Binding::For { .. }))
}
