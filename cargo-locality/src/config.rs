//! The settings of a workspace: `locality.toml` beside its Cargo.toml, or `[workspace.metadata.locality]` in it.
use std::fs;

use cargo_metadata::Metadata;
use locality_lints::input::Settings;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::error::Error;
use locality_lints::nearest;

const FILE: &str = "locality.toml";
const TABLE: &str = "[workspace.metadata.locality]";

/// The settings; `None` is what nobody set. What is a field here is a setting, and nothing else is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Config {
    /// The machines to model.
    #[serde(deserialize_with = "machines")]
    pub(crate) machine: Option<Vec<String>>,
    /// What the rules are asked for.
    pub(crate) check: Settings,
    /// From what on a verdict is given.
    pub(crate) confirm: Confirm,
}

/// From what on a verdict is given; see [`Thresholds`](crate::confirm::Thresholds).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(crate) struct Confirm {
    /// At least this share of a site must be avoidable.
    #[serde(deserialize_with = "share_of")]
    pub(crate) avoidable_of_site: Option<f64>,
    /// And this share of the program's time.
    #[serde(deserialize_with = "share_of")]
    pub(crate) avoidable_of_program: Option<f64>,
    /// At least this share of the time must pass in traced code.
    #[serde(deserialize_with = "share_of")]
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
        let wrong = |why: String| Error::Config { place: place.to_owned(), why };
        let known = known();
        let Some(entries) = table.as_object() else { return Err(wrong("a table is expected".to_owned())) };
        let is_table = |name: &str| known.iter().any(|(table, _)| table == name);
        if let Some((name, _)) = entries.iter().find(|(name, value)| is_table(name) && !value.is_object()) {
            return Err(wrong(format!("`{name}` is no table")));
        }
        let mut unknown = Vec::new();
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(table, &mut track);
        let read = serde_ignored::deserialize(tracked, |path| unknown.push(path.to_string()));
        match unknown.into_iter().next() {
            Some(name) => Err(misspelt(name, place, &known)),
            None => read.map_err(|why| wrong(format!("`{}`: {why}", track.path()))),
        }
    }
}

/// Every setting there is: the table it is in, its key. Those of no table come first.
fn known() -> Vec<(String, String)> {
    let Ok(Value::Object(settings)) = serde_json::to_value(Config::default()) else { return Vec::new() };
    let mut all = Vec::new();
    for (name, setting) in settings {
        match setting {
            Value::Object(table) => all.extend(table.into_iter().map(|(key, _)| (name.clone(), key))),
            _ => all.push((String::new(), name)),
        }
    }
    all.sort();
    all
}

/// No setting is called `name`: the nearest that is, be it a key of the same table that is spelt nearly so, or the same key of
/// another.
fn misspelt(name: String, place: &str, known: &[(String, String)]) -> Error {
    let list: Vec<String> = known.iter().map(|(table, key)| full(table, key)).collect();
    let (table, key) = name.rsplit_once('.').unwrap_or(("", &name));
    let keys = known.iter().filter(|(of, _)| of == table).map(|(_, key)| key.as_str());
    let near = nearest(key, keys).map(|key| full(table, key));
    let near = near.or_else(|| nearest(&name, list.iter().map(String::as_str)).map(str::to_owned));
    let elsewhere = || known.iter().find(|(_, other)| other == key).map(|(table, key)| full(table, key));
    Error::Unknown {
        what: if place == FILE { "setting of locality.toml" } else { "setting of workspace.metadata.locality" },
        nearest: near.or_else(elsewhere),
        list,
        name,
    }
}

fn full(table: &str, key: &str) -> String {
    if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }
}

/// A machine's name, or several.
fn machines<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<String>>, D::Error> {
    let one = |value: &Value| value.as_str().map(str::to_owned);
    let all = match Value::deserialize(from)? {
        Value::Array(all) => all.iter().map(one).collect::<Option<Vec<_>>>(),
        value => one(&value).map(|one| vec![one]),
    };
    let all = all.filter(|all| !all.is_empty());
    all.map(Some).ok_or_else(|| serde::de::Error::custom("a machine's name or a list of names is expected"))
}

/// A share, as a number or as text.
fn share_of<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    let read = match Value::deserialize(from)? {
        Value::String(text) => share(&text),
        value => share(&value.to_string()),
    };
    read.map(Some).map_err(serde::de::Error::custom)
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
