// Weights of the targets of links: the numbers of the targets in 64 bits, and in 32.

/// For each of `n` nodes, four seeded links to nodes nearby.
pub fn items(n: usize) -> Vec<[u32; 4]> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |node: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        ((node + (state >> 40) as usize % 64) % n) as u32
    };
    (0..n).map(|node| std::array::from_fn(|_| next(node))).collect()
}

/// Elements that a run visits: links.
pub fn visits(items: &[[u32; 4]]) -> u64 {
    4 * items.len() as u64
}

/// In 64 bits.
pub mod before {
    /// The links of all nodes, one after the other.
    pub struct Graph {
        targets: Vec<usize>,
        weights: Vec<u8>,
    }

    /// The links.
    pub fn build(items: &[[u32; 4]]) -> Graph {
        let mut graph = Graph { targets: Vec::new(), weights: Vec::new() };
        for (number, links) in items.iter().enumerate() {
            graph.weights.push(number as u8);
            for &link in links {
                graph.targets.push(link as usize);
            }
        }
        graph
    }

    /// The sum of the weights of all targets.
    pub fn run(graph: &Graph) -> u64 {
        let mut sum = 0u64;
        for &target in &graph.targets {
            sum = sum.wrapping_add(u64::from(graph.weights[target]));
        }
        sum
    }
}

/// In 32 bits.
pub mod after {
    /// The links of all nodes, one after the other.
    pub struct Graph {
        targets: Vec<u32>,
        weights: Vec<u8>,
    }

    /// The links.
    pub fn build(items: &[[u32; 4]]) -> Graph {
        let mut graph = Graph { targets: Vec::new(), weights: Vec::new() };
        for (number, links) in items.iter().enumerate() {
            graph.weights.push(number as u8);
            for &link in links {
                graph.targets.push(link);
            }
        }
        graph
    }

    /// The sum of the weights of all targets.
    pub fn run(graph: &Graph) -> u64 {
        let mut sum = 0u64;
        for &target in &graph.targets {
            sum = sum.wrapping_add(u64::from(graph.weights[target as usize]));
        }
        sum
    }
}
