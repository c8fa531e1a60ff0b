//! The files around the code: `package.json`, `CHANGELOG.md`, licences, `tsconfig.json`.

use super::model::Sdk;
use super::spell;
use crate::render::Output;
use crate::render::sdk::{self, REVISION};

const MIT: &str = include_str!("../../../../LICENSE-MIT");
const APACHE: &str = include_str!("../../../../LICENSE-APACHE");
/// What the checks install, and so what the tests of the package are compiled with.
const TOOLS: &str = include_str!("../../../../tests/tools/package.json");

const TSCONFIG: &str = r#"{
  "compilerOptions": {
    "target": "es2022",
    "module": "node16",
    "moduleResolution": "node16",
    "lib": ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
    "types": ["node"],
    "strict": true,
    "exactOptionalPropertyTypes": true,
    "noUncheckedIndexedAccess": true,
    "rootDir": ".",
    "outDir": "build"
  },
  "include": ["tests/*.ts"]
}
"#;

impl Sdk<'_> {
    /// `package.json` and the rest.
    ///
    /// # Errors
    /// When `tests/tools/package.json` does not name a tool.
    pub fn package_files(&self) -> anyhow::Result<Vec<Output>> {
        Ok(vec![
            self.file("CHANGELOG.md", self.changelog()),
            self.file("LICENSE-APACHE", APACHE.to_owned()),
            self.file("LICENSE-MIT", MIT.to_owned()),
            self.file("package.json", self.manifest()?),
            self.file("tsconfig.json", TSCONFIG.to_owned()),
        ])
    }

    fn changelog(&self) -> String {
        let api = self.api;
        format!(
            "# Changelog\n\n## {}, revision {REVISION}\n\n- {} operations of {} {}.\n",
            self.version(),
            api.operations.len(),
            spell::cell(&api.title),
            spell::cell(&api.version),
        )
    }

    fn manifest(&self) -> anyhow::Result<String> {
        let description = format!("Client for {} {}", self.api.title, self.api.version);
        let description: String = description.chars().filter(|c| !c.is_control()).collect();
        let tools: serde_json::Value = serde_json::from_str(TOOLS)?;
        let pinned = |name: &str| {
            let version = tools["dependencies"][name].as_str();
            version.ok_or_else(|| anyhow::anyhow!("tests/tools/package.json lacks {name}"))
        };
        let [name, version] = [sdk::package(self.api), self.version()];
        let description = serde_json::Value::String(description);
        let (node, typescript) = (pinned("@types/node")?, pinned("typescript")?);
        Ok(format!(
            r#"{{
  "name": "{name}",
  "version": "{version}",
  "description": {description},
  "keywords": ["api", "client", "hr", "sdk"],
  "license": "(MIT OR Apache-2.0)",
  "type": "module",
  "main": "./dist/cjs/index.js",
  "module": "./dist/esm/index.js",
  "types": "./dist/cjs/index.d.ts",
  "exports": {{
    ".": {{
      "import": {{
        "types": "./dist/esm/index.d.ts",
        "default": "./dist/esm/index.js"
      }},
      "require": {{
        "types": "./dist/cjs/index.d.ts",
        "default": "./dist/cjs/index.js"
      }}
    }},
    "./package.json": "./package.json"
  }},
  "files": ["dist", "examples", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"],
  "sideEffects": false,
  "engines": {{ "node": ">=20" }},
  "scripts": {{
    "test": "tsc -p . && node --test build/tests/"
  }},
  "devDependencies": {{
    "@types/node": "{node}",
    "typescript": "{typescript}"
  }}
}}
"#
        ))
    }
}
