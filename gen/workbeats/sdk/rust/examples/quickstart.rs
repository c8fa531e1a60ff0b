//! The README's first program: reads from the demo company.

use rosetta_workbeats::Client;

#[tokio::main]
async fn main() -> Result<(), rosetta_workbeats::Error> {
    let client = Client::builder()
        .base_url("http://localhost:8080/workbeats/api")
        .token("demo-workbeats-token")
        .environment("staging")
        .build()?;

    println!("{:?}", client.user_list().await?);
    Ok(())
}
