//! Tag Companies: vendor section 18.

use hr::Error;
use hr::access::{Founder, NewCompany, company};
use serde_json::json;
use shiftcare_server::requests::CompanyProvisionRequest;
use shiftcare_server::traits::Companies;
use shiftcare_server::types::{CompanyProvision, CompanyProvisioned, EncryptedApiCredentials};

use crate::{Principal, ShiftCare};

impl Companies for ShiftCare {
    async fn company_provision(
        &self,
        caller: Principal,
        request: CompanyProvisionRequest,
    ) -> Result<CompanyProvisioned, Error> {
        let (new, founder) = (new(&request.body), founder(&request.body));
        let company = company::provision(&self.hr, caller.client(), new, founder).await?;
        Ok(CompanyProvisioned {
            enterprise_id: company.public_id,
            company_name: company.name,
            admin_username: request.body.admin_username,
            admin_email: request.body.admin_email,
            created_at: company.created_at,
        })
    }
}

fn new(sent: &CompanyProvision) -> NewCompany {
    NewCompany {
        public_id: None,
        name: sent.company_name.clone(),
        contact_email: sent.contact_email.clone(),
        industry: sent.industry_type.clone(),
        country: sent.country.clone(),
        time_zone: sent.time_zone.clone(),
        currency: sent.currency.clone(),
        phone: sent.phone.clone(),
        phone_code: sent.phone_code.clone(),
        logo_url: sent.logo_url.clone(),
        plan_id: sent.plan_id.clone(),
        api_credentials: sent.encrypted_api_credentials.as_ref().map(sealed),
    }
}

/// Opaque to us: kept as it came, never shown.
fn sealed(sent: &EncryptedApiCredentials) -> Vec<u8> {
    let pair = json!({ "iv": sent.iv.expose(), "ciphertext": sent.ciphertext.expose() });
    pair.to_string().into_bytes()
}

fn founder(sent: &CompanyProvision) -> Founder {
    Founder {
        full_name: sent.admin_full_name.clone(),
        email: sent.admin_email.clone(),
        username: sent.admin_username.clone(),
    }
}
