namespace Revdex.Query.Tools.Search;

/// <summary>
/// What the pieces of one file do for each other: the further ones speak for the best, and come later themselves, so that the first results are of more files.
/// Both were chosen by the odd ones of 258 questions and confirmed by the even ones (tests/Revdex.Benchmarks/README.md, "Search").
/// </summary>
internal static class FileSupport
{
    /// <summary>Of the second best piece's score that is added to the best; of the third its square, and so on.</summary>
    private const float Support = 0.5f;

    /// <summary>Of all but the best.</summary>
    private const float FurtherWeight = 0.7f;

    /// <param name="hits">Of one file; put in order.</param>
    public static void Apply(Span<PieceHit> hits)
    {
        if (hits.IsEmpty)
        {
            return;
        }

        hits.Sort();
        var (sum, share) = (0f, 1f);
        foreach (ref var hit in hits)
        {
            sum += hit.Score * share;
            share *= Support;
            hit = hit with { Score = hit.Score * FurtherWeight };
        }

        hits[0] = hits[0] with { Score = sum };
    }
}
