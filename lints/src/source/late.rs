//! Facts that are decoded when somebody asks.
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::codec::{self, Part};

/// A `T` as in a box. In a file that this program carries it stays as it was written until somebody looks at it.
#[derive(Clone)]
pub struct Late<T> {
    value: OnceLock<Box<T>>,
    /// What to decode where there is no value yet.
    written: Option<Part>,
}

impl<T> From<T> for Late<T> {
    fn from(value: T) -> Late<T> {
        Late { value: OnceLock::from(Box::new(value)), written: None }
    }
}

impl<T: DeserializeOwned> Deref for Late<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.value.get_or_init(|| {
            let value = self.written.as_ref().and_then(Part::decode);
            Box::new(value.expect("a value, or what this program wrote of one"))
        })
    }
}

impl<T: DeserializeOwned> DerefMut for Late<T> {
    fn deref_mut(&mut self) -> &mut T {
        let _: &T = self;
        self.value.get_mut().expect("decoded above")
    }
}

impl<T: DeserializeOwned + fmt::Debug> fmt::Debug for Late<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: DeserializeOwned + Serialize> Serialize for Late<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = postcard::to_stdvec::<T>(self).map_err(serde::ser::Error::custom)?;
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Late<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Late<T>, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        match codec::part(bytes) {
            Some(part) => Ok(Late { value: OnceLock::new(), written: Some(part) }),
            None => postcard::from_bytes::<T>(bytes).map(Late::from).map_err(D::Error::custom),
        }
    }
}
