using System.Text;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>
/// A CMap (ISO 32000-1, 9.7.5 and 9.10.3): how long codes are, and what they stand for, a text or a character of the font. What is said of more codes than a
/// font has is left out.
/// </summary>
internal sealed class PdfCharacterMap
{
    private PdfCharacterMap(PdfBudget budget) => _budget = budget;

    /// <summary>Codes with a meaning: as many as a font has glyphs.</summary>
    private const int MeaningsMax = 65_536;

    /// <summary>Of a code.</summary>
    private const int CodeMaxBytes = 4;

    private readonly PdfBudget _budget;
    private readonly Dictionary<uint, string> _texts = [];
    private readonly Dictionary<uint, int> _characters = [];
    private readonly List<(int Bytes, uint Low, uint High)> _codes = [];

    public static PdfCharacterMap Read(ReadOnlySpan<byte> text, PdfBudget budget)
    {
        var map = new PdfCharacterMap(budget);
        var operands = new List<PdfValue>();
        var lexer = new PdfLexer(text);
        for (var value = lexer.Read(hasReferences: false); value.Kind != PdfKind.End && !budget.IsSpent; value = lexer.Read(hasReferences: false))
        {
            if (value.Word is { } word)
            {
                map.Note(word, operands);
                budget.Kept(operands.Count);
                operands.Clear();
            }
            else if (operands.Count < MeaningsMax)
            {
                operands.Add(value);
            }
        }

        budget.Work(lexer.Cost);
        return map;
    }

    public bool HasTexts => _texts.Count > 0;

    public bool HasCodes => _codes.Count > 0;

    public string? TextOf(uint code) => _texts.GetValueOrDefault(code);

    /// <summary>The font's character; null where none is said.</summary>
    public int? CharacterOf(uint code) => _characters.TryGetValue(code, out var character) ? character : null;

    /// <summary>The code at a place, as long as the map says that codes are that begin so.</summary>
    public uint Next(ReadOnlySpan<byte> text, ref int at)
    {
        var code = 0u;
        for (var bytes = 1; bytes <= CodeMaxBytes && at + bytes <= text.Length; bytes++)
        {
            code = code << 8 | text[at + bytes - 1];
            foreach (var range in _codes)
            {
                if (range.Bytes == bytes && code >= range.Low && code <= range.High)
                {
                    at += bytes;
                    return code;
                }
            }
        }

        var length = Math.Min(_codes.Count > 0 ? _codes.Min(range => range.Bytes) : 1, text.Length - at);
        code = CodeOf(text.Slice(at, length));
        at += length;
        return code;
    }

    private void Note(string word, List<PdfValue> operands)
    {
        switch (word)
        {
            case "endcodespacerange":
                for (var i = 0; i + 1 < operands.Count && _codes.Count < 100; i += 2)
                {
                    if (operands[i].Text is { Length: > 0 and <= CodeMaxBytes } low && operands[i + 1].Text is { } high)
                    {
                        _codes.Add((low.Length, CodeOf(low), CodeOf(high)));
                    }
                }

                break;
            case "endbfchar":
                for (var i = 0; i + 1 < operands.Count; i += 2)
                {
                    AddText(operands[i].Text, 0, operands[i + 1], 0);
                }

                break;
            case "endbfrange":
                EachOfRanges(operands, (low, i, to) => to.Items is { } items ? i < items.Count && AddText(low, i, items[i], 0) : AddText(low, i, to, i));
                break;
            case "endcidchar":
                for (var i = 0; i + 1 < operands.Count; i += 2)
                {
                    AddCharacter(operands[i].Text, 0, operands[i + 1]);
                }

                break;
            case "endcidrange":
                EachOfRanges(operands, AddCharacter);
                break;
        }
    }

    private void EachOfRanges(List<PdfValue> operands, Func<byte[], int, PdfValue, bool> add)
    {
        for (var i = 0; i + 2 < operands.Count; i += 3)
        {
            if (operands[i].Text is { } low && operands[i + 1].Text is { } high)
            {
                var count = Math.Min((long)CodeOf(high) - CodeOf(low) + 1, MeaningsMax);
                _budget.Kept(count);
                for (var j = 0; !_budget.IsSpent && j < count && add(low, j, operands[i + 2]); j++)
                {
                    // Until it is full, or the range ends.
                }
            }
        }
    }

    /// <summary>False once there is no room.</summary>
    private bool AddText(byte[]? code, int plus, PdfValue to, int plusText)
    {
        if (_texts.Count >= MeaningsMax || code is null)
        {
            return false;
        }

        if (to.Text is { Length: > 0 and <= 512 } units)
        {
            var text = units.Length == 1 ? ((char)units[0]).ToString() : Encoding.BigEndianUnicode.GetString(units);
            _texts[CodeOf(code) + (uint)plus] = PdfGlyphs.Plain(plusText == 0 || text.Length == 0 ? text : Advanced(text, plusText));
        }
        else if (to.Name is { } name)
        {
            _texts[CodeOf(code) + (uint)plus] = PdfGlyphs.Of(name);
        }

        return true;
    }

    private bool AddCharacter(byte[]? code, int plus, PdfValue to)
    {
        if (_characters.Count >= MeaningsMax || code is null || to.Integer is not { } character)
        {
            return false;
        }

        _characters[CodeOf(code) + (uint)plus] = unchecked(character + plus);
        return true;
    }

    /// <summary>A text whose last character is one so far behind it.</summary>
    private static string Advanced(string text, int by)
    {
        var isPair = text.Length >= 2 && char.IsSurrogatePair(text[^2], text[^1]);
        var last = (isPair ? char.ConvertToUtf32(text[^2], text[^1]) : text[^1]) + by;
        return Rune.IsValid(last) ? text[..^(isPair ? 2 : 1)] + new Rune(last) : text;
    }

    private static uint CodeOf(ReadOnlySpan<byte> bytes)
    {
        var code = 0u;
        foreach (var b in bytes)
        {
            code = code << 8 | b;
        }

        return code;
    }
}
