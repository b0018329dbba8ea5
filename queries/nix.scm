; Nix. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions: what let and attribute sets bind, the first word of a path. What an argument's set binds is of the call, not of the file.

(apply_expression argument: (attrset_expression (binding_set (binding) @definition.none)))
(apply_expression argument: (rec_attrset_expression (binding_set (binding) @definition.none)))
(let_expression (binding_set (binding attrpath: (attrpath . (identifier) @name) expression: (function_expression body: (function_expression body: (_) @body))) @definition.function))
(let_expression (binding_set (binding attrpath: (attrpath . (identifier) @name) expression: (function_expression body: (_) @body)) @definition.function))
(let_expression (binding_set (binding attrpath: (attrpath . (identifier) @name) expression: [(attrset_expression) (rec_attrset_expression) (apply_expression)] @body) @definition.variable))
(let_expression (binding_set (binding attrpath: (attrpath . (identifier) @name)) @definition.variable))
(binding attrpath: (attrpath . (identifier) @name) expression: (function_expression body: (function_expression body: (_) @body))) @definition.function
(binding attrpath: (attrpath . (identifier) @name) expression: (function_expression body: (_) @body)) @definition.function
(binding attrpath: (attrpath . (identifier) @name) expression: [(attrset_expression) (rec_attrset_expression) (apply_expression)] @body) @definition.property
(binding attrpath: (attrpath . (identifier) @name)) @definition.property
(binding attrpath: (attrpath . (string_expression (string_fragment) @name))) @definition.property

; Scopes and what is local to them

[(function_expression) (let_expression)] @scope
(function_expression universal: (identifier) @local)
(formal name: (identifier) @local)

; Imports

(apply_expression function: (variable_expression name: (identifier) @f) argument: (path_expression (path_fragment) @module) @import (#any-of? @f "import" "callPackage"))
(apply_expression function: (variable_expression name: (identifier) @f) argument: (spath_expression) @module @import (#any-of? @f "import" "callPackage"))
(apply_expression function: (select_expression attrpath: (attrpath attr: (identifier) @f)) argument: (path_expression (path_fragment) @module) @import (#eq? @f "callPackage"))

; Uses

((path_fragment) @reference.import (#set! tail))
(apply_expression function: (variable_expression name: (identifier) @ignore) (#any-of? @ignore "import" "throw" "abort"))
(variable_expression name: (identifier) @ignore (#any-of? @ignore "true" "false" "null" "builtins"))
(apply_expression function: (variable_expression name: (identifier) @reference.call))
(apply_expression function: (select_expression attrpath: (attrpath attr: (identifier) @reference.call)) (#set! member))
(inherit_from attrs: (inherited_attrs attr: (identifier) @reference.read) (#set! member))
(inherited_attrs attr: (identifier) @reference.read)
(binding attrpath: (attrpath attr: (identifier) @reference.write) (#set! member))
(attrpath attr: (identifier) @reference.read (#set! member))
(variable_expression name: (identifier) @reference.read)
