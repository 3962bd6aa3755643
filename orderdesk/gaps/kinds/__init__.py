"""How each kind of requirement is held against a case: a module a kind. Each gives one outcome, or several that its
`about` tells apart."""
