using System.Text;
using Revdex.Extraction.Documents;

namespace Revdex.Tests.Extraction.Documents.Pdf;

/// <summary>What becomes of pages: words, lines, columns, headings.</summary>
public sealed class PdfTextTests
{
    private const string Words = "BT /F1 11 Tf 72 700 Td (The parcel waits.) Tj ET";
    private const string Expected = "# Page 1\n\nThe parcel waits.\n";

    public static TheoryData<string, byte[]> Files()
    {
        var sketch = PdfSketch.OfPages("", Words);
        var bytes = sketch.ToBytes();
        var text = Encoding.Latin1.GetString(bytes);
        return new()
        {
            { "a table", bytes },
            { "streams of objects", sketch.ToBytesPacked() },
            { "no table", sketch.ToBytesWithoutTable() },
            { "a table that is off", Encoding.Latin1.GetBytes(text.Replace("\n00000", "\n00009", StringComparison.Ordinal)) },
            { "something before", [.. "#!/bin/sh\n"u8, .. bytes] },
            { "an update", PdfSketch.Updated(PdfSketch.OfPages("", "BT /F1 11 Tf 72 700 Td (Old.) Tj ET").ToBytes(), 3, $"<< /Length {Words.Length} >>\nstream\n{Words}\nendstream", 5) },
            { "a length that lies", Encoding.Latin1.GetBytes(text.Replace($"/Length {Words.Length}", "/Length 99999", StringComparison.Ordinal)) },
            { "no end", bytes[..text.IndexOf("xref", StringComparison.Ordinal)] },
        };
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_read_however_its_objects_are_found(string what, byte[] file) => Assert.Equal((what, Expected), (what, Of(file)));

    [Theory]
    [InlineData("BT /F1 10 Tf 72 700 Td [(Th)-20(e)-300(par)15(cel)] TJ ET", "The parcel")]
    [InlineData("BT /F1 10 Tf 72 700 Td (The) Tj 40 0 Td (parcel) Tj ET", "The parcel")]
    [InlineData("BT /F1 10 Tf 1 0 0 1 72 700 Tm (par) Tj 1 0 0 1 84.97 700 Tm (cel) Tj ET", "parcel")]
    [InlineData("BT /F1 10 Tf 12 TL 72 700 Td (one) Tj T* (two) Tj (three) ' 1 0.5 (four) \" ET", "one\ntwo\nthree\nfour")]
    [InlineData("BT /F1 1 Tf 10 0 0 10 72 700 Tm 0 -1.2 TD (one) Tj T* (two) Tj ET", "one\ntwo")]
    [InlineData("q 10 0 0 10 0 0 cm BT /F1 1 Tf 7 70 Td (one) Tj ET Q BT /F1 10 Tf 70 688 Td (two) Tj ET", "one\ntwo")]
    [InlineData("BT /F1 10 Tf 72 688 Td (second) Tj 0 12 Td (first) Tj ET", "first\nsecond")]
    [InlineData("BT /F1 10 Tf 72 700 Td (an imple-) Tj 0 -12 Td (mentation of it) Tj ET", "an implementation\nof it")]
    [InlineData("BT /F1 10 Tf 72 700 Td (the) Tj 0 -40 Td (rest) Tj ET", "the\n\nrest")]
    [InlineData("BT /F1 10 Tf 72 700 Td (bold) Tj 0.3 0 Td (bold) Tj ET", "bold")]
    [InlineData("BT /F1 10 Tf 72 700 Td (Call ) Tj /F2 10 Tf (Store.Save) Tj /F1 10 Tf ( and wait) Tj ET", "Call `Store.Save` and wait")]
    [InlineData("BT /F1 10 Tf 72 700 Td (some text before and after the code) Tj 0 -30 Td /F2 10 Tf (if x:) Tj 24 -12 Td (y\\(\\)) Tj ET", "some text before and after the code\n\n```\nif x:\n    y()\n```")]
    [InlineData("BT /F1 10 Tf 0 1 -1 0 72 100 Tm (turned) Tj ET", "turned")]
    [InlineData("BT /F1 10 Tf 72 700 Td <546865\n2070> Tj (\\101\\\nB\\)\\(\\\\) Tj ET", "The pAB)(\\")]
    [InlineData("BI /W 2 /H 2 ID (\u00FFEI\u0001 EI BT /F1 10 Tf 72 700 Td (seen) Tj ET", "seen")]
    public void Operators_place_text(string operators, string expected) => Assert.Equal($"# Page 1\n\n{expected}\n", Of(PdfSketch.OfPages("", operators).ToBytes()));

    [Fact]
    public void Columns_are_read_one_after_the_other_and_rows_of_tables_across()
    {
        var columns = "BT /F1 10 Tf 72 720 Td (A title that goes over both of the columns of this page, from one edge to the other) Tj ET\n"
            + string.Concat(Enumerable.Range(0, 9).Select(i => $"BT /F1 10 Tf 72 {690 - 12 * i} Td (left column with its words {i}) Tj 200 0 Td (right column with its words {i}) Tj ET\n"));
        var lines = Of(PdfSketch.OfPages("", columns).ToBytes()).Split('\n');
        Assert.Equal([.. Enumerable.Range(0, 9).Select(i => $"left column with its words {i}"), .. Enumerable.Range(0, 9).Select(i => $"right column with its words {i}")], lines.Where(line => line.Contains("column with", StringComparison.Ordinal)));
        Assert.StartsWith("A title", lines[2], StringComparison.Ordinal);
        var table = string.Concat(Enumerable.Range(0, 9).Select(i => $"BT /F1 10 Tf 72 {700 - 12 * i} Td (key{i}) Tj 200 0 Td (value{i}) Tj ET\n"));
        Assert.Contains("key3 value3\nkey4 value4\n", Of(PdfSketch.OfPages("", table).ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Larger_lines_are_headings_and_say_their_page()
    {
        string Page(string title, int size) => $"BT /F3 {size} Tf 72 700 Td ({title}) Tj /F1 10 Tf 0 -30 Td (Text that is longer than its heading, as text is, by some words.) Tj 0 -12 Td (More of it, and more, until there is enough of it.) Tj ET";
        var text = Of(PdfSketch.OfPages("", Page("Orders", 20), Page("Saving an order", 14), Page("Nothing new", 10)).ToBytes());
        Assert.Equal(["# Orders", "", "(page 1)"], text.Split('\n').Take(3));
        Assert.Contains("\n## Saving an order\n\n(page 2)\n", text, StringComparison.Ordinal);
        Assert.Contains("\n(page 3)\n\nNothing new\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outline_names_the_headings()
    {
        var page = "BT /F1 10 Tf 72 700 Td (1.2  Saving) Tj 0 -30 Td (Text of it.) Tj ET";
        var sketch = PdfSketch.OfPages("/Outlines 7 0 R /Names << /Dests << /Kids [11 0 R] >> >>", "BT /F1 10 Tf 72 700 Td (Before.) Tj 0 -200 Td (After.) Tj ET", page);
        sketch.Add("<< /First 8 0 R >>");
        sketch.Add("<< /Title (Orders) /Dest [4 0 R /XYZ 0 600 0] /First 9 0 R /Next 10 0 R >>");
        sketch.Add("<< /Title <FEFF0053006100760069006E0067> /A << /S /GoTo /D (saving) >> /Next 9 0 R >>");
        sketch.Add("<< /Title (Nowhere) /Dest [99 0 R /Fit] /Next 8 0 R >>");
        sketch.Add("<< /Names [(saving) << /D [6 0 R /Fit] >>] >>");
        Assert.Equal("(page 1)\n\nBefore.\n\n# Orders\n\n(page 1)\n\nAfter.\n\n## 1.2 Saving\n\n(page 2)\n\nText of it.\n", Of(sketch.ToBytes()));
    }

    [Fact]
    public void A_form_is_part_of_its_page()
    {
        var sketch = PdfSketch.OfPages("", "/X1 Do BT /F1 10 Tf 72 650 Td (page) Tj ET");
        var form = sketch.Stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [1 0 0 1 72 0] /Resources << /XObject << /X1 6 0 R >> /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >>", "BT /F1 10 Tf 0 700 Td (form) Tj ET /X1 Do");
        sketch.Set(4, $"<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources << /XObject << /X1 {form} 0 R >> /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >> >>");
        Assert.Equal("# Page 1\n\nform\n\npage\n", Of(sketch.ToBytes()));
    }

    internal static string Of(byte[] file) => DocumentText.Of(DocumentForm.Pdf, file) is { } text ? Encoding.UTF8.GetString(text.Span) : "unreadable";
}
