//! What lists filter and sort by: a text anywhere in a column, and from first to last or back.

use sea_orm::Order;
use sea_orm::sea_query::{Expr, ExprTrait, Func, IntoColumnRef, LikeExpr, SimpleExpr};

/// Rows with this text in a column that holds lower case; the text's wildcards mean themselves.
pub(crate) fn contains(column: impl IntoColumnRef, text: &str) -> SimpleExpr {
    Expr::col(column).like(pattern(&text.to_lowercase()))
}

/// Rows with this text in a column, whatever the case; SQLite knows that of ASCII only.
pub(crate) fn holds(column: impl IntoColumnRef + Copy, text: &str) -> SimpleExpr {
    let lower = Expr::expr(Func::lower(Expr::col(column)));
    lower.like(pattern(&text.to_lowercase())).or(Expr::col(column).like(pattern(text)))
}

fn pattern(text: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

/// Which way a list is sorted.
pub(crate) fn direction(descending: bool) -> Order {
    if descending { Order::Desc } else { Order::Asc }
}
