; reStructuredText. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

; Titles are the outline. Which mark is of which level is for each file to say: the order in which they are met.

(section . "adornment" @level (title) @name (#set! heading) (#set! line)) @definition.section
(section . (title) @name "adornment" @level (#set! heading) (#set! line)) @definition.section

; What the text mentions, and what directives are about.

(literal) @words.prose
(interpreted_text) @words.prose
(directive name: (type) @t body: (body (arguments) @reference.import) (#any-of? @t "include" "literalinclude" "image" "figure") (#set! tail))
(directive name: (type) @t body: (body (arguments) @words) (#match? @t "^(auto|py:|c:|cpp:|js:)?(module|class|function|method|attribute|data|exception|member|property|enum|struct|type|currentmodule)$"))

; Samples, where they say their language.

(directive name: (type) @t body: (body (arguments) @language (content) @embed) (#any-of? @t "code-block" "code" "sourcecode"))
(comment) @comment
