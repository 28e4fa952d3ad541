use std::marker::PhantomPinned;
use std::pin::Pin;

pub(crate) struct Task {
    state: u64,
    _stays: PhantomPinned,
}

pub(crate) struct Timer {
    left: u64,
}

pub(crate) fn states(tasks: &[Pin<Box<Task>>], more: &[Box<Task>]) -> u64 {
    tasks.iter().map(|task| task.state).sum::<u64>() + more.iter().map(|task| task.state).sum::<u64>()
}

pub(crate) fn left(timers: Vec<Box<Timer>>) -> Vec<Pin<Box<Timer>>> {
    timers.into_iter().map(Box::into_pin).collect()
}
