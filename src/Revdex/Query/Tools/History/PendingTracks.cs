using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>
/// What is known of a symbol in commits that the walk has not come to yet, by commit and by the version of the file that it holds: git leaves parents
/// out that have no part in the file's history, so that a parent's place in the list says nothing.
/// </summary>
internal sealed class PendingTracks
{
    private readonly Dictionary<Oid, List<(Oid Blob, SymbolTrack Track)>> _byCommit = [];

    /// <param name="parents">As git simplified them.</param>
    /// <param name="blob">The version in one of them; none where it does not have the file.</param>
    public void Add(IReadOnlyList<Oid> parents, Oid blob, SymbolTrack track)
    {
        foreach (var parent in parents)
        {
            if (!_byCommit.TryGetValue(parent, out var tracks))
            {
                _byCommit.Add(parent, tracks = []);
            }

            tracks.Add((blob, track));
        }
    }

    /// <summary>What is left of a walk that ended: versions and the tracks in them.</summary>
    public IEnumerable<(Oid Blob, SymbolTrack Track)> Rest => _byCommit.Values.SelectMany(tracks => tracks).Distinct();

    /// <summary>The tracks of the version that a commit made, those that have the symbol before those that have not.</summary>
    public List<SymbolTrack> Take(Oid commit, Oid blob) => _byCommit.Remove(commit, out var tracks)
        ? [.. tracks.Where(entry => entry.Blob == blob).Select(entry => entry.Track).OrderBy(track => track.IsThere ? 0 : 1)]
        : [];
}
