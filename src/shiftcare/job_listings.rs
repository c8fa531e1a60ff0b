//! Tag Job Listings: vendor section 7.

use hr::{Error, job_listing};
use shiftcare_server::requests::*;
use shiftcare_server::traits::JobListings;
use shiftcare_server::types::{JobListing, JobListingListItem};
use wire::Paged;

use crate::translate::{job_listings, page, paged};
use crate::{Principal, ShiftCare};

impl JobListings for ShiftCare {
    async fn job_listing_list(
        &self,
        caller: Principal,
        request: JobListingListRequest,
    ) -> Result<Paged<JobListingListItem>, Error> {
        let page = page(request.page, request.size);
        let filter = job_listings::filter(request.status);
        let found = job_listing::list(&self.hr, caller.who()?, &filter, page).await?;
        Ok(paged(found, job_listings::listed))
    }

    async fn job_listing_create(
        &self,
        caller: Principal,
        request: JobListingCreateRequest,
    ) -> Result<JobListing, Error> {
        let new = job_listings::new(request.body);
        let made = job_listing::create(&self.hr, caller.who()?, new).await?;
        Ok(job_listings::shown(made))
    }

    async fn job_listing_get(
        &self,
        caller: Principal,
        request: JobListingGetRequest,
    ) -> Result<JobListing, Error> {
        let id = job_listings::id(&request.id)?;
        Ok(job_listings::shown(job_listing::get(&self.hr, caller.who()?, id).await?))
    }

    async fn job_listing_update(
        &self,
        caller: Principal,
        request: JobListingUpdateRequest,
    ) -> Result<JobListing, Error> {
        let (id, change) = (job_listings::id(&request.id)?, job_listings::change(request.body)?);
        let changed = job_listing::change(&self.hr, caller.who()?, id, change).await?;
        Ok(job_listings::shown(changed))
    }

    async fn job_listing_delete(
        &self,
        caller: Principal,
        request: JobListingDeleteRequest,
    ) -> Result<(), Error> {
        let id = job_listings::id(&request.id)?;
        job_listing::delete(&self.hr, caller.who()?, id).await
    }
}
