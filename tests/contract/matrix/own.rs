//! What only one API has: statuses that need more than its document says to be provoked.

use super::Pass;
use crate::findings::Findings;
use crate::shiftcare;

pub static OWN: Pass = Pass::new(|document| match document.name {
    "shiftcare" => Box::pin(shiftcare::provoked()),
    _ => Box::pin(async { Findings::default() }),
});

#[tokio::test]
async fn every_api_keeps_its_own_words() {
    OWN.findings().await.hold();
}
