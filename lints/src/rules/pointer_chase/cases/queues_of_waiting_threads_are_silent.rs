use std::cell::Cell;
use std::marker::PhantomPinned;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Waker;
use std::thread::Thread;

struct Waiter {
    thread: Cell<Option<Thread>>,
    signaled: AtomicBool,
    next: *const Waiter,
}

unsafe fn wake_all(mut queue: *const Waiter) {
    while !queue.is_null() {
        let next = (*queue).next;
        let thread = (*queue).thread.take();
        (*queue).signaled.store(true, Ordering::Release);
        if let Some(thread) = thread {
            thread.unpark();
        }
        queue = next;
    }
}

struct Links {
    state: State,
    next: Option<NonNull<Links>>,
}

struct State {
    waker: Option<Waker>,
    _pin: PhantomPinned,
}

unsafe fn count(mut at: Option<NonNull<Links>>) -> usize {
    let mut count = 0;
    while let Some(links) = at {
        count += 1;
        at = links.as_ref().next;
    }
    count
}
