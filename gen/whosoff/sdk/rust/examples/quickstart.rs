//! The README's first program: reads from the demo company.

use rosetta_whosoff::Client;

#[tokio::main]
async fn main() -> Result<(), rosetta_whosoff::Error> {
    let client = Client::builder()
        .base_url("http://localhost:8080/whosoff")
        .login("admin@demo.example", "demo-password", "demo-secret")
        .app_id("demo-app")
        .build()?;

    println!("{:?}", client.user_get_my_details().await?);
    Ok(())
}
