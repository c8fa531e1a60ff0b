//! Mistakes of an operator: one clear line on the error stream, and a status that is not zero.

use std::net::TcpListener;
use std::process::{Command, Output};

use crate::process::{Process, program, serve};
use crate::scene::Scene;

/// A secret that must not show up where the mistake is explained.
const SECRET: &str = "s3cr3t-5a5a";

/// Runs a command that must fail, and answers its one line.
fn mistake(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert!(!status.success() && status.code().is_some(), "{status}: {said}");
    assert!(stdout.is_empty(), "{}", String::from_utf8_lossy(&stdout));
    assert_eq!(said.lines().count(), 1, "not one line: {said}");
    assert!(said.starts_with("rosetta-hr: "), "{said}");
    assert!(!said.contains(SECRET), "{said}");
    assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{said}");
    said
}

#[test]
fn a_wrong_flag_is_named() {
    for (words, named) in [
        (&["serve", "--colour"][..], "--colour"),
        (&["serve", "--limits", "sometimes"], "sometimes"),
        (&["serve", "--listen", "somewhere"], "--listen"),
        (&["serve", "--trusted-proxy", "nowhere"], "--trusted-proxy"),
        (&["serve", "--tls-cert", "cert.pem"], "--tls-key"),
        (&["dance"], "dance"),
        (&["client", "create"], "--id"),
        (&["backup"], "--to"),
    ] {
        let said = mistake(&mut program(words));
        assert!(said.contains(named), "{words:?}: {said}");
    }
}

#[test]
fn a_flag_that_does_not_work_yet_is_not_accepted() {
    for words in [["--redis", "redis://127.0.0.1"], ["--mount", "shiftcare=/"]] {
        mistake(serve(&words).env("ROSETTA_HR_LOG", "warn"));
    }
    mistake(&mut serve(&["--files", "s3:bucket"]));
}

#[test]
fn help_and_version_are_no_mistakes() {
    for words in [&["--help"][..], &["--version"], &["serve", "--help"], &["client", "--help"]] {
        let output = program(words).output().unwrap();
        assert!(output.status.success(), "{words:?}");
        assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{words:?}");
    }
    let help = program(&["serve", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for flag in ["--demo", "--listen", "--database", "--files", "--limits", "--tls-cert"] {
        assert!(help.contains(flag), "{flag} is not explained");
    }
}

#[test]
fn an_unreachable_database_is_said_in_one_line() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let postgres = format!("postgres://nobody:{SECRET}@127.0.0.1:{closed}/hr");
    for url in [&postgres, "sqlite:///proc/nowhere/hr.db", "mysql://127.0.0.1/hr", "hr.db"] {
        let said = mistake(&mut serve(&["--database", url]));
        assert!(said.contains("database") || said.contains("data folder"), "{url}: {said}");
        mistake(program(&["migrate"]).args(["--database", url]));
    }
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let scene = Scene::empty();
    let text = "This is a letter, not a database. ".repeat(300);
    std::fs::write(&scene.file, &text).unwrap();
    let said = mistake(&mut serve(&["--database", &scene.url]));
    assert!(said.contains("database"), "{said}");
    assert_eq!(std::fs::read_to_string(&scene.file).unwrap(), text);
}

#[test]
fn a_taken_port_is_said_and_nothing_is_made() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let scene = Scene::empty();
    let words = ["serve", "--listen", &address, "--database", &scene.url, "--demo"];
    let said = mistake(&mut program(&words));
    assert!(said.contains(&address) && said.contains("taken"), "{said}");
    assert!(!scene.file.exists(), "a database was made all the same");
    let words = ["--admin-listen", address.as_str(), "--database", &scene.url];
    assert!(mistake(&mut serve(&words)).contains("taken"));
}

#[test]
fn the_demo_is_served_to_this_machine_only() {
    for words in
        [["--listen", "0.0.0.0:0"], ["--listen", "[::]:0"], ["--admin-listen", "0.0.0.0:0"]]
    {
        let mut command = program(&["serve", "--demo"]);
        let said = mistake(command.args(words));
        assert!(said.contains("--demo") && said.contains("loopback"), "{said}");
    }
}

#[test]
fn a_wrong_secret_key_is_refused_and_not_repeated() {
    let scene = Scene::empty();
    for wrong in [SECRET, "", "c2hvcnQ="] {
        let mut command = serve(&["--database", &scene.url]);
        let said = mistake(command.env("ROSETTA_HR_SECRET_KEY", wrong));
        assert!(said.contains("ROSETTA_HR_SECRET_KEY"), "{said}");
    }
    assert!(!scene.file.exists(), "a database was made all the same");
}

#[test]
fn a_secret_key_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let scene = Scene::empty();
    let start = || {
        let mut command = serve(&["--database", &scene.url]);
        command.env_remove("ROSETTA_HR_SECRET_KEY");
        command
    };
    Process::start(&mut start()).stop();
    let key = scene.path("secret.key");
    let mode = std::fs::metadata(&key).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).unwrap();
    assert!(mistake(&mut start()).contains("chmod"));
}

#[test]
fn every_flag_is_also_an_environment_variable() {
    let scene = Scene::demo();
    let mut command = program(&["serve"]);
    command.env("ROSETTA_HR_LISTEN", "127.0.0.1:0").env("ROSETTA_HR_DATABASE", &scene.url);
    command.env("ROSETTA_HR_LIMITS", "off");
    let server = Process::start(&mut command);
    let (status, said) = server.stop();
    assert!(status.success() && said.contains("--limits off"), "{said}");
    assert!(mistake(program(&["serve"]).env("ROSETTA_HR_LIMITS", "never")).contains("never"));
}

#[test]
fn two_demos_start_alike_and_leave_nothing() {
    let start = || Process::start(&mut serve(&["--demo"]));
    let (one, other) = (start(), start());
    let folders = |id: u32| {
        let files = std::fs::read_dir(format!("/proc/{id}/fd")).unwrap();
        let open = files.filter_map(|f| std::fs::read_link(f.unwrap().path()).ok());
        let open = open.filter(|p| p.extension().is_some_and(|e| e == "db"));
        open.filter_map(|p| p.parent().map(|f| f.to_owned())).next().unwrap()
    };
    let (first, second) = (folders(one.id()), folders(other.id()));
    assert_ne!(first, second);
    one.stop();
    other.stop();
    assert!(!first.exists() && !second.exists(), "the demo's folder is still there");
}
