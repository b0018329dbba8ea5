using Revdex.Trust;

namespace Revdex.Snapshots;

/// <summary>
/// Whose word the facts of a snapshot are: made on this machine, or taken from a store as some key signed it, or as nobody did. What is
/// made here from others' facts is theirs too. Immutable.
/// </summary>
public sealed class Provenance
{
    /// <summary>Stands among key ids for what no known key signed.</summary>
    private const string Nobody = "unsigned";

    private readonly SortedSet<string> _signers;

    private Provenance(IEnumerable<string> signers, byte[]? stored, int? pullRequest = null)
    {
        _signers = new(signers, StringComparer.Ordinal);
        Stored = stored;
        PullRequest = pullRequest;
    }

    /// <summary>Extracted here, all of it.</summary>
    public static Provenance Here { get; } = new([], null);

    /// <summary>The manifest as it was in the store, envelope and all; null where it was made here.</summary>
    public byte[]? Stored { get; }

    /// <summary>The pull request that published it; null for all else.</summary>
    public int? PullRequest { get; }

    /// <summary>Whether a signature of a known key stands on the manifest itself.</summary>
    public bool IsSigned => Stored is not null && !_signers.Contains(Nobody);

    /// <summary>What it is made from: ids of keys, and a word for what nobody signed.</summary>
    public IReadOnlyCollection<string> Signers => _signers;

    /// <param name="signedBy">Id of the key; null: none that is known.</param>
    public static Provenance Pulled(byte[] stored, string? signedBy, int? pullRequest = null) => new([signedBy ?? Nobody], stored, pullRequest);

    /// <summary>Of what is made here from snapshots.</summary>
    public static Provenance From(IEnumerable<Manifest> snapshots) => Of(snapshots.SelectMany(s => s.Provenance.Signers));

    /// <summary>Of what was made here, from its <see cref="Signers"/>.</summary>
    public static Provenance Of(IEnumerable<string> signers) => new(signers, null);

    /// <summary>Whether everything in it was made here or signed by keys that are trusted now.</summary>
    public bool IsTrustedBy(TrustPolicy policy) => !policy.IsRequired || _signers.All(policy.Keys.Contains);
}
