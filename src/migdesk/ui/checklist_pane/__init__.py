"""The checklist: phases and tasks of the practice in hand, filters above them, one task's details below."""
