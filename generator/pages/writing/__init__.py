"""What a page is written with: the site's context, the page's own, official text, editors' text, links, rows."""
