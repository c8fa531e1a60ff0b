//! Expenses: rules as tables, verbs on a fresh database.

use chrono::NaiveDate;

use super::*;
use crate::access::Level;
use crate::approval::{self, Decision, Kind};
use crate::employee::{self, EmployeeChange};
use crate::file::{self, NewFile};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest};

const MISSING: Error = Error::NotFound("expense");

fn on(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn fields(refused: Result<impl std::fmt::Debug, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

fn forbidden<T>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Forbidden { .. }))
}

fn wrong_state<T>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::WrongState { .. }))
}

/// Eve under Max, Ada above all; a category, one that needs no approval, and a payment method.
struct Office {
    world: World,
    eve: Viewer,
    max: Viewer,
    ada: Viewer,
    travel: ExpenseCategoryId,
    coffee: ExpenseCategoryId,
    card: PaymentMethodId,
}

impl Office {
    async fn new() -> Self {
        let world = World::new().await;
        let World { hr, who, .. } = &world;
        let (eve, max) = (world.employee(who, "Eve").await, world.employee(who, "Max").await);
        let ada = world.admin(who, "Ada").await;
        let under = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
        employee::change(hr, who, eve, under).await.unwrap();
        let viewer = |employee, level| Viewer { employee, level };
        Self {
            eve: viewer(eve, Level::Employee),
            max: viewer(max, Level::Manager),
            ada: viewer(ada, Level::Admin),
            travel: create_category(hr, who, "Travel", false).await.unwrap().id,
            coffee: create_category(hr, who, "Coffee", true).await.unwrap().id,
            card: create_payment_method(hr, who, "Card").await.unwrap().id,
            world,
        }
    }

    fn taxi(&self, whose: Viewer) -> NewExpense {
        NewExpense {
            employee: whose.employee,
            spent_on: on(1),
            category: self.travel,
            payment_method: self.card,
            payee: "Taxi".into(),
            transaction_number: "T-1".into(),
            notes: Some("To the airport".into()),
            amount: Decimal::new(1999, 2),
            currency: "AUD".into(),
            receipts: [None, None, None],
        }
    }

    async fn make(&self, viewer: Viewer, new: NewExpense) -> Result<Expense, Error> {
        create(&self.world.hr, &self.world.who, viewer, new).await
    }

    async fn decide(
        &self,
        viewer: Viewer,
        id: ExpenseId,
        decision: Decision,
    ) -> Result<Expense, Error> {
        super::decide(&self.world.hr, &self.world.who, viewer, id, decision, None).await
    }

    async fn waiting(&self, viewer: Viewer) -> Vec<ExpenseId> {
        let page = PageRequest::new(1, 20);
        let found = waiting(&self.world.hr, &self.world.who, viewer, page).await.unwrap();
        found.items.iter().map(|it| it.id).collect()
    }
}

#[test]
fn expense_receipts_are_documents_and_pictures() {
    for (name, size, accepted) in [
        ("bill.pdf", 7, true),
        ("a.b.JPEG", 7, true),
        ("bill.pdf", 0, false),
        ("bill.exe", 7, false),
        ("pdf", 7, false),
        (".pdf", 7, true),
        ("", 7, false),
    ] {
        assert_eq!(check_receipt(name, size).is_ok(), accepted, "{name}");
    }
}

#[tokio::test]
async fn expense_create_then_read_gives_every_field() {
    let office = Office::new().await;
    let World { hr, who, rival, .. } = &office.world;
    let stored = NewFile {
        key: "k-1".into(),
        name: "bill.pdf".into(),
        media_type: "application/pdf".into(),
        size_bytes: 7,
    };
    file::record(hr, who, stored).await.unwrap();
    let receipts = [None, Some("k-1".to_owned()), None];
    let new = NewExpense { receipts: receipts.clone(), ..office.taxi(office.eve) };
    let made = office.make(office.eve, new.clone()).await.unwrap();
    let expected = Expense {
        id: made.id,
        employee: office.eve.employee,
        spent_on: on(1),
        category: office.travel,
        payment_method: office.card,
        payee: "Taxi".into(),
        transaction_number: "T-1".into(),
        notes: Some("To the airport".into()),
        amount: Decimal::new(1999, 2),
        currency: "AUD".into(),
        receipts,
        status: Stage::Pending,
        approvers: vec![Some(office.max.employee)],
        waits_for: Some(office.max.employee),
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    let detail = Detail {
        expense: expected,
        employee: "Eve Test".into(),
        category: "Travel".into(),
        payment_method: "Card".into(),
    };
    assert_eq!(read(hr, who, office.max, made.id).await.unwrap(), detail);
    assert_eq!(read(hr, rival, office.ada, made.id).await, Err(MISSING));
    for (field, bad) in [
        ("payee", NewExpense { payee: String::new(), ..new.clone() }),
        ("amount", NewExpense { amount: Decimal::ZERO, ..new.clone() }),
        ("amount", NewExpense { amount: Decimal::new(1, 3), ..new.clone() }),
        ("currency", NewExpense { currency: "aud".into(), ..new.clone() }),
        ("category", NewExpense { category: ExpenseCategoryId(99), ..new.clone() }),
        ("payment_method", NewExpense { payment_method: PaymentMethodId(99), ..new.clone() }),
        ("attachment3", NewExpense { receipts: [None, None, Some("k-2".into())], ..new.clone() }),
    ] {
        assert_eq!(fields(office.make(office.eve, bad).await), [field]);
    }
}

#[tokio::test]
async fn expense_is_made_and_seen_by_whom_it_concerns() {
    let office = Office::new().await;
    let World { hr, who, rival, .. } = &office.world;
    let (eve, max, ada) = (office.eve, office.max, office.ada);
    let kim = office.world.employee(who, "Kim").await;
    let kim = Viewer { employee: kim, level: Level::Employee };
    for (viewer, of, may) in [
        (eve, eve, true),
        (eve, max, false),
        (max, eve, true),
        (max, kim, false),
        (ada, kim, true),
        (ada, ada, true),
    ] {
        let made = office.make(viewer, office.taxi(of)).await;
        assert_eq!(forbidden(made.clone()), !may, "{viewer:?} {of:?}: {made:?}");
    }
    let unknown = NewExpense { employee: EmployeeId(9_999), ..office.taxi(eve) };
    assert_eq!(fields(office.make(ada, unknown).await), ["employee_id"]);
    let all = Filter::default;
    let of = |viewer: Viewer| Filter { employees: Some(vec![viewer.employee]), ..all() };
    let page = PageRequest::new(1, 20);
    for (viewer, filter, expected) in [
        (ada, all(), 4),
        (max, all(), 2),
        (eve, all(), 2),
        (kim, all(), 1),
        (kim, of(eve), 0),
        (ada, of(eve), 2),
        (ada, Filter { status: Some(vec![Stage::Approved]), ..all() }, 1),
        (ada, Filter { categories: Some(vec![office.coffee]), ..all() }, 0),
        (ada, Filter { payment_methods: Some(vec![office.card]), ..all() }, 4),
        (ada, Filter { from: Some(on(2)), ..all() }, 0),
        (ada, Filter { from: Some(on(1)), to: Some(on(1)), ..all() }, 4),
    ] {
        let found = list(hr, who, viewer, filter.clone(), page).await.unwrap();
        assert_eq!(found.total, expected, "{viewer:?} {filter:?}");
    }
    let order = Filter { order: Order::Employee, descending: true, ..all() };
    let found = list(hr, who, ada, order, page).await.unwrap().items;
    assert!(found.is_sorted_by_key(|it| std::cmp::Reverse((it.employee, it.id))));
    assert_eq!(list(hr, rival, ada, all(), page).await.unwrap().total, 0);
    assert!(forbidden(read(hr, who, kim, found[3].id).await));
}

#[tokio::test]
async fn expense_is_changed_by_its_owner_while_pending_and_by_administrators() {
    let office = Office::new().await;
    let World { hr, who, rival, .. } = &office.world;
    let (eve, max, ada) = (office.eve, office.max, office.ada);
    let made = office.make(eve, office.taxi(eve)).await.unwrap();
    let id = made.id;
    let cheaper = || ExpenseChange {
        amount: Some(Decimal::TEN),
        notes: Patch::Clear,
        payee: Some("Bus".into()),
        ..Default::default()
    };
    let changed = change(hr, who, eve, id, cheaper()).await.unwrap();
    let expected = Expense { amount: Decimal::TEN, notes: None, payee: "Bus".into(), ..made };
    assert_eq!(changed, expected);
    assert!(forbidden(change(hr, who, max, id, cheaper()).await));
    assert_eq!(change(hr, rival, ada, id, cheaper()).await, Err(MISSING));
    let unknown = ExpenseChange { category: Some(ExpenseCategoryId(99)), ..Default::default() };
    assert_eq!(fields(change(hr, who, eve, id, unknown).await), ["category"]);
    office.decide(max, id, Decision::Approved).await.unwrap();
    assert!(wrong_state(change(hr, who, eve, id, cheaper()).await));
    assert!(wrong_state(delete(hr, who, eve, id).await));
    assert!(change(hr, who, ada, id, cheaper()).await.is_ok());
    delete(hr, who, ada, id).await.unwrap();
    assert_eq!(delete(hr, who, ada, id).await, Err(MISSING));
    let log = approval::of(hr.db().read(), who.company, Kind::Expense, id.get()).await;
    assert_eq!(log.unwrap(), []);
}

#[tokio::test]
async fn expense_is_decided_and_taken_back() {
    let office = Office::new().await;
    let World { hr, who, rival, .. } = &office.world;
    let (eve, max, ada) = (office.eve, office.max, office.ada);
    let id = office.make(eve, office.taxi(eve)).await.unwrap().id;
    assert_eq!((office.waiting(max).await, office.waiting(ada).await), (vec![id], vec![id]));
    assert!(forbidden(office.decide(eve, id, Decision::Approved).await));
    let theirs = super::decide(hr, rival, ada, id, Decision::Approved, None).await;
    assert_eq!(theirs, Err(MISSING));
    assert!(wrong_state(withdraw(hr, who, eve, id, None).await));
    let yes = office.decide(max, id, Decision::Approved).await.unwrap();
    assert_eq!((yes.status, yes.waits_for), (Stage::Approved, None));
    assert!(wrong_state(office.decide(ada, id, Decision::Rejected).await));
    assert!(office.waiting(ada).await.is_empty());
    assert!(forbidden(withdraw(hr, who, max, id, None).await));
    let back = withdraw(hr, who, eve, id, Some("Twice".into())).await.unwrap();
    assert_eq!(back.status, Stage::CancelRequested);
    assert_eq!((office.waiting(max).await, office.waiting(ada).await), (vec![id], vec![id]));
    let kept = office.decide(max, id, Decision::Rejected).await.unwrap();
    assert_eq!(kept.status, Stage::Approved);
    withdraw(hr, who, eve, id, None).await.unwrap();
    let gone = office.decide(ada, id, Decision::Approved).await.unwrap();
    assert_eq!(gone.status, Stage::Cancelled);
    let log = approval::of(hr.db().read(), who.company, Kind::Expense, id.get()).await.unwrap();
    assert_eq!(log.len(), 5);
    assert_eq!(log[1].note.as_deref(), Some("Twice"));
}

#[tokio::test]
async fn expense_is_approved_at_once_where_nobody_has_to_decide() {
    let office = Office::new().await;
    let World { hr, who, .. } = &office.world;
    let coffee = NewExpense { category: office.coffee, ..office.taxi(office.eve) };
    let coffee = office.make(office.eve, coffee).await.unwrap();
    assert_eq!((coffee.status, coffee.waits_for), (Stage::Approved, None));
    let own = office.make(office.ada, office.taxi(office.ada)).await.unwrap();
    assert_eq!(own.status, Stage::Approved);
    let gone = withdraw(hr, who, office.ada, own.id, None).await.unwrap();
    assert_eq!(gone.status, Stage::Cancelled);
}

#[test]
fn expense_waits_for_one_approver_after_the_other() {
    let (max, kim) = (EmployeeId(2), EmployeeId(3));
    let new = NewExpense {
        employee: EmployeeId(1),
        spent_on: on(1),
        category: ExpenseCategoryId(1),
        payment_method: PaymentMethodId(1),
        payee: "Taxi".into(),
        transaction_number: String::new(),
        notes: None,
        amount: Decimal::ONE,
        currency: "AUD".into(),
        receipts: [None, None, None],
    };
    let chain = vec![Some(max), Some(kim)];
    let it = rules::create(new, chain.clone(), false, World::start()).unwrap();
    assert_eq!((it.waits_for, it.open()), (Some(max), &chain[..]));
    let it = rules::at(it, Stage::Processing, World::start());
    assert_eq!((it.waits_for, it.open()), (Some(kim), &chain[1..]));
    let it = rules::at(it, Stage::Approved, World::start());
    assert_eq!((it.waits_for, it.open()), (None, &[][..]));
}

#[tokio::test]
async fn expense_lookups_are_the_companys_own_and_named_once() {
    let office = Office::new().await;
    let World { hr, who, rival, .. } = &office.world;
    let taken = Err(Error::Duplicate { field: "name" });
    assert_eq!(create_category(hr, who, "TRAVEL", false).await, taken);
    assert_eq!(
        create_payment_method(hr, who, "card").await,
        Err(Error::Duplicate { field: "name" })
    );
    let names: Vec<_> = categories(hr, who)
        .await
        .unwrap()
        .into_iter()
        .map(|it| (it.name, it.pre_approve))
        .collect();
    assert_eq!(names, [("Travel".into(), false), ("Coffee".into(), true)]);
    assert_eq!(payment_methods(hr, who).await.unwrap()[0].name, "Card");
    assert_eq!(categories(hr, rival).await.unwrap(), []);
    assert_eq!(payment_methods(hr, rival).await.unwrap(), []);
}
