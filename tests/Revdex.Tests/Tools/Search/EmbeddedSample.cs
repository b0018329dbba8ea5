namespace Revdex.Tests.Tools.Search;

/// <summary>The sample, indexed with a static model once for the tests of a class; each asks on a clone of its own.</summary>
public sealed class EmbeddedSample : IAsyncLifetime
{
    private readonly EmbeddedRepository _repository = EmbeddedRepository.OfSample();

    public Task InitializeAsync() => _repository.EmbeddedAsync();

    public async Task DisposeAsync() => await _repository.DisposeAsync();

    /// <summary>With the model.</summary>
    internal AskedRepository Reader() => _repository.Reader(_repository["model"]);

    /// <summary>With none.</summary>
    internal AskedRepository ReaderWithout() => _repository.Reader(null);
}
