//! A session of one screen, until there is more: it takes files and says how large they are.

#![allow(clippy::pedantic, reason = "it goes when there is a session")]

use crate::change::{Change, IdMark, free_id};
use crate::facts::record::Record;
use crate::facts::{Month, Practitioner, When};
use crate::importing::screen::{Event, Field, FieldKind, Inline, Order, Part, Screen};
use crate::importing::table::Sheet;
use crate::sheets::Refused;
use crate::store::change_text;
use crate::workspace::everything::Everything;
use crate::workspace::saved::SavedRecord;

#[derive(Clone)]
pub struct Setting {
    pub today: When,
    pub month: Month,
    pub mark: IdMark,
    pub chance: u64,
    pub memory: String,
    pub chosen: Option<String>,
}

pub struct Session {
    mark: IdMark,
    own: Everything,
    said: Vec<String>,
    errors: Vec<(String, String)>,
    orders: Vec<Order>,
    focus: String,
    month: Month,
}

impl Session {
    pub fn new(setting: Setting, own: Everything) -> Self {
        let _ = (setting.today, setting.chance, setting.memory, setting.chosen);
        Self {
            mark: setting.mark,
            own,
            said: vec![],
            errors: vec![],
            orders: vec![],
            focus: String::new(),
            month: setting.month,
        }
    }

    pub fn tell(&mut self, own: Everything, month: Month) {
        (self.own, self.month) = (own, month);
    }

    pub fn take(&mut self, sheets: Vec<Sheet>, refused: Vec<(String, Refused)>) {
        self.said = sheets.into_iter().map(|sheet| sheet.file).collect();
        self.errors = refused
            .into_iter()
            .map(|(name, why)| (format!("{name}: {} {}", why.what, why.todo), "files".to_owned()))
            .collect();
        self.focus = "taken".to_owned();
    }

    pub fn hear(&mut self, event: &Event) {
        if event.id == "apply" {
            let taken = |id: &crate::facts::Id| self.own.workspace.practitioners.iter().any(|own| own.id == *id);
            let record = SavedRecord::of(&Practitioner::empty(free_id("p", self.mark, taken)));
            let subject =
                crate::change::Subject { root: crate::change::Root::Practitioner, id: String::new(), within: None };
            let change = Change::Insert { subject, at: 0, record };
            self.orders.push(Order::Change(change_text(&change)));
        }
    }

    pub fn screen(&self) -> Screen {
        let mut parts = Vec::new();
        if !self.errors.is_empty() {
            parts.push(Part::Errors(self.errors.clone()));
        }
        parts.push(Part::Text("Choose the files.".to_owned()));
        parts.push(Part::Field(Field {
            id: "files".to_owned(),
            kind: FieldKind::Files,
            label: "Files".to_owned(),
            value: ".csv,.xlsx,.exe".to_owned(),
            ..Field::default()
        }));
        parts.push(Part::Heading("taken".to_owned(), 2, format!("{} people", self.own.workspace.practitioners.len())));
        parts.push(Part::Table(
            "Files".to_owned(),
            vec![("File".to_owned(), false)],
            self.said.iter().map(|name| vec![vec![Inline::Text(name.clone())]]).collect(),
        ));
        parts.push(Part::Buttons(vec![Field {
            id: "apply".to_owned(),
            label: "Apply".to_owned(),
            ..Field::default()
        }]));
        Screen { parts, focus: self.focus.clone() }
    }

    pub fn orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }
}
