namespace Revdex.Vectors;

/// <summary>
/// Which of two rows for one text counts: the lesser. A model that is not exact to the last bit gives one text two rows on two machines,
/// and what is kept must not hang on which came first.
/// </summary>
internal static class RowOrder
{
    public static int Compare(ReadOnlySpan<sbyte> left, float leftScale, ReadOnlySpan<sbyte> right, float rightScale) =>
        leftScale.CompareTo(rightScale) is var byScale and not 0 ? byScale : left.SequenceCompareTo(right);
}
