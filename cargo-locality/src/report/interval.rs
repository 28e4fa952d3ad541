//! Where a share lies that is not known exactly.
use serde::{Deserialize, Serialize};

/// The least and the most that a share may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

impl Interval {
    /// Of what may be no share: cut to where shares are.
    pub fn within(least: f64, most: f64) -> Self {
        Self { least: least.clamp(0.0, 1.0), most: most.clamp(0.0, 1.0) }
    }

    /// Around all of these shares; of none it knows nothing.
    pub fn around(shares: impl IntoIterator<Item = f64>) -> Self {
        let around = |within: Option<Self>, share: f64| {
            let Self { least, most } = within.unwrap_or(Self { least: share, most: share });
            Some(Self { least: least.min(share), most: most.max(share) })
        };
        shares.into_iter().fold(None, around).unwrap_or(Self { least: 0.0, most: 1.0 })
    }

    /// Where a share lies that so many samples told, within so many standard deviations on either side: Wilson's score interval.
    pub fn of_samples(share: f64, samples: f64, deviations: f64) -> Self {
        let n = samples.max(1.0);
        let square = deviations * deviations / n;
        let middle = (share + square / 2.0) / (1.0 + square);
        let off = deviations * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt() / (1.0 + square);
        Self::within(middle - off, middle + off)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_samples_tell_a_share_more_exactly() {
        let of = |samples| Interval::of_samples(0.1, samples, 2.0);
        let (few, many) = (of(50.0), of(5000.0));
        assert!(few.least < 0.05 && few.most > 0.19, "{few:?}");
        assert!(many.least > 0.09 && many.most < 0.11, "{many:?}");
        let none = Interval::of_samples(0.0, 100.0, 2.0);
        assert!(none.least == 0.0 && none.most > 0.03, "{none:?}");
    }
}
