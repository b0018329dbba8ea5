using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Revdex.Tests.Extraction.Documents.Pdf;

/// <summary>Writes PDFs by hand: objects as text, numbered from 1 in the order in which they are added.</summary>
internal sealed class PdfSketch
{
    private readonly List<byte[]> _objects = [];

    public int Add(string value) => Add(Encoding.Latin1.GetBytes(value));

    public int Stream(string entries, string content) => Stream(entries, Encoding.Latin1.GetBytes(content));

    public int Stream(string entries, byte[] content, string? length = null) =>
        Add([.. Encoding.Latin1.GetBytes($"<< {entries} /Length {length ?? content.Length.ToString(CultureInfo.InvariantCulture)} >>\nstream\n"), .. content, .. "\nendstream"u8]);

    /// <summary>Replaces an object that was added.</summary>
    public void Set(int number, string value) => _objects[number - 1] = Encoding.Latin1.GetBytes(value);

    /// <summary>A file of pages that show these operators, in Times (F1), Courier (F2) and Helvetica (F3).</summary>
    /// <param name="more">Other entries of the catalog.</param>
    /// <param name="pages">Operators of each page.</param>
    public static PdfSketch OfPages(string more, params string[] pages)
    {
        var sketch = new PdfSketch();
        sketch.Add($"<< /Type /Catalog /Pages 2 0 R {more} >>");
        sketch.Add("");
        var fonts = string.Concat(new[] { "Times-Roman", "Courier", "Helvetica" }.Select((name, i) => $"/F{i + 1} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >> "));
        var kids = new List<int>();
        foreach (var operators in pages)
        {
            var content = sketch.Stream("", operators);
            kids.Add(sketch.Add($"<< /Type /Page /Parent 2 0 R /Contents {content} 0 R >>"));
        }

        sketch.Set(2, $"<< /Type /Pages /Kids [{string.Join(' ', kids.Select(kid => $"{kid} 0 R"))}] /Count {kids.Count} /Resources << /Font << {fonts} >> >> >>");
        return sketch;
    }

    /// <summary>A file of one page, in a font of the caller's (F1).</summary>
    public static byte[] InFont(Func<PdfSketch, string> font, string operators)
    {
        var sketch = new PdfSketch();
        sketch.Add("<< /Type /Catalog /Pages 2 0 R >>");
        sketch.Add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        sketch.Add("");
        var content = sketch.Stream("", operators);
        sketch.Set(3, $"<< /Type /Page /Parent 2 0 R /Contents {content} 0 R /Resources << /Font << /F1 {font(sketch)} >> >> >>");
        return sketch.ToBytes();
    }

    /// <summary>With a table of references.</summary>
    public byte[] ToBytes()
    {
        var (bytes, offsets) = Objects();
        return WithTable(bytes, offsets.Select((at, i) => (i + 1, at)), _objects.Count + 1, "");
    }

    /// <summary>With more objects behind.</summary>
    public byte[] ToBytesWith(params string[] more)
    {
        Array.ForEach(more, value => Add(value));
        return ToBytes();
    }

    /// <summary>Without any.</summary>
    public byte[] ToBytesWithoutTable() => Objects().Bytes;

    /// <summary>As an editor saves it: the first file, behind it what changed.</summary>
    public static byte[] Updated(byte[] before, int number, string value, int size)
    {
        var text = Encoding.Latin1.GetString(before);
        var start = text[(text.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        byte[] bytes = [.. before, .. Encoding.Latin1.GetBytes($"\n{number} 0 obj\n{value}\nendobj\n")];
        return WithTable(bytes, [(number, before.Length + 1)], size, $"/Prev {start}");
    }

    /// <summary>All objects but streams in a stream of objects, with a stream of references.</summary>
    public byte[] ToBytesPacked()
    {
        var packed = _objects.Select((value, i) => (Number: i + 1, Value: value)).Where(o => !Encoding.Latin1.GetString(o.Value).Contains("\nstream\n", StringComparison.Ordinal)).ToList();
        var (head, body) = (new StringBuilder(), new StringBuilder());
        foreach (var (number, value) in packed)
        {
            head.Append(CultureInfo.InvariantCulture, $"{number} {body.Length} ");
            body.Append(Encoding.Latin1.GetString(value)).Append('\n');
        }

        var whole = new PdfSketch();
        whole._objects.AddRange(_objects);
        packed.ForEach(o => whole._objects[o.Number - 1] = []);
        var holder = whole.Stream($"/Type /ObjStm /N {packed.Count} /First {head.Length} /Filter /FlateDecode", Deflated(Encoding.Latin1.GetBytes($"{head}{body}")));
        var (bytes, offsets) = whole.Objects();
        var rows = new List<byte>();
        for (var i = 0; i <= whole._objects.Count; i++)
        {
            var index = packed.FindIndex(o => o.Number == i + 1);
            int[] row = index >= 0 ? [2, holder, index] : [1, i < offsets.Count ? offsets[i] : bytes.Length, 0];
            rows.AddRange([(byte)row[0], (byte)(row[1] >> 16), (byte)(row[1] >> 8), (byte)row[1], (byte)row[2]]);
        }

        var number2 = whole._objects.Count + 1;
        var references = Predicted([.. rows], 5);
        return
        [
            .. bytes,
            .. Encoding.Latin1.GetBytes($"{number2} 0 obj\n<< /Type /XRef /W [1 3 1] /Index [1 {number2}] /Size {number2 + 1} /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 5 >> /Length {references.Length} >>\nstream\n"),
            .. references,
            .. Encoding.Latin1.GetBytes($"\nendstream\nendobj\nstartxref\n{bytes.Length}\n%%EOF\n"),
        ];
    }

    public static byte[] Deflated(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var to = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            to.Write(plain);
        }

        return packed.ToArray();
    }

    /// <summary>Each row as its difference to the one above it.</summary>
    public static byte[] Predicted(byte[] plain, int columns) =>
        Deflated([.. plain.Chunk(columns).Select((row, r) => (byte[])[2, .. row.Select((b, i) => (byte)(b - (r > 0 ? plain[(r - 1) * columns + i] : 0)))]).SelectMany(row => row)]);

    private int Add(byte[] value)
    {
        _objects.Add(value);
        return _objects.Count;
    }

    private (byte[] Bytes, List<int> Offsets) Objects()
    {
        using var bytes = new MemoryStream();
        bytes.Write("%PDF-1.7\n"u8);
        var offsets = new List<int>();
        for (var i = 0; i < _objects.Count; i++)
        {
            offsets.Add((int)bytes.Position);
            bytes.Write(Encoding.Latin1.GetBytes($"{i + 1} 0 obj\n"));
            bytes.Write(_objects[i]);
            bytes.Write("\nendobj\n"u8);
        }

        return (bytes.ToArray(), offsets);
    }

    private static byte[] WithTable(byte[] bytes, IEnumerable<(int Number, int At)> places, int size, string more)
    {
        var table = string.Concat(places.Select(place => $"{place.Number} 1\n{place.At:D10} 00000 n \n"));
        return [.. bytes, .. Encoding.Latin1.GetBytes($"xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {more} >>\nstartxref\n{bytes.Length}\n%%EOF\n")];
    }
}
