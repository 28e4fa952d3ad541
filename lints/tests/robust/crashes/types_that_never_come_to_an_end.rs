use std::collections::*;
type A<T = B<u8>> = B<A<T>>;
type B<T = A<u8>> = A<B<T>>;
struct Deep<T>(Option<Box<Deep<Deep<(T, T)>>>>, [T; { Self::N }], [Deep<T>; usize::MAX]);
impl<T> Deep<T> { const N: usize = Deep::<Deep<T>>::N + 1 << 200; }
trait Grow: Iterator<Item = <Self as Grow>::More> + Grow { type More: Grow<More = HashMap<Self, Self::More>>; fn grow(self) -> <Self::More as Grow>::More; }
impl<T: Grow> Grow for T where HashMap<T, T>: Grow, for<'a> &'a T: Grow { type More = HashMap<T, <T as Grow>::More>; fn grow(self) -> Self::More { self.grow() } }
impl<T> std::ops::Deref for Deep<T> { type Target = Box<Deep<Deep<T>>>; fn deref(&self) -> &Self::Target { &&&&self } }
impl<T> IntoIterator for Deep<T> { type Item = Self; type IntoIter = <Self as IntoIterator>::IntoIter; fn into_iter(self) -> Self::IntoIter { self } }
fn f<T: Grow>(a: A, d: Deep<T>, t: T, g: impl Fn(&dyn Fn(&dyn Fn(&A) -> A) -> B) -> Vec<Vec<A>>) {
    for x in a { for y in x.keys() { for z in y.grow().grow() { z.grow().values() } } }
    for x in d { for y in x.0.unwrap().0 { for z in **y { f(z, y, x, |h| h(&|i| i(a))) } } }
    let mut v = Default::default(); v = (v, v); v = vec![v; v]; for w in v { for u in &w[w][..w] { v.push(w.extend(u)) } }
    let c = |x| c(x)(x); for y in c(c) { while let Some(n) = y.next { y = n.next.next() } }
    let map: HashMap<_, Vec<Vec<_>>> = map.iter().map(|(a, b)| (b, a)).collect::<HashMap<_, _>>().into_iter().rev().collect();
    for (k, v) in map { for r in 0..v.len() { for s in 0..v[r].len() { v[r][s] += map[&k][s][r] } } }
}
