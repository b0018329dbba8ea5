using System.Globalization;
using System.Text;
using System.Xml;

namespace Revdex.Extraction.Documents;

/// <summary>What the readers of Open XML's parts share. Names are local ones: documents are in one of two namespaces, transitional or strict.</summary>
internal static class OpenXmlReading
{
    /// <summary>The next node, past the second forms of what was told before; false at the end.</summary>
    public static bool ReadNode(this XmlReader reader)
    {
        var isThere = reader.Read();
        while (isThere && reader.NodeType == XmlNodeType.Element && reader.LocalName == "Fallback")
        {
            reader.Skip(); // The same again for readers that do not know the first form.
            isThere = !reader.EOF;
        }

        return isThere;
    }

    /// <summary>The text within the element; leaves the reader at its end.</summary>
    public static string TextOf(this XmlReader reader)
    {
        var text = new StringBuilder();
        while (reader.Read() && reader.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA)
        {
            text.Append(reader.Value);
        }

        return text.ToString();
    }

    public static string? Attribute(this XmlReader reader, string name, bool isQualified = false)
    {
        string? value = null;
        for (var more = reader.MoveToFirstAttribute(); more && value is null; more = reader.MoveToNextAttribute())
        {
            value = reader.LocalName == name && (!isQualified || reader.Prefix.Length > 0) ? reader.Value : null;
        }

        reader.MoveToElement();
        return value;
    }

    public static int? Number(this XmlReader reader, string attribute) =>
        int.TryParse(reader.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The next element, whatever is between; false at the end.</summary>
    public static bool ReadElement(this XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                return true;
            }
        }

        return false;
    }
}
