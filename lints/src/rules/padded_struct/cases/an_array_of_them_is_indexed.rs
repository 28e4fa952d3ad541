#[repr(C)]
#[derive(Clone, Copy)]
struct Slot { //~ padded_struct
    state: u8,
    key: u32,
    tag: u8,
}

pub struct Table {
    slots: [Slot; 65536],
}

impl Table {
    pub fn count(&self, tag: u8) -> u32 {
        let mut sum = 0;
        for at in 0..self.slots.len() {
            let slot = &self.slots[at];
            if slot.state == 1 && slot.tag == tag {
                sum += slot.key;
            }
        }
        sum
    }
}
