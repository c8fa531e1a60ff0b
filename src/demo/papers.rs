//! What is written down: policies, documents with their shares, contracts and their templates.

use chrono::{NaiveDate, NaiveDateTime};
use hr::contract::{self, Form, NewContract};
use hr::contract_template::{self, NewContractTemplate};
use hr::document::{self, Audience as Seen, NewDocument, Permission, Share};
use hr::id::{ContractTemplateId, DepartmentId, EmployeeId, PolicyId};
use hr::policy::{self, Audience, NewPolicy, PolicyChange, Status};
use hr::{Error, Hr, Link, Who};

use crate::in_order;

const POLICIES: [&str; 6] = [
    "Code of Conduct",
    "Remote Work",
    "Travel and Expenses",
    "Information Security",
    "Health and Safety",
    "Parking",
];

/// Documents: whose, who may see it, and until the end of which year it holds.
const PAPERS: [(i64, Seen, Option<i32>); 6] = [
    (1, Seen::Employee, None),
    (2, Seen::Employee, None),
    (3, Seen::Employee, Some(2099)),
    (4, Seen::Manager, Some(2099)),
    (5, Seen::Admin, None),
    (6, Seen::Employee, Some(2025)),
];

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    in_order(POLICIES.map(|title| policy::create(hr, who, written(title)))).await?;
    let active = PolicyChange { status: Some(Status::Active), ..PolicyChange::default() };
    policy::change(hr, who, PolicyId(2), active).await?;
    policy::acknowledge(hr, who, PolicyId(2), EmployeeId(3)).await?;
    in_order(PAPERS.map(|paper| document::create(hr, who, paper_of(paper)))).await?;
    let texts = ["Standard", "Part Time", "Internship", "Executive", "Seasonal"];
    in_order(texts.map(|name| contract_template::create(hr, who, text(name)))).await?;
    let contracts = (1..=8).map(|id| {
        let template = Some(ContractTemplateId((id - 1) % 4 + 1));
        let years = if id >= 7 { (2023, 2025) } else { (2026, 2031) };
        contract::create(hr, who, signed(EmployeeId(id), template, years))
    });
    in_order(contracts).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    policy::create(hr, who, NewPolicy::new("Rival Secrets")).await?;
    let mine = NewDocument { shares: Vec::new(), ..paper(first) };
    document::create(hr, who, mine).await?;
    let template = contract_template::create(hr, who, text("Rival")).await?.id;
    contract::create(hr, who, signed(first, Some(template), (2026, 2031))).await?;
    Ok(())
}

fn written(title: &str) -> NewPolicy {
    let departments = title == "Travel and Expenses";
    NewPolicy {
        audience: if departments { Audience::Departments } else { Audience::Global },
        departments: if departments { vec![DepartmentId(1)] } else { Vec::new() },
        attachment: Some(Link::Elsewhere("https://files.demo.example/policy.pdf".into())),
        effective_on: NaiveDate::from_ymd_opt(2026, 1, 1),
        acknowledge_by: NaiveDate::from_ymd_opt(2026, 12, 31),
        mandatory: true,
        ..NewPolicy::new(title)
    }
}

fn paper(employee: EmployeeId) -> NewDocument {
    NewDocument {
        file: Some(Link::Elsewhere("https://files.demo.example/document.pdf".into())),
        description: Some("Signed copy".into()),
        external_id: Some(format!("paper-{employee}")),
        shares: vec![Share { employee: EmployeeId(2), permission: Permission::Read }],
        ..NewDocument::new(employee, "Employment Contract")
    }
}

fn paper_of((employee, visible_to, year): (i64, Seen, Option<i32>)) -> NewDocument {
    NewDocument {
        added_on: NaiveDate::from_ymd_opt(2025, 1, 6),
        valid_until: year.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31)),
        visible_to,
        ..paper(EmployeeId(employee))
    }
}

fn text(name: &str) -> NewContractTemplate {
    NewContractTemplate {
        name: format!("{name} Contract"),
        content: Some("<p>This agreement is made between …</p>".into()),
        active: true,
    }
}

fn signed(
    employee: EmployeeId,
    template: Option<ContractTemplateId>,
    (first, last): (i32, i32),
) -> NewContract {
    NewContract {
        employee,
        template,
        position: Some("Support Worker".into()),
        name: Some(format!("EMP-{first}-{employee:03}", employee = employee.get())),
        form: Some(Form::Electronic),
        starts_at: new_year(first),
        ends_at: new_year(last),
        accessory_url: None,
        is_renewal: false,
    }
}

/// Every year has a first of January; the fallback is never taken.
fn new_year(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 1, 1).and_then(|day| day.and_hms_opt(0, 0, 0)).unwrap_or_default()
}
