"""One GraphQL request from text to answer."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    NoDeprecatedCustomRule,
    OperationDefinitionNode,
    build_ast_schema,
    execute_sync,
    parse,
    validate,
)

from standin.graphql_api.cost import Bill
from standin.graphql_api.root import Mutation, Query
from standin.graphql_api.views import Context, FieldError, resolve, typename
from standin.openapi import SCHEMAS
from standin.permissions import Caller
from standin.world import NotModelledError, RefusedError, World


@dataclass(slots=True)
class Outcome:
    """The body of an answer (its status is always 200), the points it costs, and what was wrong with the question."""

    body: dict[str, object]
    points: int = 1
    mistakes: list[str] = field(default_factory=list)


@cache
def schema() -> GraphQLSchema:
    """GitHub's own; built once."""
    text = gzip.decompress((SCHEMAS / "schema.graphql.gz").read_bytes()).decode()
    return build_ast_schema(parse(text, no_location=True), assume_valid=True, assume_valid_sdl=True)


def is_mutation(query: str) -> bool:
    """Whether a text that may be no GraphQL at all asks for a change."""
    return query.lstrip().startswith("mutation")


@lru_cache(1000)
def _read(query: str) -> tuple[DocumentNode | None, list[GraphQLError], list[GraphQLError]]:
    """The document, what the schema does not allow in it, and its old fields. The same few texts come often."""
    try:
        document = parse(query)
    except GraphQLError as error:
        return None, [error], []
    wrong = validate(schema(), document)
    return document, wrong, [] if wrong else validate(schema(), document, [NoDeprecatedCustomRule])


def execute(world: World, caller: Caller, query: str, variables: Mapping[str, object]) -> Outcome:
    document, wrong, deprecated = _read(query)
    if document is None or wrong:
        return _refused(wrong)
    bill = Bill(schema(), document, variables).add_up()
    if bill.refusals:
        messages = [f"GraphQL: {refusal['message']}" for refusal in bill.refusals]
        return Outcome({"data": None, "errors": bill.refusals}, 1, messages)
    old = [f"GraphQL: {error.message}" for error in deprecated]
    context = Context(world, caller, bill.points, bill.nodes)
    result = execute_sync(
        schema(),
        document,
        Mutation(context) if _changes(document) else Query(context),
        variable_values=dict(variables),
        field_resolver=resolve,
        type_resolver=typename,
    )
    return _answered(result, bill, old)


def _changes(document: DocumentNode) -> bool:
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    return operations[0].operation.value == "mutation"


def _refused(errors: list[GraphQLError]) -> Outcome:
    """A question that the schema does not allow: a mistake of the asker's."""
    formatted = [dict(error.formatted) for error in errors]
    return Outcome({"errors": formatted}, 1, [f"GraphQL: {error.message}" for error in errors])


def _answered(result: ExecutionResult, bill: Bill, mistakes: list[str]) -> Outcome:
    errors: list[dict[str, object]] = []
    for error in result.errors or ():
        shown: dict[str, object] = dict(error.formatted)
        cause = error.original_error
        if isinstance(cause, FieldError):
            shown["type"] = cause.kind
        elif isinstance(cause, RefusedError):
            shown |= {"type": "UNPROCESSABLE", "message": _words(cause)}
        else:
            kind = "not modelled" if isinstance(cause, NotModelledError) else "error"
            mistakes.append(f"GraphQL: {kind}: {error.message} (at {error.path})")
        errors.append(shown)
    body: dict[str, object] = {"data": result.data}
    return Outcome(body | ({"errors": errors} if errors else {}), bill.points, mistakes)


def _words(refused: RefusedError) -> str:
    details = [error if isinstance(error, str) else error.get("message", refused.message) for error in refused.errors]
    return "; ".join(details) or refused.message
