//! Many files into one document whose references are all `#/components/…`.

mod files;
mod hoist;

#[cfg(test)]
mod tests;

use std::path::Path;

use crate::diagnostic::{Diagnostics, Problems};
use crate::tree::{Node, Sources};

/// One document in one tree, with the files that it came from.
#[derive(Debug)]
pub struct Bundle {
    pub sources: Sources,
    pub root: Node,
}

impl Bundle {
    /// Pretty JSON, two spaces, document order.
    pub fn to_json(&self) -> String {
        crate::tree::to_json(&self.root)
    }

    /// YAML, document order.
    pub fn to_yaml(&self) -> String {
        crate::tree::to_yaml(&self.root)
    }
}

/// Whose document it is: ours must say everything, a stranger's may leave things to be derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Own,
    Foreign,
}

/// Reads a document and all files that it refers to.
///
/// `shown` is how messages name the folder of `path`. Errors: everything that is wrong.
pub fn load(path: &Path, shown: &str, origin: Origin) -> Result<Bundle, Diagnostics> {
    let mut problems = Problems::default();
    let mut sources = Sources::default();
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let index = files::load(folder, &name, shown, origin, &mut sources, &mut problems);
    if origin == Origin::Own {
        files::strays(folder, shown, &index, &mut sources, &mut problems);
    }
    join(sources, &index, origin, problems)
}

/// A document of one text, for tests and for documents that are not files.
pub fn of_text(name: &str, text: &str, origin: Origin) -> Result<Bundle, Diagnostics> {
    of_texts(&[(name, text)], origin)
}

/// A document of several texts, the first being the root.
pub fn of_texts(texts: &[(&str, &str)], origin: Origin) -> Result<Bundle, Diagnostics> {
    let mut problems = Problems::default();
    let mut sources = Sources::default();
    let mut index = files::Index::default();
    for (name, text) in texts {
        let file = sources.add(name, text, &mut problems);
        index.insert((*name).to_string(), Some(file));
    }
    join(sources, &index, origin, problems)
}

fn join(
    sources: Sources,
    index: &files::Index,
    origin: Origin,
    mut problems: Problems,
) -> Result<Bundle, Diagnostics> {
    let root = match (sources.tree(0), problems.is_empty()) {
        (Some(_), true) => hoist::join(&sources, index, origin, &mut problems),
        _ => None,
    };
    match (root, problems.is_empty()) {
        (Some(root), true) => Ok(Bundle { sources, root }),
        _ => Err(problems.finish(&sources)),
    }
}
