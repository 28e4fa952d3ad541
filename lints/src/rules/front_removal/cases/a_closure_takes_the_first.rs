pub fn dealt(cards: &mut Vec<u32>, hands: usize) -> Vec<u32> {
    (0..hands).map(|_| cards.remove(0)).collect() //~ front_removal
}
