use std::sync::Arc;

pub fn sum(all: Vec<u64>) -> u64 {
    let all = Arc::new(all);
    let threads: Vec<_> = (0..4)
        .map(|at| {
            let all = Arc::clone(&all);
            std::thread::spawn(move || all.iter().skip(at).step_by(4).sum::<u64>())
        })
        .collect();
    threads.into_iter().map(|thread| thread.join().unwrap_or(0)).sum()
}

pub fn fails(why: &str) -> Result<(), Box<dyn std::any::Any>> {
    Err(Box::new(why.to_owned()))
}
