pub fn shown(height: usize, rows: &[Vec<u8>]) { //~ nested_vec
    for at in (0..height).rev() {
        print!("{at:>4}: ");
        for row in rows.iter().rev() {
            if let Some(cell) = row.get(at) {
                if *cell >= 128 {
                    print!("    ");
                } else {
                    print!("{cell:>4?}");
                }
            }
        }
        println!();
    }
}
