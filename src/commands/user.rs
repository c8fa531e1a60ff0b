//! `user create`: gives an employee, old or new, an account and prints its password, this once.

use hr::{
    Hr, PageRequest, Who,
    access::{company, password, user},
    employee::{self, NewEmployee},
    id::{EmployeeId, RoleId},
    role,
};

use super::open;
use crate::{
    cli::{PersonArgs, UserArgs},
    config::Store,
    failure::Failure,
};

/// More roles than any company has.
const ROLES: u64 = 1_000;

/// Opens the account; an account that exists gets the new password.
pub async fn create(args: UserArgs) -> Result<(), Failure> {
    let (hr, _) = open(&Store::named(&args.store)?).await?;
    let who = Who::system(company::find(&hr, &args.company).await?.id);
    let id = match (args.employee, args.person) {
        (Some(id), _) => EmployeeId(id),
        (None, Some(person)) => hire(&hr, &who, person).await?,
        (None, None) => return Err(Failure::new("name --employee, or a new one's data")),
    };
    let secret = hr.random().secret()?;
    let hash = password::hash(&hr, &secret).await?;
    user::set(&hr, &who, id, Some(hash)).await?;
    let known = employee::get(&hr, &who, id).await?;
    hr.db().close().await?;
    println!("employee: {id}");
    println!("sign_in: {}", known.username.as_deref().unwrap_or(&known.email));
    println!("password: {secret}");
    eprintln!("the password is not shown again");
    Ok(())
}

async fn hire(hr: &Hr, who: &Who, person: PersonArgs) -> Result<EmployeeId, Failure> {
    let role = role_named(hr, who, &person.role).await?;
    let PersonArgs { username, email, first_name, last_name, .. } = person;
    let new = NewEmployee {
        username: Some(username),
        ..NewEmployee::new(&first_name, &last_name, &email, role)
    };
    Ok(employee::create(hr, who, new).await?.id)
}

async fn role_named(hr: &Hr, who: &Who, key: &str) -> Result<RoleId, Failure> {
    let roles = role::list(hr, who, PageRequest::new(1, ROLES)).await?.items;
    let found = roles.iter().find(|role| role.key == key).map(|role| role.id);
    found.ok_or_else(|| Failure::new("the company has no role with this key"))
}
