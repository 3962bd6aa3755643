"""The desk's store: documents as encrypted files written once, and the rest as TinyDB tables on an encrypted journal.

`atomic` writes files that are either whole or absent, `archive` keeps documents by hash. `frames` and `journal` are the
append-only file, `rows` and `views` what it means in memory, `ledger` its transactions, `queries` its TinyDB face and
`tables` the store that the desk uses. `locking` keeps two programs apart, `backup` carries all of it away in one file
and back, `repair` makes the best of a damaged journal.
"""
