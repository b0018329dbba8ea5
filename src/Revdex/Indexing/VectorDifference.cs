using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Indexing;

/// <summary>A blob whose vectors in a snapshot are not those that embedding it here gives.</summary>
/// <param name="Path">One of its paths in the commit.</param>
/// <param name="Part">That has the others.</param>
/// <param name="What"><see cref="Places"/> or <see cref="Rows"/>.</param>
public sealed record VectorDifference(string Path, Oid Oid, string LanguageId, ContentHash Part, string What)
{
    /// <summary>What chunks there are, and where they stand.</summary>
    public const string Places = "places";

    /// <summary>The vectors of chunks.</summary>
    public const string Rows = "rows";
}
