using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Revdex.Embedding.Tokenizing;

/// <summary>
/// Letters without their accents: canonical decomposition (NFD) and then without marks, for the letters below U+3000 that have some, and Hangul, which is
/// taken apart by its formula. Not the compatibility ideographs.
/// </summary>
internal static class Accents
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11_172;
    private const int VowelCount = 21;
    private const int TailCount = 28;

    private static readonly FrozenDictionary<char, char> Bases = Pairs().Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    public static string Strip(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var stripped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value - HangulFirst is >= 0 and < HangulCount and var hangul)
            {
                AppendHangul(stripped, hangul);
            }
            else if (rune.IsBmp && Bases.TryGetValue((char)rune.Value, out var letter))
            {
                stripped.Append(letter);
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                stripped.Append(rune.ToString());
            }
        }

        return stripped.ToString();
    }

    /// <summary>The Unicode Standard, 3.12.</summary>
    private static void AppendHangul(StringBuilder text, int hangul)
    {
        text.Append((char)(0x1100 + hangul / (VowelCount * TailCount))).Append((char)(0x1161 + hangul % (VowelCount * TailCount) / TailCount));
        if (hangul % TailCount > 0)
        {
            text.Append((char)(0x11A7 + hangul % TailCount));
        }
    }

    /// <summary>Each letter with what it is without its accents.</summary>
    private static string Pairs() =>
        "ÀAÁAÂAÃAÄAÅAÇCÈEÉEÊEËEÌIÍIÎIÏIÑNÒOÓOÔOÕOÖOÙUÚUÛUÜUÝYàaáaâaãaäaåaçcèeéeêeëeìiíiîiïiñnòoóoôoõoöoùuúuûuüuýyÿyĀAāaĂAăaĄAąaĆC"
        + "ćcĈCĉcĊCċcČCčcĎDďdĒEēeĔEĕeĖEėeĘEęeĚEěeĜGĝgĞGğgĠGġgĢGģgĤHĥhĨIĩiĪIīiĬIĭiĮIįiİIĴJĵjĶKķkĹLĺlĻLļlĽLľlŃNńnŅNņnŇNňnŌOōoŎOŏoŐOőo"
        + "ŔRŕrŖRŗrŘRřrŚSśsŜSŝsŞSşsŠSšsŢTţtŤTťtŨUũuŪUūuŬUŭuŮUůuŰUűuŲUųuŴWŵwŶYŷyŸYŹZźzŻZżzŽZžzƠOơoƯUưuǍAǎaǏIǐiǑOǒoǓUǔuǕUǖuǗUǘuǙUǚuǛU"
        + "ǜuǞAǟaǠAǡaǢÆǣæǦGǧgǨKǩkǪOǫoǬOǭoǮƷǯʒǰjǴGǵgǸNǹnǺAǻaǼÆǽæǾØǿøȀAȁaȂAȃaȄEȅeȆEȇeȈIȉiȊIȋiȌOȍoȎOȏoȐRȑrȒRȓrȔUȕuȖUȗuȘSșsȚTțtȞHȟhȦAȧa"
        + "ȨEȩeȪOȫoȬOȭoȮOȯoȰOȱoȲYȳyʹʹ\u037E\u003B\u0385\u00A8ΆΑ\u0387\u00B7ΈΕΉΗΊΙΌΟΎΥΏΩΐιΪΙΫΥάαέεήηίιΰυϊιϋυόούυώωϓϒϔϒЀЕЁЕЃГЇІЌКЍИЎУЙИйиѐеёеѓгїіќкѝиўуѶѴѷѵӁЖӂжӐАӑа"
        + "ӒАӓаӖЕӗеӚӘӛәӜЖӝжӞЗӟзӢИӣиӤИӥиӦОӧоӪӨӫөӬЭӭэӮУӯуӰУӱуӲУӳуӴЧӵчӸЫӹыآاأاؤوإائيۀەۂہۓےऩनऱरऴळक़कख़खग़गज़जड़डढ़ढफ़फय़यড়ডঢ়ঢয়যਲ਼ਲਸ਼ਸਖ਼ਖਗ਼ਗਜ਼ਜਫ਼ਫ\u0B48\u0B47ଡ଼ଡ"
        + "ଢ଼ଢ\u0CC0\u0CD5\u0CC7\u0CD5\u0CC8\u0CD6\u0CCA\u0CC2\u0DDA\u0DD9གྷགཌྷཌདྷདབྷབཛྷཛཀྵཀဦဥ\u1B3B\u1B35\u1B3D\u1B35\u1B43\u1B35ḀAḁaḂBḃbḄBḅbḆBḇbḈCḉcḊDḋdḌDḍdḎDḏdḐDḑdḒDḓdḔEḕeḖEḗeḘEḙeḚEḛeḜEḝeḞFḟfḠGḡgḢHḣhḤHḥhḦHḧhḨHḩhḪHḫh"
        + "ḬIḭiḮIḯiḰKḱkḲKḳkḴKḵkḶLḷlḸLḹlḺLḻlḼLḽlḾMḿmṀMṁmṂMṃmṄNṅnṆNṇnṈNṉnṊNṋnṌOṍoṎOṏoṐOṑoṒOṓoṔPṕpṖPṗpṘRṙrṚRṛrṜRṝrṞRṟrṠSṡsṢSṣsṤSṥsṦSṧs"
        + "ṨSṩsṪTṫtṬTṭtṮTṯtṰTṱtṲUṳuṴUṵuṶUṷuṸUṹuṺUṻuṼVṽvṾVṿvẀWẁwẂWẃwẄWẅwẆWẇwẈWẉwẊXẋxẌXẍxẎYẏyẐZẑzẒZẓzẔZẕzẖhẗtẘwẙyẛſẠAạaẢAảaẤAấaẦAầaẨA"
        + "ẩaẪAẫaẬAậaẮAắaẰAằaẲAẳaẴAẵaẶAặaẸEẹeẺEẻeẼEẽeẾEếeỀEềeỂEểeỄEễeỆEệeỈIỉiỊIịiỌOọoỎOỏoỐOốoỒOồoỔOổoỖOỗoỘOộoỚOớoỜOờoỞOởoỠOỡoỢOợoỤU"
        + "ụuỦUủuỨUứuỪUừuỬUửuỮUữuỰUựuỲYỳyỴYỵyỶYỷyỸYỹyἀαἁαἂαἃαἄαἅαἆαἇαἈΑἉΑἊΑἋΑἌΑἍΑἎΑἏΑἐεἑεἒεἓεἔεἕεἘΕἙΕἚΕἛΕἜΕἝΕἠηἡηἢηἣηἤηἥηἦηἧηἨΗἩΗἪΗ"
        + "ἫΗἬΗἭΗἮΗἯΗἰιἱιἲιἳιἴιἵιἶιἷιἸΙἹΙἺΙἻΙἼΙἽΙἾΙἿΙὀοὁοὂοὃοὄοὅοὈΟὉΟὊΟὋΟὌΟὍΟὐυὑυὒυὓυὔυὕυὖυὗυὙΥὛΥὝΥὟΥὠωὡωὢωὣωὤωὥωὦωὧωὨΩὩΩὪΩὫΩὬΩὭΩὮΩ"
        + "ὯΩὰαάαὲεέεὴηήηὶιίιὸοόοὺυύυὼωώωᾀαᾁαᾂαᾃαᾄαᾅαᾆαᾇαᾈΑᾉΑᾊΑᾋΑᾌΑᾍΑᾎΑᾏΑᾐηᾑηᾒηᾓηᾔηᾕηᾖηᾗηᾘΗᾙΗᾚΗᾛΗᾜΗᾝΗᾞΗᾟΗᾠωᾡωᾢωᾣωᾤωᾥωᾦωᾧωᾨΩᾩΩᾪΩᾫΩᾬΩ"
        + "ᾭΩᾮΩᾯΩᾰαᾱαᾲαᾳαᾴαᾶαᾷαᾸΑᾹΑᾺΑΆΑᾼΑιι\u1FC1\u00A8ῂηῃηῄηῆηῇηῈΕΈΕῊΗΉΗῌΗ\u1FCD\u1FBF\u1FCE\u1FBF\u1FCF\u1FBFῐιῑιῒιΐιῖιῗιῘΙῙΙῚΙΊΙ\u1FDD\u1FFE\u1FDE\u1FFE\u1FDF\u1FFEῠυῡυῢυΰυῤρῥρῦυῧυῨΥῩΥῪΥΎΥῬΡ\u1FED\u00A8\u1FEE\u00A8\u1FEF\u0060ῲω"
        + "ῳωῴωῶωῷωῸΟΌΟῺΩΏΩῼΩ\u1FFD\u00B4\u2000\u2002\u2001\u2003ΩΩKKÅA\u219A\u2190\u219B\u2192\u21AE\u2194\u21CD\u21D0\u21CE\u21D4\u21CF\u21D2\u2204\u2203\u2209\u2208\u220C\u220B\u2224\u2223\u2226\u2225\u2241\u223C\u2244\u2243\u2247\u2245\u2249\u2248\u2260\u003D\u2262\u2261\u226D\u224D\u226E\u003C\u226F\u003E\u2270\u2264\u2271\u2265\u2274\u2272\u2275\u2273\u2278\u2276\u2279\u2277\u2280\u227A\u2281\u227B\u2284\u2282\u2285\u2283\u2288\u2286\u2289\u2287\u22AC\u22A2\u22AD\u22A8\u22AE\u22A9\u22AF\u22AB\u22E0\u227C\u22E1\u227D\u22E2\u2291\u22E3\u2292\u22EA\u22B2\u22EB\u22B3\u22EC\u22B4\u22ED\u22B5\u2329\u3008"
        + "\u232A\u3009\u2ADC\u2ADD";
}
