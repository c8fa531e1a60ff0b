//! The README's first program: reads from the demo company.

use rosetta_shiftcare::{Client, EmployeeList};

#[tokio::main]
async fn main() -> Result<(), rosetta_shiftcare::Error> {
    let client = Client::builder()
        .base_url("http://localhost:8080/shiftcare")
        .credentials("demo-client", "demo-secret")
        .enterprise_id("ent_demo")
        .build()?;

    let mut items = client.employee_list(EmployeeList::new()).items();
    while let Some(item) = items.next().await {
        println!("{:?}", item?);
    }
    Ok(())
}
