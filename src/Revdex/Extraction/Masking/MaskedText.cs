namespace Revdex.Extraction.Masking;

/// <summary>
/// What the parser is shown of a file: the same bytes at the same places, but for ranges that are blank to it. Nobody else knows of it: texts are read from the content, and what is blank counts as a gap in the structural hash. Reused from file
/// to file, for one thread.
/// </summary>
internal sealed class MaskedText
{
    /// <summary>Part of fingerprints: raised when what is masked changes.</summary>
    public const int Version = 1;

    private readonly List<(int Start, int End)> _ranges = [];
    private byte[] _buffer = [];
    private int _length = -1;

    /// <summary>Blank ranges in order, none within another.</summary>
    public IReadOnlyList<(int Start, int End)> Ranges => _ranges;

    /// <summary>What to parse of a content in a language whose mask is given: the content itself, or a copy that stays until the next call.</summary>
    public ReadOnlySpan<byte> Apply(CodeMask mask, ReadOnlySpan<byte> content)
    {
        _ranges.Clear();
        _length = -1;
        if (mask is CodeMask.C or CodeMask.CSharp or CodeMask.ObjC && HasConditional(content))
        {
            new DirectiveMask(content, mask == CodeMask.CSharp, this).Run();
        }

        if (mask is CodeMask.C or CodeMask.ObjC)
        {
            new MacroMask(Of(content), mask == CodeMask.ObjC, this).Run();
        }
        else if (mask == CodeMask.Make)
        {
            new MakeMask(content, this).Run();
        }
        else if (mask == CodeMask.Sql)
        {
            new SqlMask(content, this).Run();
        }

        Complete();
        return Of(content);
    }

    /// <summary>Whether there is an <c>#if</c>, or something like it.</summary>
    private static bool HasConditional(ReadOnlySpan<byte> content)
    {
        for (int at; (at = content.IndexOf((byte)'#')) >= 0;)
        {
            content = content[(at + 1)..].TrimStart(" \t"u8);
            if (content.StartsWith("if"u8))
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Of(ReadOnlySpan<byte> content) => _length < 0 ? content : _buffer.AsSpan(0, _length);

    /// <param name="shown">What the parser is shown at its beginning; blanks behind it.</param>
    public void Blank(ReadOnlySpan<byte> content, int start, int end, ReadOnlySpan<byte> shown = default)
    {
        if (_length < 0)
        {
            _buffer = _buffer.Length < content.Length ? new byte[content.Length] : _buffer;
            content.CopyTo(_buffer);
            _length = content.Length;
        }

        _ranges.Add((start, end));
        foreach (ref var b in _buffer.AsSpan(start..end))
        {
            b = b is (byte)'\n' or (byte)'\r' ? b : (byte)' ';
        }

        shown.CopyTo(_buffer.AsSpan(start));
    }

    /// <summary>Puts ranges in order and makes one of those that overlap.</summary>
    private void Complete()
    {
        _ranges.Sort();
        var kept = 0;
        for (var i = 1; i < _ranges.Count; i++)
        {
            if (_ranges[i].Start < _ranges[kept].End)
            {
                _ranges[kept] = (_ranges[kept].Start, Math.Max(_ranges[kept].End, _ranges[i].End));
            }
            else
            {
                _ranges[++kept] = _ranges[i];
            }
        }

        _ranges.RemoveRange(Math.Min(kept + 1, _ranges.Count), Math.Max(0, _ranges.Count - kept - 1));
    }
}
