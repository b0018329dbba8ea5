; Markdown. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

; Headings are the outline: a section reaches to the next heading that is not below it.

(section . (atx_heading heading_content: (inline) @name) (_)? @body) @definition.section
(setext_heading heading_content: (paragraph (inline) @name) [(setext_h1_underline) (setext_h2_underline)] @body) @definition.section

; What a link leads to, by its file's name, and what running text mentions. (The grammar of running text is one of its own, which is not read.)

(inline) @words.prose
(link_reference_definition (link_destination) @reference.import (#set! tail))

; Samples, where they say their language.

(fenced_code_block (info_string (language) @language) (code_fence_content) @embed)
