pub(crate) struct Item {
    weight: u32,
    notes: Option<Box<Vec<String>>>,
}

pub(crate) enum Token {
    Sign(char),
    Text(Box<String>),
}

pub(crate) fn notes(items: &[Item]) -> usize {
    items.iter().map(|item| item.notes.as_ref().map_or(0, |notes| notes.len() + item.weight as usize)).sum()
}

pub(crate) fn letters(tokens: &[Token]) -> usize {
    let letters = |token: &Token| match token {
        Token::Sign(_) => 1,
        Token::Text(text) => text.len(),
    };
    tokens.iter().map(letters).sum()
}
