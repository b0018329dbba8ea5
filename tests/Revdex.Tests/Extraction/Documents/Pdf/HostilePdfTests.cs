using System.Diagnostics;
using System.Text;
using Revdex.Extraction.Documents;
using Revdex.Facts;

namespace Revdex.Tests.Extraction.Documents.Pdf;

/// <summary>Files that were made to keep a reader busy, or were damaged: each ends, in bounded memory, with a text or without one.</summary>
public sealed class HostilePdfTests
{
    /// <summary>Far above what any of them takes, on a busy machine too; without a bound they take hours.</summary>
    private const int EndsWithinMs = 60_000;

    /// <summary>What the reader may allocate in all is bounded by its budget.</summary>
    private const long AllocatedMaxBytes = 3L * 1024 * 1024 * 1024;

    public static TheoryData<string> Names() => [.. Hostile().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_ends(string name)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = DocumentText.Of(DocumentForm.Pdf, Hostile()[name]());
        Assert.InRange(watch.ElapsedMilliseconds, 0, EndsWithinMs);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedMaxBytes);
        Assert.InRange(text?.Length ?? 0, 0, Limits.BlobSizeMaxBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damage_is_met_without_an_exception(int seed)
    {
        var random = new Random(seed);
        byte[][] files = [.. PdfTextTests.Files().Select(row => (byte[])row[1])];
        var readable = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var damaged = (byte[])files[i % files.Length].Clone();
            for (var bytes = random.Next(1, 12); bytes > 0; bytes--)
            {
                // Digits for digits: places, lengths and numbers of objects.
                var at = random.Next(damaged.Length);
                damaged[at] = char.IsAsciiDigit((char)damaged[at]) ? (byte)random.Next('0', '9' + 1) : i % 2 == 0 ? (byte)random.Next(256) : damaged[at];
            }

            readable += DocumentText.Of(DocumentForm.Pdf, i % 5 == 0 ? damaged.AsMemory(0, random.Next(damaged.Length)) : damaged) is null ? 0 : 1;
        }

        Assert.InRange(readable, 1_000, 1_999);
    }

    [Fact]
    public void Whoever_asked_may_take_it_back()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => DocumentText.Of(DocumentForm.Pdf, PdfSketch.OfPages("", "BT ET").ToBytes(), cancelled.Token));
    }

    [Fact]
    public void A_long_document_is_cut_and_says_so()
    {
        var page = $"BT /F1 10 Tf 12 TL 72 700 Td {string.Concat(Enumerable.Range(0, 4_000).Select(i => $"T* (Line {i} of a page that has very many of them) Tj "))} ET";
        var text = PdfTextTests.Of(PdfSketch.OfPages("", [.. Enumerable.Repeat(page, 20)]).ToBytes());
        Assert.InRange(text.Length, 1_500_000, Limits.BlobSizeMaxBytes);
        Assert.EndsWith("\n(The document goes on; what follows is left out.)\n", text, StringComparison.Ordinal);
    }

    private static Dictionary<string, Func<byte[]>> Hostile() => new()
    {
        ["pages in a circle"] = () => With(sketch => sketch.Set(2, "<< /Type /Pages /Kids [2 0 R 4 0 R 2 0 R] /Count 999999999 >>")),
        ["a million kids"] = () => With(sketch => sketch.Set(2, $"<< /Type /Pages /Kids [{string.Concat(Enumerable.Repeat("<<>> ", 1_000_000))}] >>")),
        ["one page a million times"] = () => With(sketch => sketch.Set(2, $"<< /Type /Pages /Kids [{string.Concat(Enumerable.Repeat("<</Contents 3 0 R>> ", 200_000))}] >>")),
        ["references that mean each other"] = () => With(sketch => sketch.Set(4, "4 0 R")),
        ["lengths that hang on lengths"] = () => Chain((i, next) => $"<< /Length {next} 0 R >>\nstream\nx\nendstream"),
        ["a chain of references"] = () => Chain((_, next) => $"{next} 0 R"),
        ["a stream of objects that holds itself"] = SelfHolding,
        ["tables in a circle"] = () => Encoding.Latin1.GetBytes("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Prev 9 /XRefStm 9 >>\nstartxref\n9\n%%EOF"),
        ["a table of four billion"] = () => Encoding.Latin1.GetBytes("%PDF-1.4\nxref\n0 4000000000\n0000000000 65535 n \ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF"),
        ["deep arrays"] = () => With(sketch => sketch.Set(2, new string('[', 1_000_000))),
        ["deep dictionaries"] = () => With(sketch => sketch.Set(2, string.Concat(Enumerable.Repeat("<< /A ", 500_000)))),
        ["deep operands"] = () => PdfSketch.OfPages("", new string('[', 2_000_000)).ToBytes(),
        ["a bomb"] = () => Bomb(1),
        ["a bomb in a bomb"] = () => Bomb(2),
        ["saved a million times"] = () => PdfSketch.OfPages("", string.Concat(Enumerable.Repeat("q ", 1_000_000))).ToBytes(),
        ["forms that draw each other"] = Forms,
        ["a map of all codes, again and again"] = () => Font(sketch => $"<< /Subtype /Type0 /Encoding /Identity-H /ToUnicode {sketch.Stream("", $"{string.Concat(Enumerable.Repeat("<0000> <FFFFFFFF> <0041> ", 20_000))} endbfrange")} 0 R >>"),
        ["widths of all, again and again"] = () => Font(_ => $"<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /W [{string.Concat(Enumerable.Repeat("0 65000 500 ", 50_000))}] >>] >>"),
        ["an endless string"] = () => PdfSketch.OfPages("", "BT /F1 10 Tf (" + new string('(', 3_000_000)).ToBytes(),
        ["glyphs nowhere"] = () => PdfSketch.OfPages("", "1e9 0 0 1e9 1e300 1e300 cm 99999999999999999999999999999999999999999999999 0 0 1 0 0 cm BT /F1 1e30 Tf (ab) Tj ET").ToBytes(),
        ["each glyph by itself"] = () => PdfSketch.OfPages("", "BT /F1 10 Tf " + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i % 7} {i % 11} Td (a) Tj "))).ToBytes(),
        ["an outline in a circle"] = () => PdfSketch.OfPages("/Outlines << /First 5 0 R >>", "BT ET").ToBytesWith("<< /Title (a) /First 5 0 R /Next 5 0 R /Dest [4 0 R] >>"),
        ["names in a circle"] = () => PdfSketch.OfPages("/Outlines << /First 5 0 R >> /Names << /Dests 6 0 R >>", "BT ET").ToBytesWith("<< /Title (a) /Dest (a) >>", "<< /Kids [6 0 R 6 0 R] /Names [(a) (a)] >>"),
        ["no object, but its word"] = () => Encoding.Latin1.GetBytes("%PDF-1.4\n" + string.Concat(Enumerable.Repeat("1 0 obj ", 300_000))),
        ["streams without an end"] = () => Encoding.Latin1.GetBytes("%PDF-1.4\n" + string.Concat(Enumerable.Range(1, 100_000).Select(i => $"{i} 0 obj<</Type/ObjStm/N 9>>stream\n"))),
        ["encrypted by nothing"] = () => Encrypted("<< /Filter /Standard /V 5 /R 6 /U (short) /UE () >>"),
        ["encrypted by itself"] = () => Encrypted("<< /Filter /Standard /V 4 /R 4 /CF 9 0 R /StmF /A /O 9 0 R /U (12345678901234567890123456789012) >>"),
    };

    private static byte[] With(Action<PdfSketch> change)
    {
        var sketch = PdfSketch.OfPages("", "BT /F1 10 Tf 72 700 Td (a) Tj ET");
        change(sketch);
        return sketch.ToBytes();
    }

    private static byte[] Chain(Func<int, int, string> link)
    {
        var sketch = PdfSketch.OfPages("", "BT ET");
        sketch.Set(4, "<< /Type /Page /Contents 5 0 R >>");
        for (var i = 5; i < 50_000; i++)
        {
            sketch.Add(link(i, i + 1));
        }

        return sketch.ToBytes();
    }

    private static byte[] SelfHolding()
    {
        var sketch = new PdfSketch();
        sketch.Add("<< /Type /Catalog /Pages 2 0 R >>");
        sketch.Stream("/Type /ObjStm /N 2 /First 8 /Extends 2 0 R", "1 0 2 0 << /Type /Pages /Kids [2 0 R] >>");
        return sketch.ToBytesWithoutTable();
    }

    private static byte[] Bomb(int times)
    {
        var bomb = new byte[200_000_000];
        Array.Fill(bomb, (byte)' ');
        for (var i = 0; i < times; i++)
        {
            bomb = PdfSketch.Deflated(bomb);
        }

        var sketch = PdfSketch.OfPages("", "");
        sketch.Set(4, $"<< /Type /Page /Contents [{string.Concat(Enumerable.Repeat("5 0 R ", 10_000))}] >>");
        sketch.Stream($"/Filter [{string.Concat(Enumerable.Repeat("/FlateDecode ", times))}]", bomb);
        return sketch.ToBytes();
    }

    private static byte[] Forms()
    {
        const string Resources = "/Resources << /XObject << /A 5 0 R /B 6 0 R >> >>";
        var sketch = PdfSketch.OfPages("", "/A Do");
        sketch.Set(4, $"<< /Type /Page /Parent 2 0 R /Contents 3 0 R {Resources} >>");
        var draws = string.Concat(Enumerable.Repeat("/A Do /B Do ", 200));
        sketch.Stream($"/Subtype /Form {Resources}", draws);
        sketch.Stream($"/Subtype /Form {Resources}", draws);
        return sketch.ToBytes();
    }

    private static byte[] Font(Func<PdfSketch, string> font) => PdfSketch.InFont(font, "BT /F1 10 Tf 72 700 Td <0001> Tj ET");

    private static byte[] Encrypted(string how)
    {
        var text = Encoding.Latin1.GetString(PdfSketch.OfPages("", "BT ET").ToBytes());
        return Encoding.Latin1.GetBytes(text.Replace("/Root 1 0 R", $"/Root 1 0 R /Encrypt {how}", StringComparison.Ordinal));
    }
}
