; Dart. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins. A body stands behind its signature.

[(comment) (documentation_comment)] @comment
(annotation) @signature.skip

; Definitions

(class_definition name: (identifier) @name) @definition.class
(mixin_declaration (identifier) @name (class_body) @body) @definition.trait
(extension_declaration name: (identifier) @name) @definition.extension
(extension_type_declaration name: (identifier) @name) @definition.class
(enum_declaration name: (identifier) @name) @definition.enum
(enum_constant name: (identifier) @name) @definition.enum_member
(type_alias . (type_identifier) @name (function_type)) @definition.type_alias
(type_alias . (type_identifier) (type_identifier) @name (formal_parameter_list)) @definition.type_alias
(type_alias . (type_identifier) @name) @definition.type_alias

(method_signature (constructor_signature . (identifier) (identifier) @name) (#body-behind! function_body)) @definition.constructor
(method_signature (constructor_signature . (identifier) @name) (#body-behind! function_body)) @definition.constructor
(method_signature (factory_constructor_signature . (identifier) (identifier) @name) (#body-behind! function_body)) @definition.constructor
(method_signature (factory_constructor_signature . (identifier) @name) (#body-behind! function_body)) @definition.constructor
(method_signature (getter_signature name: (identifier) @name) (#body-behind! function_body)) @definition.property
(method_signature (setter_signature name: (identifier) @name) (#body-behind! function_body)) @definition.property
(method_signature (operator_signature (binary_operator) @name) (#body-behind! function_body)) @definition.operator
(method_signature (operator_signature "operator" (_) @name) (#body-behind! function_body)) @definition.operator
(method_signature (function_signature name: (identifier) @name) (#body-behind! function_body)) @definition.method
(declaration (constructor_signature . (identifier) (identifier) @name)) @definition.constructor
(declaration (constructor_signature . (identifier) @name)) @definition.constructor
(declaration (constant_constructor_signature . (const_builtin) (identifier) (identifier) @name)) @definition.constructor
(declaration (constant_constructor_signature . (const_builtin) (identifier) @name)) @definition.constructor
(declaration (getter_signature name: (identifier) @name)) @definition.property
(declaration (setter_signature name: (identifier) @name)) @definition.property
(declaration (function_signature name: (identifier) @name)) @definition.method
(declaration (const_builtin) (static_final_declaration_list (static_final_declaration . (identifier) @name) @definition.constant)) @range
(declaration (static_final_declaration_list (static_final_declaration . (identifier) @name) @definition.field)) @range
(declaration (initialized_identifier_list (initialized_identifier . (identifier) @name) @definition.field)) @range
(program (function_signature name: (identifier) @name) @definition.function (#body-behind! function_body))
(program (getter_signature name: (identifier) @name) @definition.property (#body-behind! function_body))
(program (setter_signature name: (identifier) @name) @definition.property (#body-behind! function_body))
(program (static_final_declaration_list (static_final_declaration . (identifier) @name) @definition.constant))
(program (initialized_identifier_list (initialized_identifier . (identifier) @name) @definition.variable))

(class_definition (abstract)) @flag.abstract
(declaration "static") @flag.static
(method_signature "static") @flag.static

; Scopes and what is local to them. What stands before a body opens the scope that ends with it.

[(declaration) (type_alias) (function_expression) (local_function_declaration)] @scope
[(block) (for_statement) (catch_clause) (switch_statement_case)] @scope.block
(formal_parameter name: (identifier) @local)
(formal_parameter . (identifier) @local)
(initialized_variable_definition name: (identifier) @local)
(initialized_variable_definition (initialized_identifier . (identifier) @local))
(for_loop_parts name: (identifier) @local)
(catch_parameters (identifier) @local)
(variable_pattern (identifier) @local)
(record_pattern (constant_pattern (identifier) @local))
(type_parameter (type_identifier) @local.type)
(label (identifier) @ignore)
(library_name) @ignore
(typed_identifier (identifier) @ignore)
(constructor_signature . (identifier) @ignore)
(factory_constructor_signature . (identifier) @ignore)

; Imports

(import_specification (configurable_uri (uri (string_literal) @module)) (identifier) @alias) @import
(import_specification (configurable_uri (uri (string_literal) @module))) @import
(library_export (configurable_uri (uri (string_literal) @module))) @import
(part_directive (uri (string_literal) @module)) @import
(import_specification (identifier) @ignore)
(combinator (identifier) @reference.import)

; Uses. A call is a name with arguments behind it.

(annotation name: (identifier) @reference.attribute)
(superclass (type_identifier) @reference.implements)
(mixins (type_identifier) @reference.implements)
(interfaces (type_identifier) @reference.implements)
(type_identifier) @reference.type
(constructor_param (identifier) @local @reference.write (#set! member))
(field_initializer . (identifier) @reference.write (#set! member))
(unconditional_assignable_selector (identifier) @reference.call (#followed-by? @reference.call "(") (#set! member))
(conditional_assignable_selector (identifier) @reference.call (#followed-by? @reference.call "(") (#set! member))
(cascade_selector (identifier) @reference.call (#followed-by? @reference.call "(") (#set! member))
(assignable_expression (unconditional_assignable_selector (identifier) @reference.write) (#set! member))
(unconditional_assignable_selector (identifier) @reference.read (#set! member))
(conditional_assignable_selector (identifier) @reference.read (#set! member))
(cascade_selector (identifier) @reference.read (#set! member))
((identifier) @reference.call (#followed-by? @reference.call "("))
(assignment_expression left: (assignable_expression . (identifier) @reference.write))
(identifier_dollar_escaped) @reference.read
(identifier) @reference.read
