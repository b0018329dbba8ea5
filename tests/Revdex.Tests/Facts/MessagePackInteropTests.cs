using System.Globalization;
using System.Text;
using System.Text.Json;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Tests.Npm;

namespace Revdex.Tests.Facts;

/// <summary>Against npm's @msgpack/msgpack, an independent implementation.</summary>
public sealed class MessagePackInteropTests(NpmFixture npm) : IClassFixture<NpmFixture>
{
    private static readonly ByteSource Source = new("msgpack", "value");

    [Fact]
    public async Task Facts_messages_are_read_and_written_alike()
    {
        var messages = RandomFacts.Many(71, 60, ObjectFormat.Sha1).Where(f => !f.Message.IsEmpty).Select(f => f.Message.ToArray()).ToList();
        var input = JsonSerializer.Serialize(messages.Select(Convert.ToBase64String));
        using var output = JsonDocument.Parse(await npm.RunScriptAsync("msgpack.mjs", input, "recode"));
        Assert.Equal(messages.Count, output.RootElement.GetArrayLength());
        for (var i = 0; i < messages.Count; i++)
        {
            var result = output.RootElement[i];
            Assert.Equal(messages[i], result.GetProperty("encoded").GetBytesFromBase64());
            AssertSame(messages[i], result.GetProperty("value"));
        }
    }

    [Fact]
    public async Task Every_form_of_a_value_it_writes_is_read()
    {
        long[] integers = [0, 1, 127, 128, 255, 256, 65_535, 65_536, int.MaxValue, -1, -32, -33, -128, -129, -32_768, -32_769, int.MinValue];
        int[] lengths = [0, 1, 31, 32, 255, 256, 65_535, 65_536];
        object[] values = [.. integers.Cast<object>(), .. integers.Select(i => i + "n"), .. lengths.Select(l => new string('é', l)), .. lengths.Select(l => new int[l])];
        var input = JsonSerializer.Serialize(values);
        var encoded = JsonSerializer.Deserialize<string[]>(await npm.RunScriptAsync("msgpack.mjs", input, "encode"))!.Select(Convert.FromBase64String).ToArray();
        for (var i = 0; i < 2 * integers.Length; i++)
        {
            Assert.Equal(integers[i % integers.Length], new MessagePackReader(encoded[i], Source, 0).ReadInt32(int.MinValue, int.MaxValue));
        }

        for (var i = 0; i < lengths.Length; i++)
        {
            Assert.Equal(new string('é', lengths[i]), Encoding.UTF8.GetString(new MessagePackReader(encoded[2 * integers.Length + i], Source, 0).ReadString()));
            Assert.Equal(lengths[i], new MessagePackReader(encoded[2 * integers.Length + lengths.Length + i], Source, 0).ReadArrayHeader());
        }
    }

    private static void AssertSame(byte[] bytes, JsonElement decoded)
    {
        var message = new FactsMessage(bytes);
        Assert.Equal(message.SymbolCount, decoded.GetProperty("symbols").GetArrayLength());
        Assert.Equal(message.ImportCount, decoded.GetProperty("imports").GetArrayLength());
        for (var i = 0; i < message.SymbolCount; i++)
        {
            var symbol = message.ReadSymbol(i);
            var doc = symbol.Doc.IsEmpty ? null : Encoding.UTF8.GetString(symbol.Doc);
            string?[] fields =
            [
                Encoding.UTF8.GetString(symbol.Name), Number((int)symbol.Kind), Number(symbol.Container), Number(symbol.StartLine), Number(symbol.EndLine),
                Number(symbol.NameLine), Number(symbol.NameColumn), Number(symbol.StartByte), Number(symbol.EndByte), Encoding.UTF8.GetString(symbol.Signature),
                doc, Number((int)symbol.Flags), Number(symbol.BodyHash), symbol.Qualifier.IsEmpty ? null : Encoding.UTF8.GetString(symbol.Qualifier),
            ];
            Assert.Equal(fields, decoded.GetProperty("symbols")[i].EnumerateArray().Select(Text));
        }

        for (var i = 0; i < message.ImportCount; i++)
        {
            var import = message.ReadImport(i);
            string?[] fields =
                [Encoding.UTF8.GetString(import.Module), import.Name.IsEmpty ? null : Encoding.UTF8.GetString(import.Name), null, Number(import.Line)];
            Assert.Equal(fields, decoded.GetProperty("imports")[i].EnumerateArray().Select(Text));
        }
    }

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when element.GetString() is [>= '0' and <= '9', .., 'n'] big => big[..^1],
        JsonValueKind.String => element.GetString(),
        _ => element.GetRawText(),
    };
}
