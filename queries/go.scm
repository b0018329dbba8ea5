; Go. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions. A package reaches to the end of its file; a method names its receiver's type as its qualifier.

(package_clause (package_identifier) @name (#set! rest)) @definition.namespace
(function_declaration name: (identifier) @name) @definition.function
(method_declaration
  receiver: (parameter_list (parameter_declaration type: [
    (type_identifier) @qualifier
    (pointer_type (type_identifier) @qualifier)
    (generic_type type: (type_identifier) @qualifier)
    (pointer_type (generic_type type: (type_identifier) @qualifier))
  ]))
  name: (field_identifier) @name) @definition.method
(method_declaration name: (field_identifier) @name) @definition.method
(type_declaration "(" (type_spec name: (type_identifier) @name type: (struct_type (field_declaration_list) @body)) @definition.struct)
(type_declaration "(" (type_spec name: (type_identifier) @name type: (interface_type "{" @body)) @definition.interface)
(type_declaration "(" [(type_spec name: (type_identifier) @name) (type_alias name: (type_identifier) @name)] @definition.type_alias)
(type_declaration (type_spec name: (type_identifier) @name type: (struct_type (field_declaration_list) @body)) @definition.struct) @range
(type_declaration (type_spec name: (type_identifier) @name type: (interface_type "{" @body)) @definition.interface) @range
(type_declaration [(type_spec name: (type_identifier) @name) (type_alias name: (type_identifier) @name)] @definition.type_alias) @range

; Members of named types only: an anonymous type within a function is nobody's outline.
(type_spec type: (interface_type (method_elem name: (field_identifier) @name) @definition.method))
(type_spec type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name) @definition.field)))
(type_spec type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name @definition.field) @range)))
(type_spec type: (struct_type (field_declaration_list (field_declaration type: (struct_type
  (field_declaration_list (field_declaration name: (field_identifier) @name) @definition.field))))))
(type_spec type: (struct_type (field_declaration_list (field_declaration type: (struct_type
  (field_declaration_list (field_declaration name: (field_identifier) @name @definition.field) @range))))))

; Constants and variables of the package: the values belong to the first name of a specification.
(source_file (const_declaration "(" (const_spec name: (identifier) @name (#not-eq? @name "_")) @definition.constant))
(source_file (const_declaration (const_spec name: (identifier) @name (#not-eq? @name "_")) @definition.constant) @range)
(source_file (const_declaration (const_spec name: (identifier) @name @definition.constant (#not-eq? @name "_")) @range))
(source_file (var_declaration (var_spec name: (identifier) @name (#not-eq? @name "_")) @definition.variable) @range)
(source_file (var_declaration (var_spec name: (identifier) @name @definition.variable (#not-eq? @name "_")) @range))
(source_file (var_declaration (var_spec_list (var_spec name: (identifier) @name (#not-eq? @name "_")) @definition.variable)))
(source_file (var_declaration (var_spec_list (var_spec name: (identifier) @name @definition.variable (#not-eq? @name "_")) @range)))

(_ name: (_) @n (#match? @n "^\\p{Lu}")) @flag.exported
((identifier) @n @flag.exported (#match? @n "^\\p{Lu}"))
((field_identifier) @n @flag.exported (#match? @n "^\\p{Lu}"))
(package_clause) @flag.exported
(function_declaration name: (identifier) @n
  parameters: (parameter_list (parameter_declaration type: (pointer_type (qualified_type package: (package_identifier) @p))))
  (#match? @n "^(Test|Benchmark|Fuzz)") (#eq? @p "testing")) @flag.test

; Scopes and what is local to them

[(function_declaration) (method_declaration) (func_literal) (function_type) (method_elem) (type_spec) (type_alias) (block)
 (if_statement) (for_statement) (expression_switch_statement) (type_switch_statement)
 (expression_case) (type_case) (default_case) (communication_case)] @scope

((identifier) @ignore (#any-of? @ignore "_" "append" "cap" "len" "make" "panic" "recover"
  "any" "bool" "byte" "error" "float32" "float64" "int" "int8" "int16" "int32" "int64" "rune" "string" "uint" "uint8" "uint16"
  "uint32" "uint64" "uintptr" "complex64" "complex128"))
((type_identifier) @ignore (#any-of? @ignore
  "any" "bool" "byte" "comparable" "error" "float32" "float64" "int" "int8" "int16" "int32" "int64" "nil" "rune" "string" "uint" "uint8"
  "uint16" "uint32" "uint64" "uintptr" "complex64" "complex128"))

(parameter_declaration name: (identifier) @local)
(variadic_parameter_declaration name: (identifier) @local)
(type_parameter_declaration name: (identifier) @local.type)
(method_declaration receiver: (parameter_list (parameter_declaration
  type: (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @local.type))))))
(method_declaration receiver: (parameter_list (parameter_declaration
  type: (pointer_type (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @local.type)))))))
(short_var_declaration left: (expression_list (identifier) @local))
(range_clause left: (expression_list (identifier) @local) ":=")
(receive_statement left: (expression_list (identifier) @local) ":=")
(type_switch_statement alias: (expression_list (identifier) @local))
(var_spec name: (identifier) @local)
(const_spec name: (identifier) @local)
(field_declaration name: (field_identifier) @ignore)

; Imports

(import_spec name: (_) @alias path: (_) @module) @import
(import_spec path: (_) @module) @import
(import_spec name: (package_identifier) @reference.import)

; The package a path names is its last part, but for a major version.
(import_spec path: (interpreted_string_literal (interpreted_string_literal_content) @ignore) (#match? @ignore "/v[0-9]+$"))
(import_spec path: (interpreted_string_literal (interpreted_string_literal_content) @reference.import) (#set! tail))

; What is embedded is inherited

(type_spec type: (struct_type (field_declaration_list (field_declaration !name type: (type_identifier) @reference.implements))))
(type_spec type: (struct_type (field_declaration_list (field_declaration !name type: (qualified_type name: (type_identifier) @reference.implements)))))
(type_spec type: (struct_type (field_declaration_list (field_declaration !name type: (generic_type type: (type_identifier) @reference.implements)))))
(type_spec type: (interface_type (type_elem "|" (type_identifier) @reference.type)))
(type_spec type: (interface_type (type_elem (type_identifier) @reference.implements)))
(type_spec type: (interface_type (type_elem (qualified_type name: (type_identifier) @reference.implements))))

; Calls

(call_expression function: (identifier) @reference.call)
(call_expression function: (selector_expression operand: _ @receiver field: (field_identifier) @reference.call))
(call_expression function: (index_expression operand: (identifier) @reference.call))
(call_expression function: (index_expression operand: (selector_expression operand: _ @receiver field: (field_identifier) @reference.call)))
(call_expression function: (parenthesized_expression (identifier) @reference.call))
(call_expression function: (type_instantiation_expression type: (type_identifier) @reference.call))
(type_conversion_expression type: (generic_type type: (type_identifier) @reference.call))
(type_conversion_expression type: (generic_type type: (qualified_type name: (type_identifier) @reference.call)) (#set! member))

; Keys of a map, an array or a slice are values; those of a struct are its fields.

(composite_literal type: [(map_type) (array_type) (slice_type) (implicit_length_array_type)]
  body: (literal_value (keyed_element key: (literal_element (identifier) @reference.read))))
(keyed_element key: (literal_element (identifier) @reference.write) (#set! member))

; Writes

(assignment_statement left: (expression_list (identifier) @reference.write))
(assignment_statement left: (expression_list (selector_expression operand: _ @receiver field: (field_identifier) @reference.write)))
(inc_statement (identifier) @reference.write)
(inc_statement (selector_expression operand: _ @receiver field: (field_identifier) @reference.write))
(dec_statement (identifier) @reference.write)
(dec_statement (selector_expression operand: _ @receiver field: (field_identifier) @reference.write))
(range_clause left: (expression_list (identifier) @reference.write))
(range_clause left: (expression_list (selector_expression operand: _ @receiver field: (field_identifier) @reference.write)))
(receive_statement left: (expression_list (identifier) @reference.write))

; Everything else that is a name

(qualified_type name: (type_identifier) @reference.type (#set! member))
(type_identifier) @reference.type
(package_identifier) @reference.read
((field_identifier) @reference.read (#set! member))
(identifier) @reference.read
