pub(crate) fn letters(words: &[Box<str>]) -> usize {
    words.iter().map(|word| word.len()).sum()
}

pub(crate) fn numbers(rows: &mut Vec<Box<[u8]>>) {
    rows.push(vec![0; 3].into_boxed_slice());
}
