//! `mock.py` as a process of this one, and what it is told and tells.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// The running mock; it ends with us, when its standard input does.
pub struct Mock {
    url: String,
    http: reqwest::Client,
    process: Child,
}

/// Where a case under way has its API, and what was asked of it.
pub struct Script {
    pub base: String,
    seen: String,
    http: reqwest::Client,
}

impl Mock {
    pub fn start(home: &Path) -> Self {
        let mut command = Command::new("python3");
        command.arg(home.join("mock.py")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().expect("python3 runs the mock");
        let mut said = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let url = said.trim().strip_prefix("listening on ").expect("the mock says where it is");
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { url: url.to_owned(), http, process }
    }

    pub async fn script(&self, answers: &Value) -> Script {
        let asked = self.http.post(format!("{}/_script", self.url)).json(answers);
        let told: Value = asked.send().await.unwrap().json().await.unwrap();
        let text = |key: &str| told[key].as_str().unwrap().to_owned();
        Script { base: text("base"), seen: text("seen"), http: self.http.clone() }
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        self.process.wait().ok();
    }
}

impl Script {
    /// What was asked, in order of arrival.
    pub async fn seen(&self) -> Vec<Value> {
        self.http.get(&self.seen).send().await.unwrap().json().await.unwrap()
    }
}
