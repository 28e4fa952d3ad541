//! Heats a plate and lets it settle. Plain `main`, so that it needs nothing that a fresh machine has not.
use plate::{board::Board, grid::Grid, queue::Queue};
use sensors::{Alarms, Reading, Readings};
use std::hint::black_box;

fn main() {
    let mut grid = Grid::new(1200, 700);
    let mut queue = Queue::default();
    let mut board = Board::new(8, 8);
    let mut readings = Readings::for_building();
    let mut alarms = Alarms::default();
    for sensor in 0..60_000 {
        readings.record(sensor, Reading { celsius: 20.0, row: sensor as u32 % 1200, column: sensor as u32 % 700 });
    }
    for place in 0..12 {
        queue.add(place * 90, place * 55);
        board.toggle(place % 8, place / 8);
    }
    black_box(queue.distance());
    while let Some((row, column)) = queue.next() {
        grid.heat(row, column, 400.0);
    }
    for step in 0..10 {
        // Each thermostat asks for itself.
        let thermostats = [(); 4].map(|()| readings.mean());
        let change = grid.relax();
        if change > 10.0 {
            alarms.raise("unsettled");
        }
        alarms.raise(if step % 2 == 0 { "even" } else { "odd" });
        black_box((thermostats, alarms.total(), board.switched_on()));
    }
}
