using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Revdex.Query.Tools;

namespace Revdex.Cli.Rendering;

/// <summary>
/// Holds an answer to <c>max_tokens</c>, counted on its text (<see cref="TokenCount"/>): as many whole results as fit, the rest by the cursor; where not
/// even one fits, the longest text in it is cut at a line. A folder's files share the budget: each shows fewer symbols before one is left out.
/// </summary>
internal static class TokenBudget
{
    private const string Reason = "max_tokens";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static bool IsAsked(ToolArguments arguments) => arguments.Tool.Argument(CommonArguments.MaxTokens.Name) is not null && arguments.Integer(CommonArguments.MaxTokens.Name) > 0;

    /// <summary>The answer itself where it fits, or where nothing was asked.</summary>
    /// <param name="answer">As <see cref="ToolAnswer"/> wrote it.</param>
    public static ReadOnlyMemory<byte> Fit(ToolArguments arguments, ReadOnlyMemory<byte> answer)
    {
        if (!IsAsked(arguments))
        {
            return answer;
        }

        var max = arguments.Integer(CommonArguments.MaxTokens.Name);
        using var whole = JsonDocument.Parse(answer);
        if (Fits(arguments, whole.RootElement, max))
        {
            return answer;
        }

        var all = whole.RootElement.GetProperty("results").GetArrayLength();
        var shares = FolderShares.Of(whole.RootElement);
        if (shares is not null && FitsCut(new(all, int.MaxValue, 0)))
        {
            return Shortened(arguments, whole.RootElement, new(all, int.MaxValue, Most(shares.Count, symbols => FitsCut(new(all, int.MaxValue, symbols)))), shares);
        }

        // Whole results first (of files, each with one symbol); of the first one alone, its lines.
        var listed = shares?.FileCount ?? int.MaxValue;
        var count = Most(all - 1, kept => FitsCut(new(kept, int.MaxValue, listed)));
        var lines = count > 0 ? int.MaxValue : Most(Longest(whole.RootElement).Split('\n').Length, kept => FitsCut(new(1, kept, listed)));
        return Shortened(arguments, whole.RootElement, new(Math.Max(1, count), lines, listed), shares);

        bool FitsCut(AnswerCut cut) => Fits(arguments, JsonElement.Parse(Shortened(arguments, whole.RootElement, cut, shares).Span), max);
    }

    /// <summary>The greatest number up to <paramref name="most"/> that fits; 0 where none does. What is more fits no better.</summary>
    private static int Most(int most, Func<int, bool> fits)
    {
        var (low, high) = (0, Math.Max(0, most));
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = fits(middle) ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static bool Fits(ToolArguments arguments, JsonElement answer, int max) => TokenCount.Of(AnswerText.Of(arguments.Tool.Name, answer, Ink.Plain)) <= max;

    private static string Longest(JsonElement answer) =>
        answer.GetProperty("results")[0].EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => p.Value.GetString()!).MaxBy(t => t.Length) ?? "";

    private static ReadOnlyMemory<byte> Shortened(ToolArguments arguments, JsonElement answer, AnswerCut cut, FolderShares? shares)
    {
        var to = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            foreach (var property in answer.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "results":
                        WriteResults(json, property.Value, cut, shares);
                        break;
                    case "truncated":
                        json.WriteBoolean("truncated"u8, true);
                        json.WriteString("truncated_reason"u8, Reason);
                        WriteCursor(json, arguments, answer, cut.Results);
                        break;
                    case "truncated_reason" or "next_cursor":
                        break;
                    default:
                        property.WriteTo(json);
                        break;
                }
            }

            json.WriteEndObject();
        }

        return to.WrittenMemory;
    }

    private static void WriteResults(Utf8JsonWriter json, JsonElement results, in AnswerCut cut, FolderShares? shares)
    {
        json.WriteStartArray("results"u8);
        var shown = shares?.Shares(cut.Symbols);
        var file = 0;
        foreach (var result in results.EnumerateArray().Take(cut.Results))
        {
            if (shown is not null)
            {
                FolderShares.Write(json, result, shown[file++]);
            }
            else if (cut.Lines == int.MaxValue)
            {
                result.WriteTo(json);
            }
            else
            {
                WriteCut(json, result, cut.Lines);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteCut(Utf8JsonWriter json, JsonElement result, int lines)
    {
        var longest = result.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).MaxBy(p => p.Value.GetString()!.Length).Name;
        json.WriteStartObject();
        foreach (var property in result.EnumerateObject())
        {
            if (property.Name == longest)
            {
                json.WriteString(longest, string.Join('\n', property.Value.GetString()!.Split('\n').Take(lines)));
            }
            else
            {
                property.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Where the results go on that were left out; the cursor of a page that was whole but for them is behind these.</summary>
    private static void WriteCursor(Utf8JsonWriter json, ToolArguments arguments, JsonElement answer, int count)
    {
        if (arguments.Tool.Argument("cursor") is not null && (count < answer.GetProperty("results").GetArrayLength() || answer.TryGetProperty("next_cursor", out _)))
        {
            json.WriteString("next_cursor"u8, Cursor.At(arguments, Cursor.Offset(arguments) + count));
        }
    }

    /// <summary>What is left of an answer: its first results; of the longest text of the first only so many lines; of a folder's symbols so many in all.</summary>
    private readonly record struct AnswerCut(int Results, int Lines, int Symbols);
}
