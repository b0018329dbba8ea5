using System.Text;
using Revdex.Facts;
using Revdex.Query.Tools.Search;

namespace Revdex.Tests.Tools.Search;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("getHTTPBody2", "get HTTP Body 2")]
    [InlineData("snake_case_name", "snake case name")]
    [InlineData("_x__y_", "x y")]
    [InlineData("HTML", "HTML")]
    [InlineData("utf8Größe", "utf 8 Größe")]
    [InlineData("__", "")]
    public void Words_are_split_where_programmers_join_them(string word, string pieces)
    {
        var found = new List<string>();
        for (var each = new WordPieces(Encoding.UTF8.GetBytes(word)); each.MoveNext();)
        {
            found.Add(Encoding.UTF8.GetString(each.Current));
        }

        Assert.Equal(pieces, string.Join(' ', found));
    }

    [Theory]
    [InlineData("parse parses parsed parser parsing")]
    [InlineData("query queries")]
    [InlineData("run running runner runs")]
    [InlineData("call calling called calls")]
    [InlineData("class classes")]
    [InlineData("cache caches cached caching")]
    [InlineData("index indexing indexed indexer")]
    public void Forms_of_a_word_have_one_stem(string forms) => Assert.Single(forms.Split(' ').Select(Stemmed).Distinct());

    [Theory]
    [InlineData("query queries")]
    [InlineData("try tries tried trying")]
    [InlineData("specify specifies specified")]
    [InlineData("run running runner")]
    public void Each_form_of_a_word_holds_what_the_others_are_looked_for_by(string forms)
    {
        foreach (var asked in forms.Split(' ').Select(SearchTerms.Of))
        {
            foreach (var other in forms.Split(' ').Select(Encoding.UTF8.GetBytes))
            {
                Assert.True(other.AsSpan().StartsWith(asked.Needle(0)));
                Assert.InRange(asked.Weight(other, 0), 0.1f, 1);
            }
        }
    }

    [Theory]
    [InlineData("string", "str")]
    [InlineData("status", "stat")]
    [InlineData("process", "proces")]
    [InlineData("bus", "bu")]
    public void Other_words_are_told_apart(string one, string other) => Assert.NotEqual(Stemmed(one), Stemmed(other));

    [Fact]
    public void A_question_is_its_telling_words()
    {
        var terms = SearchTerms.Of("where is the getRequestBody of HTTP requests?");
        Assert.Equal(["get", "request", "bod", "http"], Enumerable.Range(0, terms.PieceCount).Select(t => Encoding.UTF8.GetString(terms.Needle(t))));
        Assert.True(terms.IsPhrase("get_request_body"u8));
        Assert.Equal((1f, 0.85f, 0f), (terms.Weight("ReadRequest"u8, 1), terms.Weight("requested"u8, 1), terms.Weight("requestx"u8, 1)));
        Assert.Equal(0b1010u, terms.Mask("HttpRequests"u8));
    }

    /// <summary>As it is written; its pieces are found in any form.</summary>
    [Fact]
    public void A_name_is_a_term_besides_its_pieces()
    {
        var terms = SearchTerms.Of("the getRequestBody of http_requests");
        Assert.Equal((6, 4), (terms.Count, terms.PieceCount));
        Assert.Equal(["getRequestBody", "http_requests"], Enumerable.Range(4, 2).Select(t => Encoding.UTF8.GetString(terms.Needle(t))));
        Assert.Equal((1f, 0f), (terms.Weight("getRequestBody"u8, 4), terms.Weight("get_request_body"u8, 4)));
        Assert.Equal((0b010111u, 0b101010u), (terms.Mask("getRequestBody"u8), terms.Mask("http_requests"u8)));
        Assert.Equal(0b000111u, terms.Mask("GetRequestBody"u8));
        Assert.True(terms.IsWhole("http_requests_body_get"u8, terms.Mask("http_requests_body_get"u8)));
    }

    [Fact]
    public void A_question_of_common_words_alone_is_taken_as_it_is() => Assert.Equal(3, SearchTerms.Of("what is this").Count);

    [Fact]
    public void Terms_are_bounded() => Assert.Equal(SearchTerms.PiecesMax, SearchTerms.Of(string.Join(' ', Enumerable.Range(0, 100).Select(i => $"w{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}"))).Count);

    private static string Stemmed(string word)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        return Encoding.UTF8.GetString(bytes, 0, Stem.Of(bytes));
    }
}
