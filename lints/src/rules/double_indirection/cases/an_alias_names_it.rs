use std::sync::Arc;

type Names = Arc<Vec<String>>; //~ double_indirection

pub(crate) fn count(names: &Names, letters: &[char]) -> usize {
    let mut sum = 0;
    for &first in letters {
        sum += names.iter().filter(|name| name.starts_with(first)).count();
    }
    sum
}

pub(crate) fn share(names: Vec<String>) -> (Names, Names) {
    let names = Arc::new(names);
    (names.clone(), names)
}
