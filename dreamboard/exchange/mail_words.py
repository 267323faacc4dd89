"""What mail programs write around what a person wrote, in the languages that they speak.

Only words: what they mean together is for ``mail_text`` to say. Each program puts a line above what it quotes
("On … wrote:"), a block of headers ("From: Sent: To: Subject:") or a rule with words in it ("-----Original
Message-----"), and a line of its own below what was written ("Sent from my iPhone").
"""

from __future__ import annotations

import re

# Verbs that end the line above a quote, and those that the writer's name follows.
_LAST = (
    r"wrote|writes|(?:a\s)?écrit|escribió|ha\sscritto|scrive|escreveu|написал|написала|написал\(а\)|пишет"
    r"|пише|написав|napisał|napisała|napisał\(a\)|napsal|napsala|napsal\(a\)|napísal|kirjoitti|yazdı"
    r"|έγραψε|írta|a\sscris|je\snapisao|写道|寫道|のメール|님이\s작성|作成|さんは書きました"
)
_AMID = r"schrieb|schreef|skrev|skrifaði|odesílatel|geschreven\sdoor|skrifaði"
LAST_VERB = re.compile(
    rf"(?:(?<![^\W\d_])|(?<=[\d日]))(?:{_LAST})\s*(?:\.{{3}}|…)?\s?[:：]\s*$", re.IGNORECASE
)
AMID_VERB = re.compile(rf"(?<![^\W\d_])(?:{_AMID})(?![^\W\d_]).{{0,200}}?[:：]\s*$", re.IGNORECASE)
BY = re.compile(r"(?<![^\W\d_])(?:von|from|de|par|da|van|от)(?![^\W\d_]).{0,120}[:：]\s*$", re.IGNORECASE)
OPENING = re.compile(
    r"[\s>*]*(?:(?:on|le|am|el|il|op|em|den|på|dnia|w\sdniu|v|στις|la|kl)\b|-{2,}\s?on\b"
    r"|(?:[^\W\d_]{2,4}[.,]?\s)?\d{1,4}\s?[./年-]|[^\W\d_]{2,4}[.,]{1,2}\s?\d|[^\W\d_]{2,3}\s\d{1,2}\.)",
    re.IGNORECASE,
)
"""How a line above a quote may begin: with when it was written."""

MESSAGE_RULE = re.compile(
    r"[\s>]*[-_=*]{2,}\s?(?!\s?(?:end|ende|fin|begin\spgp)\b)[^\n]{0,40}?"
    r"(?:message|nachricht|mensaje|messaggio|bericht|mensagem|meddelande|meddelelse|besked|melding"
    r"|wiadomość|сообщение|повідомлення|zpráva|správa|viesti|mesaj|üzenet|μήνυμα|e-?mail|original|forwarded"
    r"|原始邮件|原始郵件|邮件|郵件|转发|轉寄|メッセージ|메시지|메일)[^\n]{0,40}?\s?[-_=*]{2,}\s*",
    re.IGNORECASE,
)
"""“-----Original Message-----”, “-------- Weitergeleitete Nachricht --------”."""
NOTES_RULE = re.compile(
    r"[\s>]*-{3,}\s?\S.{0,150}?\s(?:wrote|schrieb|a\sécrit)\s?:\s?-{3,}\s*", re.IGNORECASE
)
"""“-----Dana Fox/Teller wrote: -----”, as Notes writes."""
FORWARDED = re.compile(
    r"[\s>]*(?:-{2,}\s?begin forwarded (?:text|message)(?:\s?-{2,})?|(?:begin forwarded message"
    r"|anfang der weitergeleiteten (?:nachricht|e-mail)"
    r"|début du (?:message|e-mail) (?:réexpédié|transféré)|inicio del mensaje reenviado"
    r"|inizio (?:del )?messaggio inoltrato|início da mensagem (?:re)?encaminhada"
    r"|begin doorgestuurd bericht|vidarebefordrat (?:brev|mejl)|videresendt (?:besked|melding)"
    r"|転送されたメッセージ|(?:开始转发的|以下是转发的|下面是被转发的)邮件|開始轉寄郵件)\s?[:：])\s*",
    re.IGNORECASE,
)

_HEADS = {
    "from": "from von de da van från fra od от від lähettäjä kimden από feladó de_la expéditeur mittente"
    " remitente afzender 差出人 送信者 发件人 寄件者 寄件人 보낸_사람 보낸사람",
    "sent": "sent date gesendet datum envoyé envoyé_le enviado enviado_el enviado_em enviada enviada_em"
    " enviados enviadas fecha data inviato verzonden skickat dato sendt wysłano дата отправлено надіслано"
    " odesláno odoslané datum_odeslání lähetetty päivämäärä gönderildi gönderme_tarihi tarih ημερομηνία"
    " στάλθηκε elküldve dátum trimis 送信日時 日付 日時 发送时间 日期 寄件日期 傳送日期 時間 时间"
    " 보낸_날짜 날짜",
    "to": "to an à a para aan till til do кому komu vastaanottaja kime προς címzett către destinatario"
    " destinataire pour 宛先 收件人 收件者 받는_사람 받는사람",
    "cc": "cc kopie kopia копия copia copie kopi 抄送 副本 참조 ccn bcc",
    "subject": "subject betreff objet asunto oggetto assunto onderwerp ämne emne temat тема předmět predmet"
    " aihe konu θέμα tárgy subiect sujet 件名 主题 主題 主旨 제목",
}
HEAD_WORDS = {word.replace("_", " "): role for role, words in _HEADS.items() for word in words.split()}
"""What the headers above a quoted message are called -> which header it is."""
HEAD_LINE = re.compile(r"[\s>*|]*([^\W\d_][^\W\d_ ']{0,19}?)[\s*]*[:：]")

DEVICE_LINE = re.compile(
    r"\s*(?:sent from (?:my|the|yahoo|outlook|mail|proton|samsung|aol|gmail|windows|myMail|mobile"
    r"|an?) ?.{0,80}"
    r"|sent (?:with|via|using) (?:an? )?(?:proton|sparrow|airmail|mailbox|superhuman|blackberry|canary|spark"
    r"|shift|the samsung|my|gmail|huawei|bluemail).{0,80}|get outlook for .{1,80}|get bluemail for .{1,60}"
    r"|(?:von|auf) (?:meinem|meiner) .{1,60} (?:gesendet|versendet)\.?|gesendet (?:von|mit|über) .{1,80}"
    r"|holen sie sich outlook für .{1,60}|outlook für .{1,60} (?:beziehen|herunterladen|abrufen).{0,80}"
    r"|envoyé (?:de|depuis|à partir de) (?:mon|ma|yahoo|outlook|mon) .{1,60}|(?:télécharger"
    r"|obtenir) outlook .{1,80}"
    r"|enviado (?:desde|do|a partir do|de) (?:mi|meu|mon|yahoo|outlook|correo) ?.{1,60}"
    r"|obtener outlook .{1,80}"
    r"|obter o outlook .{1,80}|inviato da(?:l mio)? .{1,60}|(?:scarica|ottieni) outlook .{1,80}"
    r"|(?:verzonden|verstuurd) (?:vanaf|met|via) .{1,60}|outlook voor .{1,60} downloaden.{0,60}"
    r"|skickat från (?:min|outlook|yahoo) .{1,60}|sendt fra (?:min|outlook) .{1,60}|wysłan[eo] z .{1,60}"
    r"|отправлено (?:с|из) .{1,60}|odesláno z .{1,60}|lähetetty .{1,40}|.{1,30}から送信|发自我的.{1,30}"
    r"|從我的.{1,30}傳送|从我的.{1,30}发送|나의 .{1,30}에서 보냄)\s*",
    re.IGNORECASE,
)
"""What a program adds below what a person wrote."""
