; Presentations, as the Markdown that is made of them (SlidesText).
; inherits: markdown
