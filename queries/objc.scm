; Objective-C: what C has, and classes. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.
; inherits: c

; Definitions. A method has the first part of its selector as its name; a category extends its class.

(class_interface . (identifier) @name category: (identifier) (#set! line)) @definition.extension
(class_interface . (identifier) @name superclass: (identifier) (#set! line)) @definition.class
(class_interface . (identifier) @name (parameterized_arguments) (#set! line)) @definition.class
(class_interface . (identifier) @name (#set! line)) @definition.extension
(class_implementation . (identifier) @name (#set! line)) @definition.implementation
(protocol_declaration . (identifier) @name (#set! line)) @definition.interface
(method_declaration (method_type)? (identifier) @name) @definition.method
(method_definition (method_type)? (identifier) @name (compound_statement) @body) @definition.method
(property_declaration (struct_declaration (struct_declarator (identifier) @name))) @definition.property
(property_declaration (struct_declaration (struct_declarator (pointer_declarator declarator: (identifier) @name)))) @definition.property
(property_declaration (struct_declaration (struct_declarator (function_declarator (parenthesized_declarator (block_pointer_declarator (identifier) @name)))))) @definition.property
(instance_variable (struct_declaration (struct_declarator (identifier) @name)) @definition.field)
(instance_variable (struct_declaration (struct_declarator (pointer_declarator declarator: (identifier) @name))) @definition.field)
(type_definition declarator: (function_declarator (parenthesized_declarator (block_pointer_declarator (type_identifier) @name)))) @definition.type_alias

[(class_interface) (protocol_declaration) (method_declaration)] @flag.exported
(method_declaration "+") @flag.static
(method_definition "+") @flag.static

; Scopes and what is local to them

[(method_definition) (method_declaration) (block_literal) (catch_clause)] @scope
(method_parameter (identifier) @local)
(_ declarator: (identifier) @local (#has-ancestor? @local method_definition block_literal))
(for_statement (identifier) @local)
((identifier) @ignore (#any-of? @ignore "self" "super" "nil" "Nil" "YES" "NO" "NULL" "_cmd"))

; Imports

(module_import (identifier) @module) @import
(module_import (identifier) @ignore)

; Uses

(class_interface superclass: (identifier) @reference.implements)
(class_interface (parameterized_arguments (type_name (type_identifier) @reference.implements)))
(protocol_declaration (protocol_reference_list (identifier) @reference.implements))
(protocol_reference_list (identifier) @reference.type)
(class_interface category: (identifier) @ignore)
(class_implementation category: (identifier) @ignore)
(property_attribute (identifier) @ignore)
(class_declaration (identifier) @reference.type)
(property_implementation (identifier) @reference.read (#set! member))
(message_expression receiver: (identifier) @reference.type (#match? @reference.type "^[A-Z]"))
(message_expression method: (identifier) @reference.call (#set! member))
(selector_expression (identifier) @reference.read (#set! member))
(method_declaration (identifier) @ignore)
(method_definition (identifier) @ignore)
