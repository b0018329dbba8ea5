using System.Buffers;
using System.Text.Json;

namespace Revdex.Tables;

/// <summary>The worker's one answer: whoever is first, the statement or the watch over it. For many threads.</summary>
internal sealed class SqlReply(Stream to)
{
    private readonly Lock _lock = new();
    private bool _isSent;

    /// <summary>Sends JSON <c>{columns, rows, truncated, truncated_reason, elapsed_us}</c>, unless something was sent.</summary>
    public void Send(ReadOnlySpan<byte> answer)
    {
        lock (_lock)
        {
            if (!_isSent)
            {
                _isSent = true;
                SqlFrames.Write(to, answer);
            }
        }
    }

    /// <summary>Sends JSON <c>{error, is_gone}</c>, unless something was sent.</summary>
    /// <param name="isGone">Whether it is only that the file of a segment is not there.</param>
    public void SendError(string message, bool isGone = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("error"u8, message);
        json.WriteBoolean("is_gone"u8, isGone);
        json.WriteEndObject();
        json.Flush();
        Send(buffer.WrittenSpan);
    }
}
