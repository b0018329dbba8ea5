namespace Revdex.Query.Tools.Search;

/// <summary>What finds results, each by itself.</summary>
[Flags]
internal enum SearchLanes
{
    None = 0,

    /// <summary>Definitions of names that are written out in the question.</summary>
    Name = 1,

    /// <summary>Words.</summary>
    Text = 2,

    /// <summary>Nearness of vectors.</summary>
    Vectors = 4,
}
