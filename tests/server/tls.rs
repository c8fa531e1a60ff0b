//! TLS with a certificate of the operator's own, made here.

use reqwest::{Certificate, Method};
use serde_json::Value;

use crate::process::{Process, program, serve};
use crate::scene::Scene;

/// Certificate and key for this machine, as PEM files in the scene's folder.
fn certified(scene: &Scene) -> (String, String, String) {
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    let (cert, key) = (scene.path("cert.pem"), scene.path("key.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    (cert.display().to_string(), key.display().to_string(), made.cert.pem())
}

fn trusting(pem: &str) -> reqwest::Client {
    let certificate = Certificate::from_pem(pem.as_bytes()).unwrap();
    let builder = reqwest::Client::builder().no_proxy().tls_certs_only([certificate]);
    builder.https_only(true).build().unwrap()
}

#[tokio::test]
async fn a_certificate_makes_every_address_https() {
    let scene = Scene::demo();
    let (cert, key, pem) = certified(&scene);
    let words = ["--database", &scene.url, "--tls-cert", &cert, "--tls-key", &key];
    let server = Process::start(&mut serve(&words));
    assert!(server.base.starts_with("https://"), "{}", server.base);
    let http = trusting(&pem);
    let url = format!("{}/shiftcare/oauth2/token", server.base);
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", "demo-client"),
        ("client_secret", "demo-secret"),
    ];
    let answer = http.post(url).form(&form).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let token: Value = answer.json().await.unwrap();
    let upload = http
        .post(format!("{}/shiftcare/hr/v1/files", server.base))
        .bearer_auth(token["access_token"].as_str().unwrap())
        .header("x-enterprise-id", "ent_demo")
        .multipart(reqwest::multipart::Form::new().text("file", "Some text"));
    // The scope covers it, and what is handed out leads back here.
    let answer = upload.send().await.unwrap();
    let stored: Value = answer.json().await.unwrap();
    let address = stored["data"]["fileUrl"].as_str().unwrap_or_else(|| panic!("{stored}"));
    assert!(address.starts_with(&server.base), "{address}");
    assert_eq!(http.get(address).send().await.unwrap().text().await.unwrap(), "Some text");
    let plain = server.base.replace("https://", "http://");
    let plain = reqwest::Client::builder().no_proxy().build().unwrap().request(Method::GET, plain);
    let plain = plain.send().await;
    assert!(plain.is_err() || plain.unwrap().status().is_client_error(), "served without TLS");
}

#[test]
fn a_wrong_certificate_is_one_clear_line() {
    let scene = Scene::demo();
    let (cert, key, _) = certified(&scene);
    let nothing = scene.path("nothing.pem").display().to_string();
    let empty = scene.path("empty.pem");
    std::fs::write(&empty, "").unwrap();
    let empty = empty.display().to_string();
    for (cert, key) in
        [(&nothing, &key), (&cert, &nothing), (&empty, &key), (&cert, &empty), (&key, &cert)]
    {
        let mut command = program(&["serve", "--listen", "127.0.0.1:0", "--database", &scene.url]);
        let output = command.args(["--tls-cert", cert, "--tls-key", key]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{cert} {key}");
        assert!(output.stdout.is_empty(), "it said that it listens");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(!said.contains("BEGIN") && !said.contains("panicked"), "{said}");
    }
}
