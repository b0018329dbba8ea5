namespace Revdex.Vectors;

/// <summary>Rows gathered in lists around centroids, and the order in which they are stored then: by list, within one by key.</summary>
/// <param name="Ends">For each list.</param>
/// <param name="Centroids">A row for each list, of about unit length.</param>
/// <param name="Scales">For each list.</param>
/// <param name="Order">For each stored row its index by key.</param>
/// <param name="Positions">For each row by key where it is stored.</param>
internal sealed record RowClusters(int[] Ends, sbyte[] Centroids, float[] Scales, int[] Order, int[] Positions)
{
    /// <summary>All rows in one list without a centroid, by key.</summary>
    public static RowClusters None { get; } = new([], [], [], [], []);
}
