//! Files beside the record, written without the program's allocator.

use std::fmt::Write;

#[cfg(target_os = "linux")]
use super::memory::map;
use super::spin::Spin;

/// The directory of record files, with its length; `None` until it is known.
static DIRECTORY: Spin<Option<([u8; LONGEST], usize)>> = Spin::new(None);
pub(super) const LONGEST: usize = 4096;
/// Room for `/<pid>.<nth>.record.part` and the final zero.
const NAME: usize = 32;

/// Sets the directory; `None` when its name is too long.
pub(super) fn direct_to(directory: &[u8]) -> Option<()> {
    let mut path = [0; LONGEST];
    path.get_mut(..directory.len() + NAME)?[..directory.len()].copy_from_slice(directory);
    *DIRECTORY.hold() = Some((path, directory.len()));
    Some(())
}

/// `<directory>/<pid>.<suffix>`, ending with a zero.
pub(super) fn path(pid: u32, suffix: std::fmt::Arguments<'_>) -> Option<[u8; LONGEST]> {
    let directory = DIRECTORY.hold();
    let (mut path, length) = (*directory)?;
    let mut rest = Rest { bytes: path.get_mut(length..LONGEST - 1)? };
    write!(rest, "/{pid}.{suffix}").ok()?;
    Some(path)
}

struct Rest<'b> {
    bytes: &'b mut [u8],
}

impl Write for Rest<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let bytes = std::mem::take(&mut self.bytes);
        let (here, rest) = bytes.split_at_mut_checked(text.len()).ok_or(std::fmt::Error)?;
        here.copy_from_slice(text.as_bytes());
        self.bytes = rest;
        Ok(())
    }
}

/// A file written through a buffer of its own.
pub(super) struct File {
    descriptor: libc::c_int,
    buffer: [u8; 8192],
    length: usize,
}

impl File {
    pub(super) fn create(path: &[u8; LONGEST]) -> Option<Self> {
        let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC | libc::O_CLOEXEC;
        // SAFETY: the name ends with a zero.
        let descriptor = unsafe { libc::open(path.as_ptr().cast(), flags, 0o644) };
        (descriptor >= 0).then_some(Self { descriptor, buffer: [0; 8192], length: 0 })
    }

    pub(super) fn flush(&mut self) -> std::fmt::Result {
        let mut rest = self.buffer.get(..self.length).unwrap_or_default();
        while !rest.is_empty() {
            // SAFETY: the bytes are there.
            let written = unsafe { libc::write(self.descriptor, rest.as_ptr().cast(), rest.len()) };
            if written < 0 && std::io::Error::last_os_error().kind() == std::io::ErrorKind::Interrupted {
                continue;
            }
            let written = usize::try_from(written).map_err(|_| std::fmt::Error)?;
            rest = rest.get(written..).filter(|_| written > 0).ok_or(std::fmt::Error)?;
        }
        self.length = 0;
        Ok(())
    }

    pub(super) fn close(self) {
        // SAFETY: the descriptor is this one's own, and not used again.
        unsafe { libc::close(self.descriptor) };
    }
}

impl Write for File {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.put(text.as_bytes())
    }
}

impl File {
    /// Appends bytes.
    pub(super) fn put(&mut self, bytes: &[u8]) -> std::fmt::Result {
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.length == self.buffer.len() {
                self.flush()?;
            }
            let room = &mut self.buffer[self.length..];
            let (here, later) = rest.split_at(rest.len().min(room.len()));
            room[..here.len()].copy_from_slice(here);
            self.length += here.len();
            rest = later;
        }
        Ok(())
    }
}

/// A file of the kernel's, which does not tell its length.
#[cfg(target_os = "linux")]
pub(super) fn whole(path: &std::ffi::CStr) -> &'static [u8] {
    let Some(buffer) = map::<u8>(1 << 22) else { return &[] };
    let mut length = 0;
    // SAFETY: the name ends with a zero; reads go to the rest of the buffer.
    unsafe {
        let file = libc::open(path.as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC);
        if file < 0 {
            return &[];
        }
        while length < buffer.len() {
            match libc::read(file, buffer.as_mut_ptr().add(length).cast(), buffer.len() - length) {
                ..=0 => break,
                read => length += read as usize,
            }
        }
        libc::close(file);
    }
    &buffer[..length]
}
