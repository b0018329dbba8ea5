using System.Globalization;
using System.Text;
using System.Xml;
using Revdex.Facts;

namespace Revdex.Extraction.Documents;

/// <summary>A workbook: a heading for each sheet and its rows that have something, with the values that were last computed, as they are stored.</summary>
internal static class SheetsText
{
    private const string Main = "xl/workbook.xml";

    public static void Write(ReadOnlyMemory<byte> content, MarkdownText to)
    {
        using var package = new OpenXmlPackage(content);
        var relations = package.RelationsOf(Main);
        var shared = Shared(package);
        using var reader = package.OpenNeeded(Main);
        while (!to.IsFull && reader.ReadElement())
        {
            if (reader.LocalName == "sheet" && reader.Attribute("id", isQualified: true) is { } id && relations.TryGetValue(id, out var relation))
            {
                to.Heading(1, reader.Attribute("name") ?? "Sheet");
                WriteRows(package, relation.Target, shared, to);
            }
        }
    }

    private static void WriteRows(OpenXmlPackage package, string path, List<string> shared, MarkdownText to)
    {
        var (row, type, left) = (new List<StringBuilder>(), "", (long)Limits.BlobSizeMaxBytes);
        using var reader = package.Open(path);
        while (!to.IsFull && reader?.Read() == true)
        {
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "c"):
                    type = reader.Attribute("t") ?? "";
                    row.Add(new StringBuilder());
                    break;
                case (XmlNodeType.Element, "v" or "t") when row.Count > 0 && !reader.IsEmptyElement:
                    var text = Text(reader.TextOf(), type, shared);
                    left -= text.Length;
                    row[^1].Append(left > 0 ? text : ""); // A million cells may show one long text.
                    break;
                case (XmlNodeType.EndElement, "row"):
                    to.TableRow(row.Select(cell => cell.ToString()));
                    row.Clear();
                    left = Limits.BlobSizeMaxBytes;
                    break;
            }
        }
    }

    private static string Text(string value, string type, List<string> shared) =>
        type != "s" ? value : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : "";

    /// <summary>Texts by number; one may be in parts of different looks, and have a reading beside it.</summary>
    private static List<string> Shared(OpenXmlPackage package)
    {
        var (texts, isReading) = (new List<StringBuilder>(), false);
        using var reader = package.Open("xl/sharedStrings.xml");
        while (reader?.Read() == true)
        {
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "si"):
                    texts.Add(new StringBuilder());
                    break;
                case (XmlNodeType.Element or XmlNodeType.EndElement, "rPh"):
                    isReading = reader is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
                    break;
                case (XmlNodeType.Element, "t") when texts.Count > 0 && !isReading && !reader.IsEmptyElement:
                    texts[^1].Append(reader.TextOf());
                    break;
            }
        }

        return texts.ConvertAll(text => text.ToString());
    }
}
