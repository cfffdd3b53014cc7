"""The words by which a thanks to reviewers is known: closed classes of words, never names of people.

English first; of other languages only what a one-sentence thanks needs. Every word is casefolded.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


THANKS = _words(
    "thanks thank thankyou thx tnx kudos props cheers gratitude grateful thankful indebted appreciate appreciates"
    " appreciated appreciation acknowledge acknowledges acknowledgements acknowledgments acknowledgement acknowledgment"
    " credit credits shout-out shout-outs shoutout shoutouts h/t s/o hat-tip merci remercie remercier remerciements danke"
    " dank danken gracias agradezco agradecimientos gràcies agraïments obrigado obrigada agradeço agradecimentos grazie"
    " ringrazio ringraziamenti bedankt dankwoord tack tackar takk takker tak dziękuję podziękowania díky děkuji ďakujem"
    " спасибо благодарю благодарность дякую kiitos köszönet hvala mulțumesc mulțumiri terima"
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

AFTER_THANKS = _words(
    "you to go goes going went out all also so very much a lot again due is are be must extended extend too o"
    " goodness heartfelt and well deserved especially particularly kindly first foremost tons heaps million bunch again"
    " an à a ad aan till til at ai alla al alle allo dla der den dem geht gehen gehört la le los va vont vai vão ihnen"
    " euch dir ook auch aussi también também anche och och også og y e et en und do da"
)
"""Words between the thanks and the names."""

JOINS = _words("and & + und et y e och og i и та en plus as-well-as ja és și ve 和 と")
"""Words that join two names."""

CONNECTORS = _words(
    "for who whom whose that which für fürs pour d'avoir d’avoir qui por pela pelo pelas pelos per voor för za за"
    " aus que che die der das кто który które där som ki quienes"
)
"""Words that begin the reason."""

LED_BY = _words(
    "to including incl include includes namely especially particularly notably specifically mainly mostly chiefly"
    " like thanking from by with both all also then finally lastly plus moreover furthermore additionally first"
    " second third last again e.g. i.e. eg ie dont notamment insbesondere vor incluindo incluyendo between besides"
)
"""Words that may stand before a name at the beginning of an item."""

INCLUDING = _words(
    "including incl include includes namely especially particularly notably specifically like mainly mostly chiefly"
    " e.g. i.e. eg ie notamment insbesondere namentlich incluindo incluyendo dont among"
)
"""Words after a reason that say whom it is about."""

PARTICLES = _words(
    "van von vom de del della delle degli dei di da do dos das du des der den ten ter het la le las los el al af av zu"
    " zum zur bin bint ibn ben abu ap y e i und d' v. 't st. san santa ter zen op in"
)
"""Lower-case parts of surnames. The ambiguous ones (``y``, ``in``) are taken only after another particle."""

LONE_PARTICLES = PARTICLES - _words("y e i und in op")

TITLES = _words("dr dr. prof prof. professor mr mr. mrs mrs. ms ms. mx mx. sir dame dra dra. herr frau rev rev. ing.")

SUFFIXES = _words(
    "jr jr. sr sr. ii iii iv phd ph.d ph.d. md m.d m.d. ma m.a m.a. msc m.sc m.sc. ms m.s. m.s bsc b.sc b.sc. ba b.a."
    " b.a mba m.b.a. m.b.a esq esq. jd j.d. j.d dphil d.phil. d.phil llm ll.m. cissp oscp mph dsc d.sc. rn pe obe mbe"
    " cbe frs"
)

ABBREVIATIONS = _words(
    "dr prof mr mrs ms mx jr sr st ste rev hon sen gov gen col capt lt vs etc cf al inc ltd corp co e.g i.e eg ie no"
    " dra ing z.b bzw ca approx dept univ fig vol pp ed eds"
)
"""Words whose dot ends no sentence."""

STARTERS = _words(
    "the this these that those i we they he she it you my our their all any some many most every everyone thanks thank"
    " special also if in on at for as and but so however of to with without please note photo see any discuss read"
    " there here what when while after before since because both each finally lastly additionally errors mistakes"
    " remaining an a your his her its not no as"
)
"""Words that, capitalised after a dot, begin a sentence rather than go on with a name."""

NO_NAMES = STARTERS | _words(
    "who whom whose which by from about into over under more very special huge big massive warm warmest heartfelt sincere"
    " deepest deep enormous great extra hearty many much last first second third again lots tons again dear hi hello hey"
    " yes thanks re via per other others another nobody somebody someone anybody anyone everybody none one two three four"
    " five six several few us me them him myself you're i'm i've i'd we're we've let such thus hence first both either"
    " neither during through throughout until though although even still just only then than or nor yet too is are was"
    " were be been being has have had do does did can could would should may might must shall will credit credits"
    " acknowledgements acknowledgments reviewers reviewer reviewed editor editors edited proofread draft drafts statement"
    " today yesterday tomorrow now later recently previously originally initially eventually overall truly really"
    " additional further"
)
"""Words that are no name even when capitalised (at the beginning of a sentence)."""

OPENERS = _words(
    "ask contact email mail ping follow vote see read join support meet watch visit check find tell send call write give"
    " consider elect choose pick nominate endorse ich je yo eu io ik jag jeg wir nous"
)
"""Words that are no name when they begin a sentence."""

CROWD = _words(
    "people folk folks everyone everybody anyone someone all team teams member members colleague colleagues coworker"
    " coworkers co-worker co-workers friend friends family community communities group groups committee committees others"
    " other many several some few various countless numerous participant participants contributor contributors reviewer"
    " reviewers proofreader proofreaders reader readers editor editors voter voters those person persons maintainer"
    " maintainers mentor mentors peer peers developers users user ones wife husband partner spouse girlfriend boyfriend"
    " mom mum dad mother father parents brother sister kids son daughter manager managers boss lead leads staff"
    " volunteer volunteers bunch handful number lot couple alumni engineers organizers organisers attendees list"
    " company employer management legal marketing hr more rest bros pals buddies mates candidates nominees"
    " collaborators co-authors coauthors authors students lawyers lawyer teammates teammate circle crew crowd core al al. following"
    " pythonistas rustaceans gophers nominators endorsers supporters leadership beta helpers experts etc"
)
"""Words for people without a name."""

NICK_STOPS = _words(
    "time luck coffee god support feedback help work patience advice guidance opportunity encouragement consistency"
    " honesty trust kindness reviews drafts comments edits suggestions input effort efforts insight insights love"
    " chance life experience energy thoughts ideas wisdom generosity sponsors github google internet"
)
"""Lower-case words that are no nickname although they stand where one could."""

PEOPLE_LEADS = _words(
    "friend friends colleague colleagues bro bros pal pals buddy buddies mate mates teammate teammates coworker coworkers"
    " co-worker co-workers wife husband partner spouse mentor mentors manager boss lead reviewer reviewers proofreader"
    " proofreaders reader readers editor editors collaborator collaborators co-author co-authors coauthor brother sister"
    " mother father mom mum dad son daughter boyfriend girlfriend fiancé fiancée cousin nominator sponsor predecessor"
    " successor co-chair chair co-organizer co-founder cofounder peer peers member members maintainer maintainers folks"
    " people gentleman gentlemen lady ladies duo pair trio developers engineers neighbour neighbor roommate human humans"
    " freund freunde kollegin kollege kollegen kolleginnen amis ami amie collègue collègues amigos amigo amiga colega"
    " colegas person persons following likes"
)
"""Nouns after which a name may follow without a comma ("my friends Ada and Bo")."""

LEAD_ADJECTIVES = _words(
    "wonderful amazing brilliant excellent lovely great fantastic incredible awesome dear kind good patient tireless"
    " ever-helpful helpful generous inimitable indefatigable talented thoughtful fabulous marvellous marvelous esteemed"
    " one only always incomparable legendary eagle-eyed sharp-eyed mighty fine inestimable remarkable smart wise"
    " very most late former current sweet gracious super"
)

LEAD_START = _words(
    "my our the their his her fellow a an both dear good old also to from by with including especially particularly"
    " long-time longtime former current reviewers proofreaders friends colleagues mein meine meinen mes mon ma mis mi"
    " meus minhas"
)

ORGANISATION = _words(
    "council committee team teams foundation board community group society association inc inc. ltd ltd. llc gmbh corp"
    " corporation company university institute project projects working wg sig tc tsc toc psf cncf department lab labs"
    " software systems technologies consortium collective federation network alliance initiative program programme"
    " agency office conference summit slack discord channel forum list subreddit reddit github gitlab twitter google"
    " microsoft voters readers members maintainers contributors users people folks friends family everyone guild crew"
    " chapter committees groups coordinators moderators organizers organisers volunteers church school college press"
    " bootcamp club party union congress parliament government ministry bank fund trust commission bureau staff"
    " legal marketing hr"
)
"""Words that make a capitalised run the name of a group."""

PLACEHOLDERS = _words(
    "todo tbd tba fixme xxx xxxx placeholder placeholders firstname lastname surname your someone somebody reviewer"
    " reviewers colleague colleagues username lorem tk tktk foobar fullname redacted your-handle github-handle"
    " githubhandle yourhandle your-username github-username githubusername reviewer-handle reviewer1 reviewer2 reviewer3"
    " handle1 handle2 user1 user2 name1 name2 n/a"
)
"""A name with one of these was never filled in. ``WEAK_PLACEHOLDERS``: a name of nothing else."""

WEAK_PLACEHOLDERS = _words(
    "name names person people user handle nobody foo bar baz example sample nickname anonymous insert blank none unknown"
    " pending forename first last middle full here a b c x y z 1 2 3 i ii iii and or"
)

DUMMIES = frozenset(
    {("jane", "doe"), ("john", "doe"), ("first", "last"), ("max", "mustermann"), ("erika", "mustermann")}
)

MACHINES = _words(
    "claude chatgpt gpt openai copilot gemini bard cipher coderabbit grammarly llama mistral deepseek grok perplexity"
    " llm llms ai bot chatbot gpt-3 gpt-3.5 gpt-4 gpt-4o gpt-5 gpt4 gpt5 codex cursor devin qwen languagetool deepl"
    " anthropic notebooklm hemingway prowritingaid siri alexa vale dependabot ki kimi sonnet opus haiku"
)
"""Programs that review texts. One is a person only when a surname follows ("Claude Monet")."""

MACHINE_ENDS = _words("ai gpt llm copilot bot chatbot")

MACHINE_TAILS = _words(
    "ai code opus sonnet haiku pro plus turbo flash mini bot llm advanced assistant agent chat large"
)

# --- what the reason is about -------------------------------------------------------------------------------------

PROOFREADING = _words(
    "proofreading proof-reading proofread proof-read proofreads proofed proofing copyediting copy-editing copyedit"
    " copyedits copyedited copy-edited copy-edits copy-edit beta-reading betareading sub-editing subediting line-editing"
    " gegenlesen gegengelesen korrekturlesen korrekturgelesen korrekturlesung durchsicht lektorat relecture relectures"
    " relu relue relus relues relire relecteurs revisión revisiones revisão revisões revisione proeflezen nalezen"
    " nagelezen proefgelezen korrekturläsning korrekturläst korrekturlesing korrekturlæsning gjennomlesing gennemlæsning"
    " genomläsning вычитку вычитка вычитали вычитал рецензию корректуру korektę korekturę korektury oikolukemisesta"
    " oikoluvusta lektorálás lektorálásért corrección correcció correção correzione correttura riletto rilettura"
)
"""Reviewing that needs no object: only texts are proofread."""

REVIEW = PROOFREADING | _words(
    "review reviews reviewing reviewed readings re-reviewing re-reviewed pre-reviewing peer-review peer-reviewed peer-reviewing"
    " reading read re-reading reread rereading edit edits editing edited comment comments commenting commented commentary"
    " critique critiques critiquing critiqued criticism criticisms feedback input suggestion suggestions thoughts advice"
    " notes remarks corrections checking checked double-checking double-checked sanity-checking vetting vetted fact-checking"
    " fact-checked inspecting scrutinizing scrutinising scrutiny polishing polished improving improved improvements"
    " tightening looking look looked going went skimming skimmed examining annotations annotating annotated nits nitpicks"
    " nitpicking refining refined observations recommendations"
    " lesen gelesen rückmeldung rückmeldungen anmerkungen kommentare hinweise lektüre prüfen prüfung kritik verbesserungen"
    " verbesserungsvorschläge lu lecture lire commentaires remarques retours corrigé corriger conseils"
    " revisar revisado revisada leer leído lectura comentarios sugerencias comentários sugestões ler lerem leitura revisarem"
    " revisto rever reverem leggere letto lettura commenti suggerimenti osservazioni revisionato rivedere rivisto lezen"
    " gelezen opmerkingen läsa läste läst lese lest læse læst synpunkter kommentarer tilbakemeldinger tilbagemeldinger"
    " прочтение чтение отзывы отзыв замечания проверку комментарии uwagi przeczytanie komentarze korrektur"
)
"""Words of reviewing that need the text as their object."""

FIXING = _words(
    "fixing fixed catching caught spotting spotted correcting corrected finding found flagging flagged weeding ironing"
    " checking checked polishing polished editing edited tidying cleaning pointing noticing"
)
"""Words that, with a word of ``LANGUAGE``, are about a text."""

STRONG_REVIEW = PROOFREADING | _words("review reviews reviewing reviewed peer-review peer-reviewing re-reviewing")

READER_KINDS = _words("beta early first draft advance test proof")

AFFILIATED = _words("of from at @ on with over in aka a.k.a. alias née von aus bei chez de del da van")
"""Words between a name and what is said about the person."""

ROLES = _words(
    "cto ceo cfo coo cio vp ptl president chair director professor lead leader maintainer engineer founder co-founder"
    " author editor head manager developer architect advocate consultant scientist researcher lecturer secretary treasurer"
    " librarian student officer coordinator representative journalist writer contributor fellow"
)
"""What follows a name after a comma and is no name."""

REVIEWER_NOUNS = _words(
    "reviewers reviewer proofreaders proofreader proof-readers proof-reader copyeditors copyeditor copy-editors"
    " beta-readers beta-reader reviewing proofreading"
)

DRAFTS = _words(
    "draft drafts draughts entwurf entwürfe entwürfen entwurfs rohfassung brouillon brouillons ébauche ébauches borrador"
    " borradores esborrany esborranys rascunho rascunhos bozza bozze concept concepten kladde utkast utkastet udkast"
    " черновик черновика черновики черновиков чернетку szkic szkicu szkice szkiców pre-draft predraft"
)

VERSIONS = _words(
    "version versions iteration iterations revision revisions edition copy copies outline outlines sketch incarnation"
    " incarnations form forms cut cuts fassung fassungen versionen versione versioni versión versiones versão versões"
    " versie versies proofs preview previews"
)

EARLY = _words(
    "early earlier earliest previous initial preliminary first prior older rough raw advance pre-publication frühe früher"
    " früheren frühen erste ersten première premières premiers preliminar primera primeras primeros primeira primeiras"
    " prime prima eerdere eerste tidiga tidlige pre-release in-progress unfinished late almost-final near-final penultimate"
    " final second"
)

TEXTS = _words(
    "post posts blogpost blog pep statement statements article articles nomination essay essays platform proposal"
    " candidacy page document doc paper manuscript text note letter manifesto bio biography profile application"
    " submission piece writeup write-up readme guide chapter report rfc introduction intro pitch announcement message"
    " story newsletter thread answers tutorial memo column entry self-nomination declaration pledge whitepaper blurb"
    " material book thesis dissertation preprint howto how-to primer post-mortem postmortem retrospective"
    " faq appeal screed rant"
    " texts textes texte texto textos testo tekst teksten texten teksten tekstu текст текста текстов beitrag beitrags"
    " beitrages artikel artikels stellungnahme erklärung kandidatur bewerbung billet artículo articulo entrada declaración"
    " declaration déclaration candidature candidatura declaração dichiarazione articolo artigo verklaring bericht inlägg"
    " inlägget innlegg innlegget indlæg indlægget artikeln artikkelen статьи статью заявления заявление пост поста"
    " oświadczenia oświadczenie artykuł artykułu wpisu tekstu publicación carta lettre brief publikation candidatures"
)
"""What the author calls the text at hand."""

OWN_TEXTS = _words(
    "pep statement nomination candidacy platform manifesto bio biography answers self-nomination write-up writeup text"
    " application profile article post essay manuscript declaration pledge pitch letter blurb position"
    " stellungnahme kandidatur bewerbung erklärung texte texto testo tekst text candidature candidatura declaración"
    " déclaration declaração dichiarazione verklaring artikel artikels beitrag beitrags artículo articolo artigo entwurf"
    " article billet inlägget innlegget indlægget utkastet"
)
"""Texts that may be called "my …" or "the …" when they are the one at hand."""

AUTHORING = _words(
    "writing wrote written write co-writing cowriting co-wrote creating created preparing prepared producing produced"
    " drafting drafted drafts-writing starting started translating translated typing authoring authored co-authoring"
)
"""What one does to a draft when it is one's own."""

LANGUAGE = _words(
    "english grammar spelling typos typo wording prose language punctuation phrasing orthography rechtschreibung"
    " grammatik tippfehler coquilles fautes errata writing german french spanish portuguese"
)
"""What is put right in a text and in nothing else."""

PARTS = _words(
    "text wording grammar language prose content contents structure clarity tone english argument arguments form"
)
"""What of a text is reviewed."""

TEXTS_OF_OTHERS = _words("application profile letter position pitch")
"""Texts that, with "the", are hardly the one at hand."""

SOFT_TEXTS = _words("work idea ideas thing series book proposal concept plan")

EVENTS = _words(
    "nomination candidacy campaign election candidature candidatura kandidatur platform proposal application"
)

THINGS = _words(
    "patch patches patchset patch-set patchsets series code codebase commit commits pr prs pull request requests merge"
    " change changes changeset changesets implementation implementations library libraries package packages module modules"
    " project projects feature features bug bugs issue issues ticket tickets driver drivers plugin plugins release"
    " releases test tests translation translations contribution contributions design designs api apis branch diff diffs"
    " kernel recipe port ports script scripts repository repo repos spec specs blueprint blueprints charter bylaws bylaw"
    " constitution policy policies software tool tools prototype docs documentation website backport backports talks"
    " papers books abstracts proposals mr mrs cve cves extension extensions app apps configuration wiki standard standards"
    " schema meeting"
)
"""What is reviewed too and is not the text at hand."""

DEMONSTRATIVES = _words(
    "this these present diesen dieses dieser diesem diese ce cet cette ces este esta estos estas deste desta este"
    " questo questa questi queste deze dit denna detta dette denne этот этого эту этой этом цей tego tę tej aquest"
    " aquesta"
)

POSSESSIVES = _words(
    "my our mein meine meinen meines meiner meinem unser mon ma mes notre nos mi mis nuestro meu minha meus minhas il"
    " mio mia miei mijn min mitt mit mine мой моего мою моей mój mojego mojej"
)

ARTICLES = _words("the le la les l el los las il lo gli i o os as het den det der die das des dem")

OF = _words("of for de des du del della dello delle do da dos das di von vom van av af for to d на для")

FUNCTION = (
    JOINS
    | CONNECTORS
    | DEMONSTRATIVES
    | POSSESSIVES
    | ARTICLES
    | OF
    | _words(
        "or but as before after prior when while in on at by from over during under until ahead and/or where with without"
        " within via through throughout though although if so to into upon about regarding concerning not only also too"
        " even it its their his her they he she we i you them me us an a is are was were be been has have had which all"
        " both each very really early again once twice despite amid earlier late recently here online offline together"
        " more most much just kindly carefully thoroughly patiently extensively avant bevor vor antes prima voordat"
        " helped made make makes making improved greatly and am im auf zu sur et sobre sobre su över om"
    )
)
"""Words after which no further noun belongs to the one before."""

BEFORE_RELEASE = _words(
    "publication publishing published publish publicly public posting posted submission submitting submitted live release"
    " veröffentlichung publicación publicação pubblicazione publicatie"
)

NEGATIONS = _words("not never without instead neither nor didn't didn’t haven't refused declined nicht pas")

MODALS = _words("will would should could can may might must shall won't please todo")

AUXILIARIES = _words(
    "has have had was were are is been kindly graciously generously patiently carefully thoroughly both all each also very"
    " so kind enough to good nice took takes the time who they he she have i've already then helpfully volunteered agreed"
    " helped helping made it by gave give gives giving provided provide providing offered offering contributed contributing"
    " shared sharing sent sending left leaving were me us with great careful useful valuable helpful invaluable excellent"
    " detailed thoughtful constructive insightful lots of tons some their his her a an early my of in and as many much"
    " did do really quickly thorough extensive substantial extremely incredibly privately independently"
    " together generous critical editorial additional on technical"
)
"""Words that may stand between a subject and its verb of reviewing."""

PARTICIPLES = _words(
    "reviewed read proofread proof-read proofed copyedited copy-edited edited commented critiqued checked double-checked"
    " vetted annotated corrected polished peer-reviewed fact-checked improved refined gegengelesen korrekturgelesen gelesen"
    " geprüft durchgesehen relu relue lu lue corrigé revisado revisada corregido revisto revista revisionato rivisto"
    " riletto gelezen nagelezen proefgelezen korrekturläst läst scrutinised scrutinized looked"
)

FINITE = PARTICIPLES | _words(
    "reviewed read reread proofread proof-read proofed copyedited copy-edited edited commented critiqued checked"
    " double-checked vetted annotated corrected polished improved looked went skimmed fact-checked gave provided offered"
    " contributed shared sent left reviews peer-reviewed fixed caught spotted refined helped relu lu gelesen"
)

BY = _words("by von par por da door av af od przez")

RECEIVED = _words(
    "feedback input comment comments suggestion suggestions review reviews notes remarks edits corrections critique"
    " critiques criticism advice thoughts proofreading editing copyediting reading readings"
)
"""What a text gets from its reviewers."""

BENEFITS = _words(
    "benefited benefitted benefits benefit benefiting profited incorporates incorporated incorporate improved improves"
    " received got gained written published prepared possible strengthened bettered enriched shaped sharpened"
)

CUES = frozenset(
    part for word in REVIEW | FIXING | REVIEWER_NOUNS | DRAFTS | {"reader", "readers"} for part in word.split("-")
)
"""Parts of words without one of which no block is worth reading."""

LABELS = frozenset(
    {
        ("reviewers",),
        ("reviewer",),
        ("reviewed", "by"),
        ("reviewed-by",),
        ("draft", "reviewers"),
        ("draft", "reviewed", "by"),
        ("drafts", "reviewed", "by"),
        ("draft", "readers"),
        ("early", "readers"),
        ("statement", "reviewers"),
        ("statement", "reviewed", "by"),
        ("peer", "reviewers"),
        ("peer", "reviewed", "by"),
        ("reviewed", "and", "edited", "by"),
        ("read", "and", "reviewed", "by"),
        ("proofreaders",),
        ("proofreader",),
        ("proofreading",),
        ("proofread", "by"),
        ("proofreading", "by"),
        ("proof-read", "by"),
        ("copyedited", "by"),
        ("copy-edited", "by"),
        ("edited", "by"),
        ("copyediting",),
        ("beta", "readers"),
        ("beta", "reader"),
        ("feedback", "by"),
        ("feedback", "from"),
        ("comments", "by"),
        ("comments", "from"),
        ("reviewers", "of", "this", "statement"),
        ("reviewers", "of", "this", "text"),
        ("reviewers", "of", "drafts"),
        ("with", "feedback", "from"),
        ("review", "by"),
        ("reviews", "by"),
        ("gegengelesen", "von"),
        ("korrektur", "gelesen", "von"),
        ("korrekturgelesen", "von"),
        ("korrektorat",),
        ("lektorat",),
        ("relecture",),
        ("relecteurs",),
        ("relu", "par"),
        ("revisado", "por"),
        ("revisada", "por"),
        ("revisores",),
        ("revisores", "de", "texto"),
        ("revisione",),
        ("revisori",),
        ("revisionato", "da"),
        ("proefgelezen", "door"),
        ("nagelezen", "door"),
    }
)
"""What may stand before a plain list of names, with a colon."""

CURRICULUM_LABELS = frozenset({("reviewer",), ("edited", "by"), ("proofreading",), ("copyediting",)})
"""Labels that, in a list, more often stand in a curriculum vitae: there only a handle or link counts."""

REVIEWER_HEADINGS = frozenset(
    {label for label in LABELS if label not in {("reviewer",), ("edited", "by")}}
    | {("reviewed",), ("review", "credits")}
)

THANKS_HEADINGS = THANKS | _words(
    "you special many and & with credits credit danksagung remerciements agradecimientos thank-yous 致谢 鸣谢 謝辞"
)
"""A heading all of whose words are among these opens a section of thanks."""

THEY = _words("they both she he all each these everyone")
