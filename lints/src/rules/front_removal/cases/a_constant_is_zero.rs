const FIRST: usize = 0;

pub fn take(lines: &mut Vec<String>, count: usize) -> Vec<String> {
    let mut taken = Vec::new();
    for _ in 0..count {
        taken.push(lines.remove(FIRST)); //~ front_removal
    }
    taken
}
