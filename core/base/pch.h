// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What nearly every room includes; precompiled once and reused by every target of core/.
#include <QByteArray>
#include <QCoreApplication>
#include <QDateTime>
#include <QFuture>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QPromise>
#include <QString>
#include <QStringList>
#include <QThread>
#include <QUuid>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>
