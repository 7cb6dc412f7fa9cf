// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "trailtest.h"

#include <cstdio>

namespace Pilothouse::Test {

int appendProgram(const QString& folder, int n)
{
    SystemClock clock;
    Console console(folder, clock);
    for (int i = 0; i < n; ++i) {
        const auto record = console.append(u"test.helper"_s, {{u"n"_s, i}});
        if (!record) {
            std::fprintf(stderr, "%s\n", qPrintable(record.error().detail));
            return 1;
        }
        std::printf("%lld\n", static_cast<long long>(record->seq));
        std::fflush(stdout);
    }
    return 0;
}

} // namespace Pilothouse::Test

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == QStringLiteral("--append"))
        return Pilothouse::Test::appendProgram(arguments.at(2), arguments.at(3).toInt());
    return Pilothouse::Test::runAll(argc, argv);
}
