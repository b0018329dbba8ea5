; JSON. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Keys are the outline, three deep and not within arrays. What a lock file has of each of its packages is not: a hundred thousand lines.

(document (object (pair key: (string (string_content) @name) @q value: [(object) (array)] @body) @definition.property) (#not-match? @q "\\\\"))
(document (object (pair key: (string (string_content) @name) @q) @definition.property) (#not-match? @q "\\\\"))
(document (object (pair value: (object (pair key: (string (string_content) @name) @q value: [(object) (array)] @body) @definition.property))) (#not-match? @q "\\\\"))
(document (object (pair value: (object (pair key: (string (string_content) @name) @q) @definition.property))) (#not-match? @q "\\\\"))
(document (object (pair key: (string) @k value: (object (pair value: (object (pair key: (string (string_content) @name) @q value: [(object) (array)] @body) @definition.property))))) (#not-match? @q "\\\\") (#not-any-of? @k "\"packages\"" "\"dependencies\"" "\"targets\"" "\"libraries\""))
(document (object (pair key: (string) @k value: (object (pair value: (object (pair key: (string (string_content) @name) @q) @definition.property))))) (#not-match? @q "\\\\") (#not-any-of? @k "\"packages\"" "\"dependencies\"" "\"targets\"" "\"libraries\""))
