using System.Globalization;
using System.Text;
using System.Xml;

namespace Revdex.Extraction.Documents;

/// <summary>A Word document: paragraphs, headings by their styles, lists, tables row by row, links. No headers, footers, comments, or deleted text.</summary>
internal static class WordText
{
    private const string Main = "word/document.xml";

    /// <summary>Of a link's target; what is longer links to data. A million links may have one target.</summary>
    private const int LinkMaxChars = 2_000;

    /// <summary>An open element that text is collected for: a paragraph, a table's cell or row.</summary>
    private sealed class Paragraph
    {
        public StringBuilder Text { get; } = new();

        public int Heading { get; set; }

        public int ListDepth { get; set; } = -1;

        public string? Link { get; set; }
    }

    public static void Write(ReadOnlyMemory<byte> content, MarkdownText to)
    {
        using var package = new OpenXmlPackage(content);
        var headings = Headings(package);
        var relations = package.RelationsOf(Main);
        using var reader = package.OpenNeeded(Main);
        var paragraphs = new Stack<Paragraph>();
        var cells = new Stack<List<StringBuilder>>();
        while (!to.IsFull && reader.ReadNode())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                Start(reader, paragraphs, cells, headings, relations);
            }

            if (reader.NodeType == XmlNodeType.EndElement || reader is { NodeType: XmlNodeType.Element, IsEmptyElement: true })
            {
                End(reader.LocalName, paragraphs, cells, to);
            }
        }
    }

    private static void Start(
        XmlReader reader, Stack<Paragraph> paragraphs, Stack<List<StringBuilder>> cells, Dictionary<string, int> headings, Dictionary<string, (string Type, string Target)> relations)
    {
        switch (reader.LocalName)
        {
            case "p":
                paragraphs.Push(new Paragraph());
                break;
            case "tr":
                cells.Push([]);
                break;
            case "tc" when cells.Count > 0:
                cells.Peek().Add(new StringBuilder());
                break;
            case "pStyle" when paragraphs.Count > 0 && reader.Attribute("val") is { } style:
                paragraphs.Peek().Heading = headings.GetValueOrDefault(style);
                break;
            case "outlineLvl" when paragraphs.Count > 0 && Level(reader) is < 9 and var level:
                paragraphs.Peek().Heading = level + 1;
                break;
            case "ilvl" when paragraphs.Count > 0:
                paragraphs.Peek().ListDepth = Level(reader);
                break;
            case "hyperlink" when paragraphs.Count > 0 && reader.Attribute("id") is { } id && relations.TryGetValue(id, out var relation) && relation.Target.Length <= LinkMaxChars:
                paragraphs.Peek().Link = relation.Target;
                paragraphs.Peek().Text.Append('[');
                break;
            case "t" when paragraphs.Count > 0 && !reader.IsEmptyElement:
                paragraphs.Peek().Text.Append(reader.TextOf());
                break;
            case "tab" or "br" or "cr" when paragraphs.Count > 0:
                paragraphs.Peek().Text.Append(' ');
                break;
            case "noBreakHyphen" when paragraphs.Count > 0:
                paragraphs.Peek().Text.Append('-');
                break;
        }
    }

    private static void End(string name, Stack<Paragraph> paragraphs, Stack<List<StringBuilder>> cells, MarkdownText to)
    {
        switch (name)
        {
            case "hyperlink" when paragraphs.Count > 0 && paragraphs.Peek() is { Link: { } link } linked:
                linked.Text.Append($"]({link.Replace(" ", "%20", StringComparison.Ordinal)})");
                linked.Link = null;
                break;
            case "p" when paragraphs.Count > 0:
                Write(paragraphs.Pop(), cells, to);
                break;
            case "tr" when cells.Count > 0:
                to.TableRow(cells.Pop().Select(cell => cell.ToString()));
                break;
        }
    }

    private static void Write(Paragraph paragraph, Stack<List<StringBuilder>> cells, MarkdownText to)
    {
        var text = paragraph.Text.ToString();
        if (cells.Count > 0)
        {
            cells.Peek().LastOrDefault()?.Append(text).Append(' ');
        }
        else if (paragraph.Heading > 0)
        {
            to.Heading(paragraph.Heading, text);
        }
        else if (paragraph.ListDepth >= 0)
        {
            to.ListItem(paragraph.ListDepth, text);
        }
        else
        {
            to.Paragraph(text);
        }
    }

    /// <summary>Style → level: by outline level, or by the name, which is English in files of every language; ids are not.</summary>
    private static Dictionary<string, int> Headings(OpenXmlPackage package)
    {
        var levels = new Dictionary<string, int>(StringComparer.Ordinal) { ["Title"] = 1 };
        var style = "";
        using var reader = package.Open("word/styles.xml");
        while (reader?.Read() == true)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "style")
            {
                style = reader.Attribute("styleId") ?? "";
            }
            else if (reader.LocalName == "name" && reader.Attribute("val") is { } name && LevelOf(name) is > 0 and var level)
            {
                levels[style] = level;
            }
            else if (reader.LocalName == "outlineLvl" && Level(reader) is < 9 and var outline)
            {
                levels.TryAdd(style, outline + 1);
            }
        }

        return levels;
    }

    private static int LevelOf(string styleName) =>
        styleName.Equals("title", StringComparison.OrdinalIgnoreCase) ? 1
        : styleName.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && int.TryParse(styleName.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level
        : 0;

    private static int Level(XmlReader reader) => reader.Number("val") ?? 9;
}
