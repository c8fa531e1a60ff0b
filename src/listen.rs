//! Taking a port, serving on it, and stopping without dropping anybody.

use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
    time::Duration,
};

use poem::{
    Endpoint, Response, Server,
    http::uri::Scheme,
    listener::{Acceptor, AcceptorExt, TcpAcceptor},
    web::{LocalAddr, RemoteAddr},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};

use crate::{failure::Failure, tls::Identity};

/// How long requests that are under way may still take.
const GRACE: Duration = Duration::from_secs(10);
/// A connection on which nothing moves is closed.
const IDLE: Duration = Duration::from_secs(120);

/// Becomes true when the server is to end.
pub type Stop = watch::Receiver<bool>;

/// A port that is ours, before anything is served on it.
pub struct Door {
    listener: TcpListener,
    /// With the real port where 0 was asked for.
    pub address: SocketAddr,
}

impl Door {
    /// Takes the port.
    ///
    /// # Errors
    /// When it is taken or may not be used.
    pub async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let cannot = |error: io::Error| {
            let why = match error.kind() {
                ErrorKind::AddrInUse => "the port is taken".to_owned(),
                ErrorKind::PermissionDenied => "this user may not use the port".to_owned(),
                _ => error.to_string(),
            };
            Failure::new(format_args!("cannot listen on {address}: {why}"))
        };
        let listener = TcpListener::bind(address).await.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        Ok(Self { listener, address })
    }

    /// Serves until `stop`; requests that are under way then finish within ten seconds. `ready` is
    /// called once nothing can go wrong any more.
    ///
    /// # Errors
    /// When the socket fails.
    pub async fn serve(
        self,
        endpoint: impl Endpoint<Output = Response> + 'static,
        tls: Option<Identity>,
        stop: Stop,
        ready: impl FnOnce(),
    ) -> Result<(), Failure> {
        let inner = TcpAcceptor::from_tokio(self.listener).map_err(Failure::new)?;
        let plain = Prompt { inner, begun: false };
        let acceptor = match tls {
            None => plain.boxed(),
            Some(identity) => plain.rustls(identity).boxed(),
        };
        ready();
        Server::new_with_acceptor(acceptor)
            .idle_timeout(IDLE)
            .run_with_graceful_shutdown(endpoint, asked(stop), Some(GRACE))
            .await
            .map_err(Failure::new)
    }
}

/// Sends small packets at once, and lets the TLS side load its certificate before the first guest.
struct Prompt {
    inner: TcpAcceptor,
    begun: bool,
}

impl Acceptor for Prompt {
    type Io = TcpStream;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.inner.local_addr()
    }

    async fn accept(&mut self) -> io::Result<(TcpStream, LocalAddr, RemoteAddr, Scheme)> {
        if !std::mem::replace(&mut self.begun, true) {
            tokio::task::yield_now().await;
        }
        let (stream, local, remote, scheme) = self.inner.accept().await?;
        stream.set_nodelay(true)?;
        Ok((stream, local, remote, scheme))
    }
}

/// Watches for the signals that ask the process to end.
///
/// # Errors
/// When signals cannot be watched.
pub fn stop_on_signal() -> Result<Stop, Failure> {
    let (stop, asked) = watch::channel(false);
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::new)?;
        let mut terminate = signal(SignalKind::terminate()).map_err(Failure::new)?;
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            stop.send_replace(true);
        });
    }
    #[cfg(not(unix))]
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.send_replace(true);
        }
    });
    Ok(asked)
}

async fn asked(mut stop: Stop) {
    // The other side never goes away before it has sent.
    let _ = stop.wait_for(|stop| *stop).await;
}
