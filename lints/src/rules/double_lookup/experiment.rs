// Words are counted in a hash map: with two look-ups for each, and with one.

/// `n` seeded words, each met a few times.
pub fn items(n: usize) -> Vec<String> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            format!("word {}", (state >> 24) % (n as u64 / 4 + 1))
        })
        .collect()
}

/// Asks first, then goes there again.
pub mod before {
    use std::collections::HashMap;

    /// The words.
    pub fn build(items: &[String]) -> Vec<String> {
        items.to_vec()
    }

    /// Sum over all words of how often each was met before.
    pub fn run(words: &Vec<String>) -> u64 {
        let mut met: HashMap<&str, u64> = HashMap::new();
        let mut sum = 0u64;
        for word in words {
            if !met.contains_key(word.as_str()) {
                met.insert(word, 1);
            } else if let Some(count) = met.get_mut(word.as_str()) {
                sum = sum.wrapping_add(*count);
                *count += 1;
            }
        }
        sum
    }
}

/// Goes there once.
pub mod after {
    use std::collections::HashMap;

    /// The words.
    pub fn build(items: &[String]) -> Vec<String> {
        items.to_vec()
    }

    /// Sum over all words of how often each was met before.
    pub fn run(words: &Vec<String>) -> u64 {
        let mut met: HashMap<&str, u64> = HashMap::new();
        let mut sum = 0u64;
        for word in words {
            let count = met.entry(word).or_insert(0);
            sum = sum.wrapping_add(*count);
            *count += 1;
        }
        sum
    }
}
