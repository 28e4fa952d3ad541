struct Paths {
    predecessors: Vec<Vec<u32>>, //~ nested_vec
    order: Vec<u32>,
}

fn search(graph: &[(u32, u32)], nodes: usize) -> Paths {
    let mut predecessors = vec![Vec::new(); nodes];
    let mut order = Vec::new();
    for &(from, to) in graph {
        predecessors[to as usize].push(from);
        order.push(to);
    }
    Paths { predecessors, order }
}

fn accumulate(sums: &mut [f64], paths: &Paths) {
    for &node in paths.order.iter().rev() {
        for &from in &paths.predecessors[node as usize] {
            sums[from as usize] += 1.0;
        }
    }
}

pub fn centrality(graph: &[(u32, u32)], nodes: usize) -> Vec<f64> {
    let mut sums = vec![0.0; nodes];
    for _ in 0..nodes {
        let paths = search(graph, nodes);
        accumulate(&mut sums, &paths);
    }
    sums
}
