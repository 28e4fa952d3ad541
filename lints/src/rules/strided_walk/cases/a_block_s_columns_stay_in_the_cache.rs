pub fn columns(pixels: &[i16], stride: usize, width: usize, height: usize, transform: fn(&mut [i32])) -> i32 {
    let mut sum = 0;
    for x in 0..width {
        let mut column = [0i32; 64];
        let column = &mut column[..height];
        for y in 0..height {
            column[y] = i32::from(pixels[y * stride + x]);
        }
        transform(column);
        sum += column[0];
    }
    sum
}

pub fn zipped(pixels: &[i16], width: usize, transform: fn(&mut [i32; 64])) -> i32 {
    let mut sum = 0;
    for x in 0..width {
        let mut column = [0i32; 64];
        for (pixel, cell) in pixels[x..].iter().step_by(width).zip(column.iter_mut()) {
            *cell = i32::from(*pixel);
        }
        transform(&mut column);
        sum += column[0];
    }
    sum
}

pub fn tall(pixels: &[i16], stride: usize, width: usize, height: usize, transform: fn(&mut [i32])) -> i32 {
    let mut sum = 0;
    for x in 0..width {
        let mut column = vec![0i32; height];
        for y in 0..height {
            column[y] = i32::from(pixels[y * stride + x]); //~ strided_walk
        }
        transform(&mut column);
        sum += column[0];
    }
    sum
}
