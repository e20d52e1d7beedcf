"""onrecord keeps the record of who is to meet whom, whether it is on or off, and on whose word."""

__version__ = "0.1.0"
