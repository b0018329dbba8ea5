; PDF, as the Markdown that is made of it (PdfText). The paragraph behind a heading tells its page, and is shown with it.

(section . (atx_heading heading_content: (inline) @name) (paragraph) (_)? @body) @definition.section

; inherits: markdown
