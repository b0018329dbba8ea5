using System.Globalization;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Fonts of a file (ISO 32000-1, 9.5 to 9.7), each read once. For one thread.</summary>
internal sealed class PdfFonts(PdfFile file)
{
    /// <summary>Of one font of many characters.</summary>
    private const int WidthsMax = 65_536;

    /// <summary>How much of a font's program is looked at for its encoding, which stands in front.</summary>
    private const int ProgramHeadBytes = 32 * 1024;

    /// <summary>Of the box around all letters of a font, in sizes.</summary>
    private const double BoxHeight = 1.2;

    /// <summary>Parts of the names of fonts for code.</summary>
    private static readonly string[] FixedPitchNames = ["Courier", "Mono", "Consol", "Typewriter", "cmtt", "cmsltt", "cmitt", "lmtt", "txtt", "Menlo", "Monaco", "SourceCode", "FixedSys", "Terminal", "Fira Code", "FiraCode"];

    private readonly Dictionary<Dictionary<string, PdfValue>, PdfFont> _known = new(ReferenceEqualityComparer.Instance);

    public PdfFont? Of(PdfValue value)
    {
        if (value.Entries is not { } entries)
        {
            return null;
        }

        if (!_known.TryGetValue(entries, out var font))
        {
            font = file.Value(entries, "Subtype").Name == "Type0" ? Composite(entries) : Simple(entries);
            _known.Add(entries, font);
        }

        return font;
    }

    private PdfFont Simple(Dictionary<string, PdfValue> entries)
    {
        var (type, name) = (file.Value(entries, "Subtype").Name, NameOf(entries));
        var descriptor = file.Value(entries, "FontDescriptor").Entries;
        var scale = type == "Type3" && file.Items(entries.GetValueOrDefault("FontMatrix")).FirstOrDefault().Number is { } unit ? Math.Abs(unit) * 1000 : 1;
        var (first, widths) = (file.Value(entries, "FirstChar").Integer ?? 0, new Dictionary<int, double>());
        foreach (var width in file.Items(entries.GetValueOrDefault("Widths")).Take(256))
        {
            widths[first++] = (width.Number ?? 0) * scale;
        }

        if (widths.Count == 0)
        {
            widths = PdfStandardWidths.Of(name);
        }

        return new PdfFont
        {
            Texts = Encoding(entries, descriptor, name, type),
            Unicode = Map(file.Value(entries, "ToUnicode")) is { HasTexts: true } map ? map : null,
            Widths = widths,
            Scale = type == "Type3" ? ScaleOf(entries, scale) : 1,
            DefaultWidth = file.Value(descriptor, "MissingWidth").Number ?? (widths.Count > 0 ? 0 : 500),
            IsFixedPitch = IsFixedPitch(name, descriptor) || (widths.GetValueOrDefault('i') is > 0 and var narrow && widths.GetValueOrDefault('m') == narrow && widths.GetValueOrDefault('e') == narrow),
        };
    }

    private string[] Encoding(Dictionary<string, PdfValue> entries, Dictionary<string, PdfValue>? descriptor, string name, string? type)
    {
        var encoding = file.Value(entries, "Encoding");
        var texts = PdfEncodings.Of(encoding.Name ?? file.Value(encoding.Entries, "BaseEncoding").Name, name, isTrueType: type == "TrueType");
        if (encoding.Name is null && file.Value(descriptor, "FontFile").Stream is { } program && file.Unpack(program) is { } plain)
        {
            ReadOwnEncoding(plain.Span[..Math.Min(plain.Length, ProgramHeadBytes)], texts);
        }

        var code = 0;
        foreach (var item in file.Items(file.Value(encoding.Entries, "Differences")))
        {
            if (item.Integer is { } next)
            {
                code = next;
            }
            else if (item.Name is { } glyph && code is >= 0 and < 256)
            {
                texts[code++] = PdfGlyphs.Of(glyph) is { Length: > 0 } text ? text : type == "Type3" ? NumberedGlyph(glyph) : "";
            }
        }

        return texts;
    }

    /// <summary>Fonts of drawn letters call them by their codes: <c>a65</c>.</summary>
    private static string NumberedGlyph(string name) =>
        name.Length is 3 or 4 && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is > ' ' and < 0x7F ? ((char)code).ToString() : "";

    /// <summary>Of letters that the font draws itself, told by the box around them all.</summary>
    private double ScaleOf(Dictionary<string, PdfValue> entries, double scale)
    {
        List<PdfValue> box = [.. file.Items(entries.GetValueOrDefault("FontBBox"))];
        return box is [_, { Number: { } bottom }, _, { Number: { } top }] && Math.Abs(top - bottom) * scale / 1000 is > 0.01 and var height && double.IsFinite(height) ? height / BoxHeight : 1;
    }

    /// <summary>Lines <c>dup 65 /A put</c> of a Type 1 font.</summary>
    private void ReadOwnEncoding(ReadOnlySpan<byte> program, string[] texts)
    {
        var lexer = new PdfLexer(program);
        for (var value = lexer.Read(hasReferences: false); value.Kind != PdfKind.End && value.Word != "eexec"; value = lexer.Read(hasReferences: false))
        {
            if (value.Word == "dup" && lexer.Read(hasReferences: false).Integer is >= 0 and < 256 and var code && lexer.Read(hasReferences: false).Name is { } glyph)
            {
                texts[code] = PdfGlyphs.Of(glyph);
            }
        }

        file.Budget.Work(lexer.Cost);
    }

    private PdfFont Composite(Dictionary<string, PdfValue> entries)
    {
        var descendant = file.Items(entries.GetValueOrDefault("DescendantFonts")).FirstOrDefault().Entries;
        var encoding = file.Value(entries, "Encoding");
        var name = NameOf(entries);
        return new PdfFont
        {
            Codes = Map(encoding) is { HasCodes: true } codes ? codes : null,
            Unicode = Map(file.Value(entries, "ToUnicode")) is { HasTexts: true } map ? map : null,
            Widths = Widths(file.Value(descendant, "W")),
            DefaultWidth = file.Value(descendant, "DW").Number ?? 1000,
            IsUtf16 = encoding.Name is { } known && (known.Contains("UCS2", StringComparison.Ordinal) || known.Contains("UTF16", StringComparison.Ordinal)),
            IsFixedPitch = IsFixedPitch(name, file.Value(descendant, "FontDescriptor").Entries),
        };
    }

    /// <summary><c>[first [w w …] first last w …]</c>.</summary>
    private Dictionary<int, double> Widths(PdfValue array)
    {
        var widths = new Dictionary<int, double>();
        List<PdfValue> items = [.. file.Items(array)];
        for (var i = 0; i + 1 < items.Count && widths.Count < WidthsMax && !file.Budget.IsSpent;)
        {
            var first = items[i].Integer ?? 0;
            if (items[i + 1].Items is { } list)
            {
                list.ForEach(width => widths[first++] = file.Value(width).Number ?? 0);
                file.Budget.Kept(list.Count);
                i += 2;
            }
            else
            {
                var last = Math.Min(items[i + 1].Integer ?? 0, Math.Clamp(first, 0, WidthsMax) + WidthsMax);
                file.Budget.Kept(Math.Max(0, last - first));
                for (; first <= last && i + 2 < items.Count; first++)
                {
                    widths[first] = items[i + 2].Number ?? 0;
                }

                i += 3;
            }

        }

        return widths;
    }

    private PdfCharacterMap? Map(PdfValue value) => value.Stream is { } stream && file.Unpack(stream) is { } text ? PdfCharacterMap.Read(text.Span, file.Budget) : null;

    private bool IsFixedPitch(string name, Dictionary<string, PdfValue>? descriptor) =>
        ((file.Value(descriptor, "Flags").Integer ?? 0) & 1) != 0 || FixedPitchNames.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Without the mark of a part of a font: <c>ABCDEF+</c>.</summary>
    private string NameOf(Dictionary<string, PdfValue> entries)
    {
        var name = file.Value(entries, "BaseFont").Name ?? "";
        return name.Length > 7 && name[6] == '+' ? name[7..] : name;
    }
}
