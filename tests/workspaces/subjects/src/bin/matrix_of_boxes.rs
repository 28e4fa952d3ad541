struct Big {
    height: u64,
    rest: [u64; 127],
}

fn payload(fields: &Vec<Vec<Box<Big>>>) -> u64 {
    let mut sum = 0;
    for column in 0..fields[0].len() {
        for row in 0..fields.len() {
            sum += fields[row][column].height
                + fields[row][column].rest[7]
                + fields[row][column].rest[15]
                + fields[row][column].rest[31]
                + fields[row][column].rest[63]
                + fields[row][column].rest[71]
                + fields[row][column].rest[87]
                + fields[row][column].rest[95]
                + fields[row][column].rest[39]
                + fields[row][column].rest[47]
                + fields[row][column].rest[103]
                + fields[row][column].rest[55]
                + fields[row][column].rest[79]
                + fields[row][column].rest[111]
                + fields[row][column].rest[119];
        }
    }
    sum
}

fn pays(cells: &Vec<Vec<(u64, Option<Box<Big>>)>>) -> u64 {
    let mut sum = 0;
    for column in 0..cells[0].len() {
        for row in 0..cells.len() {
            sum += cells[row][column].0;
        }
    }
    sum
}

fn main() {
    let big = |nth: usize| Box::new(Big { height: nth as u64, rest: [3; 127] });
    let boxed: Vec<Vec<Box<Big>>> = (0..40).map(|row| (0..40).map(|column| big(row * column)).collect()).collect();
    let plain: Vec<Vec<(u64, Option<Box<Big>>)>> =
        (0..300).map(|row| (0..300).map(|column| (row, (column % 30 == 7).then(|| big(column)))).collect()).collect();
    let mut sum = 0u64;
    for _ in 0..20 {
        sum = sum.wrapping_add(payload(std::hint::black_box(&boxed)));
    }
    for _ in 0..3 {
        sum = sum.wrapping_add(pays(std::hint::black_box(&plain)));
    }
    println!("{sum}");
}
