using System.Buffers;
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
    private readonly NameOrder _order = new();
    private readonly WordCollector _words = new();
    private int[] _ranks = [];

    public BlobFacts Encode(Oid oid, string languageId, byte* content, int sizeBytes, bool hasParseErrors)
    {
        RankNames();
        var (definitions, occurrences, imports) = (Definitions(), Occurrences(), Imports());
        return new BlobFacts
        {
            Oid = oid,
            LanguageId = languageId,
            HasParseErrors = hasParseErrors,
            SizeBytes = sizeBytes,
            SymbolCount = drafts.Symbols.Count,
            OccurrenceCount = drafts.Occurrences.Count,
            Message = Message(content),
            Groups = [definitions, occurrences, imports, Implements(), _words.Of(content, sizeBytes, definitions, occurrences, imports)],
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

    private void RankNames()
    {
        var order = _order.Sort(drafts.Names);
        if (_ranks.Length < order.Length)
        {
            _ranks = new int[order.Length * 2];
        }

        for (var rank = 0; rank < order.Length; rank++)
        {
            _ranks[order[rank]] = rank;
        }
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
