"""People and programs of a Keycloak with the shipped realm use the service. Python's standard library only.

walk.py KEYCLOAK SERVICE REPOSITORY_PARTY; fails with the first thing that is not as it should be.
"""

import base64
import hashlib
import hmac
import html
import http.cookiejar
import json
import re
import secrets
import struct
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

LOGIN, SERVICE, REPOSITORY = sys.argv[1:4]
REALM = LOGIN + "/realms/sillok"
ADMIN = LOGIN + "/admin/realms/sillok"
OIDC = REALM + "/protocol/openid-connect"
REDIRECT = "http://127.0.0.1/signed-in"
PASSWORD = "an invented pass phrase"
OTP_KEY = "onlyForThisCheckAndNothing"
INSUFFICIENT = "/problems/insufficient-user-authentication"
FORBIDDEN = "/problems/forbidden"


class Stop(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: where one leads is what is asked for."""

    def redirect_request(self, *_):
        return None


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


def ask(url, method="GET", token=None, data=None, form=None, opener=None):
    call = urllib.request.Request(url, method=method)
    if token:
        call.add_header("Authorization", "Bearer " + token)
    if data is not None:
        call.add_header("Content-Type", "application/json")
        call.data = json.dumps(data).encode()
    if form is not None:
        call.data = urllib.parse.urlencode(form).encode()
    opener = opener or urllib.request.build_opener(Stop)
    try:
        with opener.open(call, timeout=60) as response:
            return Answer(response.status, response.headers, response.read().decode())
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, refused.headers, refused.read().decode())


def expect(answer, status, what, problem=None):
    if answer.status != status:
        sys.exit("%s: %d instead of %d: %s" % (what, answer.status, status, answer.body[:600]))
    if problem and answer.json()["type"] != problem:
        sys.exit("%s: %s instead of %s" % (what, answer.json()["type"], problem))
    print("ok: " + what)
    return answer


def admin_token():
    return ask(LOGIN + "/realms/master/protocol/openid-connect/token", "POST", form={
        "grant_type": "password", "client_id": "admin-cli", "username": "admin",
        "password": "only-for-this-check"}).json()["access_token"]


def admin(path, method="GET", data=None, status=None):
    answer = ask(ADMIN + path, method, admin_token(), data)
    wanted = status or {"GET": 200, "POST": 201, "PUT": 204}[method]
    if answer.status != wanted:
        sys.exit("Keycloak's administration, %s %s: %d %s" % (method, path, answer.status, answer.body[:600]))
    return answer


def group(name, party):
    """An organisation is a group with the attribute party."""
    made = admin("/groups", "POST", {"name": name, "attributes": {"party": [party]}})
    return made.headers["Location"].rsplit("/", 1)[1]


def grant(user, role):
    found = admin("/roles/" + role).json()
    admin("/users/%s/role-mappings/realm" % user, "POST", [found], 204)


def person(name, where, *roles, one_time=True):
    made = admin("/users", "POST", {
        "username": name, "enabled": True, "email": name + "@invented.invalid", "emailVerified": True,
        "firstName": "Invented", "lastName": "Person",
        "credentials": [{"type": "password", "value": PASSWORD, "temporary": False}] + ([
            {"type": "otp", "secretData": json.dumps({"value": OTP_KEY}),
             "credentialData": json.dumps({"subType": "totp", "digits": 6, "counter": 0, "period": 30, "algorithm": "HmacSHA1"})}]
            if one_time else [])})
    user = made.headers["Location"].rsplit("/", 1)[1]
    admin("/users/%s/groups/%s" % (user, where), "PUT", {}, 204)
    for role in roles:
        grant(user, role)
    return user


def one_time_code():
    digest = hmac.new(OTP_KEY.encode(), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[at:at + 4])[0] & 0x7FFFFFFF) % 1000000)


class Browser:
    """Signs a person in with the authorisation code flow and PKCE, filling in the forms that are shown."""

    def __init__(self, name):
        self.name = name
        # Keycloak marks its cookies Secure on the own machine, too, and browsers send them there.
        policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https"))
        self.opener = urllib.request.build_opener(
            Stop, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar(policy)))

    def sign_in(self, **more):
        """The tokens and what was asked for; no tokens if the provider refuses, or wants something to be set up."""
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        answer = ask(OIDC + "/auth?" + urllib.parse.urlencode({
            "client_id": "sillok-people", "response_type": "code", "scope": "openid", "redirect_uri": REDIRECT,
            "state": "s", "code_challenge": challenge, "code_challenge_method": "S256", **more}), opener=self.opener)
        asked = []
        for _ in range(8):
            target = answer.headers["Location"] or ""
            if target.startswith(REDIRECT):
                code = urllib.parse.parse_qs(urllib.parse.urlparse(target).query).get("code")
                if not code:
                    return {}, asked
                tokens = ask(OIDC + "/token", "POST", form={
                    "grant_type": "authorization_code", "client_id": "sillok-people", "redirect_uri": REDIRECT,
                    "code": code[0], "code_verifier": verifier})
                return expect(tokens, 200, "%s signed in (%s)" % (self.name, ", ".join(asked) or "by the session")).json(), asked
            if target:
                answer = ask(urllib.parse.urljoin(LOGIN, target), opener=self.opener)
                continue
            if "totpSecret" in answer.body:
                return {"enrolling": True}, asked
            action = re.search(r'<form[^>]*action="([^"]+)"', answer.body)
            if not action:
                if answer.status >= 400:
                    return {}, asked
                sys.exit("a page without a form: " + answer.body[:2000])
            if 'name="otp"' in answer.body:
                form = {"otp": one_time_code()}
                asked.append("one-time code")
            else:
                form = {"username": self.name, "password": PASSWORD, "credentialId": ""}
                asked.append("password")
            answer = ask(html.unescape(action.group(1)), "POST", form=form, opener=self.opener)
        sys.exit("signing in does not end")


def claims(token):
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def me(token):
    return ask(SERVICE + "/api/v1/me", token=token)


def people():
    home = group("repository", REPOSITORY)
    person("custodian", home, "custodian", "auditor")
    browser = Browser("custodian")
    tokens, asked = browser.sign_in()
    if "access_token" not in tokens:
        sys.exit("nobody can sign in: asked for %s, got %s" % (asked, sorted(tokens)))
    weak = tokens["access_token"]
    if asked != ["password"]:
        sys.exit("asked for %s instead of a password" % asked)
    known = expect(me(weak), 200, "the service knows the person").json()
    if known["party"]["id"] != REPOSITORY or known["roles"] != ["AUDITOR", "CUSTODIAN"]:
        sys.exit("another organisation or other roles: %s" % known)
    if claims(weak).get("acr") == "two-factor":
        sys.exit("a password alone is said to be two factors")
    expect(me(tokens["id_token"]), 401, "an ID token is no access token")

    ngo = expect(ask(SERVICE + "/api/v1/parties", "POST", weak, {"kind": "NGO", "names": {"en": "Invented"}}),
                 201, "with one factor an organisation is recorded").json()["id"]
    users = SERVICE + "/api/v1/parties/%s/users" % ngo
    refused = expect(ask(users, "POST", weak, {"roles": ["AUDITOR"]}), 401, "a role takes two factors", INSUFFICIENT)
    challenge = refused.headers["WWW-Authenticate"]
    wanted = dict(re.findall(r'(\w+)="([^"]*)"', challenge))
    if wanted.get("error") != "insufficient_user_authentication" or wanted.get("acr_values") != "two-factor":
        sys.exit("another challenge: " + challenge)

    tokens, asked = browser.sign_in(acr_values=wanted["acr_values"], max_age=wanted["max_age"])
    if "access_token" not in tokens:
        sys.exit("nobody can step up: asked for %s, got %s" % (asked, sorted(tokens)))
    strong = tokens["access_token"]
    if "one-time code" not in asked:
        sys.exit("no second factor was asked for")
    if claims(strong).get("acr") != "two-factor" or "auth_time" not in claims(strong):
        sys.exit("the token does not say what was asked: %s" % sorted(claims(strong)))
    user = expect(ask(users, "POST", strong, {"roles": ["CONTRIBUTOR"]}), 201, "with two factors the role is given").json()["id"]

    if "auth_time" not in claims(weak):
        sys.exit("a person's token does not say when the person authenticated")
    expect(ask(SERVICE + "/api/v1/holds", "POST", weak, {}), 400, "a person can be the first of two", "/problems/invalid-field")

    person("unequipped", home, "custodian", one_time=False)
    other = Browser("unequipped")
    tokens, _ = other.sign_in()
    expect(me(tokens.get("access_token")), 200, "a person without a one-time code signs in with a password")
    tokens, asked = other.sign_in(acr_values=wanted["acr_values"], max_age=wanted["max_age"])
    if "enrolling" in tokens:
        sys.exit("whoever has the password can set up the second factor on the way to it")
    if "access_token" in tokens:
        if claims(tokens["access_token"]).get("acr") == "two-factor":
            sys.exit("a person without a second factor is said to have used one")
        expect(ask(users, "POST", tokens["access_token"], {"roles": ["AUDITOR"]}), 401, "which does not suffice", INSUFFICIENT)
    print("ok: without a second factor nobody steps up")

    plain = ask(OIDC + "/auth?" + urllib.parse.urlencode({
        "client_id": "sillok-people", "response_type": "code", "scope": "openid", "redirect_uri": REDIRECT}))
    if "code=" in (plain.headers["Location"] or "") or "error=" not in (plain.headers["Location"] or ""):
        sys.exit("people can sign in without PKCE: %d %s" % (plain.status, plain.headers["Location"]))
    print("ok: without PKCE nobody signs in")
    direct = ask(OIDC + "/token", "POST", form={
        "grant_type": "password", "client_id": "sillok-people", "username": "custodian", "password": PASSWORD})
    if direct.status == 200:
        sys.exit("a program can take a person's password")
    print("ok: no program takes a person's password")
    return ngo, strong, user


def api_tokens(strong, user):
    issued = expect(ask(SERVICE + "/api/v1/api-tokens", "POST", strong, {
        "user": user, "roles": ["CONTRIBUTOR"], "access": "READ_AND_WRITE", "label": "check", "validFor": "PT1H"}),
        201, "a program gets a token of the service's own").json()
    expect(me(issued["token"]), 200, "it is taken beside the provider's")
    expect(ask(SERVICE + "/api/v1/erasures", "POST", issued["token"], {}), 401, "it is no person's", INSUFFICIENT)
    expect(ask(SERVICE + "/api/v1/holds", "POST", issued["token"], {}), 403, "nor is it the first of two people", FORBIDDEN)
    expect(ask(SERVICE + "/api/v1/api-tokens/%s/revoke" % issued["details"]["id"], "POST", strong), 200, "it is revoked")
    expect(me(issued["token"]), 401, "and not taken any more")


def client(client_id):
    return admin("/clients?clientId=" + client_id).json()[0]


def client_token(client_id):
    known = client(client_id)
    secret = admin("/clients/%s/client-secret" % known["id"], "POST", {}, 200).json()["value"]
    return ask(OIDC + "/token", "POST", form={
        "grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}).json()["access_token"]


def programs(ngo):
    account = admin("/clients/%s/service-account-user" % client("sillok-program")["id"]).json()["id"]
    where = group("ngo", ngo)
    admin("/users/%s/groups/%s" % (account, where), "PUT", {}, 204)
    grant(account, "contributor")
    # A role that counts in the repository's own organisation only.
    grant(account, "custodian")
    token = client_token("sillok-program")
    known = expect(me(token), 200, "the service knows the program").json()
    if known["party"]["id"] != ngo or known["roles"] != ["CONTRIBUTOR"]:
        sys.exit("another organisation or other roles: %s" % known)
    expect(ask(SERVICE + "/api/v1/sources", "POST", token, {"kind": "PERSON"}), 201, "it works for its organisation")
    expect(ask(SERVICE + "/api/v1/erasures", "POST", token, {}), 401, "a program never steps up", INSUFFICIENT)
    if "auth_time" in claims(token):
        sys.exit("a program's token says when a person authenticated")
    expect(ask(SERVICE + "/api/v1/parties/%s/keys" % ngo, "POST", token, {}), 403, "a program is not the first of two people",
           FORBIDDEN)
    return token


def metrics():
    account = admin("/clients/%s/service-account-user" % client("sillok-metrics")["id"]).json()["id"]
    held = [role["name"] for role in admin("/users/%s/role-mappings/realm" % account).json()]
    if "operator" not in held or "custodian" in held:
        sys.exit("the account for metrics has other roles: %s" % held)
    address = SERVICE + "/q/metrics"
    expect(ask(address), 401, "nobody reads metrics without a token")
    expect(ask(address, token=client_token("sillok-metrics")), 403, "nor an account of no organisation")
    found = [g["id"] for g in admin("/groups").json() if g["name"] == "repository"]
    admin("/users/%s/groups/%s" % (account, found[0]), "PUT", {}, 204)
    token = client_token("sillok-metrics")
    if claims(token).get("groups") != ["operator"]:
        sys.exit("the token for metrics has other roles: %s" % claims(token).get("groups"))
    expect(ask(address, token=token), 200, "the account for metrics reads them")
    expect(ask(SERVICE + "/api/v1/parties", token=token), 403, "and does nothing else", FORBIDDEN)


def trials():
    expect(me(admin_token()), 401, "a token of another realm is refused")
    admin("/clients", "POST", {
        "clientId": "stranger", "publicClient": False, "serviceAccountsEnabled": True, "standardFlowEnabled": False})
    expect(me(client_token("stranger")), 401, "a token for another audience is refused")

    known = client("sillok-program")
    known.setdefault("attributes", {})["access.token.lifespan"] = "3"
    admin("/clients/" + known["id"], "PUT", known)
    token = client_token("sillok-program")
    expect(me(token), 200, "a fresh token is taken")
    time.sleep(5)
    expect(me(token), 401, "an expired token is refused")
    known["attributes"]["access.token.lifespan"] = "300"
    admin("/clients/" + known["id"], "PUT", known)


def rotation():
    before = client_token("sillok-program")
    realm = admin("").json()["id"]
    admin("/components", "POST", {
        "name": "new key", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider", "parentId": realm,
        "config": {"priority": ["900"], "enabled": ["true"], "active": ["true"], "algorithm": ["RS256"]}})
    after = client_token("sillok-program")
    if before.split(".")[0] == after.split(".")[0]:
        sys.exit("the provider signs with the same key as before")
    # The service asks for the provider's keys at most every half a minute.
    over = time.monotonic() + 60
    while me(after).status != 200 and time.monotonic() < over:
        time.sleep(2)
    expect(me(after), 200, "a token signed with a new key is taken")
    expect(me(before), 200, "and one from before until it expires")


party, recent, made = people()
api_tokens(recent, made)
programs(party)
metrics()
trials()
rotation()
print("Keycloak: all as it should be")
