"""An invented election with the people who break pages: long names, other scripts, a very long statement, twins."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from html import escape

from msgspec.structs import replace

from nomflow.core.election.choices import ContestOutcome, Distinct
from nomflow.core.markdown.html_headings import Entry
from nomflow.core.site.site import (
    CandidatePage,
    Change,
    ChangeKind,
    ComparedTopic,
    DiffLine,
    ElectionPage,
    FreezeReference,
    Gone,
    Help,
    Leaving,
    Milestone,
    MilestoneKind,
    NamedPerson,
    Order,
    OrderRule,
    OrganisationPage,
    PersonalLink,
    Phase,
    Question,
    QuestionAnswer,
    Race,
    RenderedText,
    RepositoryLink,
    Site,
    Slots,
    StatementSource,
    Translation,
    VotingNotes,
)

BUILT = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
COMMIT = "5f2d9c0b7a4e61388d1c02f9be7764a0c3d5e1f7"
REPOSITORY = "https://github.com/riverbend/elections"

_LONG = (
    "The archive holds eleven years of decisions, and most of them can be found only by people who were in the room.",
    "I began indexing them because a newcomer asked me why we release in odd months, and I did not know.",
    "It turned out that nobody knew: the person who chose it had left, and the mail had been lost with a list server.",
    "A community that cannot say why it does something cannot decide to stop doing it.",
    "So I would ask the council to write down, with every decision, what would have to change for us to reopen it.",
    "That is one sentence more than we write now, and it costs a minute.",
    "The second thing I care about is who answers the phone when something breaks on a holiday.",
    "Last winter it was the same two people four times, and both of them have told me that they are tired.",
    "We have money for a small rota, and we have never asked the members whether they would rather spend it on that.",
    "I would ask them.",
    "Third, our mirrors: nine of them are run by one university, and its rector retires next year.",
    "I have spoken with two others, and one has offered a rack, a network and a person who wants to learn.",
)


def statement(*parts: str | tuple[int, str, str], language: str = "") -> RenderedText:
    """A statement from paragraphs, ``<…>`` blocks, and headings as (level, id, text)."""
    html, headings = [], []
    for part in parts:
        if isinstance(part, tuple):
            level, id, text = part
            headings.append(Entry(level, f"s-{id}", text))
            html.append(f'<h{level} id="s-{id}">{escape(text)}</h{level}>')
        else:
            html.append(part if part.startswith("<") else f"<p>{part}</p>")
    text = "\n".join(html)
    return RenderedText(text, len(re.sub("<[^>]*>", " ", text).split()), tuple(headings), language)


def source(id: str, number: int) -> StatementSource:
    path = f"nominations/2026-council/{id}.md"
    digest = sha256(id.encode()).hexdigest()
    return StatementSource(
        path=path,
        commit=COMMIT,
        blob=digest[:40],
        sha256=digest,
        url=f"{REPOSITORY}/blob/{COMMIT}/{path}",
        pull_request=number,
        pull_request_url=f"{REPOSITORY}/pull/{number}",
    )


def people() -> tuple[CandidatePage, ...]:
    return (
        CandidatePage(
            id="marisol-q",
            name="Marisol Quintanilla",
            handle="Marisol-Q",
            statement=statement(
                "I have kept the riverbend build farm running since its third winter, mostly from a kitchen table. "
                "I stand because the people who review our patches are fewer than the people who send them.",
                (3, "what-i-have-done", "What I have done"),
                "<ul>\n<li>moved the farm from one donated server to nine</li>\n"
                "<li>wrote the handbook that new maintainers start from</li>\n"
                "<li>mentored six people, four of whom still review every week</li>\n</ul>",
                'Most of it is on <a href="https://example.org/farm" rel="nofollow ugc noopener">the farm’s page</a>.',
                (3, "what-i-would-do", "What I would do"),
                "Pay for review. A patch that waits for a month is a contributor who does not come back, and we have "
                "counted them: of the people who waited longer than three weeks, one in nine sent a second patch.",
                "<blockquote>\n<p>We cannot ask for more hours from people who already give their evenings.</p>\n"
                "</blockquote>",
                (4, "where-the-money-comes-from", "Where the money comes from"),
                "From the conference surplus, which has stood at about a third of our budget for four years.",
                (3, "thanks", "Thanks"),
                "<p><em>Thanks to Ines Varga and Tobias Lindqvist for reviewing drafts of this statement.</em></p>",
            ),
            affiliation="Alder Street Cooperative",
            affiliation_at=datetime(2026, 7, 22, tzinfo=UTC),
            summary="I stand because the people who review our patches are fewer than the people who send them.",
            pronouns="she/her",
            pronunciation="mah-ree-SOL keen-tah-NEE-yah",
            conflicts=("Alder Street Cooperative hosts two of our mirrors.",),
            links=(
                PersonalLink("GitHub", "https://github.com/Marisol-Q"),
                PersonalLink("Website", "https://marisol.example.org/"),
                PersonalLink("not a link", "javascript:alert(1)"),
            ),
            endorsers=(
                NamedPerson("pavo-r", "Pavo Rantanen", "Lumen Works", f"{REPOSITORY}/pull/12#pullrequestreview-1"),
                NamedPerson("dkessler", "Dana Kessler", "Independent", f"{REPOSITORY}/pull/12#issuecomment-2"),
                NamedPerson("amwale", "", "Kisima Data", f"{REPOSITORY}/pull/12#issuecomment-3"),
            ),
            reviewers=(
                NamedPerson("ivarga", "Ines Varga", "", f"{REPOSITORY}/pull/12#pullrequestreview-4"),
                NamedPerson("tobli", "Tobias Lindqvist", "", f"{REPOSITORY}/pull/12#pullrequestreview-5"),
            ),
            history=(
                Change(
                    kind=ChangeKind.SUBMITTED, at=datetime(2026, 7, 22, 8, 4, tzinfo=UTC), url=f"{REPOSITORY}/pull/12"
                ),
                Change(
                    kind=ChangeKind.ACCEPTED, at=datetime(2026, 7, 29, 15, 0, tzinfo=UTC), url=f"{REPOSITORY}/pull/12"
                ),
                Change(
                    kind=ChangeKind.AMENDED,
                    at=datetime(2026, 8, 2, 10, 30, tzinfo=UTC),
                    words="The surplus is a third, not a half.",
                    by="Marisol-Q",
                    url=f"{REPOSITORY}/pull/31/files",
                    amends_final=True,
                    difference=(
                        DiffLine("-", "which has stood at about a half of our budget"),
                        DiffLine("+", "which has stood at about a third of our budget"),
                        DiffLine(" ", "for four years."),
                    ),
                ),
            ),
            source=source("marisol-q", 12),
            incumbent=True,
            translations=(
                Translation(
                    statement(
                        "Ich halte die Rechner von Riverbend seit dem dritten Winter am Laufen, meist vom Küchentisch."
                        " Ich trete an, weil weniger Menschen Beiträge durchsehen, als welche schicken.",
                        (3, "was-ich-getan-habe", "Was ich getan habe"),
                        "Von einem geliehenen Server auf neun, und das Handbuch dazu.",
                        (3, "was-ich-tun-will", "Was ich tun will"),
                        "Das Durchsehen bezahlen.",
                        language="de",
                    ),
                    source("marisol-q.de", 12),
                    "Ich trete an, weil weniger Menschen Beiträge durchsehen, als welche schicken.",
                ),
                Translation(
                    statement(
                        "أحافظ على تشغيل مزرعة البناء منذ شتائها الثالث.",
                        (3, "ma-saafal", "ما سأفعله"),
                        "سأدفع مقابل المراجعة.",
                        language="ar",
                    ),
                    source("marisol-q.ar", 12),
                ),
            ),
        ),
        CandidatePage(
            id="tane",
            name="Tane",
            handle="tane",
            statement=statement(
                (3, "what-i-would-do", "What I would do"),
                "Fewer meetings, shorter minutes, and every decision with the name of the person who will do it. "
                "The council met for sixty hours last year and closed eleven of its forty actions.",
                (3, "what-i-have-done", "What I have done"),
                "Three years as release manager. I shipped fourteen of sixteen releases on the day we had announced.",
            ),
            affiliation="",
            summary="Fewer meetings, shorter minutes, and every decision with the name of the person who will do it.",
            source=source("tane", 13),
        ),
        CandidatePage(
            id="konstantina-p",
            name="Konstantina Alexandra Papadimitriou-Wannenmacher von der Hohenlohe-Schillingsfürstenau, Younger",
            handle="konstantina-p",
            statement=statement(
                "My name does not fit on your conference badge, and neither does my list of open pull requests.",
                (3, "goals", "Goals"),
                "<ol>\n<li>One place for decisions.</li>\n<li>One calendar.</li>\n<li>One kitchen rota.</li>\n</ol>",
                (3, "background", "Background"),
                "I maintain <code>a-package-with-a-name-that-does-not-break-anywhere-because-it-has-no-spaces-at-all"
                "</code> and two more.",
                "<pre><code>for room in rooms:\n&#10;    room.lights.off()\n</code></pre>",
                "<table><thead><tr><th>Year</th><th>Talks given</th><th>Workshops held</th><th>Patches reviewed</th>"
                "</tr></thead><tbody><tr><td>2024</td><td>3</td><td>1</td><td>214</td></tr>"
                "<tr><td>2025</td><td>5</td><td>2</td><td>301</td></tr></tbody></table>",
                "<details><summary>Every talk</summary>\n<p>Oulu, Graz, Coimbra, Tartu, Ghent, Bergen, Porto, Lviv.</p>"
                "</details>",
            ),
            affiliation="Institut für Verwaltungsinformatik der Landeshauptstadt und angrenzender Gemeinden",
            summary="My name does not fit on your conference badge, and neither does my list of open pull requests.",
            source=source("konstantina-p", 14),
        ),
        CandidatePage(
            id="yusra-h",
            name="يسرا الحدّاد",
            handle="yusra-h",
            statement=statement(
                "أترشّح لأن الترجمة ليست عملًا ثانويًا. نصف من يستخدم برامجنا لا يقرأ الإنجليزية، ولا أحد منهم في المجلس.",
                (3, "what-i-would-do", "ما سأفعله"),
                "<ul>\n<li>ميزانية ثابتة للمترجمين</li>\n<li>اجتماع مفتوح كل شهرين</li>\n</ul>",
                (3, "what-i-have-done", "ما فعلته"),
                "قدت فريق الترجمة العربية خمس سنوات، وأكملنا <code>riverbend 4.2</code> قبل الإنجليزية بيوم.",
                language="ar",
            ),
            affiliation="مكتبة النهر",
            summary="أترشّح لأن الترجمة ليست عملًا ثانويًا.",
            source=source("yusra-h", 15),
        ),
        CandidatePage(
            id="lin-xw",
            name="林晓雯",
            handle="lin-xw",
            statement=statement(
                "我参加竞选,是因为我们的文档仍然假设读者已经知道答案。",
                (3, "what-i-would-do", "我想做的事"),
                "<p>把每一份文档交给一个第一次使用它的人,然后修改他停下来的地方。</p>",
                language="zh-Hans",
            ),
            affiliation="青石数据",
            summary="我参加竞选,是因为我们的文档仍然假设读者已经知道答案。",
            source=source("lin-xw", 16),
        ),
        CandidatePage(
            id="o-brennan",
            name="Oisín “Osh” Brennan",
            handle="O-Brennan",
            statement=statement(
                "I am an archivist. I would like the council to remember what it decided.",
                (3, "background", "Background & experience"),
                *(" ".join(_LONG[(step + place) % 12] for place in range(6)) for step in range(6)),
                (3, "what-i-would-do", "What I would do"),
                *(" ".join(_LONG[(step * 5 + place) % 12] for place in range(5)) for step in range(8)),
                (4, "the-rota", "The rota"),
                *(" ".join(_LONG[(step * 7 + place) % 12] for place in range(6)) for step in range(6)),
                (3, "conclusion", "Conclusion"),
                " ".join(_LONG[:4]),
            ),
            affiliation="County Archive",
            summary="I am an archivist. I would like the council to remember what it decided.",
            conflicts=("none",),
            endorser_count=4,
            source=source("o-brennan", 17),
        ),
        CandidatePage(
            id="tane-2",
            name="Tane",
            handle="tane-2",
            statement=statement("I am the other Tane. Vote for either of us, but read both statements."),
            affiliation="Harbour Mesh",
            summary="I am the other Tane. Vote for either of us, but read both statements.",
            source=source("tane-2", 18),
        ),
        CandidatePage(
            id="bo-l",
            name="Bo Lindahl",
            handle="bo-l",
            statement=statement("I wanted to look after our mirrors."),
            affiliation="Lumen Works",
            summary="I wanted to look after our mirrors.",
            source=source("bo-l", 19),
            gone=Gone(
                why=Leaving.WITHDRAWN,
                at=datetime(2026, 8, 2, tzinfo=UTC),
                reason="I have taken a new job and lack the hours.",
            ),
            history=(Change(kind=ChangeKind.WITHDRAWN, at=datetime(2026, 8, 2, tzinfo=UTC)),),
        ),
        CandidatePage(
            id="r-ashdown",
            name="R. Ashdown",
            handle="r-ashdown",
            statement=statement("I was an officer of this election until June."),
            summary="I was an officer of this election until June.",
            source=source("r-ashdown", 20),
            gone=Gone(
                why=Leaving.DISQUALIFIED,
                at=datetime(2026, 8, 1, tzinfo=UTC),
                reason="Officers may not stand in the election they prepared (rule 7).",
                notice_url=f"{REPOSITORY}/issues/21",
                appeal_until=datetime(2026, 8, 8, 12, 0, tzinfo=UTC),
            ),
        ),
    )


def milestones() -> tuple[Milestone, ...]:
    return (
        Milestone(step=MilestoneKind.NOMINATIONS_OPEN, at=datetime(2026, 7, 1, tzinfo=UTC)),
        Milestone(step=MilestoneKind.NOMINATIONS_CLOSE, at=datetime(2026, 8, 1, 11, 59, 59, tzinfo=UTC), zone="AoE"),
        Milestone(step=MilestoneKind.LIST_PUBLISHED, at=datetime(2026, 8, 3, 9, tzinfo=UTC)),
        Milestone(
            step=MilestoneKind.OTHER, at=datetime(2026, 8, 6, 17, tzinfo=UTC), title="Open hour with all candidates"
        ),
        Milestone(step=MilestoneKind.VOTING_OPENS, at=datetime(2026, 8, 10, tzinfo=UTC)),
        Milestone(step=MilestoneKind.VOTING_CLOSES, at=datetime(2026, 8, 25, 11, 59, 59, tzinfo=UTC), zone="AoE"),
    )


def answer(question: int, id: str, *parts: str | tuple[int, str, str], language: str = "") -> QuestionAnswer:
    words = statement(*parts, language=language) if parts else None
    return QuestionAnswer(id, file_of(f"{question}/{id}"), words)


def file_of(name: str) -> StatementSource:
    path, digest = f"questions/2026-council/{name}.md", sha256(name.encode()).hexdigest()
    return StatementSource(path=path, commit="", blob=digest[:40], sha256=digest, url=f"{REPOSITORY}/blob/HEAD/{path}")


def questions() -> tuple[Question, ...]:
    """One that nearly everybody answered, one with hard words in it, and one that nobody did."""
    return (
        Question(
            number=3,
            slug="rota",
            title="Who answers the phone when something breaks on a holiday, and who pays for it?",
            source=file_of("3-rota"),
            text=statement("Last winter it was the same two people four times."),
            asked_by="Pavo Rantanen",
            asked_at=f"{REPOSITORY}/discussions/41",
            answers=(
                answer(
                    3, "marisol-q", "A rota of six, paid by the hour.", (4, "cost", "What it costs"), "4,000 a year."
                ),
                answer(3, "tane", "Volunteers, with a phone that is switched off at night."),
                answer(3, "o-brennan", *(" ".join(_LONG[place : place + 4]) for place in range(8))),
                answer(3, "yusra-h", "مناوبة مدفوعة الأجر لستة أشخاص.", language="ar"),
                answer(3, "lin-xw"),
            ),
        ),
        Question(
            number=12,
            slug="mirrors",
            title="a-word-that-does-not-break-anywhere-because-it-has-no-spaces-and-is-as-long-as-a-sentence-of-that-length",
            source=file_of("12-mirrors"),
            answers=(
                answer(
                    12,
                    "konstantina-p",
                    "<pre><code>rsync --archive --delete --human-readable mirror.example.org::all</code></pre>",
                ),
            ),
        ),
        Question(number=40, slug="nobody", title="Will you answer questions?", source=file_of("40-nobody")),
    )


def council() -> ElectionPage:
    return ElectionPage(
        id="2026-council",
        title="Council election 2026",
        phase=Phase.PUBLISHED,
        races=(
            Race(
                seats=4,
                seats_in_all=9,
                term="two-year terms",
                candidates=people(),
                order=Order(
                    rule=OrderRule.DRAND,
                    seed="8f1a4c0d6e2b9573f0c1d8e7a6b5943210fedcba98765432100123456789abcd",
                    round=31_000_001,
                    rule_url=f"{REPOSITORY}/blob/{COMMIT}/nomflow.yml",
                ),
            ),
        ),
        milestones=milestones(),
        about="The council sets Riverbend’s budget, hires its staff and answers to its members.",
        voting=VotingNotes(
            method="Ranked",
            method_note="Schulze",
            voters="Members on 1 July 2026",
            roll_url=f"{REPOSITORY}/blob/{COMMIT}/roll.yml",
            exceptions_url=f"{REPOSITORY}/issues/new",
            exceptions_until=datetime(2026, 8, 5, 12, tzinfo=UTC),
            endorsements=3,
            distinct=Distinct.EMPLOYERS,
        ),
        help=Help(
            "elections@riverbend.example",
            report_url=f"{REPOSITORY}/issues/new?template=error.md",
            officers=(NamedPerson("hveb", "Hanna Vebjørnsen"), NamedPerson("s-okoro", "Samuel Okoro", "Kisima Data")),
        ),
        topics=(
            ComparedTopic("What they would do", ("What I would do", "Goals", "ما سأفعله", "我想做的事")),
            ComparedTopic(
                "What they have done", ("What I have done", "Background", "Background & experience", "ما فعلته")
            ),
        ),
        questions=questions(),
        rules_url=f"{REPOSITORY}/blob/main/RULES.md",
        not_qualified=2,
        history=(
            Change(
                kind=ChangeKind.EXTENDED,
                at=datetime(2026, 7, 30, tzinfo=UTC),
                words="GitHub could not be reached for six hours on 28 July.",
                url=f"{REPOSITORY}/issues/11",
            ),
        ),
        repository=RepositoryLink("riverbend/elections", REPOSITORY, COMMIT),
        record=FreezeReference(
            f"{REPOSITORY}/blob/{COMMIT}/record.json",
            sha256(b"record").hexdigest(),
            datetime(2026, 8, 1, 12, tzinfo=UTC),
        ),
        slots=Slots(footer="<p>Riverbend is a registered association in an invented country.</p>"),
    )


def several() -> ElectionPage:
    """An election with three races: enough people, as many as seats, and nobody. In German."""
    standing = [person for person in people() if person.gone is None]
    return ElectionPage(
        id="2025-kreise",
        title="Wahl der Arbeitskreise 2025",
        phase=Phase.RESULTS,
        races=(
            Race(id="technik", title="Arbeitskreis Technik", seats=2, candidates=tuple(standing[:3])),
            Race(
                id="tagung",
                title="Arbeitskreis Tagung",
                seats=2,
                candidates=tuple(standing[3:5]),
                then=ContestOutcome.NO_VOTE,
            ),
            Race(id="kasse", title="Kassenprüfung", candidates=(), then=ContestOutcome.APPOINT),
        ),
        milestones=(
            Milestone(step=MilestoneKind.VOTING_OPENS, at=datetime(2025, 2, 3, tzinfo=UTC)),
            Milestone(
                step=MilestoneKind.VOTING_CLOSES, at=datetime(2025, 2, 17, 22, 59, 59, tzinfo=UTC), zone="Europe/Berlin"
            ),
        ),
        language="de",
        results_url=f"{REPOSITORY}/blob/main/2025-kreise/ergebnis.md",
    )


def site(*elections: ElectionPage) -> Site:
    return Site(
        organisation=OrganisationPage(
            "Riverbend", "https://riverbend.example/", "A cooperative that makes software for libraries."
        ),
        elections=elections or (council(), several()),
        built=BUILT,
        base_url="https://elections.riverbend.example/",
        generator="nomflow 0.1.0",
        languages=("en", "de"),
        notice="Sample. These people, their words and this election are invented.",
    )


def with_people(election: ElectionPage, *candidates: CandidatePage) -> ElectionPage:
    """The election with other people in its first race."""
    return replace(election, races=(replace(election.races[0], candidates=candidates), *election.races[1:]))


def only(*candidates: CandidatePage) -> Site:
    """A site with the council election and just these people."""
    return site(with_people(council(), *candidates))
