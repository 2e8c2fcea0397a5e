"""What waits for a second look at the desk: photos of signed slips, and money to be released."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import Response

from acquirer.desk_records import Release, Role
from acquirer.front_office import Refused
from acquirer.office.paper import UNSEEN
from acquirer.records import TransactionKey
from portal.desk import case_path, number, show, the_case, waiting
from portal.drafts import NOTHING, Draft, drafted
from portal.pages import page, refusal
from portal.visit import Visit, text

RELEASES = "/desk/releases"
SHOWN = 50
"""Of one list, the oldest first: they wait longest."""
PROOF_DIGITS = 4
"""No number of a photo is as long."""


async def papers(visit: Visit) -> Response:
    """The photos nobody has reviewed."""
    return await _papers(visit)


async def review(visit: Visit) -> Response:
    """Take a photo up: the case in which it is reviewed."""
    await visit.form()
    path = visit.request.path_params
    key = TransactionKey(path["merchant"], path["terminal"], path["batch"], path["trace"])
    case = await visit.ask(visit.office.open_review, key, visit.actor, visit.now)
    if isinstance(case, Refused):
        return await _papers(visit, refusal(case, visit.language))
    return visit.go(case_path(case.number))


async def uncover(visit: Visit) -> Response:
    """Show the photo of a case as long as the agent stays logged in; the audit notes each look."""
    await visit.form()
    case = (await the_case(visit, number(visit))).case
    if case.key is not None:
        visit.logged_in.uncovered.add(case.key)
    return visit.go(case_path(case.number))


async def photo(visit: Visit) -> Response:
    """A photo of the case's transaction. Errors: HTTPException 403, 404."""
    case = (await the_case(visit, number(visit))).case
    if case.key is None:
        raise HTTPException(404)
    if case.key not in visit.logged_in.uncovered:
        raise HTTPException(403)
    why, proof = f"review in case {case.number}", int(visit.request.path_params["proof"])
    image = await visit.ask(visit.office.photo, case.key, proof, visit.actor, why, visit.now)
    if isinstance(image, Refused):
        raise HTTPException(404)
    return Response(image, media_type="image/jpeg")


async def accept(visit: Visit) -> Response:
    """The photo that was shown is as good as a signature."""
    form = await visit.form()
    call, seen = visit.office.accept_paper, await _seen(visit, form)
    answer = await visit.ask(call, number(visit), visit.actor, visit.now, seen)
    if isinstance(answer, Refused):
        return await show(visit, refusal(answer, visit.language))
    return visit.go(case_path(number(visit)))


async def reject(visit: Visit) -> Response:
    """The photo will not do; the merchant reads why."""
    form = await visit.form()
    call, why, seen = visit.office.reject_paper, text(form, "why"), await _seen(visit, form)
    answer = await visit.ask(call, number(visit), why, visit.actor, visit.now, seen)
    if isinstance(answer, Refused):
        draft = drafted("paper/reject", form, "why")
        return await show(visit, refusal(answer, visit.language), draft)
    return visit.go(case_path(number(visit)))


async def releases(visit: Visit) -> Response:
    """The money somebody wants released."""
    return await _releases(visit)


async def decided(visit: Visit) -> Response:
    """The same, and what was decided last; it is told to who decided it and to nobody else."""
    call = visit.office.decided_release
    release = await visit.ask(call, number(visit), visit.actor)
    return await _releases(visit, last=release) if release else visit.go(RELEASES)


async def confirm(visit: Visit) -> Response:
    """The second person agrees."""
    await visit.form()
    answer = await visit.ask(visit.office.confirm_release, number(visit), visit.actor, visit.now)
    return await _decided(visit, answer)


async def refuse(visit: Visit) -> Response:
    """The second person does not agree, and says why."""
    form = await visit.form()
    call, why = visit.office.refuse_release, text(form, "why")
    answer = await visit.ask(call, number(visit), why, visit.actor, visit.now)
    return await _decided(visit, answer, drafted(f"{number(visit)}/refuse", form, "why"))


async def _seen(visit: Visit, form: FormData) -> int:
    """The number of the photo on the page the form is from; UNSEEN where none was shown there."""
    case = (await the_case(visit, number(visit))).case
    said = text(form, "proof")
    is_number = said.isascii() and said.isdecimal() and len(said) < PROOF_DIGITS
    return int(said) if is_number and case.key in visit.logged_in.uncovered else UNSEEN


async def _papers(visit: Visit, trouble: str = "") -> Response:
    proofs = (await visit.ask(visit.office.papers_waiting))[:SHOWN]
    look = visit.office.sale
    sales = [await visit.ask(look, p.key.merchant_id, p.key, visit.now) for p in proofs]
    rows = [(p, s) for p, s in zip(proofs, sales, strict=True) if s]
    status = 409 if trouble else 200
    return page(visit, "papers", status, rows=rows, trouble=trouble, **await waiting(visit))


async def _releases(
    visit: Visit, trouble: str = "", draft: Draft = NOTHING, last: Release | None = None
) -> Response:
    asked = (await visit.ask(visit.office.releases))[:SHOWN]
    look = visit.office.sale
    sales = [await visit.ask(look, r.key.merchant_id, r.key, visit.now) for r in asked]
    actor = visit.actor
    mine = [r.asked_by == actor.who or actor.role != Role.SUPERVISOR for r in asked]
    rows = [(r, s, not is_mine) for r, s, is_mine in zip(asked, sales, mine, strict=True) if s]
    sold = await visit.ask(look, last.key.merchant_id, last.key, visit.now) if last else None
    facts = {"rows": rows, "trouble": trouble, "draft": draft, "last": last, "sold": sold}
    return page(visit, "releases", 409 if trouble else 200, **facts, **await waiting(visit))


async def _decided(visit: Visit, answer: object, draft: Draft = NOTHING) -> Response:
    if isinstance(answer, Refused):
        return await _releases(visit, refusal(answer, visit.language), draft)
    return visit.go(f"{RELEASES}/{number(visit)}")
