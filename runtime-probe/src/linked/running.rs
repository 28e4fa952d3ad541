//! What a thread from which nothing comes is doing, as the system tells.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// A thread from which nothing came while it ran for so long is not waited for, nanoseconds.
const PATIENCE_NS: u64 = 2_000_000;
/// Nor one that was looked for so often, whether the system let it run or not: some two seconds.
pub(super) const LONGEST: u32 = FIRST * 25_000;

/// It is looked for the first time when it was waited for so often.
pub(super) const FIRST: u32 = 64;

/// Whether a thread of this process is on a processor or waits for one, or for the kernel itself (state `D`: another thread has
/// the lock of the process's memory).
#[cfg(target_os = "linux")]
pub(super) fn is_running(thread: u32) -> bool {
    let mut text = [0_u8; 64];
    let Some(text) = read(&mut text, thread, "stat") else { return false };
    // `number (name) state …`; a name has at most 15 bytes.
    let state = text.iter().rposition(|byte| *byte == b')').and_then(|end| text.get(end + 2));
    state.is_none_or(|state| matches!(state, b'R' | b'D'))
}

/// Whether a thread that is looked for the `times`th time has run long since it was looked for first: that the system lets
/// others run tells nothing of it.
#[cfg(target_os = "linux")]
pub(super) fn has_computed(thread: u32, times: u32) -> bool {
    /// Who was looked for last, and what it had run when that began.
    static SOUGHT: AtomicU32 = AtomicU32::new(0);
    static BEFORE: AtomicU64 = AtomicU64::new(0);
    let mut text = [0_u8; 64];
    let number = |text: &[u8]| {
        let digits = text.iter().map_while(|byte| byte.is_ascii_digit().then(|| u64::from(byte - b'0')));
        digits.fold(0_u64, |number, digit| number.wrapping_mul(10).wrapping_add(digit))
    };
    // Nanoseconds on a processor, those for which it waited for one, and more.
    let Some(ran) = read(&mut text, thread, "schedstat").map(number) else { return times >= LONGEST / 200 };
    if SOUGHT.swap(thread, Ordering::Relaxed) != thread || times <= FIRST {
        BEFORE.store(ran, Ordering::Relaxed);
    }
    times >= LONGEST || ran.saturating_sub(BEFORE.load(Ordering::Relaxed)) >= PATIENCE_NS
}

/// The beginning of one of the files of a thread of this process.
#[cfg(target_os = "linux")]
fn read<'t>(text: &'t mut [u8; 64], thread: u32, file: &str) -> Option<&'t [u8]> {
    use std::fmt::Write;

    let mut path = Path { bytes: [0; 64], length: 0 };
    write!(path, "/proc/self/task/{thread}/{file}\0").ok()?;
    // SAFETY: the name ends with a zero; what is read goes into the text.
    let length = unsafe {
        let file = libc::open(path.bytes.as_ptr().cast(), libc::O_RDONLY | libc::O_CLOEXEC);
        if file < 0 {
            return None;
        }
        let length = libc::read(file, text.as_mut_ptr().cast(), text.len());
        libc::close(file);
        length
    };
    text.get(..usize::try_from(length).ok()?)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_running(_: u32) -> bool {
    true
}

#[cfg(not(target_os = "linux"))]
pub(super) fn has_computed(_: u32, times: u32) -> bool {
    times >= LONGEST / 200
}

struct Path {
    bytes: [u8; 64],
    length: usize,
}

impl std::fmt::Write for Path {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let room = self.bytes.get_mut(self.length..self.length + text.len()).ok_or(std::fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length += text.len();
        Ok(())
    }
}
