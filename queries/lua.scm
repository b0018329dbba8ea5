; Lua. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions. `M.f` and `Order:add` are functions of what stands before.

(function_declaration name: (method_index_expression table: (_) @qualifier method: (identifier) @name)) @definition.method
(function_declaration name: (dot_index_expression table: (_) @qualifier field: (identifier) @name)) @definition.function
(function_declaration name: (identifier) @name) @definition.function

(variable_declaration (assignment_statement (variable_list . name: (identifier) @name)
  (expression_list . value: (function_definition body: (_)? @body))) (#not-has-ancestor? @name function_declaration function_definition)) @definition.function
(variable_declaration (assignment_statement (variable_list . name: (identifier) @name)
  (expression_list . value: (table_constructor) @body)) (#set! top)) @definition.variable
(assignment_statement (variable_list . name: (dot_index_expression table: (_) @qualifier field: (identifier) @name))
  (expression_list . value: (function_definition body: (_)? @body)) (#not-has-ancestor? @name function_declaration function_definition)) @definition.function
(assignment_statement (variable_list . name: (identifier) @name) (expression_list . value: (function_definition body: (_)? @body)) (#not-has-ancestor? @name function_declaration function_definition)) @definition.function
(assignment_statement (variable_list . name: (dot_index_expression table: (_) @qualifier field: (identifier) @name))
  (expression_list . value: (table_constructor) @body) (#set! top)) @definition.field
(assignment_statement (variable_list . name: (dot_index_expression table: (_) @qualifier field: (identifier) @name)) (#set! top)) @definition.field
(assignment_statement (variable_list . name: (identifier) @name) (expression_list . value: (table_constructor) @body) (#set! top)) @definition.variable
(variable_declaration (assignment_statement (variable_list name: (identifier) @name @definition.constant)) (#match? @name "^[A-Z][A-Z0-9_]+$") (#set! top)) @range
(assignment_statement (variable_list name: (identifier) @name @definition.constant) (#match? @name "^[A-Z][A-Z0-9_]+$") (#set! top)) @range
(variable_declaration (assignment_statement (variable_list name: (identifier) @name @definition.variable)) (#set! top)) @range
(variable_declaration (variable_list name: (identifier) @name @definition.variable) (#set! top)) @range
(assignment_statement (variable_list name: (identifier) @name @definition.variable) (#set! top)) @range
(table_constructor (field name: (identifier) @name value: (function_definition body: (_)? @body)) @definition.function (#set! top))
(table_constructor (field name: (identifier) @name value: (table_constructor) @body) @definition.field (#set! top))
(table_constructor (field name: (identifier) @name) @definition.field (#set! top))

(chunk (assignment_statement) @flag.exported)
(chunk (assignment_statement (variable_list (identifier) @flag.exported)))
((function_declaration "local"? @l) @flag.exported (#not-eq? @l "local"))

; Scopes and what is local to them

[(function_declaration) (function_definition)] @scope
[(for_statement) (while_statement) (repeat_statement) (if_statement) (do_statement)] @scope.block

(parameters name: (identifier) @local)
(variable_declaration (variable_list name: (identifier) @local))
(variable_declaration (assignment_statement (variable_list name: (identifier) @local)))
(for_generic_clause (variable_list name: (identifier) @local))
(for_numeric_clause name: (identifier) @local)
((identifier) @ignore (#eq? @ignore "self"))
(attribute (identifier) @ignore)
[(goto_statement) (label_statement)] @ignore

; Imports

(assignment_statement (variable_list . name: (identifier) @alias) (expression_list . value: (function_call name: (identifier) @f arguments: (arguments (string content: (_) @module)) @import)) (#eq? @f "require"))
(function_call name: (identifier) @f arguments: (arguments (string content: (_) @module)) @import (#any-of? @f "require" "dofile" "include"))

; Calls and writes

(function_call name: (identifier) @reference.call)
(function_call name: (dot_index_expression field: (identifier) @reference.call) (#set! member))
(function_call name: (method_index_expression method: (identifier) @reference.call) (#set! member))
(variable_list name: (identifier) @reference.write)
(variable_list name: (dot_index_expression field: (identifier) @reference.write) (#set! member))
(field name: (identifier) @reference.write (#set! member))

; Everything else that is a name

(dot_index_expression field: (identifier) @reference.read (#set! member))
(method_index_expression method: (identifier) @reference.read (#set! member))
(identifier) @reference.read
