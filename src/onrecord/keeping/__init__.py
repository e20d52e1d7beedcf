"""The board kept beside a ledger: worked out entry by entry, read by index, rebuilt on doubt."""
