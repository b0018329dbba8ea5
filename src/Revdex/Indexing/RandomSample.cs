namespace Revdex.Indexing;

/// <summary>What is looked at of many things, so that nobody knows beforehand which.</summary>
internal static class RandomSample
{
    /// <param name="count">Null: all.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> things, int? count)
    {
        if (count is not { } wanted || wanted >= things.Count)
        {
            return things;
        }

        var shuffled = things.ToArray();
        Random.Shared.Shuffle(shuffled);
        return shuffled[..wanted];
    }
}
