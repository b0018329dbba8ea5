; Elixir. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins.

(comment) @comment

; Definitions. Everything is a call; of a function each clause is a definition.

(call target: (identifier) @k (arguments . (alias) @name) (do_block . (unary_operator operand: (call target: (identifier) @d (arguments (string (quoted_content) @doc))))) @body
  (#eq? @k "defmodule") (#eq? @d "moduledoc")) @definition.module
(call target: (identifier) @k (arguments . (alias) @name) (do_block)? @body (#eq? @k "defmodule")) @definition.module
(call target: (identifier) @k (arguments . (alias) @name) (do_block)? @body (#eq? @k "defprotocol")) @definition.interface
(call target: (identifier) @k (arguments . (alias) @qualifier (keywords (pair value: (alias) @name))) (do_block)? @body (#eq? @k "defimpl")) @definition.implementation
(call target: (identifier) @k (arguments . [(call target: (identifier) @name) (binary_operator left: (call target: (identifier) @name)) (identifier) @name] (keywords) @body)
  (#any-of? @k "def" "defp")) @definition.function
(call target: (identifier) @k (arguments . [(call target: (identifier) @name) (binary_operator left: (call target: (identifier) @name)) (identifier) @name]) (do_block)? @body
  (#any-of? @k "def" "defp" "defdelegate")) @definition.function
(call target: (identifier) @k (arguments . [(call target: (identifier) @name) (binary_operator left: (call target: (identifier) @name)) (identifier) @name]) (do_block)? @body
  (#any-of? @k "defmacro" "defmacrop" "defguard" "defguardp")) @definition.macro
(unary_operator operand: (call target: (identifier) @k (arguments . (binary_operator left: [(call target: (identifier) @name) (identifier) @name])) (#any-of? @k "type" "typep" "opaque"))) @definition.type_alias
(unary_operator operand: (call target: (identifier) @k (arguments . (binary_operator left: (call target: (identifier) @name))) (#any-of? @k "callback" "macrocallback"))) @definition.method
(unary_operator operand: (call target: (identifier) @name (arguments)
  (#not-any-of? @name "after_compile" "before_compile" "behaviour" "callback" "compile" "deprecated" "derive" "dialyzer" "doc" "enforce_keys" "external_resource" "impl"
    "macrocallback" "moduledoc" "opaque" "optional_callbacks" "spec" "tag" "type" "typedoc" "typep" "on_load" "moduletag" "describetag"))) @definition.constant
(call target: (identifier) @k (arguments (list (atom) @name @definition.field)) (#eq? @k "defstruct"))

(call target: (identifier) @k (#any-of? @k "def" "defmacro" "defguard" "defdelegate" "defmodule" "defprotocol" "defimpl")) @flag.exported
(unary_operator operand: (call target: (identifier) @k (#any-of? @k "type" "opaque" "callback" "macrocallback"))) @flag.exported

; Imports

(call target: (identifier) @k (arguments . (alias) @module (keywords (pair key: (keyword) @w value: (alias) @alias))) (#any-of? @k "alias" "require") (#match? @w "^as:")) @import
(call target: (identifier) @k (arguments . (alias) @module) (#any-of? @k "alias" "import" "require" "use")) @import
(call target: (identifier) @k (arguments . (dot left: (alias) @module right: (tuple (alias) @name @import))) (#eq? @k "alias"))

; Uses. A name without brackets is a variable.

(call target: (identifier) @k (arguments . (alias) @reference.import) (#any-of? @k "alias" "import" "require" "use"))
(call target: (identifier) @k (arguments . (dot left: (alias) @reference.import)) (#eq? @k "alias"))
(call target: (identifier) @k (arguments . (dot right: (tuple (alias) @reference.import))) (#eq? @k "alias"))
(call target: (identifier) @k (arguments . (alias) @reference.implements) (#eq? @k "defimpl"))
(unary_operator operand: (call target: (identifier) @k (arguments (alias) @reference.implements)) (#eq? @k "behaviour"))
(unary_operator operand: (call target: (identifier) @k (arguments (binary_operator left: (call target: (identifier) @ignore)))) (#eq? @k "spec"))
(unary_operator operand: (call target: (identifier) @ignore))
(unary_operator operator: "@" operand: (identifier) @reference.read)
(unary_operator operator: "&" operand: (binary_operator left: (identifier) @reference.call))
(call target: (identifier) @ignore (#any-of? @ignore "alias" "case" "cond" "def" "defdelegate" "defexception" "defguard" "defguardp" "defimpl" "defmacro" "defmacrop" "defmodule"
  "defp" "defprotocol" "defstruct" "for" "if" "import" "quote" "raise" "receive" "require" "try" "unless" "unquote" "use" "with"))
(call target: (identifier) @reference.call)
(call target: (dot left: (_) @receiver right: (identifier) @reference.call) (arguments))
(dot left: (_) @receiver right: (identifier) @reference.read)
(binary_operator operator: "|>" right: (identifier) @reference.call)
(alias) @reference.type
