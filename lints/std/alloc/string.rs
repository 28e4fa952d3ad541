use crate::borrow::Cow;
use crate::boxed::Box;
use crate::vec::Vec;
use core::ops::{Add, Deref, DerefMut, Index, RangeBounds};
use core::slice::SliceIndex;
#[repr(Rust)]
pub struct String {
    _private: Vec<u8>,
}
pub struct FromUtf8Error {
    bytes: Vec<u8>,
}
impl FromUtf8Error {
    pub fn as_bytes(&self) -> &[u8] {}
    pub fn into_bytes(self) -> Vec<u8> {}
    pub fn utf8_error(&self) -> core::str::Utf8Error {}
}
pub struct FromUtf16Error(());
pub type ParseError = core::convert::Infallible;
impl String {
    #[effect(makes)]
    pub const fn new() -> String {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> String {}
    pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error> {}
    pub fn from_utf8_lossy(v: &[u8]) -> Cow<'_, str> {}
    pub fn from_utf8_unchecked(bytes: Vec<u8>) -> String {}
    pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error> {}
    pub fn from_utf16_lossy(v: &[u16]) -> String {}
    pub fn into_bytes(self) -> Vec<u8> {}
    #[effect(views)]
    pub fn as_str(&self) -> &str {}
    #[effect(views)]
    pub fn as_mut_str(&mut self) -> &mut str {}
    #[effect(grows, takes)]
    pub fn push_str(&mut self, string: &str) {}
    #[effect(grows, takes)]
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, src: R) {}
    pub fn capacity(&self) -> usize {}
    #[effect(reserves)]
    pub fn reserve(&mut self, additional: usize) {}
    #[effect(trims)]
    pub fn shrink_to_fit(&mut self) {}
    #[effect(grows)]
    pub fn push(&mut self, ch: char) {}
    #[effect(views)]
    pub fn as_bytes(&self) -> &[u8] {}
    #[effect(shrinks)]
    pub fn truncate(&mut self, new_len: usize) {}
    #[effect(shrinks)]
    pub fn pop(&mut self) -> Option<char> {}
    #[effect(shrinks)]
    pub fn remove(&mut self, idx: usize) -> char {}
    #[effect(walks, shrinks)]
    pub fn retain<F: FnMut(char) -> bool>(&mut self, f: F) {}
    #[effect(grows)]
    pub fn insert(&mut self, idx: usize, ch: char) {}
    #[effect(grows, takes)]
    pub fn insert_str(&mut self, idx: usize, string: &str) {}
    pub fn as_mut_vec(&mut self) -> &mut Vec<u8> {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(shrinks, converts)]
    pub fn split_off(&mut self, at: usize) -> String {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    #[effect(iterates, empties, shrinks)]
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_> {}
    pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, replace_with: &str) {}
    #[effect(converts)]
    pub fn into_boxed_str(self) -> Box<str> {}
    pub fn leak<'a>(self) -> &'a mut str {}
}
pub struct Drain<'a> {
    string: &'a mut String,
}
impl<'a> Iterator for Drain<'a> {
    type Item = char;
}
impl Deref for String {
    type Target = str;
    fn deref(&self) -> &str {}
}
impl DerefMut for String {
    fn deref_mut(&mut self) -> &mut str {}
}
impl<I: SliceIndex<str>> Index<I> for String {
    type Output = <I as SliceIndex<str>>::Output;
    fn index(&self, index: I) -> &Self::Output {}
}
impl Add<&str> for String {
    type Output = String;
    fn add(self, other: &str) -> String {}
}
impl Clone for String {
    fn clone(&self) -> Self {}
}
impl Default for String {
    fn default() -> Self {}
}
pub trait ToString {
    #[effect(copies)]
    fn to_string(&self) -> String;
}
impl<T: core::fmt::Display + ?Sized> ToString for T {
    fn to_string(&self) -> String {}
}
impl core::fmt::Display for String {}
impl core::fmt::Write for String {}
impl core::str::FromStr for String {
    type Err = core::convert::Infallible;
    fn from_str(s: &str) -> Result<String, Self::Err> {}
}
impl AsRef<str> for String {
    fn as_ref(&self) -> &str {}
}
impl AsRef<[u8]> for String {
    fn as_ref(&self) -> &[u8] {}
}
impl core::borrow::Borrow<str> for String {
    fn borrow(&self) -> &str {}
}
impl From<&str> for String {
    fn from(s: &str) -> String {}
}
impl From<&mut str> for String {
    fn from(s: &mut str) -> String {}
}
impl From<&String> for String {
    fn from(s: &String) -> String {}
}
impl From<char> for String {
    fn from(s: char) -> String {}
}
impl From<Box<str>> for String {
    fn from(s: Box<str>) -> String {}
}
impl From<Cow<'_, str>> for String {
    fn from(s: Cow<'_, str>) -> String {}
}
impl FromIterator<char> for String {
    fn from_iter<I: IntoIterator<Item = char>>(iter: I) -> String {}
}
impl Extend<char> for String {
    fn extend<I: IntoIterator<Item = char>>(&mut self, iter: I) {}
}
impl<'a> FromIterator<&'a char> for String {
    fn from_iter<I: IntoIterator<Item = &'a char>>(iter: I) -> String {}
}
impl<'a> Extend<&'a char> for String {
    fn extend<I: IntoIterator<Item = &'a char>>(&mut self, iter: I) {}
}
impl<'a> FromIterator<&'a str> for String {
    fn from_iter<I: IntoIterator<Item = &'a str>>(iter: I) -> String {}
}
impl<'a> Extend<&'a str> for String {
    fn extend<I: IntoIterator<Item = &'a str>>(&mut self, iter: I) {}
}
impl FromIterator<String> for String {
    fn from_iter<I: IntoIterator<Item = String>>(iter: I) -> String {}
}
impl Extend<String> for String {
    fn extend<I: IntoIterator<Item = String>>(&mut self, iter: I) {}
}
impl FromIterator<Box<str>> for String {
    fn from_iter<I: IntoIterator<Item = Box<str>>>(iter: I) -> String {}
}
impl Extend<Box<str>> for String {
    fn extend<I: IntoIterator<Item = Box<str>>>(&mut self, iter: I) {}
}
impl<'a> FromIterator<Cow<'a, str>> for String {
    fn from_iter<I: IntoIterator<Item = Cow<'a, str>>>(iter: I) -> String {}
}
impl<'a> Extend<Cow<'a, str>> for String {
    fn extend<I: IntoIterator<Item = Cow<'a, str>>>(&mut self, iter: I) {}
}
impl Ord for String {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {}
}
impl PartialOrd for String {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {}
}
