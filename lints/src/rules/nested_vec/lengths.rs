//! How long the rows of a match are, and how they come to be so.
use super::build::Build;
use super::places::Match;
use super::usage::chooses;
use crate::model::{Body, BodyId, Model, RowUse, RowUseKind};
use crate::source::facts::ExprId;

/// Lengths of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lengths {
    /// All are of one length, and stay so.
    Equal,
    /// They differ.
    Differ,
    /// Nothing tells.
    Unknown,
}

/// Tables of so many constant cells and fewer are small.
const SMALL: u64 = 64;
/// So few rows are buffers side by side: the row before and this one, one for each axis.
const FEW_ROWS: u64 = 4;

impl Match {
    /// Whether rows are put in one by one, as who builds a matrix does.
    pub(super) fn gets_rows(&self) -> bool {
        self.uses.iter().any(|used| used.kind == RowUseKind::RowsCome)
    }

    /// Whether its rows are of differing length from the start, or get cells one by one.
    pub(super) fn grows(&self) -> bool {
        self.gets_cells() || self.builds.iter().any(|it| it.2 == Build::Ragged)
    }

    /// Whether rows get cells one by one.
    pub(super) fn gets_cells(&self) -> bool {
        // Of lists of lists it is the innermost that get them, which are taken for cells here.
        self.shape.levels > 2 || self.uses.iter().any(|used| used.kind == RowUseKind::Growth)
    }

    /// Where a row gets cells beyond the function that makes the rows.
    pub(super) fn grows_later(&self) -> Option<&RowUse> {
        let makes = |body: BodyId| self.builds.iter().any(|(by, ..)| *by == body);
        self.uses.iter().find(|used| used.kind == RowUseKind::Growth && !makes(used.body))
    }

    /// Whether each row gets cells again and again in a loop that reads them, too: one sequence has no room between rows.
    pub(super) fn grows_at(&self, model: &Model<'_>, read: &RowUse) -> bool {
        let body = model.body(read.body);
        let grows = self.uses.iter().filter(|used| used.kind == RowUseKind::Growth && used.body == read.body);
        grows.into_iter().any(|used| {
            body.repeated(used.at).any(|around| {
                !chooses(body, used, around)
                    && !self.is_made_in(body, around)
                    && body.repeated(read.at).any(|it| it == around)
            })
        })
    }

    /// Whether each turn of a loop makes it anew.
    fn is_made_in(&self, body: &Body<'_>, around: ExprId) -> bool {
        let turn = body.facts[around].span;
        self.builds.iter().any(|&(by, at, _)| by == body.id && turn.contains(body.facts[at].span))
    }

    /// Whether rows come in a loop that reads them, too.
    pub(super) fn gets_rows_at(&self, model: &Model<'_>, read: &RowUse) -> bool {
        let body = model.body(read.body);
        let mut come = self.uses.iter().filter(|used| used.kind == RowUseKind::RowsCome && used.body == read.body);
        come.any(|used| body.repeated(used.at).any(|around| body.repeated(read.at).any(|it| it == around)))
    }

    /// Whether all that is built of it is small, or its rows are few.
    pub(super) fn is_small(&self) -> bool {
        let few = |rows: Option<u64>| rows.is_some_and(|rows| rows <= FEW_ROWS);
        let small = |build: &Build| {
            build.cells().is_some_and(|cells| cells <= SMALL)
                || matches!(build, Build::Rectangular { rows, columns: None } if few(*rows))
        };
        few(self.shape.rows) || (!self.builds.is_empty() && self.builds.iter().all(|(_, _, build)| small(build)))
    }

    /// How many cells there are in a row, and in all, of the largest that is built.
    pub(super) fn extent(&self) -> (Option<u64>, Option<u64>) {
        let columns = self.builds.iter().filter_map(|(_, _, build)| match build {
            Build::Rectangular { columns, .. } | Build::Block { columns, .. } => *columns,
            _ => None,
        });
        let known = self.builds.iter().all(|(_, _, build)| build.cells().is_some());
        let cells = self.builds.iter().filter_map(|(_, _, build)| build.cells()).max();
        (columns.max(), cells.filter(|_| known))
    }

    /// How many rows there are, where the type or all that is built of it tells.
    pub(super) fn rows(&self) -> Option<u64> {
        let built = self.builds.iter().map(|(.., build)| match build {
            Build::Rectangular { rows, .. } => *rows,
            _ => None,
        });
        self.shape.rows.or_else(|| built.collect::<Option<Vec<u64>>>()?.into_iter().max())
    }

    /// Whether all that is built of it has rows of one length, and none is changed later.
    pub(super) fn is_rectangular(&self) -> bool {
        !self.builds.is_empty()
            && self.builds.iter().all(|(_, _, build)| match build {
                Build::Rectangular { .. } => self.shape.levels == 2,
                Build::Block { .. } => self.shape.levels == 3 && self.shape.record.is_none(),
                _ => false,
            })
            && !self.uses.iter().any(|used| used.kind.changes_lengths())
    }

    /// What the lengths of its rows are. Three levels and more are lists of lists, but for a block that is only indexed.
    pub(super) fn lengths(&self) -> Lengths {
        let differs = |build: &Build| !matches!(build, Build::Rectangular { .. } | Build::Block { .. });
        let grows = |used: &RowUse| matches!(used.kind, RowUseKind::Growth | RowUseKind::Drain);
        if (self.shape.levels > 2 && !(self.is_rectangular() && self.is_indexed_whole))
            || self.uses.iter().any(grows)
            || self.builds.iter().any(|it| differs(&it.2))
        {
            Lengths::Differ
        } else if self.is_rectangular() {
            Lengths::Equal
        } else if self.hot_uses().any(|used| used.kind == RowUseKind::Cell && used.indices.len() > 1) {
            Lengths::Unknown
        } else {
            Lengths::Differ
        }
    }
}
