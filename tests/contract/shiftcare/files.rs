//! Files: uploaded once, then fetched by the address that came back.

use rosetta_shiftcare::*;

use super::watched::Desk;

#[tokio::test]
async fn file_upload_gives_an_address_that_opens_the_same_bytes() {
    let desk = Desk::open().await;
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let upload = Upload::bytes("photo.png", bytes.clone()).content_type("image/png");
    let request = FileUploadRequest::new(FileUpload::new(upload));
    let stored = desk.file_upload(request).await.unwrap();
    assert_eq!(stored.file_name, "photo.png");
    assert_eq!(stored.file_type, "image/png");
    assert_eq!(stored.file_size, 100_000);
    let answer = reqwest::get(&stored.file_url).await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    assert_eq!(answer.bytes().await.unwrap(), bytes);
    let unsigned = stored.file_url.split('?').next().unwrap();
    assert!(reqwest::get(unsigned).await.unwrap().status().is_client_error());
}

#[tokio::test]
async fn file_upload_reads_from_disk_and_serves_as_an_attachment() {
    let desk = Desk::open().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.txt");
    std::fs::write(&path, "be kind").unwrap();
    let request = FileUploadRequest::new(FileUpload::new(Upload::file(&path)));
    let stored = desk.file_upload(request).await.unwrap();
    assert_eq!((stored.file_name.as_str(), stored.file_size), ("rules.txt", 7));
    assert_eq!(stored.file_type, "application/octet-stream");
    let policy = PolicyCreate::new("Kindness").attachment_url(stored.file_url.clone());
    let policy = desk.policy_create(policy).await.unwrap();
    let address = policy.attachment_url.unwrap();
    assert_eq!(reqwest::get(address).await.unwrap().text().await.unwrap(), "be kind");
}
