"""The words of the evidence in both languages: chapters, columns, and what codes mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portal.words import say
from receipts.wording import Wording

TITLE = Wording("交易签名证据", "EVIDENCE OF A TRANSACTION'S SIGNATURE")
FOUND = Wording("一、核验结果", "1. What was checked")
FACTS = Wording("二、交易", "2. The transaction")
TIMES = Wording("三、时间", "3. Times")
PICTURES = Wording("四、签购单与签名", "4. Slip and signature")
AT_TERMINAL = Wording("五、终端所记的每次签名尝试", "5. Every attempt, as the terminal recorded it")
AT_BANK = Wording("六、银行所记的每次签名", "6. Every signature, as the bank recorded it")
BOUND = Wording("七、绑定记录、密押与银行副署", "7. Binding record, device MAC, countersignature")
CHAIN = Wording("八、终端日志链", "8. Records in the terminal's journal chain")
TRAIL = Wording("九、银行审计链", "9. Rows of the bank's audit chain")
LAW = Wording("十、本文件证明什么", "10. What this proves, and what not")

COLUMNS: Mapping[str, Wording] = MappingProxyType(
    {
        "fact": Wording("项目", "Fact"),
        "terminal": Wording("终端日志", "Terminal's journal"),
        "bank": Wording("银行账", "Bank's books"),
        "clock": Wording("终端时钟", "Terminal's clock"),
        "received": Wording("银行收到", "Received by the bank"),
        "number": Wording("次", "No."),
        "when": Wording("时间", "When"),
        "how": Wording("途径与结果", "Route and outcome"),
        "who": Wording("操作员与设备", "Operator and device"),
        "digests": Wording("摘要", "Digests"),
        "record": Wording("号", "No."),
        "event": Wording("记录", "Record"),
        "mac": Wording("链码", "Chain MAC"),
        "action": Wording("事项", "What and why"),
    }
)

SOLD = Wording("交易", "Sale")
SIGNED = Wording("有效的签名", "Signature that counts")
DELAY = Wording("签名晚于交易", "Signature after the sale by")
PAID = Wording("商户到账", "The merchant's money")
SECONDS = Wording("秒", "s")

STROKES, IMAGE, DEVICE_MAC = "笔画 strokes SHA-256", "图像 image SHA-256", "密押 device MAC"
BINDING = "绑定记录 binding record"
BANK_STATEMENT = "银行副署的全文 what the bank countersigned"
COUNTERSIGNATURE = "副署 countersignature (Ed25519, hex)"
FINGERPRINT = "公钥指纹 SHA-256 of the bank's public key (SubjectPublicKeyInfo)"

OUTCOMES: Mapping[str, Wording] = MappingProxyType(
    {
        "SIGNED": Wording("已签名", "signed"),
        "WALKED_AWAY": Wording("无人签名", "walked away"),
        "CANCELLED": Wording("取消", "cancelled"),
        "NOBODY_ASKED": Wording("未请签名", "nobody asked"),
        "POWER_CUT": Wording("断电", "power cut"),
        "NO_SLIP": Wording("未出签购单", "no slip"),
        "LINK_LOST": Wording("手机链接中断", "phone's link lost"),
        "AUTO_FAILED": Wording("自动签名失败", "automatic signature failed"),
        "WAIVED": Wording("免签", "waived"),
        "BAD_SIZE": Wording("图像大小不符", "image size"),
        "ACCEPTED": Wording("有效", "counts"),
        "LATER": Wording("较晚，另存", "later, kept beside it"),
        "REJECTED": Wording("未采纳", "not taken"),
    }
)
"""Of attempts at the terminal, and of signatures at the bank."""

MASKED = Wording(
    "手写签名已隐去：只印特征码。--show-handwriting 印出笔迹，银行审计记下谁看和为什么",
    "Handwriting is masked: the pad shows the feature code alone. --show-handwriting prints it, "
    "and the bank's audit notes who looked and why",
)
SHOWN = Wording(
    "印出笔迹的这次查看已记入银行审计", "That this handwriting was looked at is in the audit"
)
ERASED = Wording(
    "保存期已过，图像已删除；摘要仍在", "Retention is over, the image is erased; its digest stays"
)
NO_PICTURE = Wording("银行没有这笔交易的签名图像", "The bank has no image for this transaction")
CHECK = Wording(
    "任何人都可用银行公布的公钥和 OpenSSL 核对副署，不需要我们的任何程序",
    "Anybody can check the countersignature with the bank's published key and OpenSSL, and needs "
    "nothing of ours",
)
OPENSSL = (
    "openssl pkeyutl -verify -pubin -inkey bank.pem -rawin -in statement-{number}.txt "
    "-sigfile statement-{number}.sig"
)
PROVES = Wording(
    "本文件证明：上列字节在所列时间已经存在，此后没有改动。它不证明是谁的手所写。手写在屏幕上的签名是"
    "持卡人、商户与银行约定的确认方式，不是数字证书签名；是否足够由合同与当地法律决定。",
    "It proves that these bytes were there at those times and have not been changed since. It does "
    "not prove whose hand it was. A drawing on a pad is a way to confirm that cardholder, merchant "
    "and bank agreed on, and no signature with a certificate; whether it is enough is for the "
    "contracts and the law of the place to say.",
)


def route(code: str) -> str:
    """A route in both languages after its code."""
    return f"{code}\n{say(f'route.{code}', 'zh')} {say(f'route.{code}', 'en')}"


def outcome(code: str) -> str:
    """An outcome in both languages."""
    words = OUTCOMES[code]
    return f"{words.zh} {words.en}"


def both(words: Wording) -> str:
    """Chinese, a blank, English."""
    return f"{words.zh} {words.en}"
