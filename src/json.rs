//! JSON in few words, for what is small and ours alone: derived readers and writers are a hundred times the
//! code, and the page carries it.

use crate::workspace::saved::SavedRecord;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A JSON object that is being written.
pub(crate) struct Object(String);

impl Object {
    pub fn new() -> Self {
        Self(String::new())
    }

    /// Adds a part that is JSON already.
    pub fn json(&mut self, name: &str, json: &str) -> &mut Self {
        self.0.push_str(if self.0.is_empty() { "{\"" } else { ",\"" });
        self.0.push_str(name);
        self.0.push_str("\":");
        self.0.push_str(json);
        self
    }

    /// Adds a text.
    pub fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.json(name, &quoted(text))
    }

    /// Adds a whole number.
    pub fn number(&mut self, name: &str, number: u64) -> &mut Self {
        self.json(name, &number.to_string())
    }

    /// The object as text.
    pub fn end(&mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        std::mem::take(&mut self.0)
    }
}

/// A text as JSON has it.
pub(crate) fn quoted(text: &str) -> String {
    // A text always has one.
    serde_json::to_string(text).unwrap_or_default()
}

/// A list of what is JSON already.
pub(crate) fn list(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

/// What a JSON text says. What stands under the name `record` is read as a saved record.
#[derive(Default)]
pub(crate) enum Json {
    #[default]
    Nothing,
    #[cfg_attr(not(feature = "page"), expect(dead_code, reason = "the page alone is told some"))]
    Yes(bool),
    Number(u64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
    Record(SavedRecord),
    /// A number that is not whole, or below nought: nothing of ours has one.
    Other,
}

impl Json {
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Takes out a part; nothing where there is none, or this is no object.
    pub fn part(&mut self, name: &str) -> Self {
        let Self::Object(parts) = self else { return Self::Nothing };
        parts.iter_mut().rfind(|(own, _)| own == name).map(|(_, part)| std::mem::take(part)).unwrap_or_default()
    }

    /// Takes out a part that is a text.
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.part(name).into_text()
    }

    /// Takes out a part that is a whole number.
    pub fn number(&mut self, name: &str) -> Option<u64> {
        if let Self::Number(number) = self.part(name) { Some(number) } else { None }
    }

    /// Takes out the items of a part that is a list; none where there is no such part, nothing where one cannot
    /// be read or the part is no list.
    pub fn list<T>(&mut self, name: &str, read: impl Fn(Self) -> Option<T>) -> Option<Vec<T>> {
        match self.part(name) {
            Self::Nothing => Some(Vec::new()),
            Self::List(items) => {
                let mut all = Vec::with_capacity(items.len());
                for item in items {
                    all.push(read(item)?);
                }
                Some(all)
            }
            _ => None,
        }
    }

    pub fn into_text(self) -> Option<String> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Nothing)
    }
    fn visit_bool<E: Error>(self, yes: bool) -> Result<Json, E> {
        Ok(Json::Yes(yes))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }
    fn visit_i64<E: Error>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Json::List(all))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut parts: Vec<(String, Json)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            let part = if name == "record" { Json::Record(map.next_value()?) } else { map.next_value()? };
            parts.push((name, part));
        }
        Ok(Json::Object(parts))
    }
}
