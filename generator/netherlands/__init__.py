"""What the program knows of the Netherlands, as data and small tables: laws, official papers, offices, names."""
