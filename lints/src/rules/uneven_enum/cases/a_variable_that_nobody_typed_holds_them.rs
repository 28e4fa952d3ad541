enum Token { //~ uneven_enum
    Word(u32),
    Text([char; 40]),
}

pub fn words(count: u32) -> u32 {
    let mut tokens = Vec::new();
    for word in 0..count {
        tokens.push(Token::Word(word));
    }
    tokens.push(Token::Text(['a'; 40]));
    let mut sum = 0;
    for token in &tokens {
        if let Token::Word(word) = token {
            sum += word;
        }
    }
    sum
}
