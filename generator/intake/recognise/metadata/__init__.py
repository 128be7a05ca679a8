"""Who and when: what a letter says about itself, its sender and its readers."""
