namespace Revdex.Query.Tools;

/// <summary>
/// Matches paths with <c>?</c> and <c>*</c> (within one part) and, as a whole part, <c>**</c> (any number of parts, also none; at the end, anything). A
/// mismatch goes back to the last <c>*</c>, and when that has reached a slash to the last <c>**</c>: earlier ones need no second
/// try, so the time is at most glob × path × path.
/// </summary>
internal static class Glob
{
    public static bool Matches(ReadOnlySpan<byte> glob, ReadOnlySpan<byte> path)
    {
        var (g, p) = (0, 0);
        var (starGlob, starPath) = (-1, 0);
        var (deepGlob, deepPath) = (-1, 0);
        while (g < glob.Length || p < path.Length)
        {
            if (IsDeep(glob, g))
            {
                if (g + 2 == glob.Length)
                {
                    return true;
                }

                g += 3;
                (deepGlob, deepPath, starGlob) = (g, p, -1);
            }
            else if (g < glob.Length && glob[g] == '*')
            {
                (starGlob, starPath) = (++g, p);
            }
            else if (g < glob.Length && p < path.Length && (glob[g] == path[p] || (glob[g] == '?' && path[p] != '/')))
            {
                (g, p) = (g + 1, p + 1);
            }
            else if (starGlob >= 0 && starPath < path.Length && path[starPath] != '/')
            {
                (g, p) = (starGlob, ++starPath);
            }
            else if (deepGlob >= 0 && NextPart(path, ref deepPath))
            {
                (g, p, starGlob) = (deepGlob, deepPath, -1);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDeep(ReadOnlySpan<byte> glob, int at) =>
        glob[at..].StartsWith("**"u8) && (at == 0 || glob[at - 1] == '/') && (at + 2 == glob.Length || glob[at + 2] == '/');

    private static bool NextPart(ReadOnlySpan<byte> path, ref int at)
    {
        var slash = path[at..].IndexOf((byte)'/');
        at += slash + 1;
        return slash >= 0;
    }
}
