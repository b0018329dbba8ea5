using YamlDotNet.RepresentationModel;

namespace Revdex.Tests.GitHubAction;

/// <summary>The repository's action.yml.</summary>
internal sealed class ActionFile
{
    private readonly YamlMappingNode _root;

    private ActionFile(YamlMappingNode root) => _root = root;

    public IReadOnlyDictionary<string, string> InputDefaults =>
        Map(_root, "inputs").Children.ToDictionary(i => i.Key.ToString(), i => Text((YamlMappingNode)i.Value, "default"));

    public IReadOnlyDictionary<string, string> Outputs =>
        Map(_root, "outputs").Children.ToDictionary(o => o.Key.ToString(), o => Text((YamlMappingNode)o.Value, "value"));

    public IReadOnlyList<ActionStep> Steps => [.. ((YamlSequenceNode)Map(_root, "runs").Children["steps"]).Cast<YamlMappingNode>().Select(Step)];

    public static ActionFile Read()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "action.yml"))));
        return new ActionFile((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    private static ActionStep Step(YamlMappingNode step) => new(
        Text(step, "name"), Text(step, "id"), Text(step, "if"), Text(step, "uses"), Text(step, "run"), Text(step, "shell"), Text(step, "working-directory"),
        Map(step, "env").Children.ToDictionary(e => e.Key.ToString(), e => e.Value.ToString()));

    private static YamlMappingNode Map(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out var value) ? (YamlMappingNode)value : [];

    private static string Text(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out var value) ? value.ToString() : "";
}
