"""The accuracy gate: what onrecord finds, measured against labelled reports."""
