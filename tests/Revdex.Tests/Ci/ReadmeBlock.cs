using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Revdex.Tests.Ci;

/// <summary>What README.md has for others to copy.</summary>
internal static partial class ReadmeBlock
{
    /// <param name="about">What its first line starts with, behind <c># </c>.</param>
    public static string Text(string language, string about) => Fenced().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md")))
        .Where(m => m.Groups["language"].Value == language)
        .Select(m => m.Groups["text"].Value)
        .Single(text => text.StartsWith($"# {about}", StringComparison.Ordinal));

    public static YamlMappingNode Yaml(string about)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text("yaml", about)));
        return (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
    }

    /// <summary>A mapping of texts; empty where there is none.</summary>
    public static Dictionary<string, string> Texts(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(name, out var value) ? ((YamlMappingNode)value).ToDictionary(p => p.Key.ToString(), p => p.Value.ToString()) : [];

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
