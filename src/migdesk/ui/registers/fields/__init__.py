"""The fields of a row's form: one kind of editor for each type of column."""
