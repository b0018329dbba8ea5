namespace Revdex.Extraction.Documents.Pdf;

/// <summary>What a value of a PDF is (ISO 32000-1, 7.3).</summary>
internal enum PdfKind : byte
{
    Null,
    Boolean,
    Number,
    Name,
    Text,
    Array,
    Dictionary,
    Stream,
    Reference,

    /// <summary>Any other word: <c>obj</c>, an operator of a page.</summary>
    Word,

    /// <summary>The bracket that ends what it is in.</summary>
    Close,

    /// <summary>There is no more.</summary>
    End,
}
