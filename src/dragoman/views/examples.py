"""What the help of some commands shows at its end."""

ATTRIBUTIONS_EXAMPLES = """\b
Example:
  dragoman evaluate attributions gold.jsonl --predictions labelled.jsonl
\b
Exit codes:
  0 every line was used, 1 some were not, 2 misuse, 3 the environment is broken
"""

EVALUATE_EXAMPLES = """\b
Examples:
  dragoman evaluate pages gold/pages/dev
  dragoman evaluate pages my-gold --scorer gold/pages/score_pages.py
"""

EVENTS_EXAMPLES = """\b
Example:
  dragoman evaluate events gold.jsonl --predictions found.jsonl
\b
Exit codes:
  0 every record was used, 1 some were not, 2 misuse, 3 the environment is broken
"""

RELATIONS_EXAMPLES = """\b
Example:
  dragoman evaluate relations gold.tsv --predictions judged.tsv
\b
Exit codes:
  0 every row was used, 1 some were not, 2 misuse, 3 the environment is broken
"""

BUILD_EXAMPLES = """\b
Examples:
  dragoman build iran.duckdb archive/ rows.jsonl
  dragoman build iran.duckdb crawl.warc.gz factiva.txt --urls addresses.txt
  dragoman build iran.duckdb archive/ --processes 8
  dragoman build iran-parquet/ archive/ --on ray
  dragoman build iran.duckdb archive/ --reread
\b
Exit codes:
  0  every page gave a record
  1  some page gave none; `dragoman sql LEDGER "FROM faults"` says which and why
  2  the command makes no sense as it was given
  3  the ledger or the installation can't do the work
"""

EXPLAIN_EXAMPLES = """\b
Example:
  dragoman explain iran.duckdb 3f2a9c
"""

OCCURRENCES_EXAMPLES = """\b
Examples:
  dragoman occurrences iran.duckdb
  dragoman occurrences iran.duckdb --type sanction --party IRN --since 2018-05-01 --json
"""
