namespace Revdex.Extraction.Patterns;

/// <summary>Resolves <c>[ … ]</c> in a pattern.</summary>
internal static class ChoiceExpansion
{
    /// <summary>One tree for each combination of choices that hold captures or children; plain choices stay a set of types.</summary>
    public static IEnumerable<QueryNode> Expand(QueryNode node)
    {
        if (node.Choices.Count > 0 && !IsPlainChoice(node))
        {
            foreach (var choice in node.Choices)
            {
                var inherited = new QueryNode
                {
                    Type = choice.Type,
                    IsNamed = choice.IsNamed,
                    Choices = choice.Choices,
                    Children = choice.Children,
                    AbsentFields = choice.AbsentFields,
                    Captures = [.. choice.Captures, .. node.Captures],
                    Field = node.Field,
                    IsOptional = node.IsOptional,
                    IsFirst = node.IsFirst,
                    Line = choice.Line,
                };
                foreach (var expanded in Expand(inherited))
                {
                    yield return expanded;
                }
            }

            yield break;
        }

        IEnumerable<List<QueryNode>> combinations = [[]];
        foreach (var child in node.Children)
        {
            var options = Expand(child).ToList();
            combinations = combinations.SelectMany(head => options.Select(option => new List<QueryNode>(head) { option })).ToList();
        }

        foreach (var children in combinations)
        {
            yield return IsPlainChoice(node) ? node : node.With(children);
        }
    }

    private static bool IsPlainChoice(QueryNode node) =>
        node.Choices.Count > 0 && node.Choices.All(c => c.Children.Count == 0 && c.Captures.Count == 0 && c.AbsentFields.Count == 0 && c.Choices.Count == 0);
}
