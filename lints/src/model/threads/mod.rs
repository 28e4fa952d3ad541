//! Threads: who is started from where, what the threads have at hand, and what several of them touch.
//!
//! Threads are started by what `lints/std` declares with `#[effect(spawns)]`, and by iterators whose elements several threads visit
//! (`#[effect(parallel)]`). What a thread runs is followed through functions of the workspace; what it reaches there is told as a
//! part of what it has from the body that starts it, or of a static.
mod reach;
mod sharing;
mod start;

pub use reach::{Element, Origin};
pub use sharing::{Means, Shared, SharedTouch};
pub use start::{Capture, Held, Runs, Start};

use super::{Body, Model};

/// Threads that are started, and what they share.
#[derive(Clone, Debug, Default)]
pub struct Threads {
    /// The calls that start some, in order.
    pub starts: Vec<Start>,
    /// What threads reach that others may reach too.
    pub shared: Vec<Shared>,
}

impl Model<'_> {
    /// The threads that all bodies start which were looked at.
    pub fn threads(&self) -> Threads {
        let mut all = Threads::default();
        for body in self.bodies() {
            let of_body = self.threads_of(body);
            let before = all.starts.len();
            all.starts.extend(of_body.starts);
            for mut shared in of_body.shared {
                shared.touches.iter_mut().for_each(|touch| touch.start += before);
                all.share(shared);
            }
        }
        all
    }

    /// The threads that a body starts. What starts from the functions that it calls is theirs.
    pub fn threads_of(&self, body: &Body<'_>) -> Threads {
        let starts = self.starts(body);
        let mut all = Threads::default();
        sharing::find(self, body, &starts).into_iter().for_each(|shared| all.share(shared));
        all.starts = starts;
        all
    }
}

impl Threads {
    /// Adds to what is shared; what starts in several bodies share is one thing.
    fn share(&mut self, shared: Shared) {
        match self.shared.iter_mut().find(|known| known.origin == shared.origin) {
            Some(known) => known.touches.extend(shared.touches),
            None => self.shared.push(shared),
        }
    }
}
