; Terraform, and HCL of other tools. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions: blocks by their last label, locals by their names. A resource is of its type.

(config_file (body (block . (identifier) @t (string_lit (template_literal) @qualifier) (string_lit (template_literal) @name) (block_start) @body) @definition.class (#any-of? @t "resource" "data" "ephemeral")))
(config_file (body (block . (identifier) @t (string_lit (template_literal) @name) (block_start) @body
  (body (attribute (identifier) @d (expression (literal_value (string_lit (template_literal) @doc)))))) @definition.variable (#eq? @t "variable") (#eq? @d "description")))
(config_file (body (block . (identifier) @t (string_lit (template_literal) @name) (block_start) @body) @definition.variable (#eq? @t "variable")))
(config_file (body (block . (identifier) @t (string_lit (template_literal) @name) (block_start) @body
  (body (attribute (identifier) @d (expression (literal_value (string_lit (template_literal) @doc)))))) @definition.property (#eq? @t "output") (#eq? @d "description")))
(config_file (body (block . (identifier) @t (string_lit (template_literal) @name) (block_start) @body) @definition.property (#eq? @t "output")))
(config_file (body (block . (identifier) @t (string_lit (template_literal) @name) (block_start) @body) @definition.module (#any-of? @t "module" "provider")))
(config_file (body (block . (identifier) @t (body (attribute . (identifier) @name) @definition.variable) (#eq? @t "locals"))))
(config_file (body (block . (identifier) (string_lit (template_literal) @qualifier) (string_lit (template_literal) @name) (block_start) @body) @definition.section))
(config_file (body (block . (identifier) (string_lit (template_literal) @name) (block_start) @body) @definition.section))
(config_file (body (block . (identifier) @name (block_start) @body) @definition.section))
(config_file (body (attribute . (identifier) @name) @definition.property))

(block . (identifier) @t (#any-of? @t "output" "module")) @flag.exported

; What for binds

(for_expr) @scope
(for_intro (identifier) @local)

; Imports

(config_file (body (block . (identifier) @t (body (attribute (identifier) @a (expression (literal_value (string_lit (template_literal) @module)))) @import) (#eq? @t "module") (#eq? @a "source"))))

; Uses. Of `var.region` and `aws_vpc.main.id` the first word is a table or a type, the second what somebody declared.

(config_file (body (block . (identifier) @t (string_lit (template_literal) @reference.type) (string_lit) (#any-of? @t "resource" "data" "ephemeral"))))
(config_file (body (block . (identifier) @ignore)))
(block (identifier) @reference.write (#set! member))
(attribute (identifier) @reference.write (#set! member))
(object_elem key: (expression (variable_expr (identifier) @reference.write)) (#set! member))
(function_call (identifier) @reference.call)
(expression (variable_expr (identifier) @v) (get_attr (identifier) @ignore) (#any-of? @v "each" "count" "path" "self" "terraform"))
(get_attr (identifier) @reference.read (#set! member))
(variable_expr (identifier) @ignore (#any-of? @ignore "var" "local" "module" "data" "each" "count" "path" "self" "terraform" "string" "number" "bool" "any"))
(expression (variable_expr (identifier) @reference.type) (get_attr) (#match? @reference.type "_"))
(identifier) @reference.read
