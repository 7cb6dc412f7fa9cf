# SPDX-License-Identifier: GPL-3.0-or-later
"""What a record claims, section by section, and who is asked about it."""
import datetime
import hashlib
import re

from recordworld import HOSTS, broken_links, contains, journal_of, proofs_in, rows_in

OLD, NEW, BROKEN = "v1.3.2", "v1.4.0", "v1.5.0-rc.1"
RUNS = ("deploy", "deploy-broken", "backup-create", "staging-backup", "restore")


def seconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def steps(sheet, record, world):
    for name, step in record.steps.items():
        if step["exit"] != step["expected"]:
            sheet.holds(f"{name} ended as it must", False, f"{step['exit']} instead of {step['expected']}")
    expected = {"deploy-broken": 1, "backup-truncated": 1, "backup-empty": 1, "restore-wrong-name": 5}
    sheet.equal("four steps failed or were refused, all others succeeded",
                {name: step["exit"] for name, step in record.steps.items() if step["exit"]}, expected)
    files = sorted(path.name for path in record.folder.glob("[0-9][0-9]-*.json"))
    sheet.equal("every step has its answer", sorted(step["file"] for step in record.steps.values()), files)
    fleet = record.answer("fleet")
    sheet.holds("the fleet was up with every part", fleet["up"] and fleet["parts"] and all(part["answers"] for part in fleet["parts"]))


def secrets(sheet, record, world):
    known = [value for environment in HOSTS for value in world.secrets(environment).values()]
    named = record.answer("secrets")["secrets"]
    sheet.equal("the keychain holds the secrets of the definition", sorted(secret["name"] for secret in named if secret["set"]),
                sorted(world.secrets("production")))
    needles = [value.encode() for value in known]
    found = [str(path.relative_to(record.folder)) for path in record.folder.rglob("*") if path.is_file() and contains(path, needles)]
    sheet.equal("no secret stands in the record", found, [])


def probes(sheet, record, world):
    step = record.steps["status"]
    for environment in HOSTS:
        seen = record.status("status", environment)
        measured = [name for name, probe in seen.items() if probe.get("responseMs", -1) >= 0 and probe["conditions"] and
                    all(condition["seen"] for condition in probe["conditions"]) and
                    step["begun"] - 1 <= seconds(probe["at"]) <= step["ended"] + 1]
        sheet.holds(f"{environment}: {len(seen)} probes measured something, five or more", set(measured) == set(seen) and len(seen) >= 5,
                    f"without a value: {sorted(set(seen) - set(measured))}")
        verdict = {name: probe["verdict"] for name, probe in seen.items()}
        status, body = world.health(environment)
        sheet.equal(f"{environment}: api as curl sees it", verdict["api"], "up" if status == 200 and body["status"] == "healthy" else "down")
        rows = world.sql(environment, "SELECT id FROM bookings ORDER BY id DESC LIMIT 1").splitlines()
        conditions = {condition["condition"]: condition["seen"] for condition in seen["database"]["conditions"]}
        sheet.equal(f"{environment}: database as psql sees it", (verdict["database"], conditions["[ROWS] > 0"]),
                    ("up" if rows else "down", str(len(rows))))
        sheet.equal(f"{environment}: cache as Redis answers", verdict["cache"], "up" if world.redis_answers(environment) else "down")
        sheet.equal(f"{environment}: port as a socket sees it", verdict["port"], "up" if world.accepts(environment) else "down")
        ends = seconds(seen["certificate"]["at"]) + seen["certificate"]["certificateExpiresInMs"] / 1000
        sheet.holds(f"{environment}: certificate ends when openssl says", abs(ends - world.certificate_ends(environment)) < 60)
        for name in [name for name in seen if name.startswith("live")]:
            host = {"live-1": "app-1", "live-2": "app-2", "live": "staging-1"}[name]
            sheet.equal(f"{environment}: {name} as curl sees it", verdict[name], "up" if world.live(host)[0] == 200 else "down")
        sheet.equal(f"{environment}: the version at the beginning is that of {OLD}", seen["api"]["version"], world.version(OLD))


def plan(sheet, record, world):
    seen = record.answer("plan")
    sheet.equal("plan: from the commit of " + OLD, seen["running"], world.commit(OLD))
    sheet.equal("plan: to the commit of " + NEW, seen["inputs"]["ref"], world.commit(NEW))
    sheet.equal("plan: the commits that git lists", [commit["hash"] for commit in seen["commits"]],
                world.git("log", "--format=%H", f"{OLD}..{NEW}").splitlines())
    sheet.equal("plan: the subjects that git lists", [commit["subject"] for commit in seen["commits"]],
                world.git("log", "--format=%s", f"{OLD}..{NEW}").splitlines())
    coming = set(world.migrations(NEW)) - set(world.migrations(OLD))
    sheet.equal("plan: as many migrations as are new", [step["count"] for step in seen["steps"] if step["pending"]], [len(coming)])
    sheet.equal("plan: what ran is what was planned", seen["hash"], record.answer("deploy")["plan"])


def whole(sheet, name, run, state):
    open_steps = [step["step"] for step in run["steps"] if step["state"] != "succeeded" or not step["ended"]]
    failed = [] if state == "succeeded" else ["verify"]
    sheet.equal(f"{name}: {state}", run["state"], state)
    sheet.equal(f"{name}: every step ended well" + (" but the last" if failed else ""),
                [step for step in open_steps if step not in failed], [])


def deploy(sheet, record, world):
    run = record.answer("deploy")
    whole(sheet, "deploy", run, "succeeded")
    sheet.equal("deploy: of the commit of " + NEW, (run["running"], run["inputs"]["ref"], run["rolledBack"]),
                (world.commit(OLD), world.commit(NEW), False))
    seen = record.status("deployed", "production")
    sheet.equal(f"deploy: health shows the version of {NEW}", seen["api"]["version"], world.version(NEW))
    sheet.equal("deploy: every probe is up", {probe["verdict"] for probe in seen.values()}, {"up"})
    applied = world.sql("production", "SELECT name FROM schema_migrations ORDER BY name").split()
    sheet.equal("deploy: the database has the migrations of " + NEW, applied, world.migrations(NEW))
    said = "".join(step["output"] for step in run["steps"] if step["step"] == "migrate")
    sheet.equal("deploy: applied what was new", sorted(re.findall(r"^Applying (\S+)$", said, re.MULTILINE)),
                sorted(set(world.migrations(NEW)) - set(world.migrations(OLD))))


def broken(sheet, record, world):
    run = record.answer("deploy-broken")
    whole(sheet, "broken deploy", run, "failed")
    sheet.equal("broken deploy: of the commit of " + BROKEN, run["inputs"]["ref"], world.commit(BROKEN))
    back = {step["host"] for step in run["steps"] if step["rollback"] and step["state"] == "succeeded"}
    sheet.equal("broken deploy: rolled back by itself to " + NEW, (run["rolledBack"], run["inputs"]["previous"]), (True, world.commit(NEW)))
    sheet.holds("broken deploy: on both hosts", set(HOSTS["production"]) <= back, str(back))
    seen = record.status("rolled-back", "production")
    sheet.equal(f"broken deploy: health shows the version of {NEW} again", seen["api"]["version"], world.version(NEW))
    status, body = world.health("production")
    sheet.equal("now: curl sees that version, commit and health", (seen["api"]["version"], world.commit(NEW), seen["api"]["verdict"]),
                (body["version"], body["commit"], "up" if status == 200 and body["status"] == "healthy" else "down"))
    way = [world.commit(ref) for ref in (OLD, NEW, BROKEN, NEW)]
    for host in HOSTS["production"]:
        sheet.equal(f"{host}: its checkout went {OLD}, {NEW}, {BROKEN}, {NEW}",
                    way, world.checkout(host, "reflog", "--format=%H").splitlines()[:4][::-1])
        started = [entry["commit"] for entry in world.log(host) if entry["message"] == "started"]
        sheet.equal(f"{host}: its backend says the same", way, started)
        answers = {entry.get("status") for entry in after_last_start(world.log(host), world.commit(BROKEN)) if entry.get("path") == "/api/v1/health"}
        sheet.equal(f"{host}: {BROKEN} was never healthy", answers - {503}, set())


def after_last_start(log, commit):
    """What a backend of that commit logged."""
    entries, inside = [], False
    for entry in log:
        if entry["message"] == "started":
            inside = entry["commit"] == commit
        elif inside:
            entries.append(entry)
    return entries


def archive(sheet, world, what, environment, proof):
    """A file as a record describes it, against the file."""
    file = world.backup(environment, proof["file"])
    sheet.equal(f"{what}: {proof['file']} has its size", int(proof["bytes"]), file.stat().st_size)
    sheet.equal(f"{what}: sha256sum agrees", proof["sha256"], world.sha256(file))
    sheet.equal(f"{what}: gunzip reads as many bytes", int(proof["rawBytes"]), len(world.unpacked(file)))
    return file


def listed_size(world, file):
    return int(world.text("gunzip", "-l", "--", str(file)).splitlines()[-1].split()[1])


def backups(sheet, record, world):
    created = proofs_in(record.answer("backup-create"), "create")
    whole(sheet, "backup", record.answer("backup-create"), "succeeded")
    verified = record.answer("backup-verify")
    sheet.equal("backup: what was verified is what was made", (created["file"], created["sha256"], int(created["raw"])),
                (verified["file"], verified["sha256"], verified["rawBytes"]))
    file = archive(sheet, world, "backup", "production", verified)
    sheet.equal("backup: gunzip -l says the same", verified["rawBytes"], listed_size(world, file))
    sheet.equal("backup: complete, as gunzip -t and its last lines say", verified["rung"],
                "complete" if world.readable(file) and world.ends_well(file) else "not complete")
    sheet.equal("backup: its own check sum agrees", verified["sha256"], file.with_name(file.name + ".sha256").read_text().split()[0])
    sheet.equal("backup: holds the rows that psql counts", world.rows_of_dump(file), world.rows("production"))

    cut = record.answer("backup-truncated")
    file = archive(sheet, world, "truncated", "production", cut)
    sheet.holds("truncated: gunzip -t refuses it, and so did the verification",
                not world.readable(file) and cut["rung"] == "exists" and re.search(r": \S", cut["reason"]), str(cut))
    sheet.holds("truncated: its check sum from that night does not fit",
                cut["sha256"] != file.with_name(file.name + ".sha256").read_text().split()[0])
    empty = record.answer("backup-empty")
    file = archive(sheet, world, "empty", "production", empty)
    sheet.holds("empty: holds nothing and was refused", not world.unpacked(file) and empty["rung"] == "exists" and empty["reason"])

    listed = record.answer("backup-list")
    folder = world.backup("production", verified["file"]).parent
    there = {path.name: path.stat().st_size for path in folder.glob("fleetpass_*.sql.gz")}
    sheet.equal("list: the files that are there", {entry["name"]: entry["bytes"] for entry in listed["backups"]}, there)
    proved = {entry["name"]: entry["rung"] for entry in listed["backups"] if entry.get("sha256")}
    sheet.equal("list: what was proved of them", proved,
                {verified["file"]: "complete", cut["file"]: "exists", empty["file"]: "exists"})
    nights = {name[10:18] for name in there if name[19:25] == "020000"}
    days = [datetime.date(int(night[:4]), int(night[4:6]), int(night[6:])) for night in nights]
    every = {min(days) + datetime.timedelta(days=number) for number in range((max(days) - min(days)).days + 1)}
    sheet.equal("list: the nights without a backup", sorted(missed[:10] for missed in listed["missed"]),
                sorted(str(day) for day in every - set(days)))


def restore(sheet, record, world):
    refused = record.answer("restore-wrong-name")
    sheet.equal("wrong name: refused", (record.steps["restore-wrong-name"]["exit"], refused.get("error", {}).get("kind")), (5, "refused"))
    kept = world.sql("staging", "SELECT datname FROM pg_database WHERE datname LIKE 'fleetpass_staging_before_%'").split()
    sheet.equal("wrong name: the database was swapped once, by the other restore", len(kept), 1)
    run = record.answer("restore")
    whole(sheet, "restore", run, "succeeded")
    before, after = rows_in(run, "before"), rows_in(run, "after")
    sheet.equal("restore: rows before, as psql counts them in what was kept", before, world.rows("staging", kept[0]))
    sheet.equal("restore: rows after, as psql counts them now", after, world.rows("staging"))
    lost = {table: after[table] - before[table] for table in after if after[table] != before[table]}
    sheet.holds("restore: brought back what was lost", set(lost) == {"payments", "vehicle_inspections"} and min(lost.values()) > 0, str(lost))
    sheet.equal("restore: the loss was seen before", int(record.answer("staging-loss")["hosts"][0]["output"]), before["payments"])
    made = proofs_in(record.answer("staging-backup"), "create")
    sheet.equal("restore: of the backup that was asked for", run["inputs"]["BACKUP"], made["file"])
    for what, step, rows in (("restored archive", "read", after), ("safety dump", "safety", before)):
        proof = proofs_in(run, step)
        file = archive(sheet, world, what, "staging", dict(proof, rawBytes=proof["raw"]))
        sheet.equal(f"{what}: complete", (proof["verified"], world.readable(file), world.ends_well(file)), ("complete", True, True))
        sheet.equal(f"{what}: its rows", rows, world.rows_of_dump(file))
    sheet.equal("restore: staging is up", {probe["verdict"] for probe in record.status("staging-status", "staging").values()}, {"up"})


def hosts(sheet, record, world):
    runs = {name: record.answer(name) for name in RUNS}
    for host, there in ((host, world.runs_on(host)) for names in HOSTS.values() for host in names):
        sheet.equal(f"{host}: ran what was recorded and nothing else",
                    {run["run"] for run in runs.values() if any(step["host"] == host for step in run["steps"])}, there)
    for name, run in runs.items():
        differing, compared = [], 0
        for step in run["steps"]:
            if not step["host"]:
                continue
            folder = world.step_on(step["host"], run["run"], step["step"])
            theirs = (folder / "output").read_bytes()
            ours = record.output(run["run"], step["step"], step["host"]).read_bytes()
            status = (folder / "status").read_text().strip()
            compared += 1
            if theirs != ours or step["output"] != theirs.decode() or step["statement"] != status:
                differing.append(f"{step['step']} on {step['host']}")
        sheet.holds(f"{name}: {compared} outputs are byte for byte those on the hosts", compared and not differing, ", ".join(differing))
        entries = journal_of(record.folder / "data" / "runs" / f"{run['run']}.journal")
        states = [entry["data"]["state"] for entry in entries if entry["kind"] == "state"]
        sheet.equal(f"{name}: its journal is whole and ends so", run["state"], states[-1])
    listed = record.answer("runs")["runs"]
    sheet.equal("runs: the list has them all", {run["run"]: run["state"] for run in listed}, {run["run"]: run["state"] for run in runs.values()})


def checklist(sheet, record, world):
    seen = record.answer("checklist")
    document = (world.fleet / "config" / "systems" / "PRODUCTION-CHECKLIST.md").read_bytes()
    sheet.equal("checklist: of the file that is there", seen["sha256"], hashlib.sha256(document).hexdigest())
    boxes = re.findall(r"^\s*- \[[ xX]\] (.*)$", document.decode(), re.MULTILINE)
    items = [item for section in seen["sections"] for item in section["items"]]
    progress = seen["progress"]
    sheet.equal("checklist: as many items as the file has boxes", progress["total"], len(boxes))
    sheet.equal("checklist: each of them is shown", progress["total"], len(items))
    held = [item for item in items if item["state"] == "held"]
    ticked = [name for name in record.steps if name.startswith("tick-")]
    sheet.equal("checklist: held is what was ticked", (progress["held"], len(held)), (len(ticked), len(ticked)))
    sheet.equal("checklist: failing is what was said to fail", progress["failing"], sum(name.startswith("fails-") for name in record.steps))
    sheet.equal("checklist: the percentage", progress["percent"], len(ticked) * 100 // len(boxes))
    sheet.holds("checklist: nothing is held without evidence",
                all(item["evidence"]["statement"] and item["evidence"]["artefacts"] for item in held))
    for item in items:
        for proof in item.get("evidence", {}).get("artefacts", []):
            name, _, digest = proof.partition(" sha256:")
            sheet.equal(f"checklist: {item['number']} rests on {name} as it is", digest, world.sha256(record.folder / name))
    pending = record.answer("migrations")["hosts"][0]["output"].split()
    applied = set(world.sql("production", "SELECT name FROM schema_migrations").split())
    sheet.equal("proof: no migration waits", pending, sorted(set(world.migrations(NEW)) - applied))
    sheet.equal("proof: the server's version", record.answer("server-version")["hosts"][0]["output"].strip(),
                world.sql("production", "SHOW server_version_num"))
    sheet.equal("proof: the tag that runs", {host["host"]: host["output"].strip() for host in record.answer("tag")["hosts"]},
                {host: world.checkout(host, "describe", "--tags", "--exact-match") for host in HOSTS["production"]})


def audit(sheet, record, world):
    seen = record.answer("audit")
    links, head, faults = broken_links(record.folder)
    sheet.equal("audit: intact, as hashing it again says", (seen["intact"], seen["faults"]), (not faults, faults))
    sheet.equal("audit: its length", seen["links"], links)
    sheet.equal("audit: its head", seen["head"], head)


SECTIONS = [("the steps", steps), ("secrets", secrets), ("probes", probes), ("the plan", plan), ("the deploy", deploy),
            ("the broken deploy", broken), ("backups", backups), ("the restore", restore), ("hosts", hosts),
            ("the checklist", checklist), ("the audit trail", audit)]
