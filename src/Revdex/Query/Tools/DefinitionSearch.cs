using System.Text;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>
/// Finds definitions by name in every segment of a state. Works on posting tables alone: facts are read only of those that must be inside
/// a qualifier.
/// </summary>
internal ref struct DefinitionSearch(QueryState state, SymbolFilter filter, ReadOnlySpan<byte> name, ReadOnlySpan<byte> qualifier, int kept, string? module = null)
{
    private readonly QueryState _state = state;
    private readonly SymbolFilter _filter = filter;
    private readonly ReadOnlySpan<byte> _name = name;
    private readonly ReadOnlySpan<byte> _qualifier = qualifier;
    private readonly string? _module = module;
    private BestHits _hits = new(kept);

    /// <summary>The definitions of one reading of a name.</summary>
    public static DefinitionSearch Of(QueryState state, SymbolFilter filter, in NameReading reading, int kept) =>
        new(state, filter, reading.NameUtf8, reading.IsPath ? default : Encoding.UTF8.GetBytes(reading.Qualifier), kept, reading.IsPath ? reading.Qualifier : null);

    public readonly long Total => _hits.Total;

    public ReadOnlySpan<FindHit> Sorted() => _hits.Sorted();

    public readonly void Dispose() => _hits.Dispose();

    /// <summary>Adds the names that match within the tiers, <see cref="NameTier.Substring"/> at the widest.</summary>
    public void AddMatches(NameTier widest)
    {
        for (var segment = 0; segment < _state.Segments.Count; segment++)
        {
            var table = _state.Segments[segment].Segment.Table(TableKind.Definitions);
            if (widest == NameTier.Exact)
            {
                AddKey(segment, table, table.Find(_name), NameTier.Exact);
                continue;
            }

            var blocks = NameBlocks.CanHelp(_name) ? NameBlocks.TryGet(_state.Segments[segment].Segment) : null;
            if (blocks is null)
            {
                AddKeys(segment, table, widest, 0, table.KeyCount);
                continue;
            }

            for (var block = blocks.Next(_name, 0); block >= 0; block = blocks.Next(_name, block + 1))
            {
                var start = block * NameBlocks.BlockKeys;
                AddKeys(segment, table, widest, start, Math.Min(start + NameBlocks.BlockKeys, table.KeyCount));
            }
        }
    }

    /// <summary>Adds the names whose words begin with the letters of the name, and that <see cref="AddMatches"/> does not add.</summary>
    public void AddInitials()
    {
        for (var segment = 0; segment < _state.Segments.Count; segment++)
        {
            var table = _state.Segments[segment].Segment.Table(TableKind.Definitions);
            for (var key = 0; key < table.KeyCount; key++)
            {
                var isMatch = NameMatcher.HasInitials(table.Key(key), _name) && NameMatcher.Grade(table.Key(key), _name) == NameTier.None;
                AddKey(segment, table, isMatch ? key : -1, NameTier.Word);
            }
        }
    }

    /// <summary>Adds the names that are a few typing errors away and that <see cref="AddMatches"/> does not add.</summary>
    public void AddTypos()
    {
        var editsMax = Spelling.EditsMax(_name.Length);
        for (var segment = 0; segment < _state.Segments.Count; segment++)
        {
            var table = _state.Segments[segment].Segment.Table(TableKind.Definitions);
            for (var key = 0; key < table.KeyCount; key++)
            {
                var edits = Spelling.Distance(_name, table.Key(key), editsMax);
                var isTypo = edits <= editsMax && NameMatcher.Grade(table.Key(key), _name) == NameTier.None;
                AddKey(segment, table, isTypo ? key : -1, NameTier.Fuzzy, edits);
            }
        }
    }

    private void AddKeys(int segment, PostingTable table, NameTier widest, int start, int end)
    {
        for (var key = table.NextContaining(_name, true, start, end); key >= 0; key = table.NextContaining(_name, true, key + 1, end))
        {
            var tier = NameMatcher.Grade(table.Key(key), _name);
            AddKey(segment, table, tier <= widest ? key : -1, tier);
        }
    }

    private void AddKey(int segment, PostingTable table, int key, NameTier tier, int edits = 0)
    {
        if (key < 0)
        {
            return;
        }

        var mounted = _state.Segments[segment];
        var languages = _filter.LanguagesOf(mounted.Segment);
        var length = table.Key(key).Length;
        var postings = table.Postings(key);
        while (postings.MoveNext())
        {
            var files = mounted.FilesOf(postings.Blob);
            if (!files.IsEmpty && (languages is null || languages[mounted.Segment.LanguageOrdinal(postings.Blob)]))
            {
                AddBlob(segment, postings.Blob, postings.Run, files, new DefinitionRank(tier, edits, length));
            }
        }
    }

    private void AddBlob(int segment, int blob, ReadOnlySpan<byte> run, ReadOnlySpan<int> files, DefinitionRank rank)
    {
        var reader = new DefinitionRunReader(run);
        while (reader.MoveNext())
        {
            if (!_filter.Takes(reader.Kind, reader.Flags) || !IsQualified(segment, blob, reader.Symbol))
            {
                continue;
            }

            foreach (var file in files)
            {
                if (_filter.TakesFile(_state.View, file) && IsInModule(segment, blob, reader.Symbol, file))
                {
                    Add(new FindHit(rank.Least(reader.Kind, reader.Flags), file, segment, blob, reader.Symbol, reader.Line));
                }
            }
        }
    }

    /// <summary>Of a common name most hits are passed over without a look at their paths.</summary>
    private void Add(in FindHit best)
    {
        if (_hits.MayTake(best))
        {
            _hits.Add(best with { Rank = DefinitionRank.Of(best.Rank, _state.View, best.File) });
        }
        else
        {
            _hits.Pass();
        }
    }

    private readonly bool IsInModule(int segment, int blob, int symbol, int file) =>
        _module is null || ModulePath.IsOf(_state.View.Path(file), _state.Segments[segment].Segment.Facts(blob), symbol, _module);

    /// <summary>The names around a symbol, joined by dots, end in the qualifier.</summary>
    private readonly bool IsQualified(int segment, int blob, int symbol)
    {
        if (_qualifier.IsEmpty)
        {
            return true;
        }

        Span<byte> chain = stackalloc byte[QualifiedName.LengthMaxBytes];
        chain = chain[..QualifiedName.WriteContainers(_state.Segments[segment].Segment.Facts(blob), symbol, chain)];
        return chain.Length >= _qualifier.Length
            && AsciiCase.Equals(chain[^_qualifier.Length..], _qualifier)
            && (chain.Length == _qualifier.Length || chain[^(_qualifier.Length + 1)] == '.');
    }
}
