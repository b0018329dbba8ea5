using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>What the names of glyphs mean: those of Latin, Greek and Cyrillic letters, punctuation and common signs, and by rule those that say their code (Adobe Glyph List Specification).</summary>
internal static class PdfGlyphs
{
    private const string Names =
        "exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) asterisk * plus + comma , hyphen - period . slash / zero 0 one 1 two 2 three 3 four 4 "
        + "five 5 six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \\ bracketright ] asciicircum ^ underscore _ grave ` braceleft { bar | "
        + "braceright } asciitilde ~ exclamdown ¡ cent ¢ sterling £ currency ¤ yen ¥ brokenbar ¦ section § dieresis ¨ copyright © ordfeminine ª guillemotleft « logicalnot ¬ registered ® macron ¯ "
        + "degree ° plusminus ± twosuperior ² threesuperior ³ acute ´ mu µ mu1 µ paragraph ¶ periodcentered · middot · cedilla ¸ onesuperior ¹ ordmasculine º guillemotright » onequarter ¼ onehalf ½ threequarters ¾ "
        + "questiondown ¿ AE Æ Eth Ð multiply × Oslash Ø Thorn Þ germandbls ß ae æ eth ð divide ÷ oslash ø thorn þ dotlessi ı dotlessj ȷ Lslash Ł lslash ł OE Œ oe œ Dcroat Đ dcroat đ Hbar Ħ hbar ħ IJ Ĳ ij ĳ "
        + "kgreenlandic ĸ Ldot Ŀ ldot ŀ napostrophe ŉ Eng Ŋ eng ŋ Tbar Ŧ tbar ŧ longs ſ Germandbls ẞ quoteleft ‘ quoteright ’ quotesinglbase ‚ quotereversed ‛ quotedblleft “ quotedblright ” quotedblbase „ "
        + "endash – emdash — figuredash ‒ bullet • dagger † daggerdbl ‡ ellipsis … perthousand ‰ guilsinglleft ‹ guilsinglright › trademark ™ Euro € euro € minus − fraction ⁄ florin ƒ circumflex ˆ tilde ˜ "
        + "breve ˘ dotaccent ˙ ring ˚ hungarumlaut ˝ ogonek ˛ caron ˇ ff ﬀ fi ﬁ fl ﬂ ffi ﬃ ffl ﬄ st ﬆ softhyphen - sfthyphen - hyphenminus - visiblespace ␣ numero № "
        + "Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Upsilon1 ϒ Phi Φ Chi Χ Psi Ψ Omega Ω "
        + "alpha α beta β gamma γ delta δ epsilon ε epsilon1 ϵ zeta ζ eta η theta θ theta1 ϑ iota ι kappa κ kappa1 ϰ lambda λ nu ν xi ξ omicron ο pi π omega1 ϖ rho ρ rho1 ϱ sigma σ sigma1 ς tau τ upsilon υ "
        + "phi φ phi1 ϕ chi χ psi ψ omega ω lessequal ≤ greaterequal ≥ notequal ≠ infinity ∞ summation ∑ product ∏ integral ∫ radical √ partialdiff ∂ approxequal ≈ similar ∼ equivalence ≡ element ∈ notelement ∉ "
        + "existential ∃ universal ∀ emptyset ∅ union ∪ intersection ∩ logicaland ∧ logicalor ∨ arrowleft ← arrowup ↑ arrowright → arrowdown ↓ arrowboth ↔ arrowdblleft ⇐ arrowdblright ⇒ arrowdblboth ⇔ lozenge ◊ "
        + "proportional ∝ congruent ≅ reflexsubset ⊆ reflexsuperset ⊇ propersubset ⊂ propersuperset ⊃ angle ∠ gradient ∇ nabla ∇ dotmath ⋅ asteriskmath ∗ perpendicular ⊥ circleplus ⊕ circlemultiply ⊗ minute ′ prime ′ "
        + "second ″ aleph ℵ weierstrass ℘ Ifraktur ℑ Rfraktur ℜ therefore ∴ suchthat ∋ angleleft ⟨ angleright ⟩ angbracketleft ⟨ angbracketright ⟩ lscript ℓ openbullet ◦ bardbl ‖ lessmuch ≪ greatermuch ≫ precedes ≺ "
        + "checkmark ✓ circlecopyrt © follows ≻ triangleright ▹ triangleleft ◃ star ⋆ diamond ⋄ backslashbig \\ slashbig / parenleftbig ( parenrightbig ) parenleftBig ( parenrightBig ) bracketleftbig [ bracketrightbig ]";

    /// <summary>Letters with an accent: each behind the letter that it is made of.</summary>
    private static readonly (string Accent, string Pairs)[] Accents =
    [
        ("acute", "AÁCĆEÉGǴIÍLĹNŃOÓRŔSŚUÚYÝZŹaácćeégǵiílĺnńoórŕsśuúyýzź"),
        ("grave", "AÀEÈIÌNǸOÒUÙWẀYỲaàeèiìnǹoòuùwẁyỳ"),
        ("circumflex", "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷ"),
        ("dieresis", "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿ"),
        ("tilde", "AÃIĨNÑOÕUŨaãiĩnñoõuũ"),
        ("ring", "AÅUŮaåuů"),
        ("caron", "CČDĎEĚGǦLĽNŇRŘSŠTŤZŽcčdďeěgǧlľnňrřsštťzž"),
        ("cedilla", "CÇGĢKĶLĻNŅRŖSŞTŢcçgģkķlļnņrŗsştţ"),
        ("commaaccent", "GĢKĶLĻNŅRŖSȘTȚgģkķlļnņrŗsștț"),
        ("ogonek", "AĄEĘIĮUŲaąeęiįuų"),
        ("breve", "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭ"),
        ("macron", "AĀEĒIĪOŌUŪaāeēiīoōuū"),
        ("dotaccent", "CĊEĖGĠIİZŻcċeėgġzż"),
        ("hungarumlaut", "OŐUŰoőuű"),
    ];

    /// <summary>The same accents where they are shown by themselves, before or behind their letter.</summary>
    private const string AccentMarks = "´`ˆ¨˜˚ˇ¸\0˛˘¯˙˝";

    private const string Cyrillic = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ";

    private static readonly FrozenDictionary<string, string> Known = Table();

    /// <summary>The text of a glyph; empty where its name says nothing.</summary>
    public static string Of(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        name = dot > 0 ? name[..dot] : name; // A form of the same: one.oldstyle.
        return Known.TryGetValue(name, out var known) ? known
            : name.Length == 1 ? Plain(name)
            : name.StartsWith("uni", StringComparison.Ordinal) && name.Length >= 7 && Units(name.AsSpan(3)) is { } units ? Plain(units)
            : name.Length is >= 5 and <= 7 && name[0] == 'u' && Rune(name.AsSpan(1)) is { } rune ? Plain(rune)
            : name.Contains('_', StringComparison.Ordinal) && name.Length > 2 ? string.Concat(name.Split('_', 16).Where(part => !part.Contains('_', StringComparison.Ordinal)).Select(Of))
            : "";
    }

    /// <summary>As people type and search it: ligatures in letters, blanks as blanks, nothing that no one sees.</summary>
    public static string Plain(string text)
    {
        if (text.Length == 1 && text[0] is > ' ' and < (char)0x7F)
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                'ﬀ' => plain.Append("ff"),
                'ﬁ' => plain.Append("fi"),
                'ﬂ' => plain.Append("fl"),
                'ﬃ' => plain.Append("ffi"),
                'ﬄ' => plain.Append("ffl"),
                'ﬅ' or 'ﬆ' => plain.Append("st"),
                '\u00AD' => plain.Append('-'),
                '\uFEFF' or '\u200B' or '\u200C' or '\u200D' or '\uFFFD' or '\0' => plain,
                _ when char.IsWhiteSpace(c) => plain.Append(' '),
                _ when char.IsControl(c) => plain,
                _ => plain.Append(c),
            };
        }

        return plain.ToString();
    }

    /// <summary>The letter that a letter and an accent are, shown upon each other; null: none.</summary>
    public static char? Composed(char letter, char accent)
    {
        var at = AccentMarks.IndexOf(accent, StringComparison.Ordinal);
        letter = letter switch { 'ı' => 'i', 'ȷ' => 'j', _ => letter };
        var pairs = at < 0 ? "" : Accents[at].Pairs;
        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i] == letter)
            {
                return pairs[i + 1];
            }
        }

        return null;
    }

    private static string? Units(ReadOnlySpan<char> digits)
    {
        var text = new StringBuilder();
        for (; digits.Length >= 4; digits = digits[4..])
        {
            if (!ushort.TryParse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) || char.IsSurrogate((char)unit))
            {
                return null;
            }

            text.Append((char)unit);
        }

        return text.ToString();
    }

    private static string? Rune(ReadOnlySpan<char> digits) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && System.Text.Rune.TryCreate(value, out var rune) ? rune.ToString() : null;

    private static FrozenDictionary<string, string> Table()
    {
        var table = Names.Split(' ').Chunk(2).ToDictionary(pair => pair[0], pair => Plain(pair[1]), StringComparer.Ordinal);
        foreach (var name in (ReadOnlySpan<string>)["space", "nbspace", "nonbreakingspace", "spacehackarabic"])
        {
            table[name] = " ";
        }

        foreach (var (accent, pairs) in Accents)
        {
            foreach (var pair in pairs.Chunk(2))
            {
                table[pair[0] + accent] = pair[1].ToString();
            }
        }

        for (var i = 0; i < Cyrillic.Length; i++)
        {
            table[string.Create(CultureInfo.InvariantCulture, $"afii{10017 + i}")] = Cyrillic[i].ToString();
            table[string.Create(CultureInfo.InvariantCulture, $"afii{10065 + i}")] = Cyrillic[i].ToString().ToLowerInvariant();
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
