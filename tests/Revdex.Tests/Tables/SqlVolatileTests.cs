using Revdex.Native.DuckDb;
using Revdex.Query.Tools;
using Revdex.Tables;

namespace Revdex.Tests.Tables;

/// <summary>Statements that say something else another time are told by their words.</summary>
public sealed class SqlVolatileTests
{
    [Fact]
    public void Every_function_that_DuckDB_calls_volatile_has_a_word_that_is_known()
    {
        using var database = DuckDbDatabase.Open(DuckDbSettings.Trusted);
        using var connection = database.Connect();
        var functions = QueryRows.Texts(connection, "SELECT DISTINCT function_name FROM duckdb_functions() WHERE stability IS NOT NULL AND stability <> 'CONSISTENT' ORDER BY 1").ToList();
        Assert.Contains("random", functions);
        Assert.Contains("now", functions);
        Assert.All(["random", "uuid", "setseed", "nextval"], name => Assert.Matches(SqlTool.VolatileWords(), name)); // Should they ever be callable.
        var callable = functions.Where(name => SqlFunctions.OfValues.Contains(name) || SqlFunctions.OfTables.Contains(name)).Where(name => name != "error").ToList(); // It ends the statement.
        Assert.All(callable, name => Assert.Matches(SqlTool.VolatileWords(), name));
        Assert.DoesNotMatch(SqlTool.VolatileWords(), "SELECT language, kind, count(*) AS n FROM symbols WHERE path LIKE 'src/pages/%' GROUP BY 1, 2 ORDER BY n DESC");
    }
}
