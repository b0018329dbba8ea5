namespace Revdex.Extraction.Documents.Pdf;

/// <summary>A value of a PDF. Asked for what it is not, it says null. Immutable once read.</summary>
internal readonly struct PdfValue
{
    private readonly object? _object;
    private readonly double _number;

    private PdfValue(PdfKind kind, object? value, double number = 0) => (Kind, _object, _number) = (kind, value, number);

    public PdfKind Kind { get; }

    public double? Number => Kind == PdfKind.Number ? _number : null;

    /// <summary>A number that is an integer, or was meant to be.</summary>
    public int? Integer => Kind == PdfKind.Number && _number is > int.MinValue and < int.MaxValue ? (int)_number : null;

    public bool? Boolean => Kind == PdfKind.Boolean ? _number != 0 : null;

    /// <summary>Without the slash.</summary>
    public string? Name => Kind == PdfKind.Name ? (string)_object! : null; // By the constructors below, as all of these.

    public string? Word => Kind == PdfKind.Word ? (string)_object! : null;

    public byte[]? Text => Kind == PdfKind.Text ? (byte[])_object! : null;

    public List<PdfValue>? Items => Kind == PdfKind.Array ? (List<PdfValue>)_object! : null;

    /// <summary>A stream's too.</summary>
    public Dictionary<string, PdfValue>? Entries => Kind == PdfKind.Dictionary ? (Dictionary<string, PdfValue>)_object! : Stream?.Entries;

    public PdfStream? Stream => Kind == PdfKind.Stream ? (PdfStream)_object! : null;

    /// <summary>The number of the object that is meant.</summary>
    public int? Reference => Kind == PdfKind.Reference ? (int)_number : null;

    public static PdfValue Of(PdfKind kind) => new(kind, null);

    public static PdfValue Of(double number) => new(PdfKind.Number, null, number);

    public static PdfValue Of(bool value) => new(PdfKind.Boolean, null, value ? 1 : 0);

    public static PdfValue Of(byte[] text) => new(PdfKind.Text, text);

    public static PdfValue Of(List<PdfValue> items) => new(PdfKind.Array, items);

    public static PdfValue Of(Dictionary<string, PdfValue> entries) => new(PdfKind.Dictionary, entries);

    public static PdfValue Of(PdfStream stream) => new(PdfKind.Stream, stream);

    public static PdfValue OfName(string name) => new(PdfKind.Name, name);

    public static PdfValue OfWord(string word) => new(PdfKind.Word, word);

    public static PdfValue OfReference(int number) => new(PdfKind.Reference, null, number);
}
