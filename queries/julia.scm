; Julia. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins. Strings before a definition are no docs here.

[(line_comment) (block_comment)] @comment

; Definitions. A signature may have a type behind it, and what stands for its parameters. Each method of a function is a definition.

(module_definition name: (identifier) @name (#set! line)) @definition.module
(struct_definition (type_head (identifier) @name) (_)? @body) @definition.struct
(struct_definition (type_head (binary_expression . (identifier) @name)) (_)? @body) @definition.struct
(struct_definition (type_head (parametrized_type_expression . (identifier) @name)) (_)? @body) @definition.struct
(struct_definition (type_head (binary_expression . (parametrized_type_expression . (identifier) @name))) (_)? @body) @definition.struct
(abstract_definition (type_head (identifier) @name) (#set! line)) @definition.interface
(abstract_definition (type_head (binary_expression . (identifier) @name)) (#set! line)) @definition.interface
(abstract_definition (type_head (parametrized_type_expression . (identifier) @name)) (#set! line)) @definition.interface
(abstract_definition (type_head (binary_expression . (parametrized_type_expression . (identifier) @name))) (#set! line)) @definition.interface
(primitive_definition (type_head (identifier) @name) (#set! line)) @definition.type_alias
(primitive_definition (type_head (binary_expression . (identifier) @name)) (#set! line)) @definition.type_alias
(primitive_definition (type_head (parametrized_type_expression . (identifier) @name)) (#set! line)) @definition.type_alias
(primitive_definition (type_head (binary_expression . (parametrized_type_expression . (identifier) @name))) (#set! line)) @definition.type_alias
(struct_definition (typed_expression . (identifier) @name) @definition.field)
(struct_definition (identifier) @name @definition.field)
(function_definition (signature (call_expression . (identifier) @name)) (_)? @body) @definition.function
(function_definition (signature (call_expression . (field_expression value: (_) @qualifier (identifier) @name))) (_)? @body) @definition.function
(function_definition (signature (call_expression . (operator) @name)) (_)? @body) @definition.function
(function_definition (signature (where_expression (call_expression . (identifier) @name))) (_)? @body) @definition.function
(function_definition (signature (where_expression (call_expression . (field_expression value: (_) @qualifier (identifier) @name)))) (_)? @body) @definition.function
(function_definition (signature (where_expression (call_expression . (operator) @name))) (_)? @body) @definition.function
(function_definition (signature (typed_expression (call_expression . (identifier) @name))) (_)? @body) @definition.function
(function_definition (signature (typed_expression (call_expression . (field_expression value: (_) @qualifier (identifier) @name)))) (_)? @body) @definition.function
(function_definition (signature (typed_expression (call_expression . (operator) @name))) (_)? @body) @definition.function
(function_definition (signature (where_expression (typed_expression (call_expression . (identifier) @name)))) (_)? @body) @definition.function
(function_definition (signature (where_expression (typed_expression (call_expression . (field_expression value: (_) @qualifier (identifier) @name))))) (_)? @body) @definition.function
(function_definition (signature (where_expression (typed_expression (call_expression . (operator) @name)))) (_)? @body) @definition.function
(function_definition (signature (identifier) @name)) @definition.function
(macro_definition (signature (call_expression . (identifier) @name)) (_)? @body) @definition.macro
(assignment . (call_expression . (identifier) @name (argument_list)) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (call_expression . (field_expression value: (_) @qualifier (identifier) @name) (argument_list)) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (call_expression . (operator) @name (argument_list)) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (call_expression . (parametrized_type_expression . (identifier) @name) (argument_list)) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (typed_expression (call_expression . (identifier) @name (argument_list))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (typed_expression (call_expression . (field_expression value: (_) @qualifier (identifier) @name) (argument_list))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (typed_expression (call_expression . (operator) @name (argument_list))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (typed_expression (call_expression . (parametrized_type_expression . (identifier) @name) (argument_list))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (where_expression (call_expression . (identifier) @name (argument_list))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (where_expression (call_expression . (field_expression value: (_) @qualifier (identifier) @name) (argument_list))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (where_expression (call_expression . (operator) @name (argument_list))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (where_expression (call_expression . (parametrized_type_expression . (identifier) @name) (argument_list))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (where_expression (typed_expression (call_expression . (identifier) @name (argument_list)))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (where_expression (typed_expression (call_expression . (field_expression value: (_) @qualifier (identifier) @name) (argument_list)))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (where_expression (typed_expression (call_expression . (operator) @name (argument_list)))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(assignment . (where_expression (typed_expression (call_expression . (parametrized_type_expression . (identifier) @name) (argument_list)))) (operator) (_) @body (#not-has-ancestor? @name function_definition macro_definition arrow_function_expression do_clause)) @definition.function
(macrocall_expression (macro_identifier (identifier) @m) (macro_argument_list . (identifier) @name) (#eq? @m "enum")) @definition.enum
(macrocall_expression (macro_identifier (identifier) @m) (macro_argument_list (identifier) @name @definition.enum_member) (#eq? @m "enum"))
(macrocall_expression (macro_identifier (identifier) @m) (macro_argument_list (assignment . (identifier) @name) @definition.enum_member) (#eq? @m "enum"))
(const_statement (assignment . (identifier) @name) @definition.constant (#set! top)) @range
(const_statement (assignment . (parametrized_type_expression . (identifier) @name)) @definition.type_alias (#set! top)) @range
(assignment . (identifier) @name (#set! top)) @definition.variable

; Scopes and what is local to them

[(function_definition) (macro_definition) (arrow_function_expression) (do_clause)] @scope
(struct_definition) @scope.types
[(for_statement) (while_statement) (let_statement) (try_statement) (comprehension_expression) (catch_clause)] @scope.block
(global_statement (identifier) @local.outer)
(argument_list (identifier) @local (#has-ancestor? @local signature))
(argument_list (typed_expression . (identifier) @local) (#has-ancestor? @local signature))
(argument_list (splat_expression (identifier) @local) (#has-ancestor? @local signature))
(named_argument . (identifier) @local (#has-ancestor? @local signature))
(named_argument . (typed_expression . (identifier) @local) (#has-ancestor? @local signature))
(where_expression (curly_expression (identifier) @local.type))
(where_expression (curly_expression (binary_expression . (identifier) @local.type)))
(type_head (binary_expression . (parametrized_type_expression (curly_expression (identifier) @local.type))))
(type_head (binary_expression . (parametrized_type_expression (curly_expression (binary_expression . (identifier) @local.type)))))
(type_head (parametrized_type_expression (curly_expression (identifier) @local.type)))
(type_head (parametrized_type_expression (curly_expression (binary_expression . (identifier) @local.type))))
(arrow_function_expression . (identifier) @local)
(arrow_function_expression . (argument_list (identifier) @local))
(do_clause (argument_list (identifier) @local))
(for_binding . (identifier) @local)
(for_binding . (tuple_expression (identifier) @local))
(catch_clause . (identifier) @local)
(let_statement (assignment . (identifier) @local))
(assignment . (identifier) @local)
(assignment . (open_tuple (identifier) @local))
(local_statement (identifier) @local)
(named_argument . (identifier) @ignore)
(assignment . (call_expression (argument_list (identifier) @ignore)))
(assignment . (call_expression (argument_list (typed_expression . (identifier) @ignore))))
((identifier) @ignore (#any-of? @ignore "new" "nothing" "missing"))

; Imports

(using_statement (identifier) @module @import)
(import_statement (identifier) @module @import)
(using_statement (import_path) @module @import)
(import_statement (import_path) @module @import)
(selected_import . (_) @module) @import
(selected_import (identifier) @reference.import)
(using_statement (identifier) @reference.import)
(import_statement (identifier) @reference.import)
(import_path (identifier) @reference.import)
(import_alias . (identifier) @reference.import)
(import_alias (identifier) @ignore)
(call_expression . (identifier) @f (argument_list . (string_literal (content) @module)) @import (#eq? @f "include"))

; Uses

(macro_identifier (identifier) @reference.call)
(call_expression . (identifier) @reference.call)
(field_expression value: (identifier) @reference.read)
(call_expression . (field_expression (identifier) @reference.call) (#set! member))
(call_expression . (parametrized_type_expression . (identifier) @reference.call))
(broadcast_call_expression . (identifier) @reference.call)
(broadcast_call_expression . (field_expression (identifier) @reference.call) (#set! member))
(type_head (binary_expression (_) (operator) (identifier) @reference.implements))
(parametrized_type_expression . (identifier) @reference.type)
(typed_expression (_) (identifier) @reference.type)
(curly_expression (identifier) @reference.type)
(curly_expression (binary_expression (_) (identifier) @reference.type))
(assignment . (field_expression (identifier) @reference.write) (#set! member))
(compound_assignment_expression . (field_expression (identifier) @reference.write) (#set! member))
(field_expression (identifier) @reference.read (#set! member))
(compound_assignment_expression . (identifier) @reference.write)
(assignment . (identifier) @reference.write)
(identifier) @reference.read
