; TSX: TypeScript with JSX.
; inherits: jsx, typescript
