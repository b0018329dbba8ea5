using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;
using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>Writes the values of one column, or of a part of a nested one, as JSON (see <see cref="SqlResult"/>).</summary>
internal sealed class SqlValueWriter : IDisposable
{
    /// <summary>2^53: a JSON reader that knows only doubles, as JavaScript's does, is exact up to here.</summary>
    private const long ExactMax = 1L << 53;

    private readonly DuckDbLogicalType _type;
    private readonly SqlValueWriter[] _parts;
    private readonly string[] _fields;

    /// <param name="type">Owned from here on.</param>
    /// <param name="column">Its name, for the error.</param>
    /// <exception cref="RevdexException">A type that has no JSON form here.</exception>
    public SqlValueWriter(DuckDbLogicalType type, string column)
    {
        _type = type;
        if (TypeName(type.Id).Length == 0)
        {
            type.Dispose();
            throw new RevdexException($"column {column} is of a type without a JSON form: cast it to VARCHAR", ExitCode.Usage);
        }

        _parts = [.. type.Parts().Select(part => new SqlValueWriter(part, column))];
        _fields = type.Id == DuckDbType.Struct ? [.. Enumerable.Range(0, _parts.Length).Select(type.StructFieldName)] : [];
    }

    /// <summary>DuckDB's word for the type, in lower case.</summary>
    public string Name => TypeName(_type.Id);

    /// <summary>True once a value was cut at <see cref="SqlLimits.ValueMaxBytes"/>.</summary>
    public bool HasCut { get; private set; }

    public void Write(Utf8JsonWriter to, DuckDbVector vector, int row)
    {
        if (vector.IsNull(row))
        {
            to.WriteNullValue();
            return;
        }

        switch (_type.Id)
        {
            case DuckDbType.Boolean:
                to.WriteBooleanValue(vector.Value<byte>(row) != 0);
                break;
            case DuckDbType.Float or DuckDbType.Double:
                WriteDouble(to, _type.Id == DuckDbType.Float ? vector.Value<float>(row) : vector.Value<double>(row));
                break;
            case DuckDbType.Varchar:
                WriteText(to, vector.Bytes(row));
                break;
            case DuckDbType.Blob:
                to.WriteStringValue(Convert.ToHexStringLower(Cut(vector.Bytes(row))));
                break;
            case DuckDbType.Decimal:
                to.WriteRawValue(DecimalText(Integer(vector, row, _type.StorageType)));
                break;
            case DuckDbType.Enum:
                to.WriteStringValue(_type.EnumWord((uint)Integer(vector, row, _type.StorageType)));
                break;
            case DuckDbType.Uuid:
                to.WriteStringValue(SqlTimes.Uuid(vector.Value<Int128>(row)));
                break;
            case DuckDbType.Date or DuckDbType.Time or DuckDbType.Timestamp or DuckDbType.TimestampS or DuckDbType.TimestampMs
                or DuckDbType.TimestampNs or DuckDbType.TimestampTz:
                to.WriteStringValue(SqlTimes.Text(_type.Id, _type.Id == DuckDbType.Date ? vector.Value<int>(row) : vector.Value<long>(row)));
                break;
            case DuckDbType.List or DuckDbType.Map or DuckDbType.Array or DuckDbType.Struct:
                WriteNested(to, vector, row);
                break;
            case DuckDbType.SqlNull:
                to.WriteNullValue();
                break;
            default:
                WriteInteger(to, Integer(vector, row, _type.Id));
                break;
        }
    }

    public void Dispose()
    {
        _type.Dispose();
        foreach (var part in _parts)
        {
            part.Dispose();
        }
    }

    private static string TypeName(DuckDbType type) => type switch
    {
        DuckDbType.Invalid or DuckDbType.Interval or DuckDbType.Union or DuckDbType.Bit or DuckDbType.TimeTz or DuckDbType.Any or DuckDbType.BigNum => "",
        > DuckDbType.SqlNull => "",
        DuckDbType.SqlNull => "null",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static BigInteger Integer(DuckDbVector vector, int row, DuckDbType type) => type switch
    {
        DuckDbType.TinyInt => vector.Value<sbyte>(row),
        DuckDbType.UTinyInt => vector.Value<byte>(row),
        DuckDbType.SmallInt => vector.Value<short>(row),
        DuckDbType.USmallInt => vector.Value<ushort>(row),
        DuckDbType.Integer => vector.Value<int>(row),
        DuckDbType.UInteger => vector.Value<uint>(row),
        DuckDbType.BigInt => vector.Value<long>(row),
        DuckDbType.UBigInt => vector.Value<ulong>(row),
        DuckDbType.HugeInt => vector.Value<Int128>(row),
        DuckDbType.UHugeInt => vector.Value<UInt128>(row),
        _ => throw new InvalidOperationException($"{type} is not an integer"),
    };

    private static void WriteInteger(Utf8JsonWriter to, BigInteger value)
    {
        if (value >= -ExactMax && value <= ExactMax)
        {
            to.WriteNumberValue((long)value);
        }
        else
        {
            to.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteDouble(Utf8JsonWriter to, double value)
    {
        if (double.IsFinite(value))
        {
            to.WriteNumberValue(value);
        }
        else
        {
            to.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private string DecimalText(BigInteger scaled)
    {
        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(_type.DecimalScale + 1, '0');
        var text = _type.DecimalScale == 0 ? digits : $"{digits[..^_type.DecimalScale]}.{digits[^_type.DecimalScale..]}";
        return scaled.Sign < 0 ? "-" + text : text;
    }

    private void WriteText(Utf8JsonWriter to, ReadOnlySpan<byte> text)
    {
        var cut = Cut(text);
        while (cut.Length < text.Length && !Utf8.IsValid(cut))
        {
            cut = cut[..^1];
        }

        to.WriteStringValue(cut);
    }

    private ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= SqlLimits.ValueMaxBytes)
        {
            return bytes;
        }

        HasCut = true;
        return bytes[..SqlLimits.ValueMaxBytes];
    }

    private void WriteNested(Utf8JsonWriter to, DuckDbVector vector, int row)
    {
        switch (_type.Id)
        {
            case DuckDbType.Struct:
                WriteStruct(to, vector, row);
                break;
            case DuckDbType.Map:
                WriteMap(to, vector, row);
                break;
            case DuckDbType.Array:
                WriteElements(to, vector.ArrayChild(), row * _type.ArrayLength, _type.ArrayLength);
                break;
            default:
                var (offset, length) = vector.ListEntry(row);
                WriteElements(to, vector.ListChild(), offset, length);
                break;
        }

        HasCut |= _parts.Any(part => part.HasCut);
    }

    private void WriteElements(Utf8JsonWriter to, DuckDbVector elements, int offset, int length)
    {
        to.WriteStartArray();
        for (var i = offset; i < offset + length && to.BytesPending + to.BytesCommitted < SqlLimits.ResultMaxBytes; i++)
        {
            _parts[0].Write(to, elements, i);
        }

        to.WriteEndArray();
    }

    private void WriteStruct(Utf8JsonWriter to, DuckDbVector vector, int row)
    {
        to.WriteStartObject();
        for (var i = 0; i < _parts.Length; i++)
        {
            to.WritePropertyName(_fields[i]);
            _parts[i].Write(to, vector.StructChild(i), row);
        }

        to.WriteEndObject();
    }

    /// <summary>As pairs, for a map's key need not be text.</summary>
    private void WriteMap(Utf8JsonWriter to, DuckDbVector vector, int row)
    {
        var (offset, length) = vector.ListEntry(row);
        var entries = vector.ListChild();
        to.WriteStartArray();
        for (var i = offset; i < offset + length; i++)
        {
            to.WriteStartArray();
            _parts[0].Write(to, entries.StructChild(0), i);
            _parts[1].Write(to, entries.StructChild(1), i);
            to.WriteEndArray();
        }

        to.WriteEndArray();
    }
}
