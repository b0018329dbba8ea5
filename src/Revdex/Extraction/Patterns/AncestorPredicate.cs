namespace Revdex.Extraction.Patterns;

/// <summary>Whether a pattern's focus must, or must not, lie somewhere within a node of these types.</summary>
internal sealed record AncestorPredicate(ushort[] Symbols, bool Expected)
{
    /// <param name="stack">The focus last.</param>
    public bool Holds(ReadOnlySpan<WalkFrame> stack)
    {
        for (var i = stack.Length - 2; i >= 0; i--)
        {
            if (Array.IndexOf(Symbols, stack[i].Symbol) >= 0)
            {
                return Expected;
            }
        }

        return !Expected;
    }
}
