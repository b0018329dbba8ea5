; AsciiDoc, shown to the grammar of Markdown with its marks (AsciiDocMask).
; inherits: markdown

; Titles with a line below them: what marks it tells the level, in the order in which they are met.

(setext_heading heading_content: (paragraph (inline) @name) [(setext_h1_underline) (setext_h2_underline)] @level (#set! heading) (#set! line)) @definition.section
