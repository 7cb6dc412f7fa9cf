// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/window.h"

#include "base/canonical.h"
#include "base/clock.h"
#include "base/translate.h"
#include "base/units.h"

#include <algorithm>
#include <array>

namespace Pilothouse::Maintenance {

using namespace Qt::StringLiterals;

namespace {

template <typename T, size_t N> Result<T> named(const std::array<T, N>& all, QString (*name)(T), const QString& text)
{
    const auto found = std::ranges::find_if(all, [&](T each) { return name(each) == text; });
    if (found != all.end())
        return *found;
    return fail(ErrorKind::Invalid, translate("Maintenance", "\"%1\" is a word of a newer version.").arg(text));
}

QString listenersWords(const Window& window)
{
    QStringList channels;
    for (const Notify::Delivery& each : window.deliveries) {
        if (each.message.once == window.keyOf(1) && !each.reached.isEmpty())
            channels += u"%1 (%2)"_s.arg(each.channel, each.reached.join(u", "_s));
    }
    return channels.join(u", "_s);
}

/// The next occurrence that nobody cancelled.
std::optional<System::NextWindow> nextOf(const System::WindowSpec& spec, const std::vector<Window>& windows,
                                         QDateTime after)
{
    for (int tries = 0; tries < 50; ++tries) {
        auto next = System::nextWindow({spec}, after);
        if (!next)
            return {};
        const auto known = std::ranges::find(windows, occurrenceOf(spec, next->at), &Window::occurrence);
        if (known == windows.end() || known->state() != State::Cancelled)
            return next;
        after = next->at;
    }
    return {};
}

} // namespace

QString stateName(State state)
{
    switch (state) {
    case State::Announced:
        return u"announced"_s;
    case State::Started:
        return u"started"_s;
    case State::Ended:
        return u"ended"_s;
    case State::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

QString stateWord(State state)
{
    switch (state) {
    case State::Announced:
        return translate("Maintenance", "announced");
    case State::Started:
        return translate("Maintenance", "begun");
    case State::Ended:
        return translate("Maintenance", "ended");
    case State::Cancelled:
        return translate("Maintenance", "cancelled");
    }
    return {};
}

QString changeName(Change change)
{
    switch (change) {
    case Change::Announced:
        return u"announced"_s;
    case Change::Extended:
        return u"extended"_s;
    case Change::Allowed:
        return u"allowed"_s;
    case Change::Started:
        return u"started"_s;
    case Change::Overrun:
        return u"overrun"_s;
    case Change::Ended:
        return u"ended"_s;
    case Change::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

QString changeWord(Change change)
{
    switch (change) {
    case Change::Announced:
        return translate("Maintenance", "announced");
    case Change::Extended:
        return translate("Maintenance", "extended");
    case Change::Allowed:
        return translate("Maintenance", "allowed although nobody was told");
    case Change::Started:
        return translate("Maintenance", "begun");
    case Change::Overrun:
        return translate("Maintenance", "overrun");
    case Change::Ended:
        return translate("Maintenance", "ended");
    case Change::Cancelled:
        return translate("Maintenance", "cancelled");
    }
    return {};
}

Result<State> stateFromName(const QString& name)
{
    return named(std::array{State::Announced, State::Started, State::Ended, State::Cancelled}, stateName, name);
}

Result<Change> changeFromName(const QString& name)
{
    return named(std::array{Change::Announced, Change::Extended, Change::Allowed, Change::Started, Change::Overrun,
                            Change::Ended, Change::Cancelled},
                 changeName, name);
}

QString Window::allowed() const
{
    const auto found = std::ranges::find(history, Change::Allowed, &Entry::change);
    return found == history.end() ? QString() : found->reason;
}

QString Window::group() const
{
    return occurrence.isEmpty() ? u"maintenance/"_s + id.toString()
                                : u"maintenance/%1/%2/%3"_s.arg(system, environment, occurrence);
}

QString Window::keyOf(int version) const { return group() + u'/' + QString::number(version); }

QDateTime Window::toldAt(int version) const
{
    QDateTime first;
    for (const Notify::Delivery& each : deliveries) {
        if (each.message.once == keyOf(version) && !each.reached.isEmpty() && (!first.isValid() || each.last < first))
            first = each.last;
    }
    return first;
}

QDateTime Window::provenEnd() const
{
    bool isAllowed = false;
    for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
        if (entry->change == Change::Allowed)
            isAllowed = true;
        if (entry->change != Change::Announced && entry->change != Change::Extended)
            continue;
        if (isAllowed || toldAt(entry->version).isValid())
            return entry->ends;
    }
    return {};
}

QDateTime Window::ends() const
{
    const QDateTime proven = provenEnd();
    return proven.isValid() ? proven : now().ends;
}

bool Window::isOpenAt(const QDateTime& moment) const
{
    const bool may = state() == State::Announced || state() == State::Started;
    const QDateTime end = provenEnd();
    return may && end.isValid() && moment >= starts() && moment < end;
}

Told Window::told() const
{
    const QDateTime at = toldAt(1);
    if (!at.isValid())
        return Told::Nobody;
    return at.addMSecs(notice.count()) <= starts() ? Told::InTime : Told::Late;
}

QString spanWords(const Window& window)
{
    const QDateTime from = window.starts().toTimeZone(window.zone);
    const QDateTime to = window.ends().toTimeZone(window.zone);
    const QString end = to.toString(
        to.date() == from.date() && window.starts().secsTo(window.ends()) < 86400 ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
    return u"%1 \u2013 %2 %3"_s.arg(from.toString(u"yyyy-MM-dd HH:mm"_s), end, QString::fromLatin1(window.zone.id()));
}

QString toldWords(const Window& window)
{
    QStringList out;
    const QDateTime at = window.toldAt(1);
    if (at.isValid()) {
        const qint64 before = at.msecsTo(window.starts());
        const QString length = formatDuration(std::chrono::milliseconds(std::abs(before)));
        out << (before >= 0 ? translate("Maintenance", "announced %1 before to %2")
                            : translate("Maintenance", "announced %1 after its begin to %2"))
                   .arg(length, listenersWords(window));
    } else {
        out << translate("Maintenance", "announced to nobody");
    }
    if (!window.shortNotice.isEmpty())
        out << translate("Maintenance", "at short notice: %1").arg(window.shortNotice);
    else if (window.told() == Told::Late)
        out << translate("Maintenance", "late: %1 were promised").arg(formatDuration(window.notice));
    if (!window.allowed().isEmpty())
        out << translate("Maintenance", "opens without an announcement: %1").arg(window.allowed());
    if (window.provenEnd().isValid() && window.provenEnd() != window.now().ends)
        out << translate("Maintenance", "nobody was told that it is extended, so the end stays");
    return out.join(u"; "_s);
}

QString occurrenceOf(const System::WindowSpec& spec, const QDateTime& start)
{
    const QString rule = u"%1|%2|%3"_s.arg(spec.title, spec.start.cron(), QString::fromLatin1(spec.start.zone().id()));
    return sha256Hex(rule.toUtf8()).left(12) + u'/' + isoUtc(start);
}

bool isAnnounced(const System::WindowSpec& spec, bool anybodyListens)
{
    return anybodyListens && spec.announce.value_or(std::chrono::milliseconds(0)).count() > 0;
}

std::vector<System::NotifyTarget> listeners(const System::Environment& environment)
{
    return Notify::channelsFor(environment, {.about = Notify::About::Announcement,
                                             .system = environment.system,
                                             .environment = environment.name,
                                             .title = {}});
}

Standing standing(const System::Environment& environment, const std::vector<Window>& windows, const QDateTime& now)
{
    Standing out;
    const bool anybodyListens = !listeners(environment).empty();
    std::vector<System::WindowSpec> plain;
    std::vector<System::WindowSpec> announced;
    for (const System::WindowSpec& spec : environment.maintenance)
        (isAnnounced(spec, anybodyListens) ? announced : plain).push_back(spec);

    const Window* last = nullptr;
    for (const Window& window : windows) {
        const bool over = window.state() == State::Ended || window.state() == State::Cancelled;
        if (window.isOpenAt(now) && (!last || last->ends() < window.ends()))
            last = &window;
        else if (!over && !window.isOpenAt(now) && window.starts() <= now && now < window.now().ends)
            out.closed << translate("Maintenance", "%1 (%2) does not open: %3")
                              .arg(window.title, spanWords(window), toldWords(window));
        if (!over && window.starts() > now && (!out.next || window.starts() < out.next->at))
            out.next = System::NextWindow{.title = window.title,
                                          .at = window.starts(),
                                          .length = std::chrono::milliseconds(window.starts().msecsTo(window.ends())),
                                          .zone = window.zone};
    }
    out.open = System::openWindow(plain, now);
    if (last && (!out.open || (out.open->until.isValid() && out.open->until < last->ends()))) {
        out.open = System::OpenWindow{.title = last->title, .until = last->ends(), .zone = last->zone};
        out.words = toldWords(*last);
    }
    for (const System::WindowSpec& spec : announced) {
        const auto open = System::openWindow({spec}, now);
        const auto start = spec.start.previous(now);
        const bool known =
            start && std::ranges::find(windows, occurrenceOf(spec, *start), &Window::occurrence) != windows.end();
        if (open && !known)
            out.closed << translate("Maintenance", "%1 does not open: it was not announced")
                              .arg(spec.title.isEmpty() ? spec.start.cron() : spec.title);
    }
    for (const System::WindowSpec& spec : environment.maintenance) {
        if (const auto next = nextOf(spec, windows, now); next && (!out.next || next->at < out.next->at))
            out.next = next;
    }
    return out;
}

} // namespace Pilothouse::Maintenance
