//! `client.js` and its declarations: one thin method per operation, and what it takes.

use super::credentials::Choices;
use super::model::{Sdk, View};
use super::operations::{Failure, body_type};
use super::spell;
use super::types::exports;
use crate::ir::*;
use crate::render::sdk;

/// Names that an object has by itself, or that would make it something else.
const RESERVED: &[&str] = &[
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "then",
    "toJSON",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// The method of an operation.
pub fn method(operation: &Operation) -> String {
    let name = operation.id.camel();
    if RESERVED.contains(&name.as_str()) { format!("{name}_") } else { name }
}

impl Sdk<'_> {
    /// `client.js`
    pub fn client(&self) -> String {
        let mut out = format!(
            "// {}\n\nimport {{ API }} from './api.js';\n\
             import {{ OPERATIONS }} from './operations.js';\n\
             import {{ BaseClient }} from './runtime/client.js';\n\n\
             const {{ call }} = BaseClient;\n\nclass Client extends BaseClient {{\n  \
             constructor(options) {{\n    super(API, options);\n  }}\n",
            self.mark()
        );
        for operation in &self.api.operations {
            out.push_str(&format!(
                "\n  {}(args, options) {{\n    \
                 return call(this, OPERATIONS.{}, args, options);\n  }}\n",
                method(operation),
                operation.id.camel()
            ));
        }
        out.push_str("}\n\nexport { Client };\n");
        out
    }

    /// `client.d.ts`
    pub fn client_declarations(&self, choices: &Choices<'_>) -> String {
        let mut out = format!(
            "// {}\nimport type {{ BaseOptions, Call, CallOptions, Decimal, DecimalInput, Int64, \
             Page, PagedCall, PlainDate, PlainDateTime, PlainTime, Secret, Upload }} from \
             './runtime/index.js';\nimport type * as types from './types.js';\n\n",
            self.mark()
        );
        out.push_str(&self.options(choices));
        for (index, operation) in self.api.operations.iter().enumerate() {
            out.push_str(&self.args_type(index, operation));
        }
        out.push_str(&self.client_class());
        out
    }

    fn options(&self, choices: &Choices<'_>) -> String {
        let mut out = "/** What a client of this API may be told. */\n\
                       export interface ClientOptions extends BaseOptions {\n"
            .to_owned();
        match self.base_url() {
            Some(url) => {
                let doc = format!("Where the API lives; `{url}` if not said.");
                out.push_str(&spell::doc(&[&doc], 1));
                out.push_str("  readonly baseUrl?: string | undefined;\n");
            }
            None => out.push_str(
                "  /** Where the API lives; the document names no whole URL. */\n  \
                 readonly baseUrl: string;\n",
            ),
        }
        for choice in &choices.all {
            out.push_str(&spell::doc(&[&choice.doc], 1));
            out.push_str(&format!("  readonly {}?: {} | undefined;\n", choice.name, choice.ty));
        }
        out + "}\n"
    }

    /// What a method takes.
    fn args_type(&self, index: usize, operation: &Operation) -> String {
        let name = self.args(index);
        let mut fields = String::new();
        for param in &operation.params {
            fields.push_str(&spell::doc(&[&param.doc], 1));
            let ty = self.element(&param.value, View::Write, "types.");
            let field = match param.value.required {
                true => format!("  readonly {}: {ty};\n", param.name.camel()),
                false => format!("  readonly {}?: {ty} | undefined;\n", param.name.camel()),
            };
            fields.push_str(&field);
        }
        let head = format!("\n/** What {{@link Client.{}}} takes. */\n", method(operation));
        let bodies = operation.body.as_ref().map(|body| self.body_fields(operation, body));
        match bodies.as_deref() {
            None | Some([]) if fields.is_empty() => {
                format!("{head}export type {name} = {{ readonly [key: string]: never }};\n")
            }
            None | Some([]) => format!("{head}export interface {name} {{\n{fields}}}\n"),
            Some([body]) => format!("{head}export interface {name} {{\n{fields}{body}}}\n"),
            Some(several) => {
                let common =
                    if fields.is_empty() { String::new() } else { format!("{{\n{fields}}} & ") };
                let all: String =
                    several.iter().map(|body| format!("\n  | {{\n{body}}}")).collect();
                format!("{head}export type {name} = {common}({all}\n);\n")
            }
        }
    }

    fn body_fields(&self, operation: &Operation, body: &Body) -> Vec<String> {
        let optional = if body.required { "" } else { "?" };
        let none = if body.required { "" } else { " | undefined" };
        let several = body.media.len() > 1;
        let field = |(index, media): (usize, &Media)| {
            let ty = match media.kind {
                MediaKind::Text => "string".to_owned(),
                MediaKind::Binary => "Upload".to_owned(),
                _ => self.element(&media.value, View::Write, "types."),
            };
            let head = format!("  /** As `{}`. */\n", media.content_type.replace("*/", "*\\/"));
            let mut out = format!("{head}  readonly body{optional}: {ty}{none};\n");
            if several {
                let word = body_type(operation);
                let wire = spell::text(&media.content_type);
                out.push_str(&match index {
                    0 => format!("  readonly {word}?: {wire} | undefined;\n"),
                    _ => format!("  readonly {word}: {wire};\n"),
                });
            }
            out
        };
        body.media.iter().enumerate().map(field).collect()
    }

    fn client_class(&self) -> String {
        let api = self.api;
        let title = format!("Speaks {} {}.", api.title, api.version);
        let mut out = format!(
            "\n{}export declare class Client {{\n  constructor(options{}: ClientOptions);\n",
            spell::doc(&[&title, &api.description], 0),
            if self.base_url().is_some() { "?" } else { "" },
        );
        for (index, operation) in api.operations.iter().enumerate() {
            let head = format!("`{} {}`", operation.method, operation.path);
            let docs = spell::doc(&[&operation.summary, &operation.doc, &head], 1);
            let docs = match operation.deprecated {
                true if docs.ends_with("   */\n") => {
                    format!("{}   * @deprecated\n   */\n", &docs[..docs.len() - 6])
                }
                true => format!("  /** @deprecated {head} */\n"),
                false => docs,
            };
            let needed = operation.params.iter().any(|param| param.value.required)
                || operation.body.as_ref().is_some_and(|body| body.required);
            out.push_str(&format!(
                "\n{docs}  {}(args{}: {}, options?: CallOptions): {};\n",
                method(operation),
                if needed { "" } else { "?" },
                self.args(index),
                self.call_type(operation)
            ));
        }
        out + "}\n"
    }

    fn call_type(&self, operation: &Operation) -> String {
        let all = self.given(operation);
        match all.as_slice() {
            [] => "Call<void>".to_owned(),
            [one] => match &one.item {
                Some(item) => format!("PagedCall<{item}>"),
                None => format!("Call<{}>", one.ty),
            },
            several => {
                let row = |one: &super::operations::Given| {
                    format!("{{ status: {}; data: {} }}", one.status, one.ty)
                };
                let rows: Vec<String> = several.iter().map(row).collect();
                format!("Call<{}>", rows.join(" | "))
            }
        }
    }

    /// `failure.d.ts`
    pub fn failure_declarations(&self) -> String {
        let mut out = format!(
            "// {}\nimport type {{ Decimal, Int64, PlainDate, PlainDateTime, PlainTime, Secret }} \
             from './runtime/index.js';\nimport {{ SdkError }} from './runtime/index.js';\n\
             import type * as types from './types.js';\n\n\
             /** The typed body of a failed answer; `kind` tells them apart. */\n\
             export type Failure =",
            self.mark()
        );
        for Failure { status, value, kind } in self.failures() {
            let ty = self.element(value, View::Read, "types.");
            out.push_str(&format!(
                "\n  | {{ readonly kind: '{kind}'; readonly status: {status}; \
                 readonly body: {ty} }}"
            ));
        }
        out.push_str(
            "\n  | { readonly kind: 'Other'; readonly status: number; readonly body: unknown };\n",
        );
        out + API_ERROR
    }

    /// `index.js`
    pub fn index(&self) -> String {
        let runtime = [
            "ApiError",
            "CancelledError",
            "ConnectionError",
            "DecodeError",
            "InvalidCallError",
            "JsonNumber",
            "PlainDate",
            "PlainDateTime",
            "PlainTime",
            "SdkError",
            "Secret",
            "TimeoutError",
        ];
        let codes: Vec<String> = self.enums().map(|(id, _)| self.name(id).to_owned()).collect();
        let mut out = format!(
            "// {}\n\nimport {{ Client }} from './client.js';\nimport {{ {} }} from \
             './runtime/index.js';\n",
            self.mark(),
            runtime.join(", ")
        );
        if !codes.is_empty() {
            out.push_str(&format!("import {{ {} }} from './types.js';\n", codes.join(", ")));
        }
        let mut names = vec!["Client".to_owned()];
        names.extend(runtime.map(str::to_owned));
        if self.api.webhooks.is_some() {
            out.push_str("import { WebhookError, verifyWebhook } from './webhook.js';\n");
            names.extend(["WebhookError", "verifyWebhook"].map(str::to_owned));
        }
        names.extend(codes);
        names.push("revision".to_owned());
        names.push("version".to_owned());
        out.push_str(&format!(
            "\nconst version = '{}';\nconst revision = {};\n",
            self.version(),
            sdk::REVISION
        ));
        out + &exports(&names)
    }

    /// `index.d.ts`
    pub fn index_declarations(&self) -> String {
        let webhooks = match self.api.webhooks {
            Some(_) => "export * from './webhook.js';\n",
            None => "",
        };
        format!(
            "// {}\nexport * from './client.js';\nexport * from './failure.js';\n\
             export * from './runtime/index.js';\nexport * from './types.js';\n{webhooks}\
             /** The version of this package: that of the document. */\n\
             export declare const version: string;\n\
             /** Our revision of this package for one version of the document. */\n\
             export declare const revision: number;\n",
            self.mark()
        )
    }

    /// `webhook.js` and its declarations.
    pub fn webhook(&self, of: &Webhooks) -> (String, String) {
        let script = format!(
            "// {}\n\nimport {{ WebhookError }} from './runtime/errors.js';\n\
             import {{ verify }} from './runtime/webhooks.js';\n\n\
             const SETTINGS = {{\n  id: {},\n  timestamp: {},\n  signature: {},\n  \
             secretPrefix: {},\n  toleranceS: {},\n}};\n\n\
             function verifyWebhook(secrets, headers, body, options) {{\n  \
             return verify(SETTINGS, secrets, headers, body, options);\n}}\n\n\
             export {{ WebhookError, verifyWebhook }};\n",
            self.mark(),
            spell::text(&of.id),
            spell::text(&of.timestamp),
            spell::text(&of.signature),
            spell::text(&of.secret_prefix),
            of.tolerance_s
        );
        let declarations = format!(
            "// {}\nimport type {{ VerifiedWebhook, WebhookHeaders, WebhookSecrets }} from \
             './runtime/webhooks.js';\nexport * from './runtime/webhooks.js';\n\n\
             /**\n * Checks that a webhook is genuine and at most {} s from now. The body must be \
             the bytes as\n * they came.\n *\n * Rejects with a {{@link WebhookError}} that says \
             why it is not.\n */\n\
             export declare function verifyWebhook(\n  secrets: WebhookSecrets,\n  headers: \
             WebhookHeaders,\n  body: string | Uint8Array,\n  options?: {{ readonly now?: Date }},\
             \n): Promise<VerifiedWebhook>;\n",
            self.mark(),
            of.tolerance_s
        );
        (script, declarations)
    }
}

const API_ERROR: &str = "
/** The server answered with a status other than 2xx. */
export declare class ApiError extends SdkError {
  private constructor(answer: never);
  /** The HTTP status. */
  readonly status: number;
  /** The typed body, by documented status; not shown when the error is printed. */
  readonly failure: Failure;
  /** The sentence meant for people, where the body has one. */
  readonly reason: string | undefined;
  /** Messages by field, where the body tells them. */
  readonly fields: { readonly [field: string]: readonly string[] };
  /** `X-Request-Id` of the answer: quote it when asking the operator. */
  readonly requestId: string | undefined;
  /** `Retry-After` of the answer in seconds. */
  readonly retryAfter: number | undefined;
  /** All headers of the answer; not shown when the error is printed. */
  readonly headers: Headers;
  /** The body as it came; not shown when the error is printed. */
  readonly body: Uint8Array;
}
";
