namespace Revdex.Extraction.Patterns;

/// <summary>What a match means; from the focus capture's name (queries/README.md).</summary>
internal enum PatternRole : byte
{
    /// <summary><c>@definition.KIND</c>; the value is a SymbolKind.</summary>
    Definition,

    /// <summary><c>@reference.ROLE</c>; the value is an OccurrenceRole.</summary>
    Reference,

    /// <summary><c>@import</c>: one imported module or name.</summary>
    Import,

    /// <summary><c>@local</c>: a name that is visible only in the enclosing <c>@scope</c>.</summary>
    Local,

    /// <summary><c>@local.type</c>: a type parameter, likewise.</summary>
    LocalType,

    /// <summary><c>@local.hoisted</c>: likewise, in the nearest <c>@scope</c> that is no <c>@scope.block</c>.</summary>
    LocalHoisted,

    /// <summary><c>@local.outer</c>: a name that is not local to the enclosing <c>@scope</c> although it is assigned there.</summary>
    LocalOuter,

    /// <summary><c>@words</c>: text whose words are uses, such as a macro's body.</summary>
    Words,

    /// <summary><c>@words.braces</c>: text whose words in braces are uses, such as a format string.</summary>
    BracedWords,

    /// <summary><c>@words.dollar</c>: text whose words in <c>$(…)</c>, <c>@(…)</c>, <c>%(…)</c>, <c>${…}</c> are uses.</summary>
    DollarWords,

    /// <summary><c>@words.mustache</c>: text whose words in <c>{{ … }}</c> are uses.</summary>
    MustacheWords,

    /// <summary><c>@words.prose</c>: running text of a document, in which names in backticks are uses, and paths in backticks and links imports.</summary>
    ProseWords,

    /// <summary><c>@embed</c>: code of another language, which <c>@language</c> or <c>#embed!</c> names.</summary>
    Embed,

    /// <summary><c>@ignore</c>: nothing in this subtree is a use.</summary>
    Ignore,

    /// <summary><c>@builtin</c>: a name of the language itself, whose uses without a receiver are none unless the file declares or imports it.</summary>
    Builtin,

    /// <summary><c>@flag.NAME</c>: adds a flag to the symbol defined by the same node; the value is a SymbolFlags.</summary>
    Flag,

    /// <summary><c>@scope</c>; a <c>@local</c> outside of all scopes is none.</summary>
    Scope,

    /// <summary><c>@scope.block</c>.</summary>
    BlockScope,

    /// <summary><c>@scope.types</c>.</summary>
    TypeScope,

    /// <summary><c>@scope.late</c>.</summary>
    LateScope,

    /// <summary><c>@comment</c>: no leaf of the structural hash, and a doc where it stands before a definition.</summary>
    Comment,

    /// <summary><c>@signature.skip</c>: leading children that are no part of the signature, such as attributes.</summary>
    SignatureSkip,
}
