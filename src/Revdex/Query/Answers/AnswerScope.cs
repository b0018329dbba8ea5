using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Revdex.Git;
using Revdex.Query.Tools;

namespace Revdex.Query.Answers;

/// <summary>What an answer that is being made depends on, as far as its tool has said. For one answer and one thread at a time.</summary>
internal sealed class AnswerScope(AnswerCache cache, AnswerInputs inputs, QueryState state)
{
    private readonly List<Dependency> _dependencies = [];
    private readonly List<AnswerLink> _builtFrom = [];
    private readonly List<QueryState> _states = [state];

    /// <summary>Something went into it that cannot be checked again.</summary>
    public bool IsDeclined { get; private set; }

    /// <summary>It must not be kept.</summary>
    public void Decline() => IsDeclined = true;

    /// <summary>It depends on the state of something, as it is now. Of a commit's answer, what depends on the view alone is in its key.</summary>
    public void DependOn(DependencyKind kind, string name = "")
    {
        var isOfView = kind is DependencyKind.File or DependencyKind.Paths or DependencyKind.View or DependencyKind.Head;
        if ((isOfView && !inputs.IsOfTree) || _dependencies.Exists(d => d.Kind == kind && d.Name == name))
        {
            return;
        }

        if (inputs.Now(kind, name) is { } value)
        {
            _dependencies.Add(new Dependency(kind, name, value));
        }
        else
        {
            Decline();
        }
    }

    /// <summary>It is made from facts of another state as well.</summary>
    public void Use(QueryState other) => _states.Add(other);

    /// <summary>
    /// A part of the answer that is about a commit alone, kept by itself where it is dear: other answers are built from it too, and this one once more
    /// after what else it depends on has changed.
    /// </summary>
    /// <param name="part">What computes it, as a tool's name.</param>
    /// <param name="arguments">Everything it is computed from besides the commit, what is in git and what it says to its own scope.</param>
    /// <param name="compute">Writes the elements of the results.</param>
    public async Task<(ReadOnlyMemory<byte> Results, AnswerPage Page)> PartAsync(
        string part, string arguments, Oid commit, Func<Utf8JsonWriter, AnswerScope, Task<AnswerPage>> compute)
    {
        var own = inputs.OfPart();
        var key = AnswerKey.OfCommit(commit, part, arguments);
        if (cache.Find(key, own).Answer is { } kept)
        {
            cache.Counts.Add(AnswerOutcome.BuiltUpon);
            _builtFrom.Add(new AnswerLink(key, kept.Content));
            return (kept.Results, kept.Page);
        }

        var started = Stopwatch.GetTimestamp();
        var scope = new AnswerScope(cache, own, state);
        var results = new ArrayBufferWriter<byte>();
        AnswerPage page;
        await using (var json = new Utf8JsonWriter(results, ToolAnswer.Options))
        {
            json.WriteStartArray();
            page = await compute(json, scope).ConfigureAwait(false);
            json.WriteEndArray();
        }

        var made = scope.Answer(key, part, arguments, results.WrittenMemory, page);
        if (cache.IsDear(started) && !scope.IsDeclined && cache.TryKeep(made))
        {
            _builtFrom.Add(new AnswerLink(key, made.Content));
        }
        else
        {
            Take(scope);
        }

        return (results.WrittenMemory, page);
    }

    /// <summary>The answer with what it depends on.</summary>
    public KeptAnswer Answer(AnswerKey key, string tool, string arguments, ReadOnlyMemory<byte> results, AnswerPage page)
    {
        var provenances = _states.SelectMany(s => s.Provenances).ToList();
        if (provenances.Exists(p => p.PullRequest is not null))
        {
            Decline(); // What nobody signs and only this question wanted must not turn up in others.
        }

        return new KeptAnswer
        {
            Key = key,
            Tool = tool,
            Arguments = arguments,
            Results = results,
            Page = page,
            Snapshot = state.Info.Snapshot,
            Signers = [.. provenances.SelectMany(p => p.Signers).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Dependencies = _dependencies,
            BuiltFrom = _builtFrom,
        };
    }

    /// <summary>Of a part that is not kept by itself.</summary>
    private void Take(AnswerScope part)
    {
        _dependencies.AddRange(part._dependencies.Except(_dependencies));
        _builtFrom.AddRange(part._builtFrom);
        _states.AddRange(part._states.Except(_states));
        IsDeclined |= part.IsDeclined;
    }
}
