//! The README's first program: reads from the demo company.

use rosetta_okta_hr::{Client, EmployeeList};

#[tokio::main]
async fn main() -> Result<(), rosetta_okta_hr::Error> {
    let client = Client::builder()
        .base_url("http://localhost:8080/okta-hr")
        .login("admin@demo.example", "demo-password")
        .service_key("demo-service-key")
        .build()?;

    let mut items = client.employee_list(EmployeeList::new()).items();
    while let Some(item) = items.next().await {
        println!("{:?}", item?);
    }
    Ok(())
}
