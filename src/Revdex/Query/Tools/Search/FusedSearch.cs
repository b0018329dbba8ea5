namespace Revdex.Query.Tools.Search;

/// <summary>
/// Writes what names, words and vectors find as one list: the first round of words fused with the others, then what further rounds find besides. So
/// a page does not depend on how far it was asked.
/// </summary>
internal static class FusedSearch
{
    // How much each lane's best counts beside that of words, which counts 1: the same for every question. Weights by its kind (a name, a use, a defect, a concept) found no more in 314 questions. Chosen with
    // the model that is learnt from the repository, which finds less than words do (tests/Revdex.Benchmarks/README.md, "Search"); what a better model should have was not measured.
    private const float NameWeight = 0.1f;
    private const float VectorWeight = 0.1f;

    /// <summary>Of tests, samples and what was generated or copied in, where only vectors speak for it: words and names have their own measure of that.</summary>
    private const float AsideWeight = 0.6f;

    /// <summary>Names have no scores, but an order: types before members, the project's own before tests.</summary>
    private const float NamePlaceStep = 0.02f;

    public static ToolPage Write(ToolCall call, string query, SearchTerms terms, TextLane text, VectorLane near, Func<int, bool> isWanted)
    {
        text.ReadRound();
        var fusion = Fuse(call, query, terms, text, near, isWanted);
        var hits = fusion.Sorted();
        var offset = Cursor.Offset(call.Arguments);
        while (!text.IsAll && hits.Count <= offset + call.Limit)
        {
            var known = text.Hits.Count;
            text.ReadRound();
            hits.AddRange(text.Hits.Skip(known).Where(hit => !fusion.Has(hit)).Select(hit => new FusedHit(hit, SearchLanes.Text, 0, false)));
        }

        var page = hits.Skip(offset).Take(call.Limit).ToList();
        page.ForEach(hit => PieceWriter.Write(call, hit));
        return call.Page(offset, page.Count, hits.Count, notice: SearchTool.UnreadNotice(call, text.UnreadCount)) with
        {
            IsAtLeast = !text.IsAll,
            Lanes = LaneNames.Of(SearchLanes.Name | SearchLanes.Text | SearchLanes.Vectors),
        };
    }

    private static LaneFusion Fuse(ToolCall call, string query, SearchTerms terms, TextLane text, VectorLane near, Func<int, bool> isWanted)
    {
        var (fusion, asksForTests) = (new LaneFusion(), terms.AsksForTests);
        var best = text.Hits.Count > 0 ? text.Hits[0].Score : 1;
        fusion.Add(SearchLanes.Text, 1, text.Hits, (hit, _) => hit.Score / best);
        fusion.Add(SearchLanes.Name, NameWeight, NameLane.Of(call, query, terms, isWanted), (_, place) => 1 / (1 + (place * NamePlaceStep)));
        var (nearest, farthest) = near.Hits.Count > 0 ? (near.Hits[0].Score, near.Hits[^1].Score) : (1, 0);
        fusion.Add(SearchLanes.Vectors, VectorWeight, near.Hits, (hit, _) =>
            Nearness(hit.Score, nearest, farthest) * (!asksForTests && FileStanding.IsAside(call.View, hit.File) ? AsideWeight : 1));
        fusion.AddCopies(SearchLanes.Vectors, near.Copies);
        return fusion;
    }

    /// <summary>Any text is near to some degree: the last that is looked at says nothing.</summary>
    private static float Nearness(float score, float nearest, float farthest) => nearest > farthest ? (score - farthest) / (nearest - farthest) : 1;
}
