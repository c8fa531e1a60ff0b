//! Pages of a list: the rows in two statements at most, and never more columns than are sent.

use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait, Func, IntoColumnRef, SimpleExpr};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect, QueryTrait, Select};

use crate::fault::seeded;
use crate::{Error, Page, PageRequest};

/// How many rows a query finds.
pub(crate) async fn count<E: EntityTrait>(
    db: &impl ConnectionTrait,
    query: Select<E>,
) -> Result<u64, Error> {
    let mut query = query.select_only();
    QueryTrait::query(&mut query).clear_order_by();
    let counted = query.expr(Expr::col(Asterisk).count());
    // Not `.one()`: that would add a LIMIT for nothing.
    let rows: Vec<i64> = counted.into_tuple().all(db).await?;
    Ok(rows.first().copied().unwrap_or(0).unsigned_abs())
}

/// One page of `query`, whose order must end with the id, so that pages neither lose nor double.
///
/// `M` is the entity's model or any narrow struct with `FromQueryResult` whose columns the query
/// selects. The total is counted only where the page itself does not tell it.
pub(crate) async fn page<E, M>(
    db: &impl ConnectionTrait,
    query: Select<E>,
    request: PageRequest,
) -> Result<Page<M>, Error>
where
    E: EntityTrait,
    M: FromQueryResult,
{
    let (mut offset, size) = (request.offset(), request.size);
    if seeded("page_overlaps") {
        offset = offset.saturating_sub(1);
    }
    let rows = query.clone().limit(size).offset(offset);
    let mut items = rows.into_model::<M>().all(db).await?;
    let here = items.len() as u64;
    let last = here < size && (here > 0 || offset == 0);
    let total = match last {
        true => offset + here,
        false if seeded("total_of_page") => here,
        false => count(db, query).await?,
    };
    if seeded("newest_not_listed") && last && items.len() > 1 {
        items.pop();
        return Ok(Page { items, total: total - 1 });
    }
    Ok(Page { items, total })
}

/// Year and month of a date or a local time, `2026-04`, to group by under a name of its own.
pub(crate) fn month(column: impl IntoColumnRef) -> SimpleExpr {
    let text = Expr::col(column).cast_as(Alias::new("text"));
    Func::cust(Alias::new("substr")).args([text, Expr::val(1), Expr::val(7)]).into()
}
