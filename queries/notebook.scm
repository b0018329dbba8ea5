; Jupyter notebooks, as the Markdown that is made of them (NotebookText).
; inherits: markdown
