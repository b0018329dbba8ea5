; Clojure. What the captures mean: queries/README.md. The first pattern of this file that matches a node wins. A form is what its first word says.

[(comment) (dis_expr)] @comment

; Definitions

(list_lit . (sym_lit name: (sym_name) @d) (sym_lit name: (sym_name) @name) (#any-of? @d "ns" "in-ns") (#set! line) (#set! rest)) @definition.module
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit name: (sym_name) @name) (str_lit)? @doc (#any-of? @d "defn" "defn-") (#set! line)) @definition.function
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit name: (sym_name) @name) (str_lit)? @doc (#any-of? @d "defmacro") (#set! line)) @definition.macro
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit name: (sym_name) @name) (#any-of? @d "defmulti" "deftest" "defspec") (#set! line)) @definition.function
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit name: (sym_name) @name) (kwd_lit name: (kwd_name) @qualifier) (#eq? @d "defmethod") (#set! line)) @definition.method
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit name: (sym_name) @name) (#any-of? @d "defmethod") (#set! line)) @definition.method
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit name: (sym_name) @name) (#any-of? @d "defprotocol" "definterface") (#set! line)) @definition.interface
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit name: (sym_name) @name) (#any-of? @d "defrecord" "deftype") (#set! line)) @definition.class
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit name: (sym_name) @name) (#any-of? @d "def" "defonce") (#set! line)) @definition.variable
(list_lit . (sym_lit name: (sym_name) @d) (list_lit . (sym_lit name: (sym_name) @name)) @definition.method (#any-of? @d "defprotocol" "definterface" "defrecord" "deftype" "extend-type" "extend-protocol"))

((list_lit . (sym_lit name: (sym_name) @d) (sym_lit) @s) @flag.exported (#any-of? @d "def" "defn" "defmacro" "defonce" "defprotocol" "defrecord" "deftype" "defmulti") (#not-match? @s "^\\^:private"))

; Scopes and what is local to them

(list_lit) @scope.block
(list_lit . (sym_lit name: (sym_name) @d) (vec_lit (sym_lit name: (sym_name) @local)) (#any-of? @d "let" "loop" "for" "doseq" "when-let" "if-let" "when-some" "if-some" "binding" "with-open" "dotimes" "with-redefs" "fn" "defn" "defn-" "defmacro" "defmethod" "defrecord" "deftype" "letfn"))
(list_lit . (sym_lit name: (sym_name) @d) (vec_lit (vec_lit (sym_lit name: (sym_name) @local))) (#any-of? @d "let" "loop" "for" "doseq" "when-let" "if-let" "when-some" "if-some" "binding" "with-open" "dotimes" "with-redefs" "fn" "defn" "defn-" "defmacro" "defmethod" "defrecord" "deftype" "letfn"))
(list_lit . (sym_lit name: (sym_name) @d) (list_lit (vec_lit (sym_lit name: (sym_name) @local))) (#any-of? @d "defprotocol" "definterface" "defrecord" "deftype" "extend-type" "extend-protocol" "reify" "letfn"))
(list_lit . (vec_lit (sym_lit name: (sym_name) @local)))
(map_lit (kwd_lit name: (kwd_name) @k) (vec_lit (sym_lit name: (sym_name) @local)) (#any-of? @k "keys" "strs" "syms"))
(map_lit (kwd_lit name: (kwd_name) @k) (sym_lit name: (sym_name) @local) (#eq? @k "as"))
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit) (sym_lit name: (sym_name) @local) (#eq? @d "catch"))
((sym_name) @ignore (#any-of? @ignore "_" "&" "%" "%1" "%2" "%3" "%&"))

; Imports

(list_lit . (kwd_lit name: (kwd_name) @k) (vec_lit . (sym_lit name: (sym_name) @module) (kwd_lit name: (kwd_name) @as) (sym_lit name: (sym_name) @alias)) @import (#any-of? @k "require" "use" "require-macros") (#any-of? @as "as" "as-alias"))
(list_lit . (kwd_lit name: (kwd_name) @k) (vec_lit . (sym_lit name: (sym_name) @module)) @import (#any-of? @k "require" "use" "require-macros"))
(list_lit . (kwd_lit name: (kwd_name) @k) (sym_lit name: (sym_name) @module) @import (#any-of? @k "require" "use" "import"))
(list_lit . (kwd_lit name: (kwd_name) @k) (vec_lit (vec_lit (sym_lit name: (sym_name) @reference.import))) (#any-of? @k "require" "use" "require-macros"))
(list_lit . (kwd_lit name: (kwd_name) @k) (list_lit (sym_lit name: (sym_name) @reference.import)) (#eq? @k "import"))
(list_lit . (kwd_lit name: (kwd_name) @k) (sym_lit name: (sym_name) @reference.import) (#any-of? @k "require" "use" "import"))
(list_lit . (kwd_lit name: (kwd_name) @k) (_) @ignore (#any-of? @k "gen-class"))
(list_lit . (kwd_lit name: (kwd_name) @k) (vec_lit (sym_lit) @ignore) (#any-of? @k "require" "use" "require-macros"))
(list_lit . (kwd_lit name: (kwd_name) @k) (vec_lit (kwd_lit) @ignore) (#any-of? @k "require" "use" "require-macros"))
(list_lit . (kwd_lit name: (kwd_name) @ignore) (#any-of? @ignore "require" "use" "import" "gen-class" "require-macros"))

; Uses. Special forms are nobody's, keys are properties.

(list_lit . (sym_lit !namespace name: (sym_name) @ignore) (#any-of? @ignore "def" "defn" "defn-" "defmacro" "defmulti" "defmethod" "defprotocol" "defrecord" "deftype" "defonce" "declare" "ns"
  "let" "loop" "recur" "if" "do" "fn" "quote" "var" "try" "catch" "finally" "throw" "new" "set!" "for" "doseq" "when" "cond" "case" "comment" "extend-type" "extend-protocol" "reify"))
(list_lit . (sym_lit namespace: (sym_ns) @receiver name: (sym_name) @reference.call))
(list_lit . (sym_lit name: (sym_name) @reference.call))
(list_lit . (sym_lit name: (sym_name) @d) (sym_lit) (sym_lit name: (sym_name) @reference.implements) (#any-of? @d "defrecord" "deftype"))
(sym_lit namespace: (sym_ns) @receiver name: (sym_name) @reference.read)
(sym_ns) @reference.type
(map_lit (kwd_lit name: (kwd_name) @reference.write) (#set! member))
(kwd_lit name: (kwd_name) @reference.read (#set! member))
(sym_name) @reference.read
