"""Invented ways of thanking reviewers, and things that look like it and are not."""

from __future__ import annotations

import pytest

from nomflow.core.acknowledgements.thanks import ThankedPerson, read_thanks
from nomflow.core.markdown.parse import parse


def find_credits(text: str, path: str = "a.md", first_line: int = 1) -> tuple[ThankedPerson, ...]:
    return read_thanks(parse(text, path, first_line)).people


THANKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Thanks to Ada Quill for reviewing drafts of this statement.", ("Ada Quill",)),
    ("Thank you Ada Quill for reading an early draft of this!", ("Ada Quill",)),
    ("Thanks, Ada Quill and Bo Lindqvist, for proofreading.", ("Ada Quill", "Bo Lindqvist")),
    (
        "A huge thank you goes to Ada Quill and Bo Lindqvist for their notes on this nomination.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("My heartfelt thanks go to Ada Quill, who patiently read three drafts of this text.", ("Ada Quill",)),
    ("I'm deeply grateful to Ada Quill for her honest critique of an earlier version of this essay.", ("Ada Quill",)),
    (
        "I am indebted to Ada Quill, Bo Lindqvist and Chidi Okafor for careful readings of earlier drafts.",
        ("Ada Quill", "Bo Lindqvist", "Chidi Okafor"),
    ),
    ("We would like to thank Ada Quill & Bo Lindqvist for commenting on this platform.", ("Ada Quill", "Bo Lindqvist")),
    ("Shout-out to Ada Quill for copy-editing this page.", ("Ada Quill",)),
    ("Kudos to Ada Quill and Bo Lindqvist for catching typos.", ("Ada Quill", "Bo Lindqvist")),
    ("Hat tip to Ada Quill for fixing the grammar.", ("Ada Quill",)),
    ("With thanks to Ada Quill for suggestions on the first draft.", ("Ada Quill",)),
    ("I'd like to acknowledge Ada Quill for her input on drafts of my candidacy statement.", ("Ada Quill",)),
    ("Credit goes to Ada Quill for editing this write-up.", ("Ada Quill",)),
    ("Much obliged to Ada Quill for reviewing my statement before I sent it in.", ("Ada Quill",)),
    ("I really appreciate Ada Quill's thorough review of this statement.", ("Ada Quill",)),
    ("Thanks to Ada Quill’s careful proofreading, this page is readable.", ("Ada Quill",)),
    ("thx to Ada Quill for checking this text", ("Ada Quill",)),
    ("Cheers to Ada Quill for feedback prior to publication.", ("Ada Quill",)),
    ("Thanks to Ada Quill for reviewing!", ("Ada Quill",)),
    ("Thanks to Ada Quill for her review.", ("Ada Quill",)),
    ("Many thanks to Ada Quill for looking over this before it went live.", ("Ada Quill",)),
    (
        "Thanks to Ada Quill, Bo Lindqvist, and everybody else who reviewed a draft of this.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("Thanks to my colleague Ada Quill and my brother Bo for reading this statement twice.", ("Ada Quill", "Bo")),
    ("Thanks to the ever-helpful Ada Quill for reviewing this manifesto.", ("Ada Quill",)),
    (
        ("Special thanks to Dr. Ada Quill, Prof. Bo Lindqvist, and Chidi Okafor Jr. for reviewing this declaration."),
        ("Ada Quill", "Bo Lindqvist", "Chidi Okafor"),
    ),
    (
        "I thank Ada Quill and Bo Lindqvist, both of whom commented on drafts of this letter.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("Thank you to the friends who reviewed this statement: Ada Quill, Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    (
        "Thank you to everybody who read drafts of this, especially Ada Quill and Bo Lindqvist.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("This statement would be twice as long without Ada Quill, who edited it and read every draft.", ("Ada Quill",)),
    (
        "Thanks to Ada Quill (who nominated me) and Bo Lindqvist for feedback on this post.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("Thanks to Ada Quill for nominating me and to Bo Lindqvist for reviewing this statement.", ("Bo Lindqvist",)),
    (
        (
            "Thanks to Ada Quill for reviewing this statement, Bo Lindqvist for the photo, and Chidi Okafor "
            "for his support."
        ),
        ("Ada Quill",),
    ),
    (
        "Thanks to Ada Quill (proofreading), Bo Lindqvist (photograph) and Chidi Okafor (reviewing a draft).",
        ("Ada Quill", "Chidi Okafor"),
    ),
    (
        "Thanks to Ada Quill for her encouragement and for reading drafts of this; to Bo Lindqvist for coffee.",
        ("Ada Quill",),
    ),
    (
        ("Thank you Ada Quill for mentoring me, for nominating me, and for reviewing an early version of this text."),
        ("Ada Quill",),
    ),
    ("Ada Quill and Bo Lindqvist kindly reviewed drafts of this statement.", ("Ada Quill", "Bo Lindqvist")),
    ("Ada Quill read an early draft of this.", ("Ada Quill",)),
    (
        "Ada Quill and Bo Lindqvist gave valuable feedback on earlier drafts of this nomination.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("Ada Quill was kind enough to proofread this statement.", ("Ada Quill",)),
    ("This statement was reviewed by Ada Quill and Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    ("This text has been proofread and edited by Ada Quill.", ("Ada Quill",)),
    (
        "Drafts of this nomination were read by Ada Quill, Bo Lindqvist, and Chidi Okafor.",
        ("Ada Quill", "Bo Lindqvist", "Chidi Okafor"),
    ),
    ("This essay benefited greatly from comments by Ada Quill and Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    ("I received helpful feedback on drafts of this statement from Ada Quill.", ("Ada Quill",)),
    ("Reviewed by Ada Quill and Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    ("(This page was reviewed by Ada Quill before publication.)", ("Ada Quill",)),
    ("Thanks to Ada Quill and Bo Lindqvist. They both read drafts of this statement.", ("Ada Quill", "Bo Lindqvist")),
    (
        "Several people reviewed drafts of this statement. Thank you, Ada Quill and Bo Lindqvist!",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("To Ada Quill and Bo Lindqvist: thank you for reviewing this statement.", ("Ada Quill", "Bo Lindqvist")),
    ("Ada, thank you for reading so many drafts of this.", ("Ada",)),
    ("Thank you for reviewing drafts of this statement to Ada Quill and Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    ("Thanks to my reviewers Ada Quill and Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    ("Thank you to my proofreaders: Ada Quill, Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    ("I thank the reviewers of this statement, Ada Quill and Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    ("Reviewers: Ada Quill, Bo Lindqvist", ("Ada Quill", "Bo Lindqvist")),
    ("**Reviewed by:** Ada Quill and @bo-l", ("Ada Quill", "@bo-l")),
    ("Reviewed-by: Ada Quill <ada@quill.example>", ("Ada Quill",)),
    ("Author: Me Myself\nReviewers: Ada Quill, Bo Lindqvist\nDate: today", ("Ada Quill", "Bo Lindqvist")),
    ("## Reviewers\n\n- Ada Quill (@ada)\n- Bo Lindqvist – all three drafts\n", ("Ada Quill", "Bo Lindqvist")),
    ("## Acknowledgements\n\n* Ada Quill\n* [Bo Lindqvist](https://github.com/bo-l)\n", ("Ada Quill", "Bo Lindqvist")),
    (
        "Acknowledgments\n---\n\nAda Quill, Bo Lindqvist and Chidi Okafor\n",
        ("Ada Quill", "Bo Lindqvist", "Chidi Okafor"),
    ),
    ("## Thanks\n\n- Ada Quill for reviewing this statement\n- Bo Lindqvist for being my mentor\n", ("Ada Quill",)),
    ("**Acknowledgements**\n\n- Ada Quill: proofreading\n- Bo Lindqvist: logo\n", ("Ada Quill",)),
    (
        "These people commented on a draft of this statement:\n\n1. Ada Quill\n2. Bo Lindqvist, of Acme\n",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("Many thanks for reviewing this statement:\n- Ada Quill\n- @bo-l\n", ("Ada Quill", "@bo-l")),
    (
        ("Thanks to Ludwig van der Berg, Ana de la Cruz, Ibn Sina and Sinéad O’Connell-Ryan for reviewing this post."),
        ("Ludwig van der Berg", "Ana de la Cruz", "Ibn Sina", "Sinéad O’Connell-Ryan"),
    ),
    (
        "Thanks to J. R. Quill, T.J. Okafor, and Bo L. for reading drafts of this.",
        ("J. R. Quill", "T.J. Okafor", "Bo L."),
    ),
    (
        "Thanks to Ada Quill, Ph.D., Bo Lindqvist, MSc, and Chidi Okafor III for reviewing this.",
        ("Ada Quill", "Bo Lindqvist", "Chidi Okafor"),
    ),
    (
        "Thanks to 王小明, 김민수 and 山田太郎さん for reviewing drafts of this statement.",
        ("王小明", "김민수", "山田太郎"),
    ),
    ("Thanks to محمد علي and דנה לוי for reviewing drafts of this statement.", ("محمد علي", "דנה לוי")),
    ("Thanks to Юлия Орлова и Пётр Лебедев for reviewing this statement.", ("Юлия Орлова", "Пётр Лебедев")),
    ("Thanks to आरती शर्मा for reading a draft of this statement.", ("आरती शर्मा",)),
    ("Thanks to 王小明、李雷，and 韩梅梅 for reviewing this post.", ("王小明", "李雷", "韩梅梅")),
    ("Thanks to ada-q, bo_l, c4rl and Dana for feedback on drafts of this.", ("ada-q", "bo_l", "c4rl", "Dana")),
    ("Thanks to @ada-q and @bo for reviewing.", ("@ada-q", "@bo")),
    (
        "Thanks to An Nguyen, My Tran and Will Quill for reviewing this statement.",
        ("An Nguyen", "My Tran", "Will Quill"),
    ),
    ('Thanks to Ada "quilly" Quill for reviewing this statement.', ("Ada Quill",)),
    ("Thanks to d'Arcy Quill and al-Rashid for reviewing this statement.", ("d'Arcy Quill", "al-Rashid")),
    (
        (
            "Thanks to Ada Quill from the Quill Foundation, Bo Lindqvist at Acme, and Chidi (no relation!) for "
            "reviewing this."
        ),
        ("Ada Quill", "Bo Lindqvist", "Chidi"),
    ),
    (
        "Thanks to my friends (Ada Quill, Bo Lindqvist and Chidi) for reviewing drafts of this.",
        ("Ada Quill", "Bo Lindqvist", "Chidi"),
    ),
    ("Thanks to my editors — Ada Quill, Bo Lindqvist — for reviewing this statement.", ("Ada Quill", "Bo Lindqvist")),
    (
        "Thanks to Ada Quill as well as Bo Lindqvist, along with Chidi Okafor, for reading drafts of this.",
        ("Ada Quill", "Bo Lindqvist", "Chidi Okafor"),
    ),
    ("Thanks to Claude Monnier for reviewing this statement.", ("Claude Monnier",)),
    ("***Thanks to `@ada-q` for reviewing this statement.***", ("@ada-q",)),
    (
        '<sub>Thanks to <a href="https://github.com/ada-q">Ada Quill</a> for reviewing this statement.</sub>',
        ("Ada Quill",),
    ),
    ("> [!NOTE]\n> Thanks to Ada Quill for reviewing this statement.", ("Ada Quill",)),
    ("I do things.[^1]\n\n[^1]: Thanks to Ada Quill for reviewing this statement.", ("Ada Quill",)),
    ("Thanks to **Ada\nQuill** and\n_Bo Lindqvist_\nfor\nreviewing this.", ("Ada Quill", "Bo Lindqvist")),
    ("Thanks to [ada quill](https://github.com/ada-q) for reviewing this statement.", ("ada quill",)),
    ("Danke an Ada Quill und Bo Lindqvist fürs Gegenlesen.", ("Ada Quill", "Bo Lindqvist")),
    ("Vielen Dank an Ada Quill für die Durchsicht der Entwürfe!", ("Ada Quill",)),
    ("Ich danke Ada Quill für ihre Anmerkungen zu diesem Text.", ("Ada Quill",)),
    ("Dieser Text wurde von Ada Quill gegengelesen.", ("Ada Quill",)),
    ("Merci à Ada Quill et Bo Lindqvist pour la relecture.", ("Ada Quill", "Bo Lindqvist")),
    ("Un grand merci à Ada Quill d'avoir relu ce texte.", ("Ada Quill",)),
    ("Gracias a Ada Quill y Bo Lindqvist por revisar este texto.", ("Ada Quill", "Bo Lindqvist")),
    ("Muchas gracias a Ada Quill por leer los borradores de esta declaración.", ("Ada Quill",)),
    ("Obrigado a Ada Quill e Bo Lindqvist pela revisão.", ("Ada Quill", "Bo Lindqvist")),
    ("Grazie ad Ada Quill e a Bo Lindqvist per la revisione.", ("Ada Quill", "Bo Lindqvist")),
    ("Met dank aan Ada Quill voor het nalezen van deze tekst.", ("Ada Quill",)),
    ("Tack till Ada Quill och Bo Lindqvist för korrekturläsning.", ("Ada Quill", "Bo Lindqvist")),
    ("Спасибо Юлии Орловой и Петру Лебедеву за вычитку.", ("Юлии Орловой", "Петру Лебедеву")),
    ("Thanks to Ada Quill and Bo Lindqvist for their help with early drafts.", ("Ada Quill", "Bo Lindqvist")),
    ("Thanks to Ada Quill for proof reading.", ("Ada Quill",)),
    ("Thanks to Ada Quill for beta reading this.", ("Ada Quill",)),
    ("Thanks to my beta readers, Ada Quill and Bo.", ("Ada Quill", "Bo")),
    ("Thanks to my early readers: Ada Quill, Bo L., and @chi.", ("Ada Quill", "Bo L.", "@chi")),
    ("Reviewed by Ada Quill, Bo Lindqvist. All errors are mine.", ("Ada Quill", "Bo Lindqvist")),
    ("Technical review by Ada Quill.", ("Ada Quill",)),
    ("This post was written with feedback from Ada Quill and Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    (
        "Thanks to Ada Quill, CTO of Acme, and Bo Lindqvist, a maintainer of foo, for reviewing this article.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("Thanks to Ada Quill, Executive Director, for reviewing this article.", ("Ada Quill",)),
    ("Thanks to Ada Quill, Bo Lindqvist et al. for reviewing this article.", ("Ada Quill", "Bo Lindqvist")),
    ("Thanks to Ada Quill aka quilly for reviewing this article.", ("Ada Quill",)),
    (
        ("Thanks to `Ada Quill <https://quill.example>`_ and `Bo <https://bo.example>`__ for reviewing this article."),
        ("Ada Quill", "Bo"),
    ),
    ("Thanks to Ada (she/her) and Bo (they/them) for reviewing drafts of this.", ("Ada", "Bo")),
    ("Thanks to Ada Quill for reading and re-reading this post.", ("Ada Quill",)),
    ("Thanks to Ada Quill for taking the time to review this post.", ("Ada Quill",)),
    (
        (
            "Thanks to Ada Quill for providing detailed, thoughtful and constructive feedback on multiple "
            "early drafts of this blog post."
        ),
        ("Ada Quill",),
    ),
    ("Thanks to Ada Quill for her help reviewing this post.", ("Ada Quill",)),
    ("Thanks to Ada Quill for helping me edit this.", ("Ada Quill",)),
    ("Thanks Ada Quill for the feedback on this post :)", ("Ada Quill",)),
    (
        (
            "Thank you so much to [Ada Quill](https://x.com/ada) for reviewing the initial drafts of this "
            "article & giving feedback!"
        ),
        ("Ada Quill",),
    ),
    ("Huge thanks to Ada, Bo, and Chi for their reviews of early drafts of this piece.", ("Ada", "Bo", "Chi")),
    (
        "I want to thank Ada Quill for reading through the draft of this article and suggesting improvements.",
        ("Ada Quill",),
    ),
    ("Acknowledgements: Thanks to Ada Quill for reviewing this.", ("Ada Quill",)),
    (
        ("Acknowledgements: I am grateful to Ada Quill and Bo Lindqvist for reading earlier versions of this essay."),
        ("Ada Quill", "Bo Lindqvist"),
    ),
    (
        (
            "_Many thanks to [Ada Quill], [Bo Lindqvist] for reviewing this._\n\n[Ada Quill]: "
            "https://github.com/adaq\n[Bo Lindqvist]: https://bo.example\n"
        ),
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("Thanks to: Ada Quill, Bo Lindqvist for reviewing drafts of this post.", ("Ada Quill", "Bo Lindqvist")),
    ("Thanks:\n\n* Ada Quill for reviewing a draft of this.\n* Bo for the logo.", ("Ada Quill",)),
    (
        ("Thanks to the following people for reading drafts of this essay: Ada Quill, Bo Lindqvist, and Chidi Okafor."),
        ("Ada Quill", "Bo Lindqvist", "Chidi Okafor"),
    ),
    ("Thanks to the following for reviewing drafts:\n\n- Ada Quill\n- Bo Lindqvist", ("Ada Quill", "Bo Lindqvist")),
    (
        "The following reviewed this document:\n\n- Ada Quill\n- Bo Lindqvist\n\nI like:\n\n- Python\n- Rust",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("This PEP was improved by feedback from Ada Quill and Bo Lindqvist.", ("Ada Quill", "Bo Lindqvist")),
    ("Ada Quill, Bo Lindqvist and Chidi Okafor all read this in draft.", ("Ada Quill", "Bo Lindqvist", "Chidi Okafor")),
    ("Ada Quill provided valuable feedback on this proposal.", ("Ada Quill",)),
    ("Thanks to Ada Quill for pointing out mistakes in a draft of this post.", ("Ada Quill",)),
    ("Thanks to Ada Quill for suggesting improvements to this post.", ("Ada Quill",)),
    ("Thanks to Ada Quill for discussions and for comments on a draft.", ("Ada Quill",)),
    ("Thank you @ada-q, @bo and @chi for the review of this statement 🙏", ("@ada-q", "@bo", "@chi")),
    ("Thanks 🎉 to Ada Quill 🎉 for reviewing this statement", ("Ada Quill",)),
    ("Thanks to Ada Quill/Bo Lindqvist for reviewing this statement", ("Ada Quill", "Bo Lindqvist")),
    ("s/o to Ada Quill for reviewing drafts of this", ("Ada Quill",)),
    ("h/t Ada Quill for reviewing drafts of this", ("Ada Quill",)),
    (
        (
            "Finally, I'd like to thank Ada Quill, without whose patience this would not exist, for reading "
            "every draft of this statement."
        ),
        ("Ada Quill",),
    ),
    ("Thanks to Ada Quill for reviewing v1 and Bo Lindqvist for reviewing v2 of this statement.", ("Bo Lindqvist",)),
    (
        "Thanks to Ada Quill and Bo Lindqvist, whose comments on an earlier draft improved it.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("My gratitude to Ada Quill for a close reading of this manifesto.", ("Ada Quill",)),
    (
        "Thanks to (in no particular order) Ada Quill, Bo Lindqvist, and Chi for reviewing this.",
        ("Ada Quill", "Bo Lindqvist", "Chi"),
    ),
    (
        "In alphabetical order, thanks to Ada Quill and Bo Lindqvist for reading drafts of this.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("Thanks to Ada Quill and two anonymous reviewers for comments on this paper.", ("Ada Quill",)),
    ("Thanks to Ada Quill, PhD, FRS (Acme, Inc.) for reviewing this.", ("Ada Quill",)),
    ("THANKS TO ADA QUILL FOR REVIEWING THIS STATEMENT.", ("ADA QUILL",)),
    ("Thanks To Ada Quill For Reviewing This Statement", ("Ada Quill",)),
    ("Ada Quill deserves thanks for reviewing drafts of this statement.", ("Ada Quill",)),
    ("Ada Quill and Bo Lindqvist have my thanks for reading a draft of this.", ("Ada Quill", "Bo Lindqvist")),
    ("Big thanks for Ada Quill's feedback on an earlier draft of this statement!", ("Ada Quill",)),
    (
        "I thank Ada Quill for reviewing, and Bo Lindqvist for proofreading, this statement.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    (
        "Thanks to Ada Quill for reviewing this statement and Bo Lindqvist for proofreading it.",
        ("Ada Quill", "Bo Lindqvist"),
    ),
    ("Thanks to Ada Quill for reviewing this statement and to Bo Lindqvist for the same.", ("Ada Quill",)),
    ("With gratitude to Ada Quill, reviewer of this text.", ("Ada Quill",)),
    ("Thanks to Ada Quill who, despite a deadline, reviewed this text.", ("Ada Quill",)),
    ("Thanks to Ada Quill and everyone at Acme for feedback on this post.", ("Ada Quill",)),
    ("Thanks to Acme's Ada Quill for reviewing this post.", ("Ada Quill",)),
    ("Thanks to Ada Quill, my wonderful wife, for reading this statement over and over.", ("Ada Quill",)),
    ("Thanks to my wife, Ada, and my kids, Bo and Chi, for reading drafts of this.", ("Ada", "Bo", "Chi")),
    ("Thanks to Ada Quill for reviewing this page; the photo is by Bo Lindqvist.", ("Ada Quill",)),
    ("Thanks to Ada Quill for reviewing this page. Thanks to Bo Lindqvist for the photo.", ("Ada Quill",)),
    (
        (
            "I would like to thank Ada Quill for nominating me, and Bo Lindqvist, Chidi Okafor and Dana Ek for "
            "reading drafts of this statement."
        ),
        ("Bo Lindqvist", "Chidi Okafor", "Dana Ek"),
    ),
    ("Thanks to Ada Quill, who nominated me, and Bo Lindqvist, who read a draft of this.", ("Bo Lindqvist",)),
    ("Thanks to Ada Quill for reviewing the statement before I hit send.", ("Ada Quill",)),
    (
        ("Special thanks to Ada Quill of the Python Software Foundation for a last-minute review of this statement."),
        ("Ada Quill",),
    ),
    ("Edited by Ada Quill.", ("Ada Quill",)),
    ("Thanks to Ada Quill for reviewing a previous revision.", ("Ada Quill",)),
    ("Thanks to Ada Quill for sanity-checking this statement.", ("Ada Quill",)),
    (
        "Thanks to Nils Coghill, Antonia Pitr, Brett C. and Eric S. for their review of earlier drafts.",
        ("Nils Coghill", "Antonia Pitr", "Brett C.", "Eric S."),
    ),
    ("Many thanks to Hyn Schlaw for helpful suggestions and feedback on drafts.", ("Hyn Schlaw",)),
    (
        "A huge thank you to Julia Angw for editing, and to Bo Lindqvist for fact-checking this story.",
        ("Bo Lindqvist",),
    ),
    (
        (
            "Thanks to Ann Lee and Bo Ek for encouraging me to write this, and to Cy Dunn, Di Eng and Ed Fox "
            "for reading it in draft form."
        ),
        ("Cy Dunn", "Di Eng", "Ed Fox"),
    ),
    (
        (
            "I'm grateful to Ann Lee, Bo Ek, Cy Dunn, and an anonymous reader for their comments on previous "
            "versions of this article."
        ),
        ("Ann Lee", "Bo Ek", "Cy Dunn"),
    ),
    ("I owe thanks to Ann Lee for reviewing this.", ("Ann Lee",)),
    ("Thanks are due to Ann Lee and Bo Ek for critical readings of the manuscript.", ("Ann Lee", "Bo Ek")),
    ("The author thanks Ann Lee and Bo Ek for useful comments on an early draft of this paper.", ("Ann Lee", "Bo Ek")),
    ("The author would like to express her gratitude to Ann Lee for reviewing this work in draft.", ("Ann Lee",)),
    ("Thanks @ann and @bo for the feedback on the draft!", ("@ann", "@bo")),
    ("Thanks to Ann Lee and Bo Ek for giving this a read before publishing.", ("Ann Lee", "Bo Ek")),
    ("Thanks to Ann Lee for giving this post a once-over.", ("Ann Lee",)),
    ("Thanks to Ann Lee for taking a look at this post before it went out.", ("Ann Lee",)),
    ("Thanks to Ann Lee for beta-reading.", ("Ann Lee",)),
    ("Thanks to my proofreader Ann Lee!", ("Ann Lee",)),
    ("Ann Lee helped proofread this statement.", ("Ann Lee",)),
    ("Ann Lee helped to edit this post.", ("Ann Lee",)),
    ("Thank you to Ann and Bo, who were kind enough to give feedback on drafts of this statement.", ("Ann", "Bo")),
    ("Thanks also to Ann Lee, Bo Ek for reviewing.", ("Ann Lee", "Bo Ek")),
    ("Thanks go to Ann Lee, Bo Ek & Cy for their early feedback on this text", ("Ann Lee", "Bo Ek", "Cy")),
    (
        (
            "*With special thanks to [Ann Lee](https://ann.example) & [Bo](https://bo.example) for their "
            "editing of this piece.*"
        ),
        ("Ann Lee", "Bo"),
    ),
    ("**Thank you:** Ann Lee and Bo Ek for reviewing this post.", ("Ann Lee", "Bo Ek")),
    (
        (
            "**Thanks** to [Ann](https://x.com/ann), [Bo](https://x.com/bo), and [Cy](https://x.com/cy) for "
            "reading drafts of this essay."
        ),
        ("Ann", "Bo", "Cy"),
    ),
    ("---\n\nReviewed by [Ann Lee](https://github.com/annlee) and [Bo](https://github.com/bo).", ("Ann Lee", "Bo")),
    ("<p><em>Thanks to Ann Lee for reviewing a draft of this post.</em></p>", ("Ann Lee",)),
    ("<small>Thanks to Ann Lee &amp; Bo Ek for reviewing a draft of this post.</small>", ("Ann Lee", "Bo Ek")),
    ("{% include thanks.html %} Thanks to Ann Lee for reviewing this post.", ("Ann Lee",)),
    ("::: tip\nThanks to Ann Lee for reviewing this post.\n:::", ("Ann Lee",)),
    ("*Special thanks to Ann Lee, Bo Ek, and the rest of the team for reviewing this post.*", ("Ann Lee", "Bo Ek")),
    ("*Special thanks to Ann Lee, Bo Ek, and the Acme security team for reviewing this post.*", ("Ann Lee", "Bo Ek")),
    ("Thanks to Ann Lee, Bo Ek, Cy Dunn and others for reviewing this post.", ("Ann Lee", "Bo Ek", "Cy Dunn")),
    ("Thanks to Ann Lee for reviewing drafts of this post, and to you for reading it!", ("Ann Lee",)),
    ("Thanks for reading! And thanks to Ann Lee for reviewing this post.", ("Ann Lee",)),
    ("Thanks to Ann Lee for reviewing this post and to the whole Acme team for building the product.", ("Ann Lee",)),
    (
        (
            "Thanks to Ann Lee, for her tireless proofreading; Bo Ek, for the idea; and Cy Dunn, for reading "
            "the final draft."
        ),
        ("Ann Lee", "Cy Dunn"),
    ),
    (
        "Thank you to Ann Lee (@annl), Bo Ek (@bo), Cy Dunn (@cy) for reading early versions of this post.",
        ("Ann Lee", "Bo Ek", "Cy Dunn"),
    ),
    ("Shoutout to Ann Lee and Bo Ek for peer reviewing this post.", ("Ann Lee", "Bo Ek")),
    ("I'd like to credit Ann Lee with helping edit this statement.", ("Ann Lee",)),
    ("Drafts reviewed by Ann Lee and Bo Ek.", ("Ann Lee", "Bo Ek")),
    ("Draft reviewed by: Ann Lee, Bo Ek", ("Ann Lee", "Bo Ek")),
    ("Feedback on drafts: Ann Lee, Bo Ek", ("Ann Lee", "Bo Ek")),
    (
        "This post has been reviewed by Ann Lee, Bo Ek, and Cy Dunn, to whom I am grateful.",
        ("Ann Lee", "Bo Ek", "Cy Dunn"),
    ),
    ("A draft of this article was kindly reviewed by Ann Lee.", ("Ann Lee",)),
    ("An earlier version of this essay was read and improved by Ann Lee and Bo Ek.", ("Ann Lee", "Bo Ek")),
    ("I am thankful to Ann Lee for pointing out several errors in an earlier version of this text.", ("Ann Lee",)),
    ("Thanks to Ann Lee for spotting a mistake in this post.", ("Ann Lee",)),
    ("Thanks to Ann Lee who spotted a typo.", ("Ann Lee",)),
    ("Update: thanks to Ann Lee for pointing out a typo in this post.", ("Ann Lee",)),
    ("Thanks to Ann Lee for reviewing this nomination and Bo Ek for seconding it.", ("Ann Lee",)),
    ("Thanks to Ann Lee for being willing to review this statement on short notice!", ("Ann Lee",)),
    ("Thanks to Ann Lee for agreeing to read this statement.", ("Ann Lee",)),
    ("Ann Lee and Bo Ek reviewed this statement and agree to be named here.", ("Ann Lee", "Bo Ek")),
    ("My friends Ann Lee and Bo Ek read drafts of this statement.", ("Ann Lee", "Bo Ek")),
    ("Credit for readability goes to Ann Lee, who edited this statement.", ("Ann Lee",)),
    ("Thanks to Ann Lee, Bo Ek, …, and Cy Dunn for reviewing this post.", ("Ann Lee", "Bo Ek", "Cy Dunn")),
    (
        (
            "Thanks to Ann-Marie O'Neil, Jean‑Luc Picard-Étoile, Ægir Þór, Øystein Ås and Žofia Łuć for "
            "reviewing this post."
        ),
        ("Ann-Marie O'Neil", "Jean‑Luc Picard-Étoile", "Ægir Þór", "Øystein Ås", "Žofia Łuć"),
    ),
    ("Thanks to Dr Ann Lee MD and Sir Bo Ek OBE for reviewing this post.", ("Ann Lee", "Bo Ek")),
    (
        ("Thanks to Ann Lee (Acme), Bo Ek (Foo, Inc.), and Cy Dunn (University of Somewhere) for reviewing this post."),
        ("Ann Lee", "Bo Ek", "Cy Dunn"),
    ),
    ("Thanks to Ann Lee from the University of Somewhere and Bo Ek for reviewing this post.", ("Ann Lee", "Bo Ek")),
    ("Thanks to Ann Lee for review.", ("Ann Lee",)),
    ("I'd like to thank Ann Lee for reviewing this", ("Ann Lee",)),
    (
        "Gratitude to Mia Sol and Ned Fry, whose sharp eyes on the drafts saved me from embarrassment.",
        ("Mia Sol", "Ned Fry"),
    ),
    ("Thanks to Mia Sol for slogging through early drafts.", ("Mia Sol",)),
    ("Thanks to Mia Sol for reading way too many drafts of this.", ("Mia Sol",)),
    ("Thanks to Mia Sol for reading versions of this.", ("Mia Sol",)),
    (
        ("Special thanks to Mia Sol for the thoughtful review of this nomination and to Ned for his encouragement."),
        ("Mia Sol",),
    ),
    (
        "Thanks to Mia Sol, Ned Fry, Ola Berg (all Acme), and Pia Lund for feedback on this document.",
        ("Mia Sol", "Ned Fry", "Ola Berg", "Pia Lund"),
    ),
    (
        (
            "*Huge thanks to [Mia](https://github.com/mia) and [Ned](https://github.com/ned), who both "
            "reviewed this post!*"
        ),
        ("Mia", "Ned"),
    ),
    ("Thanks, @mia, for the proofread!", ("@mia",)),
    ("Reviewed with care by Mia Sol.", ("Mia Sol",)),
    ("This was reviewed by Mia Sol.", ("Mia Sol",)),
    ("Thank you Mia Sol for being the first to read this post and for your comments.", ("Mia Sol",)),
    ("Thanks to Mia Sol for giving me feedback on a draft of this essay.", ("Mia Sol",)),
    ("Thanks to Mia Sol for their thorough, line-by-line comments on this proposal.", ("Mia Sol",)),
    ("Thanks to Mia Sol for technical review of this post.", ("Mia Sol",)),
    ("Thanks to Mia for reviewing the English of this statement.", ("Mia",)),
    ("Thanks to Mia Sol for correcting my English.", ("Mia Sol",)),
    ("Mia Sol, Ned Fry: thanks for the comments on this text.", ("Mia Sol", "Ned Fry")),
    ("Many thanks, Mia Sol, for your review of my statement.", ("Mia Sol",)),
    ("Thank you to Mia Sol, Ned Fry and anyone I forgot for reviewing this.", ("Mia Sol", "Ned Fry")),
    ("Thank you to Mia Sol, Ned Fry, and many more for reviewing this.", ("Mia Sol", "Ned Fry")),
    ("Thank you to my mentor Mia Sol for guidance and to Ned Fry for reviewing this text.", ("Ned Fry",)),
    ("Thanks to Mia Sol for reviewing this before submission.", ("Mia Sol",)),
    ("Thanks to **Mia Sol** — my oldest friend — for reading this statement.", ("Mia Sol",)),
    ("Thanks to Mia Sol (whose blog you should read) for reading this statement.", ("Mia Sol",)),
    (
        (
            "Thanks to Mia Sol ([blog](https://mia.example)) and Ned Fry ([@ned](https://github.com/nedfry)) "
            "for reading this statement."
        ),
        ("Mia Sol", "Ned Fry"),
    ),
    ("Thanks to Mia Sol[^1] for reading this statement.\n\n[^1]: My sister.", ("Mia Sol",)),
    ("1. Thanks to Mia Sol for reading this statement.", ("Mia Sol",)),
    ("- [x] Reviewed by Mia Sol", ("Mia Sol",)),
    ("### Thanks to Mia Sol for reading this statement", ("Mia Sol",)),
    ("## Reviewed by\n\nMia Sol and Ned Fry", ("Mia Sol", "Ned Fry")),
    (
        (
            "## Acknowledgements\n\nThe following people reviewed this statement.\n\n* Mia Sol\n* Ned Fry "
            "(Acme)\n* the docs team"
        ),
        ("Mia Sol", "Ned Fry"),
    ),
    ("Reviewers:\n\n- Mia Sol\n- @ned", ("Mia Sol", "@ned")),
    ("Reviewers:\n- Mia Sol\n- @ned\n\nSkills:\n- Python\n- Rust", ("Mia Sol", "@ned")),
    ("**Proofread by** Mia Sol", ("Mia Sol",)),
    ("*Reviewer:* Mia Sol", ("Mia Sol",)),
    (
        "Thanks to Mia Sol for reviewing this post.\n\nThanks to Ned Fry for reviewing this post.",
        ("Mia Sol", "Ned Fry"),
    ),
    ("Gracias a Mia Sol por su revisión de este artículo.", ("Mia Sol",)),
    (
        "Merci à Mia Sol, Ned Fry et Ola Berg pour leurs commentaires sur une première version de ce billet.",
        ("Mia Sol", "Ned Fry", "Ola Berg"),
    ),
    ("Merci à Mia Sol pour sa relecture attentive.", ("Mia Sol",)),
    ("Herzlichen Dank an Mia Sol und Ned Fry für das Korrekturlesen dieses Artikels!", ("Mia Sol", "Ned Fry")),
    ("Mein Dank gilt Mia Sol für die Durchsicht.", ("Mia Sol",)),
    ("Grazie a Mia Sol per aver riletto questo testo.", ("Mia Sol",)),
    ("Obrigada à Mia Sol por revisar este texto.", ("Mia Sol",)),
    ("Dank aan Mia Sol voor het proeflezen.", ("Mia Sol",)),
    ("Tak til Mia Sol for korrekturlæsning.", ("Mia Sol",)),
    ("Dziękuję Mii Sol za korektę.", ("Mii Sol",)),
    ("Relu par Mia Sol.", ("Mia Sol",)),
    ("Revisado por Mia Sol y Ned Fry.", ("Mia Sol", "Ned Fry")),
    ("Ce texte a été relu par Mia Sol.", ("Mia Sol",)),
    ("Este texto fue revisado por Mia Sol.", ("Mia Sol",)),
)

NOT_THANKED: tuple[str, ...] = (
    "Thank you for reading this statement.",
    "Thanks for reading this,\nAda Quill",
    "Thank you for reviewing my nomination.\n\nAda Quill",
    "Thank you, voters, for reading this statement.",
    "Thank you, Steering Committee, for reviewing this nomination.",
    "Thanks in advance for your feedback on this platform!",
    "I appreciate you taking the time to review my statement.",
    "I would be grateful for any comments on this draft.",
    "Please review this statement and send me feedback.",
    "Thanks to Ada Quill for nominating me.",
    "Thanks to Ada Quill and Bo Lindqvist for their support.",
    "Thank you Ada Quill for your endorsement of this nomination.",
    "Thanks to Ada Quill for reviewing my patches.",
    "Thanks to Ada Quill for reviewing an early version of the scheduler.",
    "Thanks to Ada Quill for reviewing code and supporting this candidacy.",
    "Thanks to Ada Quill for proofreading my thesis years ago.",
    "Thanks to Ada Quill for reviewing the docs and to Bo Lindqvist for the logo of this page.",
    "I thank Ada Quill for her feedback over the years.",
    "I thank Ada Quill for her advice during this nomination.",
    "Thanks to Ada Quill for writing the first draft of the charter.",
    "Thanks to Ada Quill, I learned how to review code.",
    "Ada Quill reviewed the pull request.",
    "Ada Quill and I read drafts of the bylaws.",
    "I was reviewed by Ada Quill and passed.",
    "My first patch was reviewed by Ada Quill.",
    "The feature landed last week (reviewed by Ada Quill).",
    "I worked with Ada Quill on the draft budget.",
    "The first draft (by Ada Quill) became the policy.",
    "I share feedback from Ada Quill about Acme in this post.",
    "Photo by Ada Quill. Thank you for reading this post.",
    "This statement reflects discussions with Ada Quill.",
    "Ada Quill will review this statement.",
    "Ada Quill did not review this statement.",
    "I hope that Ada Quill reads this.",
    "Thanks to Ada Quill for not reading this statement.",
    "Thanks to everyone who reviewed drafts of this statement.",
    "Thanks to my wife and my friends for reading drafts of this.",
    "Thanks to the Acme Foundation for reviewing this statement.",
    "Thanks to the whole Docs Team for feedback on drafts of this statement.",
    "Thanks to my fellow Pythonistas for reviewing this statement.",
    "This statement was reviewed by the election committee.",
    "Nobody reviewed this statement.",
    "They reviewed this statement.",
    "I reviewed this statement myself.",
    "Reviewed by: the docs team",
    "Thanks to luck and patience for these drafts.",
    "Thanks to NAME for reviewing drafts of this statement.",
    "Thanks to Your Name Here for reviewing this statement.",
    "Thanks to <reviewers> for reviewing this statement.",
    "Thanks to {{ reviewer }} for reviewing this statement.",
    "Thanks to [name] and [name] for reviewing this statement.",
    "Thanks to XXX and TBD for reviewing this statement.",
    "Thanks to @your-handle for reviewing this statement.",
    "Thanks to Jane Doe for reviewing this statement.",
    "Reviewers: TBD",
    "Reviewers: none",
    "Reviewers: 3",
    "Thanks to Claude for proofreading this statement.",
    "Thanks to ChatGPT and GitHub Copilot for reviewing this text.",
    "This statement was reviewed by GPT-5.",
    "> Thanks to Ada Quill for reviewing this statement.",
    "```\nThanks to Ada Quill for reviewing this statement.\n```",
    "<!-- Thanks to Ada Quill for reviewing this statement. -->",
    "<!--\nThanks to Ada Quill for reviewing this statement.",
    "~~Thanks to Ada Quill for reviewing this statement.~~",
    "- Core reviewer: Nova, Neutron\n- Reviewer: PyCon Atlantis 2031",
    "## Reviewer\n\nI review a lot.",
    "- SIG Node: Reviewer\n- Reviewers are important, so I want more of them",
    "## Thank you\n\nI ask for your vote.\n\nAda Quill",
    "## Thanks!\n\nAda Quill",
    "I will grow our reviewers:\n\n- Mentoring\n- Office Hours\n",
    "I have read the statement of Ada Quill.",
    "You can read drafts of this post at Quill House.",
    "It is useful to thank Ada-like people who helped to draft such a text.",
    "Thanks to Ada Quill. All mistakes in this text are mine.",
    "Thanks for the review, Ada Quill!",
    "Thanks to Ada Quill for being the first reader of this statement.",
    "Thanks to the Reviewers: Ada Quill, Bo Lindqvist.",
    "Thanks to Ada Quill for reviewing this release.",
    "Thanks to Ada Quill for reading drafts of my novel.",
    "Thanks to Ada Quill and the Nova team for reviewing my changes this cycle.",
    "I am thankful to Ada Quill for feedback on the API.",
    "Ada Quill proofread my thesis.",
    "Ada Quill, Bo Lindqvist and I wrote this statement.",
    "The policy was reviewed by Ada Quill and this statement explains it.",
    "As Ada Quill commented on this post, we need more tests.",
    "Ada Quill commented on this post that we need more tests.",
    "I thank Ada Quill for this nomination and for reviewing my code.",
    "Thanks to Ada Quill for this nomination.",
    "Thank you Ada Quill for this nomination; I appreciate the feedback.",
    "Thanks to Ada Quill for nominating me and the feedback I got on this platform so far.",
    "I read this statement by Ada Quill.",
    "I edited this page with Ada Quill.",
    "Read this post by Ada Quill.",
    "Credits: draft logo by Ada Quill",
    "Comments on this draft should be sent to Ada Quill.",
    "Send comments on this draft to Ada Quill or Bo Lindqvist.",
    "Feedback on this statement is welcome from Ada Quill and others.",
    "Since 2020 I have reviewed drafts of PEPs from Ada Quill.",
    "I received feedback from Ada Quill that my reviews help.",
    "With Ada Quill I edited this newsletter for years.",
    "Ada Quill and I edit this newsletter.",
    "Kernel hackers such as Ada Quill reviewed this series.",
    "I was mentored by Ada Quill, who reviewed my first drafts of code.",
    "See this post by Ada Quill for reading material.",
    "Ask Ada Quill for comments on this document.",
    "Thanks to Ada Quill, the draft policy on reviewing this was published.",
    "Thanks to Ann and Bo for comments.",
    "Thanks to Ann Lee and Bo Ek for early feedback.",
    "Thanks to Ann Lee for reviewing our grant.",
    "Thanks to Ann Lee for reviewing the budget and this year's report.",
    "Thanks to Ann Lee for all the reviews over the years.",
    "Thanks to Ann Lee for all her work on drafts of the new charter.",
    "Thanks to Ann Lee for her comments about my work.",
    "Thanks to Ann Lee's team for reviewing this post.",
    "Thanks to friends at Acme for reviewing this post.",
    "Thanks to several Kubernetes contributors for reviewing this statement.",
    "Thanks to Kubernetes SIG Docs for reviewing this statement.",
    "Thanks to the Ann Lee Memorial Fund for this award.",
    "Thanks to Ann Lee for this platform.",
    "Reviewers should thank Ann Lee.",
    "If you reviewed this, thank you! Ann Lee did not.",
    "Special thanks to {name} for reviewing this statement.",
    "Thanks to @handle1 and @handle2 for reviewing this statement.",
    "Thanks to ____ for reviewing this statement.",
    "Thanks to ... for reviewing this statement.",
    "Thanks to ??? for reviewing this statement.",
    "Thanks to A, B and C for reviewing this statement.",
    "Thanks to First Last for reviewing this statement.",
    "Thanks to Reviewer One for reviewing this statement.",
    "Thanks to Gemini 3 Pro and Claude Code for reviewing this statement.",
    "Thanks to Mistral AI for reviewing this statement.",
    "Thanks to Grammarly for checking this statement.",
    "Ann Lee is responsible for reviewing this statement.",
    "Ann Lee asked me for comments on this document.",
    "I sent Ann Lee a draft of this statement.",
    "I reviewed a draft of this post by Ann Lee.",
    "I wrote this with Ann Lee; we edited this essay together.",
    "My nominator, Ann Lee, will review this statement.",
    "Ann Lee wrote the first draft of this statement.",
    "Thanks to Ann Lee for writing the first draft of this statement.",
    "Thanks to Ann Lee for translating this statement.",
    "Documents that Ann Lee reviewed: this policy.",
    "Draft: 2031-01-01, Reviewer: Nova",
    "In this post I review Ann Lee's book.",
    "Comments by Ann Lee made me run.",
    "Thank you to Ann Lee for your comments in this election.",
    "I asked Mia Sol and Ned Fry to read this statement. Thank you both!",
    "_Thanks to Mia Sol for the edits!_",
    "Thank you to my reviewers.",
    "## Acknowledgements\n\nI would like to thank these people for their support:\n\n* Mia Sol\n* Ned Fry\n",
    "## Credits\n\n- Photo: Mia Sol\n- Logo: Ned Fry",
    "## Credits\n\nPhoto by Mia Sol.",
    "## Thanks\n\nI thank the community.\n\nMia Sol",
    "## Acknowledgement of Country\n\nMia Sol, Ned Fry",
    "| Reviewers |\n|---|\n| Mia Sol |",
    "In this statement I describe the policy reviewed by Mia Sol.",
    "This statement describes a policy that was reviewed by Mia Sol.",
    "This proposal was rejected by Mia Sol.",
    "This post is about feedback from Mia Sol.",
    "Mia Sol and Ned Fry read my mind.",
    "Mia Sol edited the video.",
    "Thanks to Mia Sol for editing the video.",
    "Thanks to Mia Sol for the review culture she built.",
    "Thanks to Mia Sol for teaching me how to review this kind of code.",
    "Thanks to Mia Sol for years of reviews; this statement is for her.",
    "Thanks to Mia Sol for reviewing everything I wrote.",
    "Thanks to Mia Sol for checking in on me while I wrote this statement.",
    "Thanks to Mia Sol for going with me to this conference.",
    "Thanks to Mia Sol for looking after this project.",
    "Thanks to Mia Sol for her comments on this issue.",
    "Thanks to Mia Sol for her feedback on this idea.",
    "Thanks to Mia Sol for her feedback on this role.",
    "Thanks to Mia Sol for improving this documentation.",
    "Thanks to Mia Sol for improving this project's governance document.",
    "Thanks to Mia Sol and the reviewers of PEP 9999.",
    "Thanks to Mia Sol for reading group sessions on this.",
    "Mia Sol thanked me for reviewing drafts of her book.",
    "Mia Sol thanked me for reviewing drafts.",
    "I was thanked by Mia Sol for reviewing this article.",
    "I edited this newsletter from Mia Sol.",
    "I got feedback from Mia Sol on my draft RFC process.",
    "The committee, Mia Sol and Ned Fry, will read this statement.",
    "Before you read this statement, ask Mia Sol.",
    "Read more drafts of this on Mia Sol's blog.",
    "Reviewers wanted: Mia Sol said yes.",
    "I am a reviewer: Neutron, Nova, Cinder.",
    "Reviewed: Neutron, Nova",
    "Thank you for your consideration.\n\nMia Sol\n\nReview history: https://r.example/mia",
    "Editor: Vim. Reviewer: none.",
)


def _is_running_text(text: str) -> bool:
    return text[0].isalpha() and not any(sign in text for sign in "\n_*`<{[:—–…")


@pytest.mark.parametrize(("text", "names"), THANKED)
def test_everybody_thanked_for_reviewing_the_text_is_found(text: str, names: tuple[str, ...]) -> None:
    assert sorted(credit.name for credit in find_credits(text, "a.md")) == sorted(names)


@pytest.mark.parametrize("text", NOT_THANKED)
def test_nobody_else_is_taken_for_a_reviewer(text: str) -> None:
    assert find_credits(text, "a.md") == ()


_RUNNING = tuple(pair for pair in THANKED if _is_running_text(pair[0]))


@pytest.mark.parametrize("marks", ["*", "**", "_", "***"])
def test_emphasis_around_it_changes_nothing(marks: str) -> None:
    for text, names in _RUNNING:
        found = find_credits(marks + text + marks, "a.md")
        assert sorted(credit.name for credit in found) == sorted(names), text


@pytest.mark.parametrize("width", [1, 2, 3, 7])
def test_line_breaks_change_nothing(width: int) -> None:
    for text, names in _RUNNING:
        words = text.split(" ")
        lines = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
        found = find_credits("\n".join(lines), "a.md")
        assert sorted(credit.name for credit in found) == sorted(names), lines
