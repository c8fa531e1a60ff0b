//! Payslips as HTML. Whatever comes from anywhere goes through one door that escapes it, so that
//! nothing of it can run.

use std::fmt::Write;

use super::{Block, BlockKind};
use crate::html::escape;
use crate::id::PayrollColumnId;
use crate::payroll::compute::money;
use crate::payroll::formula::key;
use crate::payroll::plan::Member;
use crate::payroll::{Amounts, PayrollRun};

/// What a payslip is about.
pub struct Content<'a> {
    pub company: &'a str,
    pub member: &'a Member,
    pub run: &'a PayrollRun,
    /// The columns in their order: id, name, value.
    pub columns: &'a [(PayrollColumnId, String, String)],
    pub amounts: Amounts,
}

/// A whole page without scripts, styles, images or links.
pub fn page(design: &[Block], of: &Content<'_>) -> String {
    let mut html =
        String::from("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    put(&mut html, "<title>", &of.run.name, "</title></head>\n<body>\n");
    for block in design {
        one(&mut html, block, of);
    }
    html.push_str("</body></html>\n");
    html
}

/// Markup of ours around a text of anybody's.
fn put(html: &mut String, before: &str, text: &str, after: &str) {
    // Writing to a text cannot fail.
    let _ = write!(html, "{before}{}{after}", escape(text));
}

fn one(html: &mut String, block: &Block, of: &Content<'_>) {
    let label = block.label.as_deref();
    if let Some(label) = label.filter(|_| block.kind != BlockKind::Column) {
        put(html, "<h2>", label, "</h2>\n");
    }
    match block.kind {
        BlockKind::CompanyName => put(html, "<h1>", of.company, "</h1>\n"),
        BlockKind::Text => {
            for line in filled(block.text.as_deref().unwrap_or_default(), of).lines() {
                put(html, "<p>", line, "</p>\n");
            }
        }
        BlockKind::Employee => table(html, &employee(of)),
        BlockKind::Payroll => table(html, &payroll(of)),
        BlockKind::Column => {
            let found = of.columns.iter().find(|(id, _, _)| Some(*id) == block.column);
            if let Some((_, name, value)) = found {
                table(html, &[(label.unwrap_or(name).to_owned(), value.clone())]);
            }
        }
        BlockKind::Columns => {
            let rows: Vec<_> = of.columns.iter().map(|(_, name, value)| (name, value)).collect();
            table(html, &rows);
        }
        BlockKind::Totals => table(html, &totals(of)),
        BlockKind::Separator => html.push_str("<hr>\n"),
    }
}

fn table(html: &mut String, rows: &[(impl AsRef<str>, impl AsRef<str>)]) {
    html.push_str("<table>\n");
    for (name, value) in rows {
        put(html, "<tr><th>", name.as_ref(), "</th>");
        put(html, "<td>", value.as_ref(), "</td></tr>\n");
    }
    html.push_str("</table>\n");
}

fn employee(of: &Content<'_>) -> Vec<(&'static str, String)> {
    let department = of.member.department.as_ref().map(|(_, name)| name.clone());
    let rows = [
        ("Name", Some(of.member.name.clone())),
        ("Number", of.member.number.clone()),
        ("Department", department),
    ];
    rows.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn payroll(of: &Content<'_>) -> [(&'static str, String); 4] {
    [
        ("Payroll", of.run.name.clone()),
        ("From", of.run.starts_on.to_string()),
        ("To", of.run.ends_on.to_string()),
        ("Currency", of.run.currency.clone()),
    ]
}

fn totals(of: &Content<'_>) -> [(&'static str, String); 3] {
    [
        ("Gross pay", money(of.amounts.gross)),
        ("Deductions", money(of.amounts.deductions)),
        ("Net pay", money(of.amounts.net)),
    ]
}

/// The text with its placeholders filled in; what is none stays as it is written.
fn filled(text: &str, of: &Content<'_>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        match after.split_once("}}").and_then(|(name, after)| Some((value(name, of)?, after))) {
            Some((value, after)) => {
                filled.push_str(&value);
                rest = after;
            }
            None => {
                filled.push_str("{{");
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

fn value(name: &str, of: &Content<'_>) -> Option<String> {
    let department = || of.member.department.as_ref().map(|(_, name)| name.clone());
    Some(match name.trim() {
        "company.name" => of.company.to_owned(),
        "employee.name" => of.member.name.clone(),
        "employee.number" => of.member.number.clone().unwrap_or_default(),
        "employee.department" => department().unwrap_or_default(),
        "payroll.name" => of.run.name.clone(),
        "payroll.start" => of.run.starts_on.to_string(),
        "payroll.end" => of.run.ends_on.to_string(),
        "payroll.currency" => of.run.currency.clone(),
        "payslip.gross" => money(of.amounts.gross),
        "payslip.deductions" => money(of.amounts.deductions),
        "payslip.net" => money(of.amounts.net),
        other => {
            let wanted = key(other.strip_prefix("column.")?);
            let found = of.columns.iter().find(|(_, name, _)| key(name) == wanted);
            found.map(|(_, _, value)| value.clone())?
        }
    })
}
