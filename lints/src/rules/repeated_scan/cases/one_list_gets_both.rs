pub struct Item {
    prefix: String,
    suffix: String,
}

pub fn text(items: &[Item], cursor: &str) -> Vec<String> {
    let mut all = Vec::new();
    all.extend(items.iter().map(|item| item.prefix.clone()));
    all.push(cursor.to_owned());
    all.extend(items.iter().map(|item| item.suffix.clone()));
    all
}
