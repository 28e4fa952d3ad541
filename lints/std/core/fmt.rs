pub type Result = crate::result::Result<(), Error>;
pub struct Error;
pub struct Arguments<'a>(&'a str);
impl<'a> Arguments<'a> {
    pub fn as_str(&self) -> Option<&'static str> {}
}
pub struct Formatter<'a>(&'a mut dyn Write);
impl<'a> Formatter<'a> {
    pub fn write_str(&mut self, data: &str) -> Result {}
    pub fn write_fmt(&mut self, fmt: Arguments<'_>) -> Result {}
    pub fn pad(&mut self, s: &str) -> Result {}
    pub fn pad_integral(&mut self, is_nonnegative: bool, prefix: &str, buf: &str) -> Result {}
    pub fn alternate(&self) -> bool {}
    pub fn width(&self) -> Option<usize> {}
    pub fn precision(&self) -> Option<usize> {}
    pub fn fill(&self) -> char {}
    pub fn debug_struct(&mut self, name: &str) -> DebugStruct<'_> {}
    pub fn debug_tuple(&mut self, name: &str) -> DebugTuple<'_> {}
    pub fn debug_list(&mut self) -> DebugList<'_> {}
    pub fn debug_set(&mut self) -> DebugSet<'_> {}
    pub fn debug_map(&mut self) -> DebugMap<'_> {}
}
pub struct DebugStruct<'a>(&'a str);
impl<'a> DebugStruct<'a> {
    pub fn field(&mut self, name: &str, value: &dyn Debug) -> &mut DebugStruct<'a> {}
    pub fn finish_non_exhaustive(&mut self) -> Result {}
    pub fn finish(&mut self) -> Result {}
}
pub struct DebugTuple<'a>(&'a str);
impl<'a> DebugTuple<'a> {
    pub fn field(&mut self, value: &dyn Debug) -> &mut DebugTuple<'a> {}
    pub fn finish(&mut self) -> Result {}
}
pub struct DebugList<'a>(&'a str);
impl<'a> DebugList<'a> {
    pub fn entry(&mut self, entry: &dyn Debug) -> &mut DebugList<'a> {}
    pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut DebugList<'a> {}
    pub fn finish(&mut self) -> Result {}
}
pub struct DebugSet<'a>(&'a str);
impl<'a> DebugSet<'a> {
    pub fn entry(&mut self, entry: &dyn Debug) -> &mut DebugSet<'a> {}
    pub fn entries<D: Debug, I: IntoIterator<Item = D>>(&mut self, entries: I) -> &mut DebugSet<'a> {}
    pub fn finish(&mut self) -> Result {}
}
pub struct DebugMap<'a>(&'a str);
impl<'a> DebugMap<'a> {
    pub fn entry(&mut self, key: &dyn Debug, value: &dyn Debug) -> &mut DebugMap<'a> {}
    pub fn entries<K: Debug, V: Debug, I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) -> &mut DebugMap<'a> {}
    pub fn finish(&mut self) -> Result {}
}
pub trait Write {
    fn write_str(&mut self, s: &str) -> Result;
    fn write_char(&mut self, c: char) -> Result;
    fn write_fmt(&mut self, args: Arguments<'_>) -> Result;
}
pub trait Debug {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Display {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Octal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait LowerHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait UpperHex {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Binary {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait Pointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait LowerExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
pub trait UpperExp {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result;
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char, str)]
impl Display for Each {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {}
}
#[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char, str)]
impl Debug for Each {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {}
}
impl<T: Display + ?Sized> Display for &T {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {}
}
pub fn write(output: &mut dyn Write, args: Arguments<'_>) -> Result {}
