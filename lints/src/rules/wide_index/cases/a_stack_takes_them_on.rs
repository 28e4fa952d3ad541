pub struct Links {
    to: Vec<Vec<usize>>, //~ nested_vec wide_index
}

impl Links {
    pub fn link(&mut self, from: u32, to: u32) {
        self.to[from as usize].push(to as usize);
        self.to[to as usize].push(from as usize);
    }

    pub fn reach(&self, start: usize) -> usize {
        let mut seen = vec![false; self.to.len()];
        let mut open = vec![start];
        let mut count = 0;
        while let Some(node) = open.pop() {
            for &next in &self.to[node] {
                if !seen[next] {
                    seen[next] = true;
                    count += 1;
                    open.push(next);
                }
            }
        }
        count
    }
}
