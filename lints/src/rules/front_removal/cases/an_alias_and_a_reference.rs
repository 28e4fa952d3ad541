type Open = Vec<(u32, u32)>;

pub fn walk(open: &mut Open, width: u32) -> u32 {
    let mut steps = 0;
    loop {
        if open.len() == 0 {
            return steps;
        }
        let (x, y) = open.remove(0); //~ front_removal
        steps += 1;
        if x + 1 < width {
            open.push((x + 1, y));
        }
    }
}
