; C#. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment
(attribute_list) @signature.skip

; Definitions

(file_scoped_namespace_declaration name: (_) @name (#set! rest)) @definition.namespace
(namespace_declaration name: (_) @name) @definition.namespace
(class_declaration name: (identifier) @name) @definition.class
(struct_declaration name: (identifier) @name) @definition.struct
(record_declaration name: (identifier) @name) @definition.record
(interface_declaration name: (identifier) @name) @definition.interface
(enum_declaration name: (identifier) @name) @definition.enum
(enum_member_declaration name: (identifier) @name) @definition.enum_member
(delegate_declaration name: (identifier) @name) @definition.delegate
(method_declaration name: (identifier) @name) @definition.method

; `extension(T x) { … }` reads as a constructor to this grammar, its members as local functions; it is named by the type it extends.
(constructor_declaration name: (identifier) @k parameters: (parameter_list . (parameter type: [
    (identifier) @name (generic_name (identifier) @name) (nullable_type type: (identifier) @name) (predefined_type) @name (array_type) @name
  ])) (#eq? @k "extension")) @definition.extension
(constructor_declaration name: (identifier) @k body: (block (local_function_statement name: (identifier) @o (ERROR) @name) @definition.operator)
  (#eq? @k "extension") (#eq? @o "operator"))
(constructor_declaration name: (identifier) @k body: (block (local_function_statement name: (identifier) @name (ERROR)) @definition.property)
  (#eq? @k "extension"))
(constructor_declaration name: (identifier) @k body: (block (local_function_statement name: (identifier) @name) @definition.method)
  (#eq? @k "extension"))

; Where a parse error took the class from around its members, modifiers tell a method; and a type is known by the word before its name.
(local_function_statement (modifier) @m name: (identifier) @name
  (#any-of? @m "public" "private" "protected" "internal" "override" "virtual" "abstract" "sealed" "partial")) @definition.method
(ERROR (identifier) @name @definition.class (#preceded-by? @name "class") (#set! rest) (#set! line))
(ERROR (identifier) @name @definition.interface (#preceded-by? @name "interface") (#set! rest) (#set! line))
(ERROR (identifier) @name @definition.struct (#preceded-by? @name " struct") (#set! rest) (#set! line))
(ERROR (identifier) @name @definition.record (#preceded-by? @name " record") (#set! rest) (#set! line))
(ERROR (identifier) @name @definition.enum (#preceded-by? @name " enum") (#set! rest) (#set! line))

(local_function_statement name: (identifier) @name) @definition.function
(constructor_declaration name: (identifier) @name) @definition.constructor
(destructor_declaration name: (identifier) @name) @definition.destructor
(operator_declaration operator: _ @name) @definition.operator
(conversion_operator_declaration type: (_) @name) @definition.operator
(property_declaration name: (identifier) @name accessors: (accessor_list)? @body) @definition.property
(indexer_declaration "this" @name accessors: (accessor_list)? @body) @definition.indexer
(event_declaration name: (identifier) @name) @definition.event
(event_field_declaration (variable_declaration (variable_declarator name: (identifier) @name) @definition.event)) @range
(field_declaration (modifier) @const (variable_declaration (variable_declarator name: (identifier) @name) @definition.constant) (#eq? @const "const")) @range
(field_declaration (variable_declaration (variable_declarator name: (identifier) @name) @definition.field)) @range

; The parameters of a record are its properties, those of other types are visible in them only.
(record_declaration (parameter_list (parameter name: (identifier) @name) @definition.property))

(_ (modifier) @m (#any-of? @m "public" "protected")) @flag.exported
(field_declaration (modifier) @m (variable_declaration (variable_declarator) @flag.exported) (#any-of? @m "public" "protected"))
(event_field_declaration (modifier) @m (variable_declaration (variable_declarator) @flag.exported) (#any-of? @m "public" "protected"))
(interface_declaration body: (declaration_list (_) @flag.exported))
(file_scoped_namespace_declaration) @flag.exported
(namespace_declaration) @flag.exported
(enum_member_declaration) @flag.exported
(_ (modifier) @m (#eq? @m "static")) @flag.static
(_ (modifier) @m (#eq? @m "abstract")) @flag.abstract
(method_declaration (modifier) @m (#eq? @m "async")) @flag.async
(method_declaration (attribute_list (attribute name: (identifier) @a)) (#any-of? @a "Fact" "Theory" "Test" "TestCase" "TestMethod" "DataTestMethod" "Benchmark")) @flag.test

; Scopes and what is local to them; top-level statements declare locals of the file

[(compilation_unit) (class_declaration) (struct_declaration) (record_declaration) (interface_declaration) (delegate_declaration)
 (method_declaration) (local_function_statement) (constructor_declaration) (destructor_declaration)
 (operator_declaration) (conversion_operator_declaration) (indexer_declaration) (property_declaration) (accessor_declaration)
 (lambda_expression) (anonymous_method_expression) (block) (for_statement) (foreach_statement) (using_statement) (fixed_statement)
 (catch_clause) (query_expression) (switch_section) (switch_expression_arm)] @scope

(parameter name: (identifier) @local)
(parameter_list name: (identifier) @local)
(bracketed_parameter_list name: (identifier) @local)
(implicit_parameter) @local
(type_parameter name: (identifier) @local.type)
(local_declaration_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(for_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(using_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(fixed_statement (variable_declaration (variable_declarator name: (identifier) @local)))
(foreach_statement left: (identifier) @local)
(catch_declaration name: (identifier) @local)
(declaration_expression name: (identifier) @local)
(declaration_pattern name: (identifier) @local)
(recursive_pattern name: (identifier) @local)
(var_pattern name: (identifier) @local)
(parenthesized_variable_designation name: (identifier) @local)
(tuple_pattern name: (identifier) @local)
(from_clause name: (identifier) @local)
(let_clause . (identifier) @local)
(join_clause . (identifier) @local)
(join_into_clause (identifier) @local)
(tuple_element name: (identifier) @ignore)
(argument name: (identifier) @ignore)
(labeled_statement . (identifier) @ignore)
(goto_statement (identifier) @ignore)

; Imports

(using_directive name: (identifier) @alias [(qualified_name) (generic_name) (alias_qualified_name) (tuple_type) (array_type)] @module) @import
(using_directive !name [(identifier) (qualified_name) (alias_qualified_name)] @module) @import
(using_directive name: (identifier) @reference.import)
(using_directive (identifier) @reference.import)
(using_directive (qualified_name name: (identifier) @reference.import))
(using_directive (qualified_name name: (generic_name (identifier) @reference.import)))

(using_directive (qualified_name qualifier: (identifier) @reference.import))
(using_directive (qualified_name qualifier: (qualified_name name: (identifier) @reference.import)))
(using_directive (qualified_name qualifier: (qualified_name qualifier: (identifier) @reference.import)))
(using_directive (qualified_name qualifier: (qualified_name qualifier: (qualified_name name: (identifier) @reference.import))))
(using_directive (qualified_name qualifier: (qualified_name qualifier: (qualified_name qualifier: (identifier) @reference.import))))

; Names of namespaces, explicit interfaces

(file_scoped_namespace_declaration name: (qualified_name) @ignore)
(namespace_declaration name: (qualified_name) @ignore)
(explicit_interface_specifier (identifier) @reference.type)
(conversion_operator_declaration type: (predefined_type) @ignore)

; Base types

(base_list (identifier) @reference.implements)
(base_list (generic_name (identifier) @reference.implements))
(base_list (qualified_name name: (identifier) @reference.implements))
(base_list (qualified_name name: (generic_name (identifier) @reference.implements)))
(base_list (alias_qualified_name name: (identifier) @reference.implements))
(base_list (primary_constructor_base_type type: (identifier) @reference.implements))
(base_list (primary_constructor_base_type type: (generic_name (identifier) @reference.implements)))
(base_list (primary_constructor_base_type type: (qualified_name name: (identifier) @reference.implements)))

; Calls

(constructor_declaration name: (identifier) @ignore (#eq? @ignore "extension"))
(local_function_statement name: (identifier) @ignore (#eq? @ignore "operator"))
(invocation_expression function: (identifier) @ignore (#eq? @ignore "nameof"))
(invocation_expression function: (identifier) @reference.call)
(invocation_expression function: (generic_name (identifier) @reference.call))
(invocation_expression function: (member_access_expression expression: _ @receiver name: (identifier) @reference.call))
(invocation_expression function: (member_access_expression expression: _ @receiver name: (generic_name (identifier) @reference.call)))
(invocation_expression function: (conditional_access_expression (member_binding_expression name: (identifier) @reference.call)) (#set! member))
(invocation_expression function: (conditional_access_expression (member_binding_expression name: (generic_name (identifier) @reference.call))) (#set! member))
(object_creation_expression type: (identifier) @reference.call)
(object_creation_expression type: (generic_name (identifier) @reference.call))
(object_creation_expression type: (qualified_name name: (identifier) @reference.call) (#set! member))
(object_creation_expression type: (qualified_name name: (generic_name (identifier) @reference.call)) (#set! member))

; Attributes

(attribute name: (identifier) @reference.attribute)
(attribute name: (generic_name (identifier) @reference.attribute))
(attribute name: (qualified_name name: (identifier) @reference.attribute))

; Writes

(assignment_expression left: (identifier) @reference.write)
(assignment_expression left: (member_access_expression expression: _ @receiver name: (identifier) @reference.write))
(assignment_expression left: (tuple_expression (argument (identifier) @reference.write)))
(postfix_unary_expression (identifier) @reference.write)
(postfix_unary_expression (member_access_expression expression: _ @receiver name: (identifier) @reference.write))
(prefix_unary_expression ["++" "--"] (identifier) @reference.write)
(prefix_unary_expression ["++" "--"] (member_access_expression expression: _ @receiver name: (identifier) @reference.write))
(with_initializer . (identifier) @reference.write (#set! member))

; Types

(_ type: (identifier) @reference.type)
(_ returns: (identifier) @reference.type)
(generic_name (identifier) @reference.type)
(type_argument_list (identifier) @reference.type)
(type_parameter_constraints_clause . (identifier) @reference.type)
(qualified_name name: (identifier) @reference.type (#set! member))
(qualified_name qualifier: (identifier) @reference.read)
(as_expression right: (identifier) @reference.type)
(is_expression right: (identifier) @reference.type)
(type_pattern type: (identifier) @reference.type)

; Everything else that is a name

(member_access_expression expression: _ @receiver name: (identifier) @reference.read)
(member_binding_expression name: (identifier) @reference.read (#set! member))
(identifier) @reference.read
