//! A small API built by hand, every free text of it the same one: what a document may contain.

use crate::ir::*;

/// An API whose texts, codes, patterns and constants are all `text`.
pub fn api(text: &str) -> Api {
    let text = || text.to_owned();
    Api {
        folder: "sample".to_owned(),
        title: text(),
        version: text(),
        description: text(),
        servers: vec![(text(), text())],
        tags: vec![Tag { wire: text(), name: name("things"), doc: text() }],
        types: types(&text()),
        operations: vec![operation(&text())],
        security: vec![SecurityScheme {
            wire: text(),
            kind: SecurityKind::Bearer,
            place: Place::Header,
            principal: "client".to_owned(),
            doc: text(),
            token: None,
        }],
        webhooks: None,
        envelope: None,
        tenant: Some(Tenant { header: text(), before_scope: true, doc: text() }),
        limits: vec![RateLimit {
            name: name("general"),
            limit: 1,
            window_s: 1,
            key: "client".to_owned(),
            before_auth: false,
            field: None,
            headers: LimitHeaders { limit: Some(text()), remaining: Some(text()), reset: None },
            refused_headers: LimitHeaders { reset: Some(text()), ..LimitHeaders::default() },
        }],
        fallback_limit: Some(0),
        pages: Vec::new(),
        trailing_slash: false,
        headers: Vec::new(),
        invalid_path_is_missing: false,
        max_body: 1,
        demo: Vec::new(),
    }
}

pub fn name(words: &str) -> Name {
    Name(words.split(' ').map(str::to_owned).collect())
}

pub fn plain(ty: Type) -> Use {
    Use {
        ty,
        required: true,
        nullable: false,
        limits: Limits::default(),
        default: None,
        example: None,
    }
}

fn types(text: &str) -> Vec<TypeDef> {
    let def = |words: &str, kind: TypeKind| TypeDef {
        name: name(words),
        wire: text.to_owned(),
        doc: text.to_owned(),
        kind,
        in_request: true,
        in_response: true,
        tag: Some(0),
    };
    let limits = Limits { pattern: Some(text.to_owned()), ..Limits::default() };
    let field = |words: &str, value: Use, constant: Option<Literal>| Field {
        wire: text.to_owned(),
        name: name(words),
        doc: text.to_owned(),
        value,
        constant,
        read_only: false,
        write_only: false,
        deprecated: true,
    };
    let texts = Use { limits, ..plain(Type::Text(Text::Plain)) };
    let constant = Literal::Object(vec![(text.to_owned(), Literal::Text(text.to_owned()))]);
    let of = Struct {
        fields: vec![
            field("first", texts.clone(), None),
            field("second", texts.clone(), Some(constant)),
            field("code", plain(Type::Ref(TypeId(1))), None),
        ],
        rest: None,
        closed: true,
    };
    let member = Member { wire: text.to_owned(), name: name("only"), doc: text.to_owned() };
    let codes = Enum { repr: EnumRepr::Text, members: vec![member], tolerant: false };
    let variant = |words: &str, value: Use| Variant { name: name(words), value };
    let told_by = ToldBy::Field {
        wire: text.to_owned(),
        values: vec![vec![text.to_owned()], vec![text.to_owned()]],
    };
    let variants = vec![variant("thing", plain(Type::Ref(TypeId(0)))), variant("word", texts)];
    vec![
        def("thing", TypeKind::Struct(of)),
        def("code", TypeKind::Enum(codes)),
        def("either", TypeKind::Union(Union { variants, told_by })),
    ]
}

fn operation(text: &str) -> Operation {
    let media = Media {
        content_type: text.to_owned(),
        also: Vec::new(),
        kind: MediaKind::Json,
        value: plain(Type::Ref(TypeId(2))),
        examples: Vec::new(),
    };
    let query = Use {
        required: false,
        default: Some(Literal::Text(text.to_owned())),
        ..plain(Type::Text(Text::Plain))
    };
    let param = Param {
        wire: text.to_owned(),
        name: name("word"),
        place: Place::Query,
        doc: text.to_owned(),
        value: query,
        explode: true,
        style: Style::Plain,
    };
    let bytes = Media { kind: MediaKind::Binary, ..media.clone() };
    let response = |status: u16, media: Media| Response {
        status,
        doc: text.to_owned(),
        media: vec![media],
        headers: vec![Header {
            wire: "X-Word".to_owned(),
            required: true,
            constant: Some("a \" b \\ c".to_owned()),
            doc: text.to_owned(),
        }],
        wrap: Wrap::Bare,
    };
    Operation {
        id: name("thing put"),
        tag: 0,
        method: text.to_owned(),
        path: text.to_owned(),
        summary: text.to_owned(),
        doc: text.to_owned(),
        deprecated: true,
        params: vec![param],
        body: Some(Body { required: true, media: vec![media.clone(), bytes.clone()] }),
        responses: vec![response(200, media), response(201, bytes)],
        security: vec![Requirement { scheme: 0, scopes: vec![text.to_owned()], and: Vec::new() }],
        security_optional: false,
        tenant: Tenancy::Required,
        limit: Some(0),
        page: None,
        envelope: Some(text.to_owned()),
        verb: Some(text.to_owned()),
        provenance: Provenance::Ours,
        role: Some(text.to_owned()),
        refusals: Vec::new(),
        max_body: 1,
    }
}
