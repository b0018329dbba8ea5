namespace Revdex.Scip;

/// <summary>One document of a SCIP index, read in place: its occurrences are decoded as they are walked.</summary>
internal ref struct ScipDocument
{
    private const int PathField = 1;
    private const int OccurrencesField = 2;
    private const int EncodingField = 6;

    private ProtoFields _fields;

    /// <summary>As the index has it: relative to the root of its project, with slashes.</summary>
    public ReadOnlySpan<byte> Path { get; private init; }

    public PositionEncoding Encoding { get; private init; }

    public ScipOccurrence Current { get; private set; }

    /// <exception cref="InvalidDataException">It is no protobuf.</exception>
    public static ScipDocument Read(ReadOnlySpan<byte> message)
    {
        var path = default(ReadOnlySpan<byte>);
        var encoding = PositionEncoding.Unspecified;
        var fields = new ProtoFields(message);
        while (fields.MoveNext())
        {
            switch (fields.Number)
            {
                case PathField:
                    path = fields.Bytes;
                    break;
                case EncodingField:
                    encoding = fields.Value <= (ulong)PositionEncoding.Utf32 ? (PositionEncoding)fields.Value : throw new InvalidDataException($"position encoding {fields.Value}");
                    break;
            }
        }

        return new ScipDocument { Path = path, Encoding = encoding, _fields = new ProtoFields(message) };
    }

    /// <summary>To the next occurrence, in the index's order.</summary>
    /// <exception cref="InvalidDataException">It is no protobuf, or its range is none.</exception>
    public bool MoveNext()
    {
        while (_fields.MoveNext())
        {
            if (_fields.Number == OccurrencesField)
            {
                Current = ScipOccurrence.Read(_fields.Bytes);
                return true;
            }
        }

        return false;
    }
}
