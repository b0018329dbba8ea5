; Perl. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

[(comment) (pod)] @comment

; Definitions

(package_statement name: (package) @name (#eq? @name "main")) @definition.none
(package_statement name: (package) @name (block) @body) @definition.module
(package_statement name: (package) @name (#set! rest)) @definition.module
(subroutine_declaration_statement name: (bareword) @name) @definition.function
(method_declaration_statement name: (bareword) @name) @definition.method
(class_statement name: (package) @name) @definition.class
(use_statement module: (package) @m (list_expression . (autoquoted_bareword) @name) (#eq? @m "constant")) @definition.constant
(use_statement module: (package) @m (anonymous_hash_expression (list_expression (autoquoted_bareword) @name @definition.constant)) (#eq? @m "constant"))
(assignment_expression left: (variable_declaration (scalar (varname) @name)) right: (anonymous_subroutine_expression body: (_) @body) (#set! top)) @definition.function
(assignment_expression left: (variable_declaration variable: (_ (varname) @name)) (#set! top)) @definition.variable
(variable_declaration variable: (_ (varname) @name) (#set! top)) @definition.variable

(variable_declaration "our") @flag.exported
(assignment_expression left: (variable_declaration "our")) @flag.exported

; Scopes and what is local to them

[(subroutine_declaration_statement) (method_declaration_statement) (anonymous_subroutine_expression)] @scope
[(for_statement) (cstyle_for_statement) (conditional_statement) (loop_statement)] @scope.block
(variable_declaration ["my" "state"] (scalar (varname) @local))
(variable_declaration ["my" "state"] (array (varname) @local))
(variable_declaration ["my" "state"] (hash (varname) @local))
(for_statement variable: (scalar (varname) @local))
((varname) @ignore (#match? @ignore "^([0-9_&!@/\\\\,;.]|ENV|ARGV|INC|STDIN|STDOUT|STDERR|0|a|b)$"))

; Imports

(use_statement module: (package) @module (#match? @module "^[A-Z]")) @import
(require_expression (bareword) @module) @import

; Uses. Names with a package before them are found by their last word, packages by all of it.

(use_statement module: (package) @m (string_literal content: (string_content) @reference.implements) (#any-of? @m "parent" "base"))
(use_statement module: (package) @m (quoted_word_list content: (string_content) @words))
(use_statement module: (package) @reference.import (#match? @reference.import "^[A-Z]"))
(require_expression (bareword) @reference.import)
((function) @reference.call (#match? @reference.call "^&?[A-Za-z_]") (#set! sigil))
((method) @reference.call (#match? @reference.call "^[A-Za-z_]") (#set! sigil) (#set! member))
(method_call_expression invocant: (bareword) @reference.type)
(hash_element_expression key: (autoquoted_bareword) @reference.read (#set! member))
(list_expression (autoquoted_bareword) @reference.write (#set! member))
(bareword) @reference.read
(assignment_expression left: (scalar (varname) @reference.write (#set! sigil)))
(assignment_expression left: (localization_expression (scalar (varname) @reference.write (#set! sigil))))
(postinc_expression operand: (scalar (varname) @reference.write (#set! sigil)))
(function (varname) @ignore)
((varname) @reference.read (#match? @reference.read "^[A-Za-z_:]") (#set! sigil))
