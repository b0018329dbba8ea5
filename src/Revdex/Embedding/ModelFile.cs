using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Revdex.Storage;

namespace Revdex.Embedding;

/// <summary>The files of a model's folder, and what they are called by different makers.</summary>
internal static class ModelFile
{
    public const string Tokenizer = "tokenizer.json";
    public const string Config = "config.json";
    public const string StaticWeights = "model.safetensors";

    /// <summary>
    /// Hashed into each model's id, with <see cref="ChunkRules.Version"/>: what the same files make of a text may change with this program, and which texts there are. 1: the first.
    /// </summary>
    private const byte RulesVersion = 1;

    /// <summary>Configuration is small; a vocabulary of a quarter of a million pieces is some 20 MB.</summary>
    private const long JsonMaxBytes = 128L * 1024 * 1024;

    /// <summary>Of the files that count, by name and content; those that are not there do not.</summary>
    public static ContentHash IdOf(string folder, IEnumerable<string> names) =>
        IdOf(names.Where(n => File.Exists(Path.Combine(folder, n))).Select(n => (n, ContentHash.OfFile(Path.Combine(folder, n)))));

    /// <summary>The same, of files wherever they are.</summary>
    public static ContentHash IdOf(IEnumerable<(string Name, ContentHash Content)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([.. "revdex model "u8, RulesVersion, ChunkRules.Version]);
        foreach (var (name, content) in files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0"));
            hash.AppendData(content.Span);
        }

        return ContentHash.Finish(hash);
    }

    /// <summary>Null where the folder has no such file.</summary>
    /// <exception cref="RevdexException">Too large, or no JSON.</exception>
    public static JsonDocument? TryReadJson(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        if (new FileInfo(path).Length > JsonMaxBytes)
        {
            throw new RevdexException($"the model's {name} is larger than {JsonMaxBytes >> 20} MiB");
        }

        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException e)
        {
            throw new RevdexException($"the model's {name} is not JSON: line {e.LineNumber + 1}", innerException: e);
        }
    }
}
