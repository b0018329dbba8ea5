using Revdex.Native.DuckDb;

namespace Revdex.Tests.Native.DuckDb;

/// <summary>Numbers from 0 with their text (long on purpose, and NULL for each seventh), and an error where wanted.</summary>
internal sealed class NumberTable(int count, int failAt = -1) : DuckDbTable
{
    public override string Name => "numbers";

    public override IReadOnlyList<DuckDbColumn> Columns { get; } = [new("n", DuckDbType.Integer), new("text", DuckDbType.Varchar), new("big", DuckDbType.UBigInt)];

    public override long RowCountEstimate => count;

    /// <summary>The columns of each scan, as DuckDB asked for them.</summary>
    public List<int[]> Scans { get; } = [];

    public override DuckDbScan Scan(int[] columns)
    {
        Scans.Add(columns);
        return new Numbers(count, failAt, columns);
    }

    public static string TextOf(int n) => new string('x', n % 20) + "ö" + n;

    private sealed class Numbers(int count, int failAt, int[] columns) : DuckDbScan
    {
        private int _next;

        public override int Fill(Span<DuckDbColumnWriter> writers)
        {
            var rows = Math.Min(count - _next, DuckDbChunk.RowsMax);
            for (var row = 0; row < rows; row++, _next++)
            {
                if (_next == failAt)
                {
                    throw new InvalidDataException($"bad at {_next}");
                }

                for (var c = 0; c < columns.Length; c++)
                {
                    Write(ref writers[c], columns[c], row);
                }
            }

            return rows;
        }

        private void Write(ref DuckDbColumnWriter writer, int column, int row)
        {
            switch (column)
            {
                case 0:
                    writer.Set(row, _next);
                    break;
                case 1 when _next % 7 == 0:
                    writer.SetNull(row);
                    break;
                case 1:
                    writer.SetCopy(row, System.Text.Encoding.UTF8.GetBytes(TextOf(_next)));
                    break;
                default:
                    writer.Set(row, ulong.MaxValue - (ulong)_next);
                    break;
            }
        }
    }
}
