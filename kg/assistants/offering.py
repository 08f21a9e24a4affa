"""How a tool is offered: off the event loop, called off with its request, its faults in one line, its answer as data and
as text."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, Any, Generic, TypeVar, get_args

import anyio
import anyio.to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.types import CallToolResult, TextContent
from pydantic import ValidationError

from kg.analysis.naming.matching import DivisionError, OtherKindError
from kg.assistants.quoting import cut
from kg.errors import Bilingual, KgError
from kg.plain import clean
from kg.store.lanes import Ticket

T = TypeVar("T")
_FAULT = 1500  # characters


@dataclass(frozen=True)
class Said(Generic[T]):
    """``data``: a dataclass, whose fields are the structured content. ``text``: the same for people and models that read
    text alone."""

    data: T
    text: str


class Server(MCPServer[Any]):
    """The SDK's server, whose faults are one line each: arguments that do not fit are told as field and reason."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError:
            raise  # a fault of the program: the SDK logs it, and tells only which tool
        except ToolError as error:
            return fault(_in_one_line(error))


def offered(
    tool: Callable[..., Said[Any]], lang: str, lane: anyio.CapacityLimiter, before: Callable[[], object] = lambda: None
) -> Callable[..., Any]:
    """The tool as the SDK calls it. ``lane``: how many calls run beside each other. ``before`` is called first, in the
    tool's thread. A parameter ``ticket`` is not the assistant's: by it the tool's query ends when the request does."""
    signature = inspect.signature(tool, eval_str=True)
    parameters = [one for name, one in signature.parameters.items() if name != "ticket"]
    (data,) = get_args(signature.return_annotation)

    def answer(**given: Any) -> Said[Any]:
        before()
        return tool(**given)

    async def call(**given: Any) -> CallToolResult:
        speaks = given.get("lang") or lang
        ticket = Ticket()
        own = {"ticket": ticket} if "ticket" in signature.parameters else {}
        try:
            said = await anyio.to_thread.run_sync(
                partial(answer, **(given | {"lang": speaks} | own)), abandon_on_cancel=True, limiter=lane
            )
        except KgError as error:
            return fault(worded(error).told(speaks))
        except anyio.get_cancelled_exc_class():
            ticket.call_off()
            raise
        return CallToolResult(content=[TextContent(type="text", text=said.text)], structured_content=asdict(said.data))

    call.__name__, call.__doc__ = tool.__name__, inspect.getdoc(tool)
    returns = Annotated[CallToolResult, data]
    call.__signature__ = inspect.Signature(parameters, return_annotation=returns)  # type: ignore[attr-defined]
    call.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": returns}
    return call


def fault(message: str) -> CallToolResult:
    """A fault as an assistant reads it: on one line, whatever the names in it hold."""
    return CallToolResult(content=[TextContent(type="text", text=cut(clean(message), _FAULT))], is_error=True)


def worded(error: KgError) -> Bilingual:
    """The fault, with tools for an assistant to call where people are told commands."""
    name = cut(getattr(error, "name", ""), 100)
    if isinstance(error, DivisionError):
        at = f'{error.kind}="{error.division}"'
        return Bilingual(
            f"“{name}” is a {error.kind}: call shared_practices, law_firms or follow_up with {at}",
            f"“{name}”是省份或县（市、区）：请调用 shared_practices、law_firms 或 follow_up，{at}",
        )
    if isinstance(error, OtherKindError):
        return Bilingual(
            f"“{name}” is a {error.kind}, no {error.wanted}: call show, or another tool",
            f"“{name}”不是这里要的名称：请调用 show，或换一个工具",
        )
    return Bilingual(error.told("en"), error.told("zh"))


def _in_one_line(error: ToolError) -> str:
    if not isinstance(error.__cause__, ValidationError):
        return str(error)
    wrong = error.__cause__.errors(include_url=False, include_input=False, include_context=False)
    return "参数不对 wrong arguments: " + "; ".join(
        f"{'.'.join(map(str, one['loc'])) or '–'}: {one['msg']}" for one in wrong[:8]
    )
