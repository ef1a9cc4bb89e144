//! The saved form of a workspace: a type of its own, apart from the types that are scored.
//!
//! A saved record is its id, its facts as text, and its lists of records: what a file holds
//! before anything is made of it. Facts that were not given are left out. docs/format.md has the
//! format in words.

use crate::facts::fault::Fault;
use crate::facts::inputs::{ById, Given, Inputs};
use crate::facts::record::{AnyRecord, AnyValue, Record, set};
use crate::facts::value::{Id, Kind, Value, shortened};
use crate::points::Points;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most records that one list may hold. A service has some thousand cases.
pub(crate) const LONGEST_LIST: usize = 20_000;

/// A value in a saved record.
#[derive(Clone, Debug, PartialEq)]
pub enum SavedValue {
    /// A fact, as text. Numbers keep their shortest text; yes and no stand for true and false.
    Text(String),
    /// A number, written without quotation marks. Reads as text.
    Number(String),
    /// Records of one kind.
    List(Vec<SavedRecord>),
    /// Values of inputs that schemes declare.
    Inputs(Inputs),
}

/// A record as a file holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SavedRecord {
    /// Names and values in the order of the file. The id is one of them.
    pub values: Vec<(String, SavedValue)>,
}

impl SavedRecord {
    /// The saved form of a record.
    #[must_use]
    pub fn of(record: &dyn AnyRecord) -> Self {
        let mut values = vec![("id".to_owned(), SavedValue::Text(record.id().as_str().to_owned()))];
        for (place, definition) in record.definitions().iter().enumerate() {
            let text = record.value(place).map(AnyValue::text).unwrap_or_default();
            if !text.is_empty() {
                let numeric = matches!(definition.kind, Kind::Whole { .. } | Kind::Decimal { .. });
                let value = if numeric { SavedValue::Number(text) } else { SavedValue::Text(text) };
                values.push((definition.id.to_owned(), value));
            }
        }
        for name in record.list_names() {
            if let Some(list) = record.list(name).filter(|list| list.count() > 0) {
                values.push(((*name).to_owned(), SavedValue::List(list.saved())));
            }
        }
        if !record.inputs().is_empty() {
            values.push(("inputs".to_owned(), SavedValue::Inputs(record.inputs().clone())));
        }
        Self { values }
    }

    /// A saved record with an id and some facts.
    #[must_use]
    pub fn with(id: &Id, facts: &[(&str, &str)]) -> Self {
        let text = |value: &str| SavedValue::Text(value.to_owned());
        let mut values = vec![("id".to_owned(), text(id.as_str()))];
        values.extend(facts.iter().map(|(name, value)| ((*name).to_owned(), text(value))));
        Self { values }
    }

    /// The text of a fact, where the record has it.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.iter().find_map(|(own, value)| match value {
            SavedValue::Text(text) | SavedValue::Number(text) if own == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// This record with another text for a fact.
    #[must_use]
    pub(crate) fn with_text(mut self, name: &str, text: &str) -> Self {
        self.take(name);
        // The id stands first.
        let place = if name == "id" { 0 } else { self.values.len() };
        self.values.insert(place, (name.to_owned(), SavedValue::Text(text.to_owned())));
        self
    }

    /// Takes the text of a fact away.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let place = self.values.iter().position(|(own, _)| own == name)?;
        match self.values.remove(place).1 {
            SavedValue::Text(text) | SavedValue::Number(text) => Some(text),
            SavedValue::List(_) | SavedValue::Inputs(_) => None,
        }
    }

    /// Makes the record of it.
    ///
    /// # Errors
    /// The first fault: a fact that is unknown or ill-typed, with its place in the record.
    pub fn read<R: Record>(&self) -> Result<R, Fault> {
        let mut faults = Vec::new();
        let mut record = R::empty(self.id(&mut faults, "record1"));
        self.first_fault(&mut record, faults).map_or(Ok(record), Err)
    }

    /// Gives a record every value of this one. Gives back the first fault of all.
    fn first_fault(&self, record: &mut dyn AnyRecord, mut faults: Vec<Fault>) -> Option<Fault> {
        self.give_to(record, &mut faults);
        faults.into_iter().next()
    }

    /// Makes the record of it, noting every fault. A record without an id is given `otherwise`.
    pub fn read_all<R: Record>(&self, faults: &mut Vec<Fault>, otherwise: &str) -> R {
        let mut record = R::empty(self.id(faults, otherwise));
        self.give_to(&mut record, faults);
        record
    }

    /// Its id, or `otherwise` where it has none; apart, because each kind of record reads itself.
    #[inline(never)]
    fn id(&self, faults: &mut Vec<Fault>, otherwise: &str) -> Id {
        Id::new(self.text("id").unwrap_or(otherwise)).unwrap_or_else(|fault| {
            faults.push(fault.within("id"));
            Id::default()
        })
    }

    /// Gives a record every value of this one, noting every fault.
    fn give_to(&self, record: &mut dyn AnyRecord, faults: &mut Vec<Fault>) {
        for (name, value) in &self.values {
            match value {
                SavedValue::Text(_) | SavedValue::Number(_) if name == "id" => {}
                SavedValue::Text(text) | SavedValue::Number(text) => {
                    if let Err(fault) = set(record, name, text) {
                        faults.push(fault.within(&shortened(name)));
                    }
                }
                SavedValue::Inputs(inputs) if name == "inputs" => record.inputs_mut().clone_from(inputs),
                SavedValue::Inputs(_) => {
                    faults.push(Fault::new("must be text, a number, or a list of records").within(&shortened(name)));
                }
                SavedValue::List(saved) => read_list(record, name, saved, faults),
            }
        }
    }
}

fn read_list(record: &mut dyn AnyRecord, name: &str, saved: &[SavedRecord], faults: &mut Vec<Fault>) {
    let Some(list) = record.list_mut(name) else {
        faults.push(Fault::new("there is no such list here").within(&shortened(name)));
        return;
    };
    for (position, item) in saved.iter().enumerate() {
        let named = item.or_id(&format!("{}{}", initial(name), position + 1));
        if let Err(fault) = list.insert(position, &named) {
            faults.push(fault.within(&format!("[{position}]")).within(name));
        }
    }
}

/// The letter that ids of a list begin with where a file gives none.
pub(crate) fn initial(list: &str) -> &str {
    list.get(..1).unwrap_or("r")
}

impl SavedRecord {
    /// This record, with an id where it had none.
    fn or_id(&self, id: &str) -> std::borrow::Cow<'_, Self> {
        if self.values.iter().any(|(name, _)| name == "id") {
            std::borrow::Cow::Borrowed(self)
        } else {
            let mut named = self.clone();
            named.values.insert(0, ("id".to_owned(), SavedValue::Text(id.to_owned())));
            std::borrow::Cow::Owned(named)
        }
    }
}

impl Serialize for SavedRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.values.len()))?;
        for (name, value) in &self.values {
            match value {
                SavedValue::Text(text) => map.serialize_entry(name, text)?,
                SavedValue::Number(text) => match text.parse::<i64>() {
                    Ok(whole) => map.serialize_entry(name, &whole)?,
                    // Two decimal places print back as they were read: their shortest text.
                    Err(_) => match decimal(text) {
                        Some(decimal) => map.serialize_entry(name, &decimal)?,
                        None => map.serialize_entry(name, text)?,
                    },
                },
                SavedValue::List(list) => map.serialize_entry(name, list)?,
                SavedValue::Inputs(inputs) => map.serialize_entry(name, &PlainInputs(inputs))?,
            }
        }
        map.end()
    }
}

/// Inputs as a file holds them: the value alone where nobody said who gave it, or when.
struct PlainInputs<'i>(&'i Inputs);

impl Serialize for PlainInputs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut schemes = serializer.serialize_map(Some(self.0.len()))?;
        for (scheme, own) in self.0 {
            schemes.serialize_entry(scheme.as_str(), &OfScheme(own))?;
        }
        schemes.end()
    }
}

/// Inputs of one scheme. Written one by one: collecting them first would bring a whole sort into the page.
struct OfScheme<'i>(&'i ById<Given>);

impl Serialize for OfScheme<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut values = serializer.serialize_map(Some(self.0.len()))?;
        for (input, given) in self.0 {
            values.serialize_entry(input.as_str(), &PlainInput(given))?;
        }
        values.end()
    }
}

struct PlainInput<'i>(&'i Given);

impl Serialize for PlainInput<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Given { value, by, on } = self.0;
        let (by, on) = (by.as_str(), on.write());
        if by.is_empty() && on.is_empty() {
            return serializer.serialize_str(value);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", value)?;
        for (name, text) in [("by", by), ("on", on.as_str())] {
            if !text.is_empty() {
                map.serialize_entry(name, text)?;
            }
        }
        map.end()
    }
}

/// The number that a decimal text is, exactly as near as parsing would come: a quotient of two whole
/// numbers is rounded once. The library's parsing would bring ten kilobytes of tables into the page.
fn decimal(text: &str) -> Option<f64> {
    let ten_thousandths = i32::try_from(Points::read(text).ok()?.in_ten_thousandths()).ok()?;
    Some(f64::from(ten_thousandths) / 10_000.0)
}

/// The shortest text of a number, by way of the JSON library, which has to print numbers anyway.
fn shortest(number: f64) -> String {
    let text = serde_json::Number::from_f64(number).map(|own| own.to_string()).unwrap_or_default();
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

impl<'de> Deserialize<'de> for SavedRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = SavedRecord;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a record in braces { }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SavedRecord, A::Error> {
        let mut values: Vec<(String, SavedValue)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if values.iter().any(|(own, _)| *own == name) {
                return Err(A::Error::custom(format!(
                    "\u{201c}{}\u{201d} stands twice in one record",
                    shortened(&name)
                )));
            }
            let value = map.next_value()?;
            values.push((name, value));
        }
        Ok(SavedRecord { values })
    }
}

impl<'de> Deserialize<'de> for SavedValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Reads a list of records, of which there may be so many at most.
///
/// # Errors
/// When it is no list of records, or too long.
pub(super) fn records<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<SavedRecord>, D::Error> {
    deserializer.deserialize_seq(Records)
}

struct Records;

impl<'de> Visitor<'de> for Records {
    type Value = Vec<SavedRecord>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of records in brackets [ ]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<SavedRecord>()? {
            if list.len() == LONGEST_LIST {
                return Err(A::Error::custom(format!("a list may hold {LONGEST_LIST} records at most")));
            }
            list.push(item);
        }
        Ok(list)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = SavedValue;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, a number, yes or no, or a list of records")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<SavedValue, E> {
        Ok(SavedValue::Text(text.to_owned()))
    }
    fn visit_bool<E: Error>(self, yes: bool) -> Result<SavedValue, E> {
        Ok(SavedValue::Text(if yes { "yes" } else { "no" }.to_owned()))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<SavedValue, E> {
        Ok(SavedValue::Number(number.to_string()))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<SavedValue, E> {
        Ok(SavedValue::Number(number.to_string()))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<SavedValue, E> {
        Ok(SavedValue::Number(shortest(number)))
    }
    fn visit_unit<E: Error>(self) -> Result<SavedValue, E> {
        Ok(SavedValue::Text(String::new()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<SavedValue, A::Error> {
        Records.visit_seq(items).map(SavedValue::List)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SavedValue, A::Error> {
        let mut inputs = Inputs::new();
        while let Some(scheme) = map.next_key::<String>()? {
            let scheme = Id::new(&scheme).map_err(|fault| A::Error::custom(fault.message))?;
            let OfOne(values) = map.next_value()?;
            if inputs.contains_key(&scheme) {
                return Err(A::Error::custom("a scheme stands twice among the inputs"));
            }
            if !values.is_empty() {
                inputs.insert(scheme, values);
            }
        }
        Ok(SavedValue::Inputs(inputs))
    }
}

/// What was given for the inputs of one scheme.
struct OfOne(ById<Given>);

impl<'de> Deserialize<'de> for OfOne {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OfOneVisitor)
    }
}

struct OfOneVisitor;

impl<'de> Visitor<'de> for OfOneVisitor {
    type Value = OfOne;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OfOne, A::Error> {
        let mut values = ById::new();
        while let Some(input) = map.next_key::<String>()? {
            let Plain(given) = map.next_value()?;
            let input = Id::new(&input).map_err(|fault| A::Error::custom(fault.message))?;
            // The last one stands. An empty value is one that was not given.
            values.remove(&input);
            if !given.value.is_empty() {
                values.insert(input, given);
            }
        }
        Ok(OfOne(values))
    }
}

/// The value of an input: text, a number, yes or no; or the value with who gave it and when.
struct Plain(Given);

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlainVisitor)
    }
}

struct PlainVisitor;

impl<'de> Visitor<'de> for PlainVisitor {
    type Value = Plain;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, a number, yes or no, or a value with who gave it")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Plain, E> {
        Given::of(text).map(Plain).map_err(|fault| E::custom(fault.message))
    }
    fn visit_bool<E: Error>(self, yes: bool) -> Result<Plain, E> {
        self.visit_str(if yes { "yes" } else { "no" })
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Plain, E> {
        self.visit_str(&number.to_string())
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Plain, E> {
        self.visit_str(&number.to_string())
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<Plain, E> {
        self.visit_str(&shortest(number))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Plain, A::Error> {
        let mut given = Given::default();
        let told = |fault: Fault| A::Error::custom(fault.message);
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "value" => given.value = map.next_value::<Plain>()?.0.value,
                "by" => given.by = Value::read(&map.next_value::<String>()?).map_err(told)?,
                "on" => given.on = Value::read(&map.next_value::<String>()?).map_err(told)?,
                other => {
                    let other = shortened(other);
                    return Err(A::Error::custom(format!(
                        "\u{201c}{other}\u{201d} is not known here; known are: value, by, on"
                    )));
                }
            }
        }
        if given.value.is_empty() && given != Given::default() {
            return Err(A::Error::custom("an input says who gave it, or when, and has no value"));
        }
        Ok(Plain(given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_the_number_that_parsing_makes_and_prints_back_as_it_was() {
        for ten_thousandths in -20_000..700_000 {
            let text = Points::ten_thousandths(ten_thousandths).to_string();
            let number = decimal(&text).unwrap();
            assert_eq!(number.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
            assert_eq!(shortest(number), text);
        }
    }
}
