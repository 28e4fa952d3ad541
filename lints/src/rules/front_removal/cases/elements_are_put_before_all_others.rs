pub fn reversed(words: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for word in words {
        all.insert(0, word.clone()); //~ front_removal
    }
    all
}
