"""The files outside letters' folders: actors, topics, articles elsewhere, and the site's own pages."""

from __future__ import annotations

from generator.content import frontmatter
from generator.content.content_file import File, check_id, once
from generator.content.parsed import ParsedFile
from generator.core.diagnostics import Position, Severity, diagnostic
from generator.core.model import Actor, Article, Membership, ProsePage, Term, Topic


def actor(file: File) -> ParsedFile:
    """Read an actor's file."""
    meta, problems = file.meta(frontmatter.ActorMeta, name=file.name, type="body")
    text = file.text()
    actor = Actor(
        id=file.name,
        position=file.position,
        name=meta.name,
        type=meta.type,
        aliases=once(meta.aliases),
        same_as=once(meta.same_as),
        offices=tuple(Term(term.office, term.start, term.end) for term in meta.offices),
        parties=tuple(Membership(term.party, term.start, term.end) for term in meta.parties),
        ministry=meta.ministry,
        body=text.blocks,
        footnotes=text.footnotes,
        redirects=once(meta.old_urls),
        digest=file.digest,
        where=file.where,
    )
    terms = [("offices", n, t.start, t.end) for n, t in enumerate(actor.offices)]
    terms += [("parties", n, t.start, t.end) for n, t in enumerate(actor.parties)]
    for key, index, start, end in terms:
        if start and end and start > end:
            line, column = file.located.place((key, index, "to")) or (1, 1)
            problems = (
                *problems,
                diagnostic("term-backwards", Position(file.path, line, column), start=start, end=end),
            )
    return ParsedFile(actor, (*problems, *text.problems, *check_id(file, file.name)))


def topic(file: File) -> ParsedFile:
    """Read a topic's file."""
    meta, problems = file.meta(frontmatter.TopicMeta, name=file.name)
    text = file.text()
    topic = Topic(
        id=file.name,
        position=file.position,
        name=meta.name,
        parent=meta.parent,
        see_also=once(meta.see_also),
        keywords=once(meta.keywords),
        same_as=once(meta.same_as),
        body=text.blocks,
        footnotes=text.footnotes,
        aliases=once(meta.aliases),
        digest=file.digest,
        where=file.where,
    )
    return ParsedFile(topic, (*problems, *text.problems, *check_id(file, file.name)))


def article(file: File) -> ParsedFile:
    """Read the file of an article elsewhere; all of it stands in the front matter."""
    meta, problems = file.meta(
        frontmatter.ArticleMeta, url="https://example.org/", title=file.name, outlet=file.name, links=[]
    )
    article = Article(
        id=file.name,
        position=file.position,
        url=meta.url,
        title=meta.title,
        outlet=meta.outlet,
        date=meta.date,
        links=once(meta.links),
        lang=meta.lang,
        where=file.where,
    )
    if file.body.strip():
        problems = (*problems, diagnostic("article-body", Position(file.path, file.body_line, 1), Severity.WARNING))
    return ParsedFile(article, (*problems, *check_id(file, file.name)))


def page(file: File) -> ParsedFile:
    """Read a page of the site's own."""
    meta, problems = file.meta(frontmatter.PageMeta, title=file.name)
    text = file.text()
    page = ProsePage(
        slug=file.name,
        position=file.position,
        title=meta.title,
        body=text.blocks,
        footnotes=text.footnotes,
        aliases=once(meta.aliases),
        digest=file.digest,
        where=file.where,
    )
    return ParsedFile(page, (*problems, *text.problems, *check_id(file, file.name)))
