namespace Revdex.Extraction.Documents.Pdf;

/// <summary>
/// The objects of a PDF (ISO 32000-1, 7.5), read when they are asked for and kept. Whatever the file says, an object that cannot be read is null, and no
/// circle is gone round twice. For one thread.
/// </summary>
internal sealed class PdfFile
{
    /// <summary>A reference to a reference is not even allowed.</summary>
    private const int HopsMax = 8;

    /// <summary>Objects that have to be read for another to be: the length of a stream, its filters, the stream that holds it.</summary>
    private const int DepthMax = 12;

    /// <summary>Filters upon each other.</summary>
    private const int FiltersMax = 8;

    /// <summary>The header may have something before it, which places do not count.</summary>
    private const int HeaderWithinBytes = 1024;

    private readonly ReadOnlyMemory<byte> _content;
    private readonly PdfCrossReferences _references;
    private readonly Dictionary<int, PdfValue> _objects = [];
    private readonly Dictionary<int, PdfObjectStream?> _objectStreams = [];
    private readonly HashSet<int> _underWay = [];
    private readonly PdfDecryption? _decryption;
    private bool _isSearched;

    /// <exception cref="InvalidDataException">This is no PDF, or one that asks for a password.</exception>
    public PdfFile(ReadOnlyMemory<byte> content, PdfBudget budget)
    {
        var header = content.Span[..Math.Min(content.Length, HeaderWithinBytes)].IndexOf("%PDF-"u8);
        if (header < 0)
        {
            throw new InvalidDataException("no PDF");
        }

        (_content, Budget) = (content[header..], budget);
        _references = new PdfCrossReferences(_content, budget, stream => Unpack(stream) ?? default);
        if (!_references.ReadFromEnd() || Catalog is null)
        {
            Search();
        }

        var encryption = Value(_references.Trailer.GetValueOrDefault("Encrypt")).Entries;
        if (encryption is not null)
        {
            _decryption = PdfDecryption.Of(this, encryption, Value(_references.Trailer.GetValueOrDefault("ID")).Items is [{ Text: { } id }, ..] ? id : []);
            _objects.Clear(); // Their strings are not what they are.
            _objectStreams.Clear();
            if (_isSearched)
            {
                Search(); // It could not look into streams of objects.
            }
        }
    }

    public PdfBudget Budget { get; }

    /// <summary>What all else hangs on; null in a file without pages.</summary>
    public Dictionary<string, PdfValue>? Catalog => Value(_references.Trailer.GetValueOrDefault("Root")).Entries is { } catalog && catalog.ContainsKey("Pages") ? catalog : null;

    /// <summary>What a reference means; any other value itself.</summary>
    public PdfValue Value(PdfValue value)
    {
        for (var hops = 0; value.Reference is { } number; hops++)
        {
            value = hops < HopsMax ? Object(number) : default;
        }

        return value;
    }

    public PdfValue Value(Dictionary<string, PdfValue>? entries, string key) => entries is not null && entries.TryGetValue(key, out var value) ? Value(value) : default;

    /// <summary>The items of an array, references followed; none where it is no array.</summary>
    public IEnumerable<PdfValue> Items(PdfValue array) => Value(array).Items?.Select(Value) ?? [];

    /// <summary>What a stream holds; null where that is a picture or damaged from the start.</summary>
    public ReadOnlyMemory<byte>? Unpack(PdfStream stream)
    {
        var isOpen = stream.Entries.GetValueOrDefault("Type").Name == "XRef";
        ReadOnlyMemory<byte>? plain = _decryption is null || isOpen ? stream.Raw : _decryption.Stream(stream);
        Budget.Scanned(stream.Raw.Length);
        var filter = Value(Of(stream, "Filter", "F"));
        var parameters = Value(Of(stream, "DecodeParms", "DP"));
        List<PdfValue> filters = filter.Name is null ? [.. Items(filter)] : [filter];
        List<PdfValue> all = parameters.Items is null ? [parameters] : [.. Items(parameters)];
        for (var i = 0; i < filters.Count && plain is not null; i++)
        {
            var own = i < all.Count ? all[i].Entries : null;
            plain = i < FiltersMax && filters[i].Name is { } name ? PdfFilters.Apply(name, plain.Value, key => Value(own, key).Integer, Budget) : null;
        }

        return plain;
    }

    private static PdfValue Of(PdfStream stream, string key, string shortKey) =>
        stream.Entries.TryGetValue(key, out var value) || stream.Entries.TryGetValue(shortKey, out value) ? value : default;

    private PdfValue Object(int number)
    {
        if (_objects.TryGetValue(number, out var known))
        {
            return known;
        }

        if (Budget.IsSpent || _underWay.Count > DepthMax || !_underWay.Add(number))
        {
            return default;
        }

        var value = Read(number);
        _underWay.Remove(number);
        _objects[number] = value;
        return value;
    }

    private PdfValue Read(int number)
    {
        if (_references.PlaceOf(number) is not { } place)
        {
            return default;
        }

        if (place.Stream > 0)
        {
            return ObjectStream(place.Stream)?.Read(place.At, number, Budget) ?? default;
        }

        var found = place.At < 0 ? null : PdfObject.Read(_content, place.At, length => Value(length).Integer, Budget, isKept: true);
        if (place.At >= 0 && found?.Number != number && !_isSearched)
        {
            Search();
            return Read(number);
        }

        return found is { } read && read.Number == number ? _decryption?.Texts(read.Value, read.Number, read.Generation) ?? read.Value : default;
    }

    private PdfObjectStream? ObjectStream(int number)
    {
        if (!_objectStreams.TryGetValue(number, out var stream))
        {
            // An object stream stands in no other.
            var isPlain = _references.PlaceOf(number) is { Stream: 0 };
            stream = isPlain && Object(number).Stream is { } packed && Unpack(packed) is { } plain ? new PdfObjectStream(plain, packed.Entries) : null;
            Budget.Kept(stream?.Numbers.Count ?? 0);
            _objectStreams[number] = stream;
        }

        return stream;
    }

    private void Search()
    {
        _isSearched = true;
        _references.Search();
        _objects.Clear();
        _objectStreams.Clear();
    }
}
