"""From `Plan` to files: renders templates, publishes the output as a whole, and checks what was published."""
