namespace Revdex.Extraction.Patterns;

/// <summary>One node on the way from a pattern's focus up to its root, with what must hold beside the way.</summary>
internal sealed record PathStep(ushort[] Symbols, ushort Field, SidePattern[] Sides, ushort[] AbsentFields, CaptureSlot Slot, bool IsFirst)
{
    /// <summary>Empty symbols stand for any node.</summary>
    public bool Accepts(ushort symbol) => Symbols.Length == 0 || Array.IndexOf(Symbols, symbol) >= 0;
}
