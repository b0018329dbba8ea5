namespace Revdex.Git;

/// <summary>
/// What the <c>.gitattributes</c> of one tree say of some attributes of its paths. Only of the tree: what git reads beside it (<c>info/attributes</c>, the
/// user's own file) is not in other clones. Immutable.
/// </summary>
internal sealed class TreeAttributes
{
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<(byte[] Folder, List<Rule> Rules)> _files = [];
    private readonly Rule?[] _macros;
    private readonly int _wantedCount;

    /// <param name="wanted">The attributes that are asked about; lines that say nothing of them cost nothing later.</param>
    /// <param name="files">Each with its folder, which ends in '/' or is empty.</param>
    public TreeAttributes(IReadOnlyList<string> wanted, IEnumerable<(byte[] Folder, IReadOnlyList<AttributeLine> Lines)> files)
    {
        _wantedCount = wanted.Count;
        foreach (var name in wanted)
        {
            _ordinals.Add(name, _ordinals.Count);
        }

        var all = files.ToList();
        var macros = all.SelectMany(f => f.Lines).Where(line => line.Macro is not null).ToList();
        while (macros.Find(m => !_ordinals.ContainsKey(m.Macro!) && m.Values.Any(v => _ordinals.ContainsKey(v.Name))) is { } macro)
        {
            _ordinals.Add(macro.Macro!, _ordinals.Count); // Not null: filtered above.
        }

        _macros = new Rule?[_ordinals.Count];
        foreach (var macro in macros.Where(m => _ordinals.ContainsKey(m.Macro!)))
        {
            _macros[_ordinals[macro.Macro!]] = RuleOf(macro); // The last definition counts.
        }

        foreach (var (folder, lines) in all)
        {
            List<Rule> rules = [.. lines.Where(line => line.Pattern is not null).Select(RuleOf).Where(rule => rule.Values.Length > 0)];
            _files.Add((folder, rules));
        }

        _files.RemoveAll(f => f.Rules.Count == 0);
        _files.Sort((left, right) => right.Folder.Length - left.Folder.Length);
    }

    public static TreeAttributes None { get; } = new([], []);

    /// <summary>Whether nothing is said of any path.</summary>
    public bool IsEmpty => _files.Count == 0;

    /// <summary>The values of the wanted attributes for a path, in their order.</summary>
    public void Resolve(ReadOnlySpan<byte> path, Span<AttributeValue> values)
    {
        var known = new AttributeValue?[_ordinals.Count];
        foreach (var (folder, rules) in _files)
        {
            if (!path.StartsWith(folder))
            {
                continue;
            }

            for (var i = rules.Count - 1; i >= 0; i--)
            {
                if (rules[i].Pattern!.IsMatch(path[folder.Length..])) // Rules of files have one.
                {
                    Apply(rules[i], known);
                }
            }
        }

        for (var i = 0; i < _wantedCount; i++)
        {
            values[i] = known[i].GetValueOrDefault();
        }
    }

    /// <summary>What was said before stays: rules come from the one that counts most.</summary>
    private void Apply(Rule rule, AttributeValue?[] known)
    {
        for (var i = rule.Values.Length - 1; i >= 0; i--)
        {
            var (ordinal, value) = rule.Values[i];
            if (known[ordinal] is null)
            {
                known[ordinal] = value;
                if (value.State == AttributeState.Set && _macros[ordinal] is { } macro)
                {
                    Apply(macro, known); // Ends: each ordinal is set once.
                }
            }
        }
    }

    private Rule RuleOf(AttributeLine line) =>
        new(line.Pattern, [.. line.Values.Where(v => _ordinals.ContainsKey(v.Name)).Select(v => (_ordinals[v.Name], v.Value))]);

    private sealed record Rule(AttributePattern? Pattern, (int Ordinal, AttributeValue Value)[] Values);
}
