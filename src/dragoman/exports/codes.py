"""Whether an event has codes that the datasets know; a correction may have given it others."""

from dragoman.codebook.cameo_scales import cameo_scales, whole_code
from dragoman.codebook.plover import plover_types
from dragoman.records.tellings import Telling


def is_coded(telling: Telling) -> bool:
    """Whether type and quad are PLOVER's, and the code is one of CAMEO's."""
    if telling.type not in plover_types() or telling.quad not in (1, 2, 3, 4):
        return False
    return bool(telling.cameo) and whole_code(telling.cameo) in cameo_scales()
