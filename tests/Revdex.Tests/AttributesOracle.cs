namespace Revdex.Tests;

/// <summary>What git says of attributes, from <c>.gitattributes</c> alone: a repository without an index, which git would fall back on.</summary>
internal sealed class AttributesOracle : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Init();
    private readonly HashSet<string> _written = [];

    /// <summary>Replaces all files, by path.</summary>
    public void Write(IReadOnlyDictionary<string, string> files)
    {
        foreach (var gone in _written.Except(files.Keys))
        {
            _repository.Delete(gone);
        }

        _written.UnionWith(files.Keys);
        foreach (var (path, content) in files)
        {
            _repository.Write(path, content);
        }
    }

    /// <summary>The values as git writes them: <c>set</c>, <c>unset</c>, <c>unspecified</c>, or what stands behind '='.</summary>
    public Dictionary<(string Path, string Attribute), string> Ask(IReadOnlyList<string> paths, params string[] attributes)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        var fields = _repository.Run(["check-attr", "-z", .. attributes, "--", .. paths]).Split('\0');
        return Enumerable.Range(0, fields.Length / 3).ToDictionary(i => (fields[3 * i], fields[(3 * i) + 1]), i => fields[(3 * i) + 2]);
    }

    public void Dispose() => _repository.Dispose();
}
