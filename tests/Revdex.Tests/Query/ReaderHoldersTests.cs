using Revdex.Query;

namespace Revdex.Tests.Query;

/// <summary>While much has no facts, a question about a name is answered from the files that hold it.</summary>
public sealed class ReaderHoldersTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _never = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TestRepository _repository = ReaderSnapshotTests.Many();
    private readonly LineFacts _facts = new();
    private ReaderFixture _fixture = null!; // set by InitializeAsync, which xunit calls before each test

    public async Task InitializeAsync()
    {
        _repository.Write("many/Uses.py", "uses F123 and f124");
        _repository.Write("many/f123.txt", "f123 in no language");
        _repository.Commit();
        _fixture = await ReaderFixture.OpenAsync(
            _repository, options => options with { WaitForComplete = false, IndexCommit = (_, _, cancellationToken) => _never.Task.WaitAsync(cancellationToken) }, _facts);
    }

    public Task DisposeAsync() => _fixture.DisposeAsync().AsTask();

    [Theory]
    [InlineData(null)]
    [InlineData(Reader.StagedRev)]
    [InlineData("HEAD")]
    public async Task Files_that_hold_the_name_are_read_before_the_answer(string? rev)
    {
        using var state = await _fixture.StateAboutAsync("f123", rev);
        Assert.Equal(["many/3/f123.py:1 f123"], ReaderFixture.Definitions(state).Where(d => d.EndsWith(" f123", StringComparison.Ordinal)));
        Assert.EndsWith("results may lack theirs; all tracked files that hold 'f123' have theirs", state.Notice, StringComparison.Ordinal);
        Assert.False(state.Info.Complete);
        Assert.Equal(rev ?? "", state.Info.Rev);
        if (rev == Reader.StagedRev)
        {
            return; // No snapshot is looked for, so that the rest is filled in at once.
        }

        using var again = await _fixture.StateAboutAsync("f123", rev);
        Assert.Equal(state.Notice, again.Notice);
        Assert.Equal(2, _facts.Counts.Count); // Its definition and its use, in other letters; nobody else's.
        Assert.DoesNotContain(_facts.Counts, made => made.Value > 1);
    }

    [Fact]
    public async Task Of_several_names_the_files_of_each_are_read()
    {
        using var state = await _fixture.StateAboutAsync("f123\nf77");
        Assert.Equal(["many/3/f123.py:1 f123", "many/7/f77.py:1 f77"], ReaderFixture.Definitions(state).Where(d => d.EndsWith(" f123", StringComparison.Ordinal) || d.EndsWith(" f77", StringComparison.Ordinal)));
        Assert.EndsWith("all tracked files that hold 'f123' or 'f77' have theirs", state.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_most_files_hold_is_not_looked_for_nor_promised()
    {
        foreach (var text in (string[])["def", "f1", "f123\nno"])
        {
            using var state = await _fixture.StateAboutAsync(text);
            Assert.DoesNotContain("hold", state.Notice, StringComparison.Ordinal);
        }

        Assert.Empty(_facts.Counts);
    }

    [Fact]
    public async Task Edited_file_is_read_as_it_is_now()
    {
        _repository.Write("many/7/f7.py", "def edited7");
        using var state = await _fixture.StateAboutAsync("edited7");
        Assert.Contains("many/7/f7.py:1 edited7", ReaderFixture.Definitions(state));
    }

    [Fact]
    public async Task Where_facts_cannot_be_made_the_answer_says_so_and_promises_nothing()
    {
        _facts.Fault = new RevdexException("no worker starts");
        using var state = await _fixture.StateAboutAsync("f123");
        Assert.Contains("files have no facts yet", state.Notice, StringComparison.Ordinal);
        Assert.DoesNotContain("hold", state.Notice, StringComparison.Ordinal);
    }
}
