using System.Runtime.InteropServices;
using Revdex.Extraction;

namespace Revdex.Query.Tools.Search;

/// <summary>Which terms of a question words have, remembered: words come again and again. For one question and one thread.</summary>
internal sealed class WordMasks(SearchTerms terms)
{
    private readonly Dictionary<ulong, uint> _known = [];

    /// <summary>As <see cref="SearchTerms.Mask"/>.</summary>
    public uint Of(ReadOnlySpan<byte> word)
    {
        ref var mask = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, HashOf(word), out var isKnown);
        return isKnown ? mask : mask = terms.Mask(word);
    }

    public static unsafe ulong HashOf(ReadOnlySpan<byte> word)
    {
        fixed (byte* bytes = word)
        {
            return ByteHash.Of(bytes, word.Length);
        }
    }
}
