use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
pub struct File {
    fd: i32,
}
impl File {
    pub fn open<P>(path: P) -> io::Result<File> {}
    pub fn create<P>(path: P) -> io::Result<File> {}
    pub fn options() -> OpenOptions {}
    pub fn sync_all(&self) -> io::Result<()> {}
    pub fn set_len(&self, size: u64) -> io::Result<()> {}
    pub fn metadata(&self) -> io::Result<Metadata> {}
    pub fn lock(&self) -> io::Result<()> {}
    pub fn try_lock(&self) -> Result<(), TryLockError> {}
    pub fn unlock(&self) -> io::Result<()> {}
    pub fn try_clone(&self) -> io::Result<File> {}
}
impl io::Read for File {}
impl io::Write for File {}
impl io::Seek for File {}
pub enum TryLockError {
    Error(io::Error),
    WouldBlock,
}
pub struct OpenOptions(u32);
impl OpenOptions {
    pub fn new() -> OpenOptions {}
    pub fn read(&mut self, read: bool) -> &mut OpenOptions {}
    pub fn write(&mut self, write: bool) -> &mut OpenOptions {}
    pub fn append(&mut self, append: bool) -> &mut OpenOptions {}
    pub fn truncate(&mut self, truncate: bool) -> &mut OpenOptions {}
    pub fn create(&mut self, create: bool) -> &mut OpenOptions {}
    pub fn open<P>(&self, path: P) -> io::Result<File> {}
}
pub struct Metadata(u64);
impl Metadata {
    pub fn is_dir(&self) -> bool {}
    pub fn is_file(&self) -> bool {}
    pub fn len(&self) -> u64 {}
    pub fn modified(&self) -> io::Result<std::time::SystemTime> {}
}
pub struct ReadDir(());
impl Iterator for ReadDir {
    type Item = io::Result<DirEntry>;
}
pub struct DirEntry(());
impl DirEntry {
    pub fn path(&self) -> PathBuf {}
    pub fn metadata(&self) -> io::Result<Metadata> {}
    pub fn file_type(&self) -> io::Result<FileType> {}
    pub fn file_name(&self) -> OsString {}
}
pub struct FileType(u32);
impl FileType {
    pub fn is_dir(&self) -> bool {}
    pub fn is_file(&self) -> bool {}
    pub fn is_symlink(&self) -> bool {}
}
pub fn read<P>(path: P) -> io::Result<Vec<u8>> {}
pub fn read_to_string<P>(path: P) -> io::Result<String> {}
pub fn write<P, C>(path: P, contents: C) -> io::Result<()> {}
pub fn remove_file<P>(path: P) -> io::Result<()> {}
pub fn metadata<P>(path: P) -> io::Result<Metadata> {}
pub fn rename<P, Q>(from: P, to: Q) -> io::Result<()> {}
pub fn copy<P, Q>(from: P, to: Q) -> io::Result<u64> {}
pub fn canonicalize<P>(path: P) -> io::Result<PathBuf> {}
pub fn create_dir<P>(path: P) -> io::Result<()> {}
pub fn create_dir_all<P>(path: P) -> io::Result<()> {}
pub fn remove_dir<P>(path: P) -> io::Result<()> {}
pub fn remove_dir_all<P>(path: P) -> io::Result<()> {}
pub fn read_dir<P>(path: P) -> io::Result<ReadDir> {}
pub fn exists<P>(path: P) -> io::Result<bool> {}
