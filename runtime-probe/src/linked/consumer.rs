//! Who takes the events out of the rings and runs them through the model: a thread of the probe's own, so that the
//! program goes on meanwhile on another processor; where there is none, whoever finds a ring full.

use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

use super::events::{EXPECTED, Ring, all};
use super::memory::Arena;
use super::process;
use super::running::{FIRST, LONGEST, has_computed, is_running};
use super::saving::{BLOCK, Saved, Saving};
use super::settling;
use super::spin::Spin;
use super::thread::{Local, local};
use crate::machine::Machine;
use crate::model::{Cores, Event, Simulation};

/// Threads take turns after so many events: this is the model's clock. On a processor a line stays for some accesses
/// too before it is given away.
const TURN: u64 = 16;

/// Events that are run at a time.
const BATCH: usize = BLOCK;

/// What is run, and the time that was reached.
struct Model {
    cores: Option<Cores<'static, Arena>>,
    saving: Option<Saving>,
    now: u64,
}

static MODEL: Spin<Model> = Spin::new(Model { cores: None, saving: None, now: 0 });
/// The thread of the probe's own is there.
static RUNS: AtomicBool = AtomicBool::new(false);
/// The time that the model has reached.
static NOW: AtomicU64 = AtomicU64::new(0);
/// 1 while that thread sleeps: a futex.
static SLEEPS: AtomicU32 = AtomicU32::new(0);
/// Chunks that became full.
static FULL: AtomicU32 = AtomicU32::new(0);

/// What became of an attempt to go on.
enum Outcome {
    /// There is nothing more to do.
    Done,
    /// The thread of this ring must be heard first.
    Waits(&'static Ring),
}

/// The time that the model has reached.
#[cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(super) fn now() -> u64 {
    NOW.load(Ordering::Relaxed)
}

/// Bytes that may be saved of each trace; 0 if none is to be.
static MOST_SAVED: AtomicU64 = AtomicU64::new(0);

/// Traces are saved, up to so many bytes each.
pub(super) fn save(most: u64) {
    MOST_SAVED.store(most, Ordering::Relaxed);
}

/// Builds the model; before that nothing is run.
pub(super) fn build(machine: &Machine) {
    let saving = match MOST_SAVED.load(Ordering::Relaxed) {
        0 => None,
        most => Saving::start(most),
    };
    let mut model = MODEL.hold();
    settling::build(machine);
    *model = Model { cores: Some(Cores::new(machine, Arena::new())), saving, now: 0 };
}

/// The machine with all in it that was put into the rings before, and what was saved, if anything was to be. There is no
/// model from now on.
pub(super) fn finished() -> (Option<Simulation<'static, Arena>>, Option<Saved>) {
    let mut model = MODEL.hold();
    all().for_each(Ring::ends);
    model.go_on(true);
    let parts = (model.cores.take(), settling::settled().take());
    let simulation = if let (Some(cores), Some(levels)) = parts { Some(Simulation::of(cores, levels)) } else { None };
    (simulation, model.saving.take().map(Saving::finish))
}

/// A chunk is full: the consumer is woken, if there is one and it sleeps.
pub(super) fn chunk_is_full() {
    FULL.fetch_add(1, Ordering::SeqCst);
    if SLEEPS.swap(0, Ordering::SeqCst) == 1 {
        wake();
    }
}

/// The calling thread's ring is half full: the consumer is behind, and would settle what was missed before it goes on.
pub(super) fn lend_a_hand(is_behind: impl Fn() -> bool) {
    if RUNS.load(Ordering::Relaxed) && settling::is_anything_left() {
        let _masked = Masked::new();
        while is_behind() && settling::settle_some() {}
    }
}

/// The calling thread's ring is full.
pub(super) fn wait_for_room(times: u32) {
    // A signal that ends the process would find nobody to go on with what is held.
    if !RUNS.load(Ordering::Relaxed) {
        let _masked = Masked::new();
        let Some(mut model) = MODEL.try_hold() else { return std::thread::yield_now() };
        if let Outcome::Waits(ring) = model.go_on(false) {
            drop(model);
            be_patient(ring, times);
        }
        return;
    }
    if settling::is_anything_left() {
        let _masked = Masked::new();
        if settling::settle_some() {
            return;
        }
    }
    match times {
        0..200 => std::hint::spin_loop(),
        200..2000 => std::thread::yield_now(),
        _ => sleep_us(50),
    }
}

impl Model {
    /// Runs what can be run: all there is when the program is at its end, else as long as every thread that does something
    /// has been heard up to the time reached.
    fn go_on(&mut self, at_end: bool) -> Outcome {
        let Some(cores) = &mut self.cores else { return Outcome::Done };
        loop {
            let lives = |ring: &Ring| ring.owner.load(Ordering::Acquire) != 0;
            if !at_end && !all().any(|ring| ring.whole() > 0 || (!lives(ring) && ring.waiting() > 0)) {
                return Outcome::Done;
            }
            // The ring whose time is the least, and the least of the others'.
            let mut next: Option<(&'static Ring, u64, u64)> = None;
            let mut then = u64::MAX;
            for ring in all() {
                let there = match ring.whole() {
                    0 => ring.waiting(),
                    whole => whole,
                };
                if there > 0 && ring.dormant.swap(false, Ordering::Relaxed) {
                    // It did nothing until now.
                    ring.base.fetch_max(self.now.saturating_sub(ring.taken()), Ordering::Relaxed);
                }
                if there == 0 && (at_end || !lives(ring) || ring.dormant.load(Ordering::Relaxed)) {
                    continue;
                }
                let time = ring.time();
                match next {
                    Some((_, least, _)) if least <= time => then = then.min(time),
                    _ => {
                        then = then.min(next.map_or(u64::MAX, |(_, least, _)| least));
                        next = Some((ring, time, there));
                    }
                }
            }
            let Some((ring, time, there)) = next else { return Outcome::Done };
            if there == 0 {
                return Outcome::Waits(ring);
            }
            let until = then.saturating_add(TURN);
            let events = ring.oldest(there.min(until - time).min(BATCH as u64));
            let count = events.len() as u64;
            if count == BATCH as u64 {
                ring.fetch(count, count.min(there - count));
            }
            if let Some(saving) = &mut self.saving {
                saving.put(ring.core, events);
            }
            if run(cores, ring.core, events).is_none() {
                return Outcome::Done;
            }
            ring.take(count);
            self.now = self.now.max(time + count);
            NOW.store(self.now, Ordering::Relaxed);
        }
    }
}

/// Runs events of a thread; `None` when the process is about to die.
fn run(cores: &mut Cores<'static, Arena>, thread: usize, events: &[Event]) -> Option<()> {
    let Some(core) = cores.apart(thread) else {
        if let Some(levels) = &mut *settling::settled() {
            cores.run_together(thread, events, levels);
        }
        return Some(());
    };
    let mut rest = events;
    loop {
        // SAFETY: the cores are held, and a batch is used until the next is asked for.
        let batch = unsafe { settling::open() }?;
        if batch.core != core && !batch.misses.is_empty() {
            settling::pass();
            continue;
        }
        batch.core = core;
        let run = cores.run(core, rest, &mut batch.misses);
        rest = rest.get(run..).unwrap_or_default();
        if cores.asks(core) {
            cores.answer(core, settling::settled().as_mut()?);
            continue;
        }
        if !batch.misses.is_full() {
            return Some(());
        }
        settling::pass();
    }
}

/// As long as it lives, no signal reaches the calling thread.
struct Masked(libc::sigset_t);

impl Masked {
    fn new() -> Self {
        // SAFETY: the sets are initialised by the calls; the mask is the calling thread's own, put back after.
        unsafe {
            let (mut all, mut before) = (std::mem::zeroed(), std::mem::zeroed());
            libc::sigfillset(&mut all);
            libc::pthread_sigmask(libc::SIG_SETMASK, &all, &mut before);
            Self(before)
        }
    }
}

impl Drop for Masked {
    fn drop(&mut self) {
        // SAFETY: the mask is the one that was replaced.
        unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &self.0, null_mut()) };
    }
}

/// Starts the thread that consumes, if that can be.
pub(super) fn start() {
    if RUNS.swap(true, Ordering::SeqCst) {
        return;
    }
    let _masked = Masked::new();
    // SAFETY: the attributes are initialised before use.
    unsafe {
        let mut attributes = std::mem::zeroed::<libc::pthread_attr_t>();
        let mut thread = std::mem::zeroed::<libc::pthread_t>();
        libc::pthread_attr_init(&mut attributes);
        libc::pthread_attr_setdetachstate(&mut attributes, libc::PTHREAD_CREATE_DETACHED);
        libc::pthread_attr_setstacksize(&mut attributes, 1 << 20);
        if libc::pthread_create(&mut thread, &attributes, consume, null_mut()) != 0 {
            RUNS.store(false, Ordering::SeqCst);
        }
        libc::pthread_attr_destroy(&mut attributes);
    }
}

extern "C" fn consume(_: *mut libc::c_void) -> *mut libc::c_void {
    local(Local::works_for_the_probe);
    let mut idle = 0_u32;
    while process::is_traced() {
        // Before the look, so that nothing that becomes full after it is missed.
        let seen = FULL.load(Ordering::SeqCst);
        let outcome = MODEL.hold().go_on(false);
        if let Outcome::Waits(ring) = outcome {
            idle += 1;
            be_patient(ring, idle);
            continue;
        }
        idle = 0;
        while FULL.load(Ordering::Relaxed) == seen && process::is_traced() {
            if settling::settle_some() {
                continue;
            }
            idle += 1;
            match idle {
                0..2000 => std::hint::spin_loop(),
                2000..2100 => std::thread::yield_now(),
                _ => {
                    SLEEPS.store(1, Ordering::SeqCst);
                    if FULL.load(Ordering::SeqCst) == seen {
                        sleep();
                    }
                    SLEEPS.store(0, Ordering::SeqCst);
                    // A thread may have ended with a chunk that is not full.
                    break;
                }
            }
        }
        idle = 0;
    }
    RUNS.store(false, Ordering::SeqCst);
    null_mut()
}

/// Waits for a thread from which nothing comes, unless it sleeps, or has computed without memory for long.
fn be_patient(ring: &Ring, times: u32) {
    if !times.is_multiple_of(FIRST) {
        std::hint::spin_loop();
        return;
    }
    let owner = ring.owner.load(Ordering::Relaxed);
    // One that was made begins, as soon as the system lets it.
    let is_over = if owner == EXPECTED { times >= LONGEST } else { has_computed(owner, times) || !is_running(owner) };
    if is_over {
        ring.dormant.store(true, Ordering::Relaxed);
        return;
    }
    sleep_us(20);
}

fn sleep_us(time: u32) {
    // SAFETY: a sleep.
    unsafe { libc::usleep(time) };
}

#[cfg(target_os = "linux")]
fn sleep() {
    // A second at most: the end of the run is not told.
    let second = libc::timespec { tv_sec: 1, tv_nsec: 0 };
    // SAFETY: the futex is a static.
    unsafe { libc::syscall(libc::SYS_futex, SLEEPS.as_ptr(), libc::FUTEX_WAIT | libc::FUTEX_PRIVATE_FLAG, 1, &second) };
}

#[cfg(target_os = "linux")]
fn wake() {
    // SAFETY: the futex is a static.
    unsafe { libc::syscall(libc::SYS_futex, SLEEPS.as_ptr(), libc::FUTEX_WAKE | libc::FUTEX_PRIVATE_FLAG, 1) };
}

#[cfg(not(target_os = "linux"))]
fn sleep() {
    sleep_us(100);
}

#[cfg(not(target_os = "linux"))]
fn wake() {}

/// Before a fork: nobody is in the middle of the model.
pub(super) extern "C" fn before_fork() {
    std::mem::forget(MODEL.hold());
    settling::hold();
}

/// After a fork, in the parent.
pub(super) extern "C" fn after_fork() {
    // SAFETY: `before_fork` holds them, in this thread.
    unsafe {
        settling::release();
        MODEL.release();
    }
}

/// After a fork, in the child: it has no consumer, and starts with an empty machine and empty rings.
pub(super) fn forget() {
    // SAFETY: `before_fork` holds them, in the thread that this one was.
    unsafe {
        settling::release();
        MODEL.release();
    }
    RUNS.store(false, Ordering::SeqCst);
    SLEEPS.store(0, Ordering::SeqCst);
    all().for_each(Ring::forget);
    let machine = MODEL.hold().cores.as_ref().map(|cores| *cores.machine());
    if let Some(machine) = machine {
        build(&machine);
    }
}
