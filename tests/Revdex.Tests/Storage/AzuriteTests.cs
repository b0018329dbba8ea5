using Revdex.Tests.Storage.Servers;

namespace Revdex.Tests.Storage;

/// <summary>Tests that share one emulator.</summary>
[CollectionDefinition(nameof(AzuriteTests))]
public sealed class AzuriteTests : ICollectionFixture<Azurite>;
