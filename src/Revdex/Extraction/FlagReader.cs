using Revdex.Extraction.Patterns;
using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>The flags that a file's patterns give to symbols: those of the declaring node, and those of attributes that stand before it.</summary>
internal sealed class FlagReader(PatternMatcher matcher)
{
    private PatternSet _patterns = null!;
    private SymbolFlags _ahead;
    private int _aheadDepth;

    public void Begin(PatternSet patterns)
    {
        _patterns = patterns;
        _ahead = default;
    }

    /// <summary>Remembers the flags of an attribute that stands before a declaration rather than in it, as in Rust.</summary>
    public void SeeSkipped(ReadOnlySpan<WalkFrame> stack, ushort parent)
    {
        var depth = stack.Length;
        _ahead = (_aheadDepth == depth ? _ahead : default) | Of(stack, parent);
        _aheadDepth = depth;
    }

    /// <summary>Of the symbol that the top frame declares; what was remembered is for one declaration.</summary>
    public SymbolFlags Take(ReadOnlySpan<WalkFrame> stack, ushort parent)
    {
        var ahead = stack.Length == _aheadDepth ? _ahead : default;
        _ahead = default;
        return ahead | Of(stack, parent);
    }

    private SymbolFlags Of(ReadOnlySpan<WalkFrame> stack, ushort parent)
    {
        var flags = default(SymbolFlags);
        foreach (var flag in _patterns.Flags[stack[^1].Symbol, parent])
        {
            flags |= matcher.Matches(flag, stack) ? (SymbolFlags)flag.Value : default;
        }

        return flags;
    }
}
