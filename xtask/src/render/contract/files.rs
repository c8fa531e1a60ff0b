//! What is the same in every kit and shipped as it is: the runner in Python, and files for CI.

/// Adds files of `kit/` under their own names.
macro_rules! shipped {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("kit/", $name)))),*] };
}

/// Names below the kit's folder, and texts. What differs between APIs stands in `kit.json`.
pub const SHIPPED: &[(&str, &str)] = shipped![
    "requirements.txt",
    "hooks.py",
    "ci/github.yml",
    "ci/gitlab.yml",
    "contract/__init__.py",
    "contract/__main__.py",
    "contract/access.py",
    "contract/baseline.py",
    "contract/boundary.py",
    "contract/callers.py",
    "contract/case.py",
    "contract/client.py",
    "contract/compare.py",
    "contract/conform.py",
    "contract/discover.py",
    "contract/document.py",
    "contract/errors.py",
    "contract/fuzz.py",
    "contract/junit.py",
    "contract/limits.py",
    "contract/log.py",
    "contract/naming.py",
    "contract/nouns.py",
    "contract/options.py",
    "contract/pages.py",
    "contract/positions.py",
    "contract/ratelimit.py",
    "contract/records.py",
    "contract/report.py",
    "contract/rights.py",
    "contract/rules.py",
    "contract/state.py",
    "contract/values.py",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// A module that is forgotten here would be missing on the integrator's machine only.
    #[test]
    fn every_file_of_the_kit_is_shipped() {
        let kit = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/contract/kit");
        let mut there = BTreeSet::new();
        for folder in ["", "contract", "ci"] {
            for entry in std::fs::read_dir(kit.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    let name = path.strip_prefix(&kit).unwrap().to_string_lossy().into_owned();
                    there.insert(name);
                }
            }
        }
        let shipped: BTreeSet<String> = SHIPPED.iter().map(|(name, _)| (*name).into()).collect();
        assert_eq!(there, shipped);
    }

    #[test]
    fn no_file_of_the_kit_is_longer_than_a_file_may_be() {
        for (name, text) in SHIPPED {
            assert!(text.lines().count() <= 500, "{name}");
        }
    }
}
