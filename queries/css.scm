; CSS. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions: the classes and ids that a rule is for (of `.nav #main > .item:hover` the last), custom properties, animations.

(rule_set (selectors (class_selector (class_name) @name @definition.class)) (block) @body) @range
(rule_set (selectors (id_selector (id_name) @name @definition.class)) (block) @body) @range
(rule_set (selectors (pseudo_class_selector (class_selector (class_name) @name @definition.class))) (block) @body) @range
(rule_set (selectors (pseudo_element_selector (class_selector (class_name) @name @definition.class))) (block) @body) @range
(rule_set (selectors (pseudo_class_selector (id_selector (id_name) @name @definition.class))) (block) @body) @range
(rule_set (selectors (_ (_) (class_selector (class_name) @name @definition.class))) (block) @body) @range
(rule_set (selectors (_ (_) (id_selector (id_name) @name @definition.class))) (block) @body) @range
(rule_set (selectors (pseudo_class_selector (_ (_) (class_selector (class_name) @name @definition.class)))) (block) @body) @range
(rule_set (selectors (pseudo_class_selector (_ (_) (id_selector (id_name) @name @definition.class)))) (block) @body) @range
(rule_set (selectors (pseudo_element_selector (_ (_) (class_selector (class_name) @name @definition.class)))) (block) @body) @range
(declaration (property_name) @name (#match? @name "^--")) @definition.variable
(keyframes_statement (keyframes_name) @name (keyframe_block_list) @body) @definition.variable

; Imports

(import_statement (string_value (string_content) @module)) @import
(import_statement (call_expression (arguments (string_value (string_content) @module)))) @import
(import_statement (call_expression (arguments (plain_value) @module))) @import

; Uses. The name of a pseudo-class stands where a class does.

(pseudo_class_selector (class_name) @ignore)
(pseudo_element_selector (tag_name) @ignore (#preceded-by? @ignore ":"))
(class_name) @reference.type
(id_name) @reference.type
((tag_name) @reference.type (#match? @reference.type "-"))
(declaration (property_name) @p (plain_value) @reference.read (#any-of? @p "animation" "animation-name"))
((plain_value) @reference.read (#match? @reference.read "^--"))
