pub fn darkest(picture: &[[u8; 640]], height: usize) -> u8 {
    let at = |x: usize, y: usize| picture[y][x];
    let mut darkest = u8::MAX;
    for x in 0..640 {
        for y in 0..height {
            darkest = darkest.min(at(x, y)); //~ column_walk
        }
    }
    darkest
}
