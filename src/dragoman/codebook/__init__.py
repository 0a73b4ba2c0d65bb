"""PLOVER and CAMEO, states, organisations, outlets, known pacts: data files behind validated types.

Every table is a tab-separated file in `data/` that a person can read and mend. Each row names
its source; a missing row beats a wrong one. Nothing is read before it is asked for.
"""
