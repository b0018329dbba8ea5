using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Revdex.Facts;

namespace Revdex.Query.Tools.Search;

/// <summary>The lines that a regular expression matches, in order of path and line; only files are read that have the words which it demands.</summary>
internal static class RegexSearch
{
    private const int PatternMaxChars = 1_000;

    /// <summary>Lines of one question: what has more of them is no question.</summary>
    private const int MatchesMax = 50_000;

    /// <summary>Files that are read before it is looked whether that is enough.</summary>
    private const int FilesPerRound = 512;

    /// <summary>Of one file. The engine is linear in the text; this holds what it is multiplied by.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(5);

    public static ToolPage Run(ToolCall call, string pattern, TextWords texts)
    {
        var regex = Compile(pattern);
        var (files, unread) = Candidates(call, RegexLiterals.Of(pattern), texts, TextFilter.Of(call));
        var found = Matches(call, regex, files);
        var offset = Cursor.Offset(call.Arguments);
        var total = found.Sum(lines => (long)(lines?.Count ?? 0));
        var (passed, written) = (0L, 0);
        for (var i = 0; i < found.Count && written < call.Limit; i++)
        {
            var count = found[i]?.Count ?? 0;
            for (var line = (int)Math.Clamp(offset - passed, 0, count); line < count && written < call.Limit; line++, written++)
            {
                Write(call, files[i], found[i]![line]); // It has lines.
            }

            passed += count;
        }

        var notice = SearchTool.UnreadNotice(call, unread + found.Count(lines => lines is null));
        return found.Count == files.Count
            ? call.Page(offset, written, total, notice: notice)
            : call.Page(offset, written, total, ToolPage.Size, $"{total} lines match, and more in files that were not read: narrow the pattern or the path") with { IsAtLeast = true };
    }

    /// <exception cref="RevdexException">It is none, or one that takes more than linear time.</exception>
    private static Regex Compile(string pattern)
    {
        if (pattern.Length > PatternMaxChars)
        {
            throw new RevdexException($"the pattern has {pattern.Length} characters; at most {PatternMaxChars} are taken", ExitCode.Usage);
        }

        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeLimit);
        }
        catch (ArgumentException e)
        {
            throw new RevdexException($"'{ToolArguments.Shown(pattern)}' is no regular expression: {ToolArguments.Shown(e.Message)}", ExitCode.Usage);
        }
        catch (NotSupportedException)
        {
            throw new RevdexException($"'{ToolArguments.Shown(pattern)}': look-around, back-references and very large counts are not supported", ExitCode.Usage);
        }
    }

    /// <summary>Ascending; files of which not all words are known are always among them. And how many cannot be told.</summary>
    private static (List<int> Files, int Unread) Candidates(ToolCall call, List<List<byte[]>>? demanded, TextWords texts, Func<int, bool> isWanted)
    {
        var (view, take) = (call.View, new bool[call.View.Count]);
        if (demanded is null)
        {
            return ([.. Enumerable.Range(0, view.Count).Where(isWanted)], 0);
        }

        var words = new WordFiles(call, texts, isWanted);
        foreach (var parts in demanded)
        {
            var counts = new int[view.Count];
            for (var part = 0; part < parts.Count; part++)
            {
                var before = part;
                words.Visit(parts[part], static _ => 1, (file, _, _) => counts[file] = counts[file] == before ? before + 1 : counts[file]);
            }

            for (var file = 0; file < take.Length; file++)
            {
                take[file] |= counts[file] == parts.Count;
            }
        }

        words.VisitOverflowing(file => take[file] = true);
        return ([.. Enumerable.Range(0, view.Count).Where(file => take[file] && isWanted(file))], words.UnreadCount);
    }

    /// <summary>For each file its lines; null where it cannot be searched. Fewer than the files where enough was found: whole rounds, so that it is always the same.</summary>
    private static List<List<LineMatch>?> Matches(ToolCall call, Regex regex, List<int> files)
    {
        var found = new List<List<LineMatch>?>(files.Count);
        var options = new ParallelOptions { CancellationToken = call.Cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        for (var total = 0; found.Count < files.Count && total < MatchesMax;)
        {
            var round = new List<LineMatch>?[Math.Min(FilesPerRound, files.Count - found.Count)];
            try
            {
                Parallel.For(0, round.Length, options, i => round[i] = InFile(call.State, files[found.Count + i], regex));
            }
            catch (AggregateException e) when (e.InnerExceptions.Any(inner => inner is RegexMatchTimeoutException))
            {
                throw new RevdexException($"the pattern takes over {TimeLimit.TotalSeconds:0} s on one file: make it simpler");
            }

            found.AddRange(round);
            call.Progress?.Report(new WorkProgress("search", found.Count, files.Count, "files"));
            total += round.Sum(lines => lines?.Count ?? 0);
        }

        return found;
    }

    private static List<LineMatch>? InFile(QueryState state, int file, Regex regex)
    {
        if (!TextWords.TryRead(state, file, out var content))
        {
            return null;
        }

        var matches = new List<LineMatch>();
        var buffer = ArrayPool<char>.Shared.Rent(content.Length);
        try
        {
            var text = buffer.AsSpan(0, Encoding.UTF8.GetChars(content.Span, buffer));
            AddLines(text[..WithoutReturns(text)], regex, matches);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }

        return matches;
    }

    private static void AddLines(ReadOnlySpan<char> text, Regex regex, List<LineMatch> matches)
    {
        var (line, lineStart, lineEnd) = (1, 0, -1);
        foreach (var match in regex.EnumerateMatches(text))
        {
            if (match.Index <= lineEnd || match.Index == text.Length)
            {
                continue; // The same line again, or what follows the last one.
            }

            line += text[lineStart..match.Index].Count('\n');
            lineStart = text[..match.Index].LastIndexOf('\n') + 1;
            var length = text[match.Index..].IndexOf('\n');
            lineEnd = length < 0 ? text.Length : match.Index + length;
            matches.Add(new(line, match.Index - lineStart + 1, text[lineStart..lineEnd].ToString()));
        }
    }

    /// <summary>Takes the carriage return out of every CR LF, in place, so that '$' is before it; gives the length that is left.</summary>
    private static int WithoutReturns(Span<char> text)
    {
        var length = text.IndexOf("\r\n");
        for (var at = length; at >= 0 && at < text.Length; at++)
        {
            if (text[at] != '\r' || at + 1 == text.Length || text[at + 1] != '\n')
            {
                text[length++] = text[at];
            }
        }

        return length < 0 ? text.Length : length;
    }

    private static void Write(ToolCall call, int file, in LineMatch match)
    {
        var json = call.Json;
        json.WriteStartObject();
        SymbolJson.WritePath(json, call.View.Path(file));
        json.WriteNumber("line"u8, match.Line);
        json.WriteNumber("column"u8, match.Column);
        json.WriteString("text"u8, Cut(match));
        if (call.State.TryLocate(file, out var mounted, out var blob))
        {
            WriteEnclosing(json, mounted.Segment.Facts(blob), match.Line);
        }

        json.WriteEndObject();
    }

    private static void WriteEnclosing(Utf8JsonWriter json, FactsMessage facts, int line)
    {
        if (SymbolAt.Line(facts, line) is >= 0 and var enclosing)
        {
            var symbol = facts.ReadSymbol(enclosing);
            json.WriteString("enclosing"u8, symbol.Name);
            json.WriteNumber("start_line"u8, symbol.StartLine);
            json.WriteNumber("end_line"u8, symbol.EndLine);
        }
    }

    private static string Cut(in LineMatch match)
    {
        var bytes = Encoding.UTF8.GetBytes(match.Text);
        return Encoding.UTF8.GetString(LineText.Around(bytes, Encoding.UTF8.GetByteCount(match.Text.AsSpan(0, match.Column - 1))));
    }

    private readonly record struct LineMatch(int Line, int Column, string Text);
}
