use std::collections::HashMap;

pub fn total(map: &HashMap<u64, u64>) -> u64 {
    let mut sum = 0;
    #[cfg(debug_assertions)]
    for value in map.values() {
        sum += value;
    }
    #[cfg(debug_assertions)]
    {
        sum += map.values().sum::<u64>();
    }
    #[cfg(windows)]
    let extra = map.values().sum::<u64>();
    #[cfg(not(windows))]
    let extra = 0;
    sum + extra
}

pub fn choice(map: &HashMap<u64, u64>, which: u8) -> u64 {
    match which {
        #[cfg(windows)]
        0 => map.values().sum(),
        _ => pair(
            #[cfg(windows)]
            map.values().sum(),
            #[cfg(unix)]
            1,
        ),
    }
}

fn pair(one: u64) -> u64 {
    one
}

pub struct Sums {
    #[cfg(windows)]
    all: u64,
    one: u64,
}

pub fn sums(map: &HashMap<u64, u64>) -> Sums {
    Sums {
        #[cfg(windows)]
        all: map.values().sum(),
        one: 1,
    }
}

pub fn list(map: &HashMap<u64, u64>) -> Vec<u64> {
    vec![
        #[cfg(windows)]
        map.values().sum(),
        1,
    ]
}
