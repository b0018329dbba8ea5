; F#. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(line_comment) (block_comment) (xml_doc)] @comment
(attributes) @signature.skip

; Definitions. What "and" adds to a type reaches from its name on, what it adds to a function from its name to its parameters. (The grammar hangs a doc
; comment at the end of what stands before it: that one's range has it too.)

(namespace name: (_) @name (#set! rest) (#set! line)) @definition.namespace
(named_module name: (_) @name (#set! rest) (#set! line)) @definition.module
(module_defn (identifier) @name "=" @body) @definition.module
(module_abbrev (identifier) @name) @definition.none

(type_definition (record_type_defn (type_name type_name: (_) @name) "=" @body) @definition.record (#not-preceded-by? @name "and")) @range
(type_definition (union_type_defn (type_name type_name: (_) @name) block: (union_type_cases (union_type_case) @case)) @definition.type_alias
  (#match? @case "^[\\w.`]+$") (#not-preceded-by? @case "|") (#not-followed-by? @case "|") (#not-preceded-by? @name "and")) @range
(type_definition (union_type_defn (type_name type_name: (_) @name) "=" @body) @definition.union (#not-preceded-by? @name "and")) @range
(type_definition (enum_type_defn (type_name type_name: (_) @name) "=" @body) @definition.enum (#not-preceded-by? @name "and")) @range
(type_definition (delegate_type_defn (type_name type_name: (_) @name)) @definition.delegate (#not-preceded-by? @name "and")) @range
(type_definition (type_abbrev_defn (type_name type_name: (_) @name)) @definition.type_alias (#not-preceded-by? @name "and")) @range
(type_definition (type_extension (type_name type_name: (_) @name)) @definition.extension (#not-preceded-by? @name "and")) @range
(type_definition (type_declaration (type_name type_name: (_) @name)) @definition.type_alias (#not-preceded-by? @name "and")) @range
(type_definition (interface_type_defn (type_name type_name: (_) @name) "=" @body) @definition.interface (#not-preceded-by? @name "and")) @range
(type_definition (anon_type_defn (type_name type_name: (_) @name) (primary_constr_args) "=" @body) @definition.class (#not-preceded-by? @name "and")) @range
(type_definition (anon_type_defn (type_name type_name: (_) @name) "=" @body (type_extension_elements (member_defn ["member" "val" (additional_constr_defn)]))) @definition.class
  (#not-preceded-by? @name "and")) @range
(type_definition (anon_type_defn (type_name type_name: (_) @name) "=" @body) @definition.interface (#not-preceded-by? @name "and")) @range
(record_type_defn (type_name type_name: (_) @name) "=" @body) @definition.record
(union_type_defn (type_name type_name: (_) @name) "=" @body) @definition.union
(enum_type_defn (type_name type_name: (_) @name) "=" @body) @definition.enum
(anon_type_defn (type_name type_name: (_) @name) (primary_constr_args) "=" @body) @definition.class
(anon_type_defn (type_name type_name: (_) @name) "=" @body (type_extension_elements (member_defn ["member" "val" (additional_constr_defn)]))) @definition.class
([(anon_type_defn (type_name type_name: (_) @name) "=" @body) (interface_type_defn (type_name type_name: (_) @name) "=" @body)] @definition.interface)
([(delegate_type_defn (type_name type_name: (_) @name)) (type_abbrev_defn (type_name type_name: (_) @name))] @definition.type_alias)

(union_type_defn block: (union_type_cases (union_type_case) @definition.none) (#match? @definition.none "^[\\w.`]+$") (#not-preceded-by? @definition.none "|") (#not-followed-by? @definition.none "|"))
(union_type_case (identifier) @name) @definition.enum_member
(enum_type_case (identifier) @name) @definition.enum_member
(record_field (identifier) @name) @definition.field
(exception_definition exception_name: (long_identifier (identifier) @name)) @definition.class
(extern_binding name: (_) @name) @definition.function

(member_defn (method_or_prop_defn name: (property_or_ident method: (op_identifier) @name) "=" @body)) @definition.operator
(member_defn (method_or_prop_defn name: (property_or_ident . (op_identifier) @name) "=" @body)) @definition.operator
(member_defn (method_or_prop_defn name: (property_or_ident method: (_) @name) args: (_) "=" @body)) @definition.method
(member_defn (method_or_prop_defn name: (property_or_ident method: (_) @name) "=" @body)) @definition.property
(member_defn (method_or_prop_defn name: (property_or_ident method: (_) @name) "with" @body)) @definition.property
(member_defn (method_or_prop_defn name: (property_or_ident . (_) @name) args: (_) "=" @body)) @definition.method
(member_defn (method_or_prop_defn name: (property_or_ident . (_) @name) "=" @body)) @definition.property
(member_defn (method_or_prop_defn name: (property_or_ident . (_) @name) "with" @body)) @definition.property
(member_defn "val" (property_or_ident (_) @name) "=" @body) @definition.property
(member_defn "val" (identifier) @name) @definition.field
(member_defn (member_signature (identifier) @name (curried_spec (arguments_spec)))) @definition.method
(member_defn (member_signature (identifier) @name)) @definition.property
(member_defn (additional_constr_defn "new" @name "=" @body)) @definition.constructor

(type_extension_elements (function_or_value_defn (function_declaration_left [(identifier) (op_identifier)] @name)) @definition.method)
(type_extension_elements (function_or_value_defn (value_declaration_left (identifier_pattern (long_identifier_or_op (identifier) @name)))) @definition.field)
(value_declaration (function_or_value_defn (function_declaration_left [(identifier) (op_identifier)] @name)) @definition.method)
(value_declaration (function_or_value_defn (value_declaration_left (identifier_pattern (long_identifier_or_op (identifier) @name)))) @definition.field)

(declaration_expression !in (attributes (attribute (simple_type (long_identifier (identifier) @literal))))
  (function_or_value_defn (value_declaration_left (identifier_pattern (long_identifier_or_op (identifier) @name))) (#set! whole)) @definition.constant (#eq? @literal "Literal"))
(declaration_expression !in (function_or_value_defn (function_declaration_left (op_identifier) @name)) @definition.operator)
(declaration_expression !in (function_or_value_defn (function_declaration_left (identifier) @name)) @definition.function)
(declaration_expression !in (function_or_value_defn (function_declaration_left (active_pattern (active_pattern_op_name) @name))) @definition.function)
(declaration_expression !in (function_or_value_defn (function_declaration_left (active_pattern (active_pattern_op_name) @name @definition.enum_member (#not-preceded-by? @name "(|")))))
(declaration_expression !in (function_or_value_defn (function_declaration_left (identifier) @name (#preceded-by? @name "and")) @definition.function))
(declaration_expression !in (function_or_value_defn (value_declaration_left (identifier_pattern (long_identifier_or_op (identifier) @name)))
  body: [(fun_expression) (function_expression)]) @definition.function)
(declaration_expression !in (function_or_value_defn (value_declaration_left (identifier_pattern (long_identifier_or_op (identifier) @name)))) @definition.variable)
(declaration_expression !in (function_or_value_defn (value_declaration_left (repeat_pattern (identifier_pattern (long_identifier_or_op (identifier) @name @definition.variable))))) @range)

(declaration_expression (function_or_value_defn (function_declaration_left (access_modifier)? @m)) @flag.exported (#not-eq? @m "private"))
(declaration_expression (function_or_value_defn (value_declaration_left (access_modifier)? @m)) @flag.exported (#not-eq? @m "private"))
(declaration_expression (function_or_value_defn (value_declaration_left (access_modifier)? @m (repeat_pattern (identifier_pattern (long_identifier_or_op (identifier) @flag.exported))))) (#not-eq? @m "private"))
(declaration_expression (function_or_value_defn (function_declaration_left (access_modifier)? @m (active_pattern (active_pattern_op_name) @flag.exported))) (#not-eq? @m "private"))
(function_declaration_left (access_modifier)? @m (#not-eq? @m "private")) @flag.exported
(member_defn (access_modifier)? @m (#not-eq? @m "private")) @flag.exported
([(record_type_defn (type_name (access_modifier)? @m)) (union_type_defn (type_name (access_modifier)? @m)) (enum_type_defn (type_name (access_modifier)? @m))
  (anon_type_defn (type_name (access_modifier)? @m)) (interface_type_defn (type_name (access_modifier)? @m)) (delegate_type_defn (type_name (access_modifier)? @m))
  (type_abbrev_defn (type_name (access_modifier)? @m)) (type_declaration (type_name (access_modifier)? @m)) (module_defn (access_modifier)? @m)
  (named_module (access_modifier)? @m)] @flag.exported (#not-eq? @m "private"))
[(union_type_case) (enum_type_case) (record_field) (namespace) (type_extension) (exception_definition) (extern_binding)] @flag.exported
(member_defn "static") @flag.static
(member_defn "abstract") @flag.abstract
(attributes (attribute (simple_type (long_identifier (identifier) @a)) (#any-of? @a "Fact" "Theory" "Test" "TestCase" "TestMethod" "Property" "Tests"))) @flag.test
(attributes (attribute (simple_type (long_identifier (identifier) @a)) (#eq? @a "Obsolete"))) @flag.deprecated

; Scopes and what is local to them: what let … binds in a body is visible behind it. A name in small letters in a pattern is a new one.

(declaration_expression) @scope
[(anon_type_defn) (method_or_prop_defn) (additional_constr_defn) (fun_expression) (property_accessor)] @scope
[(function_or_value_defn) (rule) (for_expression) (short_comp_expression)] @scope.block

(type_extension_elements (function_or_value_defn (value_declaration_left (identifier_pattern (long_identifier_or_op (identifier) @ignore)))))
(value_declaration (function_or_value_defn (value_declaration_left (identifier_pattern (long_identifier_or_op (identifier) @ignore)))))
(declaration_expression (function_or_value_defn (function_declaration_left (identifier) @local.hoisted)) in: (_))
(identifier_pattern . (long_identifier_or_op (identifier) @local.hoisted) (#has-ancestor? @local.hoisted value_declaration_left) (#match? @local.hoisted "^[a-z_`]"))
(identifier_pattern . (long_identifier_or_op (identifier) @local) (#match? @local "^[a-z_`]"))
(argument_patterns (long_identifier (identifier) @local))
(as_pattern (identifier) @local)
(type_check_pattern (identifier) @local)
(property_or_ident instance: (identifier) @local)
(class_as_reference (identifier) @local)
(declaration_expression "use" (identifier) @local)
(for_expression . (identifier) @local)

(namespace name: (_) @ignore)
(named_module name: (_) @ignore)
(module_abbrev (identifier) @ignore)
(union_type_field (identifier) @ignore)
(argument_name_spec (identifier) @ignore)
(extern_param name: (identifier) @ignore)
(type_argument (identifier) @ignore)
(attribute target: (identifier) @ignore)
(preproc_if condition: (_) @ignore)
(trait_member_constraint) @ignore

; Imports

(import_decl (long_identifier) @module) @import
(module_abbrev (identifier) @alias block: (long_identifier) @module) @import
(import_decl (long_identifier (identifier) @reference.import))
(module_abbrev (long_identifier (identifier) @reference.import))

; Uses. Operators are too many to be asked about.

((identifier) @builtin (#any-of? @builtin "int" "string" "bool" "unit" "float" "decimal" "byte" "char" "obj" "exn" "int64" "uint32" "uint64" "double" "single" "option" "list" "seq" "array"
  "async" "task" "printfn" "printf" "sprintf" "eprintfn" "failwith" "failwithf" "raise" "reraise" "invalidArg" "ignore" "not" "id" "fst" "snd" "box" "unbox" "typeof" "nameof" "lock" "defaultArg"
  "Some" "None" "Ok" "Error" "base"))
(attribute (simple_type (long_identifier (identifier) @reference.attribute (#not-followed-by? @reference.attribute "."))))
(class_inherits_decl [(simple_type (long_identifier (identifier) @reference.implements)) (generic_type . (long_identifier (identifier) @reference.implements))] (#not-followed-by? @reference.implements "."))
(interface_implementation [(simple_type (long_identifier (identifier) @reference.implements)) (generic_type . (long_identifier (identifier) @reference.implements))] (#not-followed-by? @reference.implements "."))
([(simple_type (long_identifier (identifier) @reference.type)) (generic_type (long_identifier (identifier) @reference.type)) (postfix_type (long_identifier (identifier) @reference.type))
  (atomic_type (long_identifier (identifier) @reference.type))] (#not-followed-by? @reference.type "."))
(type_extension (type_name type_name: (_) @reference.type))
; The last of a path; one name may stand alone in what is made for a path.
(application_expression . [(long_identifier_or_op (long_identifier (identifier) @reference.call)) (typed_expression . (long_identifier_or_op (long_identifier (identifier) @reference.call)))]
  (#preceded-by? @reference.call ".") (#not-followed-by? @reference.call ".") (#set! member))
(application_expression . [(dot_expression field: (long_identifier_or_op (identifier) @reference.call)) (typed_expression . (dot_expression field: (long_identifier_or_op (identifier) @reference.call)))] (#set! member))
(application_expression . (dot_expression field: (long_identifier_or_op (long_identifier (identifier) @reference.call))) (#not-followed-by? @reference.call ".") (#set! member))
(application_expression . [(long_identifier_or_op (identifier) @reference.call) (long_identifier_or_op (long_identifier . (identifier) @reference.call))
  (typed_expression . (long_identifier_or_op (identifier) @reference.call))] (#not-followed-by? @reference.call "."))
(infix_expression (long_identifier_or_op (long_identifier (identifier) @reference.call)) @path (#preceded-by? @path "|>") (#preceded-by? @reference.call ".") (#not-followed-by? @reference.call ".")
  (#set! member))
(infix_expression (long_identifier_or_op (long_identifier (identifier) @reference.call)) @path (#followed-by? @path "<|") (#preceded-by? @reference.call ".") (#not-followed-by? @reference.call ".")
  (#set! member))
(infix_expression [(long_identifier_or_op (identifier) @reference.call) (long_identifier_or_op (long_identifier . (identifier) @reference.call))] (#preceded-by? @reference.call "|>")
  (#not-followed-by? @reference.call "."))
(infix_expression [(long_identifier_or_op (identifier) @reference.call) (long_identifier_or_op (long_identifier . (identifier) @reference.call))] (#followed-by? @reference.call "<|"))
(field_initializer field: (long_identifier (identifier) @reference.write) (#not-followed-by? @reference.write ".") (#set! member))
(field_pattern . (long_identifier (identifier) @reference.read) (#set! member))
(named_field (identifier) @reference.read (#set! member))
(mutate_expression assignee: (long_identifier_or_op (identifier) @reference.write))
(mutate_expression assignee: (long_identifier_or_op (long_identifier (identifier) @reference.write)) (#not-followed-by? @reference.write ".") (#set! member))
(mutate_expression assignee: (dot_expression field: (long_identifier_or_op (identifier) @reference.write)) (#set! member))
(dot_expression field: (long_identifier_or_op [(identifier) @reference.read (long_identifier . (identifier) @reference.read)]) (#set! member))
(long_identifier (identifier) @reference.read (#preceded-by? @reference.read ".") (#set! member))
(active_pattern_op_name) @ignore
(identifier) @reference.read
