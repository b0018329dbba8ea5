; Scala 2 and 3. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(comment) (block_comment)] @comment
(annotation) @signature.skip

; Definitions

(package_clause name: (_) @name body: (_)) @definition.namespace
(package_clause name: (_) @name (#set! rest)) @definition.namespace
(package_object name: (_) @name) @definition.module
(class_definition "case" name: (_) @name) @definition.record
(class_definition name: (_) @name) @definition.class
(object_definition name: (_) @name) @definition.class
(trait_definition name: (_) @name) @definition.trait
(enum_definition name: (_) @name) @definition.enum
(simple_enum_case name: (_) @name) @definition.enum_member
(full_enum_case name: (_) @name) @definition.enum_member
(type_definition name: (_) @name) @definition.type_alias
(function_definition name: (identifier) @name (#eq? @name "this")) @definition.constructor
(template_body (function_definition name: (_) @name) @definition.method)
(template_body (function_declaration name: (_) @name) @definition.method)
(with_template_body (function_definition name: (_) @name) @definition.method)
(enum_body (function_definition name: (_) @name) @definition.method)
(function_definition name: (_) @name) @definition.function
(function_declaration name: (_) @name) @definition.function
(given_definition name: (_) @name) @definition.variable
(class_parameters (class_parameter "val" name: (identifier) @name) @definition.property)
(class_parameters (class_parameter "var" name: (identifier) @name) @definition.property)
(class_definition "case" class_parameters: (class_parameters (class_parameter name: (identifier) @name) @definition.property))
(template_body (val_definition (modifiers "final") pattern: (identifier) @name) @definition.constant)
(template_body (val_definition pattern: (identifier) @name) @definition.property)
(template_body (var_definition pattern: (identifier) @name) @definition.property)
(template_body (val_declaration name: (identifier) @name) @definition.property)
(template_body (var_declaration name: (identifier) @name) @definition.property)
(template_body (var_definition pattern: (identifiers (identifier) @name @definition.property)) @range)
(template_body (val_definition pattern: (identifiers (identifier) @name @definition.property)) @range)
(template_body (val_definition pattern: (case_class_pattern (identifier) @name @definition.property)) @range)
(enum_body (val_definition pattern: (identifier) @name) @definition.property)
(compilation_unit (val_definition pattern: (identifier) @name) @definition.variable)
(compilation_unit (var_definition pattern: (identifier) @name) @definition.variable)

([(class_definition (modifiers)? @m) (object_definition (modifiers)? @m) (trait_definition (modifiers)? @m) 
  (function_definition (modifiers)? @m) (function_declaration (modifiers)? @m) (val_definition (modifiers)? @m) (var_definition (modifiers)? @m)
  (val_declaration (modifiers)? @m) (var_declaration (modifiers)? @m) (type_definition (modifiers)? @m) (class_parameter (modifiers)? @m)] @flag.exported
  (#not-match? @m "(^|\\s)private([\\s\\[]|$)"))
[(enum_definition) (simple_enum_case) (full_enum_case) (package_clause) (package_object) (given_definition)] @flag.exported
(_ (modifiers "abstract")) @flag.abstract
(function_declaration) @flag.abstract
(_ (annotation name: (type_identifier) @a) (#eq? @a "deprecated")) @flag.deprecated

; Scopes and what is local to them

[(class_definition) (trait_definition) (enum_definition) (type_definition)] @scope.types
[(function_definition) (function_declaration) (lambda_expression) (block) (indented_block) (for_expression) (case_clause) (given_definition)
 (extension_definition)] @scope

(parameter name: (identifier) @local)
(lambda_expression parameters: (identifier) @local)
(binding name: (identifier) @local)
(block (val_definition pattern: (identifier) @local))
(block (var_definition pattern: (identifier) @local))
(indented_block (val_definition pattern: (identifier) @local))
(indented_block (var_definition pattern: (identifier) @local))
(val_definition pattern: (case_class_pattern (identifier) @local))
(val_definition pattern: (tuple_pattern (identifier) @local))
(enumerator . (identifier) @local)
(case_clause pattern: (identifier) @local (#match? @local "^[a-z_]"))
(case_class_pattern (identifier) @local (#match? @local "^[a-z_]"))
(tuple_pattern (identifier) @local (#match? @local "^[a-z_]"))
(typed_pattern pattern: (identifier) @local)
(capture_pattern name: (identifier) @local)
(type_parameters name: (identifier) @local.type)
(covariant_type_parameter name: (identifier) @local.type)
(contravariant_type_parameter name: (identifier) @local.type)

(arguments (assignment_expression left: (identifier) @ignore))
(package_clause name: (_) @ignore)
(self_type . (identifier) @ignore)
(class_parameter name: (identifier) @ignore)
(interpolated_string_expression interpolator: (identifier) @ignore)
(access_qualifier (identifier) @ignore)
((identifier) @ignore (#any-of? @ignore "this" "super" "_"))

; What is imported; a package is known by its whole name only, so that the parts before the last name no symbol.

(import_declaration (identifier) @reference.import (#not-followed-by? @reference.import "."))
(import_declaration (identifier) @reference.import (#match? @reference.import "^[A-Z]"))
(import_declaration (identifier) @ignore)
(namespace_selectors (identifier) @reference.import)
(arrow_renamed_identifier (identifier) @reference.import)
(as_renamed_identifier (identifier) @reference.import)

; Annotations, base types

(annotation name: (type_identifier) @reference.attribute)
(extends_clause (type_identifier) @reference.implements)
(extends_clause (generic_type type: (type_identifier) @reference.implements))
(extends_clause (compound_type (type_identifier) @reference.implements))
(extends_clause (compound_type (generic_type type: (type_identifier) @reference.implements)))
(extends_clause (stable_type_identifier (type_identifier) @reference.implements))

; Calls and writes

(call_expression function: (identifier) @reference.call)
(call_expression function: (field_expression field: (identifier) @reference.call) (#set! member))
(call_expression function: (generic_function function: (identifier) @reference.call))
(call_expression function: (generic_function function: (field_expression field: (identifier) @reference.call)) (#set! member))
(call_expression function: (call_expression function: (identifier) @reference.call))
(instance_expression (type_identifier) @reference.call)
(instance_expression (generic_type type: (type_identifier) @reference.call))
(infix_expression operator: (identifier) @reference.call (#match? @reference.call "^[a-zA-Z]") (#set! member))
(infix_expression operator: (operator_identifier) @ignore)
(postfix_expression (_) (identifier) @reference.read (#set! member))
(case_class_pattern type: (type_identifier) @reference.type)
(assignment_expression left: (identifier) @reference.write)
(assignment_expression left: (field_expression field: (identifier) @reference.write) (#set! member))

; What a member is asked of: an object or a type where it is written as one.

(field_expression value: (identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(stable_identifier . (identifier) @reference.type (#match? @reference.type "^[A-Z]"))

; Everything else that is a name

(stable_identifier (_) (identifier) @reference.read (#set! member))
(field_expression field: (identifier) @reference.read (#set! member))
(type_identifier) @reference.type
(identifier) @reference.read
