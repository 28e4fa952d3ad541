pub struct Graph {
    edges: Vec<Vec<usize>>, //~ nested_vec wide_index
}

impl Graph {
    pub fn new(n: usize) -> Graph {
        Graph { edges: vec![Vec::new(); n] }
    }

    pub fn connect(&mut self, a: usize, b: usize) {
        self.edges[a].push(b);
        self.edges[b].push(a);
    }

    pub fn reached(&self, start: usize) -> usize {
        let mut seen = vec![false; self.edges.len()];
        let mut open = vec![start];
        let mut count = 0;
        while let Some(at) = open.pop() {
            for &next in &self.edges[at] {
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
