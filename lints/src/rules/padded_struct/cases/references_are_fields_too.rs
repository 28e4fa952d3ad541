//- /src/lib.rs crate:case
mod word;
use word::Word;

pub struct Text<'t> {
    words: Vec<Word<'t>>,
}

impl<'t> Text<'t> {
    pub fn add(&mut self, text: &'t str) {
        self.words.push(Word { stop: false, text, kind: 0, hash: 0, count: 1 });
    }

    pub fn letters(&self) -> usize {
        self.words.iter().filter(|word| !word.stop && word.kind == 0).map(|word| word.text.len()).sum::<usize>() //~ repeated_scan
            + self.words.iter().map(|word| word.hash as usize + word.count as usize).sum::<usize>()
    }
}
//- /src/word.rs
#[repr(C)]
pub(crate) struct Word<'t> { //~ padded_struct
    pub(crate) stop: bool,
    pub(crate) text: &'t str,
    pub(crate) kind: u8,
    pub(crate) hash: u64,
    pub(crate) count: u32,
}
