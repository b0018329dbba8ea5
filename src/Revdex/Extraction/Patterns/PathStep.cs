namespace Revdex.Extraction.Patterns;

/// <summary>One node on the way from a pattern's focus up to its root, with what must hold beside the way.</summary>
/// <param name="SidesBefore">How many of the sides stand before the child that is on the way; all of them where there is none.</param>
internal sealed record PathStep(
    ushort[] Symbols, ushort Field, SidePattern[] Sides, int SidesBefore, ushort[] AbsentFields, CaptureSlot Slot, bool IsFirst)
{
    /// <summary>A wildcard: any node but an ERROR node.</summary>
    public bool IsAny => Symbols.Length == 0;

    /// <param name="symbol">As on the walk's stack: 0 for an ERROR node.</param>
    public bool Accepts(ushort symbol) => IsAny ? symbol != 0 : Array.IndexOf(Symbols, symbol) >= 0;
}
