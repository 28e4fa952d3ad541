fn set<T>(m: &mut [Vec<T>], row: usize, column: usize, value: T) {
    m[row][column] = value;
}

pub fn shortest(links: &[(usize, usize, u32)], nodes: usize) -> u32 {
    let mut far = vec![vec![u32::MAX; nodes]; nodes]; //~ nested_vec
    let mut before = vec![vec![None; nodes]; nodes]; //~ nested_vec
    for &(from, to, cost) in links {
        set(&mut far, from, to, cost);
        set(&mut before, from, to, Some(from));
    }
    for k in 0..nodes {
        for i in 0..nodes {
            for j in 0..nodes {
                let through = far[i][k].saturating_add(far[k][j]);
                if through < far[i][j] {
                    far[i][j] = through;
                    before[i][j] = before[k][j];
                }
            }
        }
    }
    far[0][nodes - 1]
}
