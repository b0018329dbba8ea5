using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>
/// Whether git may store something else than a file's bytes (line ends, filters, encodings), so that a file whose bytes are not
/// the tracked blob's may still be unchanged, and only git can tell.
/// </summary>
internal sealed class Conversions
{
    private readonly bool _ofLineEnds;
    private readonly bool _ofAnything;

    private Conversions(bool ofLineEnds, bool ofAnything) => (_ofLineEnds, _ofAnything) = (ofLineEnds, ofAnything);

    public static Conversions None { get; } = new(false, false);

    public static Conversions Of(GitRepository repository, View view, IWorkTreeFiles files)
    {
        var texts = new List<byte[]>();
        for (var file = 0; file < view.Count; file++)
        {
            if (IsAttributes(view.Path(file)) && files.Read(view.Path(file), repository.ObjectFormat) is { } attributes)
            {
                texts.Add(attributes.Content.ToArray());
            }
        }

        AddFile(texts, Path.Combine(repository.CommonDirectory, "info", "attributes"));
        AddFile(texts, UserFiles.Attributes(repository));
        var converts = repository.Config("core.autocrlf")?.ToLowerInvariant() is not (null or "false" or "no" or "off" or "0");
        return new Conversions(converts || texts.Count > 0, texts.Exists(NamesFilter));
    }

    public bool MayApply(WorkTreeFile file)
    {
        var isUnread = file.Content.IsEmpty && file.Stamp.SizeBytes > 0;
        return _ofAnything || (_ofLineEnds && (isUnread || file.Content.Span.IndexOf("\r\n"u8) >= 0));
    }

    private static bool IsAttributes(ReadOnlySpan<byte> path) =>
        path.EndsWith(".gitattributes"u8) && (path.Length == ".gitattributes".Length || path[^(".gitattributes".Length + 1)] == (byte)'/');

    private static bool NamesFilter(byte[] text) =>
        text.AsSpan().IndexOf("filter"u8) >= 0 || text.AsSpan().IndexOf("ident"u8) >= 0 || text.AsSpan().IndexOf("encoding"u8) >= 0;

    private static void AddFile(List<byte[]> texts, string path)
    {
        try
        {
            texts.Add(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is none, as usual.
        }
    }
}
