/// Each turn reads a row and puts a cell into it: one sequence has no room there.
pub fn shifted(seams: &[Vec<u32>], height: usize) -> u32 { //~ nested_vec
    let mut offsets = vec![vec![]; height]; //~ nested_vec
    let mut sum = 0;
    for seam in seams.iter() {
        for y in 0..height {
            let mut x = seam[y];
            for offset in &offsets[y] {
                if *offset < x {
                    x += 1;
                }
            }
            offsets[y].push(x);
            sum += x;
        }
    }
    sum
}

/// They are full before they are read.
pub fn reached(edges: &[(usize, usize)], nodes: usize) -> usize {
    let mut targets = vec![vec![]; nodes]; //~ nested_vec
    for &(from, to) in edges {
        targets[from].push(to);
    }
    let mut seen = vec![false; nodes];
    let mut open = vec![0];
    while let Some(at) = open.pop() {
        for &to in &targets[at] {
            if !std::mem::replace(&mut seen[to], true) {
                open.push(to);
            }
        }
    }
    seen.iter().filter(|seen| **seen).count()
}
