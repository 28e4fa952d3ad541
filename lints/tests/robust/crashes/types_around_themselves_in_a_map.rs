use std::collections::HashMap;
pub struct A { b: B }
pub struct B { a: A }
pub enum E { One(Box<u8>), Two(F) }
pub struct F { e: E }
pub fn f(m: &HashMap<u8, A>) -> usize { let mut n = 0; for (_, v) in m { n += v.go(); } n }
pub fn g(m: &HashMap<u8, E>) -> usize { let mut n = 0; for (_, v) in m { n += v.go(); } n }
impl A { pub fn go(&self) -> usize { 1 } } impl E { pub fn go(&self) -> usize { 1 } }
