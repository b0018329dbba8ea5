using System.IO.Compression;
using System.Text;
using Revdex.Extraction;
using Revdex.Extraction.Documents;

namespace Revdex.Tests.Extraction;

/// <summary>Each language's samples, in tests/Revdex.Tests/Golden/LANGUAGE. What is a zip stands there as its parts: <c>*.parts</c>, each behind a line <c>=== PATH</c>.</summary>
internal static class GoldenSamples
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Tests", "Golden");

    /// <summary>Paths of a language's samples, or of all.</summary>
    public static IEnumerable<string> Paths(string languageId = "") => Directory.EnumerateFiles(Path.Combine(Folder, languageId), "*", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith(".golden", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static byte[] Read(string path) => path.EndsWith(".parts", StringComparison.Ordinal) ? Zip(File.ReadAllText(path)) : File.ReadAllBytes(path);

    /// <summary>What is parsed of it.</summary>
    public static byte[] ReadText(Language language, string path) => DocumentText.Of(language.Form, Read(path))!.Value.ToArray();

    public static byte[] Zip(string parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts.Split("=== ", StringSplitOptions.RemoveEmptyEntries))
            {
                var end = part.IndexOf('\n');
                using var to = zip.CreateEntry(part[..end]).Open();
                to.Write(Encoding.UTF8.GetBytes(part[(end + 1)..]));
            }
        }

        return bytes.ToArray();
    }
}
