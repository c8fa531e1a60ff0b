//! A name as words, spelt per language by whoever prints it.

/// A name, already free of collisions within its scope; words are lower case ASCII.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(pub Vec<String>);

impl Name {
    /// `employee_offboard`
    pub fn snake(&self) -> String {
        self.0.join("_")
    }

    /// `EMPLOYEE_OFFBOARD`
    pub fn screaming(&self) -> String {
        self.snake().to_uppercase()
    }

    /// `EmployeeOffboard`
    pub fn pascal(&self) -> String {
        self.0.iter().map(|w| capital(w)).collect()
    }

    /// `employeeOffboard`
    pub fn camel(&self) -> String {
        let pascal = self.pascal();
        let mut chars = pascal.chars();
        match chars.next() {
            Some(first) => first.to_lowercase().chain(chars).collect(),
            None => pascal,
        }
    }

    /// `employee-offboard`
    pub fn kebab(&self) -> String {
        self.0.join("-")
    }

    /// This name with further words behind it.
    pub fn with(&self, words: &[&str]) -> Name {
        Name(self.0.iter().cloned().chain(words.iter().map(|w| w.to_string())).collect())
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
