"""References: citations of documents outside a letter, by the documents' own standard ids. Nothing is fetched."""
