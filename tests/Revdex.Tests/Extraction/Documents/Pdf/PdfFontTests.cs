using System.Text;
using Revdex.Extraction.Documents.Pdf;

namespace Revdex.Tests.Extraction.Documents.Pdf;

/// <summary>What codes mean, by every way in which a file may say it, and how streams are packed.</summary>
public sealed class PdfFontTests
{
    [Theory]
    [InlineData("/Encoding /WinAnsiEncoding", "<93D6DF94>", "“Öß”")]
    [InlineData("/Encoding /MacRomanEncoding", "<D285A7D3>", "“Öß”")]
    [InlineData("", "<AAC6AEFB>", "“˘fiß")]
    [InlineData("/Encoding << /Differences [1 /A /fi /Lslash /uni0416 /u1F600 /Eacute 65 /f_f /one.oldstyle] >>", "<0102030405064142>", "AfiŁЖ😀Éff1")]
    [InlineData("/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /alpha /lessequal /afii10023] >>", "<01020340>", "α≤Ё@")]
    public void Simple_fonts(string encoding, string text, string expected) =>
        Assert.Equal($"# Page 1\n\n{expected}\n", PdfTextTests.Of(PdfSketch.InFont(_ => $"<< /Type /Font /Subtype /Type1 /BaseFont /Any {encoding} >>", $"BT /F1 10 Tf 72 700 Td {text} Tj ET")));

    [Fact]
    public void A_font_without_an_encoding_has_its_own()
    {
        var text = PdfTextTests.Of(PdfSketch.InFont(
            sketch => $"<< /Type /Font /Subtype /Type1 /BaseFont /Own /FontDescriptor << /FontFile {sketch.Stream("", "%!PS-AdobeFont-1.0\n/Encoding 256 array\ndup 1 /W put\ndup 2 /germandbls put\nreadonly def\ncurrentfile eexec\ndup 1 /X put")} 0 R >> >>",
            "BT /F1 10 Tf 72 700 Td <0102> Tj ET"));
        Assert.Equal("# Page 1\n\nWß\n", text);
    }

    [Theory]
    [InlineData("begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <00660069> endbfchar 2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0058> <D83DDE00>] endbfrange", "<0003001000120020 0021>", "fiACX😀")]
    [InlineData("begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange", "<00540068 0065>", "The")]
    public void Fonts_of_many_characters(string map, string text, string expected)
    {
        var file = PdfSketch.InFont(
            sketch => $"<< /Type /Font /Subtype /Type0 /BaseFont /Many /Encoding /Identity-H /ToUnicode {sketch.Stream("", map)} 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [3 [600] 16 18 400] >>] >>",
            $"BT /F1 10 Tf 72 700 Td {text} Tj ET");
        Assert.Equal($"# Page 1\n\n{expected}\n", PdfTextTests.Of(file));
    }

    [Fact]
    public void Letters_and_their_accents_are_one()
    {
        var accents = $"<< /Type /Font /Subtype /Type1 /BaseFont /Any /Encoding /WinAnsiEncoding /FirstChar 32 /Widths [{string.Join(' ', Enumerable.Repeat("500", 224))}] >>";
        Assert.Equal("# Page 1\n\nMüller cafés\n", PdfTextTests.Of(PdfSketch.InFont(_ => accents, "BT /F1 10 Tf 72 700 Td [(M) <A8> 500 (uller caf) <B4> 480 (es)] TJ ET")));
    }

    [Fact]
    public void The_width_of_glyphs_tells_words()
    {
        // The same distance: within wide letters nothing, within narrow ones a blank.
        string Font(int width) => $"<< /Type /Font /Subtype /Type1 /BaseFont /Any /FirstChar 97 /Widths [{width} {width}] >>";
        Assert.Equal("# Page 1\n\nab\n", PdfTextTests.Of(PdfSketch.InFont(_ => Font(800), "BT /F1 10 Tf 72 700 Td (a) Tj 8 0 Td (b) Tj ET")));
        Assert.Equal("# Page 1\n\na b\n", PdfTextTests.Of(PdfSketch.InFont(_ => Font(400), "BT /F1 10 Tf 72 700 Td (a) Tj 8 0 Td (b) Tj ET")));
    }

    [Fact]
    public void Streams_are_unpacked()
    {
        // The first two are the examples of ISO 32000 and of btoa.
        Assert.Equal([45, 45, 45, 45, 45, 65, 45, 45, 45, 66], Unpacked("LZWDecode", [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]));
        Assert.Equal("Man is distinguished"u8, Unpacked("ASCII85Decode", "9jqo^BlbD-BleB1DJ+*+F(f,q~>"u8.ToArray()));
        Assert.Equal("\0\0\0\0a"u8, Unpacked("A85", "z@/~>"u8.ToArray()));
        Assert.Equal("Ab0"u8, Unpacked("ASCIIHexDecode", "41 6 2\n3>99"u8.ToArray()));
        Assert.Equal("abcxxxx"u8, Unpacked("RunLengthDecode", [2, .. "abc"u8, 253, .. "x"u8, 128, 9]));
        byte[] rows = [.. Enumerable.Range(0, 40).Select(i => (byte)(i * i))];
        Assert.Equal(rows, Unpacked("FlateDecode", PdfSketch.Predicted(rows, 8), ("Predictor", 15), ("Columns", 8)));
        Assert.Equal("damaged at its e"u8, Unpacked("FlateDecode", PdfSketch.Deflated("damaged at its end"u8.ToArray())[..^6]).AsSpan()[..16]);
        Assert.Null(PdfFilters.Apply("DCTDecode", new byte[9], _ => null, new PdfBudget(default)));
    }

    /// <summary>Each code as often as it takes for codes to grow to twelve bits and the table to be cleared.</summary>
    [Fact]
    public void Long_codes_of_lzw_are_read()
    {
        var bits = new StringBuilder();
        var (plain, random, width, next) = (new List<byte>(), new Random(7), 9, 257); // The first code adds none.
        bits.Append("100000000");
        for (var i = 0; i < 9_000; i++)
        {
            if (next == 4_093)
            {
                bits.Append(Convert.ToString(256, 2).PadLeft(width, '0'));
                (width, next) = (9, 257);
            }

            plain.Add((byte)random.Next(256));
            bits.Append(Convert.ToString(plain[^1], 2).PadLeft(width, '0'));
            next++;
            width = next + 1 >= 1 << width ? width + 1 : width;
        }

        var packed = bits.Append(new string('0', 8)).ToString().Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        Assert.Equal(plain, Unpacked("LZWDecode", packed)[..plain.Count]);
    }

    private static byte[] Unpacked(string filter, byte[] packed, params (string Name, int Value)[] parameters) =>
        PdfFilters.Apply(filter, packed, name => parameters.Where(p => p.Name == name).Select(p => (int?)p.Value).FirstOrDefault(), new PdfBudget(default))!.Value.ToArray();
}
