"""What is legal but poor, what Anki will do, and what became of each block."""
