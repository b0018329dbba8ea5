using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Revdex.Extraction.Documents;
using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>The languages that this build knows, and which of them a path is in.</summary>
public sealed class LanguageSet
{
    private readonly Dictionary<string, Language> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Language>.AlternateLookup<ReadOnlySpan<char>> _byExtension;
    private readonly Dictionary<string, Language>.AlternateLookup<ReadOnlySpan<char>> _byFileName;

    private readonly Dictionary<string, Language> _byWord = new(StringComparer.OrdinalIgnoreCase);

    private LanguageSet(IReadOnlyList<Language> all)
    {
        All = all;
        var byExtension = new Dictionary<string, Language>(StringComparer.OrdinalIgnoreCase);
        var byFileName = new Dictionary<string, Language>(StringComparer.Ordinal);
        foreach (var language in all)
        {
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

    public Language? ById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>What people call a language in a document or a page: by id, name, extension (<c>js</c>) or interpreter (<c>sh</c>).</summary>
    public Language? ByWord(string word) => _byWord.GetValueOrDefault(word);

    /// <summary>The language of a repository path, by file name, then by extension; null where none is known.</summary>
    public Language? Detect(ReadOnlySpan<byte> path)
    {
        var name = path[(path.LastIndexOf((byte)'/') + 1)..];
        if (name.IsEmpty || name.Length > 255)
        {
            return null;
        }

        Span<char> buffer = stackalloc char[255];
        var text = buffer[..Encoding.Latin1.GetChars(name, buffer)];
        if (_byFileName.TryGetValue(text, out var byName))
        {
            return byName;
        }

        var dot = text.LastIndexOf('.');
        return dot >= 0 && _byExtension.TryGetValue(text[(dot + 1)..], out var language) ? language : null;
    }

    private static LanguageSet Load()
    {
        using var document = JsonDocument.Parse(Resource("queries/languages.json")!);
        var versions = PackageVersions();
        var entries = document.RootElement.GetProperty("languages").EnumerateArray()
            .Select(e => (Entry: e, Id: e.GetProperty("id").GetString()!)).OrderBy(e => e.Id, StringComparer.Ordinal)
            .Select(e => (e.Entry, e.Id, Query: Query(e.Id)))
            .Select(e => (e.Entry, e.Id, e.Query, Own: FingerprintOf(e.Entry, e.Query, versions))).ToList();

        // What is found in files that have pieces of any language hangs on all languages.
        var all = $"{Limits.PieceMemoryMaxBytes}\n{string.Join('\n', entries.Select(e => e.Own))}";
        return new LanguageSet([.. entries.Select(e => Read(
            e.Entry, e.Id, e.Query, versions, e.Query.Contains("@embed", StringComparison.Ordinal) ? Digest($"{e.Own}\n{all}") : e.Own))]);
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
        IsText = entry.TryGetProperty("text", out var text) && text.GetBoolean(),
        Form = FormOf(entry),
        Mask = NameMask.Of(NamesOf(entry)),
        Fingerprint = fingerprint,
    };

    private static JsonElement? NamesOf(JsonElement entry) => entry.TryGetProperty("names", out var names) ? names : null;

    private static DocumentForm FormOf(JsonElement entry) =>
        entry.TryGetProperty("form", out var form) ? Enum.Parse<DocumentForm>(form.GetString()!, ignoreCase: true) : DocumentForm.None;

    private static string PackageOf(JsonElement entry, Dictionary<string, string> versions)
    {
        var package = entry.GetProperty("package").GetString()!;
        return $"{package}@{versions[package]}";
    }

    /// <summary>
    /// The text of queries/ID.scm and, behind it, of the files that its line <c>; inherits: a, b</c> names: special before general,
    /// as the first pattern that matches wins.
    /// </summary>
    private static string Query(string id)
    {
        const string inherits = "; inherits:";
        var text = Resource($"queries/{id}.scm") ?? "";
        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith(inherits, StringComparison.Ordinal));
        return line is null ? text : string.Concat([text, .. line[inherits.Length..].Split(',', StringSplitOptions.TrimEntries).Select(Query)]);
    }

    private static string FingerprintOf(JsonElement entry, string query, Dictionary<string, string> versions)
    {
        var form = FormOf(entry) is not DocumentForm.None and var made ? $"{made} {DocumentText.Version}\n" : "";
        var code = $"{form}{NamesOf(entry)?.GetRawText()}{query}".ReplaceLineEndings("\n");
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
}
