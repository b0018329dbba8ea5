namespace Revdex.Git;

/// <summary>A commit as <c>git log</c> tells it. Texts are UTF-8 as git re-encoded them; what is not is replaced.</summary>
/// <param name="Parents">As git has simplified them where <see cref="LogQuery.HasParents"/> is set, else the commit's own.</param>
/// <param name="Time">When it was committed, in seconds since 1970.</param>
/// <param name="Author">The author's name, by <c>.mailmap</c> where there is one.</param>
/// <param name="Subject">The first paragraph of the message on one line.</param>
/// <param name="Changes">Empty where the query asks for none, and for a merge that is like one of its parents.</param>
internal sealed record LogCommit(
    Oid Oid, IReadOnlyList<Oid> Parents, long Time, string Author, string Email, string Subject, IReadOnlyList<LogChange> Changes)
{
    public bool IsMerge => Parents.Count > 1;
}
