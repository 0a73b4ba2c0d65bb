"""One parse, and what any sentence needs: dates, negation, modality. Knows no politics."""
