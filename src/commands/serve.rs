//! `serve`: opens everything, says where it listens, and answers until told to stop.

use std::{io::Write, net::SocketAddr, sync::Arc};

use courier::{FetchSettings, Fetcher, Files, Poster, Sender};
use hr::Hr;
use wire::Enforcement;

use super::open;
use crate::{
    Parts, admin, apis, app,
    cli::ServeArgs,
    config::Config,
    failure::Failure,
    listen::{Door, stop_on_signal},
    telemetry, tls,
};

/// Serves until a signal comes; in-flight requests have ten seconds to finish.
pub async fn run(args: ServeArgs) -> Result<(), Failure> {
    let config = Config::new(args)?;
    let stop = stop_on_signal()?;
    // What can be wrong without a database is found before one is made.
    let identity = config.tls.as_ref().map(tls::load).transpose()?;
    let door = Door::open(config.listen).await?;
    let admin_door = match config.admin_listen {
        Some(address) => Some(Door::open(address).await?),
        None => None,
    };
    let parts = prepare(&config).await?;
    warn(&config);
    let endpoint = app(&config, parts.clone());
    let sender = tokio::spawn(sender(&parts).run());
    let (address, secure) = (door.address, identity.is_some());
    let ready = || say("listening on", address, secure);
    let served = door.serve(endpoint, identity, stop.clone(), ready);
    let done = match admin_door {
        None => served.await,
        Some(door) => {
            let address = door.address;
            let ready = || say("metrics and health on", address, false);
            tokio::try_join!(served, door.serve(admin(&parts), None, stop, ready)).map(|_| ())
        }
    };
    // What it was sending is claimed, and sent again after the next start.
    sender.abort();
    parts.hr.db().close().await?;
    done
}

/// Everything that answering needs, the demo's companies included.
async fn prepare(config: &Config) -> Result<Parts, Failure> {
    let metrics = telemetry::metrics()?;
    let (hr, secret) = open(&config.store).await?;
    let files = Files::open(&config.files, &secret, keys(&hr))
        .map_err(|error| Failure::new(format_args!("cannot open the file storage: {error}")))?;
    let allow_private = config.allow_private;
    let settings = FetchSettings { allow_private, ..FetchSettings::default() };
    let fetcher = Fetcher::new(settings).map_err(Failure::new)?;
    let poster = Poster::new(settings).map_err(Failure::new)?;
    if config.demo {
        demo::seed(&hr).await?;
    }
    Ok(Parts { hr, files, fetcher, poster, metrics: Arc::new(move || metrics.render()) })
}

/// What tells the endpoints of companies what happened.
fn sender(parts: &Parts) -> Sender {
    let Parts { hr, poster, .. } = parts.clone();
    Sender { hr, poster, render: apis::told() }
}

/// Keys of files come from where all randomness comes from.
fn keys(hr: &Hr) -> courier::Random {
    let random = hr.random().clone();
    Arc::new(move || random.bytes().ok())
}

fn warn(config: &Config) {
    if config.limits == Enforcement::Off {
        tracing::warn!("--limits off: rate limits are counted and reported, nobody is refused");
    }
    if config.allow_private {
        tracing::warn!("--allow-private-targets: fetched URLs may lead into this network");
    }
    if config.demo {
        tracing::warn!("--demo: everybody knows the credentials; keep no real data here");
    }
}

/// The one line that scripts wait for, on the output stream.
fn say(what: &str, address: SocketAddr, secure: bool) {
    let scheme = if secure { "https" } else { "http" };
    let mut out = std::io::stdout().lock();
    // Nobody may be reading; that is no reason to stop.
    let _ = writeln!(out, "{what} {scheme}://{address}").and_then(|()| out.flush());
}
