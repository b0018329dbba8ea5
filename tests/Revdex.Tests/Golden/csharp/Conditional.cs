namespace Shop;

/// <summary>Directives within declarations and statements, which the parser is not shown.</summary>
public interface IStore
{
#if DEFAULTS
    [Implemented(Level.Full)]
#endif
    Item Find(string name)
#if DEFAULTS
        => Shelf.Default.Take(name)
#endif
    ;

    Item Take(string name,
#if SPANS
        ReadOnlySpan<byte> key
#else
        byte[] key, Encoding encoding
#endif
    );
}

public sealed class Store : IStore
{
#if NET
    private readonly Lock _gate = new();
#else
    private readonly object _gate = new();
#endif

    public Item Find(string name)
    {
        var item = _cache.TryGet(name, out var found) ? found :
#if TRACE
            Traced(name);
#else
            Load(name, Fallback);
#endif
        return new Item
        {
            Name = name,
#if NET
            Count = Counter.Next(),
#endif
        };
    }
}
