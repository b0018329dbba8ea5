using System.Text;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Notes;

namespace Revdex.Query.Tools.Notes;

/// <summary>
/// Finds what notes are on. A symbol is sought in its file by its names; where it is not there any more, in the whole view: by its body's structural hash under its
/// name, then under another name, at last by its names alone. It counts only where it is the only one.
/// </summary>
internal sealed class NoteStandings
{
    /// <summary>Many symbols have a body like <c>return 0;</c>: one of another name is taken for the same only where there is more to it.</summary>
    private const int RenamedMinBytes = 60;

    private readonly QueryState _state;
    private readonly NoteStanding[] _standings;

    private NoteStandings(QueryState state, int count) => (_state, _standings) = (state, new NoteStanding[count]);

    public NoteStanding this[int note] => _standings[note];

    /// <summary>Whether every symbol was found, so that a view with more facts would tell no more.</summary>
    public bool AreFound => _standings.All(s => !s.IsPending);

    /// <param name="call">Told how far a walk over everything is; may be taken back.</param>
    /// <param name="isLast">Whether the state has as many facts as there will be; before, what is not in its file is pending, since nobody knows that it is the only one.</param>
    public static NoteStandings Of(ToolCall call, QueryState state, IReadOnlyList<KnownNote> notes, bool isLast)
    {
        var found = new NoteStandings(state, notes.Count);
        var lost = new List<int>();
        for (var i = 0; i < notes.Count; i++)
        {
            found._standings[i] = notes[i].Note.IsOfSymbol ? found.InItsFile(notes[i].Note) : found.OfPath(notes[i].Note);
            if (found._standings[i].IsGone && notes[i].Note.IsOfSymbol)
            {
                lost.Add(i);
            }
        }

        if (isLast || state.MissingBlobs == 0)
        {
            found.FindLost(call, notes, lost);
        }
        else
        {
            lost.ForEach(i => found._standings[i] = new NoteStanding(-1, IsPending: true));
        }

        return found;
    }

    private NoteStanding InItsFile(Note note)
    {
        var file = _state.View.Find(GitPath.Parse(note.Path));
        if (file < 0)
        {
            return new NoteStanding(-1, IsGone: true);
        }

        if (!_state.TryLocate(file, out var mounted, out var blob))
        {
            return new NoteStanding(file, IsGone: _state.View.Language(file) is null, IsPending: _state.View.Language(file) is not null);
        }

        var facts = mounted.Segment.Facts(blob);
        var (best, bestRank, index) = (-1, int.MaxValue, 0);
        var name = Encoding.UTF8.GetBytes(note.Name);
        foreach (var symbol in facts.Symbols)
        {
            if (symbol.Name.SequenceEqual(name) && ContainerOf(facts, index) == note.Container && Rank(note, symbol) is var rank && rank < bestRank)
            {
                (best, bestRank) = (index, rank);
            }

            index++;
        }

        return best < 0 ? new NoteStanding(-1, IsGone: true) : new NoteStanding(file, best, IsChanged: bestRank > 0);
    }

    /// <summary>Of overloads the one that is like the noted one; 0: in everything.</summary>
    private static int Rank(Note note, in SymbolRow symbol)
    {
        var (isBody, isSignature) = (symbol.BodyHash == note.BodyHash, Note.HashOf(symbol.Signature) == note.SignatureHash);
        return (isSignature, isBody) switch { (true, true) => 0, (true, false) => 1, (false, true) => 2, _ => 3 };
    }

    private NoteStanding OfPath(Note note)
    {
        var path = GitPath.Parse(note.Path);
        var file = _state.View.Find(path);
        if (file >= 0)
        {
            return new NoteStanding(file, IsChanged: note.Blob != _state.View.Oid(file).ToString());
        }

        var (start, end) = _state.View.Under(path);
        if (start < end || path.Length == 0)
        {
            return new NoteStanding(-1);
        }

        var moved = Oid.TryParse(note.Blob, out var blob) ? FilesOf(blob).Take(2).ToList() : [];
        return moved.Count == 1 ? new NoteStanding(moved[0]) : new NoteStanding(-1, IsGone: true);
    }

    private IEnumerable<int> FilesOf(Oid blob) => Enumerable.Range(0, _state.View.Count).Where(file => _state.View.Oid(file) == blob);

    /// <summary>One walk over all symbols for all of them.</summary>
    private void FindLost(ToolCall call, IReadOnlyList<KnownNote> notes, List<int> lost)
    {
        var bodies = lost.Select(i => notes[i].Note.BodyHash).Where(hash => hash != 0).ToHashSet();
        var found = new Dictionary<ulong, List<(int File, int Symbol)>>();
        for (var file = 0; file < _state.View.Count && bodies.Count > 0; file++)
        {
            call.Cancellation.ThrowIfCancellationRequested();
            call.Progress?.Report(new WorkProgress("look", file, _state.View.Count, "files"));
            if (!_state.TryLocate(file, out var mounted, out var blob))
            {
                continue;
            }

            var index = 0;
            foreach (var symbol in mounted.Segment.Facts(blob).Symbols)
            {
                if (bodies.Contains(symbol.BodyHash))
                {
                    (found.TryGetValue(symbol.BodyHash, out var list) ? list : found[symbol.BodyHash] = []).Add((file, index));
                }

                index++;
            }
        }

        foreach (var i in lost)
        {
            var note = notes[i].Note;
            var standing = LikeBody(note, found.GetValueOrDefault(note.BodyHash) ?? []) ?? LikeNames(note);
            _standings[i] = standing ?? (_state.MissingBlobs > 0 ? new NoteStanding(-1, IsPending: true) : new NoteStanding(-1, IsGone: true));
        }
    }

    private NoteStanding? LikeBody(Note note, List<(int File, int Symbol)> candidates)
    {
        var named = candidates.FindAll(c => Is(c, note, isNamed: true));
        if (named.Count > 0)
        {
            return named.Count == 1 ? Standing(note, named[0]) : null;
        }

        var others = candidates.FindAll(c => Is(c, note, isNamed: false));
        return others.Count == 1 ? Standing(note, others[0]) : null;
    }

    private NoteStanding? LikeNames(Note note)
    {
        using var search = new DefinitionSearch(_state, SymbolFilter.Everything(_state.View), Encoding.UTF8.GetBytes(note.Name), Encoding.UTF8.GetBytes(note.Container), 2);
        search.AddMatches(NameTier.Exact);
        var hits = search.Sorted();
        return hits.Length == 1 && ContainerOf(FactsOf(hits[0].File), hits[0].Symbol) == note.Container ? Standing(note, (hits[0].File, hits[0].Symbol)) : null;
    }

    private bool Is((int File, int Symbol) at, Note note, bool isNamed)
    {
        var symbol = FactsOf(at.File).ReadSymbol(at.Symbol);
        return Encoding.UTF8.GetString(SymbolKindNames.Of(symbol.Kind)) == note.Kind
            && (isNamed ? Encoding.UTF8.GetString(symbol.Name) == note.Name : symbol.EndByte - symbol.StartByte >= RenamedMinBytes);
    }

    private NoteStanding Standing(Note note, (int File, int Symbol) at) =>
        new(at.File, at.Symbol, IsChanged: FactsOf(at.File).ReadSymbol(at.Symbol).BodyHash != note.BodyHash || !IsSameSignature(note, at));

    /// <summary>A new name is a change of the declaration, but no change of what it does: the answer says the name.</summary>
    private bool IsSameSignature(Note note, (int File, int Symbol) at)
    {
        var symbol = FactsOf(at.File).ReadSymbol(at.Symbol);
        return Encoding.UTF8.GetString(symbol.Name) != note.Name || Note.HashOf(symbol.Signature) == note.SignatureHash;
    }

    /// <summary>Only of files that have facts.</summary>
    private FactsMessage FactsOf(int file) => _state.TryLocate(file, out var mounted, out var blob) ? mounted.Segment.Facts(blob) : default;

    internal static string ContainerOf(FactsMessage facts, int symbol)
    {
        Span<byte> chain = stackalloc byte[QualifiedName.LengthMaxBytes];
        return Encoding.UTF8.GetString(chain[..QualifiedName.WriteContainers(facts, symbol, chain)]);
    }
}
