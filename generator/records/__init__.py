"""What a record is: its fields and vocabularies, and how its file is read with positions kept."""
