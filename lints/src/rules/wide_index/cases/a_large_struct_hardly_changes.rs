pub struct Node {
    values: [f64; 12],
    left: Option<usize>,
}

pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub fn add(&mut self, value: f64) {
        let left = self.nodes.len().checked_sub(1);
        self.nodes.push(Node { values: [value; 12], left: None });
        if let Some(left) = left {
            self.nodes[left].left = Some(self.nodes.len() - 1);
        }
    }

    pub fn sum(&self) -> f64 {
        let mut sum = 0.0;
        let mut at = 0;
        while let Some(left) = self.nodes[at].left {
            sum += self.nodes[left].values[0];
            at = left;
        }
        sum
    }
}
