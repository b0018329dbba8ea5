namespace Revdex.Extraction.Masking;

/// <summary>
/// Blanks <c>#if</c> and its like where they stand within a statement or declaration, which no grammar takes: <c>int f()\n#if X\n =&gt; 1\n#endif\n;</c>. Of its branches the first stays (the second of <c>#if 0</c>), so that one of the programs that
/// the text stands for is parsed; in a list of values all stay. Where statements are whole within each branch nothing is changed. For one file.
/// </summary>
internal ref struct DirectiveMask(ReadOnlySpan<byte> content, bool isCSharp, MaskedText text)
{
    /// <summary>A longer branch is no part of a statement, whatever the count of braces says: in doubt nothing is lost. Nor is what it defines or includes.</summary>
    private const int BranchMaxBytes = 2000;

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly bool _isCSharp = isCSharp;
    private readonly MaskedText _text = text;
    private readonly List<ConditionalGroup> _groups = [];
    private CodeState _state;
    private int _definitions;

    public void Run()
    {
        var tokens = new CodeTokens(_content, _isCSharp);
        var (mark, tried) = (-1, -1);
        while (tokens.MoveNext())
        {
            if (tokens.Mark == (byte)'{' && tokens.End > tried)
            {
                // What a block without directives holds is nothing to what is around it.
                _state.Take(tokens);
                mark = mark >= tokens.End ? mark : _content[tokens.End..].IndexOf((byte)'#') is >= 0 and var next ? tokens.End + next : _content.Length;
                tried = tokens.TryPassBlock(mark) ? tried : mark;
                continue;
            }

            if (tokens.Kind == CodeTokenKind.Directive)
            {
                Take(tokens.Text, tokens.Start, tokens.End);
            }
            else
            {
                _state.Take(tokens);
            }
        }
    }

    private void Take(ReadOnlySpan<byte> line, int start, int end)
    {
        var rest = line[1..].TrimStart(" \t"u8);
        var length = rest.IndexOfAnyExceptInRange((byte)'a', (byte)'z');
        var word = length < 0 ? rest : rest[..length];
        var at = new ConditionalLine(start, end, _definitions);
        if (word.SequenceEqual("if"u8) || word.SequenceEqual("ifdef"u8) || word.SequenceEqual("ifndef"u8))
        {
            _groups.Add(new ConditionalGroup(_state, at, rest[word.Length..].Trim(" \t\r"u8).SequenceEqual("0"u8)));
        }
        else if (_groups.Count > 0 && (word.SequenceEqual("else"u8) || word.SequenceEqual("elif"u8)))
        {
            _groups[^1].EndBranch(_state);
            _groups[^1].Lines.Add(at);
            _state = _groups[^1].Before;
        }
        else if (_groups.Count > 0 && word.SequenceEqual("endif"u8))
        {
            var group = _groups[^1];
            _groups.RemoveAt(_groups.Count - 1);
            group.EndBranch(_state);
            group.Lines.Add(at);
            _state = group.After;
            if (group.IsWithinStatement && !LosesMuch(group))
            {
                Blank(group);
            }
        }
        else if (word.SequenceEqual("define"u8) || word.SequenceEqual("include"u8))
        {
            _definitions++;
        }
    }

    private static bool LosesMuch(ConditionalGroup group)
    {
        for (var i = 0; i + 1 < group.Lines.Count; i++)
        {
            var (line, next) = (group.Lines[i], group.Lines[i + 1]);
            if (IsLost(group, i) && (next.Start - line.End > BranchMaxBytes || next.Definitions > line.Definitions))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLost(ConditionalGroup group, int branch) => branch + 1 < group.Lines.Count && branch != group.Kept && !group.IsList;

    private readonly void Blank(ConditionalGroup group)
    {
        for (var i = 0; i < group.Lines.Count; i++)
        {
            _text.Blank(_content, group.Lines[i].Start, IsLost(group, i) ? group.Lines[i + 1].Start : group.Lines[i].End);
        }
    }
}
