using System.Text.RegularExpressions;
using Revdex.Facts;
using static Revdex.Facts.SymbolKind;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>
/// The languages that universal-ctags stands in for a compiler of. Kinds that are in no row are not compared: what is no definition (an import's new name, a heredoc's end, a label), what we list none of on purpose (locals, test cases named by a
/// text), and what ctags has none of.
/// </summary>
internal static class CtagsLanguages
{
    /// <summary>Names that stand behind what they belong to: <c>A.b:c</c>.</summary>
    private static readonly Regex LastPart = new(@"([^.:]+)$");

    private const string Text = "comment|string|heredoc|/pod|quoted";

    private static readonly KindRow[] Code =
    [
        new("type", [Class, Struct, Interface, Trait, SymbolKind.Enum, Record, SymbolKind.Delegate, TypeAlias, Union],
            ["class", "struct", "interface", "trait", "enum", "typedef", "union", "annotation", "type", "talias", "anonMember"]),
        new("function", [Function, Method, Constructor, Destructor, Operator], ["function", "func", "method", "singletonMethod", "macro-function", "subroutine"]),
        new("macro", [Macro], ["macro"]),
        new("value", [Property, Event, Field, Constant, Variable, EnumMember, SymbolKind.Indexer], ["field", "member", "variable", "var", "const", "constant", "enumConstant", "enumerator", "property", "define"]),
    ];

    private static readonly KindRow[] Headings = [new("section", [Section], ["chapter", "section", "subsection", "subsubsection", "l4subsection", "l5subsection"])];

    private static readonly Dictionary<string, CtagsLanguage> All = new()
    {
        ["asciidoc"] = new("Asciidoc", Headings) { NamePattern = new(@"^(.*\w.*)$") }, // It takes what opens a block, `+` and `--`, for a title with a line below it.
        ["bash"] = new("Sh", [new("function", [Function], ["function"])]) { NamePattern = new("^([^=]+)$"), LeftOutWithin = new(Text) }, // `x=()` is no function.
        ["c"] = new(null, Code),
        ["clojure"] = new("Clojure", [new("namespace", [Module], ["namespace"]), new("function", [Function], ["function"])]) { NamePattern = new("^([^~]+)$") }, // `~(…)`: a macro makes the name.
        ["cpp"] = new(null, Code),
        ["csharp"] = new(null, Code),
        ["css"] = new("CSS", [new("class or id", [Class], ["class", "id"])]) { NamePattern = new(@"[.#]([\w-]+)(?::[^\s>+~.#]*|\[[^\]]*\])*$") }, // Of a selector what its last part is for.
        ["elixir"] = new(
            "Elixir",
            [
                new("module", [Module, Interface], ["module", "protocol"]),
                new("function", [Function, Method], ["function", "delegate", "callback"]),
                new("macro", [Macro], ["macro", "guard"]),
                new("type", [TypeAlias], ["type"]),
            ])
        { NamePattern = LastPart, LeftOutWithin = new(Text) },
        ["elm"] = new(
            "Elm",
            [
                new("module", [Module], ["module"]),
                new("type", [SymbolKind.Enum, Struct, TypeAlias], ["type", "alias"]),
                new("constructor", [EnumMember], ["constructor"]),
                new("function", [Function, Variable], ["function", "port"]),
            ])
        { NamePattern = new(@"^(\S+)"), LeftOutWithin = new("^let_in_expr/") },
        ["go"] = new(null, Code),
        ["haskell"] = new(
            "Haskell",
            [
                new("module", [Module], ["module"]),
                new("type", [SymbolKind.Enum, Struct, TypeAlias, Trait], ["type"]),
                new("constructor", [EnumMember, Constructor], ["constructor"]),
                new("function", [Function, Method, Operator, Field], ["function"]),
            ])
        { NamePattern = new(@"^(?!pattern$|return$)(?:(?<1>[A-Z]\w*)\.\w.*|(?<1>[\w'.]+))$") }, // A word is no function's name because it begins a line. Of a module's name it has the first part.
        ["html"] = new("HTML", [new("section", [Section], ["heading1", "heading2", "heading3", "id"])]),
        ["java"] = new(null, Code),
        ["javascript"] = new(null, Code),
        ["json"] = new("JSON", [new("key", [Property], ["object", "array", "string", "number", "boolean", "null"])])
        {
            NamePattern = new(@"(.*\D.*)"), // It calls what stands in an array by its number.
            ScopePattern = new(@"^$|^[^.]*[^.\d][^.]*$|^(?!packages|dependencies|targets|libraries)[^.]*[^.\d][^.]*\.[^.]*[^.\d][^.]*$"),
        },
        ["julia"] = new(
            "Julia",
            [
                new("module", [Module], ["module"]),
                new("type", [Struct, Interface, TypeAlias], ["struct", "type"]),
                new("function", [Function], ["function"]),
                new("macro", [Macro], ["macro"]),
                new("field", [Field], ["field"]),
                new("constant", [Constant], ["constant"], IsOnce: true),
            ])
        { LeftOutWithin = new("^(function_definition|assignment|macro_definition)/(?!signature)") },
        ["kotlin"] = new(
            "Kotlin",
            [
                new("package", [Namespace, Module], ["package"]),
                new("type", [Class, Record, Interface, SymbolKind.Enum, TypeAlias], ["class", "interface", "object", "typealias"]),
                new("function", [Function, Method, Operator], ["method"]),
                new("value", [Property, Field, Constant, Variable], ["constant", "variable"]),
            ])
        { NamePattern = new("^`?(?!Companion$)([^<`]+)`?$"), LeftOutWithin = new("/(function_body|lambda_literal|anonymous_initializer)$") },
        ["lua"] = new("Lua", [new("function", [Function, Method], ["function"], IsOnce: true)])
        {
            NamePattern = new(@"(?:^|[.:])(\w+)$"),
            LinePattern = new(@"function\s+[\w.:]+\s*\(|=\s*function\b"), // Of `x = y(function` it lists x.
            LeftOutWithin = new($"{Text}|^function_(declaration|definition)/block$"),
        },
        ["make"] = new("Make", [new("variable", [Variable, Macro], ["macro"], IsOnce: true), new("target", [Function], ["target"], IsOnce: true)]) { NamePattern = new("^([^$%]+)$"), LeftOutWithin = new("^variable_assignment/list$") }, // `a.o: X = 1` is no rule.
        ["markdown"] = new("Markdown", Headings),
        ["objc"] = new(
            "ObjectiveC",
            [
                new("type", [Class, Interface, Implementation, Extension, Struct, SymbolKind.Enum], ["interface", "implementation", "protocol", "enum", "struct"]),
                new("function", [Function, Method], ["method", "class", "function"]),
                new("property", [Property, Field], ["property", "field"]),
                new("macro", [Macro], ["macro"]),
            ])
        {
            NamePattern = new("^([^:]+)"),
            LinePattern = new(@"^(?!.*\(\^)"), // Of a block's type it lists the result or a parameter, and takes enumerators for typedefs.
            TellsLine = false,
        },
        ["ocaml"] = new(
            "OCaml",
            [
                new("module", [Module, Interface], ["module"]),
                new("type", [SymbolKind.Enum, Struct, TypeAlias, Class], ["type", "class", "Exception"]),
                new("constructor", [EnumMember], ["Constructor"]),
                new("value", [Function, Operator, Variable, Method], ["function", "var", "val", "method"]),
                new("field", [Field], ["RecordField"]),
            ])
        { NamePattern = new(@"^([\w'.]+|[^\w\s()%]+)$"), LeftOutWithin = new("^let_expression/value_definition$"), ListsFiles = true },
        ["perl"] = new(
            "Perl",
            [
                new("package", [Module, Class], ["package"]),
                new("subroutine", [Function, Method], ["subroutine"]),
                new("constant", [Constant], ["constant"]),
            ])
        { NamePattern = new("^(?!main$)(.+)$"), LeftOutWithin = new(Text) }, // What stands behind `package main` is the program's.
        ["php"] = new(null, [.. Code.Select(row => row with { Truth = [.. row.Truth.Where(kind => kind != "variable")] })]), // It lists what stands behind any `$`, also in `return $this;`.
        ["powershell"] = new("PowerShell", [new("function", [Function], ["function"])]) { NamePattern = new("([^:]+)$"), LeftOutWithin = new(Text) },
        ["python"] = new(null, Code),
        ["r"] = new(
            "R",
            [
                new("function", [Function, Operator], ["function"], IsOnce: true),
                new("value", [Variable, Constant], ["globalVar", "list", "vector", "dataframe"], IsOnce: true),
                new("class", [Class], ["class"]),
                new("member", [Method, Field], ["method", "field"]),
            ])
        { NamePattern = new("^(?!anon)`?([^`]+)`?$"), LeftOutWithin = new("^function_definition/|^arguments/argument$|^for_statement/identifier$") },
        ["rst"] = new("ReStructuredText", Headings),
        ["ruby"] = new(null, Code) { NamePattern = new("^(?:(?<1>.*[A-Za-z0-9])=|(?<1>.+))$") }, // `name=` is `name`, as it is written where it is used.
        ["rust"] = new(null, Code),
        ["sql"] = new(
            "SQL",
            [
                new("type", [Struct, SymbolKind.Enum, TypeAlias], ["table", "view", "domain", "subtype"]),
                new("function", [Function], ["function", "procedure"]),
                new("index", [Variable], ["index"]),
                new("trigger", [Event], ["trigger"]),
                new("column", [Field], ["field"]),
            ])
        { NamePattern = LastPart, LeftOutWithin = new(Text) },
        ["systemverilog"] = new(
            "SystemVerilog",
            [
                new("package", [Namespace], ["package"]),
                new("type", [Class, Interface, SymbolKind.Enum, Struct, Union, TypeAlias], ["module", "interface", "program", "checker", "class", "covergroup", "typedef", "struct", "enum"]),
                new("function", [Function, Method, Constructor], ["function", "task", "property", "sequence"]),
                new("value", [Constant, EnumMember, Macro, Property, Field, Variable], ["constant", "port", "register", "net", "member", "instance", "event", "constraint", "clocking", "modport"]),
            ])
        { LinePattern = new("^(?!.*export \\\\?\"DPI)"), LeftOutWithin = new($"{Text}|/(block_item_declaration|tf_port_item|tf_port_declaration)$") },
        ["typescript"] = new(null, Code),
    };

    /// <summary>Null: ctags does not know the language, or nothing says how to compare it.</summary>
    public static CtagsLanguage? TryOf(string language) => All.GetValueOrDefault(language);

    /// <exception cref="InvalidDataException">accuracy.json compares a language with ctags that is in no entry here.</exception>
    public static CtagsLanguage Of(string language) => TryOf(language) ?? throw new InvalidDataException($"accuracy.json: '{language}' cannot be compared with ctags");
}
