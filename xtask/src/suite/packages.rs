//! The packages as users get them: installed by pip, npm and cargo from a running server, and the
//! quickstart of every README run as it stands.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use super::{Outcome, Serving, Suite, tools};
use crate::package::{Package, fetch};

/// Where a README's program expects the server.
const EXPECTED: &str = "http://localhost:8080";
/// A block with fewer lines is a command or a remark.
const LEAST_LINES: usize = 4;

/// A server that carries the packages, and a place to install them in.
struct Shop<'a> {
    root: &'a Path,
    server: String,
    packages: Vec<Package>,
    /// Every Rust package too: each takes half a minute to build.
    long: bool,
}

/// Installs everything and runs every quickstart.
///
/// # Errors
/// When a package differs between two starts, cannot be installed, or its quickstart fails.
pub fn install(suite: &Suite) -> anyhow::Result<Outcome> {
    let flags = ["--limits", "off"];
    let before = fetch(&Serving::demo(&suite.root, &flags)?.url)?;
    let serving = Serving::demo(&suite.root, &flags)?;
    let packages = fetch(&serving.url)?;
    ensure!(before == packages, "two starts pack different bytes");
    let shop =
        Shop { root: &suite.root, server: serving.url.clone(), packages, long: suite.options.long };
    let mut seen = vec![format!("{} packages twice the same", shop.packages.len())];
    type Part = fn(&Shop) -> anyhow::Result<()>;
    let parts: [(&str, Part); 3] = [("python", python), ("typescript", npm), ("rust", cargo)];
    for (language, part) in parts {
        let count = shop.of(language).count();
        ensure!(count > 0, "the server carries no package for {language}");
        part(&shop).context(language)?;
        seen.push(format!("{count} quickstarts in {language}"));
    }
    Ok(Outcome::Held(seen.join(", ")))
}

impl Shop<'_> {
    /// One package an API: what is built from the sources of Python is tried apart.
    fn of(&self, language: &str) -> impl Iterator<Item = &Package> {
        let most = if language == "rust" && !self.long { 1 } else { usize::MAX };
        let all = self.packages.iter();
        all.filter(move |it| it.language == language && it.kind != "sdist").take(most)
    }

    /// An empty folder of this name.
    fn place(&self, name: &str) -> anyhow::Result<PathBuf> {
        let place = tools::folder(self.root).join(name);
        if place.exists() {
            std::fs::remove_dir_all(&place)?;
        }
        std::fs::create_dir_all(&place)?;
        Ok(place)
    }

    /// The first program of a README, pointed at this server.
    fn quickstart(&self, package: &Package, fences: &[&str]) -> anyhow::Result<String> {
        let tree = self.root.join("gen").join(&package.api).join("sdk").join(&package.language);
        let readme = std::fs::read_to_string(tree.join("README.md"))?;
        let program = program(&readme, fences);
        let program = program.with_context(|| format!("{}: no quickstart", package.name))?;
        ensure!(program.contains(EXPECTED), "{}: the quickstart calls nobody", package.name);
        Ok(program.replace(EXPECTED, &self.server))
    }
}

/// The first block of a language that is a whole program.
fn program(readme: &str, fences: &[&str]) -> Option<String> {
    // Blocks and what is between them take turns.
    let blocks =
        readme.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    let spoken = |fence: &str| fences.contains(&fence.split([',', ' ']).next().unwrap_or_default());
    let mut whole =
        blocks.filter(|(fence, text)| spoken(fence) && text.lines().count() >= LEAST_LINES);
    whole.next().map(|(_, text)| format!("{text}\n"))
}

/// It ran, and had something to say.
fn said(command: &mut Command, package: &Package) -> anyhow::Result<()> {
    let text = tools::output(command).with_context(|| package.name.clone())?;
    ensure!(!text.trim().is_empty(), "{}: the quickstart said nothing", package.name);
    println!("{}: {} lines", package.file, text.lines().count());
    Ok(())
}

/// By the index alone, beside the usual index, and from the sources.
fn python(shop: &Shop) -> anyhow::Result<()> {
    let venv = shop.place("package-python")?;
    tools::run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    let index = format!("{}/sdks/python/simple", shop.server);
    let pip = |words: &[&str]| {
        let mut pip = Command::new(venv.join("bin/pip"));
        pip.args(["install", "--quiet", "--no-cache-dir"]).args(words);
        tools::output(&mut pip)
    };
    let names: Vec<&str> = shop.of("python").map(|it| it.name.as_str()).collect();
    pip(&[&["--index-url", index.as_str()], names.as_slice()].concat())?;
    tools::output(Command::new(venv.join("bin/pip")).arg("check"))?;
    for package in shop.of("python") {
        let script = venv.join(format!("{}.py", package.name));
        std::fs::write(&script, shop.quickstart(package, &["python", "py"])?)?;
        said(Command::new(venv.join("bin/python")).arg(&script), package)?;
    }
    let first = shop.of("python").next().context("no package")?;
    let again = ["--force-reinstall", "--no-deps"];
    pip(&[&again[..], &["--extra-index-url", &index, &first.name]].concat())?;
    let mut sources = shop.packages.iter().filter(|it| it.kind == "sdist");
    let source = sources.find(|it| it.api == first.api).context("no source distribution")?;
    // What builds it comes from the usual index.
    pip(&[&again[..], &[&format!("{}{}", shop.server, source.alias)]].concat())?;
    Ok(())
}

/// By the address that stays, for modules of both kinds.
fn npm(shop: &Shop) -> anyhow::Result<()> {
    let place = shop.place("package-typescript")?;
    std::fs::write(place.join("package.json"), "{\"private\": true}\n")?;
    let addresses = shop.of("typescript").map(|it| format!("{}{}", shop.server, it.alias));
    let flags = ["install", "--no-audit", "--no-fund", "--silent"];
    tools::output(Command::new("npm").args(flags).args(addresses).current_dir(&place))?;
    for package in shop.of("typescript") {
        let script = place.join(format!("{}.mjs", package.name));
        let fences = ["js", "javascript", "mjs", "ts", "typescript"];
        std::fs::write(&script, shop.quickstart(package, &fences)?)?;
        said(Command::new("node").arg(&script), package)?;
        let required = format!("console.log(typeof require({:?}).Client)", package.name);
        let seen = tools::output(
            Command::new("node")
                .args(["--input-type=commonjs", "-e", &required])
                .current_dir(&place),
        )?;
        ensure!(seen.trim() == "function", "{}: not for CommonJS", package.name);
    }
    Ok(())
}

/// Unpacked and added by path, all in one workspace, so that what they share is built once.
fn cargo(shop: &Shop) -> anyhow::Result<()> {
    let place = shop.place("package-rust")?;
    // The versions and the profile of this tree: what the workspace has built is used again.
    std::fs::copy(shop.root.join("Cargo.lock"), place.join("Cargo.lock"))?;
    std::fs::write(
        place.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\n\n\
         [profile.dev]\nopt-level = 0\ndebug = false\n\n\
         [profile.dev.package.\"*\"]\nopt-level = 1\n",
    )?;
    let cargo = |folder: &Path, words: &[&str]| {
        let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
        cargo.args(words).arg("--offline").arg("--quiet").current_dir(folder);
        cargo.env("CARGO_TARGET_DIR", shop.root.join("target"));
        cargo
    };
    for package in shop.of("rust") {
        let archive = place.join(&package.file);
        std::fs::write(&archive, &package.bytes)?;
        tools::output(Command::new("tar").arg("xzf").arg(&archive).current_dir(&place))?;
        let program = format!("try-{}", package.api);
        tools::output(&mut cargo(&place, &["new", &program]))?;
        let own = place.join(&program);
        let crate_folder = format!("../{}-{}", package.name, package.version);
        tools::output(&mut cargo(&own, &["add", "--path", &crate_folder]))?;
        let features = "macros,rt-multi-thread";
        tools::output(&mut cargo(&own, &["add", "tokio", "--features", features]))?;
        std::fs::write(own.join("src/main.rs"), shop.quickstart(package, &["rust"])?)?;
    }
    tools::output(&mut cargo(&place, &["build"]))?;
    for package in shop.of("rust") {
        let own = place.join(format!("try-{}", package.api));
        said(&mut cargo(&own, &["run"]), package)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn the_quickstart_is_the_first_whole_program_of_its_language() {
        let readme = "# One\n\n```sh\na\nb\nc\nd\ne\n```\n\n```rust\nshort();\n```\n\n\
                      ```rust,no_run\n1\n2\n3\n4\n```\n\n```rust\n5\n6\n7\n8\n```\n";
        assert_eq!(program(readme, &["rust"]).as_deref(), Some("1\n2\n3\n4\n"));
        assert_eq!(program(readme, &["python"]), None);
    }
}
