using Revdex.Git;

namespace Revdex.Query;

/// <summary>What facts are keyed by, for this build's extractor.</summary>
internal readonly record struct BlobKey(Oid Oid, string LanguageId)
{
    /// <summary>Of a file that has a language.</summary>
    public static BlobKey Of(View view, int file) => new(view.Oid(file), view.Language(file)!.Id);
}
