using System.Text.Json.Nodes;

namespace Revdex.Benchmarks.Questions;

/// <summary>A question with its checked answer.</summary>
/// <param name="Kind"><c>definition, callers, changed, handled, trace</c>.</param>
/// <param name="Text">As a developer asks it.</param>
/// <param name="Calls">
/// What an agent asks our tools, in order, chosen before any answer was seen: <c>tool</c> and its arguments. The tool <c>more</c> repeats the call before it with its
/// <c>next_cursor</c>, or does nothing where there is none.
/// </param>
/// <param name="Baseline">What the other agent looks for.</param>
/// <param name="Facts">What must have been shown for the answer to be right, in the form that <see cref="Fact"/> reads.</param>
/// <param name="Checked">How the answer was found without our tools.</param>
internal sealed record Question(
    string Id,
    string Repository,
    string Kind,
    [property: System.Text.Json.Serialization.JsonPropertyName("question")] string Text,
    IReadOnlyList<JsonObject> Calls,
    BaselineStart Baseline,
    IReadOnlyList<string> Facts,
    string Checked);
