//! `itertools`.
use core::cmp::Ordering;
use std::collections::HashMap;
pub trait Itertools: Iterator {
    fn interleave<J: IntoIterator<Item = Self::Item>>(self, other: J) -> Interleave<Self, J::IntoIter>;
    fn zip_longest<J: IntoIterator>(self, other: J) -> ZipLongest<Self, J::IntoIter>;
    fn zip_eq<J: IntoIterator>(self, other: J) -> core::iter::Zip<Self, J::IntoIter>;
    fn tuple_windows<T>(self) -> TupleWindows<Self, T>;
    fn tuples<T>(self) -> TupleWindows<Self, T>;
    fn tuple_combinations<T>(self) -> TupleWindows<Self, T>;
    fn cartesian_product<J: IntoIterator>(self, other: J) -> Product<Self, J::IntoIter>;
    fn combinations(self, k: usize) -> Combinations<Self>;
    fn permutations(self, k: usize) -> Combinations<Self>;
    fn powerset(self) -> Combinations<Self>;
    fn chunks(self, size: usize) -> IntoChunks<Self>;
    fn dedup(self) -> Same<Self>;
    fn dedup_by<F: FnMut(&Self::Item, &Self::Item) -> bool>(self, cmp: F) -> Same<Self>;
    fn unique(self) -> Same<Self>;
    fn unique_by<V, F: FnMut(&Self::Item) -> V>(self, f: F) -> Same<Self>;
    fn duplicates(self) -> Same<Self>;
    fn merge<J: IntoIterator<Item = Self::Item>>(self, other: J) -> Interleave<Self, J::IntoIter>;
    fn step(self, n: usize) -> Same<Self>;
    fn while_some<A>(self) -> Same<Self>;
    fn take_while_ref<F: FnMut(&Self::Item) -> bool>(&mut self, accept: F) -> Same<Self>;
    fn take_while_inclusive<F: FnMut(&Self::Item) -> bool>(self, accept: F) -> Same<Self>;
    fn peeking_take_while<F: FnMut(&Self::Item) -> bool>(&mut self, accept: F) -> Same<Self>;
    fn pad_using<F: FnMut(usize) -> Self::Item>(self, min: usize, f: F) -> Same<Self>;
    fn with_position(self) -> WithPosition<Self>;
    fn positions<P: FnMut(Self::Item) -> bool>(self, predicate: P) -> Positions<Self, P>;
    fn intersperse(self, element: Self::Item) -> Same<Self>;
    fn sorted(self) -> std::vec::IntoIter<Self::Item>;
    fn sorted_unstable(self) -> std::vec::IntoIter<Self::Item>;
    fn sorted_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, cmp: F) -> std::vec::IntoIter<Self::Item>;
    fn sorted_unstable_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, cmp: F) -> std::vec::IntoIter<Self::Item>;
    fn sorted_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, f: F) -> std::vec::IntoIter<Self::Item>;
    fn sorted_unstable_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, f: F) -> std::vec::IntoIter<Self::Item>;
    fn sorted_by_cached_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, f: F) -> std::vec::IntoIter<Self::Item>;
    fn rev_sorted(self) -> std::vec::IntoIter<Self::Item>;
    fn k_smallest(self, k: usize) -> std::vec::IntoIter<Self::Item>;
    fn collect_vec(self) -> Vec<Self::Item>;
    fn collect_tuple<T>(self) -> Option<T>;
    fn next_tuple<T>(&mut self) -> Option<T>;
    fn try_collect<T, U, E>(self) -> Result<U, E>;
    fn join(&mut self, sep: &str) -> String;
    fn format(self, sep: &str) -> Format<Self>;
    fn fold1<F: FnMut(Self::Item, Self::Item) -> Self::Item>(self, f: F) -> Option<Self::Item>;
    fn fold_while<B, F: FnMut(B, Self::Item) -> FoldWhile<B>>(&mut self, init: B, f: F) -> FoldWhile<B>;
    fn all_equal(&mut self) -> bool;
    fn all_unique(&mut self) -> bool;
    fn contains<Q: ?Sized>(&mut self, query: &Q) -> bool;
    fn find_position<P: FnMut(&Self::Item) -> bool>(&mut self, pred: P) -> Option<(usize, Self::Item)>;
    fn foreach<F: FnMut(Self::Item)>(self, f: F);
    fn counts(self) -> HashMap<Self::Item, usize>;
    fn counts_by<K, F: FnMut(Self::Item) -> K>(self, f: F) -> HashMap<K, usize>;
    fn into_group_map<K, V>(self) -> HashMap<K, Vec<V>>
    where
        Self: Iterator<Item = (K, V)>;
    fn into_group_map_by<K, F: FnMut(&Self::Item) -> K>(self, f: F) -> HashMap<K, Vec<Self::Item>>;
    fn min_set(self) -> Vec<Self::Item>;
    fn max_set(self) -> Vec<Self::Item>;
    fn minmax(self) -> MinMaxResult<Self::Item>;
    fn position_max(self) -> Option<usize>;
    fn position_min(self) -> Option<usize>;
    fn exactly_one(self) -> Result<Self::Item, Same<Self>>;
    fn at_most_one(self) -> Result<Option<Self::Item>, Same<Self>>;
    fn partition_map<A, B, F, L, R>(self, predicate: F) -> (A, B)
    where
        F: FnMut(Self::Item) -> Either<L, R>;
    fn multiunzip<A>(self) -> A;
}
impl<T: Iterator + ?Sized> Itertools for T {}
pub struct Same<I>(I);
impl<I: Iterator> Iterator for Same<I> {
    type Item = I::Item;
}
pub struct Interleave<I, J>(I, J);
impl<I: Iterator, J: Iterator<Item = I::Item>> Iterator for Interleave<I, J> {
    type Item = I::Item;
}
pub struct ZipLongest<T, U>(T, U);
impl<T: Iterator, U: Iterator> Iterator for ZipLongest<T, U> {
    type Item = EitherOrBoth<T::Item, U::Item>;
}
pub struct TupleWindows<I, T>(I, T);
impl<I: Iterator, T> Iterator for TupleWindows<I, T> {
    type Item = T;
}
pub struct Product<I, J>(I, J);
impl<I: Iterator, J: Iterator> Iterator for Product<I, J> {
    type Item = (I::Item, J::Item);
}
pub struct Combinations<I>(I);
impl<I: Iterator> Iterator for Combinations<I> {
    type Item = Vec<I::Item>;
}
pub struct WithPosition<I>(I);
impl<I: Iterator> Iterator for WithPosition<I> {
    type Item = (Position, I::Item);
}
pub struct Positions<I, F>(I, F);
impl<I: Iterator, F> Iterator for Positions<I, F> {
    type Item = usize;
}
pub struct IntoChunks<I>(I);
pub struct Chunk<'a, I>(&'a I);
pub struct Chunks<'a, I>(&'a I);
impl<'a, I: Iterator> Iterator for Chunk<'a, I> {
    type Item = I::Item;
}
impl<'a, I: Iterator> Iterator for Chunks<'a, I> {
    type Item = Chunk<'a, I>;
}
impl<'a, I: Iterator> IntoIterator for &'a IntoChunks<I> {
    type Item = Chunk<'a, I>;
    type IntoIter = Chunks<'a, I>;
    fn into_iter(self) -> Chunks<'a, I> {}
}
pub struct Format<I>(I);
pub enum Position {
    First,
    Middle,
    Last,
    Only,
}
pub enum EitherOrBoth<A, B = A> {
    Both(A, B),
    Left(A),
    Right(B),
}
pub enum Either<L, R> {
    Left(L),
    Right(R),
}
pub enum FoldWhile<T> {
    Continue(T),
    Done(T),
}
impl<T> FoldWhile<T> {
    pub fn into_inner(self) -> T {}
}
pub enum MinMaxResult<T> {
    NoElements,
    OneElement(T),
    MinMax(T, T),
}
impl<T> MinMaxResult<T> {
    pub fn into_option(self) -> Option<(T, T)> {}
}
pub fn zip_eq<I: IntoIterator, J: IntoIterator>(i: I, j: J) -> core::iter::Zip<I::IntoIter, J::IntoIter> {}
