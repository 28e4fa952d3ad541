//! Text to facts: the only place that knows `syn`.
pub mod facts;
pub mod name;
