"""The words of the help pages in Chinese and English: the steps, what failed, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

HELP_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "help.title": ("帮助", "Help"),
        "help.which": ("遇到了什么问题？", "What is the trouble?"),
        "help.connect": ("无法连接设备", "Cannot connect"),
        "help.failed": ("交易失败", "Transaction failed"),
        "help.log_in": ("不能登录账号", "Cannot log in"),
        "help.desk": (
            "还是不行？请打电话给客服，说明卡在哪一步。",
            "Still stuck? Call the support desk and say at which step.",
        ),
        "help.inside": (
            "登录后这里会显示您自己的终端和交易。",
            "Once you are logged in, your own terminals and transactions stand here.",
        ),
        "step.well": ("正常", "well"),
        "step.wrong": ("问题在这一步", "It fails at this step"),
        "step.here": (
            "这部手机能连到银行：本页就是银行发来的。",
            "This phone reaches the bank: this page came from it.",
        ),
        "step.books": (
            "银行的系统在运行，账本可以读。",
            "The bank is up and its books can be read.",
        ),
        "step.link": ("终端到银行的线路", "The line from the terminal to the bank"),
        "step.link.do": (
            "银行从没收到这台终端的消息。请看网线或信号，核对银行地址、端口和 TPDU；"
            "终端上按 7 诊断，逐项检查线路。",
            "Nothing of this terminal has ever reached the bank. Look at the cable or the signal, "
            "compare the bank's address, port and TPDU; 7 Diagnose on the terminal checks the "
            "line step by step.",
        ),
        "step.sign_on": ("签到", "Sign-on"),
        "step.sign_on.do": (
            "线路是通的，但终端还没有签到。请在终端上按 5 签到。",
            "The line works, but the terminal has not signed on. Press 5 Sign-on on it.",
        ),
        "step.sign_on_old": ("签到已过期", "Sign-on is too old"),
        "step.sign_on_old.do": (
            "工作密钥每天更换。请在终端上按 5 签到，再做交易。",
            "Working keys change daily. Press 5 Sign-on on the terminal, then go on.",
        ),
        "step.last": ("最近一次: {at}", "Last: {at}"),
        "connect.terminal": ("终端 {terminal}", "Terminal {terminal}"),
        "connect.self": ("终端自己能查的", "What the terminal checks itself"),
        "connect.diagnose": (
            "按 7 诊断：线路、回响、签到、打印机、读卡器、密钥，逐步检查并说出哪一步不行。",
            "7 Diagnose goes through line, echo, sign-on, printer, reader and keys, and names "
            "the step that fails.",
        ),
        "failed.code": (
            "屏幕或签购单上的两位应答码",
            "The two characters on screen or slip",
        ),
        "failed.look_up": ("查询", "Look it up"),
        "failed.unknown": (
            "没有这个应答码；按失败处理，没有扣款。",
            "There is no such code; it counts as failed and no money moved.",
        ),
        "failed.mine": ("您最近失败的交易", "Your latest failed transactions"),
        "failed.none": ("最近没有失败的交易。", "None lately."),
        "failed.do": ("怎么办: {advice}", "What to do: {advice}"),
        "advice.NONE": ("不用做什么，交易成功。", "nothing, it is approved."),
        "advice.RETRY": (
            "可以再试；再试之前先在终端按 3 查询，确认没有重复扣款。",
            "try again; first press 3 Query on the terminal, lest it is charged twice.",
        ),
        "advice.SIGN_ON": (
            "在终端按 5 签到，再做一次。",
            "press 5 Sign-on on the terminal, then once more.",
        ),
        "advice.OTHER_CARD": (
            "请持卡人换一张卡，或换一种付款方式。",
            "let the cardholder use another card or another way to pay.",
        ),
        "advice.KEEP_CARD": (
            "收下卡片，打电话给收单行的客服；请持卡人另换一种付款方式。",
            "keep the card and call the acquirer's support desk; the cardholder pays another way.",
        ),
        "advice.CALL_ACQUIRER": (
            "请打电话给收单行的客服。",
            "call the acquirer's support desk.",
        ),
        "advice.CALL_ISSUER": (
            "请持卡人联系发卡行，或换一张卡。",
            "let the cardholder call the card's issuer, or use another card.",
        ),
        "advice.reversed": (
            "应答没有回到终端，付款已冲正，没有扣款。线路恢复后可以重做。",
            "the answer never reached the terminal; the payment was reversed, no money moved. "
            "It may be done again once the line is back.",
        ),
        "log_in_help.check": ("检查这个账号", "Check this account"),
        "log_in_help.how": (
            "有没有这个账号，这里不会透露。",
            "Whether there is such an account is not told here.",
        ),
        "step.locked": ("是否锁定", "Locked or not"),
        "step.locked.do": (
            "试错太多次，{at} 前不能登录；到时自动解除。密码忘了可以马上重设。",
            "Too many wrong tries: no log-in before {at}; then the lock ends by itself. "
            "A forgotten password can be set anew at once.",
        ),
        "step.bound": ("这部手机是否绑定", "This phone bound or not"),
        "step.bound.do": (
            "这部手机没有绑定到这个账号：登录时要填已绑定手机上显示的 8 位数字。"
            "那部手机不在了，请打电话给客服解绑。",
            "This phone is not bound to that account: the log-in asks for 8 digits that the "
            "bound phone shows. If that phone is gone, call the desk to forget it.",
        ),
        "log_in_help.code": ("收不到验证码", "The code does not arrive"),
        "log_in_help.code_how": (
            "8 位数字不发短信，也不发邮件：在已绑定的手机上打开“绑定另一部手机”，"
            "或由客服在电话里报出。10 分钟内有效，只认最新的一个。绑定手机的可以试 5 次；"
            "设新密码的可以试 300 次，在已绑定的手机上还可以再试 5 次。",
            "The 8 digits never come by text or e-mail: the bound phone shows them under “Bind "
            "another phone”, or the desk tells them on the telephone. They are good for 10 "
            "minutes, and only the newest counts. Those that bind a phone may be tried five "
            "times; those for a new password 300 times, and five times more on a bound phone.",
        ),
        "log_in_help.password": ("忘记密码", "Forgotten password"),
        "log_in_help.other": ("换了手机", "Another phone"),
        "log_in_help.other_how": (
            "用账号和密码在新手机上登录一次，再按提示绑定。旧手机不在了，请打电话给客服。",
            "Log in once on the new phone, then bind it as it says. If the old one is gone, "
            "call the desk.",
        ),
    }
)
