pub mod prelude {
    pub use super::{BufRead, Read, Seek, Write};
}
pub type Result<T> = core::result::Result<T, Error>;
pub struct Error {
    repr: *const (),
}
impl Error {
    pub fn new<E>(kind: ErrorKind, error: E) -> Error {}
    pub fn other<E>(error: E) -> Error {}
    pub fn last_os_error() -> Error {}
    pub fn from_raw_os_error(code: i32) -> Error {}
    pub fn kind(&self) -> ErrorKind {}
    pub fn raw_os_error(&self) -> Option<i32> {}
}
impl core::error::Error for Error {}
impl core::fmt::Display for Error {}
impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error {}
}
pub enum ErrorKind {
    NotFound,
    PermissionDenied,
    ConnectionRefused,
    ConnectionReset,
    ConnectionAborted,
    NotConnected,
    AddrInUse,
    AddrNotAvailable,
    BrokenPipe,
    AlreadyExists,
    WouldBlock,
    InvalidInput,
    InvalidData,
    TimedOut,
    WriteZero,
    Interrupted,
    Unsupported,
    UnexpectedEof,
    OutOfMemory,
    Other,
}
impl Clone for ErrorKind {
    fn clone(&self) -> Self {}
}
impl Copy for ErrorKind {}
pub trait Read {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize>;
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize>;
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize>;
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()>;
    fn by_ref(&mut self) -> &mut Self;
    fn bytes(self) -> Bytes<Self>;
    fn chain<R: Read>(self, next: R) -> Chain<Self, R>;
    fn take(self, limit: u64) -> Take<Self>;
}
pub trait Write {
    fn write(&mut self, buf: &[u8]) -> Result<usize>;
    fn flush(&mut self) -> Result<()>;
    fn write_all(&mut self, buf: &[u8]) -> Result<()>;
    fn write_fmt(&mut self, args: core::fmt::Arguments<'_>) -> Result<()>;
    fn by_ref(&mut self) -> &mut Self;
}
pub trait Seek {
    fn seek(&mut self, pos: SeekFrom) -> Result<u64>;
    fn rewind(&mut self) -> Result<()>;
    fn stream_position(&mut self) -> Result<u64>;
}
pub trait BufRead: Read {
    fn fill_buf(&mut self) -> Result<&[u8]>;
    fn consume(&mut self, amount: usize);
    fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize>;
    fn read_line(&mut self, buf: &mut String) -> Result<usize>;
    fn split(self, byte: u8) -> Split<Self>;
    fn lines(self) -> Lines<Self>;
}
pub enum SeekFrom {
    Start(u64),
    End(i64),
    Current(i64),
}
pub struct Bytes<R>(R);
impl<R: Read> Iterator for Bytes<R> {
    type Item = Result<u8>;
}
pub struct Chain<T, U>(T, U);
pub struct Take<T>(T);
impl<T: Read> Read for Take<T> {}
pub struct Lines<B>(B);
impl<B: BufRead> Iterator for Lines<B> {
    type Item = Result<String>;
}
pub struct Split<B>(B);
impl<B: BufRead> Iterator for Split<B> {
    type Item = Result<Vec<u8>>;
}
pub struct BufReader<R> {
    buf: Vec<u8>,
    inner: R,
}
impl<R: Read> BufReader<R> {
    pub fn new(inner: R) -> BufReader<R> {}
    pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R> {}
    pub fn get_ref(&self) -> &R {}
    pub fn get_mut(&mut self) -> &mut R {}
    pub fn into_inner(self) -> R {}
}
impl<R: Read> Read for BufReader<R> {}
impl<R: Read> BufRead for BufReader<R> {}
pub struct BufWriter<W> {
    buf: Vec<u8>,
    inner: W,
}
impl<W: Write> BufWriter<W> {
    pub fn new(inner: W) -> BufWriter<W> {}
    pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W> {}
    pub fn get_ref(&self) -> &W {}
    pub fn get_mut(&mut self) -> &mut W {}
}
impl<W: Write> Write for BufWriter<W> {}
pub struct LineWriter<W>(W);
pub struct Cursor<T> {
    inner: T,
    pos: u64,
}
impl<T> Cursor<T> {
    pub fn new(inner: T) -> Cursor<T> {}
    pub fn into_inner(self) -> T {}
    pub fn get_ref(&self) -> &T {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn position(&self) -> u64 {}
    pub fn set_position(&mut self, pos: u64) {}
}
impl<T> Read for Cursor<T> {}
impl<T> BufRead for Cursor<T> {}
impl<T> Write for Cursor<T> {}
impl<T> Seek for Cursor<T> {}
impl Read for &[u8] {}
impl BufRead for &[u8] {}
impl Write for Vec<u8> {}
impl<R: Read + ?Sized> Read for &mut R {}
impl<W: Write + ?Sized> Write for &mut W {}
impl<B: BufRead + ?Sized> BufRead for &mut B {}
impl<R: Read + ?Sized> Read for Box<R> {}
impl<W: Write + ?Sized> Write for Box<W> {}
pub struct Stdin(());
pub struct StdinLock<'a>(&'a ());
pub struct Stdout(());
pub struct StdoutLock<'a>(&'a ());
pub struct Stderr(());
pub struct StderrLock<'a>(&'a ());
impl Stdin {
    pub fn lock(&self) -> StdinLock<'static> {}
    pub fn read_line(&self, buf: &mut String) -> Result<usize> {}
    pub fn lines(self) -> Lines<StdinLock<'static>> {}
}
impl Stdout {
    pub fn lock(&self) -> StdoutLock<'static> {}
}
impl Stderr {
    pub fn lock(&self) -> StderrLock<'static> {}
}
impl Read for Stdin {}
impl<'a> Read for StdinLock<'a> {}
impl<'a> BufRead for StdinLock<'a> {}
impl Write for Stdout {}
impl<'a> Write for StdoutLock<'a> {}
impl Write for Stderr {}
impl<'a> Write for StderrLock<'a> {}
pub struct Empty;
pub struct Sink;
pub struct Repeat(u8);
impl Write for Sink {}
impl Read for Empty {}
pub fn stdin() -> Stdin {}
pub fn stdout() -> Stdout {}
pub fn stderr() -> Stderr {}
pub fn empty() -> Empty {}
pub fn sink() -> Sink {}
pub fn copy<R: ?Sized, W: ?Sized>(reader: &mut R, writer: &mut W) -> Result<u64> {}
pub fn read_to_string<R: Read>(reader: R) -> Result<String> {}
