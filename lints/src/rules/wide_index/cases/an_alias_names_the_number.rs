type Id = u64;

pub struct Groups {
    names: Vec<String>,
    members: Vec<Vec<Id>>, //~ wide_index
}

impl Groups {
    pub fn add(&mut self, group: usize, name: String) {
        let id = self.names.len() as Id;
        self.names.push(name);
        self.members[group].push(id);
    }

    pub fn length(&self, group: usize) -> usize {
        let mut length = 0;
        for id in &self.members[group] {
            length += self.names[*id as usize].len(); //~ indirect_gather
        }
        length
    }
}
