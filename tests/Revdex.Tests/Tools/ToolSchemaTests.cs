using System.CommandLine;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using Revdex.Cli.Commands;
using Revdex.Cli.Mcp;
using Revdex.Query.Answers;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools;

/// <summary>MCP and the command line are the same set of tools with the same arguments.</summary>
public sealed class ToolSchemaTests
{
    /// <summary>Characters of the whole list: under 2,000 tokens. Of this text 4.4 are one (npm gpt-tokenizer, o200k).</summary>
    private const int ListMaxChars = 8_750;

    public static TheoryData<string> Names => [.. ToolSet.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_and_command_take_the_same_arguments(string name)
    {
        var schema = JsonElement.Parse(ToolSchema.Of(ToolSet.Named(name)));
        var command = CommandLine.Create().Subcommands.Single(c => c.Name == name);
        var properties = schema.GetProperty("properties").EnumerateObject().Select(p => p.Name);
        var taken = command.Arguments.Select(a => a.Name).Concat(command.Options.Select(o => o.Name.TrimStart('-').Replace('-', '_')));

        // Whose snapshots are used (--pr) is the session's, as the store is: 'serve' has it, a question over MCP does not.
        Assert.Equal(properties.Order(), taken.Where(n => n is not ("help" or "pr")).Order());
        Assert.Equal(ToolSet.Named(name).Description, command.Description);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_is_flat_and_closed(string name)
    {
        var schema = JsonElement.Parse(ToolSchema.Of(ToolSet.Named(name)));

        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            Assert.Contains(property.Value.GetProperty("type").GetString(), new[] { "string", "integer", "boolean" });
            Assert.DoesNotContain(property.Value.EnumerateObject(), p => p.Value.ValueKind == JsonValueKind.Object);
            Assert.True(property.Value.GetProperty("description").GetString()!.Length > 3);
        }
    }

    [Fact]
    public void The_whole_list_is_small()
    {
        var list = Encoding.UTF8.GetString(Handshake.Tools());
        Assert.InRange(list.Length, 1, ListMaxChars);
        Assert.DoesNotContain("$ref", list, StringComparison.Ordinal);
        Assert.DoesNotContain("oneOf", list, StringComparison.Ordinal);
        Assert.All(Handshake.Of<ListToolsResult>(Handshake.Tools()).Tools, t => Assert.Equal(t.Name != "notes", t.Annotations!.ReadOnlyHint));
    }

    /// <summary>Else what it is asked to do would not be done where it was asked before.</summary>
    [Fact]
    public void Answers_of_a_tool_that_writes_are_never_kept() =>
        Assert.All(ToolSet.All.Where(t => !t.ReadOnly), t => Assert.Equal(AnswerKeeping.Never, t.Keeping));

    [Fact]
    public void At_most_one_argument_is_positional() =>
        Assert.All(ToolSet.All, t => Assert.InRange(t.Arguments.Count(a => a.Positional), 0, 1));
}
