<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Alert</name>
    <message numerus="yes">
        <source>%1, and %n more that follow(s) from it</source>
        <translation>
            <numerusform>%1, and %n more that follows from it</numerusform>
            <numerusform>%1, and %n more that follow from it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <translation>
            <numerusform>%1, and %n more</numerusform>
            <numerusform>%1, and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message numerus="yes">
        <source>%n item(s) are not proved; prove them, or say in the statement why you sign nevertheless.</source>
        <translation>
            <numerusform>1 item is not proved; prove it, or say in the statement why you sign nevertheless.</numerusform>
            <numerusform>%n items are not proved; prove them, or say in the statement why you sign nevertheless.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ctl</name>
    <message numerus="yes">
        <source>intact: %n link(s)</source>
        <translation>
            <numerusform>intact: 1 link</numerusform>
            <numerusform>intact: %n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>1 fault</numerusform>
            <numerusform>%n faults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 on %2: %n backup(s)</source>
        <translation>
            <numerusform>%1 on %2: 1 backup</numerusform>
            <numerusform>%1 on %2: %n backups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failing</source>
        <translation>
            <numerusform>1 failing</numerusform>
            <numerusform>%n failing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waived</source>
        <translation>
            <numerusform>1 waived</numerusform>
            <numerusform>%n waived</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not applicable</source>
        <translation>
            <numerusform>1 not applicable</numerusform>
            <numerusform>%n not applicable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only claimed</source>
        <translation>
            <numerusform>1 only claimed</numerusform>
            <numerusform>%n only claimed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>1 open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) look like items and were not read as items; take them with --take-unread.</source>
        <translation>
            <numerusform>1 line looks like an item and was not read as one; take it with --take-unread.</numerusform>
            <numerusform>%n lines look like items and were not read as items; take them with --take-unread.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The document has %n garbled place(s); --repair shows them put right.</source>
        <translation>
            <numerusform>The document has 1 garbled place; --repair shows it put right.</numerusform>
            <numerusform>The document has %n garbled places; --repair shows them put right.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: valid, %n environment(s)</source>
        <translation>
            <numerusform>%1: valid, 1 environment</numerusform>
            <numerusform>%1: valid, %n environments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> (%n pending)</source>
        <translation>
            <numerusform> (1 pending)</numerusform>
            <numerusform> (%n pending)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The command runs on %n host(s).</source>
        <translation>
            <numerusform>The command runs on %n host.</numerusform>
            <numerusform>The command runs on %n hosts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) were taken out.</source>
        <translation>
            <numerusform>%n line was taken out.</numerusform>
            <numerusform>%n lines were taken out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) were added to %1.</source>
        <translation>
            <numerusform>%n key was added to %1.</numerusform>
            <numerusform>%n keys were added to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: and %n more</source>
        <translation>
            <numerusform>%1: and %n more</numerusform>
            <numerusform>%1: and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n file(s), %2 copied</source>
        <translation>
            <numerusform>%1: %n file, %2 copied</numerusform>
            <numerusform>%1: %n files, %2 copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n unchanged</source>
        <translation>
            <numerusform>, %n unchanged</numerusform>
            <numerusform>, %n unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is copied to %n host(s).</source>
        <translation>
            <numerusform>%1 is copied to %n host.</numerusform>
            <numerusform>%1 is copied to %n hosts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>== %1 (%n host(s))%2</source>
        <translation>
            <numerusform>== %1 (%n host)%2</numerusform>
            <numerusform>== %1 (%n hosts)%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n older one(s)</source>
        <translation>
            <numerusform>and %n older one</numerusform>
            <numerusform>and %n older ones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>  ! %n run(s) passed gates and nobody reviewed that</source>
        <translation>
            <numerusform>  ! %n run passed gates and nobody reviewed that</numerusform>
            <numerusform>  ! %n runs passed gates and nobody reviewed that</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older one(s) were not looked at; attach finds them by their id.</source>
        <translation>
            <numerusform>%n older one was not looked at; attach finds it by its id.</numerusform>
            <numerusform>%n older ones were not looked at; attach finds them by their id.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n probe(s) are watched; Ctrl+C ends it.</source>
        <translation>
            <numerusform>%n probe is watched; Ctrl+C ends it.</numerusform>
            <numerusform>%n probes are watched; Ctrl+C ends it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message numerus="yes">
        <source>more than %n redirect(s)</source>
        <translation>
            <numerusform>more than 1 redirect</numerusform>
            <numerusform>more than %n redirects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in %1</source>
        <translation>
            <numerusform>1 row in %1</numerusform>
            <numerusform>%n rows in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(and 1 more)</numerusform>
            <numerusform>(and %n more)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n asset(s), %2 in %3</source>
        <translation>
            <numerusform>%1, %n asset, %2 in %3</numerusform>
            <numerusform>%1, %n assets, %2 in %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) in %1</source>
        <translation>
            <numerusform>%n step in %1</numerusform>
            <numerusform>%n steps in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notify</name>
    <message numerus="yes">
        <source>%n message(s) before this one were held back.</source>
        <translation>
            <numerusform>%n message before this one was held back.</numerusform>
            <numerusform>%n messages before this one were held back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n alert(s) in an hour</source>
        <translation>
            <numerusform>more than %n alert in an hour</numerusform>
            <numerusform>more than %n alerts in an hour</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message numerus="yes">
        <source>%n claimed by the file</source>
        <translation>
            <numerusform>1 claimed by the file</numerusform>
            <numerusform>%n claimed by the file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n probe(s) affected</source>
        <translation>
            <numerusform>%1 of 1 probe affected</numerusform>
            <numerusform>%1 of %n probes affected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ssh</name>
    <message numerus="yes">
        <source>%n more key(s) were not offered, because servers end the connection after too many; name the right one as key file.</source>
        <translation>
            <numerusform>1 more key was not offered, because servers end the connection after too many; name the right one as key file.</numerusform>
            <numerusform>%n more keys were not offered, because servers end the connection after too many; name the right one as key file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) tried</source>
        <translation>
            <numerusform>1 key tried</numerusform>
            <numerusform>%n keys tried</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) of the SSH agent were left out, because only the named ones may be used.</source>
        <translation>
            <numerusform>%n key of the SSH agent was left out, because only the named ones may be used.</numerusform>
            <numerusform>%n keys of the SSH agent were left out, because only the named ones may be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: none of %n passphrase(s) opened it; it is not asked for again by itself.</source>
        <translation>
            <numerusform>%1: the passphrase did not open it; it is not asked for again by itself.</numerusform>
            <numerusform>%1: none of %n passphrases opened it; it is not asked for again by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has no session free: what goes on there fills %n connection(s). End something that follows a log or a stream there.</source>
        <translation>
            <numerusform>%1 has no session free: what goes on there fills %n connection. End something that follows a log or a stream there.</numerusform>
            <numerusform>%1 has no session free: what goes on there fills %n connections. End something that follows a log or a stream there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::AlertsPage</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::BackupPage</name>
    <message numerus="yes">
        <source>%n backup(s)</source>
        <translation>
            <numerusform>1 backup</numerusform>
            <numerusform>%n backups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>1 missed</numerusform>
            <numerusform>%n missed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>1 other file</numerusform>
            <numerusform>%n other files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::BypassPanel</name>
    <message numerus="yes">
        <source>Starts past %n gate(s)</source>
        <translation>
            <numerusform>Starts past %n gate</numerusform>
            <numerusform>Starts past %n gates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::CardDelegate</name>
    <message numerus="yes">
        <source>%n bypass(es) not reviewed</source>
        <translation>
            <numerusform>%n bypass not reviewed</numerusform>
            <numerusform>%n bypasses not reviewed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ChecklistPage</name>
    <message numerus="yes">
        <source>%n line(s) look like items and are none</source>
        <translation>
            <numerusform>1 line looks like an item and is none</numerusform>
            <numerusform>%n lines look like items and are none</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n garbled place(s)</source>
        <translation>
            <numerusform>1 garbled place</numerusform>
            <numerusform>%n garbled places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::EnvironmentPage</name>
    <message numerus="yes">
        <source>%n bypass(es) not reviewed</source>
        <translation>
            <numerusform>%n bypass not reviewed</numerusform>
            <numerusform>%n bypasses not reviewed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::FindingsPanel</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::FleetPage</name>
    <message numerus="yes">
        <source>%n environment(s)</source>
        <translation>
            <numerusform>1 environment</numerusform>
            <numerusform>%n environments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n environment(s)</source>
        <translation>
            <numerusform>%1 of 1 environment</numerusform>
            <numerusform>%1 of %n environments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ForgetDialog</name>
    <message numerus="yes">
        <source>&amp;Forget %n key(s)</source>
        <translation>
            <numerusform>&amp;Forget %n key</numerusform>
            <numerusform>&amp;Forget %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::HeartbeatBar</name>
    <message numerus="yes">
        <source>%n check(s): %1</source>
        <translation>
            <numerusform>1 check: %1</numerusform>
            <numerusform>%n checks: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::HostRunsCard</name>
    <message numerus="yes">
        <source>%n found, newest first.</source>
        <translation>
            <numerusform>%n found.</numerusform>
            <numerusform>%n found, newest first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older was not looked at; open it by its id.</source>
        <translation>
            <numerusform>%n older was not looked at; open it by its id.</numerusform>
            <numerusform>%n older were not looked at; open them by their ids.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::HostsPage</name>
    <message numerus="yes">
        <source>%n line(s) cannot be read: %1</source>
        <translation>
            <numerusform>%n line cannot be read: %1</numerusform>
            <numerusform>%n lines cannot be read: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::IncidentsPage</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::MaintenancePage</name>
    <message numerus="yes">
        <source>%n to come or open</source>
        <translation>
            <numerusform>%n to come or open</numerusform>
            <numerusform>%n to come or open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::OutputPanel</name>
    <message numerus="yes">
        <source>%n earlier line(s) are no longer kept here</source>
        <translation>
            <numerusform>1 earlier line is no longer kept here</numerusform>
            <numerusform>%n earlier lines are no longer kept here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::OutputView</name>
    <message numerus="yes">
        <source>%n line(s), the last one: %1</source>
        <translation>
            <numerusform>1 line: %1</numerusform>
            <numerusform>%n lines, the last one: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::PlanView</name>
    <message numerus="yes">
        <source>%1, past %n gate(s)</source>
        <translation>
            <numerusform>%1, past %n gate</numerusform>
            <numerusform>%1, past %n gates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ProvisionDialog</name>
    <message numerus="yes">
        <source>&amp;Add %n key(s)</source>
        <translation>
            <numerusform>&amp;Add %n key</numerusform>
            <numerusform>&amp;Add %n keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ServicesModel</name>
    <message numerus="yes">
        <source>last %n check(s)</source>
        <translation>
            <numerusform>last check</numerusform>
            <numerusform>last %n checks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::SignPanel</name>
    <message numerus="yes">
        <source>%n item(s) are not proved. Say why you sign nevertheless; the signature covers everything that is recorded now.</source>
        <translation>
            <numerusform>1 item is not proved. Say why you sign nevertheless; the signature covers everything that is recorded now.</numerusform>
            <numerusform>%n items are not proved. Say why you sign nevertheless; the signature covers everything that is recorded now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::TopBar</name>
    <message numerus="yes">
        <source>%n environment(s) down</source>
        <translation>
            <numerusform>1 environment down</numerusform>
            <numerusform>%n environments down</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s) degraded</source>
        <translation>
            <numerusform>1 environment degraded</numerusform>
            <numerusform>%n environments degraded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) open</source>
        <translation>
            <numerusform>%n alert open</numerusform>
            <numerusform>%n alerts open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and 1 more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s)</source>
        <translation>
            <numerusform>1 commit</numerusform>
            <numerusform>%n commits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to apply</source>
        <translation>
            <numerusform>1 to apply</numerusform>
            <numerusform>%n to apply</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message numerus="yes">
        <source>%n hosts at a time</source>
        <translation>
            <numerusform>%n host at a time</numerusform>
            <numerusform>%n hosts at a time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up to %n may fail</source>
        <translation>
            <numerusform>up to %n may fail</numerusform>
            <numerusform>up to %n may fail</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Passed %n gate(s)</source>
        <translation>
            <numerusform>Passed %n gate</numerusform>
            <numerusform>Passed %n gates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>finished – %n finding(s)</source>
        <translation>
            <numerusform>finished – %n finding</numerusform>
            <numerusform>finished – %n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message numerus="yes">
        <source>The store was damaged: %n row(s) were recovered into a new file.</source>
        <translation>
            <numerusform>The store was damaged: 1 row was recovered into a new file.</numerusform>
            <numerusform>The store was damaged: %n rows were recovered into a new file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unusable row(s) were left out.</source>
        <translation>
            <numerusform>1 unusable row was left out.</numerusform>
            <numerusform>%n unusable rows were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) refer to lost ones.</source>
        <translation>
            <numerusform>1 row refers to a lost one.</numerusform>
            <numerusform>%n rows refer to lost ones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message numerus="yes">
        <source>%n key(s) were added.</source>
        <translation>
            <numerusform>%n key was added.</numerusform>
            <numerusform>%n keys were added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) were taken out.</source>
        <translation>
            <numerusform>%n line was taken out.</numerusform>
            <numerusform>%n lines were taken out.</numerusform>
        </translation>
    </message>
</context>
</TS>
