//! Text that nobody writes by hand: nothing panics, nothing hangs, and what lies beside it is still judged.
mod circles;
mod crashes;
mod cut;
mod memory;
mod nesting;
mod texts;
