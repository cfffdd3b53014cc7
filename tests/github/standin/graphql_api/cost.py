"""What GitHub refuses before it runs a query, and what it charges for one
(https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_interface_type,
    is_object_type,
)

MAX_NODES = 500_000
MAX_PAGE = 100

Refusal = dict[str, object]


@dataclass
class Bill:
    """Nodes and requests that a query may lead to; ``refusals`` if GitHub would not run it."""

    schema: GraphQLSchema
    document: DocumentNode
    variables: Mapping[str, object]
    nodes: int = 0
    requests: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def points(self) -> int:
        return max(1, round(self.requests / 100))

    def add_up(self) -> Bill:
        operation = next(d for d in self.document.definitions if isinstance(d, OperationDefinitionNode))
        root = self.schema.mutation_type if operation.operation.value == "mutation" else self.schema.query_type
        assert root is not None
        self._walk(operation.selection_set, root, 1, ())
        if self.nodes > MAX_NODES:
            message = f"This query requests up to {self.nodes:,} possible nodes which exceeds the maximum limit of"
            self.refusals.append({"type": "MAX_NODE_LIMIT_EXCEEDED", "message": f"{message} {MAX_NODES:,}."})
        return self

    def _walk(self, selected: SelectionSetNode, parent: object, times: int, path: tuple[str, ...]) -> None:
        for node, kind in self._fields(selected, parent):
            if not (is_object_type(kind) or is_interface_type(kind)) or node.name.value not in kind.fields:
                continue
            inner = get_named_type(kind.fields[node.name.value].type)
            below = times
            here = (*path, (node.alias or node.name).value)
            if inner.name.endswith("Connection"):
                below = times * self._page_size(node, here)
                self.requests += times
                self.nodes += below
            if node.selection_set:
                self._walk(node.selection_set, inner, below, here)

    def _fields(self, selected: SelectionSetNode, parent: object) -> Iterator[tuple[FieldNode, object]]:
        for node in selected.selections:
            if isinstance(node, FieldNode):
                yield node, parent
            elif isinstance(node, InlineFragmentNode):
                named = node.type_condition
                yield from self._fields(node.selection_set, self.schema.type_map[named.name.value] if named else parent)
            elif isinstance(node, FragmentSpreadNode):
                for known in self.document.definitions:
                    if isinstance(known, FragmentDefinitionNode) and known.name.value == node.name.value:
                        kind = self.schema.type_map[known.type_condition.name.value]
                        yield from self._fields(known.selection_set, kind)

    def _page_size(self, node: FieldNode, path: tuple[str, ...]) -> int:
        name = node.name.value
        sizes = {a.name.value: self._value(a.value) for a in node.arguments or () if a.name.value in {"first", "last"}}
        given = {key: size for key, size in sizes.items() if size is not None}
        if not given:
            message = f"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
            self._refuse("MISSING_PAGINATION_BOUNDARIES", message, path)
        for key, size in given.items():
            if size > MAX_PAGE:
                message = f"Requesting {size} records on the `{name}` connection exceeds the `{key}` limit of"
                self._refuse("EXCESSIVE_PAGINATION", f"{message} {MAX_PAGE} records.", path)
        return max(given.values(), default=0)

    def _refuse(self, kind: str, message: str, path: tuple[str, ...]) -> None:
        self.refusals.append({"type": kind, "path": list(path), "message": message})

    def _value(self, node: object) -> int | None:
        if isinstance(node, IntValueNode):
            return int(node.value)
        value = self.variables.get(node.name.value) if isinstance(node, VariableNode) else None
        return value if isinstance(value, int) else None
