//! Heat in a metal plate: a grid of temperatures, relaxed step by step.
pub mod board;
pub mod grid;
pub mod history;
pub mod queue;
