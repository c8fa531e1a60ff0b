//! Small trees of three languages to try the packing with.

use include_dir::{Dir, DirEntry, File};

const fn file(path: &'static str, text: &'static str) -> DirEntry<'static> {
    DirEntry::File(File::new(path, text.as_bytes()))
}

const fn folder(path: &'static str, inside: &'static [DirEntry<'static>]) -> DirEntry<'static> {
    DirEntry::Dir(Dir::new(path, inside))
}

/// Names with more than a hundred bytes are cut in two in an archive.
pub(crate) const LONG: &str = "tests/a-folder-whose-name-is-long/and-another-one-that-is-long-too/\
                               and-then-a-file-whose-name-is-not-short-either.py";

const METADATA: &str = "Metadata-Version: 2.1\nName: rosetta-sample\nVersion: 1.2.0+r1\n\
                        Requires-Python: >=3.10\nRequires-Dist: httpx>=0.27\n\n\
                        # Name: of nothing\n";

pub(crate) static SDKS: Dir<'static> = Dir::new(
    "",
    &[
        folder(
            "rust",
            &[
                folder("rust/src", &[file("rust/src/lib.rs", "//! Sample.\n")]),
                file(
                    "rust/Cargo.toml",
                    "# Generated\n[package]\nname = \"rosetta-sample\"\nversion = \"1.2.0+r1\"\n\
                     \n[dependencies]\nbytes = { version = \"1\" }\n",
                ),
                folder("rust/target", &[file("rust/target/left", "over")]),
            ],
        ),
        folder(
            "typescript",
            &[
                file(
                    "typescript/package.json",
                    "{\"name\": \"rosetta-sample\", \"version\": \"1.2.0+r1\", \
                     \"files\": [\"dist\", \"./CHANGELOG.md\"]}",
                ),
                file("typescript/CHANGELOG.md", "1.2.0\n"),
                file("typescript/LICENSE-MIT", "MIT\n"),
                folder("typescript/dist", &[file("typescript/dist/index.js", "export {};\n")]),
                folder("typescript/tests", &[file("typescript/tests/one.js", "export {};\n")]),
            ],
        ),
        folder(
            "python",
            &[
                file("python/PKG-INFO", METADATA),
                file("python/pyproject.toml", "[project]\n"),
                file("python/LICENSE-MIT", "MIT\n"),
                file("python/run.sh", "#!/bin/sh\n"),
                folder(
                    "python/src",
                    &[folder(
                        "python/src/rosetta_sample",
                        &[
                            file("python/src/rosetta_sample/py.typed", ""),
                            file("python/src/rosetta_sample/__init__.py", "\"\"\"Sample.\"\"\"\n"),
                            folder(
                                "python/src/rosetta_sample/__pycache__",
                                &[file("python/src/rosetta_sample/__pycache__/left.pyc", "over")],
                            ),
                        ],
                    )],
                ),
                folder(
                    "python/tests",
                    &[file(
                        "python/tests/a-folder-whose-name-is-long/\
                         and-another-one-that-is-long-too/\
                         and-then-a-file-whose-name-is-not-short-either.py",
                        "pass\n",
                    )],
                ),
            ],
        ),
    ],
);
