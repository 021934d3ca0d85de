"""The journal over HTTP: settlements are offered, everything else is static files that anyone may check."""

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from importlib.metadata import version
from typing import Any, Final

import orjson
from aiohttp import web
from pydantic import ValidationError

from audit.log.committing import Committer
from audit.log.deciding import Answer, Disagrees, Gap, Kept, Malformed, Offer, Otherwise
from audit.log.keeper import BATCH, Keeper
from audit.log.refusal import LogRefused
from audit.verifier.notes import NoteRefused
from audit.verifier.tiles import CHECKPOINT, KEYS, bundle_path, schemas_path
from domain.canonical import digest_of
from domain.revision import NotABundle, claimed, revision, unpacked

log = logging.getLogger("journal")

EVERY: Final = 0.5
"""Seconds after which what was accepted is under a checkpoint, at most, while the store keeps up."""
LARGEST: Final = 64 * 2**20
"""Bytes of a request."""
HEX: Final = r"[0-9a-f]{64}"
NAME: Final = r"[A-Za-z0-9][A-Za-z0-9:._-]*"

KEPT_FOR_EVER: Final = "public, max-age=31536000, immutable"
TYPES: Final = (
    (rf"{CHECKPOINT}|{KEYS}|checkpoints/\d+", "text/plain; charset=utf-8", "no-cache"),
    (r"tile/(\d+|entries)/(x\d{3}/)*\d{3}(\.p/\d{1,3})?", "application/octet-stream", KEPT_FOR_EVER),
    (r"content/[0-9a-f]{2}/[0-9a-f]{62}", "application/json", "no-store"),
    (rf"bundles/{HEX}\.tar\.gz", "application/gzip", KEPT_FOR_EVER),
    (rf"schemas/{HEX}\.json", "application/json", KEPT_FOR_EVER),
    (rf"histories/{NAME}(/{NAME})+\.json\.gz", "application/gzip", "no-store"),
)
"""What is served, as what, and for how long others may keep it: contents and histories may be destroyed."""

KEEPER: Final = web.AppKey("keeper", Keeper)
COMMITTER: Final = web.AppKey("committer", Committer)
REFUSED: Final = web.AppKey("refused", asyncio.Future[LogRefused])
"""Why the log cannot be gone on with, once it is so."""


def application(keeper: Keeper) -> web.Application:
    """Return the service of *keeper*, which it closes when it ends."""
    app = web.Application(client_max_size=LARGEST)
    app[KEEPER] = keeper
    app.cleanup_ctx.append(_working)
    app.router.add_post("/settlements", _settlements)
    app.router.add_post("/cosignatures", _cosignatures)
    app.router.add_put("/bundles/{revision}", _keep_bundle)
    app.router.add_put("/schemas/{digest}.json", _keep_schemas)
    app.router.add_put("/histories/{case:.+}/{run}.json.gz", _keep_history)
    app.router.add_get("/histories/{case:.+}/", _runs)
    app.router.add_get("/status", _status)
    app.router.add_get("/{path:.+}", _file)
    return app


async def _working(app: web.Application) -> AsyncIterator[None]:
    keeper = app[KEEPER]
    app[COMMITTER] = Committer(keeper)
    app[REFUSED] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    integrating = asyncio.create_task(_integrate(app, stop))
    yield
    await app[COMMITTER].stop()
    stop.set()
    await integrating
    keeper.close()


async def _integrate(app: web.Application, stop: asyncio.Event) -> None:
    keeper = app[KEEPER]
    while True:
        ending = stop.is_set()
        try:
            done = await asyncio.to_thread(keeper.integrate)
            await asyncio.to_thread(keeper.destroy)
        except LogRefused as refusal:
            app[REFUSED].set_result(refusal)
            return
        except (OSError, sqlite3.Error) as error:
            # What was accepted is durable in the index: the store may come back.
            log.error("not integrated", extra={"error": type(error).__name__, "waiting": keeper.waiting})  # noqa: TRY400
            done = 0
        if ending and not done:
            return
        if done < BATCH:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), EVERY)


async def _settlements(request: web.Request) -> web.Response:
    try:
        offer = Offer.model_validate_json(await request.read())
    except ValidationError as error:
        return _json(422, error="malformed", field=".".join(map(str, error.errors()[0]["loc"])))
    try:
        answer = await request.app[COMMITTER].take(offer)
    except sqlite3.Error as error:
        log.error("not accepted", extra={"error": type(error).__name__})  # noqa: TRY400  it says nothing of a content
        return _json(503, error="unavailable")
    return _answered(answer)


def _answered(answer: Answer) -> web.Response:
    match answer:
        case Kept(entries):
            return _json(200, entries=[{"index": each.place, "digest": each.digest} for each in entries])
        case Otherwise(verdicts):
            held = {str(sequence): each and each.model_dump(mode="json") for sequence, each in verdicts.items()}
            return _json(409, error="held", verdicts=held)
        case Gap(expected):
            return _json(409, error="gap", expected=expected)
        case Disagrees(sequence):
            return _json(409, error="disagrees", sequence=sequence)
        case Malformed(field):
            return _json(422, error="malformed", field=field)


async def _cosignatures(request: web.Request) -> web.Response:
    line = (await request.read()).decode(errors="replace").strip("\n")
    try:
        size = await asyncio.to_thread(request.app[KEEPER].publication.cosign, line)
    except NoteRefused as refusal:
        return _json(403, error="refused", text=refusal.text.model_dump())
    return _json(200, size=size)


async def _keep_bundle(request: web.Request) -> web.Response:
    name = request.match_info["revision"].removeprefix("sha256:")
    if not re.fullmatch(HEX, name):
        return _json(422, error="malformed", field="revision")
    archive = await request.read()
    try:
        files = await asyncio.to_thread(unpacked, archive)
        found = revision(files)
        said = claimed(files)
    except NotABundle:
        return _json(422, error="malformed", field="archive")
    if f"sha256:{name}" != found or said != found:
        return _json(422, error="malformed", field="revision")
    return await _keep(request, bundle_path(name), archive)  # another archive of the same files may be there


async def _keep_schemas(request: web.Request) -> web.Response:
    schemas = await request.read()
    digest = digest_of(schemas)
    if digest != f"sha256:{request.match_info['digest']}":
        return _json(422, error="malformed", field="digest")
    return await _keep(request, schemas_path(digest), schemas)


async def _keep(request: web.Request, path: str, content: bytes) -> web.Response:
    store = request.app[KEEPER].store
    if await asyncio.to_thread(store.has, path):
        return web.Response(status=204)
    await asyncio.to_thread(store.write, {path: content})
    return web.Response(status=201)


async def _keep_history(request: web.Request) -> web.Response:
    if _served(request.path.removeprefix("/")) is None:
        return _json(422, error="malformed", field="path")
    case_id, run = request.match_info["case"], request.match_info["run"]
    shelved = await asyncio.to_thread(request.app[KEEPER].shelve, case_id, run, await request.read())
    match shelved:
        case "kept":
            return web.Response(status=201)
        case "held":
            return web.Response(status=204)
        case "otherwise":
            return _json(409, error="held")
        case "destroyed":
            return _json(410, error="destroyed")


async def _runs(request: web.Request) -> web.Response:
    """Name the histories of a case: nothing else leads to them."""
    case_id = request.match_info["case"]
    if not re.fullmatch(rf"{NAME}(/{NAME})+", case_id):
        return _json(404, error="absent")
    names = await asyncio.to_thread(request.app[KEEPER].store.below, f"histories/{case_id}")
    return web.Response(
        body=orjson.dumps(names), content_type="application/json", headers={"Cache-Control": "no-cache"}
    )


async def _status(request: web.Request) -> web.Response:
    keeper = request.app[KEEPER]
    publication = keeper.publication
    checkpoint = publication.checkpoint
    return _json(
        200,
        version=version("balise"),
        origin=checkpoint.origin,
        size=checkpoint.size,
        root=checkpoint.root.hex(),
        accepted=keeper.index.accepted,
        commits=keeper.index.commits,
        rebuilt=keeper.rebuilt,
        signed_by=[each.id.hex() for each in publication.note.signatures],
        witnesses=[str(each) for each in publication.witnesses],
    )


async def _file(request: web.Request) -> web.Response:
    path = request.match_info["path"]
    served = _served(path)
    if served is None:
        return _json(404, error="absent")
    try:
        content = await asyncio.to_thread(request.app[KEEPER].store.read, path)
    except FileNotFoundError:
        case_id = path.removeprefix("histories/").rpartition("/")[0]
        gone = path.startswith("histories/") and request.app[KEEPER].index.destroyed_of(case_id)
        return _json(410, error="destroyed") if gone else _json(404, error="absent")
    kind, cached = served
    return web.Response(body=content, headers={"Content-Type": kind, "Cache-Control": cached})


def _served(path: str) -> tuple[str, str] | None:
    return next(((kind, cached) for form, kind, cached in TYPES if re.fullmatch(form, path)), None)


def _json(status: int, **said: Any) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(said), content_type="application/json")
