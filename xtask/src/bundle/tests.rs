//! Bundling: what moves where, and what is refused.

use super::*;

fn faults(files: &[(&str, &str)]) -> Vec<String> {
    match of_texts(files, Origin::Own) {
        Ok(bundle) => panic!("no fault was found in {}", bundle.to_yaml()),
        Err(faults) => {
            let all = faults.0.iter();
            all.map(|d| format!("{}:{}:{} {}: {}", d.file, d.line, d.column, d.code, d.what))
                .collect()
        }
    }
}

const ROOT: &str = "\
openapi: 3.1.0
paths:
  /pets: {$ref: 'pets.yaml#/paths/~1pets'}
components:
  schemas:
    Shared: {type: string}
";

#[test]
fn path_items_move_in_and_components_move_up() {
    let pets = "\
paths:
  /pets:
    get:
      responses:
        '200': {$ref: '#/components/responses/Pets'}
components:
  responses:
    Pets:
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Pet'}
  schemas:
    Pet:
      properties:
        name: {$ref: 'openapi.yaml#/components/schemas/Shared'}
        parent: {$ref: '#/components/schemas/Pet'}
";
    let files = [("openapi.yaml", ROOT), ("pets.yaml", pets)];
    let bundle = of_texts(&files, Origin::Own).expect("it bundles");
    assert_eq!(
        bundle.to_yaml(),
        "\
openapi: \"3.1.0\"
paths:
  /pets:
    get:
      responses:
        \"200\":
          $ref: \"#/components/responses/Pets\"
components:
  schemas:
    Shared:
      type: string
    Pet:
      properties:
        name:
          $ref: \"#/components/schemas/Shared\"
        parent:
          $ref: \"#/components/schemas/Pet\"
  responses:
    Pets:
      content:
        application/json:
          schema:
            $ref: \"#/components/schemas/Pet\"
"
    );
}

#[test]
fn a_reference_into_a_path_becomes_a_component() {
    let text = "\
paths:
  /a:
    get:
      responses:
        '200': {content: {application/json: {schema: {type: object}}}}
  /b:
    get:
      responses:
        '200':
          content:
            application/json:
              schema:
                $ref: '#/paths/~1a/get/responses/200/content/application~1json/schema'
";
    let bundle = of_text("a.yaml", text, Origin::Foreign).expect("it bundles");
    assert!(bundle.to_yaml().contains("$ref: \"#/components/schemas/a_get_200\""));
    assert!(find(&bundle, "/components/schemas/a_get_200"));
}

fn find(bundle: &Bundle, pointer: &str) -> bool {
    crate::tree::find(&bundle.root, pointer).is_some()
}

#[test]
fn a_component_of_two_files_is_refused() {
    let pets = "paths: {/pets: {get: {}}}\ncomponents: {schemas: {Shared: {type: integer}}}\n";
    assert!(
        faults(&[("openapi.yaml", ROOT), ("pets.yaml", pets)]).contains(
            &"pets.yaml:2:24 E014 component-in-two-files: `Shared` is also defined in openapi.yaml"
                .to_string()
        )
    );
}

#[test]
fn what_nothing_refers_to_is_refused() {
    let pets = "\
paths:
  /pets: {get: {}}
  /lost: {get: {}}
components: {schemas: {Lost: {type: integer}}}
";
    assert_eq!(
        faults(&[("openapi.yaml", ROOT), ("pets.yaml", pets)]),
        [
            "pets.yaml:3:3 E015 unused-part: nothing refers to `/lost`",
            "pets.yaml:4:24 E015 unused-part: nothing refers to `Lost`",
        ]
    );
}

#[test]
fn references_that_lead_nowhere_or_outside_are_refused() {
    let root = "\
paths:
  /a: {$ref: 'gone.yaml#/paths/~1a'}
  /b: {$ref: '../x.yaml#/x'}
  /c: {$ref: 'https://a.b'}
  /d: {get: {parameters: [{$ref: '#/components/parameters/A'}]}}
";
    assert_eq!(
        faults(&[("openapi.yaml", root)]),
        [
            "openapi.yaml:2:14 E010 unresolved-ref: `gone.yaml` is not there",
            "openapi.yaml:3:14 E011 outside-ref: `../x.yaml` lies outside the document's folder",
            "openapi.yaml:4:14 E011 outside-ref: `https://a.b` lies outside the document's folder",
            "openapi.yaml:5:34 E010 unresolved-ref: `#/components/parameters/A` leads to nothing",
        ]
    );
}

#[test]
fn circles_are_refused() {
    let root = "\
paths:
  /a: {$ref: '#/paths/~1b'}
  /b: {$ref: '#/paths/~1a'}
components:
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {$ref: '#/components/schemas/A'}
";
    let faults = faults(&[("openapi.yaml", root)]);
    assert!(faults[0].starts_with("openapi.yaml:2:14 E013 cyclic-ref"), "{faults:?}");
    assert!(faults.iter().any(|f| f.starts_with("openapi.yaml:6:5 E013 cyclic-ref: `A`")));
}

#[test]
fn examples_and_properties_named_ref_are_left_alone() {
    let text = "\
components:
  schemas:
    A:
      properties: {$ref: {type: string}, example: {$ref: '#/components/schemas/B'}}
      example: {$ref: nowhere}
      enum: [{$ref: nowhere}]
    B: {type: string}
  examples:
    E: {value: {$ref: nowhere}}
";
    assert!(of_text("a.yaml", text, Origin::Foreign).is_ok());
}
