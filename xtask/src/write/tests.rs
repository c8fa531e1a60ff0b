//! Writing: only what differs, stale files go, handwork is safe.

use super::*;

struct Home(std::path::PathBuf);

impl Home {
    fn new(name: &str) -> Home {
        let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("gen")).expect("a folder");
        Home(path)
    }

    fn plan(&self, files: &[(&str, &str)]) -> Plan {
        let mut plan = Plan::default();
        let outputs =
            files.iter().map(|(p, t)| Output { path: (*p).into(), text: (*t).into() }).collect();
        plan.add("a", "bundle", outputs);
        plan
    }

    fn write(&self, files: &[(&str, &str)], force: bool) -> Result<()> {
        let plan = self.plan(files);
        let changes = compare(&self.0, &plan, Vec::new())?;
        apply(&self.0, &plan, changes, force)
    }

    fn text(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.0.join("gen").join(path)).ok()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn files_that_do_not_differ_keep_their_time() {
    let home = Home::new("times");
    home.write(&[("a/x", "1"), ("a/y", "1")], false).expect("written");
    let time =
        |p: &str| std::fs::metadata(home.0.join("gen").join(p)).and_then(|m| m.modified()).ok();
    let before = (time("a/x"), time("LOCK"));
    home.write(&[("a/x", "1"), ("a/y", "1")], false).expect("nothing to do");
    assert_eq!((time("a/x"), time("LOCK")), before);
}

#[test]
fn stale_files_and_their_folders_go() {
    let home = Home::new("stale");
    home.write(&[("a/x", "1"), ("a/deep/y", "1")], false).expect("written");
    home.write(&[("a/x", "1")], false).expect("written");
    assert_eq!(home.text("a/deep/y"), None);
    assert!(!home.0.join("gen/a/deep").exists());
    assert_eq!(home.text("LOCK").map(|l| l.lines().count()), Some(1));
}

#[test]
fn handwork_is_refused_unless_forced() {
    let home = Home::new("hand");
    home.write(&[("a/x", "1")], false).expect("written");
    std::fs::write(home.0.join("gen/a/x"), "edited").expect("edited");
    let error = home.write(&[("a/x", "2")], false).expect_err("refused");
    assert!(error.to_string().contains("edited by hand: gen/a/x"), "{error}");
    assert_eq!(home.text("a/x").as_deref(), Some("edited"));
    home.write(&[("a/x", "2")], true).expect("forced");
    assert_eq!(home.text("a/x").as_deref(), Some("2"));
}

#[test]
fn the_difference_is_told_and_nothing_written() {
    let home = Home::new("check");
    home.write(&[("a/x", "one\n"), ("a/y", "gone\n")], false).expect("written");
    let changes = compare(&home.0, &home.plan(&[("a/x", "two\n")]), Vec::new()).expect("compared");
    assert_eq!(
        changes.diff(),
        "--- a/gen/a/x\n+++ b/gen/a/x\n@@ -1 +1 @@\n-one\n+two\n\
         --- a/gen/a/y\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n"
    );
    assert_eq!(home.text("a/x").as_deref(), Some("one\n"));
}

#[test]
fn the_lock_keeps_the_lines_of_other_apis() {
    let home = Home::new("others");
    home.write(&[("a/x", "1")], false).expect("written");
    let mut plan = Plan::default();
    plan.add("b", "bundle", vec![Output { path: "b/x".into(), text: "1".into() }]);
    let changes = compare(&home.0, &plan, Vec::new()).expect("compared");
    apply(&home.0, &plan, changes, false).expect("written");
    let lock = home.text("LOCK").unwrap_or_default();
    let paths: Vec<&str> = lock.lines().filter_map(|l| l.split(' ').nth(2)).collect();
    assert_eq!(paths, ["a/x", "b/x"]);
}
