//! Every use of a type that a request may meet, and the distinct patterns among them.

use crate::ir::{Api, Type, TypeDef, TypeKind, Use};

/// Distinct patterns of parameters and of the types that requests reach, in document order.
pub fn patterns(api: &Api) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    each_use(api, &mut |value| {
        if let Some(pattern) = &value.limits.pattern
            && !found.contains(pattern)
        {
            found.push(pattern.clone());
        }
    });
    found
}

/// Visits parameters, bodies and the types that requests reach.
pub fn each_use(api: &Api, visit: &mut dyn FnMut(&Use)) {
    for operation in &api.operations {
        for param in &operation.params {
            of_use(&param.value, visit);
        }
        for media in operation.body.iter().flat_map(|body| &body.media) {
            of_use(&media.value, visit);
        }
    }
    for def in api.types.iter().filter(|def| def.in_request) {
        of_def(def, visit);
    }
}

fn of_def(def: &TypeDef, visit: &mut dyn FnMut(&Use)) {
    match &def.kind {
        TypeKind::Struct(of) => {
            for field in of.fields.iter().filter(|field| field.constant.is_none()) {
                of_use(&field.value, visit);
            }
            if let Some(rest) = &of.rest {
                of_use(rest, visit);
            }
        }
        TypeKind::Alias(value) => of_use(value, visit),
        TypeKind::Union(of) => {
            for variant in &of.variants {
                of_use(&variant.value, visit);
            }
        }
        TypeKind::Enum(_) => {}
    }
}

fn of_use(value: &Use, visit: &mut dyn FnMut(&Use)) {
    visit(value);
    if let Type::List(of) | Type::Map(of) = &value.ty {
        of_use(of, visit);
    }
}
