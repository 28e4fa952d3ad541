use std::collections::HashSet;

pub fn visit(seen: &mut HashSet<String>, names: &[&str]) -> usize {
    let mut count = 0;
    for name in names {
        if !seen.contains(*name) { //~ double_lookup
            seen.insert(name.to_string());
            count += 1;
        }
    }
    count
}
