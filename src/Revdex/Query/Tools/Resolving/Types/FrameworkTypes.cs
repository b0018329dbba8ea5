namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>
/// What .NET's commonest types have: names of their public members, and which of the others here they can be taken for. Of other types nothing is known. A test holds it to the runtime.
/// </summary>
internal static class FrameworkTypes
{
    /// <summary>By name without type parameters; bases, then members but for those of Object.</summary>
    private static readonly Dictionary<string, FrameworkType> ByName = new(StringComparer.Ordinal)
    {
        ["String"] = new("IEnumerable", "Chars Clone CompareTo Contains CopyTo EndsWith EnumerateRunes GetEnumerator GetPinnableReference GetTypeCode IndexOf IndexOfAny Insert IsNormalized LastIndexOf "
            + "LastIndexOfAny Length Normalize PadLeft PadRight Remove Replace ReplaceLineEndings Split StartsWith Substring ToCharArray ToLower ToLowerInvariant ToUpper "
            + "ToUpperInvariant Trim TrimEnd TrimStart TryCopyTo"),
        ["Array"] = new("ICollection IEnumerable IList", "Clone CopyTo GetEnumerator GetLength GetLongLength GetLowerBound GetUpperBound GetValue Initialize IsFixedSize IsReadOnly IsSynchronized Length LongLength Rank SetValue "
            + "SyncRoot"),
        ["List"] = new("ICollection IEnumerable IList IReadOnlyCollection IReadOnlyList", "Add AddRange AsReadOnly BinarySearch Capacity Clear Contains ConvertAll CopyTo Count EnsureCapacity Exists Find FindAll FindIndex FindLast FindLastIndex ForEach "
            + "GetEnumerator GetRange IndexOf Insert InsertRange Item LastIndexOf Remove RemoveAll RemoveAt RemoveRange Reverse Slice Sort ToArray TrimExcess TrueForAll"),
        ["IList"] = new("ICollection IEnumerable", "Add Clear Contains CopyTo Count GetEnumerator IndexOf Insert IsReadOnly Item Remove RemoveAt"),
        ["ICollection"] = new("IEnumerable", "Add Clear Contains CopyTo Count GetEnumerator IsReadOnly Remove"),
        ["IEnumerable"] = new("IEnumerable", "GetEnumerator"),
        ["IReadOnlyList"] = new("IEnumerable IReadOnlyCollection", "Count GetEnumerator Item"),
        ["IReadOnlyCollection"] = new("IEnumerable", "Count GetEnumerator"),
        ["HashSet"] = new("ICollection IEnumerable IReadOnlyCollection ISet", "Add Capacity Clear Comparer Contains CopyTo Count EnsureCapacity ExceptWith GetAlternateLookup GetEnumerator GetObjectData IntersectWith IsProperSubsetOf "
            + "IsProperSupersetOf IsSubsetOf IsSupersetOf OnDeserialization Overlaps Remove RemoveWhere SetEquals SymmetricExceptWith TrimExcess TryGetAlternateLookup TryGetValue "
            + "UnionWith"),
        ["ISet"] = new("ICollection IEnumerable", "Add Clear Contains CopyTo Count ExceptWith GetEnumerator IntersectWith IsProperSubsetOf IsProperSupersetOf IsReadOnly IsSubsetOf IsSupersetOf Overlaps Remove SetEquals "
            + "SymmetricExceptWith UnionWith"),
        ["Dictionary"] = new("ICollection IDictionary IEnumerable IReadOnlyCollection IReadOnlyDictionary", "Add Capacity Clear Comparer ContainsKey ContainsValue Count EnsureCapacity GetAlternateLookup GetEnumerator GetObjectData Item Keys OnDeserialization Remove TrimExcess "
            + "TryAdd TryGetAlternateLookup TryGetValue Values"),
        ["IDictionary"] = new("ICollection IEnumerable", "Add Clear Contains ContainsKey CopyTo Count GetEnumerator IsReadOnly Item Keys Remove TryGetValue Values"),
        ["IReadOnlyDictionary"] = new("IEnumerable IReadOnlyCollection", "ContainsKey Count GetEnumerator Item Keys TryGetValue Values"),
        ["Queue"] = new("ICollection IEnumerable IReadOnlyCollection", "Capacity Clear Contains CopyTo Count Dequeue Enqueue EnsureCapacity GetEnumerator Peek ToArray TrimExcess TryDequeue TryPeek"),
        ["Stack"] = new("ICollection IEnumerable IReadOnlyCollection", "Capacity Clear Contains CopyTo Count EnsureCapacity GetEnumerator Peek Pop Push ToArray TrimExcess TryPeek TryPop"),
        ["IQueryable"] = new("IEnumerable IQueryable", "ElementType Expression GetEnumerator Provider"),
        ["IDisposable"] = new("", "Dispose"),
        ["IAsyncDisposable"] = new("", "DisposeAsync"),
        ["Char"] = new("", "CompareTo GetTypeCode"),
        ["Int32"] = new("", "CompareTo GetTypeCode TryFormat"),
        ["Object"] = new("", "Equals GetHashCode GetType ToString"),
    };

    /// <summary>Extension methods of the framework that many files have in scope.</summary>
    private static readonly HashSet<string> ExtensionNames = new((
        "AddRange Aggregate AggregateAsync AggregateBy All AllAsync Any AnyAsync Append AsEnumerable AsMemory AsQueryable AsReadOnly AsSpan Average AverageAsync BinarySearch Cast "
        + "Chunk CommonPrefixLength CompareTo Concat ConfigureAwait Contains ContainsAny ContainsAnyExcept ContainsAnyExceptInRange ContainsAnyInRange ContainsAsync CopyTo Count "
        + "CountAny CountAsync CountBy DefaultIfEmpty Distinct DistinctBy ElementAt ElementAtAsync ElementAtOrDefault ElementAtOrDefaultAsync EndsWith EnumerateLines EnumerateRunes "
        + "Equals Except ExceptBy First FirstAsync FirstOrDefault FirstOrDefaultAsync GetValueOrDefault GroupBy GroupJoin Index IndexOf IndexOfAny IndexOfAnyExcept "
        + "IndexOfAnyExceptInRange IndexOfAnyInRange InsertRange Intersect IntersectBy IsWhiteSpace Join Last LastAsync LastIndexOf LastIndexOfAny LastIndexOfAnyExcept "
        + "LastIndexOfAnyExceptInRange LastIndexOfAnyInRange LastOrDefault LastOrDefaultAsync LeftJoin LongCount LongCountAsync Max MaxAsync MaxBy MaxByAsync Min MinAsync MinBy "
        + "MinByAsync OfType Order OrderBy OrderByDescending OrderDescending Overlaps Prepend Remove Replace ReplaceAny ReplaceAnyExcept Reverse RightJoin Select SelectMany "
        + "SequenceCompareTo SequenceEqual SequenceEqualAsync Shuffle Single SingleAsync SingleOrDefault SingleOrDefaultAsync Skip SkipLast SkipWhile Sort Split SplitAny StartsWith "
        + "Sum SumAsync Take TakeLast TakeWhile ThenBy ThenByDescending ToArray ToArrayAsync ToAsyncEnumerable ToBlockingEnumerable ToDictionary ToDictionaryAsync ToHashSet "
        + "ToHashSetAsync ToList ToListAsync ToLookup ToLookupAsync ToLower ToLowerInvariant ToUpper ToUpperInvariant Trim TrimEnd TrimStart TryAdd TryGetNonEnumeratedCount TryWrite "
        + "Union UnionBy Where WithCancellation Zip").Split(' '), StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static bool IsKnown(string type) => ByName.ContainsKey(type);

    /// <summary>Whether a value of one type is one of another, both known here.</summary>
    public static bool IsA(string type, string basis) => ByName.TryGetValue(type, out var known) && known.Bases.Contains(basis);

    /// <summary>Of a known type; true for what every object has.</summary>
    public static bool HasMember(string type, string member) => ByName["Object"].Members.Contains(member) || ByName[type].Members.Contains(member);

    public static bool HasExtension(string name) => ExtensionNames.Contains(name);
}
