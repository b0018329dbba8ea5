using System.Text;
using Revdex.Git;
using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Go to definition: what single uses are proven to mean, by the code that <c>references</c> asks, for uses drawn evenly from all that the compiler knows, of other programs' symbols too.</summary>
internal sealed class MeaningComparison
{
    private const int UsesMax = 5000;

    private readonly QueryState _state;
    private readonly StateFacts _facts;
    private readonly TargetResolver _resolver;

    public MeaningComparison(QueryState state, ReferenceComparison comparison)
    {
        (_state, _resolver) = (state, ResolverPool.Take(state, CancellationToken.None));
        _facts = _resolver.Facts;
        var order = comparison.Truth.Uses.Where(u => u.Value >= 0).OrderBy(u => u.Key.Path, StringComparer.Ordinal).ThenBy(u => u.Key.Line).ThenBy(u => u.Key.Column).ToList();
        foreach (var (place, symbol) in Sample.Evenly(order, UsesMax))
        {
            Compare(comparison, place, symbol);
        }
    }

    public int Uses { get; private set; }

    /// <summary>That we list.</summary>
    public int Listed { get; private set; }

    public int Right { get; private set; }

    public int Wrong { get; private set; }

    private void Compare(ReferenceComparison comparison, UsePlace place, int symbol)
    {
        Uses++;
        var name = comparison.Truth.Symbols[symbol].Name;
        if (SiteAt(place) is not { } site)
        {
            return;
        }

        Listed++;
        if (_resolver.Proven(site) is not { } set)
        {
            return;
        }

        var isRight = set.Members.Exists(m => comparison.PlacesOf[symbol].Contains($"{_facts.Path(m.File)}:{_facts.Symbol(m).Line}"));
        Right += isRight ? 1 : 0;
        Wrong += isRight ? 0 : 1;
        if (!isRight)
        {
            comparison.Disagreements.Add(($"goes to {_facts.Path(set.Members[0].File)}:{_facts.Symbol(set.Members[0]).Line}, is {comparison.PlaceOf(symbol)}", place, name));
        }
    }

    /// <summary>The use at a place by the name that is written there.</summary>
    private UseSite? SiteAt(UsePlace place)
    {
        var file = _state.View.Find(GitPath.Parse(place.Path));
        var lines = new ContentLines(_facts.Text(file).Content.Span);
        var line = Encoding.UTF8.GetString(lines.Line(place.Line));
        var end = place.Column - 1;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] is '_' or '$'))
        {
            end++;
        }

        var name = place.Column > line.Length ? "" : line[(place.Column - 1)..end];
        var uses = _facts.UsesIn(name, file);
        while (uses.MoveNext())
        {
            if (uses.Line == place.Line && ContentLines.Utf16Column(lines.Line(uses.Line), uses.Column) == place.Column)
            {
                return new UseSite(name, file, uses.Line, uses.Column, uses.Role, uses.HasReceiver, uses.Enclosing);
            }
        }

        return null;
    }
}
