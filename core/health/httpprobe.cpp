// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/httpprobe.h"

#include "base/mailbox.h"
#include "base/translate.h"
#include "base/units.h"
#include "health/curlloop.h"
#include "health/socketprobe.h"
#include "health/trust.h"

#include <QFile>
#include <QUrl>

#include <openssl/ssl.h>

namespace Pilothouse::Health {

using namespace Qt::StringLiterals;

namespace {

QString placeOf(const QUrl& url)
{
    return url.host() + u':' + QString::number(url.port(url.scheme() == u"https" ? 443 : 80));
}

bool sameOrigin(const QUrl& a, const QUrl& b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port() == b.port();
}

/// Only the refusals that need their own words; the rest is libcurl's text.
QString refusalSentence(CURLcode code, const QUrl& url, const QString& text)
{
    if (code == CURLE_COULDNT_CONNECT && text.contains(u"refused"))
        return translate("Health", "%1 refuses connections").arg(placeOf(url));
    if (code == CURLE_COULDNT_RESOLVE_HOST)
        return translate("Health", "the name %1 does not resolve").arg(url.host());
    if (code == CURLE_GOT_NOTHING)
        return translate("Health", "%1 closed the connection without an answer").arg(placeOf(url));
    return translate("Health", "%1 did not answer: %2").arg(placeOf(url), text);
}

/// One look under way: one transfer after another along redirects. Deletes itself after answering.
class Look final : public QObject
{
public:
    Look(CurlLoop& loop, Clock& clock, Trust& trust, const System::ProbeSpec& probe, const QString& authority)
        : QObject(&loop)
        , m_loop(loop)
        , m_clock(clock)
        , m_probe(probe)
        , m_authority(QFile::encodeName(authority))
        , m_trust(trust)
        , m_first(QUrl(probe.target))
        , m_started(std::chrono::steady_clock::now())
        , m_mailbox(this)
    {
        m_deadline = clock.after(this, probe.timeout, [this] {
            conclude(fail(ErrorKind::Timeout,
                          translate("Health", "no complete answer within %1").arg(formatDuration(m_probe.timeout))));
        });
    }
    ~Look() override { giveBack(); }

    QFuture<Result<System::Observation>> future() const { return m_promise.future(); }

    void request(const QUrl& url)
    {
        m_url = url;
        m_body.clear();
        m_headers.clear();
        m_headersEnded = m_tooMuch = false;
        m_error[0] = '\0';
        m_handle = m_loop.take();
        const QByteArray address = url.toEncoded(QUrl::RemoveFragment);
        curl_easy_setopt(m_handle, CURLOPT_URL, address.constData());
        curl_easy_setopt(m_handle, CURLOPT_ERRORBUFFER, m_error.data());
        curl_easy_setopt(m_handle, CURLOPT_USERAGENT, "Pilothouse/" PILOTHOUSE_VERSION);
        curl_easy_setopt(m_handle, CURLOPT_WRITEFUNCTION, &Look::onBody);
        curl_easy_setopt(m_handle, CURLOPT_WRITEDATA, this);
        curl_easy_setopt(m_handle, CURLOPT_HEADERFUNCTION, &Look::onHeader);
        curl_easy_setopt(m_handle, CURLOPT_HEADERDATA, this);
        if (!m_authority.isEmpty())
            curl_easy_setopt(m_handle, CURLOPT_CAINFO, m_authority.constData());
        setHeaders(sameOrigin(url, m_first));
        m_loop.start(m_handle, [this](CURLcode code) { ended(code); });
    }

private:
    void setHeaders(bool own)
    {
        bool encoding = false;
        for (const auto& [name, value] : m_probe.headers) {
            if (!own)
                break;
            encoding = encoding || name.compare(u"Accept-Encoding", Qt::CaseInsensitive) == 0;
            // A header without a value is written with a semicolon.
            const QByteArray line = value.isEmpty() ? name.toUtf8() + ';' : name.toUtf8() + ": " + value.toUtf8();
            m_list = curl_slist_append(m_list, line.constData());
        }
        curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_list);
        // Who asks for an encoding wants to see it; else it is undone here.
        if (!encoding)
            curl_easy_setopt(m_handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    }

    static size_t onBody(char* bytes, size_t size, size_t count, void* self)
    {
        auto* look = static_cast<Look*>(self);
        if (look->m_body.size() + qint64(size * count) > HttpProbe::bodyCap) {
            look->m_tooMuch = true;
            return 0;
        }
        look->m_body.append(bytes, qsizetype(size * count));
        return size * count;
    }

    static size_t onHeader(char* bytes, size_t size, size_t count, void* self)
    {
        auto* look = static_cast<Look*>(self);
        const QByteArray line = QByteArray(bytes, qsizetype(size * count)).trimmed();
        if (line.startsWith("HTTP/")) {
            look->m_headers.clear(); // also behind "100 Continue"
            look->m_headersEnded = false;
            look->readExpiry();
        } else if (line.isEmpty()) {
            look->m_headersEnded = true;
        } else if (const qsizetype colon = line.indexOf(':'); colon > 0) {
            QString& value = look->m_headers[QString::fromLatin1(line.first(colon)).toLower()];
            value += (value.isEmpty() ? QString() : u", "_s) + QString::fromUtf8(line.mid(colon + 1).trimmed());
        }
        return size * count;
    }

    /// The certificate's end, on the first hop that has one; a kept connection has it as well.
    void readExpiry()
    {
        if (m_expiry || m_url.scheme() != u"https")
            return;
        curl_tlssessioninfo* session = nullptr;
        if (curl_easy_getinfo(m_handle, CURLINFO_TLS_SSL_PTR, &session) != CURLE_OK || !session ||
            session->backend != CURLSSLBACKEND_OPENSSL || !session->internals)
            return;
        const X509* certificate = SSL_get0_peer_certificate(static_cast<const SSL*>(session->internals));
        int days = 0;
        int seconds = 0;
        if (certificate && ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate)) == 1)
            m_expiry = std::chrono::seconds(qint64(days) * 86400 + seconds);
    }

    void ended(CURLcode code)
    {
        if (m_promise.isAnswered())
            return;
        if (m_tooMuch)
            return conclude(
                fail(ErrorKind::Failed,
                     translate("Health",
                               "the answer is larger than 1 MiB, which no health document is; check the address")));
        const QString text = QString::fromUtf8(m_error[0] != '\0' ? m_error.data() : curl_easy_strerror(code));
        if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE)
            return explain(text);
        long status = 0;
        curl_easy_getinfo(m_handle, CURLINFO_RESPONSE_CODE, &status);
        if (status == 0 || !m_headersEnded)
            return conclude(fail(ErrorKind::Failed,
                                 refusalSentence(code == CURLE_OK ? CURLE_GOT_NOTHING : code, m_url, text), text));
        char* next = nullptr;
        curl_easy_getinfo(m_handle, CURLINFO_REDIRECT_URL, &next);
        if (next)
            return follow(QUrl(QString::fromUtf8(next)));
        if (code != CURLE_OK)
            return conclude(fail(ErrorKind::Failed,
                                 translate("Health", "%1 in an answer that broke off after %2")
                                     .arg(QString::number(status), formatSize(m_body.size())),
                                 text));
        System::Observation seen{.connected = true, .status = int(status)};
        seen.responseTime =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_started);
        seen.certificateExpiration = m_expiry;
        seen.body = m_body;
        seen.headers = std::move(m_headers);
        char* address = nullptr;
        if (curl_easy_getinfo(m_handle, CURLINFO_PRIMARY_IP, &address) == CURLE_OK && address)
            seen.ip = QString::fromLatin1(address);
        conclude(std::move(seen));
    }

    void follow(const QUrl& next)
    {
        giveBack();
        const int followed = m_redirects++;
        if (followed >= HttpProbe::redirectCap)
            return conclude(
                fail(ErrorKind::Failed, translate("Health", "more than %n redirect(s)", nullptr, followed)));
        if (next.scheme() != u"http" && next.scheme() != u"https")
            return conclude(
                fail(ErrorKind::Failed, translate("Health", "redirected to something that is not a web address")));
        request(next);
    }

    /// libcurl says that a certificate is refused and hardly why: a handshake of its own finds out, in the words of
    /// tls: probes.
    void explain(const QString& text)
    {
        giveBack();
        System::ProbeSpec handshake{.name = m_probe.name,
                                    .kind = System::ProbeKind::Tls,
                                    .target = m_url.authority(QUrl::FullyEncoded).section(u'@', -1),
                                    .timeout = m_probe.timeout};
        if (m_url.port() < 0)
            handshake.target += u":443"_s;
        const auto tls = m_trust.of(QFile::decodeName(m_authority));
        if (!tls)
            return conclude(fail(tls.error()));
        whenAnswered(SocketProbe::look(this, m_clock, handshake, *tls), m_mailbox.slot(),
                     [this, text](const Result<System::Observation>& seen) {
                         const bool expired = seen && seen->certificateExpiration &&
                                              *seen->certificateExpiration < std::chrono::milliseconds(0);
                         QString words = text;
                         if (expired)
                             words = translate("Health", "the certificate expired %1 ago; renew it")
                                         .arg(formatDuration(-*seen->certificateExpiration));
                         else if (!seen)
                             words = seen.error().message;
                         conclude(fail(ErrorKind::Failed, words, text));
                     });
    }

    void giveBack()
    {
        if (m_handle)
            m_loop.giveBack(std::exchange(m_handle, nullptr));
        curl_slist_free_all(std::exchange(m_list, nullptr));
    }

    void conclude(Result<System::Observation> result)
    {
        if (m_promise.isAnswered())
            return;
        m_promise.answer(std::move(result));
        giveBack();
        m_deadline.reset();
        deleteLater();
    }

    CurlLoop& m_loop;
    Clock& m_clock;
    System::ProbeSpec m_probe;
    QByteArray m_authority;
    Trust& m_trust;
    Promise<System::Observation> m_promise;
    std::unique_ptr<Timer> m_deadline;
    CURL* m_handle = nullptr;
    curl_slist* m_list = nullptr;
    std::array<char, CURL_ERROR_SIZE> m_error = {};
    QUrl m_first;
    QUrl m_url;
    QByteArray m_body;
    std::map<QString, QString> m_headers;
    std::chrono::steady_clock::time_point m_started;
    std::optional<std::chrono::milliseconds> m_expiry;
    int m_redirects = 0;
    bool m_headersEnded = false;
    bool m_tooMuch = false;
    Mailbox m_mailbox;
};

} // namespace

QFuture<Result<System::Observation>> HttpProbe::get(CurlLoop& loop, Clock& clock, Trust& trust,
                                                    const System::ProbeSpec& probe, const QString& authority)
{
    auto* look = new Look(loop, clock, trust, probe, authority);
    auto future = look->future();
    look->request(QUrl(probe.target));
    return future;
}

} // namespace Pilothouse::Health
