pub fn add(list: &mut Vec<usize>, place: usize) {
    if !list.contains(&place) {
        list.insert(place, place);
    }
}

pub struct Own;

impl Own {
    pub fn contains_key(&self, _key: &u32) -> bool {
        false
    }

    pub fn insert(&mut self, _key: u32) {}
}

pub fn of_the_workspace(own: &mut Own, key: u32) {
    if !own.contains_key(&key) {
        own.insert(key);
    }
}
