; SQL. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(comment) (marginalia)] @comment

; Definitions. A table is what its rows are, its columns are fields.

(create_schema (identifier) @name) @definition.namespace
(create_table (object_reference schema: (_)? @qualifier name: (identifier) @name) (column_definitions)? @body) @definition.struct
(create_view (object_reference schema: (_)? @qualifier name: (identifier) @name) (create_query)? @body) @definition.struct
(create_materialized_view (object_reference schema: (_)? @qualifier name: (identifier) @name) (create_query)? @body) @definition.struct
(create_type (object_reference schema: (_)? @qualifier name: (identifier) @name) (enum_elements)) @definition.enum
(create_type (object_reference schema: (_)? @qualifier name: (identifier) @name)) @definition.type_alias
(create_function (object_reference schema: (_)? @qualifier name: (identifier) @name) (function_body)? @body) @definition.function
(create_trigger (object_reference schema: (_)? @qualifier name: (identifier) @name)) @definition.event
(create_sequence (object_reference schema: (_)? @qualifier name: (identifier) @name)) @definition.variable
(create_index column: (identifier) @name) @definition.variable
(column_definition name: (identifier) @name) @definition.field

; Names that a statement gives

(statement) @scope
(relation alias: (identifier) @local)
(cte . (identifier) @local.type)
(function_argument . (identifier) @local)
(function_language (identifier) @ignore)
(term alias: (identifier) @ignore)
(object_reference schema: (identifier) @ignore)

; Uses

(invocation (object_reference name: (identifier) @reference.call))
(insert (object_reference name: (identifier) @reference.write))
(update (relation (object_reference name: (identifier) @reference.write)))
(statement (delete) (from (object_reference name: (identifier) @reference.write)))
(assignment left: (field name: (identifier) @reference.write) (#set! member))
(field (object_reference name: (identifier) @reference.read))
(field name: (identifier) @reference.read (#set! member))
(column (identifier) @reference.read (#set! member))
(object_reference name: (identifier) @reference.type)
(identifier) @reference.read
