using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Query;

/// <summary>Makes a view of files added in bytewise order of their paths.</summary>
internal sealed class ViewBuilder
{
    /// <summary>What paths take on average in real repositories; only a first guess.</summary>
    private const int PathLengthGuess = 48;

    private readonly LanguageSet _languages;
    private readonly Dictionary<Language, byte> _ordinals = [];
    private HeaderLanguage _headers;
    private byte[] _paths;
    private int[] _starts;
    private byte[] _oids = [];
    private byte[] _languageOrdinals;
    private ushort[] _modes;
    private int _oidLength;
    private int _count;

    public ViewBuilder(LanguageSet languages, int countGuess)
    {
        _languages = languages;
        _headers = new HeaderLanguage(languages);
        _paths = new byte[countGuess * PathLengthGuess];
        _starts = new int[countGuess + 1];
        _languageOrdinals = new byte[countGuess];
        _modes = new ushort[countGuess];
        for (var i = 0; i < languages.All.Count; i++)
        {
            _ordinals.Add(languages.All[i], checked((byte)i));
        }
    }

    /// <exception cref="InvalidDataException">Not after the path before: whoever lists files has them in order.</exception>
    public void Add(ReadOnlySpan<byte> path, in Oid oid, int mode)
    {
        if (_count > 0 && Last.SequenceCompareTo(path) >= 0)
        {
            throw new InvalidDataException($"file {_count} of a view: its path is not after the one before");
        }

        Grow(path.Length, oid.Length);
        var language = GitMode.IsFile(mode) ? _languages.Detect(path) : null;
        _headers.Count(path, language, 1);
        path.CopyTo(_paths.AsSpan(_starts[_count]));
        oid.Span.CopyTo(_oids.AsSpan(_count * _oidLength));
        _languageOrdinals[_count] = language is null ? ViewFiles.NoLanguage : _ordinals[language];
        _modes[_count] = (ushort)mode;
        _starts[_count + 1] = _starts[_count] + path.Length;
        _count++;
    }

    public View Build()
    {
        Array.Resize(ref _paths, _starts[_count]);
        Array.Resize(ref _starts, _count + 1);
        Array.Resize(ref _oids, _count * _oidLength);
        Array.Resize(ref _languageOrdinals, _count);
        Array.Resize(ref _modes, _count);
        var paths = new PathTable(_paths, _starts);
        var files = new ViewFiles(_oidLength, _oids, _languageOrdinals, _modes);
        SetHeaders(paths, files, _headers, _languages);
        return new View(paths, files, _headers, _languages);
    }

    /// <summary>Gives headers the language that the tree decides.</summary>
    /// <param name="among">The files to look at; null: all.</param>
    public static void SetHeaders(PathTable paths, ViewFiles files, HeaderLanguage headers, LanguageSet languages, IReadOnlyList<int>? among = null)
    {
        if (headers.Language is not { } decided)
        {
            return;
        }

        var (c, cpp, ordinal) = (Ordinal(languages, "c"), Ordinal(languages, "cpp"), Ordinal(languages, decided.Id));
        var count = among?.Count ?? files.Count;
        for (var i = 0; i < count; i++)
        {
            var file = among is null ? i : among[i];
            var current = files.LanguageOrdinals[file];
            if ((current == c || current == cpp) && current != ordinal && paths[file].EndsWith(".h"u8))
            {
                files.LanguageOrdinals[file] = ordinal;
            }
        }
    }

    public static byte Ordinal(LanguageSet languages, string id)
    {
        for (var i = 0; i < languages.All.Count; i++)
        {
            if (languages.All[i].Id == id)
            {
                return (byte)i;
            }
        }

        return ViewFiles.NoLanguage;
    }

    private ReadOnlySpan<byte> Last => _paths.AsSpan(_starts[_count - 1].._starts[_count]);

    private void Grow(int pathLength, int oidLength)
    {
        _oidLength = _oidLength == 0 ? oidLength : _oidLength;
        if (_count == _modes.Length)
        {
            var capacity = Math.Max(16, _count * 2);
            Array.Resize(ref _starts, capacity + 1);
            Array.Resize(ref _languageOrdinals, capacity);
            Array.Resize(ref _modes, capacity);
        }

        if (_oids.Length < _modes.Length * _oidLength)
        {
            Array.Resize(ref _oids, _modes.Length * _oidLength);
        }

        if (_starts[_count] + pathLength > _paths.Length)
        {
            Array.Resize(ref _paths, Math.Max(_starts[_count] + pathLength, _paths.Length * 2));
        }
    }
}
