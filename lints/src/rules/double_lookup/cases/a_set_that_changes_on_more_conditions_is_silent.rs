use std::collections::HashSet;

pub fn visit(seen: &mut HashSet<u32>, node: u32, most: usize, end: u32) -> Result<(), u32> {
    if seen.contains(&node) {
        return Ok(());
    }
    if node > end {
        return Err(node);
    }
    seen.insert(node);
    if !seen.contains(&end) && node < end {
        seen.insert(end);
    }
    if !seen.contains(&0) {
        if seen.len() < most {
            seen.insert(0);
        }
    }
    Ok(())
}
