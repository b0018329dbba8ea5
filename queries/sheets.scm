; Workbooks, as the Markdown that is made of them (SheetsText).
; inherits: markdown
