"""From `Content` to `SiteGraph`: resolves links, citations, mentions, notes, roles and topics, in both directions."""
