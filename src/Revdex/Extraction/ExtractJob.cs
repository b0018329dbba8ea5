using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Extraction;

/// <summary>A blob on its way through a worker.</summary>
internal sealed class ExtractJob(Oid oid, Language language, ReadOnlyMemory<byte> content)
{
    public Oid Oid { get; } = oid;

    public Language Language { get; } = language;

    public ReadOnlyMemory<byte> Content { get; } = content;

    /// <summary>A worker died at it once.</summary>
    public bool HasCostAWorker { get; set; }

    public TaskCompletionSource<BlobFacts> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Skip(SkipReason reason) => Done.TrySetResult(BlobFacts.Skipped(Oid, Language.Id, reason, Content.Length));
}
