using Revdex.Git;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools;

/// <summary>What one name of a call of <c>source</c> stands for: a place or a file, or the definitions of that name, best first.</summary>
internal sealed class SourceTarget
{
    private readonly FindHit[] _hits = [];
    private readonly Place? _place;
    private readonly int _file = -1;

    private SourceTarget(Place place, int file) => (_place, _file, Count) = (place, file, 1);

    private SourceTarget(FindHit[] hits, long total) => (_hits, Count) = (hits, total);

    private SourceTarget(string fault) => Fault = fault;

    /// <summary>Number of its results.</summary>
    public long Count { get; }

    /// <summary>Why there are none; null where there are some, and where no definition has the name.</summary>
    public string? Fault { get; }

    /// <param name="kept">Definitions that may be written.</param>
    /// <exception cref="RevdexException">A place is not there.</exception>
    public static SourceTarget Of(ToolCall call, SourceWriter writer, string name, int kept)
    {
        if (Place.TryParse(name, out var place))
        {
            var at = place.FileIn(call.View);
            writer.CheckLines(at, place.Line, place.LineEnd > 0 ? place.LineEnd : place.Line);
            return new SourceTarget(place, at);
        }

        var file = call.View.Find(GitPath.Parse(PathFilter.Clean(name)));
        return file >= 0 ? new SourceTarget(new Place(name, 1, 0, int.MaxValue), file) : Defined(call, name, kept);
    }

    /// <summary>The same, but what is not there is told by <see cref="Fault"/>.</summary>
    public static SourceTarget OfMany(ToolCall call, SourceWriter writer, string name, int kept)
    {
        try
        {
            return Of(call, writer, name, kept);
        }
        catch (RevdexException e)
        {
            return new SourceTarget(e.Message);
        }
    }

    /// <summary>Whether a text names something as it stands.</summary>
    public static bool IsThere(ToolCall call, string name) =>
        call.View.Find(GitPath.Parse(Place.TryParse(name, out var place) ? place.Path : PathFilter.Clean(name))) >= 0 || Defined(call, name, 1).Count > 0;

    /// <returns>What is to be said of it, or null.</returns>
    public string? Write(ToolCall call, SourceWriter writer, int rank)
    {
        if (_place is not { } place)
        {
            var hit = _hits[rank];
            writer.WriteSymbol(hit.File, call.State.Segments[hit.Segment], hit.Blob, hit.Symbol);
            return null;
        }

        if (place.LineEnd > 0)
        {
            writer.WriteLines(_file, place.Line, place.LineEnd);
            return null;
        }

        if (writer.TryWriteSymbolAt(_file, place.Line))
        {
            return null;
        }

        writer.WriteLines(_file, place.Line, place.Line);
        return $"no symbol contains line {place.Line} of {GitPath.Display(call.View.Path(_file))}";
    }

    private static SourceTarget Defined(ToolCall call, string name, int kept)
    {
        var readings = InheritedMembers.Readings(call, name).Select(reading => Defined(call, reading, kept));
        return readings.FirstOrDefault(found => found.Count > 0) ?? new SourceTarget([], 0);
    }

    private static SourceTarget Defined(ToolCall call, in NameReading reading, int kept)
    {
        using var search = DefinitionSearch.Of(call.State, SymbolFilter.Of(call), reading, kept);
        search.AddMatches(NameTier.Exact);
        return new SourceTarget([.. search.Sorted()], search.Total);
    }
}
