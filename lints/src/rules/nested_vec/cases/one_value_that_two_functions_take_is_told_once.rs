fn expand(children: &mut Vec<Vec<usize>>, steps: usize) -> usize { //~ nested_vec
    let mut sum = 0;
    for at in 0..steps {
        for number in 0..children[at].len() {
            sum += children[at][number];
        }
    }
    sum
}

fn augment(children: &mut Vec<Vec<usize>>, steps: usize) -> usize { //~ nested_vec
    let mut sum = 0;
    for at in 0..steps {
        for number in 0..children[at].len() {
            sum ^= children[at][number];
        }
    }
    sum
}

pub fn matching(nodes: usize, edges: &[(usize, usize)]) -> usize {
    let mut children: Vec<Vec<usize>> = (0..nodes).map(|_| Vec::new()).collect();
    let mut sum = 0;
    for &(from, to) in edges {
        children[from].push(to);
        sum += expand(&mut children, nodes) + augment(&mut children, nodes);
    }
    sum
}
