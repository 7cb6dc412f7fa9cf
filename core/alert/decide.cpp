// SPDX-License-Identifier: GPL-3.0-or-later
#include "alert/decide.h"

#include <algorithm>

namespace Pilothouse::Alert {

using std::chrono::milliseconds;

namespace {

milliseconds between(const QDateTime& from, const QDateTime& to) { return milliseconds(from.msecsTo(to)); }

/// All that may explain a subject, the nearest first.
QStringList ancestors(const Causes& causes, const QString& subject)
{
    QStringList met;
    QStringList open{subject};
    while (!open.isEmpty()) {
        const auto known = causes.find(open.takeFirst());
        if (known == causes.end())
            continue;
        for (const QString& needed : known->second) {
            if (met.contains(needed) || needed == subject)
                continue;
            met += needed;
            open += needed;
        }
    }
    return met;
}

class Decision
{
public:
    Decision(const Situation& situation, const Policy& policy)
        : m_situation(situation)
        , m_policy(policy)
        , m_now(situation.now)
        , m_causes(causesOf(situation.environment))
    {
        for (const Signal& signal : situation.watched)
            m_signals.insert_or_assign(signal.subject, &signal);
        for (const Record& alert : situation.alerts) {
            if (alert.isOpen())
                m_open.push_back({.alert = alert});
        }
    }

    std::vector<Change> make()
    {
        for (Work& work : m_open)
            settle(work);
        if (!m_situation.maintenance)
            take();
        std::vector<Change> changes;
        for (Work& work : m_open) {
            end(work);
            if (work.alert.isOpen() && !m_situation.maintenance)
                tell(work);
            if (work.changed || !work.tellings.empty())
                changes.push_back({.alert = std::move(work.alert), .opened = work.opened, .tellings = work.tellings});
        }
        return changes;
    }

private:
    struct Work
    {
        Record alert;
        bool changed = false;
        bool opened = false;
        std::vector<Telling> tellings = {};
    };

    const Signal* signal(const QString& subject) const
    {
        const auto found = m_signals.find(subject);
        return found == m_signals.end() ? nullptr : found->second;
    }
    bool isBad(const QString& subject) const
    {
        const Signal* known = signal(subject);
        return known && known->state == SignalState::Bad;
    }
    Work* alertWith(const QString& subject)
    {
        const auto found = std::ranges::find_if(m_open, [&](const Work& work) {
            const Member* member = work.alert.member(subject);
            return member && !member->isOver();
        });
        return found == m_open.end() ? nullptr : &*found;
    }

    void settle(Work& work)
    {
        for (Member& member : work.alert.members) {
            const Signal* now = signal(member.subject);
            const SignalState state = now ? now->state : SignalState::Fine; // what nobody watches any more is over
            if (state == SignalState::Fine && !member.isOver()) {
                member.over = m_now;
                work.changed = true;
            } else if (state == SignalState::Bad && member.isOver()) {
                member.over = {};
                member.since = now->since;
                member.statement = now->statement;
                work.changed = true;
            }
            if (state == SignalState::Bad && member.severity != now->severity) {
                member.severity = now->severity;
                member.statement = now->statement;
                work.changed = true;
            }
        }
    }

    /// What is bad that nothing bad explains, of what explains `subject`; empty: nothing bad does.
    QString causeOf(const QString& subject) const
    {
        for (const QString& each : ancestors(m_causes, subject)) {
            const QStringList further = ancestors(m_causes, each);
            if (isBad(each) && std::ranges::none_of(further, [this](const QString& one) { return isBad(one); }))
                return each;
        }
        return {};
    }

    /// Whether something that may explain it was not looked at since.
    bool mayBeExplained(const Signal& what) const
    {
        const QStringList all = ancestors(m_causes, what.subject);
        return std::ranges::any_of(all, [&](const QString& each) {
            const Signal* known = signal(each);
            return known && (!known->seen.isValid() || known->seen < what.since);
        });
    }

    void take()
    {
        std::vector<const Signal*> roots;
        std::vector<const Signal*> explained;
        for (const Signal& each : m_situation.watched) {
            const milliseconds bad = between(each.since, m_now);
            if (each.state != SignalState::Bad || bad < each.lasting || isMember(each.subject))
                continue;
            const milliseconds certain = bad - each.lasting;
            const QString cause = causeOf(each.subject);
            const bool patient = certain < m_policy.causeWait;
            // What was found to explain it waits for its own turn.
            const bool follows = certain < m_policy.causeWait + 3 * m_policy.groupWait || alertWith(cause);
            if (!cause.isEmpty() && follows)
                explained.push_back(&each);
            else if ((cause.isEmpty() && patient && mayBeExplained(each)) || certain < m_policy.groupWait)
                continue;
            else
                roots.push_back(&each);
        }
        std::ranges::stable_sort(roots, std::ranges::greater(), &Signal::severity);
        open(roots);
        for (const Signal* each : explained) {
            const QString cause = causeOf(each->subject);
            if (Work* work = alertWith(cause))
                add(*work, *each, signal(cause)->title);
        }
    }

    bool isMember(const QString& subject) const
    {
        return std::ranges::any_of(m_open, [&](const Work& work) { return work.alert.member(subject); });
    }

    void add(Work& work, const Signal& what, const QString& cause)
    {
        Member member{.subject = what.subject,
                      .title = what.title,
                      .severity = what.severity,
                      .statement = what.statement,
                      .cause = cause,
                      .since = what.since};
        const bool worse = what.severity > work.alert.severity();
        std::vector<Member>& all = work.alert.members;
        const auto place =
            cause.isEmpty() ? std::ranges::find_if_not(all, &QString::isEmpty, &Member::cause) : all.end();
        all.insert(place, std::move(member));
        work.changed = true;
        if (worse && !work.opened && work.alert.isAcknowledged() && cause.isEmpty()) {
            // Somebody took what was less than this.
            work.alert.acknowledgedAt = {};
            work.alert.acknowledgedBy.clear();
            work.alert.told.clear();
        }
    }

    /// An open alert all of whose causes follow from this one, which was found later.
    Work* foundCauseOf(const Signal& root)
    {
        const auto follows = [&](const Member& member) {
            return member.isOver() || !member.cause.isEmpty() ||
                   ancestors(m_causes, member.subject).contains(root.subject);
        };
        const auto found = std::ranges::find_if(m_open, [&](const Work& work) {
            return !work.opened && !work.alert.allOver() && std::ranges::all_of(work.alert.members, follows);
        });
        return found == m_open.end() ? nullptr : &*found;
    }

    void open(const std::vector<const Signal*>& roots)
    {
        std::vector<const Signal*> rest;
        for (const Signal* root : roots) {
            Work* work = foundCauseOf(*root);
            if (!work) {
                rest.push_back(root);
                continue;
            }
            for (Member& member : work->alert.members) {
                if (member.cause.isEmpty())
                    member.cause = root->title;
            }
            add(*work, *root, {});
            if (!work->alert.isAcknowledged())
                work->alert.told.clear();
        }
        if (rest.empty())
            return;
        const auto recent = std::ranges::count_if(m_open, [this](const Work& work) {
            return between(work.alert.began, m_now) < m_policy.stormTime && !work.alert.allOver();
        });
        if (recent + ptrdiff_t(rest.size()) <= m_policy.stormAbove) {
            for (const Signal* root : rest)
                openOne({root});
            return;
        }
        const auto storm = std::ranges::find_if(m_open, [](const Work& work) {
            return !work.alert.allOver() && std::ranges::count(work.alert.members, QString(), &Member::cause) > 1;
        });
        if (storm == m_open.end()) {
            openOne(rest);
            return;
        }
        for (const Signal* root : rest)
            add(*storm, *root, {});
    }

    void openOne(const std::vector<const Signal*>& roots)
    {
        Work work{.alert = {.id = Id::make(m_now),
                            .system = m_situation.environment.system,
                            .environment = m_situation.environment.name,
                            .began = roots.front()->since},
                  .opened = true};
        for (const Signal* root : roots) {
            add(work, *root, {});
            work.alert.began = std::min(work.alert.began, root->since);
            work.alert.flapping = work.alert.flapping || isFlapping(root->subject);
        }
        m_open.push_back(std::move(work));
    }

    bool isFlapping(const QString& subject) const
    {
        const auto before = std::ranges::count_if(m_situation.alerts, [&](const Record& alert) {
            const Member* member = alert.member(subject);
            return !alert.isOpen() && member && member->cause.isEmpty() &&
                   between(alert.ended, m_now) < m_policy.flapTime;
        });
        return before >= m_policy.flapAfter;
    }

    void end(Work& work)
    {
        Record& alert = work.alert;
        if (!alert.allOver())
            return;
        const QDateTime last = std::ranges::max(alert.members, {}, &Member::over).over;
        if (alert.flapping && between(last, m_now) < m_policy.flapQuiet)
            return;
        alert.ended = last;
        work.changed = true;
        Telling telling{.action = Notify::Action::Resolve};
        for (const System::NotifyTarget& target : m_situation.environment.notify) {
            if (alert.told.contains(target.name))
                telling.channels.push_back(target);
        }
        if (!telling.channels.empty())
            work.tellings.push_back(std::move(telling));
    }

    void tell(Work& work)
    {
        Record& alert = work.alert;
        if (alert.allOver() || alert.isSnoozed(m_now))
            return;
        if (alert.snoozedUntil.isValid()) {
            alert.snoozedUntil = {};
            alert.snoozedBy.clear();
            alert.told.clear();
            work.changed = true;
        }
        if (alert.isAcknowledged())
            return;
        Telling first;
        Telling again{.reminder = true};
        for (const System::NotifyTarget& target :
             Notify::channelsFor(m_situation.environment, {.about = Notify::About::Alert,
                                                          .severity = alert.severity(),
                                                          .system = {},
                                                          .environment = {},
                                                          .title = {}})) {
            const auto told = alert.told.find(target.name);
            if (told == alert.told.end()) {
                if (between(alert.began, m_now) >= target.after)
                    first.channels.push_back(target);
            } else if (target.remind > milliseconds(0) && between(told->second, m_now) >= target.remind) {
                again.channels.push_back(target);
            }
        }
        for (Telling* telling : {&first, &again}) {
            if (telling->channels.empty())
                continue;
            for (const System::NotifyTarget& target : telling->channels)
                alert.told[target.name] = m_now;
            work.tellings.push_back(std::move(*telling));
        }
    }

    const Situation& m_situation;
    const Policy& m_policy;
    const QDateTime m_now;
    const Causes m_causes;
    std::map<QString, const Signal*> m_signals;
    std::vector<Work> m_open;
};

} // namespace

std::vector<Change> decide(const Situation& situation, const Policy& policy)
{
    return Decision(situation, policy).make();
}

} // namespace Pilothouse::Alert
