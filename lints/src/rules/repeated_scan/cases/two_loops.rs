pub fn counts(text: &[u32]) -> (usize, usize) {
    let mut spaces = 0;
    for &letter in text { //~ repeated_scan
        if letter == 32 {
            spaces += 1;
        }
    }
    let mut lines = 0;
    for &letter in text {
        if letter == 10 {
            lines += 1;
        }
    }
    (spaces, lines)
}
