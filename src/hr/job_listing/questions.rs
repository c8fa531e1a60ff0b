//! The questions of job listings in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{JobListing, Question, QuestionKind};
use crate::Error;
use crate::db::Tx;
use crate::entity::job_question::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, JobListingId};

/// The questions of a listing, in the order in which applicants see them.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    listing: JobListingId,
) -> Result<Vec<Question>, Error> {
    let mut rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::ListingId.eq(listing))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    // Here and not in SQL: the databases disagree about where an absent index stands.
    rows.sort_by_key(|row| (row.order_index.is_none(), row.order_index));
    rows.into_iter().map(Question::try_from).collect()
}

/// Adds the questions of a new listing, in the given order.
pub async fn insert(tx: &Tx, company: CompanyId, it: &JobListing) -> Result<(), Error> {
    Entity::insert_many(rows(company, it)).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes questions that are already there, all in one statement.
pub async fn update(tx: &Tx, company: CompanyId, it: &JobListing) -> Result<(), Error> {
    let there = OnConflict::columns([Column::CompanyId, Column::PublicId])
        .update_columns([
            Column::Text,
            Column::Kind,
            Column::AnswerOptions,
            Column::Video,
            Column::OrderIndex,
        ])
        .to_owned();
    let rows = Entity::insert_many(rows(company, it)).on_conflict(there);
    rows.exec_without_returning(tx).await?;
    Ok(())
}

/// Removes the questions of a listing.
pub async fn clear(tx: &Tx, company: CompanyId, listing: JobListingId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::ListingId.eq(listing))
        .exec(tx)
        .await?;
    Ok(())
}

fn rows(company: CompanyId, it: &JobListing) -> impl Iterator<Item = ActiveModel> {
    it.questions.iter().map(move |question| ActiveModel {
        id: NotSet,
        company_id: Set(company),
        listing_id: Set(it.id),
        public_id: Set(question.public_id.to_string()),
        text: Set(question.text.clone()),
        kind: Set(question.kind.code()),
        answer_options: Set(question.answer_options.clone()),
        video: Set(question.video),
        order_index: Set(question.order_index),
    })
}

impl TryFrom<Model> for Question {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let public_id = Uuid::parse_str(&row.public_id)
            .map_err(|_| Error::internal(format!("job question {} has no UUID", row.id)))?;
        Ok(Self {
            public_id,
            text: row.text,
            kind: QuestionKind::from_code(row.kind)?,
            answer_options: row.answer_options,
            video: row.video,
            order_index: row.order_index,
        })
    }
}
