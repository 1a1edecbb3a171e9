import msgspec
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from briefing.citations import byline, byline_below_title, citation, host, is_openable, place, reference
from briefing.loader import Folder
from briefing.model import Name, Paragraph, Section, Source

ONE = Paragraph(digest="0" * 16, words=3)
ARTICLE = Source(
    schema_version=1,
    id="news",
    type="article-newspaper",
    title="How far? The “new” thaw: a view",
    author=(Name(family="Kortunov", given="Andrei"),),
    translator=(Name(literal="Ma Li"),),
    container_title="Guancha",
    issued="2025-04-23",
    url="https://example.org/a",
    outline=(
        Section(heading=None, paragraphs=(ONE, ONE)),
        Section(heading="Economic Relations", paragraphs=(ONE, ONE, ONE)),
        Section(heading="经济", paragraphs=(ONE,)),
    ),
)
BARE = Source(schema_version=1, id="bare", type="webpage", title="Bridging the Divide - The Case for More")


def changed(source: Source, **fields: object) -> Source:
    return msgspec.structs.replace(source, **fields)


def test_a_citation_holds_the_whole_record_in_order() -> None:
    full = changed(
        ARTICLE,
        volume="5",
        issue="2",
        page="3-9",
        publisher="Press",
        publisher_place="Town",
        editor=(Name(literal="E"),),
    )
    assert citation(full) == (
        "Andrei Kortunov, “How far? The ‘new’ thaw: a view”, edited by E, Guancha, vol. 5, no. 2, Town: Press, "
        "23 April 2025, pp. 3-9, translated by Ma Li, https://example.org/a"
    )


def test_a_citation_of_a_title_alone_is_the_title() -> None:
    assert citation(BARE) == "“Bridging the Divide - The Case for More”"


def test_a_description_in_place_of_a_title_has_no_quotation_marks() -> None:
    assert citation(changed(BARE, title="[A talk]")) == "[A talk]"


@pytest.mark.parametrize(
    ("issued", "full", "brief"),
    [("2025", "2025", "2025"), ("2025-04", "April 2025", "Apr 2025"), ("2025-02-02", "2 February 2025", "Feb 2025")],
)
def test_dates_are_written_out_as_far_as_they_are_known(issued: str, full: str, brief: str) -> None:
    source = changed(BARE, issued=issued)
    assert citation(source).endswith(f"”, {full}")
    assert byline(source) == f"Bridging the Divide, {brief}"


def test_a_doi_stands_in_for_a_url() -> None:
    assert citation(changed(BARE, doi="10.1/x")).endswith(", https://doi.org/10.1/x")
    assert citation(changed(BARE, doi="https://doi.org/10.1/x")).endswith("”, https://doi.org/10.1/x")
    assert citation(changed(BARE, doi="10.1/x", url="https://a.org")).endswith("”, https://a.org")


def test_a_byline_names_author_outlet_and_month() -> None:
    assert byline(ARTICLE) == "A. Kortunov, Guancha, Apr 2025"


@pytest.mark.parametrize(
    "title",
    [
        "Bridging the Divide - The Case", "Bridging the Divide — The Case", "Bridging the Divide—The Case",
        "Bridging the Divide: The Case", "Bridging the Divide",
    ],
)  # fmt: skip
def test_a_byline_without_an_author_has_the_title_without_its_subtitle(title: str) -> None:
    assert byline(changed(BARE, title=title, issued="2025-02")) == "Bridging the Divide, Feb 2025"


def test_below_a_title_nothing_says_the_title_again() -> None:
    assert byline_below_title(ARTICLE) == byline(ARTICLE)
    assert byline_below_title(changed(BARE, issued="2025-02")) == "Feb 2025"
    assert byline_below_title(changed(BARE, container_title="Bridging the Divide", issued="2025-02")) == "Feb 2025"
    assert byline_below_title(changed(BARE, container_title="The Post")) == "The Post"
    assert byline_below_title(BARE) == ""


def test_a_hyphen_within_a_word_parts_no_title() -> None:
    assert byline(changed(BARE, title="U.S.-Russia ties at 10:30")) == "U.S.-Russia ties at 10:30"


def test_many_authors_are_all_cited_and_the_first_stands_in_the_byline() -> None:
    names = tuple(Name(family=family, given="X") for family in ("One", "Two", "Three"))
    assert byline(changed(BARE, author=names[:2])) == "X. One and X. Two"
    assert byline(changed(BARE, author=names)) == "X. One et al."
    assert citation(changed(BARE, author=names)).startswith("X One, X Two and X Three, “")


def test_a_place_is_the_heading_and_the_paragraph() -> None:
    assert place(ARTICLE, "news/economic-relations/3") == "Economic Relations ¶3"
    assert place(ARTICLE, "news/2") == "¶2"
    assert place(ARTICLE, "news/section-3/1") == "经济 ¶1"


@pytest.mark.parametrize(
    "locator", ["news/elsewhere/1", "news/economic-relations/4", "news/3", "other/economic-relations/1"]
)
def test_a_place_that_the_outline_does_not_have_is_shown_as_written(locator: str) -> None:
    assert place(ARTICLE, locator) == locator
    assert f"translated by Ma Li, {locator}, https" in reference(ARTICLE, locator)


def test_a_reference_is_the_citation_with_section_and_paragraph() -> None:
    assert reference(ARTICLE, "news/economic-relations/3") == (
        "Andrei Kortunov, “How far? The ‘new’ thaw: a view”, Guancha, 23 April 2025, translated by Ma Li, "
        "section “Economic Relations”, paragraph 3, https://example.org/a"
    )
    assert reference(changed(BARE, outline=ARTICLE.outline), "bare/1").endswith("More”, paragraph 1")


TEXT = st.text(alphabet="aB :-", min_size=1).filter(str.strip)
NAMES = st.lists(st.builds(Name, family=st.none() | TEXT, given=st.none() | TEXT), max_size=3).map(tuple)


@given(
    st.fixed_dictionaries(
        {"author": NAMES, "translator": NAMES, "editor": NAMES}
        | {
            key: st.none() | TEXT
            for key in ("container_title", "publisher", "publisher_place", "volume", "issue", "page", "url", "doi")
        }
        | {"issued": st.sampled_from([None, "2025", "2025-04", "2025-04-23"])}
    )
)
def test_no_punctuation_dangles_whatever_is_missing(fields: dict[str, object]) -> None:
    source = changed(BARE, title="T", **fields)
    for line in (citation(source), byline(source)):
        assert line == line.strip()
        assert all(part.strip() for part in line.split(","))


def test_the_sample_briefing_reads_back_from_its_files_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = samples.write(samples.briefing(), tmp_path_factory.mktemp("sample"))
    assert Folder(folder).briefing() == samples.briefing()


@pytest.mark.parametrize(
    "address", ["https://example.org", "http://example.org/a?b#c", "HTTPS://EXAMPLE.ORG:8080/x", "https://例え.jp/页"]
)
def test_web_addresses_may_be_opened(address: str) -> None:
    assert is_openable(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "ftp://example.org", "file:///etc/passwd", "javascript:alert(1)", "https://", "https:///x",
        "https://example.org/a b", "https://example.org/\n-x", "https://example.org/\u202egpj", "--help", " https://a.b",
        "https://example.org/\x1b[31m", "mailto:a@example.org", "vbscript:http://example.org", "http://[x", "http://@/",
        "http://:80/", "http://a.b:x/", "http://example.org\uff0fa.b/", "http://example.org\\@a.b/",
        "http://" + "x" * 64,
    ],
)  # fmt: skip
def test_nothing_else_may_be_opened(address: str) -> None:
    assert not is_openable(address)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("http://example.org@a.b/", "a.b"),
        ("HTTPS://EXAMPLE.ORG:8080/x", "example.org"),
        ("http://ex\u0430mple.org/", "xn--exmple-4nf.org"),
        ("http://[::1]/", "::1"),
    ],
)
def test_the_host_is_told_in_ascii_so_that_look_alikes_are_seen(address: str, leads_to: str) -> None:
    assert host(address) == leads_to
