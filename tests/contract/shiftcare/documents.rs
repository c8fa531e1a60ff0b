//! Documents: an employee's papers, sent as a file or by address, shared with others.

use rosetta_shiftcare::*;

use super::watched::{Desk, gone, invalid, walked};

fn paper() -> DocumentCreate {
    let friend = InviteeInput::new(5, DocumentPermissionInput::Download);
    DocumentCreate::new(4, "Licence").description("Scan").external_id("p-7").invitees(vec![friend])
}

async fn stored(desk: &Desk, text: &'static str) -> String {
    let file = FileUpload::new(Upload::bytes("licence.txt", text));
    desk.file_upload(FileUploadRequest::new(file)).await.unwrap().file_url
}

async fn fetched(address: Option<String>) -> String {
    reqwest::get(address.unwrap()).await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn document_create_then_get_shows_file_and_shares() {
    let desk = Desk::open().await;
    let address = stored(&desk, "may drive").await;
    let made = desk.document_create(paper().file_url(address)).await.unwrap();
    assert_eq!((made.employee_id, made.document_name.as_str()), (4, "Licence"));
    assert_eq!(made.status, DocumentStatus::Enabled);
    assert_eq!(made.external_id.as_deref(), Some("p-7"));
    let share = &made.invitees[0];
    assert_eq!(share.shared_to_employee_id, 5);
    assert_eq!(share.permission_type, DocumentPermission::Download);
    assert_eq!(desk.document_get(DocumentGet::new(made.document_id)).await.unwrap(), made);
    assert_eq!(fetched(made.file_url).await, "may drive");
}

#[tokio::test]
async fn document_create_takes_the_file_itself() {
    let desk = Desk::open().await;
    let upload = Upload::bytes("scan.txt", &b"may sail"[..]).content_type("text/plain");
    let form = DocumentUpload::new(upload, 4, "Boat licence")
        .description("Scan")
        .status(DocumentStatus::Disabled);
    let made = desk.document_create(form).await.unwrap();
    assert_eq!((made.employee_id, made.document_name.as_str()), (4, "Boat licence"));
    assert_eq!(made.status, DocumentStatus::Disabled);
    assert!(made.invitees.is_empty());
    assert_eq!(fetched(made.file_url).await, "may sail");
}

#[tokio::test]
async fn document_create_refuses_private_addresses_and_strangers() {
    let desk = Desk::open().await;
    let private = paper().file_url("http://127.0.0.1:9/secret");
    invalid(desk.document_create(private).await, "fileUrl");
    invalid(desk.document_create(DocumentCreate::new(99_999, "X")).await, "employeeId");
    let stranger = InviteeInput::new(99_999, DocumentPermissionInput::Read);
    invalid(desk.document_create(paper().invitees(vec![stranger])).await, "invitees");
}

#[tokio::test]
async fn document_list_pages_and_contains_the_new_one() {
    let desk = Desk::open().await;
    let made = desk.document_create(paper()).await.unwrap();
    let all = walked(desk.document_list(DocumentList::new().size(3))).await;
    assert_eq!(all.len(), 7);
    assert_eq!((all[6].document_id, &all[6].document_name), (made.document_id, &"Licence".into()));
}

#[tokio::test]
async fn document_update_replaces_shares_and_file_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.document_create(paper()).await.unwrap();
    let id = made.document_id;
    let address = stored(&desk, "may fly").await;
    let body = DocumentUpdate::new()
        .file_url(address)
        .description(Patch::Null)
        .invitees(vec![InviteeInput::new(6, DocumentPermissionInput::Read)]);
    let changed = desk.document_update(DocumentUpdateRequest::new(id, body)).await.unwrap();
    let mut expected = made;
    expected.description = None;
    expected.file_url = changed.file_url.clone();
    expected.invitees = changed.invitees.clone();
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
    assert_eq!(changed.invitees.len(), 1);
    assert_eq!(changed.invitees[0].shared_to_employee_id, 6);
    assert_eq!(desk.document_get(DocumentGet::new(id)).await.unwrap(), expected);
    assert_eq!(fetched(changed.file_url).await, "may fly");
    let body = DocumentUpdate::new().file_url(Patch::Null);
    let bare = desk.document_update(DocumentUpdateRequest::new(id, body)).await.unwrap();
    assert_eq!(bare.file_url, None);
}

#[tokio::test]
async fn document_delete_is_final() {
    let desk = Desk::open().await;
    desk.document_delete(DocumentDelete::new(6)).await.unwrap();
    gone(desk.document_get(DocumentGet::new(6)).await, "document");
    gone(desk.document_delete(DocumentDelete::new(6)).await, "document");
    let body = DocumentUpdate::new().document_name("Ghost");
    gone(desk.document_update(DocumentUpdateRequest::new(6, body)).await, "document");
}
