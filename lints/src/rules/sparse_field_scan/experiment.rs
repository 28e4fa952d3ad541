// Players move: their places and speeds among names and inventories, and in a sequence of their own.

/// `n` seeded numbers.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// One struct for all.
pub mod before {
    /// A player.
    pub struct Player {
        inventory: [u64; 12],
        guild: [u64; 6],
        place: u64,
        speed: u64,
    }

    /// One player for each item.
    pub fn build(items: &[u64]) -> Vec<Player> {
        items
            .iter()
            .map(|&item| Player { inventory: [item; 12], guild: [item >> 8; 6], place: item >> 32, speed: item & 255 })
            .collect()
    }

    /// A checksum of where all players are after a step.
    pub fn run(players: &Vec<Player>) -> u64 {
        let mut sum = 0u64;
        for player in players {
            sum = sum.rotate_left(1) ^ player.place.wrapping_add(player.speed);
        }
        sum
    }

    /// What the others are for.
    pub fn worth(player: &Player) -> u64 {
        player.inventory[0] + player.guild[0]
    }
}

/// What moves lies apart from what does not.
pub mod after {
    /// What is asked for each turn.
    pub struct Moving {
        place: u64,
        speed: u64,
    }

    /// What is seldom asked for.
    pub struct Rest {
        inventory: [u64; 12],
        guild: [u64; 6],
    }

    /// One player for each item.
    pub fn build(items: &[u64]) -> (Vec<Moving>, Vec<Rest>) {
        let moving = items.iter().map(|&item| Moving { place: item >> 32, speed: item & 255 }).collect();
        let rest = items.iter().map(|&item| Rest { inventory: [item; 12], guild: [item >> 8; 6] }).collect();
        (moving, rest)
    }

    /// A checksum of where all players are after a step.
    pub fn run((moving, _): &(Vec<Moving>, Vec<Rest>)) -> u64 {
        let mut sum = 0u64;
        for player in moving {
            sum = sum.rotate_left(1) ^ player.place.wrapping_add(player.speed);
        }
        sum
    }

    /// What the others are for.
    pub fn worth(rest: &Rest) -> u64 {
        rest.inventory[0] + rest.guild[0]
    }
}
