pub trait Show {
    fn show(&self) -> u64;
}

pub struct Record<T> {
    key: u64,
    bytes: [u8; 256],
    more: T,
}

pub struct Plain {
    key: u64,
    bytes: [u8; 256],
}

pub fn shown(records: &[Plain], show: &dyn Fn(&Plain) -> u64) -> u64 {
    records.iter().map(|record| show(record) + record.key).sum()
}

pub fn bytes(record: &Record<u8>) -> (u8, u64, u8) {
    (record.bytes[0], record.key, record.more)
}

pub fn plain(record: &Plain) -> u8 {
    record.bytes[0]
}
