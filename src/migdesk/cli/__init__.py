"""The command line: a file for each subcommand, and nothing but reading arguments and printing."""
