//! What the model counts for one place.

macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Events of the model, booked on one (context, return address) or summed over many.
        ///
        /// Figures of a level that the machine does not have are 0 here; whoever shows them asks the
        /// [`Machine`](crate::machine::Machine) whether the level exists and leaves them out if not.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[repr(C)]
        pub struct Counts {
            $($(#[$doc])* pub $name: u64,)*
        }

        impl Counts {
            /// The names of the figures, in the order of [`Counts::values`]; the columns of a record.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            /// All figures in the order of [`Counts::NAMES`].
            pub fn values(&self) -> [u64; Self::NAMES.len()] {
                [$(self.$name),*]
            }

            /// Each figure as `of` has it.
            #[must_use]
            pub fn map(&self, of: impl Fn(u64) -> u64) -> Self {
                Self { $($name: of(self.$name),)* }
            }

            /// What is left of each figure.
            #[must_use]
            pub fn without(&self, other: &Self) -> Self {
                Self { $($name: self.$name.saturating_sub(other.$name),)* }
            }

            /// Sets the figure called `name`; `false` when there is none.
            pub fn set(&mut self, name: &str, value: u64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => return false,
                }
                true
            }
        }

        impl std::ops::AddAssign for Counts {
            fn add_assign(&mut self, other: Self) {
                $(self.$name = self.$name.wrapping_add(other.$name);)*
            }
        }
    };
}

counts! {
    /// Accesses that read.
    loads,
    /// Accesses that write (an atomic read-modify-write is one store).
    stores,
    /// Lines asked of the L1 data cache that were not in it.
    l1d_misses,
    /// Lines asked of the L2 that were not in it.
    l2_misses,
    /// Lines asked of the last-level cache that were not in it: fetched from memory.
    llc_misses,
    /// Of `l1d_misses`, lines that this core never had before.
    l1d_first,
    /// Of `l1d_misses`, lines that would still be there if they had spread over all sets: since one came in last, fewer
    /// others did than the cache holds.
    l1d_conflicts,
    /// Of `l2_misses`, likewise.
    l2_conflicts,
    /// Of `llc_misses`, likewise; of what another core brought in since nothing is known.
    llc_conflicts,
    /// Of `l1d_misses`, lines that this core had until another wrote to them.
    transfers,
    /// Of `transfers`, those for nothing: while it had the line back, this core used none of the bytes that were written.
    false_transfers,
    /// Of `llc_misses`, those whose page lies on another memory node: that of the core which touched it first.
    remote_misses,
    /// Of `l1d_misses`, those that a stride prefetcher would have fetched in time.
    l1d_streamable,
    /// Of `l2_misses`, the streamable ones.
    l2_streamable,
    /// Of `llc_misses`, the streamable ones.
    llc_streamable,
    /// Pages asked of the first-level data TLB that were not in it.
    dtlb_misses,
    /// Pages that missed both TLB levels and had to be walked.
    page_walks,
    /// Of `dtlb_misses`, pages that would still be there if they had spread over all sets.
    dtlb_conflicts,
    /// Of `page_walks`, those of pages that would still be in the second level if they had spread over all sets.
    walk_conflicts,
    /// Bytes touched in the L1 lines that this place fetched, counted when the line left the cache.
    bytes_used,
    /// Bytes of the L1 lines that this place fetched.
    bytes_fetched,
    /// Lines touched in the pages that this place brought into the first-level TLB, while they stayed there; told apart by
    /// 64ths of the page, which are single lines of 64 bytes for pages of 4 KiB.
    page_lines_used,
    /// Lines that those pages have.
    page_lines_of,
}

impl std::ops::Add for Counts {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, one| sum + one)
    }
}

impl Counts {
    /// Loads and stores together.
    pub fn accesses(&self) -> u64 {
        self.loads + self.stores
    }

    /// Used over fetched bytes of the lines that came in; `None` when none did.
    pub fn density(&self) -> Option<f64> {
        (self.bytes_fetched > 0).then(|| self.bytes_used as f64 / self.bytes_fetched as f64)
    }

    /// Share of each page's lines that were used while the page was in the first-level TLB; `None` when no page came in.
    pub fn page_density(&self) -> Option<f64> {
        (self.page_lines_of > 0).then(|| self.page_lines_used as f64 / self.page_lines_of as f64)
    }
}
