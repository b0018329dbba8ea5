using Revdex.Segments;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>Segments of one snapshot that are on their way, given to somebody when the beginnings of all are here. Safe for many threads.</summary>
/// <param name="count">How many there are.</param>
/// <param name="begun">Takes them over, by their ids.</param>
internal sealed class ArrivingSegments(int count, Action<IReadOnlyDictionary<ContentHash, Segment>> begun) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ContentHash, Segment> _segments = [];
    private bool _isOver;

    /// <summary>The segment's beginning is here.</summary>
    /// <exception cref="InvalidDataException">It is no beginning of a segment.</exception>
    public void Add(ContentHash id, SegmentMemory memory)
    {
        var segment = Segment.Arriving(memory, id.ToString());
        lock (_lock)
        {
            if (_isOver)
            {
                segment.Dispose();
                return;
            }

            _segments.Add(id, segment);
            if (_segments.Count < count)
            {
                return;
            }

            _isOver = true;
        }

        begun(_segments);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _isOver = true;
                Array.ForEach([.. _segments.Values], segment => segment.Dispose());
            }
        }
    }
}
