//! The peak of a process's memory.
use std::process::{Child, Command, Stdio};

use crate::Outcome;

/// The most bytes that were resident in the process of `command`, not counting processes that it starts: the kernel's own
/// mark of it, read until the process ends. What an account of all children says (`getrusage`) would count cargo too, and
/// this program at the moment of the fork.
pub(crate) fn peak(command: &mut Command) -> Outcome<u64> {
    let mut child: Child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait()?.is_none() {
        // A process that has ended has no memory and no such line.
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        most = most.max(kibibytes.unwrap_or(0) << 10);
    }
    Ok(most)
}
