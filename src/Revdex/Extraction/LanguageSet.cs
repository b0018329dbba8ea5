using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Revdex.Extraction.Documents;
using Revdex.Extraction.Masking;
using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>The languages that this build knows, and which of them a path is in.</summary>
public sealed class LanguageSet
{
    /// <summary>File systems allow no more.</summary>
    private const int NameMaxLength = 255;

    /// <summary>In a column of <see cref="Ordinal"/>s: no language.</summary>
    internal const byte NoOrdinal = byte.MaxValue;

    private readonly Dictionary<Language, byte> _ordinals = [];
    private readonly Dictionary<string, Language> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Language>.AlternateLookup<ReadOnlySpan<char>> _byExtension;
    private readonly Dictionary<string, Language>.AlternateLookup<ReadOnlySpan<char>> _byFileName;

    private readonly Dictionary<string, Language> _byWord = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Language> _byAlias = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Language> _byInterpreter = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _opaque;

    private LanguageSet(IReadOnlyList<Language> all, IEnumerable<string> opaque, string detectionDigest)
    {
        (All, DetectionDigest) = (all, detectionDigest);
        _opaque = new HashSet<string>(opaque, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        var byExtension = new Dictionary<string, Language>(StringComparer.OrdinalIgnoreCase);
        var byFileName = new Dictionary<string, Language>(StringComparer.Ordinal);
        foreach (var language in all)
        {
            _ordinals.Add(language, checked((byte)_ordinals.Count));
            _byId.Add(language.Id, language);
            foreach (var extension in language.Extensions)
            {
                byExtension.Add(extension, language);
            }

            foreach (var fileName in language.FileNames)
            {
                byFileName.Add(fileName, language);
            }
        }

        foreach (var (word, language) in all.SelectMany(l => l.Interpreters.Select(w => (w, l))))
        {
            _byInterpreter.Add(word, language);
        }

        foreach (var (word, language) in all.SelectMany(l => l.Aliases.Select(w => (w, l))))
        {
            _byAlias.Add(word, language);
        }

        foreach (var (word, language) in all.Select(l => (l.Id, l)).Concat(all.Select(l => (l.Name, l))).Concat(all.SelectMany(l => l.Extensions.Concat(l.Interpreters).Select(w => (w, l)))))
        {
            _byWord.TryAdd(word, language);
        }

        _byExtension = byExtension.GetAlternateLookup<ReadOnlySpan<char>>();
        _byFileName = byFileName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What queries/languages.json holds, read once.</summary>
    public static LanguageSet Default { get; } = Load();

    /// <summary>Ordered by <see cref="Language.Id"/>, ordinal.</summary>
    public IReadOnlyList<Language> All { get; }

    /// <summary>Hexadecimal digits over all that decides what a content's language is, and over the order of the languages.</summary>
    internal string DetectionDigest { get; }

    public Language? ById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Its place in <see cref="All"/>; <see cref="NoOrdinal"/> of none.</summary>
    internal byte Ordinal(Language? language) => language is null ? NoOrdinal : _ordinals[language];

    internal Language? At(byte ordinal) => ordinal == NoOrdinal ? null : All[ordinal];

    /// <summary>What people call a language in a document or a page: by id, name, extension (<c>js</c>) or interpreter (<c>sh</c>).</summary>
    public Language? ByWord(string word) => _byWord.GetValueOrDefault(word);

    /// <summary>What <c>.gitattributes</c> and modelines call a language: also by the names that Linguist and editors have for it, blanks or dashes in them.</summary>
    public Language? ByMode(string word)
    {
        var plain = word.EndsWith("-mode", StringComparison.OrdinalIgnoreCase) ? word[..^"-mode".Length] : word;
        return _byAlias.GetValueOrDefault(plain.Replace(' ', '-')) ?? ByWord(plain) ?? ByWord(plain.Replace('-', ' '));
    }

    /// <summary>The language of scripts that a program runs, whatever its version: <c>python3.11</c>, <c>lua-5.4</c>.</summary>
    public Language? ByInterpreter(string name)
    {
        var program = name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^".exe".Length] : name;
        return _byInterpreter.GetValueOrDefault(program) ?? _byInterpreter.GetValueOrDefault(program.TrimEnd('.', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
    }

    /// <summary>Whether a file's content may tell a language: its name tells none, and does not say either that there can be none.</summary>
    public bool IsLookedInto(ReadOnlySpan<byte> path)
    {
        Span<char> buffer = stackalloc char[NameMaxLength];
        var name = NameOf(path, buffer);
        return !name.IsEmpty && DetectName(name) is null && !_opaque.Contains(ExtensionOf(name));
    }

    /// <summary>The language of a repository path, by file name, then by extension; null where none is known.</summary>
    public Language? Detect(ReadOnlySpan<byte> path)
    {
        Span<char> buffer = stackalloc char[NameMaxLength];
        return DetectName(NameOf(path, buffer));
    }

    private Language? DetectName(ReadOnlySpan<char> name) =>
        _byFileName.TryGetValue(name, out var byName) ? byName : _byExtension.TryGetValue(ExtensionOf(name), out var language) ? language : null;

    /// <summary>The last part of a path; empty where it is too long for a name.</summary>
    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<byte> path, Span<char> buffer)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        return name.Length > NameMaxLength ? [] : buffer[..Encoding.Latin1.GetChars(name, buffer)];
    }

    /// <summary>What follows the last dot; empty where there is none.</summary>
    private static ReadOnlySpan<char> ExtensionOf(ReadOnlySpan<char> name) => name[(name.LastIndexOf('.') is var dot and >= 0 ? dot + 1 : name.Length)..];

    private static LanguageSet Load()
    {
        using var document = JsonDocument.Parse(Resource("queries/languages.json")!);
        var versions = PackageVersions();
        var entries = document.RootElement.GetProperty("languages").EnumerateArray()
            .Select(e => new Entry(e, e.GetProperty("id").GetString()!)).OrderBy(e => e.Id, StringComparer.Ordinal).ToList(); // Each has one.
        entries.ForEach(e => e.Own = FingerprintOf(e.Json, e.Query, versions));

        // What is found in files that have pieces of any language hangs on all languages.
        var all = $"{Limits.PieceMemoryMaxBytes}\n{string.Join('\n', entries.Select(e => e.Own))}\n{string.Join('\n', entries.Select(e => WordsOf(e.Json)))}";
        return new LanguageSet(
            [.. entries.Select(e => Read(e.Json, e.Id, e.Query, versions, Fingerprint(e)))],
            Strings(document.RootElement, "opaque"), Digest($"{ContentLanguage.Version}\n{document.RootElement.GetRawText().ReplaceLineEndings("\n")}"));

        string Fingerprint(Entry entry) =>
            entry.Query.Contains("@embed", StringComparison.Ordinal) ? Digest($"{entry.Own}\n{all}")
            : SupersetOf(entry.Json) is { } superset ? Digest($"{entry.Own}\n{CppText.Version}\n{entries.First(e => e.Id == superset).Own}")
            : entry.Own;
    }

    private static Language Read(JsonElement entry, string id, string query, Dictionary<string, string> versions, string fingerprint) => new()
    {
        Id = id,
        Name = entry.GetProperty("name").GetString()!,
        GrammarId = entry.TryGetProperty("grammar", out var grammar) ? grammar.GetString()! : id,
        Symbol = entry.GetProperty("symbol").GetString()!,
        Package = PackageOf(entry, versions),
        Query = query,
        Extensions = Strings(entry, "extensions"),
        FileNames = Strings(entry, "filenames"),
        Interpreters = Strings(entry, "interpreters"),
        Aliases = Strings(entry, "aliases"),
        IsText = entry.TryGetProperty("text", out var text) && text.GetBoolean(),
        IsDocument = entry.TryGetProperty("document", out var document) && document.GetBoolean(),
        Form = FormOf(entry),
        Superset = SupersetOf(entry),
        Mask = NameMask.Of(NamesOf(entry)),
        CodeMask = CodeMaskOf(entry),
        Fingerprint = fingerprint,
    };

    /// <summary>By which pieces of the language are known: see <see cref="ByWord"/>.</summary>
    private static string WordsOf(JsonElement entry) =>
        string.Join(' ', [entry.GetProperty("name").GetString()!, .. Strings(entry, "extensions"), .. Strings(entry, "interpreters")]);

    private static JsonElement? NamesOf(JsonElement entry) => entry.TryGetProperty("names", out var names) ? names : null;

    private static DocumentForm FormOf(JsonElement entry) =>
        entry.TryGetProperty("form", out var form) ? Enum.Parse<DocumentForm>(form.GetString()!, ignoreCase: true) : DocumentForm.None;

    private static string? SupersetOf(JsonElement entry) => entry.TryGetProperty("superset", out var superset) ? superset.GetString() : null;

    private static CodeMask CodeMaskOf(JsonElement entry) =>
        entry.TryGetProperty("mask", out var mask) ? Enum.Parse<CodeMask>(mask.GetString()!, ignoreCase: true) : CodeMask.None;

    private static string PackageOf(JsonElement entry, Dictionary<string, string> versions)
    {
        var package = entry.GetProperty("package").GetString()!;
        return $"{package}@{versions[package]}";
    }

    /// <summary>
    /// The text of queries/ID.scm and, behind it, of the files that its line <c>; inherits: a, b</c> names: special before general,
    /// as the first pattern that matches wins.
    /// </summary>
    private static string QueryOf(string id)
    {
        const string inherits = "; inherits:";
        var text = Resource($"queries/{id}.scm") ?? "";
        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith(inherits, StringComparison.Ordinal));
        return line is null ? text : string.Concat([text, .. line[inherits.Length..].Split(',', StringSplitOptions.TrimEntries).Select(QueryOf)]);
    }

    private static string FingerprintOf(JsonElement entry, string query, Dictionary<string, string> versions)
    {
        var form = FormOf(entry) is not DocumentForm.None and var made ? $"{made} {DocumentText.Version} {Limits.DocumentSizeMaxBytes}\n" : "";
        var mask = CodeMaskOf(entry) is not CodeMask.None and var masked ? $"{masked} {MaskedText.Version}\n" : "";
        var code = $"{form}{mask}{NamesOf(entry)?.GetRawText()}{query}".ReplaceLineEndings("\n");
        var limits = $"{Limits.BlobSizeMaxBytes} {Limits.ParseWorkMax} {Limits.ParseMemoryMaxBytes}";
        return Digest($"{FactsFormat.Version}\n{PackageOf(entry, versions)}\n{versions["tree-sitter"]}\n{entry.GetProperty("symbol").GetString()}\n{limits}\n{code}");
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static Dictionary<string, string> PackageVersions()
    {
        using var document = JsonDocument.Parse(Resource("native/package.json")!);
        return document.RootElement.GetProperty("dependencies").EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
    }

    private static string[] Strings(JsonElement entry, string property) =>
        entry.TryGetProperty(property, out var list) ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : [];

    private static string? Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    /// <summary>An entry of the file on its way to a <see cref="Language"/>. A class, since generic code over structs of ours is compiled at each start.</summary>
    private sealed class Entry(JsonElement json, string id)
    {
        public JsonElement Json { get; } = json;

        public string Id { get; } = id;

        public string Query { get; } = QueryOf(id);

        /// <summary>The fingerprint as far as it hangs on the language alone.</summary>
        public string Own { get; set; } = "";
    }
}
