using System.Globalization;
using Revdex.Git;

namespace Revdex.Query.Answers;

/// <summary>
/// What dependencies are at the moment of one question. What git's history depends on is asked once, before anything is read from git, so that a change
/// meanwhile makes an answer that does not hold, never one that holds wrongly. For one question at a time.
/// </summary>
internal sealed class AnswerInputs
{
    private readonly Reader _reader;
    private readonly QueryState? _state;
    private readonly Lazy<string?> _git;
    private readonly string? _parts;
    private readonly Lazy<string?> _model;

    /// <param name="parts">Null: nobody can tell yet.</param>
    /// <param name="model">The same.</param>
    private AnswerInputs(Reader reader, QueryState? state, Lazy<string?> git, string? parts, Lazy<string?> model) =>
        (_reader, _state, _git, _parts, _model) = (reader, state, git, parts, model);

    /// <summary>Of a question about a commit, which depends on no view: the commit says it all.</summary>
    public static AnswerInputs OfCommit(Reader reader) => new(
        reader, null, new Lazy<string?>(() => Settings(reader.Repository)), reader.MayHaveParts ? null : "", new Lazy<string?>(reader.MayHaveParts || reader.Embedders.IsSet ? null : ""));

    /// <summary>Of a question about the state of a working tree or of its index.</summary>
    public AnswerInputs OfTree(QueryState state) => new(_reader, state, _git, PartsOf(state), ModelFor(state));

    /// <summary>Of a question about a commit, whose parts are known now.</summary>
    public AnswerInputs WithPartsOf(QueryState state) => new(_reader, _state, _git, PartsOf(state), ModelFor(state));

    /// <summary>Of a part of the answer that is about a commit.</summary>
    public AnswerInputs OfPart() => new(_reader, null, _git, _parts, _model);

    public bool IsOfTree => _state is not null;

    public void AskGit() => _ = _git.Value;

    /// <summary>The value; null where nobody can tell, so that nothing that depends on it may be kept or holds.</summary>
    /// <exception cref="RevdexException">git failed.</exception>
    public string? Now(DependencyKind kind, string name) => kind switch
    {
        DependencyKind.Git => _git.Value,
        DependencyKind.Revision => Commit(name),
        DependencyKind.Parts => _parts,
        DependencyKind.Model => _model.Value,
        _ when _state is null => null,
        DependencyKind.Head => _state.Info.Commit,
        DependencyKind.View => _state.View.Identity.ToString(),
        DependencyKind.Paths => _state.View.Paths.Identity.ToString(),
        DependencyKind.File => FileNow(_state.View, name),
        _ => null,
    };

    private static string PartsOf(QueryState state) => string.Join(' ',
        state.Parts.Select(source => source.Part.Name).Concat(state.Vectors?.Files.Select(file => file.Name) ?? []));

    /// <summary>The model is opened when an answer asks, for only search does.</summary>
    private Lazy<string?> ModelFor(QueryState state) => new(() =>
    {
        try
        {
            return state.Vectors is { Files.Count: > 0 } vectors ? _reader.Embedders.TryOpen(vectors, out _)?.Model.Id ?? "none" : _reader.Embedders.IsSet ? "none" : "";
        }
        catch (Exception e) when (e is RevdexException or InvalidDataException)
        {
            return "none"; // Search says why.
        }
    });

    private static string FileNow(View view, string name)
    {
        var file = view.Find(GitPath.Parse(name));
        return file < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{view.Mode(file):x} {view.Oid(file)} {view.Language(file)?.Id}");
    }

    private string? Commit(string rev)
    {
        try
        {
            return _reader.Repository.ResolveCommit(rev).ToString();
        }
        catch (RevdexException)
        {
            return null;
        }
    }

    private static string? Settings(GitRepository repository)
    {
        try
        {
            return repository.HistorySettings() is { } hash ? Convert.ToHexStringLower(hash) : null;
        }
        catch (RevdexException)
        {
            return null; // What is wrong the answer itself will meet.
        }
    }
}
