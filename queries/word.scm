; Word documents, as the Markdown that is made of them (WordText).
; inherits: markdown
