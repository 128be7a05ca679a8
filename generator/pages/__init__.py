"""From the site graph to the plan of what will be published: views made of values, no files, no templates."""
