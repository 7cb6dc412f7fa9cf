// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/hostmodels.h"

#include "base/safetext.h"
#include "settings/hosttext.h"
#include "widgets/rows.h"
#include "widgets/timetext.h"

namespace Pilothouse::Ui {

using namespace Qt::StringLiterals;
using Phase = Ssh::ConnectionState::Phase;

namespace {

/// What every cell answers alike.
QVariant cell(int role, const QString& text, const QString& tip, Role colour, TextStyle style,
              std::optional<Sign> sign = {})
{
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return tip.isEmpty() ? text : tip;
    case CellSign:
        return sign ? QVariant(int(*sign)) : QVariant();
    case CellColour:
        return int(colour);
    case CellStyle:
        return int(style);
    }
    return {};
}

} // namespace

QStringList LinkModel::headings() const
{
    return {tr("host"), tr("environment"), tr("connection"), tr("since"), tr("host key"), tr("round trip")};
}

QString LinkModel::text(const HostLine& line, int column) const
{
    const Ssh::ConnectionState& link = line.link;
    switch (column) {
    case Host:
        return link.endpoint.name;
    case Environment:
        return line.environment.id();
    case State: {
        if (!line.noWay.isEmpty())
            return tr("cannot be reached");
        const QString way = wayText(link.endpoint);
        return way.isEmpty() ? phaseText(link.phase) : tr("%1 through %2").arg(phaseText(link.phase), way);
    }
    case Since:
        return link.since.isValid() ? ago(link.since, m_clock.now()) : QString();
    case Key:
        if (link.facts.fingerprint.isEmpty())
            return SafeText::oneLine(link.problem).text();
        return link.facts.authority.isEmpty()
                   ? u"%1 %2"_s.arg(keyTypeText(link.facts.hostKeyType.toLatin1()), link.facts.fingerprint)
                   : tr("certified: %1").arg(link.facts.fingerprint);
    case Latency:
        return link.phase == Phase::Open && link.latency ? latencyText(*link.latency) : QString();
    }
    return {};
}

QString LinkModel::tip(const HostLine& line, int column) const
{
    const Ssh::ConnectionState& link = line.link;
    switch (column) {
    case Host: {
        QStringList hops;
        for (const Ssh::Endpoint& hop : link.endpoint.jump)
            hops << tr("%1: %2").arg(hop.name, placeText(hop));
        hops << tr("%1: %2").arg(link.endpoint.name, placeText(link.endpoint));
        return hops.join(u'\n');
    }
    case State:
        return SafeText::oneLine(link.problem, 400).text();
    case Since:
        return link.since.isValid() ? localTime(link.since) : QString();
    case Key:
        return link.facts.authority.isEmpty() ? QString() : tr("vouched for by %1").arg(link.facts.authority);
    }
    return {};
}

QVariant LinkModel::data(const QModelIndex& index, int role) const
{
    const HostLine* line = at(index.row());
    if (!line)
        return {};
    const bool isHost = index.column() == Host;
    std::optional<Sign> sign;
    if (index.column() == State)
        sign = phaseSign(line->link);
    return cell(role, text(*line, index.column()), tip(*line, index.column()), isHost ? Role::Text : Role::Muted,
                isHost ? TextStyle::Strong : TextStyle::Body, sign);
}

QStringList OfferModel::headings() const
{
    return {tr("host"), tr("environment"), tr("what is wrong"), tr("key that was offered"), tr("when")};
}

QVariant OfferModel::data(const QModelIndex& index, int role) const
{
    const HostOffer* row = at(index.row());
    if (!row)
        return {};
    const Ssh::KeyOffer& offer = row->offer;
    switch (index.column()) {
    case Host:
        return cell(role, offer.endpoint.name, placeText(offer.endpoint), Role::Text, TextStyle::Strong);
    case Environment:
        return cell(role, row->environment.id(), {}, Role::Muted, TextStyle::Body);
    case Refusal:
        return cell(role, refusalText(offer.error.code), offer.error.message, Role::Text, TextStyle::Body,
                    offer.mayBeAccepted() ? Sign::Unknown : Sign::Down);
    case Key:
        return cell(role, u"%1 %2"_s.arg(keyTypeText(offer.key.type), offer.key.fingerprint()), {}, Role::Muted,
                    TextStyle::Body);
    case When:
        return cell(role, ago(offer.at, m_clock.now()), localTime(offer.at), Role::Muted, TextStyle::Body);
    }
    return {};
}

QStringList KeyModel::headings() const
{
    return {tr("host"), tr("type"), tr("fingerprint"), tr("mark"), tr("stands in")};
}

QVariant KeyModel::data(const QModelIndex& index, int role) const
{
    const Ssh::KnownKey* key = at(index.row());
    if (!key)
        return {};
    switch (index.column()) {
    case Names:
        return cell(role, key->names.isEmpty() ? tr("hashed name") : key->names, {},
                    key->names.isEmpty() ? Role::Muted : Role::Text, TextStyle::Strong);
    case Type:
        return cell(role, keyTypeText(key->key.type), {}, Role::Muted, TextStyle::Body);
    case Fingerprint:
        return cell(role, key->key.fingerprint(), {}, Role::Muted, TextStyle::Mono);
    case Marker:
        return cell(role, markerText(key->marker), {}, Role::Text, TextStyle::Body,
                    key->marker == Ssh::KnownHosts::Marker::Revoked ? std::optional(Sign::Down) : std::nullopt);
    case Place: {
        const QString place = u"%1:%2"_s.arg(key->file).arg(key->line);
        return cell(role, key->isOwn ? tr("here, line %1").arg(key->line) : place, place, Role::Muted, TextStyle::Body);
    }
    }
    return {};
}

QStringList AnswerModel::headings() const { return {tr("what"), tr("of"), tr("kept"), tr("by")}; }

QVariant AnswerModel::data(const QModelIndex& index, int role) const
{
    const KeptAnswer* answer = at(index.row());
    if (!answer)
        return {};
    switch (index.column()) {
    case Kind:
        return cell(role, answerText(answer->kind), {}, Role::Text, TextStyle::Strong);
    case Name:
        return cell(role, SafeText::oneLine(answer->name, 400).text(), {}, Role::Text, TextStyle::Body);
    case When:
        return answer->at.isValid()
                   ? cell(role, ago(answer->at, m_clock.now()), localTime(answer->at), Role::Muted, TextStyle::Body)
                   : cell(role, tr("not known"), tr("Keeping it was begun, and nobody knows how that ended."),
                          Role::Muted, TextStyle::Body);
    case By:
        return cell(role, answer->by, {}, Role::Muted, TextStyle::Body);
    }
    return {};
}

QStringList ProposalModel::headings() const
{
    return {tr("host"), tr("type"), tr("fingerprint"), tr("what comes of it")};
}

QVariant ProposalModel::data(const QModelIndex& index, int role) const
{
    const Ssh::ProposedKey* key = at(index.row());
    if (!key)
        return {};
    const bool hasKey = !key->key.blob.isEmpty();
    switch (index.column()) {
    case Names: {
        const QString names = SafeText::oneLine(QString::fromUtf8(key->names), 1000).text();
        return cell(role, names.isEmpty() ? tr("line %1").arg(key->line) : names, {},
                    names.isEmpty() ? Role::Muted : Role::Text, TextStyle::Strong);
    }
    case Type: {
        const QString marker = markerText(key->marker);
        const QString type = hasKey ? keyTypeText(key->key.type) : QString();
        return cell(role, marker.isEmpty() ? type : u"%1, %2"_s.arg(type, marker), {}, Role::Muted, TextStyle::Body);
    }
    case Fingerprint:
        return cell(role, hasKey ? key->key.fingerprint() : QString(), {}, Role::Muted, TextStyle::Mono);
    case State:
        return cell(role, proposalText(*key),
                    key->instead.isEmpty() ? QString() : tr("forget this one first: %1").arg(key->instead), Role::Text,
                    TextStyle::Body, proposalSign(key->state));
    }
    return {};
}

} // namespace Pilothouse::Ui
