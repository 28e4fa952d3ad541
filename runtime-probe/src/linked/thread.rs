//! All that one thread keeps, and how threads come by it and leave it behind.

#[cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod births;

use std::cell::Cell;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, Ordering};

use super::chains;
use super::consumer;
use super::contexts;
use super::counters;
use super::events::Ring;
use super::memory::{Grown, map};
use super::process;
use super::processor::Processor;
use super::sites::Sites;
use super::spin::Spin;
use crate::model::{Event, zeroed};
use crate::record::{Coverage, Mode};

/// What a thread keeps. It outlives the thread: the next one takes it over, and with the ring its core, caches and all.
pub(super) struct Thread {
    /// From 1 on.
    pub(super) number: u32,
    /// That of the thread that has this, in the system.
    pub(super) system_number: u32,
    /// The time that it is on a processor.
    pub(super) processor: Processor,
    /// In a traced run: its way to the model.
    pub(super) ring: Option<&'static Ring>,
    /// Where accesses are booked now.
    pub(super) context: u32,
    pub(super) coverage: Coverage,
    /// Loads and stores that bulk operations are taken for.
    pub(super) bulk_accesses: u64,
    pub(super) sites: Sites,
    /// The outermost entries that are open, oldest first.
    pub(super) frames: Grown<Frame>,
    /// The context last interned by this thread, and of what.
    pub(super) interned: (u32, u32, u32),
    /// `None` until the first guard, then what could be opened.
    pub(super) counters: Option<Option<counters::Open>>,
    /// Guards of this thread that were left on another: site and ticks.
    pub(super) foreign: Spin<Grown<(u32, u64)>>,
    pub(super) foreign_waits: AtomicBool,
    /// The live thread that owns this, else null.
    owner: *const Local,
    /// Of the thread that is made to own this, if one is.
    #[cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]
    errand: births::Errand,
    next: *mut Thread,
}

/// An outermost entry that is open.
#[derive(Clone, Copy, Default)]
pub(super) struct Frame {
    pub(super) site: u32,
    pub(super) context: u32,
}

zeroed!(Frame);

/// What is reached through thread-local storage. No destructor, so that the way to it is one instruction.
pub(super) struct Local {
    /// Where this thread's events go; null when it has none, or not yet.
    ring: AtomicPtr<Ring>,
    /// The address that sancov announced (and that is booked) and memprof has not confirmed; 0 when there is none.
    pub(super) announced: Cell<u64>,
    /// Within the probe: a callback that comes now (from a signal handler, or an allocator) is not booked.
    busy: Cell<bool>,
    ended: Cell<bool>,
    /// Within the program's allocator.
    pub(super) allocates: Cell<bool>,
    /// What the C library's gave it there last.
    pub(super) served: Cell<usize>,
    thread: AtomicPtr<Thread>,
}

#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
thread_local! {
    static LOCAL: Local = const {
        Local {
            ring: AtomicPtr::new(null_mut()),
            announced: Cell::new(0),
            busy: Cell::new(false),
            ended: Cell::new(false),
            allocates: Cell::new(false),
            served: Cell::new(0),
            thread: AtomicPtr::new(null_mut()),
        }
    };
}

// Thread-local storage of the initial-exec kind, which `thread_local!` does not offer on stable: its address is two
// instructions, where the general kind is a call, for which every callback would have to save registers.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
std::arch::global_asm!(
    ".pushsection .tbss.__locality_local,\"awT\",@nobits",
    ".hidden __locality_local",
    ".globl __locality_local",
    ".type __locality_local, @object",
    ".size __locality_local, {size}",
    ".balign {align}",
    "__locality_local:",
    ".zero {size}",
    ".popsection",
    size = const size_of::<Local>(),
    align = const align_of::<Local>(),
);

struct Registry {
    first: *mut Thread,
    threads: u32,
    /// Threads that ever owned one.
    seen: u32,
}

// SAFETY: the pointers are used under the lock, or by the thread that owns what they point to.
unsafe impl Send for Registry {}

static REGISTRY: Spin<Registry> = Spin::new(Registry { first: null_mut(), threads: 0, seen: 0 });
/// Accesses that could not be booked.
static LOST: AtomicU64 = AtomicU64::new(0);

/// Calls `within` with the calling thread's own part.
#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
#[inline(always)]
pub(super) fn local<R>(within: impl FnOnce(&Local) -> R) -> R {
    LOCAL.with(within)
}

/// Calls `within` with the calling thread's own part.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
#[inline(always)]
pub(super) fn local<R>(within: impl FnOnce(&Local) -> R) -> R {
    let local: *const Local;
    // SAFETY: the address of this thread's copy: the thread pointer, which the first word of its block holds, and the
    // offset that the loader put into the table.
    unsafe {
        std::arch::asm!(
            "mov {local}, qword ptr fs:[0]",
            "add {local}, qword ptr [rip + __locality_local@GOTTPOFF]",
            local = out(reg) local,
            options(pure, nomem, nostack),
        );
    }
    // SAFETY: the storage is as large and aligned as a `Local`, lives as long as the thread, and starts as zeros, which
    // are a `Local`: cells of integers and a null pointer. Only this thread and `stop` reach it, which waits for it.
    within(unsafe { &*local })
}

impl Local {
    /// Calls `within` with what this thread keeps; `None` when nothing is measured, or the probe is at work already.
    #[inline(always)]
    pub(super) fn enter<R>(&self, within: impl FnOnce(&mut Thread) -> R) -> Option<R> {
        let mut thread = self.thread.load(Ordering::Relaxed);
        if thread.is_null() {
            thread = self.bind();
            if thread.is_null() {
                return None;
            }
        }
        if self.busy.replace(true) {
            LOST.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        // SAFETY: only the owner reaches it through here, and not twice at a time: `busy` was clear. When the process ends
        // it is taken away first (`stop`), and looked at when `busy` is clear again.
        let result = within(unsafe { &mut *thread });
        self.busy.set(false);
        Some(result)
    }

    /// Calls `within` with what this thread keeps, if it keeps something already and the probe is not at work.
    #[inline(always)]
    pub(super) fn glance<R>(&self, within: impl FnOnce(&mut Thread) -> Option<R>) -> Option<R> {
        let thread = self.thread.load(Ordering::Relaxed);
        if thread.is_null() || self.busy.get() {
            return None;
        }
        self.busy.set(true);
        // SAFETY: as for `enter`.
        let result = within(unsafe { &mut *thread });
        self.busy.set(false);
        result
    }

    /// Whether this thread is within the probe.
    #[inline(always)]
    pub(super) fn is_at_work(&self) -> bool {
        self.busy.get()
    }

    /// From now on this thread is the probe's.
    pub(super) fn works_for_the_probe(&self) {
        self.busy.set(true);
    }

    /// Calls `within` as the probe's own work.
    pub(super) fn at_work<R>(&self, within: impl FnOnce() -> R) -> R {
        let before = self.busy.replace(true);
        let result = within();
        self.busy.set(before);
        result
    }

    /// Appends an event if that takes no more than writing it: `false` when this thread has no ring yet, or no room in it.
    #[inline(always)]
    pub(super) fn put(&self, event: Event) -> bool {
        // SAFETY: rings are never unmapped.
        unsafe { self.ring.load(Ordering::Relaxed).as_ref() }.is_some_and(|ring| ring.put(event))
    }

    #[cold]
    #[inline(never)]
    fn bind(&self) -> *mut Thread {
        if self.ended.get() || self.busy.get() {
            if process::measures().is_some() {
                LOST.fetch_add(1, Ordering::Relaxed);
            }
            return null_mut();
        }
        self.busy.set(true);
        let thread = match process::measures() {
            Some(mode) => self.take(mode).unwrap_or(null_mut()),
            None => null_mut(),
        };
        self.thread.store(thread, Ordering::Relaxed);
        self.busy.set(false);
        thread
    }

    /// Takes over what an ended thread left, or makes anew.
    fn take(&self, mode: Mode) -> Option<*mut Thread> {
        process::tell_at_end_of_thread();
        let mut registry = REGISTRY.hold();
        let thread = free(&mut registry, mode)?;
        // SAFETY: the list is only touched under the lock, and its members are never unmapped.
        unsafe {
            (*thread).owner = self;
            (*thread).system_number = system_number();
            if let Some(ring) = (*thread).ring {
                ring.begins(system_number());
                self.ring.store(std::ptr::from_ref(ring).cast_mut(), Ordering::Relaxed);
            }
        }
        registry.seen += 1;
        if mode == Mode::Traced {
            consumer::start();
        }
        Some(thread)
    }
}

/// What is nobody's: what an ended thread left, or a new one.
fn free(registry: &mut Registry, mode: Mode) -> Option<*mut Thread> {
    let mut thread = registry.first;
    // SAFETY: who calls holds the lock; the list is only touched under it, and its members are never unmapped.
    unsafe {
        while let Some(this) = thread.as_ref() {
            if this.owner.is_null() && !this.is_expected() {
                return Some(thread);
            }
            thread = this.next;
        }
        thread = map::<u64>(size_of::<Thread>().div_ceil(8))?.as_mut_ptr().cast();
        registry.threads += 1;
        thread.write(Thread::new(registry.threads, mode, registry.first)?);
    }
    registry.first = thread;
    Some(thread)
}

/// The calling thread is at its end: what it kept goes to the next.
pub(super) extern "C" fn end(_: *mut libc::c_void) {
    local(|local| {
        local.ended.set(true);
        let thread = local.thread.swap(null_mut(), Ordering::Relaxed);
        if thread.is_null() {
            return;
        }
        let _registry = REGISTRY.hold();
        local.at_work(|| {
            // SAFETY: this thread owns it until `owner` is cleared below, under the lock.
            let thread = unsafe { &mut *thread };
            thread.close();
            thread.processor.hand_over();
            thread.counters = None;
            local.ring.store(null_mut(), Ordering::Relaxed);
            if let Some(ring) = thread.ring {
                ring.owner.store(0, Ordering::Release);
            }
            thread.owner = std::ptr::null();
        });
    });
}

/// Takes every thread's part away from it and calls `each` with it; the number of threads that were seen, and of
/// accesses that were lost.
pub(super) fn stop(mut each: impl FnMut(&'static mut Thread)) -> (u32, u64) {
    let registry = REGISTRY.hold();
    let mut thread = registry.first;
    while !thread.is_null() {
        // SAFETY: members of the list are never unmapped; an owner is alive, for it clears `owner` under this lock first.
        unsafe {
            if let Some(owner) = (*thread).owner.as_ref() {
                owner.thread.store(null_mut(), Ordering::SeqCst);
                owner.ring.store(null_mut(), Ordering::SeqCst);
                wait_until_idle(owner);
            }
            each(&mut *thread);
            thread = (*thread).next;
        }
    }
    (registry.seen, LOST.load(Ordering::Relaxed))
}

/// Waits until a thread has left the probe: some hundred cycles, unless it is not running; then it is not waited for
/// longer than 20 ms.
fn wait_until_idle(owner: &Local) {
    // SAFETY: `busy` is a byte in memory that lives; the owner may write it meanwhile, hence volatile.
    let busy = || unsafe { owner.busy.as_ptr().read_volatile() };
    for _ in 0..200 {
        // The owner's stores reach us in far less time than that, and it reads `thread` anew for each access.
        // SAFETY: a sleep.
        unsafe { libc::usleep(if busy() { 100 } else { 1 }) };
        if !busy() {
            return;
        }
    }
}

/// Tells the thread numbered `thread` that a guard of its own was left here.
pub(super) fn leave_elsewhere(thread: u32, site: u32, now: u64) {
    let registry = REGISTRY.hold();
    let mut at = registry.first;
    // SAFETY: members of the list are never unmapped, and what is read and written here is written under locks only.
    unsafe {
        while let Some(this) = at.as_ref() {
            if this.number == thread {
                this.foreign.hold().push((site, now));
                this.foreign_waits.store(true, Ordering::Relaxed);
                return;
            }
            at = this.next;
        }
    }
}

/// After a fork: the child has one thread, and has counted nothing yet.
pub(super) fn forget_all() {
    let mut registry = REGISTRY.hold();
    let mine = local(std::ptr::from_ref);
    let mut thread = registry.first;
    registry.seen = 0;
    while !thread.is_null() {
        // SAFETY: as for `stop`; the child has no thread but the caller.
        let this = unsafe { &mut *thread };
        if this.owner == mine {
            registry.seen += 1;
        } else {
            this.owner = std::ptr::null();
            #[cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]
            this.expect_nobody();
            if let Some(ring) = this.ring {
                ring.owner.store(0, Ordering::Relaxed);
            }
        }
        this.forget();
        thread = this.next;
    }
    LOST.store(0, Ordering::Relaxed);
}

/// The calling thread's number in the system; never 0.
pub(super) fn system_number() -> u32 {
    #[cfg(target_os = "linux")]
    // SAFETY: no arguments.
    return unsafe { libc::gettid() }.unsigned_abs().max(1);
    #[cfg(not(target_os = "linux"))]
    1
}

impl Thread {
    fn new(number: u32, mode: Mode, next: *mut Thread) -> Option<Self> {
        let ring = match mode {
            Mode::Timed => None,
            Mode::Traced => Some(Ring::new(number as usize - 1)?),
        };
        Some(Self {
            number,
            system_number: 0,
            processor: Processor::default(),
            ring,
            context: 0,
            coverage: Coverage::default(),
            bulk_accesses: 0,
            sites: Sites::new(),
            frames: Grown::new(),
            interned: (0, 0, 0),
            counters: None,
            foreign: Spin::new(Grown::new()),
            foreign_waits: AtomicBool::new(false),
            owner: std::ptr::null(),
            #[cfg(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64")))]
            errand: births::Errand::NONE,
            next,
        })
    }

    /// Appends an event, whatever that takes.
    pub(super) fn put(&self, event: Event) {
        if let Some(ring) = self.ring {
            ring.put_at_length(event);
        }
    }

    /// Notes who called, if the access that comes is one that is sampled; `frame` is what the function has for a frame pointer that
    /// accesses.
    pub(super) fn sample(&self, address: u64, store: bool, returns: u64, frame: usize) {
        if let Some(ring) = self.ring.filter(|ring| ring.is_sample_due())
            && let chain @ 1.. = chains::of(frame)
        {
            ring.put_at_length(Event::called(address, store, returns, chain));
        }
    }

    /// Books what follows on another context.
    pub(super) fn change_context(&mut self, context: u32) {
        if self.context != context {
            self.context = context;
            self.put(Event::context(context));
        }
    }

    /// Interns the context of `site` entered from `parent`.
    pub(super) fn intern(&mut self, parent: u32, site: u32) -> u32 {
        if self.interned.0 != parent || self.interned.1 != site || self.interned.2 == 0 {
            self.interned = (parent, site, contexts::intern(parent, site));
        }
        self.interned.2
    }

    /// It is kept for a thread that was made: here nobody knows.
    #[cfg(not(all(target_os = "linux", target_env = "gnu", any(target_arch = "x86_64", target_arch = "aarch64"))))]
    fn is_expected(&self) -> bool {
        false
    }

    fn forget(&mut self) {
        self.coverage = Coverage::default();
        self.bulk_accesses = 0;
        self.counters = None;
        self.processor = Processor::default();
        self.system_number = system_number();
        self.sites.forget();
    }
}
