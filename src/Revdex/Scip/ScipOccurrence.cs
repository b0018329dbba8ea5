namespace Revdex.Scip;

/// <summary>One occurrence of a document, as the index has it.</summary>
internal readonly ref struct ScipOccurrence
{
    private const int RangeField = 1;
    private const int SymbolField = 2;
    private const int RolesField = 3;
    private const int SingleLineField = 8;
    private const int MultiLineField = 9;
    private const ulong DefinitionRole = 1;

    /// <summary>Field 1 (packed) and its successors, in messages of their own.</summary>
    private const int NumbersMax = 4;

    public ScipRange Range { get; private init; }

    /// <summary>Empty where there is none: a highlighted word.</summary>
    public ReadOnlySpan<byte> Symbol { get; private init; }

    public bool IsDefinition { get; private init; }

    /// <exception cref="InvalidDataException">It is no protobuf, or its range is none.</exception>
    public static ScipOccurrence Read(ReadOnlySpan<byte> message)
    {
        Span<int> numbers = stackalloc int[NumbersMax];
        var (count, roles) = (0, 0UL);
        var symbol = default(ReadOnlySpan<byte>);
        var fields = new ProtoFields(message);
        while (fields.MoveNext())
        {
            switch (fields.Number)
            {
                case RangeField when fields.IsBytes:
                    count = Packed(fields.Bytes, numbers);
                    break;
                case RangeField: // Not packed, as proto2 has it.
                    numbers[count < NumbersMax ? count++ : throw NoRange()] = Number(fields.Value);
                    break;
                case SingleLineField:
                    count = Numbered(fields.Bytes, numbers[..3]);
                    break;
                case MultiLineField:
                    count = Numbered(fields.Bytes, numbers);
                    break;
                case SymbolField:
                    symbol = fields.Bytes;
                    break;
                case RolesField:
                    roles = fields.Value;
                    break;
            }
        }

        return new ScipOccurrence { Range = RangeOf(numbers[..count]), Symbol = symbol, IsDefinition = (roles & DefinitionRole) != 0 };
    }

    private static ScipRange RangeOf(ReadOnlySpan<int> numbers)
    {
        var range = numbers.Length switch
        {
            3 => new ScipRange(numbers[0], numbers[1], numbers[0], numbers[2]),
            4 => new ScipRange(numbers[0], numbers[1], numbers[2], numbers[3]),
            _ => throw NoRange(),
        };
        return range.EndLine > range.Line || (range.EndLine == range.Line && range.End >= range.Start) ? range : throw NoRange();
    }

    private static int Packed(ReadOnlySpan<byte> bytes, Span<int> numbers)
    {
        var values = new ProtoFields(bytes);
        var count = 0;
        while (!values.IsEmpty)
        {
            numbers[count < numbers.Length ? count++ : throw NoRange()] = Number(values.ReadVarint());
        }

        return count;
    }

    /// <summary>A message whose fields 1, 2, … are the numbers; those that are 0 are left out.</summary>
    private static int Numbered(ReadOnlySpan<byte> bytes, Span<int> numbers)
    {
        numbers.Clear();
        var fields = new ProtoFields(bytes);
        while (fields.MoveNext())
        {
            if (fields.Number <= numbers.Length && !fields.IsBytes)
            {
                numbers[fields.Number - 1] = Number(fields.Value);
            }
        }

        return numbers.Length;
    }

    private static int Number(ulong value) => value < int.MaxValue ? (int)value : throw NoRange();

    private static InvalidDataException NoRange() => new("an occurrence has a range that is none");
}
