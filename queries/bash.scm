; Bash and its kin. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions. What a function assigns without `local` is global, but only a script's own lines declare.

(function_definition name: (word) @name) @definition.function
(declaration_command "readonly" (variable_assignment name: (variable_name) @name) @definition.constant (#set! top)) @range
(declaration_command (word) @w (variable_assignment name: (variable_name) @name) @definition.constant (#match? @w "^-[A-Za-z]*r") (#set! top)) @range
(declaration_command (variable_assignment name: (variable_name) @name value: (array) @body) @definition.variable (#set! top)) @range
(declaration_command (variable_assignment name: (variable_name) @name) @definition.variable (#set! top)) @range
(declaration_command (variable_name) @name @definition.variable (#set! top)) @range
(command (variable_assignment) @definition.none)
(variable_assignment name: (variable_name) @name value: (array) @body (#set! top)) @definition.variable
(variable_assignment name: (variable_name) @name (#set! top)) @definition.variable

(declaration_command "export" (variable_assignment) @flag.exported)
(declaration_command "export" (variable_name) @flag.exported)
(function_definition) @flag.exported

; Scopes and what is local to them

(function_definition) @scope
(declaration_command ["local" "declare" "typeset"] (variable_assignment name: (variable_name) @local))
(declaration_command ["local" "declare" "typeset"] (variable_name) @local)

; Imports

(command name: (command_name) @c argument: (_) @module @import (#any-of? @c "source" "."))

; Uses. What is built in names no function of anybody's.

((variable_name) @ignore (#match? @ignore "^[0-9]+$"))
(command_name (word) @ignore (#any-of? @ignore "." ":" "[" "alias" "break" "cd" "command" "continue" "declare" "echo" "eval" "exec" "exit" "export" "false" "getopts"
  "hash" "let" "local" "popd" "printf" "pushd" "pwd" "read" "readonly" "return" "set" "shift" "shopt" "source" "test" "trap" "true" "type" "ulimit" "umask" "unset" "wait"))
(command_name (word) @reference.call)
(command name: (command_name) @c argument: (word) @reference.call (#eq? @c "trap") (#match? @reference.call "^[a-z_][a-z0-9_]*$"))
(command name: (command_name) @c argument: (word) @reference.call (#any-of? @c "command" "exec") (#match? @reference.call "^[a-z_][A-Za-z0-9_-]*$") (#not-match? @reference.call "^-"))
(variable_assignment name: (variable_name) @reference.write)
(variable_assignment name: (subscript name: (variable_name) @reference.write))
(for_statement variable: (variable_name) @reference.write)
(unset_command (variable_name) @reference.write)
(variable_name) @reference.read
