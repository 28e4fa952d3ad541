use std::collections::HashMap;

pub fn name(names: &HashMap<u32, String>, id: u32) -> &str {
    if names.contains_key(&id) { //~ double_lookup
        &names[&id]
    } else {
        ""
    }
}

pub fn length(names: &HashMap<u32, String>, id: u32) -> usize {
    match names.contains_key(&id) { //~ double_lookup
        true => names.get(&id).unwrap().len(),
        false => 0,
    }
}

pub fn take(names: &mut HashMap<u32, String>, id: u32) -> Option<String> {
    if names.contains_key(&id) && id > 3 { names.remove(&id) } else { None } //~ double_lookup
}
