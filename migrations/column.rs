//! The few kinds of column that every table is made of, so that no file picks its own types.

use sea_orm_migration::prelude::*;

/// `id`: 64 bits, given by the database, never reused (AUTOINCREMENT or identity).
pub fn id() -> ColumnDef {
    ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key().take()
}

/// A required 64-bit integer: an id of another table, money or hours times 10,000.
pub fn big(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// An optional 64-bit integer.
pub fn big_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().null().take()
}

/// A required code of an enum, or another small number.
pub fn small(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).small_integer().not_null().take()
}

/// An optional code of an enum.
pub fn small_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).small_integer().null().take()
}

/// A required 32-bit integer.
pub fn int(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

/// An optional 32-bit integer.
pub fn int_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().null().take()
}

/// An optional floating-point number, for places on the earth.
pub fn double_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).double().null().take()
}

/// A required text of any length; limits are the documents' business.
pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// An optional text.
pub fn text_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().null().take()
}

/// A required yes or no.
pub fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

/// An optional yes or no.
pub fn flag_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().null().take()
}

/// Required bytes.
pub fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().not_null().take()
}

/// Optional bytes.
pub fn bytes_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().null().take()
}

/// A required calendar date.
pub fn date(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().not_null().take()
}

/// An optional calendar date.
pub fn date_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().null().take()
}

/// A required local date and time without a zone.
pub fn local(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date_time().not_null().take()
}

/// An optional local date and time without a zone.
pub fn local_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date_time().null().take()
}

/// A required time of day.
pub fn time(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).time().not_null().take()
}

/// A required moment in UTC.
pub fn instant(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().not_null().take()
}

/// An optional moment in UTC.
pub fn instant_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().null().take()
}

/// A table of a company's records: `id`, `company_id`, the given columns, the audit times.
///
/// Its lists read `(company_id, id)`, so [`by_company`] should follow.
pub fn company_table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(id()).col(big("company_id"));
    for column in columns {
        table.col(column);
    }
    table.col(instant("created_at")).col(instant("updated_at"));
    table.foreign_key(&mut refers(name, "company_id", "companies"));
    table
}

/// A foreign key from `column` to `target.id`, refused while in use.
pub fn refers(
    table: &'static str,
    column: &'static str,
    target: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}__{column}"))
        .from(table, column)
        .to(target, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take()
}

/// A foreign key from `column` to `target.id` whose rows go with the target.
pub fn belongs(
    table: &'static str,
    column: &'static str,
    target: &'static str,
) -> ForeignKeyCreateStatement {
    refers(table, column, target).on_delete(ForeignKeyAction::Cascade).take()
}

/// Adds a column to a table that is there already; it is empty or has a default.
pub fn add(table: &'static str, column: ColumnDef) -> TableAlterStatement {
    Table::alter().table(table).add_column(column).take()
}

/// Takes a column away again.
pub fn remove(table: &'static str, column: &'static str) -> TableAlterStatement {
    Table::alter().table(table).drop_column(column).take()
}

/// Takes an index away again, by the name that [`index`] or [`unique`] gave it.
pub fn drop_index(table: &'static str, name: &'static str) -> IndexDropStatement {
    Index::drop().name(name).table(table).to_owned()
}

/// The index that a list by company reads, in the order of ids.
pub fn by_company(table: &'static str) -> IndexCreateStatement {
    index(table, &["company_id", "id"])
}

/// A plain index; the first column is `company_id` unless the table has none.
pub fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    named(format!("ix_{table}__{}", columns.join("_")), table, columns)
}

/// A unique index, named `ux_<table>__<last column>`: the core reads the field from the name.
pub fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let field = columns.last().copied().unwrap_or_default();
    named(format!("ux_{table}__{field}"), table, columns).unique().take()
}

fn named(name: String, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// Makes an index cover live rows only: those whose `deleted_at` is empty.
pub fn live(mut index: IndexCreateStatement) -> IndexCreateStatement {
    index.and_where(Expr::col("deleted_at").is_null());
    index
}
