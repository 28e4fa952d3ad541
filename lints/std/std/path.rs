use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
pub struct Path {
    inner: OsStr,
}
#[repr(Rust)]
pub struct PathBuf {
    inner: OsString,
}
pub struct Display<'a>(&'a Path);
impl core::fmt::Display for Display<'_> {}
pub struct StripPrefixError(());
pub enum Component<'a> {
    Prefix(&'a OsStr),
    RootDir,
    CurDir,
    ParentDir,
    Normal(&'a OsStr),
}
pub struct Components<'a>(&'a Path);
impl<'a> Iterator for Components<'a> {
    type Item = Component<'a>;
}
impl<'a> DoubleEndedIterator for Components<'a> {}
pub struct Ancestors<'a>(&'a Path);
impl<'a> Iterator for Ancestors<'a> {
    type Item = &'a Path;
}
impl Path {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &Path {}
    pub fn as_os_str(&self) -> &OsStr {}
    pub fn to_str(&self) -> Option<&str> {}
    pub fn to_string_lossy(&self) -> Cow<'_, str> {}
    pub fn to_path_buf(&self) -> PathBuf {}
    pub fn is_absolute(&self) -> bool {}
    pub fn is_relative(&self) -> bool {}
    pub fn parent(&self) -> Option<&Path> {}
    pub fn ancestors(&self) -> Ancestors<'_> {}
    pub fn file_name(&self) -> Option<&OsStr> {}
    pub fn strip_prefix<P>(&self, base: P) -> Result<&Path, StripPrefixError> {}
    pub fn starts_with<P>(&self, base: P) -> bool {}
    pub fn ends_with<P>(&self, child: P) -> bool {}
    pub fn file_stem(&self) -> Option<&OsStr> {}
    pub fn extension(&self) -> Option<&OsStr> {}
    pub fn join<P>(&self, path: P) -> PathBuf {}
    pub fn with_file_name<S>(&self, file_name: S) -> PathBuf {}
    pub fn with_extension<S>(&self, extension: S) -> PathBuf {}
    pub fn components(&self) -> Components<'_> {}
    pub fn display(&self) -> Display<'_> {}
    pub fn metadata(&self) -> std::io::Result<std::fs::Metadata> {}
    pub fn canonicalize(&self) -> std::io::Result<PathBuf> {}
    pub fn read_dir(&self) -> std::io::Result<std::fs::ReadDir> {}
    pub fn exists(&self) -> bool {}
    pub fn is_file(&self) -> bool {}
    pub fn is_dir(&self) -> bool {}
}
impl PathBuf {
    pub fn new() -> PathBuf {}
    pub fn as_path(&self) -> &Path {}
    pub fn push<P>(&mut self, path: P) {}
    pub fn pop(&mut self) -> bool {}
    pub fn set_file_name<S>(&mut self, file_name: S) {}
    pub fn set_extension<S>(&mut self, extension: S) -> bool {}
    pub fn into_os_string(self) -> OsString {}
}
impl core::ops::Deref for PathBuf {
    type Target = Path;
    fn deref(&self) -> &Path {}
}
impl Clone for PathBuf {
    fn clone(&self) -> Self {}
}
impl std::borrow::ToOwned for Path {
    type Owned = PathBuf;
}
impl From<&str> for PathBuf {
    fn from(s: &str) -> PathBuf {}
}
impl From<String> for PathBuf {
    fn from(s: String) -> PathBuf {}
}
#[each(Path, PathBuf, OsStr, OsString, str, String)]
impl AsRef<Path> for Each {
    fn as_ref(&self) -> &Path {}
}
#[each(Path, PathBuf, OsStr, OsString, str, String)]
impl AsRef<OsStr> for Each {
    fn as_ref(&self) -> &OsStr {}
}
