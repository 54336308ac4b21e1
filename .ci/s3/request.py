#!/usr/bin/env python3
"""One signed request to an S3 service, for what the program itself never asks for.

request.py ENDPOINT METHOD PATH [QUERY] [HEADER:VALUE ...] with the body on standard input; keys in ACCESS_KEY and SECRET_KEY.
Prints the status, then the body.
"""
import datetime
import hashlib
import hmac
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

endpoint, method, path = sys.argv[1:4]
query = sys.argv[4] if len(sys.argv) > 4 else ""
body = sys.stdin.buffer.read() if method in ("PUT", "POST") else b""
now = datetime.datetime.now(datetime.timezone.utc)
day, moment = now.strftime("%Y%m%d"), now.strftime("%Y%m%dT%H%M%SZ")
payload = hashlib.sha256(body).hexdigest()
headers = {h.split(":", 1)[0].lower(): h.split(":", 1)[1] for h in sys.argv[5:]}
headers |= {"host": urllib.parse.urlparse(endpoint).netloc, "x-amz-date": moment, "x-amz-content-sha256": payload}
signed = ";".join(sorted(headers))
canonical_query = "&".join(sorted(p if "=" in p else p + "=" for p in query.split("&") if p))
canonical = "\n".join(
    [method, urllib.parse.quote(path), canonical_query, "".join(f"{k}:{headers[k]}\n" for k in sorted(headers)), signed, payload]
)
scope = f"{day}/us-east-1/s3/aws4_request"
text = "\n".join(["AWS4-HMAC-SHA256", moment, scope, hashlib.sha256(canonical.encode()).hexdigest()])
key = ("AWS4" + os.environ["SECRET_KEY"]).encode()
for part in (day, "us-east-1", "s3", "aws4_request"):
    key = hmac.new(key, part.encode(), hashlib.sha256).digest()
signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
del headers["host"]
headers["authorization"] = (
    f"AWS4-HMAC-SHA256 Credential={os.environ['ACCESS_KEY']}/{scope}, SignedHeaders={signed}, Signature={signature}"
)
url = endpoint + urllib.parse.quote(path) + ("?" + canonical_query if canonical_query else "")
request = urllib.request.Request(url, data=body if method in ("PUT", "POST") else None, method=method, headers=headers)
try:
    with urllib.request.urlopen(request, timeout=60) as answer:
        status, content = answer.status, answer.read()
except urllib.error.HTTPError as refusal:
    status, content = refusal.code, refusal.read()
print(status, flush=True)
sys.stdout.buffer.write(content)
