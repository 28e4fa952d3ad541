//! Ends without a signal that no handler of `exit` hears of: `_exit`, and another program in the place of this one.

use std::ffi::CStr;

use libc::{c_char, c_int};

use super::memory::map;
use super::{ends, report};
use crate::record::Ended;

/// As the C library's, after the record is written.
#[unsafe(no_mangle)]
extern "C" fn _exit(status: c_int) -> ! {
    ends::finish(Some(Ended::Exited(status & 0xff)));
    loop {
        // SAFETY: the process ends.
        unsafe { libc::syscall(libc::SYS_exit_group, status) };
    }
}

/// The same under its other name.
#[unsafe(no_mangle)]
extern "C" fn _Exit(status: c_int) -> ! {
    _exit(status)
}

type Words = *const *const c_char;

unsafe extern "C" {
    static environ: Words;
}

/// As the C library's, after the record is written where the program can be run.
///
/// # Safety
/// As for `execve(2)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn execve(path: *const c_char, arguments: Words, environment: Words) -> c_int {
    // SAFETY: the caller's own arguments.
    unsafe {
        let mut about = std::mem::zeroed::<libc::stat>();
        if libc::access(path, libc::X_OK) == 0
            && libc::stat(path, &mut about) == 0
            && about.st_mode & libc::S_IFMT == libc::S_IFREG
        {
            before();
        }
        libc::syscall(libc::SYS_execve, path, arguments, environment) as c_int
    }
}

/// As the C library's, through [`execve`].
///
/// # Safety
/// As for `execv(3)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn execv(path: *const c_char, arguments: Words) -> c_int {
    // SAFETY: the caller's own arguments, and the environment as it is.
    unsafe { execve(path, arguments, environ) }
}

/// As the C library's, through [`execve`].
///
/// # Safety
/// As for `execvp(3)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn execvp(file: *const c_char, arguments: Words) -> c_int {
    // SAFETY: the caller's own arguments, and the environment as it is.
    unsafe { execvpe(file, arguments, environ) }
}

/// As the C library's, through [`execve`]: looks along `PATH`, and hands a script without a first line to the shell.
///
/// # Safety
/// As for `execvpe(3)`.
#[unsafe(no_mangle)]
unsafe extern "C" fn execvpe(file: *const c_char, arguments: Words, environment: Words) -> c_int {
    // SAFETY: the caller's own arguments; texts end with a zero.
    unsafe {
        let name = CStr::from_ptr(file).to_bytes();
        if name.is_empty() {
            return failed(libc::ENOENT);
        }
        if name.contains(&b'/') {
            return attempt(file, arguments, environment);
        }
        let path = libc::getenv(c"PATH".as_ptr());
        let path = if path.is_null() { b"/bin:/usr/bin" } else { CStr::from_ptr(path).to_bytes() };
        let mut forbidden = false;
        for directory in path.split(|byte| *byte == b':') {
            let mut whole = [0_u8; libc::PATH_MAX as usize];
            let slash: &[u8] = if directory.is_empty() { b"" } else { b"/" };
            let parts = [directory, slash, name];
            let Some(room) = whole.get_mut(..parts.iter().map(|part| part.len()).sum::<usize>() + 1) else { continue };
            let bytes = parts.into_iter().flatten().chain(&[0]);
            room.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            attempt(whole.as_ptr().cast(), arguments, environment);
            match *libc::__errno_location() {
                libc::EACCES => forbidden = true,
                libc::ENOENT | libc::ENOTDIR | libc::ESTALE | libc::ENODEV | libc::ETIMEDOUT => {}
                _ => return -1,
            }
        }
        failed(if forbidden { libc::EACCES } else { libc::ENOENT })
    }
}

/// # Safety
/// As for [`execve`].
unsafe fn attempt(path: *const c_char, arguments: Words, environment: Words) -> c_int {
    // SAFETY: the caller's own arguments. The shell gets them after the path, in an array of our own.
    unsafe {
        execve(path, arguments, environment);
        if *libc::__errno_location() == libc::ENOEXEC {
            let count = (0..).take_while(|nth| !(*arguments.add(*nth)).is_null()).count();
            let Some(words) = map::<u64>(count + 3) else { return failed(libc::ENOMEM) };
            let given = (1..count).map(|nth| *arguments.add(nth));
            let all = [c"/bin/sh".as_ptr(), path].into_iter().chain(given);
            words.iter_mut().zip(all).for_each(|(to, from)| *to = from.expose_provenance() as u64);
            execve(c"/bin/sh".as_ptr(), words.as_ptr().cast(), environment);
        }
        -1
    }
}

fn failed(errno: c_int) -> c_int {
    // SAFETY: the calling thread's own.
    unsafe { *libc::__errno_location() = errno };
    -1
}

/// What a child does between `fork` and another program is nothing that is looked for; all else is written down.
fn before() {
    if ends::is_forked() {
        report::retract();
    } else {
        ends::finish(Some(Ended::Replaced));
    }
}
