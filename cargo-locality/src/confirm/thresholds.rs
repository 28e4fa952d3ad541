//! From what on a verdict is given.

/// From what on a verdict is given, as shares between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// A site is confirmed when at least this share of its own time could be saved. A tenth: the model's cycles are an
    /// estimate from published latencies, which differ by as much between parts of one generation, so what is less may
    /// be its error.
    pub of_site: f64,
    /// … and at least this share of the program's time. A twentieth: a rewrite that saves less makes the program less than
    /// 1.05 times as fast, which two of its runs differ by on most machines.
    pub of_program: f64,
    /// At least this share of the program's time has to pass in code that is traced; what rests on less is inconclusive,
    /// unless it would hold if all that was not seen had been the site's. Six tenths: shares of what was seen are then off
    /// by less than a factor of two, while a map that is filled, whose growth and hashing the trace sees only two thirds
    /// of, is still judged, and agrees with a simulation that sees everything.
    pub traced: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { of_site: 0.10, of_program: 0.05, traced: 0.60 }
    }
}
