use std::collections::LinkedList;

pub struct Tree {
    counts: Vec<u64>,
}

impl Tree {
    pub fn grown(&mut self, samples: &[u64], starts: &[u64]) -> u64 {
        let mut open: LinkedList<u64> = LinkedList::new(); //~ linked_list
        open.extend(starts);
        let mut sum = 0;
        while let Some(node) = open.pop_front() {
            sum += self.split(samples, node, &mut open);
        }
        sum
    }

    fn split(&mut self, samples: &[u64], node: u64, open: &mut LinkedList<u64>) -> u64 {
        let mut below = 0;
        for &sample in samples {
            below += u64::from(sample < node);
        }
        if below > 1 {
            open.push_back(below / 2);
        }
        self.counts.push(below);
        below
    }
}

pub fn trees(samples: &[u64], starts: &[u64], count: usize) -> u64 {
    (0..count).map(|_| Tree { counts: Vec::new() }.grown(samples, starts)).sum()
}

pub fn drained(rounds: &[u64]) -> u64 {
    let mut sum = 0;
    for &round in rounds {
        let mut open: LinkedList<u64> = (0..round).collect(); //~ linked_list
        while let Some(node) = open.pop_front() {
            sum += halved(node);
        }
    }
    sum
}

fn halved(node: u64) -> u64 {
    node / 2
}
