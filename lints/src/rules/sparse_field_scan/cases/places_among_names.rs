struct Player {
    name: String,
    guild: String,
    health: f64,
    place: (f64, f64),
    speed: (f64, f64),
    inventory: [u64; 12],
}

fn advance(players: &mut [Player], time: f64) { //~ sparse_field_scan
    for player in players.iter_mut() {
        player.place.0 += player.speed.0 * time;
        player.place.1 += player.speed.1 * time;
    }
}

pub fn play(turns: u32) -> f64 {
    let mut players: Vec<Player> = (0..300_000)
        .map(|at| Player {
            name: format!("player {at}"),
            guild: String::new(),
            health: 1.0,
            place: (0.0, 0.0),
            speed: (1.0, 2.0),
            inventory: [at; 12],
        })
        .collect();
    for _ in 0..turns {
        advance(&mut players, 0.1);
    }
    players.iter().map(|p| p.place.0 + p.health + (p.name.len() + p.guild.len()) as f64 + p.inventory[2] as f64).sum()
}
