pub fn is_signed(input: &[u8]) -> (bool, bool) {
    let plus = input.starts_with(b"+");
    let minus = input.ends_with(b"-");
    for byte in input {
        if !byte.is_ascii_digit() {
            break;
        }
    }
    (plus, minus)
}

pub fn halves(source: &mut [u8], separated: &mut Vec<u8>) {
    separated.clear();
    for byte in source.iter() {
        if *byte > 127 {
            separated.push(*byte);
        }
    }
    source.copy_from_slice(separated);
}
