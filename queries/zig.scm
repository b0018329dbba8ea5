; Zig. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions. Types are constants whose value declares them; an assignment is no declaration although the grammar calls it one.

(variable_declaration "pub" (identifier) @name (builtin_function (builtin_identifier) @b) (#eq? @b "@import") (#set! top)) @definition.module
(variable_declaration (builtin_function (builtin_identifier) @b) (#eq? @b "@import")) @definition.none
(variable_declaration "const" (identifier) @name (struct_declaration) @body (#set! top)) @definition.struct
(variable_declaration "const" (identifier) @name (opaque_declaration) @body (#set! top)) @definition.struct
(variable_declaration "const" (identifier) @name (enum_declaration) @body (#set! top)) @definition.enum
(variable_declaration "const" (identifier) @name (union_declaration) @body (#set! top)) @definition.union
(variable_declaration "const" (identifier) @name (error_set_declaration) @body (#set! top)) @definition.enum
(struct_declaration (variable_declaration "const" (identifier) @name (struct_declaration) @body) @definition.struct)
(struct_declaration (variable_declaration "const" (identifier) @name (opaque_declaration) @body) @definition.struct)
(struct_declaration (variable_declaration "const" (identifier) @name (enum_declaration) @body) @definition.enum)
(struct_declaration (variable_declaration "const" (identifier) @name (union_declaration) @body) @definition.union)
(struct_declaration (variable_declaration "const" (identifier) @name (error_set_declaration) @body) @definition.enum)
(variable_declaration "const" (identifier) @name (field_expression) (#match? @name "^[A-Z]") (#set! top)) @definition.type_alias
(variable_declaration "const" (identifier) @name (binary_expression left: (error_set_declaration)) (#set! top)) @definition.enum
(variable_declaration "const" (identifier) @name (#set! top)) @definition.constant
(variable_declaration "var" (identifier) @name (#set! top)) @definition.variable
(struct_declaration (variable_declaration "const" (identifier) @name) @definition.constant)
(struct_declaration (variable_declaration "var" (identifier) @name) @definition.field)
(error_set_declaration (identifier) @name @definition.enum_member)
(enum_declaration (container_field name: (identifier) @name) @definition.enum_member)
(container_field name: (identifier) @name) @definition.field
(struct_declaration (function_declaration name: (identifier) @name) @definition.method)
(union_declaration (function_declaration name: (identifier) @name) @definition.method)
(enum_declaration (function_declaration name: (identifier) @name) @definition.method)
(function_declaration name: (identifier) @name) @definition.function

(variable_declaration ["pub" "export"]) @flag.exported
(function_declaration ["pub" "export"]) @flag.exported
[(container_field) (error_set_declaration)] @flag.exported
(error_set_declaration (identifier) @flag.exported)

; Scopes and what is local to them

[(function_declaration) (test_declaration) (comptime_declaration)] @scope
[(block) (for_statement) (while_statement) (if_statement) (switch_case) (for_expression) (while_expression) (if_expression)] @scope.block
(parameter name: (identifier) @local)
(variable_declaration . (identifier) @local (#preceded-by? @local "const" "var"))
(payload (identifier) @local)
(variable_declaration . (identifier) @ignore (builtin_function (builtin_identifier) @b) (#eq? @b "@import"))
[(block_label) (break_label)] @ignore
((identifier) @ignore (#eq? @ignore "_"))

; Imports

(variable_declaration . (identifier) @alias (builtin_function (builtin_identifier) @b (arguments (string (string_content) @module))) @import (#eq? @b "@import"))
(builtin_function (builtin_identifier) @b (arguments (string (string_content) @module)) (#any-of? @b "@import" "@cInclude" "@embedFile")) @import

; Uses

(call_expression function: (identifier) @reference.call)
(call_expression function: (field_expression member: (identifier) @reference.call) (#set! member))
(struct_initializer . (identifier) @reference.type)
(struct_initializer . (field_expression member: (identifier) @reference.type) (#set! member))
(parameter type: (identifier) @reference.type)
(variable_declaration type: (identifier) @reference.type)
(container_field type: (identifier) @reference.type)
(function_declaration type: (identifier) @reference.type)
(pointer_type (identifier) @reference.type)
(slice_type (identifier) @reference.type)
(array_type (identifier) @reference.type)
(nullable_type (identifier) @reference.type)
(error_union_type (identifier) @reference.type)
(parameter type: (field_expression member: (identifier) @reference.type) (#set! member))
(container_field type: (field_expression member: (identifier) @reference.type) (#set! member))
(assignment_expression left: (field_expression member: (identifier) @reference.write) (#set! member))
(variable_declaration . (field_expression member: (identifier) @reference.write) (#set! member))
(assignment_expression left: (identifier) @reference.write)
(variable_declaration . (identifier) @reference.write)
(field_expression member: (identifier) @reference.read (#set! member))
(identifier) @reference.read
