namespace Revdex.Query;

/// <summary>How a view was made from another by editing it. The other is not kept alive.</summary>
/// <param name="gone">Files of the other that changed or are not there any more, ascending.</param>
/// <param name="fresh">Files of the view that changed or are new, ascending.</param>
/// <param name="renumber">For each file of the other its number in the view, -1 where it is gone; null where no number changed.</param>
internal sealed class ViewDelta(View from, int[] gone, int[] fresh, int[]? renumber)
{
    private readonly WeakReference<View> _from = new(from);

    public int[] Gone => gone;

    public int[] Fresh => fresh;

    public int[]? Renumber => renumber;

    public bool IsFrom(View view) => _from.TryGetTarget(out var from) && ReferenceEquals(from, view);
}
