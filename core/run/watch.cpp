// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runnerwait.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QString Runner::outputFile(const QString& key, const QString& host) const
{
    return u"%1/%2/%3.%4.out"_s.arg(m_ports.folder, id(), key, host);
}

std::map<QString, qint64> Runner::offsetsOf(const QString& host) const
{
    std::map<QString, qint64> offsets;
    const QString suffix = u'.' + host + u".out"_s;
    const auto files = QDir(m_ports.folder + u'/' + id()).entryInfoList({u"*"_s + suffix}, QDir::Files);
    for (const QFileInfo& file : files)
        offsets[file.fileName().chopped(suffix.size())] = file.size();
    return offsets;
}

Result<void> Runner::store(const FollowEvent& event, const QString& host)
{
    QFile file(outputFile(event.step, host));
    QDir().mkpath(QFileInfo(file).path());
    const auto bad = [&] {
        return fail(ErrorKind::Failed,
                    QCoreApplication::translate("Run",
                                                "The output of the run cannot be kept; free space on this machine "
                                                "and attach again. Its hosts go on."),
                    file.fileName() + u": "_s + file.errorString());
    };
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append))
        return bad();
    const qint64 size = file.size();
    if (event.offset > size)
        return fail(ErrorKind::Unreachable, {}, u"a gap in the output of %1"_s.arg(event.step));
    const QByteArray fresh = event.data.mid(size - event.offset);
    if (fresh.isEmpty())
        return {};
    if (file.write(fresh) != fresh.size() || !file.flush())
        return bad();
    m_feed->outputGrew(event.step, host, size + fresh.size());
    return {};
}

/// True when the segment has nothing more to tell.
Result<bool> Runner::handle(const FollowEvent& event, SegmentRecord& segment)
{
    using Kind = FollowEvent::Kind;
    const auto finish = [&](const QString& outcome) -> Result<bool> {
        if (auto noted =
                note(u"segment"_s, {{u"segment"_s, segment.name}, {u"host"_s, segment.host}, {u"outcome"_s, outcome}});
            !noted)
            return fail(noted.error());
        return true;
    };
    const StepProgress* step = m_record.step(event.step, segment.host);
    Result<void> done;
    switch (event.kind) {
    case Kind::Started:
        done = store({.kind = Kind::Data, .step = event.step}, segment.host); // no output is an empty file
        if (!done)
            break;
        if (!step || step->state == StepState::Pending) {
            done = note(u"start"_s, {{u"segment"_s, segment.name}, {u"host"_s, segment.host}, {u"step"_s, event.step}});
            check("started");
        }
        break;
    case Kind::Data:
        done = store(event, segment.host);
        check("output");
        break;
    case Kind::Status:
        done = store({.kind = Kind::Data, .step = event.step}, segment.host);
        if (!done)
            break;
        if (!step || !step->ended.isValid()) {
            done = note(u"status"_s, {{u"segment"_s, segment.name},
                                      {u"host"_s, segment.host},
                                      {u"step"_s, event.step},
                                      {u"status"_s, event.text}});
            check("status-renamed");
        }
        break;
    case Kind::Revert:
        done = takeRevert(event, segment);
        break;
    case Kind::Ended:
        return finish(event.text);
    case Kind::Holding:
        return finish(u"holding"_s);
    case Kind::Lost:
    case Kind::Rebooted:
        return finish(u"interrupted"_s);
    case Kind::Absent:
        // A launch that its host never confirmed did not come. One that it did: somebody removed it, and only a person
        // can tell.
        return finish(segment.launched ? u"interrupted"_s : u"refused"_s);
    case Kind::GaveBack:
        m_gaveBack += segment.host;
        break;
    case Kind::Beat:
        break;
    case Kind::Told:
    case Kind::Following:
    case Kind::Confusion:
        done = fail(ErrorKind::Unreachable, {}, event.text);
        break;
    }
    if (!done)
        return fail(done.error());
    return false;
}

Result<void> Runner::watch(const QString& name)
{
    if (!m_record.segments.at(name).outcome.isEmpty())
        return {};
    const QString host = m_record.segments.at(name).host;
    // A step whose output is not there yet begins at zero; one that is complete here is not sent again.
    auto delay = 100ms;
    for (;;) {
        m_cancelSent = false;
        auto follower = m_begun == name ? std::move(m_ready.follower) : nullptr;
        if (!follower)
            follower = std::make_unique<Follower>(shell(host), id(), name, offsetsOf(host), m_bell);
        std::optional<Error> broken;
        while (!broken) {
            m_bell->wait(m_stop, 500ms, [&] { return follower->isReady() || (m_cancel && !m_cancelSent); });
            if (m_stop.stop_requested())
                return fail(awaitStopped());
            if (auto held = keepReins(); !held)
                return held;
            if (auto minded = mindConfirmation(); !minded)
                return minded;
            const auto events = follower->take();
            for (const FollowEvent& event : events) {
                delay = 100ms;
                if (auto there = found(); !there)
                    return there;
                SegmentRecord& segment = m_record.segments.at(name);
                const auto over = handle(event, segment);
                if (!over && over.error().kind == ErrorKind::Unreachable) {
                    broken = over.error();
                    break;
                }
                if (!over)
                    return fail(over.error());
                if (*over)
                    return {};
            }
            if (!broken && cancelWanted() && !m_cancelSent) {
                m_cancelSent = true;
                if (auto sent = sendCancel(m_record.segments.at(name)); !sent)
                    return sent;
            }
            if (!broken)
                broken = follower->ended();
        }
        if (!mayComeBack(*broken))
            return fail(*broken);
        if (auto told = lost(host, *broken); !told)
            return told;
        if (auto waited = pauseFor(delay); !waited)
            return waited;
        delay = std::min(delay * 2, std::chrono::milliseconds(10s));
    }
}

Result<void> Runner::sendCancel(const SegmentRecord& segment)
{
    if (auto intended = intend(u"cancel"_s, {{u"segment"_s, segment.name}, {u"host"_s, segment.host}}); !intended)
        return intended;
    Request request("cancel");
    request.word("run", id()).word("segment", segment.name);
    auto command = request.command();
    if (!command)
        return fail(command.error());
    // Not waited for: the stream that is followed tells when the processes are gone.
    shell(segment.host)->exec(std::move(*command));
    return {};
}

} // namespace Pilothouse::Run
