using System.Text;

namespace Revdex.Git;

/// <summary>A pathspec: paths that git is asked about, from the top of the repository whatever the folder it is started in.</summary>
internal sealed class PathPattern
{
    private readonly byte[] _spec;

    private PathPattern(byte[] spec) => _spec = spec;

    /// <summary>As an argument; null where it is not UTF-8, which no argument can carry.</summary>
    public string? Argument => System.Text.Unicode.Utf8.IsValid(_spec) ? Encoding.UTF8.GetString(_spec) : null;

    /// <summary>As a line of standard input, without its end.</summary>
    public ReadOnlySpan<byte> Line => _spec;

    /// <summary>A file, or a folder with all that is in it; no character has a meaning.</summary>
    /// <exception cref="RevdexException">It holds a NUL, or a line feed and is not UTF-8: git cannot be told of it.</exception>
    public static PathPattern Literal(ReadOnlySpan<byte> path) => Of(path.IsEmpty ? [.. ":(top)"u8] : [.. ":(top,literal)"u8, .. path]);

    /// <summary><c>*</c> and <c>?</c> within one part, <c>**</c> across parts, and no others (git knows more).</summary>
    /// <exception cref="RevdexException">As <see cref="Literal"/>.</exception>
    public static PathPattern Glob(ReadOnlySpan<byte> glob)
    {
        List<byte> spec = [.. ":(top,glob)"u8];
        foreach (var b in glob)
        {
            if (b is (byte)'[' or (byte)']' or (byte)'\\')
            {
                spec.Add((byte)'\\');
            }

            spec.Add(b);
        }

        return Of([.. spec]);
    }

    private static PathPattern Of(byte[] spec) => !spec.Contains((byte)0) && (System.Text.Unicode.Utf8.IsValid(spec) || !spec.Contains((byte)'\n'))
        ? new PathPattern(spec)
        : throw new RevdexException("a path that holds a NUL, or a line feed and is not UTF-8, cannot be asked about", ExitCode.Usage);
}
