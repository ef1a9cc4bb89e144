//! Scores as JSON. The names and shapes here are a promise to programs that read them.

use crate::comparison::Reading;
use crate::facts::Id;
use crate::points::Points;
use crate::scheme::Scheme;
use crate::scoring::{Capacity, Column, Line, Note, Question, Score, Standing};
use crate::words::reach;
use serde::Serialize;

#[derive(Serialize)]
struct Scores<'s> {
    scores: Vec<OneScore<'s>>,
}

/// One practitioner under one scheme.
#[derive(Serialize)]
struct OneScore<'s> {
    scheme: &'s str,
    scheme_version: &'s str,
    practitioner: &'s str,
    month: String,
    counted_in: &'s str,
    total: String,
    least: String,
    most: String,
    capacity: Option<String>,
    band: Option<&'s str>,
    band_least: Option<&'s str>,
    band_most: Option<&'s str>,
    load: Option<String>,
    over_by: Option<String>,
    parts: Vec<OnePart<'s>>,
    no_number: Option<&'s str>,
    benchmark: Option<OneBenchmark<'s>>,
    columns: Vec<OneColumn<'s>>,
    children: usize,
    families: usize,
    lines: Vec<OneLine<'s>>,
    questions: Vec<OneQuestion<'s>>,
    notes: Vec<OneNote<'s>>,
}

/// One part of a capacity that has several.
#[derive(Serialize)]
struct OnePart<'s> {
    name: &'s str,
    points: String,
    least: Option<String>,
    capacity: String,
    load: String,
    standing: String,
    fullest: bool,
}

/// Where a caseload stands among reported figures.
#[derive(Serialize)]
struct OneBenchmark<'s> {
    children: String,
    role: &'s str,
    area: &'s str,
    lowest: Option<String>,
    highest: Option<String>,
    unmanageable: Vec<OneUnmanageable>,
    left_out: usize,
    notes: &'s [String],
    clause: &'s str,
}

/// A figure that was reported as unmanageable.
#[derive(Serialize)]
struct OneUnmanageable {
    figure: String,
    reached: bool,
}

/// What a stage, a column of the scheme's sheet, has of the total.
#[derive(Serialize)]
struct OneColumn<'s> {
    stage: &'s str,
    name: &'s str,
    points: String,
}

#[derive(Serialize)]
struct OneLine<'s> {
    stage: &'s str,
    rule: &'s str,
    name: &'s str,
    points: String,
    least: String,
    most: String,
    case: Option<&'s str>,
    child: Option<&'s str>,
    why: &'s str,
    clause: &'s str,
    counted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    forgone: Option<String>,
    readings: &'s [String],
}

#[derive(Serialize)]
struct OneQuestion<'s> {
    fact: &'s str,
    case: Option<&'s str>,
    child: Option<&'s str>,
    words: &'s str,
    could_move: String,
    decides_capacity: bool,
    discretion: bool,
}

#[derive(Serialize)]
struct OneNote<'s> {
    case: Option<&'s str>,
    child: Option<&'s str>,
    words: &'s str,
    error: bool,
    readings: &'s [String],
}

/// The text of the scores.
pub(super) fn render(scores: &[(&Scheme, Score)]) -> String {
    let scores = Scores { scores: scores.iter().map(|(scheme, score)| one(scheme, score)).collect() };
    // Text, numbers and lists always have a JSON text.
    serde_json::to_string_pretty(&scores).unwrap_or_default() + "\n"
}

fn one<'s>(scheme: &'s Scheme, score: &'s Score) -> OneScore<'s> {
    let capacity = score.capacity.as_ref();
    let range = score.band_range.as_ref();
    // Of several parts nobody can say how far what is not known could move the band.
    let sure = score.band.as_deref().filter(|_| !Reading::of(score).so_far);
    OneScore {
        scheme: &score.scheme,
        scheme_version: &scheme.version,
        practitioner: score.practitioner.as_str(),
        month: score.month.to_string(),
        counted_in: &scheme.counted_in.many,
        total: score.total.to_string(),
        least: score.least.to_string(),
        most: score.most.to_string(),
        capacity: capacity.map(|own| own.limit().to_string()),
        band: score.band.as_deref(),
        band_least: range.map(|(least, _)| least.as_str()).or(sure),
        band_most: range.map(|(_, most)| most.as_str()).or(sure),
        load: capacity.map(|own| own.load(own.points)),
        over_by: capacity.map(|own| (own.points - own.limit()).max(Points::ZERO).to_string()),
        parts: score.parts.iter().map(|own| part(own, capacity == Some(own))).collect(),
        no_number: score.no_number.as_deref(),
        benchmark: score.benchmark.as_ref().map(benchmark),
        columns: score.columns.iter().map(column).collect(),
        children: score.children,
        families: score.families,
        lines: score.lines.iter().map(line).collect(),
        questions: score.questions.iter().map(question).collect(),
        notes: score.notes.iter().map(note).collect(),
    }
}

fn part(part: &Capacity, fullest: bool) -> OnePart<'_> {
    OnePart {
        name: &part.name,
        points: part.points.to_string(),
        least: part.floor().map(|own| own.to_string()),
        capacity: part.limit().to_string(),
        load: part.load(part.points),
        standing: reach(part),
        fullest,
    }
}

fn benchmark(own: &Standing) -> OneBenchmark<'_> {
    let one = |(figure, reached): &(Points, bool)| OneUnmanageable { figure: figure.to_string(), reached: *reached };
    OneBenchmark {
        children: own.count.to_string(),
        role: &own.who,
        area: &own.area,
        lowest: own.range.map(|(lowest, _)| lowest.to_string()),
        highest: own.range.map(|(_, highest)| highest.to_string()),
        unmanageable: own.unmanageable.iter().map(one).collect(),
        left_out: own.left_out,
        notes: &own.notes,
        clause: &own.clause,
    }
}

fn column(column: &Column) -> OneColumn<'_> {
    OneColumn { stage: &column.stage, name: &column.name, points: column.points.to_string() }
}

fn line(line: &Line) -> OneLine<'_> {
    OneLine {
        stage: &line.stage,
        rule: &line.rule,
        name: &line.name,
        points: line.points.to_string(),
        least: line.least.to_string(),
        most: line.most.to_string(),
        case: line.case.as_ref().map(Id::as_str),
        child: line.child.as_ref().map(Id::as_str),
        why: &line.why,
        clause: &line.clause,
        counted: line.counted,
        forgone: line.forgone.map(|points| points.to_string()),
        readings: &line.readings,
    }
}

fn question(question: &Question) -> OneQuestion<'_> {
    OneQuestion {
        fact: &question.fact,
        case: question.case.as_ref().map(Id::as_str),
        child: question.child.as_ref().map(Id::as_str),
        words: &question.words,
        could_move: question.could_move.to_string(),
        decides_capacity: question.decides_capacity,
        discretion: question.discretion,
    }
}

fn note<'n>(note: &'n Note) -> OneNote<'n> {
    let id = |id: &'n Option<Id>| id.as_ref().map(Id::as_str);
    OneNote {
        case: id(&note.case),
        child: id(&note.child),
        words: &note.words,
        error: note.error,
        readings: &note.readings,
    }
}
