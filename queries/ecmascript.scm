; What JavaScript, TypeScript and TSX have in common; their files inherit it, so that their own patterns come first.
; What the captures mean: queries/README.md. The first pattern that matches a node wins.

[(comment) (html_comment)] @comment
(decorator) @signature.skip

; Definitions

[(function_declaration name: (identifier) @name) (generator_function_declaration name: (identifier) @name)] @definition.function
(class_declaration name: (_) @name) @definition.class
(method_definition name: (property_identifier) @name (#eq? @name "constructor")) @definition.constructor
(method_definition ["get" "set"] name: [(property_identifier) (private_property_identifier) (computed_property_name)] @name) @definition.property
(method_definition name: [(property_identifier) (private_property_identifier) (computed_property_name)] @name) @definition.method
(method_definition name: (string (string_fragment) @name)) @definition.method

; Functions and classes by assignment.
(_ (variable_declarator name: (identifier) @name value: [
  (arrow_function body: (_) @body)
  (function_expression body: (_) @body)
  (generator_function body: (_) @body)
]) @definition.function) @range
(_ (variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class) @range
(assignment_expression left: (member_expression object: (member_expression object: (_) @qualifier property: (property_identifier) @p)
  property: (property_identifier) @name (#eq? @p "prototype")) right: [
  (arrow_function body: (_) @body)
  (function_expression body: (_) @body)
  (generator_function body: (_) @body)
]) @definition.method
(assignment_expression left: (member_expression object: (identifier) @o property: (property_identifier) @p)
  right: (function_expression name: (identifier) @name body: (_) @body) (#eq? @o "module") (#eq? @p "exports")) @definition.function
(assignment_expression left: (member_expression object: (identifier) @o property: (property_identifier) @name) right: [
  (arrow_function body: (_) @body)
  (function_expression body: (_) @body)
  (generator_function body: (_) @body)
] (#any-of? @o "exports" "module")) @definition.function
(assignment_expression left: (member_expression object: (member_expression object: (identifier) @o property: (property_identifier) @p)
  property: (property_identifier) @name) right: [
  (arrow_function body: (_) @body)
  (function_expression body: (_) @body)
  (generator_function body: (_) @body)
] (#eq? @o "module") (#eq? @p "exports")) @definition.function
(assignment_expression left: (member_expression object: [(identifier) @qualifier (member_expression) @qualifier (_)] property: (property_identifier) @name) right: [
  (arrow_function body: (_) @body)
  (function_expression body: (_) @body)
  (generator_function body: (_) @body)
]) @definition.method
(assignment_expression left: (member_expression object: (identifier) @o property: (property_identifier) @name) right: (class body: (_) @body)
  (#eq? @o "exports")) @definition.class
(assignment_expression left: (member_expression object: (member_expression object: (identifier) @o property: (property_identifier) @p)
  property: (property_identifier) @name) right: (class body: (_) @body) (#eq? @o "module") (#eq? @p "exports")) @definition.class
(assignment_expression left: (member_expression object: [(identifier) @qualifier (member_expression) @qualifier] property: (property_identifier) @name)
  right: (class body: (_) @body)) @definition.class
(assignment_expression left: (member_expression object: (identifier) @o property: (property_identifier) @name)
  (#eq? @o "exports") (#set! top)) @definition.constant
(assignment_expression left: (member_expression object: (member_expression object: (identifier) @o property: (property_identifier) @p)
  property: (property_identifier) @name) (#eq? @o "module") (#eq? @p "exports") (#set! top)) @definition.constant

; What else is hung onto objects, as universal-ctags has it: whatever a prototype gets, object literals at the top, the parts of
; module.exports. A number or a string for another object is a write to what is there: `Error.stackTraceLimit = 0`.
(assignment_expression left: (member_expression object: (member_expression object: (_) @qualifier property: (property_identifier) @p)
  property: (property_identifier) @name) right: [(object) @body (array) @body (_)] (#eq? @p "prototype")) @definition.property
(assignment_expression left: (member_expression object: [(identifier) @qualifier (member_expression) @qualifier] property: (property_identifier) @name)
  right: (object) @body (#not-eq? @qualifier "module") (#not-eq? @name "prototype") (#set! top)) @definition.property

; Function and class expressions with a name of their own, but where they are assigned to another.
[
  (variable_declarator value: (class) @definition.none)
  (assignment_expression right: (class) @definition.none)
  (variable_declarator value: (function_expression) @definition.none)
  (assignment_expression right: (function_expression) @definition.none)
  (pair value: (function_expression) @definition.none)
]
(function_expression name: (identifier) @name) @definition.function
(class name: (_) @name) @definition.class

; Functions in object literals: those written as functions anywhere, arrows in the literals that a module is made of.
(pair key: (property_identifier) @name value: (function_expression body: (_) @body)) @definition.method
(pair key: (string (string_fragment) @name) value: (function_expression body: (_) @body)) @definition.method
(variable_declarator value: (object (pair key: [(property_identifier) @name (string (string_fragment) @name)] value: (arrow_function body: (_) @body)) @definition.method) (#set! top))
(assignment_expression right: (object (pair key: [(property_identifier) @name (string (string_fragment) @name)] value: (arrow_function body: (_) @body)) @definition.method) (#set! top))
(export_statement value: (object (pair key: [(property_identifier) @name (string (string_fragment) @name)] value: (arrow_function body: (_) @body)) @definition.method))
(assignment_expression left: (member_expression object: (_) @qualifier property: (property_identifier) @p) right: (object
  (pair key: (property_identifier) @name value: [(object) @body (array) @body (_)]) @definition.property) (#eq? @p "prototype"))
(assignment_expression left: (member_expression object: (identifier) @o property: (property_identifier) @p) right: (object
  (pair key: [(property_identifier) @name (string (string_fragment) @name)] value: [
    (object) @body (array) @body (call_expression arguments: (_) @body) (new_expression arguments: (_) @body)
    (string) (template_string) (number) (regex) (true) (false) (null)
  ]) @definition.constant) (#eq? @o "module") (#eq? @p "exports") (#set! top))

; export default without a name of its own.
(export_statement "default" @name value: [
  (arrow_function body: (_) @body)
  (function_expression body: (_) @body)
  (generator_function body: (_) @body)
]) @definition.function
(export_statement "default" @name value: (class body: (_) @body)) @definition.class
(export_statement "default" @name value: [
  (object) @body
  (call_expression arguments: (_) @body)
]) @definition.constant

; What a module declares. What require gives is an import, no definition.
(variable_declarator name: (identifier) value: [
  (call_expression function: (identifier) @f)
  (member_expression object: (call_expression function: (identifier) @f))
] (#eq? @f "require")) @definition.none
(lexical_declaration kind: "const" (variable_declarator name: (identifier) @name value: [
  (object) @body
  (array) @body
  (template_string) @body
  (call_expression arguments: (_) @body)
  (new_expression arguments: (_) @body)
]) @definition.constant (#set! top)) @range
(lexical_declaration kind: "const" (variable_declarator name: (identifier) @name) @definition.constant (#set! top)) @range
(_ (variable_declarator name: (identifier) @name value: [
  (object) @body
  (array) @body
  (template_string) @body
  (call_expression arguments: (_) @body)
  (new_expression arguments: (_) @body)
]) @definition.variable (#set! top)) @range
(_ (variable_declarator name: (identifier) @name) @definition.variable (#set! top)) @range
; The names of a destructuring: objects, arrays, pairs and defaults within each other, to a depth that people write (eight nodes).
(_ (variable_declarator name: [
  (array_pattern (identifier) @name @definition.constant)
  (_ [(shorthand_property_identifier_pattern) @name @definition.constant (pair_pattern value: (identifier) @name @definition.constant) (array_pattern (identifier) @name @definition.constant)
    (assignment_pattern left: (identifier) @name @definition.constant) (rest_pattern (identifier) @name @definition.constant)])
  (_ (_ [(shorthand_property_identifier_pattern) @name @definition.constant (pair_pattern value: (identifier) @name @definition.constant) (array_pattern (identifier) @name @definition.constant)
    (assignment_pattern left: (identifier) @name @definition.constant) (rest_pattern (identifier) @name @definition.constant)]))
  (_ (_ (_ [(shorthand_property_identifier_pattern) @name @definition.constant (pair_pattern value: (identifier) @name @definition.constant) (array_pattern (identifier) @name @definition.constant)
    (assignment_pattern left: (identifier) @name @definition.constant) (rest_pattern (identifier) @name @definition.constant)])))
  (_ (_ (_ (_ [(shorthand_property_identifier_pattern) @name @definition.constant (pair_pattern value: (identifier) @name @definition.constant) (array_pattern (identifier) @name @definition.constant)
    (assignment_pattern left: (identifier) @name @definition.constant) (rest_pattern (identifier) @name @definition.constant)]))))
  (_ (_ (_ (_ (_ [(shorthand_property_identifier_pattern) @name @definition.constant (pair_pattern value: (identifier) @name @definition.constant) (array_pattern (identifier) @name @definition.constant)
    (assignment_pattern left: (identifier) @name @definition.constant) (rest_pattern (identifier) @name @definition.constant)])))))
  (_ (_ (_ (_ (_ (_ [(shorthand_property_identifier_pattern) @name @definition.constant (pair_pattern value: (identifier) @name @definition.constant) (array_pattern (identifier) @name @definition.constant)
    (assignment_pattern left: (identifier) @name @definition.constant) (rest_pattern (identifier) @name @definition.constant)]))))))
  (_ (_ (_ (_ (_ (_ (_ [(shorthand_property_identifier_pattern) @name @definition.constant (pair_pattern value: (identifier) @name @definition.constant) (array_pattern (identifier) @name @definition.constant)
    (assignment_pattern left: (identifier) @name @definition.constant) (rest_pattern (identifier) @name @definition.constant)])))))))
  (_ (_ (_ (_ (_ (_ (_ (_ [(shorthand_property_identifier_pattern) @name @definition.constant (pair_pattern value: (identifier) @name @definition.constant) (array_pattern (identifier) @name @definition.constant)
    (assignment_pattern left: (identifier) @name @definition.constant) (rest_pattern (identifier) @name @definition.constant)]))))))))
] value: (_)? @v (#not-match? @v "^require *\\([^()]*\\)[\\w.]*$") (#set! top))) @range

(export_statement declaration: (_) @flag.exported)
(export_statement declaration: (_ (variable_declarator) @flag.exported))
([(object_pattern (shorthand_property_identifier_pattern) @flag.exported)
  (object_assignment_pattern left: (shorthand_property_identifier_pattern) @flag.exported)
  (pair_pattern value: (identifier) @flag.exported) (array_pattern (identifier) @flag.exported)
  (assignment_pattern left: (identifier) @flag.exported) (rest_pattern (identifier) @flag.exported)
] (#has-ancestor? @o export_statement))
(export_statement "default") @flag.exported
(assignment_expression left: (member_expression object: (identifier) @o) (#any-of? @o "exports" "module")) @flag.exported
(assignment_expression left: (member_expression object: (member_expression object: (identifier) @o)) (#eq? @o "module")) @flag.exported
(assignment_expression left: (member_expression object: (identifier) @o) right: (object (pair) @flag.exported) (#eq? @o "module"))
(_ "static") @flag.static
(_ "async") @flag.async
(variable_declarator value: (_ "async")) @flag.async
(assignment_expression right: (_ "async")) @flag.async
(pair value: (_ "async")) @flag.async

; Scopes and what is local to them

[(function_declaration) (generator_function_declaration) (function_expression) (generator_function) (arrow_function)
 (method_definition) (class_static_block) (class)] @scope
[(statement_block) (for_statement) (for_in_statement) (catch_clause) (switch_body)] @scope.block

((identifier) @ignore (#any-of? @ignore "arguments"))
(arrow_function parameter: (identifier) @local)
(function_expression name: (identifier) @local)
(generator_function name: (identifier) @local)
(catch_clause parameter: (identifier) @local)
(lexical_declaration (variable_declarator name: (identifier) @local))
(variable_declaration (variable_declarator name: (identifier) @local.hoisted))
(for_in_statement kind: ["const" "let"] left: (identifier) @local)
(for_in_statement kind: "var" left: (identifier) @local.hoisted)

; Destructuring reads properties into locals; in an assignment it writes to what is there.
(assignment_expression left: (object_pattern (shorthand_property_identifier_pattern) @reference.write))
(assignment_expression left: (object_pattern (pair_pattern value: (identifier) @reference.write)))
(assignment_expression left: (array_pattern (identifier) @reference.write))
(assignment_expression left: [
  (_ [(shorthand_property_identifier_pattern) @reference.write (pair_pattern value: (identifier) @reference.write) (array_pattern (identifier) @reference.write)
    (assignment_pattern left: (identifier) @reference.write) (rest_pattern (identifier) @reference.write)])
  (_ (_ [(shorthand_property_identifier_pattern) @reference.write (pair_pattern value: (identifier) @reference.write) (array_pattern (identifier) @reference.write)
    (assignment_pattern left: (identifier) @reference.write) (rest_pattern (identifier) @reference.write)]))
  (_ (_ (_ [(shorthand_property_identifier_pattern) @reference.write (pair_pattern value: (identifier) @reference.write) (array_pattern (identifier) @reference.write)
    (assignment_pattern left: (identifier) @reference.write) (rest_pattern (identifier) @reference.write)])))
  (_ (_ (_ (_ [(shorthand_property_identifier_pattern) @reference.write (pair_pattern value: (identifier) @reference.write) (array_pattern (identifier) @reference.write)
    (assignment_pattern left: (identifier) @reference.write) (rest_pattern (identifier) @reference.write)]))))
])
(variable_declarator name: (object_pattern (shorthand_property_identifier_pattern) @reference.import)
  value: (call_expression function: (identifier) @f) (#eq? @f "require"))
(variable_declarator name: (object_pattern (object_assignment_pattern left: (shorthand_property_identifier_pattern) @reference.import))
  value: (call_expression function: (identifier) @f) (#eq? @f "require"))
(variable_declarator name: (object_pattern (pair_pattern value: (object_pattern (shorthand_property_identifier_pattern) @reference.import)))
  value: (call_expression function: (identifier) @f) (#eq? @f "require"))
(variable_declarator name: (object_pattern (pair_pattern key: (property_identifier) @reference.import))
  value: (call_expression function: (identifier) @f) (#eq? @f "require"))
(variable_declarator name: (object_pattern (pair_pattern value: (identifier) @local @reference.import))
  value: (call_expression function: (identifier) @f) (#eq? @f "require"))
(object_pattern (shorthand_property_identifier_pattern) @local @reference.read (#set! member))
(object_assignment_pattern left: (shorthand_property_identifier_pattern) @local @reference.read (#set! member))
(pair_pattern key: (property_identifier) @reference.read (#set! member))
(pair_pattern value: (identifier) @local)
(pair_pattern value: (assignment_pattern left: (identifier) @local))
(pair_pattern value: (member_expression property: [(property_identifier) (private_property_identifier)] @reference.write (#set! member)))
(array_pattern (member_expression property: [(property_identifier) (private_property_identifier)] @reference.write (#set! member)))
(array_pattern (identifier) @local)
(array_pattern (assignment_pattern left: (identifier) @local))
(rest_pattern (identifier) @local)

; Imports

(import_statement . (string) @import)
(import_statement (import_clause (identifier) @import @name) source: (string) @module)
(import_statement (import_clause (namespace_import "*" @name (identifier) @alias) @import) source: (string) @module)
(import_statement (import_clause (named_imports (import_specifier name: _ @name alias: (identifier)? @alias) @import)) source: (string) @module)
(export_statement (export_clause (export_specifier name: _ @name alias: _? @alias) @import) source: (string) @module)
(export_statement "*" @name source: (string) @import)
(export_statement (namespace_export (identifier) @alias) source: (string) @import)
(variable_declarator name: (identifier) @alias
  value: (call_expression function: (identifier) @f arguments: (arguments . (string) @import)) (#eq? @f "require"))
(call_expression function: (identifier) @f arguments: (arguments . (string) @import) (#eq? @f "require"))
(call_expression function: (import) arguments: (arguments . (string) @import))

(import_clause (identifier) @reference.import)
(namespace_import (identifier) @reference.import)
(namespace_export (identifier) @reference.import)
(import_specifier (identifier) @reference.import)
(export_statement (export_clause (export_specifier (identifier) @reference.import)) source: (string))
(variable_declarator name: (identifier) @reference.import value: [
  (call_expression function: (identifier) @f)
  (member_expression object: (call_expression function: (identifier) @f))
] (#eq? @f "require"))
(call_expression function: (identifier) @ignore (#eq? @ignore "require"))

; Decorators and calls

(decorator (identifier) @reference.attribute)
(decorator (member_expression property: [(property_identifier) (private_property_identifier)] @reference.attribute (#set! member)))
(decorator (call_expression function: (identifier) @reference.attribute))
(decorator (call_expression function: (member_expression property: [(property_identifier) (private_property_identifier)] @reference.attribute (#set! member))))
(call_expression function: (identifier) @reference.call)
(call_expression function: (member_expression property: [(property_identifier) (private_property_identifier)] @reference.call (#set! member)))
(new_expression constructor: (identifier) @reference.call)
(new_expression constructor: (member_expression property: [(property_identifier) (private_property_identifier)] @reference.call (#set! member)))

; Writes

(assignment_expression left: (identifier) @reference.write)
(assignment_expression left: (member_expression property: [(property_identifier) (private_property_identifier)] @reference.write (#set! member)))
(augmented_assignment_expression left: (identifier) @reference.write)
(augmented_assignment_expression left: (member_expression property: [(property_identifier) (private_property_identifier)] @reference.write (#set! member)))
(update_expression argument: (identifier) @reference.write)
(update_expression argument: (member_expression property: [(property_identifier) (private_property_identifier)] @reference.write (#set! member)))
(for_in_statement !kind left: (identifier) @reference.write)
(pair key: (property_identifier) @reference.write (#set! member))
(object (shorthand_property_identifier) @reference.write (#set! member))

; Everything else that is a name

(member_expression property: [(property_identifier) (private_property_identifier)] @reference.read (#set! member))
(private_property_identifier) @reference.read
(identifier) @reference.read
