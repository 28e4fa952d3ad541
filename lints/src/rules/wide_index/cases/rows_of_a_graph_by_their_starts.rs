pub struct Graph {
    starts: Vec<usize>, //~ wide_index
    targets: Vec<usize>, //~ wide_index
}

impl Graph {
    pub fn new(links: &[Vec<u32>]) -> Graph { //~ nested_vec
        let mut graph = Graph { starts: Vec::new(), targets: Vec::new() };
        for row in links {
            graph.starts.push(graph.targets.len());
            for &link in row {
                graph.targets.push(link as usize);
            }
        }
        graph.starts.push(graph.targets.len());
        graph
    }

    pub fn sum(&self, weights: &[f64], node: usize) -> f64 {
        let mut sum = 0.0;
        for &target in &self.targets[self.starts[node]..self.starts[node + 1]] {
            sum += weights[target];
        }
        sum
    }
}
