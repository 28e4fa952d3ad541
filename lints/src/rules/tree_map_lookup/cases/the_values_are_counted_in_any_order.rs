use std::collections::BTreeMap;

pub struct Stock {
    amounts: BTreeMap<(u16, String), u32>, //~ tree_map_lookup
}

impl Stock {
    pub fn take(&mut self, shelf: u16, names: &[String]) -> bool {
        for name in names {
            match self.amounts.get_mut(&(shelf, name.clone())) {
                Some(amount) if *amount > 0 => *amount -= 1,
                _ => return false,
            }
        }
        true
    }

    pub fn all(&self) -> u64 {
        self.amounts.values().map(|amount| u64::from(*amount)).sum()
    }

    pub fn missing(&self) -> usize {
        self.amounts.values().filter(|amount| **amount == 0).count()
    }

    pub fn is_empty(&self) -> bool {
        self.amounts.is_empty()
    }

    pub fn clean(&mut self) {
        self.amounts.retain(|_, amount| *amount > 0);
    }
}
