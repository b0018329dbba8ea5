; Kotlin. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(line_comment) (multiline_comment)] @comment
[(annotation) (file_annotation)] @signature.skip

; Definitions

(package_header (identifier) @name (#set! rest)) @definition.namespace
(class_declaration "interface" (type_identifier) @name (class_body)? @body) @definition.interface
(class_declaration "enum" (type_identifier) @name (enum_class_body)? @body) @definition.enum
(class_declaration (modifiers (class_modifier) @m) (type_identifier) @name (class_body)? @body (#eq? @m "data")) @definition.record
(class_declaration (type_identifier) @name (class_body)? @body) @definition.class
(object_declaration (type_identifier) @name (class_body)? @body) @definition.class
(companion_object (type_identifier) @name (class_body)? @body) @definition.class
(enum_entry (simple_identifier) @name (class_body)? @body) @definition.enum_member
(type_alias (type_identifier) @name) @definition.type_alias
(secondary_constructor "constructor" @name "{"? @body) @definition.constructor
(primary_constructor (class_parameter (binding_pattern_kind) (simple_identifier) @name) @definition.property)

(class_body (function_declaration (user_type (type_identifier) @qualifier) "." (simple_identifier) @name (function_body)? @body) @definition.method)
(class_body (function_declaration (simple_identifier) @name (function_body)? @body) @definition.method)
(enum_class_body (function_declaration (simple_identifier) @name (function_body)? @body) @definition.method)
(function_declaration (user_type (type_identifier) @qualifier) "." (simple_identifier) @name (function_body)? @body) @definition.function
(function_declaration (simple_identifier) @name (function_body)? @body) @definition.function

(_ (property_declaration (modifiers (property_modifier) @m) (variable_declaration (simple_identifier) @name)) @definition.constant (#eq? @m "const"))
(class_body (property_declaration (user_type (type_identifier) @qualifier) (variable_declaration (simple_identifier) @name)) @definition.property)
(class_body (property_declaration (variable_declaration (simple_identifier) @name)) @definition.property)
(enum_class_body (property_declaration (variable_declaration (simple_identifier) @name)) @definition.property)
(source_file (property_declaration (user_type (type_identifier) @qualifier) (variable_declaration (simple_identifier) @name) (getter)? @body) @definition.property)
(source_file (property_declaration (variable_declaration (simple_identifier) @name) (getter)? @body) @definition.variable)

([(class_declaration (modifiers)? @m) (object_declaration (modifiers)? @m) (companion_object (modifiers)? @m) (function_declaration (modifiers)? @m)
  (property_declaration (modifiers)? @m) (type_alias (modifiers)? @m) (secondary_constructor (modifiers)? @m) (class_parameter (modifiers)? @m)] @flag.exported
  (#not-match? @m "(^|\\s)(private|internal)(\\s|$)"))
(enum_entry) @flag.exported
(package_header) @flag.exported
(_ (modifiers (inheritance_modifier) @m) (#eq? @m "abstract")) @flag.abstract
(class_declaration "interface" (class_body (_) @flag.abstract))
(function_declaration (modifiers (function_modifier) @m) (#eq? @m "suspend")) @flag.async
(_ (modifiers (annotation [(user_type (type_identifier) @a) (constructor_invocation (user_type (type_identifier) @a))])) (#eq? @a "Deprecated")) @flag.deprecated
(function_declaration (modifiers (annotation [(user_type (type_identifier) @a) (constructor_invocation (user_type (type_identifier) @a))]))
  (#any-of? @a "Test" "ParameterizedTest" "RepeatedTest" "TestFactory" "Benchmark")) @flag.test

; Scopes and what is local to them

(class_declaration) @scope.types
[(function_declaration) (secondary_constructor) (anonymous_function) (lambda_literal) (getter) (setter) (anonymous_initializer) (type_alias)
 (control_structure_body) (for_statement) (catch_block) (when_expression) (when_entry) (primary_constructor)] @scope

(function_value_parameters (parameter (simple_identifier) @local))
(parameter_with_optional_type (simple_identifier) @local)
(lambda_parameters (variable_declaration (simple_identifier) @local))
(multi_variable_declaration (variable_declaration (simple_identifier) @local))
(for_statement (variable_declaration (simple_identifier) @local))
(when_subject (variable_declaration (simple_identifier) @local))
(property_declaration (variable_declaration (simple_identifier) @local))
(catch_block . (simple_identifier) @local)
(class_parameter (simple_identifier) @local)
(type_parameter (type_identifier) @local.type)

(value_argument . (simple_identifier) @ignore "=")
((simple_identifier) @ignore (#any-of? @ignore "it" "field"))
(function_type_parameters (parameter (simple_identifier) @ignore))
(this_expression (type_identifier) @ignore)
(package_header (identifier) @ignore)
(jump_expression (label) @ignore)

; Imports. A package is known by its whole name only, so that the parts before the last name no symbol.

(import_header (identifier) @module (import_alias (type_identifier) @alias)) @import
(import_header (identifier) @module) @import
(import_header (identifier (simple_identifier) @reference.import) (#not-followed-by? @reference.import "."))
(import_header (identifier (simple_identifier) @reference.import) (#match? @reference.import "^[A-Z]"))
(import_header (identifier (simple_identifier) @ignore))
(import_alias (type_identifier) @reference.import)

; Annotations and base types

(annotation (user_type (type_identifier) @reference.attribute))
(annotation (constructor_invocation (user_type (type_identifier) @reference.attribute)))
(file_annotation (user_type (type_identifier) @reference.attribute))
(file_annotation (constructor_invocation (user_type (type_identifier) @reference.attribute)))
(delegation_specifier (user_type (type_identifier) @reference.implements) (#not-followed-by? @reference.implements "."))
(delegation_specifier (constructor_invocation (user_type (type_identifier) @reference.implements)) (#not-followed-by? @reference.implements "."))
(delegation_specifier (explicit_delegation (user_type (type_identifier) @reference.implements)) (#not-followed-by? @reference.implements "."))

; Calls and writes

(call_expression . (simple_identifier) @reference.call)
(call_expression . (navigation_expression (navigation_suffix (simple_identifier) @reference.call)) (#set! member))
(call_expression . (call_expression . (simple_identifier) @reference.call))
(infix_expression (_) (simple_identifier) @reference.call (_) (#set! member))
(assignment (directly_assignable_expression (navigation_suffix (simple_identifier) @reference.write)) (#set! member))
(assignment (directly_assignable_expression . (simple_identifier) @reference.type (navigation_suffix)) (#match? @reference.type "^[A-Z]"))
(assignment (directly_assignable_expression . (simple_identifier) @reference.read (navigation_suffix)))
(assignment (directly_assignable_expression . (simple_identifier) @reference.write))
(postfix_expression . (simple_identifier) @reference.write)
(constructor_invocation (user_type (type_identifier) @reference.call))

; What a member is asked of: a type where it is written as one.

(navigation_expression . (simple_identifier) @reference.type (#match? @reference.type "^[A-Z]") (#match? @reference.type "[a-z]"))
(callable_reference . (type_identifier) @reference.type)
(callable_reference (simple_identifier) @reference.read (#set! nonlocal))

; Everything else that is a name

(navigation_suffix (simple_identifier) @reference.read (#set! member))
(string_literal (interpolated_identifier) @reference.read)
(type_identifier) @reference.type
(simple_identifier) @reference.read
