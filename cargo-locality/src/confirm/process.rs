//! Programs that the tool starts: their output, their time, their end.
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::{Error, interrupt};
use crate::report::run::Ended;

/// Lines of a program's output that are kept for the case that it fails.
const KEPT_LINES: usize = 24;
/// Bytes of one line that are kept.
const KEPT_LINE: usize = 400;
/// How long a program's output is waited for after its end: a daemon that it left behind may hold the pipe open.
const DRAIN: Duration = Duration::from_millis(500);

/// How long a program may take to end when it is asked to.
const GRACE: Duration = Duration::from_secs(5);

/// A program that is running, in a process group of its own.
pub(super) struct Running {
    child: Child,
    tail: Arc<Mutex<VecDeque<String>>>,
    drained: Receiver<()>,
    readers: usize,
}

/// What is done with a line of output.
pub(super) type OnLine = Box<dyn FnMut(&str) + Send>;

impl Running {
    /// Starts `command` with nothing on its stdin. Lines of stderr go to `on_stderr`; lines of stdout go to `on_stdout`,
    /// or where there is none to `on_stderr` as well.
    pub(super) fn start(command: &mut Command, on_stdout: Option<OnLine>, on_stderr: OnLine) -> Result<Self, Error> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let program = command.get_program().to_string_lossy().into_owned();
        let mut child = command.spawn().map_err(|source| Error::Start { program, source })?;
        let tail = Arc::new(Mutex::new(VecDeque::new()));
        let (ended, drained) = mpsc::channel();
        let on_stderr = Arc::new(Mutex::new(on_stderr));
        let shared = |on_line: Arc<Mutex<OnLine>>| -> OnLine {
            Box::new(move |line| {
                if let Ok(mut on_line) = on_line.lock() {
                    on_line(line);
                }
            })
        };
        let keeping = |mut on_line: OnLine| -> OnLine {
            let tail = Arc::clone(&tail);
            Box::new(move |line| {
                keep(&tail, line);
                on_line(line);
            })
        };
        if let Some(stderr) = child.stderr.take() {
            read_lines(stderr, keeping(shared(Arc::clone(&on_stderr))), ended.clone());
        }
        if let Some(stdout) = child.stdout.take() {
            let on_line = on_stdout.unwrap_or_else(|| keeping(shared(on_stderr)));
            read_lines(stdout, on_line, ended);
        }
        Ok(Self { child, tail, drained, readers: 2 })
    }

    /// Its process id.
    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end, at most for `timeout`. Ctrl-C ends it and all that it started.
    pub(super) fn wait(self, timeout: Option<Duration>) -> Result<(Ended, Vec<String>), Error> {
        self.wait_telling(timeout, &mut || {})
    }

    /// The same; `tell` is called now and then meanwhile.
    pub(super) fn wait_telling(
        mut self,
        timeout: Option<Duration>,
        tell: &mut dyn FnMut(),
    ) -> Result<(Ended, Vec<String>), Error> {
        let start = Instant::now();
        let mut pause = Duration::from_millis(1);
        let ended = loop {
            let asked = self.child.try_wait();
            match asked.map_err(|source| Error::Start { program: "a program that was started".into(), source })? {
                Some(status) => break how(status),
                None if interrupt::pressed() => {
                    self.kill();
                    return Err(Error::Interrupted);
                }
                None => {}
            }
            if let Some(limit) = timeout.filter(|limit| start.elapsed() >= *limit) {
                self.stop();
                break Ended::TimedOut(limit);
            }
            tell();
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        };
        for _ in 0..self.readers {
            let _ = self.drained.recv_timeout(DRAIN);
        }
        if interrupt::pressed() {
            return Err(Error::Interrupted);
        }
        let tail = self.tail.lock().map(|tail| tail.iter().cloned().collect()).unwrap_or_default();
        Ok((ended, tail))
    }

    /// Asks it and its process group to end, so that they can write down what they did; ends them if they do not.
    fn stop(&mut self) {
        #[cfg(unix)]
        if let Ok(group) = i32::try_from(self.child.id()) {
            let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(group), nix::sys::signal::Signal::SIGTERM);
            let start = Instant::now();
            // Their output ends when the last of them has ended.
            while self.readers > 0 && start.elapsed() < GRACE && !interrupt::pressed() {
                if self.drained.recv_timeout(Duration::from_millis(20)).is_ok() {
                    self.readers -= 1;
                }
            }
        }
        self.kill();
    }

    /// Ends it and its process group.
    fn kill(&mut self) {
        #[cfg(unix)]
        if let Ok(group) = i32::try_from(self.child.id()) {
            let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(group), nix::sys::signal::Signal::SIGKILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
fn how(status: ExitStatus) -> Ended {
    use std::os::unix::process::ExitStatusExt as _;
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Exited(code),
        (None, Some(signal)) => Ended::Killed(signal),
        (None, None) => Ended::Exited(-1),
    }
}

#[cfg(not(unix))]
fn how(status: ExitStatus) -> Ended {
    Ended::Exited(status.code().unwrap_or(-1))
}

fn read_lines(from: impl Read + Send + 'static, mut on_line: OnLine, ended: mpsc::Sender<()>) {
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while matches!(from.read_until(b'\n', &mut line), Ok(1..)) {
            on_line(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
            line.clear();
        }
        // Nobody waits any more when the tool gives up on it.
        let _ = ended.send(());
    });
}

fn keep(tail: &Mutex<VecDeque<String>>, line: &str) {
    if let Ok(mut tail) = tail.lock() {
        if tail.len() == KEPT_LINES {
            tail.pop_front();
        }
        tail.push_back(line.chars().take(KEPT_LINE).collect());
    }
}
