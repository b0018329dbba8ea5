using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Revdex.Cli.Rendering;

namespace Revdex.Cli.Mcp;

/// <summary>
/// The lines that a call gets. The one that answers it: <c>{result: {content: [{type, text}], structuredContent}, id, jsonrpc}</c>, or with <c>isError</c> instead of
/// structured content. The answer's JSON is copied as it is.
/// </summary>
internal static class CallResponse
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="to">Gets the line, line feed included.</param>
    /// <param name="id">Of the call, as JSON.</param>
    /// <param name="tool">Which was called.</param>
    /// <param name="answer">The answer's JSON.</param>
    public static void WriteAnswer(ArrayBufferWriter<byte> to, string id, string tool, ReadOnlyMemory<byte> answer)
    {
        using var parsed = JsonDocument.Parse(answer);
        Write(to, id, AnswerText.Of(tool, parsed.RootElement, Ink.Plain), answer.Span);
    }

    public static void WriteFailure(ArrayBufferWriter<byte> to, string id, string line) => Write(to, id, line, default);

    /// <summary>The line <c>{result, id, jsonrpc}</c>.</summary>
    /// <param name="result">As JSON, without line breaks.</param>
    public static void WriteResult(ArrayBufferWriter<byte> to, string id, ReadOnlySpan<byte> result)
    {
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            json.WritePropertyName("result"u8);
            json.WriteRawValue(result, skipInputValidation: true);
            json.WritePropertyName("id"u8);
            json.WriteRawValue(id, skipInputValidation: true);
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteEndObject();
        }

        to.Write("\n"u8);
    }

    /// <summary>The line <c>{method: notifications/progress, params: {progressToken, progress, total?, message}, jsonrpc}</c>.</summary>
    /// <param name="token">As the client gave it, as JSON.</param>
    public static void WriteProgress(ArrayBufferWriter<byte> to, string token, long done, long? total, string message)
    {
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            json.WriteString("method"u8, "notifications/progress"u8);
            json.WriteStartObject("params"u8);
            json.WritePropertyName("progressToken"u8);
            json.WriteRawValue(token, skipInputValidation: true);
            json.WriteNumber("progress"u8, done);
            if (total is { } known)
            {
                json.WriteNumber("total"u8, known);
            }

            json.WriteString("message"u8, message);
            json.WriteEndObject();
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteEndObject();
        }

        to.Write("\n"u8);
    }

    private static void Write(ArrayBufferWriter<byte> to, string id, string text, ReadOnlySpan<byte> answer)
    {
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("result"u8);
            json.WriteStartArray("content"u8);
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, text);
            json.WriteEndObject();
            json.WriteEndArray();
            if (answer.IsEmpty)
            {
                json.WriteBoolean("isError"u8, true);
            }
            else
            {
                json.WritePropertyName("structuredContent"u8);
                json.WriteRawValue(answer, skipInputValidation: true);
            }

            json.WriteEndObject();
            json.WritePropertyName("id"u8);
            json.WriteRawValue(id, skipInputValidation: true);
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteEndObject();
        }

        to.Write("\n"u8);
    }
}
