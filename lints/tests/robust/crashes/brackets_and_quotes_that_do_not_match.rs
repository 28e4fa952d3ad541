fn a<const N: usize = { { }>() -> [u8; { if N < 3 { 1 } else { 2 } }] where [(); { N }]: { [ ( } ] )
const X: [fn(<u8 as T>::U) -> fn() -> u8; 1 >> 1 < 2] = [|x: &'a u8| -> u8 { 'b: loop { break 'b '\'' as u8 } } as _; '"' as usize];
static S: &str = r###"fn b() { "## "# r#" for x in &HashMap::new() {} "###; const Y: u8 = b'"' b'\''
impl<'r#a, r#fn> r#impl for r#struct { fn r#match(&'static self, 'a', '\u{1F600}', c"\"}", br#"{"#) {} }
/* /* */ fn c() { /* " */ for x in std::collections::HashMap::<u8, u8>::new().values() { /*/ */ } }
macro_rules! m { ($($x:tt)* $(; $y:expr)?) => { m! { { $($x)* ) } } ] } m! [ } ]
mod d { mod e { impl F { fn g(&self) { #[cfg(x)] { for y in self.h.keys() { ) } } }
#![x = "}"] #[doc = include_str!("\0")] enum Z { A { a: u8, } = { 1 }, B(u8) = 2 , C = }
fn z() { let x = match y { z if { a } => { b } c | { d }, [..] => (, ) } ; x.0.0.1e3.f() ..= .. ; a < b > c :: < d >> e ; <<<<a>>>> ; r#"
