//! What is served beside the APIs: health, metrics, documents, portal, downloads, log lines.

use reqwest::Method;
use serde_json::Value;

use crate::client::Client;
use crate::document::SHIFTCARE;
use crate::process::{Process, serve};
use crate::scene::{Scene, everything};

const JSON: &[u8] = include_bytes!("../../gen/shiftcare/openapi.json");
const YAML: &[u8] = include_bytes!("../../gen/shiftcare/openapi.yaml");

async fn get(client: &Client, path: &str) -> (u16, String, Vec<u8>) {
    let response = client.plain(Method::GET, path).send().await.unwrap();
    let kind = response.headers().get("content-type").map(|v| v.to_str().unwrap().to_owned());
    let status = response.status().as_u16();
    (status, kind.unwrap_or_default(), response.bytes().await.unwrap().to_vec())
}

#[tokio::test]
async fn health_tells_that_the_server_lives_and_can_work() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let client = Client::new(&server.base);
    for path in ["/health/live", "/health/ready"] {
        let (status, kind, body) = get(&client, path).await;
        assert_eq!((status, kind.as_str()), (200, "application/json"), "{path}");
        let body: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(body["status"], "up");
    }
}

#[tokio::test]
async fn metrics_count_each_operation_with_its_status() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let (client, all) = everything(&server).await;
    for _ in 0..3 {
        client.sample("employee_list").by(&all).send().await.held(200);
    }
    client.sample("employee_get").by(&all).id(987_654_321).send().await.held(404);
    let (status, _, body) = get(&client, "/metrics").await;
    assert_eq!(status, 200);
    let text = String::from_utf8(body).unwrap();
    let count = |op: &str, status: u16| {
        let wanted = [format!("op=\"{op}\""), format!("status=\"{status}\"")];
        let line = text.lines().find(|l| {
            l.starts_with("rosetta_hr_requests_total") && wanted.iter().all(|w| l.contains(w))
        });
        line.and_then(|l| l.rsplit(' ').next()?.parse::<u64>().ok())
    };
    assert_eq!(count("employee_list", 200), Some(3), "{text}");
    assert_eq!(count("employee_get", 404), Some(1), "{text}");
    assert_eq!(count("token_issue", 200), Some(1), "{text}");
    assert!(text.contains("rosetta_hr_request_seconds_bucket"), "no durations: {text}");
    assert!(!text.contains("demo-secret") && !text.contains(all.secret()));
}

#[tokio::test]
async fn metrics_move_to_the_address_of_the_operator() {
    let scene = Scene::demo();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let admin = format!("127.0.0.1:{port}");
    let server = scene.serve(&["--admin-listen", &admin]);
    let client = Client::new(&server.base);
    assert_eq!(get(&client, "/metrics").await.0, 404);
    assert_eq!(get(&client, "/health/live").await.0, 200);
    let operator = Client::new(&format!("http://{admin}"));
    assert_eq!(get(&operator, "/metrics").await.0, 200);
    assert_eq!(get(&operator, "/health/ready").await.0, 200);
    assert_eq!(get(&operator, "/shiftcare/oauth2/jwks").await.0, 404);
}

#[tokio::test]
async fn documents_are_served_byte_for_byte() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let client = Client::new(&server.base);
    let (status, kind, body) = get(&client, "/openapi/shiftcare.json").await;
    assert_eq!((status, kind.starts_with("application/json")), (200, true), "{kind}");
    assert!(body == JSON, "another document");
    let (status, _, body) = get(&client, "/openapi/shiftcare.yaml").await;
    assert_eq!(status, 200);
    assert!(body == YAML, "another document");
    let (status, _, body) = get(&client, "/openapi/server.json").await;
    assert_eq!(status, 200);
    let own: Value = serde_json::from_slice(&body).unwrap();
    assert!(own["paths"].get("/health/ready").is_some());
    assert_eq!(get(&client, "/openapi/nothing.json").await.0, 404);
}

#[tokio::test]
async fn every_path_of_the_servers_own_document_is_there() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let client = Client::new(&server.base);
    let own: Value = serde_json::from_slice(&get(&client, "/openapi/server.json").await.2).unwrap();
    for (path, item) in own["paths"].as_object().unwrap() {
        let example = |p: &Value| {
            let value =
                if p["example"].is_null() { &p["schema"]["example"] } else { &p["example"] };
            (format!("{{{}}}", p["name"].as_str().unwrap()), crate::operation::text(value))
        };
        let parameters = item["get"]["parameters"].as_array().into_iter().flatten();
        let parameters = parameters.filter(|p| p["in"] == "path");
        let filled = parameters.fold(path.clone(), |path, p| {
            let (name, value) = example(p);
            path.replace(&name, &value)
        });
        let (status, _, _) = get(&client, &filled).await;
        let documented = item["get"]["responses"].get(status.to_string()).is_some();
        assert!(documented && status < 400, "{filled}: {status}");
    }
}

#[tokio::test]
async fn the_portal_shows_the_way() {
    let server = Process::start(&mut serve(&["--demo"]));
    let client = Client::new(&server.base);
    for path in ["/", "/docs/", "/sdks/", "/apis/shiftcare/errors", "/apis/icehrm"] {
        let (status, kind, body) = get(&client, path).await;
        assert_eq!(status, 200, "{path}");
        assert!(kind.starts_with("text/html"), "{path}: {kind}");
        assert!(!body.is_empty());
    }
    let (_, _, script) = get(&client, "/docs/swagger-initializer.js").await;
    let script = String::from_utf8(script).unwrap();
    assert!(script.contains("/openapi/shiftcare.json") && script.contains("demo-client"));
    let (_, _, page) = get(&client, "/apis/shiftcare/operations").await;
    let page = String::from_utf8(page).unwrap();
    for operation in &SHIFTCARE.operations {
        assert!(page.contains(&operation.id), "{} is not in the index", operation.id);
    }
}

#[tokio::test]
async fn without_the_demo_no_page_shows_credentials() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let client = Client::new(&server.base);
    for path in ["/", "/docs/", "/docs/swagger-initializer.js", "/apis/shiftcare"] {
        let (_, _, body) = get(&client, path).await;
        assert!(!String::from_utf8_lossy(&body).contains("demo-secret"), "{path}");
    }
}

#[tokio::test]
async fn downloads_are_archives_of_the_packages_and_the_kit() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let client = Client::new(&server.base);
    let (status, kind, body) = get(&client, "/contract/shiftcare.zip").await;
    assert_eq!((status, kind.as_str()), (200, "application/zip"));
    let text = String::from_utf8_lossy(&body);
    assert!(body.starts_with(b"PK") && text.contains("rosetta-shiftcare-contract/README.md"));
    let (status, _, list) = get(&client, "/sdks/index.json").await;
    let list: Value = serde_json::from_slice(&list).unwrap();
    assert_eq!(status, 200);
    for package in list["packages"].as_array().unwrap() {
        let path = package["url"].as_str().unwrap();
        let (status, _, body) = get(&client, path).await;
        assert_eq!((status, body.len()), (200, package["size"].as_u64().unwrap() as usize));
    }
    for path in ["/sdks/cobol/rosetta-shiftcare.tgz", "/contract/nothing.zip", "/nothing"] {
        assert_eq!(get(&client, path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn log_lines_name_request_and_operation_and_no_secret() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let (client, all) = everything(&server).await;
    let answer = client.sample("employee_get").by(&all).send().await.held(200);
    let request = answer.header("x-request-id").unwrap().to_owned();
    let name = answer.data()["firstName"].as_str().unwrap().to_owned();
    let garbage = client.sample("employee_get").token("g4rb4ge-t0k3n").send().await;
    garbage.held(401);
    let (_, log) = server.stop();
    let line = log.lines().find(|l| l.contains(&request)).unwrap_or_else(|| panic!("{log}"));
    let line: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"));
    assert_eq!((&line["op"], &line["status"]), (&"employee_get".into(), &200.into()), "{line}");
    for secret in ["demo-secret", all.secret(), "g4rb4ge-t0k3n", name.as_str()] {
        assert!(!log.contains(secret), "the log tells {secret}");
    }
}

#[tokio::test]
async fn large_answers_are_packed_for_those_who_ask() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let (client, all) = everything(&server).await;
    let ask = |packing: &'static str| {
        client
            .plain(Method::GET, "/shiftcare/hr/v1/employees?size=40")
            .bearer_auth(all.secret())
            .header("x-enterprise-id", "ent_demo")
            .header("accept-encoding", packing)
            .send()
    };
    let packed = ask("gzip").await.unwrap();
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    assert!(packed.bytes().await.unwrap().starts_with(&[0x1f, 0x8b]));
    let plain = ask("identity").await.unwrap();
    assert!(!plain.headers().contains_key("content-encoding"));
    let plain: Value = plain.json().await.unwrap();
    assert_eq!(plain["data"].as_array().unwrap().len(), 40);
}

#[tokio::test]
async fn addresses_behind_a_trusted_proxy_count_one_by_one() {
    let scene = Scene::demo();
    let mut command = serve(&["--database", &scene.url, "--trusted-proxy", "127.0.0.0/8"]);
    let server = Process::start(&mut command);
    let client = Client::new(&server.base);
    let from = |address: &str| client.sample("key_list").header("x-forwarded-for", address);
    for (address, left) in [
        ("192.0.2.1", 99),
        ("192.0.2.1", 98),
        ("192.0.2.2", 99),
        // Whoever asked the proxy may have written the first one himself.
        ("192.0.2.9, 192.0.2.1", 97),
        ("192.0.2.1, 127.0.0.5", 96),
    ] {
        let answer = from(address).send().await.held(200);
        assert_eq!(answer.number("x-ratelimit-remaining"), left, "{address}");
    }
    let open = Process::start(&mut serve(&["--database", &scene.url]));
    let client = Client::new(&open.base);
    for left in [99, 98] {
        let call = client.sample("key_list").header("x-forwarded-for", &format!("192.0.2.{left}"));
        let answer = call.send().await.held(200);
        assert_eq!(answer.number("x-ratelimit-remaining"), left, "nobody is trusted here");
    }
}
