use sensors::{Alarms, Reading, Readings};

#[test]
fn the_mean_is_of_all_readings() {
    let mut readings = Readings::for_building();
    for sensor in 0..100 {
        readings.record(sensor, Reading { celsius: sensor as f64, row: 0, column: 0 });
    }
    assert_eq!(readings.mean(), 49.5);
}

#[test]
fn alarms_add_up() {
    let mut alarms = Alarms::default();
    alarms.raise("hot");
    alarms.raise("cold");
    alarms.raise("hot");
    assert_eq!(alarms.total(), 3);
}
