; Python. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment
(decorator) @signature.skip

; Definitions. What is decorated is defined by the whole, so that its decorators are uses within it.

(decorated_definition definition: (class_definition name: (identifier) @name body: (block . (expression_statement . (string) @doc)?) @body)) @definition.class
(class_definition name: (identifier) @name superclasses: (argument_list [(identifier) @b (attribute attribute: (identifier) @b)])
  body: (block . (expression_statement . (string) @doc)?)
  (#any-of? @b "Enum" "IntEnum" "StrEnum" "Flag" "IntFlag" "TextChoices" "IntegerChoices")) @definition.enum
(class_definition name: (identifier) @name body: (block . (expression_statement . (string) @doc)?)) @definition.class

(class_definition body: (block (decorated_definition
  (decorator [(identifier) @d (attribute attribute: (identifier) @d)])
  definition: (function_definition name: (identifier) @name body: (block . (expression_statement . (string) @doc)?) @body)
  (#any-of? @d "property" "cached_property" "setter" "getter" "deleter" "abstractproperty" "hybrid_property" "classproperty" "memoized_property")
) @definition.property))
(class_definition body: (block (decorated_definition
  definition: (function_definition name: (identifier) @name body: (block . (expression_statement . (string) @doc)?) @body)
  (#any-of? @name "__init__" "__new__")) @definition.constructor))
(class_definition body: (block (decorated_definition
  definition: (function_definition name: (identifier) @name body: (block . (expression_statement . (string) @doc)?) @body)
) @definition.method))
(decorated_definition
  definition: (function_definition name: (identifier) @name body: (block . (expression_statement . (string) @doc)?) @body)) @definition.function
(class_definition body: (block (function_definition name: (identifier) @name body: (block . (expression_statement . (string) @doc)?)
  (#any-of? @name "__init__" "__new__")) @definition.constructor))
(class_definition body: (block (function_definition name: (identifier) @name body: (block . (expression_statement . (string) @doc)?)) @definition.method))
(function_definition name: (identifier) @name body: (block . (expression_statement . (string) @doc)?)) @definition.function

(type_alias_statement left: (type [(identifier) @name (generic_type . (identifier) @name)])) @definition.type_alias

; Fields: what a class's body assigns, and what its constructor assigns to self.
(class_definition superclasses: (argument_list [(identifier) @b (attribute attribute: (identifier) @b)])
  body: (block (expression_statement (assignment left: (identifier) @name) @definition.enum_member))
  (#any-of? @b "Enum" "IntEnum" "StrEnum" "Flag" "IntFlag" "TextChoices" "IntegerChoices"))
(class_definition body: (block (expression_statement (assignment left: (identifier) @name right: [(dictionary) (list) (set) (tuple)] @body) @definition.field)))
(class_definition body: (block (expression_statement (assignment left: (identifier) @name) @definition.field)))
(class_definition body: (block (expression_statement (assignment left: (pattern_list (identifier) @name @definition.field)) @range)))
(function_definition name: (identifier) @f body: (block (expression_statement
  (assignment left: (attribute object: (identifier) @s attribute: (identifier) @name @definition.field)) @range))
  (#eq? @f "__init__") (#eq? @s "self") (#has-ancestor? @name class_definition) (#set! sibling))
(function_definition name: (identifier) @f body: (block (if_statement consequence: (block (expression_statement
  (assignment left: (attribute object: (identifier) @s attribute: (identifier) @name @definition.field)) @range))))
  (#eq? @f "__init__") (#eq? @s "self") (#has-ancestor? @name class_definition) (#set! sibling))
(function_definition name: (identifier) @f body: (block (if_statement alternative: (_ (block (expression_statement
  (assignment left: (attribute object: (identifier) @s attribute: (identifier) @name @definition.field)) @range)))))
  (#eq? @f "__init__") (#eq? @s "self") (#has-ancestor? @name class_definition) (#set! sibling))
(class_definition body: (block (expression_statement (assignment right: [
  (assignment left: (identifier) @name @definition.field)
  (assignment right: (assignment left: (identifier) @name @definition.field))
  (assignment right: (assignment right: (assignment left: (identifier) @name @definition.field)))
]))) (#set! sibling))
(function_definition name: (identifier) @f body: (block (expression_statement (assignment right: [
  (assignment left: (attribute object: (identifier) @s attribute: (identifier) @name @definition.field))
  (assignment right: (assignment left: (attribute object: (identifier) @s attribute: (identifier) @name @definition.field)))
  (assignment right: (assignment right: (assignment left: (attribute object: (identifier) @s attribute: (identifier) @name @definition.field))))
]) @range)) (#eq? @f "__init__") (#eq? @s "self") (#has-ancestor? @name class_definition) (#set! sibling))
(function_definition name: (identifier) @f body: (block (expression_statement
  (assignment left: [
    (pattern_list (attribute object: (identifier) @s attribute: (identifier) @name @definition.field))
    (tuple_pattern (attribute object: (identifier) @s attribute: (identifier) @name @definition.field))
  ]) @range))
  (#eq? @f "__init__") (#eq? @s "self") (#has-ancestor? @name class_definition) (#set! sibling))

; Variables of the module, at their first assignment, and below an `if` in a class its fields. In `a = b = 1` the inner assignment is a's value.
(assignment right: (assignment) @definition.none)
(assignment left: (identifier) @name right: [(dictionary) (list) (set) (tuple)] @body (#has-ancestor? @name class_definition) (#set! top)) @definition.field
(assignment left: (identifier) @name (#has-ancestor? @name class_definition) (#set! top)) @definition.field
(assignment right: (assignment left: (identifier) @name @definition.field) (#has-ancestor? @name class_definition) (#set! top) (#set! sibling))
(assignment left: (identifier) @name type: (type (identifier) @t) (#eq? @t "TypeAlias") (#set! top)) @definition.type_alias
(assignment left: (identifier) @name right: (lambda body: (_) @body) (#set! top)) @definition.function
(assignment left: (identifier) @name right: [(dictionary) (list) (set) (tuple)] @body (#match? @name "^_*[A-Z][A-Z0-9_]*$") (#set! top)) @definition.constant
(assignment left: (identifier) @name (#match? @name "^_*[A-Z][A-Z0-9_]*$") (#set! top)) @definition.constant
(assignment left: (identifier) @name right: [(dictionary) (list) (set) (tuple)] @body (#set! top)) @definition.variable
(assignment left: (identifier) @name (#set! top)) @definition.variable
(assignment left: (pattern_list (identifier) @name @definition.variable) (#set! top)) @range
(assignment right: (assignment left: (identifier) @name @definition.variable) (#set! top) (#set! sibling))
(assignment left: [
  (tuple_pattern (identifier) @name @definition.variable)
  (list_pattern (identifier) @name @definition.variable)
  (_ (tuple_pattern (identifier) @name @definition.variable))
  (_ (list_pattern (identifier) @name @definition.variable))
  (_ (list_splat_pattern (identifier) @name @definition.variable))
  (_ (_ (tuple_pattern (identifier) @name @definition.variable)))
  (_ (_ (list_pattern (identifier) @name @definition.variable)))
  (_ (_ (list_splat_pattern (identifier) @name @definition.variable)))
  (_ (_ (_ (tuple_pattern (identifier) @name @definition.variable))))
  (_ (_ (_ (list_pattern (identifier) @name @definition.variable))))
  (_ (_ (_ (list_splat_pattern (identifier) @name @definition.variable))))
] (#set! top)) @range

(_ name: (identifier) @n (#not-match? @n "^_($|[^_])")) @flag.exported
(_ definition: (_ name: (identifier) @n) (#not-match? @n "^_($|[^_])")) @flag.exported
(assignment left: (identifier) @n (#not-match? @n "^_")) @flag.exported
((identifier) @n @flag.exported (#not-match? @n "^_"))
(function_definition "async") @flag.async
(decorated_definition definition: (function_definition "async")) @flag.async
(decorated_definition (decorator (identifier) @d) (#eq? @d "staticmethod")) @flag.static
(decorated_definition (decorator [(identifier) @d (attribute attribute: (identifier) @d)]) (#any-of? @d "abstractmethod" "abstractproperty")) @flag.abstract
(decorated_definition (decorator [(identifier) @d (call function: (identifier) @d)]) (#eq? @d "deprecated")) @flag.deprecated
(function_definition name: (identifier) @n (#match? @n "^test(_|[A-Z0-9]|$)")) @flag.test
(decorated_definition definition: (function_definition name: (identifier) @n) (#match? @n "^test(_|[A-Z0-9]|$)")) @flag.test

; Scopes and what is local to them. A class is none but for its type parameters: its methods do not see its names.

(class_definition) @scope.types

[(function_definition) (lambda) (list_comprehension) (set_comprehension) (dictionary_comprehension) (generator_expression)
 (type_alias_statement)] @scope

(parameters (identifier) @local)
(lambda_parameters (identifier) @local)
(typed_parameter . (identifier) @local)
(default_parameter name: (identifier) @local)
(typed_default_parameter name: (identifier) @local)
(list_splat_pattern (identifier) @local @reference.write)
(dictionary_splat_pattern (identifier) @local)
(assignment left: (identifier) @local @reference.write)
(pattern_list (identifier) @local @reference.write)
(tuple_pattern (identifier) @local @reference.write)
(list_pattern (identifier) @local @reference.write)
(for_statement left: (identifier) @local @reference.write)
(for_in_clause left: (identifier) @local)
(named_expression name: (identifier) @local @reference.write)
(as_pattern_target (identifier) @local @reference.write)
(as_pattern_target (tuple (identifier) @local))
(as_pattern (case_pattern) (identifier) @local)
(splat_pattern (identifier) @local)
(case_pattern (dotted_name . (identifier) @local) @d (#not-match? @d "\\."))
(keyword_pattern (dotted_name . (identifier) @local) @d (#not-match? @d "\\."))
(global_statement (identifier) @local.outer)
(nonlocal_statement (identifier) @local.outer)
(function_definition type_parameters: (type_parameter (type (identifier) @local.type)))
(function_definition type_parameters: (type_parameter (type (constrained_type . (type (identifier) @local.type)))))
(function_definition type_parameters: (type_parameter (type (splat_type (identifier) @local.type))))
(type_alias_statement left: (type (generic_type (type_parameter (type (identifier) @local.type)))))
(type_alias_statement left: (type (generic_type (type_parameter (type (constrained_type . (type (identifier) @local.type)))))))
(type_alias_statement left: (type (generic_type (type_parameter (type (splat_type (identifier) @local.type))))))
(class_definition type_parameters: (type_parameter (type (identifier) @local.type)))
(class_definition type_parameters: (type_parameter (type (constrained_type . (type (identifier) @local.type)))))
(class_definition type_parameters: (type_parameter (type (splat_type (identifier) @local.type))))
(keyword_argument name: (identifier) @ignore)

; Imports

(future_import_statement name: (_) @ignore)
(import_statement name: (dotted_name) @import)
(import_statement name: (aliased_import name: (dotted_name) @module alias: (identifier) @alias) @import)
(import_from_statement module_name: (_) @module name: (dotted_name) @name @import)
(import_from_statement module_name: (_) @module name: (aliased_import name: (dotted_name) @name alias: (identifier) @alias) @import)
(import_from_statement module_name: (_) @module (wildcard_import) @name @import)

(import_statement (dotted_name (identifier) @reference.import))
(import_from_statement (dotted_name (identifier) @reference.import))
(import_from_statement (relative_import (dotted_name (identifier) @reference.import)))
(aliased_import (dotted_name (identifier) @reference.import))
(aliased_import (identifier) @reference.import)

; Builtins that nobody means to ask about, unless the file has something else of that name.
((identifier) @builtin (#any-of? @builtin "bool" "bytes" "float" "int" "isinstance" "len" "object" "range" "str" "super"))

; Decorators, base types, calls

(decorator (identifier) @ignore (#any-of? @ignore "property" "staticmethod" "classmethod"))
(decorator (identifier) @reference.attribute)
(decorator (attribute attribute: (identifier) @reference.attribute (#set! member)))
(decorator (call function: (identifier) @reference.attribute))
(decorator (call function: (attribute attribute: (identifier) @reference.attribute (#set! member))))

(class_definition superclasses: (argument_list (identifier) @reference.implements))
(class_definition superclasses: (argument_list (attribute attribute: (identifier) @reference.implements (#set! member))))
(class_definition superclasses: (argument_list (subscript value: (identifier) @reference.implements)))
(class_definition superclasses: (argument_list (subscript value: (attribute attribute: (identifier) @reference.implements (#set! member)))))

(call function: (identifier) @reference.call)
(call function: (attribute attribute: (identifier) @reference.call (#set! member)))

; Writes

(assignment left: (attribute attribute: (identifier) @reference.write (#set! member)))
(augmented_assignment left: (identifier) @reference.write)
(augmented_assignment left: (attribute attribute: (identifier) @reference.write (#set! member)))
(pattern_list (attribute attribute: (identifier) @reference.write (#set! member)))
(tuple_pattern (attribute attribute: (identifier) @reference.write (#set! member)))
(global_statement (identifier) @reference.write)

; Types, also those written as strings

(type (identifier) @reference.type)
(type (attribute attribute: (identifier) @reference.type (#set! member)))
(generic_type (identifier) @reference.type)
(type (list (identifier) @reference.type))
(type (list (attribute attribute: (identifier) @reference.type (#set! member))))
(binary_operator (identifier) @reference.type (#has-ancestor? @t type))
(binary_operator (attribute attribute: (identifier) @reference.type) (#has-ancestor? @t type) (#set! member))
(subscript (identifier) @reference.type (#has-ancestor? @t type))
(subscript value: (attribute attribute: (identifier) @reference.type) (#has-ancestor? @t type) (#set! member))
(type (string (string_content) @words))
(generic_type (type_parameter (type (string (string_content) @words))))
(assignment left: (identifier) @n right: [(list (string (string_content) @words)) (tuple (string (string_content) @words))] (#eq? @n "__all__"))

; Everything else that is a name

(keyword_pattern . (identifier) @reference.read (#set! member))
(class_pattern (dotted_name (identifier) @reference.type))
(attribute attribute: (identifier) @reference.read (#set! member))
(identifier) @reference.read
