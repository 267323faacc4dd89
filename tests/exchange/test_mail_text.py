"""What is new in a message: whatever program and language quoted the one before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamboard.exchange.mail_html import text_of_html
from dreamboard.exchange.mail_text import new_text, unflowed

ME = "Me Rep <me@rep.example>"

ABOVE_QUOTES = {
    "Gmail, English": f"On Mon, Feb 2, 2026 at 10:00 AM {ME} wrote:",
    "Gmail, English, in two lines": "On Mon, Feb 2, 2026 at 10:00 AM Me Rep <\nme@rep.example> wrote:",
    "Gmail, German": f"Am Mo., 2. Feb. 2026 um 10:00 Uhr schrieb {ME}:",
    "Gmail, French": f"Le lun. 2 févr. 2026 à 10:00, {ME} a écrit :",
    "Gmail, French, in two lines": f"Le lun. 2 févr. 2026 à 10:00, {ME} a\nécrit\u00a0:",
    "Gmail, Spanish": "El lun, 2 feb 2026 a las 10:00, Me Rep (<me@rep.example>) escribió:",
    "Gmail, Italian": f"Il giorno lun 2 feb 2026 alle ore 10:00 {ME}\nha scritto:",
    "Gmail, Portuguese": f"Em seg., 2 de fev. de 2026 às 10:00, {ME}\nescreveu:",
    "Gmail, Dutch": f"Op ma 2 feb 2026 om 10:00 schreef {ME}:",
    "Gmail, Swedish": f"Den mån 2 feb. 2026 kl 10:00 skrev {ME}:",
    "Gmail, Norwegian": f"man. 2. feb. 2026 kl. 10:00 skrev {ME}:",
    "Gmail, Finnish": "ma 2. helmik. 2026 klo 10.00 Me Rep (me@rep.example) kirjoitti:",
    "Gmail, Polish": f"pon., 2 lut 2026 o 10:00 {ME} napisał(a):",
    "Gmail, Czech": f"po 2. 2. 2026 v 10:00 odesílatel {ME} napsal:",
    "Gmail, Russian": f"пн, 2 февр. 2026 г. в 10:00, {ME}:",
    "Gmail, Turkish": f"{ME}, 2 Şub 2026 Pzt, 10:00 tarihinde şunu yazdı:",
    "Gmail, Japanese": f"2026年2月2日(月) 10:00 {ME}:",
    "Gmail, Chinese": f"{ME} 于2026年2月2日周一 10:00写道：",
    "Gmail, Korean": f"2026년 2월 2일 (월) 오전 10:00, {ME}님이 작성:",
    "Apple, English": f"> On 2 Feb 2026, at 10:00, {ME} wrote:",
    "Apple, German": f"> Am 02.02.2026 um 10:00 schrieb {ME}:",
    "Apple, French": f"> Le 2 févr. 2026 à 10:00, {ME} a écrit :",
    "Apple, Japanese": f"> 2026/02/02 10:00、{ME}のメール:",
    "Thunderbird, German": "Am 02.02.26 um 10:00 schrieb Me Rep:",
    "Thunderbird, French": "Le 02/02/2026 à 10:00, Me Rep a écrit :",
    "Roundcube": "On 2026-02-02 10:00, Me Rep wrote:",
    "Roundcube, German": "Am 2026-02-02 10:00, schrieb Me Rep:",
    "Roundcube, Dutch": "Me Rep schreef op 2026-02-02 10:00:",
    "Zimbra": "----- On Feb 2, 2026, at 10:00 AM, Me Rep me@rep.example wrote:",
    "mutt": "* Me Rep <me@rep.example> [2026-02-02 10:00]:",
    "a name alone": "Me Rep wrote:",
    "Gmail on a telephone, German": f"{ME} schrieb am Mo., 2. Feb. 2026, 10:00:",
}


@pytest.mark.parametrize("above", ABOVE_QUOTES.values(), ids=ABOVE_QUOTES.keys())
def test_the_line_above_a_quote_goes_with_the_quote(above):
    assert new_text(f"Sounds good.\n\n{above}\n\n> Hi\n> there\n") == "Sounds good."
    assert new_text(f"Sounds good.\r\n{above}\r\n> Hi\r\n") == "Sounds good."


HEADS = {
    "English": "From: {me}\nSent: Monday, February 2, 2026 10:00 AM\nTo: Dana Fox\nSubject: Dock",
    "English, bold": "*From:* {me}\n*Sent:* Monday, February 2, 2026\n*To:* Dana Fox\n*Subject:* Dock",
    "German": "Von: {me}\nGesendet: Montag, 2. Februar 2026 10:00\nAn: Dana Fox\nBetreff: Dock",
    "French": "De : {me}\nEnvoyé : lundi 2 février 2026 10:00\nÀ : Dana Fox\nObjet : Dock",
    "Spanish": "De: {me}\nEnviado el: lunes, 2 de febrero de 2026 10:00\nPara: Dana Fox\nAsunto: Dock",
    "Italian": "Da: {me}\nInviato: lunedì 2 febbraio 2026 10:00\nA: Dana Fox\nOggetto: Dock",
    "Portuguese": "De: {me}\nEnviada em: segunda-feira, 2 de fevereiro de 2026\nPara: Dana\nAssunto: Dock",
    "Dutch": "Van: {me}\nVerzonden: maandag 2 februari 2026 10:00\nAan: Dana Fox\nOnderwerp: Dock",
    "Swedish": "Från: {me}\nSkickat: den 2 februari 2026 10:00\nTill: Dana Fox\nÄmne: Dock",
    "Danish": "Fra: {me}\nSendt: 2. februar 2026 10:00\nTil: Dana Fox\nEmne: Dock",
    "Polish": "Od: {me}\nWysłano: poniedziałek, 2 lutego 2026 10:00\nDo: Dana Fox\nTemat: Dock",
    "Russian": "От: {me}\nОтправлено: 2 февраля 2026 г. 10:00\nКому: Dana Fox\nТема: Dock",
    "Japanese": "差出人: {me}\n送信日時: 2026年2月2日 10:00\n宛先: Dana Fox\n件名: Dock",
    "Chinese": "发件人： {me}\n发送时间： 2026年2月2日 10:00\n收件人： Dana Fox\n主题： Dock",
    "GMX": "Gesendet: Montag, 02. Februar 2026 um 10:00 Uhr\nVon: {me}\nAn: d@x.example\nBetreff: Dock",
    "Hotmail": "Date: Mon, 2 Feb 2026 10:00:00 -0500\nFrom: me@rep.example\nTo: d@x.example\nSubject: Dock",
    "Notes": "From:\tMe Rep/REP\nTo:\tDana Fox/TELLER@TELLER\nDate:\t02/02/2026 10:00 AM\nSubject:\tDock",
    "long list": "From: {me}\nSent: Monday\nTo: Dana Fox; Bo Li;\n  Cy Ray\nCc: Di\nSubject: Dock",
}


@pytest.mark.parametrize("rule", ["", "________________________________\n", "-----Original Message-----\n"])
@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS.keys())
def test_the_headers_of_the_message_before_end_the_new_text(heads, rule):
    told = heads.format(me=ME)
    assert new_text(f"Fine.\n\nDana\n\n{rule}{told}\n\nHi there\n") == "Fine.\n\nDana"


RULES = {
    "German": "-----Ursprüngliche Nachricht-----\nVon: Me\n",
    "French": "-----Message d’origine-----\nDe : Me\n",
    "Outlook Express": '----- Original Message ----- \nFrom: "Me" <me@rep.example>\n',
    "Notes": "-----Me Rep/REP wrote: -----\nTo: Dana\nFrom: Me\n",
    "Proton": "------- Original Message -------\nOn Monday, February 2nd, 2026 at 10:00 AM, Me wrote:\n\n> x",
    "GMX": "-------- Original-Nachricht --------\n> Datum: Mon\n> Von: Me\n",
    "Yahoo": f"    On Monday, February 2, 2026, 10:00:00 AM EST, {ME} wrote:  \n \n",
    "Yahoo, before": f"--- On Mon, 2/2/26, {ME} wrote:\n\nFrom: Me\nSubject: x\nTo: d\n",
    "Thunderbird, forwarded": "-------- Forwarded Message --------\nSubject: \tx\nDate: \tMon\nFrom: \tMe\n",
    "Thunderbird, German": "-------- Weitergeleitete Nachricht --------\nBetreff: \tx\nVon: \tMe\n",
    "Gmail, forwarded": "---------- Forwarded message ---------\nFrom: Me <me@rep.example>\nDate: Mon\n",
    "Apple, forwarded": "Begin forwarded message:\n\n> From: Me <me@rep.example>\n> Subject: x\n",
    "Apple, German": "Anfang der weitergeleiteten Nachricht:\n\n> Von: Me\n> Betreff: x\n",
    "Eudora": "--- begin forwarded text\n\nFrom: Me\n",
    "Android": "-------- Original message --------\nFrom: Me\nDate: 02/02/2026 10:00 (GMT+01:00)\nTo: D\n",
    "Tutanota": "6. Okt. 2026, 11:51 AM von me@rep.example:\n\n",
    "BlackBerry": "  Original Message  \nFrom: Me\nSent: Monday\nTo: D\nSubject: x\n",
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_rule_with_words_in_it_ends_the_new_text(rule):
    assert new_text(f"Fine.\n\n{rule}\nHi there\n") == "Fine."


@pytest.mark.parametrize(
    "text",
    [
        "From now on: we wrote:\nIt is fine.",
        "Let me know.\nOn Monday I wrote: yes.\nDate: tomorrow",
        "Please note:\nOn Monday we spoke to the people from Teller:\nthey agree.",
        "Am 2. Februar 2026 haben wir von Teller drei Angebote bekommen:\nzwei davon gut.",
        "These are the facts\nTo: do list\nFrom: here to there\nIt is fine",
        "From: Berlin\nTo: London\nDate: 5 May\n\nFlight BA 981",
        "*** EXTERNAL MESSAGE ***\nHello there",
        "--- Message for Bo ---\n\nCall him back.",
        "Write to bo@x.example:\nhe knows.",
    ],
)
def test_what_only_looks_like_a_quote_is_kept(text):
    assert new_text(text) == text


def test_answers_between_quotes_are_kept_without_what_stands_around_them():
    asked = (
        f"On 2 Feb 2026, {ME} wrote:\n\n> Price?\n\n12 each.\n\n> When?\n>\n> -- \n> Me\n\nMonday.\n\nDana"
    )
    assert new_text(f"Hi,\n\nanswers inline.\n\n{asked}") == (
        "Hi,\n\nanswers inline.\n\n12 each.\n\nMonday.\n\nDana"
    )


def test_a_message_that_only_passes_another_on_is_kept_whole():
    text = "---------- Forwarded message ---------\nFrom: Me <me@rep.example>\nSubject: x\nTo: d\n\nHi"
    assert new_text(text) == text


@pytest.mark.parametrize(
    "below",
    [
        "-- \nDana Fox\n+1 202 555 0100",
        "--\nDana Fox\nTeller Foods",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "iPhoneから送信",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Sent from Yahoo Mail on Android",
        "-- \nDana\nSent from my iPad",
        "_______________________________________________\nDock mailing list\nhttp://x.example/listinfo/dock",
    ],
)
def test_signatures_and_what_programs_add_are_no_new_text(below):
    quoted = f"On 2 Feb 2026, {ME} wrote:\n> Hi"
    assert new_text(f"Fine.\n\n{below}\n\n{quoted}") == "Fine."
    assert new_text(f"{quoted}\n\nFine.\n\n{below}\n") == "Fine."
    assert new_text(below)  # there is nothing else


def test_a_letter_below_a_dash_is_no_signature():
    letter = "Two things:\n--\n" + "\n".join(f"{number}. one more" for number in range(20))
    assert new_text(letter) == letter


def test_a_text_sealed_with_pgp_is_read_without_the_seal():
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello.\n- -- \nDana\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEz\n=x\n-----END PGP SIGNATURE-----\n"
    )
    assert new_text(text) == "Hello."


def test_lines_that_flow_are_joined_to_their_paragraphs():
    text = "One two \r\nthree \r\nfour.\r\n\r\n From here\r\n> asked \r\n> more\r\n-- \r\nDana"
    assert unflowed(text) == "One two three four.\n\nFrom here\n> asked more\n-- \nDana"
    assert unflowed("日本 \n語", drops_space=True) == "日本語"


PAGES = {
    "Gmail": (
        '<div dir="ltr">Fine.</div><br><div class="gmail_quote"><div class="gmail_attr">Στις Δευ 2 Φεβ, Me'
        ' έγραψε:<br></div><blockquote class="gmail_quote"><div>Hi</div></blockquote></div>'
    ),
    "Gmail, signed": (
        '<div>Fine.<br><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Dana'
        '</div></div><div class="gmail_quote"><blockquote>Hi</blockquote></div>'
    ),
    "Outlook on the web": (
        '<div>Fine.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Από:'
        "</b> Me<br><b>Στάλθηκε:"
        "</b> x</div><div>Hi</div>"
    ),
    "Outlook": (
        '<div class="WordSection1"><p class="MsoNormal">Fine.<o:p></o:p></p><p><o:p>&nbsp;</o:p></p><div><div'
        ' style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt"><p><b>Από:</b> Me<br><b>Στ:</b> x'
        '</p></div></div><p class="MsoNormal">Hi</p></div>'
    ),
    "Outlook, before": (
        "<DIV>Fine.</DIV>"
        "<DIV class=OutlookMessageHeader align=left>-----Oprindelig meddelelse-----<BR><B>Fra:"
        "</B> Me</DIV>Hi"
    ),
    "Apple": (
        'Fine.<div><br><blockquote type="cite"><div>On 2 Feb 2026, at 10:00, Me wrote:</div>'
        "<br>Hi</blockquote>"
        "</div>"
    ),
    "iPhone": (
        "<body>Fine.<br><br><div>Sent from my iPhone</div><div><br>"
        '<blockquote type="cite">On Feb 2, Me wrote:'
        '</blockquote></div><blockquote type="cite">Hi</blockquote></body>'
    ),
    "Thunderbird": (
        '<p>Fine.<br></p><div class="moz-cite-prefix">Ο/Η Me έγραψε:<br></div><blockquote type="cite">Hi'
        '</blockquote><div class="moz-signature">-- <br>Dana</div>'
    ),
    "Thunderbird, below": (
        '<div class="moz-cite-prefix">On 2/2/26 10:00, Me wrote:<br></div><blockquote>Hi'
        "</blockquote><p>Fine.</p>"
    ),
    "Thunderbird, forwarded": (
        '<p>Fine.</p><div class="moz-forward-container"><br>-------- Μήνυμα --------<table>'
        "<tr><th>Subject:</th>"
        "<td>x</td></tr></table>Hi</div>"
    ),
    "Yahoo": (
        '<div>Fine.</div><div id="ydp1yahoo_quoted_12" class="ydp1yahoo_quoted">'
        "<div>Στις Me έγραψε:</div>Hi</div>"
    ),
    "Zimbra": (
        '<div>Fine.</div><hr id="zwchr" data-marker="__DIVIDER__">'
        '<div data-marker="__HEADERS__"><b>De: </b>Me'
        "</div><div>Hi</div>"
    ),
    "Proton": (
        '<div>Fine.</div><div class="protonmail_quote">Στις Me έγραψε:<br><blockquote>Hi</blockquote></div>'
    ),
    "GMX": ('<div>Fine.<div name="quote"><div><b>Gesendet:</b>&nbsp;Montag</div><div>Hi</div></div></div>'),
    "nobody ended": "<head><title>x</title><body><p>Fine.</p><blockquote>Hi",
    "hidden": '<div style="display:none;max-height:0">Hi</div><!--[if mso]><p>Hi</p><![endif]--><p>Fine.</p>',
    "declared": "<![if !mso]><![x]><p>Fine.</p><![endif]></style></blockquote>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_page_is_read_without_what_its_program_marks_as_quoted(page):
    assert new_text(text_of_html(page)) == "Fine."


def test_answers_between_the_quotes_of_a_page_are_kept():
    page = (
        '<div class="gmail_quote"><div class="gmail_attr">On Mon, Me wrote:</div>'
        "<blockquote>Price?</blockquote>"
        "<div>12 each.</div><blockquote>When?<blockquote>Older</blockquote></blockquote>"
        "<div>Monday.</div></div>"
    )
    assert new_text(text_of_html(page)) == "12 each.\nMonday."


def test_a_pages_lines_are_those_that_one_sees():
    page = (
        "<p>Hello\n  World</p>&nbsp;<pre>a\n  b</pre><ul><li>one<li>two</ul>"
        "<table><tr><td>x</td><td>y</td></tr><tr><td>z</td></tr></table>end"
    )
    assert text_of_html(page) == "Hello World\n\na\nb\none\ntwo\nx y\nz\nend"


MARKS = st.sampled_from(
    [
        *("<div>", "</div>", "<blockquote>", "</blockquote>", "<![", "<!--", "-->", ">", "<p", "<pre>", "\n"),
        *(
            '<div class="gmail_attr">',
            "&#x0;",
            "<br>",
            "<head>",
            "<body>",
            "<style>",
            "</",
            "text",
            "> ",
            "-- \n",
        ),
        *("On 1 Jan 2026, Me wrote:", "From: a@x.example\n", "Subject: x\n", "To: b\n"),
        "-----BEGIN PGP SIGNED MESSAGE-----\n",
    ]
)


@settings(max_examples=500, deadline=2_000)
@given(st.lists(st.one_of(MARKS, st.text(max_size=4)), max_size=40))
def test_any_page_and_any_text_come_to_some_text(pieces):
    text = "".join(pieces)
    assert isinstance(new_text(text_of_html(text)), str)
    assert isinstance(new_text(unflowed(text)), str)
