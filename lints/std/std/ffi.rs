pub use core::ffi::*;
use std::borrow::Cow;
#[repr(Rust)]
pub struct CString {
    inner: Box<[u8]>,
}
impl CString {
    pub fn new<T>(t: T) -> Result<CString, NulError> {}
    pub fn as_ptr(&self) -> *const c_char {}
    pub fn into_raw(self) -> *mut c_char {}
    pub fn as_bytes(&self) -> &[u8] {}
    pub fn as_c_str(&self) -> &CStr {}
}
impl core::ops::Deref for CString {
    type Target = CStr;
    fn deref(&self) -> &CStr {}
}
pub struct NulError(usize, Vec<u8>);
pub struct OsStr {
    inner: [u8],
}
#[repr(Rust)]
pub struct OsString {
    inner: Vec<u8>,
}
impl OsStr {
    pub fn new<S: AsRef<OsStr> + ?Sized>(s: &S) -> &OsStr {}
    pub fn to_str(&self) -> Option<&str> {}
    pub fn to_string_lossy(&self) -> Cow<'_, str> {}
    pub fn to_os_string(&self) -> OsString {}
    pub fn is_empty(&self) -> bool {}
    pub fn len(&self) -> usize {}
}
impl OsString {
    pub fn new() -> OsString {}
    pub fn into_string(self) -> Result<String, OsString> {}
    pub fn push<T>(&mut self, s: T) {}
    pub fn as_os_str(&self) -> &OsStr {}
}
impl core::ops::Deref for OsString {
    type Target = OsStr;
    fn deref(&self) -> &OsStr {}
}
impl Clone for OsString {
    fn clone(&self) -> Self {}
}
