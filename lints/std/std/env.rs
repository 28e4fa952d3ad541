use std::ffi::OsString;
use std::path::PathBuf;
pub struct Args(());
impl Iterator for Args {
    type Item = String;
    fn next(&mut self) -> Option<String> {}
}
impl ExactSizeIterator for Args {}
impl DoubleEndedIterator for Args {
    fn next_back(&mut self) -> Option<String> {}
}
pub struct ArgsOs(());
impl Iterator for ArgsOs {
    type Item = OsString;
}
pub struct Vars(());
impl Iterator for Vars {
    type Item = (String, String);
}
pub enum VarError {
    NotPresent,
    NotUnicode(OsString),
}
pub mod consts {
    pub const OS: &str = "";
    pub const ARCH: &str = "";
}
pub fn args() -> Args {}
pub fn args_os() -> ArgsOs {}
pub fn vars() -> Vars {}
pub fn var<K>(key: K) -> Result<String, VarError> {}
pub fn var_os<K>(key: K) -> Option<OsString> {}
pub fn set_var<K, V>(key: K, value: V) {}
pub fn remove_var<K>(key: K) {}
pub fn current_dir() -> std::io::Result<PathBuf> {}
pub fn current_exe() -> std::io::Result<PathBuf> {}
pub fn temp_dir() -> PathBuf {}
