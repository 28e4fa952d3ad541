pub fn of_an_enumeration(starts: &[usize], sizes: Vec<usize>) -> usize {
    let mut sum = 0;
    for (number, size) in sizes.iter().enumerate() {
        sum += size * starts.partition_point(|start| *start <= number);
    }
    sum
}

pub fn of_a_range(starts: &[usize], taken: &[bool]) -> usize {
    let mut free = Vec::new();
    for number in 0..taken.len() {
        if !taken[number] {
            free.push(number);
        }
    }
    free.iter().map(|number| starts.partition_point(|start| start <= number)).sum()
}

pub fn of_a_sum(starts: &[usize], sizes: Vec<usize>) -> usize {
    let (mut end, mut sum) = (0, 0);
    for size in &sizes {
        end += size;
        sum += starts.partition_point(|start| *start <= end);
    }
    sum
}

pub fn of_a_subscript(ends: &[u32], opts: Vec<u32>, lines: u32) -> u32 {
    let mut sum = 0;
    for line in 2..lines {
        let most = opts.len() as u32 - line;
        sum += opts[line as usize] * ends.partition_point(|end| *end <= most) as u32;
    }
    sum
}

pub fn of_a_tree(starts: &[u32], known: &std::collections::BTreeSet<u32>) -> usize {
    let asked: Vec<u32> = known.iter().copied().collect();
    asked.iter().map(|at| starts.partition_point(|start| start <= at)).sum()
}
