pub struct Route {
    nodes: Vec<u32>,
    cost: u64,
}

pub fn routes(first: Vec<u32>, wanted: usize, next: fn(&[u32], usize) -> Vec<u32>) -> u64 {
    let mut routes = vec![Route { nodes: first, cost: 0 }]; //~ nested_vec
    for number in 0..wanted {
        for at in 0..routes[number].nodes.len() {
            let mut same = 0;
            for route in &routes {
                if route.nodes[at] == routes[number].nodes[at] {
                    same += 1;
                }
            }
            let nodes = next(&routes[number].nodes, at);
            routes.push(Route { nodes, cost: same });
        }
    }
    routes.iter().map(|route| route.cost).sum()
}
