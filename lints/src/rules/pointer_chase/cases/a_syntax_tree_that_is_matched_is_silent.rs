pub enum Expr {
    Number(f64),
    Negate(Box<Expr>),
    Add(Box<Expr>, Box<Expr>),
}

impl Expr {
    pub fn value(&self) -> f64 {
        match self {
            Expr::Number(number) => *number,
            Expr::Negate(inner) => -inner.value(),
            Expr::Add(left, right) => left.value() + right.value(),
        }
    }
}
