//! Where the thermometers are and what they last said.
use std::collections::HashMap;

/// A thermometer's number.
pub type SensorId = u64;

/// The last reading of every thermometer.
pub struct Readings {
    by_sensor: HashMap<SensorId, Reading>,
}

/// One reading.
#[derive(Clone, Copy)]
pub struct Reading {
    pub celsius: f64,
    pub row: u32,
    pub column: u32,
}

impl Readings {
    /// Room for a whole building; a plate has far fewer.
    pub fn for_building() -> Readings {
        Readings { by_sensor: HashMap::with_capacity(400_000) }
    }

    pub fn record(&mut self, sensor: SensorId, reading: Reading) {
        self.by_sensor.insert(sensor, reading);
    }

    /// The mean of all readings.
    pub fn mean(&self) -> f64 {
        let mut sum = 0.0;
        for reading in self.by_sensor.values() {
            sum += reading.celsius;
        }
        sum / self.by_sensor.len().max(1) as f64
    }
}

/// How often each alarm was raised. There are a handful of kinds.
#[derive(Default)]
pub struct Alarms {
    raised: HashMap<&'static str, u32>,
}

impl Alarms {
    pub fn raise(&mut self, kind: &'static str) {
        *self.raised.entry(kind).or_default() += 1;
    }

    pub fn total(&self) -> u32 {
        let mut total = 0;
        for count in self.raised.values() {
            total += count;
        }
        total
    }
}
