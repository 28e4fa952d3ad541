pub(crate) struct Cell {
    weight: u64,
}

pub fn weigh(all: &[u64], rounds: u64) -> u64 {
    let cells = all.iter().map(|&weight| Box::new(Cell { weight })).collect::<Vec<_>>(); //~ boxed_elements
    let mut sum = 0;
    for round in 0..rounds {
        for cell in &cells {
            sum += cell.weight * round;
        }
    }
    sum
}
