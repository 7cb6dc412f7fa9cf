// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/mirror.h"

#include "run/bell.h"

#include <QFileInfo>

#include <thread>

namespace Pilothouse::Run {

using namespace Qt::StringLiterals;

class Mirror::Private
{
public:
    Private(Id id, QString folder, Observer observer, size_t told)
        : m_id(id)
        , m_folder(std::move(folder))
        , m_observer(std::move(observer))
        , m_told(told)
        , m_thread([this](const std::stop_token& stop) { watch(stop); })
    {
    }

private:
    void watch(const std::stop_token& stop)
    {
        RunRecord record;
        record.info.id = m_id;
        size_t seen = 0;
        std::map<QString, qint64> sizes;
        Bell bell;
        do {
            const auto content = Journal::read(m_folder + u'/' + m_id.toString() + u".journal"_s);
            if (!content) {
                m_observer({.run = m_id, .state = RunState::Unknown, .text = content.error().message});
                return;
            }
            for (; seen < content->entries.size(); ++seen) {
                const JournalEntry& entry = content->entries[seen];
                if (!record.apply(entry))
                    return;
                if (seen < m_told)
                    continue;
                for (const Event& event : eventsOf(entry, record))
                    m_observer(event);
            }
            tellOutputs(record, sizes);
            if (!isOpen(record.info.state))
                return;
        } while (!bell.wait(stop, std::chrono::milliseconds(200), [&] { return stop.stop_requested(); }) &&
                 !stop.stop_requested());
    }

    void tellOutputs(const RunRecord& record, std::map<QString, qint64>& sizes)
    {
        for (const StepProgress& step : record.steps) {
            const QFileInfo file(u"%1/%2/%3.%4.out"_s.arg(m_folder, m_id.toString(), step.key, step.host));
            if (!file.exists() || (sizes.contains(file.fileName()) && sizes[file.fileName()] == file.size()))
                continue;
            sizes[file.fileName()] = file.size();
            m_observer({.run = m_id,
                        .kind = Event::Kind::OutputGrew,
                        .state = record.info.state,
                        .step = step,
                        .size = file.size()});
        }
    }

    Id m_id;
    QString m_folder;
    Observer m_observer;
    size_t m_told;
    std::jthread m_thread;
};

Mirror::Mirror(Id id, QString folder, Observer observer, size_t told)
    : d(std::make_unique<Private>(id, std::move(folder), std::move(observer), told))
{
}

Mirror::~Mirror() = default;

} // namespace Pilothouse::Run
