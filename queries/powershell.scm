; PowerShell. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment
(attribute_list) @signature.skip

; Definitions. What a script assigns outside of functions is seen by all of it.

(function_statement (function_name) @name "{" @body (#set! sigil)) @definition.function
(class_statement . (simple_name) @name "{" @body) @definition.class
(enum_statement . (simple_name) @name "{" @body) @definition.enum
(enum_member . (simple_name) @name) @definition.enum_member
(class_property_definition (variable) @name (#set! sigil)) @definition.property
(script_parameter (variable) @name (#set! sigil) (#set! top)) @definition.variable
(class_method_definition (simple_name) @name (class_method_parameter_list) (script_block)? @body) @definition.method
(assignment_expression (left_assignment_expression (logical_expression (bitwise_expression (comparison_expression (additive_expression (multiplicative_expression (format_expression (range_expression (array_literal_expression (unary_expression (variable) @name @definition.variable (#not-match? @name "^\\$(env:|_$)") (#set! sigil) (#set! top)))))))))))) @range
(assignment_expression (left_assignment_expression (logical_expression (bitwise_expression (comparison_expression (additive_expression (multiplicative_expression (format_expression (range_expression (array_literal_expression (unary_expression (expression_with_unary_operator (cast_expression (unary_expression (variable) @name @definition.variable (#set! sigil) (#set! top))))))))))))))) @range

[(function_statement) (class_statement) (enum_statement) (enum_member)] @flag.exported
(class_method_definition (class_attribute) @a (#match? @a "^[Ss]tatic")) @flag.static
(class_property_definition (class_attribute) @a (#match? @a "^[Ss]tatic")) @flag.static

; Scopes and what is local to them

[(function_statement) (class_method_definition)] @scope
((variable) @ignore (#match? @ignore "^\\$(_|this|true|false|null|args|input|PSItem|PSScriptRoot|PSCommandPath|PSCmdlet|Matches|Error|Host|LASTEXITCODE)$"))
(script_parameter (variable) @local (#set! sigil))
(class_method_parameter (variable) @local (#set! sigil))
(foreach_statement . (variable) @local (#set! sigil))
(assignment_expression (left_assignment_expression (logical_expression (bitwise_expression (comparison_expression (additive_expression (multiplicative_expression (format_expression (range_expression (array_literal_expression (unary_expression (variable) @local (#not-match? @local ":") (#set! sigil))))))))))))
(assignment_expression (left_assignment_expression (logical_expression (bitwise_expression (comparison_expression (additive_expression (multiplicative_expression (format_expression (range_expression (array_literal_expression (unary_expression (expression_with_unary_operator (cast_expression (unary_expression (variable) @local (#not-match? @local ":") (#set! sigil)))))))))))))))

; Imports

(command command_name: (command_name) @c command_elements: (command_elements (generic_token) @module) @import (#eq? @c "Import-Module"))
(command command_name: (command_name) @c command_elements: (command_elements (generic_token) @k (generic_token) @module) @import (#eq? @c "using") (#any-of? @k "module" "namespace" "assembly"))
(command (command_invokation_operator) @o command_name: (command_name_expr (string_literal) @module) @import (#eq? @o "."))

; Uses. Arguments are text, but for what is named as commands are.

(command_name) @reference.call
((generic_token) @reference.read (#match? @reference.read "^[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+$"))
(string_literal (verbatim_string_characters) @reference.read (#match? @reference.read "^'[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+'$") (#set! unquoted))
(attribute (attribute_name (type_spec (type_name (type_identifier) @reference.attribute))))
(class_statement . (simple_name) (simple_name) @reference.implements)
(type_identifier) @reference.type
(invokation_expression (member_name (simple_name) @reference.call) (#set! member))
(assignment_expression (left_assignment_expression (logical_expression (bitwise_expression (comparison_expression (additive_expression (multiplicative_expression (format_expression (range_expression (array_literal_expression (unary_expression (member_access (member_name (simple_name) @reference.write)) (#set! member))))))))))))
(member_name (simple_name) @reference.read (#set! member))
(key_expression (simple_name) @reference.write (#set! member))
(assignment_expression (left_assignment_expression (logical_expression (bitwise_expression (comparison_expression (additive_expression (multiplicative_expression (format_expression (range_expression (array_literal_expression (unary_expression (variable) @reference.write (#set! sigil))))))))))))
((variable) @reference.read (#set! sigil))
