"""Every word of the pages in Chinese and English; pages and code name them by their id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from portal.audit_words import AUDIT_WORDS
from portal.desk_words import DESK_WORDS
from portal.help_words import HELP_WORDS

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("补签名", "Re-sign"),
        "skip": ("跳到内容", "Skip to content"),
        "language": ("English", "中文"),
        "theme.auto": ("深浅: 自动", "Theme: auto"),
        "theme.light": ("深浅: 浅色", "Theme: light"),
        "theme.dark": ("深浅: 深色", "Theme: dark"),
        "back": ("返回", "Back"),
        "log_in.title": ("登录", "Log in"),
        "log_in.login": ("账号", "Account"),
        "log_in.password": ("密码", "Password"),
        "log_in.button": ("登录", "Log in"),
        "log_in.forgotten": ("忘记密码", "Forgotten password"),
        "log_in.ended": (
            "登录已结束，没有存下任何内容。请重新登录。",
            "You are logged out and nothing was stored. Please log in again.",
        ),
        "log_out.button": ("退出登录", "Log out"),
        "bind.title": ("这部手机还没有绑定", "This phone is not bound yet"),
        "bind.how": (
            "在已绑定的手机上登录，打开“绑定另一部手机”，把那里显示的 8 位数字填在这里。"
            "那部手机不在了，请打电话给客服。",
            "Log in on the phone that is bound, open “Bind another phone” and enter here the "
            "8 digits it shows. If that phone is gone, call the support desk.",
        ),
        "bind.code": ("8 位数字", "8 digits"),
        "bind.button": ("绑定这部手机", "Bind this phone"),
        "code.title": ("绑定另一部手机", "Bind another phone"),
        "code.show": ("显示绑定码", "Show the code"),
        "code.waiting": ("另一部手机正在等待绑定。", "Another phone waits to be bound."),
        "code.none": (
            "没有手机在等待。先在新手机上用账号和密码登录。",
            "No phone waits. First log in on the new phone with account and password.",
        ),
        "code.until": ("有效至 {until}，只能用一次", "Valid until {until}, once"),
        "forgotten.title": ("忘记密码", "Forgotten password"),
        "forgotten.how": (
            "填写账号后请打电话给客服。核对身份后，客服会报给您一个 8 位数字。",
            "Enter your account, then call the support desk. Once it knows who you are, it tells "
            "you 8 digits.",
        ),
        "forgotten.button": ("我忘记了密码", "I forgot my password"),
        "forgotten.done": (
            "如果有这个账号，客服已经收到通知。拿到 8 位数字后在下面设置新密码。",
            "If there is such an account, the desk has been told. With the 8 digits, set a new "
            "password below.",
        ),
        "password.new": ("新密码（至少 8 位）", "New password (8 characters or more)"),
        "password.button": ("设置新密码", "Set the new password"),
        "password.locked": (
            "试错太多次，{until} 前不能登录。客服报出的 8 位数字不受此限制: 请核对后再填一次。",
            "Too many wrong tries: no log-in before {until}. Digits that the desk has told are "
            "taken all the same: check and enter them again.",
        ),
        "password.done": ("新密码已设置，请登录。", "The new password is set; please log in."),
        "popup.title": ("{count} 笔待签名", "{count} unsigned"),
        "popup.held": ("{amount} 未到账", "{amount} not paid out"),
        "popup.button": ("查看", "Show them"),
        "list.title": ("待签名", "Unsigned"),
        "list.none": ("没有待签名的交易。", "Nothing waits for a signature."),
        "list.recent": ("最近的交易", "Latest transactions"),
        "days.left": ("还剩 {days} 天", "{days} days left"),
        "days.one": ("还剩 1 天", "1 day left"),
        "days.today": ("今天到期", "Last day"),
        "days.over": ("已过期", "Past its time"),
        "detail.title": ("交易", "Transaction"),
        "detail.amount": ("金额", "Amount"),
        "detail.at": ("时间", "Time"),
        "detail.card": ("卡号", "Card"),
        "detail.terminal": ("终端", "Terminal"),
        "detail.voucher": ("批次/凭证号", "Batch/voucher"),
        "detail.reference": ("参考号", "Reference"),
        "detail.payment": ("付款", "Payment"),
        "detail.signature": ("签名", "Signature"),
        "detail.payout": ("到账", "Payout"),
        "detail.soft": ("此前签名不影响到账", "Sign until, for a payout in time"),
        "detail.hard": ("最迟签名", "Sign at the latest"),
        "detail.attempts": ("签名记录", "History of signatures"),
        "detail.no_attempts": ("还没有签名。", "None yet."),
        "detail.slip": ("查看签购单", "See the slip"),
        "detail.hand": ("请持卡人签名", "Let the cardholder sign"),
        "detail.link": ("在持卡人的手机上签名", "Sign on the cardholder's phone"),
        "detail.closed": ("现在不能在手机上签名", "It cannot be signed on the phone now"),
        "detail.ways": ("还可以: {ways}", "What is left: {ways}"),
        "payment.APPROVED": ("成功", "approved"),
        "payment.DECLINED": ("已拒绝", "declined"),
        "payment.REVERSED": ("已冲正", "reversed"),
        "payment.VOIDED": ("已撤销", "voided"),
        "payment.TOMBSTONE": ("已冲正", "reversed"),
        "signature.NOT_REQUIRED": ("无需签名", "not required"),
        "signature.UNSIGNED": ("待签名", "unsigned"),
        "signature.SIGNED": ("已签名", "signed"),
        "signature.PAPER": ("纸质签名", "on paper"),
        "signature.WAIVED": ("免签放行", "waived"),
        "payout.none": ("无", "none"),
        "payout.HELD": ("暂扣: 缺少签名", "held: no signature"),
        "payout.RELEASED": ("将于 {due} 到账", "due {due}"),
        "payout.PAID": ("已于 {paid} 到账", "paid {paid}"),
        "payout.VOIDED": ("不到账: 交易已撤销", "none: the sale is undone"),
        "payout.RECLAIMED": ("将从下笔扣回", "taken off the next payout"),
        "route.SALE": ("交易时", "at the sale"),
        "route.TERMINAL_LAST": ("终端: 上一笔", "terminal, last sale"),
        "route.TERMINAL_SELECTED": ("终端: 列表", "terminal, from the list"),
        "route.OTHER_DEVICE": ("其他设备", "other device"),
        "route.PHONE_APP": ("手机页", "phone page"),
        "route.BACKUP_TERMINAL": ("备用终端", "spare terminal"),
        "route.SUPPORT": ("客服", "support desk"),
        "route.BANK": ("银行", "bank"),
        "route.PAPER": ("纸质签购单", "paper slip"),
        "route.AUTO": ("自动签名", "automatic"),
        "verdict.ACCEPTED": ("有效", "counts"),
        "verdict.LATER": ("较晚，另存", "later, kept beside it"),
        "verdict.REJECTED": ("未采纳", "not taken"),
        "detail.papers": ("签购单照片", "Photos of the slip"),
        "send_photo.title": ("发送手签单照片", "Photo of a slip signed by pen"),
        "send_photo.how": (
            "签购单是用笔签的吗？请把整张签购单平放、拍清楚；客服审核后即视同签名。"
            "只收 JPEG 或 PNG，最大 10 MB。拍摄地点等信息不会保留。",
            "Was the slip signed by pen? Lay it flat and take all of it; once the desk has "
            "accepted the photo, it is as good as a signature. JPEG or PNG, 10 MB at most. "
            "Where it was taken is not kept.",
        ),
        "send_photo.camera": ("拍照", "Take a photo"),
        "send_photo.file": ("或选择照片", "Or choose one"),
        "send_photo.button": ("发送", "Send it"),
        "paper.OWED": ("欠交照片", "owed"),
        "paper.WAITING": ("等待审核", "waits for review"),
        "paper.ACCEPTED": ("已采纳", "accepted"),
        "paper.REJECTED": ("已退回", "rejected"),
        "paper.REPLACED": ("已由新照片代替", "replaced by a newer one"),
        "detail.needless": ("不再需要", "not needed any more"),
        "hand.title": ("请把手机交给持卡人", "Hand the phone to the cardholder"),
        "hand.how": (
            "持卡人横拿手机，用手指签名。签好后请收回手机。没有签名就收回，要输入您的密码。",
            "The cardholder holds the phone sideways and signs with a finger. Take the phone back "
            "afterwards. Unsigned, it asks for your password.",
        ),
        "hand.button": ("我是持卡人，开始签名", "I am the cardholder, sign"),
        "held.title": ("手机在持卡人手里", "The cardholder has the phone"),
        "held.how": (
            "持卡人: 请继续签名，或把手机交还商户。商户: 输入密码即可收回。",
            "Cardholder: go on signing, or give the phone back. Merchant: your password opens it.",
        ),
        "held.button": ("收回手机", "Take the phone back"),
        "held.pad": ("继续签名", "Go on signing"),
        "pad.title": ("请签名", "Please sign"),
        "pad.label": ("签名区", "Signature pad"),
        "pad.undo": ("撤一笔", "Undo"),
        "pad.clear": ("重签（剩 {left} 次）", "Clear ({left} left)"),
        "pad.last": ("最后一次重签已用完", "No clearing left"),
        "pad.done": ("完成", "Done"),
        "pad.cancel": ("取消", "Cancel"),
        "pad.sample": ("示例签名", "Sample signature"),
        "pad.keep": ("确认用这个签名？", "Keep this signature?"),
        "pad.confirm": ("确认", "Confirm"),
        "pad.again": ("再改改", "Not yet"),
        "pad.sending": ("正在保存……", "Storing it ..."),
        "pad.strokes": ("已有 {count} 笔", "Strokes so far: {count}"),
        "pad.lost": (
            "没有收到答复，不知道存了没有。签名还在，请再按一次确认。",
            "No answer came; it may be stored or not. It is still here: press Confirm again.",
        ),
        "pad.kept": (
            "签名仍留在屏幕上，登录后随即保存。",
            "The signature stays on the screen, and is stored once the merchant has logged in.",
        ),
        "pad.changed": (
            "这部手机上的登录变了，没有存下任何内容。",
            "Who is logged in on this phone has changed, and nothing was stored.",
        ),
        "pad.silent": ("没有收到答复，请再试一次。", "No answer came. Please try again."),
        "pad.script": (
            "签名需要浏览器的 JavaScript。请打开它，或在终端上签名。",
            "Signing needs JavaScript in the browser. Turn it on, or sign on the terminal.",
        ),
        "stored.title": ("签名已保存", "The signature is stored"),
        "stored.at": ("保存于 {at}", "Stored {at}"),
        "stored.back": ("请把手机交还商户。", "Please give the phone back."),
        "stored.list": ("回到待签名", "Back to the list"),
        "slip.title": ("签购单", "Slip"),
        "slip.alt": ("签购单的图片", "Picture of the slip"),
        "slip.pdf": ("下载 PDF", "PDF"),
        "slip.masked": (
            "手写签名默认隐藏；显示会记入审计。",
            "The handwriting is hidden; showing it is noted in the audit.",
        ),
        "slip.show": ("显示手写签名", "Show the handwriting"),
        "link.title": ("请为这笔交易签名", "Please sign for this payment"),
        "link.void": ("请为这笔撤销签名", "Please sign for this void"),
        "kind.VOID": ("消费撤销", "Void"),
        "link.until": ("链接有效至 {until}，只能用一次。", "Valid until {until}, once."),
        "link.button": ("开始签名", "Sign"),
        "link.over": ("链接不能用了", "The link cannot be used"),
        "link.used": (
            "签名已保存，不用再做什么，可以关闭此页。",
            "The signature is stored. There is nothing more to do; you may close this page.",
        ),
        "link.unused": (
            "没有用这个链接存下签名；画到一半的没有保留。",
            "No signature was stored by it; what was drawn and not confirmed is gone.",
        ),
        "link.since": ("自 {at}", "Since {at}"),
        "shared.title": ("给持卡人的链接", "A link for the cardholder"),
        "shared.how": (
            "让持卡人用自己的手机扫描。链接 {until} 前有效，只能用一次。",
            "Let the cardholder scan it with his own phone. Valid until {until}, once.",
        ),
        "shared.alt": ("签名链接的二维码", "QR code of the link"),
        "error.400": (
            "这个请求读不懂，什么也没有改变。请返回再试。",
            "This request cannot be read; nothing was changed. Go back and try again.",
        ),
        "error.403": (
            "页面太旧，或来自别处；什么也没有改变。请重新打开此页再试。",
            "The page is too old or came from elsewhere; nothing was changed. Open it again.",
        ),
        "error.room.desk": (
            "这是商户的页面。您以客服登录。",
            "This page is for merchants; you are logged in for the desk.",
        ),
        "error.room.merchant": (
            "这是客服的页面。您以商户登录。",
            "This page is for the desk; you are logged in as a merchant.",
        ),
        "error.404": ("这里没有这一页或这笔交易。", "There is no such page or transaction here."),
        "error.405": (
            "这里不能这样做，什么也没有改变。",
            "That cannot be done here; nothing changed.",
        ),
        "error.413": (
            "发来的内容太大，没有收下。",
            "What was sent is too large; it was not taken.",
        ),
        "error.429": (
            "试得太快了，什么也没有丢失。请等 {wait} 秒再试。",
            "Too fast; nothing is lost. Try again in {wait} s.",
        ),
        "error.500": (
            "这是我们的错误，已记下；什么也没有改变。请返回再试。",
            "This is a mistake of ours and was written down; nothing was changed. Go back and try.",
        ),
        "error.503": (
            "银行的账本现在写不了。请几分钟后再试；仍不行，须重新启动银行。",
            "The bank's books cannot be written now. Try in some minutes; if it stays so, the bank "
            "has to be started again.",
        ),
        "error.title": ("没有成功", "That did not work"),
        "refused.NO_SALE": ("这里没有这笔交易。", "There is no such transaction here."),
        "refused.UNDONE": (
            "这笔交易已撤销或冲正，不用签名。",
            "The sale is undone: no signature is needed.",
        ),
        "refused.TOO_LATE": ("已过签名期限。", "The time for signing is over."),
        "refused.SETTLED": (
            "批次已结算，终端上不能再签。",
            "The batch is settled: the terminal can no longer sign it.",
        ),
        "refused.TOO_MANY": ("这条途径的次数用完了。", "No tries are left by this way."),
        "refused.COPIED": (
            "这个签名与另一张卡的相同，没有采纳。",
            "The signature is a copy of another card's and was not taken.",
        ),
        "refused.NO_PICTURE": (
            "照片须是完整的 JPEG 或 PNG，其他文件不收。",
            "A photo is a whole JPEG or PNG file; nothing else is taken.",
        ),
        "refused.TOO_LARGE": (
            "照片太大：文件最大 10 MB，最多 5000 万像素。没有收下。",
            "The photo is too large: 10 MB and 50 million pixels at most. It was not taken.",
        ),
        "refused.SIZE": (
            "签名太简单或太复杂，请再签一次。",
            "The signature is too simple or too large; please sign again.",
        ),
        "refused.UNREADABLE": (
            "签名读不出来，请再签一次。",
            "The signature cannot be read; please sign again.",
        ),
        "refused.WATERMARK": (
            "签名不属于这笔交易，请再签一次。",
            "The signature belongs elsewhere; please sign again.",
        ),
        "refused.BLANK": ("还没有签名，请再签一次。", "It is blank; please sign."),
        "refused.TOO_LITTLE_INK": (
            "笔画太少，请再签一次。",
            "Too little was drawn; please sign again.",
        ),
        "refused.NEEDLESS": (
            "这笔交易不再需要签名，什么也不用做。",
            "This transaction needs no signature any more; there is nothing to do.",
        ),
        "refused.SIGNED": (
            "已有人先签了；这一次另外保存。",
            "Somebody signed before; this one is kept beside it.",
        ),
        "refused.USED": ("链接已经用过。", "The link has been used."),
        "refused.EXPIRED": ("时间已过。请让商户再开一个。", "Its time is over. Ask for a new one."),
        "refused.REVOKED": (
            "链接已被收回。请让商户再开一个。",
            "The link was called back. Ask for a new one.",
        ),
        "refused.UNKNOWN": (
            "没有这个链接或编码。请核对，或再要一个。",
            "There is no such link or code. Check it, or ask for another.",
        ),
        "refused.OTHER_DEVICE": (
            "它已在另一部手机上打开。请在那部手机上签名，或再要一个。",
            "It is open on another phone. Sign there, or ask for another.",
        ),
        "refused.NOT_ALLOWED": ("您的账号不能这样做。", "Your account may not do that."),
        "refused.WRONG": ("账号、密码或编码不对。", "Account, password or code is wrong."),
        "refused.LOCKED": (
            "试错太多次。请在 {until} 后再试，或用忘记密码。",
            "Too many wrong tries. Try again after {until}, or use “forgotten”.",
        ),
        "refused.WEAK_PASSWORD": (
            "密码至少 8 位，不能含账号，也不能是原来的测试密码。",
            "8 characters or more, without the account in it, and not the test password.",
        ),
        "refused.COMMON_PASSWORD": (
            "这个密码太常见，很容易被猜到，没有设置。请换一个，例如连在一起的几个词。",
            "This password is one of the most common and is guessed first; it was not set. Take "
            "another, such as several words in a row.",
        ),
        "tries.left": ("还可以试 {left} 次。", "Tries left: {left}."),
        **HELP_WORDS,
        **DESK_WORDS,
        **AUDIT_WORDS,
    }
)


def language_of(accept: str) -> Language:
    """The language of ours that a browser likes best (RFC 9110, 12.5.4); Chinese where none is."""
    liked: list[tuple[float, Language]] = []
    for part in accept.lower().split(","):
        tag, _, parameter = part.partition(";")
        quality = _quality(parameter)
        liked += [(quality, each) for each in LANGUAGES if tag.strip().split("-")[0] == each]
    best = max(liked, key=lambda one: one[0], default=(0.0, "zh"))
    return best[1] if best[0] else "zh"


def _quality(parameter: str) -> float:
    """Of `q=0.8`; 1 where nothing is said, 0 where it cannot be read."""
    if not parameter.strip():
        return 1.0
    name, _, value = parameter.partition("=")
    try:
        return min(max(float(value), 0.0), 1.0) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0


def say(id: str, language: Language, **blanks: object) -> str:
    """The words of this id, its blanks filled."""
    words = WORDS[id][LANGUAGES.index(language)]
    return words.format(**blanks) if blanks else words
