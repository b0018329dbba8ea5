; TypeScript.
; inherits: ecmascript

; Definitions

(abstract_class_declaration name: (type_identifier) @name) @definition.class
(interface_declaration name: (type_identifier) @name) @definition.interface
(enum_declaration name: (identifier) @name) @definition.enum
(type_alias_declaration name: (type_identifier) @name value: (object_type) @body) @definition.type_alias
(type_alias_declaration name: (type_identifier) @name) @definition.type_alias
(internal_module name: (_) @name) @definition.namespace
(module name: (string (string_fragment) @name)) @definition.module
(module name: (_) @name) @definition.namespace
(function_signature name: (identifier) @name) @definition.function
(enum_body name: (property_identifier) @name @definition.enum_member)
(enum_body name: (string (string_fragment) @name) @definition.enum_member)
(enum_assignment name: (property_identifier) @name) @definition.enum_member
(enum_assignment name: (string (string_fragment) @name)) @definition.enum_member

(public_field_definition name: [(property_identifier) (private_property_identifier) (computed_property_name)] @name value: [
  (arrow_function body: (_) @body)
  (function_expression body: (_) @body)
]) @definition.method
(public_field_definition name: [(property_identifier) (private_property_identifier) (computed_property_name)] @name value: [
  (object) @body
  (array) @body
  (call_expression arguments: (_) @body)
]) @definition.field
(public_field_definition name: [(property_identifier) (private_property_identifier) (computed_property_name)] @name) @definition.field
(public_field_definition name: (string (string_fragment) @name)) @definition.field

; Parameters of a constructor that are properties: the class's, not the constructor's.
(required_parameter [(accessibility_modifier) (override_modifier) "readonly"] pattern: (identifier) @name (#set! sibling)) @definition.property
(optional_parameter [(accessibility_modifier) (override_modifier) "readonly"] pattern: (identifier) @name (#set! sibling)) @definition.property
(method_signature name: (property_identifier) @name (#eq? @name "constructor")) @definition.constructor
(method_signature ["get" "set"] name: [(property_identifier) (computed_property_name)] @name) @definition.property
(method_signature name: [(property_identifier) (private_property_identifier) (computed_property_name)] @name) @definition.method
(method_signature name: (string (string_fragment) @name)) @definition.method
(abstract_method_signature name: [(property_identifier) (computed_property_name)] @name) @definition.method

; Properties of named types; those of types written in place are mentioned, not defined.
(interface_body (property_signature name: [(property_identifier) (computed_property_name)] @name) @definition.property)
(interface_body (property_signature name: (string (string_fragment) @name)) @definition.property)
(type_alias_declaration value: (object_type (property_signature name: [(property_identifier) (computed_property_name)] @name) @definition.property))
(type_alias_declaration value: (object_type (property_signature name: (string (string_fragment) @name)) @definition.property))
(type_alias_declaration value: (_ (object_type (property_signature name: (property_identifier) @name) @definition.property)))
(type_alias_declaration value: (_ (_ (object_type (property_signature name: (property_identifier) @name) @definition.property))))
(object_type (property_signature name: [(property_identifier) (computed_property_name)] @name) @definition.property
  (#has-ancestor? @name type_alias_declaration)
  (#not-has-ancestor? @name type_annotation type_arguments type_parameters function_type constructor_type conditional_type))
(property_signature type: (type_annotation (object_type (property_signature name: (property_identifier) @name) @definition.property)))

; Variables of namespaces and of ambient blocks, but functions among them.
(_ (variable_declarator name: (identifier) @name value: [
  (arrow_function body: (_) @body)
  (function_expression body: (_) @body)
  (generator_function body: (_) @body)
]) @definition.function) @range
(internal_module body: (statement_block (_ (variable_declarator name: (identifier) @name) @definition.variable) @range))
(internal_module body: (statement_block (export_statement (_ (variable_declarator name: (identifier) @name) @definition.variable) @range)))
(module body: (statement_block (_ (variable_declarator name: (identifier) @name) @definition.variable) @range))
(module body: (statement_block (export_statement (_ (variable_declarator name: (identifier) @name) @definition.variable) @range)))
(ambient_declaration (statement_block (_ (variable_declarator name: (identifier) @name) @definition.variable) @range))

(export_statement declaration: (ambient_declaration (_) @flag.exported))
(export_statement declaration: (ambient_declaration (_ (variable_declarator) @flag.exported)))
(enum_body (_) @flag.exported)
(interface_body (_) @flag.exported)
(class_body (method_definition (accessibility_modifier)? @m name: [(property_identifier) (string) (computed_property_name)]
  (#not-any-of? @m "private" "protected")) @flag.exported)
(class_body (public_field_definition (accessibility_modifier)? @m name: [(property_identifier) (string) (computed_property_name)]
  (#not-any-of? @m "private" "protected")) @flag.exported)
(required_parameter (accessibility_modifier)? @m (#not-any-of? @m "private" "protected")) @flag.exported
(optional_parameter (accessibility_modifier)? @m (#not-any-of? @m "private" "protected")) @flag.exported
(method_signature (accessibility_modifier)? @m (#not-any-of? @m "private" "protected")) @flag.exported
(abstract_method_signature (accessibility_modifier)? @m (#not-any-of? @m "private" "protected")) @flag.exported
(abstract_class_declaration) @flag.abstract
(abstract_method_signature) @flag.abstract
(public_field_definition "abstract") @flag.abstract

; Scopes and what is local to them

[(class_declaration) (abstract_class_declaration) (interface_declaration) (type_alias_declaration) (function_signature) (method_signature)
 (abstract_method_signature) (call_signature) (construct_signature) (function_type) (constructor_type) (index_signature)
 (public_field_definition)] @scope

(type_parameter name: (type_identifier) @local.type)
(infer_type (type_identifier) @local.type)
(mapped_type_clause name: (type_identifier) @local.type)
(class name: (type_identifier) @local.type)
(required_parameter name: (identifier) @ignore)
(optional_parameter name: (identifier) @ignore)
(required_parameter pattern: (identifier) @local)
(optional_parameter pattern: (identifier) @local)
(index_signature name: (identifier) @ignore)

(internal_module name: (nested_identifier) @ignore)
(module name: (nested_identifier) @ignore)

; Imports

(import_statement (import_require_clause (identifier) @alias source: (string) @import))
(import_require_clause (identifier) @reference.import)
(import_alias . (identifier) @reference.import)

; Calls: the grammar takes `await f<T>(x)` for a call of `await f`.

(call_expression function: (await_expression (identifier) @reference.call))
(call_expression function: (await_expression (member_expression property: [(property_identifier) (private_property_identifier)] @reference.call (#set! member))))
(call_expression function: (non_null_expression (identifier) @reference.call))
(call_expression function: (non_null_expression (member_expression property: [(property_identifier) (private_property_identifier)] @reference.call (#set! member))))

; Base types

(extends_clause value: (identifier) @reference.implements)
(extends_clause value: (member_expression property: (property_identifier) @reference.implements (#set! member)))
(implements_clause (type_identifier) @reference.implements)
(implements_clause (nested_type_identifier name: (type_identifier) @reference.implements (#set! member)))
(implements_clause (generic_type name: (type_identifier) @reference.implements))
(implements_clause (generic_type name: (nested_type_identifier name: (type_identifier) @reference.implements (#set! member))))
(extends_type_clause (type_identifier) @reference.implements)
(extends_type_clause (nested_type_identifier name: (type_identifier) @reference.implements (#set! member)))
(extends_type_clause (generic_type name: (type_identifier) @reference.implements))
(extends_type_clause (generic_type name: (nested_type_identifier name: (type_identifier) @reference.implements (#set! member))))

; Types and their members

(property_signature name: (property_identifier) @reference.write (#set! member))
(nested_type_identifier name: (type_identifier) @reference.type (#set! member))
(nested_identifier property: (property_identifier) @reference.read (#set! member))
(type_identifier) @reference.type
