; C++. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment
[(attribute_declaration) (attribute_specifier)] @signature.skip

; Definitions. A declarator is followed down to its name; of A::B::name what stands before the name is its qualifier.

(preproc_def name: (identifier) @name) @definition.macro
(preproc_function_def name: (identifier) @name) @definition.macro
(namespace_definition name: (_) @name) @definition.namespace
(namespace_alias_definition name: (namespace_identifier) @name) @definition.namespace
(class_specifier name: (_) @name body: (_) (#descend! @name declarator name)) @definition.class
(struct_specifier name: (_) @name body: (_) (#descend! @name declarator name)) @definition.struct
(union_specifier name: (_) @name body: (_) (#descend! @name declarator name)) @definition.union
(enum_specifier name: (_) @name body: (_) (#descend! @name declarator name)) @definition.enum
(enumerator name: (identifier) @name) @definition.enum_member
(concept_definition name: (identifier) @name) @definition.trait
(alias_declaration name: (type_identifier) @name) @definition.type_alias

; A type without a tag takes the name that typedef gives it.
(type_definition type: (struct_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.struct
(type_definition type: (union_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.union
(type_definition type: (enum_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.enum
(type_definition declarator: [
    (type_identifier) (pointer_type_declarator) (pointer_declarator) (array_declarator) (function_declarator) (parenthesized_declarator)
    (reference_declarator) (attributed_declarator) (primitive_type)
  ] @name @definition.type_alias
  (#descend! @name declarator parenthesized_declarator attributed_declarator reference_declarator)) @range

; Functions with a body: conversions, destructors, operators, constructors (no return type, within a class or qualified), methods.
(function_definition declarator: [
    (operator_cast type: (_) @name)
    (qualified_identifier name: (operator_cast type: (_) @name))
    (qualified_identifier name: (qualified_identifier name: (operator_cast type: (_) @name)))
  ]) @definition.operator
(function_definition declarator: (_) @name (field_initializer_list)? @body
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator) (#match? @name "^[~]")) @definition.destructor
(function_definition declarator: (_) @name
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)
  (#match? @name "^operator\\b")) @definition.operator
(function_definition !type declarator: (function_declarator declarator: (_) @name) (field_initializer_list)? @body
  (#descend! @name declarator name) (#has-ancestor? @name field_declaration_list)) @definition.constructor
(function_definition !type declarator: (function_declarator declarator: (qualified_identifier) @name) (field_initializer_list)? @body
  (#descend! @name declarator name)) @definition.constructor
(friend_declaration (function_definition declarator: (_) @name
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)) @definition.function)
(function_definition declarator: (_) @name
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)
  (#has-ancestor? @name field_declaration_list)) @definition.method
(function_definition declarator: [
    (function_declarator declarator: (qualified_identifier))
    (pointer_declarator declarator: (function_declarator declarator: (qualified_identifier)))
    (reference_declarator (function_declarator declarator: (qualified_identifier)))
  ] @name
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)) @definition.method
(function_definition declarator: (_) @name
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)) @definition.function

; The same without a body. Within a function `T name(x);` is a variable.
(declaration declarator: (operator_cast type: (_) @name)) @definition.operator
(declaration declarator: [(function_declarator) (pointer_declarator) (reference_declarator) (parenthesized_declarator) (attributed_declarator)]
  @name @definition.destructor
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)
  (#child-of? @name function_declarator) (#match? @name "^[~]") (#not-has-ancestor? @name compound_statement)) @range
(declaration declarator: [(function_declarator) (pointer_declarator) (reference_declarator) (parenthesized_declarator) (attributed_declarator)]
  @name @definition.operator
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)
  (#child-of? @name function_declarator) (#match? @name "^operator\\b") (#not-has-ancestor? @name compound_statement)) @range
(declaration !type declarator: (function_declarator) @name @definition.constructor
  (#descend! @name declarator name) (#has-ancestor? @name field_declaration_list) (#not-has-ancestor? @name compound_statement)) @range
(friend_declaration (declaration declarator: [(function_declarator) (pointer_declarator) (reference_declarator)] @name @definition.function
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)
  (#child-of? @name function_declarator)) @range)
(declaration declarator: [(function_declarator) (pointer_declarator) (reference_declarator) (parenthesized_declarator) (attributed_declarator)]
  @name @definition.method
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)
  (#child-of? @name function_declarator) (#has-ancestor? @name field_declaration_list) (#not-has-ancestor? @name compound_statement)) @range
(declaration declarator: [(function_declarator) (pointer_declarator) (reference_declarator) (parenthesized_declarator) (attributed_declarator)]
  @name @definition.function
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)
  (#child-of? @name function_declarator) (#not-has-ancestor? @name compound_statement)
  (#not-any-of? @name "int" "void" "char" "long" "double" "float" "unsigned" "size_t" "bool")) @range
(declaration declarator: [
    (identifier) (qualified_identifier) (init_declarator) (pointer_declarator) (reference_declarator) (array_declarator) (function_declarator)
    (parenthesized_declarator) (attributed_declarator) (template_function)
  ] @name @definition.variable
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator)
  (#not-any-of? @name "struct" "class" "union" "enum" "const" "volatile" "void" "int" "char" "long" "unsigned" "bool")
  (#not-has-ancestor? @name compound_statement function_definition parameter_list condition_clause for_statement requires_expression)) @range

; Members. Those of a struct without a tag belong to the field of that type.
(field_declaration type: [(struct_specifier !name body: (_)) (union_specifier !name body: (_))] declarator: (_) @name
  (#descend! @name declarator parenthesized_declarator attributed_declarator reference_declarator)) @definition.field
(field_declaration declarator: [(function_declarator) (pointer_declarator) (reference_declarator)] @name @definition.operator
  (#descend! @name declarator parenthesized_declarator attributed_declarator reference_declarator)
  (#child-of? @name function_declarator) (#match? @name "^operator\\b")) @range
(field_declaration declarator: [(function_declarator) (pointer_declarator) (reference_declarator) (parenthesized_declarator) (attributed_declarator)]
  @name @definition.method
  (#descend! @name declarator name parenthesized_declarator attributed_declarator reference_declarator) (#child-of? @name function_declarator)) @range
(field_declaration declarator: [
    (field_identifier) (pointer_declarator) (reference_declarator) (array_declarator) (function_declarator) (parenthesized_declarator)
    (attributed_declarator)
  ] @name @definition.field
  (#descend! @name declarator parenthesized_declarator attributed_declarator reference_declarator)) @range

; A macro before a declaration that no parser knows.
(function_declarator
  declarator: (function_declarator declarator: (identifier) @t parameters: (parameter_list . (parameter_declaration type: (type_identifier) @name)))
  (#any-of? @t "int" "void" "char" "long" "double" "float" "unsigned" "size_t" "bool")) @definition.function
(ERROR (function_declarator declarator: (identifier) @name) @definition.function
  (#not-match? @name "^[A-Z0-9_]+$") (#not-has-ancestor? @name compound_statement function_definition))

(function_definition (storage_class_specifier) @s (#eq? @s "static")) @flag.static
(declaration (storage_class_specifier) @s declarator: (_) @flag.static (#eq? @s "static"))
(field_declaration (storage_class_specifier) @s declarator: (_) @flag.static (#eq? @s "static"))
(field_declaration declarator: (_) @flag.abstract default_value: (number_literal) @v (#eq? @v "0"))
((function_definition) @flag.exported (#not-match? @flag.exported "^(\\w+\\s+){0,3}static\\b") (#not-has-ancestor? @flag.exported field_declaration_list))
((declaration declarator: (_) @flag.exported) @d
  (#not-match? @d "^(\\w+\\s+){0,3}static\\b") (#not-has-ancestor? @flag.exported field_declaration_list))
(_ (attribute_declaration (attribute name: (identifier) @a)) (#eq? @a "deprecated")) @flag.deprecated

; Scopes and what is local to them. Parameters of a prototype are nobody's.

[(function_definition) (template_declaration) (compound_statement) (for_statement) (for_range_loop) (if_statement) (while_statement)
 (switch_statement) (lambda_expression) (catch_clause) (requires_expression) (preproc_function_def)] @scope

((identifier) @ignore (#any-of? @ignore "int" "void" "char" "long" "short" "double" "float" "unsigned" "signed" "bool" "const" "struct" "class"
  "union" "enum" "static" "inline" "static_cast" "dynamic_cast" "const_cast" "reinterpret_cast"))
(preproc_params (identifier) @local)
(type_parameter_declaration (type_identifier) @local.type)
(optional_type_parameter_declaration name: (type_identifier) @local.type)
(variadic_type_parameter_declaration (type_identifier) @local.type)
(template_parameter_list (parameter_declaration declarator: (identifier) @local.type))
(template_parameter_list (optional_parameter_declaration declarator: (identifier) @local.type))
(_ declarator: (identifier) @local (#has-ancestor? @local function_definition template_declaration lambda_expression requires_expression))
(reference_declarator (identifier) @local (#has-ancestor? @local function_definition template_declaration lambda_expression requires_expression))
(variadic_declarator (identifier) @local (#has-ancestor? @local function_definition template_declaration lambda_expression))
(parenthesized_declarator (identifier) @local (#has-ancestor? @local function_definition template_declaration lambda_expression))
(structured_binding_declarator (identifier) @local)
(lambda_capture_initializer left: (identifier) @local)
(_ declarator: (identifier) @ignore)
(reference_declarator (identifier) @ignore)
(variadic_declarator (identifier) @ignore)
(parenthesized_declarator (identifier) @ignore)
(namespace_definition name: (nested_namespace_specifier) @ignore)
(destructor_name (identifier) @ignore)
(operator_name (identifier) @ignore)
(attribute_specifier) @ignore
(ms_declspec_modifier) @ignore

; `T name(x);` in a function makes a variable of an x that looks like a type.
(function_declarator parameters: (parameter_list (parameter_declaration !declarator type: (type_identifier) @reference.read))
  (#has-ancestor? @reference.read compound_statement) (#not-has-ancestor? @reference.read lambda_expression))

; Imports

(preproc_include path: [(string_literal) (system_lib_string)] @module) @import
(preproc_include path: [(string_literal) (system_lib_string)] @ignore)
(using_declaration "namespace" [(identifier) (qualified_identifier)] @module) @import
(using_declaration (qualified_identifier scope: (_) @module name: (_) @name)) @import
(using_declaration (identifier) @reference.import)
([(identifier) (type_identifier)] @reference.import (#has-ancestor? @reference.import using_declaration))

; A macro's body has no tree: its words are uses, but for what the language itself is made of.

(preproc_call directive: (preproc_directive) @d argument: (preproc_arg) @words (#eq? @d "#undef"))
(preproc_call argument: (preproc_arg) @ignore)
((preproc_arg) @words (#not-any-of? @words
  "alignas" "alignof" "auto" "bool" "break" "case" "catch" "char" "class" "const" "const_cast" "consteval" "constexpr" "continue" "decltype"
  "default" "defined" "delete" "do" "double" "dynamic_cast" "else" "enum" "explicit" "extern" "false" "final" "float" "for" "friend" "goto" "if"
  "inline" "int" "int8_t" "int16_t" "int32_t" "int64_t" "long" "mutable" "namespace" "new" "noexcept" "NULL" "nullptr" "operator" "override"
  "private" "protected" "public" "register" "reinterpret_cast" "return" "short" "signed" "size_t" "sizeof" "static" "static_assert" "static_cast"
  "struct" "switch" "template" "this" "throw" "true" "try" "typedef" "typename" "uint8_t" "uint16_t" "uint32_t" "uint64_t" "union" "unsigned"
  "using" "virtual" "void" "volatile" "while" "__attribute__" "__declspec" "__extension__"))

; Base types

(base_class_clause (type_identifier) @reference.implements)
(base_class_clause (template_type name: (type_identifier) @reference.implements))
(base_class_clause (qualified_identifier name: (type_identifier) @reference.implements))
(base_class_clause (qualified_identifier name: (template_type name: (type_identifier) @reference.implements)))
(base_class_clause (qualified_identifier name: (qualified_identifier name: (type_identifier) @reference.implements)))
(base_class_clause (qualified_identifier name: (qualified_identifier name: (template_type name: (type_identifier) @reference.implements))))

; Attributes

(attribute_declaration (attribute name: (identifier) @reference.attribute))
(attribute prefix: (identifier) @ignore)

; Calls

(call_expression function: (identifier) @reference.call)
(call_expression function: (template_function name: (identifier) @reference.call))
(call_expression function: (field_expression argument: _ @receiver field: (field_identifier) @reference.call))
(call_expression function: (field_expression argument: _ @receiver field: (template_method name: (field_identifier) @reference.call)))
(call_expression function: (field_expression field: (dependent_name (template_method name: (field_identifier) @reference.call))) (#set! member))
(call_expression function: (qualified_identifier name: (identifier) @reference.call) (#set! member))
(call_expression function: (qualified_identifier name: (template_function name: (identifier) @reference.call)) (#set! member))
(call_expression function: (qualified_identifier name: (qualified_identifier name: (identifier) @reference.call)) (#set! member))
(call_expression function: (qualified_identifier name: (qualified_identifier name: (template_function name: (identifier) @reference.call))) (#set! member))
(call_expression function: (qualified_identifier name: (qualified_identifier name: (qualified_identifier name: (identifier) @reference.call))) (#set! member))
(call_expression function: (qualified_identifier name: (qualified_identifier name: (qualified_identifier
  name: (template_function name: (identifier) @reference.call)))) (#set! member))
(call_expression function: (parenthesized_expression (identifier) @reference.call))
(call_expression function: (parenthesized_expression (pointer_expression argument: (identifier) @reference.call)))
(call_expression function: (parenthesized_expression (field_expression argument: _ @receiver field: (field_identifier) @reference.call)))
(call_expression function: (parenthesized_expression
  (pointer_expression argument: (field_expression argument: _ @receiver field: (field_identifier) @reference.call))))
(new_expression type: (type_identifier) @reference.call)
(new_expression type: (template_type name: (type_identifier) @reference.call))
(new_expression type: (qualified_identifier name: (type_identifier) @reference.call) (#set! member))
(new_expression type: (qualified_identifier name: (template_type name: (type_identifier) @reference.call)) (#set! member))
(compound_literal_expression type: (type_identifier) @reference.call)
(compound_literal_expression type: (template_type name: (type_identifier) @reference.call))
(compound_literal_expression type: (qualified_identifier name: (type_identifier) @reference.call) (#set! member))
(compound_literal_expression type: (qualified_identifier name: (template_type name: (type_identifier) @reference.call)) (#set! member))
(field_initializer (template_method name: (field_identifier) @reference.call))

; Writes

(assignment_expression left: (identifier) @reference.write)
(assignment_expression left: (field_expression argument: _ @receiver field: (field_identifier) @reference.write))
(update_expression argument: (identifier) @reference.write)
(update_expression argument: (field_expression argument: _ @receiver field: (field_identifier) @reference.write))
(field_designator (field_identifier) @reference.write (#set! member))
(field_initializer (field_identifier) @reference.write (#set! member))

; Everything else that is a name

((namespace_identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(namespace_identifier) @reference.read
(qualified_identifier scope: _ name: (type_identifier) @reference.type (#set! member))
(qualified_identifier scope: _ name: (template_type name: (type_identifier) @reference.type) (#set! member))
(qualified_identifier scope: _ name: (identifier) @reference.read (#set! member))
(qualified_identifier scope: _ name: (template_function name: (identifier) @reference.read) (#set! member))
(type_identifier) @reference.type
((field_identifier) @reference.read (#set! member))
(identifier) @reference.read
