using System.Diagnostics.CodeAnalysis;
using Revdex.Git;

namespace Revdex.Query;

/// <summary>Contents of blobs used lately, by oid. Safe for many threads.</summary>
internal sealed class ContentCache(int sizeMaxBytes = ContentCache.DefaultMaxBytes)
{
    /// <summary>Some hundred source files: those of one question and of the edits between two.</summary>
    public const int DefaultMaxBytes = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<Oid, LinkedListNode<(Oid Oid, ReadOnlyMemory<byte> Content)>> _byOid = [];
    private readonly LinkedList<(Oid Oid, ReadOnlyMemory<byte> Content)> _byUse = new();
    private long _sizeBytes;

    public bool TryGet(Oid oid, [NotNullWhen(true)] out ReadOnlyMemory<byte>? content)
    {
        lock (_lock)
        {
            if (!_byOid.TryGetValue(oid, out var node))
            {
                content = null;
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            content = node.Value.Content;
            return true;
        }
    }

    /// <summary>One that alone takes a quarter of the room is not kept.</summary>
    public void Add(Oid oid, ReadOnlyMemory<byte> content)
    {
        lock (_lock)
        {
            if (content.Length > sizeMaxBytes / 4 || _byOid.ContainsKey(oid))
            {
                return;
            }

            _byOid.Add(oid, _byUse.AddFirst((oid, content)));
            _sizeBytes += content.Length;
            while (_sizeBytes > sizeMaxBytes && _byUse.Last is { } last)
            {
                _byUse.RemoveLast();
                _byOid.Remove(last.Value.Oid);
                _sizeBytes -= last.Value.Content.Length;
            }
        }
    }
}
