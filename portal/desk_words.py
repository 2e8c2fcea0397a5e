"""The words of the support desk in Chinese and English: cases, photos, releases, accounts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DESK_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "desk.title": ("客服台", "Support desk"),
        "desk.pages": ("客服台的页面", "Pages of the desk"),
        "desk.cases": ("案件", "Cases"),
        "desk.papers": ("待审照片", "Photos to review"),
        "desk.releases": ("待批放行", "Releases to decide"),
        "desk.accounts": ("账号求助", "Log-in help"),
        "role.AGENT": ("客服", "agent"),
        "role.BANK_AGENT": ("银行客服", "bank agent"),
        "role.SUPERVISOR": ("客服主管", "supervisor"),
        "call.title": ("来电", "A call"),
        "call.merchant": ("商户号或终端号", "Merchant or terminal number"),
        "call.told": ("来电者说了什么", "What was told"),
        "call.line": ("时间 金额 卡号 [终端号]", "Time, amount, card [, terminal]"),
        "call.how": (
            "例: 12:03 48.00 621234 0019。时间前后 10 分钟，金额须完全一致，卡号前 6 后 4 位；"
            "可加日期 03-02 和终端号。行中有终端号时，不用再填商户号。",
            "As 12:03 48.00 621234 0019: within 10 minutes, the exact amount, first 6 and last 4 "
            "of the card; a date as 03-02 and the terminal may be added. With the terminal in it, "
            "nobody needs the merchant number.",
        ),
        "call.button": ("开案并查找", "Open a case and search"),
        "cases.open": ("未结案件", "Open cases"),
        "cases.none": ("没有未结案件。", "No case is open."),
        "cases.more": ("只显示最新的 {count} 个。", "The newest {count} are shown."),
        "case.title": ("案件 {number}", "Case {number}"),
        "case.OPEN": ("未匹配", "no transaction yet"),
        "case.MATCHED": ("已匹配", "matched"),
        "case.CLOSED": ("已结案", "closed"),
        "case.merchant": ("商户", "Merchant"),
        "case.opened": ("开案", "Opened"),
        "case.told": ("来电内容", "Told"),
        "case.photo": (
            "商户发来了签购单的照片（没有来电）",
            "A photo of the signed slip was sent; nobody called.",
        ),
        "case.find": ("查找", "Search"),
        "case.tries": (
            "已有 {wrong} 次查不到，再错 {left} 次，本商户锁定 30 分钟。",
            "Searches that found nothing: {wrong}. After {left} more, locked for 30 minutes.",
        ),
        "case.locked": (
            "错误太多，{until} 前不能查找。",
            "Too many searches found nothing: none before {until}.",
        ),
        "case.verified": ("已核对", "Verified"),
        "verified.time": ("时间前后 10 分钟内", "time, within 10 minutes"),
        "verified.amount": ("金额完全一致", "exact amount"),
        "verified.first_six": ("卡号前 6 位", "first 6 of the card"),
        "verified.last_four": ("卡号后 4 位", "last 4 of the card"),
        "verified.terminal": ("终端号", "terminal"),
        "verified.photo": ("商户登录后发来的照片", "photo, sent by the merchant logged in"),
        "verified.no": ("未核对", "not verified"),
        "missing.time": (
            "没有收到时间，或没有这个时间: 写成 12:03。",
            "The time is missing or none: write it as 12:03.",
        ),
        "missing.amount": (
            "没有收到金额: 写成 48.00。",
            "The amount is missing: write it as 48.00.",
        ),
        "missing.card": (
            "没有收到卡号前 6 后 4 位: 写成 621234 0019。",
            "The card is missing: write it as 621234 0019.",
        ),
        "call.neither": (
            "没有收到商户号，行中也没有终端号: 填其中一个。没有开案。",
            "Neither a merchant number nor a terminal was given: enter one. No case was opened.",
        ),
        "missing.other": (
            "这一行里的“{word}”读不懂。没有计为一次错误。",
            '"{word}" in the line cannot be read. It is not counted as a try.',
        ),
        "do.title": ("处理", "Actions"),
        "do.link": ("发送签名链接", "Send a sign link"),
        "do.code": ("报出 8 位授权码", "Read out a code"),
        "do.extend": ("延长签名期限", "Extend the time for signing"),
        "do.days": ("天数（1 至 {most}）", "Days (1 to {most})"),
        "do.days_limits": (
            "天数须在 1 至 {most} 之间，什么也没有改变。",
            "Between 1 and {most} days; nothing was changed.",
        ),
        "do.why": ("原因", "Reason"),
        "do.push": ("下发签名参数到终端", "Push signature parameters"),
        "do.push_first": (
            "签名参数: 匹配到交易后可下发，未匹配的由主管下发。",
            "Signature parameters: pushed once the case is matched, before that by a supervisor.",
        ),
        "do.unchanged": ("留空的不改变。", "What is left empty stays as it is."),
        "do.yes": ("是", "yes"),
        "do.no": ("否", "no"),
        "do.release": ("申请无签名放行", "Ask for release without signature"),
        "do.second": ("须由另一位主管批准。", "A supervisor other than you decides on it."),
        "do.asked": (
            "{who} 已于 {at} 申请放行: {why}",
            "{who} asked for release {at}: {why}",
        ),
        "do.note": ("记一笔", "Write a note"),
        "do.words": ("内容", "Words"),
        "do.close": ("结案", "Close the case"),
        "do.none": ("已结案，不能再处理。", "The case is closed; nothing more is done in it."),
        "do.signed": ("这笔交易不再等待签名。", "This transaction waits for no signature."),
        "do.done": ("已办理。", "Done."),
        "parameter.electronic": ("电子签名", "Electronic signature"),
        "parameter.within_s": ("签名限时（秒）", "Time to sign (s)"),
        "parameter.redos": ("可重签次数", "Redos"),
        "parameter.image_min_bytes": ("图像最小字节", "Image, least bytes"),
        "parameter.image_max_bytes": ("图像最大字节", "Image, most bytes"),
        "parameter.mandatory": ("必须签名", "Signature mandatory"),
        "parameter.upload_at_once": ("立即上送", "Upload at once"),
        "parameter.upload_tries": ("上送次数", "Upload tries"),
        "parameter.store_size": ("终端存签名数", "Signatures kept"),
        "parameter.tries_per_route": ("每途径次数", "Tries per route"),
        "parameter.hard_deadline_days": ("最迟天数", "Days until the last"),
        "parameter.auto_limit_minor": ("自动签名限额（元）", "Automatic up to (yuan)"),
        "parameter.auto_enrolled": ("留存签名自动签", "Automatic if enrolled"),
        "push.title": ("下发记录", "Pushed"),
        "push.PENDING": ("等待终端领取", "waits for the terminal"),
        "push.FETCHED": ("终端已领取", "fetched"),
        "push.TAKEN": ("已生效", "in effect"),
        "push.REFUSED": ("终端拒绝", "refused by the terminal"),
        "told.link": ("发给商户或持卡人的链接", "A link for merchant or cardholder"),
        "told.how": (
            "现在就发出去，离开此页后不再显示。链接 {until} 前有效，只能用一次。",
            "Send it now: it is not shown again. Valid until {until}, once.",
        ),
        "told.code": ("请报出授权码", "Read out this code"),
        "told.challenge": ("核对挑战码", "Challenge, for comparison"),
        "told.steps": (
            "请商户在终端按 2 补签名，选“授权码”，确认交易后输入这 8 位数字。"
            "{until} 前有效，5 次机会，只能用一次；离开此页后不再显示。",
            "The merchant presses 2 Re-sign on the terminal, chooses the code, confirms the "
            "transaction and types these 8 digits. Valid until {until}, five tries, once; "
            "they are not shown again.",
        ),
        "told.back": ("回到案件", "Back to the case"),
        "trail.case": ("本案处理记录", "Done in this case"),
        "trail.sale": ("交易的审计记录", "Audit of the transaction"),
        "trail.at": ("时间", "Time"),
        "trail.who": ("谁", "Who"),
        "trail.what": ("什么", "What"),
        "trail.why": ("说明", "Why"),
        "papers.none": ("没有待审照片。", "No photo waits."),
        "papers.review": ("审核", "Review"),
        "photo.alt": ("签购单的照片", "Photo of the signed slip"),
        "photo.masked": (
            "照片上有手写签名；显示会记入审计。",
            "The photo shows handwriting; showing it is noted in the audit.",
        ),
        "photo.show": ("显示照片", "Show the photo"),
        "photo.accept": ("采纳: 视同签名", "Accept: as good as a signature"),
        "photo.reject": ("退回", "Reject"),
        "photo.why": ("退回原因（商户会看到）", "Reason (the merchant reads it)"),
        "releases.none": ("没有待批的放行。", "No release waits."),
        "releases.asked": ("{who} 于 {at} 申请", "asked by {who} {at}"),
        "releases.confirm": ("批准放行", "Release the money"),
        "releases.refuse": ("不批准", "Refuse"),
        "decided.CONFIRMED": ("已批准放行", "Released"),
        "decided.REFUSED": ("未批准放行", "Not released"),
        "releases.wait": ("等待另一位主管决定。", "Waits for another supervisor."),
        "accounts.login": ("商户的账号", "The merchant's account"),
        "accounts.waiting": ("忘记密码，等待来电", "Forgot the password, will call"),
        "accounts.since": ("{at} 起", "since {at}"),
        "accounts.how": (
            "只帮商户账号；先核对来电者是谁。",
            "For merchants' accounts alone; first make sure who calls.",
        ),
        "accounts.code": ("报出重置密码的 8 位数字", "8 digits for a new password"),
        "accounts.code_how": (
            "报给来电者。{until} 前有效，只能用一次；离开此页后不再显示。",
            "Tell them to the caller. Valid until {until}, once; they are not shown again.",
        ),
        "accounts.devices": ("解绑全部手机", "Forget all phones"),
        "accounts.devices_how": (
            "商户的手机都不在了: 下一部登录的手机会重新绑定。",
            "All phones are gone: the next one that logs in is bound anew.",
        ),
        "refused.NO_MATCH": (
            "没有符合的待签名交易；哪一项不符不说明。",
            "No unsigned transaction fits; what did not fit is not told.",
        ),
        "refused.AMBIGUOUS": (
            "符合的不止一笔。请加终端号，或更准确的时间。",
            "More than one fits. Add the terminal or a closer time.",
        ),
        "refused.NOT_MATCHED": (
            "案件还没有匹配到交易。",
            "The case has no transaction yet.",
        ),
        "refused.CLOSED": ("案件已结。", "The case is closed."),
        "refused.MATCHED": (
            "案件已匹配到交易。另一笔交易请另开一案。",
            "The case has its transaction. Open another case for another one.",
        ),
        "refused.NOT_HELD": ("这笔钱没有被暂扣。", "This money is not held."),
        "refused.NO_RELEASE": (
            "没有这个放行申请，什么也没有改变。",
            "There is no such request for release; nothing was changed.",
        ),
        "refused.DECIDED": (
            "这个放行申请已于 {until} 决定，什么也没有改变。结果在案件里。",
            "This request was decided {until}; nothing was changed. Its case says how.",
        ),
        "refused.SAME_PERSON": (
            "须由另一个人来做。",
            "This is for somebody else than who began it.",
        ),
        "refused.NO_REASON": ("请写原因。", "A reason is needed."),
        "refused.NO_WORDS": (
            "请写内容，什么也没有记下。",
            "The note says nothing; nothing was noted.",
        ),
        "refused.UNSEEN_PAPER": (
            "您还没有看过这张照片，什么也没有改变。请先显示照片。",
            "You have not looked at this photo; nothing was changed. Show it first.",
        ),
        "refused.NEWER_PAPER": (
            "又来了一张新照片，请先看它。",
            "A newer photo has come: look at that one first.",
        ),
        "refused.NO_PAPER": ("没有照片在等待审核。", "No photo waits for review."),
        "refused.ERASED": (
            "保存期已过，内容已删除。",
            "Its time of keeping is over; it was erased.",
        ),
        "refused.NO_SUCH_TERMINAL": (
            "这个商户没有这台终端。",
            "The merchant has no such terminal.",
        ),
        "refused.NO_SUCH_ACCOUNT": ("没有这个账号。", "There is no such account."),
        "refused.NO_PHONE": (
            "没有手机绑定在这个账号上，什么也没有改变。",
            "No phone is bound to this account; nothing was changed.",
        ),
        "refused.NO_SUCH_MERCHANT": (
            "没有这个商户号或终端号，没有开案。",
            "There is no merchant or terminal of this number; no case was opened.",
        ),
        "refused.BAD_PARAMETERS": (
            "没有改变任何参数，或超出允许范围。",
            "No parameter is changed, or one is out of its limits.",
        ),
    }
)
