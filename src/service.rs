//! A service and its teams in one month: what each team holds, how it is spread over its people, of what it is made,
//! and what its managers answer for.
//!
//! What two practitioners share counts for each of them, and once for their team.

pub mod setting;
mod table;

pub use table::averages;

use crate::comparison::{Held, held, held_together};
use crate::facts::case::Area;
use crate::facts::practitioner::Role;
use crate::facts::value::Stated;
use crate::facts::{Case, Child, Id, Month, Plan, Practitioner};
use crate::index::Index;
use crate::points::{Points, Ratio, sort_short};
use crate::words::by_name;
use crate::workspace::{Workspace, ids};

/// A sum over people, and how it is spread over them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many people.
    pub people: usize,
    /// The sum.
    pub sum: Points,
    /// The middle one by size, or half-way between the two in the middle.
    pub median: Points,
    /// The lowest.
    pub least: Points,
    /// The highest.
    pub most: Points,
}

impl Spread {
    /// The spread of some amounts; nothing of none.
    #[must_use]
    pub fn of(amounts: &[Points]) -> Option<Self> {
        let mut sorted: Vec<Points> = Vec::with_capacity(amounts.len());
        for own in amounts {
            sorted.insert(sorted.partition_point(|other| other <= own), *own);
        }
        let (least, most) = (*sorted.first()?, *sorted.last()?);
        let upper = *sorted.get(sorted.len() / 2)?;
        let median = if sorted.len().is_multiple_of(2) {
            (*sorted.get(sorted.len() / 2 - 1)? + upper).share(1, 2)
        } else {
            upper
        };
        Some(Self { people: sorted.len(), sum: sorted.into_iter().sum(), median, least, most })
    }

    /// The sum over the people, to the nearest hundredth.
    #[must_use]
    pub fn mean(&self) -> Points {
        nearest_hundredth(self.sum, Ratio::of(1, i64::try_from(self.people).unwrap_or(1)).unwrap_or(Ratio::ONE))
    }
}

/// Points times a ratio, to the nearest hundredth: for what is only shown.
fn nearest_hundredth(points: Points, times: Ratio) -> Points {
    let Ratio { numerator, denominator } = times;
    let above = i128::from(points.in_ten_thousandths()) * i128::from(numerator);
    let below = i128::from(denominator) * 100;
    let hundredths = (above * 2 + below).div_euclid(below * 2);
    Points::ten_thousandths(i64::try_from(hundredths).unwrap_or(0) * 100)
}

/// Of what the children of some cases are: each child once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Concentration {
    /// All children.
    pub children: usize,
    /// Those on a child protection plan.
    pub child_protection: usize,
    /// Those looked after; a child on a plan who is looked after too is in both.
    pub looked_after: usize,
    /// Those whom a worker travels to outside the area: the child, or the family of one at home.
    pub outside: usize,
    /// Those of whom the plan is not known.
    pub plan_not_known: usize,
}

impl Concentration {
    /// A part of the children in whole percent, rounded half up; nothing where there are none.
    #[must_use]
    pub fn percent(&self, of: usize) -> Option<usize> {
        (of * 200 + self.children).checked_div(self.children * 2)
    }

    fn add(&mut self, case: &Case, child: &Child) {
        self.children += 1;
        let Some(plan) = child.plan else {
            self.plan_not_known += 1;
            return;
        };
        let looked_after = plan.is_looked_after();
        let protected = matches!(plan, Plan::ChildProtection | Plan::ChildProtectionAndLookedAfter);
        self.child_protection += usize::from(protected);
        self.looked_after += usize::from(looked_after);
        // A child who is placed lives apart from the family; others live with it.
        let away = |area: Stated<Area>| area.is(Area::Outside);
        self.outside += usize::from(away(child.area) || !looked_after && away(case.area));
    }
}

/// A team in a month.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    /// The service that it belongs to; empty where nobody said.
    pub service: String,
    /// Its name; empty for those in no team.
    pub name: String,
    /// Everybody in it, by their places among the practitioners.
    pub people: Vec<usize>,
    /// Those of them who hold cases.
    pub holders: Vec<usize>,
    /// Full-time equivalents of those who hold cases.
    pub full_time: Points,
    /// What it holds together, each case once.
    pub held: Held,
    /// Children by those who hold cases.
    pub children: Option<Spread>,
    /// Families and carer households by those who hold cases.
    pub families: Option<Spread>,
    /// Of what its cases are.
    pub concentration: Concentration,
    /// Practitioners of it who are away in the month and hold cases all the same.
    pub away: Vec<usize>,
}

impl Team {
    /// Children for each full-time equivalent who holds cases, to the nearest hundredth: the average that is published.
    /// What two of the team share counts once.
    #[must_use]
    pub fn average(&self) -> Option<Points> {
        let children = Points::whole(i32::try_from(self.held.children).ok()?);
        let part = Ratio::of(Points::whole(1).in_ten_thousandths(), self.full_time.in_ten_thousandths())?;
        Some(nearest_hundredth(children, part))
    }

    /// How some amounts, by the places of practitioners, are spread over those who hold cases.
    #[must_use]
    pub fn spread(&self, amounts: &dyn Fn(usize) -> Option<Points>) -> Option<Spread> {
        let own: Option<Vec<Points>> = self.holders.iter().map(|place| amounts(*place)).collect();
        Spread::of(&own?)
    }
}

/// True where a practitioner has left before a month.
#[must_use]
pub fn has_left(own: &Practitioner, month: Month) -> bool {
    own.left_in.is_some_and(|left| left < month)
}

/// True where a practitioner is away in a month.
#[must_use]
pub fn is_away(own: &Practitioner, month: Month) -> bool {
    own.away_from.is_some_and(|from| from <= month && own.away_until.is_none_or(|until| until >= month))
}

/// The teams of a workspace in a month, by service and name; those in no team last. Who left before the month and
/// holds nothing in it is in none.
#[must_use]
pub fn teams(workspace: &Workspace, month: Month) -> Vec<Team> {
    let by_person = held(workspace, month);
    let mut teams: Vec<Team> = Vec::new();
    for (place, own) in workspace.practitioners.iter().enumerate() {
        let theirs = by_person.get(place).copied().unwrap_or_default();
        if has_left(own, month) && theirs.families == 0 {
            continue;
        }
        let (service, name) = (own.service.as_str().trim(), own.team.as_str().trim());
        // By service and name, those without one last.
        let key = (service.is_empty(), name.is_empty());
        let of = |team: &Team| {
            key.0
                .cmp(&team.service.is_empty())
                .then_with(|| by_name(service, &team.service))
                .then_with(|| key.1.cmp(&team.name.is_empty()))
                .then_with(|| by_name(name, &team.name))
        };
        let at = teams.partition_point(|team| of(team).is_gt());
        if teams.get(at).is_none_or(|team| of(team).is_ne()) {
            teams.insert(at, Team { service: service.to_owned(), name: name.to_owned(), ..Team::default() });
        }
        let Some(team) = teams.get_mut(at) else { continue };
        team.people.push(place);
        if theirs.families > 0 {
            team.holders.push(place);
            let Ratio { numerator, denominator } = own.whole_time_equivalent();
            team.full_time += Points::whole(1).share(numerator, denominator);
            if is_away(own, month) || has_left(own, month) {
                team.away.push(place);
            }
        }
    }
    for team in &mut teams {
        count(team, workspace, month, &by_person);
    }
    teams
}

/// Teams as one: what they share counts once, and everybody who holds cases is one of those it is spread over. Service
/// and name are empty.
#[must_use]
pub fn joined(teams: &[Team], workspace: &Workspace, month: Month) -> Team {
    let all = |of: fn(&Team) -> &Vec<usize>| teams.iter().flat_map(of).copied().collect();
    let mut team = Team {
        people: all(|own| &own.people),
        holders: all(|own| &own.holders),
        full_time: teams.iter().map(|own| own.full_time).sum(),
        away: all(|own| &own.away),
        ..Team::default()
    };
    count(&mut team, workspace, month, &held(workspace, month));
    team
}

/// Counts what the people of a team hold: together, by person, and what the cases are.
fn count(team: &mut Team, workspace: &Workspace, month: Month, by_person: &[Held]) {
    let whole = |count: usize| Points::whole(i32::try_from(count).unwrap_or(i32::MAX));
    let amounts = |of: fn(&Held) -> usize| -> Vec<Points> {
        team.holders.iter().filter_map(|place| by_person.get(*place)).map(|own| whole(of(own))).collect()
    };
    let (children, families) = (amounts(|own| own.children), amounts(|own| own.families));
    (team.children, team.families) = (Spread::of(&children), Spread::of(&families));
    let who: Vec<&Id> =
        team.people.iter().filter_map(|place| workspace.practitioners.get(*place)).map(|own| &own.id).collect();
    team.held = held_together(workspace, month, &who);
    let index = Index::of(who.iter().map(|id| id.as_str()).collect());
    let theirs = |case: &&Case| {
        case.is_open(month)
            && case.allocations.iter().filter_map(|own| own.practitioner.as_ref()).any(|id| index.has(id.as_str()))
    };
    for case in workspace.cases.iter().filter(theirs) {
        case.children.iter().for_each(|child| team.concentration.add(case, child));
    }
}

/// Of what the cases of one practitioner are.
#[must_use]
pub fn concentration_of(workspace: &Workspace, practitioner: &Id, month: Month) -> Concentration {
    let mut own = Concentration::default();
    let held = workspace.cases.iter().filter(|case| case.is_open(month) && case.allocation_of(practitioner).is_some());
    for case in held {
        case.children.iter().for_each(|child| own.add(case, child));
    }
    own
}

/// What a manager answers for: the scores of everybody below, as Swindon adds them up. An assistant team manager's
/// is the sum of the staff's; a team manager's the sum of the assistants' and of those managed directly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagerFigure {
    /// The place of the manager among the practitioners.
    pub manager: usize,
    /// Assistant team managers directly below, by their places.
    pub assistants: Vec<usize>,
    /// Everybody below who manages nobody, by their places.
    pub workers: Vec<usize>,
    /// The sum of the scores of these workers.
    pub sum: Points,
}

impl ManagerFigure {
    /// The sum over the workers, to the nearest hundredth.
    #[must_use]
    pub fn mean_per_worker(&self) -> Option<Points> {
        over(self.sum, self.workers.len())
    }

    /// The sum over the assistant team managers, to the nearest hundredth.
    #[must_use]
    pub fn mean_per_assistant(&self) -> Option<Points> {
        over(self.sum, self.assistants.len())
    }
}

fn over(sum: Points, count: usize) -> Option<Points> {
    Some(nearest_hundredth(sum, Ratio::of(1, i64::try_from(count).ok()?)?))
}

/// The figures of everybody whom somebody names as line manager, in the order of the practitioners, from everybody's
/// score. Who is named in a circle counts once.
#[must_use]
pub fn manager_figures(
    workspace: &Workspace,
    month: Month,
    scores: &dyn Fn(usize) -> Option<Points>,
) -> Vec<ManagerFigure> {
    let all = &workspace.practitioners;
    let places = ids(all);
    let managed_by: Vec<Option<usize>> = all
        .iter()
        .map(|own| {
            own.line_manager.as_ref().filter(|_| !has_left(own, month)).and_then(|id| places.position(id.as_str()))
        })
        .collect();
    let below = |manager: usize| -> Vec<usize> {
        managed_by.iter().enumerate().filter(|(_, own)| **own == Some(manager)).map(|(place, _)| place).collect()
    };
    let mut figures: Vec<ManagerFigure> = Vec::new();
    for manager in 0..all.len() {
        let direct = below(manager);
        if direct.is_empty() {
            continue;
        }
        let is_assistant =
            |place: &usize| all.get(*place).is_some_and(|own| own.role == Some(Role::AssistantTeamManager));
        let assistants: Vec<usize> = direct.iter().copied().filter(is_assistant).collect();
        let (mut seen, mut open, mut workers) = (vec![manager], direct, Vec::new());
        while let Some(place) = open.pop() {
            if seen.contains(&place) {
                continue;
            }
            seen.push(place);
            let under = below(place);
            let manages = |own: &Practitioner| {
                matches!(own.role, Some(Role::AssistantTeamManager | Role::TeamManager | Role::ServiceManager))
            };
            if under.is_empty() && !all.get(place).is_some_and(manages) {
                workers.push(place);
            }
            open.extend(under);
        }
        sort_short(&mut workers, |place| *place);
        let sum = workers.iter().filter_map(|place| scores(*place)).sum();
        figures.push(ManagerFigure { manager, assistants, workers, sum });
    }
    figures
}
