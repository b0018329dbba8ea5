using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml;

namespace Revdex.Extraction.Documents;

/// <summary>
/// The parts of an Open XML file (ECMA-376): XML in a zip, found by relations. Read with .NET's own readers and to a
/// bound: these files are hostile until read. For one thread.
/// </summary>
internal sealed class OpenXmlPackage : IDisposable
{
    /// <summary>Of all parts together, unpacked: a book's text is a tenth of it.</summary>
    private const long UnpackedMaxBytes = 64L * 1024 * 1024;

    private const int PartsMax = 10_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly ZipArchive _zip;
    private long _leftBytes = UnpackedMaxBytes;

    /// <exception cref="InvalidDataException">This is no zip, or has more parts than any document.</exception>
    public OpenXmlPackage(ReadOnlyMemory<byte> content)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var segment) ? segment : content.ToArray();
        _zip = new ZipArchive(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), ZipArchiveMode.Read); // It is one, or a copy that is.
        if (_zip.Entries.Count > PartsMax)
        {
            throw new InvalidDataException("a document of too many parts");
        }
    }

    /// <summary>A part by its path from the root; null where there is none.</summary>
    /// <exception cref="InvalidDataException">It unpacks to more than a document has.</exception>
    public XmlReader? Open(string path)
    {
        if (_zip.GetEntry(path) is not { } entry)
        {
            return null;
        }

        using var packed = entry.Open();
        var part = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            _leftBytes -= read;
            if (_leftBytes < 0)
            {
                throw new InvalidDataException("a document that unpacks to too much");
            }

            part.Write(buffer, 0, read);
        }

        part.Position = 0;
        return XmlReader.Create(part, Settings);
    }

    /// <exception cref="InvalidDataException">The part is not there: the file is no such document.</exception>
    public XmlReader OpenNeeded(string path) => Open(path) ?? throw new InvalidDataException($"a document without {path}");

    /// <summary>What a part refers to: id → path from the root, or address where it is outside.</summary>
    public Dictionary<string, (string Type, string Target)> RelationsOf(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        var relations = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var reader = Open($"{path[..slash]}_rels/{path[slash..]}.rels");
        while (reader?.Read() == true)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Target") is { } target)
            {
                var type = reader.GetAttribute("Type") ?? "";
                relations[id] = (type[(type.LastIndexOf('/') + 1)..], reader.GetAttribute("TargetMode") == "External" ? target : Resolved(path[..slash], target));
            }
        }

        return relations;
    }

    public void Dispose() => _zip.Dispose();

    private static string Resolved(string folder, string target)
    {
        var parts = new List<string>();
        foreach (var part in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
