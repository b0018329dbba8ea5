namespace Revdex.Extraction.Patterns;

/// <summary>
/// A child off the way to the focus: found by field where one is named, else the first child that fits, its predicates included.
/// </summary>
internal sealed record SidePattern(
    ushort[] Symbols, bool IsNamed, ushort Field, CaptureSlot Slot, bool IsOptional, bool IsFirst, SidePattern[] Children, ushort[] AbsentFields,
    TextPredicate[] Predicates)
{
    /// <summary>The number of ERROR nodes in every grammar: tree-sitter's <c>ts_builtin_sym_error</c>.</summary>
    private const ushort Error = ushort.MaxValue;

    /// <summary>A wildcard takes any node, or any named one, but no ERROR node.</summary>
    public bool Accepts(ushort symbol, bool isNamed) =>
        Symbols.Length == 0 ? symbol != Error && (isNamed || !IsNamed) : Array.IndexOf(Symbols, symbol) >= 0;
}
