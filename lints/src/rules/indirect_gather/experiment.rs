// Values are added up by numbers that say which: in no order, and sorted before.

/// `n` seeded numbers below `n`.
pub fn items(n: usize) -> Vec<u32> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            ((state >> 24) % n as u64) as u32
        })
        .collect()
}

/// In the order in which they come.
pub mod before {
    /// The values and the numbers.
    pub fn build(items: &[u32]) -> (Vec<u64>, Vec<u32>) {
        let values = items.iter().map(|&item| u64::from(item) * 3).collect();
        (values, items.to_vec())
    }

    /// The sum of the values that are asked for.
    pub fn run((values, places): &(Vec<u64>, Vec<u32>)) -> u64 {
        let mut sum = 0u64;
        for &place in places {
            sum = sum.wrapping_add(values[place as usize]);
        }
        sum
    }
}

/// In the order in which the values lie: they were put so when the data was built.
pub mod after {
    /// The values in the order in which they are asked for.
    pub fn build(items: &[u32]) -> Vec<u64> {
        let values: Vec<u64> = items.iter().map(|&item| u64::from(item) * 3).collect();
        let mut places = items.to_vec();
        places.sort_unstable();
        places.iter().map(|&place| values[place as usize]).collect()
    }

    /// The sum of the values that are asked for.
    pub fn run(values: &Vec<u64>) -> u64 {
        let mut sum = 0u64;
        for &value in values {
            sum = sum.wrapping_add(value);
        }
        sum
    }
}
