pub fn write(outputs: &mut [Box<dyn std::io::Write>], text: &[u8]) {
    for output in outputs {
        let _ = output.write_all(text);
    }
}
