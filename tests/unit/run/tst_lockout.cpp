// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lockout.h"
#include "support/testmain.h"

using namespace Pilothouse::Run;
using namespace Qt::StringLiterals;

/// What in a script may shut people out of a host, and what only looks as if.
class LockoutWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mayLockOut_data()
    {
        QTest::addColumn<QString>("script");
        for (const QString& script : {u"ufw enable"_s,
                                      u"sudo ufw deny 22/tcp"_s,
                                      u"iptables -P INPUT DROP"_s,
                                      u"/sbin/ip6tables -F"_s,
                                      u"nft -f /etc/nftables.conf"_s,
                                      u"echo x | sudo nft -f -"_s,
                                      u"firewall-cmd --add-port=80/tcp"_s,
                                      u"firewall-cmd --reload"_s,
                                      u"visudo -f /etc/sudoers.d/ops"_s,
                                      u"ip route del default"_s,
                                      u"ip -4 addr flush dev eth0"_s,
                                      u"sudo ip link set eth0 down"_s,
                                      u"netplan apply"_s,
                                      u"systemctl restart sshd"_s,
                                      u"sudo systemctl reload ssh.service"_s,
                                      u"service ssh restart"_s,
                                      u"systemctl stop networking"_s,
                                      u"echo PermitRootLogin no >> /etc/ssh/sshd_config"_s,
                                      u"sed -i 's/22/2222/' /etc/ssh/sshd_config"_s,
                                      u"cp sshd_config /etc/ssh/sshd_config.d/x.conf"_s,
                                      u"echo 'ops ALL=(ALL) ALL' | sudo tee /etc/sudoers.d/ops"_s,
                                      u"rm ~/.ssh/authorized_keys"_s,
                                      u"sh -c 'iptables -F'"_s,
                                      u"true && if true; then nft flush ruleset; fi"_s,
                                      u"ifconfig eth0 down"_s,
                                      u"iptables-restore < rules"_s})
            QTest::newRow(qPrintable(script)) << script;
    }
    void mayLockOut()
    {
        QFETCH(const QString, script);
        QVERIFY(!findLockout(script).isEmpty());
    }
    void onlyLooks_data()
    {
        QTest::addColumn<QString>("script");
        for (const QString& script : {u"ufw status verbose"_s,
                                      u"iptables -L -n"_s,
                                      u"sudo iptables -S"_s,
                                      u"nft list ruleset"_s,
                                      u"nft -c -f new.nft"_s,
                                      u"firewall-cmd --list-all"_s,
                                      u"visudo -c"_s,
                                      u"ip route show"_s,
                                      u"ip addr"_s,
                                      u"systemctl status sshd"_s,
                                      u"systemctl restart backend"_s,
                                      u"sshd -t"_s,
                                      u"cat /etc/ssh/sshd_config"_s,
                                      u"cp /etc/ssh/sshd_config /root/before"_s,
                                      u"# ufw enable"_s,
                                      u"echo ufw enable"_s,
                                      u"docker compose up -d"_s,
                                      u"git checkout --detach \"$ref\""_s,
                                      u"service backend restart"_s,
                                      u"echo 'nft flush ruleset' > todo.txt"_s})
            QTest::newRow(qPrintable(script)) << script;
    }
    void onlyLooks()
    {
        QFETCH(const QString, script);
        QCOMPARE(findLockout(script), QStringList());
    }
};

PILOTHOUSE_TEST(LockoutWordsTest)
#include "tst_lockout.moc"
