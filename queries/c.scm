; C. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions. A declarator is followed down to its name; where that stands in a function declarator, a function is declared:
; int f(int), but not int (*f)(int). Top-level declarations may lie within #ifdef, extern "C" or, after a macro that no parser
; knows, within an error.

(preproc_def name: (identifier) @name) @definition.macro
(preproc_function_def name: (identifier) @name) @definition.macro

; A macro before the type that no parser knows, `API int (f)(int)` or `API int (*f)(int)`: what stands in parentheses is the name.
(function_declarator
  declarator: (function_declarator declarator: (identifier) @t parameters: (parameter_list . (parameter_declaration type: (type_identifier) @name)))
  (#any-of? @t "int" "void" "char" "long" "double" "float" "unsigned" "size_t" "bool")) @definition.function
(parameter_list . (ERROR) @e (parameter_declaration !declarator type: (type_identifier) @name @definition.variable) (#eq? @e "*") (#set! line))
(ERROR (function_declarator declarator: (identifier) @name) @definition.function
  (#not-match? @name "^[A-Z0-9_]+$") (#not-has-ancestor? @name compound_statement function_definition))
(ERROR [(array_declarator) (init_declarator)] @name @definition.variable
  (#descend! @name declarator parenthesized_declarator attributed_declarator) (#not-has-ancestor? @name compound_statement function_definition))

(function_definition declarator: (_) @name
  (#descend! @name declarator parenthesized_declarator attributed_declarator) (#not-any-of? @name "if" "for" "while" "switch")) @definition.function
(declaration declarator: (function_declarator declarator: (parenthesized_declarator . (identifier) @name)) @definition.function) @range
(declaration declarator: (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator . (identifier) @name))) @definition.function) @range
(declaration declarator: [(function_declarator) (pointer_declarator) (parenthesized_declarator) (attributed_declarator)] @name @definition.function
  (#descend! @name declarator parenthesized_declarator attributed_declarator) (#child-of? @name function_declarator)
  (#not-any-of? @name "int" "void" "char" "long" "double" "float" "unsigned" "size_t" "bool")) @range
(declaration declarator: [
    (identifier) (init_declarator) (pointer_declarator) (array_declarator) (function_declarator) (parenthesized_declarator) (attributed_declarator)
  ] @name @definition.variable
  (#descend! @name declarator parenthesized_declarator attributed_declarator)
  (#not-any-of? @name "struct" "union" "enum" "const" "volatile" "void" "int" "char" "long" "unsigned")
  (#not-has-ancestor? @name compound_statement function_definition parameter_list)) @range

(translation_unit (expression_statement (assignment_expression left: (call_expression
  function: (call_expression arguments: (argument_list . (pointer_expression argument: (identifier) @name)))))) @definition.variable)

(struct_specifier name: (type_identifier) @name body: (_)) @definition.struct
(union_specifier name: (type_identifier) @name body: (_)) @definition.union
(enum_specifier name: (type_identifier) @name body: (_)) @definition.enum
(enumerator name: (identifier) @name) @definition.enum_member

; A type without a tag takes the name that typedef gives it.
(type_definition type: (struct_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.struct
(type_definition type: (union_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.union
(type_definition type: (enum_specifier !name body: (_) @body) declarator: (type_identifier) @name) @definition.enum
(type_definition declarator: [
    (type_identifier) (pointer_declarator) (array_declarator) (function_declarator) (parenthesized_declarator) (attributed_declarator) (primitive_type)
  ] @name @definition.type_alias
  (#descend! @name declarator parenthesized_declarator attributed_declarator)) @range

; The members of a struct without a tag belong to the field of that type.
(field_declaration type: [(struct_specifier !name body: (_)) (union_specifier !name body: (_))] declarator: (_) @name
  (#descend! @name declarator parenthesized_declarator attributed_declarator)) @definition.field
(field_declaration declarator: [
    (field_identifier) (pointer_declarator) (array_declarator) (function_declarator) (parenthesized_declarator) (attributed_declarator)
  ] @name @definition.field
  (#descend! @name declarator parenthesized_declarator attributed_declarator)) @range

(function_definition (storage_class_specifier) @s (#eq? @s "static")) @flag.static
(declaration (storage_class_specifier) @s declarator: (_) @flag.static (#eq? @s "static"))
((function_definition) @flag.exported (#not-match? @flag.exported "^(\\w+\\s+){0,3}static\\b"))
((declaration declarator: (_) @flag.exported) @d (#not-match? @d "^(\\w+\\s+){0,3}static\\b"))

; Scopes and what is local to them. Parameters of a prototype are nobody's.

[(function_definition) (compound_statement) (for_statement) (preproc_function_def)] @scope

((identifier) @ignore (#any-of? @ignore "int" "void" "char" "long" "short" "double" "float" "unsigned" "signed" "const" "struct" "union" "enum" "static" "inline"))
(preproc_params (identifier) @local)
(_ declarator: (identifier) @local (#has-ancestor? @local function_definition))
(parenthesized_declarator (identifier) @local (#has-ancestor? @local function_definition))
(function_declarator parameters: (parameter_list (identifier) @local))
(_ declarator: (identifier) @ignore)
(parenthesized_declarator (identifier) @ignore)
(attribute_specifier) @ignore
(attribute_declaration) @ignore
(ms_declspec_modifier) @ignore

; Imports

(preproc_include path: [(string_literal) (system_lib_string)] @module) @import
(preproc_include path: [(string_literal) (system_lib_string)] @ignore)

; A macro's body has no tree: its words are uses, but for what the language itself is made of.

(preproc_call directive: (preproc_directive) @d argument: (preproc_arg) @words (#eq? @d "#undef"))
(preproc_call argument: (preproc_arg) @ignore)
((preproc_arg) @words (#not-any-of? @words
  "auto" "bool" "break" "case" "char" "const" "continue" "default" "defined" "do" "double" "else" "enum" "extern" "false" "float" "for"
  "goto" "if" "inline" "int" "long" "NULL" "register" "restrict" "return" "short" "signed" "size_t" "sizeof" "static" "struct" "switch"
  "true" "typedef" "typeof" "int8_t" "int16_t" "int32_t" "int64_t" "uint8_t" "uint16_t" "uint32_t" "uint64_t" "intptr_t" "uintptr_t" "union" "unsigned" "void" "volatile" "while" "__attribute__" "__extension__" "__inline__" "__typeof__"))

; Calls

(call_expression function: (identifier) @reference.call)
(call_expression function: (field_expression argument: _ @receiver field: (field_identifier) @reference.call))
(call_expression function: (parenthesized_expression (identifier) @reference.call))
(call_expression function: (parenthesized_expression (pointer_expression argument: (identifier) @reference.call)))
(call_expression function: (parenthesized_expression (field_expression argument: _ @receiver field: (field_identifier) @reference.call)))
(call_expression function: (parenthesized_expression
  (pointer_expression argument: (field_expression argument: _ @receiver field: (field_identifier) @reference.call))))

; Writes

(assignment_expression left: (identifier) @reference.write)
(assignment_expression left: (field_expression argument: _ @receiver field: (field_identifier) @reference.write))
(update_expression argument: (identifier) @reference.write)
(update_expression argument: (field_expression argument: _ @receiver field: (field_identifier) @reference.write))
(field_designator (field_identifier) @reference.write (#set! member))

; Everything else that is a name

(type_identifier) @reference.type
((field_identifier) @reference.read (#set! member))
(identifier) @reference.read
