pub(crate) fn letters(words: &Vec<Box<String>>, rounds: usize) -> usize { //~ double_indirection
    let mut sum = 0;
    for _ in 0..rounds {
        for word in words {
            sum += word.len();
        }
    }
    sum
}
