//! Where sequences of sequences are declared, built and used.
use rustc_hash::{FxHashMap, FxHashSet};

use super::build::{Build, build};
use super::usage::is_hot;
use crate::model::{
    Body, BodyId, Declared, Declares, DefId, DefKind, Form, Known, Model, Place, Primitive, Question, RowUse,
    RowUseKind, Ty, Written, words,
};
use crate::rules::context::Context;
use crate::rules::found::Cause;
use crate::source::facts::{ExprId, ExprKind, Span};
use crate::source::load::FileId;
use crate::source::name::Name;
use crate::source::paths::{type_names, types_within};
use crate::source::words::Word;

/// An expression that builds one.
type Built = (BodyId, ExprId, Build);

/// One cause: a declared place, or a construction whose type nobody wrote.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) file: FileId,
    pub(super) span: Span,
    /// The item that it is in.
    pub(super) item: DefId,
    pub(super) name: Option<String>,
    /// The alias that it is the target of has that name.
    pub(super) is_alias: bool,
    /// The names that its type is written with.
    written: Vec<String>,
    pub(super) shape: Shape,
    pub(super) cause: Cause,
    pub(super) builds: Vec<Built>,
    /// Those of them that somebody else builds and hands in, and who.
    pub(super) lent: Vec<(BodyId, ExprId, Declares)>,
    pub(super) uses: Vec<RowUse>,
    /// The uses that work on cells again and again, by number.
    hot: Vec<usize>,
    /// Of three levels, each use has all three numbers.
    pub(super) is_indexed_whole: bool,
    /// What is done with its rows while it is in use.
    service: Service,
}

/// What a type of rows tells.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    row: Ty,
    /// The innermost cell.
    pub(super) cell: Option<Ty>,
    /// How many rows there are, where the type says it.
    pub(super) rows: Option<u64>,
    /// How many types stand around the cell.
    pub(super) levels: usize,
    /// The field with the cells, of rows that have other fields too.
    pub(super) record: Option<Name>,
}

/// What is done with rows while their table is in use, not where it is built.
#[derive(Clone, Copy, Debug, Default)]
struct Service {
    /// Rows come one by one.
    come: bool,
    /// Through a shared reference: what is in them has to stay where it is.
    stay: bool,
    /// Rows go, or are emptied.
    go: bool,
}

impl Match {
    /// Whether it is used as a matrix or as lists of its own, and not small.
    pub(super) fn speaks(&self, model: &Model<'_>) -> bool {
        let is_used = !self.hot.is_empty() || (self.is_rectangular() && !self.is_local());
        is_used && !self.is_small() && !self.is_list_of_buffers(model)
    }

    /// Whether only its rows count, each for itself: they come and go, or what is in them lies elsewhere anyway.
    fn is_list_of_buffers(&self, model: &Model<'_>) -> bool {
        let is_text = self.shape.cell == Some(Ty::Primitive(Primitive::U8)) && !self.is_rectangular();
        let alone = is_text || self.owns_cells(model) || self.changes_in_use() || model.is_named_row(&self.shape.row);
        self.service.stay || (alone && !self.has_cells())
    }

    /// Bytes of a row's header: pointer and length, and the capacity of one that can grow.
    pub(super) fn header(&self, model: &Model<'_>) -> u64 {
        const FIXED: u64 = 16;
        const GROWING: u64 = 24;
        if model.size_of(&self.shape.row) == Some(FIXED) { FIXED } else { GROWING }
    }

    /// Whether rows come or go while it is in use.
    pub(super) fn changes_in_use(&self) -> bool {
        self.service.come || self.service.go
    }

    /// Whether a cell leads to memory of its own.
    pub(super) fn owns_cells(&self, model: &Model<'_>) -> bool {
        self.shape.cell.as_ref().is_some_and(|cell| owns(model, cell, 0))
    }

    /// Whether it may, as far as its type is known.
    pub(super) fn may_own_cells(&self, model: &Model<'_>) -> bool {
        self.shape.cell.is_none() || self.owns_cells(model)
    }

    /// Where it is declared.
    pub(super) fn declares(&self) -> Option<Declares> {
        match &self.cause {
            Cause::Declared { at, .. } => *at,
            Cause::Code | Cause::Instead(_) | Cause::Unless(_) => None,
        }
    }

    /// Where it is declared, and where its value goes on to.
    pub(super) fn places(&self) -> impl Iterator<Item = Declares> + '_ {
        let goes_to = match &self.cause {
            Cause::Declared { goes_to, .. } => goes_to.as_slice(),
            Cause::Code | Cause::Instead(_) | Cause::Unless(_) => &[],
        };
        self.declares().into_iter().chain(goes_to.iter().copied())
    }

    /// Whether it is a variable, whose uses are all in sight, or what a function gives, which is whose that keeps it: without a use that is hot
    /// it is only handed on.
    fn is_local(&self) -> bool {
        matches!(self.cause, Cause::Declared { at: Some(Declares::Let(..) | Declares::Result(_)), .. })
    }

    /// Whether a cell is reached by two numbers, again and again.
    fn has_cells(&self) -> bool {
        self.hot_uses().any(|used| used.kind == RowUseKind::Cell && (used.indices.len() > 1 || used.row.is_some()))
    }

    /// The uses that work on cells again and again, those of single cells first.
    pub(super) fn hot_uses(&self) -> impl Iterator<Item = &RowUse> {
        self.hot.iter().filter_map(|&number| self.uses.get(number))
    }

    /// What the project calls the type of a cell: as the types tell, else as it is written.
    pub(super) fn cell_name(&self, model: &Model<'_>) -> Option<String> {
        let is_whole = |name: &str| !name.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "_");
        let known = self.shape.cell.as_ref().map(|cell| model.display(cell)).filter(|name| is_whole(name));
        known.or_else(|| {
            let is_row = |name: &str| name == "[]" || Known::names(is_row_or_pointer).any(|row| name.ends_with(row));
            let (cell, around) = self.written.split_last()?;
            (around.len() + 1 >= self.shape.levels && around.iter().all(|name| is_row(name))).then(|| cell.clone())
        })
    }

    /// What it is called in a sketch.
    pub(super) fn sketch_name(&self) -> String {
        let is_name = |name: &&String| !self.is_alias && name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        self.name.as_ref().filter(is_name).cloned().unwrap_or_else(|| "cells".to_owned())
    }

    /// What the project calls the numbers of row and column.
    pub(super) fn index_names(&self, context: &Context<'_>) -> (String, String) {
        let named = self.uses.iter().filter(|used| used.indices.len() == 2).find_map(|used| {
            let body = context.model.body(used.body);
            // `ix[i]` is a number out of `ix`, and not `ix`.
            let name = |at: usize| {
                let index = *used.indices.get(at)?;
                if !matches!(body.facts[index].kind, ExprKind::Path(_)) {
                    return None;
                }
                let place = body.place(index)?;
                matches!(place, Place::Local(..)).then(|| context.model.place_name(place))?
            };
            Some((name(0)?, name(1)?))
        });
        named.unwrap_or_else(|| ("row".to_owned(), "column".to_owned()))
    }
}

/// Whether what a use reaches by two numbers is only asked for an element: `m[i][j][k]`.
fn is_indexed_again(body: &Body<'_>, used: &RowUse) -> bool {
    let up = body.parent(used.at).map(|up| &body.facts[up].kind);
    used.kind == RowUseKind::Cell && matches!(up, Some(ExprKind::Index { base, .. }) if *base == used.at)
}

/// Whether a value of this type has memory of its own elsewhere.
fn owns(model: &Model<'_>, ty: &Ty, depth: u32) -> bool {
    const DEEPEST: u32 = 4;
    match ty {
        Ty::Adt(def, args) => match model.known(*def) {
            Some(Known::Option | Known::Cell | Known::RefCell) => args.iter().any(|arg| owns(model, arg, depth + 1)),
            Some(Known::String | Known::Box | Known::Rc | Known::Arc | Known::Mutex | Known::RwLock) => true,
            Some(known) => known.is_collection(),
            None if depth < DEEPEST => model.fields(ty).iter().any(|(_, _, field)| owns(model, field, depth + 1)),
            None => false,
        },
        Ty::Tuple(parts) => parts.iter().any(|part| owns(model, part, depth + 1)),
        _ => false,
    }
}

/// Every declared sequence of sequences with what is done with it, in the order of the items.
pub(super) fn matches(context: &Context<'_>) -> Vec<Match> {
    let model = context.model;
    let declared = model.declared(&Question {
        names: &sequence_names(model),
        answer: &|ty| Shape::of(model, ty),
        is_silent: &|written| context.is_fixed_interface(written),
    });
    // What is made and handed to somebody else at once is his.
    let is_kept = |it: &Declared<Shape>| it.form != Form::Construction(None);
    let mut found: Vec<Match> = declared.into_iter().filter(is_kept).map(|it| Match::of(model, it)).collect();
    share_changes(&mut found);
    share_builds(&mut found);
    found.iter_mut().for_each(|one| one.settle(model));
    found
}

/// What changes the lengths of rows where a value is handed on to changes them where it comes from.
fn share_changes(found: &mut [Match]) {
    let changes: FxHashMap<Declares, Vec<RowUse>> = found
        .iter()
        .filter_map(|one| Some((one.declares()?, one)))
        .map(|(at, one)| (at, one.uses.iter().filter(|used| used.kind.changes_lengths()).cloned().collect()))
        .collect();
    for one in found {
        let Cause::Declared { goes_to, .. } = &one.cause else { continue };
        one.uses.extend(goes_to.iter().filter_map(|beyond| changes.get(beyond)).flatten().cloned());
    }
}

/// A function is handed what others build.
fn share_builds(found: &mut [Match]) {
    let mut builds: FxHashMap<Declares, Vec<(Declares, Built)>> = FxHashMap::default();
    for one in found.iter() {
        let Some(from) = one.declares() else { continue };
        for taker in one.places().skip(1).filter(|place| matches!(place, Declares::Parameter(..))) {
            builds.entry(taker).or_default().extend(one.builds.iter().map(|build| (from, *build)));
        }
    }
    for one in found {
        let handed = one.declares().and_then(|place| builds.remove(&place)).unwrap_or_default();
        for (from, build) in handed {
            if !one.builds.iter().any(|(body, at, _)| (*body, *at) == (build.0, build.1)) {
                one.builds.push(build);
                one.lent.push((build.0, build.1, from));
            }
        }
    }
}

impl Shape {
    fn of(model: &Model<'_>, ty: &Ty) -> Option<Shape> {
        let row = model.row_type(ty)?;
        let rows = match ty.without_references() {
            Ty::Array(both) => match both.1 {
                Ty::Const(rows) => Some(rows),
                _ => None,
            },
            _ => None,
        };
        let (mut inner, mut levels) = (row.clone(), 2);
        while let Some(next) = model.row_type(&inner) {
            inner = next;
            levels += 1;
        }
        Some(Shape { cell: model.cell_type(&inner), record: model.record_field(&inner), row, rows, levels })
    }
}

impl Match {
    fn of(model: &Model<'_>, declared: Declared<Shape>) -> Match {
        let Declared { declares, form, file, span, item, name, written, answer, made, uses: named, goes_to } = declared;
        let built = |&(body, expr): &(BodyId, ExprId)| Some((body, expr, build(model, model.body(body), expr)?));
        Match {
            file,
            span,
            item,
            name,
            is_alias: form == Form::Alias,
            written,
            shape: answer,
            cause: Cause::Declared { at: declares, goes_to, handed: Vec::new() },
            builds: made.iter().filter_map(built).collect(),
            lent: Vec::new(),
            uses: named.into_iter().flat_map(|(body, named)| model.row_uses(model.body(body), named)).collect(),
            hot: Vec::new(),
            is_indexed_whole: false,
            service: Service::default(),
        }
    }

    /// Sorts the uses out, once all are known.
    fn settle(&mut self, model: &Model<'_>) {
        self.uses.sort_by_key(|used| (used.body, used.at, used.kind));
        self.uses.dedup_by_key(|used| (used.body, used.at, used.kind));
        // A small one is silent whatever is done with it, and to ask who calls takes long.
        if self.is_small() {
            return;
        }
        let hot = self.uses.iter().enumerate().filter(|(_, used)| is_hot(model, used));
        self.hot = hot.map(|(number, _)| number).collect();
        self.hot.sort_by_key(|&number| self.uses[number].kind);
        self.is_indexed_whole = self.uses.iter().all(|used| is_indexed_again(model.body(used.body), used));
        let is_kept = !self.is_local();
        self.service = Service::of(model, &self.uses, is_kept);
    }
}

impl Service {
    fn of(model: &Model<'_>, uses: &[RowUse], is_kept: bool) -> Service {
        let mut service = Service::default();
        for used in uses {
            let body = model.body(used.body);
            let by = receives_itself(model, body);
            let again = by.is_some() || body.repeated(used.at).next().is_some();
            match used.kind {
                RowUseKind::RowsCome if is_kept && by.is_some() => {
                    service.come = true;
                    service.stay |= by == Some(false);
                }
                RowUseKind::RowsGo | RowUseKind::Drain => service.go |= again,
                _ => {}
            }
        }
        service
    }
}

/// Whether a function is a method that has its receiver by reference, and whether by an exclusive one.
fn receives_itself(model: &Model<'_>, body: &Body<'_>) -> Option<bool> {
    model.def(body.owner).function()?.receiver.as_ref()?.reference
}

/// Types as written that are, or hold, a sequence of sequences, aliases looked through.
pub(super) fn nested<'m>(model: &Model<'m>) -> Vec<Written<'m>> {
    let names = sequence_names(model);
    let mut written = model.written_where(|ty| type_names(ty, &names));
    written.retain(|at| {
        let mut nested = false;
        types_within(at.ty, &mut |ty| nested |= model.row_type(&model.resolve_type(ty, at.item)).is_some());
        nested
    });
    written
}

/// The names without one of which no type is a sequence of sequences: those of rows, and of structs that are rows.
fn sequence_names(model: &Model<'_>) -> FxHashSet<Word> {
    let mut names = model.renamed(words(Known::names(is_row_or_pointer)));
    let structs: Vec<Name> = model.items().filter_map(|def| row_name(model, def, &names)).collect();
    if !structs.is_empty() {
        names.extend(model.renamed(words(structs.iter().map(Name::as_str))));
    }
    names
}

/// The name of a struct that is a row.
fn row_name(model: &Model<'_>, def: DefId, names: &FxHashSet<Word>) -> Option<Name> {
    let item = model.def(def);
    if item.kind != DefKind::Struct || !item.fields()?.list.iter().any(|field| type_names(&field.ty, names)) {
        return None;
    }
    model.is_named_row(&Ty::Adt(def, [].into())).then_some(item.name?)
}

fn is_row_or_pointer(known: Known) -> bool {
    known.is_sequence() || matches!(known, Known::Box | Known::Rc | Known::Arc)
}
