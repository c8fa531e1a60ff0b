//! The page model: one value a page, printed as HTML for people and as Markdown for machines.
//!
//! Texts are Markdown of one line (`**bold**`, `` `code` ``, links); text from elsewhere goes
//! through [`plain`] or [`code`] first. Raw HTML is shown, never obeyed.

mod html;
mod markdown;
mod text;

pub(crate) use html::{blocks as html, search};
pub(crate) use markdown::page as markdown;
pub(crate) use text::{code, plain, slug};

/// A whole page.
pub(crate) struct Page {
    /// `/apis/shiftcare/errors`
    pub path: String,
    /// Of the window, without the name of the server.
    pub title: String,
    /// One sentence for search engines and lists of pages.
    pub about: String,
    /// The API whose section it belongs to, by its name in paths.
    pub api: Option<&'static str>,
    pub blocks: Vec<Block>,
}

/// A part of a page.
pub(crate) enum Block {
    /// The heading of the page.
    Title(String),
    /// Level 2 or 3; what links to it ends in `#id`.
    Heading {
        level: u8,
        id: String,
        text: String,
    },
    /// The paragraph that says what the page is about.
    Lead(String),
    Text(String),
    /// What must not be overlooked.
    Note(String),
    List(Vec<String>),
    Table(Table),
    Code(Code),
    /// The same thing in several languages; one is seen at a time.
    Choice {
        /// What is chosen, for those who cannot see: `First call`.
        label: String,
        options: Vec<Vec<Code>>,
    },
    /// Names and values.
    Facts(Vec<(String, String)>),
    /// Links that are meant to be followed next; the first is the main one.
    Actions(Vec<Link>),
    Cards(Vec<Card>),
    /// What the server says of itself at this moment.
    Status {
        up: bool,
        text: String,
    },
    /// Blocks side by side where there is room.
    Columns(Vec<Block>, Vec<Block>),
    /// A field to search from.
    Search {
        words: String,
    },
    /// A whole text that was written elsewhere.
    Foreign(String),
}

/// Rows under heads.
pub(crate) struct Table {
    /// What it lists, for those who cannot see.
    pub label: String,
    pub heads: Vec<&'static str>,
    pub rows: Vec<Row>,
}

/// A row; what links to it ends in `#id`.
pub(crate) struct Row {
    pub id: Option<String>,
    pub cells: Vec<String>,
}

/// Something to copy.
#[derive(Clone)]
pub(crate) struct Code {
    /// What it is in: `curl`, `Rust`, `JSON`.
    pub label: String,
    /// As Markdown's fences name it.
    pub language: &'static str,
    pub text: String,
}

/// A link on a page.
pub(crate) struct Link {
    pub text: String,
    pub to: String,
}

/// One of several things to choose from.
pub(crate) struct Card {
    pub title: Link,
    /// A word or two beside the title.
    pub tag: String,
    pub text: String,
    pub facts: Vec<(String, String)>,
    pub links: Vec<Link>,
}

impl Page {
    /// Appends one block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Appends a heading whose address is made of its text.
    pub fn heading(&mut self, level: u8, text: &str) {
        self.push(Block::Heading { level, id: slug(text), text: text.to_owned() });
    }

    /// Appends a paragraph.
    pub fn text(&mut self, text: impl Into<String>) {
        self.push(Block::Text(text.into()));
    }

    /// Appends a table, unless it has no rows.
    pub fn table(&mut self, label: &str, heads: &[&'static str], rows: Vec<Row>) {
        if !rows.is_empty() {
            self.push(Block::Table(Table { label: label.to_owned(), heads: heads.to_vec(), rows }));
        }
    }
}

impl Row {
    /// A row that nothing links to.
    pub fn plain<const N: usize>(cells: [String; N]) -> Self {
        Row { id: None, cells: cells.into() }
    }
}

impl Code {
    pub fn new(label: impl Into<String>, language: &'static str, text: impl Into<String>) -> Self {
        Code { label: label.into(), language, text: text.into() }
    }
}

impl Link {
    pub fn new(text: impl Into<String>, to: impl Into<String>) -> Self {
        Link { text: text.into(), to: to.into() }
    }

    /// As Markdown.
    pub fn inline(&self) -> String {
        format!("[{}]({})", self.text, self.to)
    }
}
