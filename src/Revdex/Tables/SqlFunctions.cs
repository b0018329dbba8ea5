using System.Collections.Frozen;

namespace Revdex.Tables;

/// <summary>
/// The functions that SQL from outside may call: pure computation on values. Left out are those that read or write anything
/// (<c>read_csv</c>, <c>write_log</c>, <c>nextval</c>), tell of the instance or the machine (<c>current_setting</c>, <c>version</c>),
/// run text as SQL (<c>query</c>, <c>json_execute_serialized_sql</c>), or wait (<c>sleep_ms</c>). Names as DuckDB 1.5 spells them.
/// </summary>
internal static class SqlFunctions
{
    private const string TableNames = "generate_series range unnest";

    private const string OperatorNames =
        "% & * ** + - ->> / // << <@ >> @> ^ ^@ | || ~ ~~ !~~ ~~* !~~* ~~~ && !__postfix";

    private const string AggregateNames =
        """
        any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min arg_min_null argmax argmin
        array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif covar_pop covar_samp cume_dist
        dense_rank entropy favg fill first first_value fsum geomean geometric_mean group_concat histogram kahan_sum kurtosis lag last
        last_value lead list listagg mad max max_by mean median min min_by mode nth_value ntile percent_rank product quantile
        quantile_cont quantile_disc rank rank_dense regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope row_number sem
        skewness stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp variance wavg weighted_avg
        """;

    private const string NumberNames =
        """
        abs acos add asin atan atan2 bit_count cbrt ceil ceiling cos cot degrees divide even exp factorial fdiv floor fmod gamma gcd
        greatest greatest_common_divisor isfinite isinf isnan lcm least least_common_multiple lgamma ln log log10 log2 mod multiply
        nextafter pi pow power radians round round_even roundbankers sign signbit sin sqrt subtract tan trunc xor
        """;

    private const string TextNames =
        """
        array_to_string ascii bar base64 bin bit_length char_length character_length chr concat concat_ws contains
        damerau_levenshtein decode editdist3 encode ends_with format format_bytes formatReadableSize from_base64 from_hex
        hamming hex ilike_escape instr jaccard jaro_similarity jaro_winkler_similarity lcase left left_grapheme len length
        length_grapheme levenshtein like_escape lower lpad ltrim md5 mismatches nfc_normalize not_ilike_escape not_like_escape
        octet_length ord parse_dirname parse_dirpath parse_filename parse_path position prefix printf regexp_escape regexp_extract
        regexp_extract_all regexp_full_match regexp_matches regexp_replace regexp_split_to_array repeat replace reverse right
        right_grapheme rpad rtrim sha1 sha256 split split_part starts_with str_split str_split_regex string_split
        string_split_regex string_to_array strip_accents strlen strpos substr substring substring_grapheme suffix to_base to_base64
        to_binary to_hex translate trim ucase unbin unhex unicode upper url_decode url_encode
        """;

    private const string NestedNames =
        """
        aggregate apply array_aggr array_aggregate array_append array_apply array_cat array_concat array_contains array_distinct
        array_extract array_filter array_grade_up array_has array_has_all array_has_any array_indexof array_intersect array_length
        array_position array_prepend array_reduce array_reverse array_reverse_sort array_select array_slice array_sort
        array_transform array_unique array_value array_where array_zip cardinality element_at filter flatten generate_subscripts
        grade_up list_aggr list_aggregate list_any_value list_append list_apply list_avg list_cat list_concat list_contains
        list_count list_distinct list_element list_extract list_filter list_first list_grade_up list_has list_has_all list_has_any
        list_histogram list_indexof list_intersect list_last list_max list_median list_min list_mode list_pack list_position
        list_prepend list_product list_reduce list_resize list_reverse list_reverse_sort list_select list_slice list_sort
        list_string_agg list_sum list_transform list_unique list_value list_where list_zip map map_concat map_contains map_entries
        map_extract map_extract_value map_from_entries map_keys map_values reduce row struct_concat struct_contains
        struct_extract struct_extract_at struct_insert struct_keys struct_pack struct_update struct_values
        """;

    private const string OtherNames =
        """
        alias array_to_json constant_or_null date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname
        epoch epoch_ms error hash hour json json_array json_array_length json_contains json_exists json_extract
        json_extract_path json_extract_path_text json_extract_string json_group_array json_group_object json_keys json_object
        json_quote json_type json_valid json_value make_date make_timestamp md5_number minute month monthname normalized_interval now
        nullif quarter row_to_json second strftime strptime switch time_bucket to_days to_hours to_json to_minutes to_months to_seconds
        to_timestamp to_weeks to_years today try_strptime typeof week weekday year
        """;

    /// <summary>Those a FROM clause may call.</summary>
    public static FrozenSet<string> OfTables { get; } = Words(TableNames);

    /// <summary>Those an expression may call: operators, scalar functions and macros, aggregates, window functions.</summary>
    public static FrozenSet<string> OfValues { get; } =
        Words(string.Join(' ', TableNames, OperatorNames, AggregateNames, NumberNames, TextNames, NestedNames, OtherNames));

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
