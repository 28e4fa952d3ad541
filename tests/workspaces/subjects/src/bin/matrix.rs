use subjects::{table, Dice, LARGE, SMALL};

fn spared(grid: &Vec<Vec<u64>>, at: &[u32], weights: &[u64]) -> u64 {
    let mut sum = 0;
    for column in 0..grid[0].len() {
        for row in 0..grid.len() {
            sum += grid[row][column]
                * weights[at[row + column] as usize];
        }
    }
    sum
}

fn pays(cells: &Vec<Vec<u64>>, at: &[u32], weights: &[u64]) -> u64 {
    let mut sum = 0;
    for column in 0..cells[0].len() {
        for row in 0..cells.len() {
            sum += cells[row][column]
                * weights[at[row & 7] as usize];
        }
    }
    sum
}

fn main() {
    let mut dice = Dice(77);
    let large = table(LARGE);
    let small = table(SMALL);
    let far: Vec<u32> = (0..32).map(|_| dice.roll(LARGE) as u32).collect();
    let near: Vec<u32> = (0..32).map(|_| dice.roll(SMALL) as u32).collect();
    let few = vec![vec![3u64; 12]; 12];
    let many = vec![vec![3u64; 400]; 400];
    let mut sum = 0u64;
    for turn in 0..1_200 {
        let far: Vec<u32> = far.iter().map(|at| (at + turn * 7919) % LARGE as u32).collect();
        sum = sum.wrapping_add(spared(std::hint::black_box(&few), &far, &large));
    }
    sum = sum.wrapping_add(pays(std::hint::black_box(&many), &near, &small));
    println!("{sum}");
}
