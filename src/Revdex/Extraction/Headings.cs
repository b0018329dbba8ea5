using System.Runtime.InteropServices;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>
/// Sections in documents whose grammar has headings beside each other: one reaches to the next of its level or above. A level is the digit at the end of the text
/// that marks it (<c>h2</c>), else when its first character was first met, alone under the title or above it as well (reStructuredText). For one file at a time.
/// </summary>
internal sealed class Headings(Drafts drafts)
{
    private readonly Dictionary<int, int> _levels = [];
    private readonly List<(byte Mark, bool IsAbove)> _marks = [];

    public void Begin()
    {
        _levels.Clear();
        _marks.Clear();
    }

    /// <param name="mark">Not empty.</param>
    /// <param name="isAbove">The mark stands before the title.</param>
    public int LevelOf(ReadOnlySpan<byte> mark, bool isAbove)
    {
        if (char.IsAsciiDigit((char)mark[^1]))
        {
            return mark[^1] - '0';
        }

        var style = _marks.IndexOf((mark[0], isAbove));
        if (style < 0)
        {
            style = _marks.Count;
            _marks.Add((mark[0], isAbove));
        }

        return style + 1;
    }

    public void Add(int symbol, int level) => _levels.Add(symbol, level);

    /// <summary>Whether a heading of a level ends the symbol; it is cut there then.</summary>
    public bool TryEnd(int symbol, int level, in TSNode heading)
    {
        if (!_levels.TryGetValue(symbol, out var own) || own < level)
        {
            return false;
        }

        ref var draft = ref CollectionsMarshal.AsSpan(drafts.Symbols)[symbol];
        draft.EndByte = heading.StartByte;
        draft.EndRow = Math.Max(draft.StartRow, heading.StartRow - Math.Min(heading.StartRow, 1));
        return true;
    }
}
