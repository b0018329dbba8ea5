using System.Globalization;
using System.Reflection;
using System.Text;

namespace Revdex.Embedding.Tokenizing;

/// <summary>What normal forms are made by: decompositions, compositions and combining classes of the Unicode Character Database (unicode.txt). Read when first asked for.</summary>
internal sealed class UnicodeTable
{
    private static readonly Lazy<UnicodeTable> Lazily = new(() => new UnicodeTable());

    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<int, int[]> _compatible = [];
    private readonly Dictionary<(int, int), int> _composed = [];
    private readonly Dictionary<int, byte> _classes = [];

    private UnicodeTable()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("embedding/unicode.txt")!; // Built in.
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                section = line;
            }
            else if (!line.StartsWith('#'))
            {
                Add(section, line.Split(' '));
            }
        }
    }

    public static UnicodeTable Instance => Lazily.Value;

    /// <summary>One step; null: it is not made of others.</summary>
    /// <param name="isCompatible">Also what only looks different: <c>ﬁ</c>, <c>½</c>.</param>
    public int[]? Parts(int character, bool isCompatible) =>
        _canonical.TryGetValue(character, out var parts) || (isCompatible && _compatible.TryGetValue(character, out parts)) ? parts : null;

    /// <summary>The character that two are; null: none.</summary>
    public int? Whole(int first, int second) => _composed.TryGetValue((first, second), out var whole) ? whole : null;

    /// <summary>0: a character that others follow.</summary>
    public byte Class(int character) => _classes.GetValueOrDefault(character);

    private void Add(string section, string[] fields)
    {
        var range = fields[0].Split('-');
        var (first, last) = (Hexadecimal(range[0]), Hexadecimal(range[^1]));
        for (var character = first; character <= last; character++)
        {
            if (section == "[class]")
            {
                _classes.Add(character, byte.Parse(fields[1], CultureInfo.InvariantCulture));
                continue;
            }

            // Of a range each character is one further than the one before.
            int[] parts = [.. fields.Skip(1).Select(part => Hexadecimal(part) + character - first)];
            (section == "[compatible]" ? _compatible : _canonical).Add(character, parts);
            if (section == "[composed]")
            {
                _composed.Add((parts[0], parts[1]), character);
            }
        }
    }

    private static int Hexadecimal(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
