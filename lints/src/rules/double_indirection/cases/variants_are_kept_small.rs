use std::sync::Arc;

pub(crate) enum Value {
    Number(u64),
    Bytes(Arc<Vec<u8>>),
}

pub(crate) fn total(values: &[Value]) -> u64 {
    let mut sum = 0;
    for value in values {
        match value {
            Value::Number(number) => sum += number,
            Value::Bytes(bytes) => sum += bytes.len() as u64,
        }
    }
    sum
}
