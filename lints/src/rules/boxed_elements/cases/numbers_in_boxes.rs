pub(crate) fn sum(all: Vec<Box<u64>>) -> u64 { //~ boxed_elements
    let mut sum = 0;
    for one in all {
        sum += *one;
    }
    sum
}
