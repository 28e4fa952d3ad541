//- /base/src/lib.rs crate:base
#[derive(Clone, Copy)]
pub struct Stamp {
    pub seconds: u64,
    pub part: u32,
}
//- /app/src/lib.rs crate:app deps:base
use base::Stamp;

#[repr(C)]
pub(crate) struct Event { //~ padded_struct
    pub(crate) kind: u8,
    pub(crate) at: Stamp,
    pub(crate) level: u8,
    pub(crate) until: Stamp,
    pub(crate) source: u8,
    pub(crate) line: u32,
}

pub(crate) fn levels(events: &[Event]) -> u64 {
    events.iter().map(|event| u64::from(event.level) + event.at.seconds + event.until.seconds).sum()
}
