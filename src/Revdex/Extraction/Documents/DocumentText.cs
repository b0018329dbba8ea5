using System.Text.Json;
using System.Xml;
using Revdex.Extraction.Documents.Pdf;

namespace Revdex.Extraction.Documents;

/// <summary>
/// The text of a document that is none by itself, as Markdown: headings as such, code in fences, tables as rows. A pure function of the bytes, bounded in what it
/// reads and writes. Lines that answers tell are those of this text. Any thread.
/// </summary>
internal static class DocumentText
{
    /// <summary>Part of the fingerprint of languages with a form: raised whenever other text is made of the same bytes.</summary>
    public const int Version = 3;

    public static bool IsMade(DocumentForm form) => form >= DocumentForm.Notebook;

    /// <summary>UTF-8; the content itself where the form makes none; null where the file is not what its name says, damaged, or locked by a password.</summary>
    /// <exception cref="OperationCanceledException">Of a PDF, whose reading may take a second.</exception>
    public static ReadOnlyMemory<byte>? Of(DocumentForm form, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        if (!IsMade(form))
        {
            return content;
        }

        var text = new MarkdownText();
        try
        {
            switch (form)
            {
                case DocumentForm.Notebook:
                    NotebookText.Write(content, text);
                    break;
                case DocumentForm.Word:
                    WordText.Write(content, text);
                    break;
                case DocumentForm.Slides:
                    SlidesText.Write(content, text);
                    break;
                case DocumentForm.Pdf:
                    PdfText.Write(content, text, cancellationToken);
                    break;
                default:
                    SheetsText.Write(content, text);
                    break;
            }
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or JsonException or InvalidOperationException or NotSupportedException or IOException or FormatException)
        {
            return null;
        }

        return text.ToBytes();
    }
}
