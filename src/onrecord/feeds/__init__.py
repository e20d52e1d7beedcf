"""Standings as what other programs take: calendars, news feeds, tables, linked data, event rows.

Each module turns standings into bytes and does nothing else: the same standings give the same
bytes. The native status always travels too, since every other vocabulary loses something of it.
"""
