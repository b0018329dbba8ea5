; Vue. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins. What stands in a component's tags is HTML to
; the grammar; its directives' values are read by themselves, of {{ … }} the words.

(comment) @comment

; The parts of a component, what has an id

(document (element (start_tag (tag_name) @name ">" @body)) @definition.section)
(document (script_element (start_tag (tag_name) @name ">" @body)) @definition.section)
(document (style_element (start_tag (tag_name) @name ">" @body)) @definition.section)
(element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @name)) ">" @body) (#eq? @a "id")) @definition.section

; Imports

(script_element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @module)) (#eq? @a "src"))) @import

; Scripts and styles

(script_element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @language))) (raw_text) @embed (#eq? @a "lang"))
(script_element (raw_text) @embed (#embed! "javascript"))
(style_element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @language))) (raw_text) @embed (#eq? @a "lang"))
(style_element (raw_text) @embed (#embed! "css"))

; Uses: components by their tags, what directives and {{ … }} name, classes.

(start_tag (tag_name) @reference.call (#match? @reference.call "^[A-Z]|-"))
(self_closing_tag (tag_name) @reference.call (#match? @reference.call "^[A-Z]|-"))
(attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @embed) (#match? @a "^(v-|:|@)") (#embed! "typescript"))
(attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @reference.type) (#eq? @a "class") (#match? @reference.type "^[\\w-]+$"))
(attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @words) (#eq? @a "class"))
(attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @reference.import) (#any-of? @a "href" "src") (#match? @reference.import "^[^#?]+$") (#set! tail))
(text) @words.mustache
