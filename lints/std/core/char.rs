pub fn from_u32(i: u32) -> Option<char> {}
pub fn from_u32_unchecked(i: u32) -> char {}
pub fn from_digit(num: u32, radix: u32) -> Option<char> {}
pub const MAX: char = 0;
pub const REPLACEMENT_CHARACTER: char = 0;
pub struct ToLowercase(char);
pub struct ToUppercase(char);
pub struct EscapeDefault(char);
impl Iterator for ToLowercase {
    type Item = char;
}
impl Iterator for ToUppercase {
    type Item = char;
}
impl Iterator for EscapeDefault {
    type Item = char;
}
impl char {
    pub const MAX: char = 0;
    pub const MIN: char = 0;
    pub fn from_u32(i: u32) -> Option<char> {}
    pub fn from_digit(num: u32, radix: u32) -> Option<char> {}
    pub fn is_digit(self, radix: u32) -> bool {}
    pub fn to_digit(self, radix: u32) -> Option<u32> {}
    pub fn len_utf8(self) -> usize {}
    pub fn len_utf16(self) -> usize {}
    pub fn encode_utf8(self, dst: &mut [u8]) -> &mut str {}
    pub fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16] {}
    pub fn is_alphabetic(self) -> bool {}
    pub fn is_lowercase(self) -> bool {}
    pub fn is_uppercase(self) -> bool {}
    pub fn is_whitespace(self) -> bool {}
    pub fn is_alphanumeric(self) -> bool {}
    pub fn is_control(self) -> bool {}
    pub fn is_numeric(self) -> bool {}
    pub fn to_lowercase(self) -> ToLowercase {}
    pub fn to_uppercase(self) -> ToUppercase {}
    pub fn escape_default(self) -> EscapeDefault {}
    pub fn escape_debug(self) -> EscapeDefault {}
    pub fn is_ascii(&self) -> bool {}
    pub fn to_ascii_uppercase(&self) -> char {}
    pub fn to_ascii_lowercase(&self) -> char {}
    pub fn make_ascii_uppercase(&mut self) {}
    pub fn make_ascii_lowercase(&mut self) {}
    pub fn eq_ignore_ascii_case(&self, other: &char) -> bool {}
    pub fn is_ascii_alphabetic(&self) -> bool {}
    pub fn is_ascii_uppercase(&self) -> bool {}
    pub fn is_ascii_lowercase(&self) -> bool {}
    pub fn is_ascii_alphanumeric(&self) -> bool {}
    pub fn is_ascii_digit(&self) -> bool {}
    pub fn is_ascii_hexdigit(&self) -> bool {}
    pub fn is_ascii_punctuation(&self) -> bool {}
    pub fn is_ascii_graphic(&self) -> bool {}
    pub fn is_ascii_whitespace(&self) -> bool {}
    pub fn is_ascii_control(&self) -> bool {}
}
