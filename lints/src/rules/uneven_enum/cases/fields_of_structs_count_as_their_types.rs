//- /src/lib.rs crate:case
mod frame;
use frame::Frame;

pub(crate) enum Message { //~ uneven_enum
    Ping,
    Ack(u16),
    Data(Frame),
}

pub(crate) fn acks(messages: &[Message]) -> usize {
    messages.iter().filter(|message| matches!(message, Message::Ack(_))).count()
}
//- /src/frame.rs
pub(crate) struct Frame {
    pub(crate) head: u64,
    pub(crate) body: [u8; 120],
}
