"""The words by which a thanks to reviewers is known: closed classes of words, never names of people.

English first; of other languages only what a one-sentence thanks needs. Every word is casefolded.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text that are parted by spaces."""
    return frozenset(text.split())


THANKS = words(
    "thanks thank thankyou thx tnx kudos props cheers gratitude grateful thankful indebted appreciate appreciates"
    " appreciated appreciation acknowledge acknowledges acknowledgements acknowledgments acknowledgement"
    " acknowledgment credit credits shout-out shout-outs shoutout shoutouts h/t s/o hat-tip merci remercie"
    " remercier remerciements danke dank danken gracias agradezco agradecimientos gràcies agraïments obrigado"
    " obrigada agradeço agradecimentos grazie ringrazio ringraziamenti bedankt dankwoord tack tackar takk takker"
    " tak dziękuję podziękowania díky děkuji ďakujem спасибо благодарю благодарность дякую kiitos köszönet hvala"
    " mulțumesc mulțumiri terima"
)
"""Single words that thank. ``THANKS_PAIRS`` are those that need two."""

THANKS_PAIRS = frozenset(
    (first, second)
    for first, second in (
        ("big", "up"),
        ("hat", "tip"),
        ("hats", "off"),
        ("shout", "out"),
        ("shouts", "out"),
        ("shout", "outs"),
        ("much", "obliged"),
        ("deeply", "obliged"),
        ("owe", "thanks"),
        ("mange", "tak"),
    )
)

AFTER_THANKS = words(
    "you to go goes gilt going went out all also so very much a lot again due is are be must extended extend too o"
    " goodness heartfelt and well deserved especially particularly kindly first foremost tons heaps million bunch"
    " an à ad aan till til at ai alla al alle allo dla der den dem geht gehen gehört la le los va vont vai vão"
    " ihnen euch dir ook auch aussi también também anche och også og y e et en und do da"
)
"""Words between the thanks and the names."""

JOINS = words("and & + und et y e och og i и та en plus as-well-as ja és și ve 和 と")
"""Words that join two names."""

CONNECTORS = words(
    "for who whom whose that which für fürs pour d'avoir d’avoir qui por pela pelo pelas pelos per voor för za за"
    " aus que che die der das кто który które där som ki quienes"
)
"""Words that begin the reason."""

RELATIVES = words("who whom whose that which qui quienes который которые som która który")
"""Connectors that make a sentence about the person."""

AFTER_NAMES = words("before prior ahead too respectively again both alike")
"""Words that may close a list of names."""

LED_BY = words(
    "to including incl include includes namely especially particularly notably specifically mainly mostly chiefly"
    " like thanking from by with both all also then finally lastly plus moreover furthermore additionally first"
    " second third last again e.g. i.e. eg ie dont notamment insbesondere vor incluindo incluyendo between besides"
)
"""Words that may stand before a name at the beginning of an item."""

INCLUDING = words(
    "including incl include includes namely especially particularly notably specifically like mainly mostly"
    " chiefly e.g. i.e. eg ie notamment insbesondere namentlich incluindo incluyendo dont among"
)
"""Words after a reason that say whom it is about."""

PARTICLES = words(
    "van von vom de del della delle degli dei di da do dos das du des der den ten ter het la le las los el al af"
    " av zu zum zur bin bint ibn ben abu ap y e und d' v. 't st. san santa zen op in"
)
"""Lower-case parts of surnames. The ambiguous ones (``y``, ``in``) are taken only after another particle."""

LONE_PARTICLES = PARTICLES - words("y e i und in op")

TITLES = words("dr dr. prof prof. professor mr mr. mrs mrs. ms ms. mx mx. sir dame dra dra. herr frau rev rev. ing.")

SUFFIXES = words(
    "jr jr. sr sr. ii iii iv phd ph.d ph.d. md m.d m.d. ma m.a m.a. msc m.sc m.sc. ms m.s. m.s bsc b.sc b.sc. ba"
    " b.a. b.a mba m.b.a. m.b.a esq esq. jd j.d. j.d dphil d.phil. d.phil llm ll.m. cissp oscp mph dsc d.sc. rn pe"
    " obe mbe cbe frs"
)

ABBREVIATIONS = words(
    "dr prof mr mrs ms mx jr sr st ste rev hon sen gov gen col capt lt vs etc cf al inc ltd corp co e.g i.e eg ie"
    " no dra ing z.b bzw ca approx dept univ fig vol pp ed eds"
)
"""Words whose dot ends no sentence."""

STARTERS = words(
    "the this these that those i we they he she it you my our their all any some many most every everyone thanks"
    " thank special also if in on at for as and but so however of to with without please note photo see discuss"
    " read there here what when while after before since because both each finally lastly additionally errors"
    " mistakes remaining an a your his her its not no"
)
"""Words that, capitalised after a dot, begin a sentence rather than go on with a name."""

NO_NAMES = STARTERS | words(
    "who whom whose which by from about into over under more very special huge big massive warm warmest heartfelt"
    " sincere deepest deep enormous great extra hearty many much last first second third again lots tons dear hi"
    " hello hey yes thanks re via per other others another nobody somebody someone anybody anyone everybody none"
    " one two three four five six several few us me them him myself you're i'm i've i'd we're we've let such thus"
    " hence both either neither during through throughout until though although even still just only then than or"
    " nor yet too is are was were be been being has have had do does did can could would should may might must"
    " shall will credit credits acknowledgements acknowledgments reviewers reviewer reviewed editor editors edited"
    " proofread draft drafts statement today yesterday tomorrow now later recently previously originally initially"
    " eventually overall truly really additional further"
)
"""Words that are no name even when capitalised (at the beginning of a sentence)."""

OPENERS = words(
    "ask contact email mail ping follow vote see read join support meet watch visit check find tell send call"
    " write give consider elect choose pick nominate endorse ich je yo eu io ik jag jeg wir nous"
)
"""Words that are no name when they begin a sentence."""

CROWD = words(
    "people folk folks everyone everybody anyone someone all team teams member members colleague colleagues"
    " coworker coworkers co-worker co-workers friend friends family community communities group groups committee"
    " committees others other many several some few various countless numerous participant participants"
    " contributor contributors reviewer reviewers proofreader proofreaders reader readers editor editors voter"
    " voters those person persons maintainer maintainers mentor mentors peer peers developers users user ones wife"
    " husband partner spouse girlfriend boyfriend mom mum dad mother father parents brother sister kids son"
    " daughter manager managers boss lead leads staff volunteer volunteers bunch handful number lot couple alumni"
    " engineers organizers organisers attendees list company employer management legal marketing hr more rest bros"
    " pals buddies mates candidates nominees collaborators co-authors coauthors authors students lawyers lawyer"
    " teammates teammate circle crew crowd core al al. following pythonistas rustaceans gophers nominators"
    " endorsers supporters leadership beta helpers experts etc"
)
"""Words for people without a name."""

NICK_STOPS = words(
    "time luck coffee god support feedback help work patience advice guidance opportunity encouragement"
    " consistency honesty trust kindness reviews drafts comments edits suggestions input effort efforts insight"
    " insights love chance life experience energy thoughts ideas wisdom generosity sponsors github google internet"
)
"""Lower-case words that are no nickname although they stand where one could."""

PEOPLE_LEADS = words(
    "friend friends colleague colleagues bro bros pal pals buddy buddies mate mates teammate teammates coworker"
    " coworkers co-worker co-workers wife husband partner spouse mentor mentors manager boss lead reviewer"
    " reviewers proofreader proofreaders reader readers editor editors collaborator collaborators co-author"
    " co-authors coauthor brother sister mother father mom mum dad son daughter boyfriend girlfriend fiancé"
    " fiancée cousin nominator sponsor predecessor successor co-chair chair co-organizer co-founder cofounder peer"
    " peers member members maintainer maintainers folks people gentleman gentlemen lady ladies duo pair trio"
    " developers engineers neighbour neighbor roommate human humans freund freunde kollegin kollege kollegen"
    " kolleginnen amis ami amie collègue collègues amigos amigo amiga colega colegas person persons following"
    " likes"
)
"""Nouns after which a name may follow without a comma ("my friends Ada and Bo")."""

LEAD_ADJECTIVES = words(
    "wonderful amazing brilliant excellent lovely great fantastic incredible awesome dear kind good patient"
    " tireless ever-helpful helpful generous inimitable indefatigable talented thoughtful fabulous marvellous"
    " marvelous esteemed one only always incomparable legendary eagle-eyed sharp-eyed mighty fine inestimable"
    " remarkable smart wise very most late former current sweet gracious super"
)

LEAD_START = words(
    "my our the their his her fellow a an both dear good old also to from by with including especially"
    " particularly long-time longtime former current reviewers proofreaders friends colleagues mein meine meinen"
    " mes mon ma mis mi meus minhas"
)

ORGANISATION = words(
    "council committee team teams foundation board community group society association inc inc. ltd ltd. llc gmbh"
    " corp corporation company university institute project projects working wg sig tc tsc toc psf cncf department"
    " lab labs software systems technologies consortium collective federation network alliance initiative program"
    " programme agency office conference summit slack discord channel forum list subreddit reddit github gitlab"
    " twitter google microsoft voters readers members maintainers contributors users people folks friends family"
    " everyone guild crew chapter committees groups coordinators moderators organizers organisers volunteers"
    " church school college press bootcamp club party union congress parliament government ministry bank fund"
    " trust commission bureau staff legal marketing hr"
)
"""Words that make a capitalised run the name of a group."""

PLACEHOLDERS = words(
    "todo tbd tba fixme xxx xxxx placeholder placeholders firstname lastname surname your someone somebody"
    " reviewer reviewers colleague colleagues username lorem tk tktk foobar fullname redacted your-handle"
    " github-handle githubhandle yourhandle your-username github-username githubusername reviewer-handle reviewer1"
    " reviewer2 reviewer3 handle1 handle2 user1 user2 name1 name2 n/a"
)
"""A name with one of these was never filled in. ``WEAK_PLACEHOLDERS``: a name of nothing else."""

WEAK_PLACEHOLDERS = words(
    "name names person people user handle nobody foo bar baz example sample nickname anonymous insert blank none"
    " unknown pending forename first last middle full here a b c x y z 1 2 3 i ii iii and or"
)

DUMMIES = frozenset(
    {("jane", "doe"), ("john", "doe"), ("first", "last"), ("max", "mustermann"), ("erika", "mustermann")}
)

MACHINES = words(
    "claude chatgpt gpt openai copilot gemini bard cipher coderabbit grammarly llama mistral deepseek grok"
    " perplexity llm llms ai bot chatbot gpt-3 gpt-3.5 gpt-4 gpt-4o gpt-5 gpt4 gpt5 codex cursor devin qwen"
    " languagetool deepl anthropic notebooklm hemingway prowritingaid siri alexa vale dependabot ki kimi sonnet"
    " opus haiku"
)
"""Programs that review texts. One is a person only when a surname follows ("Claude Monet")."""

MACHINE_ENDS = words("ai gpt llm copilot bot chatbot")

MACHINE_TAILS = words("ai code opus sonnet haiku pro plus turbo flash mini bot llm advanced assistant agent chat large")
