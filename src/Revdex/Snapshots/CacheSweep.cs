using Revdex.Storage;
using Revdex.Trust;

namespace Revdex.Snapshots;

/// <summary>One clean-up: a listing of the cache's files, and the rules by which some go. What living processes hold stays.</summary>
internal sealed class CacheSweep
{
    /// <summary>Ten bytes a branch are cheap, and forgetting makes an old hint pass for a new one.</summary>
    private static readonly TimeSpan HintLifetime = TimeSpan.FromDays(400);

    /// <summary>Looked into for what a checkpoint has: whoever takes it up does so with the next few snapshots.</summary>
    private const int CoveringEntriesMax = 8;

    private readonly CacheFolder _folder;
    private readonly HashSet<ContentHash> _held;
    private readonly DateTime _now;
    private readonly List<FileInfo> _segments;
    private readonly List<FileInfo> _entries;
    private readonly List<FileInfo> _checksums;
    private readonly List<FileInfo> _objects;
    private readonly List<FileInfo> _quarantine;
    private readonly List<FileInfo> _hints;
    private readonly List<FileInfo> _answers;
    private readonly List<FileInfo> _notes;
    private readonly List<FileInfo> _verdicts;
    private long _removedBytes;
    private int _removedCount;

    public CacheSweep(CacheFolder folder, HashSet<ContentHash> held, DateTime now)
    {
        _folder = folder;
        _held = held;
        _now = now;

        // Entries before segments: who saves an entry has saved its segments, so that one listed here without a segment there is broken.
        _entries = [.. CacheFolder.FilesIn(folder.Commits), .. CacheFolder.FilesIn(folder.Checkpoints)];
        _checksums = CacheFolder.FilesIn(folder.Checksums);
        _segments = CacheFolder.FilesIn(folder.Segments);
        _objects = CacheFolder.FilesIn(folder.Objects);
        _quarantine = CacheFolder.FilesIn(folder.Quarantine);
        _hints = CacheFolder.FilesIn(folder.Hints);
        _answers = CacheFolder.FilesIn(folder.Answers);
        _notes = CacheFolder.FilesIn(folder.Notes);
        _verdicts = CacheFolder.FilesIn(folder.Verdicts);
    }

    public CacheUsage Usage => new(Lists.Sum(l => l.Sum(f => f.Length)), Lists.Sum(l => l.Count), _removedBytes, _removedCount, IsDone: true);

    private IEnumerable<List<FileInfo>> Lists => [_quarantine, _objects, _segments, _entries, _hints, _answers, _notes, _verdicts];

    /// <summary>Time to live, counted from the last use.</summary>
    public void RemoveOlder(TimeSpan timeToLive, TimeSpan quarantineLifetime)
    {
        foreach (var list in Lists)
        {
            var lifetime = list == _quarantine ? quarantineLifetime : list == _hints ? HintLifetime : timeToLive;
            Remove(list, f => _now - f.LastWriteTimeUtc > lifetime);
        }
    }

    /// <summary>Kept answers have a part of the budget, so that many small ones do not crowd out the facts that all are made from.</summary>
    public void RemoveAnswersBeyond(long budgetBytes)
    {
        var excess = _answers.Sum(f => f.Length) - budgetBytes;
        foreach (var file in _answers.OrderBy(f => f.LastWriteTimeUtc).ToList().TakeWhile(_ => excess > 0))
        {
            excess -= TryRemove(_answers, file) ? file.Length : 0;
        }
    }

    /// <summary>Least recently used first, but corrupt files before any good one.</summary>
    public void RemoveBeyond(long budgetBytes)
    {
        var excess = Usage.SizeBytes - budgetBytes;
        var candidates = _quarantine.OrderBy(f => f.LastWriteTimeUtc).Select(f => (_quarantine, f))
            .Concat(_segments.Select(f => (_segments, f)).Concat(_objects.Select(f => (_objects, f))).Concat(_answers.Select(f => (_answers, f))).OrderBy(c => c.f.LastWriteTimeUtc));
        foreach (var (list, file) in candidates.ToList())
        {
            if (excess <= 0)
            {
                return;
            }

            excess -= TryRemove(list, file) ? file.Length : 0;
        }
    }

    /// <summary>Entries that name a segment which is gone, or that cannot be read; checksums of segments that are gone.</summary>
    public void RemoveBrokenEntries()
    {
        var present = _segments.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        Remove(_checksums, file => !present.Contains(file.Name + CacheFolder.SegmentSuffix));
        Remove(_entries, entry => !SegmentsOf(entry).Segments.All(id => present.Contains(Path.GetFileName(_folder.Segment(id)))));
    }

    /// <summary>
    /// Checkpoints of runs that somebody else finished, or that were killed between saving their result and forgetting them: an entry that was
    /// saved later has all their facts. Then no run will ever take them up again.
    /// </summary>
    public void RemoveCoveredCheckpoints()
    {
        var finals = _entries.Where(e => !ContentHash.TryParse(e.Name, out _)).OrderByDescending(e => e.LastWriteTimeUtc).Take(CoveringEntriesMax).ToList();
        Remove(_entries, entry =>
        {
            if (!ContentHash.TryParse(entry.Name, out var id))
            {
                return false;
            }

            var later = finals.Where(f => f.LastWriteTimeUtc >= entry.LastWriteTimeUtc).SelectMany(f => SegmentsOf(f).Segments).Distinct().Select(_folder.Segment);
            return CheckpointCoverage.IsCovered(_folder.Segment(id), later);
        });
    }

    /// <summary>Segments and parts that no entry names any more: merged into others, or an interrupted run's that a later one finished.</summary>
    public void RemoveUnnamedSegments(TimeSpan lifetime)
    {
        var named = _entries.Select(SegmentsOf).SelectMany(e => e.Segments.Concat(e.Parts)).ToHashSet();
        Remove(_segments, f => _now - f.LastWriteTimeUtc > lifetime && !(CacheFolder.TrySegmentId(f.Name, out var id) && named.Contains(id)));
    }

    /// <summary>None for an entry that cannot be read: the reader, who says so, sets it aside.</summary>
    private static (List<ContentHash> Segments, List<ContentHash> Parts) SegmentsOf(FileInfo entry)
    {
        if (ContentHash.TryParse(entry.Name, out var checkpoint))
        {
            return ([checkpoint], []);
        }

        try
        {
            var manifest = CacheEntry.Read(AtomicFile.ReadAllBytes(entry.FullName), entry.FullName, TrustPolicy.Anyone);
            return ([.. manifest.Segments.Select(s => s.Id)], [.. manifest.Parts.Select(p => p.Id)]);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return ([], []);
        }
    }

    private void Remove(List<FileInfo> list, Func<FileInfo, bool> isUnwanted)
    {
        foreach (var file in list.Where(isUnwanted).ToList())
        {
            TryRemove(list, file);
        }
    }

    private bool TryRemove(List<FileInfo> list, FileInfo file)
    {
        if (CacheFolder.TrySegmentId(file.Name, out var id) && _held.Contains(id))
        {
            return false;
        }

        try
        {
            File.Delete(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // Windows keeps what is mapped.
        }

        list.Remove(file);
        _removedBytes += file.Length;
        _removedCount++;
        return true;
    }
}
