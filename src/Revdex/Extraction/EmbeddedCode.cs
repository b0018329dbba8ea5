using Revdex.Extraction.Patterns;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>
/// Reads the pieces of a file that are of another language (a page's scripts, a document's samples) into the drafts of that file, at the
/// positions that they have in it. One parse a piece; pieces within pieces are not read. For one thread.
/// </summary>
internal sealed unsafe class EmbeddedCode(Drafts drafts) : IDisposable
{
    /// <summary>What a parse costs beside its bytes, in the units of the work bound.</summary>
    private const long PieceWork = 4_000;

    /// <summary>
    /// Parts of a piece between what is not of it, such as the marks of a quotation on each line. The lexer searches them from the start at every
    /// token, so that their square is charged.
    /// </summary>
    private const int RangesMax = 1_000;

    private readonly List<TSRange> _ranges = [];
    private ParserHandle? _parser;
    private SourceWalk? _walk;
    private byte* _content;
    private int _length;
    private long _workLeft;

    /// <summary>A bound was met: pieces of this file are missing.</summary>
    public bool HasGivenUp { get; private set; }

    /// <param name="workLeft">Of the file's bound, behind its own parse.</param>
    public void Begin(byte* content, int length, long workLeft)
    {
        _content = content;
        _length = length;
        _workLeft = workLeft;
        HasGivenUp = false;
    }

    /// <summary>False where the language is none of ours, or a bound is met.</summary>
    /// <param name="languageName">The node that names the language; a null node where the pattern does.</param>
    /// <param name="enclosing">The innermost symbol around the piece, or -1.</param>
    public bool TryRead(Pattern pattern, in TSNode piece, in TSNode languageName, int enclosing)
    {
        var name = languageName.IsNull ? pattern.Embeds : LanguageWord(languageName);
        if (name is null || LanguageSet.Default.ByWord(name) is not { } language)
        {
            return false;
        }

        TakeRanges(piece);
        _workLeft -= PieceWork + ((long)_ranges.Count * _ranges.Count);
        if (_ranges.Count is 0 or > RangesMax || _workLeft <= 0)
        {
            HasGivenUp |= _ranges.Count > 0;
            return false;
        }

        _parser ??= new ParserHandle(Limits.ParseWorkMax, Limits.PieceMemoryMaxBytes);
        _walk ??= new SourceWalk(drafts, embedded: null);
        var (grammar, patterns) = GrammarCatalog.Of(language);
        using var tree = _parser.Parse(
            grammar, new ReadOnlySpan<byte>(_content, _length), System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ranges), _workLeft, out _);
        _workLeft -= _parser.WorkDone;
        if (tree is null)
        {
            HasGivenUp = true;
            return false;
        }

        _walk.RunWithin(tree, patterns, _content, _length, enclosing);
        return true;
    }

    public void Dispose()
    {
        _walk?.Dispose();
        _parser?.Dispose();
    }

    /// <summary>The first word of what stands there: <c>js</c> of <c>js {linenos}</c>.</summary>
    private string LanguageWord(in TSNode node)
    {
        var text = new ReadOnlySpan<byte>(_content + node.StartByte, (int)(TreeSitterApi.NodeEndByte(node) - node.StartByte)).Trim(" \t.{"u8);
        var end = text.IndexOfAny(" \t,{}"u8);
        return System.Text.Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }

    /// <summary>The piece without the nodes in it, which are of the language around it; tokens are just text (<c>#</c> in a sample in Markdown).</summary>
    private void TakeRanges(in TSNode piece)
    {
        _ranges.Clear();
        var end = TreeSitterApi.NodeEndPoint(piece);
        var rest = new TSRange(piece.StartRow, piece.StartColumn, end.Row, end.Column, piece.StartByte, TreeSitterApi.NodeEndByte(piece));
        var cursor = TreeSitterApi.CursorNew(piece);
        var more = TreeSitterApi.CursorGotoFirstChild(&cursor) != 0;
        while (more && _ranges.Count <= RangesMax)
        {
            var child = TreeSitterApi.CursorCurrentNode(&cursor);
            rest = TreeSitterApi.NodeIsNamed(child) != 0 && TreeSitterApi.NodeEndByte(child) > child.StartByte ? Without(rest, child) : rest;
            more = TreeSitterApi.CursorGotoNextSibling(&cursor) != 0;
        }

        TreeSitterApi.CursorDelete(&cursor);
        Take(rest);
    }

    private TSRange Without(TSRange rest, in TSNode child)
    {
        Take(rest with { EndRow = child.StartRow, EndColumn = child.StartColumn, EndByte = child.StartByte });
        var end = TreeSitterApi.NodeEndPoint(child);
        return rest with { StartRow = end.Row, StartColumn = end.Column, StartByte = TreeSitterApi.NodeEndByte(child) };
    }

    private void Take(TSRange range)
    {
        if (range.EndByte > range.StartByte)
        {
            _ranges.Add(range);
        }
    }
}
