"""The words by which a reason is known to be about reviewing a text, and the labels and headings that say so.

English first; of other languages only what a one-sentence thanks needs. Every word is casefolded.
"""

from __future__ import annotations

from nomflow.core.acknowledgements.thanks_words import CONNECTORS, JOINS, THANKS, words

PROOFREADING = words(
    "proofreading proof-reading proofread proof-read proofreads proofed proofing copyediting copy-editing"
    " copyedit copyedits copyedited copy-edited copy-edits copy-edit beta-reading betareading sub-editing"
    " subediting line-editing gegenlesen gegengelesen korrekturlesen korrekturgelesen korrekturlesung durchsicht"
    " lektorat relecture relectures relu relue relus relues relire relecteurs revisión revisiones revisão revisões"
    " revisione proeflezen nalezen nagelezen proefgelezen korrekturläsning korrekturläst korrekturlesing"
    " korrekturlæsning gjennomlesing gennemlæsning genomläsning вычитку вычитка вычитали вычитал рецензию"
    " корректуру korektę korekturę korektury oikolukemisesta oikoluvusta lektorálás lektorálásért corrección"
    " correcció correção correzione correttura riletto rilettura"
)
"""Reviewing that needs no object: only texts are proofread."""

REVIEW = PROOFREADING | words(
    "review reviews reviewing reviewed readings re-reviewing re-reviewed pre-reviewing peer-review peer-reviewed"
    " peer-reviewing reading read re-reading reread rereading edit edits editing edited comment comments"
    " commenting commented commentary critique critiques critiquing critiqued criticism criticisms feedback input"
    " suggestion suggestions thoughts advice notes remarks corrections checking checked double-checking"
    " double-checked sanity-checking vetting vetted fact-checking fact-checked inspecting scrutinizing"
    " scrutinising scrutiny polishing polished improving improved improvements tightening looking look looked"
    " going went skimming skimmed once-over examining annotations annotating annotated nits nitpicks nitpicking"
    " refining refined observations recommendations lesen gelesen rückmeldung rückmeldungen anmerkungen kommentare"
    " hinweise lektüre prüfen prüfung kritik verbesserungen verbesserungsvorschläge lu lecture lire commentaires"
    " remarques retours corrigé corriger conseils revisar revisado revisada leer leído lectura comentarios"
    " sugerencias comentários sugestões ler lerem leitura revisarem revisto rever reverem leggere letto lettura"
    " commenti suggerimenti osservazioni revisionato rivedere rivisto lezen gelezen opmerkingen läsa läste läst"
    " lese lest læse læst synpunkter kommentarer tilbakemeldinger tilbagemeldinger прочтение чтение отзывы отзыв"
    " замечания проверку комментарии uwagi przeczytanie komentarze korrektur"
)
"""Words of reviewing that need the text as their object."""

FIXING = words(
    "fixing fixed catching caught spotting spotted correcting corrected finding found flagging flagged weeding"
    " ironing checking checked polishing polished editing edited tidying cleaning pointing noticing"
)
"""Words that, with a word of ``LANGUAGE``, are about a text."""

STRONG_REVIEW = PROOFREADING | words("review reviews reviewing reviewed peer-review peer-reviewing re-reviewing")

READER_KINDS = words("beta early first draft advance test proof")

AFFILIATED = words("of from at @ on with over in aka a.k.a. alias née von aus bei chez de del da van")
"""Words between a name and what is said about the person."""

ROLES = words(
    "cto ceo cfo coo cio vp ptl president chair director professor lead leader maintainer engineer founder"
    " co-founder author editor head manager developer architect advocate consultant scientist researcher lecturer"
    " secretary treasurer librarian student officer coordinator representative journalist writer contributor"
    " fellow"
)
"""What follows a name after a comma and is no name."""

REVIEWER_NOUNS = words(
    "reviewers reviewer proofreaders proofreader proof-readers proof-reader copyeditors copyeditor copy-editors"
    " beta-readers beta-reader reviewing proofreading"
)

DRAFTS = words(
    "draft drafts draughts entwurf entwürfe entwürfen entwurfs rohfassung brouillon brouillons ébauche ébauches"
    " borrador borradores esborrany esborranys rascunho rascunhos bozza bozze concept concepten kladde utkast"
    " utkastet udkast черновик черновика черновики черновиков чернетку szkic szkicu szkice szkiców pre-draft"
    " predraft"
)

VERSIONS = words(
    "version versions iteration iterations revision revisions edition copy copies outline outlines sketch"
    " incarnation incarnations form forms cut cuts fassung fassungen versionen versione versioni versión versiones"
    " versão versões versie versies proofs preview previews"
)

EARLY = words(
    "early earlier earliest previous initial preliminary first prior older rough raw advance pre-publication"
    " frühe früher früheren frühen erste ersten première premières premiers preliminar primera primeras primeros"
    " primeira primeiras prime prima eerdere eerste tidiga tidlige pre-release in-progress unfinished late"
    " almost-final near-final penultimate final second"
)

TEXTS = words(
    "post posts blogpost blog pep statement statements article articles nomination essay essays platform proposal"
    " candidacy page document doc paper manuscript text note letter manifesto bio biography profile application"
    " submission piece writeup write-up readme guide chapter report rfc introduction intro pitch announcement"
    " message story newsletter thread answers tutorial memo column entry self-nomination declaration pledge"
    " whitepaper blurb material book thesis dissertation preprint howto how-to primer post-mortem postmortem"
    " retrospective faq appeal screed rant texts textes texte texto textos testo tekst teksten texten tekstu текст"
    " текста текстов beitrag beitrags beitrages artikel artikels stellungnahme erklärung kandidatur bewerbung"
    " billet artículo articulo entrada declaración déclaration candidature candidatura declaração dichiarazione"
    " articolo artigo verklaring bericht inlägg inlägget innlegg innlegget indlæg indlægget artikeln artikkelen"
    " статьи статью заявления заявление пост поста oświadczenia oświadczenie artykuł artykułu wpisu publicación"
    " carta lettre brief publikation candidatures"
)
"""What the author calls the text at hand."""

OWN_TEXTS = words(
    "pep statement nomination candidacy platform manifesto bio biography answers self-nomination write-up writeup"
    " text application profile article post essay manuscript declaration pledge pitch letter blurb position"
    " stellungnahme kandidatur bewerbung erklärung texte texto testo tekst candidature candidatura declaración"
    " déclaration declaração dichiarazione verklaring artikel artikels beitrag beitrags artículo articolo artigo"
    " entwurf billet inlägget innlegget indlægget utkastet"
)
"""Texts that may be called "my …" or "the …" when they are the one at hand."""

AUTHORING = words(
    "writing wrote written write co-writing cowriting co-wrote creating created preparing prepared producing"
    " produced drafting drafted drafts-writing starting started translating translated typing authoring authored"
    " co-authoring"
)
"""What one does to a draft when it is one's own."""

LANGUAGE = words(
    "english grammar spelling typos typo wording prose language punctuation phrasing orthography rechtschreibung"
    " grammatik tippfehler coquilles fautes errata writing german french spanish portuguese"
)
"""What is put right in a text and in nothing else."""

PARTS = words(
    "text wording grammar language prose content contents structure clarity tone english argument arguments form"
)
"""What of a text is reviewed."""

TEXTS_OF_OTHERS = words("application profile letter position pitch")
"""Texts that, with "the", are hardly the one at hand."""

SOFT_TEXTS = words("work idea ideas thing series book proposal concept plan")

EVENTS = words(
    "nomination candidacy campaign election candidature candidatura kandidatur platform proposal application"
)

THINGS = words(
    "patch patches patchset patch-set patchsets series code codebase commit commits pr prs pull request requests"
    " merge change changes changeset changesets implementation implementations library libraries package packages"
    " module modules project projects feature features bug bugs issue issues ticket tickets driver drivers plugin"
    " plugins release releases test tests translation translations contribution contributions design designs api"
    " apis branch diff diffs kernel recipe port ports script scripts repository repo repos spec specs blueprint"
    " blueprints charter bylaws bylaw constitution policy policies software tool tools prototype docs"
    " documentation website backport backports talks papers books abstracts proposals mr mrs cve cves extension"
    " extensions app apps configuration wiki standard standards schema meeting sessions group club"
)
"""What is reviewed too and is not the text at hand."""

DEMONSTRATIVES = words(
    "this these present diesen dieses dieser diesem diese ce cet cette ces este esta estos estas deste desta"
    " questo questa questi queste deze dit denna detta dette denne этот этого эту этой этом цей tego tę tej aquest"
    " aquesta"
)

POSSESSIVES = words(
    "my our mein meine meinen meines meiner meinem unser mon ma mes notre nos mi mis nuestro meu minha meus"
    " minhas il mio mia miei mijn min mitt mit mine мой моего мою моей mój mojego mojej"
)

ARTICLES = words("the le la les los el las il lo gli het den det der die das des dem")

DETERMINERS = ARTICLES | POSSESSIVES | DEMONSTRATIVES

OF = words("of for de des du del della dello delle do da dos das di von vom van av af to d на для")

FUNCTION = (
    JOINS
    | CONNECTORS
    | DEMONSTRATIVES
    | POSSESSIVES
    | ARTICLES
    | OF
    | words(
        "or but as before after prior when while in on at by from over during under until ahead and/or where with"
        " without within via through throughout though although if so to into upon about regarding concerning not only"
        " also too even it its their his her they he she we i you them me us an a is are was were be been has have had"
        " which all both each very really early again once twice despite amid earlier late recently here online"
        " offline together more most much just kindly carefully thoroughly patiently extensively avant bevor vor antes"
        " prima voordat helped made make makes making improved greatly and am im auf zu sur et sobre su över om"
    )
)
"""Words after which no further noun belongs to the one before."""

BEFORE_RELEASE = words(
    "publication publishing published publish publicly public posting posted submission submitting submitted live"
    " release veröffentlichung publicación publicação pubblicazione publicatie"
)

NEGATIONS = words("not never without instead neither nor didn't didn’t haven't refused declined nicht pas")

MODALS = words("will would should could can may might must shall won't please todo")

AUXILIARIES = words(
    "has have had was were are is been kindly graciously generously patiently carefully thoroughly both all each"
    " also very so kind enough to good nice took takes the time who they he she i've already then helpfully"
    " volunteered agreed helped helping made it by gave give gives giving provided provide providing offered"
    " offering contributed contributing shared sharing sent sending left leaving me us with great careful useful"
    " valuable helpful invaluable excellent detailed thoughtful constructive insightful lots of tons some their"
    " his her a an early my in and as many much did do really quickly thorough extensive substantial extremely"
    " incredibly privately independently together generous critical editorial additional on technical"
)
"""Words that may stand between a subject and its verb of reviewing."""

PARTICIPLES = words(
    "reviewed read proofread proof-read proofed copyedited copy-edited edited commented critiqued checked"
    " double-checked vetted annotated corrected polished peer-reviewed fact-checked improved refined gegengelesen"
    " korrekturgelesen gelesen geprüft durchgesehen relu relue lu lue corrigé revisado revisada corregido revisto"
    " revista revisionato rivisto riletto gelezen nagelezen proefgelezen korrekturläst läst scrutinised"
    " scrutinized looked"
)

FINITE = PARTICIPLES | words(
    "reviewed read reread proofread proof-read proofed copyedited copy-edited edited commented critiqued checked"
    " double-checked vetted annotated corrected polished improved looked went skimmed fact-checked gave provided"
    " offered contributed shared sent left reviews peer-reviewed fixed caught spotted refined helped relu lu"
    " gelesen"
)

BY = words("by von par por da door av af od przez")

GIVING = words("give gave giving given")
GIVEN = words("once-over look read reading review edit check proofread polish")
"""What one gives to a text: "for giving this post a once-over"."""

RECEIVED = words(
    "feedback input comment comments suggestion suggestions review reviews notes remarks edits corrections"
    " critique critiques criticism advice thoughts proofreading editing copyediting reading readings"
)
"""What a text gets from its reviewers."""

BEING = words("was were is are been being got gets wurde wurden été est fue fueron foi foram stato stata werd blev ble")
"""Words of the passive."""

BENEFITS = words(
    "benefited benefitted benefits benefit benefiting profited incorporates incorporated incorporate improved"
    " improves received got gained written published prepared possible strengthened bettered enriched shaped"
    " sharpened"
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

THANKS_HEADINGS = THANKS | words(
    "you special many and & with credits credit danksagung remerciements agradecimientos thank-yous 致谢 鸣谢 謝辞"
)
"""A heading all of whose words are among these opens a section of thanks."""

THEY = words("they both she he all each these everyone")
