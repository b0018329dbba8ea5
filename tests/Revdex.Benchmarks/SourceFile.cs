using System.Text;
using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Benchmarks;

/// <summary>One file of a language that has a query.</summary>
/// <param name="Path">Below the folder, as git has it.</param>
internal sealed record SourceFile(string FullPath, byte[] Path, Language Language, Oid Oid)
{
    /// <summary>Below a folder, whatever git knows of it.</summary>
    public static List<SourceFile> Under(string folder) => Of(
        folder,
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(path => System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/')));

    /// <param name="paths">Below the folder, with slashes.</param>
    /// <param name="languages">Only of these; null: of all.</param>
    public static List<SourceFile> Of(string folder, IEnumerable<string> paths, IReadOnlyList<string>? languages = null) =>
        [.. paths.Select(path => (Full: System.IO.Path.Combine(folder, path), Path: Encoding.UTF8.GetBytes(path)))
            .Select(f => (f.Full, f.Path, Language: LanguageSet.Default.Detect(f.Path)))
            .Where(f => f.Language is { Query.Length: > 0 } language && (languages is null || languages.Contains(language.Id)))
            .Select(f => new SourceFile(f.Full, f.Path, f.Language!, Oid.OfBlob(File.ReadAllBytes(f.Full), ObjectFormat.Sha1)))]; // A language: the line before.
}
