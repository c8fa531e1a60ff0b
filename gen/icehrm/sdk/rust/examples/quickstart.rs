//! The README's first program: reads from the demo company.

use rosetta_icehrm::{Client, EmployeeList};

#[tokio::main]
async fn main() -> Result<(), rosetta_icehrm::Error> {
    let client = Client::builder()
        .base_url("http://localhost:8080/icehrm/api/v1")
        .token("demo-icehrm-admin")
        .build()?;

    let mut items = client.employee_list(EmployeeList::new()).items();
    while let Some(item) = items.next().await {
        println!("{:?}", item?);
    }
    Ok(())
}
