//! The five SDKs: how a case's client is built, and the typed call behind each operationId.

use std::io::Write;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::compare::only;
use crate::sent::{Api, Options};
use crate::time::Time;

/// What a case says of its client.
pub struct Setting {
    pub base: String,
    pub time: Time,
    pub options: Options,
    pub product: Option<String>,
    pub pacing: bool,
    pub tenant: Option<String>,
    pub credentials: Value,
}

/// The client of a case.
pub fn client(api: &str, setting: &Setting) -> Result<Box<dyn Api>, String> {
    match api {
        "shiftcare" => shiftcare::client(setting),
        "okta-hr" => okta_hr::client(setting),
        "whosoff" => whosoff::client(setting),
        "icehrm" => icehrm::client(setting),
        "workbeats" => workbeats::client(setting),
        other => Err(format!("the runner does not know the API {other}")),
    }
}

impl Setting {
    /// The texts of a kind of credential, as many as asked.
    fn texts<const N: usize>(&self, kind: &str) -> Result<Option<[String; N]>, String> {
        let Some(given) = self.credentials.get(kind) else { return Ok(None) };
        let texts: Vec<String> =
            serde_json::from_value(given.clone()).map_err(|e| e.to_string())?;
        texts.try_into().map(Some).map_err(|_| format!("{kind} wants {N} texts"))
    }

    fn token(&self) -> Option<String> {
        Some(self.credentials.get("token")?.as_str()?.to_owned())
    }

    fn tenant(&self) -> String {
        self.tenant.clone().unwrap_or_default()
    }
}

/// Parameters under their wire names.
pub struct Given<'a>(&'a Value);

impl Given<'_> {
    /// # Errors
    /// When a parameter is there that the caller does not know.
    fn new<'a>(with: &'a Value, known: &[&str]) -> Result<Given<'a>, String> {
        only(with, known).map(|()| Given(with))
    }

    /// A parameter; `{"$number": "…"}` within it is a number.
    fn get<T: DeserializeOwned>(&self, name: &str) -> Result<T, String> {
        let text = json(&self.0[name]);
        serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))
    }

    fn maybe<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, String> {
        if self.0.get(name).is_none() { Ok(None) } else { self.get(name).map(Some) }
    }
}

/// JSON text in which `{"$number": digits}` are those digits.
fn json(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            if let Some(digits) = fields.get("$number").and_then(Value::as_str) {
                return digits.to_owned();
            }
            let member = |(key, value): (&String, &Value)| {
                format!("{}:{}", Value::from(key.as_str()), json(value))
            };
            format!("{{{}}}", fields.iter().map(member).collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

mod shiftcare {
    use rosetta_shiftcare::*;

    crate::sent::sdk!(rosetta_shiftcare);

    pub fn client(setting: &Setting) -> Result<Box<dyn Api>, String> {
        crate::compare::only(&setting.credentials, &["client_credentials", "scopes", "token"])?;
        let mut builder = builder(setting).enterprise_id(setting.tenant());
        if let Some([id, secret]) = setting.texts("client_credentials")? {
            builder = builder.credentials(id, secret);
        }
        if let Some(scopes) = setting.credentials.get("scopes") {
            let scopes = scopes.as_array().unwrap().iter().map(|scope| scope.as_str().unwrap());
            builder = builder.scopes(scopes);
        }
        if let Some(token) = setting.token() {
            builder = builder.token(token);
        }
        Ok(Box::new(This(builder.build().map_err(|error| error.to_string())?)))
    }

    struct This(Client);

    impl Api for This {
        fn shown(&self) -> String {
            format!("{:?}", self.0)
        }

        fn call(&self, id: &str, with: &Value, o: &Options) -> Result<Box<dyn Sent>, String> {
            let client = &self.0;
            let one = |known: &[&'static str]| Given::new(with, known);
            Ok(match id {
                "employee_get" => {
                    let request = EmployeeGet::new(one(&["employeeId"])?.get("employeeId")?);
                    Box::new(One(tuned(client.employee_get(request), o)))
                }
                "employee_list" => {
                    let given = one(&["page", "size", "status"])?;
                    let mut request = EmployeeList::new();
                    request.page = given.maybe("page")?;
                    request.size = given.maybe("size")?;
                    request.status = given.maybe("status")?;
                    Box::new(Many(tuned(client.employee_list(request), o)))
                }
                "employee_create" => {
                    let body: EmployeeCreate = one(&["body"])?.get("body")?;
                    Box::new(One(tuned(client.employee_create(body), o)))
                }
                "employee_update" => {
                    let given = one(&["employeeId", "body"])?;
                    let request =
                        EmployeeUpdateRequest::new(given.get("employeeId")?, given.get("body")?);
                    Box::new(One(tuned(client.employee_update(request), o)))
                }
                "leave_request_get" => {
                    let request = LeaveRequestGet::new(one(&["leaveId"])?.get("leaveId")?);
                    Box::new(One(tuned(client.leave_request_get(request), o)))
                }
                "leave_request_update" => {
                    let given = one(&["leaveId", "body"])?;
                    let request =
                        LeaveRequestUpdateRequest::new(given.get("leaveId")?, given.get("body")?);
                    Box::new(One(tuned(client.leave_request_update(request), o)))
                }
                "leave_request_delete" => {
                    let request = LeaveRequestDelete::new(one(&["leaveId"])?.get("leaveId")?);
                    Box::new(One(tuned(client.leave_request_delete(request), o)))
                }
                "file_upload" => {
                    one(&["body"])?;
                    let upload = super::upload(&with["body"]["file"])?;
                    Box::new(One(tuned(client.file_upload(FileUpload::new(upload)), o)))
                }
                "key_list" => Box::new(One(tuned(client.key_list(), o))),
                other => return Err(format!("the runner does not know {other}")),
            })
        }
    }
}

/// A file of a case: from memory, or written to disk first.
fn upload(file: &Value) -> Result<rosetta_shiftcare::Upload, String> {
    use rosetta_shiftcare::Upload;
    only(file, &["$file", "$path"])?;
    let (of, on_disk) = match (&file["$file"], &file["$path"]) {
        (Value::Null, of) => (of, true),
        (of, _) => (of, false),
    };
    only(of, &["name", "type", "text", "size", "missing"])?;
    let name = of["name"].as_str().ok_or("a file without a name")?;
    let bytes = match (of["text"].as_str(), of["size"].as_u64()) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, size) => vec![b'0'; usize::try_from(size.unwrap_or(0)).unwrap()],
    };
    let upload = if on_disk {
        let path = std::env::temp_dir().join(format!("rosetta-sdk-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        let path = path.join(name);
        if of["missing"] != true {
            std::fs::File::create(&path).unwrap().write_all(&bytes).unwrap();
        }
        Upload::file(path)
    } else {
        Upload::bytes(name, bytes)
    };
    Ok(match of["type"].as_str() {
        Some(kind) => upload.content_type(kind),
        None => upload,
    })
}

mod okta_hr {
    use rosetta_okta_hr::*;

    crate::sent::sdk!(rosetta_okta_hr);

    pub fn client(setting: &Setting) -> Result<Box<dyn Api>, String> {
        crate::compare::only(&setting.credentials, &["login", "token", "keys"])?;
        let mut builder = builder(setting);
        if let Some([email, password]) = setting.texts("login")? {
            builder = builder.login(email, password);
        }
        if let Some(token) = setting.token() {
            builder = builder.token(token);
        }
        if let Some(keys) = setting.credentials.get("keys") {
            crate::compare::only(keys, &["serviceKey"])?;
            builder = builder.service_key(keys["serviceKey"].as_str().unwrap());
        }
        Ok(Box::new(This(builder.build().map_err(|error| error.to_string())?)))
    }

    struct This(Client);

    impl Api for This {
        fn shown(&self) -> String {
            format!("{:?}", self.0)
        }

        fn call(&self, id: &str, with: &Value, o: &Options) -> Result<Box<dyn Sent>, String> {
            let client = &self.0;
            Ok(match id {
                "asset_list" => {
                    Given::new(with, &[])?;
                    Box::new(Many(tuned(client.asset_list(AssetList::new()), o)))
                }
                "employee_list" => {
                    let mut request = EmployeeList::new();
                    request.search = Given::new(with, &["search"])?.maybe("search")?;
                    Box::new(Many(tuned(client.employee_list(request), o)))
                }
                "internal_company_list" => {
                    Given::new(with, &[])?;
                    Box::new(One(tuned(client.internal_company_list(), o)))
                }
                "token_issue" => {
                    let body: LoginRequest = Given::new(with, &["body"])?.get("body")?;
                    Box::new(One(tuned(client.token_issue(body), o)))
                }
                other => return Err(format!("the runner does not know {other}")),
            })
        }
    }
}

#[allow(dead_code, reason = "only lists or only single records are called")]
mod whosoff {
    use rosetta_whosoff::*;

    crate::sent::sdk!(rosetta_whosoff);

    pub fn client(setting: &Setting) -> Result<Box<dyn Api>, String> {
        crate::compare::only(&setting.credentials, &["login", "token"])?;
        let mut builder = builder(setting).app_id(setting.tenant());
        if let Some([name, password, secret]) = setting.texts("login")? {
            builder = builder.login(name, password, secret);
        }
        if let Some(token) = setting.token() {
            builder = builder.token(token);
        }
        Ok(Box::new(This(builder.build().map_err(|error| error.to_string())?)))
    }

    struct This(Client);

    impl Api for This {
        fn shown(&self) -> String {
            format!("{:?}", self.0)
        }

        fn call(&self, id: &str, with: &Value, o: &Options) -> Result<Box<dyn Sent>, String> {
            Given::new(with, &[])?;
            match id {
                "tag_retrieve" => {
                    Ok(Box::new(One(tuned(self.0.tag_retrieve(TagRetrieve::new()), o))))
                }
                other => Err(format!("the runner does not know {other}")),
            }
        }
    }
}

#[allow(dead_code, reason = "only lists or only single records are called")]
mod icehrm {
    use rosetta_icehrm::*;

    crate::sent::sdk!(rosetta_icehrm);

    pub fn client(setting: &Setting) -> Result<Box<dyn Api>, String> {
        crate::compare::only(&setting.credentials, &["login", "token"])?;
        let mut builder = builder(setting);
        if let Some([id, secret, name, password]) = setting.texts("login")? {
            builder = builder.login(id, secret, name, password);
        }
        if let Some(token) = setting.token() {
            builder = builder.token(token);
        }
        Ok(Box::new(This(builder.build().map_err(|error| error.to_string())?)))
    }

    struct This(Client);

    impl Api for This {
        fn shown(&self) -> String {
            format!("{:?}", self.0)
        }

        fn call(&self, id: &str, with: &Value, o: &Options) -> Result<Box<dyn Sent>, String> {
            match id {
                "project_list" => {
                    let mut request = ProjectList::new();
                    request.filters = Given::new(with, &["filters"])?.maybe("filters")?;
                    Ok(Box::new(Many(tuned(self.0.project_list(request), o))))
                }
                other => Err(format!("the runner does not know {other}")),
            }
        }
    }
}

mod workbeats {
    use rosetta_workbeats::*;

    crate::sent::sdk!(rosetta_workbeats);

    pub fn client(setting: &Setting) -> Result<Box<dyn Api>, String> {
        crate::compare::only(&setting.credentials, &["token"])?;
        let mut builder = builder(setting).environment(setting.tenant());
        if let Some(token) = setting.token() {
            builder = builder.token(token);
        }
        Ok(Box::new(This(builder.build().map_err(|error| error.to_string())?)))
    }

    struct This(Client);

    impl Api for This {
        fn shown(&self) -> String {
            format!("{:?}", self.0)
        }

        fn call(&self, id: &str, with: &Value, o: &Options) -> Result<Box<dyn Sent>, String> {
            let client = &self.0;
            Ok(match id {
                "department_list" => {
                    Given::new(with, &[])?;
                    Box::new(One(tuned(client.department_list(), o)))
                }
                "user_get" => {
                    let id: String = Given::new(with, &["userId"])?.get("userId")?;
                    Box::new(One(tuned(client.user_get(UserGet::new(id)), o)))
                }
                "scim_user_get" => {
                    let id: String = Given::new(with, &["id"])?.get("id")?;
                    Box::new(One(tuned(client.scim_user_get(ScimUserGet::new(id)), o)))
                }
                other => return Err(format!("the runner does not know {other}")),
            })
        }
    }
}
