//! The rules over their cases, pages and experiments, through the crate's public door.
mod advice;
mod cases;
mod expected;
mod experiments;
mod fixture;
mod heat;
mod names;
mod pages;
mod rewritten;
mod saves;
