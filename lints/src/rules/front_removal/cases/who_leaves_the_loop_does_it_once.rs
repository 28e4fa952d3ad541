pub fn placed(stack: &mut Vec<u64>, value: u64) -> usize {
    let mut steps = 0;
    loop {
        steps += 1;
        if stack.len() < steps || stack[steps - 1] > value {
            stack.insert(0, value);
            break;
        }
    }
    steps
}
