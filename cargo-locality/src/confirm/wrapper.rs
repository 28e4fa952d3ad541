//! The tool's other faces: rustc's wrapper and the launcher of measured programs.
use std::process::ExitCode;

/// Does what is asked where this process was started as rustc's wrapper or as the launcher, and says with which code
/// to exit; `None` where it was started as the tool itself. To be called before anything else looks at the arguments.
pub fn main_if_wrapper() -> Option<ExitCode> {
    None
}
