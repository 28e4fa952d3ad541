use std::collections::HashMap;
use std::hint::black_box;

fn pays(words: &Vec<String>) -> usize {
    let mut first_met: HashMap<&str, usize> = HashMap::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        if !first_met.contains_key(word.as_str()) {
            first_met.insert(word, at);
        }
    }
    first_met.len()
}

fn spared(words: &Vec<String>) -> usize {
    let mut first_met: HashMap<&str, usize> = HashMap::with_capacity(16);
    for (at, word) in words.iter().enumerate() {
        if !first_met.contains_key(word.as_str()) {
            first_met.insert(word, at);
        }
    }
    first_met.len()
}

pub fn run() -> u64 {
    // Each is new, and nearly none.
    let words = |count: usize, kinds: usize| -> Vec<String> {
        (0..count).map(|at| format!("the word of number {}", at % kinds)).collect()
    };
    let (new, known) = (words(24, 24), words(4_000, 16));
    let mut sum = 0;
    for _ in 0..4_000 {
        sum += pays(black_box(&new));
    }
    for _ in 0..60 {
        sum += spared(black_box(&known));
    }
    sum as u64
}
