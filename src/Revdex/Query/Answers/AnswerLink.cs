using Revdex.Storage;

namespace Revdex.Query.Answers;

/// <summary>An answer that another was built from.</summary>
/// <param name="Content">What it said then: see <see cref="KeptAnswer.Content"/>.</param>
internal readonly record struct AnswerLink(AnswerKey Key, ContentHash Content);
