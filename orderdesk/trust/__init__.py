"""Who may sign what: directories, key periods, revocation; a document verified check by named check."""
