; PHP. What the captures mean: queries/README.md.

(comment) @comment
(attribute_list) @signature.skip

; Definitions

(namespace_definition name: (namespace_name) @name !body (#set! rest)) @definition.namespace
(namespace_definition name: (namespace_name) @name) @definition.namespace
(class_declaration name: (name) @name) @definition.class
(interface_declaration name: (name) @name) @definition.interface
(trait_declaration name: (name) @name) @definition.trait
(enum_declaration name: (name) @name) @definition.enum
(enum_case name: (name) @name) @definition.enum_member
(function_definition name: (name) @name) @definition.function
(method_declaration name: (name) @name (#any-of? @name "__construct")) @definition.constructor
(method_declaration name: (name) @name (#any-of? @name "__destruct")) @definition.destructor
(method_declaration name: (name) @name) @definition.method
(property_declaration (property_element name: (variable_name (name) @name)) @definition.field) @range
(property_promotion_parameter name: (variable_name (name) @name) (#set! sibling)) @definition.field
(property_promotion_parameter name: (by_ref (variable_name (name) @name)) (#set! sibling)) @definition.field
(const_declaration (const_element . (name) @name) @definition.constant) @range
((function_call_expression function: (name) @f arguments: (arguments . (argument (string (string_content) @name)))) @definition.constant (#eq? @f "define"))

(class_declaration) @flag.exported
(interface_declaration) @flag.exported
(trait_declaration) @flag.exported
(enum_declaration) @flag.exported
(enum_case) @flag.exported
(function_definition) @flag.exported
(namespace_definition) @flag.exported
(method_declaration (visibility_modifier) @v (#not-any-of? @v "private" "protected")) @flag.exported
(property_declaration (visibility_modifier) @v (property_element) @flag.exported (#not-any-of? @v "private" "protected"))
(property_promotion_parameter visibility: (visibility_modifier) @v (#not-any-of? @v "private" "protected")) @flag.exported
(const_declaration (const_element) @flag.exported)
(method_declaration (static_modifier)) @flag.static
(method_declaration (abstract_modifier)) @flag.abstract
(class_declaration (abstract_modifier)) @flag.abstract

; Scopes; a variable with '$' is local, or a property where it stands behind '->' or '::'

[(function_definition) (method_declaration) (anonymous_function) (arrow_function)] @scope

; Imports

(namespace_use_declaration (namespace_name) @module body: (namespace_use_group (namespace_use_clause . (name) @name alias: (name)? @alias) @import))
(namespace_use_clause [(qualified_name) (name)] @module alias: (name)? @alias) @import
(namespace_use_clause alias: (name) @reference.import)
(namespace_use_clause (qualified_name (name) @reference.import))
(namespace_use_clause (name) @reference.import)
(include_expression (string) @module) @import
(include_once_expression (string) @module) @import
(require_expression (string) @module) @import
(require_once_expression (string) @module) @import
(namespace_name (name) @ignore)

; Base types

(base_clause (name) @reference.implements)
(base_clause (qualified_name (name) @reference.implements))
(class_interface_clause (name) @reference.implements)
(class_interface_clause (qualified_name (name) @reference.implements))
(use_declaration (name) @reference.implements)
(use_declaration (qualified_name (name) @reference.implements))

; Calls

(function_call_expression function: (name) @reference.call)
(function_call_expression function: (qualified_name (name) @reference.call))
(member_call_expression object: _ @receiver name: (name) @reference.call)
(nullsafe_member_call_expression object: _ @receiver name: (name) @reference.call)
(scoped_call_expression scope: _ @receiver name: (name) @reference.call)
(object_creation_expression (name) @reference.call)
(object_creation_expression (qualified_name (name) @reference.call))
(attribute (name) @reference.attribute)
(attribute (qualified_name (name) @reference.attribute))

; Writes

(assignment_expression left: (member_access_expression object: _ @receiver name: (name) @reference.write))
(augmented_assignment_expression left: (member_access_expression object: _ @receiver name: (name) @reference.write))
(update_expression argument: (member_access_expression object: _ @receiver name: (name) @reference.write))
(assignment_expression left: (scoped_property_access_expression scope: _ @receiver name: (variable_name (name) @reference.write)))
(augmented_assignment_expression left: (scoped_property_access_expression scope: _ @receiver name: (variable_name (name) @reference.write)))

; Types

(named_type (name) @ignore (#any-of? @ignore "self" "static" "parent"))
(named_type (name) @reference.type)
(named_type (qualified_name (name) @reference.type))
(binary_expression operator: "instanceof" right: (name) @reference.type)
(binary_expression operator: "instanceof" right: (qualified_name (name) @reference.type))
(scoped_call_expression scope: (name) @ignore (#any-of? @ignore "self" "static" "parent"))
(class_constant_access_expression . (name) @ignore (#any-of? @ignore "self" "static" "parent"))

; Everything else that is a name

(member_access_expression object: _ @receiver name: (name) @reference.read)
(nullsafe_member_access_expression object: _ @receiver name: (name) @reference.read)
(scoped_property_access_expression scope: _ @receiver name: (variable_name (name) @reference.read))
(class_constant_access_expression . (name) @reference.read)
(class_constant_access_expression (name) @ignore (#eq? @ignore "class"))
(class_constant_access_expression . _ @receiver (name) @reference.read)
(variable_name (name) @ignore)
(argument name: (name) @ignore)
(named_label_statement (name) @ignore)
(goto_statement (name) @ignore)
(property_hook (name) @ignore)
(name) @reference.read
