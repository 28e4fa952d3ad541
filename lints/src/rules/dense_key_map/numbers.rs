//! Whether keys are numbers that count up from 0, or that find elements of a sequence.
use crate::model::{Body, Lookup, LookupForm, Model};
use crate::source::facts::ExprId;

/// Why keys are taken for dense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dense {
    /// The same number finds an element of a sequence here.
    Indexes(ExprId),
    /// Every number from a range, of an enumeration, of a counter is a key: here.
    Counts(ExprId),
}

/// Why the key of a look-up is taken for dense, as far as its body tells.
pub(super) fn dense(model: &Model<'_>, body: &Body<'_>, lookup: &Lookup) -> Option<Dense> {
    if lookup.form == LookupForm::Grows && model.counts_up(body, lookup.at, lookup.key) {
        return Some(Dense::Counts(lookup.at));
    }
    model.subscripts_by(body, lookup.key, lookup.collection).first().copied().map(Dense::Indexes)
}
