"""What all calls have in common; the same in every package of this family."""
