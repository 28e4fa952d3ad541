#[path = "a.rs"]
mod first;
#[path = "../it/./a.rs"]
pub mod second;
#[path = "lib.rs"]
mod whole;
#[cfg_attr(unix, path = "a.rs")]
#[cfg_attr(not(unix), path = "nowhere/\u{0}/a.rs")]
mod third { #[path = "../a.rs"] pub mod inner; }
pub use self::{first::*, second::*, whole::*, third::inner::*, self as it};
pub use it::it::it::Stock as Shelf;
pub fn f(s: &Shelf<Shelf<u8>>) { for x in s.0.values() { for y in x.0.values() { g(y, s) } } }
#[path = "lib.rs"]
pub mod back;
pub use back::*;
pub use super::*;
pub struct Stock<T>(pub std::collections::HashMap<u32, T>);
impl<T> std::ops::Deref for Stock<T> { type Target = Stock<Stock<T>>; fn deref(&self) -> &Stock<Stock<T>> { loop {} } }
pub fn g(_: &u8, s: &Stock<Stock<u8>>) { f(s); for x in (***s).iter() { g(x.1, s) } }
extern crate self as other;
pub use other::other::*;
pub use crate::*;
