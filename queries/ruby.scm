(comment) @comment
(method name: (_) @name) @definition.method
(identifier) @reference.read
