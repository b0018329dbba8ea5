using Revdex.Extraction.Patterns;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>Makes occurrences, locals and imports of the matched nodes of one file.</summary>
internal sealed unsafe class UseReader(Drafts drafts, PatternMatcher matcher)
{
    private byte* _content;

    public void Begin(byte* content) => _content = content;

    /// <param name="pattern">Of a reference, a local or words.</param>
    /// <param name="enclosing">The innermost symbol around the node, or -1.</param>
    /// <param name="isBuiltin">A name of the language itself.</param>
    public void Add(Pattern pattern, in TSNode node, int enclosing, bool isBuiltin)
    {
        switch (pattern.Role)
        {
            case PatternRole.Reference:
                AddOccurrence(pattern, node, enclosing, isBuiltin);
                break;
            case PatternRole.Words:
                AddWords(pattern, node, enclosing, WordPlace.Anywhere);
                break;
            case PatternRole.BracedWords:
                AddWords(pattern, node, enclosing, WordPlace.InBraces);
                break;
            case PatternRole.DollarWords:
                AddWords(pattern, node, enclosing, WordPlace.BehindDollar);
                break;
            case PatternRole.MustacheWords:
                AddWords(pattern, node, enclosing, WordPlace.InMustaches);
                break;
            case PatternRole.ProseWords:
                AddMentions(node, enclosing);
                break;
            default:
                AddLocal(pattern, node);
                break;
        }
    }

    private void AddLocal(Pattern pattern, in TSNode node)
    {
        var (start, end) = NameRange.Of(_content, node, pattern);
        if (TryIntern(start, end, out var name))
        {
            drafts.AddLocal(name, pattern.Role);
        }
    }

    private void AddOccurrence(Pattern pattern, in TSNode node, int enclosing, bool isBuiltin)
    {
        var (start, end) = NameRange.Of(_content, node, pattern);
        if (!TryIntern(start, end, out var name))
        {
            return;
        }

        drafts.Occurrences.Add(new OccurrenceDraft
        {
            Name = name,
            Row = node.StartRow,
            Column = node.StartColumn + start - node.StartByte,
            Enclosing = enclosing,
            Role = (OccurrenceRole)pattern.Value,
            HasReceiver = pattern.Is(PatternOptions.Member),
            IsPlain = !pattern.Is(PatternOptions.Member) && !pattern.Is(PatternOptions.Nonlocal),
            IsBuiltin = isBuiltin && !pattern.Is(PatternOptions.Member),
        });
        if (pattern.Is(PatternOptions.Local) && drafts.IsInScope)
        {
            drafts.AddLocal(name, PatternRole.Local);
        }
    }

    private void AddWords(Pattern pattern, in TSNode node, int enclosing, WordPlace place)
    {
        var scanner = new WordScanner(_content, node, NameRange.QuoteBytes(pattern), place);
        while (scanner.MoveNext())
        {
            var word = new ReadOnlySpan<byte>(_content + scanner.Start, (int)(scanner.End - scanner.Start));
            if (PatternMatcher.TakesWord(pattern, word) && TryIntern(scanner.Start, scanner.End, out var name))
            {
                drafts.Occurrences.Add(new OccurrenceDraft
                {
                    Name = name,
                    Row = scanner.Row,
                    Column = scanner.Column,
                    Enclosing = enclosing,
                    Role = RoleOf(place, scanner.IsCall),
                    HasReceiver = scanner.HasReceiver,
                    IsPlain = !scanner.HasReceiver,
                });
            }
        }
    }

    private void AddMentions(in TSNode node, int enclosing)
    {
        var scanner = new ProseScanner(new ReadOnlySpan<byte>(_content + node.StartByte, (int)(TreeSitterApi.NodeEndByte(node) - node.StartByte)));
        while (scanner.MoveNext())
        {
            if (TryIntern(node.StartByte + (uint)scanner.Start, node.StartByte + (uint)scanner.End, out var name))
            {
                drafts.Occurrences.Add(new OccurrenceDraft
                {
                    Name = name,
                    Row = node.StartRow + (uint)scanner.Row,
                    Column = (uint)(scanner.Start - scanner.LineStart) + (scanner.Row == 0 ? node.StartColumn : 0),
                    Enclosing = enclosing,
                    Role = scanner.IsPath ? OccurrenceRole.Import : OccurrenceRole.Text,
                    HasReceiver = scanner.HasReceiver,
                    IsPlain = !scanner.HasReceiver,
                });
            }
        }
    }

    private static OccurrenceRole RoleOf(WordPlace place, bool isCall) => place switch
    {
        WordPlace.InBraces or WordPlace.BehindDollar => OccurrenceRole.Read,
        _ when isCall => OccurrenceRole.Call,
        WordPlace.InMustaches => OccurrenceRole.Read,
        _ => OccurrenceRole.Text,
    };

    /// <param name="focus">Matched by an import pattern, whose captures the matcher still holds.</param>
    public void AddImport(in TSNode focus)
    {
        var module = matcher[CaptureSlot.Module];
        var named = matcher[CaptureSlot.Name];
        var alias = matcher[CaptureSlot.Alias];
        var moduleNode = module.IsNull ? focus : module;
        var (start, end) = Unquoted(moduleNode.StartByte, TreeSitterApi.NodeEndByte(moduleNode));
        if (!TryIntern(start, end, out var name))
        {
            return;
        }

        drafts.Imports.Add(new ImportDraft
        {
            Module = name,
            NameStart = named.IsNull ? 0 : named.StartByte,
            NameEnd = named.IsNull ? 0 : TreeSitterApi.NodeEndByte(named),
            AliasStart = alias.IsNull ? 0 : alias.StartByte,
            AliasEnd = alias.IsNull ? 0 : TreeSitterApi.NodeEndByte(alias),
            Row = focus.StartRow,
        });
    }

    private (uint Start, uint End) Unquoted(uint start, uint end)
    {
        while (end > start && _content[start] is (byte)'"' or (byte)'\'' or (byte)'<' or (byte)'`')
        {
            start++;
        }

        while (end > start && (_content[end - 1] is (byte)'"' or (byte)'\'' or (byte)'>' or (byte)'`' || _content[end - 1] <= ' '))
        {
            end--;
        }

        return (start, end);
    }

    private bool TryIntern(uint start, uint end, out int name)
    {
        var length = (int)(end - start);
        name = 0;
        if (length is <= 0 or > Limits.NameMaxBytes)
        {
            return false;
        }

        name = drafts.Names.Intern((int)start, length, ByteHash.Of(_content + start, length));
        return true;
    }
}
