; Elm. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(line_comment) (block_comment)] @comment
(type_annotation) @signature.skip

; Definitions

(module_declaration name: (upper_case_qid) @name (#set! rest)) @definition.module
(type_declaration name: (upper_case_identifier) @name (eq) @body) @definition.enum
(union_variant name: (upper_case_identifier) @name) @definition.enum_member
(type_alias_declaration name: (upper_case_identifier) @name (eq) @body typeExpression: (type_expression (record_type))) @definition.struct
(type_alias_declaration name: (upper_case_identifier) @name) @definition.type_alias
(type_alias_declaration typeExpression: (type_expression part: (record_type (field_type name: (lower_case_identifier) @name) @definition.field)))
(port_annotation name: (lower_case_identifier) @name) @definition.function
(file (value_declaration functionDeclarationLeft: (function_declaration_left . (lower_case_identifier) @name pattern: (_)) (eq) @body) @definition.function)
(file (value_declaration functionDeclarationLeft: (function_declaration_left . (lower_case_identifier) @name) (eq) @body) @definition.variable)

; Scopes and what is local to them: what let names is visible behind in.

[(let_in_expr) (anonymous_function_expr)] @scope
[(value_declaration) (case_of_branch)] @scope.block
(let_in_expr (value_declaration functionDeclarationLeft: (function_declaration_left . (lower_case_identifier) @local.hoisted)))
(let_in_expr (type_annotation name: (lower_case_identifier) @ignore))
(lower_pattern (lower_case_identifier) @local)
(type_variable) @ignore
(lower_type_name) @ignore
(type_annotation name: (lower_case_identifier) @ignore)

; Imports

(import_clause moduleName: (upper_case_qid) @module asClause: (as_clause name: (upper_case_identifier) @alias)) @import
(import_clause moduleName: (upper_case_qid) @module) @import
(import_clause moduleName: (upper_case_qid) @ignore)
(as_clause) @ignore
(import_clause exposing: (exposing_list (exposed_type (upper_case_identifier) @reference.import)))
(import_clause exposing: (exposing_list (exposed_value (lower_case_identifier) @reference.import)))
(module_declaration exposing: (exposing_list) @ignore)

; Uses

(function_call_expr target: (value_expr name: (value_qid (upper_case_identifier) @receiver (lower_case_identifier) @reference.call)))
(function_call_expr target: (value_expr name: (value_qid (lower_case_identifier) @reference.call)))
(function_call_expr target: (value_expr name: (upper_case_qid (upper_case_identifier) @reference.call)))
(value_qid (upper_case_identifier) @receiver (lower_case_identifier) @reference.read)
(value_qid (upper_case_identifier) @reference.read)
(value_qid (lower_case_identifier) @reference.read)
(type_ref (upper_case_qid (upper_case_identifier) @reference.type))
(field_access_expr (lower_case_identifier) @reference.read (#set! member))
(field_accessor_function_expr (lower_case_identifier) @reference.read (#set! member))
(field name: (lower_case_identifier) @reference.write (#set! member))
(record_base_identifier (lower_case_identifier) @reference.read)
(upper_case_qid (upper_case_identifier) @reference.read)
