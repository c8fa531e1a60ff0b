//! Expenses: what they are for, how they were paid, and some in every state.

use chrono::NaiveDate;
use hr::access::Level;
use hr::approval::Decision;
use hr::expense::{self, NewExpense};
use hr::id::{EmployeeId, ExpenseCategoryId, ExpenseId, PaymentMethodId};
use hr::sight::Viewer;
use hr::{Error, Hr, Who};
use rust_decimal::Decimal;

use crate::in_order;

/// Name, and whether expenses of it need no approval.
const CATEGORIES: [(&str, bool); 4] =
    [("Travel", false), ("Meals", true), ("Office Supplies", false), ("Training", false)];
const METHODS: [&str; 3] = ["Credit Card", "Cash", "Bank Transfer"];

/// Whose, of which category, to whom, and how many cents; those from the seventh on are decided.
const SPENT: [(i64, i64, &str, i64); 10] = [
    (3, 1, "City Taxi", 4250),
    (3, 3, "Paper and Pens", 1899),
    (4, 1, "Airport Express", 2100),
    (5, 4, "Language School", 19000),
    (6, 1, "Grand Hotel", 31400),
    (7, 2, "Corner Cafe", 875),
    (8, 1, "Car Rental", 12050),
    (9, 3, "Desk and Chair", 45000),
    (16, 1, "Railway", 6400),
    (2, 4, "Conference", 89900),
];
const APPROVED: [i64; 2] = [7, 10];
const REJECTED: i64 = 8;

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    in_order(CATEGORIES.map(|(name, free)| expense::create_category(hr, who, name, free))).await?;
    in_order(METHODS.map(|name| expense::create_payment_method(hr, who, name))).await?;
    let ada = admin(EmployeeId(1));
    in_order(SPENT.map(|it| expense::create(hr, who, ada, spent(it)))).await?;
    let decide = |id, decision| expense::decide(hr, who, ada, ExpenseId(id), decision, None);
    in_order(APPROVED.map(|id| decide(id, Decision::Approved))).await?;
    decide(REJECTED, Decision::Rejected).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    let category = expense::create_category(hr, who, "Rival Travel", false).await?.id;
    let payment_method = expense::create_payment_method(hr, who, "Rival Card").await?.id;
    let new = NewExpense {
        employee: first,
        category,
        payment_method,
        ..spent((first.get(), category.get(), "Rival Taxi", 1000))
    };
    expense::create(hr, who, admin(first), new).await?;
    Ok(())
}

fn admin(employee: EmployeeId) -> Viewer {
    Viewer { employee, level: Level::Admin }
}

fn spent((employee, category, payee, cents): (i64, i64, &str, i64)) -> NewExpense {
    NewExpense {
        employee: EmployeeId(employee),
        // A day that exists; the fallback is never taken.
        spent_on: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default(),
        category: ExpenseCategoryId(category),
        payment_method: PaymentMethodId(1),
        payee: payee.into(),
        transaction_number: format!("T-{employee:04}"),
        notes: Some("For the project".into()),
        amount: Decimal::new(cents, 2),
        currency: "AUD".into(),
        receipts: [None, None, None],
    }
}
