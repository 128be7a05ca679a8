"""What a letter says about itself: its date, number and subject, and who asks and answers."""
