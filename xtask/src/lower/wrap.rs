//! What a handler returns once the envelope is taken off, and how large a body may be.

use crate::diagnostic::Code;
use crate::ir::{
    Api, MediaKind, Operation, PageTotal, Response, Struct, Type, TypeId, TypeKind, Wrap,
};
use crate::tree::Spot;

use super::Lower;
use super::draft::Draft;

/// What a form needs around its files.
const FORM_MARGIN: u64 = 64 * 1024;

impl Lower<'_> {
    /// Decides `wrap` of every success.
    pub fn wraps(&mut self, api: &Api, operation: &mut Operation, spot: Spot) {
        let exact = operation.responses.iter().any(|r| (200..300).contains(&r.status));
        let mut paged = false;
        let mut responses = std::mem::take(&mut operation.responses);
        for response in &mut responses {
            let success = match response.status {
                200..300 | 2 => true,
                0 => !exact,
                _ => false,
            };
            response.wrap = if response.media.is_empty() {
                Wrap::Empty
            } else if success {
                self.wrap(api, operation, response, spot)
            } else {
                Wrap::Bare
            };
            paged |= matches!(response.wrap, Wrap::Page { .. });
        }
        operation.responses = responses;
        if operation.page.is_some() && !paged {
            let what = "`x-hr-page` is said, but no success body has items and a page object";
            self.add_own(Code::PageShape, spot, what);
        }
    }

    fn wrap(&mut self, api: &Api, operation: &Operation, response: &Response, spot: Spot) -> Wrap {
        let [media] = response.media.as_slice() else { return Wrap::Bare };
        let (Type::Ref(id), MediaKind::Json) = (&media.value.ty, media.kind) else {
            return Wrap::Bare;
        };
        let Some(TypeKind::Struct(of)) = self.drafts.get(id.0).map(|d| &d.def.kind) else {
            return Wrap::Bare;
        };
        if !of.fields.is_empty() && of.fields.iter().all(|f| f.constant.is_some()) {
            return Wrap::Constant(*id);
        }
        let Some(envelope) = api.envelope.as_ref().filter(|_| operation.envelope.is_none()) else {
            return Wrap::Bare;
        };
        let at = |key: &str| of.fields.iter().position(|f| f.wire == key);
        let Some(data) = at(&envelope.data) else { return Wrap::Bare };
        let page = envelope.page.as_deref().and_then(at);
        let style = operation.page.and_then(|style| api.pages.get(style));
        let links = style.and_then(|style| style.links.as_deref()).and_then(at);
        let beside = match (&envelope.page, style) {
            (None, Some(style)) => style.totals.as_slice(),
            _ => &[],
        };
        let total = |key: &str| beside.iter().any(|(name, _)| name == key);
        let loose = of.fields.iter().enumerate().find(|(i, f)| {
            ![Some(data), page, links].contains(&Some(*i))
                && f.constant.is_none()
                && !total(&f.wire)
        });
        if let Some((_, loose)) = loose {
            let what = format!("`{}` beside `{}` is not constant", loose.wire, envelope.data);
            self.add_own(Code::EnvelopeShape, spot, what);
            return Wrap::Bare;
        }
        match (page, style) {
            (Some(_), None) => {
                let what = "the success body has a page object, but `x-hr-page` is not said";
                self.add_own(Code::PageShape, spot, what);
                Wrap::Bare
            }
            (None, None) => Wrap::Data { body: *id, field: data },
            (None, Some(_)) if envelope.page.is_some() => Wrap::Data { body: *id, field: data },
            (page, Some(style)) => {
                let list = matches!(of.fields[data].value.ty, Type::List(_));
                let missing = self.page_fault(of, page, &style.totals);
                if !list {
                    let what = format!("`{}` of a page is not a list", envelope.data);
                    self.add_own(Code::PageShape, spot, what);
                }
                if let Some(what) = missing {
                    self.add_own(Code::PageShape, spot, what);
                }
                Wrap::Page { body: *id, items: data, page }
            }
        }
    }

    /// What the page object, or the body where totals stand beside the data, and the style's
    /// totals do not agree on.
    fn page_fault(
        &self,
        of: &Struct,
        page: Option<usize>,
        totals: &[(String, PageTotal)],
    ) -> Option<String> {
        let has = |of: &Struct, key: &str| of.fields.iter().any(|f| f.wire == key);
        let Some(page) = page else {
            let (key, _) = totals.iter().find(|(key, _)| !has(of, key))?;
            return Some(format!("the success body has no `{key}`"));
        };
        let Type::Ref(id) = of.fields.get(page)?.value.ty else {
            return Some("the page object is not an object".to_string());
        };
        let Some(TypeKind::Struct(page)) = self.drafts.get(id.0).map(|d| &d.def.kind) else {
            return Some("the page object is not an object".to_string());
        };
        let unknown = totals.iter().find(|(key, _)| !has(page, key));
        let unfilled = page.fields.iter().find(|f| {
            f.value.required && f.constant.is_none() && !totals.iter().any(|(k, _)| k == &f.wire)
        });
        match (unknown, unfilled) {
            (Some((key, _)), _) => Some(format!("the page object has no `{key}`")),
            (None, Some(field)) => Some(format!("nothing fills `{}` of the page", field.wire)),
            (None, None) => None,
        }
    }
}

/// The body cap: the sum of the files and a margin where that is more than the usual one.
pub fn cap(operation: &Operation, drafts: &[Draft], usual: u64) -> u64 {
    let media = operation.body.iter().flat_map(|b| &b.media);
    let needed = media.filter_map(|m| match &m.value.ty {
        Type::File => m.value.limits.max_length,
        Type::Ref(id) if m.kind == MediaKind::Multipart => files(*id, drafts),
        _ => None,
    });
    needed.map(|n| n.saturating_add(FORM_MARGIN)).fold(usual, u64::max)
}

/// The sizes of all files of a form.
fn files(id: TypeId, drafts: &[Draft]) -> Option<u64> {
    let TypeKind::Struct(of) = &drafts.get(id.0)?.def.kind else { return None };
    let sizes: Vec<u64> = of
        .fields
        .iter()
        .filter_map(|f| match &f.value.ty {
            Type::File => f.value.limits.max_length,
            Type::List(item) if matches!(item.ty, Type::File) => {
                let count = f.value.limits.max_items.unwrap_or(1);
                item.limits.max_length.map(|size| size.saturating_mul(count))
            }
            _ => None,
        })
        .collect();
    if sizes.is_empty() { None } else { Some(sizes.into_iter().fold(0, u64::saturating_add)) }
}
