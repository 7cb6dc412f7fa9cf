// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/denylist.h"
#include "run/shellwords.h"
#include "support/testmain.h"

#include <QFile>

using namespace Pilothouse;
using namespace Pilothouse::Run;
using namespace Qt::StringLiterals;

class DenyListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A plan with a backup in it would warn each time of what is no person's doing.
    void ourVerificationHidesNothing()
    {
        QFile file(QStringLiteral(PILOTHOUSE_SOURCE_DIR "/resources/remote/verify-backup.sh"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(findDestruction(QString::fromUtf8(file.readAll())), Destruction());
    }
    void findsWhatDestroys_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* script, const char* found) {
            QTest::newRow(script) << QString::fromUtf8(script) << QString::fromUtf8(found);
        };
        // Schemas and seeds
        row("npm run db:seed", "db:seed");
        row("yarn db:seed:all", "db:seed:all");
        row("npm run prod:db:reset", "prod:db:reset");
        row("npx prisma migrate reset --force", "prisma migrate reset");
        row("npx prisma migrate --schema x reset", "prisma migrate reset");
        row("npx prisma db push --force-reset", "--force-reset");
        row("npx prisma db seed", "prisma db seed");
        row("npx sequelize-cli db:drop", "db:drop");
        row("npx sequelize db:migrate:undo:all", "db:migrate:undo:all");
        row("typeorm schema:drop", "schema:drop");
        row("php artisan migrate:fresh --seed", "migrate:fresh");
        row("bundle exec rails db:schema:load", "db:schema:load");
        row("bin/migrate reset", "");
        row("./tool migrate reset", "migrate reset");
        row("python manage.py flush --no-input", "manage.py flush");
        row("npx prisma migrate deploy", "");
        row("npm run db:migrate", "");
        row("rails db:seed_fu", "");
        // Containers
        row("docker compose down -v", "docker compose down -v");
        row("docker-compose -f docker-compose.prod.yml down --volumes", "docker-compose down --volumes");
        row("docker compose -f a.yml --profile x down -t 5 backend -v", "docker compose down -v");
        row("docker compose down --remove-orphans -vt 5", "docker compose down -vt");
        row("docker-compose down --vol", "docker-compose down --vol");
        row("docker compose down --volumes=false", "");
        row("docker compose -v", "");
        row("docker compose run -v /a:/b backend ls", "");
        row("docker compose down", "");
        row("docker compose down --remove-orphans", "");
        row("sudo docker volume rm data", "docker volume rm");
        row("docker volume prune -f", "docker volume prune");
        row("docker volume ls", "");
        row("docker system prune -af --volumes", "docker system prune --volumes");
        row("docker system prune -af", "");
        row("podman volume rm x", "podman volume rm");
        row("kubectl -n shop delete pvc data", "kubectl delete pvc");
        row("kubectl delete namespace/shop", "kubectl delete namespace/shop");
        row("kubectl delete pod x", "");
        // Databases
        row("psql -c 'DROP TABLE users'", "DROP TABLE");
        row("psql -c \"drop  database shop;\"", "DROP DATABASE");
        row("psql -c \"SELECT 'DROP TABLE x'\"", "");
        row("psql -c 'TRUNCATE users'", "TRUNCATE");
        row("psql '-cTRUNCATE users'", "TRUNCATE");
        row("psql -c 'GRANT TRUNCATE ON users TO app'", "");
        row("truncate -s 0 app.log", "");
        row("psql -c 'DELETE FROM users;'", "DELETE FROM");
        row("psql -c 'DELETE FROM users WHERE id = 1'", "");
        row("psql -c 'SELECT 1 -- DROP TABLE x'", "");
        row("dropdb shop", "dropdb");
        row("/usr/bin/dropdb --if-exists shop", "dropdb");
        row("redis-cli FLUSHALL", "FLUSHALL");
        row("docker compose exec -T redis redis-cli -n 2 flushdb async", "FLUSHDB");
        row("mongosh --eval 'db.dropDatabase()'", "dropDatabase()");
        row("psql <<EOF\nDROP SCHEMA public CASCADE;\nEOF\n", "DROP SCHEMA");
        row("psql <<'EOF' && echo done\nBEGIN; TRUNCATE TABLE a;\nEOF\nls", "TRUNCATE");
        row("psql <<< 'DROP TABLE a'", "DROP TABLE");
        row("cat <<EOF\nDROP TABLE a;\nEOF\n", "");
        row("cat <<EOF | psql\nDROP TABLE a;\nEOF\n", "DROP TABLE");
        row("echo 'DROP TABLE a' | tee log | psql shop", "DROP TABLE");
        row("echo 'DROP TABLE a' | tee log", "");
        row("psql < drop.sql", "");
        // Files and disks
        row("rm -rf /", "rm -r /");
        row("rm -fr /*", "rm -r /*");
        row("rm -r -f -- /var/../etc/", "rm -r /var/../etc/");
        row("sudo rm -rf /var/lib/postgresql/16/main", "rm -r /var/lib/postgresql/16/main");
        row("rm -rf ~", "rm -r ~");
        row("rm -rf \"$HOME\"", "rm -r $HOME");
        row("rm -rf /opt/shop/cache /tmp/x ./build", "");
        row("rm /etc/nginx/x.conf", "");
        row("mkfs.ext4 /dev/sdb1", "mkfs.ext4");
        row("dd if=/dev/zero of=/dev/sda", "dd of=/dev/sda");
        row("dd if=x of=/dev/null", "");
        row("cat image > /dev/nvme0n1", "> /dev/nvme0n1");
        // What only prints
        row("echo \"db:seed\"", "");
        row("echo db:seed", "");
        row("sudo -u app echo db:seed", "");
        row("# npm run db:seed", "");
        row("npm ci # then db:seed", "");
        row("npm run db:seed#1", "");
        row("git commit -m 'drop table users'", "");
        row("grep -r 'DROP TABLE' migrations", "");
        row("command -v dropdb", "");
        row("if grep -q dropdb x; then npm run db:seed; fi", "db:seed");
        // How it is written
        row("npm ci && npm run db:seed", "db:seed");
        row("npm ci;npm run db:seed", "db:seed");
        row("npm run \\\n  db:seed", "db:seed");
        row("npm run db':'seed", "db:seed");
        row("npm run \"db:seed\"", "db:seed");
        row("(cd app && npm run db:seed)", "db:seed");
        row("{ npm run db:seed; }", "db:seed");
        row("npm run db:seed >/dev/null 2>&1 &", "db:seed");
        row("x=$(npm run db:seed)", "db:seed");
        row("x=`npm run db:seed`", "db:seed");
        row("echo \"$(npm run db:seed)\"", "db:seed");
        row("case $1 in db:seed) echo no;; *) ls;; esac", "");
        row("case $1 in a|b) npm run db:seed;; esac", "db:seed");
        row("x=$(case a in a) echo b;; esac); npm run db:seed", "db:seed");
        row("echo $((1 << 2)); npm run db:seed", "db:seed");
        row("seed() { npm run db:seed; }\nseed", "db:seed");
        row("sh -c 'npm run db:seed'", "db:seed");
        row("docker compose exec -T backend sh -lc 'npm run db:seed'", "db:seed");
        row("su postgres -c 'dropdb shop'", "dropdb");
        row("ssh db 'dropdb shop'", "dropdb");
        row("ssh db <<EOF\ndropdb shop\nEOF", "dropdb");
        row("sh <<EOF\ndropdb shop\nEOF", "dropdb");
        row("eval 'npm run db:seed'", "db:seed");
        row("echo 'npm run db:seed' | sh", "db:seed");
        row("echo db:seed | xargs npm run", "db:seed");
        row("trap 'dropdb scratch' EXIT", "dropdb");
        row("COMPOSE='docker compose'; $COMPOSE down -v", "docker compose down -v");
        row("${COMPOSE:-docker compose} down -v", "docker compose down -v");
        row("export TASK=db:seed\nnpm run $TASK", "db:seed");
        row("for t in db:migrate db:seed; do npm run $t; done", "db:seed");
        row("run() { sh -c \"$what\"; }\nwhat='dropdb x'\nrun", "dropdb");
        row("NODE_ENV=production npm run db:seed", "db:seed");
        row("timeout 5m nice -n 5 npm run db:seed", "db:seed");
        row("npm run db:seed\nnpm run db:seed; dropdb x", "db:seed, dropdb");
    }
    void findsWhatDestroys()
    {
        QFETCH(QString, script);
        QFETCH(QString, found);
        QCOMPARE(findDestruction(script).found.join(u", "_s), found);
    }

    void saysWhatCannotBeTold_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("unseen");
        const auto row = [](const char* script, const char* unseen) {
            QTest::newRow(script) << QString::fromUtf8(script) << QString::fromUtf8(unseen);
        };
        row("eval \"$1\"", "eval");
        row("\"$COMMAND\" now", "$COMMAND");
        row("$(cat command)", "$(\xe2\x80\xa6)");
        row("sh -c \"$COMMAND\"", "sh -c $COMMAND");
        row("git checkout --detach \"$ref\"", "");
        row("COMMAND=ls; $COMMAND", "");
        row("docker-compose restart \"$service\"", "");
    }
    void saysWhatCannotBeTold()
    {
        QFETCH(QString, script);
        QFETCH(QString, unseen);
        QCOMPARE(findDestruction(script).unseen.join(u", "_s), unseen);
    }

    void takesArgumentsAsTheyAre()
    {
        QCOMPARE(findDestruction(QStringList{u"npm"_s, u"run"_s, u"db:seed"_s}).found, QStringList{u"db:seed"_s});
        QCOMPARE(findDestruction(QStringList{u"psql"_s, u"-c"_s, u"DROP TABLE \"it's\""_s}).found,
                 QStringList{u"DROP TABLE"_s});
        QVERIFY(findDestruction(QStringList{u"ls"_s, u"; npm run db:seed"_s}).found.isEmpty());
    }

    /// A shell would refuse most of these; reading them ends nevertheless, and finds what stands before.
    void endsOnEveryPieceOfAScript()
    {
        const QString script =
            u"dropdb a\nx='a b'; f() { case \"$x\" in (a|b) echo \"${x:-`c` $(d $((1+(2<<3))))}\" ;; esac; }\n"
            "cat <<-E <<'F' | sh -c \"$x\"\n\t$(dropdb b) ${y\nE\nrm -rf \\\n /\nF\n"
            "for i in 1 2; do : > \"$i\"; done 2>&1 &>z <(p) | q |& r & [[ a < b ]]\n"_s;
        for (qsizetype from = 0; from < script.size(); ++from) {
            for (qsizetype length = 1; length <= script.size() - from; length += 7)
                readShell(script.sliced(from, length));
        }
        for (qsizetype length = 8; length <= script.size(); ++length)
            QVERIFY(findDestruction(script.first(length)).found.contains(u"dropdb"_s));
        QString doubling;
        for (int i = 0; i < 200; ++i)
            doubling += u"a=\"$a$a x\"; $a\n"_s;
        readShell(doubling);
        readShell(u"$("_s.repeated(5000) + u"("_s.repeated(5000) + u"${"_s.repeated(3000));
    }
};

PILOTHOUSE_TEST(DenyListTest)
#include "tst_denylist.moc"
