"""Parses the files outside letters' folders: actors, topics, articles on other websites, cited documents, the site's own pages."""

from __future__ import annotations

from generator.content import frontmatter
from generator.content.content_file import ContentFile, check_id, without_repeats
from generator.content.parsed import ParsedFile
from generator.core.diagnostics import Position, Severity, diagnostic
from generator.core.model import Actor, Article, Document, Membership, ProsePage, Term, Topic


def actor(file: ContentFile) -> ParsedFile:
    """Parse an actor's file; a term that ends before it begins is reported."""
    meta, problems = file.meta(frontmatter.ActorMeta, name=file.name, type="body")
    text = file.editors_text()
    actor = Actor(
        id=file.name,
        position=file.position,
        name=meta.name,
        type=meta.type,
        aliases=without_repeats(meta.aliases),
        same_as=without_repeats(meta.same_as),
        offices=tuple(Term(term.office, term.start, term.end) for term in meta.offices),
        parties=tuple(Membership(term.party, term.start, term.end) for term in meta.parties),
        ministry=meta.ministry,
        body=text.blocks,
        footnotes=text.footnotes,
        redirects=without_repeats(meta.old_urls),
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


def topic(file: ContentFile) -> ParsedFile:
    """Parse a topic's file; `topic_tree` checks that its parent exists."""
    meta, problems = file.meta(frontmatter.TopicMeta, name=file.name)
    text = file.editors_text()
    topic = Topic(
        id=file.name,
        position=file.position,
        name=meta.name,
        parent=meta.parent,
        see_also=without_repeats(meta.see_also),
        keywords=without_repeats(meta.keywords),
        same_as=without_repeats(meta.same_as),
        body=text.blocks,
        footnotes=text.footnotes,
        aliases=without_repeats(meta.aliases),
        digest=file.digest,
        where=file.where,
    )
    return ParsedFile(topic, (*problems, *text.problems, *check_id(file, file.name)))


def article(file: ContentFile) -> ParsedFile:
    """Parse the file of an article on another website; it has front matter only, so text below it is reported."""
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
        links=without_repeats(meta.links),
        lang=meta.lang,
        where=file.where,
    )
    if file.body.strip():
        problems = (*problems, diagnostic("article-body", Position(file.path, file.body_line, 1), Severity.WARNING))
    return ParsedFile(article, (*problems, *check_id(file, file.name)))


def document(file: ContentFile) -> ParsedFile:
    """Parse what editors say of a cited document; the file's name is the segment of the document's page."""
    meta, problems = file.meta(frontmatter.DocumentMeta, subject=file.name)
    text = file.text()
    document = Document(
        id=file.name,
        position=file.position,
        subject=meta.subject,
        date=meta.date,
        url=meta.url,
        body=text.blocks,
        footnotes=text.footnotes,
        where=file.where,
    )
    return ParsedFile(document, (*problems, *text.problems, *check_id(file, file.name)))


def page(file: ContentFile) -> ParsedFile:
    """Parse one of the site's own pages; the file's name is its URL segment."""
    meta, problems = file.meta(frontmatter.ProsePageMeta, title=file.name)
    text = file.editors_text()
    page = ProsePage(
        slug=file.name,
        position=file.position,
        title=meta.title,
        body=text.blocks,
        footnotes=text.footnotes,
        aliases=without_repeats(meta.aliases),
        digest=file.digest,
        where=file.where,
    )
    return ParsedFile(page, (*problems, *text.problems, *check_id(file, file.name)))
