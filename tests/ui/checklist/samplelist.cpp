// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplelist.h"

namespace Pilothouse::Test {

using namespace Checklist;
using namespace Qt::StringLiterals;

StoredList sampleList(const QDateTime& now)
{
    StoredList stored;
    stored.document = {
        .list = {u"fleetpass"_s, u"production"_s, u"go-live"_s},
        .file = u"/etc/pilothouse/PRODUCTION-CHECKLIST.md"_s,
        .bytes = "# Production go-live, v1.1.0\n\n"
                 "## Code quality\n\n- [x] Tests pass\n- [ ] No linting errors\n\n"
                 "## Security hardening\n\n### Application\n\n- [ ] HTTPS enforced\n"
                 "  - [ ] SSL certificate installed\n  - [ ] HSTS headers enabled\n"
                 "    ```sh\n    curl -sI https://fleetpass.example.com\n    ```\n"
                 "- [x] File upload restrictions enforced\n"
                 "- [ ] Dependencies scanned for vulnerabilities, in the images as well as in the lock files\n"
                 "  - Docker images updated\n\n"
                 "### Infrastructure\n\n- [ ] Root login disabled\n- [ ] Kubernetes secrets encrypted\n\n"
                 "## Sign-off\n\n- [ ] **Developer**: ____ Date: ____\n- [ ] **QA Lead**: ____ Date: ____\n",
        .roles = {{.role = u"Developer"_s}, {.role = u"QA Lead"_s, .after = {u"Developer"_s}}}};
    const auto read = ReadList::from(stored);
    auto record = [&](int item, Change change) {
        change.item = read->items[size_t(item)].key;
        ItemRecord made = *decideChange(*read, change, now);
        made.version = 1;
        made.by = u"anna"_s;
        made.at = made.evidence.observedAt.isValid() ? made.evidence.observedAt : now;
        stored.records.emplace(made.key, made);
    };
    record(2, Change::tick({}, 0, u"GET http:// answers 301 to https://"_s, {u"probe:web"_s}));
    record(3, Change::tick({}, 0, u"61 days left"_s));
    record(4, Change::fail({}, 0, u"strict-transport-security: absent"_s));
    record(6, Change::waive({}, 0, u"one low finding"_s, now.addDays(11)));
    record(7, Change::tick({}, 0, u"sshd -T says no"_s));
    record(8, Change::notApplicable({}, 0, u"no Kubernetes here"_s));
    return stored;
}

ChecklistView viewAt(const StoredList& stored, const QDateTime& now) { return *viewOf(*ReadList::from(stored), now); }

} // namespace Pilothouse::Test
