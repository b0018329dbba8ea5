; TOML. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Tables are sections, with the keys that stand in them; those of tables within a line are no part of the outline.

(table . [(bare_key) (dotted_key) (quoted_key)] @name (pair)? @body) @definition.section
(table_array_element . [(bare_key) (dotted_key) (quoted_key)] @name (pair)? @body) @definition.section
(document (pair . (_) @name) @definition.property)
(table (pair . (_) @name) @definition.property)
(table_array_element (pair . (_) @name) @definition.property)
