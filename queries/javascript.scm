; JavaScript with JSX.
; inherits: jsx, ecmascript

; Definitions

(field_definition property: [(property_identifier) (private_property_identifier) (computed_property_name)] @name value: [
  (arrow_function body: (_) @body)
  (function_expression body: (_) @body)
]) @definition.method
(field_definition property: [(property_identifier) (private_property_identifier) (computed_property_name)] @name value: [
  (object) @body
  (array) @body
]) @definition.field
(field_definition property: [(property_identifier) (private_property_identifier) (computed_property_name)] @name) @definition.field
(class_body (method_definition name: (property_identifier) @c body: (statement_block (expression_statement
  (assignment_expression left: (member_expression object: (this) property: [(property_identifier) (private_property_identifier)] @name @definition.field)) @range)))
  (#eq? @c "constructor") (#set! sibling))

(class_body (method_definition name: [(property_identifier) (string) (computed_property_name)]) @flag.exported)
(class_body (field_definition property: [(property_identifier) (string) (computed_property_name)]) @flag.exported)

; Parameters: in TypeScript they have nodes of their own.

(formal_parameters (identifier) @local)
(formal_parameters (assignment_pattern left: (identifier) @local))

; Base types

(class_heritage (identifier) @reference.implements)
(class_heritage (member_expression property: (property_identifier) @reference.implements (#set! member)))
