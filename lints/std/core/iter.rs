use crate::cmp::Ordering;
use crate::ops::{Add, Mul};
pub trait Iterator {
    type Item;
    #[effect(first)]
    fn next(&mut self) -> Option<Self::Item>;
    #[effect(measures)]
    fn size_hint(&self) -> (usize, Option<usize>);
    #[effect(measures, walks, any_order)]
    fn count(self) -> usize;
    #[effect(walks)]
    fn last(self) -> Option<Self::Item>;
    #[effect(walks)]
    fn advance_by(&mut self, n: usize) -> Result<(), usize>;
    #[effect(first)]
    fn nth(&mut self, n: usize) -> Option<Self::Item>;
    #[effect(adapts)]
    fn step_by(self, step: usize) -> StepBy<Self>;
    #[effect(adapts, takes)]
    fn chain<U: IntoIterator<Item = Self::Item>>(self, other: U) -> Chain<Self, U::IntoIter>;
    #[effect(adapts, takes)]
    fn zip<U: IntoIterator>(self, other: U) -> Zip<Self, U::IntoIter>;
    #[effect(adapts)]
    fn intersperse(self, separator: Self::Item) -> Intersperse<Self>;
    #[effect(adapts, keeps, any_order)]
    fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> Map<Self, F>;
    #[effect(walks)]
    fn for_each<F: FnMut(Self::Item)>(self, f: F);
    #[effect(adapts, looks, any_order)]
    fn filter<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> Filter<Self, P>;
    #[effect(adapts, looks, any_order)]
    fn filter_map<B, F: FnMut(Self::Item) -> Option<B>>(self, f: F) -> FilterMap<Self, F>;
    #[effect(adapts, keeps, numbers)]
    fn enumerate(self) -> Enumerate<Self>;
    #[effect(adapts, keeps)]
    fn peekable(self) -> Peekable<Self>;
    #[effect(adapts, looks)]
    fn skip_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> SkipWhile<Self, P>;
    #[effect(adapts, looks, stops)]
    fn take_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> TakeWhile<Self, P>;
    #[effect(adapts, looks, stops)]
    fn map_while<B, P: FnMut(Self::Item) -> Option<B>>(self, predicate: P) -> MapWhile<Self, P>;
    #[effect(adapts)]
    fn skip(self, n: usize) -> Skip<Self>;
    #[effect(stops, adapts)]
    fn take(self, n: usize) -> Take<Self>;
    #[effect(adapts, stops)]
    fn scan<St, B, F: FnMut(&mut St, Self::Item) -> Option<B>>(self, initial_state: St, f: F) -> Scan<Self, St, F>;
    #[effect(adapts, looks, flattens)]
    fn flat_map<U: IntoIterator, F: FnMut(Self::Item) -> U>(self, f: F) -> FlatMap<Self, U, F>;
    #[effect(adapts, looks, flattens)]
    fn flatten(self) -> Flatten<Self>
    where
        Self::Item: IntoIterator;
    #[effect(adapts)]
    fn map_windows<F: FnMut(&[Self::Item; N]) -> R, R, const N: usize>(self, f: F) -> MapWindows<Self, F, N>;
    #[effect(adapts, keeps)]
    fn fuse(self) -> Fuse<Self>;
    #[effect(adapts, keeps, looks)]
    fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> Inspect<Self, F>;
    #[effect(adapts, keeps)]
    fn by_ref(&mut self) -> &mut Self;
    #[effect(walks, open, builds)]
    fn collect<B: FromIterator<Self::Item>>(self) -> B;
    #[effect(walks, takes)]
    fn collect_into<E: Extend<Self::Item>>(self, collection: &mut E) -> &mut E;
    #[effect(walks, open, builds)]
    fn partition<B: Default + Extend<Self::Item>, F: FnMut(&Self::Item) -> bool>(self, f: F) -> (B, B);
    #[effect(walks)]
    fn is_partitioned<P: FnMut(Self::Item) -> bool>(self, predicate: P) -> bool;
    #[effect(walks, stops)]
    fn try_fold<B, F: FnMut(B, Self::Item) -> R, R>(&mut self, init: B, f: F) -> R;
    #[effect(walks, stops)]
    fn try_for_each<F: FnMut(Self::Item) -> R, R>(&mut self, f: F) -> R;
    #[effect(walks)]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B;
    #[effect(walks)]
    fn reduce<F: FnMut(Self::Item, Self::Item) -> Self::Item>(self, f: F) -> Option<Self::Item>;
    #[effect(walks, stops, any_order)]
    fn all<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool;
    #[effect(walks, stops, any_order)]
    fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool;
    #[effect(walks, stops)]
    fn find<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item>;
    #[effect(walks, stops)]
    fn find_map<B, F: FnMut(Self::Item) -> Option<B>>(&mut self, f: F) -> Option<B>;
    #[effect(walks, stops)]
    fn position<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize>;
    #[effect(walks, stops)]
    fn rposition<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize>;
    #[effect(walks, any_order)]
    fn max(self) -> Option<Self::Item>;
    #[effect(walks, any_order)]
    fn min(self) -> Option<Self::Item>;
    #[effect(walks)]
    fn max_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item>;
    #[effect(walks)]
    fn max_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, compare: F) -> Option<Self::Item>;
    #[effect(walks)]
    fn min_by_key<B: Ord, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item>;
    #[effect(walks)]
    fn min_by<F: FnMut(&Self::Item, &Self::Item) -> Ordering>(self, compare: F) -> Option<Self::Item>;
    #[effect(adapts, keeps, any_order, reverses)]
    fn rev(self) -> Rev<Self>;
    #[effect(walks, open, builds)]
    fn unzip<A, B, FromA: Default + Extend<A>, FromB: Default + Extend<B>>(self) -> (FromA, FromB)
    where
        Self: Iterator<Item = (A, B)>;
    #[effect(adapts, keeps, any_order)]
    fn copied<'a, T: 'a + Copy>(self) -> Copied<Self>
    where
        Self: Iterator<Item = &'a T>;
    #[effect(adapts, keeps, any_order)]
    fn cloned<'a, T: 'a + Clone>(self) -> Cloned<Self>
    where
        Self: Iterator<Item = &'a T>;
    #[effect(adapts)]
    fn cycle(self) -> Cycle<Self>;
    #[effect(adapts)]
    fn array_chunks<const N: usize>(self) -> ArrayChunks<Self, N>;
    #[effect(walks, any_order)]
    fn sum<S: Sum<Self::Item>>(self) -> S;
    #[effect(walks, any_order)]
    fn product<P: Product<Self::Item>>(self) -> P;
    #[effect(walks)]
    fn cmp<I: IntoIterator<Item = Self::Item>>(self, other: I) -> Ordering;
    #[effect(walks)]
    fn partial_cmp<I: IntoIterator>(self, other: I) -> Option<Ordering>;
    #[effect(walks)]
    fn eq<I: IntoIterator>(self, other: I) -> bool;
    #[effect(walks)]
    fn ne<I: IntoIterator>(self, other: I) -> bool;
    #[effect(walks)]
    fn lt<I: IntoIterator>(self, other: I) -> bool;
    #[effect(walks)]
    fn le<I: IntoIterator>(self, other: I) -> bool;
    #[effect(walks)]
    fn gt<I: IntoIterator>(self, other: I) -> bool;
    #[effect(walks)]
    fn ge<I: IntoIterator>(self, other: I) -> bool;
    #[effect(walks)]
    fn is_sorted(self) -> bool;
    #[effect(walks)]
    fn is_sorted_by<F: FnMut(&Self::Item, &Self::Item) -> bool>(self, compare: F) -> bool;
    #[effect(walks)]
    fn is_sorted_by_key<F: FnMut(Self::Item) -> K, K>(self, f: F) -> bool;
}
pub trait IntoIterator {
    type Item;
    type IntoIter: Iterator<Item = Self::Item>;
    #[effect(iterates)]
    fn into_iter(self) -> Self::IntoIter;
}
impl<I: Iterator> IntoIterator for I {
    type Item = I::Item;
    type IntoIter = I;
    fn into_iter(self) -> I {}
}
impl<I: Iterator + ?Sized> Iterator for &mut I {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: DoubleEndedIterator + ?Sized> DoubleEndedIterator for &mut I {
    fn next_back(&mut self) -> Option<I::Item> {}
}
pub trait DoubleEndedIterator: Iterator {
    #[effect(first)]
    fn next_back(&mut self) -> Option<Self::Item>;
    #[effect(first)]
    fn nth_back(&mut self, n: usize) -> Option<Self::Item>;
    #[effect(walks, stops)]
    fn try_rfold<B, F: FnMut(B, Self::Item) -> R, R>(&mut self, init: B, f: F) -> R;
    #[effect(walks)]
    fn rfold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B;
    #[effect(walks, stops)]
    fn rfind<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item>;
}
pub trait ExactSizeIterator: Iterator {
    #[effect(measures)]
    fn len(&self) -> usize;
    #[effect(measures)]
    fn is_empty(&self) -> bool;
}
pub trait FusedIterator: Iterator {}
pub trait TrustedLen: Iterator {}
pub trait FromIterator<A>: Sized {
    #[effect(builds, takes, open)]
    fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self;
}
pub trait Extend<A> {
    #[effect(grows, takes)]
    fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T);
}
impl FromIterator<()> for () {
    fn from_iter<T: IntoIterator<Item = ()>>(iter: T) -> () {}
}
impl<A, B, ExtendA: Default + Extend<A>, ExtendB: Default + Extend<B>> FromIterator<(A, B)> for (ExtendA, ExtendB) {
    fn from_iter<T: IntoIterator<Item = (A, B)>>(iter: T) -> (ExtendA, ExtendB) {}
}
pub trait Step: Clone + PartialOrd {}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, char)]
impl Step for Each {}
pub trait Sum<A = Self>: Sized {
    fn sum<I: Iterator<Item = A>>(iter: I) -> Self;
}
pub trait Product<A = Self>: Sized {
    fn product<I: Iterator<Item = A>>(iter: I) -> Self;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Sum for Each {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {}
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl<'a> Sum<&'a Each> for Each {
    fn sum<I: Iterator<Item = &'a Each>>(iter: I) -> Self {}
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64)]
impl Product for Each {
    fn product<I: Iterator<Item = Self>>(iter: I) -> Self {}
}
pub struct StepBy<I> {
    iter: I,
}
impl<I: Iterator> Iterator for StepBy<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> DoubleEndedIterator for StepBy<I> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> ExactSizeIterator for StepBy<I> {}
impl<I: Clone> Clone for StepBy<I> {
    fn clone(&self) -> Self {}
}
pub struct Chain<A, B> {
    a: Option<A>,
    b: Option<B>,
}
impl<A: Iterator, B: Iterator<Item = A::Item>> Iterator for Chain<A, B> {
    type Item = A::Item;
    fn next(&mut self) -> Option<A::Item> {}
}
impl<A: Iterator, B: Iterator<Item = A::Item>> DoubleEndedIterator for Chain<A, B> {
    fn next_back(&mut self) -> Option<A::Item> {}
}
impl<A: Clone, B: Clone> Clone for Chain<A, B> {
    fn clone(&self) -> Self {}
}
pub struct Zip<A, B> {
    a: A,
    b: B,
}
impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> {
    type Item = (A::Item, B::Item);
    fn next(&mut self) -> Option<(A::Item, B::Item)> {}
}
impl<A: Iterator, B: Iterator> DoubleEndedIterator for Zip<A, B> {
    fn next_back(&mut self) -> Option<(A::Item, B::Item)> {}
}
impl<A: Iterator, B: Iterator> ExactSizeIterator for Zip<A, B> {}
impl<A: Clone, B: Clone> Clone for Zip<A, B> {
    fn clone(&self) -> Self {}
}
pub struct Intersperse<I> {
    iter: I,
}
impl<I: Iterator> Iterator for Intersperse<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
pub struct Map<I, F> {
    iter: I,
    f: F,
}
impl<B, I: Iterator, F: FnMut(I::Item) -> B> Iterator for Map<I, F> {
    type Item = B;
    fn next(&mut self) -> Option<B> {}
}
impl<B, I: Iterator, F: FnMut(I::Item) -> B> DoubleEndedIterator for Map<I, F> {
    fn next_back(&mut self) -> Option<B> {}
}
impl<B, I: Iterator, F: FnMut(I::Item) -> B> ExactSizeIterator for Map<I, F> {}
impl<I: Clone, F: Clone> Clone for Map<I, F> {
    fn clone(&self) -> Self {}
}
pub struct Filter<I, P> {
    iter: I,
    predicate: P,
}
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for Filter<I, P> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator, P: FnMut(&I::Item) -> bool> DoubleEndedIterator for Filter<I, P> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<I: Clone, P: Clone> Clone for Filter<I, P> {
    fn clone(&self) -> Self {}
}
pub struct FilterMap<I, F> {
    iter: I,
    f: F,
}
impl<B, I: Iterator, F: FnMut(I::Item) -> Option<B>> Iterator for FilterMap<I, F> {
    type Item = B;
    fn next(&mut self) -> Option<B> {}
}
impl<B, I: Iterator, F: FnMut(I::Item) -> Option<B>> DoubleEndedIterator for FilterMap<I, F> {
    fn next_back(&mut self) -> Option<B> {}
}
impl<I: Clone, F: Clone> Clone for FilterMap<I, F> {
    fn clone(&self) -> Self {}
}
pub struct Enumerate<I> {
    iter: I,
}
impl<I: Iterator> Iterator for Enumerate<I> {
    type Item = (usize, I::Item);
    fn next(&mut self) -> Option<(usize, I::Item)> {}
}
impl<I: Iterator> DoubleEndedIterator for Enumerate<I> {
    fn next_back(&mut self) -> Option<(usize, I::Item)> {}
}
impl<I: Iterator> ExactSizeIterator for Enumerate<I> {}
impl<I: Clone> Clone for Enumerate<I> {
    fn clone(&self) -> Self {}
}
pub struct Peekable<I> {
    iter: I,
}
impl<I: Iterator> Iterator for Peekable<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> DoubleEndedIterator for Peekable<I> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> ExactSizeIterator for Peekable<I> {}
impl<I: Clone> Clone for Peekable<I> {
    fn clone(&self) -> Self {}
}
pub struct SkipWhile<I, P> {
    iter: I,
    predicate: P,
}
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for SkipWhile<I, P> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Clone, P: Clone> Clone for SkipWhile<I, P> {
    fn clone(&self) -> Self {}
}
pub struct TakeWhile<I, P> {
    iter: I,
    predicate: P,
}
impl<I: Iterator, P: FnMut(&I::Item) -> bool> Iterator for TakeWhile<I, P> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Clone, P: Clone> Clone for TakeWhile<I, P> {
    fn clone(&self) -> Self {}
}
pub struct MapWhile<I, P> {
    iter: I,
    predicate: P,
}
impl<B, I: Iterator, P: FnMut(I::Item) -> Option<B>> Iterator for MapWhile<I, P> {
    type Item = B;
    fn next(&mut self) -> Option<B> {}
}
impl<I: Clone, P: Clone> Clone for MapWhile<I, P> {
    fn clone(&self) -> Self {}
}
pub struct Skip<I> {
    iter: I,
}
impl<I: Iterator> Iterator for Skip<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> DoubleEndedIterator for Skip<I> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> ExactSizeIterator for Skip<I> {}
impl<I: Clone> Clone for Skip<I> {
    fn clone(&self) -> Self {}
}
pub struct Take<I> {
    iter: I,
}
impl<I: Iterator> Iterator for Take<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> DoubleEndedIterator for Take<I> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> ExactSizeIterator for Take<I> {}
impl<I: Clone> Clone for Take<I> {
    fn clone(&self) -> Self {}
}
pub struct Scan<I, St, F> {
    iter: I,
    f: F,
    state: St,
}
impl<B, I: Iterator, St, F: FnMut(&mut St, I::Item) -> Option<B>> Iterator for Scan<I, St, F> {
    type Item = B;
    fn next(&mut self) -> Option<B> {}
}
impl<I: Clone, St: Clone, F: Clone> Clone for Scan<I, St, F> {
    fn clone(&self) -> Self {}
}
pub struct FlatMap<I, U, F> {
    iter: I,
    inner: U,
    f: F,
}
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> Iterator for FlatMap<I, U, F> {
    type Item = U::Item;
    fn next(&mut self) -> Option<U::Item> {}
}
impl<I: Iterator, U: IntoIterator, F: FnMut(I::Item) -> U> DoubleEndedIterator for FlatMap<I, U, F> {
    fn next_back(&mut self) -> Option<U::Item> {}
}
impl<I: Clone, U: Clone, F: Clone> Clone for FlatMap<I, U, F> {
    fn clone(&self) -> Self {}
}
pub struct Flatten<I> {
    iter: I,
}
impl<U: IntoIterator, I: Iterator<Item = U>> Iterator for Flatten<I> {
    type Item = U::Item;
    fn next(&mut self) -> Option<U::Item> {}
}
impl<U: IntoIterator, I: Iterator<Item = U>> DoubleEndedIterator for Flatten<I> {
    fn next_back(&mut self) -> Option<U::Item> {}
}
impl<I: Clone> Clone for Flatten<I> {
    fn clone(&self) -> Self {}
}
pub struct MapWindows<I, F, const N: usize> {
    iter: I,
    f: F,
}
impl<I: Iterator, R, F: FnMut(&[I::Item; N]) -> R, const N: usize> Iterator for MapWindows<I, F, N> {
    type Item = R;
    fn next(&mut self) -> Option<R> {}
}
impl<I: Clone, F: Clone, const N: usize> Clone for MapWindows<I, F, N> {
    fn clone(&self) -> Self {}
}
pub struct Fuse<I> {
    iter: I,
}
impl<I: Iterator> Iterator for Fuse<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> DoubleEndedIterator for Fuse<I> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator> ExactSizeIterator for Fuse<I> {}
impl<I: Clone> Clone for Fuse<I> {
    fn clone(&self) -> Self {}
}
pub struct Inspect<I, F> {
    iter: I,
    f: F,
}
impl<I: Iterator, F: FnMut(&I::Item)> Iterator for Inspect<I, F> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator, F: FnMut(&I::Item)> DoubleEndedIterator for Inspect<I, F> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<I: Iterator, F: FnMut(&I::Item)> ExactSizeIterator for Inspect<I, F> {}
impl<I: Clone, F: Clone> Clone for Inspect<I, F> {
    fn clone(&self) -> Self {}
}
pub struct Rev<I> {
    iter: I,
}
impl<I: DoubleEndedIterator> Iterator for Rev<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: DoubleEndedIterator> DoubleEndedIterator for Rev<I> {
    fn next_back(&mut self) -> Option<I::Item> {}
}
impl<I: DoubleEndedIterator> ExactSizeIterator for Rev<I> {}
impl<I: Clone> Clone for Rev<I> {
    fn clone(&self) -> Self {}
}
pub struct Copied<I> {
    iter: I,
}
impl<'a, T: 'a + Copy, I: Iterator<Item = &'a T>> Iterator for Copied<I> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<'a, T: 'a + Copy, I: Iterator<Item = &'a T>> DoubleEndedIterator for Copied<I> {
    fn next_back(&mut self) -> Option<T> {}
}
impl<'a, T: 'a + Copy, I: Iterator<Item = &'a T>> ExactSizeIterator for Copied<I> {}
impl<I: Clone> Clone for Copied<I> {
    fn clone(&self) -> Self {}
}
pub struct Cloned<I> {
    iter: I,
}
impl<'a, T: 'a + Clone, I: Iterator<Item = &'a T>> Iterator for Cloned<I> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<'a, T: 'a + Clone, I: Iterator<Item = &'a T>> DoubleEndedIterator for Cloned<I> {
    fn next_back(&mut self) -> Option<T> {}
}
impl<'a, T: 'a + Clone, I: Iterator<Item = &'a T>> ExactSizeIterator for Cloned<I> {}
impl<I: Clone> Clone for Cloned<I> {
    fn clone(&self) -> Self {}
}
pub struct Cycle<I> {
    iter: I,
}
impl<I: Clone + Iterator> Iterator for Cycle<I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> {}
}
impl<I: Clone> Clone for Cycle<I> {
    fn clone(&self) -> Self {}
}
pub struct ArrayChunks<I, const N: usize> {
    iter: I,
}
impl<I: Iterator, const N: usize> Iterator for ArrayChunks<I, N> {
    type Item = [I::Item; N];
    fn next(&mut self) -> Option<[I::Item; N]> {}
}
impl<I: Clone, const N: usize> Clone for ArrayChunks<I, N> {
    fn clone(&self) -> Self {}
}
impl<I: Iterator> Peekable<I> {
    #[effect(first)]
    pub fn peek(&mut self) -> Option<&I::Item> {}
    #[effect(first)]
    pub fn peek_mut(&mut self) -> Option<&mut I::Item> {}
    #[effect(first)]
    pub fn next_if(&mut self, func: impl FnOnce(&I::Item) -> bool) -> Option<I::Item> {}
    #[effect(first)]
    pub fn next_if_eq<T: ?Sized>(&mut self, expected: &T) -> Option<I::Item> {}
}
pub struct Empty<T>(T);
impl<T> Iterator for Empty<T> {
    type Item = T;
}
pub fn empty<T>() -> Empty<T> {}
pub struct Once<T>(Option<T>);
impl<T> Iterator for Once<T> {
    type Item = T;
}
pub fn once<T>(value: T) -> Once<T> {}
pub struct OnceWith<F>(F);
impl<A, F: FnOnce() -> A> Iterator for OnceWith<F> {
    type Item = A;
}
pub fn once_with<A, F: FnOnce() -> A>(make: F) -> OnceWith<F> {}
pub struct Repeat<A>(A);
impl<A: Clone> Iterator for Repeat<A> {
    type Item = A;
}
pub fn repeat<T: Clone>(elt: T) -> Repeat<T> {}
pub struct RepeatN<A>(A);
impl<A: Clone> Iterator for RepeatN<A> {
    type Item = A;
}
pub fn repeat_n<T: Clone>(element: T, count: usize) -> RepeatN<T> {}
pub struct RepeatWith<F>(F);
impl<A, F: FnMut() -> A> Iterator for RepeatWith<F> {
    type Item = A;
}
pub fn repeat_with<A, F: FnMut() -> A>(repeater: F) -> RepeatWith<F> {}
pub struct FromFn<F>(F);
impl<T, F: FnMut() -> Option<T>> Iterator for FromFn<F> {
    type Item = T;
}
pub fn from_fn<T, F: FnMut() -> Option<T>>(f: F) -> FromFn<F> {}
pub struct Successors<T, F> {
    next: Option<T>,
    succ: F,
}
impl<T, F: FnMut(&T) -> Option<T>> Iterator for Successors<T, F> {
    type Item = T;
}
#[effect(follows)]
pub fn successors<T, F: FnMut(&T) -> Option<T>>(first: Option<T>, succ: F) -> Successors<T, F> {}
#[effect(adapts, takes)]
#[effect(adapts, takes)]
pub fn zip<A: IntoIterator, B: IntoIterator>(a: A, b: B) -> Zip<A::IntoIter, B::IntoIter> {}
#[effect(adapts, takes)]
#[effect(adapts, takes)]
pub fn chain<A: IntoIterator, B: IntoIterator<Item = A::Item>>(a: A, b: B) -> Chain<A::IntoIter, B::IntoIter> {}
