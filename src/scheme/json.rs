//! A document's JSON: what `serde_json` reads, save that no name may stand twice in one object. The
//! second would silently take the place of the first, and a rule would be gone.

use crate::facts::value::shortened;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// Reads a text.
///
/// # Errors
/// Where it breaks, by line and column.
pub(super) fn read(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text).map(|Once(value)| value)
}

/// A value in which every name stands once.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E: Error>(self, own: bool) -> Result<Value, E> {
        Ok(Value::Bool(own))
    }
    fn visit_i64<E: Error>(self, own: i64) -> Result<Value, E> {
        Ok(Value::Number(own.into()))
    }
    fn visit_u64<E: Error>(self, own: u64) -> Result<Value, E> {
        Ok(Value::Number(own.into()))
    }
    fn visit_f64<E: Error>(self, own: f64) -> Result<Value, E> {
        Ok(Number::from_f64(own).map_or(Value::Null, Value::Number))
    }
    fn visit_str<E: Error>(self, own: &str) -> Result<Value, E> {
        Ok(Value::String(own.to_owned()))
    }
    fn visit_string<E: Error>(self, own: String) -> Result<Value, E> {
        Ok(Value::String(own))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = parts.next_key::<String>()? {
            let Once(value) = parts.next_value()?;
            if object.contains_key(&name) {
                return Err(A::Error::custom(format!(
                    "\u{201c}{}\u{201d} stands twice in one object",
                    shortened(&name)
                )));
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
