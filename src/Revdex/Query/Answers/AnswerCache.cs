using System.Diagnostics;
using Revdex.Snapshots;
using Revdex.Trust;

namespace Revdex.Query.Answers;

/// <summary>
/// Kept answers in the local cache. An answer is given from here only where everything it depends on is as it was, and the same holds for the answers it was
/// built from. Whatever is wrong with a file, or with writing one, costs a computation and nothing else. Safe for many threads and processes.
/// </summary>
internal sealed class AnswerCache(LocalCache cache, TrustPolicy trust, TimeSpan dearFrom) : IAsyncDisposable
{
    /// <summary>Answers built from answers built from …: no tool has more than two. A file may claim a circle.</summary>
    private const int DepthMax = 4;

    private Task _cleaning = Task.CompletedTask;

    public AnswerCounts Counts { get; } = new(cache.AnswerCountsPath);

    public bool IsDear(long started) => Stopwatch.GetElapsedTime(started) >= dearFrom;

    /// <summary>The answer that is kept under a key and holds; null with the reason why there is none.</summary>
    public (KeptAnswer? Answer, AnswerOutcome Outcome) Find(AnswerKey key, AnswerInputs inputs)
    {
        if (TryRead(key) is not { } kept || !Provenance.Of(kept.Signers).IsTrustedBy(trust))
        {
            return (null, AnswerOutcome.Miss);
        }

        return Holds(kept, inputs, 0) ? (kept, AnswerOutcome.Hit) : (null, AnswerOutcome.Invalidated);
    }

    /// <summary>False: it is too large, or the cache cannot be written.</summary>
    public bool TryKeep(KeptAnswer answer)
    {
        try
        {
            var bytes = KeptAnswerFormat.Write(answer);
            if (bytes.Length > KeptAnswerFormat.SizeMaxBytes)
            {
                return false;
            }

            cache.SaveAnswer(answer.Key.Name, bytes);
            _cleaning = _cleaning.IsCompleted ? Task.Run(Clean) : _cleaning;
            return true;
        }
        catch (RevdexException)
        {
            return false;
        }
    }

    /// <summary>Forgets an answer that does not hold any more.</summary>
    public void Remove(AnswerKey key) => cache.RemoveAnswer(key.Name);

    /// <summary>Number and size of all that is kept.</summary>
    public (int Count, long SizeBytes) Usage() => cache.AnswerUsage();

    public async ValueTask DisposeAsync()
    {
        await _cleaning.ConfigureAwait(false);
        Counts.Dispose();
    }

    private bool Holds(KeptAnswer answer, AnswerInputs inputs, int depth) => depth <= DepthMax
        && answer.Dependencies.All(d => inputs.Now(d.Kind, d.Name) == d.Value)
        && answer.BuiltFrom.All(link => TryRead(link.Key) is { } part && part.Content == link.Content
            && Provenance.Of(part.Signers).IsTrustedBy(trust) && Holds(part, inputs.OfPart(), depth + 1));

    private KeptAnswer? TryRead(AnswerKey key)
    {
        if (cache.TryReadAnswer(key.Name, KeptAnswerFormat.SizeMaxBytes) is not { } bytes)
        {
            return null;
        }

        try
        {
            return KeptAnswerFormat.Read(bytes, key, $"answer {key.Name}");
        }
        catch (InvalidDataException)
        {
            Counts.Add(AnswerOutcome.Damaged);
            Remove(key);
            return null;
        }
    }

    private void Clean()
    {
        try
        {
            cache.MaintainIfDue();
        }
        catch (RevdexException)
        {
            // The next who writes tries again.
        }
    }
}
