namespace Revdex.Vectors;

/// <summary>Rows that stand one after the other; <paramref name="End"/> is after the last.</summary>
internal readonly record struct RowRange(int Start, int End)
{
    public int Count => End - Start;
}
