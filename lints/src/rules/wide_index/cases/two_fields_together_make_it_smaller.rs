#[derive(Clone)]
pub struct Branch {
    left: usize, //~ wide_index
    right: usize,
    weight: u64,
}

pub struct Tree {
    branches: Vec<Branch>,
}

const NONE: usize = usize::MAX;

impl Tree {
    pub fn leaf(&mut self, weight: u64) -> usize {
        let number = self.branches.len();
        self.branches.push(Branch { left: NONE, right: NONE, weight });
        number
    }

    pub fn join(&mut self, left: usize, right: usize) {
        let weight = self.branches[left].weight + self.branches[right].weight;
        self.branches.push(Branch { left, right, weight });
    }

    pub fn leftmost(&self, start: usize) -> u64 {
        let mut at = start;
        while self.branches[at].left != NONE {
            at = self.branches[at].left;
        }
        self.branches[at].weight
    }

    pub fn rightmost(&self, start: usize) -> u64 {
        let mut at = start;
        while self.branches[at].right != NONE {
            at = self.branches[at].right;
        }
        self.branches[at].weight
    }
}
