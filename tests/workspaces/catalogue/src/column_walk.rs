use std::hint::black_box;

fn pays(table: &Vec<[u32; 256]>) -> u64 {
    let mut sum = 0;
    for column in 0..256 {
        for row in 0..table.len() {
            sum += u64::from(table[row][column]);
        }
    }
    sum
}

fn spared(table: &Vec<[u32; 256]>) -> u64 {
    let mut sum = 0;
    for column in 0..256 {
        for row in 0..table.len() {
            sum += u64::from(table[row][column]);
        }
    }
    sum
}

pub fn run() -> u64 {
    let table = |rows: usize| -> Vec<[u32; 256]> { (0..rows).map(|row| [row as u32; 256]).collect() };
    let (many, few) = (table(1_000), table(2));
    let mut sum = pays(black_box(&many));
    for _ in 0..400 {
        sum += spared(black_box(&few));
    }
    sum
}
