pub struct Brackets {
    texts: Vec<String>,
}

pub fn told(mut all: Vec<Brackets>) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    while let Some(mut brackets) = all.pop() {
        let mut texts = std::mem::take(&mut brackets.texts);
        texts.insert(0, "[".to_owned());
        texts.push("]".to_owned());
        out.push(texts);
    }
    out
}
