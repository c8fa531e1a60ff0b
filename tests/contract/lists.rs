//! Lists of every API: the same in pages of every size, with totals and links that are true.

use serde_json::{Map, Value, json};

use crate::client::{Call, Caller, Client};
use crate::document::DOCUMENTS;
use crate::document::policy::PageStyle;
use crate::findings::Findings;
use crate::house::House;
use crate::operation::{Operation, text};

/// All records of a list, page by page where it has pages.
pub async fn whole_list(client: &Client, operation: &str, caller: &Caller) -> Vec<Value> {
    let operation = client.document.operation(operation);
    let Some(style) = client.document.page_style(operation) else {
        let answer = client.sample(&operation.id).by(caller).send().await.held(200).json();
        return client.document.records(&answer).to_vec();
    };
    in_pages(client, operation, caller, largest(operation, &style)).await
}

/// All records of a list that has pages, in pages of one size.
pub async fn in_pages(
    client: &Client,
    operation: &'static Operation,
    caller: &Caller,
    size: usize,
) -> Vec<Value> {
    let style = client.document.page_style(operation).unwrap();
    let mut records = Vec::new();
    for page in 1.. {
        let call = client.sample(&operation.id).by(caller);
        let call = call.query(&style.number, page).query(&style.size, size);
        let answer = call.send().await.held(200).json();
        let shown = client.document.records(&answer);
        records.extend(shown.iter().cloned());
        if shown.len() < size {
            break;
        }
    }
    records
}

/// The largest page that may be asked for.
fn largest(operation: &Operation, style: &PageStyle) -> usize {
    let asked = operation.of_place("query").find(|p| p.name == style.size);
    let most = asked.and_then(|p| p.schema["maximum"].as_u64()).unwrap_or(100);
    usize::try_from(most).unwrap()
}

#[tokio::test]
async fn every_list_is_the_same_in_pages_of_every_size() {
    let mut found = Findings::default();
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let all = house.owner().await;
        for operation in document.operations.iter().filter(|o| o.is_list()) {
            let style = document.page_style(operation).unwrap();
            let whole = whole_list(&house, &operation.id, &all).await;
            for size in [1, 3, 7] {
                let of = |page: usize| {
                    let call = house.sample(&operation.id).by(&all);
                    call.query(&style.number, page).query(&style.size, size)
                };
                found.join(paged(&of, &style, &whole, size).await);
            }
        }
    }
    found.hold();
}

/// Walks over a list in pages of one size, and past its end.
async fn paged(
    of: &impl Fn(usize) -> Call,
    style: &PageStyle,
    whole: &[Value],
    size: usize,
) -> Findings {
    let mut found = Findings::default();
    let pages = whole.len().div_ceil(size);
    let mut seen = Vec::new();
    for page in (1..=pages).chain([pages + 1, i32::MAX as usize]) {
        let answer = of(page).send().await.held(200);
        let body = answer.json();
        let shown = answer.document.records(&body);
        let case = format!("page {page} of {size}");
        for (key, value) in totals(style, page, size, whole.len(), shown.len()) {
            // Without a page object the totals stand beside the records.
            let holder = if style.object.is_empty() { &body } else { &body[&style.object] };
            let said = &holder[&key];
            if *said != value {
                found.say(&answer, &case, &format!("{key} is {said}, not {value}"));
            }
        }
        if let Some(links) = &style.links {
            look_at_links(&mut found, &answer, &body[links], [page, pages]);
        }
        seen.extend(shown.iter().cloned());
    }
    let first = of(1).send().await;
    if seen != whole {
        found.say(&first, &format!("pages of {size}"), "they show another list");
    }
    found
}

/// What the totals must say; the URL of the list is left to the schema.
fn totals(
    style: &PageStyle,
    page: usize,
    size: usize,
    items: usize,
    shown: usize,
) -> Map<String, Value> {
    let pages = items.div_ceil(size);
    let before = (page - 1).saturating_mul(size);
    let told = style.totals.iter().filter_map(|(key, carries)| {
        let value = match carries.as_str() {
            "number" => json!(page),
            "size" => json!(size),
            "items" => json!(items),
            "pages" => json!(pages),
            "has_next" => json!(page < pages),
            "next" if page < pages => json!(page + 1),
            "next" => Value::Null,
            "has_previous" => json!(page > 1),
            "first" if shown == 0 => Value::Null,
            "first" => json!(before + 1),
            "last" if shown == 0 => Value::Null,
            "last" => json!(before + shown),
            _ => return None,
        };
        Some((key.clone(), value))
    });
    told.collect()
}

/// Links exist where there is such a page.
fn look_at_links(
    found: &mut Findings,
    answer: &crate::client::Answer,
    links: &Value,
    [page, pages]: [usize; 2],
) {
    for (key, there) in [("next", page < pages), ("prev", page > 1)] {
        if links[key].is_string() != there {
            let what = format!("{key} is {} on page {page} of {pages}", text(&links[key]));
            found.say(answer, "links", &what);
        }
    }
}
