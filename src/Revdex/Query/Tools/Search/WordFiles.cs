using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools.Search;

/// <summary>Tells which files of a state have a word, from the tables of its segments; files without facts by their own words. Safe for many threads once made.</summary>
internal sealed class WordFiles
{
    /// <summary>Together their keys are all words of a blob.</summary>
    private static readonly TableKind[] Tables = [TableKind.Definitions, TableKind.Occurrences, TableKind.Imports, TableKind.Words];

    private readonly QueryState _state;
    private readonly List<(int File, ReadOnlyMemory<byte> Words)> _others = [];

    /// <param name="texts">For files without facts; their words are made here where they are not known yet.</param>
    /// <param name="isWanted">Whether a file may be in the answer.</param>
    public WordFiles(ToolCall call, TextWords texts, Func<int, bool> isWanted)
    {
        _state = call.State;
        for (var file = 0; file < _state.View.Count; file++)
        {
            if (isWanted(file) && !HasWords(file))
            {
                call.Cancellation.ThrowIfCancellationRequested();
                call.Progress?.Report(new WorkProgress("read", file, _state.View.Count, "files"));
                if (texts.Of(_state, file) is { } words)
                {
                    _others.Add((file, words));
                }
                else
                {
                    UnreadCount++;
                }
            }
        }
    }

    /// <summary>Files of which nothing can be said: too large, or not to be had.</summary>
    public int UnreadCount { get; }

    /// <summary>Goes through the words that contain a text, ignoring ASCII case: for each the files that have it. A file can come several times.</summary>
    /// <param name="needle">Within one word: of word bytes (<see cref="WordRules"/>), at most <see cref="WordRules.PartMaxBytes"/>.</param>
    /// <param name="weigh">What a word is worth; 0: its files are not wanted.</param>
    /// <param name="add">File, worth, and whether something of that name is defined there.</param>
    public void Visit(ReadOnlySpan<byte> needle, WordWeight weigh, Action<int, float, bool> add)
    {
        foreach (var mounted in _state.Segments)
        {
            foreach (var kind in Tables)
            {
                Visit(mounted, kind, needle, weigh, add);
            }
        }

        foreach (var (file, words) in _others)
        {
            var groups = AsciiCase.Contains(words.Span, needle) ? new GroupReader(words.Span) : default;
            while (groups.MoveNext())
            {
                if (AsciiCase.Contains(groups.Key, needle) && weigh(groups.Key) is > 0 and var weight)
                {
                    add(file, weight, false);
                }
            }
        }
    }

    /// <summary>The same for names of what is defined; nothing else is looked at.</summary>
    public void VisitDefined(ReadOnlySpan<byte> needle, WordWeight weigh, Action<int, float, bool> add)
    {
        foreach (var mounted in _state.Segments)
        {
            Visit(mounted, TableKind.Definitions, needle, weigh, add);
        }
    }

    /// <summary>Files of which not all words are known.</summary>
    public void VisitOverflowing(Action<int> add)
    {
        foreach (var mounted in _state.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Words);
            if (table.Find(WordRules.Overflow) is >= 0 and var key)
            {
                for (var postings = table.Postings(key); postings.MoveNext();)
                {
                    foreach (var file in mounted.FilesOf(postings.Blob))
                    {
                        add(file);
                    }
                }
            }
        }

        foreach (var (file, words) in _others)
        {
            var groups = new GroupReader(words.Span);
            if (groups.MoveNext() && groups.Key.SequenceEqual(WordRules.Overflow))
            {
                add(file);
            }
        }
    }

    private bool HasWords(int file) => _state.TryLocate(file, out var segment, out var blob) && segment.Segment.Blob(blob).Skip == SkipReason.None;

    private static void Visit(MountedSegment mounted, TableKind kind, ReadOnlySpan<byte> needle, WordWeight weigh, Action<int, float, bool> add)
    {
        var table = mounted.Segment.Table(kind);
        for (var key = table.NextContaining(needle, true, 0); key >= 0; key = table.NextContaining(needle, true, key + 1))
        {
            var weight = weigh(table.Key(key));
            if (weight <= 0)
            {
                continue;
            }

            for (var postings = table.Postings(key); postings.MoveNext();)
            {
                foreach (var file in mounted.FilesOf(postings.Blob))
                {
                    add(file, weight, kind == TableKind.Definitions);
                }
            }
        }
    }

    /// <summary>What a word is worth.</summary>
    public delegate float WordWeight(ReadOnlySpan<byte> word);
}
