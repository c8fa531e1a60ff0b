//! What lists filter and sort by: a text anywhere in a column, and from first to last or back.

use sea_orm::Order;
use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, LikeExpr, SimpleExpr};

/// Rows with this text in a column that holds lower case; the text's wildcards mean themselves.
pub(crate) fn contains(column: impl IntoColumnRef, text: &str) -> SimpleExpr {
    let mut pattern = String::from("%");
    for letter in text.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    Expr::col(column).like(LikeExpr::new(pattern).escape('\\'))
}

/// Which way a list is sorted.
pub(crate) fn direction(descending: bool) -> Order {
    if descending { Order::Desc } else { Order::Asc }
}
