//! How much of a program's traffic was seen.
use serde::{Deserialize, Serialize};

use super::interval::Interval;

/// How much of the time passes in traced code.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// Of what time it is a share.
    pub of: Of,
    /// The share of the time in code that is traced, between 0 and 1.
    pub traced: f64,
    /// The rest, by what it is; the most first.
    pub untraced: Vec<(Untraced, f64)>,
    /// The samples that it rests on.
    pub samples: u64,
    /// What the accesses of the traced code are; `None` where its instructions cannot be read.
    pub unseen: Option<Unseen>,
}

impl Seen {
    /// The share of the time that passes in the kernel.
    pub fn in_kernel(&self) -> f64 {
        let of_kernel = |(what, share): &(Untraced, f64)| (*what == Untraced::Kernel).then_some(*share);
        self.untraced.iter().find_map(of_kernel).unwrap_or(0.0)
    }

    /// The share in traced code of the time that does not pass in the kernel: of what the program itself does.
    pub fn of_program(&self) -> f64 {
        let own = 1.0 - self.in_kernel();
        if own > 0.0 { (self.traced / own).min(1.0) } else { 1.0 }
    }

    /// Whether less than `asked` of what the program itself does is traced, and not only by chance: the upper end of the share's
    /// 95 % interval (Wilson's score) lies below it.
    pub fn is_below(&self, asked: f64) -> bool {
        let samples = self.samples as f64 * (1.0 - self.in_kernel());
        Interval::of_samples(self.of_program(), samples, 1.96).most < asked
    }
}

/// Whose time coverage is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    /// The whole program's.
    #[default]
    Program,
    /// That of one site and all that it calls.
    Site,
}

/// Code that no pass of the compiler hands over. Equal shares are told in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Untraced {
    /// Of `std`, compiled before.
    Std,
    /// Without a file.
    Fileless,
    /// Without a name.
    Nameless,
    /// C or assembly.
    Foreign,
    /// Assembly within Rust.
    InlineAssembly,
    /// Of a shared library, by its file's name.
    Library(String),
    /// The kernel's, whoever called it: page faults, reading, writing, waiting.
    Kernel,
}

/// What the trace does not see of the accesses of traced code, as shares of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Unseen {
    /// Spilled registers, calls and returns, at most: all that goes to the stack.
    pub stack: f64,
    /// Gathers and scatters.
    pub gathered: f64,
}

/// How much of the memory traffic was seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Of whose: the site's own and of all that it calls, or of the whole program's where too few samples fell into the site to
    /// tell.
    pub of: Of,
    /// Accesses that ran through the model.
    pub traced: u64,
    /// Accesses that did not: those that called the probe and could not be booked, and an estimate of those that never
    /// call, where the timed run tells how long the program is in code that is not traced. Absent where neither is known.
    pub untraced: Option<u64>,
    /// The share of its time that passes in code which is traced.
    pub share: Option<f64>,
    /// The samples of the timed run that this rests on.
    pub samples: Option<u64>,
    /// What is not seen.
    pub gaps: Vec<Gap>,
}

/// Something that the trace does not see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Gap {
    /// Code that is not traced, and the share of the time that passes in it, where that is known.
    Code(Untraced, Option<f64>),
    /// Register spills, calls and returns of code that is, and the share of its accesses that they are, at most, where that is
    /// known.
    Stack(Option<f64>),
    /// Its gathers and scatters, and the share of its accesses that they are, at most, where that is known.
    Gathered(Option<f64>),
}

/// What the kernel does for a program, or a site of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kernel {
    /// The share of the time that passes in it, where that is known.
    pub share: Option<f64>,
    /// Page faults for which nothing had to be read: pages that are touched for the first time.
    pub faults: u64,
    /// The share of the time that these take, by what one costs on this machine; where that is known.
    pub faults_share: Option<f64>,
}
