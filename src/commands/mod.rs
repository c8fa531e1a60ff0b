//! One file per command, and the runtime that they run in.

mod backup;
mod client;
mod key;
mod migrate;
mod serve;
mod token;
mod user;

use hr::{Clock, Hr, Random, Settings, Vault};

use crate::{
    cli::{Cli, ClientCommand, Command, KeyCommand, TokenCommand, UserCommand},
    config::Store,
    failure::Failure,
    secret, telemetry, tls,
};

/// Runs what the command line asked for.
///
/// # Errors
/// [`Failure`], one line for the operator.
pub fn run(cli: Cli) -> Result<(), Failure> {
    telemetry::log()?;
    tls::install();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(Failure::new)?.block_on(async {
        match cli.command {
            Command::Serve(args) => serve::run(*args).await,
            Command::Migrate(args) => migrate::run(&args).await,
            Command::Client(ClientCommand::Create(args)) => client::create(args).await,
            Command::Token(TokenCommand::Create(args)) => token::create(args).await,
            Command::User(UserCommand::Create(args)) => user::create(args).await,
            Command::Key(KeyCommand::Rotate(args)) => key::rotate(args).await,
            Command::Key(KeyCommand::Service(args)) => key::machine(args).await,
            Command::Backup(args) => backup::run(&args).await,
        }
    })
}

/// Opens the core on a database, bringing its schema up to date.
///
/// Gives the server's secret key too: files are signed under it.
async fn open(store: &Store) -> Result<(Hr, [u8; 32]), Failure> {
    store.prepare()?;
    let random = Random::os();
    let secret = secret::load(&store.folder, &random)?;
    store.reserve();
    let hr = Hr::open(Settings {
        database: store.database.clone(),
        migrate: migrations::run,
        clock: Clock::system(),
        random,
        vault: Vault::new(secret),
        count_statements: false,
    });
    let hr = hr.await.map_err(|error| {
        let why = error.operator().map_or_else(|| error.to_string(), str::to_owned);
        Failure::new(format_args!("cannot open the database: {why}"))
    })?;
    Ok((hr, secret))
}
