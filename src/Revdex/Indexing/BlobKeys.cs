using Revdex.Query;
using BlobKey = Revdex.Snapshots.BlobKey;

namespace Revdex.Indexing;

/// <summary>The distinct (blob, language) of a view, in the view's order of paths.</summary>
internal static class BlobKeys
{
    public static List<BlobKey> Of(View view)
    {
        var keys = new List<BlobKey>(view.Count);
        var seen = new HashSet<BlobKey>(view.Count);
        for (var file = 0; file < view.Count; file++)
        {
            if (view.Language(file) is { } language && seen.Add(new BlobKey(view.Oid(file), language)))
            {
                keys.Add(new BlobKey(view.Oid(file), language));
            }
        }

        return keys;
    }
}
