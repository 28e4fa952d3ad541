use std::collections::HashMap;

pub struct Program {
    lengths: Vec<u64>,
    kept: HashMap<u32, u64>, //~ dense_key_map
}

/// What one question shares.
struct Question<'p> {
    program: &'p Program,
    known: HashMap<u32, u64>, //~ dense_key_map
}

impl Program {
    pub fn total(&self, asked: &[u32]) -> u64 {
        let mut question = Question { program: self, known: HashMap::new() };
        asked.iter().map(|&one| question.length(one)).sum()
    }

    pub fn all(&mut self, asked: &[u32]) -> u64 {
        let mut sum = 0;
        for &one in asked {
            sum += self.length(one);
        }
        sum
    }

    fn length(&mut self, one: u32) -> u64 {
        if let Some(&known) = self.kept.get(&one) { //~ double_lookup
            return known;
        }
        let length = self.lengths[one as usize];
        self.kept.insert(one, length);
        length
    }
}

impl Question<'_> {
    fn length(&mut self, one: u32) -> u64 {
        if let Some(&known) = self.known.get(&one) { //~ double_lookup
            return known;
        }
        let length = self.program.lengths[one as usize];
        self.known.insert(one, length);
        length
    }
}

/// It asks, and keeps nothing.
pub struct Pair<'q, 'p> {
    question: &'q mut Question<'p>,
}

impl Pair<'_, '_> {
    pub fn length(&mut self, one: u32, other: u32) -> u64 {
        self.question.length(one) + self.question.length(other)
    }
}
