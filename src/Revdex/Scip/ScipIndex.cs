using System.Text;

namespace Revdex.Scip;

/// <summary>
/// A SCIP index (https://github.com/sourcegraph/scip, scip.proto): its root and tool, and where its documents are in the file. Nothing else of it is read.
/// Indexes come from other people's programs: lengths are held to the bytes there are, and nothing is allocated by what one claims.
/// </summary>
internal sealed class ScipIndex
{
    private const int MetadataField = 1;
    private const int DocumentsField = 2;
    private const int ToolField = 2;
    private const int RootField = 3;
    private const int ToolNameField = 1;

    private readonly List<Range> _documents = [];
    private readonly ReadOnlyMemory<byte> _bytes;

    private ScipIndex(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>A URL, on whatever machine it was made; may be empty.</summary>
    public string ProjectRoot { get; private set; } = "";

    /// <summary>Such as <c>scip-typescript</c>.</summary>
    public string Tool { get; private set; } = "";

    public int Count => _documents.Count;

    /// <summary>The message of a document, for <see cref="ScipDocument.Read"/>.</summary>
    public ReadOnlySpan<byte> this[int document] => _bytes.Span[_documents[document]];

    /// <summary>What columns count in a document that does not say it: UTF-16 units, but bytes where the indexer is written in a language whose strings have those.</summary>
    public PositionEncoding DefaultEncoding => Tool is "scip-go" or "rust-analyzer" or "scip-clang" or "scip-ruby" ? PositionEncoding.Utf8 : PositionEncoding.Utf16;

    /// <exception cref="InvalidDataException">It is no protobuf. What is in a document is not looked into.</exception>
    public static ScipIndex Read(ReadOnlyMemory<byte> bytes)
    {
        var index = new ScipIndex(bytes);
        var fields = new ProtoFields(bytes.Span);
        while (fields.MoveNext())
        {
            switch (fields.Number)
            {
                case MetadataField:
                    index.ReadMetadata(fields.Bytes);
                    break;
                case DocumentsField:
                    index._documents.Add((bytes.Length - fields.Left - fields.Bytes.Length)..(bytes.Length - fields.Left));
                    break;
            }
        }

        return index;
    }

    private void ReadMetadata(ReadOnlySpan<byte> message)
    {
        var fields = new ProtoFields(message);
        while (fields.MoveNext())
        {
            switch (fields.Number)
            {
                case ToolField:
                    Tool = TextOf(fields.Bytes, ToolNameField);
                    break;
                case RootField:
                    ProjectRoot = Encoding.UTF8.GetString(fields.Bytes);
                    break;
            }
        }
    }

    private static string TextOf(ReadOnlySpan<byte> message, int field)
    {
        var text = "";
        var fields = new ProtoFields(message);
        while (fields.MoveNext())
        {
            text = fields.Number == field ? Encoding.UTF8.GetString(fields.Bytes) : text;
        }

        return text;
    }
}
