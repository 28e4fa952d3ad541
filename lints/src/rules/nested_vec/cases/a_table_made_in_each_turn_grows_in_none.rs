pub fn parts(clusters: &[Vec<u32>], pieces: usize, piece_of: &[usize]) -> u32 { //~ nested_vec
    let mut sum = 0;
    for cluster in clusters {
        let mut groups: Vec<Vec<u32>> = vec![Vec::new(); pieces]; //~ nested_vec
        for &particle in cluster {
            groups[piece_of[particle as usize]].push(particle); //~ indirect_gather
        }
        for one in 0..pieces {
            for other in 0..groups[one].len() {
                sum += groups[one][other];
            }
        }
    }
    sum
}
