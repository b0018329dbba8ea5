using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Extraction;

/// <summary>Writes a file's drafts in the form that segments store. Reused from file to file, for one thread.</summary>
internal sealed unsafe class FactsEncoder(Drafts drafts)
{
    private readonly ArrayBufferWriter<byte> _message = new(64 * 1024);
    private readonly GroupWriter _groups = new();
    private readonly byte[] _signature = new byte[Limits.SignatureMaxBytes];
    private readonly byte[] _doc = new byte[Limits.DocMaxBytes];
    private readonly List<(int Name, int Item)> _pairs = [];
    private ulong[] _keys = [];
    private int[] _order = [];
    private int[] _ranks = [];

    public BlobFacts Encode(Oid oid, string languageId, byte* content, int sizeBytes, bool hasParseErrors)
    {
        RankNames();
        return new BlobFacts
        {
            Oid = oid,
            LanguageId = languageId,
            HasParseErrors = hasParseErrors,
            SizeBytes = sizeBytes,
            SymbolCount = drafts.Symbols.Count,
            OccurrenceCount = drafts.Occurrences.Count,
            Message = Message(content),
            Groups = [Definitions(), Occurrences(), Imports(), Implements()],
        };
    }

    private byte[] Message(byte* content)
    {
        _message.ResetWrittenCount();
        var writer = new FactsMessageWriter(_message, drafts.Symbols.Count, drafts.Imports.Count);
        foreach (ref readonly var symbol in CollectionsMarshal.AsSpan(drafts.Symbols))
        {
            WriteSymbol(ref writer, symbol, content);
        }

        foreach (ref readonly var import in CollectionsMarshal.AsSpan(drafts.Imports))
        {
            writer.WriteImport(new ImportRow
            {
                Module = drafts.Names[import.Module],
                Name = Text(content, import.NameStart, import.NameEnd),
                Alias = Text(content, import.AliasStart, import.AliasEnd),
                Line = (int)import.Row + 1,
            });
        }

        writer.Complete();
        return _message.WrittenSpan.ToArray();
    }

    private void WriteSymbol(ref FactsMessageWriter writer, in SymbolDraft symbol, byte* content)
    {
        var head = symbol.HeadEnd > symbol.SignatureStart ? Text(content, symbol.SignatureStart, symbol.HeadEnd) : default;
        var part = Text(content, head.IsEmpty ? symbol.SignatureStart : symbol.PartStart, symbol.SignatureEnd);
        var signature = SignatureText.Fold(head, part, _signature);
        var doc = DocText.FirstParagraph(Text(content, symbol.DocStart, symbol.DocEnd), _doc);
        writer.WriteSymbol(new SymbolRow
        {
            Name = drafts.Names[symbol.Name],
            Kind = symbol.Kind,
            Container = symbol.Container,
            StartLine = (int)symbol.StartRow + 1,
            EndLine = (int)symbol.EndRow + 1,
            NameLine = (int)symbol.NameRow + 1,
            NameColumn = (int)symbol.NameColumn,
            StartByte = (int)symbol.StartByte,
            EndByte = (int)symbol.EndByte,
            Signature = _signature.AsSpan(0, signature),
            Doc = _doc.AsSpan(0, doc),
            Flags = symbol.Flags,
            BodyHash = drafts.Leaves.Of(symbol.HashStart, symbol.EndByte),
            Qualifier = Text(content, symbol.QualifierStart, symbol.QualifierEnd),
        });
    }

    private static ReadOnlySpan<byte> Text(byte* content, uint start, uint end) => new(content + start, (int)(end - start));

    /// <summary>Orders the names by bytes: by their first eight, then the few that agree in these by the rest.</summary>
    private void RankNames()
    {
        var count = drafts.Names.Count;
        if (_keys.Length < count)
        {
            (_keys, _order, _ranks) = (new ulong[count * 2], new int[count * 2], new int[count * 2]);
        }

        for (var name = 0; name < count; name++)
        {
            _order[name] = name;
            _keys[name] = Prefix(drafts.Names[name]);
        }

        Array.Sort(_keys, _order, 0, count);
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && _keys[end] == _keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                _order.AsSpan(start, end - start).Sort((a, b) => drafts.Names[a].SequenceCompareTo(drafts.Names[b]));
            }

            start = end;
        }

        for (var rank = 0; rank < count; rank++)
        {
            _ranks[_order[rank]] = rank;
        }
    }

    private static ulong Prefix(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(name);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        name.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    /// <summary>Collects (name, item) pairs in the order of names, items as they came.</summary>
    private Span<(int Name, int Item)> Ordered()
    {
        var pairs = CollectionsMarshal.AsSpan(_pairs);
        var keys = ArrayPool<long>.Shared.Rent(pairs.Length);
        for (var i = 0; i < pairs.Length; i++)
        {
            keys[i] = ((long)_ranks[pairs[i].Name] << 32) | (uint)i;
        }

        keys.AsSpan(0, pairs.Length).Sort(pairs);
        ArrayPool<long>.Shared.Return(keys);
        return pairs;
    }

    private byte[] Definitions()
    {
        _pairs.Clear();
        var symbols = CollectionsMarshal.AsSpan(drafts.Symbols);
        for (var i = 0; i < symbols.Length; i++)
        {
            _pairs.Add((symbols[i].Name, i));
        }

        var pairs = Ordered();
        _groups.Clear();
        for (var i = 0; i < pairs.Length;)
        {
            _groups.BeginGroup(drafts.Names[pairs[i].Name]);
            var run = new DefinitionRunWriter(_groups);
            var line = 0;
            for (var name = pairs[i].Name; i < pairs.Length && pairs[i].Name == name; i++)
            {
                // A declarator behind its members (C typedefs) could step back by lines; the run's lines ascend.
                line = Math.Max(line, (int)symbols[pairs[i].Item].NameRow + 1);
                run.Add(pairs[i].Item, symbols[pairs[i].Item].Kind, line, symbols[pairs[i].Item].Flags);
            }

            _groups.EndGroup();
        }

        return _groups.ToArray();
    }

    private byte[] Occurrences()
    {
        _pairs.Clear();
        var occurrences = CollectionsMarshal.AsSpan(drafts.Occurrences);
        for (var i = 0; i < occurrences.Length; i++)
        {
            _pairs.Add((occurrences[i].Name, i));
        }

        var pairs = Ordered();
        _groups.Clear();
        for (var i = 0; i < pairs.Length;)
        {
            _groups.BeginGroup(drafts.Names[pairs[i].Name]);
            var run = new OccurrenceRunWriter(_groups);
            for (var name = pairs[i].Name; i < pairs.Length && pairs[i].Name == name; i++)
            {
                ref readonly var use = ref occurrences[pairs[i].Item];
                run.Add(use.Role, use.Enclosing, use.HasReceiver, (int)use.Row + 1, (int)use.Column);
            }

            _groups.EndGroup();
        }

        return _groups.ToArray();
    }

    private byte[] Imports()
    {
        _pairs.Clear();
        var imports = CollectionsMarshal.AsSpan(drafts.Imports);
        for (var i = 0; i < imports.Length; i++)
        {
            _pairs.Add((imports[i].Module, i));
        }

        var pairs = Ordered();
        _groups.Clear();
        for (var i = 0; i < pairs.Length;)
        {
            _groups.BeginGroup(drafts.Names[pairs[i].Name]);
            var run = new ImportRunWriter(_groups);
            for (var name = pairs[i].Name; i < pairs.Length && pairs[i].Name == name; i++)
            {
                run.Add(pairs[i].Item, (int)imports[pairs[i].Item].Row + 1);
            }

            _groups.EndGroup();
        }

        return _groups.ToArray();
    }

    private byte[] Implements()
    {
        _pairs.Clear();
        var occurrences = CollectionsMarshal.AsSpan(drafts.Occurrences);
        for (var i = 0; i < occurrences.Length; i++)
        {
            if (occurrences[i].Role == OccurrenceRole.Implements && occurrences[i].Enclosing >= 0)
            {
                _pairs.Add((occurrences[i].Name, i));
            }
        }

        var pairs = Ordered();
        _groups.Clear();
        for (var i = 0; i < pairs.Length;)
        {
            _groups.BeginGroup(drafts.Names[pairs[i].Name]);
            var run = new ImplementsRunWriter(_groups);
            var last = -1;
            for (var name = pairs[i].Name; i < pairs.Length && pairs[i].Name == name; i++)
            {
                ref readonly var use = ref occurrences[pairs[i].Item];
                if (use.Enclosing > last)
                {
                    run.Add(use.Enclosing, (int)use.Row + 1, (int)use.Column);
                    last = use.Enclosing;
                }
            }

            _groups.EndGroup();
        }

        return _groups.ToArray();
    }
}
