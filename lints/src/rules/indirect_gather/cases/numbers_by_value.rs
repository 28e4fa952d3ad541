pub fn names(all: &[String], wanted: Vec<usize>) -> usize {
    let mut letters = 0;
    for at in wanted {
        letters += all[at].len(); //~ indirect_gather
    }
    letters
}
