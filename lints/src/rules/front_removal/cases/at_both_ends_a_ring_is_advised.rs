pub fn both_ends(numbers: &[i64]) -> Vec<i64> {
    let mut line = vec![numbers[0]];
    for &number in numbers {
        if number > 0 {
            line.insert(0, number); //~ front_removal
        } else {
            line.push(number);
        }
    }
    line
}

pub fn prepend(chains: &mut [Vec<u32>], other: Vec<u32>, at: usize) {
    let chain = &mut chains[at];
    for value in other {
        chain.insert(0, value); //~ front_removal
    }
}
