; OCaml. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions

(module_definition (module_binding (module_name) @name body: (structure)? @body)) @definition.module
(module_type_definition (module_type_name) @name body: (_)? @body) @definition.interface
(compilation_unit (value_definition (let_binding pattern: (value_name) @name (parameter) body: (_) @body) @definition.function))
(compilation_unit (value_definition (let_binding pattern: (parenthesized_operator (_) @name) body: (_) @body) @definition.operator))
(compilation_unit (value_definition (let_binding pattern: (value_name) @name body: [(fun_expression) (function_expression)] @body) @definition.function))
(compilation_unit (value_definition (let_binding pattern: (value_name) @name (#set! whole)) @definition.variable))
(compilation_unit (value_definition (let_binding pattern: (tuple_pattern (value_name) @name @definition.variable))))
(structure (value_definition (let_binding pattern: (value_name) @name (parameter) body: (_) @body) @definition.function))
(structure (value_definition (let_binding pattern: (parenthesized_operator (_) @name) body: (_) @body) @definition.operator))
(structure (value_definition (let_binding pattern: (value_name) @name body: [(fun_expression) (function_expression)] @body) @definition.function))
(structure (value_definition (let_binding pattern: (value_name) @name (#set! whole)) @definition.variable))
(structure (value_definition (let_binding pattern: (tuple_pattern (value_name) @name @definition.variable))))
(value_specification (value_name) @name) @definition.function
(external (value_name) @name) @definition.function
(value_specification (parenthesized_operator (_) @name)) @definition.operator
(external (parenthesized_operator (_) @name)) @definition.operator
(type_binding name: (type_constructor) @name body: (variant_declaration) @body) @definition.enum
(type_binding name: (type_constructor) @name body: (record_declaration) @body) @definition.struct
(type_binding name: (type_constructor) @name) @definition.type_alias
(exception_definition (constructor_declaration (constructor_name) @name)) @definition.struct
(exception_definition (constructor_declaration) @definition.none)
(constructor_declaration (constructor_name) @name) @definition.enum_member
(type_binding equation: (polymorphic_variant_type (tag_specification (tag) @name (#set! sigil)) @definition.enum_member))
(field_declaration (field_name) @name) @definition.field
(class_binding (class_name) @name body: (_) @body) @definition.class
(method_definition (method_name) @name body: (_)? @body) @definition.method
(instance_variable_definition (instance_variable_name) @name) @definition.field

(method_definition "virtual") @flag.abstract

; Scopes and what is local to them: what let … in names is visible behind in.

[(let_expression) (fun_expression) (function_expression) (class_binding)] @scope
[(value_definition) (match_case) (method_definition) (for_expression) (module_binding)] @scope.block
(let_expression (value_definition (let_binding pattern: (value_name) @local.hoisted)))
(let_expression (value_definition (let_binding pattern: (tuple_pattern (value_name) @local.hoisted))))
(value_pattern) @local

; Imports

(open_module module: (module_path) @module) @import
(include_module module: (module_path) @module) @import
(open_module module: (module_path (module_name) @reference.import))

; Uses

(application_expression function: (value_path (module_path) @receiver (value_name) @reference.call))
(application_expression function: (value_path (value_name) @reference.call))
(value_path (module_path) @receiver (value_name) @reference.read)
(value_path (value_name) @reference.read)
(application_expression function: (constructor_path (constructor_name) @reference.call))
(constructor_path (constructor_name) @reference.read)
(type_constructor_path (type_constructor) @reference.type)
(module_binding module_type: (module_type_constraint module_type: (module_type_path (module_type_name) @reference.implements)))
(module_type_path (module_type_name) @reference.type)
(module_path (module_name) @reference.read)
(inheritance_definition class: (class_path (class_name) @reference.implements))
(class_path (class_name) @reference.type)
(method_invocation method: (method_name) @reference.call (#set! member))
(set_expression (field_get_expression field: (field_path (field_name) @reference.write)) (#set! member))
(field_expression (field_path (field_name) @reference.write) (#set! member))
(field_path (field_name) @reference.read (#set! member))
(set_expression (instance_variable_name) @reference.write)
((tag) @reference.read (#set! sigil))
(attribute_id) @reference.attribute
(attribute_payload) @ignore
