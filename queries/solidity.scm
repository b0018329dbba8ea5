; Solidity. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions

(contract_declaration name: (identifier) @name) @definition.class
(interface_declaration name: (identifier) @name) @definition.interface
(library_declaration name: (identifier) @name) @definition.module
(struct_declaration name: (identifier) @name) @definition.struct
(struct_member name: (identifier) @name) @definition.field
(enum_declaration name: (identifier) @name) @definition.enum
(enum_value) @name @definition.enum_member
(user_defined_type_definition name: (identifier) @name) @definition.type_alias
(contract_body (function_definition name: (identifier) @name) @definition.method)
(function_definition name: (identifier) @name) @definition.function
(modifier_definition name: (identifier) @name) @definition.method
(constructor_definition "constructor" @name) @definition.constructor
(fallback_receive_definition ["receive" "fallback"] @name) @definition.method
(event_definition name: (identifier) @name) @definition.event
(error_declaration name: (identifier) @name) @definition.struct
(constant_variable_declaration name: (identifier) @name) @definition.constant
(state_variable_declaration "constant" name: (identifier) @name) @definition.constant
(state_variable_declaration name: (identifier) @name) @definition.field

[(contract_declaration) (interface_declaration) (library_declaration) (struct_declaration) (struct_member) (enum_declaration) (enum_value) (event_definition)
  (error_declaration) (user_defined_type_definition) (constant_variable_declaration)] @flag.exported
(function_definition (visibility) @v (#any-of? @v "public" "external")) @flag.exported
(state_variable_declaration visibility: (visibility) @v (#eq? @v "public")) @flag.exported
(contract_declaration "abstract") @flag.abstract

; Scopes and what is local to them

[(function_definition) (modifier_definition) (constructor_definition) (fallback_receive_definition)] @scope
[(block_statement) (for_statement) (try_statement) (catch_clause)] @scope.block
(parameter name: (identifier) @local)
(variable_declaration name: (identifier) @local)
(variable_declaration_tuple (identifier) @local)
[(event_parameter name: (identifier) @ignore) (error_parameter name: (identifier) @ignore)]
(import_directive alias: (identifier) @ignore)
(assembly_statement) @ignore
((identifier) @ignore (#any-of? @ignore "this" "super" "msg" "block" "tx" "abi" "_"))

; Imports

(import_directive source: (string) @module) @import
(import_directive import_name: (identifier) @reference.import)

; Uses

(inheritance_specifier ancestor: (user_defined_type (identifier) @reference.implements))
(user_defined_type (identifier) @reference.type)
(type_alias (identifier) @reference.type)
(modifier_invocation (identifier) @reference.call)
(override_specifier (user_defined_type (identifier) @reference.type))
(call_expression function: (expression (identifier) @reference.call))
(call_expression function: (expression (member_expression property: (identifier) @reference.call)) (#set! member))
(emit_statement name: (expression (identifier) @reference.call))
(emit_statement name: (expression (member_expression property: (identifier) @reference.call)) (#set! member))
(revert_statement error: (expression (identifier) @reference.call))
(revert_statement error: (expression (member_expression property: (identifier) @reference.call)) (#set! member))
(call_struct_argument name: (identifier) @reference.write (#set! member))
(assignment_expression left: (expression (identifier) @reference.write))
(assignment_expression left: (expression (member_expression property: (identifier) @reference.write)) (#set! member))
(augmented_assignment_expression left: (expression (identifier) @reference.write))
(augmented_assignment_expression left: (expression (member_expression property: (identifier) @reference.write)) (#set! member))
(update_expression argument: (expression (identifier) @reference.write))
(member_expression property: (identifier) @reference.read (#set! member))
(identifier) @reference.read
