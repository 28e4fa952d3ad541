use std::collections::BTreeMap;

#[derive(Debug)]
pub struct Counts {
    by_word: BTreeMap<String, u32>,
}

#[derive(Debug)]
pub struct Report {
    counts: Counts,
}

impl Counts {
    pub fn sum(&self, words: &[String]) -> u32 {
        words.iter().filter_map(|word| self.by_word.get(word)).sum() //~ unsorted_search
    }
}

pub fn show(report: &Report) {
    println!("{report:#?}");
}
