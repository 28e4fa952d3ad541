use crate::ops::{Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::slice::SliceIndex;
use alloc::string::String;
pub struct Utf8Error {
    valid_up_to: usize,
}
impl Utf8Error {
    pub fn valid_up_to(&self) -> usize {}
    pub fn error_len(&self) -> Option<usize> {}
}
pub struct ParseBoolError;
pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {}
pub fn from_utf8_mut(v: &mut [u8]) -> Result<&mut str, Utf8Error> {}
pub fn from_utf8_unchecked(v: &[u8]) -> &str {}
pub trait FromStr: Sized {
    type Err;
    fn from_str(s: &str) -> Result<Self, Self::Err>;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize)]
impl FromStr for Each {
    type Err = crate::num::ParseIntError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {}
}
#[each(f32, f64)]
impl FromStr for Each {
    type Err = crate::num::ParseFloatError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {}
}
impl FromStr for bool {
    type Err = ParseBoolError;
    fn from_str(s: &str) -> Result<bool, ParseBoolError> {}
}
pub mod pattern {
    pub trait Pattern {}
    impl Pattern for char {}
    impl Pattern for &str {}
    impl Pattern for &String {}
    impl<F: FnMut(char) -> bool> Pattern for F {}
    impl Pattern for &[char] {}
    impl<const N: usize> Pattern for [char; N] {}
}
use self::pattern::Pattern;
impl SliceIndex<str> for Range<usize> {
    type Output = str;
}
impl SliceIndex<str> for RangeFrom<usize> {
    type Output = str;
}
impl SliceIndex<str> for RangeTo<usize> {
    type Output = str;
}
impl SliceIndex<str> for RangeInclusive<usize> {
    type Output = str;
}
impl SliceIndex<str> for RangeToInclusive<usize> {
    type Output = str;
}
impl SliceIndex<str> for RangeFull {
    type Output = str;
}
impl<I: SliceIndex<str>> Index<I> for str {
    type Output = <I as SliceIndex<str>>::Output;
    fn index(&self, index: I) -> &Self::Output {}
}
impl<I: SliceIndex<str>> IndexMut<I> for str {
    fn index_mut(&mut self, index: I) -> &mut Self::Output {}
}
impl str {
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    pub fn is_char_boundary(&self, index: usize) -> bool {}
    pub fn floor_char_boundary(&self, index: usize) -> usize {}
    pub fn ceil_char_boundary(&self, index: usize) -> usize {}
    #[effect(views)]
    pub fn as_bytes(&self) -> &[u8] {}
    pub fn as_bytes_mut(&mut self) -> &mut [u8] {}
    pub fn as_ptr(&self) -> *const u8 {}
    #[effect(looks_up)]
    pub fn get<I: SliceIndex<str>>(&self, i: I) -> Option<&<I as SliceIndex<str>>::Output> {}
    #[effect(looks_up)]
    pub fn get_mut<I: SliceIndex<str>>(&mut self, i: I) -> Option<&mut <I as SliceIndex<str>>::Output> {}
    #[effect(looks_up)]
    pub fn get_unchecked<I: SliceIndex<str>>(&self, i: I) -> &<I as SliceIndex<str>>::Output {}
    pub fn split_at(&self, mid: usize) -> (&str, &str) {}
    pub fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)> {}
    #[effect(iterates)]
    pub fn chars(&self) -> Chars<'_> {}
    #[effect(iterates)]
    pub fn char_indices(&self) -> CharIndices<'_> {}
    #[effect(iterates)]
    pub fn bytes(&self) -> Bytes<'_> {}
    #[effect(iterates)]
    pub fn split_whitespace(&self) -> SplitWhitespace<'_> {}
    #[effect(iterates)]
    pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_> {}
    #[effect(iterates)]
    pub fn lines(&self) -> Lines<'_> {}
    #[effect(iterates)]
    pub fn encode_utf16(&self) -> EncodeUtf16<'_> {}
    pub fn contains<P: Pattern>(&self, pat: P) -> bool {}
    pub fn starts_with<P: Pattern>(&self, pat: P) -> bool {}
    pub fn ends_with<P: Pattern>(&self, pat: P) -> bool {}
    pub fn find<P: Pattern>(&self, pat: P) -> Option<usize> {}
    pub fn rfind<P: Pattern>(&self, pat: P) -> Option<usize> {}
    #[effect(iterates)]
    pub fn split<P: Pattern>(&self, pat: P) -> Split<'_, P> {}
    #[effect(iterates)]
    pub fn split_inclusive<P: Pattern>(&self, pat: P) -> SplitInclusive<'_, P> {}
    #[effect(iterates)]
    pub fn rsplit<P: Pattern>(&self, pat: P) -> RSplit<'_, P> {}
    #[effect(iterates)]
    pub fn split_terminator<P: Pattern>(&self, pat: P) -> SplitTerminator<'_, P> {}
    #[effect(iterates)]
    pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<'_, P> {}
    #[effect(iterates)]
    pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> RSplitN<'_, P> {}
    pub fn split_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)> {}
    pub fn rsplit_once<P: Pattern>(&self, delimiter: P) -> Option<(&str, &str)> {}
    #[effect(iterates)]
    pub fn matches<P: Pattern>(&self, pat: P) -> Matches<'_, P> {}
    #[effect(iterates)]
    pub fn rmatches<P: Pattern>(&self, pat: P) -> RMatches<'_, P> {}
    #[effect(iterates)]
    pub fn match_indices<P: Pattern>(&self, pat: P) -> MatchIndices<'_, P> {}
    pub fn trim(&self) -> &str {}
    pub fn trim_start(&self) -> &str {}
    pub fn trim_end(&self) -> &str {}
    pub fn trim_left(&self) -> &str {}
    pub fn trim_right(&self) -> &str {}
    pub fn trim_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub fn trim_start_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub fn trim_end_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub fn trim_left_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub fn trim_right_matches<P: Pattern>(&self, pat: P) -> &str {}
    pub fn strip_prefix<P: Pattern>(&self, prefix: P) -> Option<&str> {}
    pub fn strip_suffix<P: Pattern>(&self, suffix: P) -> Option<&str> {}
    #[effect(open)]
    pub fn parse<F: FromStr>(&self) -> Result<F, <F as FromStr>::Err> {}
    pub fn is_ascii(&self) -> bool {}
    pub fn eq_ignore_ascii_case(&self, other: &str) -> bool {}
    pub fn make_ascii_uppercase(&mut self) {}
    pub fn make_ascii_lowercase(&mut self) {}
    pub fn to_ascii_uppercase(&self) -> String {}
    pub fn to_ascii_lowercase(&self) -> String {}
    pub fn escape_debug(&self) -> EscapeDebug<'_> {}
    pub fn escape_default(&self) -> EscapeDebug<'_> {}
    pub fn to_lowercase(&self) -> String {}
    pub fn to_uppercase(&self) -> String {}
    pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String {}
    pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String {}
    #[effect(converts)]
    pub fn into_string(self: alloc::boxed::Box<str>) -> String {}
    #[effect(converts)]
    pub fn into_boxed_bytes(self: alloc::boxed::Box<str>) -> alloc::boxed::Box<[u8]> {}
    pub fn repeat(&self, n: usize) -> String {}
    pub fn trim_ascii(&self) -> &str {}
}
pub struct Chars<'a> {
    text: &'a str,
}
impl<'a> Iterator for Chars<'a> {
    type Item = char;
    fn next(&mut self) -> Option<char> {}
}
impl<'a> DoubleEndedIterator for Chars<'a> {
    fn next_back(&mut self) -> Option<char> {}
}
impl<'a> Clone for Chars<'a> {
    fn clone(&self) -> Self {}
}
pub struct CharIndices<'a> {
    text: &'a str,
}
impl<'a> Iterator for CharIndices<'a> {
    type Item = (usize, char);
    fn next(&mut self) -> Option<(usize, char)> {}
}
impl<'a> DoubleEndedIterator for CharIndices<'a> {
    fn next_back(&mut self) -> Option<(usize, char)> {}
}
impl<'a> Clone for CharIndices<'a> {
    fn clone(&self) -> Self {}
}
pub struct Bytes<'a> {
    text: &'a str,
}
impl<'a> Iterator for Bytes<'a> {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {}
}
impl<'a> DoubleEndedIterator for Bytes<'a> {
    fn next_back(&mut self) -> Option<u8> {}
}
impl<'a> Clone for Bytes<'a> {
    fn clone(&self) -> Self {}
}
pub struct Lines<'a> {
    text: &'a str,
}
impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a> DoubleEndedIterator for Lines<'a> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a> Clone for Lines<'a> {
    fn clone(&self) -> Self {}
}
pub struct SplitWhitespace<'a> {
    text: &'a str,
}
impl<'a> Iterator for SplitWhitespace<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a> DoubleEndedIterator for SplitWhitespace<'a> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a> Clone for SplitWhitespace<'a> {
    fn clone(&self) -> Self {}
}
pub struct SplitAsciiWhitespace<'a> {
    text: &'a str,
}
impl<'a> Iterator for SplitAsciiWhitespace<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a> DoubleEndedIterator for SplitAsciiWhitespace<'a> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a> Clone for SplitAsciiWhitespace<'a> {
    fn clone(&self) -> Self {}
}
pub struct EncodeUtf16<'a> {
    text: &'a str,
}
impl<'a> Iterator for EncodeUtf16<'a> {
    type Item = u16;
    fn next(&mut self) -> Option<u16> {}
}
impl<'a> DoubleEndedIterator for EncodeUtf16<'a> {
    fn next_back(&mut self) -> Option<u16> {}
}
impl<'a> Clone for EncodeUtf16<'a> {
    fn clone(&self) -> Self {}
}
pub struct EscapeDebug<'a> {
    text: &'a str,
}
impl<'a> Iterator for EscapeDebug<'a> {
    type Item = char;
    fn next(&mut self) -> Option<char> {}
}
impl<'a> DoubleEndedIterator for EscapeDebug<'a> {
    fn next_back(&mut self) -> Option<char> {}
}
impl<'a> Clone for EscapeDebug<'a> {
    fn clone(&self) -> Self {}
}
impl<'a> ExactSizeIterator for Bytes<'a> {}
impl<'a> Chars<'a> {
    pub fn as_str(&self) -> &'a str {}
}
impl<'a> CharIndices<'a> {
    pub fn as_str(&self) -> &'a str {}
    pub fn offset(&self) -> usize {}
}
pub struct Split<'a, P> {
    text: &'a str,
    pattern: P,
}
impl<'a, P: Pattern> Iterator for Split<'a, P> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Pattern> DoubleEndedIterator for Split<'a, P> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Clone> Clone for Split<'a, P> {
    fn clone(&self) -> Self {}
}
pub struct RSplit<'a, P> {
    text: &'a str,
    pattern: P,
}
impl<'a, P: Pattern> Iterator for RSplit<'a, P> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Pattern> DoubleEndedIterator for RSplit<'a, P> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Clone> Clone for RSplit<'a, P> {
    fn clone(&self) -> Self {}
}
pub struct SplitTerminator<'a, P> {
    text: &'a str,
    pattern: P,
}
impl<'a, P: Pattern> Iterator for SplitTerminator<'a, P> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Pattern> DoubleEndedIterator for SplitTerminator<'a, P> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Clone> Clone for SplitTerminator<'a, P> {
    fn clone(&self) -> Self {}
}
pub struct SplitInclusive<'a, P> {
    text: &'a str,
    pattern: P,
}
impl<'a, P: Pattern> Iterator for SplitInclusive<'a, P> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Pattern> DoubleEndedIterator for SplitInclusive<'a, P> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Clone> Clone for SplitInclusive<'a, P> {
    fn clone(&self) -> Self {}
}
pub struct SplitN<'a, P> {
    text: &'a str,
    pattern: P,
}
impl<'a, P: Pattern> Iterator for SplitN<'a, P> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Pattern> DoubleEndedIterator for SplitN<'a, P> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Clone> Clone for SplitN<'a, P> {
    fn clone(&self) -> Self {}
}
pub struct RSplitN<'a, P> {
    text: &'a str,
    pattern: P,
}
impl<'a, P: Pattern> Iterator for RSplitN<'a, P> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Pattern> DoubleEndedIterator for RSplitN<'a, P> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Clone> Clone for RSplitN<'a, P> {
    fn clone(&self) -> Self {}
}
pub struct Matches<'a, P> {
    text: &'a str,
    pattern: P,
}
impl<'a, P: Pattern> Iterator for Matches<'a, P> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Pattern> DoubleEndedIterator for Matches<'a, P> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Clone> Clone for Matches<'a, P> {
    fn clone(&self) -> Self {}
}
pub struct RMatches<'a, P> {
    text: &'a str,
    pattern: P,
}
impl<'a, P: Pattern> Iterator for RMatches<'a, P> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Pattern> DoubleEndedIterator for RMatches<'a, P> {
    fn next_back(&mut self) -> Option<&'a str> {}
}
impl<'a, P: Clone> Clone for RMatches<'a, P> {
    fn clone(&self) -> Self {}
}
pub struct MatchIndices<'a, P> {
    text: &'a str,
    pattern: P,
}
impl<'a, P: Pattern> Iterator for MatchIndices<'a, P> {
    type Item = (usize, &'a str);
    fn next(&mut self) -> Option<(usize, &'a str)> {}
}
impl<'a, P: Pattern> DoubleEndedIterator for MatchIndices<'a, P> {
    fn next_back(&mut self) -> Option<(usize, &'a str)> {}
}
impl<'a, P: Clone> Clone for MatchIndices<'a, P> {
    fn clone(&self) -> Self {}
}
