"""What the help of `dragoman evaluate` shows at its end."""

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

EXPLAIN_EXAMPLES = """\b
Example:
  dragoman explain iran.duckdb 3f2a9c
"""
