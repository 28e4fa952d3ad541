mod large {
    pub struct Entry {
        pub key: u64,
        pub bytes: [u8; 128],
    }

    pub fn first(entry: &Entry) -> u64 {
        entry.key + u64::from(entry.bytes[0])
    }
}

mod small {
    pub struct Entry {
        pub key: u64,
        pub value: u64,
    }
}

use small::Entry;

pub fn keys(entries: &[Entry], one: &large::Entry) -> u64 {
    let mut sum = large::first(one);
    for entry in entries {
        sum += entry.key;
    }
    sum + entries[0].value
}
