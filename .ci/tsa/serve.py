#!/usr/bin/env python3
"""One authority of make.sh behind HTTP on this host: serve.py FOLDER KIND PORT. Also serves the revocation list."""

import pathlib
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

folder, kind, port = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
one_at_a_time = threading.Lock()  # openssl's file of serial numbers knows no two writers


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, kind_of_body, body):
        self.send_response(status)
        self.send_header("Content-Type", kind_of_body)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/root.crl":
            self.answer(200, "application/pkix-crl", (folder / "root.crl").read_bytes())
        else:
            self.answer(404, "text/plain", b"")

    def do_POST(self):
        query = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Type") != "application/timestamp-query":
            self.answer(415, "text/plain", b"")
            return
        with one_at_a_time, tempfile.TemporaryDirectory() as scratch:
            (pathlib.Path(scratch) / "q").write_bytes(query)
            subprocess.run(
                ["openssl", "ts", "-reply", "-config", folder / f"{kind}.cnf",
                 "-queryfile", f"{scratch}/q", "-out", f"{scratch}/r"],
                stderr=subprocess.DEVNULL, check=False)
            reply = pathlib.Path(scratch) / "r"
            body = reply.read_bytes() if reply.exists() else b""
        self.answer(200 if body else 500, "application/timestamp-reply", body)


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
