"""What is made: notes, their note types and kinds, their fields and media."""
