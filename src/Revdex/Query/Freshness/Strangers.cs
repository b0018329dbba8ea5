using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>Sorts out paths that something happened to although no view has them: temporary files, ignored ones, new ones.</summary>
internal sealed class Strangers(WorkTreeModel model, IWorkTreeFiles files, IgnoreRules rules)
{
    /// <summary>The paths that may be of a view: tracked, known as untracked, or new and not ignored.</summary>
    public List<byte[]> Without(IReadOnlyCollection<byte[]> paths)
    {
        var result = new List<byte[]>(paths.Count);
        var strange = new List<byte[]>();
        foreach (var path in paths)
        {
            var tracked = model.Tracked(path);
            if (tracked.Mode == GitMode.Submodule)
            {
                continue;
            }

            if (tracked.Mode != 0 || model.Disk(path) is not null)
            {
                result.Add(path);
            }
            else if (files.Stamp(path) is not null && !IsOfOtherRepository(path))
            {
                strange.Add(path);
            }
        }

        var ignored = strange.Count == 0 ? [] : rules.AreIgnored(strange);
        result.AddRange(strange.Where((_, i) => !ignored[i]));
        return result;
    }

    private bool IsOfOtherRepository(byte[] path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == (byte)'/' && IsOther(path[..i]))
            {
                return true;
            }
        }

        return path.AsSpan().StartsWith(".git/"u8);
    }

    private bool IsOther(byte[] folder) =>
        !model.HasTrackedBelow(folder)
        && (model.IsSubmodule(folder) || (files.List(folder) ?? []).Exists(entry => entry.Name.AsSpan().SequenceEqual(".git"u8)));
}
