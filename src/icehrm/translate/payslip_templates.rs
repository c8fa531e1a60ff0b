//! Payslip templates, in IceHRM's words.

use chrono::{DateTime, Utc};
use hr::id::PayrollColumnId;
use hr::payroll::template::{self, Block, BlockKind, NewTemplate, Template, TemplateChange};
use icehrm_server::types;

pub fn template(it: Template) -> types::PayslipTemplate {
    let design: Vec<_> = it.design.into_iter().map(block).collect();
    types::PayslipTemplate {
        id: it.id.get(),
        name: it.name,
        data: design.clone(),
        design,
        status: match it.shown {
            true => types::PayslipTemplateStatus::Show,
            false => types::PayslipTemplateStatus::Hide,
        },
        created: second(it.created_at),
        updated: second(it.updated_at),
    }
}

fn second(at: DateTime<Utc>) -> wire::LocalSecond {
    wire::LocalSecond(at.naive_utc())
}

pub fn new(sent: types::PayslipTemplateSave) -> NewTemplate {
    NewTemplate {
        name: sent.name,
        shown: sent.status.is_none_or(shown),
        design: design(sent.design, sent.data).unwrap_or_default(),
    }
}

pub fn change(sent: types::PayslipTemplateSave) -> TemplateChange {
    TemplateChange {
        name: Some(sent.name),
        shown: sent.status.map(shown),
        design: design(sent.design, sent.data),
    }
}

pub fn order(by: types::PayslipTemplateListSortField) -> template::SortBy {
    match by {
        types::PayslipTemplateListSortField::Id => template::SortBy::Id,
        types::PayslipTemplateListSortField::Name => template::SortBy::Name,
    }
}

fn shown(sent: types::PayslipTemplateStatus) -> bool {
    sent == types::PayslipTemplateStatus::Show
}

/// The blocks of a body under either of their names.
pub fn design(
    design: Option<Vec<types::PayslipBlock>>,
    data: Option<Vec<types::PayslipBlock>>,
) -> Option<Vec<Block>> {
    let kind = |sent: types::PayslipBlockType| match sent {
        types::PayslipBlockType::CompanyName => BlockKind::CompanyName,
        types::PayslipBlockType::Text => BlockKind::Text,
        types::PayslipBlockType::PayrollColumn => BlockKind::Column,
        types::PayslipBlockType::Separators => BlockKind::Separator,
        types::PayslipBlockType::Employee => BlockKind::Employee,
        types::PayslipBlockType::Payroll => BlockKind::Payroll,
        types::PayslipBlockType::PayrollColumns => BlockKind::Columns,
        types::PayslipBlockType::Totals => BlockKind::Totals,
    };
    let one = |sent: types::PayslipBlock| Block {
        kind: kind(sent.r#type),
        label: sent.label,
        text: sent.text,
        column: sent.payroll_column.map(PayrollColumnId),
    };
    Some(design.or(data)?.into_iter().map(one).collect())
}

fn block(it: Block) -> types::PayslipBlock {
    types::PayslipBlock {
        r#type: match it.kind {
            BlockKind::CompanyName => types::PayslipBlockType::CompanyName,
            BlockKind::Text => types::PayslipBlockType::Text,
            BlockKind::Column => types::PayslipBlockType::PayrollColumn,
            BlockKind::Separator => types::PayslipBlockType::Separators,
            BlockKind::Employee => types::PayslipBlockType::Employee,
            BlockKind::Payroll => types::PayslipBlockType::Payroll,
            BlockKind::Columns => types::PayslipBlockType::PayrollColumns,
            BlockKind::Totals => types::PayslipBlockType::Totals,
        },
        label: it.label,
        text: it.text,
        payroll_column: it.column.map(|id| id.get()),
    }
}
