"""The one API that the window and the command line call: commands, queries, and notices of what changed."""
