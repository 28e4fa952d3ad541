use std::collections::{BTreeSet, HashSet};

pub fn visit(seen: &mut HashSet<u32>, order: &mut Vec<u32>, node: u32) {
    if seen.contains(&node) { //~ double_lookup
        return;
    }
    order.push(node);
    seen.insert(node);
}

pub fn leave(open: &mut BTreeSet<u32>, node: &u32) -> bool {
    if open.contains(node) { //~ double_lookup
        open.remove(node);
        return true;
    }
    false
}
