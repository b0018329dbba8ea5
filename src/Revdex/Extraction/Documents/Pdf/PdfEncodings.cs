using System.Text;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>What the codes of simple fonts mean (ISO 32000-1, annex D): 256 texts, empty where there is none.</summary>
internal static class PdfEncodings
{
    /// <summary>Adobe's own, from 0xA1 on; a blank is no character.</summary>
    private const string StandardUpper =
        "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";

    /// <summary>Of the font Symbol: letters are Greek, the rest is its own.</summary>
    private const string SymbolLetters = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";

    private static readonly Encoding WindowsWestern = CodePagesEncodingProvider.Instance.GetEncoding(1252)!; // Part of .NET.

    private static readonly Encoding MacintoshWestern = CodePagesEncodingProvider.Instance.GetEncoding(10000)!;

    private static readonly string[] Standard = Table(code => code switch
    {
        0x27 => '’',
        0x60 => '‘',
        >= 0x20 and < 0x7F => (char)code,
        >= 0xA1 and var upper when upper - 0xA1 < StandardUpper.Length => StandardUpper[upper - 0xA1],
        _ => ' ',
    });

    private static readonly string[] WinAnsi = Table(code => code < 0x20 ? ' ' : code is 0x7F or 0x81 or 0x8D or 0x8F or 0x90 or 0x9D ? '•' : Of(WindowsWestern, code));

    private static readonly string[] MacRoman = Table(code => code < 0x20 ? ' ' : Of(MacintoshWestern, code));

    private static readonly string[] Symbol = Table(code => code switch
    {
        >= 0x41 and < 0x7F => SymbolLetters[code - 0x41],
        0xB7 => '•',
        0xAE => '→',
        0xB3 => '≥',
        0xA3 => '≤',
        0xB9 => '≠',
        >= 0x20 and < 0x41 => (char)code,
        _ => ' ',
    });

    private static readonly string[] Nothing = [.. Enumerable.Repeat("", 256)];

    /// <summary>A copy, to be changed.</summary>
    /// <param name="name">As PDF calls it; null or another: the font's own, as far as that can be known by its name.</param>
    public static string[] Of(string? name, string fontName, bool isTrueType) => [.. name switch
    {
        "WinAnsiEncoding" => WinAnsi,
        "MacRomanEncoding" => MacRoman,
        "StandardEncoding" => Standard,
        _ when fontName is "Symbol" => Symbol,
        _ when fontName is "ZapfDingbats" => Nothing,
        _ => isTrueType ? WinAnsi : Standard,
    }];

    public static string Western(ReadOnlySpan<byte> text) => WindowsWestern.GetString(text);

    private static char Of(Encoding encoding, int code) => encoding.GetChars([(byte)code])[0];

    private static string[] Table(Func<int, char> of) => [.. Enumerable.Range(0, 256).Select(code => of(code) is not ' ' and var c ? PdfGlyphs.Plain(c.ToString()) : code == ' ' ? " " : "")];
}
