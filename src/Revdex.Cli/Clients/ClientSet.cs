namespace Revdex.Cli.Clients;

/// <summary>
/// The clients that are known, each as its documentation had it in November 2026. One more is one more entry here and its sample in
/// <c>tests/Revdex.Tests/Clients/Samples</c>; a test holds that each has one. Goose and Continue are missing because theirs are YAML, JetBrains AI Assistant because
/// it documents no file.
/// </summary>
internal static class ClientSet
{
    /// <summary>What most have, after Claude Desktop.</summary>
    private const string Servers = "mcpServers";

    private const string Trust = "it asks whether you trust the project's servers before it starts them";

    private static readonly ServerField[] Plain = [ServerField.Command, ServerField.Arguments];

    private static readonly ServerField[] Stdio = [ServerField.Text("type", "stdio"), .. Plain];

    /// <summary>OpenCode, and Kilo Code, which is built on it.</summary>
    private static readonly ServerField[] Local = [ServerField.Text("type", "local"), ServerField.CommandLine, ServerField.Flag("enabled", true)];

    /// <summary>In the order of the list.</summary>
    public static IReadOnlyList<Client> All { get; } =
    [
        new("claude", "Claude Code", "https://code.claude.com/docs/en/mcp", Servers, Plain)
        {
            Project = new(".mcp.json") { Note = Trust },
            User = new("${CLAUDE_CONFIG_DIR:-~}/.claude.json"),
            Program = "claude",
            Trace = "${CLAUDE_CONFIG_DIR:-~/.claude}",
        },
        new("claude-desktop", "Claude Desktop", "https://modelcontextprotocol.io/docs/develop/connect-local-servers", Servers, Plain)
        {
            User = new("{app}/Claude/claude_desktop_config.json") { StartsElsewhere = true, Note = "it reads its file when it starts" },
        },
        new("cursor", "Cursor", "https://cursor.com/docs/context/mcp", Servers, Stdio)
        {
            Project = new(".cursor/mcp.json") { Workspace = "${workspaceFolder}" },
            User = new("~/.cursor/mcp.json") { StartsElsewhere = true },
            Program = "cursor",
        },
        new("vscode", "VS Code", "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration", "servers", Stdio)
        {
            Project = new(".vscode/mcp.json") { Workspace = "${workspaceFolder}", Note = Trust },
            User = new("{app}/Code/User/mcp.json") { StartsElsewhere = true },
            Program = "code",
        },
        new("codex", "Codex", "https://developers.openai.com/codex/mcp", "mcp_servers", Plain)
        {
            Format = ConfigurationFormat.Toml,
            Project = new(".codex/config.toml") { Note = "it reads this file in projects that you trust" },
            User = new("${CODEX_HOME:-~/.codex}/config.toml"),
            Program = "codex",
        },
        new("gemini", "Gemini CLI", "https://geminicli.com/docs/tools/mcp-server", Servers, Plain)
        {
            Project = new(".gemini/settings.json"),
            User = new("~/.gemini/settings.json"),
            Program = "gemini",
        },
        new(
            "copilot", "GitHub Copilot CLI", "https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-mcp-servers", Servers,
            [ServerField.Text("type", "local"), .. Plain, ServerField.Texts("tools", "*")])
        {
            Project = new(".github/mcp.json") { Note = "it reads this file in folders that you trust" },
            User = new("${COPILOT_HOME:-~/.copilot}/mcp-config.json"),
            Program = "copilot",
        },
        new("windsurf", "Windsurf", "https://docs.windsurf.com/windsurf/cascade/mcp", Servers, Plain)
        {
            User = new("~/.codeium/windsurf/mcp_config.json") { StartsElsewhere = true },
            Program = "windsurf",
        },
        new("zed", "Zed", "https://zed.dev/docs/ai/mcp", "context_servers", Plain)
        {
            Project = new(".zed/settings.json") { Note = Trust },
            User = new("{config}/zed/settings.json") { Windows = ["{app}/Zed/settings.json"] },
            Program = "zed",
        },
        new("opencode", "OpenCode", "https://opencode.ai/docs/mcp-servers", "mcp", Local)
        {
            Project = new("opencode.json", "opencode.jsonc"),
            User = new("{config}/opencode/opencode.json", "{config}/opencode/opencode.jsonc"),
            Program = "opencode",
        },
        new("amazonq", "Amazon Q Developer", "https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/command-line-mcp-configuration.html", Servers, Plain)
        {
            Project = new(".amazonq/mcp.json"),
            User = new("~/.aws/amazonq/mcp.json"),
            Program = "q",
        },
        new("amp", "Amp", "https://ampcode.com/manual", "amp.mcpServers", Plain)
        {
            Project = new(".amp/settings.json", ".amp/settings.jsonc") { Note = Trust },
            User = new("~/.config/amp/settings.json", "~/.config/amp/settings.jsonc"),
            Program = "amp",
        },
        new("cline", "Cline", "https://docs.cline.bot/mcp/configuring-mcp-servers", Servers, Plain)
        {
            User = new("{app}/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json") { StartsElsewhere = true },
        },
        new("crush", "Crush", "https://github.com/charmbracelet/crush", "mcp", Stdio)
        {
            Project = new("crush.json", ".crush.json"),
            User = new("{config}/crush/crush.json"),
            Program = "crush",
        },
        new("factory", "Factory Droid", "https://docs.factory.ai/cli/configuration/mcp", Servers, Stdio)
        {
            Project = new(".factory/mcp.json"),
            User = new("~/.factory/mcp.json"),
            Program = "droid",
        },
        new("junie", "Junie", "https://junie.jetbrains.com/docs/junie-cli-mcp-configuration.html", Servers, Plain)
        {
            Project = new(".junie/mcp/mcp.json"),
            User = new("~/.junie/mcp/mcp.json"),
            Program = "junie",
        },
        new("kilo", "Kilo Code", "https://kilo.ai/docs/automate/mcp/using-in-kilo-code", "mcp", Local)
        {
            Project = new("kilo.jsonc", "kilo.json", ".kilo/kilo.jsonc", ".kilo/kilo.json"),
            User = new("{config}/kilo/kilo.jsonc", "{config}/kilo/kilo.json"),
            Program = "kilo",
        },
        new("kiro", "Kiro", "https://kiro.dev/docs/mcp/configuration", Servers, Plain)
        {
            Project = new(".kiro/settings/mcp.json"),
            User = new("~/.kiro/settings/mcp.json"),
            Program = "kiro",
        },
        new("lmstudio", "LM Studio", "https://lmstudio.ai/docs/app/mcp", Servers, Plain)
        {
            User = new("~/.lmstudio/mcp.json") { StartsElsewhere = true },
        },
        new("qwen", "Qwen Code", "https://qwenlm.github.io/qwen-code-docs/en/users/features/mcp", Servers, Plain)
        {
            Project = new(".qwen/settings.json"),
            User = new("~/.qwen/settings.json"),
            Program = "qwen",
        },
        new("roo", "Roo Code", "https://docs.roocode.com/features/mcp/using-mcp-in-roo", Servers, Plain)
        {
            Project = new(".roo/mcp.json"),
            User = new("{app}/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json"),
        },
    ];
}
