use crate::dice::Dice;
use std::hint::black_box;

fn pays(cells: &Vec<Vec<u64>>) -> u64 {
    let mut sum = 0;
    for y in 1..cells.len() - 1 {
        for x in 1..cells[y].len() - 1 {
            sum += (cells[y - 1][x] + cells[y + 1][x]) ^ (cells[y][x - 1] + cells[y][x + 1]);
        }
    }
    sum
}

fn spared(cells: &Vec<Vec<u64>>) -> u64 {
    let mut sum = 0;
    for y in 1..cells.len() - 1 {
        for x in 1..cells[y].len() - 1 {
            sum += (cells[y - 1][x] + cells[y + 1][x]) ^ (cells[y][x - 1] + cells[y][x + 1]);
        }
    }
    sum
}

fn cells(rows: usize, columns: usize) -> Vec<Vec<u64>> {
    let mut dice = Dice(77);
    dice.shuffled((0..rows as u64).map(|row| vec![row; columns]).collect())
}

pub fn run() -> u64 {
    let (many, few) = (cells(8_000, 16), cells(3, 40));
    let mut sum = 0;
    for _ in 0..3 {
        sum += pays(black_box(&many));
    }
    for _ in 0..2_000 {
        sum += spared(black_box(&few));
    }
    sum
}
