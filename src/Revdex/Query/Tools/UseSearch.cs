using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>Collects every place that names something: uses from the occurrences table, and definitions where these are asked for.</summary>
internal ref struct UseSearch(QueryState state, SymbolFilter filter, uint roles) : IDisposable
{
    private const uint DefinitionBit = 1u << (int)OccurrenceRole.Definition;

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

            if (Takes(OccurrenceRole.Attribute) && AttributeName.Short(name) is { IsEmpty: false } written)
            {
                AddKey(segment, TableKind.Occurrences, written, isShort: true);
            }

            if ((_roles & DefinitionBit) != 0)
            {
                AddKey(segment, TableKind.Definitions, name);
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

        if (run.IsShort)
        {
            return CountRoles(bytes, 1u << (int)OccurrenceRole.Attribute);
        }

        return (_roles & AllUses) == AllUses ? OccurrenceRunReader.CountOf(bytes) : CountRoles(bytes, _roles);
    }

    public readonly bool Takes(in UseRun run, OccurrenceRole role) => run.IsShort ? role == OccurrenceRole.Attribute : Takes(role);

    private readonly bool Takes(OccurrenceRole role) => (_roles >> (int)role & 1) != 0;

    public readonly void Dispose() => _runs.Dispose();

    private void AddKey(int segment, TableKind kind, ReadOnlySpan<byte> name, bool isShort = false)
    {
        var mounted = _state.Segments[segment];
        var table = mounted.Segment.Table(kind);
        var key = table.Find(name);
        if (key < 0)
        {
            return;
        }

        var languages = _filter.LanguagesOf(mounted.Segment);
        var postings = table.Postings(key);
        while (postings.MoveNext())
        {
            var files = mounted.FilesOf(postings.Blob);
            var language = mounted.Segment.LanguageOrdinal(postings.Blob);
            if (files.IsEmpty || languages is { } asked && !asked[language])
            {
                continue;
            }

            if (!isShort || (mounted.Segment.Languages[language].Id == AttributeName.Language && CountRoles(postings.Run, 1u << (int)OccurrenceRole.Attribute) > 0))
            {
                AddBlob(segment, postings.Blob, files, postings.Run, kind == TableKind.Definitions, isShort);
            }
        }
    }

    private void AddBlob(int segment, int blob, ReadOnlySpan<int> files, ReadOnlySpan<byte> bytes, bool isDefinition, bool isShort)
    {
        var start = -1;
        foreach (var file in files)
        {
            if (_filter.TakesFile(_state.View, file))
            {
                start = start < 0 ? _runs.Keep(bytes) : start;
                _runs.Add(new UseRun(file, segment, blob, start, bytes.Length, isDefinition, isShort, FileStanding.RankOf(_state.View, file)));
            }
        }
    }

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

    private static int CountRoles(ReadOnlySpan<byte> bytes, uint roles)
    {
        var count = 0;
        var reader = new OccurrenceRunReader(bytes);
        while (reader.MoveNext())
        {
            count += (int)(roles >> (int)reader.Role & 1);
        }

        return count;
    }
}
