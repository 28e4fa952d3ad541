use crate::dice::Dice;
use std::hint::black_box;

struct Player {
    inventory: [u64; 12],
    guild: [u64; 6],
    place: u64,
    speed: u64,
}

fn pays(players: &Vec<Player>) -> u64 {
    let mut sum = 0;
    for player in players {
        sum ^= player.place + player.speed;
    }
    sum
}

fn spared(players: &Vec<Player>) -> u64 {
    let mut sum = 0;
    for player in players {
        sum ^= player.place + player.speed;
    }
    sum
}

fn worth(player: &Player) -> u64 {
    player.inventory[3] + player.guild[2]
}

fn players(count: usize) -> Vec<Player> {
    let numbers = Dice(77).numbers(count);
    let player = |&at: &u64| Player { inventory: [at; 12], guild: [at; 6], place: at, speed: at % 50 };
    numbers.iter().map(player).collect()
}

pub fn run() -> u64 {
    let (many, few) = (players(10_000), players(12));
    let mut sum = worth(&few[3]);
    for _ in 0..4 {
        sum ^= pays(black_box(&many));
    }
    for _ in 0..20_000 {
        sum ^= spared(black_box(&few));
    }
    sum
}
