using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving;

/// <summary>What resolving needs of one symbol.</summary>
/// <param name="Container">Index of the parent symbol; -1 at the top.</param>
/// <param name="Line">Of the name, from 1.</param>
/// <param name="StartByte">Of the whole symbol.</param>
/// <param name="EndByte">Just past the symbol.</param>
/// <param name="Qualifier">Empty for none.</param>
/// <param name="HasBody">Something follows the signature, which in C and C++ may be a semicolon.</param>
internal sealed record FileSymbol(
    string Name, SymbolKind Kind, int Container, int Line, int StartByte, int EndByte, string Qualifier, SymbolFlags Flags, bool HasBody)
{
    /// <summary>Runs when it is called.</summary>
    public bool IsCallable => Kind is SymbolKind.Function or SymbolKind.Method or SymbolKind.Constructor or SymbolKind.Destructor or SymbolKind.Operator or SymbolKind.Macro;

    public bool IsType => Kind is SymbolKind.Class or SymbolKind.Struct or SymbolKind.Interface or SymbolKind.Trait or SymbolKind.Enum or SymbolKind.Record
        or SymbolKind.Delegate or SymbolKind.TypeAlias or SymbolKind.Union;

    /// <summary>Holds members that are reached through it.</summary>
    public bool IsTypeScope => IsType || Kind is SymbolKind.Implementation or SymbolKind.Extension;

    public bool IsNamespace => Kind is SymbolKind.Namespace or SymbolKind.Module;

    public bool IsValue => Kind is SymbolKind.Property or SymbolKind.Field or SymbolKind.Variable or SymbolKind.Constant or SymbolKind.Event or SymbolKind.EnumMember;

    /// <summary>A walk goes on from it: what it holds runs when it is called or read.</summary>
    public bool IsWalkedOn => IsCallable || Kind is SymbolKind.Property or SymbolKind.Indexer;
}
