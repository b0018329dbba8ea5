; Ruby. What the captures mean: queries/README.md.

(comment) @comment

; Definitions

(module name: (constant) @name) @definition.module
(module name: (scope_resolution scope: (_) @qualifier name: (constant) @name)) @definition.module
(class name: (constant) @name) @definition.class
(class name: (scope_resolution scope: (_) @qualifier name: (constant) @name)) @definition.class
(module name: (scope_resolution !scope name: (constant) @name)) @definition.module
(class name: (scope_resolution !scope name: (constant) @name)) @definition.class
(class body: (body_statement (method name: (identifier) @name (#eq? @name "initialize")) @definition.constructor))
(method name: (setter name: (identifier) @name)) @definition.method
(method name: (_) @name) @definition.method
(singleton_method name: (setter name: (identifier) @name)) @definition.method
(singleton_method name: (_) @name) @definition.method
(alias name: (_) @name) @definition.method
(assignment left: (constant) @name) @definition.constant
(assignment left: (scope_resolution scope: (_) @qualifier name: (constant) @name)) @definition.constant
(assignment left: (left_assignment_list (constant) @name @definition.constant)) @range
(operator_assignment left: (constant) @name operator: "||=") @definition.constant
(call method: (identifier) @m arguments: (argument_list (simple_symbol) @definition.property @name)
  (#any-of? @m "attr" "attr_accessor" "attr_reader" "attr_writer" "cattr_accessor" "mattr_accessor" "class_attribute")) @range

(module) @flag.exported
(class) @flag.exported
(method) @flag.exported
(singleton_method) @flag.exported
(alias) @flag.exported
(call arguments: (argument_list (simple_symbol) @flag.exported))
(singleton_method) @flag.static
(singleton_class value: (self) body: (body_statement [
  (method) @flag.static
  (alias) @flag.static
  (call arguments: (argument_list (method) @flag.static))
  (call arguments: (argument_list (simple_symbol) @flag.static))
]))
(assignment) @flag.exported

; Scopes and what is local to them: blocks see the method's locals, so that these are dropped where the method ends

[(method) (singleton_method) (class) (singleton_class) (module) (block) (do_block) (lambda)] @scope

(method_parameters (identifier) @local)
(block_parameters (identifier) @local)
(lambda_parameters (identifier) @local)
(block_parameters locals: (identifier) @local)
(destructured_parameter (identifier) @local)
(optional_parameter name: (identifier) @local)
(keyword_parameter name: (identifier) @local)
(splat_parameter name: (identifier) @local)
(hash_splat_parameter name: (identifier) @local)
(block_parameter name: (identifier) @local)
(assignment left: (identifier) @local)
(operator_assignment left: (identifier) @local)
(left_assignment_list (identifier) @local)
(destructured_left_assignment (identifier) @local)
(rest_assignment (identifier) @local)
(exception_variable (identifier) @local)
(for pattern: (identifier) @local)
(as_pattern name: (identifier) @local)

; Imports

(call method: (identifier) @m arguments: (argument_list (string) @module) (#any-of? @m "require" "require_relative" "load" "autoload")) @import

; Inheritance and mixins

(superclass (constant) @reference.implements)
(superclass (scope_resolution name: (constant) @reference.implements))
(call method: (identifier) @m arguments: (argument_list (constant) @reference.implements) (#any-of? @m "include" "extend" "prepend"))
(call method: (identifier) @m arguments: (argument_list (scope_resolution name: (constant) @reference.implements)) (#any-of? @m "include" "extend" "prepend"))

; Code in a string that is marked as such (class_eval <<~RUBY), where no #{} is in it, which would be anything.
(heredoc_body . (heredoc_content) @embed (#followed-by? @embed "RUBY") (#embed! "ruby"))

; Calls

(call receiver: (_) @receiver method: (identifier) @reference.call)
(call receiver: (_) @receiver method: (constant) @reference.call)
(call method: (identifier) @reference.call)
(call method: (constant) @reference.call)
(super) @ignore
(self) @ignore

; Writes

(assignment left: (instance_variable) @reference.write)
(assignment left: (class_variable) @reference.write)
(assignment left: (global_variable) @reference.write)
(operator_assignment left: (instance_variable) @reference.write)
(operator_assignment left: (class_variable) @reference.write)
(operator_assignment left: (global_variable) @reference.write)
(operator_assignment left: (constant) @reference.write)

; Everything else that is a name: a bare identifier that is no local is a call

(rescue exceptions: (exceptions (constant) @reference.type))
(scope_resolution scope: _ @receiver name: (constant) @reference.read)
(instance_variable) @reference.read
(class_variable) @reference.read
(global_variable) @reference.read
(constant) @reference.read
(alias alias: (identifier) @reference.read)
(identifier) @reference.call
