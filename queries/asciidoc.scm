; AsciiDoc, shown to the grammar of Markdown with its marks (AsciiDocMask).
; inherits: markdown
