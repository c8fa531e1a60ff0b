//! How columns depend on each other: read, resolved and put in an order in which each can be
//! calculated, or refused by name.

use std::collections::BTreeMap;

use super::Column;
use crate::id::{DeductionId, PayrollColumnId, SalaryComponentId};
use crate::payroll::deduction::{self, Deduction};
use crate::payroll::formula::{Formula, key};
use crate::payroll::hook::{Field, Hook};
use crate::payroll::salary::Component;

/// What is wrong with a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub column: PayrollColumnId,
    pub name: String,
    /// The core's name of the field that is to blame.
    pub field: &'static str,
    /// Goes on from the column's name: "uses tax, which is no column".
    pub message: String,
}

/// Columns ready to be calculated.
pub struct Graph {
    pub columns: Vec<Column>,
    /// By place in `columns`.
    pub sources: Vec<Source>,
    /// Places in `columns`, each after those that it depends on.
    pub order: Vec<usize>,
}

/// Where a column's value comes from.
pub enum Source {
    Nothing,
    Hook(Hook),
    Field(Field),
    Sum(Sum),
    Formula(Formula, Vec<Named>),
}

#[derive(Default)]
pub struct Sum {
    pub components: Vec<SalaryComponentId>,
    pub deductions: Vec<Taken>,
    /// Places in the graph's columns.
    pub added: Vec<usize>,
    pub subtracted: Vec<usize>,
}

/// A deduction with its base resolved.
pub struct Taken {
    pub deduction: Deduction,
    /// Components that it names and those of the kinds that it names, each once.
    pub components: Vec<SalaryComponentId>,
    /// Place in the graph's columns.
    pub column: Option<usize>,
    pub amounts: Vec<Formula>,
}

/// What a name in a formula means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// Place in the graph's columns.
    Column(usize),
    /// Days of the run, the first and the last included.
    PeriodDays,
    /// Those of them between the first and the last day of employment.
    DaysEmployed,
    /// Those of them with attendance.
    DaysWorked,
}

/// What the columns may refer to besides each other.
pub struct Known<'a> {
    pub deductions: &'a [Deduction],
    pub components: &'a [Component],
    /// Columns that exist and are none of those: a reference to one is refused by this name.
    pub others: &'a BTreeMap<PayrollColumnId, String>,
}

const RUN: [(&str, Named); 3] = [
    ("period_days", Named::PeriodDays),
    ("days_employed", Named::DaysEmployed),
    ("days_worked", Named::DaysWorked),
];

impl Graph {
    /// Resolves every reference among the columns and finds their order.
    pub fn new(columns: Vec<Column>, known: &Known<'_>) -> Result<Self, Trouble> {
        let resolver = Resolver {
            places: columns.iter().enumerate().map(|(at, column)| (column.id, at)).collect(),
            keys: columns.iter().enumerate().map(|(at, it)| (key(&it.name), at)).collect(),
            known,
        };
        let sources = columns.iter().map(|column| {
            resolver.source(column).map_err(|(field, message)| Trouble {
                column: column.id,
                name: column.name.clone(),
                field,
                message,
            })
        });
        let sources = sources.collect::<Result<Vec<_>, _>>()?;
        let order = order(&columns, &sources)?;
        Ok(Self { columns, sources, order })
    }

    /// Whether a formula counts this.
    pub fn uses(&self, named: Named) -> bool {
        self.sources
            .iter()
            .any(|source| matches!(source, Source::Formula(_, names) if names.contains(&named)))
    }

    /// Whether a column takes its value from this hook.
    pub fn has_hook(&self, of: impl Fn(Hook) -> bool) -> bool {
        self.sources.iter().any(|source| matches!(source, Source::Hook(hook) if of(*hook)))
    }

    /// The salary components that any column needs.
    pub fn components(&self) -> Vec<SalaryComponentId> {
        let mut needed = Vec::new();
        for source in &self.sources {
            if let Source::Sum(sum) = source {
                needed.extend_from_slice(&sum.components);
                needed.extend(sum.deductions.iter().flat_map(|taken| taken.components.clone()));
            }
        }
        needed.sort_unstable();
        needed.dedup();
        needed
    }
}

struct Resolver<'a> {
    places: BTreeMap<PayrollColumnId, usize>,
    keys: BTreeMap<String, usize>,
    known: &'a Known<'a>,
}

type Fault = (&'static str, String);

impl Resolver<'_> {
    fn source(&self, column: &Column) -> Result<Source, Fault> {
        if let Some(hook) = column.hook {
            return self.hook(hook, column.formula.as_deref());
        }
        let lists = [column.added.len(), column.subtracted.len(), column.components.len()];
        if lists.iter().sum::<usize>() + column.deductions.len() > 0 {
            return Ok(Source::Sum(self.sum(column)?));
        }
        match column.formula.as_deref().map(str::trim) {
            None | Some("") => Ok(Source::Nothing),
            Some(text) => self.formula(column, text).map_err(|why| ("formula", why)),
        }
    }

    fn hook(&self, hook: Hook, formula: Option<&str>) -> Result<Source, Fault> {
        if hook != Hook::EmployeeField {
            return Ok(Source::Hook(hook));
        }
        let field = formula.and_then(Field::by_name).map(Source::Field);
        field.ok_or_else(|| ("formula", "does not name a field of the employee".into()))
    }

    fn sum(&self, column: &Column) -> Result<Sum, Fault> {
        let known = |id: &SalaryComponentId| self.known.components.iter().any(|it| it.id == *id);
        if !column.components.iter().all(known) {
            return Err(("components", "names a salary component that does not exist".into()));
        }
        let at = |field, ids: &[PayrollColumnId]| {
            let places = ids.iter().map(|id| self.place(*id).map_err(|why| (field, why)));
            places.collect::<Result<Vec<_>, _>>()
        };
        Ok(Sum {
            components: column.components.clone(),
            deductions: column
                .deductions
                .iter()
                .map(|id| self.taken(*id).map_err(|why| ("deductions", why)))
                .collect::<Result<_, _>>()?,
            added: at("added", &column.added)?,
            subtracted: at("subtracted", &column.subtracted)?,
        })
    }

    fn taken(&self, id: DeductionId) -> Result<Taken, String> {
        let found = self.known.deductions.iter().find(|it| it.id == id);
        let deduction = found.ok_or("names a deduction that does not exist")?.clone();
        let of_it = |it: &&Component| {
            deduction.components.contains(&it.id) || deduction.kinds.contains(&it.kind)
        };
        Ok(Taken {
            components: self.known.components.iter().filter(of_it).map(|it| it.id).collect(),
            column: deduction.column.map(|id| self.place(id)).transpose()?,
            amounts: deduction
                .ranges
                .iter()
                .map(|range| deduction::amount(&range.amount))
                .collect::<Result<_, _>>()?,
            deduction,
        })
    }

    fn place(&self, id: PayrollColumnId) -> Result<usize, String> {
        if let Some(place) = self.places.get(&id) {
            return Ok(*place);
        }
        Err(match self.known.others.get(&id) {
            Some(name) => outside(name),
            None => "names a column that does not exist".into(),
        })
    }

    fn formula(&self, column: &Column, text: &str) -> Result<Source, String> {
        let formula = Formula::parse(text)?;
        let names = formula.names.iter().map(|name| self.named(column, name));
        let names = names.collect::<Result<_, _>>()?;
        Ok(Source::Formula(formula, names))
    }

    /// A name means a variable of the column, else a column, else a variable of the run.
    fn named(&self, column: &Column, name: &str) -> Result<Named, String> {
        if let Some(variable) = column.variables.iter().find(|it| key(&it.name) == name) {
            return self.place(variable.column).map(Named::Column);
        }
        if let Some(place) = self.keys.get(name) {
            return Ok(Named::Column(*place));
        }
        if let Some((_, named)) = RUN.iter().find(|(known, _)| *known == name) {
            return Ok(*named);
        }
        match self.known.others.values().find(|other| key(other) == name) {
            Some(other) => Err(outside(other)),
            None => Err(format!("uses {name}, which is no column")),
        }
    }
}

fn outside(name: &str) -> String {
    format!("uses {name}, which is not among the enabled columns")
}

/// The places of the columns, each after those that it depends on; refuses a circle by name.
fn order(columns: &[Column], sources: &[Source]) -> Result<Vec<usize>, Trouble> {
    let mut walk = Walk { columns, sources, order: Vec::new(), path: Vec::new() };
    for at in 0..columns.len() {
        walk.visit(at)?;
    }
    Ok(walk.order)
}

struct Walk<'a> {
    columns: &'a [Column],
    sources: &'a [Source],
    order: Vec<usize>,
    /// From where the walk began to where it is, each column needing the next.
    path: Vec<usize>,
}

impl Walk<'_> {
    fn visit(&mut self, at: usize) -> Result<(), Trouble> {
        if self.order.contains(&at) {
            return Ok(());
        }
        if let Some(from) = self.path.iter().position(|passed| *passed == at) {
            return Err(self.circle(&self.path[from..]));
        }
        self.path.push(at);
        for needed in needs(&self.sources[at]) {
            self.visit(needed)?;
        }
        self.path.pop();
        self.order.push(at);
        Ok(())
    }

    fn circle(&self, path: &[usize]) -> Trouble {
        let named = |at: &usize| self.columns[*at].name.as_str();
        let first = &self.columns[path[0]];
        let way: Vec<_> = path.iter().chain(&path[..1]).map(named).collect();
        Trouble {
            column: first.id,
            name: first.name.clone(),
            field: match &self.sources[path[0]] {
                Source::Formula(..) => "formula",
                Source::Sum(sum) if sum.subtracted.contains(&path[1 % path.len()]) => "subtracted",
                Source::Sum(sum) if sum.added.contains(&path[1 % path.len()]) => "added",
                _ => "deductions",
            },
            message: format!("depends on itself: {}", way.join(", ")),
        }
    }
}

fn needs(source: &Source) -> Vec<usize> {
    match source {
        Source::Nothing | Source::Hook(_) | Source::Field(_) => Vec::new(),
        Source::Sum(sum) => {
            let bases = sum.deductions.iter().filter_map(|taken| taken.column);
            sum.added.iter().chain(&sum.subtracted).copied().chain(bases).collect()
        }
        Source::Formula(_, names) => {
            let column = |named: &Named| match named {
                Named::Column(at) => Some(*at),
                _ => None,
            };
            names.iter().filter_map(column).collect()
        }
    }
}
