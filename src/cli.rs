//! The command line: every flag is also an environment variable.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand, ValueEnum, error::ErrorKind};
use ipnet::IpNet;

/// One server that speaks several HR APIs over one database.
#[derive(Debug, Parser)]
#[command(name = "rosetta-hr", version, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// What can be asked for.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer requests until told to stop.
    Serve(Box<ServeArgs>),
    /// Bring the database's schema up to date.
    Migrate(StoreArgs),
    /// Register programs that may call.
    #[command(subcommand)]
    Client(ClientCommand),
    /// Issue access tokens.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Give people accounts.
    #[command(subcommand)]
    User(UserCommand),
    /// Look after the keys that sign tokens.
    #[command(subcommand)]
    Key(KeyCommand),
    /// Write a copy of an SQLite database.
    Backup(BackupArgs),
}

/// `client …`
#[derive(Debug, Subcommand)]
pub enum ClientCommand {
    /// Register a client and print its secret once.
    Create(ClientArgs),
}

/// `token …`
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Issue an access token for a client and print it.
    Create(TokenArgs),
}

/// `user …`
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Give an employee an account and print its password once.
    Create(UserArgs),
}

/// `key …`
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Put a new signing key in force; the old one verifies while its tokens live.
    Rotate(StoreArgs),
    /// Register a service of your own, which may read in all companies, and print its key once.
    Service(MachineArgs),
}

/// Which database.
#[derive(Clone, Debug, Args)]
pub struct StoreArgs {
    /// `sqlite:///path/to/file` or `postgres://…`; without it ./data/rosetta-hr.db.
    #[arg(long, env = "ROSETTA_HR_DATABASE", hide_env_values = true, value_name = "URL")]
    pub database: Option<String>,
}

/// `serve`
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// Serve two invented companies with fixed credentials, on this machine only.
    #[arg(long, env = "ROSETTA_HR_DEMO")]
    pub demo: bool,
    /// Where to listen; port 0 takes a free one.
    #[arg(
        long,
        env = "ROSETTA_HR_LISTEN",
        value_name = "ADDRESS:PORT",
        default_value = "127.0.0.1:8080"
    )]
    pub listen: SocketAddr,
    /// Where files are kept, `file:PATH`; without it a folder beside the database.
    #[arg(long, env = "ROSETTA_HR_FILES", value_name = "PLACE")]
    pub files: Option<String>,
    /// Whether documented rate limits refuse anybody; `off` still counts and reports.
    #[arg(
        long,
        env = "ROSETTA_HR_LIMITS",
        value_enum,
        value_name = "MODE",
        default_value = "documented"
    )]
    pub limits: Limits,
    /// Let fetched URLs lead to loopback and private addresses.
    #[arg(long, env = "ROSETTA_HR_ALLOW_PRIVATE_TARGETS")]
    pub allow_private_targets: bool,
    /// Refuse IceHRM's password grant, as RFC 9700 asks; its users then need personal tokens.
    #[arg(long, env = "ROSETTA_HR_NO_PASSWORD_GRANT")]
    pub no_password_grant: bool,
    /// Networks whose X-Forwarded headers are believed.
    #[arg(
        long = "trusted-proxy", env = "ROSETTA_HR_TRUSTED_PROXY", value_name = "CIDR",
        value_delimiter = ',', value_parser = network
    )]
    pub trusted_proxies: Vec<IpNet>,
    /// Serve /metrics and health here; /metrics then nowhere else.
    #[arg(long, env = "ROSETTA_HR_ADMIN_LISTEN", value_name = "ADDRESS:PORT")]
    pub admin_listen: Option<SocketAddr>,
    /// Certificate chain in PEM.
    #[arg(long, env = "ROSETTA_HR_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Its private key in PEM.
    #[arg(long, env = "ROSETTA_HR_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// The index to which pip is sent on for what the SDKs need, such as your mirror; the demo,
    /// where none is named, takes the one that pip uses itself.
    #[arg(
        long, env = "ROSETTA_HR_PYTHON_INDEX", value_name = "URL", value_parser = python_index
    )]
    pub python_index: Option<String>,
}

/// `client create`
#[derive(Clone, Debug, Args)]
pub struct ClientArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// The API that it is for: shiftcare or whosoff.
    #[arg(long, env = "ROSETTA_HR_CLIENT_API", default_value = "shiftcare")]
    pub api: String,
    /// Its public name, the client_id; whosoff's app id is made where none is given.
    #[arg(
        long,
        env = "ROSETTA_HR_CLIENT_ID",
        required_unless_present = "api",
        required_if_eq("api", "shiftcare")
    )]
    pub id: Option<String>,
    /// Its name for people; the id where it is not given.
    #[arg(long, env = "ROSETTA_HR_CLIENT_NAME")]
    pub name: Option<String>,
    /// A company that it may act in, by public id; may be repeated, whosoff takes one.
    #[arg(long = "company", env = "ROSETTA_HR_CLIENT_COMPANY", value_delimiter = ',')]
    pub companies: Vec<String>,
    /// A scope that it may ask for, `*` for all; may be repeated.
    #[arg(
        long = "scope",
        env = "ROSETTA_HR_CLIENT_SCOPE",
        value_delimiter = ',',
        required_unless_present = "api",
        required_if_eq("api", "shiftcare")
    )]
    pub scopes: Vec<String>,
}

/// `token create`
#[derive(Clone, Debug, Args)]
pub struct TokenArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// The API that is to accept it: shiftcare, workbeats, okta-hr, whosoff or icehrm.
    #[arg(long, env = "ROSETTA_HR_TOKEN_API", default_value = "shiftcare")]
    pub api: String,
    /// The client, by its client_id: for shiftcare.
    #[arg(
        long,
        env = "ROSETTA_HR_TOKEN_CLIENT",
        required_unless_present = "api",
        required_if_eq("api", "shiftcare")
    )]
    pub client: Option<String>,
    /// The company, by public id: for all others.
    #[arg(
        long,
        env = "ROSETTA_HR_TOKEN_COMPANY",
        required_if_eq_any([
            ("api", "workbeats"), ("api", "okta-hr"), ("api", "whosoff"), ("api", "icehrm"),
        ])
    )]
    pub company: Option<String>,
    /// A scope of the token; shiftcare gives all of the client's where none is given.
    #[arg(
        long = "scope",
        env = "ROSETTA_HR_TOKEN_SCOPE",
        value_delimiter = ',',
        required_if_eq("api", "workbeats")
    )]
    pub scopes: Vec<String>,
    /// The environment that it belongs to: for workbeats.
    #[arg(long, env = "ROSETTA_HR_TOKEN_ENVIRONMENT", default_value = "staging")]
    pub environment: String,
    /// The person, by username or e-mail address: for okta-hr, whosoff and icehrm.
    #[arg(
        long,
        env = "ROSETTA_HR_TOKEN_USER",
        required_if_eq_any([("api", "okta-hr"), ("api", "whosoff"), ("api", "icehrm")])
    )]
    pub user: Option<String>,
    /// What it is for, as people will read it.
    #[arg(long, env = "ROSETTA_HR_TOKEN_NAME", default_value = "command line")]
    pub name: String,
}

/// `key service`
#[derive(Clone, Debug, Args)]
pub struct MachineArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// Its name for people.
    #[arg(long, env = "ROSETTA_HR_KEY_SERVICE_NAME")]
    pub name: String,
}

/// `user create`
#[derive(Clone, Debug, Args)]
pub struct UserArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// The company, by public id.
    #[arg(long, env = "ROSETTA_HR_USER_COMPANY")]
    pub company: String,
    /// An employee that exists, by id; otherwise all of a new one's data are needed.
    #[arg(long, env = "ROSETTA_HR_USER_EMPLOYEE", conflicts_with = "PersonArgs")]
    pub employee: Option<i64>,
    #[command(flatten)]
    pub person: Option<PersonArgs>,
}

/// A new employee.
#[derive(Clone, Debug, Args)]
pub struct PersonArgs {
    /// The name to sign in with.
    #[arg(long, env = "ROSETTA_HR_USER_USERNAME", required = false)]
    pub username: String,
    #[arg(long, env = "ROSETTA_HR_USER_EMAIL", required = false)]
    pub email: String,
    #[arg(long, env = "ROSETTA_HR_USER_FIRST_NAME", required = false)]
    pub first_name: String,
    #[arg(long, env = "ROSETTA_HR_USER_LAST_NAME", required = false)]
    pub last_name: String,
    /// The key of the role: admin, manager, employee or the company's own.
    #[arg(long, env = "ROSETTA_HR_USER_ROLE", required = false, default_value = "employee")]
    pub role: String,
}

/// `--limits`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Limits {
    /// As each document says.
    Documented,
    /// Counted and reported, never refused.
    Off,
}

/// `backup`
#[derive(Clone, Debug, Args)]
pub struct BackupArgs {
    #[command(flatten)]
    pub store: StoreArgs,
    /// The file to write; it must not exist.
    #[arg(long, env = "ROSETTA_HR_BACKUP_TO", value_name = "FILE")]
    pub to: PathBuf,
}

/// Reads the command line.
///
/// # Errors
/// The status to leave with, once help, the version or one line about the mistake is printed.
pub fn parse() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let code = if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
            // A closed pipe is no reason to complain about help that nobody reads.
            let _ = error.print();
            code
        }
        _ => {
            eprintln!("rosetta-hr: {}", one_line(&error.render().to_string()));
            ExitCode::from(2)
        }
    })
}

/// The mistake itself, without the usage text that clap puts under it.
pub(crate) fn one_line(text: &str) -> String {
    let text = text.strip_prefix("error: ").unwrap_or(text);
    let mistake = text.split("\n\n").next().unwrap_or(text);
    mistake.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `10.0.0.0/8`, or one address.
fn network(text: &str) -> Result<IpNet, &'static str> {
    let address = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| address()).map_err(|_| "not a network such as 10.0.0.0/8")
}

/// The address of a package index, as everybody may read it.
fn python_index(text: &str) -> Result<String, &'static str> {
    let plain = |rest: &str| {
        let known = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/[]%+".contains(&b);
        !rest.is_empty() && rest.bytes().all(known)
    };
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest.is_some_and(plain) {
        true => Ok(text.trim_end_matches('/').to_owned()),
        false => Err("not the plain http or https URL of an index, without a password"),
    }
}
