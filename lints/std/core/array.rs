pub struct TryFromSliceError(());
pub struct IntoIter<T, const N: usize> {
    _private: [T; N],
}
impl<T, const N: usize> Iterator for IntoIter<T, N> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {
    fn next_back(&mut self) -> Option<T> {}
}
impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
impl<T, const N: usize> IntoIter<T, N> {
    #[effect(views)]
    pub fn as_slice(&self) -> &[T] {}
}
impl<T, const N: usize> IntoIterator for [T; N] {
    type Item = T;
    type IntoIter = IntoIter<T, N>;
    fn into_iter(self) -> IntoIter<T, N> {}
}
impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
    type Item = &'a T;
    type IntoIter = crate::slice::Iter<'a, T>;
    fn into_iter(self) -> crate::slice::Iter<'a, T> {}
}
impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
    type Item = &'a mut T;
    type IntoIter = crate::slice::IterMut<'a, T>;
    fn into_iter(self) -> crate::slice::IterMut<'a, T> {}
}
impl<T, I, const N: usize> crate::ops::Index<I> for [T; N]
where
    [T]: crate::ops::Index<I>,
{
    type Output = <[T] as crate::ops::Index<I>>::Output;
    fn index(&self, index: I) -> &Self::Output {}
}
impl<T, I, const N: usize> crate::ops::IndexMut<I> for [T; N]
where
    [T]: crate::ops::IndexMut<I>,
{
    fn index_mut(&mut self, index: I) -> &mut Self::Output {}
}
impl<T, const N: usize> [T; N] {
    pub fn map<F: FnMut(T) -> U, U>(self, f: F) -> [U; N] {}
    #[effect(views)]
    pub fn as_slice(&self) -> &[T] {}
    #[effect(views)]
    pub fn as_mut_slice(&mut self) -> &mut [T] {}
    pub fn each_ref(&self) -> [&T; N] {}
    pub fn each_mut(&mut self) -> [&mut T; N] {}
}
pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(f: F) -> [T; N] {}
pub fn from_ref<T>(s: &T) -> &[T; 1] {}
