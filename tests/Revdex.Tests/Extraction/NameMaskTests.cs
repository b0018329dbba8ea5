using System.Text;
using System.Text.Json;
using Revdex.Extraction;

namespace Revdex.Tests.Extraction;

public sealed class NameMaskTests
{
    [Theory]
    [InlineData("Load(async)", "Load(asyn_)")]
    [InlineData("Load(async \r\n\t, 1); async Task async();", "Load(asyn_ \r\n\t, 1); async Task async();")]
    [InlineData("async) async)", "asyn_) asyn_)")]
    [InlineData("[property]", "[propert_]")]
    [InlineData("[property: Key]", "[property: Key]")]
    [InlineData("x.async)", "x.asyn_)")]
    [InlineData("@async) myasync) async_) asyncs) éasync)", "@async) myasync) async_) asyncs) éasync)")]
    [InlineData("async", "async")]
    [InlineData("async ", "async ")]
    [InlineData("", "")]
    public void Shows_the_parser_another_name_of_the_same_length(string source, string expected)
    {
        var content = Encoding.UTF8.GetBytes(source);
        byte[] buffer = [1, 2, 3];
        Assert.Equal(expected, Encoding.UTF8.GetString(Mask.Apply(content, ref buffer)));
        Assert.Equal(source, Encoding.UTF8.GetString(content));
    }

    [Fact]
    public void Copies_nothing_where_no_word_is_meant()
    {
        var content = "async Task Load() { }"u8.ToArray();
        byte[] buffer = [];
        Assert.True(Mask.Apply(content, ref buffer) == content.AsSpan());
        Assert.Empty(buffer);
    }

    [Fact]
    public void A_language_without_words_has_no_mask()
    {
        byte[] buffer = [];
        Assert.Equal("async)", Encoding.UTF8.GetString(NameMask.Of(null).Apply("async)"u8, ref buffer)));
        Assert.Equal("async)", Encoding.UTF8.GetString(LanguageSet.Default.ById("typescript")!.Mask.Apply("async)"u8, ref buffer)));
        Assert.Equal("asyn_)", Encoding.UTF8.GetString(LanguageSet.Default.ById("csharp")!.Mask.Apply("async)"u8, ref buffer)));
    }

    private static NameMask Mask { get; } = NameMask.Of(JsonDocument.Parse("""{ "async": "),", "property": "]" }""").RootElement);
}
