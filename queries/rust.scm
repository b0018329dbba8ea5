; Rust. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(line_comment) (block_comment)] @comment
[(attribute_item) (inner_attribute_item)] @signature.skip

; Definitions. An impl block is named after its type and belongs to its trait.

(mod_item name: (identifier) @name) @definition.module
(struct_item name: (type_identifier) @name body: (ordered_field_declaration_list) (#set! whole)) @definition.struct
(struct_item name: (type_identifier) @name) @definition.struct
(union_item name: (type_identifier) @name) @definition.union
(enum_item name: (type_identifier) @name) @definition.enum
(enum_variant name: (identifier) @name (#set! whole)) @definition.enum_member
(field_declaration name: (field_identifier) @name) @definition.field
(trait_item name: (type_identifier) @name) @definition.trait
(type_item name: (type_identifier) @name) @definition.type_alias
(associated_type name: (type_identifier) @name) @definition.type_alias
(const_item name: (identifier) @name (#not-eq? @name "_")) @definition.constant
(static_item name: (identifier) @name) @definition.variable
(macro_definition name: (identifier) @name) @definition.macro
(impl_item trait: (_)? @qualifier type: [
    (type_identifier) @name
    (generic_type type: (type_identifier) @name)
    (scoped_type_identifier name: (type_identifier) @name)
    (generic_type type: (scoped_type_identifier name: (type_identifier) @name))
    (reference_type type: (type_identifier) @name)
    (reference_type type: (generic_type type: (type_identifier) @name))
  ]) @definition.implementation
(impl_item trait: (_)? @qualifier type: (_) @name) @definition.implementation
(impl_item body: (declaration_list (function_item name: (identifier) @name) @definition.method))
(trait_item body: (declaration_list [
    (function_item name: (identifier) @name)
    (function_signature_item name: (identifier) @name)
  ] @definition.method))
; Items within the tokens of a macro's call: thread_local!, cfg_if! and their like. Only their names are known.
(token_tree (identifier) @name @definition.function (#preceded-by? @name "fn") (#followed-by? @name "(" "<") (#not-has-ancestor? @name macro_definition) (#set! line))
(token_tree (identifier) @name @definition.variable (#preceded-by? @name "static" "static ref" "static mut")
  (#not-preceded-by? @name "'static") (#followed-by? @name ":") (#not-has-ancestor? @name macro_definition) (#set! line))
(token_tree (identifier) @name @definition.constant (#preceded-by? @name "const") (#followed-by? @name ":") (#not-has-ancestor? @name macro_definition) (#set! line))
(token_tree (identifier) @name @definition.struct (#preceded-by? @name "struct") (#not-has-ancestor? @name macro_definition) (#set! line))
(token_tree (identifier) @name @definition.enum (#preceded-by? @name "enum") (#not-has-ancestor? @name macro_definition) (#set! line))
(token_tree (identifier) @name @definition.trait (#preceded-by? @name "trait") (#not-has-ancestor? @name macro_definition) (#set! line))
(token_tree (identifier) @name @definition.module (#preceded-by? @name "mod") (#followed-by? @name ";" "{") (#not-has-ancestor? @name macro_definition) (#set! line))
(token_tree (identifier) @name @definition.type_alias (#preceded-by? @name "type") (#followed-by? @name "=" "<") (#not-has-ancestor? @name macro_definition) (#set! line))

(function_item name: (identifier) @name) @definition.function
(function_signature_item name: (identifier) @name) @definition.function

(_ (visibility_modifier) @v (#eq? @v "pub")) @flag.exported
(trait_item body: (declaration_list (_) @flag.exported))
(impl_item trait: (_) body: (declaration_list (_) @flag.exported))
(enum_variant) @flag.exported
(function_item (function_modifiers "async")) @flag.async
(static_item) @flag.static
(function_item parameters: (parameters) @p (#not-match? @p "^\\(\\s*(&\\s*('\\w+\\s+)?)?(mut\\s+)?self\\b") (#has-ancestor? @p impl_item trait_item)) @flag.static
(trait_item body: (declaration_list (function_signature_item) @flag.abstract))
(attribute_item (attribute (identifier) @a) (#eq? @a "test")) @flag.test
(attribute_item (attribute (scoped_identifier name: (identifier) @a)) (#eq? @a "test")) @flag.test
(attribute_item (attribute (identifier) @a) (#eq? @a "deprecated")) @flag.deprecated

; Scopes and what is local to them

[(function_item) (function_signature_item) (impl_item) (trait_item) (struct_item) (enum_item) (union_item) (type_item) (associated_type)
 (macro_definition) (block) (closure_expression) (match_arm) (for_expression) (if_expression) (while_expression) (where_predicate)] @scope
[(let_declaration) (let_condition)] @scope.late

((identifier) @ignore (#any-of? @ignore "Self" "_"))
((type_identifier) @ignore (#eq? @ignore "Self"))
(lifetime (identifier) @ignore)
(label (identifier) @ignore)
(token_tree_pattern (identifier) @ignore)

(type_parameters (type_identifier) @local.type)
(constrained_type_parameter left: (type_identifier) @local.type)
(optional_type_parameter name: (type_identifier) @local.type)
(const_parameter name: (identifier) @local)

; In a pattern a name in upper case is a constant or a variant.
([
  (parameter pattern: (identifier) @reference.read)
  (let_declaration pattern: (identifier) @reference.read)
  (let_condition pattern: (identifier) @reference.read)
  (for_expression pattern: (identifier) @reference.read)
  (match_pattern (identifier) @reference.read)
  (tuple_pattern (identifier) @reference.read)
  (tuple_struct_pattern (identifier) @reference.read)
  (field_pattern pattern: (identifier) @reference.read)
  (slice_pattern (identifier) @reference.read)
  (or_pattern (identifier) @reference.read)
  (ref_pattern (identifier) @reference.read)
  (mut_pattern (identifier) @reference.read)
  (reference_pattern (identifier) @reference.read)
  (captured_pattern (identifier) @reference.read)
] (#match? @reference.read "^[A-Z]"))
(match_pattern condition: (identifier) @reference.read)
(tuple_struct_pattern type: (identifier) @reference.read)
(parameter pattern: (identifier) @local)
(closure_parameters (identifier) @local)
(let_declaration pattern: (identifier) @local)
(let_condition pattern: (identifier) @local)
(for_expression pattern: (identifier) @local)
(match_pattern (identifier) @local)
(tuple_pattern (identifier) @local)
(tuple_struct_pattern (identifier) @local)
(field_pattern pattern: (identifier) @local)
(slice_pattern (identifier) @local)
(or_pattern (identifier) @local)
(ref_pattern (identifier) @local)
(mut_pattern (identifier) @local)
(reference_pattern (identifier) @local)
(captured_pattern (identifier) @local)
(field_pattern name: (shorthand_field_identifier) @local @reference.read (#set! member))

; Imports

(use_declaration argument: (identifier) @import)
(use_declaration argument: (scoped_identifier path: (_) @module name: (identifier) @name) @import)
(use_declaration argument: (use_as_clause path: (identifier) @module alias: (identifier) @alias) @import)
(use_declaration argument: (use_as_clause path: (scoped_identifier path: (_) @module name: (identifier) @name) alias: (identifier) @alias) @import)
(use_declaration argument: (use_wildcard (_) @module) @import)
(scoped_use_list path: (_) @module list: (use_list (identifier) @import @name))
(scoped_use_list path: (_) @module list: (use_list (scoped_identifier) @import @name))
(scoped_use_list path: (_) @module list: (use_list (use_as_clause path: (_) @name alias: (identifier) @alias) @import))
(scoped_use_list path: (_) @module list: (use_list [(self) (use_wildcard)] @import))
(extern_crate_declaration name: (identifier) @module alias: (identifier)? @alias) @import

((identifier) @reference.import (#has-ancestor? @reference.import use_declaration extern_crate_declaration))

; Attributes

(attribute (identifier) @a arguments: (token_tree) @ignore
  (#any-of? @a "cfg" "cfg_attr" "allow" "deny" "warn" "expect" "forbid" "doc" "inline" "repr" "feature" "must_use" "link" "target_feature"))
(attribute (identifier) @a arguments: (token_tree (identifier) @reference.attribute) (#eq? @a "derive") (#not-followed-by? @reference.attribute "::"))
(attribute arguments: (token_tree (identifier) @ignore) (#followed-by? @ignore "="))
(attribute . (identifier) @reference.attribute)
(attribute . (scoped_identifier name: (identifier) @reference.attribute))

; Traits of a type

(impl_item trait: (type_identifier) @reference.implements)
(impl_item trait: (generic_type type: (type_identifier) @reference.implements))
(impl_item trait: (scoped_type_identifier name: (type_identifier) @reference.implements))
(impl_item trait: (generic_type type: (scoped_type_identifier name: (type_identifier) @reference.implements)))
(trait_item bounds: (trait_bounds (type_identifier) @reference.implements))
(trait_item bounds: (trait_bounds (generic_type type: (type_identifier) @reference.implements)))
(trait_item bounds: (trait_bounds (scoped_type_identifier name: (type_identifier) @reference.implements)))

; Tokens of a macro's call or body: no tree, but names are what stands around them.

(token_tree (identifier) @local (#preceded-by? @local "let" "mut" "for"))
(token_tree (identifier) @local (#preceded-by? @local "|") (#followed-by? @local "|"))
(token_tree (identifier) @reference.read (#preceded-by? @reference.read ".."))
(token_tree (identifier) @reference.call
  (#preceded-by? @reference.call "." "::") (#followed-by? @reference.call "(" "!(" "![" "!{" "::<") (#set! member))
(token_tree (identifier) @reference.read (#preceded-by? @reference.read "." "::") (#set! member))
(token_tree (identifier) @reference.call (#followed-by? @reference.call "(" "!(" "![" "!{"))
(token_tree (identifier) @reference.type (#match? @reference.type "^[A-Z]") (#followed-by? @reference.type "::"))
(token_tree (identifier) @reference.write (#followed-by? @reference.write ":") (#not-followed-by? @reference.write "::") (#set! member))
(token_tree (identifier) @reference.write (#followed-by? @reference.write "=") (#not-followed-by? @reference.write "==" "=>"))
(token_tree (string_literal (string_content) @words.braces))
(token_tree (raw_string_literal (string_content) @words.braces))

; Calls

(macro_invocation macro: (identifier) @reference.call)
(macro_invocation macro: (scoped_identifier name: (identifier) @reference.call) (#set! member))
(call_expression function: (identifier) @reference.call)
(call_expression function: (field_expression value: _ @receiver field: (field_identifier) @reference.call))
(call_expression function: (scoped_identifier name: (identifier) @reference.call) (#set! member))
(call_expression function: (generic_function function: (identifier) @reference.call))
(call_expression function: (generic_function function: (field_expression value: _ @receiver field: (field_identifier) @reference.call)))
(call_expression function: (generic_function function: (scoped_identifier name: (identifier) @reference.call)) (#set! member))

; Writes

(assignment_expression left: (identifier) @reference.write)
(assignment_expression left: (field_expression value: _ @receiver field: (field_identifier) @reference.write))
(compound_assignment_expr left: (identifier) @reference.write)
(compound_assignment_expr left: (field_expression value: _ @receiver field: (field_identifier) @reference.write))
(field_initializer field: (field_identifier) @reference.write (#set! member))
(shorthand_field_initializer (identifier) @reference.write (#set! member))

; Everything else that is a name

(scoped_identifier path: (identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(scoped_identifier path: (scoped_identifier name: (identifier) @reference.type) (#match? @reference.type "^[A-Z]") (#set! member))
(scoped_type_identifier path: (identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(scoped_identifier path: _ name: (identifier) @reference.read (#set! member))
(scoped_type_identifier path: _ name: (type_identifier) @reference.type (#set! member))
(type_identifier) @reference.type
((field_identifier) @reference.read (#set! member))
(identifier) @reference.read
