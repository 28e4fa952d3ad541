//! `itertools`.
use core::cmp::Ordering;
use std::collections::HashMap;
pub trait Itertools: Iterator {
    #[effect(adapts, takes)]
    fn interleave<J: IntoIterator<Item = Self::Item>>(self, other: J) -> Interleave<Self, J::IntoIter>;
    #[effect(adapts, takes)]
    fn zip_longest<J: IntoIterator>(self, other: J) -> ZipLongest<Self, J::IntoIter>;
    #[effect(adapts, takes)]
    fn zip_eq<J: IntoIterator>(self, other: J) -> core::iter::Zip<Self, J::IntoIter>;
    #[effect(adapts)]
    fn tuple_windows<T>(self) -> TupleWindows<Self, T>;
    #[effect(adapts)]
    fn tuples<T>(self) -> TupleWindows<Self, T>;
    #[effect(adapts)]
    fn tuple_combinations<T>(self) -> TupleWindows<Self, T>;
    #[effect(adapts, takes)]
    fn cartesian_product<J: IntoIterator>(self, other: J) -> Product<Self, J::IntoIter>;
    #[effect(adapts)]
    fn combinations(self, k: usize) -> Combinations<Self>;
    #[effect(adapts)]
    fn permutations(self, k: usize) -> Combinations<Self>;
    #[effect(adapts)]
    fn powerset(self) -> Combinations<Self>;
    #[effect(adapts)]
    fn chunks(self, size: usize) -> IntoChunks<Self>;
    #[effect(adapts, looks)]
    fn dedup(self) -> Same<Self>;
    #[effect(adapts, looks)]
    fn dedup_by<F: FnMut(&Self::Item, &Self::Item) -> bool>(self, cmp: F) -> Same<Self>;
    #[effect(adapts, looks)]
    fn unique(self) -> Same<Self>;
    #[effect(adapts, looks)]
    fn unique_by<V, F: FnMut(&Self::Item) -> V>(self, f: F) -> Same<Self>;
    #[effect(adapts, looks)]
    fn duplicates(self) -> Same<Self>;
    #[effect(adapts, takes)]
    fn merge<J: IntoIterator<Item = Self::Item>>(self, other: J) -> Interleave<Self, J::IntoIter>;
    #[effect(adapts)]
    fn step(self, n: usize) -> Same<Self>;
    #[effect(adapts)]
    fn while_some<A>(self) -> Same<Self>;
    #[effect(adapts, looks)]
    fn take_while_ref<F: FnMut(&Self::Item) -> bool>(&mut self, accept: F) -> Same<Self>;
    #[effect(adapts, looks)]
    fn take_while_inclusive<F: FnMut(&Self::Item) -> bool>(self, accept: F) -> Same<Self>;
    #[effect(adapts, looks)]
    fn peeking_take_while<F: FnMut(&Self::Item) -> bool>(&mut self, accept: F) -> Same<Self>;
    #[effect(adapts, takes)]
    fn pad_using<F: FnMut(usize) -> Self::Item>(self, min: usize, f: F) -> Same<Self>;
    #[effect(adapts)]
    fn with_position(self) -> WithPosition<Self>;
    #[effect(adapts, looks)]
    fn positions<P: FnMut(Self::Item) -> bool>(self, predicate: P) -> Positions<Self, P>;
    #[effect(adapts)]
    fn intersperse(self, element: Self::Item) -> Same<Self>;
    #[effect(sorts, walks)]
    fn sorted(self) -> std::vec::IntoIter<Self::Item>;
    #[effect(sorts, walks)]
    fn sorted_unstable(self) -> std::vec::IntoIter<Self::Item>;
    #[effect(sorts, walks)]
    fn sorted_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, cmp: F) -> std::vec::IntoIter<Self::Item>;
    #[effect(sorts, walks)]
    fn sorted_unstable_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, cmp: F) -> std::vec::IntoIter<Self::Item>;
    #[effect(sorts, walks)]
    fn sorted_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, f: F) -> std::vec::IntoIter<Self::Item>;
    #[effect(sorts, walks)]
    fn sorted_unstable_by_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, f: F) -> std::vec::IntoIter<Self::Item>;
    #[effect(sorts, walks)]
    fn sorted_by_cached_key<K: Ord, F: FnMut(&Self::Item) -> K>(self, f: F) -> std::vec::IntoIter<Self::Item>;
    #[effect(sorts, walks)]
    fn rev_sorted(self) -> std::vec::IntoIter<Self::Item>;
    #[effect(sorts, walks)]
    fn k_smallest(self, k: usize) -> std::vec::IntoIter<Self::Item>;
    #[effect(walks, builds)]
    fn collect_vec(self) -> Vec<Self::Item>;
    #[effect(walks, builds)]
    fn collect_tuple<T>(self) -> Option<T>;
    #[effect(first)]
    fn next_tuple<T>(&mut self) -> Option<T>;
    #[effect(walks, builds)]
    fn try_collect<T, U, E>(self) -> Result<U, E>;
    #[effect(walks)]
    fn join(&mut self, sep: &str) -> String;
    #[effect(walks)]
    fn format(self, sep: &str) -> Format<Self>;
    #[effect(walks)]
    fn fold1<F: FnMut(Self::Item, Self::Item) -> Self::Item>(self, f: F) -> Option<Self::Item>;
    #[effect(walks)]
    fn fold_while<B, F: FnMut(B, Self::Item) -> FoldWhile<B>>(&mut self, init: B, f: F) -> FoldWhile<B>;
    #[effect(walks)]
    fn all_equal(&mut self) -> bool;
    #[effect(walks)]
    fn all_unique(&mut self) -> bool;
    #[effect(walks)]
    fn contains<Q: ?Sized>(&mut self, query: &Q) -> bool;
    #[effect(walks)]
    fn find_position<P: FnMut(&Self::Item) -> bool>(&mut self, pred: P) -> Option<(usize, Self::Item)>;
    #[effect(walks)]
    fn foreach<F: FnMut(Self::Item)>(self, f: F);
    #[effect(walks, builds)]
    fn counts(self) -> HashMap<Self::Item, usize>;
    #[effect(walks, builds)]
    fn counts_by<K, F: FnMut(Self::Item) -> K>(self, f: F) -> HashMap<K, usize>;
    #[effect(walks, builds)]
    fn into_group_map<K, V>(self) -> HashMap<K, Vec<V>>
    where
        Self: Iterator<Item = (K, V)>;
    #[effect(walks, builds)]
    fn into_group_map_by<K, F: FnMut(&Self::Item) -> K>(self, f: F) -> HashMap<K, Vec<Self::Item>>;
    #[effect(walks)]
    fn min_set(self) -> Vec<Self::Item>;
    #[effect(walks)]
    fn max_set(self) -> Vec<Self::Item>;
    #[effect(walks)]
    fn minmax(self) -> MinMaxResult<Self::Item>;
    #[effect(walks)]
    fn position_max(self) -> Option<usize>;
    #[effect(walks)]
    fn position_min(self) -> Option<usize>;
    #[effect(walks)]
    fn exactly_one(self) -> Result<Self::Item, Same<Self>>;
    #[effect(walks)]
    fn at_most_one(self) -> Result<Option<Self::Item>, Same<Self>>;
    #[effect(walks, builds)]
    fn partition_map<A, B, F, L, R>(self, predicate: F) -> (A, B)
    where
        F: FnMut(Self::Item) -> Either<L, R>;
    #[effect(walks, builds)]
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
#[effect(sorts, walks)]
pub fn sorted<I: IntoIterator>(iterable: I) -> std::vec::IntoIter<I::Item> {}
#[effect(sorts, walks)]
pub fn sorted_unstable<I: IntoIterator>(iterable: I) -> std::vec::IntoIter<I::Item> {}
