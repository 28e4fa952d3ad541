use std::boxed::Box as Owned;

pub(crate) enum Token {
    Number(f64),
    Sign(char),
}

pub(crate) fn numbers(tokens: &mut Vec<Owned<Token>>) -> usize { //~ boxed_elements
    tokens.iter().filter(|token| matches!(***token, Token::Number(_))).count()
}

pub(crate) fn sign(tokens: &mut Vec<Owned<Token>>) {
    tokens.push(Owned::new(Token::Sign('+')));
}
