using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>A use, as the edge that it makes.</summary>
/// <param name="From">The symbol that the use is in, or its file.</param>
/// <param name="Target">Null where several fit, or none.</param>
/// <param name="Candidates">How many fit.</param>
internal readonly record struct CallEdge(SymbolRef From, UseSite Site, SymbolSet? Target, Known Known, int Candidates)
{
    public int Line => Site.Line;

    public OccurrenceRole Role => Site.Role;
}
