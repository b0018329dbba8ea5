using System.Text;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>Collects every place that names something: uses from the occurrences table, and definitions where these are asked for.</summary>
internal ref struct UseSearch(QueryState state, SymbolFilter filter, uint roles) : IDisposable
{
    private const uint DefinitionBit = 1u << (int)OccurrenceRole.Definition;

    private const uint AttributeBit = 1u << (int)OccurrenceRole.Attribute;

    /// <summary>Of <see cref="OccurrenceRole"/>, all that are uses: then a run need not be decoded to be counted.</summary>
    private static readonly uint AllUses = RoleNames.MaskOf([]);

    private readonly QueryState _state = state;
    private readonly SymbolFilter _filter = filter;
    private readonly uint _roles = roles;
    private UseRuns _runs = new();

    public void Add(ReadOnlySpan<byte> name)
    {
        for (var segment = 0; segment < _state.Segments.Count; segment++)
        {
            if ((_roles & ~DefinitionBit) != 0)
            {
                AddKey(segment, TableKind.Occurrences, name);
            }

            if ((_roles & AttributeBit) != 0 && AttributeName.Short(name) is { IsEmpty: false } written)
            {
                AddAttributes(segment, written);
            }

            if ((_roles & DefinitionBit) != 0)
            {
                AddKey(segment, TableKind.Definitions, name);
            }
        }
    }

    /// <summary>Adds the uses of another name, in some files.</summary>
    /// <param name="roles">By file a bit for each role that counts.</param>
    public void AddWritten(string written, IReadOnlyDictionary<int, uint> roles)
    {
        var name = Encoding.UTF8.GetBytes(written);
        for (var segment = 0; segment < _state.Segments.Count; segment++)
        {
            var mounted = _state.Segments[segment];
            var postings = PostingsOf(mounted, TableKind.Occurrences, name);
            var languages = _filter.LanguagesOf(mounted.Segment);
            while (postings.MoveNext())
            {
                foreach (var file in IsAsked(languages, mounted, postings.Blob) ? mounted.FilesOf(postings.Blob) : [])
                {
                    if (roles.TryGetValue(file, out var counted) && _filter.TakesFile(_state.View, file) && CountRoles(postings.Run, counted & _roles, isAlias: true) > 0)
                    {
                        AddRun(segment, postings.Blob, file, _runs.Keep(postings.Run), postings.Run.Length, false, written, counted & _roles, isAlias: true);
                    }
                }
            }
        }
    }

    public readonly ReadOnlySpan<UseRun> Sorted() => _runs.Sorted();

    public readonly ReadOnlySpan<byte> Bytes(in UseRun run) => _runs.Bytes(run);

    /// <summary>How many places of a run are asked for.</summary>
    public readonly int Count(in UseRun run)
    {
        var bytes = _runs.Bytes(run);
        if (run.IsDefinition)
        {
            return CountDefinitions(bytes);
        }

        return (run.Roles & AllUses) == AllUses && !run.IsAlias ? OccurrenceRunReader.CountOf(bytes) : CountRoles(bytes, run.Roles, run.IsAlias);
    }

    /// <summary>Whether a use that was read from a run counts.</summary>
    public static bool Takes(in UseRun run, in OccurrenceRunReader use) => Takes(run.Roles, run.IsAlias, use);

    private static bool Takes(uint roles, bool isAlias, in OccurrenceRunReader use) => (roles >> (int)use.Role & 1) != 0 && !(isAlias && use.HasReceiver);

    public readonly void Dispose() => _runs.Dispose();

    private void AddKey(int segment, TableKind kind, ReadOnlySpan<byte> name)
    {
        var mounted = _state.Segments[segment];
        var postings = PostingsOf(mounted, kind, name);
        var languages = _filter.LanguagesOf(mounted.Segment);
        while (postings.MoveNext())
        {
            var files = mounted.FilesOf(postings.Blob);
            if (!files.IsEmpty && IsAsked(languages, mounted, postings.Blob))
            {
                AddBlob(segment, postings.Blob, files, postings.Run, kind == TableKind.Definitions, null, _roles);
            }
        }
    }

    /// <summary>C#'s attributes without their ending: of that name nothing else is a use.</summary>
    private void AddAttributes(int segment, ReadOnlySpan<byte> name)
    {
        var mounted = _state.Segments[segment];
        var postings = PostingsOf(mounted, TableKind.Occurrences, name);
        var languages = _filter.LanguagesOf(mounted.Segment);
        while (postings.MoveNext())
        {
            if (mounted.Segment.Languages[mounted.Segment.LanguageOrdinal(postings.Blob)].Id == AttributeName.Language
                && IsAsked(languages, mounted, postings.Blob) && CountRoles(postings.Run, AttributeBit) > 0)
            {
                AddBlob(segment, postings.Blob, mounted.FilesOf(postings.Blob), postings.Run, false, Encoding.UTF8.GetString(name), AttributeBit);
            }
        }
    }

    private static bool IsAsked(bool[]? languages, MountedSegment mounted, int blob) => languages is null || languages[mounted.Segment.LanguageOrdinal(blob)];

    private static PostingReader PostingsOf(MountedSegment mounted, TableKind kind, ReadOnlySpan<byte> name)
    {
        var table = mounted.Segment.Table(kind);
        return table.Find(name) is >= 0 and var key ? table.Postings(key) : default;
    }

    private void AddBlob(int segment, int blob, ReadOnlySpan<int> files, ReadOnlySpan<byte> bytes, bool isDefinition, string? written, uint roles)
    {
        var start = -1;
        foreach (var file in files)
        {
            if (_filter.TakesFile(_state.View, file))
            {
                start = start < 0 ? _runs.Keep(bytes) : start;
                AddRun(segment, blob, file, start, bytes.Length, isDefinition, written, roles);
            }
        }
    }

    private void AddRun(int segment, int blob, int file, int start, int length, bool isDefinition, string? written, uint roles, bool isAlias = false) =>
        _runs.Add(new UseRun(file, segment, blob, start, length, isDefinition, written, roles, isAlias, FileStanding.RankOf(_state.View, file)));

    private static int CountDefinitions(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        var reader = new DefinitionRunReader(bytes);
        while (reader.MoveNext())
        {
            count++;
        }

        return count;
    }

    private static int CountRoles(ReadOnlySpan<byte> bytes, uint roles, bool isAlias = false)
    {
        var count = 0;
        var reader = new OccurrenceRunReader(bytes);
        while (reader.MoveNext())
        {
            count += Takes(roles, isAlias, reader) ? 1 : 0;
        }

        return count;
    }
}
