pub fn sums(blocks: &[[f32; 72]], sums: &mut [f32; 72]) {
    for column in 0..72 {
        for row in 0..64 {
            sums[column] += blocks[row][column];
        }
    }
}

pub fn of_many(blocks: &[[f32; 72]], sums: &mut [f32; 72]) {
    for column in 0..72 {
        for row in 0..4096 {
            sums[column] += blocks[row][column]; //~ column_walk
        }
    }
}

pub fn in_one_set(blocks: &[[f32; 1024]], sums: &mut [f32; 1024]) {
    for column in 0..1024 {
        for row in 0..64 {
            sums[column] += blocks[row][column]; //~ column_walk
        }
    }
}

pub fn of_a_grid(grid: &[[f32; 72]], sums: &mut [f32; 72], count: usize) {
    for column in 0..72 {
        for block in 0..count {
            for row in 0..64 {
                sums[column] += grid[64 * block + row][column]; //~ column_walk
            }
        }
    }
}
