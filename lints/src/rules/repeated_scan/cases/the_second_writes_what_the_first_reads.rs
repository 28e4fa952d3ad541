pub fn expanded(pixels: &mut [u8], packed: &mut Vec<u8>) {
    let half = pixels.len() / 2;
    let from = &pixels[half..];
    for (index, four) in packed.iter_mut().zip(from.chunks_exact(4)) {
        *index = four[1];
    }
    let to = &mut pixels[..half];
    for (index, pixel) in packed.iter().zip(to.iter_mut()) {
        *pixel = *index * 2;
    }
}

pub fn shifted(heights: &[u32], levels: &mut [u32]) -> u32 {
    let mut sum = 0;
    for (height, level) in heights.iter().zip(levels.iter()) {
        sum += height * level;
    }
    let last = levels.len() - 1;
    for height in heights {
        levels[last - (*height as usize)] = *height;
    }
    sum
}
