"""What there is to do: phases, tasks, references and milestones, and the plan that dates them."""
