namespace Revdex.Extraction.Patterns;

/// <summary>
/// A child off the way to the focus: found by field where one is named, else the first child that fits, its predicates included.
/// </summary>
internal sealed record SidePattern(
    ushort[] Symbols, bool IsNamed, ushort Field, CaptureSlot Slot, bool IsOptional, bool IsFirst, SidePattern[] Children, ushort[] AbsentFields,
    TextPredicate[] Predicates)
{
    public bool Accepts(ushort symbol) => Symbols.Length == 0 || Array.IndexOf(Symbols, symbol) >= 0;
}
