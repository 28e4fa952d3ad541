use std::collections::HashMap;

pub struct Stock {
    prices: HashMap<u32, u64>,
}

impl Stock {
    #[inline]
    // locality: allow(hash_iteration, reason = "the comment stands among the attributes")
    #[must_use]
    pub fn total(&self) -> u64 {
        let mut sum = 0;
        for price in self.prices.values() {
            sum += price;
        }
        sum
    }

    pub fn wrapped(&self) -> u64 {
        // locality: allow(hash_iteration, reason = "the walk stands on the second line")
        let sum: u64 =
            self.prices.values().sum();
        let other: u64 =
            self.prices.values().sum(); //~ hash_iteration
        sum + other
    }

    pub fn blocks(&self, deep: bool) -> u64 {
        let mut sum = 0;
        // locality: allow(hash_iteration, reason = "both branches")
        if deep {
            for price in self.prices.values() {
                sum += price;
            }
        } else {
            sum += self.prices.values().sum::<u64>();
        }
        match deep {
            // locality: allow(hash_iteration, reason = "an arm of several lines")
            true => {
                for price in self.prices.values() {
                    sum += price;
                }
            }
            false => {
                for price in self.prices.values() { //~ hash_iteration
                    sum += price;
                }
            }
        }
        // locality: allow(hash_iteration, reason = "a chain of several lines")
        sum += [1, 2]
            .iter()
            .map(|times| {
                times * self.prices.values().sum::<u64>()
            })
            .sum::<u64>();
        sum
    }
}
