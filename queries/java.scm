; Java. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(line_comment) (block_comment)] @comment
[(annotation) (marker_annotation)] @signature.skip

; Definitions

(package_declaration [(identifier) (scoped_identifier)] @name (#set! rest)) @definition.namespace
(module_declaration name: (_) @name) @definition.module
(class_declaration name: (identifier) @name) @definition.class
(record_declaration name: (identifier) @name) @definition.record
(enum_declaration name: (identifier) @name) @definition.enum
(interface_declaration name: (identifier) @name) @definition.interface
(annotation_type_declaration name: (identifier) @name) @definition.interface
(enum_constant name: (identifier) @name) @definition.enum_member
(method_declaration name: (identifier) @name) @definition.method
(annotation_type_element_declaration name: (identifier) @name) @definition.method
(constructor_declaration name: (identifier) @name) @definition.constructor
(compact_constructor_declaration name: (identifier) @name) @definition.constructor
(field_declaration (modifiers "static" "final") (variable_declarator name: (identifier) @name) @definition.constant) @range
(field_declaration (modifiers "final" "static") (variable_declarator name: (identifier) @name) @definition.constant) @range
(field_declaration (variable_declarator name: (identifier) @name) @definition.field) @range
(constant_declaration (variable_declarator name: (identifier) @name) @definition.constant) @range
(record_declaration parameters: (formal_parameters (formal_parameter name: (identifier) @name) @definition.field))

(_ (modifiers ["public" "protected"])) @flag.exported
(field_declaration (modifiers ["public" "protected"]) (variable_declarator) @flag.exported)
(constant_declaration (variable_declarator) @flag.exported)
(interface_body (_) @flag.exported)
(annotation_type_body (_) @flag.exported)
(enum_constant) @flag.exported
(package_declaration) @flag.exported
(_ (modifiers "static")) @flag.static
(field_declaration (modifiers "static") (variable_declarator) @flag.static)
(_ (modifiers "abstract")) @flag.abstract
(interface_body (method_declaration !body) @flag.abstract)
(_ (modifiers [(marker_annotation name: (identifier) @a) (annotation name: (identifier) @a)]) (#eq? @a "Deprecated")) @flag.deprecated
(field_declaration (modifiers [(marker_annotation name: (identifier) @a) (annotation name: (identifier) @a)]) (variable_declarator) @flag.deprecated
  (#eq? @a "Deprecated"))
(method_declaration (modifiers [(marker_annotation name: (identifier) @a) (annotation name: (identifier) @a)])
  (#any-of? @a "Test" "ParameterizedTest" "RepeatedTest" "TestFactory" "TestTemplate" "Benchmark")) @flag.test

; Scopes and what is local to them

[(class_declaration) (record_declaration) (interface_declaration) (method_declaration) (constructor_declaration)
 (compact_constructor_declaration) (lambda_expression) (block) (constructor_body) (for_statement) (enhanced_for_statement)
 (try_with_resources_statement) (catch_clause) (switch_rule) (switch_block_statement_group)] @scope

(formal_parameter name: (identifier) @local)
(spread_parameter (variable_declarator name: (identifier) @local))
(catch_formal_parameter name: (identifier) @local)
(inferred_parameters (identifier) @local)
(lambda_expression parameters: (identifier) @local)
(local_variable_declaration declarator: (variable_declarator name: (identifier) @local))
(enhanced_for_statement name: (identifier) @local)
(resource name: (identifier) @local)
(instanceof_expression name: (identifier) @local)
(type_pattern (identifier) @local)
(record_pattern_component (identifier) @local)
(type_parameter (type_identifier) @local.type)

((type_identifier) @ignore (#eq? @ignore "var"))
(package_declaration (scoped_identifier) @ignore)
(module_declaration name: (scoped_identifier) @ignore)
(element_value_pair key: (identifier) @ignore)
(labeled_statement . (identifier) @ignore)
(break_statement (identifier) @ignore)
(continue_statement (identifier) @ignore)

; Imports. A package is known by its whole name only, so that the parts before the last name no symbol.

(import_declaration (scoped_identifier) @module (asterisk)) @import
(import_declaration (scoped_identifier scope: (_) @module name: (identifier) @name)) @import
(import_declaration (identifier) @module) @import
(requires_module_directive module: (_) @module) @import
(import_declaration (scoped_identifier name: (identifier) @reference.import))
((identifier) @reference.import (#has-ancestor? @reference.import import_declaration) (#match? @reference.import "^[A-Z]"))
((identifier) @ignore (#has-ancestor? @ignore import_declaration requires_module_directive exports_module_directive))

; A qualifier in upper case is a type, in lower case a package.

(scoped_type_identifier . (type_identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(scoped_type_identifier . (type_identifier) @reference.read)
(scoped_type_identifier (type_identifier) @reference.read (#match? @reference.read "^[a-z]") (#set! member))

; Base types

(superclass (type_identifier) @reference.implements)
(superclass (generic_type (type_identifier) @reference.implements))
(superclass (scoped_type_identifier (type_identifier) @reference.implements))
(superclass (generic_type (scoped_type_identifier (type_identifier) @reference.implements)))
(super_interfaces (type_list (type_identifier) @reference.implements))
(super_interfaces (type_list (generic_type (type_identifier) @reference.implements)))
(super_interfaces (type_list (scoped_type_identifier (type_identifier) @reference.implements)))
(super_interfaces (type_list (generic_type (scoped_type_identifier (type_identifier) @reference.implements))))
(extends_interfaces (type_list (type_identifier) @reference.implements))
(extends_interfaces (type_list (generic_type (type_identifier) @reference.implements)))
(extends_interfaces (type_list (scoped_type_identifier (type_identifier) @reference.implements)))
(extends_interfaces (type_list (generic_type (scoped_type_identifier (type_identifier) @reference.implements))))

; Calls. Methods and variables have names of their own: `int size = size()`.

(method_invocation object: _ @receiver name: (identifier) @reference.call)
(method_invocation name: (identifier) @reference.call (#set! nonlocal))
(object_creation_expression type: (type_identifier) @reference.call)
(object_creation_expression type: (generic_type (type_identifier) @reference.call))
(object_creation_expression type: (scoped_type_identifier (type_identifier) @reference.call) (#set! member))
(object_creation_expression type: (generic_type (scoped_type_identifier (type_identifier) @reference.call)) (#set! member))

; Annotations

(marker_annotation name: (identifier) @reference.attribute)
(annotation name: (identifier) @reference.attribute)
(marker_annotation name: (scoped_identifier name: (identifier) @reference.attribute))
(annotation name: (scoped_identifier name: (identifier) @reference.attribute))

; Writes

(assignment_expression left: (identifier) @reference.write)
(assignment_expression left: (field_access object: _ @receiver field: (identifier) @reference.write))
(update_expression (identifier) @reference.write)
(update_expression (field_access object: _ @receiver field: (identifier) @reference.write))

; What a member is asked of: a type where it is written as one, a constant where it is all capitals.

(method_invocation object: (identifier) @reference.type (#match? @reference.type "^[A-Z]") (#match? @reference.type "[a-z]"))
(field_access object: (identifier) @reference.type (#match? @reference.type "^[A-Z]") (#match? @reference.type "[a-z]"))
(method_reference . (identifier) @reference.type (#match? @reference.type "^[A-Z]") (#match? @reference.type "[a-z]"))
(method_reference . (identifier) @reference.read)
(method_reference (identifier) @reference.read (#set! member))
(record_pattern . (identifier) @reference.type)

; Everything else that is a name

(field_access object: _ @receiver field: (identifier) @reference.read)
(scoped_type_identifier (type_identifier) @reference.type (#set! member))
(scoped_identifier scope: _ name: (identifier) @reference.read (#set! member))
(type_identifier) @reference.type
(identifier) @reference.read
