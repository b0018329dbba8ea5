; Haskell. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(comment) (haddock)] @comment

; Definitions. A function has its signature and its clauses, each a definition.

(header module: (module) @name (#set! rest)) @definition.module
(data_type name: (name) @name constructors: (_)? @body) @definition.enum
(newtype name: (name) @name constructor: (_)? @body) @definition.struct
(type_synomym name: (name) @name) @definition.type_alias
(type_family name: (name) @name) @definition.type_alias
(class name: (name) @name declarations: (_)? @body) @definition.trait
(instance name: (name) @qualifier patterns: (type_patterns . [(name) @name (parens type: (apply constructor: (name) @name)) (parens type: (name) @name)]) declarations: (_)? @body) @definition.implementation
(data_constructor constructor: (prefix name: (constructor) @name)) @definition.enum_member
(data_constructor constructor: (record name: (constructor) @name)) @definition.enum_member
(gadt_constructor name: (constructor) @name) @definition.enum_member
(newtype_constructor name: (constructor) @name) @definition.constructor
(field name: (field_name (variable) @name)) @definition.field
(class_declarations (signature name: (variable) @name) @definition.method)
(class_declarations (function name: (variable) @name match: (_)? @body) @definition.method)
(class_declarations (bind name: (variable) @name match: (_)? @body) @definition.method)
(instance_declarations (function name: (variable) @name match: (_)? @body) @definition.method)
(instance_declarations (bind name: (variable) @name match: (_)? @body) @definition.method)
(declarations (signature name: (variable) @name) @definition.function)
(declarations (signature name: (prefix_id (operator) @name)) @definition.operator)
(declarations (function name: (variable) @name match: (_)? @body) @definition.function)
(declarations (function (infix operator: (operator) @name) match: (_)? @body) @definition.operator)
(declarations (bind name: (variable) @name match: (_)? @body) @definition.function)
(foreign_import signature: (signature name: (variable) @name)) @definition.function
(pattern_synonym (signature synonym: (constructor) @name)) @definition.macro
(pattern_synonym (equation synonym: [(apply) (constructor)] @name (#descend! @name function))) @definition.macro

; Scopes and what is local to them

[(function) (match) (lambda) (alternative) (do) (let_in)] @scope

((variable) @ignore (#has-ancestor? @ignore signature type_params type_patterns data_type newtype type_synomym type_family context))
((variable) @local (#has-ancestor? @local patterns))
(infix left_operand: (variable) @local (#has-ancestor? @local patterns))
(function (infix left_operand: (variable) @local))
(function (infix right_operand: (variable) @local))
(alternative pattern: (variable) @local)
(alternative pattern: (_ (variable) @local))
(alternative pattern: (_ (_ (variable) @local)))
(alternative pattern: (_ (_ (_ (variable) @local))))
(bind pattern: (variable) @local)
(bind pattern: (_ (variable) @local))
(bind pattern: (_ (_ (variable) @local)))
(generator pattern: (variable) @local)
(generator pattern: (_ (variable) @local))
(local_binds decl: (bind name: (variable) @local))
(local_binds decl: (function name: (variable) @local))
(local_binds decl: (signature name: (variable) @local))
(field_name (variable) @reference.read (#set! member))

; Imports

(import module: (module) @module "hiding"? @h names: (import_list name: (import_name [(variable) (name)] @name) @import) (#not-eq? @h "hiding"))
(import module: (module) @module alias: (module) @alias) @import
(import module: (module) @module !names) @import
(import module: (module) @module "hiding") @import
(import_name [(variable) (name)] @reference.import)
(import module: (module) @reference.import)
(module) @ignore
(pattern_synonym (equation) @ignore)

; Uses. Operators are too many to be asked about.

(export [(name) (variable)] @reference.read)
(deriving (name) @reference.implements)
(deriving (tuple (name) @reference.implements))
(instance name: (name) @reference.implements)
(deriving_instance name: (name) @reference.implements)
(apply function: (variable) @reference.call)
(apply function: (qualified id: (variable) @reference.call) (#set! member))
(alternative pattern: (apply function: (constructor) @reference.read))
(alternative pattern: (apply function: (apply function: (constructor) @reference.read)))
(parens pattern: (apply function: (constructor) @reference.read))
(apply function: (constructor) @reference.call (#not-has-ancestor? @reference.call patterns))
(infix left_operand: (variable) @reference.call operator: (operator) @o (#eq? @o "$"))
(infix_id (variable) @reference.call)
(qualified id: (variable) @reference.read (#set! member))
((variable) @ignore (#eq? @ignore "otherwise"))
(name) @reference.type
(constructor) @reference.read
(variable) @reference.read
