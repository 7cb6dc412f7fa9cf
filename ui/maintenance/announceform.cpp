// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintenance/announceform.h"

#include "base/safetext.h"
#include "base/units.h"
#include "maintenance/localstart.h"
#include "maintenance/texts.h"
#include "widgets/labels.h"
#include "widgets/timetext.h"
#include "widgets/typedconfirmation.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;
using Maintenance::Announcement;

namespace {

constexpr int startWidth = 150;
constexpr int lengthWidth = 70;
constexpr int zoneLetters = 18;
constexpr int hour = 3600;

QLineEdit* fieldFor(const QString& object, const QString& words, const QString& name)
{
    auto* field = new QLineEdit;
    field->setObjectName(object);
    field->setPlaceholderText(words);
    field->setAccessibleName(name);
    return field;
}

/// The zone that the definition writes its own windows in, else this computer's.
QByteArray usualZone(const System::Environment& environment)
{
    for (const auto* windows : {&environment.maintenance, &environment.freeze}) {
        if (!windows->empty())
            return windows->front().start.zone().id();
    }
    const QByteArray here = QTimeZone::systemTimeZoneId();
    return QTimeZone::isTimeZoneIdAvailable(here) ? here : QByteArrayLiteral("UTC");
}

QString namesOf(const std::vector<System::NotifyTarget>& targets)
{
    QStringList names;
    for (const System::NotifyTarget& target : targets)
        names << (target.mail.to.isEmpty() ? target.name : target.name + u" ("_s + target.mail.to.join(u", "_s) + u')');
    return names.join(u", "_s);
}

} // namespace

AnnounceForm::AnnounceForm(const Theme& theme, Clock& clock, QWidget* parent)
    : Card(theme, tr("Announce maintenance"), parent)
    , m_clock(clock)
    , m_title(fieldFor(u"maintenance-title"_s, tr("What it is for; people read it"), tr("What it is for")))
    , m_start(fieldFor(u"maintenance-start"_s, u"2026-12-01 02:00"_s, tr("Begin, as clocks in its zone show it")))
    , m_zone(new QComboBox)
    , m_length(fieldFor(u"maintenance-length"_s, u"2h"_s, tr("Length, such as 2h or 1h30m")))
    , m_short(fieldFor(u"maintenance-short"_s, tr("Why it is at short notice; people read it"),
                       tr("Why it is at short notice")))
    , m_untold(new QCheckBox(tr("It &opens although nobody is told")))
    , m_untoldReason(fieldFor(u"maintenance-untold"_s, tr("Why it opens although nobody is told"),
                              tr("Why it opens although nobody is told")))
    , m_problem(new TextLabel(theme, QString(), TextStyle::Body, Role::Degraded))
    , m_facts(new TextLabel(theme, QString(), TextStyle::Body, Role::Muted))
    , m_message(new TextLabel(theme, QString(), TextStyle::Body, Role::Muted))
    , m_error(new TextLabel(theme, QString(), TextStyle::Body, Role::Down))
    , m_confirmation(new TypedConfirmation(theme, QString(), QString()))
{
    for (TextLabel* label : {m_problem, m_facts, m_message, m_error}) {
        label->setWordWrap(true);
        label->hide();
    }
    m_message->setCopyable(true);
    m_message->setAccessibleName(tr("What people will read"));
    m_error->setCopyable(true);
    m_error->setAccessibleName(tr("Why it was not announced"));
    m_untold->setObjectName(u"maintenance-silent"_s);
    m_confirmation->setQuestion(tr("Type %1 to go on:"));
    makeFields();
    for (QLineEdit* field : {m_title, m_start, m_length, m_short, m_untoldReason}) {
        connect(field, &QLineEdit::textChanged, this, &AnnounceForm::refresh);
        connect(field, &QLineEdit::returnPressed, m_confirmation->button(), &QPushButton::click);
    }
    connect(m_zone, &QComboBox::currentTextChanged, this, &AnnounceForm::refresh);
    connect(m_untold, &QCheckBox::toggled, this, &AnnounceForm::refresh);
    connect(m_confirmation, &TypedConfirmation::confirmed, this, &AnnounceForm::announce);
}

void AnnounceForm::makeFields()
{
    m_zone->setObjectName(u"maintenance-zone"_s);
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->setAccessibleName(tr("Time zone"));
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zone->setMinimumContentsLength(zoneLetters);
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        m_zone->addItem(QString::fromLatin1(id));
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_start->setMinimumWidth(startWidth);
    m_start->setMaximumWidth(startWidth);
    m_start->setToolTip(tr("Of a time that comes twice when clocks are put back: 2026-10-25 02:30+02:00"));
    m_length->setMinimumWidth(lengthWidth);
    m_length->setMaximumWidth(lengthWidth);

    auto* row = new QHBoxLayout;
    row->setSpacing(Theme::grid * 2);
    const auto put = [&](const QString& word, QWidget* field) {
        auto* label = new QLabel(word);
        label->setBuddy(field);
        row->addWidget(label);
        row->addWidget(field);
    };
    put(tr("&Begins"), m_start);
    row->addWidget(m_zone);
    put(tr("&lasts"), m_length);
    row->addStretch(1);
    content()->addWidget(m_title);
    content()->addLayout(row);
    content()->addWidget(m_problem);
    content()->addWidget(m_short);
    content()->addWidget(m_untold);
    content()->addWidget(m_untoldReason);
    content()->addWidget(m_facts);
    content()->addWidget(m_message);
    content()->addWidget(m_error);
    content()->addWidget(m_confirmation);
}

void AnnounceForm::setEnvironment(const System::Environment& environment)
{
    const bool first = m_environment.name.isEmpty();
    m_environment = environment;
    m_confirmation->setTarget(environment.system + u'/' + environment.name);
    if (first) {
        m_zone->setCurrentText(QString::fromLatin1(usualZone(environment)));
        m_zone->lineEdit()->setCursorPosition(0);
        m_length->setText(u"2h"_s);
        proposeStart();
    }
    refresh();
}

/// The next full hour that is still announced in time.
void AnnounceForm::proposeStart()
{
    const auto zone = Maintenance::zoneNamed(m_zone->currentText());
    const QDateTime earliest = m_clock.now().addMSecs(m_environment.announce.count()).addSecs(hour);
    const QDateTime full = QDateTime::fromSecsSinceEpoch(earliest.toSecsSinceEpoch() / hour * hour + hour, Qt::UTC);
    m_start->setText(full.toTimeZone(zone.value_or(QTimeZone::utc())).toString(u"yyyy-MM-dd HH:mm"_s));
}

void AnnounceForm::clear()
{
    m_title->clear();
    m_short->clear();
    m_untold->setChecked(false);
    m_untoldReason->clear();
    m_confirmation->clear();
    m_error->hide();
    proposeStart();
    setBusy(false);
}

void AnnounceForm::setBusy(bool busy)
{
    m_busy = busy;
    if (busy)
        m_error->hide();
    refresh();
}

void AnnounceForm::say(const Error& error)
{
    m_error->setText(SafeText::oneLine(error.message, 500));
    m_error->show();
    m_busy = false;
    refresh();
}

bool AnnounceForm::isShort(const Announcement& wanted) const
{
    return wanted.starts.isValid() && m_clock.now().msecsTo(wanted.starts) < m_environment.announce.count();
}

bool AnnounceForm::isSilent() const { return Maintenance::listeners(m_environment).empty() || m_untold->isChecked(); }

/// What is wrong with when; `out` is filled in as far as it is right.
QString AnnounceForm::problemOf(Announcement& out) const
{
    const auto zone = Maintenance::zoneNamed(m_zone->currentText().trimmed());
    if (!zone)
        return zone.error().message;
    out.zone = *zone;
    const auto starts = Maintenance::parseStart(m_start->text(), *zone);
    if (!starts)
        return starts.error().message;
    const auto length = parseDuration(m_length->text().trimmed());
    if (!length)
        return length.error().message;
    out.starts = *starts;
    out.length = *length;
    if (out.length.count() <= 0 || out.length > Maintenance::Windows::longest)
        return tr("A maintenance window lasts for up to 14 days.");
    if (out.starts.addMSecs(out.length.count()) <= m_clock.now())
        return tr("That time is over; nobody can be told before.");
    return {};
}

QString AnnounceForm::refusalOf(const Announcement& wanted, const QString& problem) const
{
    if (m_busy)
        return tr("announcing\u2026");
    if (!problem.isEmpty())
        return tr("when it is has to be put right first");
    if (wanted.title.isEmpty())
        return tr("say what it is for");
    if (isShort(wanted) && wanted.shortNotice.isEmpty())
        return tr("say why it is at short notice");
    if (isSilent() && wanted.unannounced.isEmpty())
        return tr("say why it opens although nobody is told");
    return {};
}

void AnnounceForm::refresh()
{
    Announcement wanted;
    const QString problem = problemOf(wanted);
    wanted.title = m_title->text().trimmed();
    const bool atShortNotice = problem.isEmpty() && isShort(wanted);
    if (atShortNotice)
        wanted.shortNotice = m_short->text().trimmed();
    const bool nobodyListens = Maintenance::listeners(m_environment).empty();
    if (isSilent())
        wanted.unannounced = m_untoldReason->text().trimmed();
    m_problem->setText(SafeText::oneLine(problem, 500));
    m_problem->setVisible(!problem.isEmpty());
    m_short->setVisible(atShortNotice);
    m_untold->setVisible(!nobodyListens);
    m_untoldReason->setVisible(isSilent());
    m_confirmation->setTypingRequired(isSilent() && m_environment.kind == System::EnvironmentKind::Production);
    m_confirmation->setVerb(isSilent() ? tr("Announce; it opens all the same") : tr("Announce"));
    m_confirmation->setRefusal(refusalOf(wanted, problem));
    for (QWidget* field :
         std::initializer_list<QWidget*>{m_title, m_start, m_zone, m_length, m_short, m_untold, m_untoldReason})
        field->setEnabled(!m_busy);
    m_facts->setVisible(problem.isEmpty());
    m_message->setVisible(problem.isEmpty() && !wanted.title.isEmpty() && !nobodyListens);
    if (problem.isEmpty())
        showPreview(wanted);
}

void AnnounceForm::showPreview(const Announcement& wanted)
{
    const QDateTime now = m_clock.now();
    const auto told = Maintenance::listeners(m_environment);
    const QDateTime ends = wanted.starts.addMSecs(wanted.length.count());
    QStringList lines;
    lines << (wanted.starts > now ? tr("It begins %1, which is %2 here.") : tr("It began %1, which is %2 here."))
                 .arg(ago(wanted.starts, now), localTime(wanted.starts));
    lines << (told.empty()      ? tr("Nobody is told: no entry of notify: hears of maintenance.")
              : isShort(wanted) ? tr("Told at once, later than the promised %1: %2.")
                                      .arg(formatDuration(m_environment.announce), namesOf(told))
                                : tr("Told at once, and in time (%1 were promised): %2.")
                                      .arg(formatDuration(m_environment.announce), namesOf(told)));
    const System::PageSpec& page = m_environment.page;
    const QString where = page.on.isEmpty() ? tr("all hosts") : page.on.join(u", "_s);
    lines << (!page.isDefined() ? tr("No page is shown to users; the definition has none.")
              : page.check.isEmpty()
                  ? tr("Users see the page of %1 meanwhile; nothing checks that it is shown.").arg(where)
                  : tr("Users see the page of %1 meanwhile.").arg(where));
    m_facts->setText(SafeText::fromUntrusted(lines.join(u'\n')));
    const Maintenance::Window preview{.system = m_environment.system,
                                      .environment = m_environment.name,
                                      .title = wanted.title,
                                      .zone = wanted.zone,
                                      .notice = m_environment.announce,
                                      .shortNotice = wanted.shortNotice,
                                      .history = {{.starts = wanted.starts, .ends = ends, .at = now}}};
    const Notify::Message message = messageOf(preview, now);
    m_message->setText(
        SafeText::fromUntrusted(tr("They read: %1").arg(message.title) + u'\n' + message.text.trimmed()));
}

void AnnounceForm::announce()
{
    Announcement wanted;
    if (!problemOf(wanted).isEmpty())
        return refresh();
    wanted.title = m_title->text().trimmed();
    if (isShort(wanted))
        wanted.shortNotice = m_short->text().trimmed();
    if (isSilent())
        wanted.unannounced = m_untoldReason->text().trimmed();
    setBusy(true);
    Q_EMIT announceRequested(wanted);
}

} // namespace Pilothouse::Ui
