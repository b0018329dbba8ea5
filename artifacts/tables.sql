-- The published tables of Revdex, as views for any DuckDB (1.3 or later), version 1.
--
-- A manifest (v1/commits/<2>/<commit>.json) lists for each segment four Parquet files under "tables", and for the commit the files
-- "tree", "tree_1", "tree_2", ... Name them, then run this file:
--
--   SET VARIABLE revdex_tree        = MAP {'<commit>': ['.../v1/objects/ab/ab12...', '...']};   -- in the manifest's order; more commits likewise
--   SET VARIABLE revdex_files       = ['.../v1/objects/cd/cd34...', '...'];      -- one for each segment, in any order
--   SET VARIABLE revdex_symbols     = ['...', '...'];
--   SET VARIABLE revdex_occurrences = ['...', '...'];
--   SET VARIABLE revdex_imports     = ['...', '...'];
--   .read tables.sql
--
-- Facts belong to blobs, not to paths: a row of a segment's table names its blob by (segment, file), where segment is the segment's
-- SHA-256 and file is the blob's number in it. The tree says which blob each path of a commit has; a segment may also hold blobs that
-- a commit does not have, and one blob may be at several paths. The views join the two: what they show is what is in the commits.
-- The same names and columns (without "commit", "segment", "file") answer `revdex sql`.
--
-- Parquet files (rows sorted by name, then file and place; read a name as `name = 'x'` or `name >= 'x' AND name < 'y'`: row groups of
-- 16,384 rows are skipped by their bounds, which LIKE and starts_with do not do in every engine):
--   tree         path, oid, language, mode, segment, file
--   files        segment, file, oid, language, size_bytes, skip, has_parse_errors, symbol_count, occurrence_count
--   symbols      name, kind, container, segment, file, line, column, start_line, end_line, language, signature, doc,
--                exported, static, abstract, async, test, deprecated, body_hash
--   occurrences  name, role, segment, file, line, column, enclosing, has_receiver
--   imports      module, name, alias, segment, file, line
--
-- A tree's first file has every path; each file after it the rows that differ from those before it, without an oid where a path is gone.
-- Lines and columns count from 1, columns in bytes of UTF-8. "column" is a keyword: write it in quotes, or with its table (o.column).
-- A path that is not UTF-8 is escaped: \xNN for each byte that is not, \\ for a backslash.

-- path, oid (hexadecimal), language (NULL: none known), mode ('100644', '120000' a symlink, '160000' a submodule)
CREATE OR REPLACE VIEW tree AS
WITH commits AS (SELECT unnest(map_entries(getvariable('revdex_tree')), recursive := true)),
     parts AS (SELECT key AS "commit", unnest(value) AS part, generate_subscripts(value, 1) AS number FROM commits)
SELECT path, oid, language, mode, "commit", segment, file
FROM read_parquet(list_distinct(flatten(map_values(getvariable('revdex_tree')))), filename = 'part')
JOIN parts USING (part)
QUALIFY row_number() OVER (PARTITION BY "commit", path ORDER BY number DESC) = 1 AND oid IS NOT NULL;

-- Each path that has facts. skip (NULL: not skipped) says why there are none: too_large, binary, minified, timeout, parser_crashed,
-- generated, missing.
CREATE OR REPLACE VIEW files AS
SELECT t.path, f.oid, f.language, f.size_bytes, f.skip, f.has_parse_errors, f.symbol_count, f.occurrence_count, t."commit"
FROM read_parquet(getvariable('revdex_files')) f
JOIN tree t ON t.segment = f.segment AND t.file = f.file;

-- Each definition. kind: class, method, enum_member, ...; container: the innermost symbol around it; line: of the name;
-- start_line to end_line: the whole of it; doc: its comment's first paragraph; body_hash: equal for bodies of equal structure.
CREATE OR REPLACE VIEW symbols AS
SELECT s.name, s.kind, s.container, t.path, s.line, s."column", s.start_line, s.end_line, s.language, s.signature, s.doc,
       s.exported, s.static, s.abstract, s.async, s.test, s.deprecated, s.body_hash, t."commit"
FROM read_parquet(getvariable('revdex_symbols')) s
JOIN tree t ON t.segment = s.segment AND t.file = s.file;

-- Each use of a name. role: call, type, import, implements, read, write, attribute, text; enclosing: the innermost symbol around it.
CREATE OR REPLACE VIEW occurrences AS
SELECT o.name, o.role, t.path, o.line, o."column", o.enclosing, o.has_receiver, t."commit"
FROM read_parquet(getvariable('revdex_occurrences')) o
JOIN tree t ON t.segment = o.segment AND t.file = o.file;

-- Each import. name: what is taken from the module (NULL: all of it); alias: what it is called here (NULL: by its own name).
CREATE OR REPLACE VIEW imports AS
SELECT i.module, i.name, i.alias, t.path, i.line, t."commit"
FROM read_parquet(getvariable('revdex_imports')) i
JOIN tree t ON t.segment = i.segment AND t.file = i.file;
