using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Mcp;

/// <summary>
/// One line of a client, if it is a plain call of a tool or takes one back: JSON-RPC 2.0 with the members that every revision of the protocol with
/// sessions has. Whatever has more is for the library.
/// </summary>
/// <param name="Id">As it stands in the line, a number or a string with its quotes.</param>
/// <param name="Tool">Null where the call <see cref="Id"/> is taken back.</param>
/// <param name="ProgressToken">As it stands in the line; null: the client does not want to hear how far the call is.</param>
internal sealed record ClientLine(string Id, string? Tool, JsonElement? Arguments, string? ProgressToken = null)
{
    /// <summary>Members of <c>_meta</c> with which a request speaks of the protocol itself.</summary>
    private static ReadOnlySpan<byte> ProtocolMeta => "io.modelcontextprotocol/"u8;

    public static ClientLine? TryParse(ReadOnlySpan<byte> line)
    {
        // A quick look first: most lines that are not meant have neither.
        if (line.IndexOf("tools/call"u8) < 0 && line.IndexOf("notifications/cancelled"u8) < 0)
        {
            return null;
        }

        try
        {
            var parser = new Parser(line);
            return parser.Parse();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // What is wrong with it the library says.
        }
    }

    private ref struct Parser(ReadOnlySpan<byte> line)
    {
        private readonly ReadOnlySpan<byte> _line = line;
        private Utf8JsonReader _json = new(line);
        private string? _id;
        private string? _takenBack;
        private string? _tool;
        private string? _progressToken;
        private JsonElement? _arguments;
        private bool _isCall;
        private bool _isCancel;

        public ClientLine? Parse()
        {
            if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject || !TryMembers())
            {
                return null;
            }

            return _json.Read() ? null
                : _isCall && _id is { } id && _tool is { } tool ? new ClientLine(id, tool, _arguments, _progressToken)
                : _isCancel && _id is null && _takenBack is { } takenBack ? new ClientLine(takenBack, null, null)
                : null;
        }

        private bool TryMembers()
        {
            while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
            {
                if (_json.ValueTextEquals("jsonrpc"u8))
                {
                    _json.Read();
                }
                else if (_json.ValueTextEquals("id"u8))
                {
                    _id = ReadId();
                }
                else if (_json.ValueTextEquals("method"u8))
                {
                    _json.Read();
                    _isCall = _json.ValueTextEquals("tools/call"u8);
                    _isCancel = _json.ValueTextEquals("notifications/cancelled"u8);
                }
                else if (!_json.ValueTextEquals("params"u8) || !TryParams())
                {
                    return false;
                }
            }

            return true;
        }

        private bool TryParams()
        {
            _json.Read();
            if (_json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
            {
                if (_json.ValueTextEquals("name"u8))
                {
                    _json.Read();
                    _tool = _json.GetString();
                }
                else if (_json.ValueTextEquals("arguments"u8))
                {
                    _json.Read();
                    _arguments = JsonElement.ParseValue(ref _json);
                }
                else if (_json.ValueTextEquals("requestId"u8))
                {
                    _takenBack = ReadId();
                }
                else if (_json.ValueTextEquals("reason"u8))
                {
                    _json.Skip();
                }
                else if (!_json.ValueTextEquals("_meta"u8) || !TryMeta())
                {
                    return false;
                }
            }

            return _arguments is not { ValueKind: not JsonValueKind.Object };
        }

        private bool TryMeta()
        {
            _json.Read();
            while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
            {
                if (_json.ValueSpan.StartsWith(ProtocolMeta) || _json.ValueIsEscaped)
                {
                    return false;
                }

                if (!_json.ValueTextEquals("progressToken"u8))
                {
                    _json.Skip();
                }
                else if ((_progressToken = ReadId()) is null)
                {
                    return false;
                }
            }

            return _json.TokenType == JsonTokenType.EndObject;
        }

        private string? ReadId()
        {
            _json.Read();
            return _json.TokenType is JsonTokenType.Number or JsonTokenType.String ? Encoding.UTF8.GetString(_line[(int)_json.TokenStartIndex..(int)_json.BytesConsumed]) : null;
        }
    }
}
