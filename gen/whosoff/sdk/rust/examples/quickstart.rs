//! Walks over the first records of the demo company.

use rosetta_whosoff::{Client};

#[tokio::main]
async fn main() -> Result<(), rosetta_whosoff::Error> {
    let client = Client::builder()
        .base_url("http://localhost:8080/whosoff")
        .app_id("ent_demo")
        .build()?;

    println!("{:?}", client.user_get_my_details().await?);
    Ok(())
}
