using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query.Tools.Changes;

namespace Revdex.Query.Tools.History;

/// <summary>The symbols of versions of files, some of which are made ahead of the walk that asks for them. For one walk.</summary>
internal sealed class Versions(HistoryCall history) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(history.Cancellation);
    private readonly Dictionary<(Oid, Language), Task<ReadOnlyMemory<byte>?>> _ahead = [];

    /// <summary>The language of a path at any time: a file of the view has the view's, and attributes and what headers are in are the view's.</summary>
    /// <param name="blob">The version asked about, whose content may tell; none: nobody knows.</param>
    public Language? LanguageOf(ReadOnlySpan<byte> path, Oid blob)
    {
        var view = history.Call.View;
        return view.Find(path) is var file and >= 0 ? view.Language(file) : view.LanguageOfAbsent(path, blob);
    }

    /// <summary>Begins to make the facts of a version that will be asked for.</summary>
    public void Begin(Oid blob, Language language)
    {
        if (!blob.IsNone && !_ahead.ContainsKey((blob, language)))
        {
            _ahead.Add((blob, language), MessageAsync(blob, language));
        }
    }

    /// <summary>What stands at the top of a version, in objects of its own; null where it has no facts (missing, too large, skipped). None is no file: empty.</summary>
    public async Task<List<ComparedSymbol>?> SymbolsAsync(Oid blob, Language language)
    {
        if (blob.IsNone)
        {
            return [];
        }

        var making = _ahead.Remove((blob, language), out var begun) ? begun : MessageAsync(blob, language);
        return await making.ConfigureAwait(false) is { } message ? ComparedSymbol.Of(new FactsMessage(message.Span), 0) : null;
    }

    /// <summary>A version's text; null where it is missing or too large.</summary>
    public Task<ReadOnlyMemory<byte>?> ContentAsync(Oid blob) => history.Reader.Past.ContentAsync(blob, _stop.Token);

    /// <summary>Whether a version's text holds a name; true where nobody can tell.</summary>
    public async Task<bool> MayHoldAsync(Oid blob, byte[] name) =>
        !blob.IsNone && (await ContentAsync(blob).ConfigureAwait(false) is not { } content || content.Span.IndexOf(name) >= 0);

    /// <summary>Symbols that the earlier of two versions of a file has and the later has not; empty where one of them has no facts.</summary>
    public async Task<List<ComparedSymbol>> LostAsync(Oid earlier, Oid later, Language language)
    {
        if (await SymbolsAsync(earlier, language).ConfigureAwait(false) is not { } before || await SymbolsAsync(later, language).ConfigureAwait(false) is not { } after)
        {
            return [];
        }

        SymbolPairing.PairSameNames(before, after);
        return ComparedSymbol.Unpaired(before);
    }

    /// <summary>Ends what was begun and nobody asked for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(_ahead.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private Task<ReadOnlyMemory<byte>?> MessageAsync(Oid blob, Language language) => history.Reader.Past.MessageAsync(history.Call.State, blob, language, _stop.Token);
}
