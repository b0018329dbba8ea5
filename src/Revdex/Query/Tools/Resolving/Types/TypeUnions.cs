namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Makes one type of several that are written in one place.</summary>
internal sealed class TypeUnions
{
    private readonly Dictionary<(int File, int Start), SymbolSet?> _known = [];

    /// <summary>Null where one of them is not known.</summary>
    /// <param name="start">The first token.</param>
    /// <param name="named">The type that a name means.</param>
    public SymbolSet? Of(CodeTokens code, int start, int file, Func<int, SymbolSet?> named)
    {
        var key = (file, code[start].Start);
        if (!_known.TryGetValue(key, out var union))
        {
            _known.Add(key, null); // Of itself it has no type.
            var types = TypeUnion.Of(code, start)?.ConvertAll(name => named(name));
            _known[key] = union = types is null || types.Contains(null) ? null : types.Distinct().ToList() is [var only] ? only : Make(key, types.OfType<SymbolSet>());
        }

        return union;
    }

    private static SymbolSet Make((int File, int Start) key, IEnumerable<SymbolSet> types)
    {
        var parts = types.Distinct().ToArray();
        var union = new SymbolSet("", $"|{key.File}:{key.Start}", "", "") { IsTypeName = true, Parts = parts };
        union.Members.AddRange(parts[0].Members);
        return union;
    }
}
