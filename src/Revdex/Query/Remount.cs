namespace Revdex.Query;

/// <summary>
/// Makes a mount from one before it: of a view that differs by few files, or with other segments, as after each edit. Files keep what
/// they had; only those that changed, or whose segment is gone, are looked up.
/// </summary>
internal sealed class Remount
{
    /// <summary>Looking up more files than this part of the view costs more than joining it anew.</summary>
    private const int LookUpsMaxPart = 8;

    private const int LookUpsMin = 64;

    private readonly View _view;
    private readonly IReadOnlyList<SegmentSource> _sources;
    private readonly Mount _before;
    private readonly ViewDelta? _delta;
    private readonly MountClaims _claims;

    /// <summary>Old owner → new owner, 0 where the segment is gone.</summary>
    private readonly byte[] _ownerMap;

    /// <summary>Of segments that stay: blobs whose files are others now.</summary>
    private readonly Dictionary<int, int[]>[] _patches;

    private Remount(View view, IReadOnlyList<SegmentSource> sources, Mount before, ViewDelta? delta)
    {
        (_view, _sources, _before, _delta) = (view, sources, before, delta);
        _claims = new MountClaims(view, sources);
        _ownerMap = new byte[before.Sources.Count + 1];
        for (var i = 0; i < before.Sources.Count; i++)
        {
            _ownerMap[i + 1] = checked((byte)(IndexOf(sources, before.Sources[i]) + 1));
        }

        _patches = [.. sources.Select(_ => new Dictionary<int, int[]>())];
    }

    /// <summary>Null where there is too little in common.</summary>
    public static Mount? TryMake(View view, IReadOnlyList<SegmentSource> sources, Mount before)
    {
        var isSame = ReferenceEquals(view, before.View);
        var delta = !isSame && view.Delta is { } known && known.IsFrom(before.View) ? known : null;
        var lookUpsMax = Math.Max(LookUpsMin, view.Count / LookUpsMaxPart);
        var isLittle = (isSame || delta is not null) && (delta?.Fresh.Length ?? 0) + before.Unowned.Length <= lookUpsMax;
        return isLittle ? new Remount(view, sources, before, delta).Make(lookUpsMax) : null;
    }

    private Mount? Make(int lookUpsMax)
    {
        var homeless = Keep();
        if (homeless.Count > lookUpsMax)
        {
            return null;
        }

        PatchGone();
        var unowned = new List<int>();
        foreach (var (file, wasUnowned) in homeless)
        {
            if (!TryClaim(file, wasUnowned))
            {
                unowned.Add(file);
            }
        }

        unowned.Sort((left, right) => _view.Files.CompareKeys(left, right) is var order and not 0 ? order : left.CompareTo(right));
        return new Mount(_view, _sources, _claims, MountGathering.Of(_claims, _sources, Ready), [.. unowned]);
    }

    /// <summary>Takes over what stays, and returns the files to look up: those that changed, those whose segment is gone, and those that had none.</summary>
    private List<(int File, bool WasUnowned)> Keep()
    {
        var homeless = new List<(int, bool)>();
        if (_delta?.Renumber is null)
        {
            _before.Owners.CopyTo(_claims.Owners, 0);
            _before.Blobs.CopyTo(_claims.Blobs, 0);
        }
        else
        {
            KeepRenumbered(_delta.Renumber);
        }

        foreach (var fresh in _delta?.Fresh ?? [])
        {
            _claims.Owners[fresh] = 0;
            if (_view.Files.LanguageOrdinals[fresh] != ViewFiles.NoLanguage)
            {
                homeless.Add((fresh, false));
            }
        }

        MapOwners(homeless);
        homeless.AddRange(_before.Unowned.Where(file => !IsGone(file)).Select(file => (NumberOf(file), true)));
        return homeless;
    }

    private void KeepRenumbered(int[] renumber)
    {
        for (var file = 0; file < renumber.Length; file++)
        {
            if (renumber[file] >= 0)
            {
                (_claims.Owners[renumber[file]], _claims.Blobs[renumber[file]]) = (_before.Owners[file], _before.Blobs[file]);
            }
        }
    }

    private void MapOwners(List<(int File, bool WasUnowned)> homeless)
    {
        var owners = _claims.Owners;
        for (var file = 0; file < owners.Length; file++)
        {
            if (owners[file] != 0 && (owners[file] = _ownerMap[owners[file]]) == 0)
            {
                homeless.Add((file, false));
            }
        }
    }

    /// <summary>Blobs of segments that stay lose the files that changed or went.</summary>
    private void PatchGone()
    {
        foreach (var gone in _delta?.Gone ?? [])
        {
            var owner = _ownerMap[_before.Owners[gone]];
            if (owner != 0)
            {
                var blob = _before.Blobs[gone];
                _patches[owner - 1][blob] = [.. FilesOf(owner - 1, _before.Owners[gone] - 1, blob).Where(file => file >= 0)];
            }
        }
    }

    private bool TryClaim(int file, bool wasUnowned)
    {
        if (TryJoinTwin(file))
        {
            return true;
        }

        for (var i = 0; i < _sources.Count; i++)
        {
            var stays = IndexOf(_before.Sources, _sources[i]) >= 0;
            if (!(stays && wasUnowned) && _claims.TryClaim(file, i))
            {
                PatchFresh(file);
                return true;
            }
        }

        return false;
    }

    /// <summary>A file of the same content and language that has an owner shares it: one segment alone gives the facts of a key.</summary>
    private bool TryJoinTwin(int file)
    {
        var (keys, files) = (_view.ByKey, _view.Files);
        for (var i = _view.FirstKeyOf(files.OidSpan(file)); i < keys.Length && files.OidSpan(keys[i]).SequenceEqual(files.OidSpan(file)); i++)
        {
            if (_claims.Owners[keys[i]] != 0 && files.LanguageOrdinals[keys[i]] == files.LanguageOrdinals[file])
            {
                (_claims.Owners[file], _claims.Blobs[file]) = (_claims.Owners[keys[i]], _claims.Blobs[keys[i]]);
                PatchFresh(file);
                return true;
            }
        }

        return false;
    }

    /// <summary>A blob of a segment that stays gets one file more.</summary>
    private void PatchFresh(int file)
    {
        var (segment, blob) = (_claims.Owners[file] - 1, _claims.Blobs[file]);
        var segmentBefore = IndexOf(_before.Sources, _sources[segment]);
        if (segmentBefore >= 0)
        {
            int[] files = [.. FilesOf(segment, segmentBefore, blob), file];
            Array.Sort(files);
            _patches[segment][blob] = files;
        }
    }

    /// <summary>The files that a blob of a segment which stays has kept.</summary>
    private int[] FilesOf(int segment, int segmentBefore, int blob)
    {
        if (_patches[segment].TryGetValue(blob, out var patched))
        {
            return patched;
        }

        return [.. _before.Segments[segmentBefore].FilesOf(blob).ToArray().Where(file => !IsGone(file)).Select(NumberOf)];
    }

    private MountedSegment? Ready(int segment)
    {
        var before = IndexOf(_before.Sources, _sources[segment]);
        return before < 0 ? null : _before.Segments[before].With(_patches[segment], _delta?.Renumber);
    }

    private bool IsGone(int oldFile) => _delta is not null && Array.BinarySearch(_delta.Gone, oldFile) >= 0;

    private int NumberOf(int oldFile) => _delta?.Renumber is { } renumber ? renumber[oldFile] : oldFile;

    private static int IndexOf(IReadOnlyList<SegmentSource> sources, SegmentSource source)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            if (ReferenceEquals(sources[i].Segment, source.Segment))
            {
                return i;
            }
        }

        return -1;
    }
}
