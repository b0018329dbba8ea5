; SQL. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(comment) (marginalia)] @comment

; Definitions. A table is what its rows are, its columns are fields. Quotes are no part of a name.

(create_schema (identifier) @name (#set! unquoted)) @definition.namespace
(create_table (object_reference schema: (_)? @qualifier name: (identifier) @name) (column_definitions)? @body (#set! unquoted)) @definition.struct
(create_view (object_reference schema: (_)? @qualifier name: (identifier) @name) (create_query)? @body (#set! unquoted)) @definition.struct
(create_materialized_view (object_reference schema: (_)? @qualifier name: (identifier) @name) (create_query)? @body (#set! unquoted)) @definition.struct
(create_type (object_reference schema: (_)? @qualifier name: (identifier) @name) (enum_elements) (#set! unquoted)) @definition.enum
(create_type (object_reference schema: (_)? @qualifier name: (identifier) @name) (#set! unquoted)) @definition.type_alias
(create_function (object_reference schema: (_)? @qualifier name: (identifier) @name) (function_body)? @body (#set! unquoted)) @definition.function
(create_trigger (object_reference schema: (_)? @qualifier name: (identifier) @name) (#set! unquoted)) @definition.event
(create_sequence (object_reference schema: (_)? @qualifier name: (identifier) @name) (#set! unquoted)) @definition.variable
(create_index column: (identifier) @name (#set! unquoted)) @definition.variable
(column_definition name: [(identifier) (literal)] @name (#set! unquoted)) @definition.field

; Names that a statement gives

(statement) @scope
(relation alias: (identifier) @local (#set! unquoted))
(cte . (identifier) @local.type (#set! unquoted))
(function_argument . (identifier) @local (#set! unquoted))
(function_language (identifier) @ignore)
(term alias: (identifier) @ignore)
(object_reference schema: (identifier) @ignore)

; Uses

(invocation (object_reference name: (identifier) @reference.call) (#set! unquoted))
(insert (object_reference name: (identifier) @reference.write) (#set! unquoted))
(update (relation (object_reference name: (identifier) @reference.write)) (#set! unquoted))
(statement (delete) (from (object_reference name: (identifier) @reference.write)) (#set! unquoted))
(assignment left: (field name: (identifier) @reference.write) (#set! member) (#set! unquoted))
(field (object_reference name: (identifier) @reference.read) (#set! unquoted))
(field name: (identifier) @reference.read (#set! member) (#set! unquoted))
(column (identifier) @reference.read (#set! member) (#set! unquoted))
(object_reference name: (identifier) @reference.type (#set! unquoted))
((identifier) @reference.read (#set! unquoted))
