; Swift. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(comment) (multiline_comment)] @comment
(attribute) @signature.skip

; Definitions

(class_declaration "extension" name: (user_type (type_identifier) @name) body: (_)) @definition.extension
(class_declaration "enum" name: (_) @name) @definition.enum
(class_declaration "struct" name: (_) @name) @definition.struct
(class_declaration name: (type_identifier) @name) @definition.class
(protocol_declaration name: (_) @name) @definition.interface
(enum_entry name: (simple_identifier) @name @definition.enum_member) @range
(typealias_declaration name: (_) @name) @definition.type_alias
(associatedtype_declaration name: (_) @name) @definition.type_alias
(init_declaration name: "init" @name) @definition.constructor
(protocol_body (init_declaration name: "init" @name) @definition.constructor)
(deinit_declaration "deinit" @name) @definition.destructor
(subscript_declaration "subscript" @name (computed_property)? @body) @definition.indexer
(operator_declaration (custom_operator) @name) @definition.operator
(class_body (function_declaration name: (simple_identifier) @name) @definition.method)
(enum_class_body (function_declaration name: (simple_identifier) @name) @definition.method)
(function_declaration name: (simple_identifier) @name) @definition.function
(function_declaration name: _ @name) @definition.operator
(protocol_function_declaration name: (_) @name) @definition.method
(protocol_property_declaration name: (pattern bound_identifier: (_) @name)) @definition.property
(class_body (property_declaration name: (pattern bound_identifier: (_) @name @definition.property) computed_value: (_) @body) @range)
(class_body (property_declaration name: (pattern bound_identifier: (_) @name @definition.property) (willset_didset_block) @body) @range)
(class_body (property_declaration name: (pattern bound_identifier: (_) @name @definition.property)) @range)
(enum_class_body (property_declaration name: (pattern bound_identifier: (_) @name @definition.property) computed_value: (_) @body) @range)
(enum_class_body (property_declaration name: (pattern bound_identifier: (_) @name @definition.property)) @range)
(source_file (property_declaration (value_binding_pattern "let") name: (pattern bound_identifier: (_) @name @definition.constant)) @range)
(source_file (property_declaration name: (pattern bound_identifier: (_) @name @definition.variable)) @range)

(_ (modifiers (visibility_modifier) @m) (#any-of? @m "public" "open")) @flag.exported
(property_declaration (modifiers (visibility_modifier) @m) name: (pattern bound_identifier: (_) @flag.exported) (#any-of? @m "public" "open"))
(_ (modifiers (property_modifier) @m) (#any-of? @m "static" "class")) @flag.static
(property_declaration (modifiers (property_modifier) @m) name: (pattern bound_identifier: (_) @flag.static) (#any-of? @m "static" "class"))
(function_declaration "async") @flag.async
(_ (modifiers (attribute (user_type (type_identifier) @a)) @m) (#eq? @a "available") (#match? @m "deprecated")) @flag.deprecated
(class_body (function_declaration name: (simple_identifier) @n) @flag.test (#match? @n "^test[A-Z0-9_]"))

; Scopes and what is local to them

[(class_declaration) (protocol_declaration) (typealias_declaration)] @scope.types
[(function_declaration) (init_declaration) (deinit_declaration) (subscript_declaration) (lambda_literal) (computed_property) (computed_setter)
 (for_statement) (switch_entry) (catch_block) (protocol_function_declaration)] @scope
[(if_statement) (while_statement)] @scope.block

(parameter external_name: (simple_identifier) @ignore)
(parameter name: (simple_identifier) @local)
(lambda_parameter name: (simple_identifier) @local)
(capture_list_item name: (simple_identifier) @local)
(pattern bound_identifier: (simple_identifier) @local)
(if_statement bound_identifier: (simple_identifier) @local)
(guard_statement bound_identifier: (simple_identifier) @local)
(while_statement bound_identifier: (simple_identifier) @local)
(type_parameter . (type_identifier) @local.type)
((simple_identifier) @ignore (#match? @ignore "^\\$"))
((simple_identifier) @ignore (#any-of? @ignore "newValue" "oldValue" "_"))
(value_argument_label (simple_identifier) @ignore)
(function_modifier) @ignore

; Imports

(import_declaration (identifier) @module) @import
(import_declaration (identifier (simple_identifier) @reference.import))

; Attributes, base types

(attribute (user_type (type_identifier) @reference.attribute))
(attribute (simple_identifier) @ignore)
(inheritance_specifier inherits_from: (user_type (type_identifier) @reference.implements) (#not-followed-by? @reference.implements "."))

; Calls and writes

(call_expression . (simple_identifier) @reference.call (#not-followed-by? @reference.call "["))
(call_expression . (navigation_expression suffix: (navigation_suffix suffix: (simple_identifier) @reference.call)) (#set! member))
(call_expression . (prefix_expression target: (simple_identifier) @reference.call) (#set! member))
(constructor_expression constructed_type: (user_type (type_identifier) @reference.call))
(assignment target: (directly_assignable_expression . (simple_identifier) @reference.write))
(assignment target: (directly_assignable_expression . (navigation_expression suffix: (navigation_suffix suffix: (simple_identifier) @reference.write))) (#set! member))

; What a member is asked of: a type where it is written as one.

(navigation_expression target: (simple_identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(inheritance_constraint constrained_type: (identifier (simple_identifier) @reference.type))
(equality_constraint constrained_type: (identifier (simple_identifier) @reference.type))

; Everything else that is a name

(prefix_expression operation: _ @o target: (simple_identifier) @reference.read (#eq? @o ".") (#set! member))
(navigation_suffix suffix: (simple_identifier) @reference.read (#set! member))
(pattern (simple_identifier) @reference.read (#preceded-by? @reference.read ".") (#set! member))
(pattern (simple_identifier) @local)
(enum_type_parameters (simple_identifier) @ignore)
(key_path_expression (simple_identifier) @reference.read (#set! member))
(type_identifier) @reference.type
(simple_identifier) @reference.read
