using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Mcp;

/// <summary>
/// One line of a client, if it is among what every client says: JSON-RPC 2.0 with the members that every revision of the protocol with sessions has.
/// Whatever has more is for the library.
/// </summary>
/// <param name="Id">As it stands in the line, a number or a string with its quotes; of <see cref="ClientMethod.TakeBack"/> that of the call; null: it has none.</param>
internal sealed record ClientLine(ClientMethod Method, string? Id)
{
    /// <summary>Members of <c>_meta</c> with which a request speaks of the protocol itself.</summary>
    private static ReadOnlySpan<byte> ProtocolMeta => "io.modelcontextprotocol/"u8;

    /// <summary>What is called.</summary>
    public string? Tool { get; init; }

    /// <summary>An object; null: none were given.</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>As it stands in the line; null: the client does not want to hear how far the call is.</summary>
    public string? ProgressToken { get; init; }

    /// <summary>Which a client that introduces itself asks for.</summary>
    public string? ProtocolVersion { get; init; }

    public static ClientLine? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return new Parser(line).Parse();
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
        private ClientMethod? _method;
        private string? _id;
        private string? _takenBack;
        private string? _tool;
        private string? _progressToken;
        private string? _protocolVersion;
        private JsonElement? _arguments;
        private bool _isIntroduced;

        public ClientLine? Parse()
        {
            if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject || !TryMembers() || _json.Read() || _method is not { } method)
            {
                return null;
            }

            var isWhole = method switch
            {
                ClientMethod.Call => _id is not null && _tool is not null,
                ClientMethod.TakeBack => _id is null && _takenBack is not null,
                ClientMethod.Initialize => _id is not null && _protocolVersion is not null,
                ClientMethod.Initialized => _id is null,
                _ => _id is not null,
            };
            var isPlain = (_tool is null && _arguments is null) || method == ClientMethod.Call;
            isPlain &= _takenBack is null || method == ClientMethod.TakeBack;
            isPlain &= !_isIntroduced || method == ClientMethod.Initialize;
            return !isWhole || !isPlain ? null
                : new ClientLine(method, _takenBack ?? _id) { Tool = _tool, Arguments = _arguments, ProgressToken = _progressToken, ProtocolVersion = _protocolVersion };
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
                    if (_id is null)
                    {
                        return false;
                    }
                }
                else if (_json.ValueTextEquals("method"u8))
                {
                    _json.Read();
                    _method = Method();
                }
                else if (!_json.ValueTextEquals("params"u8) || !TryParams())
                {
                    return false;
                }
            }

            return true;
        }

        private ClientMethod? Method() =>
            _json.ValueTextEquals("tools/call"u8) ? ClientMethod.Call
            : _json.ValueTextEquals("notifications/cancelled"u8) ? ClientMethod.TakeBack
            : _json.ValueTextEquals("initialize"u8) ? ClientMethod.Initialize
            : _json.ValueTextEquals("notifications/initialized"u8) ? ClientMethod.Initialized
            : _json.ValueTextEquals("ping"u8) ? ClientMethod.Ping
            : _json.ValueTextEquals("tools/list"u8) ? ClientMethod.ListTools
            : _json.ValueTextEquals("prompts/list"u8) ? ClientMethod.ListPrompts
            : _json.ValueTextEquals("resources/list"u8) ? ClientMethod.ListResources
            : _json.ValueTextEquals("resources/templates/list"u8) ? ClientMethod.ListResourceTemplates
            : null;

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
                else if (_json.ValueTextEquals("protocolVersion"u8))
                {
                    _json.Read();
                    (_protocolVersion, _isIntroduced) = (_json.GetString(), true);
                }
                else if (_json.ValueTextEquals("capabilities"u8) || _json.ValueTextEquals("clientInfo"u8))
                {
                    _isIntroduced = true;
                    _json.Skip();
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
