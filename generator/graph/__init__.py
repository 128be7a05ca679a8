"""Content → `SiteGraph`: everything that points at something else resolved, both ways."""
