; HTML. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Headings and what has an id are the outline.

(element (start_tag (tag_name) @level) (text) @name (#match? @level "^[hH][1-6]$") (#set! heading)) @definition.section
(element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @name)) ">" @body) (#eq? @a "id")) @definition.section
(element (start_tag (attribute (attribute_name) @a (attribute_value) @name) ">" @body) (#eq? @a "id")) @definition.section
(element (self_closing_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @name))) (#eq? @a "id")) @definition.section
(element (start_tag (tag_name) @t (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @name @definition.section))) (#match? @t "^[hH][1-6]$") (#eq? @a "id")) @range

; What the page loads

(script_element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @module)) (#eq? @a "src"))) @import
(element (start_tag (tag_name) @t (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @module)) (#eq? @t "link") (#eq? @a "href"))) @import

; Links by their file's name, classes, elements that somebody made.

(attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @reference.import)
  (#any-of? @a "href" "src" "action") (#match? @reference.import "^[^#?]+$") (#set! tail))
(attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @reference.type) (#eq? @a "class") (#match? @reference.type "^[\\w-]+$"))
(attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @words) (#eq? @a "class"))
(start_tag (tag_name) @reference.type (#match? @reference.type "-"))
(self_closing_tag (tag_name) @reference.type (#match? @reference.type "-"))

; What a page mentions

(element (start_tag (tag_name) @t) (text) @reference.text (#any-of? @t "code" "tt") (#match? @reference.text "^\\w+$"))

; Scripts and styles. A script of a type that is none of JavaScript's is data, or a template.

(script_element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @language))) (raw_text) @embed (#eq? @a "lang"))
(script_element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @t))) (raw_text) @embed
  (#eq? @a "type") (#any-of? @t "module" "text/javascript" "application/javascript" "text/ecmascript" "text/babel" "text/jsx") (#embed! "javascript"))
(script_element (start_tag (attribute (attribute_name) @a)) (raw_text) @ignore (#eq? @a "type"))
(script_element (raw_text) @embed (#embed! "javascript"))
(style_element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @language))) (raw_text) @embed (#eq? @a "lang"))
(style_element (raw_text) @embed (#embed! "css"))
