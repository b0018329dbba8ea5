using System;
using System.Collections.Generic;
using static System.Math;
using Text = System.Text.StringBuilder;

namespace Acme.Shop;

/// <summary>
/// An order of a <see cref="Customer"/>.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
[Serializable]
public sealed partial class Order<T>(int capacity, ILogger logger) : Base<T>(logger), IDisposable, Acme.Core.IEntity
    where T : class, new()
{
    public const int MaxItems = 100;
    private static readonly List<Item> _items = new(), _others = new List<Item>(MaxItems);
    internal event EventHandler? Changed;

    // Counts the items.
    public int Count => _items.Count + capacity;

    public string Name { get; private set; } = "none";

    public Item this[int index] => _items[index];

    public event EventHandler Closed { add { Changed += value; } remove { Changed -= value; } }

    public Order() : this(1, null!) => Name = $"order {MaxItems:D} of {Describe(_items)}";

    ~Order() => Dispose();

    /// <summary>Adds an item.</summary>
    [Obsolete("no")]
    public async Task<int> AddAsync<TItem>(TItem item, CancellationToken token = default)
        where TItem : Item
    {
        var local = item.Price * Abs(-1);
        Count2 = local;
        this.Name = item.Name;
        foreach (var other in _items)
        {
            other.Touch(local);
            _total += other.Price;
            _total++;
        }

        int Helper(int x) => x + _total;
        Func<int, int> square = n => n * n;
        if (item is Special { Level: > 3 } special && special.Owner is not null)
        {
            throw new InvalidOperationException(nameof(AddAsync));
        }

        await logger?.LogAsync(Helper(2), square(3), token: token)!;
        return typeof(Order<T>).GetHashCode() + (int)Kind.Big;
    }

    // Names that are keywords elsewhere.
    public bool Load(bool async, Key property, Func<bool, bool> step)
    {
        var keys = Find([property, Main], async);
        if (async)
        {
            keys.Load(async: async, async && Ready);
        }

        return async ? keys.Contains(property) : step(async) != !async;
    }

    void IDisposable.Dispose() { }

    public static Order<T> operator +(Order<T> a, Order<T> b) => a;

    public static implicit operator int(Order<T> order) => order.Count;

    private int _total, Count2;

    private enum Kind : byte
    {
        Small = 1,
        Big = Small << 1,
    }
}

public record Point(double X, double Y)
{
    public double Length => Sqrt(X * X + Y * Y);
    public Point Flip() => this with { X = Y };
}

public readonly record struct Pair<A, B>(A First, B Second);

public interface IShape : IEquatable<IShape>
{
    double Area { get; }
    void Draw(Canvas canvas);
}

public delegate void Handler<in TArgs>(object sender, TArgs args);

public static class Extensions
{
    public static int WordCount(this string text) => text.Split(' ').Length;

    [Fact]
    public static void Test() => Assert.Equal(2, "a b".WordCount());
}
