//! Where sequences of sequences are declared, built and used.
use rustc_hash::FxHashSet;

use super::build::{Build, build};
use super::usage::{Kind, Use, cell_type, row_type, uses};
use crate::model::{BodyId, Declared, Declares, DefId, Form, Known, Model, Place, Question, Ty, Written, words};
use crate::rules::context::Context;
use crate::rules::found::Cause;
use crate::source::facts::{ExprId, Span};
use crate::source::load::FileId;
use crate::source::paths::{type_names, types_within};
use crate::source::words::Word;

/// One cause: a declared place, or a construction whose type nobody wrote.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) file: FileId,
    pub(super) span: Span,
    /// The item that it is in.
    pub(super) item: DefId,
    pub(super) name: Option<String>,
    pub(super) cell: Option<Ty>,
    pub(super) cause: Cause,
    pub(super) builds: Vec<(BodyId, ExprId, Build)>,
    pub(super) uses: Vec<Use>,
    /// The uses that work on cells again and again, by number.
    hot: Vec<usize>,
}

/// Tables of so many constant cells and fewer are small.
const SMALL: u64 = 64;

impl Match {
    /// Whether it is used as a matrix or as lists of its own, and not small.
    pub(super) fn speaks(&self) -> bool {
        !self.is_small() && (!self.hot.is_empty() || (self.is_rectangular() && !self.is_local()))
    }

    /// Whether it is a variable, whose uses are all in sight: without one that is hot it is only handed on.
    fn is_local(&self) -> bool {
        matches!(self.cause, Cause::Declared { at: Some(Declares::Let(..)), .. })
    }

    /// Whether all that is built of it is small.
    fn is_small(&self) -> bool {
        let small = |build: &Build| build.cells().is_some_and(|cells| cells <= SMALL);
        !self.builds.is_empty() && self.builds.iter().all(|(_, _, build)| small(build))
    }

    /// How many cells there are in a row, and in all, of the largest that is built.
    pub(super) fn extent(&self) -> (Option<u64>, Option<u64>) {
        let columns = self.builds.iter().filter_map(|(_, _, build)| match build {
            Build::Rectangular { columns, .. } => *columns,
            _ => None,
        });
        let known = self.builds.iter().all(|(_, _, build)| build.cells().is_some());
        let cells = self.builds.iter().filter_map(|(_, _, build)| build.cells()).max();
        (columns.max(), cells.filter(|_| known))
    }

    fn is_rectangular(&self) -> bool {
        self.builds.iter().any(|(_, _, build)| matches!(build, Build::Rectangular { .. }))
    }

    /// Whether its rows grow one by one, so that their lengths differ.
    pub(super) fn grows(&self) -> bool {
        let grows = self.uses.iter().any(|used| used.kind == Kind::Growth)
            || self.builds.iter().any(|(_, _, build)| *build == Build::Growing);
        grows && !self.is_rectangular()
    }

    /// Whether nothing says that it is a matrix: its rows differ, or no cell is reached by two numbers.
    pub(super) fn is_jagged(&self) -> bool {
        let cells = self.hot_uses().any(|used| used.kind == Kind::Cell && used.indices.len() > 1);
        self.grows() || (!cells && !self.is_rectangular())
    }

    /// The uses that work on cells again and again, those of single cells first.
    pub(super) fn hot_uses(&self) -> impl Iterator<Item = &Use> {
        self.hot.iter().filter_map(|&number| self.uses.get(number))
    }

    /// What the project calls the numbers of row and column.
    pub(super) fn index_names(&self, context: &Context<'_>) -> (String, String) {
        let named = self.uses.iter().filter(|used| used.indices.len() == 2).find_map(|used| {
            let body = context.model.body(used.body);
            let name = |at: usize| {
                let place = body.place(*used.indices.get(at)?)?;
                matches!(place, Place::Local(..)).then(|| context.model.place_name(place))?
            };
            Some((name(0)?, name(1)?))
        });
        named.unwrap_or_else(|| ("row".to_owned(), "column".to_owned()))
    }
}

/// Every declared sequence of sequences with what is done with it, in the order of the items.
pub(super) fn matches(context: &Context<'_>) -> Vec<Match> {
    let model = context.model;
    let declared = model.declared(&Question {
        names: &sequence_names(model),
        answer: &|ty| row_type(model, ty),
        is_silent: &|written| context.is_fixed_interface(written),
    });
    // What is made and handed to somebody else at once is his.
    let is_kept = |it: &Declared<Ty>| it.form != Form::Construction(None);
    declared.into_iter().filter(is_kept).map(|it| Match::of(model, it)).collect()
}

impl Match {
    fn of(model: &Model<'_>, declared: Declared<Ty>) -> Match {
        let Declared { declares, file, span, item, name, answer, made, uses: named, goes_to, .. } = declared;
        let built = |&(body, expr): &(BodyId, ExprId)| Some((body, expr, build(model, model.body(body), expr)?));
        let mut found = Match {
            file,
            span,
            item,
            name,
            cell: innermost_cell(model, answer),
            cause: Cause::Declared { at: declares, goes_to },
            builds: made.iter().filter_map(built).collect(),
            uses: Vec::new(),
            hot: Vec::new(),
        };
        for (body, named) in named {
            uses(model, model.body(body), named, &mut found.uses);
        }
        found.uses.sort_by_key(|used| (used.body, used.at, used.kind));
        found.uses.dedup_by_key(|used| (used.body, used.at, used.kind));
        // A small one is silent whatever is done with it, and to ask who calls takes long.
        if !found.is_small() {
            let hot = found.uses.iter().enumerate().filter(|(_, used)| used.is_hot(model));
            found.hot = hot.map(|(number, _)| number).collect();
            found.hot.sort_by_key(|&number| found.uses[number].kind);
        }
        found
    }
}

/// Types as written that are, or hold, a sequence of sequences, aliases looked through.
pub(super) fn nested<'m>(model: &Model<'m>) -> Vec<Written<'m>> {
    let names = sequence_names(model);
    let mut written = model.written_where(|ty| type_names(ty, &names));
    written.retain(|at| {
        let mut nested = false;
        types_within(at.ty, &mut |ty| nested |= row_type(model, &model.resolve_type(ty, at.item)).is_some());
        nested
    });
    written
}

/// The names without one of which no type is a sequence of sequences: those of rows.
fn sequence_names(model: &Model<'_>) -> FxHashSet<Word> {
    let rows = Known::ALL.iter().filter(|(known, _)| known.is_sequence() || *known == Known::Box);
    let names = rows.flat_map(|(_, paths)| paths.iter()).filter_map(|path| path.rsplit("::").next());
    model.renamed(words(names))
}

/// The element's type at the end of all rows of rows.
fn innermost_cell(model: &Model<'_>, row: Ty) -> Option<Ty> {
    let mut row = row;
    while let Some(inner) = row_type(model, &row) {
        row = inner;
    }
    cell_type(&row)
}
