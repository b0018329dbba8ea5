using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelContextProtocol;
using Revdex.Query.Tools;

namespace Revdex.Cli.Mcp;

/// <summary>
/// What a server says of itself: the same for every client, and so written here once, as the JSON of the results. The library is given it too
/// (<see cref="Of"/>); a client of <see cref="QuickCalls"/> gets it without the library, which takes longer to get ready than all else of a start.
/// </summary>
internal static class Handshake
{
    private const string Instructions =
        "Revdex answers questions about this repository's code from an index of the working tree as it is now, unsaved to git or not. "
        + "Use find to locate a symbol, outline for what a file or folder holds, source to read one symbol, references for its uses. "
        + "All take rev for any other revision. Each answer says in view what it was computed on; while view.complete is false, files are missing.";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Revisions of the protocol that begin by introducing oneself; of others the library knows what is to be said.</summary>
    private static readonly string[] ProtocolVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

    /// <summary>The result, as JSON; null where the library is to be asked.</summary>
    public static byte[]? Result(ClientLine line) => line.Method switch
    {
        ClientMethod.Initialize => ProtocolVersions.Contains(line.ProtocolVersion) ? Initialized(line.ProtocolVersion!) : null,
        ClientMethod.Ping => "{}"u8.ToArray(),
        ClientMethod.ListTools => Tools(),
        ClientMethod.ListPrompts => ServerPrompts.List.ToArray(),
        ClientMethod.ListResources => ServerResources.List.ToArray(),
        ClientMethod.ListResourceTemplates => ServerResources.Templates.ToArray(),
        _ => null,
    };

    /// <summary>Such a result as the library has it.</summary>
    public static T Of<T>(ReadOnlySpan<byte> json) => (T)JsonSerializer.Deserialize(json, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T)))!; // It is not "null".

    /// <summary>What <c>initialize</c> gives.</summary>
    public static byte[] Initialized(string protocolVersion) => Write(json =>
    {
        json.WriteString("protocolVersion"u8, protocolVersion);
        json.WriteStartObject("capabilities"u8);
        foreach (var capability in (ReadOnlySpan<string>)["logging", "prompts", "resources", "tools", "completions"])
        {
            json.WriteStartObject(capability);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("serverInfo"u8);
        json.WriteString("name"u8, "revdex"u8);
        json.WriteString("version"u8, ProgramVersion.Text);
        json.WriteEndObject();
        json.WriteString("instructions"u8, Instructions);
    });

    /// <summary>What <c>tools/list</c> gives, made from the definitions.</summary>
    public static byte[] Tools() => Write(static json =>
    {
        json.WriteStartArray("tools"u8);
        foreach (var tool in ToolSet.All)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tool.Name);
            json.WriteString("description"u8, tool.Description);
            json.WritePropertyName("inputSchema"u8);
            json.WriteRawValue(ToolSchema.Of(tool));
            json.WriteStartObject("annotations"u8);
            json.WriteBoolean("readOnlyHint"u8, tool.ReadOnly);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var to = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return to.WrittenSpan.ToArray();
    }
}
