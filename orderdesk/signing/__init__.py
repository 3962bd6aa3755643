"""Canonical form, keys, proof and sealing. Knows bytes and keys, no order and no report."""
