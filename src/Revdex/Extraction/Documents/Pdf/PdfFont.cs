namespace Revdex.Extraction.Documents.Pdf;

/// <summary>What a font tells of a text shown in it: the codes of its bytes, their meaning and widths. Immutable once made.</summary>
internal sealed class PdfFont
{
    /// <summary>Of a font with codes of one byte, 256 each; null: see the maps.</summary>
    public string[]? Texts { get; init; }

    /// <summary>How long codes are and which characters they mean; null: one byte each, or two in a font of many.</summary>
    public PdfCharacterMap? Codes { get; init; }

    /// <summary>What codes mean as text; null: the file does not say.</summary>
    public PdfCharacterMap? Unicode { get; init; }

    /// <summary>By code, or by character in a font of many. In thousands of the size.</summary>
    public required IReadOnlyDictionary<int, double> Widths { get; init; }

    public required double DefaultWidth { get; init; }

    /// <summary>How large its letters are where the size is 1; else than 1 only where it draws them itself.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Codes are UTF-16 themselves.</summary>
    public bool IsUtf16 { get; init; }

    /// <summary>All letters are as wide as each other: how documents show code.</summary>
    public bool IsFixedPitch { get; init; }

    /// <summary>The next glyph.</summary>
    /// <param name="text">As the page has it.</param>
    /// <param name="at">A place before its end; moved behind the code.</param>
    /// <param name="width">In thousands of the size.</param>
    /// <param name="isBlank">It is the code that is widened between words.</param>
    public string Next(ReadOnlySpan<byte> text, ref int at, out double width, out bool isBlank)
    {
        var start = at;
        uint code;
        if (Texts is not null)
        {
            code = text[at++];
        }
        else if (Codes is not null)
        {
            code = Codes.Next(text, ref at);
        }
        else
        {
            code = at + 1 < text.Length ? (uint)(text[at] << 8 | text[at + 1]) : text[at];
            at = Math.Min(at + 2, text.Length);
        }

        isBlank = at - start == 1 && code == ' ';
        var character = Texts is null && Codes is not null ? Codes.CharacterOf(code) ?? 0 : (int)code;
        width = Widths.TryGetValue(character, out var own) ? own : DefaultWidth;
        return Unicode?.TextOf(code) ?? (Texts is not null ? Texts[code] : IsUtf16 && code is > 0 and < 0xD800 ? PdfGlyphs.Plain(((char)code).ToString()) : "");
    }
}
