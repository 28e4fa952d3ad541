use std::collections::HashMap;

fn payload(words: &HashMap<String, u32>) -> u64 {
    let mut sum = 0;
    for (word, &count) in words {
        sum += u64::from(count)
            + word.bytes().map(u64::from).sum::<u64>();
    }
    sum
}

fn pays(words: &HashMap<String, u32>) -> u64 {
    let mut sum = 0;
    for (word, &count) in words {
        sum += u64::from(count)
            + word.bytes().map(u64::from).sum::<u64>();
    }
    sum
}

fn words(capacity: usize, entries: usize, length: usize) -> HashMap<String, u32> {
    let mut words = HashMap::with_capacity(capacity);
    words.extend((0..entries).map(|nth| (format!("{nth:0length$}"), nth as u32)));
    words
}

fn main() {
    let (full, sparse) = (words(1_700, 1_700, 900), words(100_000, 1_000, 20));
    let mut sum = 0u64;
    for _ in 0..20 {
        sum = sum.wrapping_add(payload(std::hint::black_box(&full)));
        sum = sum.wrapping_add(pays(std::hint::black_box(&sparse)));
    }
    println!("{sum}");
}
