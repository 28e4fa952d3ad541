//- /src/lib.rs crate:case published
pub enum Packet {
    Ping,
    Data([u8; 256]),
}

pub fn pings(packets: &[Packet]) -> usize {
    packets.iter().filter(|packet| matches!(packet, Packet::Ping)).count()
}
