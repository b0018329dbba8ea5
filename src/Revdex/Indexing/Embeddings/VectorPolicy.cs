namespace Revdex.Indexing.Embeddings;

/// <summary>
/// Decides which vector files of a snapshot are merged. As with segments, only weights and ids count, and the large file is left alone while what came after it is small beside it:
/// what each commit transfers stays in proportion to what changed.
/// </summary>
internal static class VectorPolicy
{
    /// <summary>What a reader has to search for one question.</summary>
    public const int FilesMax = 4;

    /// <summary>Below this many chunks (a megabyte of rows and more) nothing is worth keeping apart.</summary>
    private const int RewriteMinPlaces = 2_000;

    /// <summary>The files to make one of, by their index; empty: all stay as they are. Files without a blob of the commit go anyway.</summary>
    public static IReadOnlyList<int> Merged(IReadOnlyList<VectorUse> files)
    {
        var live = Enumerable.Range(0, files.Count).Where(i => files[i].LiveBlobs > 0).OrderByDescending(i => files[i].LivePlaces).ThenBy(i => files[i].Id).ToList();
        if (live.Count == 0)
        {
            return [];
        }

        var (@base, increments) = (files[live[0]], live.Skip(1).ToList());
        var weight = increments.Sum(i => files[i].LivePlaces);
        var isMostlyDead = @base.Places >= RewriteMinPlaces && @base.LivePlaces * 2 < @base.Places;
        var isSmall = increments.Count > 0 && @base.LivePlaces + weight < RewriteMinPlaces;
        return isMostlyDead || isSmall || weight * 4 > @base.LivePlaces ? live : live.Count > FilesMax ? increments : [];
    }
}
