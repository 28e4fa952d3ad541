//! How far apart the lines lie that one instruction had fetched one after the other.

/// Sizes that are told apart: powers of two of lines, the last one and all beyond it together.
const SIZES: usize = 32;

/// The steps of one place from each line that was fetched for it to the next: what lies next to each other in the order of
/// the walk, and how far apart in memory. A line that had to be fetched twice in a row is no step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Distances {
    /// Of all steps, those that stay on the page.
    pub same_page: u64,
    sizes: [u64; SIZES],
}

super::memory::zeroed!(Distances);

impl Distances {
    /// Notes a step from one line to another, on pages of `page_lines` lines (a power of two).
    #[inline]
    pub(super) fn note(&mut self, from: u64, to: u64, page_lines: u64) {
        let distance = from.abs_diff(to);
        if distance != 0 {
            self.sizes[(distance.ilog2() as usize).min(SIZES - 1)] += 1;
            self.same_page += u64::from((from ^ to) < page_lines);
        }
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.sizes.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Sizes and how many steps are of each, the sizes that there are: a size is the least number of lines from one to the
    /// other, and stands for all up to the next power of two.
    pub fn by_size(&self) -> impl Iterator<Item = (u64, u64)> {
        (0..).zip(self.sizes).filter(|(_, count)| *count > 0).map(|(power, count)| (1 << power, count))
    }

    /// Adds steps of a size; those that are no power of two count as the next smaller.
    pub fn add(&mut self, size: u64, count: u64) {
        if let Some(power) = size.checked_ilog2() {
            let held = &mut self.sizes[(power as usize).min(SIZES - 1)];
            *held = held.saturating_add(count);
        }
    }

    /// The size, in lines, that half of the steps have at least; `None` without any.
    pub fn median(&self) -> Option<u64> {
        let half = self.count().div_ceil(2);
        let mut larger = 0_u64;
        let reached = self.sizes.iter().rposition(|count| {
            larger = larger.saturating_add(*count);
            half > 0 && larger >= half
        });
        reached.map(|power| 1 << power)
    }

    /// The share of steps that stay on the page; `None` without any.
    pub fn on_page(&self) -> Option<f64> {
        let count = self.count();
        (count > 0).then(|| self.same_page as f64 / count as f64)
    }
}

impl std::ops::AddAssign for Distances {
    fn add_assign(&mut self, other: Self) {
        self.same_page = self.same_page.saturating_add(other.same_page);
        self.sizes.iter_mut().zip(other.sizes).for_each(|(sum, one)| *sum = sum.saturating_add(one));
    }
}
