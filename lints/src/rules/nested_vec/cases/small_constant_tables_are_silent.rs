const SIDE: usize = 8;

pub fn board() -> u32 {
    let mut board = vec![vec![0u32; SIDE]; SIDE];
    for i in 0..SIDE {
        for j in 0..SIDE {
            board[i][j] = (i * j) as u32;
        }
    }
    board[3][4]
}
