; Bicep. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(comment) (diagnostic_comment)] @comment
(decorators) @signature.skip

; Definitions. The type of a resource is text.

(resource_declaration . (identifier) @name [(object) (if_statement) (for_statement)]? @body) @definition.class
(module_declaration . (identifier) @name [(object) (if_statement) (for_statement)]? @body) @definition.module
(parameter_declaration . (identifier) @name) @definition.variable
(variable_declaration . (identifier) @name) @definition.variable
(output_declaration . (identifier) @name) @definition.property
(metadata_declaration . (identifier) @name) @definition.property
(type_declaration . (identifier) @name (object)? @body) @definition.type_alias
(type_declaration (object (object_property . (identifier) @name) @definition.property))
(user_defined_function name: (identifier) @name) @definition.function

[(output_declaration) (parameter_declaration)] @flag.exported

; Scopes and what is local to them

[(for_statement) (lambda_expression) (user_defined_function)] @scope
(for_statement initializer: (identifier) @local)
(loop_variable) @local
(loop_enumerator) @local
(parameter . (identifier) @local)
(lambda_expression . (identifier) @local)

; Imports

(import_functionality (identifier) (string (string_content) @module)) @import
(module_declaration (string (string_content) @module)) @import
(import_functionality (identifier) @reference.import)

; Uses

(decorator (call_expression function: (identifier) @reference.attribute))
(decorator (call_expression function: (member_expression property: (property_identifier) @reference.attribute)) (#set! member))
(resource_declaration (string (string_content) @reference.type))
(module_declaration (string (string_content) @reference.import) (#set! tail))
(object_property . (identifier) @reference.write (#set! member))
(call_expression function: (identifier) @reference.call)
(call_expression function: (member_expression property: (property_identifier) @reference.call) (#set! member))
(assert_statement . (identifier) @ignore)
(type (identifier) @reference.type)
(resource_expression resource: (identifier) @reference.read (#set! member))
((property_identifier) @reference.read (#set! member))
(identifier) @reference.read
