; JSX, for JavaScript and TSX: a component's name is a call, its attributes are writes; the names of HTML elements are no uses.

(jsx_closing_element name: [(identifier) (member_expression) (jsx_namespace_name)] @ignore)
(jsx_opening_element name: (identifier) @ignore (#match? @ignore "^[a-z]"))
(jsx_self_closing_element name: (identifier) @ignore (#match? @ignore "^[a-z]"))
(jsx_namespace_name) @ignore
(jsx_opening_element name: (identifier) @reference.call)
(jsx_self_closing_element name: (identifier) @reference.call)
(jsx_opening_element name: (member_expression property: (property_identifier) @reference.call (#set! member)))
(jsx_self_closing_element name: (member_expression property: (property_identifier) @reference.call (#set! member)))
(jsx_opening_element name: (identifier) @n (jsx_attribute . (property_identifier) @ignore) (#match? @n "^[a-z]"))
(jsx_self_closing_element name: (identifier) @n (jsx_attribute . (property_identifier) @ignore) (#match? @n "^[a-z]"))
(jsx_attribute . (property_identifier) @reference.write (#set! member))
