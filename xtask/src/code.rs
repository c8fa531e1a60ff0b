//! The catalogue of faults: numbers and slugs stay what they are once published.

use std::fmt;

/// What sort of fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Invalid,
    Unsupported,
    Ambiguous,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Invalid => "invalid document",
            Kind::Unsupported => "unsupported construct",
            Kind::Ambiguous => "ambiguous name",
        })
    }
}

macro_rules! codes {
    ($($name:ident = $number:literal $slug:literal $kind:ident, $why:literal, $fix:literal;)*) => {
        /// A kind of fault; the number is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($name = $number),* }

        impl Code {
            /// All codes, by number.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            pub fn slug(self) -> &'static str {
                match self { $(Code::$name => $slug),* }
            }

            pub fn kind(self) -> Kind {
                match self { $(Code::$name => Kind::$kind),* }
            }

            /// Why this is refused.
            pub fn why(self) -> &'static str {
                match self { $(Code::$name => $why),* }
            }

            /// How to mend it.
            pub fn fix(self) -> &'static str {
                match self { $(Code::$name => $fix),* }
            }
        }
    };
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E{:03} {}", *self as u16, self.slug())
    }
}

codes! {
    Syntax = 1 "syntax" Invalid,
        "a file must be one YAML 1.2 or JSON document",
        "correct the text at this position";
    DuplicateKey = 2 "duplicate-key" Invalid,
        "readers disagree on which of the two counts",
        "remove or rename one of them";
    UnreadableFile = 3 "unreadable-file" Invalid,
        "every file that is referred to must be readable as UTF-8 text",
        "correct the path, or add the file";
    Version = 4 "unsupported-version" Unsupported,
        "OpenAPI 3.0 and 3.1 are read; other versions mean other things by the same words",
        "write `openapi: 3.1.0`, or convert the document";
    MissingKey = 5 "missing-key" Invalid,
        "OpenAPI requires it",
        "add it";
    WrongKind = 6 "wrong-kind" Invalid,
        "OpenAPI gives this place another kind of value",
        "write the kind of value that is named";
    UnresolvedRef = 10 "unresolved-ref" Invalid,
        "a `$ref` must lead to something that exists",
        "correct its path (`file.yaml#/components/schemas/Name`), or add what it names";
    OutsideRef = 11 "outside-ref" Invalid,
        "a document consists of the files of its own folder, so that it can be read offline",
        "copy what is needed into the document's folder and refer to it there";
    UnknownExtension = 12 "unknown-extension" Invalid,
        "the x-hr vocabulary is closed, so that a misspelt policy is never silently ignored",
        "use a key of openapi/x-hr.schema.json at a place where it is allowed";
    CyclicRef = 13 "cyclic-ref" Invalid,
        "a reference that leads back to itself names nothing",
        "break the circle with a definition of its own";
    TwoFiles = 14 "component-in-two-files" Ambiguous,
        "all components of an API share one list of names after bundling",
        "rename one, or keep one and refer to it from the other file";
    UnusedPart = 15 "unused-part" Invalid,
        "it would be left out of the bundle without a word",
        "refer to it from openapi.yaml or from another file, or remove it";
    ExtensionValue = 16 "extension-value" Invalid,
        "openapi/x-hr.schema.json does not allow this value",
        "write it as the schema and openapi/README.md show";
    TagFile = 17 "tag-file" Invalid,
        "one tag is one file, one trait and one handler file of the same name",
        "move the path to the file of its tag, or correct the tag";
    MissingOperationId = 20 "missing-operation-id" Invalid,
        "the operationId names the operation in every language, test and log line",
        "add `operationId: noun_verb`";
    DuplicateOperationId = 21 "duplicate-operation-id" Ambiguous,
        "the operationId must be one operation's own in every language's spelling",
        "rename one of the two";
    OperationIdShape = 22 "operation-id-shape" Invalid,
        "an operationId is one token `noun_verb` in snake case, spelt the same everywhere",
        "write it in lower case letters and digits with single underscores";
    DuplicateRoute = 23 "duplicate-route" Ambiguous,
        "the two paths match the same requests",
        "merge the two, or change one of the paths";
    PathParameter = 24 "path-parameter" Invalid,
        "each `{name}` of a path needs its required path parameter, and the other way round",
        "declare the parameter with `in: path` and `required: true`, or correct the path";
    DuplicateParameter = 25 "duplicate-parameter" Invalid,
        "a name may be declared once per place",
        "remove one of the two";
    Tag = 26 "tag" Invalid,
        "each operation belongs to exactly one declared tag: its file, trait and handler file",
        "give it one tag and declare that under the root's `tags`";
    UnknownScheme = 27 "unknown-security-scheme" Invalid,
        "a requirement must name a scheme of `components/securitySchemes`",
        "correct the name, or declare the scheme";
    UnknownScope = 28 "unknown-scope" Invalid,
        "a required scope must be one that the scheme can grant",
        "correct the scope, or declare it at the scheme's flow";
    Status = 29 "status" Invalid,
        "every status that is answered is documented by its own number",
        "write the status in quotes, from \"100\" to \"599\"";
    Keyword = 30 "unsupported-keyword" Unsupported,
        "the generator cannot check or express this keyword and does not drop it silently",
        "express it in another way, or say it in the description";
    Parameter = 31 "unsupported-parameter" Unsupported,
        "parameters are read from path, query and headers, as scalars or lists of scalars",
        "use `in: path`, `query` or `header` with `style` simple or form";
    Security = 32 "unsupported-security" Unsupported,
        "bearer, basic, keys in headers and OAuth 2 are supported, one scheme at a time",
        "offer the schemes as alternatives, or use one of these";
    TypeMix = 33 "unsupported-type" Unsupported,
        "this combination of types cannot be expressed in every language",
        "write it as `oneOf` of plain schemas, or choose one type";
    EnumCodes = 34 "unsupported-enum" Unsupported,
        "codes are strings or whole numbers, or the same numbers in both spellings",
        "write all codes as one kind, or each number in both spellings";
    TolerantResponse = 35 "tolerant-response" Invalid,
        "a server may accept two spellings but must send one",
        "use a schema of its own with one type in the response";
    EnumNames = 36 "enum-names" Invalid,
        "`x-enum-varnames` gives one name to each distinct code, in the order of `enum`",
        "list as many distinct names in snake case as there are distinct codes";
    AllOf = 37 "unsupported-all-of" Unsupported,
        "the parts of `allOf` are merged, which needs parts that do not contradict each other",
        "write the merged schema, or remove the contradiction";
    RequiredUnknown = 38 "required-unknown" Invalid,
        "`required` names a property that the schema does not have",
        "correct the name, or declare the property";
    Limit = 39 "limit" Invalid,
        "a limit is a number of the right kind, and its lower bound lies below its upper",
        "correct the number";
    AmbiguousName = 40 "ambiguous-name" Ambiguous,
        "both become the same identifier in generated code",
        "rename one of them (codes: give names with `x-enum-varnames`)";
    PageShape = 41 "page-shape" Invalid,
        "a paged answer needs the items and the page object, and a page style that fills it",
        "let `x-hr-page` and the success body agree with the root's styles";
    EnvelopeShape = 42 "envelope-shape" Invalid,
        "the success wrapper must have the data key and constants only, or no data at all",
        "give the other keys a `const`, or name another envelope";
    UnknownPolicy = 43 "unknown-policy" Invalid,
        "an operation may only name a limit or page style that the root defines",
        "correct the name, or define it at the root";
    Media = 44 "unsupported-media" Unsupported,
        "JSON, forms, multipart, text and binary bodies are supported",
        "use one of these content types, with one schema each";
    Pattern = 45 "pattern" Invalid,
        "a pattern must be a regular expression of ECMA 262",
        "correct the expression";
    TenantHeader = 46 "tenant-header" Invalid,
        "clients must see which calls need the company, and the guard must agree",
        "refer to the header parameter, or say `x-hr-tenant: none`";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_slugs_are_distinct() {
        for (i, a) in Code::ALL.iter().enumerate() {
            for b in &Code::ALL[i + 1..] {
                assert_ne!(a.slug(), b.slug());
                assert!((*a as u16) < (*b as u16), "{a} comes before {b}");
            }
        }
    }
}
