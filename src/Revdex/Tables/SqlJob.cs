using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>A <see cref="SqlRequest"/> as the worker has it: the view taken in, the segments open.</summary>
internal sealed class SqlJob : IDisposable
{
    public required string Sql { get; init; }

    public required int RowCountMax { get; init; }

    public required TimeSpan TimeLimit { get; init; }

    public required IReadOnlyList<Segment> Segments { get; init; }

    public required TableView View { get; init; }

    public void Dispose()
    {
        View.Dispose();
        foreach (var segment in Segments)
        {
            segment.Dispose();
        }
    }
}
