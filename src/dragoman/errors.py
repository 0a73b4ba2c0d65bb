"""What Dragoman raises.

    DragomanError
    ├── UsageError                  the caller's words make no sense (exit 2)
    ├── BrokenEnvironmentError      the installation or the machine can't do the work (exit 3)
    │   ├── ModelError              a model is missing, or is not the one that it should be
    │   └── CodebookError           a vocabulary file can't be read or contradicts itself
    ├── LedgerError                 a ledger can't be opened, asked or written (exit 3)
    └── PageError                   the one page that was asked for gives no record

Bad *input* raises none of these: a page or a row that can't be read gives a
`dragoman.records.Fault`, which is stored and counted like any other result. Only
`dragoman.read`, which gives one record or nothing, turns such a fault into a PageError.
"""


class DragomanError(Exception):
    """The root of all that Dragoman raises on purpose."""


class UsageError(DragomanError):
    """The caller's words make no sense: an unknown option value, a date that is none."""


class BrokenEnvironmentError(DragomanError):
    """The installation or the machine can't do the work."""


class ModelError(BrokenEnvironmentError):
    """A model is missing, or is not the one that it should be."""


class CodebookError(BrokenEnvironmentError):
    """A vocabulary file can't be read or contradicts itself. The message names file and line."""


class LedgerError(DragomanError):
    """A ledger can't be opened, asked or written; the message says why and what to do.

    It is locked by another writer, no ledger, damaged or newer than this version, its disk is
    full, or a query on it was refused or stopped. The ledger itself is unharmed.
    """


class PageError(DragomanError):
    """The one page that was asked for gives no record. The message says why and what to do."""
