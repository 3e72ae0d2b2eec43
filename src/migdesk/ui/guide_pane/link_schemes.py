"""The addresses of links that do something on a page instead of leading on, and the mark of a status in words."""

TASKS_SCHEME = "tasks:"  # a section's tasks, in the checklist
REGISTER_SCHEME = "register:"  # a register that a section asks for, by its id
TASK_SCHEME = "task:"  # the box of one task, on a role page
READ_ON_SCHEME = "read-on:"  # the page before or after, from its start
FOLD_SCHEME = "fold:"  # a box that opens and closes, by its number on the page
TASK_WORDS_MARK = "task-words"
