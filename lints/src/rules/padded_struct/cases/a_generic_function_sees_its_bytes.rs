#[derive(Clone, Copy)]
#[repr(C)]
struct Sample {
    sensor: u8,
    value: f64,
    quality: u8,
    at: u64,
}

fn bytes_of<T: Copy>(value: &T) -> &[u8] {
    view(value)
}

fn view<V>(value: &V) -> &[u8] {
    let first: *const V = value;
    unsafe { std::slice::from_raw_parts(first.cast(), std::mem::size_of::<V>()) }
}

pub struct Log {
    samples: Vec<Sample>,
}

impl Log {
    pub fn write(&self, to: &mut Vec<u8>) {
        for sample in &self.samples {
            to.extend_from_slice(bytes_of(sample));
        }
    }
}
