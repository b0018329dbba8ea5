using System.Buffers.Binary;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>
/// Where each object stands, as the file's tables and streams of references say (ISO 32000-1, 7.5.4 and 7.5.8), newest first; or, where they are broken, as
/// a search through the file finds them. For one thread.
/// </summary>
internal sealed class PdfCrossReferences(ReadOnlyMemory<byte> content, PdfBudget budget, Func<PdfStream, ReadOnlyMemory<byte>> unpack)
{
    /// <summary>Of a file's updates; more are a circle or an attack.</summary>
    private const int SectionsMax = 2_000;

    /// <summary>PDF's own bound on numbers of objects.</summary>
    private const int NumberMax = 8_388_607;

    private readonly Dictionary<int, PdfPlace> _places = [];

    public Dictionary<string, PdfValue> Trailer { get; } = new(StringComparer.Ordinal);

    public PdfPlace? PlaceOf(int number) => _places.TryGetValue(number, out var place) ? place : null;

    /// <summary>As the file says; false where it says nothing that can be followed.</summary>
    public bool ReadFromEnd()
    {
        var start = content.Span.LastIndexOf("startxref"u8);
        if (start < 0)
        {
            return false;
        }

        var waiting = new Stack<int>();
        var seen = new HashSet<int>();
        var lexer = new PdfLexer(content.Span, start + "startxref".Length);
        waiting.Push(lexer.Read(hasReferences: false).Integer ?? -1);
        while (waiting.TryPop(out var at) && seen.Count < SectionsMax)
        {
            if (!seen.Add(at))
            {
                continue;
            }

            if (ReadSection(at) is not { } trailer)
            {
                return false;
            }

            foreach (var (key, value) in trailer)
            {
                Trailer.TryAdd(key, value);
            }

            Push(trailer, "Prev", waiting);
            Push(trailer, "XRefStm", waiting); // Asked before Prev: files that readers of both ages can read.
        }

        return Trailer.ContainsKey("Root");
    }

    /// <summary>What a search finds; of two objects of one number the later one counts.</summary>
    public void Search()
    {
        _places.Clear();
        var bytes = content.Span;
        for (var at = 0; at < bytes.Length && !budget.IsSpent;)
        {
            var next = bytes[at..].IndexOf("obj"u8);
            budget.Scanned(next < 0 ? bytes.Length - at : next);
            if (next < 0)
            {
                break;
            }

            at += next + 3;
            if (NumberBefore(bytes, at - 3, out var start) is { } number)
            {
                _places[number] = new PdfPlace(0, start);
            }
        }

        foreach (var (number, place) in _places.ToList())
        {
            if (PdfObject.Read(content, place.At, length => length.Integer, budget) is { Value.Entries: { } entries } found)
            {
                Note(number, entries, found.Value.Stream);
            }
        }

        SearchTrailers();
    }

    /// <summary>Takes note of what tells where others are.</summary>
    private void Note(int number, Dictionary<string, PdfValue> entries, PdfStream? stream)
    {
        switch (entries.GetValueOrDefault("Type").Name)
        {
            case "Catalog":
                Trailer["Root"] = PdfValue.OfReference(number);
                break;
            case "XRef":
                AddTrailer(entries);
                break;
            case "ObjStm" when stream is not null:
                var numbers = new PdfObjectStream(unpack(stream), entries).Numbers;
                budget.Kept(numbers.Count);
                for (var i = 0; i < numbers.Count; i++)
                {
                    _places.TryAdd(numbers[i], new PdfPlace(number, i));
                }

                break;
        }
    }

    private void SearchTrailers()
    {
        var bytes = content.Span;
        for (var at = 0; at < bytes.Length && !budget.IsSpent;)
        {
            var next = bytes[at..].IndexOf("trailer"u8);
            budget.Scanned(next < 0 ? bytes.Length - at : next);
            if (next < 0)
            {
                break;
            }

            at += next + "trailer".Length;
            var lexer = new PdfLexer(bytes, at);
            if (lexer.Read().Entries is { } entries)
            {
                AddTrailer(entries);
            }

            budget.Work(lexer.Cost);
        }
    }

    private void AddTrailer(Dictionary<string, PdfValue> entries)
    {
        foreach (var key in (ReadOnlySpan<string>)["Root", "Encrypt", "ID"])
        {
            if (entries.TryGetValue(key, out var value))
            {
                Trailer[key] = value;
            }
        }
    }

    private static void Push(Dictionary<string, PdfValue> trailer, string key, Stack<int> to)
    {
        if (trailer.TryGetValue(key, out var value) && value.Integer is { } at)
        {
            to.Push(at);
        }
    }

    private Dictionary<string, PdfValue>? ReadSection(int at)
    {
        if (at < 0 || at >= content.Length)
        {
            return null;
        }

        var lexer = new PdfLexer(content.Span, at);
        return lexer.Read(hasReferences: false).Word == "xref" ? ReadTable(ref lexer)
            : PdfObject.Read(content, at, length => length.Integer, budget) is { Value.Stream: { } stream } ? ReadStream(stream)
            : null;
    }

    private Dictionary<string, PdfValue>? ReadTable(ref PdfLexer lexer)
    {
        while (true)
        {
            var first = lexer.Read(hasReferences: false);
            if (first.Word == "trailer")
            {
                var trailer = lexer.Read().Entries;
                budget.Work(lexer.Cost);
                return trailer;
            }

            if (first.Integer is not { } number || lexer.Read(hasReferences: false).Integer is not { } count)
            {
                return null;
            }

            for (var i = 0; i < count; i++, number++)
            {
                var (offset, isUsed) = (lexer.Read(hasReferences: false).Integer, lexer.Read(hasReferences: false).Integer is not null && lexer.Read(hasReferences: false).Word == "n");
                if (offset is null || budget.IsSpent)
                {
                    return null;
                }

                Add(number, isUsed ? new PdfPlace(0, offset.Value) : null);
            }
        }
    }

    private Dictionary<string, PdfValue>? ReadStream(PdfStream stream)
    {
        if (stream.Entries.GetValueOrDefault("W").Items is not [{ Integer: >= 0 and <= 4 and var w0 }, { Integer: >= 0 and <= 8 and var w1 }, { Integer: >= 0 and <= 4 and var w2 }, ..] || w0 + w1 + w2 == 0)
        {
            return null;
        }

        var rows = unpack(stream).Span;
        List<int> index = [.. stream.Entries.GetValueOrDefault("Index").Items?.Select(item => item.Integer ?? 0) ?? [0, stream.Entries.GetValueOrDefault("Size").Integer ?? 0]];
        for (var i = 0; i + 1 < index.Count; i += 2)
        {
            for (var number = index[i]; number < (long)index[i] + index[i + 1] && rows.Length >= w0 + w1 + w2; number++)
            {
                var (type, second, third) = (w0 == 0 ? 1 : Integer(rows[..w0]), Integer(rows.Slice(w0, w1)), Integer(rows.Slice(w0 + w1, w2)));
                rows = rows[(w0 + w1 + w2)..];
                Add(number, type switch { 1 => new PdfPlace(0, (int)Math.Min(second, int.MaxValue)), 2 => new PdfPlace((int)Math.Min(second, int.MaxValue), (int)Math.Min(third, int.MaxValue)), _ => null });
            }
        }

        return stream.Entries;
    }

    /// <summary>What is said first is newest. A place that is none says that the object is gone.</summary>
    private void Add(int number, PdfPlace? place)
    {
        budget.Kept(1);
        if (number is > 0 and <= NumberMax)
        {
            _places.TryAdd(number, place ?? new PdfPlace(0, -1));
        }
    }

    private static long Integer(ReadOnlySpan<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[8];
        bytes.CopyTo(whole[(8 - bytes.Length)..]);
        return BinaryPrimitives.ReadInt64BigEndian(whole) & long.MaxValue;
    }

    /// <summary>The number of <c>12 0</c> that ends before a place, and where it starts.</summary>
    private static int? NumberBefore(ReadOnlySpan<byte> bytes, int at, out int start)
    {
        start = at;
        return PassBack(bytes, ref start, isDigit: false) > 0 && PassBack(bytes, ref start, isDigit: true) is > 0 and <= 5
            && PassBack(bytes, ref start, isDigit: false) > 0 && PassBack(bytes, ref start, isDigit: true) is > 0 and <= 7 and var digits
            ? int.Parse(System.Text.Encoding.ASCII.GetString(bytes.Slice(start, digits)), System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    private static int PassBack(ReadOnlySpan<byte> bytes, ref int at, bool isDigit)
    {
        var from = at;
        while (at > 0 && from - at < 10 && (isDigit ? char.IsAsciiDigit((char)bytes[at - 1]) : PdfLexer.IsBlank(bytes[at - 1])))
        {
            at--;
        }

        return from - at;
    }
}
