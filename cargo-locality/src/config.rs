//! The settings of a workspace: `locality.toml` beside its Cargo.toml, or `[workspace.metadata.locality]` in it.
use std::fs;

use cargo_metadata::Metadata;
use serde_json::{Map, Value};

use crate::confirm::Thresholds;
use crate::error::Error;
use crate::nearest::nearest;

const FILE: &str = "locality.toml";
const TABLE: &str = "[workspace.metadata.locality]";

/// Every setting there is: the table it is in, its key.
const SETTINGS: [(&str, &str); 4] =
    [("", "machine"), ("confirm", "avoidable-of-site"), ("confirm", "avoidable-of-program"), ("confirm", "traced")];

/// The settings; `None` is what nobody set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Config {
    /// The machines to model.
    pub(crate) machines: Option<Vec<String>>,
    /// See [`Thresholds::of_site`].
    pub(crate) of_site: Option<f64>,
    /// See [`Thresholds::of_program`].
    pub(crate) of_program: Option<f64>,
    /// See [`Thresholds::traced`].
    pub(crate) traced: Option<f64>,
}

impl Config {
    /// The settings of the workspace that `metadata` describes.
    pub(crate) fn read(metadata: &Metadata) -> Result<Config, Error> {
        let path = metadata.workspace_root.join(FILE);
        let in_manifest = metadata.workspace_metadata.get("locality");
        let problem = |place: &str, why: String| Error::Config { place: place.to_owned(), why };
        let about = match fs::metadata(&path) {
            Ok(about) => about,
            Err(_) => return in_manifest.map_or(Ok(Config::default()), |table| Config::from(table, TABLE)),
        };
        if in_manifest.is_some() {
            return Err(problem(FILE, format!("there are settings in {TABLE} of Cargo.toml too; keep one of them")));
        }
        if !about.is_file() {
            return Err(problem(FILE, "it is no file".to_owned()));
        }
        let text = fs::read_to_string(&path).map_err(|why| problem(FILE, why.to_string()))?;
        let table = toml::from_str::<Value>(&text).map_err(|why| problem(FILE, why.to_string()))?;
        Config::from(&table, FILE)
    }

    fn from(table: &Value, place: &str) -> Result<Config, Error> {
        let mut config = Config::default();
        let known_tables = || SETTINGS.iter().map(|(table, _)| *table).filter(|table| !table.is_empty());
        for (key, value) in entries(table, "", place)? {
            if known_tables().any(|table| table == key) {
                for (inner, value) in entries(value, key, place)? {
                    config.set(key, inner, value, place)?;
                }
            } else {
                config.set("", key, value, place)?;
            }
        }
        Ok(config)
    }

    fn set(&mut self, table: &str, key: &str, value: &Value, place: &str) -> Result<(), Error> {
        let name = full(table, key);
        let wrong = |why: String| Error::Config { place: place.to_owned(), why: format!("`{name}`: {why}") };
        let share = || of_value(value).map(Some).map_err(wrong);
        match (table, key) {
            ("", "machine") => self.machines = Some(machines(value).map_err(wrong)?),
            ("confirm", "avoidable-of-site") => self.of_site = share()?,
            ("confirm", "avoidable-of-program") => self.of_program = share()?,
            ("confirm", "traced") => self.traced = share()?,
            _ => {
                let known = SETTINGS.iter().map(|(table, key)| full(table, key)).collect::<Vec<_>>();
                let keys = SETTINGS.iter().filter(|(of, _)| *of == table).map(|(_, key)| *key);
                // A key of the same table that is spelt nearly so, or the same key of another.
                let near = nearest(key, keys).map(|key| full(table, key));
                let near = near.or_else(|| nearest(&name, known.iter().map(String::as_str)).map(str::to_owned));
                let elsewhere =
                    || SETTINGS.iter().find(|(_, other)| *other == key).map(|(table, key)| full(table, key));
                return Err(Error::Unknown {
                    what: if place == FILE {
                        "setting of locality.toml"
                    } else {
                        "setting of workspace.metadata.locality"
                    },
                    nearest: near.or_else(elsewhere),
                    name,
                    list: known,
                });
            }
        }
        Ok(())
    }

    /// The thresholds, where the command line says nothing else.
    pub(crate) fn thresholds(&self, asked: &crate::cli::Thresholds) -> Thresholds {
        let default = Thresholds::default();
        Thresholds {
            of_site: asked.avoidable_of_site.or(self.of_site).unwrap_or(default.of_site),
            of_program: asked.avoidable_of_program.or(self.of_program).unwrap_or(default.of_program),
            traced: asked.traced.or(self.traced).unwrap_or(default.traced),
        }
    }
}

fn full(table: &str, key: &str) -> String {
    if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }
}

fn entries<'v>(value: &'v Value, name: &str, place: &str) -> Result<Vec<(&'v str, &'v Value)>, Error> {
    let table: &Map<String, Value> = value.as_object().ok_or_else(|| Error::Config {
        place: place.to_owned(),
        why: if name.is_empty() { "a table is expected".to_owned() } else { format!("`{name}` is no table") },
    })?;
    Ok(table.iter().map(|(key, value)| (key.as_str(), value)).collect())
}

fn machines(value: &Value) -> Result<Vec<String>, String> {
    let one = |value: &Value| value.as_str().map(str::to_owned);
    let all = match value {
        Value::Array(all) => all.iter().map(one).collect::<Option<Vec<_>>>(),
        value => one(value).map(|one| vec![one]),
    };
    all.filter(|all| !all.is_empty()).ok_or_else(|| "a machine's name or a list of names is expected".to_owned())
}

fn of_value(value: &Value) -> Result<f64, String> {
    match value {
        Value::String(text) => share(text),
        value => share(&value.to_string()),
    }
}

/// A share as it is written: `0.1` or `10 %`.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    let (number, of) = match text.trim().strip_suffix('%') {
        Some(percent) => (percent.trim_end(), 100.0),
        None => (text.trim(), 1.0),
    };
    let share = number.parse::<f64>().ok().map(|number| number / of).filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| format!("`{text}` is not a share between 0 and 1, such as 0.1 or `10%`"))
}
