//! Ctrl-C.
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static HANDLER: Once = Once::new();

/// From now on Ctrl-C (and a polite request to end) is noted instead of ending the tool at once, so that it can end the
/// programs that it started and clear away what is half done.
pub(super) fn watch() {
    HANDLER.call_once(|| {
        // Someone else's handler in the same process: then he decides.
        let _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed));
    });
}

/// Whether Ctrl-C was pressed.
pub(super) fn pressed() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}
