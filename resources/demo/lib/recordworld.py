# SPDX-License-Identifier: GPL-3.0-or-later
"""What verify-record reads (a record) and whom it asks (the servers of the fleet, each in its own language)."""
import email.utils
import functools
import gzip
import hashlib
import json
import os
import pathlib
import re
import socket
import sqlite3
import subprocess

HOSTS = {"production": ["app-1", "app-2"], "staging": ["staging-1"]}
ROLES = {"production": "fleetpass_prod", "staging": "fleetpass_staging"}
COPY = re.compile(rb"^COPY public\.(\w+) \(")


class Record:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.steps = {}
        for line in (self.folder / "steps.jsonl").read_text().splitlines():
            step = json.loads(line)
            self.steps[re.fullmatch(r"\d\d-(.+)\.json", step["file"]).group(1)] = step
        self.fleet = pathlib.Path(next(iter(self.steps.values()))["fleet"])

    def answer(self, name):
        return json.loads(self.path(name).read_text())

    def path(self, name):
        return self.folder / self.steps[name]["file"]

    def status(self, name, environment):
        target, = [target for target in self.answer(name)["targets"] if target["target"] == f"fleetpass/{environment}"]
        return {probe["probe"]: probe for probe in target["probes"]}

    def journals(self):
        return sorted((self.folder / "data" / "runs").glob("*.journal"))

    def output(self, run, step, host):
        return self.folder / "data" / "runs" / run / f"{step}.{host}.out"


def rows_in(answer, when):
    """The "pilothouse rows WHEN TABLE COUNT" lines of a run."""
    rows = {}
    for step in answer["steps"]:
        for line in step["output"].splitlines():
            words = line.split(" ")
            if words[:3] == ["pilothouse", "rows", when]:
                rows[words[3]] = int(words[4])
    return rows


def proofs_in(answer, step):
    """What the "pilothouse backup KEY VALUE" lines of a step say, the last file winning."""
    text = "".join(part["output"] for part in answer["steps"] if part["step"] == step)
    return dict(re.findall(r"^pilothouse backup (\S+) (.*)$", text, re.MULTILINE))


def rewrite_audit(folder):
    """A falsification: somebody with the database in hand changes who did something."""
    database = sqlite3.connect(pathlib.Path(folder) / "data" / "facts.sqlite")
    with database:
        database.execute("DROP TRIGGER audit_is_not_updated")
        database.execute("UPDATE audit SET actor = 'somebody' WHERE seq = 3")
    database.close()


class World:
    def __init__(self, fleet):
        self.fleet = fleet
        words = (line.split("=", 1) for line in (fleet / "fleet.env").read_text().splitlines())
        self.env = dict(words)
        self.address = {"production": f"127.{self.env['OFFSET']}.10.1", "staging": f"127.{self.env['OFFSET']}.11.1"}
        self.host_address = {"app-1": self.address["production"], "app-2": f"127.{self.env['OFFSET']}.10.2",
                             "staging-1": self.address["staging"]}

    @functools.cache
    def run(self, *command, password=None, check=True):
        environment = dict(os.environ, PGPASSWORD=password) if password else None
        return subprocess.run(command, env=environment, check=check, capture_output=True, timeout=60)

    def text(self, *command, **options):
        return self.run(*command, **options).stdout.decode().strip()

    @functools.cache
    def secrets(self, environment):
        lines = self.text(str(self.fleet / "program" / "fleet"), "--dir", str(self.fleet), "secrets", environment)
        return dict(line.split(" ", 1) for line in lines.splitlines())

    # git
    def git(self, *words):
        return self.text("git", "-c", "safe.directory=*", "-C", str(self.fleet / "origin" / "fleetpass.git"), *words)

    def commit(self, ref):
        return self.git("rev-parse", f"{ref}^{{commit}}")

    def version(self, ref):
        return self.git("show", f"{ref}:VERSION")

    def migrations(self, ref):
        names = self.git("ls-tree", "--name-only", ref, "migrations/").splitlines()
        return sorted(pathlib.PurePath(name).stem for name in names if not name.endswith(".down.sql"))

    def checkout(self, host, *words):
        return self.text("git", "-c", "safe.directory=*", "-C", str(self.home(host) / "fleetpass"), *words)

    # hosts
    def home(self, host):
        return self.fleet / "hosts" / host / "home"

    def runs_on(self, host):
        folder = self.home(host) / ".local" / "state" / "pilothouse" / "runs"
        return {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()

    def step_on(self, host, run, step):
        found, = (self.home(host) / ".local" / "state" / "pilothouse" / "runs" / run).glob(f"*/steps/{step}")
        return found

    def log(self, host):
        return [json.loads(line) for line in (self.home(host) / "fleetpass" / "logs" / "backend.log").read_text().splitlines()]

    # databases
    def sql(self, environment, statement, database=None):
        return self.text("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-F", " ", "-h", self.address[environment], "-p",
                         self.env["POSTGRES_PORT"], "-U", ROLES[environment], "-d", database or f"fleetpass_{environment}",
                         "-c", statement, password=self.secrets(environment)["POSTGRES_PASSWORD"])

    @functools.cache
    def rows(self, environment, database=None):
        tables = self.sql(environment, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database).split()
        return {table: int(self.sql(environment, f"SELECT count(*) FROM {table}", database)) for table in tables}

    # archives
    def backup(self, environment, name):
        return self.home(HOSTS[environment][0]) / "backups" / "fleetpass" / name

    def sha256(self, file):
        return self.text("sha256sum", "--", str(file)).split()[0].lstrip("\\")

    def readable(self, file):
        return self.run("gunzip", "-t", "--", str(file), check=False).returncode == 0

    @functools.cache
    def unpacked(self, file):
        return self.run("gunzip", "-c", "--", str(file), check=False).stdout

    def ends_well(self, file):
        return b"-- PostgreSQL database dump complete" in self.unpacked(file).splitlines()[-8:]

    def rows_of_dump(self, file):
        rows, table = {}, None
        for line in self.unpacked(file).splitlines():
            begins = COPY.match(line) if table is None else None
            if begins:
                table = begins.group(1).decode()
                rows[table] = 0
            elif line == b"\\.":
                table = None
            elif table:
                rows[table] += 1
        return rows

    # services
    @functools.cache
    def get(self, url):
        answer = self.text("curl", "-sS", "--max-time", "10", "--cacert", str(self.fleet / "config" / "ca.pem"), "-w",
                           "\n%{http_code}", url)
        body, _, status = answer.rpartition("\n")
        return int(status), json.loads(body)

    def health(self, environment):
        return self.get(f"https://{self.address[environment]}:{self.env['HTTPS_PORT']}/api/v1/health")

    def live(self, host):
        return self.get(f"http://{self.host_address[host]}:{self.env['BACKEND_PORT']}/api/v1/health/live")

    @functools.cache
    def certificate_ends(self, environment):
        place = f"{self.address[environment]}:{self.env['HTTPS_PORT']}"
        seen = subprocess.run(["openssl", "s_client", "-connect", place], stdin=subprocess.DEVNULL, capture_output=True,
                              check=False, timeout=20).stdout
        ends = subprocess.run(["openssl", "x509", "-noout", "-enddate", "-dateopt", "rfc_822"], input=seen,
                              capture_output=True, check=False, timeout=20).stdout.decode()
        if not ends:
            ends = subprocess.run(["openssl", "x509", "-noout", "-enddate"], input=seen, capture_output=True, check=True,
                                  timeout=20).stdout.decode()
        return email.utils.parsedate_to_datetime(ends.strip().split("=", 1)[1]).timestamp()

    @functools.cache
    def redis_answers(self, environment):
        with socket.create_connection((self.address[environment], int(self.env["REDIS_PORT"])), timeout=10) as connection:
            secret = self.secrets(environment)["REDIS_PASSWORD"]
            connection.sendall(f"AUTH {secret}\r\nPING\r\n".encode())
            seen = b""
            while seen.count(b"\r\n") < 2:
                piece = connection.recv(100)
                if not piece:
                    break
                seen += piece
        return seen == b"+OK\r\n+PONG\r\n"

    @functools.cache
    def accepts(self, environment):
        with socket.create_connection((self.address[environment], int(self.env["HTTPS_PORT"])), timeout=10):
            return True


def broken_links(folder):
    """Hashes the audit trail again. Answers (links, head, faults)."""
    database = sqlite3.connect(f"file:{folder / 'data' / 'facts.sqlite'}?mode=ro", uri=True)
    names = ["seq", "id", "at", "actor", "observer", "action", "target", "payload", "previous"]
    previous, faults, hashes = "0" * 64, [], {}
    for *values, written in database.execute(f"SELECT {', '.join(names)}, hash FROM audit ORDER BY seq"):
        link = dict(zip(names, values))
        # RFC 8785 for text and whole numbers: sorted names, no white space, shortest escapes.
        again = hashlib.sha256(json.dumps(link, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
        if link["previous"] != previous or again != written or link["seq"] != len(hashes) + 1:
            faults.append(link["seq"])
        previous = hashes[link["seq"]] = written
    database.close()
    for line in (folder / "data" / "audit.anchors").read_text().splitlines():
        _, seq, anchored, _ = line.split(" ")
        if hashes.get(int(seq)) != anchored:
            faults.append(f"anchor {seq}")
    return len(hashes), previous, faults


def journal_of(file):
    """The entries of a journal, each line hashed again over the hash before it. A broken line is a ValueError."""
    previous, entries = b"", []
    for line in file.read_bytes().splitlines():
        written, _, body = line.partition(b" ")
        if hashlib.sha256(previous + body).hexdigest()[:16].encode() != written:
            raise ValueError(f"line {len(entries) + 1} of {file.name} does not fit its hash")
        previous = written
        entries.append(json.loads(body))
    return entries


def contains(file, needles):
    data = file.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data += gzip.decompress(data)
    return any(needle in data for needle in needles)
