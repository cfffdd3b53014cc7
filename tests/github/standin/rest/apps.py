"""A GitHub App that speaks for itself: where it is installed, and a token for it there."""

from __future__ import annotations

from datetime import timedelta

from standin.permissions import FROM_WORD, App
from standin.rest.routing import Call, Reply, route
from standin.rest.shapes import Json, Shapes
from standin.world import RefusedError


def _app(call: Call) -> App:
    if not call.caller.token.app:
        raise RefusedError(401, "A JSON web token could not be decoded")
    return call.world.tokens.apps[call.caller.token.app]


@route("GET", "/orgs/{org}/installation")
def get_installation(call: Call) -> object:
    app, organization = _app(call), call.user_named(call.params["org"])
    if organization.id not in app.installed:
        raise RefusedError(404, "Not Found")
    return {
        "id": organization.id,
        "account": Shapes(call).user(organization),
        "app_id": app.id,
        "target_id": organization.id,
        "target_type": "Organization",
        "permissions": dict(app.installed[organization.id]),
        "repository_selection": "all",
    }


@route("POST", "/app/installations/{installation_id}/access_tokens")
def create_token(call: Call) -> object:
    """For no more than the organisation gave the App."""
    app, given = _app(call), app_permissions(call)
    asked = call.body.get("permissions")
    wanted: dict[str, str] = (
        {str(name): str(level) for name, level in asked.items()} if isinstance(asked, dict) else given
    )
    if any(FROM_WORD[level] > FROM_WORD[given.get(name, "none")] for name, level in wanted.items()):
        message = "The permissions requested are not granted to this installation."
        raise RefusedError(422, message)
    made: Json = {"token": call.world.tokens.for_organization(app, wanted).secret, "permissions": wanted}
    expires = call.world.state.now + timedelta(hours=1)
    return Reply(201, made | {"expires_at": expires.strftime("%Y-%m-%dT%H:%M:%SZ")})


def app_permissions(call: Call) -> dict[str, str]:
    installed = _app(call).installed.get(call.number("installation_id"))
    if installed is None:
        raise RefusedError(404, "Not Found")
    return dict(installed)
