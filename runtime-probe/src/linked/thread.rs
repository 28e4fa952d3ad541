//! All that one thread keeps, and how threads come by it and leave it behind.

use std::cell::Cell;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, Ordering};

use super::contexts;
use super::counters;
use super::last_level::Shared;
use super::memory::{Arena, Grown, Zeroed, map};
use super::places::Places;
use super::process;
use super::sites::Sites;
use super::spin::Spin;
use crate::model::{Core, Footprint, Who};
use crate::record::{Coverage, Mode};

/// What a thread keeps. It outlives the thread: the next one takes it over, caches and all, as a core would be.
pub(super) struct Thread {
    /// From 1 on.
    pub(super) number: u32,
    pub(super) core: Option<Core<'static>>,
    pub(super) places: Places,
    /// Where accesses are booked now.
    pub(super) context: u32,
    /// By context; those that were never touched have none.
    pub(super) footprints: Grown<Option<Footprint<'static>>>,
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
    arena: Arena,
    /// The live thread that owns this, else null.
    owner: *const Local,
    next: *mut Thread,
}

/// An outermost entry that is open.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) site: u32,
    pub(super) context: u32,
}

// SAFETY: integers.
unsafe impl Zeroed for Frame {}
// SAFETY: integers.
unsafe impl Zeroed for (u32, u64) {}
// SAFETY: `Footprint` starts with a reference, whose null makes the `Option` none; it needs no drop.
unsafe impl Zeroed for Option<Footprint<'static>> {}

/// What is reached through thread-local storage. No destructor, so that the way to it is one instruction.
pub(super) struct Local {
    /// The address that sancov announced (and that is booked) and memprof has not confirmed; 0 when there is none.
    pub(super) announced: Cell<u64>,
    /// Within the probe: a callback that comes now (from a signal handler, or an allocator) is not booked.
    busy: Cell<bool>,
    ended: Cell<bool>,
    thread: AtomicPtr<Thread>,
}

#[cfg(not(all(target_arch = "x86_64", target_os = "linux")))]
thread_local! {
    static LOCAL: Local = const {
        Local {
            announced: Cell::new(0),
            busy: Cell::new(false),
            ended: Cell::new(false),
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

    /// As [`Local::enter`] for what nearly always ends at once: `false` when this thread keeps nothing yet, the probe is
    /// at work, or `within` says so.
    #[inline(always)]
    pub(super) fn enter_shortly(&self, within: impl FnOnce(&mut Thread) -> bool) -> bool {
        let thread = self.thread.load(Ordering::Relaxed);
        if thread.is_null() || self.busy.get() {
            return false;
        }
        // SAFETY: as for `enter`. `busy` stays clear: what a signal handler would do in between touches counts alone.
        within(unsafe { &mut *thread })
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
        let mut thread = registry.first;
        // SAFETY: the list is only touched under the lock, and its members are never unmapped.
        unsafe {
            while !thread.is_null() && !(*thread).owner.is_null() {
                thread = (*thread).next;
            }
            if thread.is_null() {
                let room = map::<u64>(size_of::<Thread>().div_ceil(8))?;
                thread = room.as_mut_ptr().cast();
                registry.threads += 1;
                thread.write(Thread::new(registry.threads, mode, registry.first)?);
                registry.first = thread;
            }
            (*thread).owner = self;
        }
        registry.seen += 1;
        Some(thread)
    }
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
        // SAFETY: this thread owns it until `owner` is cleared below, under the lock.
        let thread = unsafe { &mut *thread };
        thread.close();
        thread.counters = None;
        thread.owner = std::ptr::null();
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
        }
        this.forget();
        thread = this.next;
    }
    LOST.store(0, Ordering::Relaxed);
}

impl Thread {
    fn new(number: u32, mode: Mode, next: *mut Thread) -> Option<Self> {
        let mut arena = Arena::new();
        let core = match mode {
            Mode::Timed => None,
            Mode::Traced => Some(Core::new(&process::machine(), &mut arena)?),
        };
        Some(Self {
            number,
            core,
            places: Places::new()?,
            context: 0,
            footprints: Grown::new(),
            coverage: Coverage::default(),
            bulk_accesses: 0,
            sites: Sites::new(),
            frames: Grown::new(),
            interned: (0, 0, 0),
            counters: None,
            foreign: Spin::new(Grown::new()),
            foreign_waits: AtomicBool::new(false),
            arena,
            owner: std::ptr::null(),
            next,
        })
    }

    /// The short way of [`Thread::access`] for one access: `false` when it is not that simple, and nothing has changed.
    #[inline(always)]
    pub(super) fn hit<const SIZE: u64, const STORE: bool>(&mut self, address: u64, returns: u64) -> bool {
        let Some(core) = &mut self.core else { return false };
        let Some(hit) = core.hit::<SIZE>(address) else { return false };
        let Some(accesses) = self.places.accesses_at_hand(self.context, returns) else { return false };
        core.note(hit);
        accesses[usize::from(STORE)] += 1;
        true
    }

    /// Runs `size` bytes through the model and books it as so many loads and stores.
    pub(super) fn access(&mut self, address: u64, size: u64, returns: u64, accesses: [u64; 2]) {
        let context = self.context;
        let account = self.places.account(context, returns, accesses);
        let accounts = &mut *self.places.accounts;
        let Some(core) = &mut self.core else { return };
        let (footprints, arena) = (&mut self.footprints, &mut self.arena);
        let mut fresh = |line| note(footprints, arena, context, line);
        core.access(address, size, Who { account, context }, accounts, &Shared, &mut fresh);
    }

    /// Books what follows on another context.
    pub(super) fn change_context(&mut self, context: u32) {
        if self.context != context {
            self.context = context;
            if let Some(core) = &mut self.core {
                core.change_context();
            }
        }
    }

    /// Interns the context of `site` entered from `parent`.
    pub(super) fn intern(&mut self, parent: u32, site: u32) -> u32 {
        if self.interned.0 != parent || self.interned.1 != site || self.interned.2 == 0 {
            self.interned = (parent, site, contexts::intern(parent, site));
        }
        self.interned.2
    }

    fn forget(&mut self) {
        // Lines that came in before belong to accounts that are no more: the caches start empty.
        if let Some(core) = &mut self.core {
            core.finish(&mut self.places.accounts);
        }
        self.places.clear();
        self.footprints.clear();
        self.coverage = Coverage::default();
        self.bulk_accesses = 0;
        self.counters = None;
        self.sites.forget();
    }
}

#[inline(never)]
fn note(footprints: &mut Grown<Option<Footprint<'static>>>, arena: &mut Arena, context: u32, line: u64) {
    while footprints.len() <= context as usize {
        if footprints.push(None).is_none() {
            return;
        }
    }
    let Some(footprint) = footprints.get_mut(context as usize) else { return };
    if footprint.is_none() {
        *footprint = Footprint::new(arena);
    }
    if let Some(footprint) = footprint {
        footprint.note(line);
    }
}
