//! The SDKs: their types checked, their behaviour played against a mock, every operation called.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use super::steps::{built, failed_test, test_program};
use super::watching::Watching;
use super::{Outcome, Suite, tools};

/// Languages whose behaviour is played by a runner outside of cargo; Rust's is the test `sdk`.
const RUNNERS: [(&str, &str); 2] =
    [("Python", "tests/sdk/python/cases.py"), ("TypeScript", "tests/sdk/typescript/cases.mjs")];

/// All three proofs for the three languages.
///
/// # Errors
/// When a type checker, a case or an operation fails.
pub fn prove(suite: &Suite) -> anyhow::Result<Outcome> {
    let apis = crate::generate::apis(&suite.root)?;
    let tools = Tools {
        root: &suite.root,
        python: tools::python(&suite.root)?,
        node: tools::node(&suite.root)?,
    };
    tools.check_types(&apis)?;
    let cases = tools.cases()?;
    let built = built(suite)?;
    let mut called = 0;
    for api in &apis {
        let program = test_program(&built, "operations", &format!("gen/{api}/"))?;
        for language in [Language::Rust(program), Language::TypeScript, Language::Python] {
            called += tools.operations(api, &language)?;
        }
    }
    Ok(Outcome::Held(format!(
        "types strict; {cases}; {called} operations called, {} SDKs",
        apis.len() * 3
    )))
}

/// Whose tests are run, with the program where there is one.
enum Language {
    Rust(PathBuf),
    TypeScript,
    Python,
}

struct Tools<'a> {
    root: &'a Path,
    /// `bin` folders.
    python: PathBuf,
    node: PathBuf,
}

impl Tools<'_> {
    fn sdk(&self, api: &str, language: &str) -> PathBuf {
        self.root.join("gen").join(api).join("sdk").join(language)
    }

    /// Where the TypeScript tests of an API are compiled to.
    fn compiled(&self, api: &str) -> PathBuf {
        tools::folder(self.root).join("node/sdk").join(api)
    }

    fn check_types(&self, apis: &[String]) -> anyhow::Result<()> {
        let mut types = Command::new("node");
        types.arg("tests/sdk/typescript/types.mjs").arg(self.node.with_file_name(""));
        types.arg(self.compiled("")).current_dir(self.root);
        tools::run(&mut types).context("types of the TypeScript SDKs")?;
        for api in apis {
            let sdk = self.sdk(api, "python");
            let mut mypy = Command::new(self.python.join("mypy"));
            mypy.args(["--strict", "--cache-dir"]).arg(tools::folder(self.root).join("mypy"));
            mypy.args(["src", "tests", "examples"]).current_dir(&sdk);
            tools::run(&mut mypy).with_context(|| format!("types of {api}'s Python"))?;
        }
        Ok(())
    }

    /// Plays all cases with both runners; answers what they said last.
    fn cases(&self) -> anyhow::Result<String> {
        let mut seen = Vec::new();
        for (language, script) in RUNNERS {
            let program = match language {
                "Python" => self.python.join("python"),
                _ => PathBuf::from("node"),
            };
            let said = tools::output(Command::new(program).arg(script).current_dir(self.root))?;
            let ok = said.lines().filter(|line| line.starts_with("ok ")).count();
            ensure!(ok > 0, "{script} played nothing");
            seen.push(format!("{ok} cases in {language}"));
        }
        Ok(seen.join(", "))
    }

    /// Calls every operation of an API; those that an earlier one has made impossible once more
    /// on a server of their own. Answers how many there are.
    fn operations(&self, api: &str, language: &Language) -> anyhow::Result<usize> {
        let watching = Watching::start(self.root, &self.python, api)?;
        let said = self.call(api, language, &watching.url, None)?;
        let report = watching.report()?;
        let failed = language.failed(&said);
        let mut missing = report.missing;
        let mut complaints = report.complaints;
        for name in &failed {
            let watching = Watching::start(self.root, &self.python, api)?;
            let said = self.call(api, language, &watching.url, Some(name))?;
            let report = watching.report()?;
            let still = language.failed(&said);
            ensure!(
                still.is_empty(),
                "{api}: {name} fails in the {} SDK:\n{said}",
                language.name()
            );
            missing.retain(|known| report.missing.contains(known));
            complaints.extend(report.complaints);
        }
        let language = language.name();
        ensure!(missing.is_empty(), "{api}: the {language} SDK never reached {missing:?}");
        ensure!(complaints.is_empty(), "{api}, {language}: {complaints:#?}");
        println!("{api}: {} operations called from {language}", report.operations);
        Ok(report.operations)
    }

    /// Runs the package's own tests of its operations, or one of them; answers what they printed.
    fn call(
        &self,
        api: &str,
        language: &Language,
        url: &str,
        only: Option<&str>,
    ) -> anyhow::Result<String> {
        let mut command = match language {
            Language::Rust(program) => {
                let mut command = Command::new(program);
                command.args(["--test-threads", "1"]).current_dir(self.sdk(api, "rust"));
                command.args(only.map(|name| ["--exact", name]).into_iter().flatten());
                command
            }
            Language::TypeScript => {
                let mut command = Command::new("node");
                command.args(["--test", "--test-reporter", "tap"]);
                command.args(only.map(|name| format!("--test-name-pattern=/^{name}$/")));
                command.arg(self.compiled(api).join("tests/operations.test.js"));
                command
            }
            Language::Python => {
                let mut command = Command::new(self.python.join("pytest"));
                command.args(["-q", "-rf", "--no-header", "-p", "no:cacheprovider"]);
                command.args(only.map(|name| format!("tests/test_operations.py::test_{name}")));
                command.args(only.is_none().then_some("tests"));
                command.env("PYTHONPATH", "src").env("PYTHONDONTWRITEBYTECODE", "1");
                command.current_dir(self.sdk(api, "python"));
                command
            }
        };
        let ended = command.env("ROSETTA_BASE_URL", url).output()?;
        let said = String::from_utf8_lossy(&ended.stdout).into_owned();
        let more = String::from_utf8_lossy(&ended.stderr);
        let failed = language.failed(&said);
        ensure!(
            ended.status.success() || !failed.is_empty(),
            "{api}: the {} tests ended with {} and name no failed test:\n{said}\n{more}",
            language.name(),
            ended.status
        );
        Ok(format!("{said}\n{more}"))
    }
}

impl Language {
    fn name(&self) -> &'static str {
        match self {
            Language::Rust(_) => "Rust",
            Language::TypeScript => "TypeScript",
            Language::Python => "Python",
        }
    }

    /// Names of the operations whose tests failed, from what the test runner printed.
    fn failed(&self, said: &str) -> Vec<String> {
        let name = |line: &str| match self {
            Language::Rust(_) => failed_test(line),
            Language::TypeScript => {
                let (number, rest) =
                    line.trim_start().strip_prefix("not ok ")?.split_once(" - ")?;
                let is_test = number.chars().all(|c| c.is_ascii_digit()) && !rest.contains('/');
                is_test.then(|| rest.split(" # ").next().unwrap_or(rest).to_owned())
            }
            Language::Python => {
                let (_, rest) = line.strip_prefix("FAILED ")?.split_once("::test_")?;
                rest.split([' ', '[']).next().map(str::to_owned)
            }
        };
        said.lines().filter_map(name).collect()
    }
}
