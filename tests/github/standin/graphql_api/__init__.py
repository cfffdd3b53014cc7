"""GitHub's GraphQL API: executed over GitHub's own schema by graphql-core."""

from standin.graphql_api.run import Outcome, execute, is_mutation, schema

__all__ = ["Outcome", "execute", "is_mutation", "schema"]
