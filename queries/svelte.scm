; Svelte. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; The parts of a component, what has an id

(document (script_element (start_tag (tag_name) @name ">" @body)) @definition.section)
(document (style_element (start_tag (tag_name) @name ">" @body)) @definition.section)
(element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @name)) ">" @body) (#eq? @a "id")) @definition.section

; Scripts, styles and the expressions between them

(script_element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @language))) (raw_text) @embed (#eq? @a "lang"))
(script_element (raw_text) @embed (#embed! "javascript"))
(style_element (start_tag (attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @language))) (raw_text) @embed (#eq? @a "lang"))
(style_element (raw_text) @embed (#embed! "css"))
(each_start parameter: (svelte_raw_text) @ignore)
(catch_start (svelte_raw_text) @ignore)
(then_start (svelte_raw_text) @ignore)
(await_start (svelte_raw_text) @words)
((svelte_raw_text) @embed (#embed! "typescript"))

; Uses: components by their tags, classes, links.

(start_tag (tag_name) @reference.call (#match? @reference.call "^[A-Z]"))
(self_closing_tag (tag_name) @reference.call (#match? @reference.call "^[A-Z]"))
(attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @words) (#eq? @a "class"))
(attribute (attribute_name) @a (quoted_attribute_value (attribute_value) @reference.import) (#any-of? @a "href" "src") (#match? @reference.import "^[^#?]+$") (#set! tail))
