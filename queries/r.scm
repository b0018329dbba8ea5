; R. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions: what a script assigns, S4 and R6 classes.

(binary_operator lhs: (identifier) @name operator: ["<-" "=" "<<-"] rhs: (function_definition body: (_) @body) (#match? @name "^`") (#set! unquoted) (#set! top)) @definition.operator
(binary_operator lhs: (identifier) @name operator: ["<-" "=" "<<-"] rhs: (function_definition body: (_) @body) (#set! top)) @definition.function
(binary_operator lhs: (identifier) @name operator: ["<-" "=" "<<-"] rhs: (call function: (identifier) @f arguments: (_) @body) (#any-of? @f "R6Class" "setRefClass" "setClass") (#set! top)) @definition.class
(binary_operator lhs: (identifier) @name operator: ["<-" "=" "<<-"] rhs: (call function: (namespace_operator rhs: (identifier) @f) arguments: (_) @body) (#eq? @f "R6Class") (#set! top)) @definition.class
(binary_operator lhs: (identifier) @name operator: ["<-" "=" "<<-"] (#match? @name "^[A-Z][A-Z0-9_.]+$") (#set! top)) @definition.constant
(binary_operator lhs: (identifier) @name operator: ["<-" "=" "<<-"] (#set! top)) @definition.variable
(binary_operator lhs: (string content: (string_content) @name) operator: ["<-" "=" "<<-"] rhs: (function_definition body: (_) @body) (#set! top)) @definition.function
(binary_operator lhs: (string content: (string_content) @name) operator: ["<-" "=" "<<-"] (#set! top)) @definition.variable
(binary_operator operator: ["->" "->>"] rhs: (identifier) @name (#set! top)) @definition.variable
(call function: (identifier) @f arguments: (arguments . argument: (argument value: (string content: (string_content) @name))) (#any-of? @f "setClass" "setRefClass" "setClassUnion") (#set! top)) @definition.class
(call function: (identifier) @f arguments: (arguments . argument: (argument value: (string content: (string_content) @name))) (#any-of? @f "setGeneric" "setValidity") (#set! top)) @definition.method
(call function: (identifier) @f arguments: (arguments . (argument value: (string content: (string_content) @name)) (argument value: (string content: (string_content) @qualifier)) (argument value: (function_definition body: (_) @body))) (#eq? @f "setMethod")) @definition.method
(argument name: (identifier) @p value: (call arguments: (arguments argument: (argument name: (identifier) @name value: (function_definition body: (_) @body)) @definition.method)) (#any-of? @p "public" "private" "active" "methods"))
(argument name: (identifier) @p value: (call arguments: (arguments argument: (argument name: (identifier) @name) @definition.field)) (#any-of? @p "public" "private" "fields" "slots"))

; Scopes and what is local to them

(function_definition) @scope
(parameter name: (identifier) @local)
(binary_operator lhs: (identifier) @local operator: ["<-" "="])
(binary_operator operator: "->" rhs: (identifier) @local)
(for_statement variable: (identifier) @local)
((identifier) @ignore (#any-of? @ignore "self" "private" "super" "."))

; Imports

(call function: (identifier) @f arguments: (arguments . argument: (argument value: (identifier) @module)) @import (#any-of? @f "library" "require" "requireNamespace" "loadNamespace"))
(call function: (identifier) @f arguments: (arguments . argument: (argument value: (string content: (string_content) @module))) @import (#any-of? @f "library" "require" "requireNamespace" "loadNamespace" "source"))
(call function: (identifier) @f arguments: (arguments . argument: (argument value: (identifier) @reference.import)) (#any-of? @f "library" "require"))

; Uses

(call function: (identifier) @reference.call)
(call function: (namespace_operator rhs: (identifier) @reference.call) (#set! member))
(call function: (extract_operator rhs: (identifier) @reference.call) (#set! member))
(namespace_operator lhs: (identifier) @reference.import)
(namespace_operator rhs: (identifier) @reference.read (#set! member))
(binary_operator lhs: (extract_operator rhs: (identifier) @reference.write) operator: ["<-" "=" "<<-"] (#set! member))
(extract_operator rhs: (identifier) @reference.read (#set! member))
(argument name: (identifier) @p value: (identifier) @reference.implements (#eq? @p "inherit"))
(argument name: (identifier) @ignore)
(binary_operator lhs: (identifier) @reference.write operator: ["<-" "=" "<<-"])
(identifier) @reference.read
