//! Payslip templates: what is kept, how it is filled in, and that nothing in it can run.

use super::*;
use crate::payroll::column::{self, NewColumn};
use crate::testing::World;
use crate::{Error, PageRequest};

const MISSING: Error = Error::NotFound("payslip template");

fn text(text: &str) -> Block {
    Block { text: Some(text.into()), ..Block::plain(BlockKind::Text) }
}

#[tokio::test]
async fn template_keeps_every_field_and_change_sets_and_keeps() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let net = column::create(hr, who, NewColumn::new("Net")).await.unwrap().id;
    let design = vec![
        Block { label: Some("Pay".into()), ..Block::plain(BlockKind::Totals) },
        text("Hello"),
        Block { column: Some(net), ..Block::plain(BlockKind::Column) },
    ];
    let new = NewTemplate { name: "Usual".into(), design: design.clone(), shown: true };
    let made = create(hr, who, new).await.unwrap();
    let expected = Template {
        id: made.id,
        name: "Usual".into(),
        design,
        shown: true,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
    let hidden = TemplateChange { shown: Some(false), ..TemplateChange::default() };
    let changed = change(hr, who, made.id, hidden).await.unwrap();
    assert_eq!(changed, Template { shown: false, ..expected.clone() });

    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, TemplateChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    let request = PageRequest::new(1, 20);
    let theirs = list(hr, rival, SortBy::Id, false, request).await.unwrap();
    let ours = list(hr, who, SortBy::Name, true, request).await.unwrap();
    assert_eq!((theirs.total, ours.total), (0, 1));
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(get(hr, who, made.id).await, Err(MISSING));
}

#[tokio::test]
async fn template_with_a_block_that_lacks_something_is_refused() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = column::create(hr, rival, NewColumn::new("Net")).await.unwrap().id;
    for design in [
        vec![Block::plain(BlockKind::Text)],
        vec![Block::plain(BlockKind::Column)],
        vec![Block { column: Some(theirs), ..Block::plain(BlockKind::Column) }],
    ] {
        let new = NewTemplate { name: "Bad".into(), design: design.clone(), shown: true };
        for refused in
            [create(hr, who, new).await.map(|_| ()), preview(hr, who, design).await.map(|_| ())]
        {
            let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
            assert_eq!(faults[0].field, "design");
        }
    }
}

#[tokio::test]
async fn payslip_page_fills_in_placeholders_and_nothing_in_it_can_run() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let evil = "<img src=x onerror=alert(1)>";
    let id = column::create(hr, who, NewColumn::new(evil)).await.unwrap().id;
    let design = vec![
        Block {
            label: Some("<script>alert(2)</script>".into()),
            ..Block::plain(BlockKind::CompanyName)
        },
        text("Dear {{employee.name}},\n{{ payslip.net }} {{column.img src x onerror alert 1}}"),
        text("{{nothing}} {{unended <b>\" onload='x'</b> {{{{payroll.name}}}}"),
        Block { column: Some(id), ..Block::plain(BlockKind::Column) },
        Block::plain(BlockKind::Columns),
        Block::plain(BlockKind::Separator),
        Block::plain(BlockKind::Totals),
    ];
    let html = preview(hr, who, design.clone()).await.unwrap();
    for shown in [
        "<h1>ent_one</h1>",
        "<p>Dear Sample Employee,</p>",
        "<p>0.00 0.00</p>",
        "<p>{{nothing}} {{unended &lt;b&gt;&quot; onload=&#39;x&#39;&lt;/b&gt; ",
        "{{Sample payroll}}</p>",
        "<tr><th>&lt;img src=x onerror=alert(1)&gt;</th><td>0.00</td></tr>",
        "<h2>&lt;script&gt;alert(2)&lt;/script&gt;</h2>",
        "<tr><th>Net pay</th><td>0.00</td></tr>",
    ] {
        assert!(html.contains(shown), "{shown} is not in\n{html}");
    }
    // Every tag is one of ours, and none has an attribute but those of the page itself.
    for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let ours = [
            "!DOCTYPE html",
            "html lang=\"en\"",
            "/html",
            "head",
            "/head",
            "meta charset=\"utf-8\"",
            "title",
            "/title",
            "body",
            "/body",
            "h1",
            "/h1",
            "h2",
            "/h2",
            "p",
            "/p",
            "hr",
            "table",
            "/table",
            "tr",
            "/tr",
            "th",
            "/th",
            "td",
            "/td",
        ];
        assert!(ours.contains(&tag), "<{tag}>");
    }
    let new = NewTemplate { name: "Evil".into(), design, shown: true };
    let saved = create(hr, who, new).await.unwrap().id;
    assert_eq!(preview_of(hr, who, saved).await.unwrap(), html);
    assert_eq!(preview_of(hr, &world.rival, saved).await, Err(MISSING));
}
