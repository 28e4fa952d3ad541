//- /src/lib.rs crate:case
#![no_std]
extern crate alloc;

use alloc::collections::BTreeMap;
use alloc::string::String;

pub struct Names {
    known: BTreeMap<String, u64>,
}

impl Names {
    pub fn sum(&self, names: &[String]) -> u64 {
        names.iter().filter_map(|name| self.known.get(name)).sum() //~ unsorted_search
    }
}
