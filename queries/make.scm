; Make. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions: variables by their first assignment, what define names, targets. What only lists other targets declares nothing.

(define_directive name: (word) @name value: (raw_text)? @body) @definition.macro
(variable_assignment name: (word) @name operator: "+=" (#set! top)) @definition.none
(variable_assignment name: (word) @name (#match? @name "[^+]\\+$") (#set! top)) @definition.none
(variable_assignment target_or_pattern: (_)) @definition.none
(variable_assignment name: (word) @name (#match? @name "^\\.") (#set! top)) @definition.none
(variable_assignment name: (word) @name (#set! top) (#set! assigned)) @definition.variable
(shell_assignment name: (word) @name (#set! top)) @definition.variable
(rule (targets (word) @name @definition.none) (#match? @name "^\\.[A-Z_]+$"))
(rule (targets (word) @name @definition.function) (recipe)? @body (#set! top)) @range

(export_directive (variable_assignment) @flag.exported)

; Imports

(include_directive filenames: (list (word) @module @import))

; Uses. Recipes are another language's; of text without a tree what stands in $(…) is a use.

(rule (targets (word) @t) normal: (prerequisites (word) @reference.text) (#match? @t "^\\.[A-Z_]+$"))
(rule (targets (word) @ignore))
(prerequisites (word) @ignore (#match? @ignore "[%*?]"))
(prerequisites (word) @reference.call)
(variable_assignment name: (word) @reference.write (#set! assigned))
(shell_assignment name: (word) @reference.write)
(include_directive filenames: (list (word) @reference.import (#set! tail)))
(function_call function: "call" (arguments . argument: (text) @words))
(variable_reference (word) @reference.read)
(substitution_reference text: (word) @reference.read)
(ifdef_directive variable: (word) @reference.read)
(raw_text) @words.dollar
