"""Drives three replicas through faults and a restore; called by replicas.sh. Standard library only."""

import base64
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

WORK = pathlib.Path(sys.argv[1])
BIN = sys.argv[2]
ORIGIN = os.environ["SILLOK_LOG_ORIGIN"]
LOG = WORK / "objects" / "log" / ORIGIN
SEED = int(os.environ.get("SEED", time.time()))
RANDOM = random.Random(SEED)
CHAOS_SECONDS = 30


def fail(text):
    for replica in REPLICAS:
        print("--- %s" % replica.name)
        for line in replica.log.read_text().splitlines()[-15:]:
            print(line[:300])
    # Last, where the end of a long log still shows it.
    print("FAILED (seed %d): %s" % (SEED, text))
    sys.exit(1)


def request(base, path, token=None, body=None, content_type="application/json", headers=None, timeout=10):
    call = urllib.request.Request(base + path, data=body, headers=dict(headers or {}))
    if token:
        call.add_header("Authorization", "Bearer " + token)
    if body is not None:
        call.add_header("Content-Type", content_type)
    with urllib.request.urlopen(call, timeout=timeout) as answer:
        return answer.status, answer.read()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Replica:
    def __init__(self, name):
        self.name = name
        self.data = WORK / name
        self.port = free_port()
        self.base = "http://127.0.0.1:%d" % self.port
        self.log = WORK / (name + ".log")
        self.log.touch()
        self.process = None
        self.environment = dict(
            os.environ,
            SILLOK_DATA_DIR=str(self.data),
            QUARKUS_HTTP_PORT=str(self.port),
            SILLOK_LOG_HIGH_WATER_MARK=str(WORK / (name + "-mark")),
        )

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(["./sillok", "serve"], env=self.environment, stdout=log, stderr=log)

    def ready(self, seconds=90):
        end, restarts = time.time() + seconds, 0
        while time.time() < end:
            try:
                request(self.base, "/q/health/ready", timeout=2)
                return self
            except (urllib.error.URLError, OSError):
                if self.process.poll() is not None:
                    # Its connections were cut while it started: whatever supervises it starts it again.
                    restarts += 1
                    if restarts > 3:
                        fail(self.name + " does not start")
                    self.start()
                time.sleep(0.3)
        fail(self.name + " is not ready")

    def send(self, what):
        self.process.send_signal(what)

    def stop(self, what=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.send(signal.SIGCONT)
            self.send(what)
            self.process.wait(40)

    def health(self):
        try:
            _, body = request(self.base, "/q/health/well", timeout=1)
        except urllib.error.HTTPError as answer:
            body = answer.read()
        except (urllib.error.URLError, OSError):
            return {}
        for check in json.loads(body)["checks"]:
            if check["name"] == "transparency log":
                return check.get("data", {})
        return {}

    def run(self, *arguments):
        return subprocess.run(
            ["./sillok", *arguments], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )


REPLICAS = [Replica("r%d" % n) for n in (1, 2, 3)]


def sql(text):
    return subprocess.run(
        ["psql", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", "sillok", "-c", text],
        check=True, stdout=subprocess.PIPE, text=True,
    ).stdout.strip()


def first_id(body):
    return json.loads(body)["id"]


def deposit(replica, token, name):
    boundary = "boundary-of-a-deposit"
    body = (
        "--{b}\r\nContent-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n"
        "{{\"title\":{{\"en\":\"{n}\"}},\"kind\":\"DOCUMENT\"}}\r\n"
        "--{b}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\nContent-Type: text/plain\r\n\r\n"
        "text of {n}\r\n--{b}--\r\n"
    ).format(b=boundary, n=name)
    status, answer = request(
        replica.base, "/api/v1/items", token, body.encode(), "multipart/form-data; boundary=" + boundary)
    found = json.loads(answer)
    return found["id"], found.get("log", {}).get("index"), found.get("log", {}).get("leafHash")


class Clients(threading.Thread):
    """Deposits through all replicas in turn, whatever happens to them."""

    def __init__(self, number, token):
        super().__init__(daemon=True)
        self.number, self.token = number, token
        self.accepted, self.refused, self.over = [], 0, False

    def run(self):
        n = 0
        while not self.over:
            n += 1
            try:
                self.accepted.append(deposit(REPLICAS[(n + self.number) % 3], self.token, "%d-%d" % (self.number, n)))
            except (urllib.error.URLError, OSError, ValueError, EOFError):
                self.refused += 1
                time.sleep(0.05)
            except Exception as broken:  # a connection that was cut in the middle of an answer
                self.refused += 1


class Sampler(threading.Thread):
    """Keeps every checkpoint that any replica ever shows."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen, self.over = set(), False

    def run(self):
        while not self.over:
            for replica in REPLICAS:
                try:
                    _, note = request(replica.base, "/log/checkpoint", timeout=1)
                    origin, size, root = note.decode().split("\n")[:3]
                    self.seen.add((origin, int(size), root))
                except Exception:
                    pass
            time.sleep(0.1)


def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def stored_leaves(size):
    """The leaf hashes of the entry bundles, read as the C2SP format has them; nothing of Sillok is used."""
    leaves = []
    while len(leaves) < size:
        number, width = len(leaves) // 256, min(256, size - len(leaves))
        name = "%03d" % (number % 1000)
        number //= 1000
        while number:
            name, number = "x%03d/%s" % (number % 1000, name), number // 1000
        path = LOG / "tile" / "entries" / (name if width == 256 else "%s.p/%d" % (name, width))
        data, at = path.read_bytes(), 0
        while at < len(data):
            length = int.from_bytes(data[at:at + 2], "big")
            leaves.append(leaf(data[at + 2:at + 2 + length]))
            at += 2 + length
    return leaves


def objections(samples, leaves):
    """Every sample whose root is not the one that the stored entries have at its size."""
    peaks, roots, wanted = [], {}, {size for _, size, _ in samples}
    for n, each in enumerate(leaves):
        size = n
        while size & 1:
            each = node(peaks.pop(), each)
            size >>= 1
        peaks.append(each)
        if n + 1 in wanted:
            root = peaks[-1]
            for peak in reversed(peaks[:-1]):
                root = node(peak, root)
            roots[n + 1] = base64.b64encode(root).decode()
    return [sample for sample in samples if sample[0] != ORIGIN or roots.get(sample[1]) != sample[2]]


def check_history(samples, accepted, size):
    leaves = stored_leaves(size)
    wrong = objections(samples, leaves)
    if wrong:
        fail("checkpoints of another history: %s" % wrong[:3])
    origin, some, root = RANDOM.choice(sorted(samples))
    forged = (origin, some, base64.b64encode(bytes([base64.b64decode(root)[0] ^ 1]) + base64.b64decode(root)[1:]).decode())
    if objections(samples | {forged}, leaves) != [forged]:
        fail("the checker does not see a forged checkpoint")
    indices = [index for _, index, _ in accepted if index is not None]
    if len(set(indices)) != len(indices):
        fail("an index was given twice")

    def misplaced(deposits):
        return [d for d in deposits if d[1] is not None
                and (d[1] >= size or base64.urlsafe_b64encode(leaves[d[1]]).decode().rstrip("=") != d[2])]

    if misplaced(accepted):
        fail("accepted deposits are not where their answers said: %s" % misplaced(accepted)[:3])
    item, index, hash_ = next(d for d in accepted if d[1] is not None)
    if not misplaced([(item, index + 1, hash_)]):
        fail("the checker does not see a moved deposit")


def until(what, condition, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.2)
    fail("waited in vain for: " + what)


def leader():
    return next((r for r in REPLICAS if r.process.poll() is None and r.health().get("condition") == "leading"), None)


def supervised_leader():
    """Who leads now. Whoever ended by itself is started again: a start is given up when its connections are cut."""
    for replica in REPLICAS:
        if replica.process.poll() is not None:
            replica.start()
    return leader()


def all_signed():
    return sql("select count(*) from sillok.log_outbox") == "0" and sql(
        "select s.next_index = t.size and t.size = t.signed_size from sillok.log_sequence s join sillok.log_tree t using (log)"
    ) == "t"


def chaos():
    """Kills, pauses and cuts off whoever leads, in an order that the seed decides; returns how often each."""
    done = {"kill": 0, "pause": 0, "cut": 0}
    end = time.time() + CHAOS_SECONDS
    while time.time() < end or min(done.values()) == 0:
        time.sleep(RANDOM.uniform(0.5, 2))
        victim = supervised_leader()
        if victim is None:
            continue
        what = RANDOM.choice([name for name in done if done[name] == min(done.values())])
        done[what] += 1
        if what == "kill":
            victim.stop(signal.SIGKILL)
            time.sleep(1)
            victim.start()
        elif what == "cut":
            sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sillok_app'")
        else:
            victim.send(signal.SIGSTOP)
            # The lease is two seconds; then another leads while this one sleeps.
            until("another leader while one is paused", lambda: supervised_leader() not in (None, victim), 60)
            time.sleep(1)
            victim.send(signal.SIGCONT)
    return done


def audit(replica):
    ran = replica.run("audit", "--json")
    try:
        return json.loads(ran.stdout)
    except ValueError:
        fail("the audit could not run: %s %s" % (ran.stdout[-500:], ran.stderr[-500:]))


def main():
    first = REPLICAS[0]
    first.start()
    first.ready()
    until("the first replica's keys", lambda: (first.data / "service.json").exists())
    for other in REPLICAS[1:]:
        # What replicas share beside database and objects: the keys.
        other.data.mkdir(mode=0o700)
        shutil.copytree(first.data / "keys", other.data / "keys")
        other.start()
    for other in REPLICAS[1:]:
        other.ready()
    custodian = (first.data / "tokens" / "custodian.token").read_text().strip()
    party = first_id(request(first.base, "/api/v1/parties", custodian, b'{"kind":"NGO","names":{"en":"Invented"}}')[1])
    user = first_id(request(first.base, "/api/v1/parties/%s/users" % party, custodian, b'{"roles":["CONTRIBUTOR"]}')[1])
    token = json.loads(request(first.base, "/api/v1/tokens", custodian,
                               json.dumps({"user": user, "validFor": "PT1H"}).encode())[1])["token"]

    sampler = Sampler()
    sampler.start()
    clients = [Clients(n, token) for n in range(4)]
    for client in clients:
        client.start()
    done = chaos()
    for client in clients:
        client.over = True
    for client in clients:
        client.join(30)
    for replica in REPLICAS:
        replica.ready()
    until("all entries signed", all_signed)
    time.sleep(1)
    accepted = [each for client in clients for each in client.accepted]
    size = int(sql("select size from sillok.log_tree"))
    if sql("select count(*) = max(index) + 1 from sillok.log_entry") != "t":
        fail("the numbers have a gap")
    check_history(sampler.seen, accepted, size)
    for item, _, _ in RANDOM.sample(accepted, min(30, len(accepted))):
        request(RANDOM.choice(REPLICAS).base, "/api/v1/items/" + item, token)
    report = audit(first)
    if report["outcome"] != "INTACT":
        fail("the audit found: %s" % json.dumps(report["findings"])[:1500])
    print("%d deposits accepted and none lost, %d refused; %d checkpoints of one history; leader killed %d, paused %d, cut off %d times"
          % (len(accepted), sum(c.refused for c in clients), len(sampler.seen), done["kill"], done["pause"], done["cut"]))

    # A restore from a backup that is older than what was signed. The keys of the vault have backups of their own.
    until("all entries signed", all_signed)
    subprocess.run([BIN + "/pg_dump", "-Fc", "-f", WORK / "backup", "sillok"], check=True)
    later = [deposit(REPLICAS[n % 3], token, "later-%d" % n) for n in range(20)]
    until("all entries signed", all_signed)
    signed = int(sql("select signed_size from sillok.log_tree"))
    for replica in REPLICAS:
        replica.stop()
    subprocess.run([BIN + "/pg_dump", "-a", "-n", "vault", "-f", WORK / "vault.sql", "sillok"], check=True)
    sql("drop schema sillok cascade")
    sql("drop schema vault cascade")
    subprocess.run([BIN + "/pg_restore", "-d", "sillok", WORK / "backup"], check=True)
    subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", "sillok", "-c", "set session_replication_role = replica",
                    "-c", "delete from vault.vault_object_key; delete from vault.vault_subject_key;"
                          " delete from vault.vault_destroyed_key; delete from vault.vault_kek",
                    "-f", WORK / "vault.sql"], check=True, stdout=subprocess.DEVNULL)
    first.start()
    first.ready()
    refusing = until("the refusal", lambda: first.health() if first.health().get("condition") == "refusing to sign" else None)
    if "behind" not in refusing["reason"] or "rebuild" not in refusing["wayOut"]:
        fail("health does not say why and what to do: %s" % refusing)
    before = sql("select signed_size, (select count(*) from sillok.log_entry) from sillok.log_tree")
    waiting = [deposit(first, token, "meanwhile-%d" % n) for n in range(3)]
    if any(index is not None for _, index, _ in waiting):
        fail("a number was given while the log refuses")
    if sql("select signed_size, (select count(*) from sillok.log_entry) from sillok.log_tree") != before:
        fail("the log went on although it refuses")
    if first.run("rebuild").returncode != 2:
        fail("rebuild does not refuse while the service runs")
    first.stop()
    if first.run("rebuild", "--check").returncode != 1:
        fail("rebuild --check does not see that the database is behind")
    rebuilt = first.run("rebuild", "--json")
    if rebuilt.returncode != 0:
        fail("rebuild: %d %s %s" % (rebuilt.returncode, rebuilt.stdout[-1500:], rebuilt.stderr[-1500:]))
    first.start()
    first.ready()
    until("a leader", leader)
    until("all entries signed", all_signed)
    size = int(sql("select signed_size from sillok.log_tree"))
    # The service adds statements of its own, about its start and about refused logins.
    if size < signed + len(waiting):
        fail("after the rebuild the log has %d entries, less than %d and %d" % (size, signed, len(waiting)))
    sampler.over = True
    check_history(sampler.seen, accepted + later, size)
    codes = {finding["code"] for finding in audit(first)["findings"]}
    # The rows of the twenty items are gone with the database, and audit must say so; the log and its statements are whole.
    rows = {"ITEM_MISSING", "VERSION_MISSING", "METADATA_MISSING", "FILE_ROW_MISSING"}
    if codes != rows:
        fail("the audit of the rebuilt log found %s" % sorted(codes))
    print("A restored database signed nothing, said so, was rebuilt with %s statements, and signed on to %d entries"
          % (json.loads(rebuilt.stdout)["statements"], size))


try:
    main()
finally:
    for each in REPLICAS:
        if each.process and each.process.poll() is None:
            each.send(signal.SIGCONT)
            each.process.kill()
