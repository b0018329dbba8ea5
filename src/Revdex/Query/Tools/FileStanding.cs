using Revdex.Query.Tools.Search;

namespace Revdex.Query.Tools;

/// <summary>
/// Tells the project's own code from tests, from what was copied in and from what was generated, by <c>.gitattributes</c> and by path: those come later among equals.
/// </summary>
internal static class FileStanding
{
    private const FileMarks Aside = FileMarks.Generated | FileMarks.Vendored | FileMarks.Documentation;

    /// <summary>A test, a sample, somebody else's code, or nobody's.</summary>
    public static bool IsAside(View view, int file) =>
        IsMarkedAside(view, file) || IsAside(view.Path(file), (view.Marks(file) & FileMarks.NotVendored) != 0);

    /// <summary>Whether <c>.gitattributes</c> say so.</summary>
    public static bool IsMarkedAside(View view, int file) => (view.Marks(file) & Aside) != 0;

    /// <summary>0 for code, 1 for documents, 2 for what <c>.gitattributes</c> call generated, vendored or documentation.</summary>
    public static byte RankOf(View view, int file) => (byte)(IsMarkedAside(view, file) ? 2 : TextFilter.IsDocument(view.Language(file)) ? 1 : 0);

    /// <param name="isOwn">Whether no folder makes it somebody else's.</param>
    private static bool IsAside(ReadOnlySpan<byte> path, bool isOwn)
    {
        var start = 0;
        while (true)
        {
            var length = path[start..].IndexOf((byte)'/');
            if (length < 0)
            {
                return IsTestFile(path[start..]);
            }

            var folder = path.Slice(start, length);
            if (IsAsideFolder(folder) || (!isOwn && IsVendorFolder(folder)))
            {
                return true;
            }

            start += length + 1;
        }
    }

    private static bool IsAsideFolder(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 => name.SequenceEqual("doc"u8),
        4 => Same(name, "test"u8) || Same(name, "spec"u8) || Same(name, "docs"u8) || Same(name, "mock"u8),
        5 => Same(name, "tests"u8) || Same(name, "specs"u8) || Same(name, "mocks"u8),
        7 => Same(name, "samples"u8) || EndsInTests(name),
        8 => Same(name, "examples"u8) || Same(name, "testdata"u8) || Same(name, "fixtures"u8) || EndsInTests(name),
        9 => name.SequenceEqual("__tests__"u8) || EndsInTests(name),
        _ => EndsInTests(name),
    };

    private static bool IsVendorFolder(ReadOnlySpan<byte> name) => name.Length switch
    {
        6 => Same(name, "vendor"u8),
        8 => Same(name, "external"u8),
        11 => Same(name, "third_party"u8) || Same(name, "third-party"u8),
        12 => name.SequenceEqual("node_modules"u8),
        _ => false,
    };

    /// <summary><c>Revdex.Tests</c>, <c>ParserTest</c>, <c>core_test</c>.</summary>
    private static bool EndsInTests(ReadOnlySpan<byte> name)
    {
        var stem = name.EndsWith("s"u8) ? name[..^1] : name;
        return stem.EndsWith("Test"u8) || (stem.EndsWith("test"u8) && stem.Length > 4 && stem[^5] is (byte)'.' or (byte)'_' or (byte)'-');
    }

    private static bool IsTestFile(ReadOnlySpan<byte> name)
    {
        var dot = name.LastIndexOf((byte)'.');
        var stem = dot > 0 ? name[..dot] : name;
        return stem.StartsWith("test_"u8) || stem.EndsWith(".spec"u8) || stem.EndsWith("_spec"u8) || stem.EndsWith(".d"u8) || EndsInTests(stem);
    }

    private static bool Same(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word) => AsciiCase.Equals(name, word);
}
