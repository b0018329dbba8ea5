namespace Revdex.Extraction.Documents;

/// <summary>What a language's files are turned into before they are parsed; by <c>form</c> of queries/languages.json.</summary>
internal enum DocumentForm : byte
{
    /// <summary>Text that is parsed as it is.</summary>
    None,

    /// <summary>Shown to the parser with other marks at the same places; everybody else reads the file.</summary>
    AsciiDoc,

    /// <summary>From here on: files that everybody reads as the Markdown that is made of them.</summary>
    Notebook,
    Word,
    Slides,
    Sheets,
    Pdf,
}
