//! The verbs.
pub(crate) mod check;
pub(crate) mod confirm;
pub(crate) mod explain;
pub(crate) mod trace;
