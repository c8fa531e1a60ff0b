//! The one list of the APIs that are served; a new dialect is one entry in each function.

use hr::{Hr, access::Client};
use icehrm::IceHrm;
use include_dir::{Dir, include_dir};
use okta_hr::OktaHr;
use poem::endpoint::BoxEndpoint;
use portal::ApiEntry;
use shiftcare::ShiftCare;
use whosoff::Whosoff;
use workbeats::Workbeats;

use crate::{Parts, config::Config, failure::Failure, failures};

static WORKBEATS_SDKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/workbeats/sdk");
static WORKBEATS_KIT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/workbeats/contract");
static SHIFTCARE_SDKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/shiftcare/sdk");
static SHIFTCARE_KIT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/shiftcare/contract");
static WHOSOFF_SDKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/whosoff/sdk");
static WHOSOFF_KIT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/whosoff/contract");

static ICEHRM_SDKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/icehrm/sdk");
static ICEHRM_KIT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/icehrm/contract");
static OKTA_HR_SDKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/okta-hr/sdk");
static OKTA_HR_KIT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/okta-hr/contract");

/// The dialects, open.
struct Dialects {
    shiftcare: ShiftCare,
    okta_hr: OktaHr,
    workbeats: Workbeats,
    whosoff: Whosoff,
    icehrm: IceHrm,
}

/// What the portal shows.
fn shown(dialects: &Dialects) -> Vec<ApiEntry> {
    let Dialects { shiftcare, okta_hr, workbeats, whosoff, icehrm } = dialects;
    vec![
        ApiEntry {
            name: "shiftcare",
            title: "ShiftCare HR Tool 3.1.2",
            json: include_str!("../gen/shiftcare/openapi.json"),
            yaml: include_str!("../gen/shiftcare/openapi.yaml"),
            fidelity: include_str!("../openapi/shiftcare/FIDELITY.md"),
            changelog: include_str!("../openapi/shiftcare/CHANGELOG.md"),
            failures: failures::of(shiftcare),
            table: shiftcare::TABLE,
            sdks: &SHIFTCARE_SDKS,
            contract: &SHIFTCARE_KIT,
        },
        ApiEntry {
            name: "okta-hr",
            title: "Okta HR API v1",
            json: include_str!("../gen/okta-hr/openapi.json"),
            yaml: include_str!("../gen/okta-hr/openapi.yaml"),
            fidelity: include_str!("../openapi/okta-hr/FIDELITY.md"),
            changelog: include_str!("../openapi/okta-hr/CHANGELOG.md"),
            failures: failures::of(okta_hr),
            table: okta_hr::TABLE,
            sdks: &OKTA_HR_SDKS,
            contract: &OKTA_HR_KIT,
        },
        ApiEntry {
            name: "workbeats",
            title: "Workbeats HRMS Public API v1",
            json: include_str!("../gen/workbeats/openapi.json"),
            yaml: include_str!("../gen/workbeats/openapi.yaml"),
            fidelity: include_str!("../openapi/workbeats/FIDELITY.md"),
            changelog: include_str!("../openapi/workbeats/CHANGELOG.md"),
            failures: failures::of(workbeats),
            table: workbeats::TABLE,
            sdks: &WORKBEATS_SDKS,
            contract: &WORKBEATS_KIT,
        },
        ApiEntry {
            name: "whosoff",
            title: "WhosOff v4",
            json: include_str!("../gen/whosoff/openapi.json"),
            yaml: include_str!("../gen/whosoff/openapi.yaml"),
            fidelity: include_str!("../openapi/whosoff/FIDELITY.md"),
            changelog: include_str!("../openapi/whosoff/CHANGELOG.md"),
            failures: failures::of(whosoff),
            table: whosoff::TABLE,
            sdks: &WHOSOFF_SDKS,
            contract: &WHOSOFF_KIT,
        },
        ApiEntry {
            name: "icehrm",
            title: "IceHRM Pro 2.0.0",
            json: include_str!("../gen/icehrm/openapi.json"),
            yaml: include_str!("../gen/icehrm/openapi.yaml"),
            fidelity: include_str!("../openapi/icehrm/FIDELITY.md"),
            changelog: include_str!("../openapi/icehrm/CHANGELOG.md"),
            failures: failures::of(icehrm),
            table: icehrm::TABLE,
            sdks: &ICEHRM_SDKS,
            contract: &ICEHRM_KIT,
        },
    ]
}

/// What is served under a prefix.
type Mounted = Vec<(&'static str, BoxEndpoint<'static>)>;

/// What the portal shows, and what answers under each prefix.
pub fn mounted(
    config: &Config,
    parts: &Parts,
    settings: &wire::Settings,
) -> (Vec<ApiEntry>, Mounted) {
    let Parts { hr, files, fetcher, poster, .. } = parts.clone();
    let dialects = Dialects {
        okta_hr: OktaHr::new(hr.clone()),
        workbeats: Workbeats::new(hr.clone(), poster),
        whosoff: Whosoff::new(hr.clone()),
        icehrm: IceHrm::new(hr.clone(), files.clone(), config.password_grant),
        shiftcare: ShiftCare::new(hr, files, fetcher),
    };
    let shown = shown(&dialects);
    let mounted = vec![
        ("/shiftcare", shiftcare::endpoint(dialects.shiftcare, settings.clone())),
        ("/okta-hr", okta_hr::endpoint(dialects.okta_hr, settings.clone())),
        (workbeats::PREFIX, workbeats::endpoint(dialects.workbeats, settings.clone())),
        ("/icehrm/api/v1", icehrm::endpoint(dialects.icehrm, settings.clone())),
        ("/whosoff", whosoff::endpoint(dialects.whosoff, settings.clone())),
    ];
    (shown, mounted)
}

/// An access token of a client for the API with this name.
///
/// # Errors
/// For an API that is not served, and for scopes that the client may not have.
pub async fn issue(
    api: &str,
    hr: &Hr,
    client: &Client,
    scopes: Option<&str>,
) -> Result<String, Failure> {
    match api {
        "shiftcare" => Ok(shiftcare::issue(hr, client, scopes).await?),
        _ => Err(Failure::new("--api names an API of this server: shiftcare")),
    }
}
