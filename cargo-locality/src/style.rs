//! The colours of words.
use anstyle::{AnsiColor, Style};

/// Bold green: the verbs that cargo prints at the left.
pub(crate) const GOOD: Style = AnsiColor::BrightGreen.on_default().bold();
/// Bold red.
pub(crate) const BAD: Style = AnsiColor::BrightRed.on_default().bold();
/// Bold yellow.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Bold cyan.
pub(crate) const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
/// Bold.
pub(crate) const STRONG: Style = Style::new().bold();
/// Dim.
pub(crate) const DIM: Style = Style::new().dimmed();
