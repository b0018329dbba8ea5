using System.Text;
using System.Xml;

namespace Revdex.Extraction.Documents;

/// <summary>A presentation: a heading for each slide, its title or number, what stands on it, its tables, and the speaker's notes.</summary>
internal static class SlidesText
{
    private const string Main = "ppt/presentation.xml";

    public static void Write(ReadOnlyMemory<byte> content, MarkdownText to)
    {
        using var package = new OpenXmlPackage(content);
        var relations = package.RelationsOf(Main);
        var slides = new List<string>();
        using (var reader = package.OpenNeeded(Main))
        {
            while (reader.ReadElement())
            {
                if (reader.LocalName == "sldId" && reader.Attribute("id", isQualified: true) is { } id && relations.TryGetValue(id, out var relation))
                {
                    slides.Add(relation.Target);
                }
            }
        }

        for (var i = 0; i < slides.Count && !to.IsFull; i++)
        {
            var shapes = Shapes(package, slides[i]);
            var title = shapes.Find(shape => shape.Kind is "title" or "ctrTitle");
            to.Heading(1, title is { Lines: [_, ..] } ? string.Join(' ', title.Lines) : $"Slide {i + 1}");
            Write(shapes.Where(shape => shape != title), to);
            foreach (var notes in package.RelationsOf(slides[i]).Values.Where(relation => relation.Type == "notesSlide"))
            {
                Write(Shapes(package, notes.Target).Where(shape => shape.Kind == "body"), to);
            }
        }
    }

    private static void Write(IEnumerable<Shape> shapes, MarkdownText to)
    {
        foreach (var shape in shapes)
        {
            shape.Lines.ForEach(to.Paragraph);
            shape.Rows.ForEach(row => to.TableRow(row.Select(cell => cell.ToString())));
        }
    }

    private static List<Shape> Shapes(OpenXmlPackage package, string path)
    {
        var shapes = new List<Shape>();
        var (line, isInRow) = (new StringBuilder(), false);
        using var reader = package.Open(path);
        while (reader?.ReadNode() == true)
        {
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "sp" or "graphicFrame"):
                    shapes.Add(new Shape());
                    break;
                case (XmlNodeType.Element, "ph") when shapes.Count > 0:
                    shapes[^1].Kind = reader.Attribute("type") ?? "";
                    break;
                case (XmlNodeType.Element, "tr") when shapes.Count > 0:
                    shapes[^1].Rows.Add([]);
                    isInRow = true;
                    break;
                case (XmlNodeType.EndElement, "tr"):
                    isInRow = false;
                    break;
                case (XmlNodeType.Element, "tc") when isInRow:
                    shapes[^1].Rows[^1].Add(new StringBuilder());
                    break;
                case (XmlNodeType.Element, "t") when !reader.IsEmptyElement:
                    line.Append(reader.TextOf());
                    break;
                case (XmlNodeType.Element, "br"):
                    line.Append(' ');
                    break;
                case (XmlNodeType.EndElement, "p") when shapes.Count > 0:
                    shapes[^1].End(line.ToString(), isInRow);
                    line.Clear();
                    break;
            }
        }

        return shapes;
    }

    private sealed class Shape
    {
        public string Kind { get; set; } = "";

        public List<string> Lines { get; } = [];

        public List<List<StringBuilder>> Rows { get; } = [];

        public void End(string line, bool isInRow)
        {
            if (isInRow && Rows[^1].Count > 0)
            {
                Rows[^1][^1].Append(line).Append(' ');
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                Lines.Add(line);
            }
        }
    }
}
