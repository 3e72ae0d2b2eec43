"""The reports that are made of the record, each gathered here and written by the report layer."""
