using System.Text;
using Revdex.Facts;

namespace Revdex.Tests.Facts;

public sealed class GroupWriterTests
{
    [Fact]
    public void Groups_round_trip_with_short_and_long_runs()
    {
        var groups = new GroupWriter();
        for (var round = 0; round < 2; round++)
        {
            groups.Clear();
            for (var i = 0; i < 20; i++)
            {
                Group(groups, $"key{i:D2}", i * i * i);
            }
        }

        var reader = new GroupReader(groups.ToArray());
        for (var i = 0; i < 20; i++)
        {
            Assert.True(reader.MoveNext());
            Assert.Equal($"key{i:D2}", Encoding.ASCII.GetString(reader.Key));
            var run = new ImportRunReader(reader.Run);
            var count = 0;
            while (run.MoveNext())
            {
                Assert.Equal(count++, run.Import);
            }

            Assert.Equal(i * i * i, count);
        }

        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void Keys_must_ascend_and_be_short()
    {
        var groups = new GroupWriter();
        Group(groups, "b", 1);
        Assert.Throws<ArgumentException>(() => groups.BeginGroup("b"u8));
        Assert.Throws<ArgumentException>(() => groups.BeginGroup("a"u8));
        Assert.Throws<ArgumentException>(() => groups.BeginGroup(new byte[Limits.NameMaxBytes + 1]));
        groups.Clear();
        Group(groups, "a", 1);
    }

    [Fact]
    public void Groups_are_begun_and_ended_in_turn()
    {
        var groups = new GroupWriter();
        Assert.Throws<InvalidOperationException>(groups.EndGroup);
        groups.BeginGroup("a"u8);
        Assert.Throws<InvalidOperationException>(() => groups.BeginGroup("b"u8));
    }

    [Theory]
    [InlineData("0561")]
    [InlineData("016105")]
    [InlineData("FFFFFFFF0F61")]
    [InlineData("0162000161" + "00")]
    public void Damaged_groups_are_refused(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Throws<InvalidDataException>(() =>
        {
            var reader = new GroupReader(bytes);
            while (reader.MoveNext())
            {
            }
        });
    }

    private static void Group(GroupWriter groups, string key, int count)
    {
        groups.BeginGroup(Encoding.ASCII.GetBytes(key));
        var run = new ImportRunWriter(groups);
        for (var i = 0; i < count; i++)
        {
            run.Add(i, i + 1);
        }

        groups.EndGroup();
    }
}
