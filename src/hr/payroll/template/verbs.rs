//! What can be done with payslip templates: load, rule, save and audit in one transaction.

use rust_decimal::Decimal;
use sea_orm::ConnectionTrait;

use super::render::{Content, page};
use super::{Block, BlockKind, NewTemplate, SortBy, Template, TemplateChange, store};
use crate::id::{CompanyId, EmployeeId, PayrollRunId, PayslipTemplateId};
use crate::patch::set;
use crate::payroll::plan::Member;
use crate::payroll::{self, Amounts, Frequency, PayrollRun, Period, Status, column, compute};
use crate::{Error, Faults, Hr, Page, PageRequest, Who, access};

/// Adds a template; `Invalid` where the name is empty, or a block lacks its text or column.
pub async fn create(hr: &Hr, who: &Who, new: NewTemplate) -> Result<Template, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            Faults::default().filled("name", &new.name).result()?;
            check(w.tx, w.who.company, &new.design).await?;
            let it = Template {
                id: PayslipTemplateId(0),
                name: new.name,
                design: new.design,
                shown: new.shown,
                created_at: w.now,
                updated_at: w.now,
            };
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("payslip_template.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: PayslipTemplateId,
    change: TemplateChange,
) -> Result<Template, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let mut it = store::find(w.tx, w.who.company, id).await?;
            set(&mut it.name, change.name);
            set(&mut it.design, change.design);
            set(&mut it.shown, change.shown);
            it.updated_at = w.now;
            Faults::default().filled("name", &it.name).result()?;
            check(w.tx, w.who.company, &it.design).await?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("payslip_template.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One template; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: PayslipTemplateId) -> Result<Template, Error> {
    store::find(hr.db().read(), who.company, id).await
}

pub async fn list(
    hr: &Hr,
    who: &Who,
    sort: SortBy,
    descending: bool,
    request: PageRequest,
) -> Result<Page<Template>, Error> {
    store::list(hr.db().read(), who.company, sort, descending, request).await
}

/// Removes a template for good; `Conflict` where a run has it.
pub async fn delete(hr: &Hr, who: &Who, id: PayslipTemplateId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::find(w.tx, w.who.company, id).await?;
            if payroll::store::with_template(w.tx, w.who.company, id).await? {
                return Err(Error::conflict("a payroll run has the template"));
            }
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("payslip_template.delete", id.get()).await
        })
    })
    .await
}

/// What a payslip of a saved template looks like, for an employee who does not exist.
pub async fn preview_of(hr: &Hr, who: &Who, id: PayslipTemplateId) -> Result<String, Error> {
    let template = get(hr, who, id).await?;
    sample(hr, who, &template.design).await
}

/// [`preview_of`] for a design that is not saved; refuses what [`create`] does.
pub async fn preview(hr: &Hr, who: &Who, design: Vec<Block>) -> Result<String, Error> {
    check(hr.db().read(), who.company, &design).await?;
    sample(hr, who, &design).await
}

/// What the company is called on payslips.
pub async fn company_name(hr: &Hr, who: &Who) -> Result<String, Error> {
    Ok(access::company::by_id(hr, who.company).await?.name)
}

/// Refuses a template that does not exist or that runs may not choose.
pub async fn require_shown(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: Option<PayslipTemplateId>,
) -> Result<(), Error> {
    let Some(id) = id else { return Ok(()) };
    match store::find(db, company, id).await {
        Ok(template) if template.shown => Ok(()),
        Ok(_) => Err(Error::invalid("payslip_template", "is hidden")),
        Err(Error::NotFound(_)) => Err(Error::invalid("payslip_template", "does not exist")),
        Err(other) => Err(other),
    }
}

async fn check(
    db: &impl ConnectionTrait,
    company: CompanyId,
    design: &[Block],
) -> Result<(), Error> {
    let columns = column::store::all(db, company).await?;
    let of = |kind: BlockKind| design.iter().filter(move |block| block.kind == kind);
    let text = of(BlockKind::Text).all(|block| block.text.is_some());
    let column = of(BlockKind::Column)
        .all(|block| columns.iter().any(|column| Some(column.id) == block.column));
    Faults::default()
        .check(text, "design", "must have a text in each text block")
        .check(column, "design", "must name a column that exists in each column block")
        .result()
}

async fn sample(hr: &Hr, who: &Who, design: &[Block]) -> Result<String, Error> {
    let now = hr.clock().now();
    let period = Period::of(now.date_naive());
    let (starts_on, ends_on) = period.days();
    let company = access::company::by_id(hr, who.company).await?;
    let columns = column::all(hr, who).await?.into_iter().filter(|column| column.enabled);
    let columns: Vec<_> =
        columns.map(|it| (it.id, it.name, compute::money(Decimal::ZERO))).collect();
    let run = PayrollRun {
        id: PayrollRunId(0),
        period,
        status: Status::Draft,
        currency: company.currency.unwrap_or_else(|| "USD".into()),
        name: "Sample payroll".into(),
        frequency: Frequency::Monthly,
        starts_on,
        ends_on,
        department: None,
        columns: Vec::new(),
        template: None,
        group: None,
        closed_at: None,
        totals: Amounts::default(),
        created_at: now,
        updated_at: now,
    };
    let member = Member {
        employee: EmployeeId(0),
        number: Some("0000".into()),
        name: "Sample Employee".into(),
        department: None,
    };
    let content = Content {
        company: &company.name,
        member: &member,
        run: &run,
        columns: &columns,
        amounts: Amounts::default(),
    };
    Ok(page(design, &content))
}
