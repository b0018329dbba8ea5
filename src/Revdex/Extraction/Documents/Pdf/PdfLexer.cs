using System.Collections.Frozen;
using System.Text;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Reads values (ISO 32000-1, 7.2 and 7.3) from bytes that may be anything: what is no value is passed over.</summary>
internal ref struct PdfLexer(ReadOnlySpan<byte> data, int at = 0)
{
    /// <summary>Dictionaries and arrays within each other.</summary>
    private const int DepthMax = 40;

    /// <summary>Of one value with all that is in it: the widths of a font of 65,536 glyphs and more.</summary>
    private const int ValuesMax = 250_000;

    /// <summary>A longer word is damage.</summary>
    private const int WordMaxBytes = 128;

    private static readonly FrozenDictionary<int, string> Words = ("obj endobj stream R n f xref BT ET Tf Td TD Tm T* Tj TJ ' \" Tc Tw Tz TL Ts Tr q Q cm Do BI ID EI re m l c v y h S s f F f* B B* b b* n W W* "
        + "g G rg RG k K cs CS sc SC scn SCN sh w J j M d ri i gs BMC BDC EMC MP DP d0 d1 def").Split(' ').Distinct().Where(word => word.Length <= 4).ToFrozenDictionary(Packed, word => word);

    private readonly ReadOnlySpan<byte> _data = data;

    public int At { get; set; } = Math.Clamp(at, 0, data.Length);

    /// <summary>Values and their bytes that were read: what the reading cost.</summary>
    public long Cost { get; private set; }

    /// <summary>The next value, of kind End where there is none.</summary>
    /// <param name="hasReferences">Whether <c>12 0 R</c> is one value, as everywhere but in the content of pages.</param>
    public PdfValue Read(bool hasReferences = true)
    {
        var left = ValuesMax;
        return Read(hasReferences, 0, ref left);
    }

    public void SkipBlank()
    {
        while (At < _data.Length)
        {
            if (_data[At] == (byte)'%')
            {
                var end = _data[At..].IndexOfAny((byte)'\n', (byte)'\r');
                At = end < 0 ? _data.Length : At + end;
            }
            else if (IsBlank(_data[At]))
            {
                At++;
            }
            else
            {
                return;
            }
        }
    }

    private PdfValue Read(bool hasReferences, int depth, ref int left)
    {
        SkipBlank();
        Cost++;
        if (At >= _data.Length || --left < 0 || depth > DepthMax)
        {
            At = left < 0 || depth > DepthMax ? _data.Length : At; // What is so deep or so large is no document.
            return PdfValue.Of(PdfKind.End);
        }

        switch (_data[At])
        {
            case (byte)'/':
                At++;
                return PdfValue.OfName(ReadName());
            case (byte)'(':
                return OfText(PdfTexts.Literal(_data, At, out var behindLiteral), behindLiteral);
            case (byte)'<' when At + 1 < _data.Length && _data[At + 1] == (byte)'<':
                At += 2;
                return PdfValue.Of(ReadEntries(hasReferences, depth, ref left));
            case (byte)'<':
                return OfText(PdfTexts.Hexadecimal(_data, At, out var behindDigits), behindDigits);
            case (byte)'[':
                At++;
                return PdfValue.Of(ReadItems(hasReferences, depth, ref left));
            case (byte)'>' when At + 1 < _data.Length && _data[At + 1] == (byte)'>':
                At += 2;
                return PdfValue.Of(PdfKind.Close);
            case (byte)']' or (byte)'>' or (byte)')' or (byte)'}' or (byte)'{':
                return PdfValue.Of(_data[At++] == (byte)']' ? PdfKind.Close : PdfKind.Null);
            case (byte)'+' or (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9'):
                return ReadNumber(hasReferences);
            default:
                return ReadWord();
        }
    }

    private PdfValue OfText(byte[] text, int behind)
    {
        Cost += (behind - At) / 16;
        At = behind;
        return PdfValue.Of(text);
    }

    private List<PdfValue> ReadItems(bool hasReferences, int depth, ref int left)
    {
        var items = new List<PdfValue>();
        for (var value = Read(hasReferences, depth + 1, ref left); value.Kind is not (PdfKind.Close or PdfKind.End); value = Read(hasReferences, depth + 1, ref left))
        {
            items.Add(value);
        }

        return items;
    }

    private Dictionary<string, PdfValue> ReadEntries(bool hasReferences, int depth, ref int left)
    {
        var entries = new Dictionary<string, PdfValue>(StringComparer.Ordinal);
        for (var key = Read(hasReferences, depth + 1, ref left); key.Kind is not (PdfKind.Close or PdfKind.End); key = Read(hasReferences, depth + 1, ref left))
        {
            if (key.Name is { } name)
            {
                var value = Read(hasReferences, depth + 1, ref left);
                if (value.Kind is PdfKind.Close or PdfKind.End)
                {
                    break;
                }

                entries[name] = value;
            }
        }

        return entries;
    }

    private string ReadName()
    {
        var start = At;
        PassRegular();
        var name = _data[start..At];
        Cost += name.Length / 16;
        if (name.IndexOf((byte)'#') < 0)
        {
            return Encoding.Latin1.GetString(name);
        }

        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var isCoded = name[i] == (byte)'#' && i + 2 < name.Length && PdfTexts.Digit(name[i + 1]) >= 0 && PdfTexts.Digit(name[i + 2]) >= 0;
            text.Append((char)(isCoded ? PdfTexts.Digit(name[i + 1]) * 16 + PdfTexts.Digit(name[i + 2]) : name[i]));
            i += isCoded ? 2 : 0;
        }

        return text.ToString();
    }

    private PdfValue ReadNumber(bool hasReferences)
    {
        var (isNegative, value, scale, isWhole) = (false, 0.0, 1.0, true);
        for (; At < _data.Length; At++)
        {
            var c = _data[At];
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                value = isWhole ? value * 10 + (c - '0') : value + (c - '0') * (scale /= 10);
            }
            else if (c == (byte)'.')
            {
                isWhole = false;
            }
            else if (c == (byte)'-')
            {
                isNegative = true; // Some write several.
            }
            else if (c != (byte)'+')
            {
                break;
            }
        }

        value = double.IsFinite(value) ? value : 0;
        return hasReferences && isWhole && !isNegative && value < int.MaxValue && TryReadReference() ? PdfValue.OfReference((int)value) : PdfValue.Of(isNegative ? -value : value);
    }

    /// <summary>What follows the number of a reference: a generation, and <c>R</c>.</summary>
    private bool TryReadReference()
    {
        var at = At;
        while (at < _data.Length && IsBlank(_data[at]))
        {
            at++;
        }

        var digits = at;
        while (at < _data.Length && at < digits + 5 && _data[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        var blank = at;
        while (at < _data.Length && IsBlank(_data[at]))
        {
            at++;
        }

        var isReference = blank > digits && at > blank && at < _data.Length && _data[at] == (byte)'R' && (at + 1 == _data.Length || !IsRegular(_data[at + 1]));
        At = isReference ? at + 1 : At;
        return isReference;
    }

    private PdfValue ReadWord()
    {
        var start = At;
        PassRegular();
        At = At == start ? At + 1 : At;
        var word = _data[start..Math.Min(At, start + WordMaxBytes)];
        return word.SequenceEqual("true"u8) ? PdfValue.Of(true)
            : word.SequenceEqual("false"u8) ? PdfValue.Of(false)
            : word.SequenceEqual("null"u8) ? PdfValue.Of(PdfKind.Null)
            : PdfValue.OfWord(word.Length <= 4 && Words.TryGetValue(Packed(word), out var known) ? known : Encoding.Latin1.GetString(word));
    }

    private void PassRegular()
    {
        while (At < _data.Length && IsRegular(_data[At]))
        {
            At++;
        }
    }

    public static bool IsBlank(byte c) => c is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'\f' or 0;

    private static bool IsRegular(byte c) => !IsBlank(c) && c is not ((byte)'/' or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'%');

    private static int Packed(string word) => Packed(Encoding.Latin1.GetBytes(word));

    private static int Packed(ReadOnlySpan<byte> word)
    {
        var packed = 0;
        foreach (var c in word)
        {
            packed = packed << 8 | c;
        }

        return packed;
    }
}
