using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Trust;

namespace Revdex.Query.Answers;

/// <summary>
/// Answers about commits that go with their snapshots: named by the manifest, so that whoever takes its facts takes them, and nobody else. What they depend on
/// beside the commit is checked where they are given, as for all that are kept.
/// </summary>
internal static class PublishedAnswers
{
    /// <summary>What is kept of a commit and rests on nothing that a reader would not take from this publisher; null where there is nothing.</summary>
    public static byte[]? Pack(LocalCache cache, Oid commit, TrustPolicy trust)
    {
        var answers = cache.AnswersOf(commit.ToString()).Select(name => TryRead(cache, name)).OfType<KeptAnswer>()
            .Where(a => IsOf(a, commit) && Provenance.Of(a.Signers).IsTrustedBy(trust))
            .Select(a => KeptAnswerFormat.Write(a with { Signers = [], Snapshot = null })).ToList();
        return answers.Count == 0 ? null : AnswerBundle.Pack(answers);
    }

    /// <summary>Keeps those that came with a snapshot, as its signer's; what this cache has already stays.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="RevdexException">The store or the cache fails, or the object is not what a trusted manifest names.</exception>
    public static async Task<int> TakeAsync(LocalCache cache, SnapshotStore store, SnapshotChoice choice, CancellationToken cancellationToken)
    {
        var manifest = choice.Manifest;
        if (choice.IsCached || manifest.Provenance.PullRequest is not null || manifest.Tables?.TryGetValue(Manifest.AnswersName, out var reference) != true || reference.SizeBytes > AnswerBundle.SizeMaxBytes)
        {
            return 0;
        }

        try
        {
            var bytes = await store.ReadObjectAsync(reference, cancellationToken).ConfigureAwait(false);
            var snapshot = new SnapshotInfo(manifest.Commit.ToString(), 0, choice.Source, manifest.Provenance.IsSigned);
            return AnswerBundle.Unpack(bytes, $"object {reference.Sha256}").Count(answer => TryKeep(cache, answer, manifest, snapshot));
        }
        catch (InvalidDataException e)
        {
            store.Report($"{e.Message}; the answers of commit {manifest.Commit} are passed over");
            return 0;
        }
    }

    private static bool TryKeep(LocalCache cache, ReadOnlyMemory<byte> bytes, Manifest manifest, SnapshotInfo snapshot)
    {
        var answer = KeptAnswerFormat.Read(bytes, null, $"answer of commit {manifest.Commit}");
        if (!IsOf(answer, manifest.Commit) || cache.TryReadAnswer(answer.Key.Name, KeptAnswerFormat.SizeMaxBytes) is not null)
        {
            return false;
        }

        cache.SaveAnswer(answer.Key.Name, KeptAnswerFormat.Write(answer with { Signers = manifest.Provenance.Signers, Snapshot = snapshot }));
        return true;
    }

    /// <summary>Whether this build asks for it so, and nothing in it is of a working tree.</summary>
    private static bool IsOf(KeptAnswer answer, Oid commit) =>
        answer.Key == AnswerKey.OfCommit(commit, answer.Tool, answer.Arguments)
        && answer.Dependencies.All(d => d.Kind is DependencyKind.Git or DependencyKind.Revision or DependencyKind.Parts or DependencyKind.Model)
        && answer.BuiltFrom.All(link => link.Key.Basis == answer.Key.Basis);

    private static KeptAnswer? TryRead(LocalCache cache, string name)
    {
        try
        {
            return AnswerKey.TryParse(name, out var key) && cache.TryReadAnswer(name, KeptAnswerFormat.SizeMaxBytes) is { } bytes ? KeptAnswerFormat.Read(bytes, key, $"answer {name}") : null;
        }
        catch (InvalidDataException)
        {
            return null; // Whoever asks for it says so.
        }
    }
}
