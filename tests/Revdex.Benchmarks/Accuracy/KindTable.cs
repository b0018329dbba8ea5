using Revdex.Facts;
using static Revdex.Facts.SymbolKind;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>
/// Which of our kinds stands for which of a truth's. A definition is right where path, line of the name, name and row agree. A kind that is in no row is not compared; a row that we do not list on
/// purpose is shown, but not summed, and what we list of it is no error.
/// </summary>
internal static class KindTable
{
    private static readonly Dictionary<string, KindRow[]> Tables = new()
    {
        ["roslyn"] =
        [
            new("namespace", [Namespace], ["namespace"]),
            new("class", [Class], ["class"]),
            new("struct", [Struct], ["struct"]),
            new("interface", [Interface], ["interface"]),
            new("record", [Record], ["record"]),
            new("enum", [SymbolKind.Enum], ["enum"]),
            new("enum member", [EnumMember], ["enum member"]),
            new("delegate", [SymbolKind.Delegate], ["delegate"]),
            new("extension block", [Extension], ["extension"]),
            new("method", [Method], ["method"]),
            new("local function", [Function], ["local function"]),
            new("constructor", [Constructor], ["constructor"]),
            new("destructor", [Destructor], ["destructor"]),
            new("operator", [Operator], ["operator"]),
            new("property", [Property], ["property"]),
            new("indexer", [SymbolKind.Indexer], ["indexer"]),
            new("event", [Event], ["event"]),
            new("field", [Field], ["field"]),
            new("constant", [Constant], ["constant"]),
        ],
        ["typescript"] =
        [
            new("namespace", [Namespace, Module], ["namespace"]),
            new("class", [Class], ["class"]),
            new("interface", [Interface], ["interface"]),
            new("type alias", [TypeAlias], ["type alias"]),
            new("enum", [SymbolKind.Enum], ["enum"]),
            new("enum member", [EnumMember], ["enum member"]),
            new("function", [Function], ["function"]),
            new("method", [Method], ["method", "function property", "object function", "assigned function"]),
            new("constructor", [Constructor], ["constructor"]),
            new("property", [Property, Field], ["accessor", "property", "property signature", "parameter property", "assigned property", "constructor field"]),
            new("variable", [Variable, Constant], ["variable"]),
            new("default export", [], ["default export"]), // Ours have the kind of what is exported: see KindOf.
            new("arrow function in an inner object", [], ["local object function"], IsListed: false),
            new("property of an unnamed type", [], ["local property signature"], IsListed: false),
            new("name given to a require", [], ["local import"], IsListed: false),
            new("export in the middle of an expression or function", [], ["local export"], IsListed: false),
        ],
        ["ast"] =
        [
            new("class", [Class, SymbolKind.Enum], ["class"]),
            new("function", [Function, Method, Constructor, Property], ["function", "method"]),
            new("variable of a module", [Variable, Constant, TypeAlias], ["variable"]),
            new("variable of a class or object", [Field, EnumMember], ["class variable", "instance variable"]),
        ],
        ["go"] =
        [
            new("type", [Struct, Interface, TypeAlias], ["type"]),
            new("function", [Function], ["func"]),
            new("method", [Method], ["method", "interface method"]),
            new("field", [Field], ["field", "inner field"]),
            new("constant", [Constant], ["const"]),
            new("variable", [Variable], ["var"]),
            new("embedded field", [], ["embedded field"], IsListed: false),
        ],
        ["javac"] =
        [
            new("class", [Class], ["class"]),
            new("interface", [Interface], ["interface", "annotation_type"]),
            new("enum", [SymbolKind.Enum], ["enum"]),
            new("record", [Record], ["record"]),
            new("enum constant", [EnumMember], ["enum constant"]),
            new("constructor", [Constructor], ["constructor"]),
            new("method", [Method], ["method"]),
            new("field", [Field, Constant], ["field"]),
        ],
        ["rustc"] =
        [
            new("struct", [Struct], ["Struct"]),
            new("enum", [SymbolKind.Enum], ["Enum"]),
            new("enum member", [EnumMember], ["TupleVariant", "StructVariant"]),
            new("union", [Union], ["Union"]),
            new("trait", [Trait], ["Trait"]),
            new("function", [Function, Method], ["Function", "Method"]),
            new("field", [Field], ["Field"]),
            new("constant", [Constant, Variable], ["Const", "Static"]),
        ],
        ["clang"] =
        [
            new("type", [Struct, Union, SymbolKind.Enum, TypeAlias], ["type"]),
            new("function", [Function], ["function"]),
            new("field", [Field], ["field"]),
            new("enumerator", [EnumMember], ["constant"]),
            new("variable", [Variable, Constant], ["variable"]),
            new("macro", [Macro], ["macro"]),
        ],
        ["ripper"] =
        [
            new("module", [Module], ["module"]),
            new("class", [Class], ["class"]),
            new("method", [Method, Function, Constructor, Operator], ["method"]),
            new("accessor", [Property], ["accessor"]),
            new("constant", [Constant], ["constant"]),
        ],
    };

    public static IReadOnlyList<KindRow> Rows(DefinitionSubject subject) => subject.Truth == "ctags" ? CtagsLanguages.Of(subject.Languages[0]).Rows : Tables[subject.Truth];

    /// <summary>Null: not compared.</summary>
    public static string? RowOf(DefinitionSubject subject, SymbolKind kind, string name) =>
        subject.Truth == "typescript" && name == "default" && kind is Function or Class or Constant or Variable ? "default export" : Rows(subject).FirstOrDefault(row => row.Ours.Contains(kind))?.Name;

    /// <summary>Null: not compared.</summary>
    public static string? RowOf(DefinitionSubject subject, string kind) => Rows(subject).FirstOrDefault(row => row.Truth.Contains(kind))?.Name;
}
