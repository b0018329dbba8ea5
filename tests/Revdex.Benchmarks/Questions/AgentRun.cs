using System.Text;

namespace Revdex.Benchmarks.Questions;

/// <summary>One agent at one question: what it has been shown and what that cost. It ends at the call after which all facts have been shown.</summary>
/// <param name="transcript">Gets calls and what they showed; null: nobody reads it.</param>
internal sealed class AgentRun(Question question, Evidence evidence, Tokenizer tokenizer, StringBuilder? transcript)
{
    private readonly List<Fact> _facts = [.. question.Facts.Select(Fact.Parse)];

    public Question Question => question;

    public int Calls { get; private set; }

    /// <summary>Of calls and of what they showed.</summary>
    public int Tokens { get; private set; }

    public bool IsRight => _facts.TrueForAll(fact => fact.IsShown(evidence));

    public IEnumerable<string> Missing => _facts.Where(fact => !fact.IsShown(evidence)).Select(fact => fact.Text);

    /// <param name="call">As the model writes it.</param>
    /// <param name="path">Of the file that was read; null: the output says itself.</param>
    /// <returns>True once the answer is right.</returns>
    public bool Show(string call, string output, string? path = null)
    {
        Calls++;
        Tokens += tokenizer.Count(call) + tokenizer.Count(output);
        transcript?.Append("> ").AppendLine(call).AppendLine(output);
        evidence.Add(output, path);
        return IsRight;
    }
}
