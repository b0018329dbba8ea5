using Revdex.Git;
using Revdex.Query.Answers;
using Revdex.Query.Embedded;

namespace Revdex.Query;

public sealed partial class Reader
{
    /// <summary>Answers that were kept; null where there is no cache, or none is wanted.</summary>
    internal AnswerCache? Answers { get; }

    /// <summary>Models that questions are embedded with.</summary>
    internal EmbedderShelf Embedders { get; }

    /// <summary>The commit that a revision names.</summary>
    /// <exception cref="RevdexException">There is no such commit.</exception>
    internal Oid CommitOf(string rev) => _revs.CommitOf(Repository, rev);

    /// <summary>False: no state of this reader's has what compilers say, or vectors. A pull request's snapshots may bring them, and are in no cache.</summary>
    internal bool MayHaveParts => _cache is { HasHadParts: true } || _options.PullRequest is not null;

    /// <summary>Whether the view of a commit is here already.</summary>
    internal bool HasView(Oid commit) => _revs.Has(commit);
}
