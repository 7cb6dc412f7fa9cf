<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Alert</name>
    <message numerus="yes">
        <source>%1, and %n more that follow(s) from it</source>
        <translation>
            <numerusform>%1, und %n weiteres, das daraus folgt</numerusform>
            <numerusform>%1, und %n weitere, die daraus folgen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <translation>
            <numerusform>%1, und %n weiteres</numerusform>
            <numerusform>%1, und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2): %3; since %4, for %5</source>
        <translation>%1 (%2): %3; seit %4, also %5</translation>
    </message>
    <message>
        <source>; explained by %1</source>
        <translation>; erklärt durch %1</translation>
    </message>
    <message>
        <source>; over since %1</source>
        <translation>; vorbei seit %1</translation>
    </message>
    <message>
        <source>This comes and goes; it counts as over after a quiet time only.</source>
        <translation>Das kommt und geht; es gilt erst nach einer ruhigen Zeit als vorbei.</translation>
    </message>
    <message>
        <source>over after %1</source>
        <translation>vorbei nach %1</translation>
    </message>
    <message>
        <source>snoozed by %1 until %2</source>
        <translation>von %1 bis %2 stummgeschaltet</translation>
    </message>
    <message>
        <source>acknowledged by %1</source>
        <translation>übernommen von %1</translation>
    </message>
    <message>
        <source>open, comes and goes</source>
        <translation>offen, kommt und geht</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Somebody changed the alert meanwhile; look at it again.</source>
        <translation>Jemand hat den Alarm inzwischen geändert; sehen Sie ihn noch einmal an.</translation>
    </message>
    <message>
        <source>Still: %1</source>
        <translation>Noch immer: %1</translation>
    </message>
    <message>
        <source>%1 has it: %2</source>
        <translation>%1 kümmert sich: %2</translation>
    </message>
    <message>
        <source>Over: %1</source>
        <translation>Vorbei: %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no id of an alert; pilothousectl alert list shows them.</source>
        <translation>„%1“ ist keine Kennung eines Alarms; pilothousectl alert list zeigt sie.</translation>
    </message>
    <message>
        <source>There is no alert %1 here.</source>
        <translation>Hier gibt es keinen Alarm %1.</translation>
    </message>
    <message>
        <source>%1 is the beginning of several; write more of it.</source>
        <translation>%1 ist der Anfang von mehreren; schreiben Sie mehr davon.</translation>
    </message>
    <message>
        <source>That alert is over.</source>
        <translation>Dieser Alarm ist vorbei.</translation>
    </message>
    <message>
        <source>%1 has it already.</source>
        <translation>%1 kümmert sich schon darum.</translation>
    </message>
    <message>
        <source>That time is over.</source>
        <translation>Diese Zeit ist vorbei.</translation>
    </message>
    <message>
        <source>An alert is snoozed for 30 days at most; what is wrong for longer belongs into the definition.</source>
        <translation>Ein Alarm wird höchstens 30 Tage stummgeschaltet; was länger falsch ist, gehört in die Definition.</translation>
    </message>
    <message>
        <source>Nobody has acknowledged or snoozed it.</source>
        <translation>Niemand hat ihn übernommen oder stummgeschaltet.</translation>
    </message>
    <message>
        <source>the address in the keychain is no https:// address</source>
        <translation>die Adresse im Schlüsselbund ist keine https://-Adresse</translation>
    </message>
    <message>
        <source>Nobody could be told that %1/%2 is watched: %3</source>
        <translation>Niemandem konnte gesagt werden, dass %1/%2 beobachtet wird: %3</translation>
    </message>
    <message>
        <source>host %1</source>
        <translation>Host %1</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 (above %2)</source>
        <translation>%1 (über %2)</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>objective %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>backup %1</source>
        <translation>Sicherung %1</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>The definition of %1 has faults; run pilothousectl validate %2.</source>
        <translation>Die Definition von %1 hat Fehler; pilothousectl validate %2 ausführen.</translation>
    </message>
    <message>
        <source>%1 is not defined: there is no definition in %2.</source>
        <translation>%1 ist nicht definiert: In %2 gibt es keine Definition.</translation>
    </message>
    <message>
        <source>%1 is not defined; known are: %2.</source>
        <translation>%1 ist nicht definiert; bekannt sind: %2.</translation>
    </message>
    <message>
        <source>%1 is this machine and is not reached over SSH.</source>
        <translation>%1 ist dieser Rechner und wird nicht über SSH erreicht.</translation>
    </message>
    <message>
        <source>%1 is reached through &quot;%2&quot;, which is not a host.</source>
        <translation>%1 wird über „%2“ erreicht, das kein Host ist.</translation>
    </message>
    <message>
        <source>%1 cannot be read; choose another file.</source>
        <translation>%1 ist nicht lesbar; eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>%1 is not this console&apos;s own file; edit it yourself.</source>
        <translation>%1 ist nicht die eigene Datei dieser Konsole; sie selbst bearbeiten.</translation>
    </message>
    <message>
        <source>Nobody can be asked here.</source>
        <translation>Hier kann niemand gefragt werden.</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>The audit trail cannot be anchored in %1; free some space or make the file writable, then try again.</source>
        <translation>Das Revisionsprotokoll lässt sich in %1 nicht verankern; Platz schaffen oder die Datei beschreibbar machen und dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The anchors of the audit trail in %1 cannot be read; check its owner and mode.</source>
        <translation>Die Anker des Revisionsprotokolls in %1 sind nicht lesbar; Eigentümer und Rechte prüfen.</translation>
    </message>
    <message>
        <source>%1 as %2</source>
        <translation>%1 als %2</translation>
    </message>
    <message>
        <source>%1 cannot be read; check its owner and mode.</source>
        <translation>%1 ist nicht lesbar; Eigentümer und Rechte prüfen.</translation>
    </message>
    <message>
        <source>%1 does not hold the id of this installation; restore it from a backup, or remove it to count as a new one.</source>
        <translation>%1 enthält nicht die Kennung dieser Installation; aus einer Sicherung wiederherstellen oder entfernen, um als neue zu zählen.</translation>
    </message>
    <message>
        <source>%1 cannot be written; check the folder&apos;s owner and the free space.</source>
        <translation>%1 ist nicht beschreibbar; Eigentümer des Ordners und freien Platz prüfen.</translation>
    </message>
    <message>
        <source>Line %1 of the anchors file is not an anchor; restore the file from a backup.</source>
        <translation>Zeile %1 der Ankerdatei ist kein Anker; die Datei aus einer Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>Entries %1 are missing.</source>
        <translation>Die Einträge %1 fehlen.</translation>
    </message>
    <message>
        <source>Entry %1 was changed after it was written.</source>
        <translation>Eintrag %1 wurde nach dem Schreiben geändert.</translation>
    </message>
    <message>
        <source>Entry %1 is not the one that entry %2 was written after.</source>
        <translation>Eintrag %1 ist nicht der, nach dem Eintrag %2 geschrieben wurde.</translation>
    </message>
    <message>
        <source>The trail was rewritten: entry %1 is not the one that was anchored (changed after entry %2).</source>
        <translation>Das Protokoll wurde umgeschrieben: Eintrag %1 ist nicht der verankerte (geändert nach Eintrag %2).</translation>
    </message>
    <message>
        <source>The end was cut off: entries %1 were anchored and are gone.</source>
        <translation>Das Ende wurde abgeschnitten: Die Einträge %1 waren verankert und sind weg.</translation>
    </message>
    <message>
        <source>The anchors file is gone or empty: that nothing was cut off or rewritten cannot be proven. Restore it from a backup.</source>
        <translation>Die Ankerdatei fehlt oder ist leer: Dass nichts abgeschnitten oder neu geschrieben wurde, lässt sich nicht belegen. Stellen Sie sie aus einer Sicherung wieder her.</translation>
    </message>
</context>
<context>
    <name>Backup</name>
    <message>
        <source>%1 could not read the backups; see the detail.</source>
        <translation>%1 konnte die Sicherungen nicht lesen; siehe Einzelheiten.</translation>
    </message>
    <message>
        <source>%1 has no backup &quot;%2&quot;; known are: %3.</source>
        <translation>%1 hat keine Sicherung „%2“; bekannt sind: %3.</translation>
    </message>
    <message>
        <source>The backup &quot;%1&quot; has no directory and pattern, so it cannot be listed.</source>
        <translation>Die Sicherung „%1“ hat kein Verzeichnis und Muster, darum lässt sie sich nicht auflisten.</translation>
    </message>
    <message>
        <source>The backup &quot;%1&quot; is on &quot;%2&quot;, which is no host.</source>
        <translation>Die Sicherung „%1“ liegt auf „%2“, das kein Host ist.</translation>
    </message>
    <message>
        <source>There is no folder %1 on %2.</source>
        <translation>Auf %2 gibt es keinen Ordner %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not named like a backup of %2 (%3).</source>
        <translation>„%1“ heißt nicht wie eine Sicherung von %2 (%3).</translation>
    </message>
    <message>
        <source>There is no file %1 in %2.</source>
        <translation>In %2 gibt es keine Datei %1.</translation>
    </message>
    <message>
        <source>%1/%2 is not defined.</source>
        <translation>%1/%2 ist nicht definiert.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be asked of a backup; write rung=complete or younger-than=24h.</source>
        <translation>„%1“ lässt sich eine Sicherung nicht fragen; rung=complete oder younger-than=24h schreiben.</translation>
    </message>
    <message>
        <source>There is no backup in %1</source>
        <translation>In %1 gibt es keine Sicherung</translation>
    </message>
    <message>
        <source>No backup was read to its end yet</source>
        <translation>Noch keine Sicherung wurde bis zum Ende gelesen</translation>
    </message>
    <message>
        <source>%1 is %2 old</source>
        <translation>%1 ist %2 alt</translation>
    </message>
    <message>
        <source>%1 is %2 old; %3 are allowed</source>
        <translation>%1 ist %2 alt; %3 sind erlaubt</translation>
    </message>
    <message>
        <source>Back up %1</source>
        <translation>%1 sichern</translation>
    </message>
    <message>
        <source>Create and verify</source>
        <translation>Anlegen und verifizieren</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>Read the backup to its end</source>
        <translation>Sicherung bis zum Ende lesen</translation>
    </message>
    <message>
        <source>Count rows now</source>
        <translation>Zeilen jetzt zählen</translation>
    </message>
    <message>
        <source>Safety dump, read to its end</source>
        <translation>Sicherheitskopie, bis zum Ende gelesen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Count rows again</source>
        <translation>Zeilen noch einmal zählen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verifizieren</translation>
    </message>
    <message>
        <source>The account on %2 may not read the folder %1.</source>
        <translation>Das Konto auf %2 darf den Ordner %1 nicht lesen.</translation>
    </message>
    <message>
        <source>The list of backups from %1 cannot be read.</source>
        <translation>Die Liste der Sicherungen von %1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>%1 is dated in the future; check the clock and the time zone of its host</source>
        <translation>%1 liegt laut Datum in der Zukunft; Uhr und Zeitzone des Hosts prüfen</translation>
    </message>
    <message>
        <source>%1 is %2 old; a newer one was due %3 ago</source>
        <translation>%1 ist %2 alt; eine neuere war vor %3 fällig</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>dated in the future</source>
        <translation>in der Zukunft datiert</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>exists</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>readable</source>
        <translation>lesbar</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>wiederhergestellt</translation>
    </message>
    <message>
        <source>a restore replaces the data</source>
        <translation>eine Wiederherstellung ersetzt die Daten</translation>
    </message>
</context>
<context>
    <name>Base</name>
    <message>
        <source>No answer within %1; the outcome is unknown. Check the connection and look again.</source>
        <translation>Keine Antwort innerhalb von %1; der Ausgang ist unbekannt. Die Verbindung prüfen und noch einmal nachsehen.</translation>
    </message>
    <message>
        <source>Stopped before it ended.</source>
        <translation>Vor dem Ende angehalten.</translation>
    </message>
    <message>
        <source>This content cannot be hashed: %1.</source>
        <translation>Aus diesem Inhalt lässt sich keine Prüfsumme bilden: %1.</translation>
    </message>
    <message>
        <source>it holds half a character</source>
        <translation>er enthält ein halbes Zeichen</translation>
    </message>
    <message>
        <source>%1 is not a whole number</source>
        <translation>%1 ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>a value is undefined</source>
        <translation>ein Wert ist nicht festgelegt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an id; copy it whole from the list of runs.</source>
        <translation>„%1“ ist keine Kennung; vollständig aus der Liste der Läufe kopieren.</translation>
    </message>
    <message>
        <source>The operation was given up before it ended.</source>
        <translation>Der Vorgang wurde vor seinem Ende aufgegeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a duration; write for example 15s, 2m, 24h or 30d.</source>
        <translation>„%1“ ist keine Dauer; zum Beispiel 15s, 2m, 24h oder 30d schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a size; write for example 512MiB or 1GB.</source>
        <translation>„%1“ ist keine Größe; zum Beispiel 512MiB oder 1GB schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is larger than any disk; check its unit.</source>
        <translation>„%1“ ist größer als jede Platte; die Einheit prüfen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a valid %2 of a cron line (%3 to %4).</source>
        <translation>„%1“ ist in einer Cron-Zeile kein gültiger Wert für: %2 (%3 bis %4).</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>day of the month</source>
        <translation>Tag des Monats</translation>
    </message>
    <message>
        <source>month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>day of the week</source>
        <translation>Wochentag</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a schedule: write five fields, for example 0 2 * * *.</source>
        <translation>„%1“ ist kein Zeitplan: fünf Felder schreiben, zum Beispiel 0 2 * * *.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a time zone; write for example UTC or Europe/Berlin.</source>
        <translation>„%1“ ist keine Zeitzone; zum Beispiel UTC oder Europe/Berlin schreiben.</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>A tick without evidence is a claim; say what you saw and where it can be seen.</source>
        <translation>Ein Haken ohne Nachweis ist eine Behauptung; angeben, was gesehen wurde und wo es zu sehen ist.</translation>
    </message>
    <message>
        <source>Say why the item is waived.</source>
        <translation>Angeben, warum der Punkt ausgenommen wird.</translation>
    </message>
    <message>
        <source>A waiver ends: name a day in the future.</source>
        <translation>Eine Ausnahme endet: einen Tag in der Zukunft nennen.</translation>
    </message>
    <message>
        <source>Say why the item does not apply here.</source>
        <translation>Angeben, warum der Punkt hier entfällt.</translation>
    </message>
    <message>
        <source>Only a document claims; tick the item with evidence.</source>
        <translation>Nur ein Dokument behauptet; den Punkt mit Nachweis abhaken.</translation>
    </message>
    <message>
        <source>The document does not have this item any more; look at it again.</source>
        <translation>Das Dokument hat diesen Punkt nicht mehr; noch einmal ansehen.</translation>
    </message>
    <message>
        <source>This line is a signature; sign the checklist as %1.</source>
        <translation>Diese Zeile ist eine Unterschrift; die Checkliste als %1 unterschreiben.</translation>
    </message>
    <message>
        <source>%1 changed this item first; look at it again and repeat.</source>
        <translation>%1 hat diesen Punkt zuerst geändert; noch einmal ansehen und wiederholen.</translation>
    </message>
    <message>
        <source>Nothing is recorded about this item.</source>
        <translation>Zu diesem Punkt ist nichts festgehalten.</translation>
    </message>
    <message>
        <source>There is no file %1; correct from: in the definition.</source>
        <translation>Es gibt keine Datei %1; from: in der Definition berichtigen.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read; check its permissions.</source>
        <translation>Die Datei %1 ist nicht lesbar; ihre Rechte prüfen.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read to its end.</source>
        <translation>Die Datei %1 lässt sich nicht bis zum Ende lesen.</translation>
    </message>
    <message>
        <source>The document has more than %1 items or sections; split it into several checklists.</source>
        <translation>Das Dokument hat mehr als %1 Punkte oder Abschnitte; in mehrere Checklisten aufteilen.</translation>
    </message>
    <message>
        <source>The file %1 changed since it was imported; import it again and repeat.</source>
        <translation>Die Datei %1 wurde seit dem Einlesen geändert; noch einmal einlesen und wiederholen.</translation>
    </message>
    <message>
        <source>The file %1 could not be written; it is unchanged.</source>
        <translation>Die Datei %1 konnte nicht geschrieben werden; sie ist unverändert.</translation>
    </message>
    <message>
        <source>%1 of %2 held</source>
        <translation>%1 von %2 erfüllt</translation>
    </message>
    <message>
        <source>%1 failing</source>
        <translation>%1 nicht erfüllt</translation>
    </message>
    <message>
        <source>%1 waived</source>
        <translation>%1 ausgenommen</translation>
    </message>
    <message>
        <source>%1 not applicable</source>
        <translation>%1 entfallen</translation>
    </message>
    <message>
        <source>%1 only claimed</source>
        <translation>%1 nur behauptet</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 offen</translation>
    </message>
    <message>
        <source>next to sign: %1</source>
        <translation>als Nächstes unterschreibt: %1</translation>
    </message>
    <message>
        <source>signed by all</source>
        <translation>von allen unterschrieben</translation>
    </message>
    <message>
        <source>A checklist cannot be asked for &quot;%1&quot;; write complete, signed or held&gt;=90%.</source>
        <translation>„%1“ lässt sich eine Checkliste nicht fragen; complete, signed oder held&gt;=90% schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may be item %2 or %3; give the number.</source>
        <translation>„%1“ kann Punkt %2 oder %3 sein; die Nummer angeben.</translation>
    </message>
    <message>
        <source>There is no item &quot;%1&quot;; the list shows their numbers.</source>
        <translation>Es gibt keinen Punkt „%1“; die Liste zeigt die Nummern.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no state of an item; update Pilothouse to read it.</source>
        <translation>„%1“ ist kein Zustand eines Punktes; zum Lesen Pilothouse aktualisieren.</translation>
    </message>
    <message>
        <source>The document is larger than %1; split it into several checklists.</source>
        <translation>Das Dokument ist größer als %1; in mehrere Checklisten aufteilen.</translation>
    </message>
    <message>
        <source>The document is in UTF-16; save it as UTF-8 and import it again.</source>
        <translation>Das Dokument ist in UTF-16; als UTF-8 speichern und noch einmal einlesen.</translation>
    </message>
    <message>
        <source>This is no text document; choose a Markdown file.</source>
        <translation>Das ist kein Textdokument; eine Markdown-Datei wählen.</translation>
    </message>
    <message>
        <source>The document has no section &quot;%1&quot;; correct the part after # in the definition.</source>
        <translation>Das Dokument hat keinen Abschnitt „%1“; in der Definition den Teil nach # berichtigen.</translation>
    </message>
    <message>
        <source>There is no box at this place of the document any more; import it again and repeat.</source>
        <translation>An dieser Stelle des Dokuments ist kein Kästchen mehr; noch einmal einlesen und wiederholen.</translation>
    </message>
    <message>
        <source>The document could not be read as Markdown; free some memory and try again.</source>
        <translation>Das Dokument ließ sich nicht als Markdown lesen; Arbeitsspeicher freigeben und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The checklist %1 of %2 was not imported yet; import it first.</source>
        <translation>Die Checkliste %1 von %2 wurde noch nicht eingelesen; zuerst einlesen.</translation>
    </message>
    <message>
        <source>Somebody else changed this item first; look at it again and repeat.</source>
        <translation>Jemand anders hat diesen Punkt zuerst geändert; noch einmal ansehen und wiederholen.</translation>
    </message>
    <message>
        <source>Nobody signs this checklist; name its roles in the definition.</source>
        <translation>Niemand unterschreibt diese Checkliste; die Rollen in der Definition nennen.</translation>
    </message>
    <message>
        <source>The role %1 does not sign this checklist; use one of: %2.</source>
        <translation>Die Rolle %1 unterschreibt diese Checkliste nicht; möglich sind: %2.</translation>
    </message>
    <message>
        <source>The checklist changed while you were reading it; look at it again and then sign.</source>
        <translation>Die Checkliste wurde beim Lesen geändert; noch einmal ansehen und dann unterschreiben.</translation>
    </message>
    <message>
        <source>%1 has already been signed by %2 and nothing changed since.</source>
        <translation>%1 wurde bereits von %2 unterschrieben, und seitdem hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>%1 signs after %2; have those sign first.</source>
        <translation>%1 unterschreibt nach %2; zuerst deren Unterschrift einholen.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are not proved; prove them, or say in the statement why you sign nevertheless.</source>
        <translation>
            <numerusform>%n Punkt ist nicht nachgewiesen; nachweisen oder in der Erklärung begründen, warum trotzdem unterschrieben wird.</numerusform>
            <numerusform>%n Punkte sind nicht nachgewiesen; nachweisen oder in der Erklärung begründen, warum trotzdem unterschrieben wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 of %3 held, %4 failing</source>
        <translation>%1: %2 von %3 erfüllt, %4 nicht erfüllt</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Unterschrift</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>unterschrieben</translation>
    </message>
    <message>
        <source>to be signed</source>
        <translation>zu unterschreiben</translation>
    </message>
    <message>
        <source>waiver ended %1</source>
        <translation>Ausnahme endete %1</translation>
    </message>
    <message>
        <source>aged out: seen %1</source>
        <translation>veraltet: gesehen %1</translation>
    </message>
    <message>
        <source>waived until %1: %2</source>
        <translation>ausgenommen bis %1: %2</translation>
    </message>
    <message>
        <source>does not apply: %1</source>
        <translation>entfällt: %1</translation>
    </message>
    <message>
        <source>claimed by the file</source>
        <translation>von der Datei behauptet</translation>
    </message>
    <message>
        <source>no evidence</source>
        <translation>kein Nachweis</translation>
    </message>
    <message>
        <source>held</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>nicht erfüllt</translation>
    </message>
    <message>
        <source>waived</source>
        <translation>ausgenommen</translation>
    </message>
    <message>
        <source>does not apply</source>
        <translation>entfällt</translation>
    </message>
    <message>
        <source>claimed by the file, not shown</source>
        <translation>von der Datei behauptet, nicht belegt</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>%1 claimed by the file, not shown</source>
        <translation>%1 von der Datei behauptet, nicht belegt</translation>
    </message>
    <message>
        <source>signed %1 by %2</source>
        <translation>unterschrieben %1 von %2</translation>
    </message>
    <message>
        <source>changed since signed by %1</source>
        <translation>geändert seit der Unterschrift von %1</translation>
    </message>
    <message>
        <source>next</source>
        <translation>als Nächstes</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>%1 signs with a key from %2, and this version cannot check such signatures; a name alone is not accepted.</source>
        <translation>%1 unterschreibt mit einem Schlüssel aus %2, und diese Version kann solche Unterschriften nicht prüfen; ein Name allein genügt nicht.</translation>
    </message>
    <message>
        <source>The document in it is not the one that was imported.</source>
        <translation>Das Dokument darin ist nicht das importierte.</translation>
    </message>
    <message>
        <source>Its items and records are not those that were exported.</source>
        <translation>Punkte und Einträge sind nicht die exportierten.</translation>
    </message>
    <message>
        <source>Link %1 of the audit trail was changed.</source>
        <translation>Glied %1 des Protokolls wurde verändert.</translation>
    </message>
    <message>
        <source>The audit trail does not tell of what is recorded about: %1</source>
        <translation>Das Protokoll weiß nichts von dem Eintrag zu: %1</translation>
    </message>
    <message>
        <source>The audit trail does not tell of the signature of %1.</source>
        <translation>Das Protokoll weiß nichts von der Unterschrift von %1.</translation>
    </message>
    <message>
        <source>This is no dossier of a checklist.</source>
        <translation>Das ist kein Dossier einer Checkliste.</translation>
    </message>
    <message>
        <source>It was changed after it was exported.</source>
        <translation>Es wurde nach dem Export verändert.</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>No definition can be read; the first fault is in %1.</source>
        <translation>Keine Definition ist lesbar; der erste Fehler ist in %1.</translation>
    </message>
</context>
<context>
    <name>Ctl</name>
    <message numerus="yes">
        <source>intact: %n link(s)</source>
        <translation>
            <numerusform>unversehrt: %n Glied</numerusform>
            <numerusform>unversehrt: %n Glieder</numerusform>
        </translation>
    </message>
    <message>
        <source>, anchored up to %1</source>
        <translation>, verankert bis %1</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 defines no backup.</source>
        <translation>%1 definiert keine Sicherung.</translation>
    </message>
    <message>
        <source>Say which backup with --backup: %1.</source>
        <translation>Mit --backup angeben, welche Sicherung: %1.</translation>
    </message>
    <message>
        <source>exists, not read yet</source>
        <translation>vorhanden, noch nicht gelesen</translation>
    </message>
    <message numerus="yes">
        <source>%1 on %2: %n backup(s)</source>
        <translation>
            <numerusform>%1 auf %2: %n Sicherung</numerusform>
            <numerusform>%1 auf %2: %n Sicherungen</numerusform>
        </translation>
    </message>
    <message>
        <source>  missed: %1</source>
        <translation>  ausgeblieben: %1</translation>
    </message>
    <message>
        <source>There is no backup to verify in %1.</source>
        <translation>In %1 gibt es keine Sicherung zu verifizieren.</translation>
    </message>
    <message>
        <source>%1: complete, %2 read to the end</source>
        <translation>%1: vollständig, %2 bis zum Ende gelesen</translation>
    </message>
    <message>
        <source>%1: only %2, %3</source>
        <translation>%1: nur %2, %3</translation>
    </message>
    <message>
        <source>Say which backup: pilothousectl backup restore %1 FILE --confirm %1</source>
        <translation>Angeben, welche Sicherung: pilothousectl backup restore %1 DATEI --confirm %1</translation>
    </message>
    <message>
        <source>which backup of the definition (where there are several)</source>
        <translation>welche Sicherung der Definition (wenn es mehrere gibt)</translation>
    </message>
    <message>
        <source>list the backups with what was proved of each</source>
        <translation>die Sicherungen auflisten, mit dem, was von jeder bewiesen ist</translation>
    </message>
    <message>
        <source>make a backup on its host and read it to its end</source>
        <translation>eine Sicherung auf ihrem Host anlegen und bis zum Ende lesen</translation>
    </message>
    <message>
        <source>restore a backup, with a safety dump first</source>
        <translation>eine Sicherung wiederherstellen, zuvor eine Sicherheitskopie</translation>
    </message>
    <message>
        <source>read a backup to its end (the newest, or FILE)</source>
        <translation>eine Sicherung bis zum Ende lesen (die neueste oder DATEI)</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a target; write SYSTEM/ENVIRONMENT, for example fleetpass/production.</source>
        <translation>„%1“ ist kein Ziel; SYSTEM/UMGEBUNG schreiben, zum Beispiel fleetpass/production.</translation>
    </message>
    <message>
        <source>See pilothousectl help.</source>
        <translation>Siehe pilothousectl help.</translation>
    </message>
    <message>
        <source>%1 defines no checklist.</source>
        <translation>%1 definiert keine Checkliste.</translation>
    </message>
    <message>
        <source>Say which checklist: %1.</source>
        <translation>Angeben, welche Checkliste: %1.</translation>
    </message>
    <message>
        <source>aged out: %1</source>
        <translation>veraltet: %1</translation>
    </message>
    <message>
        <source>waived until %1: %2</source>
        <translation>ausgenommen bis %1: %2</translation>
    </message>
    <message>
        <source>not applicable: %1</source>
        <translation>entfällt: %1</translation>
    </message>
    <message>
        <source>claimed by the document, not shown</source>
        <translation>vom Dokument behauptet, nicht belegt</translation>
    </message>
    <message>
        <source>%1 of %2 held (%3 %)</source>
        <translation>%1 von %2 erfüllt (%3 %)</translation>
    </message>
    <message numerus="yes">
        <source>%n failing</source>
        <translation>
            <numerusform>%n nicht erfüllt</numerusform>
            <numerusform>%n nicht erfüllt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waived</source>
        <translation>
            <numerusform>%n ausgenommen</numerusform>
            <numerusform>%n ausgenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not applicable</source>
        <translation>
            <numerusform>%n entfallen</numerusform>
            <numerusform>%n entfallen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only claimed</source>
        <translation>
            <numerusform>%n nur behauptet</numerusform>
            <numerusform>%n nur behauptet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n offen</numerusform>
            <numerusform>%n offen</numerusform>
        </translation>
    </message>
    <message>
        <source>next to sign: %1</source>
        <translation>als Nächstes unterschreibt: %1</translation>
    </message>
    <message>
        <source>, after %1</source>
        <translation>, nach %1</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) look like items and were not read as items; take them with --take-unread.</source>
        <translation>
            <numerusform>%n Zeile sieht wie ein Punkt aus und wurde nicht als Punkt gelesen; mit --take-unread übernehmen.</numerusform>
            <numerusform>%n Zeilen sehen wie Punkte aus und wurden nicht als Punkte gelesen; mit --take-unread übernehmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The document has %n garbled place(s); --repair shows them put right.</source>
        <translation>
            <numerusform>Das Dokument hat %n verstümmelte Stelle; --repair zeigt sie berichtigt.</numerusform>
            <numerusform>Das Dokument hat %n verstümmelte Stellen; --repair zeigt sie berichtigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 defines no checklist %2.</source>
        <translation>%1 definiert keine Checkliste %2.</translation>
    </message>
    <message>
        <source>%1: not imported yet</source>
        <translation>%1: noch nicht eingelesen</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>Say which item: TARGET [NAME] ITEM.</source>
        <translation>Angeben, welcher Punkt: ZIEL [NAME] PUNKT.</translation>
    </message>
    <message>
        <source>Say which checklist: TARGET NAME ITEM.</source>
        <translation>Angeben, welche Checkliste: ZIEL NAME PUNKT.</translation>
    </message>
    <message>
        <source>Say the role that signs: --as ROLE.</source>
        <translation>Die Rolle angeben, die unterschreibt: --as ROLLE.</translation>
    </message>
    <message>
        <source>tick the boxes of held items in the file as well</source>
        <translation>die Kästchen erfüllter Punkte auch in der Datei abhaken</translation>
    </message>
    <message>
        <source>read the checklists that the definition names; what was recorded stays</source>
        <translation>die Checklisten einlesen, die die Definition nennt; Festgehaltenes bleibt</translation>
    </message>
    <message>
        <source>take lines that only look like items as items</source>
        <translation>Zeilen, die nur wie Punkte aussehen, als Punkte nehmen</translation>
    </message>
    <message>
        <source>list the imported checklists with their progress</source>
        <translation>die eingelesenen Checklisten mit ihrem Fortschritt auflisten</translation>
    </message>
    <message>
        <source>show a checklist item by item</source>
        <translation>eine Checkliste Punkt für Punkt zeigen</translation>
    </message>
    <message>
        <source>put garbled text right</source>
        <translation>verstümmelten Text berichtigen</translation>
    </message>
    <message>
        <source>tell whether a checklist is complete and signed</source>
        <translation>sagen, ob eine Checkliste vollständig und unterschrieben ist</translation>
    </message>
    <message>
        <source>complete, signed or held&gt;=90% instead</source>
        <translation>stattdessen complete, signed oder held&gt;=90%</translation>
    </message>
    <message>
        <source>record what was seen about an item</source>
        <translation>festhalten, was zu einem Punkt gesehen wurde</translation>
    </message>
    <message>
        <source>what was seen; without it nothing is ticked</source>
        <translation>was gesehen wurde; ohne das wird nichts abgehakt</translation>
    </message>
    <message>
        <source>where it can be seen (may be given again)</source>
        <translation>wo es zu sehen ist (mehrfach möglich)</translation>
    </message>
    <message>
        <source>a file that shows it, remembered by its hash (may be given again)</source>
        <translation>eine Datei, die es zeigt, gemerkt mit ihrer Prüfsumme (mehrfach möglich)</translation>
    </message>
    <message>
        <source>how long it may be believed (90d)</source>
        <translation>wie lange es geglaubt werden darf (90d)</translation>
    </message>
    <message>
        <source>it was seen to be false</source>
        <translation>es wurde als falsch gesehen</translation>
    </message>
    <message>
        <source>take back what was recorded about an item</source>
        <translation>zurücknehmen, was zu einem Punkt festgehalten wurde</translation>
    </message>
    <message>
        <source>accept an item as it is until a day</source>
        <translation>einen Punkt bis zu einem Tag hinnehmen, wie er ist</translation>
    </message>
    <message>
        <source>why</source>
        <translation>warum</translation>
    </message>
    <message>
        <source>the last day</source>
        <translation>der letzte Tag</translation>
    </message>
    <message>
        <source>the item does not concern this environment</source>
        <translation>der Punkt betrifft diese Umgebung nicht</translation>
    </message>
    <message>
        <source>sign a checklist as it is now</source>
        <translation>eine Checkliste unterschreiben, wie sie jetzt ist</translation>
    </message>
    <message>
        <source>the role that signs</source>
        <translation>die Rolle, die unterschreibt</translation>
    </message>
    <message>
        <source>why you sign, where items are not proved</source>
        <translation>warum unterschrieben wird, wo Punkte nicht nachgewiesen sind</translation>
    </message>
    <message>
        <source>sign only this content, as checklist show --json names it</source>
        <translation>nur diesen Inhalt unterschreiben, wie checklist show --json ihn nennt</translation>
    </message>
    <message>
        <source>tick the boxes of held items in the file</source>
        <translation>die Kästchen erfüllter Punkte in der Datei abhaken</translation>
    </message>
    <message>
        <source>Say which files: pilothousectl validate FILE…</source>
        <translation>Angeben, welche Dateien: pilothousectl validate DATEI…</translation>
    </message>
    <message numerus="yes">
        <source>%1: valid, %n environment(s)</source>
        <translation>
            <numerusform>%1: gültig, %n Umgebung</numerusform>
            <numerusform>%1: gültig, %n Umgebungen</numerusform>
        </translation>
    </message>
    <message>
        <source>check definition files; file:line:column for every fault</source>
        <translation>Definitionsdateien prüfen; Datei:Zeile:Spalte zu jedem Fehler</translation>
    </message>
    <message>
        <source>The demo fleet is not installed here.</source>
        <translation>Die Demo-Flotte ist hier nicht installiert.</translation>
    </message>
    <message>
        <source>The demo fleet could not be run: %1.</source>
        <translation>Die Demo-Flotte ließ sich nicht ausführen: %1.</translation>
    </message>
    <message>
        <source>where the fleet keeps its servers and data</source>
        <translation>wo die Flotte ihre Server und Daten hat</translation>
    </message>
    <message>
        <source>start the demo fleet on loopback</source>
        <translation>die Demo-Flotte auf Loopback starten</translation>
    </message>
    <message>
        <source>stop the demo fleet</source>
        <translation>die Demo-Flotte anhalten</translation>
    </message>
    <message>
        <source>say what of the demo fleet runs</source>
        <translation>sagen, was von der Demo-Flotte läuft</translation>
    </message>
    <message>
        <source>break the demo fleet in a named way</source>
        <translation>die Demo-Flotte auf eine benannte Art beschädigen</translation>
    </message>
    <message>
        <source>undo what was broken</source>
        <translation>den Schaden rückgängig machen</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>Exit-Status %1</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>durch Signal %1 beendet</translation>
    </message>
    <message>
        <source>ended without a status: unknown</source>
        <translation>ohne Status beendet: unbekannt</translation>
    </message>
    <message>
        <source>Write: pilothousectl exec TARGET -- COMMAND…</source>
        <translation>Schreiben: pilothousectl exec ZIEL -- BEFEHL…</translation>
    </message>
    <message>
        <source>%1 has no host or role &quot;%2&quot;.</source>
        <translation>%1 hat weder Host noch Rolle „%2“.</translation>
    </message>
    <message>
        <source>run a command on every host of the target at once</source>
        <translation>einen Befehl auf jedem Host des Ziels zugleich ausführen</translation>
    </message>
    <message>
        <source>where definitions and SSH files are (default: the user&apos;s configuration)</source>
        <translation>wo Definitionen und SSH-Dateien liegen (sonst: die Konfiguration des Kontos)</translation>
    </message>
    <message>
        <source>where the store and the records of runs are</source>
        <translation>wo der Datenspeicher und die Aufzeichnungen der Läufe liegen</translation>
    </message>
    <message>
        <source>print one JSON document (streams: one a line)</source>
        <translation>ein JSON-Dokument ausgeben (Ströme: eines je Zeile)</translation>
    </message>
    <message>
        <source>never ask; refuse what would need an answer</source>
        <translation>nie fragen; ablehnen, was eine Antwort bräuchte</translation>
    </message>
    <message>
        <source>give up waiting after this (default 2m)</source>
        <translation>danach nicht mehr warten (sonst 2m)</translation>
    </message>
    <message>
        <source>pilothousectl – run production systems over SSH, from the command line</source>
        <translation>pilothousectl – Produktionssysteme über SSH betreiben, von der Befehlszeile</translation>
    </message>
    <message>
        <source>Usage: pilothousectl [options] COMMAND …</source>
        <translation>Aufruf: pilothousectl [Optionen] BEFEHL …</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>Options of every command:</source>
        <translation>Optionen jedes Befehls:</translation>
    </message>
    <message>
        <source>this text; the version</source>
        <translation>dieser Text; die Version</translation>
    </message>
    <message>
        <source>Exit status: 0 done or healthy, 1 failed or unhealthy, 2 usage, 3 invalid definition or document,
4 unknown, 5 refused, 130 cancelled.</source>
        <translation>Exit-Status: 0 erledigt oder gesund, 1 fehlgeschlagen oder nicht gesund, 2 Aufruf,
3 ungültige Definition oder ungültiges Dokument, 4 unbekannt, 5 abgelehnt, 130 abgebrochen.</translation>
    </message>
    <message>
        <source>Usage: pilothousectl %1 %2</source>
        <translation>Aufruf: pilothousectl %1 %2</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>%1 is larger than 64 MiB.</source>
        <translation>%1 ist größer als 64 MiB.</translation>
    </message>
    <message>
        <source>Write: pilothousectl inspect KIND FILE, with KIND one of %1.</source>
        <translation>Schreiben: pilothousectl inspect ART DATEI, mit einer ART aus %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be inspected; KIND is one of %2.</source>
        <translation>„%1“ lässt sich nicht untersuchen; ART ist eine aus %2.</translation>
    </message>
    <message>
        <source>show how a document is read, offline (- reads standard input)</source>
        <translation>zeigen, wie ein Dokument gelesen wird, ohne Netz (- liest die Standardeingabe)</translation>
    </message>
    <message>
        <source>health: the HTTP status that came with the body (default 200)</source>
        <translation>health: der HTTP-Status, der mit dem Inhalt kam (sonst 200)</translation>
    </message>
    <message>
        <source>checklist: show garbled text put right</source>
        <translation>checklist: verstümmelten Text berichtigt zeigen</translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot;.</source>
        <translation>Es gibt keinen Befehl „%1“.</translation>
    </message>
    <message>
        <source> on %1</source>
        <translation> auf %1</translation>
    </message>
    <message>
        <source>Stopped following; the run goes on on its hosts. Come back with: pilothousectl attach %1</source>
        <translation>Es wird nicht weiter verfolgt; der Lauf geht auf seinen Hosts weiter. Zurück mit: pilothousectl attach %1</translation>
    </message>
    <message>
        <source>Write: pilothousectl plan TARGET PROCEDURE</source>
        <translation>Schreiben: pilothousectl plan ZIEL PROZEDUR</translation>
    </message>
    <message>
        <source>Write: pilothousectl run TARGET PROCEDURE</source>
        <translation>Schreiben: pilothousectl run ZIEL PROZEDUR</translation>
    </message>
    <message>
        <source>Nobody drives this run. Go on with it: pilothousectl resume %1</source>
        <translation>Niemand führt diesen Lauf. Weiter mit: pilothousectl resume %1</translation>
    </message>
    <message>
        <source>an input of the procedure (may be given several times)</source>
        <translation>eine Eingabe der Prozedur (mehrfach möglich)</translation>
    </message>
    <message>
        <source>start only if the plan is still this one</source>
        <translation>nur starten, wenn der Plan noch dieser ist</translation>
    </message>
    <message>
        <source>return as soon as the first step runs</source>
        <translation>zurückkehren, sobald der erste Schritt läuft</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no input; write --set NAME=VALUE.</source>
        <translation>„%1“ ist keine Eingabe; --set NAME=WERT schreiben.</translation>
    </message>
    <message>
        <source>The plan is another one now (%1); look at it with pilothousectl plan and start that.</source>
        <translation>Der Plan ist jetzt ein anderer (%1); mit pilothousectl plan ansehen und diesen starten.</translation>
    </message>
    <message>
        <source>%1 %2, plan %3</source>
        <translation>%1 %2, Plan %3</translation>
    </message>
    <message>
        <source>Its hosts go on by themselves. Follow it: pilothousectl attach %1, drive it on: pilothousectl resume %1</source>
        <translation>Die Hosts machen von selbst weiter. Verfolgen: pilothousectl attach %1, weiterführen: pilothousectl resume %1</translation>
    </message>
    <message>
        <source>%1 %2 (nothing has been changed)</source>
        <translation>%1 %2 (nichts wurde geändert)</translation>
    </message>
    <message>
        <source>  running now: %1</source>
        <translation>  läuft jetzt: %1</translation>
    </message>
    <message numerus="yes">
        <source> (%n pending)</source>
        <translation>
            <numerusform> (%n steht aus)</numerusform>
            <numerusform> (%n stehen aus)</numerusform>
        </translation>
    </message>
    <message>
        <source>  probe %1 now: %2</source>
        <translation>  Prüfung %1 jetzt: %2</translation>
    </message>
    <message>
        <source>plan %1</source>
        <translation>Plan %1</translation>
    </message>
    <message>
        <source>show what a procedure would change; prints the plan&apos;s hash</source>
        <translation>zeigen, was eine Prozedur ändern würde; gibt die Prüfsumme des Plans aus</translation>
    </message>
    <message>
        <source>carry a procedure out and follow it to its end</source>
        <translation>eine Prozedur ausführen und bis zum Ende verfolgen</translation>
    </message>
    <message>
        <source>list the runs, newest first</source>
        <translation>die Läufe auflisten, neueste zuerst</translation>
    </message>
    <message>
        <source>end a run and confirm that its processes are gone</source>
        <translation>einen Lauf beenden und bestätigen, dass seine Prozesse weg sind</translation>
    </message>
    <message>
        <source>%1 defines no secret &quot;%2&quot;; known are: %3.</source>
        <translation>%1 definiert kein Geheimnis „%2“; bekannt sind: %3.</translation>
    </message>
    <message>
        <source>The value comes on standard input: pilothousectl secret set %1/%2 %3 &lt; FILE</source>
        <translation>Der Wert kommt über die Standardeingabe: pilothousectl secret set %1/%2 %3 &lt; DATEI</translation>
    </message>
    <message>
        <source>%1 is in the keychain, and was read back</source>
        <translation>%1 ist im Schlüsselbund und wurde zurückgelesen</translation>
    </message>
    <message>
        <source>%1 was made and is in the keychain</source>
        <translation>%1 wurde erzeugt und ist im Schlüsselbund</translation>
    </message>
    <message>
        <source>set %1 by %2</source>
        <translation>gesetzt %1 von %2</translation>
    </message>
    <message>
        <source>not set from here</source>
        <translation>nicht von hier gesetzt</translation>
    </message>
    <message>
        <source>list which secrets are set, never their values</source>
        <translation>auflisten, welche Geheimnisse gesetzt sind, nie ihre Werte</translation>
    </message>
    <message>
        <source>put a value from standard input into the keychain</source>
        <translation>einen Wert von der Standardeingabe in den Schlüsselbund legen</translation>
    </message>
    <message>
        <source>make a value as the definition says and keep it</source>
        <translation>einen Wert erzeugen, wie die Definition es sagt, und aufbewahren</translation>
    </message>
    <message>
        <source>No system is defined in %1.</source>
        <translation>In %1 ist kein System definiert.</translation>
    </message>
    <message>
        <source>%1 has no probe for &quot;%2&quot;.</source>
        <translation>%1 hat keine Prüfung für „%2“.</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>  no probe is defined, so nothing is known</source>
        <translation>  keine Prüfung ist definiert, darum ist nichts bekannt</translation>
    </message>
    <message>
        <source>probe once and print the verdicts with evidence and age</source>
        <translation>einmal prüfen und die Urteile mit Nachweis und Alter ausgeben</translation>
    </message>
    <message>
        <source>What the run proved of the backup could not be kept: %1 Read it again with pilothousectl backup verify.</source>
        <translation>Was der Lauf über die Sicherung belegt hat, konnte nicht festgehalten werden: %1 Lesen Sie sie noch einmal mit pilothousectl backup verify.</translation>
    </message>
    <message>
        <source>unknown: the trail is empty and no anchor says that it ever held anything</source>
        <translation>unbekannt: Das Protokoll ist leer und kein Anker besagt, dass es je etwas enthielt</translation>
    </message>
    <message>
        <source>print the audit trail from its beginning, with the hash of each link</source>
        <translation>das Protokoll von Anfang an ausgeben, mit dem Hash jedes Glieds</translation>
    </message>
    <message>
        <source>Standard input cannot be read: %1.</source>
        <translation>Die Standardeingabe ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>Die Standardeingabe</translation>
    </message>
    <message>
        <source>%1 is this machine; run the command here yourself.</source>
        <translation>%1 ist dieser Rechner; führen Sie den Befehl hier selbst aus.</translation>
    </message>
    <message>
        <source>%1 has no host that is reached over SSH, so nothing was run.</source>
        <translation>%1 hat keinen Host, der über SSH erreicht wird; es wurde nichts ausgeführt.</translation>
    </message>
    <message>
        <source>%1: the output is longer than what was kept of it</source>
        <translation>%1: Die Ausgabe ist länger als das, was davon behalten wurde</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no HTTP status.</source>
        <translation>„%1“ ist kein HTTP-Status.</translation>
    </message>
    <message>
        <source>A whole environment is locked; write SYSTEM/ENVIRONMENT and nothing behind it.</source>
        <translation>Gesperrt wird eine ganze Umgebung; schreiben Sie SYSTEM/UMGEBUNG und nichts dahinter.</translation>
    </message>
    <message>
        <source>%1 is locked (%2)</source>
        <translation>%1 ist gesperrt (%2)</translation>
    </message>
    <message>
        <source>%1: taken away from %2</source>
        <translation>%1: %2 weggenommen</translation>
    </message>
    <message>
        <source>%1 was not locked</source>
        <translation>%1 war nicht gesperrt</translation>
    </message>
    <message>
        <source>keep others from deploying</source>
        <translation>andere vom Deployen abhalten</translation>
    </message>
    <message>
        <source>why, for those who would deploy</source>
        <translation>warum, für alle, die deployen wollen</translation>
    </message>
    <message>
        <source>take every lock away, whoever holds it</source>
        <translation>jede Sperre aufheben, wer immer sie hält</translation>
    </message>
    <message>
        <source>The output could not be written to its end; check the disk it goes to.</source>
        <translation>Die Ausgabe konnte nicht zu Ende geschrieben werden; prüfen Sie den Datenträger, auf den sie geht.</translation>
    </message>
    <message>
        <source>%1 has faults, so its system is not watched; see pilothousectl validate.</source>
        <translation>%1 hat Fehler, deshalb wird das System nicht überwacht; siehe pilothousectl validate.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 konnte nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>%1: dossier %2</source>
        <translation>%1: Dossier %2</translation>
    </message>
    <message>
        <source>%1 %2, exported %3 by %4</source>
        <translation>%1 %2, exportiert %3 von %4</translation>
    </message>
    <message>
        <source>! The audit trail here contradicts it.</source>
        <translation>! Das Protokoll hier widerspricht dem.</translation>
    </message>
    <message>
        <source>whole, and the audit trail here says the same</source>
        <translation>unversehrt, und das Protokoll hier sagt dasselbe</translation>
    </message>
    <message>
        <source>whole in itself; that this is what happened only the audit trail of installation %1 can say</source>
        <translation>in sich unversehrt; dass es so geschah, kann nur das Protokoll der Installation %1 sagen</translation>
    </message>
    <message>
        <source>Say which dossier: pilothousectl checklist verify FILE</source>
        <translation>Geben Sie das Dossier an: pilothousectl checklist verify DATEI</translation>
    </message>
    <message>
        <source>write a dossier: the document, the evidence, the signatures and what the audit trail says</source>
        <translation>ein Dossier schreiben: das Dokument, die Belege, die Unterschriften und was das Protokoll sagt</translation>
    </message>
    <message>
        <source>where to (default: standard output)</source>
        <translation>wohin (Vorgabe: Standardausgabe)</translation>
    </message>
    <message>
        <source>recompute what a dossier claims, and ask the audit trail here</source>
        <translation>nachrechnen, was ein Dossier behauptet, und das Protokoll hier befragen</translation>
    </message>
    <message>
        <source>  requires %1: %2 (%3)</source>
        <translation>  verlangt %1: %2 (%3)</translation>
    </message>
    <message>
        <source>what would be typed to confirm</source>
        <translation>was zur Bestätigung einzutippen wäre</translation>
    </message>
    <message>
        <source>There is no terminal on which this could be asked.</source>
        <translation>Es gibt kein Terminal, an dem das gefragt werden könnte.</translation>
    </message>
    <message>
        <source>%1 is production. %2
Type %1 to go on: </source>
        <translation>%1 ist Produktion. %2
Zum Fortfahren %1 eintippen: </translation>
    </message>
    <message>
        <source>%1 is production and nothing was done: type its name when asked at a terminal, or pass --confirm %1.</source>
        <translation>%1 ist Produktion, und es wurde nichts getan: Tippen Sie den Namen ein, wenn am Terminal danach gefragt wird, oder geben Sie --confirm %1 mit.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not %2, so nothing was done.</source>
        <translation>„%1“ ist nicht %2, also wurde nichts getan.</translation>
    </message>
    <message numerus="yes">
        <source>The command runs on %n host(s).</source>
        <translation>
            <numerusform>Der Befehl läuft auf %n Host.</numerusform>
            <numerusform>Der Befehl läuft auf %n Hosts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type %1 to go on: </source>
        <translation>Zum Fortfahren %1 eintippen: </translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>known already</source>
        <translation>schon bekannt</translation>
    </message>
    <message>
        <source>another key is known, forget that one first: %1</source>
        <translation>ein anderer Schlüssel ist bekannt, zuerst diesen vergessen: %1</translation>
    </message>
    <message>
        <source>revoked, and never added</source>
        <translation>widerrufen und wird nie eingetragen</translation>
    </message>
    <message>
        <source>a key alone: say with --name whose it is</source>
        <translation>nur ein Schlüssel: mit --name sagen, wem er gehört</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>Write: pilothousectl host keys</source>
        <translation>Schreiben: pilothousectl host keys</translation>
    </message>
    <message>
        <source>(hashed)</source>
        <translation>(gehasht)</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>Write: pilothousectl host forget FINGERPRINT [NAME]</source>
        <translation>Schreiben: pilothousectl host forget FINGERABDRUCK [NAME]</translation>
    </message>
    <message>
        <source>There is no such key in %1; look at: pilothousectl host keys</source>
        <translation>In %1 gibt es keinen solchen Schlüssel; nachsehen mit: pilothousectl host keys</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) were taken out.</source>
        <translation>
            <numerusform>%n Zeile wurde entfernt.</numerusform>
            <numerusform>%n Zeilen wurden entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write: pilothousectl host provision FILE [--name HOST] [--add]</source>
        <translation>Schreiben: pilothousectl host provision DATEI [--name HOST] [--add]</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) were added to %1.</source>
        <translation>
            <numerusform>%n Schlüssel wurde in %1 eingetragen.</numerusform>
            <numerusform>%n Schlüssel wurden in %1 eingetragen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was added. Compare the fingerprints, then say --add.</source>
        <translation>Nichts wurde eingetragen. Die Fingerabdrücke vergleichen, dann --add angeben.</translation>
    </message>
    <message>
        <source>Write: pilothousectl host trust SYSTEM/ENVIRONMENT:HOST FINGERPRINT</source>
        <translation>Schreiben: pilothousectl host trust SYSTEM/UMGEBUNG:HOST FINGERABDRUCK</translation>
    </message>
    <message>
        <source>%1 has no host &quot;%2&quot;.</source>
        <translation>%1 hat keinen Host „%2“.</translation>
    </message>
    <message>
        <source>%1 is known by another key: %2.</source>
        <translation>%1 ist unter einem anderen Schlüssel bekannt: %2.</translation>
    </message>
    <message>
        <source>%1 shows another key than the one you compared: %2. Nothing was added.</source>
        <translation>%1 zeigt einen anderen Schlüssel als den verglichenen: %2. Nichts wurde eingetragen.</translation>
    </message>
    <message>
        <source>%1 is known by %2.</source>
        <translation>%1 ist bekannt mit %2.</translation>
    </message>
    <message>
        <source>list the known host keys and where they stand</source>
        <translation>die bekannten Host-Schlüssel auflisten und wo sie stehen</translation>
    </message>
    <message>
        <source>connect to a host for the first time, if its key is the one that you compared</source>
        <translation>sich zum ersten Mal mit einem Host verbinden, wenn sein Schlüssel der verglichene ist</translation>
    </message>
    <message>
        <source>show the host keys in a file (known_hosts, ssh-keyscan, .pub), and add those that are new</source>
        <translation>die Host-Schlüssel einer Datei zeigen (known_hosts, ssh-keyscan, .pub) und die neuen eintragen</translation>
    </message>
    <message>
        <source>the host, for files that hold only keys</source>
        <translation>der Host, für Dateien, die nur Schlüssel enthalten</translation>
    </message>
    <message>
        <source>add them; otherwise they are only shown</source>
        <translation>sie eintragen; sonst werden sie nur gezeigt</translation>
    </message>
    <message>
        <source>take a key out of this console&apos;s own known_hosts</source>
        <translation>einen Schlüssel aus der eigenen known_hosts dieser Konsole nehmen</translation>
    </message>
    <message>
        <source>checked by checksum</source>
        <translation>mit Prüfsumme geprüft</translation>
    </message>
    <message>
        <source>checked by reading it back, because the host has no tool for checksums</source>
        <translation>durch Zurücklesen geprüft, weil der Host kein Werkzeug für Prüfsummen hat</translation>
    </message>
    <message>
        <source>only sizes were checked, because the host has no tool for checksums</source>
        <translation>nur die Größen wurden geprüft, weil der Host kein Werkzeug für Prüfsummen hat</translation>
    </message>
    <message numerus="yes">
        <source>%1: and %n more</source>
        <translation>
            <numerusform>%1: und %n weiteres</numerusform>
            <numerusform>%1: und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n file(s), %2 copied</source>
        <translation>
            <numerusform>%1: %n Datei, %2 kopiert</numerusform>
            <numerusform>%1: %n Dateien, %2 kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 were there from an earlier try</source>
        <translation>, %1 waren von einem früheren Versuch da</translation>
    </message>
    <message numerus="yes">
        <source>, %n unchanged</source>
        <translation>
            <numerusform>, %n unverändert</numerusform>
            <numerusform>, %n unverändert</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: its server cannot replace a file in one step; what was replaced was missing for a moment</source>
        <translation>%1: Der Server dort kann eine Datei nicht in einem Schritt ersetzen; was ersetzt wurde, fehlte einen Augenblick lang</translation>
    </message>
    <message>
        <source>%1: left out %2: %3</source>
        <translation>%1: ausgelassen %2: %3</translation>
    </message>
    <message>
        <source>%1: not copied %2: %3</source>
        <translation>%1: nicht kopiert %2: %3</translation>
    </message>
    <message>
        <source>%1: %2 of %3, %4 of %5 files</source>
        <translation>%1: %2 von %3, %4 von %5 Dateien</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made; choose another one.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen; einen anderen wählen.</translation>
    </message>
    <message>
        <source>Write: pilothousectl copy TARGET FILE :PATH to bring a file or folder to the hosts, or copy TARGET :PATH FILE to fetch one; the hosts&apos; path begins with a colon.</source>
        <translation>So schreiben: pilothousectl copy ZIEL DATEI :PFAD bringt eine Datei oder einen Ordner zu den Hosts, copy ZIEL :PFAD DATEI holt sie; der Pfad auf den Hosts beginnt mit einem Doppelpunkt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 is copied to %n host(s).</source>
        <translation>
            <numerusform>%1 wird auf %n Host kopiert.</numerusform>
            <numerusform>%1 wird auf %n Hosts kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is this machine; copy there yourself.</source>
        <translation>%1 ist dieser Rechner; dort selbst kopieren.</translation>
    </message>
    <message>
        <source>%1 has no host that is reached over SSH, so nothing was copied.</source>
        <translation>%1 hat keinen Host, der über SSH erreicht wird, daher wurde nichts kopiert.</translation>
    </message>
    <message>
        <source>copy a file or folder to the hosts or from them; their path is written :PATH</source>
        <translation>eine Datei oder einen Ordner zu den Hosts oder von ihnen kopieren; ihr Pfad wird :PFAD geschrieben</translation>
    </message>
    <message>
        <source>through</source>
        <translation>über</translation>
    </message>
    <message>
        <source>through a command</source>
        <translation>über einen Befehl</translation>
    </message>
    <message>
        <source>login</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>key files</source>
        <translation>Schlüsseldateien</translation>
    </message>
    <message>
        <source>certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>known as</source>
        <translation>bekannt als</translation>
    </message>
    <message>
        <source>host key</source>
        <translation>Host-Schlüssel</translation>
    </message>
    <message>
        <source>provisioned, in %1</source>
        <translation>hinterlegt, in %1</translation>
    </message>
    <message>
        <source>known, in %1</source>
        <translation>bekannt, in %1</translation>
    </message>
    <message>
        <source>Write: pilothousectl host show TARGET</source>
        <translation>Schreiben Sie: pilothousectl host show ZIEL</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>dieser Rechner</translation>
    </message>
    <message>
        <source>show how each host is reached, and which lines of ssh_config decided it</source>
        <translation>zeigen, wie jeder Host erreicht wird und welche Zeilen von ssh_config das entschieden haben</translation>
    </message>
    <message>
        <source>Nobody can be asked here: there is no terminal, or --no-input was given.</source>
        <translation>Hier kann niemand gefragt werden: Es gibt kein Terminal, oder --no-input wurde angegeben.</translation>
    </message>
    <message>
        <source>The question was not answered.</source>
        <translation>Die Frage wurde nicht beantwortet.</translation>
    </message>
    <message>
        <source>%1 – PRODUCTION</source>
        <translation>%1 – PRODUKTION</translation>
    </message>
    <message>
        <source>, the way to %1</source>
        <translation>, der Weg zu %1</translation>
    </message>
    <message>
        <source>, through %1</source>
        <translation>, über %1</translation>
    </message>
    <message>
        <source>That was not right; once more.</source>
        <translation>Das war nicht richtig; noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>== %1 (%n host(s))%2</source>
        <translation>
            <numerusform>== %1 (%n Host)%2</numerusform>
            <numerusform>== %1 (%n Hosts)%2</numerusform>
        </translation>
    </message>
    <message>
        <source>errors: </source>
        <translation>Fehler: </translation>
    </message>
    <message>
        <source>(the output is longer than what was kept of it)</source>
        <translation>(die Ausgabe ist länger als das, was davon aufgehoben wurde)</translation>
    </message>
    <message>
        <source>Stopping; interrupt once more to leave at once.</source>
        <translation>Wird beendet; noch einmal unterbrechen, um sofort zu gehen.</translation>
    </message>
    <message>
        <source>--parallel is a number from 1 to %1.</source>
        <translation>--parallel ist eine Zahl von 1 bis %1.</translation>
    </message>
    <message>
        <source>on how many hosts at a time (default: 64)</source>
        <translation>auf wie vielen Hosts gleichzeitig (Vorgabe: 64)</translation>
    </message>
    <message>
        <source>print at the end, hosts that came to the same together</source>
        <translation>erst am Ende ausgeben, Hosts mit gleichem Ergebnis zusammen</translation>
    </message>
    <message>
        <source>Write: pilothousectl forward TARGET:HOST [LOCALPORT:]REMOTEHOST:PORT</source>
        <translation>Schreiben: pilothousectl forward ZIEL:HOST [LOKALERPORT:]ENTFERNTERHOST:PORT</translation>
    </message>
    <message>
        <source>Say through which host: %1:HOST; &quot;%2&quot; is none.</source>
        <translation>Angeben, über welchen Host: %1:HOST; „%2“ ist keiner.</translation>
    </message>
    <message>
        <source>127.0.0.1:%1 is %2:%3 as %4 sees it, until this is interrupted.</source>
        <translation>127.0.0.1:%1 ist %2:%3, wie %4 es sieht, bis hier unterbrochen wird.</translation>
    </message>
    <message>
        <source>open a port on 127.0.0.1 behind which a service answers that the host can reach</source>
        <translation>einen Port auf 127.0.0.1 öffnen, hinter dem ein Dienst antwortet, den der Host erreicht</translation>
    </message>
    <message>
        <source>What exactly is done is not written into the audit trail, because the keychain does not tell which secrets it might hold: %1</source>
        <translation>Was genau getan wird, steht nicht im Revisionsprotokoll, weil der Schlüsselbund nicht sagt, welche Geheimnisse darin vorkommen könnten: %1</translation>
    </message>
    <message>
        <source>The audit trail does not tell how this ended: %1</source>
        <translation>Das Revisionsprotokoll sagt nicht, wie dies ausging: %1</translation>
    </message>
    <message>
        <source>%1: of %2 on %3 no end is told (begun %4 by %5); it goes on, or was interrupted</source>
        <translation>%1: von %2 auf %3 ist kein Ende verzeichnet (begonnen %4 von %5); es läuft noch oder wurde unterbrochen</translation>
    </message>
    <message numerus="yes">
        <source>and %n older one(s)</source>
        <translation>
            <numerusform>und ein älteres</numerusform>
            <numerusform>und %n ältere</numerusform>
        </translation>
    </message>
    <message>
        <source>check the chain of the audit trail against its anchors, and name what has no end yet</source>
        <translation>die Kette des Revisionsprotokolls gegen ihre Anker prüfen und nennen, was noch kein Ende hat</translation>
    </message>
    <message>
        <source>The audit trail tells before it starts what is run where, with known secrets masked, and afterwards what it came to.</source>
        <translation>Das Revisionsprotokoll hält vor dem Start fest, was wo ausgeführt wird, mit verdeckten Geheimnissen, und danach, was daraus wurde.</translation>
    </message>
    <message>
        <source>Whoever may log in to this machine can reach %1 as %2 does.</source>
        <translation>Wer sich auf dieser Maschine anmelden darf, erreicht %1 so, wie %2 es tut.</translation>
    </message>
    <message>
        <source>A forward to production is confirmed as a command is: what answers behind it is as reachable from here as on the host.
The audit trail tells when it was opened and when it ended.</source>
        <translation>Eine Weiterleitung in die Produktion wird bestätigt wie ein Befehl: Was dahinter antwortet, ist von hier aus so erreichbar wie auf dem Host.
Das Revisionsprotokoll hält fest, wann sie geöffnet wurde und wann sie endete.</translation>
    </message>
    <message>
        <source>Write: pilothousectl host logins</source>
        <translation>Schreiben: pilothousectl host logins</translation>
    </message>
    <message>
        <source>kept %1 by %2</source>
        <translation>aufbewahrt %1 von %2</translation>
    </message>
    <message>
        <source>whether it was kept is not known</source>
        <translation>ob sie aufbewahrt wurde, ist nicht bekannt</translation>
    </message>
    <message>
        <source>No answer to a login is kept.</source>
        <translation>Keine Antwort auf eine Anmeldung ist aufbewahrt.</translation>
    </message>
    <message>
        <source>Write: pilothousectl host forget-login KIND NAME</source>
        <translation>Schreiben: pilothousectl host forget-login ART NAME</translation>
    </message>
    <message>
        <source>No such answer is kept; look at: pilothousectl host logins</source>
        <translation>Eine solche Antwort ist nicht aufbewahrt; siehe: pilothousectl host logins</translation>
    </message>
    <message>
        <source>It is out of the keychain; the next login asks for it again.</source>
        <translation>Sie ist nicht mehr im Schlüsselbund; die nächste Anmeldung fragt wieder danach.</translation>
    </message>
    <message>
        <source>list the answers to logins that are kept in the keychain, never the answers themselves</source>
        <translation>aufzählen, für welche Anmeldungen Antworten im Schlüsselbund sind, nie die Antworten selbst</translation>
    </message>
    <message>
        <source>take the answer to a login (passphrase, password, sudo) out of the keychain</source>
        <translation>die Antwort auf eine Anmeldung (passphrase, password, sudo) aus dem Schlüsselbund nehmen</translation>
    </message>
    <message>
        <source>compare by SHA-256, also large files, and tell it for a single one</source>
        <translation>mit SHA-256 vergleichen, auch große Dateien, und den Wert einer einzelnen nennen</translation>
    </message>
    <message>
        <source>  copy shop/staging dump.sql :/tmp/       to every host of the target, at the same time
  copy shop/staging:app-1 :logs logs      from one host; from several: logs/HOST/logs

A relative :PATH begins at the host&apos;s directory, or where the login begins. A DST that ends with /, or is a
folder where a file is copied, gets the name of SRC below it; else DST is the new name. A folder goes into a
folder that is there already.

Each file is written beside its destination, checked by a checksum of the host&apos;s own and then replaces it in
one step, with mode and time of the source. The same command goes on where a broken one stopped. Links are
copied as links; what is left out (links that lead out of a folder that is fetched, devices) is named, and the
exit status is 1.

The audit trail tells of both directions, before a copy starts and after its end.</source>
        <translation>  copy shop/staging dump.sql :/tmp/       zu jedem Host des Ziels, gleichzeitig
  copy shop/staging:app-1 :logs logs      von einem Host; von mehreren: logs/HOST/logs

Ein relativer :PFAD beginnt im Verzeichnis des Hosts oder dort, wo die Anmeldung beginnt. Ein DST, das mit /
endet oder beim Kopieren einer Datei ein Ordner ist, bekommt darunter den Namen von SRC; sonst ist DST der neue
Name. Ein Ordner geht in einen Ordner, den es schon gibt, hinein.

Jede Datei wird neben ihrem Ziel geschrieben, mit einer Prüfsumme des Hosts selbst geprüft und ersetzt es dann
in einem Schritt, mit Rechten und Zeit der Quelle. Derselbe Befehl macht weiter, wo ein abgebrochener stehen
blieb. Links werden als Links kopiert; was ausgelassen wird (Links, die aus einem geholten Ordner hinausführen,
Geräte), wird genannt, und der Exit-Status ist 1.

Das Revisionsprotokoll hält beide Richtungen fest, bevor eine Kopie beginnt und nach ihrem Ende.</translation>
    </message>
    <message>
        <source>%1 is production and %2 destroys data, so nothing was done. If that is meant, make it a step of a procedure with destroys: &quot;why&quot; in the definition.</source>
        <translation>%1 ist die Produktion, und %2 vernichtet Daten; es wurde nichts getan. Ist das gewollt, machen Sie daraus in der Definition den Schritt eines Ablaufs mit destroys: &quot;warum&quot;.</translation>
    </message>
    <message>
        <source> (destroys data: %1)</source>
        <translation> (vernichtet Daten: %1)</translation>
    </message>
    <message>
        <source>  proof: %1</source>
        <translation>  Nachweis: %1</translation>
    </message>
    <message>
        <source>Goes on at %1</source>
        <translation>Geht bei %1 weiter</translation>
    </message>
    <message>
        <source>After a fix go on at the failed step: pilothousectl resume %1</source>
        <translation>Nach der Behebung am fehlgeschlagenen Schritt weitermachen: pilothousectl resume %1</translation>
    </message>
    <message>
        <source>print it as plain sh that a person can carry out with ssh alone</source>
        <translation>ihn als einfaches sh ausgeben, das ein Mensch allein mit ssh ausführen kann</translation>
    </message>
    <message>
        <source> (takes itself back after %1 unless a new connection confirms it)</source>
        <translation> (nimmt sich nach %1 selbst zurück, wenn keine neue Verbindung ihn bestätigt)</translation>
    </message>
    <message>
        <source>  maintenance %1</source>
        <translation>  Wartung %1</translation>
    </message>
    <message>
        <source>  frozen %1; nothing new is deployed</source>
        <translation>  Sperrfrist %1; es wird nichts Neues ausgebracht</translation>
    </message>
    <message>
        <source>This console has no journal of the run; asking its hosts.</source>
        <translation>Diese Konsole hat kein Journal des Laufs; seine Hosts werden gefragt.</translation>
    </message>
    <message>
        <source>Neither this console nor a host that it knows has run %1.</source>
        <translation>Weder diese Konsole noch ein Host, den sie kennt, hat den Lauf %1.</translation>
    </message>
    <message>
        <source>%1 on %2: %3</source>
        <translation>%1 auf %2: %3</translation>
    </message>
    <message>
        <source>%1 %2, started by %3</source>
        <translation>%1 %2, gestartet von %3</translation>
    </message>
    <message>
        <source>%1 drove it, last seen %2 ago</source>
        <translation>%1 führte ihn, zuletzt gesehen vor %2</translation>
    </message>
    <message>
        <source>nobody drives it</source>
        <translation>niemand führt ihn</translation>
    </message>
    <message>
        <source>%1 could not be asked</source>
        <translation>%1 konnte nicht gefragt werden</translation>
    </message>
    <message>
        <source>Nobody drives it, and its hosts have nothing left to do. Go on with it from here: pilothousectl resume %1</source>
        <translation>Niemand führt ihn, und seine Hosts haben nichts mehr zu tun. Von hier aus weitermachen: pilothousectl resume %1</translation>
    </message>
    <message>
        <source>How its last step ended only the console knows that drove it.</source>
        <translation>Wie sein letzter Schritt ausging, weiß nur die Konsole, die ihn führte.</translation>
    </message>
    <message>
        <source>of what was printed so far, only the last lines of each output</source>
        <translation>vom bisher Ausgegebenen nur die letzten Zeilen jeder Ausgabe</translation>
    </message>
    <message>
        <source>--tail wants a number of lines.</source>
        <translation>--tail erwartet eine Anzahl von Zeilen.</translation>
    </message>
    <message>
        <source>follow a run from its beginning, also one that another machine started</source>
        <translation>einem Lauf von Anfang an folgen, auch einem, den ein anderer Rechner gestartet hat</translation>
    </message>
    <message>
        <source>go on with a run that nobody drives, also one that another machine started, or at the step at which one failed</source>
        <translation>einen Lauf fortsetzen, den niemand führt, auch einen, den ein anderer Rechner gestartet hat, oder bei dem Schritt, an dem einer fehlschlug</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>%1 is no question for an approval; write one with pilothousectl approve RUN STEP --export FILE.</source>
        <translation>%1 ist keine Frage nach einer Freigabe; schreiben Sie eine mit pilothousectl approve LAUF SCHRITT --export DATEI.</translation>
    </message>
    <message>
        <source>The question in %1 is not that of its plan: the file was changed on its way.</source>
        <translation>Die Frage in %1 ist nicht die ihres Plans: Die Datei wurde unterwegs verändert.</translation>
    </message>
    <message>
        <source>The run has already ended: %1</source>
        <translation>Der Lauf ist schon zu Ende: %1</translation>
    </message>
    <message>
        <source>Step %1 waits no longer: %2</source>
        <translation>Schritt %1 wartet nicht mehr: %2</translation>
    </message>
    <message>
        <source>The run does not wait for an approval now.</source>
        <translation>Der Lauf wartet gerade auf keine Freigabe.</translation>
    </message>
    <message>
        <source>The run does not wait for an approval of %1 now, but of %2.</source>
        <translation>Der Lauf wartet gerade nicht auf eine Freigabe von %1, sondern von %2.</translation>
    </message>
    <message>
        <source>%1 %2  %3 %4: %5 (%6, until %7)</source>
        <translation>%1 %2  %3 %4: %5 (%6, bis %7)</translation>
    </message>
    <message>
        <source>No run waits for an approval.</source>
        <translation>Kein Lauf wartet auf eine Freigabe.</translation>
    </message>
    <message>
        <source>Nobody drives this run now; whoever takes it over finds the decision. Go on with it: pilothousectl resume %1</source>
        <translation>Niemand führt diesen Lauf gerade; wer ihn übernimmt, findet die Entscheidung vor. Weiterführen: pilothousectl resume %1</translation>
    </message>
    <message>
        <source>%1 asks for a decision until %2. Who decides: pilothousectl approve --sign %1 --key KEY; then here: pilothousectl approve --import %1</source>
        <translation>%1 fragt bis %2 nach einer Entscheidung. Wer entscheidet: pilothousectl approve --sign %1 --key SCHLÜSSEL; danach hier: pilothousectl approve --import %1</translation>
    </message>
    <message>
        <source>Write: pilothousectl approve --sign FILE --key KEY</source>
        <translation>Schreiben Sie: pilothousectl approve --sign DATEI --key SCHLÜSSEL</translation>
    </message>
    <message>
        <source>%1 asks: %2 (run %3, started by %4, until %5)</source>
        <translation>%1 fragt: %2 (Lauf %3, gestartet von %4, bis %5)</translation>
    </message>
    <message>
        <source>%1 is not signed yet. Who decides: pilothousectl approve --sign %1 --key KEY</source>
        <translation>%1 ist noch nicht unterschrieben. Wer entscheidet: pilothousectl approve --sign %1 --key SCHLÜSSEL</translation>
    </message>
    <message>
        <source>--export, --sign and --import are three steps, one after the other.</source>
        <translation>--export, --sign und --import sind drei Schritte, einer nach dem anderen.</translation>
    </message>
    <message>
        <source>say yes or no to a step that waits for it; without RUN list what waits</source>
        <translation>Ja oder Nein zu einem Schritt sagen, der darauf wartet; ohne RUN auflisten, was wartet</translation>
    </message>
    <message>
        <source>say no: the step fails</source>
        <translation>Nein sagen: Der Schritt schlägt fehl</translation>
    </message>
    <message>
        <source>why; stands in the record of the run</source>
        <translation>warum; steht in der Aufzeichnung des Laufs</translation>
    </message>
    <message>
        <source>sign with this key: a private one, or a public one whose other half the agent has</source>
        <translation>mit diesem Schlüssel unterschreiben: einem privaten oder einem öffentlichen, dessen andere Hälfte der Agent hat</translation>
    </message>
    <message>
        <source>write the question into a file for somebody on another computer</source>
        <translation>die Frage für jemanden an einem anderen Rechner in eine Datei schreiben</translation>
    </message>
    <message>
        <source>show what such a file asks, and sign the decision into it</source>
        <translation>zeigen, was eine solche Datei fragt, und die Entscheidung unterschrieben hineinschreiben</translation>
    </message>
    <message>
        <source>check such a file&apos;s signature and take its decision over</source>
        <translation>die Unterschrift einer solchen Datei prüfen und ihre Entscheidung übernehmen</translation>
    </message>
    <message>
        <source>: asks for an approval, %1</source>
        <translation>: bittet um eine Freigabe, %1</translation>
    </message>
    <message>
        <source>Write: pilothousectl incident open TARGET --title TEXT</source>
        <translation>Bitte schreiben: pilothousectl incident open TARGET --title TEXT</translation>
    </message>
    <message>
        <source>An incident is about a whole environment; write SYSTEM/ENVIRONMENT and nothing behind it.</source>
        <translation>Ein Vorfall betrifft eine ganze Umgebung; bitte SYSTEM/UMGEBUNG schreiben und nichts dahinter.</translation>
    </message>
    <message>
        <source>Write: pilothousectl incident note ID TEXT, or the text on standard input</source>
        <translation>Bitte schreiben: pilothousectl incident note ID TEXT, oder den Text auf der Standardeingabe</translation>
    </message>
    <message>
        <source>Written down at %1</source>
        <translation>Notiert um %1</translation>
    </message>
    <message>
        <source>No incident.</source>
        <translation>Kein Vorfall.</translation>
    </message>
    <message>
        <source>Write: pilothousectl incident close ID --resolution TEXT</source>
        <translation>Bitte schreiben: pilothousectl incident close ID --resolution TEXT</translation>
    </message>
    <message>
        <source>%1 wrote</source>
        <translation>%1 schrieb</translation>
    </message>
    <message>
        <source>The hour before:</source>
        <translation>Die Stunde davor:</translation>
    </message>
    <message>
        <source>While it was open:</source>
        <translation>Während er offen war:</translation>
    </message>
    <message>
        <source>Afterwards:</source>
        <translation>Danach:</translation>
    </message>
    <message>
        <source>There is more than this; the rest is in pilothousectl audit export.</source>
        <translation>Es gibt mehr als das; der Rest steht in pilothousectl audit export.</translation>
    </message>
    <message>
        <source>--format is markdown or json.</source>
        <translation>--format ist markdown oder json.</translation>
    </message>
    <message>
        <source>what is wrong, in one line</source>
        <translation>was nicht stimmt, in einer Zeile</translation>
    </message>
    <message>
        <source>critical, major or minor</source>
        <translation>critical, major oder minor</translation>
    </message>
    <message>
        <source>who leads; without it whoever opens it</source>
        <translation>wer leitet; ohne Angabe, wer ihn eröffnet</translation>
    </message>
    <message>
        <source>begin the record of an incident</source>
        <translation>die Aufzeichnung eines Vorfalls beginnen</translation>
    </message>
    <message>
        <source>write something down about it; without TEXT what comes on standard input</source>
        <translation>etwas dazu notieren; ohne TEXT, was auf der Standardeingabe kommt</translation>
    </message>
    <message>
        <source>give it another title, severity or commander</source>
        <translation>ihm einen anderen Titel, Schweregrad oder Leiter geben</translation>
    </message>
    <message>
        <source>list incidents, the open ones first</source>
        <translation>Vorfälle auflisten, die offenen zuerst</translation>
    </message>
    <message>
        <source>only those that are open</source>
        <translation>nur die offenen</translation>
    </message>
    <message>
        <source>what happened: notes, and what the audit trail has of its environments</source>
        <translation>was geschah: Notizen und was das Protokoll zu seinen Umgebungen hat</translation>
    </message>
    <message>
        <source>end it, with what it was closed with</source>
        <translation>ihn beenden, mit dem, womit er abgeschlossen wurde</translation>
    </message>
    <message>
        <source>what ended it</source>
        <translation>was ihn beendet hat</translation>
    </message>
    <message>
        <source>print it as the beginning of a post-mortem</source>
        <translation>ihn als Anfang einer Nachbetrachtung ausgeben</translation>
    </message>
    <message>
        <source>markdown or json</source>
        <translation>markdown oder json</translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>noch nicht versucht</translation>
    </message>
    <message>
        <source>    accepted for %1</source>
        <translation>    angenommen für %1</translation>
    </message>
    <message>
        <source>    refused for %1</source>
        <translation>    abgelehnt für %1</translation>
    </message>
    <message>
        <source>Write: pilothousectl notify test SYSTEM/ENVIRONMENT [CHANNEL]</source>
        <translation>So geht es: pilothousectl notify test SYSTEM/ENVIRONMENT [CHANNEL]</translation>
    </message>
    <message>
        <source>A test of Pilothouse for %1</source>
        <translation>Ein Test von Pilothouse für %1</translation>
    </message>
    <message>
        <source>%1 asked whether messages arrive here. Nothing has happened.</source>
        <translation>%1 hat gefragt, ob Nachrichten hier ankommen. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>%1 has no entry in notify: that could be sent to.</source>
        <translation>%1 hat in notify: keinen Eintrag, an den etwas geschickt werden könnte.</translation>
    </message>
    <message>
        <source>%1 has no entry &quot;%2&quot; in notify: that could be sent to.</source>
        <translation>%1 hat in notify: keinen Eintrag „%2“, an den etwas geschickt werden könnte.</translation>
    </message>
    <message>
        <source>Write: pilothousectl notify list SYSTEM/ENVIRONMENT [--limit N]</source>
        <translation>So geht es: pilothousectl notify list SYSTEM/ENVIRONMENT [--limit N]</translation>
    </message>
    <message>
        <source>Nothing was sent for %1.</source>
        <translation>Für %1 wurde nichts verschickt.</translation>
    </message>
    <message>
        <source>send a test message to the entries of notify: and say what came of it</source>
        <translation>eine Testnachricht an die Einträge von notify: schicken und sagen, was daraus wurde</translation>
    </message>
    <message>
        <source>list what was sent, to whom, when and with what outcome; newest first</source>
        <translation>auflisten, was wann an wen und mit welchem Ergebnis verschickt wurde; Neuestes zuerst</translation>
    </message>
    <message>
        <source>how many at most (50)</source>
        <translation>wie viele höchstens (50)</translation>
    </message>
    <message>
        <source>%1 asks nobody for an approval before it starts.</source>
        <translation>%1 fragt vor dem Start niemanden nach einer Freigabe.</translation>
    </message>
    <message>
        <source>The plan is another one now (%1); look at it with pilothousectl plan, and approve that if it is right.</source>
        <translation>Der Plan ist jetzt ein anderer (%1); bitte mit pilothousectl plan ansehen und diesen freigeben, wenn er stimmt.</translation>
    </message>
    <message>
        <source>It counts for whoever runs this plan, but for %1.</source>
        <translation>Sie gilt für jeden, der diesen Plan startet, außer für %1.</translation>
    </message>
    <message>
        <source>May %1 be started? (until %2)</source>
        <translation>Darf %1 gestartet werden? (bis %2)</translation>
    </message>
    <message>
        <source>Write: pilothousectl approve RUN STEP, or approve --plan HASH TARGET PROCEDURE</source>
        <translation>Bitte schreiben: pilothousectl approve RUN STEP oder approve --plan HASH TARGET PROCEDURE</translation>
    </message>
    <message>
        <source>not a step but a whole plan, before it starts; RUN STEP are then TARGET PROCEDURE</source>
        <translation>nicht ein Schritt, sondern ein ganzer Plan, bevor er beginnt; RUN STEP sind dann TARGET PROCEDURE</translation>
    </message>
    <message>
        <source>of the plan: the incident that it is for</source>
        <translation>des Plans: der Vorfall, für den er ist</translation>
    </message>
    <message>
        <source>of the plan: why it goes past what guards it</source>
        <translation>des Plans: warum er an dem vorbeigeht, was ihn absichert</translation>
    </message>
    <message>
        <source>Write: pilothousectl incident review RUN --comment TEXT</source>
        <translation>Bitte schreiben: pilothousectl incident review RUN --comment TEXT</translation>
    </message>
    <message>
        <source>write down that you looked at a run that passed what guards it</source>
        <translation>festhalten, dass man einen Lauf nachgesehen hat, der an dem vorbeiging, was ihn absichert</translation>
    </message>
    <message>
        <source>what you found</source>
        <translation>was man gefunden hat</translation>
    </message>
    <message>
        <source>whose review it is, where somebody else writes it down; a claim</source>
        <translation>wessen Nachsicht es ist, wenn jemand anderes sie aufschreibt; eine Behauptung</translation>
    </message>
    <message>
        <source>the open incident that the run is for</source>
        <translation>der offene Vorfall, für den der Lauf ist</translation>
    </message>
    <message>
        <source>go past what guards the run for the sake of the incident; red until somebody else reviewed it</source>
        <translation>wegen des Vorfalls an dem vorbeigehen, was den Lauf absichert; rot, bis jemand anderes nachgesehen hat</translation>
    </message>
    <message>
        <source>Somebody else reviews it: pilothousectl incident review %1 --comment TEXT</source>
        <translation>Jemand anderes sieht nach: pilothousectl incident review %1 --comment TEXT</translation>
    </message>
    <message>
        <source>only those that passed gates and that nobody reviewed</source>
        <translation>nur die, die Schranken umgangen haben und die niemand nachgesehen hat</translation>
    </message>
    <message>
        <source>  for incident %1: %2</source>
        <translation>  für Vorfall %1: %2</translation>
    </message>
    <message>
        <source>  ! WOULD BE PASSED  %1, which says: %2</source>
        <translation>  ! WÜRDE UMGANGEN  %1, wo es heißt: %2</translation>
    </message>
    <message>
        <source>  ! because: %1 (red until somebody else has reviewed it)</source>
        <translation>  ! weil: %1 (rot, bis jemand anderes nachgesehen hat)</translation>
    </message>
    <message>
        <source>  no gate has to be passed</source>
        <translation>  keine Schranke muss umgangen werden</translation>
    </message>
    <message>
        <source>  brings back: %1</source>
        <translation>  bringt zurück: %1</translation>
    </message>
    <message>
        <source>  way back: %1</source>
        <translation>  Rückweg: %1</translation>
    </message>
    <message>
        <source>runs now</source>
        <translation>läuft jetzt</translation>
    </message>
    <message>
        <source>the way back leads here</source>
        <translation>hierher führt der Rückweg</translation>
    </message>
    <message>
        <source>cannot be brought back whole</source>
        <translation>nicht vollständig zurückzuholen</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Image</numerusform>
            <numerusform>%n Images</numerusform>
        </translation>
    </message>
    <message>
        <source>release %1</source>
        <translation>Release %1</translation>
    </message>
    <message>
        <source>copy %1</source>
        <translation>Kopie %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>since when is not known</source>
        <translation>seit wann, ist nicht bekannt</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>es fehlt: %1</translation>
    </message>
    <message>
        <source>Write: pilothousectl versions TARGET</source>
        <translation>Schreiben Sie: pilothousectl versions ZIEL</translation>
    </message>
    <message>
        <source>%1 keeps nothing yet; the next run that brings a version does.</source>
        <translation>%1 hebt noch nichts auf; der nächste Lauf, der eine Version bringt, tut es.</translation>
    </message>
    <message>
        <source>list what is kept of the versions that ran: where, since when, and which can be brought back</source>
        <translation>auflisten, was von den gelaufenen Versionen aufgehoben ist: wo, seit wann und welche zurückgeholt werden können</translation>
    </message>
    <message>
        <source>Maintenance is of a whole environment; write SYSTEM/ENVIRONMENT and nothing behind it.</source>
        <translation>Gewartet wird eine ganze Umgebung; SYSTEM/ENVIRONMENT schreiben und nichts dahinter.</translation>
    </message>
    <message>
        <source>No maintenance of %1 is announced.</source>
        <translation>Für %1 ist keine Wartung angekündigt.</translation>
    </message>
    <message>
        <source>%1 has no maintenance window %2.</source>
        <translation>%1 hat kein Wartungsfenster %2.</translation>
    </message>
    <message>
        <source>There are several; write which one behind %1:</source>
        <translation>Es gibt mehrere; hinter %1 schreiben, welches:</translation>
    </message>
    <message>
        <source>Nobody was told yet. Whichever program of Pilothouse runs next tries again.</source>
        <translation>Bisher hat es niemand erfahren. Das nächste Programm von Pilothouse, das läuft, versucht es wieder.</translation>
    </message>
    <message>
        <source>Write: pilothousectl maintenance announce SYSTEM/ENVIRONMENT --from &quot;2026-12-01 02:00&quot; --for 2h --zone Europe/Berlin --reason TEXT</source>
        <translation>So geht es: pilothousectl maintenance announce SYSTEM/ENVIRONMENT --from &quot;2026-12-01 02:00&quot; --for 2h --zone Europe/Berlin --reason TEXT</translation>
    </message>
    <message>
        <source>This opens a maintenance window of which nobody has to have been told.</source>
        <translation>Das öffnet ein Wartungsfenster, von dem niemand erfahren haben muss.</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>offen %1</translation>
    </message>
    <message>
        <source>closed; the next opens %1 for %2</source>
        <translation>zu; das nächste öffnet %1 für %2</translation>
    </message>
    <message>
        <source>closed, and none is announced</source>
        <translation>zu, und keines ist angekündigt</translation>
    </message>
    <message>
        <source>Write: pilothousectl maintenance extend SYSTEM/ENVIRONMENT [WINDOW] --by 1h</source>
        <translation>So geht es: pilothousectl maintenance extend SYSTEM/ENVIRONMENT [WINDOW] --by 1h</translation>
    </message>
    <message>
        <source>Maintenance and messages were not looked after to the end: %1</source>
        <translation>Um Wartung und Nachrichten wurde sich nicht bis zum Ende gekümmert: %1</translation>
    </message>
    <message>
        <source>why; people are told</source>
        <translation>warum; es wird mitgeteilt</translation>
    </message>
    <message>
        <source>it opens although nobody was told; the reason is shown</source>
        <translation>es öffnet, obwohl es niemand erfahren hat; der Grund wird gezeigt</translation>
    </message>
    <message>
        <source>announce a maintenance window to the entries of notify: and say who was told</source>
        <translation>ein Wartungsfenster an die Einträge von notify: ankündigen und sagen, wer es erfahren hat</translation>
    </message>
    <message>
        <source>its beginning, &quot;2026-12-01 02:00&quot; in its zone</source>
        <translation>sein Beginn, &quot;2026-12-01 02:00&quot; in seiner Zone</translation>
    </message>
    <message>
        <source>how long it lasts, such as 2h</source>
        <translation>wie lange es dauert, etwa 2h</translation>
    </message>
    <message>
        <source>its time zone, such as Europe/Berlin</source>
        <translation>seine Zeitzone, etwa Europe/Berlin</translation>
    </message>
    <message>
        <source>what it is for; people are told</source>
        <translation>wofür es ist; es wird mitgeteilt</translation>
    </message>
    <message>
        <source>why it is announced later than promised; people are told</source>
        <translation>warum es später als versprochen angekündigt wird; es wird mitgeteilt</translation>
    </message>
    <message>
        <source>list maintenance windows with who was told of them, when and by which way</source>
        <translation>Wartungsfenster auflisten und wer wann auf welchem Weg davon erfahren hat</translation>
    </message>
    <message>
        <source>let a maintenance window last longer, and tell people</source>
        <translation>ein Wartungsfenster länger dauern lassen und das mitteilen</translation>
    </message>
    <message>
        <source>by how much, such as 1h</source>
        <translation>um wie viel, etwa 1h</translation>
    </message>
    <message>
        <source>cancel a maintenance window that has not begun, and tell people</source>
        <translation>ein Wartungsfenster, das nicht begonnen hat, absagen und das mitteilen</translation>
    </message>
    <message>
        <source>begin a maintenance window whose time has come: the page is put up and looked for</source>
        <translation>ein Wartungsfenster beginnen, dessen Zeit gekommen ist: die Seite wird gezeigt und nachgesehen</translation>
    </message>
    <message>
        <source>end a maintenance window, also early: the page is taken down, and people are told what was done</source>
        <translation>ein Wartungsfenster beenden, auch früher: die Seite verschwindet, und es wird mitgeteilt, was geschah</translation>
    </message>
    <message>
        <source>although a run goes on there</source>
        <translation>obwohl dort ein Lauf weitergeht</translation>
    </message>
    <message>
        <source>Who has %1 locked is not known: %2</source>
        <translation>Wer %1 gesperrt hält, ist nicht bekannt: %2</translation>
    </message>
    <message>
        <source>  ! incident %1: %2</source>
        <translation>  ! Vorfall %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>  ! %n run(s) passed gates and nobody reviewed that</source>
        <translation>
            <numerusform>  ! %n Lauf hat Schranken umgangen, und niemand hat nachgesehen</numerusform>
            <numerusform>  ! %n Läufe haben Schranken umgangen, und niemand hat nachgesehen</numerusform>
        </translation>
    </message>
    <message>
        <source>  %1 is locked: %2%3</source>
        <translation>  %1 ist gesperrt: %2%3</translation>
    </message>
    <message>
        <source>ask the hosts too who has them locked, and with which definition</source>
        <translation>auch die Hosts fragen, wer sie gesperrt hält und mit welcher Definition</translation>
    </message>
    <message>
        <source>Say with --as whose output it is, one of %1.</source>
        <translation>Mit --as angeben, wessen Ausgabe es ist, eines von %1.</translation>
    </message>
    <message>
        <source>tool: whose output it is, such as compose-ps, kubectl-pods or df</source>
        <translation>tool: wessen Ausgabe es ist, etwa compose-ps, kubectl-pods oder df</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>%1 could not be read to its end.</source>
        <translation>%1 konnte nicht bis zum Ende gelesen werden.</translation>
    </message>
    <message>
        <source>%1 is no file.</source>
        <translation>%1 ist keine Datei.</translation>
    </message>
    <message>
        <source>compose: the .env file whose values replace its variables</source>
        <translation>compose: die .env-Datei, deren Werte die Variablen ersetzen</translation>
    </message>
    <message>
        <source>names: how the backups are named, as in a definition</source>
        <translation>names: wie die Sicherungen heißen, wie in einer Definition</translation>
    </message>
    <message>
        <source>  (known to its hosts only)</source>
        <translation>  (nur seinen Hosts bekannt)</translation>
    </message>
    <message numerus="yes">
        <source>%n older one(s) were not looked at; attach finds them by their id.</source>
        <translation>
            <numerusform>%n älterer wurde nicht angesehen; attach findet ihn über seine Id.</numerusform>
            <numerusform>%n ältere wurden nicht angesehen; attach findet sie über ihre Id.</numerusform>
        </translation>
    </message>
    <message>
        <source>What %1 keeps of a run cannot be read.</source>
        <translation>Was %1 von einem Lauf aufbewahrt, ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Write: pilothousectl runs --hosts SYSTEM/ENVIRONMENT</source>
        <translation>So geht es: pilothousectl runs --hosts SYSTEM/UMGEBUNG</translation>
    </message>
    <message>
        <source>also those of other machines that only the hosts of TARGET know</source>
        <translation>auch die anderer Rechner, die nur die Hosts von TARGET kennen</translation>
    </message>
    <message>
        <source>KIND is one of %1; TOOL is one of %2.</source>
        <translation>ART ist eines von %1; WERKZEUG eines von %2.</translation>
    </message>
    <message>
        <source>%1 on %2: nothing is wrong with %3.</source>
        <translation>%1 auf %2: Mit %3 ist alles in Ordnung.</translation>
    </message>
    <message>
        <source>%1 on %2:</source>
        <translation>%1 auf %2:</translation>
    </message>
    <message>
        <source>There was no alert.</source>
        <translation>Es gab keinen Alarm.</translation>
    </message>
    <message>
        <source>No alert is open.</source>
        <translation>Kein Alarm ist offen.</translation>
    </message>
    <message>
        <source>  %1 was told at %2</source>
        <translation>  %1 wurde um %2 benachrichtigt</translation>
    </message>
    <message>
        <source>Write: pilothousectl alert show ID</source>
        <translation>Schreiben Sie: pilothousectl alert show ID</translation>
    </message>
    <message>
        <source>Write: pilothousectl alert ack ID [COMMENT]</source>
        <translation>Schreiben Sie: pilothousectl alert ack ID [COMMENT]</translation>
    </message>
    <message>
        <source>Write: pilothousectl alert snooze ID --for 1h [COMMENT]</source>
        <translation>Schreiben Sie: pilothousectl alert snooze ID --for 1h [COMMENT]</translation>
    </message>
    <message>
        <source>Write: pilothousectl alert reopen ID</source>
        <translation>Schreiben Sie: pilothousectl alert reopen ID</translation>
    </message>
    <message>
        <source>Write: pilothousectl alert watches [--range 7d]</source>
        <translation>Schreiben Sie: pilothousectl alert watches [--range 7d]</translation>
    </message>
    <message>
        <source>%1 … %2  nobody watched for %3</source>
        <translation>%1 … %2  niemand hat beobachtet, %3 lang</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Nobody watches now; pilothousectl watch does, and so does an open window.</source>
        <translation>Jetzt beobachtet niemand; pilothousectl watch tut es, und ein offenes Fenster ebenso.</translation>
    </message>
    <message>
        <source>list what is wrong now, newest first</source>
        <translation>auflisten, was jetzt nicht stimmt, das Neueste zuerst</translation>
    </message>
    <message>
        <source>also what is over</source>
        <translation>auch, was vorbei ist</translation>
    </message>
    <message>
        <source>one alert with everything that follows from its cause, and who was told</source>
        <translation>ein Alarm mit allem, was aus seiner Ursache folgt, und wer benachrichtigt wurde</translation>
    </message>
    <message>
        <source>say that you have it: nobody is reminded any more, and it does not escalate</source>
        <translation>sagen, dass Sie sich kümmern: niemand wird mehr erinnert, und es wird nicht eskaliert</translation>
    </message>
    <message>
        <source>quiet for a time, after which it is told of again if it is still open</source>
        <translation>Ruhe für eine Zeit, nach der er wieder gemeldet wird, wenn er noch offen ist</translation>
    </message>
    <message>
        <source>how long, such as 1h; 30d at most</source>
        <translation>wie lange, etwa 1h; höchstens 30d</translation>
    </message>
    <message>
        <source>take an acknowledgement or a snooze back</source>
        <translation>eine Übernahme oder Stummschaltung zurücknehmen</translation>
    </message>
    <message>
        <source>who watched when, and when nobody did</source>
        <translation>wer wann beobachtet hat und wann niemand</translation>
    </message>
    <message>
        <source>how far back (7d)</source>
        <translation>wie weit zurück (7d)</translation>
    </message>
    <message>
        <source>%1  ! %2  %3 [%4] %5</source>
        <translation>%1  ! %2  %3 [%4] %5</translation>
    </message>
    <message>
        <source>Alerts are decided here now, and people are told.</source>
        <translation>Alarme werden jetzt hier entschieden, und Menschen benachrichtigt.</translation>
    </message>
    <message>
        <source>Alerts are decided by %1 since %2; this program takes over when it is gone.</source>
        <translation>Alarme entscheidet %1 seit %2; dieses Programm übernimmt, wenn es weg ist.</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message numerus="yes">
        <source>%n probe(s) are watched; Ctrl+C ends it.</source>
        <translation>
            <numerusform>%n Prüfung wird beobachtet; Strg+C beendet es.</numerusform>
            <numerusform>%n Prüfungen werden beobachtet; Strg+C beendet es.</numerusform>
        </translation>
    </message>
    <message>
        <source>keep looking, print what changes, and tell people what is wrong</source>
        <translation>weiter hinsehen, ausgeben, was sich ändert, und Menschen sagen, was nicht stimmt</translation>
    </message>
    <message>
        <source>print every look, not only changes</source>
        <translation>jeden Blick ausgeben, nicht nur Änderungen</translation>
    </message>
    <message>
        <source>end after this; the exit status is that of status then</source>
        <translation>danach enden; der Exit-Status ist dann der von status</translation>
    </message>
    <message>
        <source>Without a TARGET it decides alerts and has people told, unless another program on this computer does so already. With one it only looks.</source>
        <translation>Ohne TARGET entscheidet es Alarme und lässt Menschen benachrichtigen, außer ein anderes Programm auf diesem Rechner tut das schon. Mit einem sieht es nur hin.</translation>
    </message>
    <message>
        <source>%1 has no objectives.</source>
        <translation>%1 hat keine Ziele.</translation>
    </message>
    <message>
        <source>how the objectives stand, by what was seen here, and what is left of each error budget</source>
        <translation>wie es um die Ziele steht, nach dem, was hier gesehen wurde, und was von jedem Fehlerbudget übrig ist</translation>
    </message>
    <message>
        <source>--points is a number from 1 to %1.</source>
        <translation>--points ist eine Zahl von 1 bis %1.</translation>
    </message>
    <message>
        <source>%1  %2  least %3  mean %4  most %5  last %6 (%7 ago)</source>
        <translation>%1  %2  kleinster %3  Mittel %4  größter %5  letzter %6 (vor %7)</translation>
    </message>
    <message>
        <source>Write: pilothousectl metrics TARGET [METRIC]</source>
        <translation>So geht es: pilothousectl metrics TARGET [METRIC]</translation>
    </message>
    <message>
        <source>Nothing is stored for this time, since nobody was watching; this was measured just now.</source>
        <translation>Für diese Zeit ist nichts gespeichert, da niemand beobachtet hat; dies wurde gerade eben gemessen.</translation>
    </message>
    <message>
        <source>Nothing is known for this time.</source>
        <translation>Über diese Zeit ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Nothing is known of &quot;%1&quot; for this time; pilothousectl metrics %2 lists what is.</source>
        <translation>Über „%1“ ist für diese Zeit nichts bekannt; pilothousectl metrics %2 zeigt, was bekannt ist.</translation>
    </message>
    <message>
        <source>what was measured, as a series of points; without METRIC what there is</source>
        <translation>was gemessen wurde, als Reihe von Punkten; ohne METRIC, was es gibt</translation>
    </message>
    <message>
        <source>how far back (default 24h)</source>
        <translation>wie weit zurück (sonst 24h)</translation>
    </message>
    <message>
        <source>at most so many points of each series (default 300)</source>
        <translation>höchstens so viele Punkte je Reihe (sonst 300)</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>cancelling; waiting until its processes are gone</source>
        <translation>wird abgebrochen; es wird gewartet, bis die Prozesse weg sind</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
</context>
<context>
    <name>EnvironmentTag</name>
    <message>
        <source>PRODUCTION</source>
        <translation>PRODUKTION</translation>
    </message>
    <message>
        <source>STAGING</source>
        <translation>STAGING</translation>
    </message>
    <message>
        <source>DEVELOPMENT</source>
        <translation>ENTWICKLUNG</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>Nothing here can answer for &quot;%1&quot;; known are: %2.</source>
        <translation>Für „%1“ kann hier nichts antworten; bekannt sind: %2.</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>teilweise erfüllt</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>nicht erfüllt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>backup %1</source>
        <translation>Sicherung %1</translation>
    </message>
    <message>
        <source>checklist %1</source>
        <translation>Checkliste %1</translation>
    </message>
    <message>
        <source>probe %1</source>
        <translation>Prüfung %1</translation>
    </message>
    <message>
        <source>no loss of data in %1</source>
        <translation>kein Datenverlust in %1</translation>
    </message>
    <message>
        <source>a time without freeze</source>
        <translation>eine Zeit ohne Sperrfrist</translation>
    </message>
    <message>
        <source>an open %1 window</source>
        <translation>ein offenes Wartungsfenster (%1)</translation>
    </message>
    <message>
        <source>that %1 ran it</source>
        <translation>dass %1 sie ausgeführt hat</translation>
    </message>
    <message>
        <source>no open incident</source>
        <translation>kein offener Vorfall</translation>
    </message>
    <message>
        <source>approval by somebody else</source>
        <translation>Freigabe durch jemand anderen</translation>
    </message>
    <message>
        <source>approval</source>
        <translation>Freigabe</translation>
    </message>
    <message>
        <source>room to keep what runs on %1</source>
        <translation>Platz, um aufzuheben, was auf %1 läuft</translation>
    </message>
    <message>
        <source>a way back to %1</source>
        <translation>ein Weg zurück zu %1</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>%1 did not say how the probe ended</source>
        <translation>%1 hat nicht gesagt, wie die Prüfung ausging</translation>
    </message>
    <message>
        <source>%1 has no curl to look with; install it there or leave out &quot;via&quot;</source>
        <translation>%1 hat kein curl zum Nachsehen; dort installieren oder „via“ weglassen</translation>
    </message>
    <message>
        <source>the name does not resolve on %1</source>
        <translation>der Name lässt sich auf %1 nicht auflösen</translation>
    </message>
    <message>
        <source>refuses connections from %1</source>
        <translation>lehnt Verbindungen von %1 ab</translation>
    </message>
    <message>
        <source>no complete answer within %1</source>
        <translation>keine vollständige Antwort innerhalb von %1</translation>
    </message>
    <message>
        <source>%1 does not trust the certificate</source>
        <translation>%1 vertraut dem Zertifikat nicht</translation>
    </message>
    <message>
        <source>the answer is larger than 1 MiB, which no health document is; check the address</source>
        <translation>die Antwort ist größer als 1 MiB, was kein Gesundheitsdokument ist; die Adresse prüfen</translation>
    </message>
    <message>
        <source>curl ended with status %1</source>
        <translation>curl endete mit Status %1</translation>
    </message>
    <message>
        <source>%1 gave an answer that cannot be read</source>
        <translation>%1 gab eine Antwort, die nicht lesbar ist</translation>
    </message>
    <message>
        <source>The history of checks cannot be read or written; it is rebuilt from now on.</source>
        <translation>Der Verlauf der Prüfungen ist nicht lesbar oder beschreibbar; er wird ab jetzt neu aufgebaut.</translation>
    </message>
    <message>
        <source>%1 lacks the program that this probe needs: %2</source>
        <translation>auf %1 fehlt das Programm, das diese Prüfung braucht: %2</translation>
    </message>
    <message>
        <source>exit status %1: %2</source>
        <translation>Exit-Status %1: %2</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>Exit-Status %1</translation>
    </message>
    <message>
        <source>%1 refuses connections</source>
        <translation>%1 lehnt Verbindungen ab</translation>
    </message>
    <message>
        <source>the name %1 does not resolve</source>
        <translation>der Name %1 lässt sich nicht auflösen</translation>
    </message>
    <message>
        <source>%1 closed the connection without an answer</source>
        <translation>%1 hat die Verbindung ohne Antwort geschlossen</translation>
    </message>
    <message>
        <source>%1 did not answer: %2</source>
        <translation>%1 hat nicht geantwortet: %2</translation>
    </message>
    <message numerus="yes">
        <source>more than %n redirect(s)</source>
        <translation>
            <numerusform>mehr als %n Weiterleitung</numerusform>
            <numerusform>mehr als %n Weiterleitungen</numerusform>
        </translation>
    </message>
    <message>
        <source>redirected to something that is not a web address</source>
        <translation>weitergeleitet an etwas, das keine Webadresse ist</translation>
    </message>
    <message>
        <source>certificate expired %1 ago</source>
        <translation>Zertifikat abgelaufen vor %1</translation>
    </message>
    <message>
        <source>certificate good for %1</source>
        <translation>Zertifikat gültig für %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in %1</source>
        <translation>
            <numerusform>%n Zeile in %1</numerusform>
            <numerusform>%n Zeilen in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>connected in %1</source>
        <translation>verbunden in %1</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>but the body does not say that it is healthy</source>
        <translation>aber der Inhalt sagt nicht, dass es gesund ist</translation>
    </message>
    <message>
        <source>%1, seen: %2</source>
        <translation>%1, gesehen: %2</translation>
    </message>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(und %n weitere)</numerusform>
            <numerusform>(und %n weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>the authority file %1 holds no certificate; check &quot;ca&quot; of the environment</source>
        <translation>die Datei %1 der Zertifizierungsstelle enthält kein Zertifikat; „ca“ der Umgebung prüfen</translation>
    </message>
    <message>
        <source>say with &quot;via&quot; which host asks; &quot;%1&quot; is none</source>
        <translation>mit „via“ angeben, welcher Host fragt; „%1“ ist keiner</translation>
    </message>
    <message>
        <source>%1/%2 has no probe &quot;%3&quot;.</source>
        <translation>%1/%2 hat keine Prüfung „%3“.</translation>
    </message>
    <message>
        <source>%1: not looked at yet</source>
        <translation>%1: noch nicht angesehen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an address of the form host:port</source>
        <translation>„%1“ ist keine Adresse der Form Host:Port</translation>
    </message>
    <message>
        <source>no connection within %1</source>
        <translation>keine Verbindung innerhalb von %1</translation>
    </message>
    <message>
        <source>the certificate expired %1 ago; renew it</source>
        <translation>das Zertifikat ist vor %1 abgelaufen; erneuern</translation>
    </message>
    <message>
        <source>the certificate has expired; renew it</source>
        <translation>das Zertifikat ist abgelaufen; erneuern</translation>
    </message>
    <message>
        <source>the certificate is not valid yet; check the clocks</source>
        <translation>das Zertifikat ist noch nicht gültig; die Uhren prüfen</translation>
    </message>
    <message>
        <source>the certificate is not for %1</source>
        <translation>das Zertifikat ist nicht für %1</translation>
    </message>
    <message>
        <source>the certificate is self-signed</source>
        <translation>das Zertifikat ist selbst unterschrieben</translation>
    </message>
    <message>
        <source>the certificate&apos;s authority is not trusted; name its file as &quot;ca&quot; in the environment if it is yours</source>
        <translation>der Zertifizierungsstelle wird nicht vertraut; ist es die eigene, ihre Datei als „ca“ in der Umgebung nennen</translation>
    </message>
    <message>
        <source>the output is longer than %1, so it was not judged; let the probe ask for less</source>
        <translation>die Ausgabe ist länger als %1 und wurde deshalb nicht beurteilt; die Probe sollte nach weniger fragen</translation>
    </message>
    <message>
        <source>%1 in an answer that broke off after %2</source>
        <translation>%1 in einer Antwort, die nach %2 abbrach</translation>
    </message>
    <message>
        <source>this machine has no network, so %1 was not asked</source>
        <translation>dieser Rechner hat kein Netz, deshalb wurde %1 nicht gefragt</translation>
    </message>
    <message>
        <source>up</source>
        <translation>gesund</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>beeinträchtigt</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>response time in ms</source>
        <translation>Antwortzeit in ms</translation>
    </message>
    <message>
        <source>%1 is %2, wanted %3</source>
        <comment>a value that was seen</comment>
        <translation>%1 ist %2, gewünscht %3</translation>
    </message>
    <message>
        <source>%1 tells no version: %2</source>
        <translation>%1 nennt keine Version: %2</translation>
    </message>
    <message>
        <source>%1 tells version %2</source>
        <translation>%1 nennt Version %2</translation>
    </message>
    <message>
        <source>what %1 said cannot be read</source>
        <translation>was %1 sagte, kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>PM2 does not run on %1</source>
        <translation>PM2 läuft nicht auf %1</translation>
    </message>
    <message>
        <source>%1 crashes again and again</source>
        <translation>%1 stürzt immer wieder ab</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1 ist %2</translation>
    </message>
    <message>
        <source>PM2 keeps no process named %1</source>
        <translation>PM2 hält keinen Prozess namens %1</translation>
    </message>
    <message>
        <source>there is no crontab on %1</source>
        <translation>auf %1 gibt es keine Crontab</translation>
    </message>
    <message>
        <source>no line of the crontab names %1</source>
        <translation>keine Zeile der Crontab nennt %1</translation>
    </message>
    <message>
        <source>no cron runs on %1</source>
        <translation>auf %1 läuft kein cron</translation>
    </message>
    <message>
        <source>time to the certificate&apos;s end</source>
        <translation>Zeit bis zum Ablauf des Zertifikats</translation>
    </message>
    <message>
        <source>over</source>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>there is no deployment %1</source>
        <translation>es gibt kein Deployment %1</translation>
    </message>
    <message>
        <source>%1 is scaled to none</source>
        <translation>%1 ist auf null skaliert</translation>
    </message>
    <message>
        <source>%1 of %2 are of the newest revision</source>
        <translation>%1 von %2 haben die neueste Revision</translation>
    </message>
    <message>
        <source>systemd does not run %1</source>
        <translation>auf %1 läuft kein systemd</translation>
    </message>
    <message>
        <source>systemd knows no unit %1</source>
        <translation>systemd kennt keine Unit %1</translation>
    </message>
    <message>
        <source>%1 is %2 (%3)</source>
        <translation>%1 ist %2 (%3)</translation>
    </message>
    <message>
        <source>the Docker engine of %1 does not answer</source>
        <translation>die Docker-Engine von %1 antwortet nicht</translation>
    </message>
    <message>
        <source>%1 has not said yet whether it is well</source>
        <translation>%1 hat noch nicht gesagt, ob es ihm gut geht</translation>
    </message>
    <message>
        <source>there is no container named %1</source>
        <translation>es gibt keinen Container namens %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a name that can be asked for</source>
        <translation>„%1“ ist kein Name, nach dem gefragt werden kann</translation>
    </message>
    <message>
        <source>the resolver&apos;s answer cannot be read</source>
        <translation>die Antwort des Resolvers ist nicht lesbar</translation>
    </message>
    <message>
        <source>the resolver %1 did not answer within %2</source>
        <translation>der Resolver %1 hat nicht innerhalb von %2 geantwortet</translation>
    </message>
    <message>
        <source>this machine has no resolver; name one as resolver:</source>
        <translation>dieser Rechner hat keinen Resolver; nennen Sie einen als resolver:</translation>
    </message>
    <message>
        <source>the resolver %1 refuses questions</source>
        <translation>der Resolver %1 weist Fragen ab</translation>
    </message>
    <message>
        <source>the resolver %1 did not answer: %2</source>
        <translation>der Resolver %1 hat nicht geantwortet: %2</translation>
    </message>
    <message>
        <source>there is no %1 record of %2</source>
        <translation>es gibt keinen %1-Eintrag für %2</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>neither a status nor a check is known of %1</source>
        <translation>zu %1 ist weder ein Status noch eine Prüfung bekannt</translation>
    </message>
    <message>
        <source>the key is not accepted (%1)</source>
        <translation>der Schlüssel wird nicht angenommen (%1)</translation>
    </message>
    <message>
        <source>asked too often to tell (429)</source>
        <translation>zu oft gefragt, um es zu wissen (429)</translation>
    </message>
    <message>
        <source>its answer to the key is %1</source>
        <translation>die Antwort auf den Schlüssel ist %1</translation>
    </message>
    <message>
        <source>the address that checks the key leads elsewhere</source>
        <translation>die Adresse, die den Schlüssel prüft, leitet woandershin</translation>
    </message>
    <message>
        <source>the key is accepted</source>
        <translation>der Schlüssel wird angenommen</translation>
    </message>
    <message>
        <source>its status cannot be asked: %1</source>
        <translation>der Status lässt sich nicht erfragen: %1</translation>
    </message>
    <message>
        <source>its status cannot be read</source>
        <translation>der Status ist nicht lesbar</translation>
    </message>
    <message>
        <source>it says itself: %1</source>
        <translation>sagt selbst: %1</translation>
    </message>
    <message>
        <source>%1 % used, %2 free</source>
        <translation>%1 % belegt, %2 frei</translation>
    </message>
    <message>
        <source>%1 % of %2 is used</source>
        <translation>%1 % von %2 sind belegt</translation>
    </message>
    <message>
        <source>%1 % of the inodes of %2 are used</source>
        <translation>%1 % der Inodes von %2 sind belegt</translation>
    </message>
    <message>
        <source>last success %1 ago</source>
        <translation>letzter Erfolg vor %1</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mehr als %1</translation>
    </message>
    <message>
        <source>there is no backup in %1</source>
        <translation>in %1 liegt keine Sicherung</translation>
    </message>
    <message>
        <source>the newest is %1 old and has %2</source>
        <translation>die neueste ist %1 alt und hat %2</translation>
    </message>
    <message>
        <source>more than %1 may be lost</source>
        <translation>mehr als %1 können verloren gehen</translation>
    </message>
    <message>
        <source>the backup &quot;%1&quot; has no directory and pattern to look for</source>
        <translation>die Sicherung „%1“ hat kein Verzeichnis und Muster, nach dem zu suchen wäre</translation>
    </message>
    <message>
        <source>there is no %1 on %2</source>
        <translation>es gibt kein %1 auf %2</translation>
    </message>
    <message>
        <source>the account on %2 may not look at %1</source>
        <translation>das Konto auf %2 darf %1 nicht ansehen</translation>
    </message>
    <message>
        <source>no answer within %1</source>
        <translation>keine Antwort innerhalb von %1</translation>
    </message>
    <message>
        <source>the answer is no HTTP</source>
        <translation>die Antwort ist kein HTTP</translation>
    </message>
    <message>
        <source>no Strict-Transport-Security</source>
        <translation>kein Strict-Transport-Security</translation>
    </message>
    <message>
        <source>Strict-Transport-Security without a max-age</source>
        <translation>Strict-Transport-Security ohne max-age</translation>
    </message>
    <message>
        <source>Strict-Transport-Security is taken back (max-age=0)</source>
        <translation>Strict-Transport-Security wird zurückgenommen (max-age=0)</translation>
    </message>
    <message>
        <source>Strict-Transport-Security for %1 only</source>
        <translation>Strict-Transport-Security nur für %1</translation>
    </message>
    <message>
        <source>no Content-Security-Policy</source>
        <translation>keine Content-Security-Policy</translation>
    </message>
    <message>
        <source>the Content-Security-Policy says nothing about scripts</source>
        <translation>die Content-Security-Policy sagt nichts über Skripte</translation>
    </message>
    <message>
        <source>the Content-Security-Policy lets any inline script run</source>
        <translation>die Content-Security-Policy lässt jedes Skript in der Seite laufen</translation>
    </message>
    <message>
        <source>the Content-Security-Policy lets scripts come from anywhere</source>
        <translation>die Content-Security-Policy lässt Skripte von überall zu</translation>
    </message>
    <message>
        <source>no X-Frame-Options</source>
        <translation>kein X-Frame-Options</translation>
    </message>
    <message>
        <source>X-Frame-Options is %1</source>
        <translation>X-Frame-Options ist %1</translation>
    </message>
    <message>
        <source>no Referrer-Policy</source>
        <translation>keine Referrer-Policy</translation>
    </message>
    <message>
        <source>Referrer-Policy is %1</source>
        <translation>Referrer-Policy ist %1</translation>
    </message>
    <message>
        <source>%1 answers %2</source>
        <translation>%1 antwortet mit %2</translation>
    </message>
    <message>
        <source>%1 leads back to where nothing is encrypted</source>
        <translation>%1 leitet zurück dorthin, wo nichts verschlüsselt ist</translation>
    </message>
    <message>
        <source>it leads to %1, which answers %2</source>
        <translation>die Umleitung führt zu %1, das mit %2 antwortet</translation>
    </message>
    <message>
        <source>%1 answers %2 without encryption</source>
        <translation>%1 antwortet ohne Verschlüsselung mit %2</translation>
    </message>
    <message>
        <source>%1 leads to %2, which is not encrypted</source>
        <translation>%1 leitet zu %2, das nicht verschlüsselt ist</translation>
    </message>
    <message>
        <source>the redirect holds for once only (%1)</source>
        <translation>die Umleitung gilt nur dieses eine Mal (%1)</translation>
    </message>
    <message>
        <source>%1 is not let in, and has to be</source>
        <translation>%1 wird nicht eingelassen und müsste es</translation>
    </message>
    <message>
        <source>a foreign origin (%1) may read, with the login of whoever visits it</source>
        <translation>eine fremde Herkunft (%1) darf lesen, mit der Anmeldung dessen, der sie besucht</translation>
    </message>
    <message>
        <source>a foreign origin (%1) may read</source>
        <translation>eine fremde Herkunft (%1) darf lesen</translation>
    </message>
    <message>
        <source>a foreign origin is refused</source>
        <translation>eine fremde Herkunft wird abgewiesen</translation>
    </message>
    <message>
        <source>no X-Content-Type-Options: nosniff</source>
        <translation>kein X-Content-Type-Options: nosniff</translation>
    </message>
    <message>
        <source>it breaks under the burst: %1</source>
        <translation>unter dem Stoß bricht es zusammen: %1</translation>
    </message>
    <message>
        <source>%1 of %2 requests passed (%3)</source>
        <translation>%1 von %2 Anfragen kamen durch (%3)</translation>
    </message>
    <message>
        <source>all of %1 requests passed, and %2 per %3 is the limit</source>
        <translation>alle %1 Anfragen kamen durch, und %2 je %3 ist die Grenze</translation>
    </message>
    <message>
        <source>a body of more than %1 is refused</source>
        <translation>ein Inhalt von mehr als %1 wird abgewiesen</translation>
    </message>
    <message>
        <source>a body of more than %1 is answered with %2, wanted 413</source>
        <translation>ein Inhalt von mehr als %1 wird mit %2 beantwortet, verlangt ist 413</translation>
    </message>
    <message>
        <source>this address answers without its body (%1), so connections cannot be held; name one that takes a body</source>
        <translation>diese Adresse antwortet ohne den Inhalt (%1), also lassen sich Verbindungen nicht halten; nennen Sie eine, die einen Inhalt annimmt</translation>
    </message>
    <message>
        <source>%1 connections at a time were let in, and %2 is the limit</source>
        <translation>%1 Verbindungen zugleich wurden eingelassen, und %2 ist die Grenze</translation>
    </message>
    <message>
        <source>%1 of %2 connections were let in</source>
        <translation>%1 von %2 Verbindungen wurden eingelassen</translation>
    </message>
    <message>
        <source>the page answers %1</source>
        <translation>die Seite antwortet mit %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n asset(s), %2 in %3</source>
        <translation>
            <numerusform>%1, %n Bestandteil, %2 in %3</numerusform>
            <numerusform>%1, %n Bestandteile, %2 in %3</numerusform>
        </translation>
    </message>
    <message>
        <source>one asset did not come (%1)</source>
        <translation>ein Bestandteil kam nicht (%1)</translation>
    </message>
    <message>
        <source>%1 assets did not come (%2, …)</source>
        <translation>%1 Bestandteile kamen nicht (%2, …)</translation>
    </message>
    <message>
        <source>slower than %1</source>
        <translation>langsamer als %1</translation>
    </message>
    <message>
        <source>heavier than %1</source>
        <translation>schwerer als %1</translation>
    </message>
    <message>
        <source>of %1 assets only %2 were loaded</source>
        <translation>von %1 Bestandteilen wurden nur %2 geladen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no host</source>
        <translation>„%1“ ist kein Host</translation>
    </message>
    <message>
        <source>the definition does not allow to try this limit in %1</source>
        <translation>die Definition erlaubt nicht, diese Grenze in %1 zu erproben</translation>
    </message>
    <message>
        <source>%1 refuses connections from %2</source>
        <translation>%1 weist Verbindungen von %2 ab</translation>
    </message>
    <message>
        <source>%1 does not connect to %2</source>
        <translation>%1 verbindet nicht zu %2</translation>
    </message>
    <message>
        <source>the scenario has no steps</source>
        <translation>das Szenario hat keine Schritte</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) in %1</source>
        <translation>
            <numerusform>%n Schritt in %1</numerusform>
            <numerusform>%n Schritte in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>step %1 (%2)</source>
        <translation>Schritt %1 (%2)</translation>
    </message>
    <message>
        <source>it did not greet within %1</source>
        <translation>keine Begrüßung innerhalb von %1</translation>
    </message>
    <message>
        <source>%1 closed the connection: %2</source>
        <translation>%1 hat die Verbindung beendet: %2</translation>
    </message>
    <message>
        <source>what answers is no mail server: %1</source>
        <translation>was antwortet, ist kein Mailserver: %1</translation>
    </message>
    <message>
        <source>a line without end</source>
        <translation>eine Zeile ohne Ende</translation>
    </message>
    <message>
        <source>%1 is answered with %2 %3</source>
        <translation>%1 wird mit %2 %3 beantwortet</translation>
    </message>
    <message>
        <source>it greets with %1 %2</source>
        <translation>die Begrüßung ist %1 %2</translation>
    </message>
    <message>
        <source>it does not offer encryption (STARTTLS)</source>
        <translation>bietet keine Verschlüsselung an (STARTTLS)</translation>
    </message>
    <message>
        <source>it says more before it encrypts, which no honest server does</source>
        <translation>sagt noch mehr, bevor verschlüsselt wird; das tut kein ehrlicher Server</translation>
    </message>
    <message>
        <source>ready in %1, certificate good for %2</source>
        <translation>bereit in %1, Zertifikat gilt noch %2</translation>
    </message>
    <message>
        <source>ready in %1, without encryption</source>
        <translation>bereit in %1, ohne Verschlüsselung</translation>
    </message>
    <message>
        <source>whether it still accepts older protocols could not be seen</source>
        <translation>ob noch ältere Protokolle angenommen werden, war nicht zu sehen</translation>
    </message>
    <message>
        <source>it still accepts %1</source>
        <translation>nimmt noch %1 an</translation>
    </message>
    <message>
        <source>whether it takes older protocols was not answered</source>
        <translation>ob ältere Protokolle angenommen werden, wurde nicht beantwortet</translation>
    </message>
    <message>
        <source>the answer is larger than %1</source>
        <translation>die Antwort ist größer als %1</translation>
    </message>
    <message>
        <source>it did not open within %1</source>
        <translation>öffnete sich nicht innerhalb von %1</translation>
    </message>
    <message>
        <source>it is open, and a ping was not answered within %1</source>
        <translation>offen, aber ein Ping wurde nicht innerhalb von %1 beantwortet</translation>
    </message>
    <message>
        <source>it is open, and the message was not answered as wanted within %1</source>
        <translation>offen, aber die Nachricht wurde nicht innerhalb von %1 wie verlangt beantwortet</translation>
    </message>
    <message>
        <source>what comes is no WebSocket</source>
        <translation>was kommt, ist kein WebSocket</translation>
    </message>
    <message>
        <source>it does not open: %1</source>
        <translation>öffnet sich nicht: %1</translation>
    </message>
    <message>
        <source>it does not open: the answer is not to this question</source>
        <translation>öffnet sich nicht: die Antwort gehört nicht zu dieser Frage</translation>
    </message>
    <message>
        <source>it was closed at once (%1)</source>
        <translation>wurde sofort geschlossen (%1)</translation>
    </message>
    <message>
        <source>open, answered in %1</source>
        <translation>offen, Antwort in %1</translation>
    </message>
    <message>
        <source>open, a ping came back in %1</source>
        <translation>offen, Ping kam in %1 zurück</translation>
    </message>
    <message>
        <source>the query does not answer with one row that begins with a whole number</source>
        <translation>die Abfrage antwortet nicht mit einer Zeile, die mit einer ganzen Zahl beginnt</translation>
    </message>
    <message>
        <source>what tells of the worker answers %1</source>
        <translation>was vom Worker erzählt, antwortet mit %1</translation>
    </message>
    <message>
        <source>what tells of the worker is no number: %1</source>
        <translation>was vom Worker erzählt, ist keine Zahl: %1</translation>
    </message>
    <message>
        <source>there is no metric %1</source>
        <translation>es gibt keine Metrik %1</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
    <message>
        <source>%1 jobs wait, and %2 may</source>
        <translation>%1 Aufträge warten, %2 dürfen es</translation>
    </message>
    <message>
        <source>the last one done %1 ago</source>
        <translation>der letzte vor %1 erledigt</translation>
    </message>
    <message>
        <source>the last job was done %1 ago</source>
        <translation>der letzte Auftrag wurde vor %1 erledigt</translation>
    </message>
    <message>
        <source>no job was ever done</source>
        <translation>noch nie wurde ein Auftrag erledigt</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>nothing was seen over %1</source>
        <translation>über %1 wurde nichts gesehen</translation>
    </message>
    <message>
        <source>%1 %2, to be below %3, over %4</source>
        <translation>%1 %2, soll unter %3 sein, über %4</translation>
    </message>
    <message>
        <source>%1 available, to be above %2, over %3</source>
        <translation>%1 verfügbar, soll über %2 sein, über %3</translation>
    </message>
    <message>
        <source>%1 failed, to be below %2, over %3</source>
        <translation>%1 fehlgeschlagen, soll unter %2 sein, über %3</translation>
    </message>
    <message>
        <source>; too little was seen to say so (%1)</source>
        <translation>; es wurde zu wenig gesehen, um das zu sagen (%1)</translation>
    </message>
    <message>
        <source>; of %1 of the time</source>
        <translation>; in %1 der Zeit</translation>
    </message>
    <message>
        <source>; %1 of the error budget left</source>
        <translation>; %1 des Fehlerbudgets übrig</translation>
    </message>
    <message>
        <source>; the error budget is spent</source>
        <translation>; das Fehlerbudget ist verbraucht</translation>
    </message>
    <message>
        <source>the certificate ends in %1; renew it</source>
        <translation>das Zertifikat endet in %1; erneuern Sie es</translation>
    </message>
    <message>
        <source>%1; that is good check %2 of the %3 it needs to count as up</source>
        <translation>%1; das ist die gute Prüfung %2 von %3, nach denen es wieder als erreichbar gilt</translation>
    </message>
</context>
<context>
    <name>Hosts</name>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>login refused</source>
        <translation>Anmeldung abgelehnt</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>unbekannter Schlüssel</translation>
    </message>
    <message>
        <source>the key has changed</source>
        <translation>der Schlüssel hat sich geändert</translation>
    </message>
    <message>
        <source>a key of another type is known</source>
        <translation>ein Schlüssel anderer Art ist bekannt</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>widerrufen</translation>
    </message>
    <message>
        <source>no certificate</source>
        <translation>kein Zertifikat</translation>
    </message>
    <message>
        <source>the certificate is not accepted</source>
        <translation>das Zertifikat wird nicht angenommen</translation>
    </message>
    <message>
        <source>known_hosts cannot be used</source>
        <translation>known_hosts ist nicht verwendbar</translation>
    </message>
    <message>
        <source>certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>known already</source>
        <translation>schon bekannt</translation>
    </message>
    <message>
        <source>another key is known</source>
        <translation>anderer Schlüssel bekannt</translation>
    </message>
    <message>
        <source>name its host</source>
        <translation>Host dazu nennen</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Start &amp;anew</source>
        <translation>&amp;Neu beginnen</translation>
    </message>
    <message>
        <source>Re&amp;connect</source>
        <translation>Neu &amp;verbinden</translation>
    </message>
    <message>
        <source>&amp;Try the login again</source>
        <translation>&amp;Anmeldung noch einmal versuchen</translation>
    </message>
    <message>
        <source>passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>password for sudo</source>
        <translation>Passwort für sudo</translation>
    </message>
</context>
<context>
    <name>Incident</name>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>major</source>
        <translation>schwer</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>leicht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no severity; write critical, major or minor.</source>
        <translation>„%1“ ist kein Schweregrad; bitte critical, major oder minor schreiben.</translation>
    </message>
    <message>
        <source>Say in a few words what is wrong: the title is empty.</source>
        <translation>Bitte in wenigen Worten sagen, was nicht stimmt: Der Titel ist leer.</translation>
    </message>
    <message>
        <source>A title is one line of at most %1 characters; write the rest as a note.</source>
        <translation>Ein Titel ist eine Zeile mit höchstens %1 Zeichen; das Übrige bitte als Notiz schreiben.</translation>
    </message>
    <message>
        <source>Say which environment is affected.</source>
        <translation>Bitte sagen, welche Umgebung betroffen ist.</translation>
    </message>
    <message>
        <source>Somebody has to lead: the commander&apos;s name is empty.</source>
        <translation>Jemand muss leiten: Der Name des Leiters ist leer.</translation>
    </message>
    <message>
        <source>%1 (%2, closed %3 by %4)</source>
        <translation>%1 (%2, abgeschlossen %3 von %4)</translation>
    </message>
    <message>
        <source>%1 (%2, open since %3, led by %4)</source>
        <translation>%1 (%2, offen seit %3, geleitet von %4)</translation>
    </message>
    <message>
        <source>There is no incident %1 here.</source>
        <translation>Einen Vorfall %1 gibt es hier nicht.</translation>
    </message>
    <message>
        <source>%1 closed the incident at %2; open a new one if it goes on.</source>
        <translation>%1 hat den Vorfall um %2 abgeschlossen; wenn er weitergeht, bitte einen neuen eröffnen.</translation>
    </message>
    <message>
        <source>Somebody changed the incident meanwhile: it is &quot;%1&quot; now. Look again.</source>
        <translation>Jemand hat den Vorfall inzwischen geändert: Er ist jetzt „%1“. Bitte noch einmal ansehen.</translation>
    </message>
    <message>
        <source>The note is empty.</source>
        <translation>Die Notiz ist leer.</translation>
    </message>
    <message>
        <source>A note has at most 64 KiB; keep a longer text elsewhere and write down where.</source>
        <translation>Eine Notiz hat höchstens 64 KiB; einen längeren Text bitte anderswo aufbewahren und notieren, wo.</translation>
    </message>
    <message>
        <source>Say what it was closed with: a resolution is missing.</source>
        <translation>Bitte sagen, womit er abgeschlossen wurde: Die Lösung fehlt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no id of an incident; pilothousectl incident list shows them.</source>
        <translation>„%1“ ist keine Kennung eines Vorfalls; pilothousectl incident list zeigt sie.</translation>
    </message>
    <message>
        <source>%1 is the beginning of several: %2.</source>
        <translation>%1 ist der Anfang von mehreren: %2.</translation>
    </message>
    <message>
        <source>none is open, as far as this computer knows</source>
        <translation>keiner ist offen, soweit dieser Rechner weiß</translation>
    </message>
    <message>
        <source>incident %1 is about %2, not about %3</source>
        <translation>Vorfall %1 betrifft %2, nicht %3</translation>
    </message>
    <message>
        <source>%1 wrote:</source>
        <translation>%1 schrieb:</translation>
    </message>
    <message>
        <source>audit %1</source>
        <translation>Protokoll %1</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Umgebungen</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Eröffnet</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Led by</source>
        <translation>Geleitet von</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>**open** when this was written, %1</source>
        <translation>**offen**, als dies geschrieben wurde, %1</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Dauerte</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Two sentences for somebody who was not there.</source>
        <translation>Zwei Sätze für jemanden, der nicht dabei war.</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Auswirkung</translation>
    </message>
    <message>
        <source>Who noticed what, how many, for how long? Was data lost?</source>
        <translation>Wer hat was bemerkt, wie viele, wie lange? Gingen Daten verloren?</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Lösung</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>All times are UTC, by the clock of whoever wrote the entry down.</source>
        <translation>Alle Zeiten in UTC, nach der Uhr dessen, der den Eintrag aufschrieb.</translation>
    </message>
    <message>
        <source>The hour before</source>
        <translation>Die Stunde davor</translation>
    </message>
    <message>
        <source>While it was open</source>
        <translation>Während er offen war</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>There is more than this; the rest is in the audit trail.</source>
        <translation>Es gibt mehr als das; der Rest steht im Protokoll.</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>What made it possible, not who.</source>
        <translation>Was es möglich gemacht hat, nicht wer.</translation>
    </message>
    <message>
        <source>What helped, what hindered</source>
        <translation>Was half, was hinderte</translation>
    </message>
    <message>
        <source>How was it noticed? What was missing to end it sooner?</source>
        <translation>Wie wurde es bemerkt? Was fehlte, um es früher zu beenden?</translation>
    </message>
    <message>
        <source>What follows</source>
        <translation>Was folgt</translation>
    </message>
    <message>
        <source>Each with a name and a date, and with what will prove it.</source>
        <translation>Jedes mit einem Namen und einem Datum und mit dem, was es belegen wird.</translation>
    </message>
    <message>
        <source>(A note was written here, says the audit trail, and it is gone.)</source>
        <translation>(Hier wurde laut Protokoll eine Notiz geschrieben, und sie ist weg.)</translation>
    </message>
    <message>
        <source>(This is not what was written: the audit trail has another hash of it.)</source>
        <translation>(Das ist nicht, was geschrieben wurde: Das Protokoll hat eine andere Prüfsumme davon.)</translation>
    </message>
    <message>
        <source>(The audit trail does not know of this note.)</source>
        <translation>(Das Protokoll kennt diese Notiz nicht.)</translation>
    </message>
    <message>
        <source>its clock is at least %1 behind: it was written down later than what follows</source>
        <translation>seine Uhr geht mindestens %1 nach: Es wurde später aufgeschrieben als das Folgende</translation>
    </message>
    <message>
        <source>%1 began, run %2</source>
        <translation>%1 begann, Lauf %2</translation>
    </message>
    <message>
        <source>%1, past what guards it (%2)%3</source>
        <translation>%1, an dem vorbei, was ihn absichert (%2)%3</translation>
    </message>
    <message>
        <source>%1 was taken over from its hosts, run %2</source>
        <translation>%1 wurde von seinen Hosts übernommen, Lauf %2</translation>
    </message>
    <message>
        <source>%1 ended: %2%3, run %4</source>
        <translation>%1 endete: %2%3, Lauf %4</translation>
    </message>
    <message>
        <source>%1 reviewed that run %2 passed what guards it%3</source>
        <translation>%1 hat nachgesehen, dass Lauf %2 an dem vorbeiging, was ihn absichert%3</translation>
    </message>
    <message>
        <source>%1 (verified by a signature)</source>
        <translation>%1 (durch eine Signatur belegt)</translation>
    </message>
    <message>
        <source>%1 (claimed)</source>
        <translation>%1 (behauptet)</translation>
    </message>
    <message>
        <source>%1 approved %2%3</source>
        <translation>%1 hat %2 freigegeben%3</translation>
    </message>
    <message>
        <source>%1 declined %2%3</source>
        <translation>%1 hat %2 abgelehnt%3</translation>
    </message>
    <message>
        <source>Incident opened: %1 (%2, led by %3)</source>
        <translation>Vorfall eröffnet: %1 (%2, geleitet von %3)</translation>
    </message>
    <message>
        <source>Incident is now: %1 (%2, led by %3)</source>
        <translation>Vorfall ist jetzt: %1 (%2, geleitet von %3)</translation>
    </message>
    <message>
        <source>Incident closed%1</source>
        <translation>Vorfall abgeschlossen%1</translation>
    </message>
    <message>
        <source>Locked by hand%1</source>
        <translation>Von Hand gesperrt%1</translation>
    </message>
    <message>
        <source>Locks were taken away from %1</source>
        <translation>Sperren wurden weggenommen von %1</translation>
    </message>
    <message>
        <source>Backup %1 was looked at: %2 (%3)</source>
        <translation>Sicherung %1 wurde geprüft: %2 (%3)</translation>
    </message>
    <message>
        <source>Command on %1%2</source>
        <translation>Befehl auf %1%2</translation>
    </message>
</context>
<context>
    <name>Maintenance</name>
    <message>
        <source>Another program is at it.</source>
        <translation>Ein anderes Programm ist dabei.</translation>
    </message>
    <message>
        <source>It has begun already.</source>
        <translation>Es hat schon begonnen.</translation>
    </message>
    <message>
        <source>That window is over; announce another one.</source>
        <translation>Dieses Fenster ist vorbei; ein anderes ankündigen.</translation>
    </message>
    <message>
        <source>It begins %1, as people were told; for an earlier one announce another window.</source>
        <translation>Es beginnt %1, wie mitgeteilt wurde; für ein früheres ein anderes Fenster ankündigen.</translation>
    </message>
    <message>
        <source>%1 does not open: %2. Say why it opens all the same.</source>
        <translation>%1 öffnet nicht: %2. Sagen, warum es trotzdem öffnet.</translation>
    </message>
    <message>
        <source>That window is over.</source>
        <translation>Dieses Fenster ist vorbei.</translation>
    </message>
    <message>
        <source>It has not begun; cancel it instead.</source>
        <translation>Es hat nicht begonnen; stattdessen absagen.</translation>
    </message>
    <message>
        <source>%1 is still going on there (%2); wait for it or cancel it.</source>
        <translation>Dort läuft noch %1 (%2); darauf warten oder es abbrechen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a time zone; write one such as Europe/Berlin or UTC.</source>
        <translation>„%1“ ist keine Zeitzone; eine schreiben wie Europe/Berlin oder UTC.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a time; write it as 2026-12-01 02:00.</source>
        <translation>„%1“ ist keine Zeit; als 2026-12-01 02:00 schreiben.</translation>
    </message>
    <message>
        <source>%1 does not exist in %2: clocks are put forward then, and the first time after it is %3.</source>
        <translation>%1 gibt es in %2 nicht: dann werden die Uhren vorgestellt, und die erste Zeit danach ist %3.</translation>
    </message>
    <message>
        <source>%1 comes twice in %2, because clocks are put back then; write %3 or %4.</source>
        <translation>%1 kommt in %2 zweimal, weil dann die Uhren zurückgestellt werden; %3 oder %4 schreiben.</translation>
    </message>
    <message>
        <source>%1 is not what clocks in %2 show then; they show %3.</source>
        <translation>%1 zeigen die Uhren in %2 dann nicht; sie zeigen %3.</translation>
    </message>
    <message>
        <source>it did not answer as expected</source>
        <translation>er antwortete nicht wie erwartet</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>Exit-Status %1</translation>
    </message>
    <message>
        <source>exit status %1: %2</source>
        <translation>Exit-Status %1: %2</translation>
    </message>
    <message>
        <source>The page could not be put up on %1: %2.</source>
        <translation>Die Seite ließ sich auf %1 nicht zeigen: %2.</translation>
    </message>
    <message>
        <source>The page could not be taken down on %1: %2.</source>
        <translation>Die Seite ließ sich auf %1 nicht wegnehmen: %2.</translation>
    </message>
    <message>
        <source>The page was put up on %1; nothing checks whether it is shown.</source>
        <translation>Die Seite wurde auf %1 gezeigt; nichts prüft, ob sie zu sehen ist.</translation>
    </message>
    <message>
        <source>The page was taken down on %1; nothing checks whether it is gone.</source>
        <translation>Die Seite wurde auf %1 weggenommen; nichts prüft, ob sie weg ist.</translation>
    </message>
    <message>
        <source>The page is shown on %1.</source>
        <translation>Die Seite ist auf %1 zu sehen.</translation>
    </message>
    <message>
        <source>The page is gone on %1.</source>
        <translation>Die Seite ist auf %1 weg.</translation>
    </message>
    <message>
        <source>Whether the page is shown on %1 is not known: %2.</source>
        <translation>Ob die Seite auf %1 zu sehen ist, ist nicht bekannt: %2.</translation>
    </message>
    <message>
        <source>The page is not shown on %1, although the command succeeded (%2).</source>
        <translation>Die Seite ist auf %1 nicht zu sehen, obwohl der Befehl gelang (%2).</translation>
    </message>
    <message>
        <source>The page is still shown on %1, although the command succeeded.</source>
        <translation>Die Seite ist auf %1 noch zu sehen, obwohl der Befehl gelang.</translation>
    </message>
    <message>
        <source>The page has no host.</source>
        <translation>Die Seite hat keinen Host.</translation>
    </message>
    <message>
        <source>still going on</source>
        <translation>läuft noch</translation>
    </message>
    <message>
        <source>%1: %2, %3 – %4, by %5 (%6)</source>
        <translation>%1: %2, %3 – %4, von %5 (%6)</translation>
    </message>
    <message>
        <source>No program of Pilothouse was running while it was open, so nothing was begun.</source>
        <translation>Solange es offen war, lief kein Programm von Pilothouse, also wurde nichts begonnen.</translation>
    </message>
    <message>
        <source>It ended %1 early.</source>
        <translation>Es endete %1 früher.</translation>
    </message>
    <message>
        <source>It took %1 longer than announced.</source>
        <translation>Es dauerte %1 länger als angekündigt.</translation>
    </message>
    <message>
        <source>This is reported %1 late, because no program of Pilothouse was running.</source>
        <translation>Das wird %1 zu spät gemeldet, weil kein Programm von Pilothouse lief.</translation>
    </message>
    <message>
        <source>No run took place in it, as far as this computer knows.</source>
        <translation>Soweit dieser Rechner weiß, gab es darin keinen Lauf.</translation>
    </message>
    <message>
        <source>A maintenance window in the store has no history.</source>
        <translation>Ein Wartungsfenster im Speicher hat keine Geschichte.</translation>
    </message>
    <message>
        <source>There is no maintenance window %1.</source>
        <translation>Es gibt kein Wartungsfenster %1.</translation>
    </message>
    <message>
        <source>This is announced only %1 before it begins, not %2.</source>
        <translation>Das wird erst %1 vor dem Beginn angekündigt, nicht %2.</translation>
    </message>
    <message>
        <source>This is announced late: it has begun already.</source>
        <translation>Das wird zu spät angekündigt: es hat schon begonnen.</translation>
    </message>
    <message>
        <source>The reason: %1</source>
        <translation>Der Grund: %1</translation>
    </message>
    <message>
        <source>No program of Pilothouse was running that could have said so earlier.</source>
        <translation>Es lief kein Programm von Pilothouse, das es früher hätte sagen können.</translation>
    </message>
    <message>
        <source>Maintenance of %1: %2</source>
        <translation>Wartung von %1: %2</translation>
    </message>
    <message>
        <source>Maintenance of %1 takes longer: %2</source>
        <translation>Die Wartung von %1 dauert länger: %2</translation>
    </message>
    <message>
        <source>Maintenance of %1 has begun: %2</source>
        <translation>Die Wartung von %1 hat begonnen: %2</translation>
    </message>
    <message>
        <source>Maintenance of %1 takes longer than announced: %2</source>
        <translation>Die Wartung von %1 dauert länger als angekündigt: %2</translation>
    </message>
    <message>
        <source>Maintenance of %1 is over: %2</source>
        <translation>Die Wartung von %1 ist vorbei: %2</translation>
    </message>
    <message>
        <source>Maintenance of %1 is cancelled: %2</source>
        <translation>Die Wartung von %1 ist abgesagt: %2</translation>
    </message>
    <message>
        <source>From %1 to %2 (UTC).</source>
        <translation>Von %1 bis %2 (UTC).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a word of a newer version.</source>
        <translation>„%1“ ist ein Wort einer neueren Version.</translation>
    </message>
    <message>
        <source>announced</source>
        <translation>angekündigt</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgesagt</translation>
    </message>
    <message>
        <source>extended</source>
        <translation>verlängert</translation>
    </message>
    <message>
        <source>allowed although nobody was told</source>
        <translation>erlaubt, obwohl es niemand erfahren hat</translation>
    </message>
    <message>
        <source>overrun</source>
        <translation>überzogen</translation>
    </message>
    <message>
        <source>announced %1 before to %2</source>
        <translation>angekündigt %1 vorher an %2</translation>
    </message>
    <message>
        <source>announced %1 after its begin to %2</source>
        <translation>angekündigt %1 nach Beginn an %2</translation>
    </message>
    <message>
        <source>announced to nobody</source>
        <translation>niemandem angekündigt</translation>
    </message>
    <message>
        <source>at short notice: %1</source>
        <translation>kurzfristig: %1</translation>
    </message>
    <message>
        <source>late: %1 were promised</source>
        <translation>zu spät: %1 waren versprochen</translation>
    </message>
    <message>
        <source>opens without an announcement: %1</source>
        <translation>öffnet ohne Ankündigung: %1</translation>
    </message>
    <message>
        <source>nobody was told that it is extended, so the end stays</source>
        <translation>dass es verlängert ist, hat niemand erfahren, also bleibt das Ende</translation>
    </message>
    <message>
        <source>%1 (%2) does not open: %3</source>
        <translation>%1 (%2) öffnet nicht: %3</translation>
    </message>
    <message>
        <source>%1 does not open: it was not announced</source>
        <translation>%1 öffnet nicht: es wurde nicht angekündigt</translation>
    </message>
    <message>
        <source>%1/%2 has no entry in notify: that hears of maintenance, so nobody would be told. Add one, or say why it opens all the same.</source>
        <translation>%1/%2 hat in notify: keinen Eintrag, der von Wartung erfährt, also erführe es niemand. Einen ergänzen, oder sagen, warum es trotzdem öffnet.</translation>
    </message>
    <message>
        <source>Say what the maintenance is for.</source>
        <translation>Sagen, wofür die Wartung ist.</translation>
    </message>
    <message>
        <source>A maintenance window lasts for up to 14 days.</source>
        <translation>Ein Wartungsfenster dauert bis zu 14 Tage.</translation>
    </message>
    <message>
        <source>That time is over; nobody can be told before.</source>
        <translation>Diese Zeit ist vorbei; niemand kann es vorher erfahren.</translation>
    </message>
    <message>
        <source>It would begin in %1, and maintenance of %2/%3 is announced %4 before. Choose a later time, or say why it is at short notice.</source>
        <translation>Es begänne in %1, und Wartung von %2/%3 wird %4 vorher angekündigt. Eine spätere Zeit wählen, oder sagen, warum es kurzfristig ist.</translation>
    </message>
    <message>
        <source>Regular maintenance</source>
        <translation>Regelmäßige Wartung</translation>
    </message>
    <message>
        <source>It has begun; end it instead, so that its page is taken down.</source>
        <translation>Es hat begonnen; stattdessen beenden, damit seine Seite verschwindet.</translation>
    </message>
    <message>
        <source>Say why it opens although nobody was told.</source>
        <translation>Sagen, warum es öffnet, obwohl es niemand erfahren hat.</translation>
    </message>
    <message>
        <source>Somebody was told of it, so it opens by itself.</source>
        <translation>Jemand hat davon erfahren, also öffnet es von selbst.</translation>
    </message>
    <message>
        <source>The window was changed by somebody else meanwhile; look again.</source>
        <translation>Das Fenster wurde inzwischen von jemand anderem geändert; noch einmal ansehen.</translation>
    </message>
    <message>
        <source>There is no window &quot;%1&quot; here.</source>
        <translation>Hier gibt es kein Fenster „%1“.</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>offen %1</translation>
    </message>
    <message>
        <source>closed; the next opens %1 for %2</source>
        <translation>zu; das nächste öffnet %1 für %2</translation>
    </message>
    <message>
        <source>closed, and none is announced; see pilothousectl maintenance announce</source>
        <translation>zu, und keines ist angekündigt; siehe pilothousectl maintenance announce</translation>
    </message>
</context>
<context>
    <name>MaintenancePage</name>
    <message>
        <source>cancelled %1</source>
        <translation>%1 abgesagt</translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>%1 beendet</translation>
    </message>
    <message>
        <source>overrun: a run goes on</source>
        <translation>überzogen: ein Lauf läuft noch</translation>
    </message>
    <message>
        <source>open, ends %1</source>
        <translation>offen, endet %1</translation>
    </message>
    <message>
        <source>begins %1, but nobody was told yet</source>
        <translation>beginnt %1, aber noch niemand wurde benachrichtigt</translation>
    </message>
    <message>
        <source>does not open: nobody was told</source>
        <translation>öffnet nicht: niemand wurde benachrichtigt</translation>
    </message>
    <message>
        <source>begins %1</source>
        <translation>beginnt %1</translation>
    </message>
    <message>
        <source>its time is over, its end not reported yet</source>
        <translation>die Zeit ist um, das Ende noch nicht gemeldet</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>The measurements of %1 ended; they are started again.</source>
        <translation>Die Messungen von %1 endeten; sie werden neu gestartet.</translation>
    </message>
    <message>
        <source>Stored measurements cannot be read or written; charts show what was measured since the start.</source>
        <translation>Gespeicherte Messungen sind nicht lesbar oder beschreibbar; Diagramme zeigen, was seit dem Start gemessen wurde.</translation>
    </message>
    <message>
        <source>A piece of the stored measurements is damaged; charts show a gap in its place.</source>
        <translation>Ein Stück der gespeicherten Messwerte ist beschädigt; Diagramme zeigen an seiner Stelle eine Lücke.</translation>
    </message>
    <message>
        <source>The measurements of %1 come in a format of version %2, which this Pilothouse does not know; update it.</source>
        <translation>Die Messwerte von %1 kommen in einem Format der Version %2, das dieses Pilothouse nicht kennt; bitte aktualisieren.</translation>
    </message>
    <message>
        <source>What answered is no Prometheus; check the address in the definition.</source>
        <translation>Was antwortet, ist kein Prometheus; bitte die Adresse in der Definition prüfen.</translation>
    </message>
    <message>
        <source>Prometheus refuses the query: %1</source>
        <translation>Prometheus lehnt die Abfrage ab: %1</translation>
    </message>
    <message>
        <source>The query gives more than %1 series; let it sum up.</source>
        <translation>Die Abfrage ergibt mehr als %1 Reihen; sie sollte zusammenfassen.</translation>
    </message>
    <message>
        <source>The definition has no query for &quot;%1&quot;; write one under metrics: queries:.</source>
        <translation>Die Definition hat keine Abfrage für „%1“; sie gehört unter metrics: queries:.</translation>
    </message>
    <message>
        <source>Prometheus at %1 did not answer within %2, so nothing is known.</source>
        <translation>Prometheus auf %1 hat nicht binnen %2 geantwortet, also ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Prometheus answers with more than %1; let the query sum up.</source>
        <translation>Prometheus antwortet mit mehr als %1; die Abfrage sollte zusammenfassen.</translation>
    </message>
    <message>
        <source>Prometheus at %1 cannot be asked, so nothing is known: %2</source>
        <translation>Prometheus auf %1 kann nicht gefragt werden, also ist nichts bekannt: %2</translation>
    </message>
    <message>
        <source>Prometheus at %1 refuses the login (status %2); check the secret that the definition names.</source>
        <translation>Prometheus auf %1 lehnt die Anmeldung ab (Status %2); bitte das Geheimnis prüfen, das die Definition nennt.</translation>
    </message>
    <message>
        <source>Prometheus at %1 answers with status %2, so nothing is known.</source>
        <translation>Prometheus auf %1 antwortet mit Status %2, also ist nichts bekannt.</translation>
    </message>
    <message>
        <source>%1 said nothing that can be read as measurements; it has to be a Linux host with a POSIX shell.</source>
        <translation>%1 hat nichts gesagt, was sich als Messwerte lesen lässt; es muss ein Linux-Server mit einer POSIX-Shell sein.</translation>
    </message>
    <message>
        <source>%1 could not be measured: %2</source>
        <translation>%1 konnte nicht gemessen werden: %2</translation>
    </message>
</context>
<context>
    <name>Notify</name>
    <message>
        <source>the address in the keychain is none that begins with https://</source>
        <translation>die Adresse im Schlüsselbund ist keine, die mit https:// beginnt</translation>
    </message>
    <message>
        <source>%1 is not defined on this computer</source>
        <translation>%1 ist auf diesem Rechner nicht definiert</translation>
    </message>
    <message>
        <source>%1 has no entry &quot;%2&quot; in notify: any more</source>
        <translation>%1 hat in notify: keinen Eintrag „%2“ mehr</translation>
    </message>
    <message>
        <source>the program ended</source>
        <translation>das Programm wurde beendet</translation>
    </message>
    <message>
        <source>%1 gave no complete answer within %2; it may come twice</source>
        <translation>%1 gab innerhalb von %2 keine vollständige Antwort; es kommt vielleicht doppelt</translation>
    </message>
    <message>
        <source>%1 refuses connections</source>
        <translation>%1 nimmt keine Verbindungen an</translation>
    </message>
    <message>
        <source>the name %1 does not resolve</source>
        <translation>der Name %1 lässt sich nicht auflösen</translation>
    </message>
    <message>
        <source>no connection to %1 (%2)</source>
        <translation>keine Verbindung zu %1 (%2)</translation>
    </message>
    <message>
        <source>%1 answered %2</source>
        <translation>%1 antwortete mit %2</translation>
    </message>
    <message>
        <source>%1 answered %2 and sends us elsewhere, which is not followed; write the address that it leads to</source>
        <translation>%1 antwortete mit %2 und verweist woandershin, wohin nicht gefolgt wird; die Adresse eintragen, zu der es führt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a word of a newer version.</source>
        <translation>„%1“ ist ein Wort einer neueren Version.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>aufgegeben</translation>
    </message>
    <message>
        <source>too late to be sent</source>
        <translation>zu spät zum Verschicken</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>zurückgehalten</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) before this one were held back.</source>
        <translation>
            <numerusform>%n Nachricht vor dieser wurde zurückgehalten.</numerusform>
            <numerusform>%n Nachrichten vor dieser wurden zurückgehalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n alert(s) in an hour</source>
        <translation>
            <numerusform>mehr als %n Alarm in einer Stunde</numerusform>
            <numerusform>mehr als %n Alarme in einer Stunde</numerusform>
        </translation>
    </message>
    <message>
        <source>Another program has taken this message over meanwhile.</source>
        <translation>Ein anderes Programm hat diese Nachricht inzwischen übernommen.</translation>
    </message>
    <message>
        <source>… (cut)</source>
        <translation>… (gekürzt)</translation>
    </message>
    <message>
        <source>%1 does not speak as a mail server does</source>
        <translation>%1 spricht nicht wie ein Mailserver</translation>
    </message>
    <message>
        <source>%1 answers without an end</source>
        <translation>%1 antwortet ohne Ende</translation>
    </message>
    <message>
        <source>%1, before the server said whether it took the mail; it may come twice</source>
        <translation>%1, bevor der Server sagte, ob er die Mail nahm; sie kommt vielleicht doppelt</translation>
    </message>
    <message>
        <source>%1 took it: %2</source>
        <translation>%1 hat es genommen: %2</translation>
    </message>
    <message>
        <source>; not for all: %1</source>
        <translation>; nicht für alle: %1</translation>
    </message>
    <message>
        <source>%1 offers no encryption (STARTTLS), so it was told nothing</source>
        <translation>%1 bietet keine Verschlüsselung an (STARTTLS), also wurde ihm nichts gesagt</translation>
    </message>
    <message>
        <source>%1 offers neither of the ways to log in that are known here (PLAIN, LOGIN)</source>
        <translation>%1 bietet keine der Anmeldungen an, die hier bekannt sind (PLAIN, LOGIN)</translation>
    </message>
    <message>
        <source>%1 takes it for nobody: %2</source>
        <translation>%1 nimmt es für niemanden: %2</translation>
    </message>
    <message>
        <source>%1 refuses the login: %2 %3</source>
        <translation>%1 lehnt die Anmeldung ab: %2 %3</translation>
    </message>
    <message>
        <source>%1 says: %2 %3</source>
        <translation>%1 sagt: %2 %3</translation>
    </message>
    <message>
        <source>%1 did not come to an end within %2</source>
        <translation>%1 kam innerhalb von %2 zu keinem Ende</translation>
    </message>
    <message>
        <source>%1 goes on talking before the connection is encrypted; somebody may stand in between</source>
        <translation>%1 redet weiter, bevor die Verbindung verschlüsselt ist; vielleicht steht jemand dazwischen</translation>
    </message>
    <message>
        <source>the authority file %1 holds no certificate; check ca: of the environment</source>
        <translation>die Datei %1 der Zertifizierungsstelle enthält kein Zertifikat; ca: der Umgebung prüfen</translation>
    </message>
    <message>
        <source>the certificate of %1 is not to be trusted: %2</source>
        <translation>dem Zertifikat von %1 ist nicht zu trauen: %2</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message numerus="yes">
        <source>%n claimed by the file</source>
        <translation>
            <numerusform>%n von der Datei behauptet</numerusform>
            <numerusform>%n von der Datei behauptet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n probe(s) affected</source>
        <translation>
            <numerusform>%1 von %n Prüfung betroffen</numerusform>
            <numerusform>%1 von %n Prüfungen betroffen</numerusform>
        </translation>
    </message>
    <message>
        <source>certificate %1</source>
        <translation>Zertifikat %1</translation>
    </message>
    <message>
        <source>not looked at yet</source>
        <translation>noch nicht angesehen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>not listed yet</source>
        <translation>noch nicht aufgelistet</translation>
    </message>
    <message>
        <source>%1 waits for a console</source>
        <translation>%1 wartet auf eine Konsole</translation>
    </message>
    <message>
        <source>%1 is running</source>
        <translation>%1 läuft</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a procedure and how it went</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>maintenance %1</source>
        <translation>Wartung %1</translation>
    </message>
    <message>
        <source>frozen %1</source>
        <translation>Sperrfrist %1</translation>
    </message>
    <message>
        <source>maintenance announced for %1</source>
        <translation>Wartung angekündigt für %1</translation>
    </message>
    <message>
        <source>%1, passed gates and not reviewed</source>
        <translation>%1, Schranken umgangen und nicht nachgesehen</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Secrets</name>
    <message>
        <source>The secret %1 of %2 is not set on this machine; set it first.</source>
        <translation>Das Geheimnis %1 von %2 ist auf diesem Rechner nicht gesetzt; zuerst setzen.</translation>
    </message>
    <message>
        <source>The secret %1 of %2 was set on %3 by %4, but the keychain holds it no longer; set it again.</source>
        <translation>Das Geheimnis %1 von %2 wurde %3 von %4 gesetzt, aber der Schlüsselbund hat es nicht mehr; noch einmal setzen.</translation>
    </message>
    <message>
        <source>The secret %1 of %2 was given to another keychain (%3) than the one that answers now (%4); start the other one, or set the secret again.</source>
        <translation>Das Geheimnis %1 von %2 wurde einem anderen Schlüsselbund (%3) gegeben als dem, der jetzt antwortet (%4); den anderen starten oder das Geheimnis noch einmal setzen.</translation>
    </message>
    <message>
        <source>The keychain is locked; unlock it and try again.</source>
        <translation>Der Schlüsselbund ist gesperrt; entsperren und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The keychain has no default keyring yet; make one (logging in to the desktop does) and try again.</source>
        <translation>Der Schlüsselbund hat noch keinen Standardbund; einen anlegen (die Anmeldung am Desktop tut das) und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>No keychain answers in this session; start one that offers the Secret Service (gnome-keyring, KWallet, KeePassXC) and try again.</source>
        <translation>In dieser Sitzung antwortet kein Schlüsselbund; einen starten, der den Secret Service anbietet (gnome-keyring, KWallet, KeePassXC), und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The keychain did not answer in time; see whether it waits for a password, or restart it.</source>
        <translation>Der Schlüsselbund hat nicht rechtzeitig geantwortet; nachsehen, ob er auf ein Passwort wartet, oder neu starten.</translation>
    </message>
    <message>
        <source>The keychain did not answer in time, so whether it made the change cannot be told; repeat it when the keychain answers.</source>
        <translation>Der Schlüsselbund hat nicht rechtzeitig geantwortet, darum ist unbekannt, ob er die Änderung gemacht hat; wiederholen, wenn er antwortet.</translation>
    </message>
    <message>
        <source>Pilothouse ends; whatever was asked of the keychain was given up.</source>
        <translation>Pilothouse endet; was vom Schlüsselbund verlangt war, wurde aufgegeben.</translation>
    </message>
    <message>
        <source>The keychain refused; look at the technical detail.</source>
        <translation>Der Schlüsselbund hat abgelehnt; siehe technische Einzelheiten.</translation>
    </message>
    <message>
        <source>The keychain took the secret but gives back something else; remove the entry with the keychain&apos;s own program and set it again.</source>
        <translation>Der Schlüsselbund hat das Geheimnis angenommen, gibt aber etwas anderes zurück; den Eintrag mit dem Programm des Schlüsselbunds entfernen und noch einmal setzen.</translation>
    </message>
    <message>
        <source>The keychain still holds the secret after removing it; remove the entry with the keychain&apos;s own program.</source>
        <translation>Der Schlüsselbund hat das Geheimnis nach dem Entfernen noch immer; den Eintrag mit dem Programm des Schlüsselbunds entfernen.</translation>
    </message>
    <message>
        <source>A secret belongs to a system, an environment and a name without slashes.</source>
        <translation>Ein Geheimnis gehört zu einem System, einer Umgebung und einem Namen ohne Schrägstriche.</translation>
    </message>
    <message>
        <source>The secret %1 would be empty; give it a value.</source>
        <translation>Das Geheimnis %1 wäre leer; einen Wert angeben.</translation>
    </message>
    <message>
        <source>The secret %1 must have at least %2 bytes; this one has %3.</source>
        <translation>Das Geheimnis %1 muss mindestens %2 Bytes haben; dieses hat %3.</translation>
    </message>
    <message>
        <source>The secret %1 must begin with %2; check that it is the right one for this environment.</source>
        <translation>Das Geheimnis %1 muss mit %2 beginnen; prüfen, ob es das richtige für diese Umgebung ist.</translation>
    </message>
    <message>
        <source>The secret %1 is made of other secrets; set those instead.</source>
        <translation>Das Geheimnis %1 besteht aus anderen Geheimnissen; stattdessen diese setzen.</translation>
    </message>
    <message>
        <source>The definition does not say how the secret %1 is made; add generate: to it, or set a value.</source>
        <translation>Die Definition sagt nicht, wie das Geheimnis %1 erzeugt wird; generate: ergänzen oder einen Wert setzen.</translation>
    </message>
    <message>
        <source>%1 is not a way to make a secret; write base64:64, hex:32 or alnum:24 (8 to 4096).</source>
        <translation>%1 ist keine Art, ein Geheimnis zu erzeugen; base64:64, hex:32 oder alnum:24 (8 bis 4096) schreiben.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ssh</name>
    <message>
        <source>The SSH agent does not answer.</source>
        <translation>Der SSH-Agent antwortet nicht.</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>it is not a private key</source>
        <translation>es ist kein privater Schlüssel</translation>
    </message>
    <message>
        <source>the key is cut off</source>
        <translation>der Schlüssel ist abgeschnitten</translation>
    </message>
    <message>
        <source>the key is damaged</source>
        <translation>der Schlüssel ist beschädigt</translation>
    </message>
    <message>
        <source>%1: it is too large to be a key</source>
        <translation>%1: zu groß für einen Schlüssel</translation>
    </message>
    <message>
        <source>%1: it is protected by a passphrase (%2); load it into the SSH agent</source>
        <translation>%1: durch eine Passphrase geschützt (%2); in den SSH-Agenten laden</translation>
    </message>
    <message>
        <source>%1: its kind of key is not supported or it is damaged</source>
        <translation>%1: diese Schlüsselart wird nicht unterstützt, oder der Schlüssel ist beschädigt</translation>
    </message>
    <message>
        <source>larger than 32 MiB</source>
        <translation>größer als 32 MiB</translation>
    </message>
    <message>
        <source>No SSH agent is running here (SSH_AUTH_SOCK is not set).</source>
        <translation>Hier läuft kein SSH-Agent (SSH_AUTH_SOCK ist nicht gesetzt).</translation>
    </message>
    <message>
        <source>The SSH agent holds no keys.</source>
        <translation>Der SSH-Agent hat keine Schlüssel.</translation>
    </message>
    <message>
        <source>%1 (agent)</source>
        <translation>%1 (Agent)</translation>
    </message>
    <message>
        <source>The SSH agent did not sign with %1.</source>
        <translation>Der SSH-Agent hat nicht mit %1 unterschrieben.</translation>
    </message>
    <message>
        <source>The server does not take keys at all.</source>
        <translation>Der Server nimmt überhaupt keine Schlüssel an.</translation>
    </message>
    <message numerus="yes">
        <source>%n more key(s) were not offered, because servers end the connection after too many; name the right one as key file.</source>
        <translation>
            <numerusform>%n weiterer Schlüssel wurde nicht angeboten, weil Server die Verbindung nach zu vielen beenden; den richtigen als Schlüsseldatei nennen.</numerusform>
            <numerusform>%n weitere Schlüssel wurden nicht angeboten, weil Server die Verbindung nach zu vielen beenden; den richtigen als Schlüsseldatei nennen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: its kind of key is not supported.</source>
        <translation>%1: diese Schlüsselart wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>while connecting</source>
        <translation>beim Verbinden</translation>
    </message>
    <message>
        <source>while exchanging keys</source>
        <translation>beim Schlüsselaustausch</translation>
    </message>
    <message>
        <source>while waiting for the SSH agent here</source>
        <translation>beim Warten auf den SSH-Agenten hier</translation>
    </message>
    <message>
        <source>while logging in</source>
        <translation>bei der Anmeldung</translation>
    </message>
    <message>
        <source>no host key</source>
        <translation>kein Host-Schlüssel</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>er ist leer</translation>
    </message>
    <message>
        <source>it contains a NUL byte</source>
        <translation>er enthält ein NUL-Byte</translation>
    </message>
    <message>
        <source>The %1 of a host may hold only letters, digits and . _ : % - and must not begin with -; correct it in the definition.</source>
        <translation>„%1“ eines Hosts darf nur Buchstaben, Ziffern und . _ : % - enthalten und nicht mit - beginnen; in der Definition berichtigen.</translation>
    </message>
    <message>
        <source>The command cannot be sent: %1.</source>
        <translation>Der Befehl lässt sich nicht senden: %1.</translation>
    </message>
    <message>
        <source>On the way to %1: %2</source>
        <translation>Auf dem Weg zu %1: %2</translation>
    </message>
    <message>
        <source>%1 has no address; check the name or this machine&apos;s network.</source>
        <translation>%1 hat keine Adresse; den Namen oder das Netz dieses Rechners prüfen.</translation>
    </message>
    <message>
        <source>%1 does not accept connections; check that it is up and that its SSH port is open from here.</source>
        <translation>%1 nimmt keine Verbindungen an; prüfen, ob der Host läuft und sein SSH-Port von hier aus offen ist.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2; check that it is up and reachable from here.</source>
        <translation>%1 hat nicht innerhalb von %2 geantwortet; prüfen, ob der Host läuft und von hier aus erreichbar ist.</translation>
    </message>
    <message>
        <source>The jump host %1 cannot reach %2; check the address and that forwarding is allowed there.</source>
        <translation>Der Sprung-Host %1 erreicht %2 nicht; die Adresse prüfen und ob Weiterleitung dort erlaubt ist.</translation>
    </message>
    <message>
        <source>%1 ended the connection before the login; it may be overloaded or refuse this address. Try again, then look at its SSH log.</source>
        <translation>%1 hat die Verbindung vor der Anmeldung beendet; vielleicht ist der Host überlastet oder weist diese Adresse ab. Noch einmal versuchen, dann in sein SSH-Protokoll sehen.</translation>
    </message>
    <message>
        <source>The connection to %1 broke; the next use connects again.</source>
        <translation>Die Verbindung zu %1 ist abgerissen; die nächste Verwendung verbindet neu.</translation>
    </message>
    <message>
        <source>%1 has not answered for %2; the connection is given up.</source>
        <translation>%1 hat seit %2 nicht geantwortet; die Verbindung wird aufgegeben.</translation>
    </message>
    <message>
        <source>The host key of %1 is not provisioned; compare %2 with the host itself and add it to this console&apos;s own known_hosts.</source>
        <translation>Der Host-Schlüssel von %1 ist nicht hinterlegt; %2 am Host selbst vergleichen und in die eigene known_hosts dieser Konsole eintragen.</translation>
    </message>
    <message>
        <source>The host key of %1 is unknown; compare %2 with the host itself and add it to known_hosts.</source>
        <translation>Der Host-Schlüssel von %1 ist unbekannt; %2 am Host selbst vergleichen und in known_hosts eintragen.</translation>
    </message>
    <message>
        <source>The host key of %1 has changed: known is %2, offered was %3. Somebody may be listening; find out why before you correct known_hosts.</source>
        <translation>Der Host-Schlüssel von %1 hat sich geändert: bekannt ist %2, angeboten wurde %3. Vielleicht hört jemand mit; den Grund herausfinden, bevor known_hosts berichtigt wird.</translation>
    </message>
    <message>
        <source>%1 offers a host key of another type than the known one: known is %2, offered was %3. Somebody may be listening; find out why before you correct known_hosts.</source>
        <translation>%1 bietet einen Host-Schlüssel anderer Art an als den bekannten: bekannt ist %2, angeboten wurde %3. Vielleicht hört jemand mit; den Grund herausfinden, bevor known_hosts berichtigt wird.</translation>
    </message>
    <message>
        <source>The host key of %1, %2, is marked as revoked; do not use this host before its key was replaced.</source>
        <translation>Der Host-Schlüssel von %1, %2, ist als widerrufen gekennzeichnet; diesen Host nicht benutzen, bevor sein Schlüssel ersetzt ist.</translation>
    </message>
    <message>
        <source>A known_hosts file cannot be used, so no host key can be judged; repair or remove it.</source>
        <translation>Eine known_hosts-Datei ist nicht verwendbar, darum lässt sich kein Host-Schlüssel beurteilen; reparieren oder entfernen.</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) tried</source>
        <translation>
            <numerusform>%n Schlüssel versucht</numerusform>
            <numerusform>%n Schlüssel versucht</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 refused the login of %2 (%3); add one of the keys there or choose another key file. It is not tried again by itself.</source>
        <translation>%1 hat die Anmeldung von %2 abgelehnt (%3); einen der Schlüssel dort eintragen oder eine andere Schlüsseldatei wählen. Von selbst wird es nicht noch einmal versucht.</translation>
    </message>
    <message>
        <source>The jump host %1 was lost while the command ran on %2; its outcome is unknown. Look at the host before you run it again.</source>
        <translation>Der Sprung-Host %1 ging verloren, während der Befehl auf %2 lief; der Ausgang ist unbekannt. Auf dem Host nachsehen, bevor der Befehl noch einmal läuft.</translation>
    </message>
    <message>
        <source>The connection to %1 broke while the command ran; its outcome is unknown. Look at the host before you run it again.</source>
        <translation>Die Verbindung zu %1 ist abgerissen, während der Befehl lief; der Ausgang ist unbekannt. Auf dem Host nachsehen, bevor der Befehl noch einmal läuft.</translation>
    </message>
    <message>
        <source>The connection to %1 broke before the command was sent; it did not run. Try again.</source>
        <translation>Die Verbindung zu %1 ist abgerissen, bevor der Befehl gesendet war; er lief nicht. Noch einmal versuchen.</translation>
    </message>
    <message>
        <source>%1 allows no further session on this connection; end some or raise its MaxSessions.</source>
        <translation>%1 erlaubt auf dieser Verbindung keine weitere Sitzung; einige beenden oder dort MaxSessions erhöhen.</translation>
    </message>
    <message>
        <source>%1 does not let %2 run commands; check the account&apos;s restrictions there.</source>
        <translation>%1 lässt %2 keine Befehle ausführen; die Einschränkungen des Kontos dort prüfen.</translation>
    </message>
    <message>
        <source>The command on %1 did not end within %2; its outcome is unknown. Look at the host.</source>
        <translation>Der Befehl auf %1 endete nicht innerhalb von %2; der Ausgang ist unbekannt. Auf dem Host nachsehen.</translation>
    </message>
    <message>
        <source>The command could not be started on %1 within %2; it did not run.</source>
        <translation>Der Befehl ließ sich auf %1 nicht innerhalb von %2 starten; er lief nicht.</translation>
    </message>
    <message>
        <source>The command was given up on request; it may still run on the host.</source>
        <translation>Der Befehl wurde auf Wunsch aufgegeben; vielleicht läuft er auf dem Host noch.</translation>
    </message>
    <message>
        <source>The command was given up on request before it was started.</source>
        <translation>Der Befehl wurde auf Wunsch aufgegeben, bevor er gestartet war.</translation>
    </message>
    <message>
        <source>The connection to %1 was ended here on request.</source>
        <translation>Die Verbindung zu %1 wurde hier auf Wunsch beendet.</translation>
    </message>
    <message>
        <source>Connections are being closed; the command may still run on the host.</source>
        <translation>Die Verbindungen werden geschlossen; vielleicht läuft der Befehl auf dem Host noch.</translation>
    </message>
    <message>
        <source>Connections are being closed; the command was not started.</source>
        <translation>Die Verbindungen werden geschlossen; der Befehl wurde nicht gestartet.</translation>
    </message>
    <message>
        <source>host key alias</source>
        <translation>Alias für den Schlüssel des Hosts</translation>
    </message>
    <message>
        <source>%1 offers no file transfer (SFTP) to %2; enable the subsystem &quot;sftp&quot; in its sshd_config.</source>
        <translation>%1 bietet %2 keine Dateiübertragung (SFTP) an; das Subsystem „sftp“ in der dortigen sshd_config einschalten.</translation>
    </message>
    <message>
        <source>What %1 sends is not SFTP; the login shell of %2 may print text. Keep it silent when nobody sits at it.</source>
        <translation>Was %1 sendet, ist kein SFTP; die Login-Shell von %2 gibt vielleicht Text aus. Sie muss still bleiben, wenn niemand davorsitzt.</translation>
    </message>
    <message>
        <source>The SFTP server of %1 sent what makes no sense; the transfer was ended. Try again, then look at the server.</source>
        <translation>Der SFTP-Server von %1 hat Unverständliches gesendet; die Übertragung wurde beendet. Erneut versuchen, dann den Server ansehen.</translation>
    </message>
    <message>
        <source>The SFTP server of %1 ended; run it again, and it goes on where it was.</source>
        <translation>Der SFTP-Server von %1 hat sich beendet; erneut ausführen, dann geht es dort weiter, wo es war.</translation>
    </message>
    <message>
        <source>The connection to %1 was made anew, so files that were open are not any more; run it again, and it goes on where it was.</source>
        <translation>Die Verbindung zu %1 wurde neu aufgebaut, daher sind offene Dateien nicht mehr offen; erneut ausführen, dann geht es dort weiter, wo es war.</translation>
    </message>
    <message>
        <source>A path is empty, too long or holds a NUL byte; correct it.</source>
        <translation>Ein Pfad ist leer, zu lang oder enthält ein NUL-Byte; bitte berichtigen.</translation>
    </message>
    <message>
        <source>%1 has no file or folder %2; check the path.</source>
        <translation>Auf %1 gibt es keine Datei und keinen Ordner %2; den Pfad prüfen.</translation>
    </message>
    <message>
        <source>%1 does not let %2 do this with %3; ask for the right or choose another folder there.</source>
        <translation>%1 erlaubt %2 das mit %3 nicht; um das Recht bitten oder dort einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The SFTP server of %1 cannot do this with %2.</source>
        <translation>Der SFTP-Server von %1 kann das mit %2 nicht.</translation>
    </message>
    <message>
        <source>%1 could not do this with %2; look at the folder, its disk and the server&apos;s log.</source>
        <translation>%1 konnte das mit %2 nicht; den Ordner, seinen Datenträger und das Protokoll des Servers ansehen.</translation>
    </message>
    <message>
        <source>The SFTP server of %1 does not offer %2.</source>
        <translation>Der SFTP-Server von %1 bietet %2 nicht an.</translation>
    </message>
    <message>
        <source>There is no space on %1 for %2: %3 are needed, %4 are free. Make room there, then run it again.</source>
        <translation>Auf %1 ist kein Platz für %2: %3 werden gebraucht, %4 sind frei. Dort Platz schaffen, dann erneut ausführen.</translation>
    </message>
    <message>
        <source>%1 has more entries in %2 than can be listed; copy smaller folders.</source>
        <translation>%1 hat in %2 mehr Einträge, als aufgelistet werden können; kleinere Ordner kopieren.</translation>
    </message>
    <message>
        <source>There is no file or folder %1 on this machine; check the path.</source>
        <translation>Auf diesem Rechner gibt es keine Datei und keinen Ordner %1; den Pfad prüfen.</translation>
    </message>
    <message>
        <source>This machine does not let you do this with %1; choose another folder.</source>
        <translation>Dieser Rechner erlaubt das mit %1 nicht; einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>This machine could not do this with %1: %2.</source>
        <translation>Dieser Rechner konnte das mit %1 nicht: %2.</translation>
    </message>
    <message>
        <source>%1 on this machine is a symbolic link; nothing is written through links. Remove it or choose another folder.</source>
        <translation>%1 auf diesem Rechner ist ein symbolischer Link; durch Links hindurch wird nicht geschrieben. Ihn entfernen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>There is no space on this machine for %1; make room, then run it again.</source>
        <translation>Auf diesem Rechner ist kein Platz für %1; Platz schaffen, dann erneut ausführen.</translation>
    </message>
    <message>
        <source>%1 on %2 is a folder, where a file is to go; choose another name.</source>
        <translation>%1 auf %2 ist ein Ordner, wo eine Datei hin soll; einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>%1 on %2 is neither a file nor a folder; only those are copied.</source>
        <translation>%1 auf %2 ist weder Datei noch Ordner; nur solche werden kopiert.</translation>
    </message>
    <message>
        <source>%1 on %2 changed while it was copied; what is at the destination stayed as it was. Copy it again when nobody writes to it.</source>
        <translation>%1 auf %2 hat sich beim Kopieren geändert; was am Ziel ist, blieb, wie es war. Erneut kopieren, wenn niemand hineinschreibt.</translation>
    </message>
    <message>
        <source>%2 on %1 is not what was copied: the checksums differ. What is at the destination stayed as it was; look at the disks, then copy it again.</source>
        <translation>%2 auf %1 ist nicht, was kopiert wurde: Die Prüfsummen unterscheiden sich. Was am Ziel ist, blieb, wie es war; die Datenträger ansehen, dann erneut kopieren.</translation>
    </message>
    <message>
        <source>The SFTP server of %1 has not answered for %2; look at its disk. Run it again, and it goes on where it was.</source>
        <translation>Der SFTP-Server von %1 hat seit %2 nicht geantwortet; seinen Datenträger ansehen. Erneut ausführen, dann geht es dort weiter, wo es war.</translation>
    </message>
    <message>
        <source>Copying was stopped. What is at the destination stayed as it was; run it again, and it goes on where it was.</source>
        <translation>Das Kopieren wurde angehalten. Was am Ziel ist, blieb, wie es war; erneut ausführen, dann geht es dort weiter, wo es war.</translation>
    </message>
    <message>
        <source>its name cannot be a file&apos;s name</source>
        <translation>der Name kann kein Dateiname sein</translation>
    </message>
    <message>
        <source>it is a symbolic link that leads out of the copied folder, to %1</source>
        <translation>es ist ein symbolischer Link, der aus dem kopierten Ordner hinausführt, nach %1</translation>
    </message>
    <message>
        <source>it is neither a file, a folder nor a symbolic link</source>
        <translation>es ist weder Datei noch Ordner noch symbolischer Link</translation>
    </message>
    <message>
        <source>it lies too deep</source>
        <translation>es liegt zu tief</translation>
    </message>
    <message>
        <source>the connection was closed before a host key was shown</source>
        <translation>die Verbindung wurde geschlossen, bevor ein Host-Schlüssel gezeigt wurde</translation>
    </message>
    <message>
        <source>the server sends too much before it shows a host key</source>
        <translation>der Server sendet zu viel, bevor er einen Host-Schlüssel zeigt</translation>
    </message>
    <message>
        <source>the server speaks an old version of the protocol</source>
        <translation>der Server spricht eine alte Fassung des Protokolls</translation>
    </message>
    <message>
        <source>the server sent a malformed packet</source>
        <translation>der Server hat ein fehlerhaftes Paket gesendet</translation>
    </message>
    <message>
        <source>the server ended the connection: %1</source>
        <translation>der Server hat die Verbindung beendet: %1</translation>
    </message>
    <message>
        <source>the server sent something unexpected instead of its host key</source>
        <translation>der Server hat etwas Unerwartetes statt seines Host-Schlüssels gesendet</translation>
    </message>
    <message>
        <source>the server shares no key exchange with this console</source>
        <translation>der Server und diese Konsole haben keinen Schlüsselaustausch gemeinsam</translation>
    </message>
    <message>
        <source>not a file</source>
        <translation>keine Datei</translation>
    </message>
    <message>
        <source>known_hosts trusts %1 through a certificate authority, but the host shows no certificate; let the authority sign its key %2, or add that key to known_hosts after comparing it.</source>
        <translation>known_hosts vertraut %1 über eine Zertifizierungsstelle, aber der Host zeigt kein Zertifikat; seinen Schlüssel %2 von der Stelle unterschreiben lassen oder nach dem Vergleichen in known_hosts eintragen.</translation>
    </message>
    <message>
        <source>The host certificate of %1 could not be fetched: %2. Check that an SSH server answers there.</source>
        <translation>Das Host-Zertifikat von %1 konnte nicht geholt werden: %2. Prüfen, ob dort ein SSH-Server antwortet.</translation>
    </message>
    <message>
        <source>The host certificate of %1 cannot be read; have a new one issued for it.</source>
        <translation>Das Host-Zertifikat von %1 ist nicht lesbar; ein neues ausstellen lassen.</translation>
    </message>
    <message>
        <source>The host certificate of %1 is signed in a way that is not accepted here; have it signed with an Ed25519, ECDSA or RSA key (SHA-2, 2048 bits or more).</source>
        <translation>Das Host-Zertifikat von %1 ist auf eine Weise unterschrieben, die hier nicht angenommen wird; es mit einem Ed25519-, ECDSA- oder RSA-Schlüssel (SHA-2, mindestens 2048 Bit) unterschreiben lassen.</translation>
    </message>
    <message>
        <source>The signature of %1&apos;s host certificate is wrong: the certificate was altered. Somebody may be listening.</source>
        <translation>Die Unterschrift des Host-Zertifikats von %1 ist falsch: Das Zertifikat wurde verändert. Vielleicht hört jemand mit.</translation>
    </message>
    <message>
        <source>The host certificate of %1 is signed by another authority: trusted is %2, it was signed by %3. Have it signed by the trusted one, or find out who signed it.</source>
        <translation>Das Host-Zertifikat von %1 ist von einer anderen Stelle unterschrieben: vertraut wird %2, unterschrieben hat %3. Es von der vertrauten Stelle unterschreiben lassen oder herausfinden, wer unterschrieben hat.</translation>
    </message>
    <message>
        <source>The host certificate of %1 is signed by %2, and this authority is marked as revoked; have a new certificate issued by another one.</source>
        <translation>Das Host-Zertifikat von %1 ist von %2 unterschrieben, und diese Stelle ist als widerrufen markiert; ein neues Zertifikat von einer anderen ausstellen lassen.</translation>
    </message>
    <message>
        <source>%1 shows a certificate that was issued for a person, not for a host; have a host certificate issued for it.</source>
        <translation>%1 zeigt ein Zertifikat, das für eine Person und nicht für einen Host ausgestellt wurde; ein Host-Zertifikat ausstellen lassen.</translation>
    </message>
    <message>
        <source>The host certificate of %1 is not valid yet (%2); compare the clocks of this machine and of the authority.</source>
        <translation>Das Host-Zertifikat von %1 ist noch nicht gültig (%2); die Uhren dieses Rechners und der Zertifizierungsstelle vergleichen.</translation>
    </message>
    <message>
        <source>The host certificate of %1 has expired (%2); have a new one issued, or correct this machine&apos;s clock.</source>
        <translation>Das Host-Zertifikat von %1 ist abgelaufen (%2); ein neues ausstellen lassen oder die Uhr dieses Rechners stellen.</translation>
    </message>
    <message>
        <source>The host certificate of %1 names no host, so it would be good for any; have one issued for %2.</source>
        <translation>Das Host-Zertifikat von %1 nennt keinen Host und gälte damit für jeden; eines für %2 ausstellen lassen.</translation>
    </message>
    <message>
        <source>The host certificate of %1 is not for the name %2 but for: %3. Use one of these names, or have one issued for this one.</source>
        <translation>Das Host-Zertifikat von %1 gilt nicht für den Namen %2, sondern für: %3. Einen dieser Namen verwenden oder eines für diesen ausstellen lassen.</translation>
    </message>
    <message>
        <source>The host certificate of %1 holds conditions that are not understood here (%2), so it cannot be accepted; have one issued without them.</source>
        <translation>Das Host-Zertifikat von %1 enthält Bedingungen, die hier nicht verstanden werden (%2), und kann deshalb nicht angenommen werden; eines ohne sie ausstellen lassen.</translation>
    </message>
    <message>
        <source>%1 shows a certificate for another key than its own: certified is %2, offered was %3. Somebody may be listening, or its key was replaced without a new certificate.</source>
        <translation>%1 zeigt ein Zertifikat für einen anderen Schlüssel als seinen eigenen: zertifiziert ist %2, angeboten wurde %3. Vielleicht hört jemand mit, oder der Schlüssel wurde ohne neues Zertifikat ersetzt.</translation>
    </message>
    <message>
        <source>Another program is changing %1 at this moment; try again.</source>
        <translation>Ein anderes Programm ändert gerade %1; erneut versuchen.</translation>
    </message>
    <message>
        <source>The line was changed or removed meanwhile; look at the list again.</source>
        <translation>Die Zeile wurde inzwischen geändert oder entfernt; die Liste neu ansehen.</translation>
    </message>
    <message>
        <source>This is too much for a list of host keys; choose another file.</source>
        <translation>Das ist zu viel für eine Liste von Host-Schlüsseln; eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>There is no host key in it; choose a piece of known_hosts, the output of ssh-keyscan or a host&apos;s public key (.pub).</source>
        <translation>Darin ist kein Host-Schlüssel; ein Stück von known_hosts, die Ausgabe von ssh-keyscan oder den öffentlichen Schlüssel eines Hosts (.pub) wählen.</translation>
    </message>
    <message>
        <source>%1: it is not a public key.</source>
        <translation>%1: Das ist kein öffentlicher Schlüssel.</translation>
    </message>
    <message>
        <source>%1: a passphrase protection of the kind %2 cannot be opened here; load the key into the SSH agent.</source>
        <translation>%1: Ein Passphrasenschutz der Art %2 lässt sich hier nicht öffnen; laden Sie den Schlüssel in den SSH-Agenten.</translation>
    </message>
    <message>
        <source>%1: it is not a certificate that can be used.</source>
        <translation>%1: Das ist kein Zertifikat, das sich verwenden lässt.</translation>
    </message>
    <message>
        <source>%1 (agent, with %2)</source>
        <translation>%1 (Agent, mit %2)</translation>
    </message>
    <message>
        <source>%1 (with %2)</source>
        <translation>%1 (mit %2)</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) of the SSH agent were left out, because only the named ones may be used.</source>
        <translation>
            <numerusform>%n Schlüssel des SSH-Agenten wurde ausgelassen, weil nur die genannten verwendet werden dürfen.</numerusform>
            <numerusform>%n Schlüssel des SSH-Agenten wurden ausgelassen, weil nur die genannten verwendet werden dürfen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: the passphrase does not open it</source>
        <translation>%1: Die Passphrase öffnet ihn nicht</translation>
    </message>
    <message>
        <source>The server takes a password as well; one is given only where login: of the definition lists it.</source>
        <translation>Der Server nimmt auch ein Passwort; eines wird nur gegeben, wo login: der Definition es aufführt.</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Passwort von %1</translation>
    </message>
    <message>
        <source>The server wants another proof besides %1, which cannot be given here.</source>
        <translation>Der Server verlangt neben %1 einen weiteren Nachweis, der hier nicht gegeben werden kann.</translation>
    </message>
    <message>
        <source>%1 (its passphrase was not asked for)</source>
        <translation>%1 (nach seiner Passphrase wurde nicht gefragt)</translation>
    </message>
    <message>
        <source>The server takes %1 as well, but nobody can be asked here.</source>
        <translation>Der Server nimmt auch %1, aber hier kann niemand gefragt werden.</translation>
    </message>
    <message>
        <source>Passphrase of %1</source>
        <translation>Passphrase von %1</translation>
    </message>
    <message>
        <source>%1 did not accept what was answered for the login of %2. It is not tried again by itself.</source>
        <translation>%1 hat die Antworten für die Anmeldung von %2 nicht angenommen. Es wird nicht von selbst wiederholt.</translation>
    </message>
    <message>
        <source>The login to %1 was given up, because a question was not answered. It is not tried again by itself.</source>
        <translation>Die Anmeldung an %1 wurde aufgegeben, weil eine Frage nicht beantwortet wurde. Sie wird nicht von selbst wiederholt.</translation>
    </message>
    <message>
        <source>%1 ended the connection while it waited for an answer; servers give about two minutes for a login (LoginGraceTime). Connect again and answer sooner.</source>
        <translation>%1 hat die Verbindung beendet, während es auf eine Antwort wartete; Server geben für eine Anmeldung etwa zwei Minuten (LoginGraceTime). Verbinden Sie sich erneut und antworten Sie früher.</translation>
    </message>
    <message>
        <source>The passphrase of %1 was not given.</source>
        <translation>Die Passphrase von %1 wurde nicht gegeben.</translation>
    </message>
    <message>
        <source>%1: it is protected by a passphrase. %2</source>
        <translation>%1: Er ist durch eine Passphrase geschützt. %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: none of %n passphrase(s) opened it; it is not asked for again by itself.</source>
        <translation>
            <numerusform>%1: Die Passphrase hat ihn nicht geöffnet; es wird nicht von selbst noch einmal gefragt.</numerusform>
            <numerusform>%1: Keine von %n Passphrasen hat ihn geöffnet; es wird nicht von selbst noch einmal gefragt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: it is protected by a passphrase, and nobody can be asked for it; load it into the SSH agent.</source>
        <translation>%1: Er ist durch eine Passphrase geschützt, und niemand kann danach gefragt werden; laden Sie ihn in den SSH-Agenten.</translation>
    </message>
    <message>
        <source>There is no usable key to log in to %1 as %2; load one into the SSH agent or name a key file.</source>
        <translation>Es gibt keinen brauchbaren Schlüssel für die Anmeldung an %1 als %2; laden Sie einen in den SSH-Agenten oder nennen Sie eine Schlüsseldatei.</translation>
    </message>
    <message>
        <source>a variable&apos;s name is not finished</source>
        <translation>der Name einer Variable ist nicht zu Ende geschrieben</translation>
    </message>
    <message>
        <source>the variable %1 is not set here</source>
        <translation>die Variable %1 ist hier nicht gesetzt</translation>
    </message>
    <message>
        <source>it ends with a single %</source>
        <translation>er endet mit einem einzelnen %</translation>
    </message>
    <message>
        <source>%%1 stands for nothing in it</source>
        <translation>%%1 steht darin für nichts</translation>
    </message>
    <message>
        <source>name a command, or use ProxyJump</source>
        <translation>nennen Sie einen Befehl oder verwenden Sie ProxyJump</translation>
    </message>
    <message>
        <source>use a ProxyCommand that passes the data on, or ProxyJump</source>
        <translation>verwenden Sie einen ProxyCommand, der die Daten weiterreicht, oder ProxyJump</translation>
    </message>
    <message>
        <source>set KnownHostsCommand none for this host and put its key into known_hosts</source>
        <translation>setzen Sie für diesen Host KnownHostsCommand none und tragen Sie seinen Schlüssel in known_hosts ein</translation>
    </message>
    <message>
        <source>set VerifyHostKeyDNS no for this host and put its key into known_hosts</source>
        <translation>setzen Sie für diesen Host VerifyHostKeyDNS no und tragen Sie seinen Schlüssel in known_hosts ein</translation>
    </message>
    <message>
        <source>set CheckHostIP no for this host</source>
        <translation>setzen Sie für diesen Host CheckHostIP no</translation>
    </message>
    <message>
        <source>load the card&apos;s keys into the SSH agent (ssh-add -s) and set PKCS11Provider none for this host</source>
        <translation>laden Sie die Schlüssel der Karte in den SSH-Agenten (ssh-add -s) und setzen Sie für diesen Host PKCS11Provider none</translation>
    </message>
    <message>
        <source>load the key into the SSH agent and set SecurityKeyProvider none for this host</source>
        <translation>laden Sie den Schlüssel in den SSH-Agenten und setzen Sie für diesen Host SecurityKeyProvider none</translation>
    </message>
    <message>
        <source>only letters, digits and . _ : % - are accepted here</source>
        <translation>hier sind nur Buchstaben, Ziffern und . _ : % - erlaubt</translation>
    </message>
    <message>
        <source>there is no such user</source>
        <translation>diesen Benutzer gibt es nicht</translation>
    </message>
    <message>
        <source>let it name publickey or keyboard-interactive for this host</source>
        <translation>lassen Sie es für diesen Host publickey oder keyboard-interactive nennen</translation>
    </message>
    <message>
        <source>write it as an IP address</source>
        <translation>schreiben Sie ihn als IP-Adresse</translation>
    </message>
    <message>
        <source>it leaves no algorithm</source>
        <translation>er lässt kein Verfahren übrig</translation>
    </message>
    <message>
        <source>let it name an algorithm that is known here, such as %1</source>
        <translation>lassen Sie es ein Verfahren nennen, das hier bekannt ist, etwa %1</translation>
    </message>
    <message>
        <source>the host&apos;s name cannot be handed to a command</source>
        <translation>der Name des Hosts kann keinem Befehl übergeben werden</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time</source>
        <translation>„%1“ ist keine Zeitangabe</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no size</source>
        <translation>„%1“ ist keine Größe</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names a variable that is not set here</source>
        <translation>„%1“ nennt eine Variable, die hier nicht gesetzt ist</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no variable</source>
        <translation>„%1“ nennt keine Variable</translation>
    </message>
    <message>
        <source>one of its words is empty</source>
        <translation>eines der Wörter ist leer</translation>
    </message>
    <message>
        <source>&quot;none&quot; must stand alone</source>
        <translation>„none“ muss allein stehen</translation>
    </message>
    <message>
        <source>its value is missing</source>
        <translation>der Wert fehlt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be its value</source>
        <translation>„%1“ kann nicht der Wert sein</translation>
    </message>
    <message>
        <source>files include each other too often</source>
        <translation>Dateien binden einander zu oft ein</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>sie ist nicht vorhanden</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>sie ist zu groß</translation>
    </message>
    <message>
        <source>a quote is left open</source>
        <translation>ein Anführungszeichen bleibt offen</translation>
    </message>
    <message>
        <source>there is more behind its value</source>
        <translation>hinter dem Wert steht noch etwas</translation>
    </message>
    <message>
        <source>the files of %1 cannot be listed</source>
        <translation>die Dateien zu %1 können nicht aufgelistet werden</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no keyword of ssh_config</source>
        <translation>„%1“ ist kein Schlüsselwort von ssh_config</translation>
    </message>
    <message>
        <source>&quot;all&quot; must stand alone</source>
        <translation>„all“ muss allein stehen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs a value</source>
        <translation>„%1“ braucht einen Wert</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no condition that is known</source>
        <translation>„%1“ ist keine bekannte Bedingung</translation>
    </message>
    <message>
        <source>it has no condition</source>
        <translation>es hat keine Bedingung</translation>
    </message>
    <message>
        <source>there are too many values of %1</source>
        <translation>es gibt zu viele Werte für %1</translation>
    </message>
    <message>
        <source>write the host&apos;s full name as its HostName</source>
        <translation>schreiben Sie den vollen Namen des Hosts als HostName</translation>
    </message>
    <message>
        <source>%1: %2. Correct the line; until then no host is connected to.</source>
        <translation>%1: %2. Berichtigen Sie die Zeile; bis dahin wird kein Host verbunden.</translation>
    </message>
    <message>
        <source>The ssh_config file %1 cannot be used: %2. Nothing is connected before that is put right, because hosts could be something else than you wrote down.</source>
        <translation>Die ssh_config-Datei %1 kann nicht verwendet werden: %2. Vorher wird nichts verbunden, weil Hosts etwas anderes sein könnten, als Sie geschrieben haben.</translation>
    </message>
    <message>
        <source>The ssh_config file %1 belongs to somebody else or others may write to it, so it is not used; make it yours and take that right away (chmod go-w).</source>
        <translation>Die ssh_config-Datei %1 gehört jemand anderem oder andere dürfen in sie schreiben, darum wird sie nicht verwendet; machen Sie sie zu Ihrer und entziehen Sie dieses Recht (chmod go-w).</translation>
    </message>
    <message>
        <source>%1 asks for %2, which matters to security and cannot be done here, so %3 is not connected to; %4.</source>
        <translation>%1 verlangt %2; das ist für die Sicherheit wesentlich und hier nicht möglich, darum wird %3 nicht verbunden; %4.</translation>
    </message>
    <message>
        <source>%1 has a program decide (Match exec) whether %2 at %3 counts. Programs are not run here to find out where to connect to; write the condition without exec, or a Host block before it that sets %2.</source>
        <translation>%1 lässt ein Programm entscheiden (Match exec), ob %2 in %3 gilt. Hier wird kein Programm ausgeführt, um herauszufinden, wohin verbunden wird; schreiben Sie die Bedingung ohne exec oder davor einen Host-Block, der %2 setzt.</translation>
    </message>
    <message>
        <source>%1: the value of %2 cannot be used: %3. Correct the line.</source>
        <translation>%1: Der Wert von %2 kann nicht verwendet werden: %3. Berichtigen Sie die Zeile.</translation>
    </message>
    <message>
        <source>The ProxyCommand of your ssh_config ended before %1 was logged in to; try the command by hand.</source>
        <translation>Der ProxyCommand Ihrer ssh_config endete vor der Anmeldung bei %1; probieren Sie den Befehl von Hand.</translation>
    </message>
    <message>
        <source>The certificate of %1 is signed with %2, which CASignatureAlgorithms in your ssh_config does not allow; have it signed in another way.</source>
        <translation>Das Zertifikat von %1 ist mit %2 unterschrieben, was CASignatureAlgorithms in Ihrer ssh_config nicht erlaubt; lassen Sie es anders unterschreiben.</translation>
    </message>
    <message>
        <source>The jump hosts on the way to %1 lead in a circle or are too many; look at ProxyJump in your ssh_config files.</source>
        <translation>Die Sprung-Hosts auf dem Weg zu %1 führen im Kreis oder sind zu viele; sehen Sie ProxyJump in Ihren ssh_config-Dateien an.</translation>
    </message>
    <message>
        <source>The ProxyCommand of your ssh_config cannot be started here: %1.</source>
        <translation>Der ProxyCommand Ihrer ssh_config kann hier nicht gestartet werden: %1.</translation>
    </message>
    <message>
        <source>The file of revoked host keys %1 cannot be used: %2. No host key can be accepted before that is put right or RevokedHostKeys is taken out of your ssh_config.</source>
        <translation>Die Datei der widerrufenen Hostschlüssel %1 kann nicht verwendet werden: %2. Kein Hostschlüssel kann angenommen werden, bevor das berichtigt oder RevokedHostKeys aus Ihrer ssh_config entfernt ist.</translation>
    </message>
    <message>
        <source>it is a binary list; write the public keys into it, one a line</source>
        <translation>sie ist eine binäre Liste; schreiben Sie die öffentlichen Schlüssel hinein, je einen in eine Zeile</translation>
    </message>
    <message>
        <source>line %1 is no public key</source>
        <translation>Zeile %1 ist kein öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>The login shell of %2 on %1 did not start sh, so nothing was run; give the account a shell, or look at its restrictions there.</source>
        <translation>Die Anmelde-Shell von %2 auf %1 hat sh nicht gestartet, also lief nichts; dem Konto eine Shell geben oder dort seine Einschränkungen ansehen.</translation>
    </message>
    <message>
        <source>No port of 127.0.0.1 could be opened.</source>
        <translation>Auf 127.0.0.1 konnte kein Port geöffnet werden.</translation>
    </message>
    <message>
        <source>Port %1 of 127.0.0.1 could not be opened; choose another one or leave the choice open.</source>
        <translation>Port %1 auf 127.0.0.1 konnte nicht geöffnet werden; wählen Sie einen anderen oder lassen Sie die Wahl offen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 has no session free: what goes on there fills %n connection(s). End something that follows a log or a stream there.</source>
        <translation>
            <numerusform>%1 hat keine Sitzung frei: Was dort läuft, füllt %n Verbindung. Beenden Sie dort etwas, das einem Protokoll oder Datenstrom folgt.</numerusform>
            <numerusform>%1 hat keine Sitzung frei: Was dort läuft, füllt %n Verbindungen. Beenden Sie dort etwas, das einem Protokoll oder Datenstrom folgt.</numerusform>
        </translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>diesem Rechner</translation>
    </message>
    <message>
        <source>%1 on %2 could not be replaced and could not be put back: it lies beside it as %3. Rename it by hand.</source>
        <translation>%1 auf %2 konnte nicht ersetzt und nicht zurückgelegt werden: Es liegt daneben als %3. Bitte von Hand umbenennen.</translation>
    </message>
    <message>
        <source>Password of %1 for sudo</source>
        <translation>Passwort von %1 für sudo</translation>
    </message>
    <message>
        <source>%2 may not run this with sudo on %1, so nothing was done; have an administrator allow it in the sudoers file there.</source>
        <translation>%2 darf dies auf %1 nicht mit sudo ausführen, also geschah nichts; lassen Sie es dort in der sudoers-Datei erlauben.</translation>
    </message>
    <message>
        <source>sudo on %1 wants a terminal (requiretty), so nothing was done; have requiretty switched off for %2 in the sudoers file there.</source>
        <translation>sudo auf %1 verlangt ein Terminal (requiretty), also geschah nichts; lassen Sie requiretty dort in der sudoers-Datei für %2 ausschalten.</translation>
    </message>
    <message>
        <source>sudo on %1 did not accept the password of %2, so nothing was done. It is not tried again by itself.</source>
        <translation>sudo auf %1 hat das Passwort von %2 nicht angenommen, also geschah nichts. Es wird nicht von selbst wiederholt.</translation>
    </message>
    <message>
        <source>sudo on %1 wants the password of %2, which was not given, so nothing was done.</source>
        <translation>sudo auf %1 verlangt das Passwort von %2, das nicht gegeben wurde, also geschah nichts.</translation>
    </message>
    <message>
        <source>There is no sudo on %1, so nothing was done; install it there or log in as the user that may.</source>
        <translation>Auf %1 gibt es kein sudo, also geschah nichts; installieren Sie es dort oder melden Sie sich als der Benutzer an, der darf.</translation>
    </message>
    <message>
        <source>sudo on %1 ended before the command was started, so nothing was done.</source>
        <translation>sudo auf %1 endete, bevor der Befehl gestartet war, also geschah nichts.</translation>
    </message>
    <message>
        <source>What %1 speaks is no SSH that can be used here; check the address, the port and which algorithms are allowed there.</source>
        <translation>Was %1 spricht, ist kein SSH, das sich hier verwenden lässt; Adresse und Port prüfen und welche Verfahren dort erlaubt sind.</translation>
    </message>
    <message>
        <source>The command on %1 was stopped; nothing of it runs there any more.</source>
        <translation>Der Befehl auf %1 wurde beendet; nichts davon läuft dort mehr.</translation>
    </message>
    <message>
        <source>The command on %1 did not end within %2 and was ended; nothing of it runs there any more.</source>
        <translation>Der Befehl auf %1 endete nicht innerhalb von %2 und wurde beendet; nichts davon läuft dort noch.</translation>
    </message>
    <message>
        <source>The command on %1 did not end within %2; ending it failed, and it may still run there. Look at the host.</source>
        <translation>Der Befehl auf %1 endete nicht innerhalb von %2; ihn zu beenden gelang nicht, er läuft dort vielleicht noch. Auf dem Host nachsehen.</translation>
    </message>
    <message>
        <source>The password in the keychain was not accepted.</source>
        <translation>Das Passwort im Schlüsselbund wurde nicht angenommen.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::AboutDialog</name>
    <message>
        <source>About Pilothouse</source>
        <translation>Über Pilothouse</translation>
    </message>
    <message>
        <source>Pilothouse %1</source>
        <translation>Pilothouse %1</translation>
    </message>
    <message>
        <source>Runs production systems over SSH, without an agent. Nothing is green without proof, no work is lost with a connection.</source>
        <translation>Betreibt Produktionssysteme über SSH, ohne Agenten. Nichts ist grün ohne Nachweis, keine Arbeit geht mit einer Verbindung verloren.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. There is no warranty.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später. Es gibt keine Gewährleistung.</translation>
    </message>
    <message>
        <source>Built with Qt %1, libssh and KSyntaxHighlighting.</source>
        <translation>Gebaut mit Qt %1, libssh und KSyntaxHighlighting.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::AlertListModel</name>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>an alert and its severity</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>where</source>
        <translation>wo</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Also what is o&amp;ver</source>
        <translation>Auch, was &amp;vorbei ist</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Worum es geht</translation>
    </message>
    <message>
        <source>What you know or do about it (optional)</source>
        <translation>Was Sie darüber wissen oder tun (freiwillig)</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>&amp;I have it</source>
        <translation>&amp;Ich kümmere mich</translation>
    </message>
    <message>
        <source>Acknowledges the alert: nobody is reminded any more, and it does not escalate</source>
        <translation>Übernimmt den Alarm: niemand wird mehr erinnert, und es wird nicht eskaliert</translation>
    </message>
    <message>
        <source>&amp;Quiet until</source>
        <translation>&amp;Ruhe bis</translation>
    </message>
    <message>
        <source>Snoozes the alert: it is told of again if it is still open then</source>
        <translation>Schaltet den Alarm stumm: er wird wieder gemeldet, wenn er dann noch offen ist</translation>
    </message>
    <message>
        <source>Take &amp;back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>Takes the acknowledgement or the quiet back</source>
        <translation>Nimmt die Übernahme oder die Ruhe zurück</translation>
    </message>
    <message>
        <source>Open the &amp;environment</source>
        <translation>&amp;Umgebung öffnen</translation>
    </message>
    <message>
        <source>Chosen alert</source>
        <translation>Gewählter Alarm</translation>
    </message>
    <message>
        <source>none is open</source>
        <translation>keiner ist offen</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n offen</numerusform>
            <numerusform>%n offen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody decides alerts now.</source>
        <translation>Niemand entscheidet jetzt Alarme.</translation>
    </message>
    <message>
        <source>Alerts are decided by this window since %1; while it is closed, by pilothousectl watch where that runs.</source>
        <translation>Alarme entscheidet dieses Fenster seit %1; ist es zu, dann pilothousectl watch, wo das läuft.</translation>
    </message>
    <message>
        <source>Alerts are decided by %1 since %2.</source>
        <translation>Alarme entscheidet %1 seit %2.</translation>
    </message>
    <message>
        <source>began %1</source>
        <translation>begann %1</translation>
    </message>
    <message>
        <source>%1 was told %2</source>
        <translation>%1 wurde %2 benachrichtigt</translation>
    </message>
    <message>
        <source>nobody was told</source>
        <translation>niemand wurde benachrichtigt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a time, how long from now</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (morning)</source>
        <translation>%1 (morgens)</translation>
    </message>
    <message>
        <source>What is wrong is listed here: one line for a cause, with what follows from it inside. Probes, hosts, thresholds, objectives and the age of backups are watched.</source>
        <translation>Hier steht, was nicht stimmt: eine Zeile je Ursache, darin, was aus ihr folgt. Beobachtet werden Prüfungen, Hosts, Schwellen, Ziele und das Alter von Sicherungen.</translation>
    </message>
    <message>
        <source>call %1</source>
        <translation>anrufen: %1</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::AnnounceForm</name>
    <message>
        <source>Announce maintenance</source>
        <translation>Wartung ankündigen</translation>
    </message>
    <message>
        <source>What it is for; people read it</source>
        <translation>Wofür; die Leute lesen das</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Begin, as clocks in its zone show it</source>
        <translation>Beginn, wie Uhren in der Zeitzone ihn zeigen</translation>
    </message>
    <message>
        <source>Length, such as 2h or 1h30m</source>
        <translation>Dauer, etwa 2h oder 1h30m</translation>
    </message>
    <message>
        <source>Why it is at short notice; people read it</source>
        <translation>Warum so kurzfristig; die Leute lesen das</translation>
    </message>
    <message>
        <source>Why it is at short notice</source>
        <translation>Warum so kurzfristig</translation>
    </message>
    <message>
        <source>It &amp;opens although nobody is told</source>
        <translation>Es &amp;öffnet, obwohl niemand benachrichtigt wird</translation>
    </message>
    <message>
        <source>Why it opens although nobody is told</source>
        <translation>Warum es öffnet, obwohl niemand benachrichtigt wird</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Of a time that comes twice when clocks are put back: 2026-10-25 02:30+02:00</source>
        <translation>Bei einer Uhrzeit, die es beim Zurückstellen der Uhren zweimal gibt: 2026-10-25 02:30+02:00</translation>
    </message>
    <message>
        <source>&amp;Begins</source>
        <translation>&amp;Beginnt</translation>
    </message>
    <message>
        <source>&amp;lasts</source>
        <translation>&amp;dauert</translation>
    </message>
    <message>
        <source>A maintenance window lasts for up to 14 days.</source>
        <translation>Ein Wartungsfenster dauert bis zu 14 Tage.</translation>
    </message>
    <message>
        <source>That time is over; nobody can be told before.</source>
        <translation>Diese Zeit ist vorbei; vorher kann niemand mehr benachrichtigt werden.</translation>
    </message>
    <message>
        <source>announcing…</source>
        <translation>wird angekündigt …</translation>
    </message>
    <message>
        <source>when it is has to be put right first</source>
        <translation>erst muss der Zeitpunkt stimmen</translation>
    </message>
    <message>
        <source>say what it is for</source>
        <translation>sagen, wofür es ist</translation>
    </message>
    <message>
        <source>say why it is at short notice</source>
        <translation>sagen, warum es so kurzfristig ist</translation>
    </message>
    <message>
        <source>say why it opens although nobody is told</source>
        <translation>sagen, warum es öffnet, obwohl niemand benachrichtigt wird</translation>
    </message>
    <message>
        <source>Announce; it opens all the same</source>
        <translation>Ankündigen; es öffnet trotzdem</translation>
    </message>
    <message>
        <source>Announce</source>
        <translation>Ankündigen</translation>
    </message>
    <message>
        <source>It begins %1, which is %2 here.</source>
        <translation>Es beginnt %1, hier ist das %2.</translation>
    </message>
    <message>
        <source>Nobody is told: no entry of notify: hears of maintenance.</source>
        <translation>Niemand wird benachrichtigt: kein Eintrag von notify: erfährt von Wartungen.</translation>
    </message>
    <message>
        <source>Told at once, later than the promised %1: %2.</source>
        <translation>Sofort benachrichtigt, später als die versprochenen %1: %2.</translation>
    </message>
    <message>
        <source>Told at once, and in time (%1 were promised): %2.</source>
        <translation>Sofort benachrichtigt, und rechtzeitig (versprochen sind %1): %2.</translation>
    </message>
    <message>
        <source>all hosts</source>
        <translation>alle Hosts</translation>
    </message>
    <message>
        <source>No page is shown to users; the definition has none.</source>
        <translation>Benutzer sehen keine Seite; die Definition hat keine.</translation>
    </message>
    <message>
        <source>Users see the page of %1 meanwhile; nothing checks that it is shown.</source>
        <translation>Benutzer sehen währenddessen die Seite von %1; nichts prüft, ob sie gezeigt wird.</translation>
    </message>
    <message>
        <source>Users see the page of %1 meanwhile.</source>
        <translation>Benutzer sehen währenddessen die Seite von %1.</translation>
    </message>
    <message>
        <source>They read: %1</source>
        <translation>Sie lesen: %1</translation>
    </message>
    <message>
        <source>What people will read</source>
        <translation>Was die Leute lesen werden</translation>
    </message>
    <message>
        <source>Why it was not announced</source>
        <translation>Warum es nicht angekündigt wurde</translation>
    </message>
    <message>
        <source>Type %1 to go on:</source>
        <translation>%1 eintippen, um fortzufahren:</translation>
    </message>
    <message>
        <source>It began %1, which is %2 here.</source>
        <translation>Es begann %1, hier ist das %2.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::AnswerModel</name>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>of</source>
        <translation>wovon</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>aufbewahrt</translation>
    </message>
    <message>
        <source>by</source>
        <translation>durch</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Keeping it was begun, and nobody knows how that ended.</source>
        <translation>Das Aufbewahren wurde begonnen, und niemand weiß, wie es ausging.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ApprovalPanel</name>
    <message>
        <source>A&amp;pprove</source>
        <translation>&amp;Freigeben</translation>
    </message>
    <message>
        <source>&amp;Decline</source>
        <translation>&amp;Ablehnen</translation>
    </message>
    <message>
        <source>Outcome of the decision</source>
        <translation>Ergebnis der Entscheidung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Reason for the decision</source>
        <translation>Begründung der Entscheidung</translation>
    </message>
    <message>
        <source>Key to sign with, such as ~/.ssh/id_ed25519.pub</source>
        <translation>Schlüssel für die Unterschrift, etwa ~/.ssh/id_ed25519.pub</translation>
    </message>
    <message>
        <source>Key to sign with</source>
        <translation>Schlüssel für die Unterschrift</translation>
    </message>
    <message>
        <source>The file of a private key without a passphrase, or of a public one whose other half your agent has</source>
        <translation>Die Datei eines privaten Schlüssels ohne Passphrase oder eines öffentlichen, dessen andere Hälfte Ihr Agent hat</translation>
    </message>
    <message>
        <source>%1 waits for an approval</source>
        <translation>%1 wartet auf eine Freigabe</translation>
    </message>
    <message>
        <source>Who may approve: %1. Until %2 (%3).</source>
        <translation>Wer freigeben darf: %1. Bis %2 (%3).</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ApproveCard</name>
    <message>
        <source>Approve a plan</source>
        <translation>Einen Plan freigeben</translation>
    </message>
    <message>
        <source>Look at the &amp;plan…</source>
        <translation>Den &amp;Plan ansehen …</translation>
    </message>
    <message>
        <source>Paste the message, or the hash, that was handed to you</source>
        <translation>Die Nachricht oder den Hash einfügen, die übergeben wurden</translation>
    </message>
    <message>
        <source>What was handed to you</source>
        <translation>Was übergeben wurde</translation>
    </message>
    <message>
        <source>Procedure of the plan</source>
        <translation>Ablauf des Plans</translation>
    </message>
    <message>
        <source>That plan is one of %1; open it there.</source>
        <translation>Dieser Plan gehört zu %1; dort öffnen.</translation>
    </message>
    <message>
        <source>The definition here has no procedure “%1” that asks for an approval.</source>
        <translation>Die Definition hier hat keinen Ablauf „%1“, der eine Freigabe verlangt.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::BackupModel</name>
    <message>
        <source>no backup was made</source>
        <translation>keine Sicherung wurde angelegt</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>only readable: %1</source>
        <translation>nur lesbar: %1</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>made</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>proved</source>
        <translation>nachgewiesen</translation>
    </message>
    <message>
        <source>restored %1</source>
        <translation>wiederhergestellt %1</translation>
    </message>
    <message>
        <source>complete, %1 read to the end %2</source>
        <translation>vollständig, %1 bis zum Ende gelesen %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>archive: sign</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::BackupPage</name>
    <message>
        <source>Newest verified backup</source>
        <translation>Neueste verifizierte Sicherung</translation>
    </message>
    <message>
        <source>Listing the backups…</source>
        <translation>Sicherungen werden aufgelistet…</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>&amp;Back up now</source>
        <translation>&amp;Jetzt sichern</translation>
    </message>
    <message>
        <source>Make a backup on its host and read it to its end</source>
        <translation>Eine Sicherung auf ihrem Host anlegen und bis zum Ende lesen</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Verifizieren</translation>
    </message>
    <message>
        <source>Read the chosen backup to its end on its host</source>
        <translation>Die gewählte Sicherung auf ihrem Host bis zum Ende lesen</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>&amp;Wiederherstellen…</translation>
    </message>
    <message>
        <source>Show the plan of restoring the chosen backup</source>
        <translation>Den Plan zeigen, die gewählte Sicherung wiederherzustellen</translation>
    </message>
    <message>
        <source>Nothing is known about the backups</source>
        <translation>Über die Sicherungen ist nichts bekannt</translation>
    </message>
    <message>
        <source>on %1 in %2</source>
        <translation>auf %1 in %2</translation>
    </message>
    <message>
        <source>reading %1 to its end…</source>
        <translation>%1 wird bis zum Ende gelesen…</translation>
    </message>
    <message>
        <source>%1 old, at most %2 may be lost</source>
        <translation>%1 alt, höchstens %2 dürfen verloren gehen</translation>
    </message>
    <message>
        <source>There is no backup</source>
        <translation>Es gibt keine Sicherung</translation>
    </message>
    <message>
        <source>No backup was read to its end yet</source>
        <translation>Noch keine Sicherung wurde bis zum Ende gelesen</translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s)</source>
        <translation>
            <numerusform>%n Sicherung</numerusform>
            <numerusform>%n Sicherungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>%n ausgeblieben</numerusform>
            <numerusform>%n ausgeblieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n andere Datei</numerusform>
            <numerusform>%n andere Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Backup of the definition</source>
        <translation>Sicherung der Definition</translation>
    </message>
    <message>
        <source>&amp;List again</source>
        <translation>Neu auf&amp;listen</translation>
    </message>
    <message>
        <source>Ask the host what is in the folder now</source>
        <translation>Den Rechner fragen, was jetzt im Ordner liegt</translation>
    </message>
    <message>
        <source>The definition names no backups of this environment</source>
        <translation>Die Definition nennt für diese Umgebung keine Sicherungen</translation>
    </message>
    <message>
        <source>listed %1</source>
        <translation>aufgelistet %1</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::BackupRowsModel</name>
    <message>
        <source>%1: %2, %3</source>
        <comment>archive: sign, remark</comment>
        <translation>%1: %2, %3</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::BackupsCard</name>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Newest backups</source>
        <translation>Neueste Sicherungen</translation>
    </message>
    <message>
        <source>No archive has been found yet.</source>
        <translation>Noch kein Archiv wurde gefunden.</translation>
    </message>
    <message>
        <source>The definition names no backups of this environment.</source>
        <translation>Die Definition nennt keine Sicherungen dieser Umgebung.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>newest verified · RPO %1</source>
        <translation>neueste verifizierte · RPO %1</translation>
    </message>
    <message>
        <source>newest verified</source>
        <translation>neueste verifizierte</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::BypassPanel</name>
    <message>
        <source>&amp;Plan to pass them</source>
        <translation>&amp;Planen, sie zu umgehen</translation>
    </message>
    <message>
        <source>Plan without &amp;passing</source>
        <translation>Ohne &amp;Umgehen planen</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Schranken</translation>
    </message>
    <message>
        <source>Open incident</source>
        <translation>Offener Vorfall</translation>
    </message>
    <message>
        <source>Why they are to be passed</source>
        <translation>Warum sie umgangen werden sollen</translation>
    </message>
    <message>
        <source>Why the gates are to be passed</source>
        <translation>Warum die Schranken umgangen werden sollen</translation>
    </message>
    <message numerus="yes">
        <source>Starts past %n gate(s)</source>
        <translation>
            <numerusform>Beginnt an %n Schranke vorbei</numerusform>
            <numerusform>Beginnt an %n Schranken vorbei</numerusform>
        </translation>
    </message>
    <message>
        <source>For the incident “%1”, because: %2. It stays red until somebody else has reviewed it.</source>
        <translation>Für den Vorfall „%1“, weil: %2. Es bleibt rot, bis jemand anderes nachgesehen hat.</translation>
    </message>
    <message>
        <source>What is missing can be passed for an open incident</source>
        <translation>Was fehlt, kann für einen offenen Vorfall umgangen werden</translation>
    </message>
    <message>
        <source>no incident is open here</source>
        <translation>hier ist kein Vorfall offen</translation>
    </message>
    <message>
        <source>Open an incident on the page Incidents first</source>
        <translation>Bitte zuerst auf der Seite Vorfälle einen eröffnen</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::CardDelegate</name>
    <message>
        <source>none defined</source>
        <translation>keine definiert</translation>
    </message>
    <message>
        <source>%1 old</source>
        <translation>%1 alt</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>checklist %1/%2</source>
        <translation>Checkliste %1/%2</translation>
    </message>
    <message>
        <source>checklist</source>
        <translation>Checkliste</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>cpu · memory</source>
        <translation>CPU · Arbeitsspeicher</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>none verified</source>
        <translation>keine verifiziert</translation>
    </message>
    <message>
        <source>newest verified backup</source>
        <translation>neueste verifizierte Sicherung</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message numerus="yes">
        <source>%n bypass(es) not reviewed</source>
        <translation>
            <numerusform>%n Umgehung nicht nachgesehen</numerusform>
            <numerusform>%n Umgehungen nicht nachgesehen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ChangesCard</name>
    <message>
        <source>What changed lately</source>
        <translation>Was sich zuletzt geändert hat</translation>
    </message>
    <message>
        <source>Nothing has changed since Pilothouse looks after this environment.</source>
        <translation>Nichts hat sich geändert, seit Pilothouse diese Umgebung betreut.</translation>
    </message>
    <message>
        <source>on call</source>
        <translation>Bereitschaft</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>What changed before</source>
        <translation>Was sich davor geändert hat</translation>
    </message>
    <message>
        <source>no phone number in the definition</source>
        <translation>keine Telefonnummer in der Definition</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ChangesModel</name>
    <message>
        <source>before</source>
        <translation>davor</translation>
    </message>
    <message>
        <source>when</source>
        <translation>wann</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ChartPlot</name>
    <message>
        <source>Zoom &amp;In</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Show as &amp;Table</source>
        <translation>Als &amp;Tabelle zeigen</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ChartTableModel</name>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ChartsCard</name>
    <message>
        <source>Load</source>
        <translation>Auslastung</translation>
    </message>
    <message>
        <source>Measurements appear here as soon as the first host has answered.</source>
        <translation>Messwerte erscheinen hier, sobald der erste Host geantwortet hat.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ChecklistPage</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>Checkliste</translation>
    </message>
    <message>
        <source>Re&amp;pair text</source>
        <translation>Text &amp;reparieren</translation>
    </message>
    <message>
        <source>Show characters that were read in a wrong encoding as they were meant; the file stays as it is</source>
        <translation>Zeichen, die in einer falschen Kodierung gelesen wurden, so zeigen, wie sie gemeint waren; die Datei bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>&amp;Read file again</source>
        <translation>Datei neu &amp;lesen</translation>
    </message>
    <message>
        <source>Read the document as it is now; what was recorded stays (F5)</source>
        <translation>Das Dokument lesen, wie es jetzt ist; Festgehaltenes bleibt (F5)</translation>
    </message>
    <message>
        <source>Tick in the &amp;file</source>
        <translation>In der &amp;Datei abhaken</translation>
    </message>
    <message>
        <source>Tick the boxes of held items in the document; nothing else in it changes</source>
        <translation>Die Kästchen erfüllter Punkte im Dokument abhaken; sonst ändert sich nichts darin</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Unterschriften</translation>
    </message>
    <message>
        <source>&amp;Read the checklist</source>
        <translation>&amp;Checkliste lesen</translation>
    </message>
    <message>
        <source>Checklists of this environment will be here. Name one under checklists: in its definition.</source>
        <translation>Hier stehen die Checklisten dieser Umgebung. In ihrer Definition unter checklists: eine nennen.</translation>
    </message>
    <message>
        <source>This checklist was not read yet. Its items will be here, with what proves each of them.</source>
        <translation>Diese Checkliste wurde noch nicht gelesen. Hier stehen dann ihre Punkte, mit dem, was jeden davon nachweist.</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>aus %1</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) look like items and are none</source>
        <translation>
            <numerusform>%n Zeile sieht wie ein Punkt aus und ist keiner</numerusform>
            <numerusform>%n Zeilen sehen wie Punkte aus und sind keine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n garbled place(s)</source>
        <translation>
            <numerusform>%n verstümmelte Stelle</numerusform>
            <numerusform>%n verstümmelte Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Sign as %1…</source>
        <translation>Als %1 unter&amp;schreiben…</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ChecklistsCard</name>
    <message>
        <source>next to sign:</source>
        <translation>als Nächstes unterschreibt:</translation>
    </message>
    <message>
        <source>nobody has to sign</source>
        <translation>niemand muss unterschreiben</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the checklist %1</source>
        <translation>Checkliste %1 öffnen</translation>
    </message>
    <message>
        <source>Checklists</source>
        <translation>Checklisten</translation>
    </message>
    <message>
        <source>No checklist of this environment has been read.</source>
        <translation>Von dieser Umgebung wurde keine Checkliste gelesen.</translation>
    </message>
    <message>
        <source>signed by all</source>
        <translation>von allen unterschrieben</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::CodeView</name>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::CommandPalette</name>
    <message>
        <source>Type a command or an environment</source>
        <translation>Einen Befehl oder eine Umgebung eintippen</translation>
    </message>
    <message>
        <source>Command or environment</source>
        <translation>Befehl oder Umgebung</translation>
    </message>
    <message>
        <source>Commands and environments</source>
        <translation>Befehle und Umgebungen</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::Commands</name>
    <message>
        <source>There is no command called %1.</source>
        <translation>Es gibt keinen Befehl namens %1.</translation>
    </message>
    <message>
        <source>Choose an environment first.</source>
        <translation>Zuerst eine Umgebung wählen.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::EnvironmentDialog</name>
    <message>
        <source>%1 – %2 [%3]</source>
        <comment>title, environment, its kind</comment>
        <translation>%1 – %2 [%3]</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::EnvironmentPage</name>
    <message>
        <source>Parts of %1</source>
        <translation>Teile von %1</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>version not known</source>
        <translation>Version nicht bekannt</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>version %1 deployed %2</source>
        <translation>Version %1, Deploy %2</translation>
    </message>
    <message>
        <source>version %1 deployed %2 by %3</source>
        <translation>Version %1, Deploy %2 durch %3</translation>
    </message>
    <message>
        <source>last healthy %1</source>
        <translation>zuletzt gesund %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>title and number of a tab</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n bypass(es) not reviewed</source>
        <translation>
            <numerusform>%n Umgehung nicht nachgesehen</numerusform>
            <numerusform>%n Umgehungen nicht nachgesehen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ErrorPanel</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Einzelheiten zum Fehler</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Hide &amp;details</source>
        <translation>&amp;Einzelheiten verbergen</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>&amp;Einzelheiten zeigen</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Nothing is wrong with what was looked at</source>
        <translation>Alles in Ordnung, was angesehen wurde</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::FleetModel</name>
    <message>
        <source>%1, %2: %3</source>
        <comment>environment, kind: verdict</comment>
        <translation>%1, %2: %3</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::FleetPage</name>
    <message>
        <source>No system is defined yet</source>
        <translation>Noch ist kein System definiert</translation>
    </message>
    <message>
        <source>Environments</source>
        <translation>Umgebungen</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the environments</source>
        <translation>Die Umgebungen filtern</translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s)</source>
        <translation>
            <numerusform>%n Umgebung</numerusform>
            <numerusform>%n Umgebungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n environment(s)</source>
        <translation>
            <numerusform>%1 von %n Umgebung</numerusform>
            <numerusform>%1 von %n Umgebungen</numerusform>
        </translation>
    </message>
    <message>
        <source>worst first</source>
        <translation>schlechteste zuerst</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>Here every environment of every system will have a card: is it well, which version runs, how old is its newest verified backup.</source>
        <translation>Hier bekommt jede Umgebung jedes Systems eine Karte: geht es ihr gut, welche Version läuft, wie alt ist ihre neueste verifizierte Sicherung.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ForgetDialog</name>
    <message>
        <source>Forget host keys</source>
        <translation>Host-Schlüssel vergessen</translation>
    </message>
    <message>
        <source>Keys to be forgotten</source>
        <translation>Schlüssel, die vergessen werden</translation>
    </message>
    <message>
        <source>These lines are taken out of this console&apos;s own file. Nobody gets to these hosts from here before their keys are known again, unless another known_hosts file or an authority vouches for them.</source>
        <translation>Diese Zeilen werden aus der eigenen Datei dieser Konsole genommen. Von hier kommt niemand mehr zu diesen Hosts, bevor ihre Schlüssel wieder bekannt sind, außer eine andere known_hosts-Datei oder eine Zertifizierungsstelle verbürgt sich für sie.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Forget %n key(s)</source>
        <translation>
            <numerusform>%n Schlüssel ver&amp;gessen</numerusform>
            <numerusform>%n Schlüssel ver&amp;gessen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::HeartbeatBar</name>
    <message>
        <source>no checks yet</source>
        <translation>noch keine Prüfungen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number of checks and their sign</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s): %1</source>
        <translation>
            <numerusform>%n Prüfung: %1</numerusform>
            <numerusform>%n Prüfungen: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::HostKeyDialog</name>
    <message>
        <source>First contact with %1</source>
        <translation>Erster Kontakt mit %1</translation>
    </message>
    <message>
        <source>The key of %1 is not provisioned</source>
        <translation>Der Schlüssel von %1 ist nicht hinterlegt</translation>
    </message>
    <message>
        <source>The key of %1 is not the known one</source>
        <translation>Der Schlüssel von %1 ist nicht der bekannte</translation>
    </message>
    <message>
        <source>The key of %1 is refused</source>
        <translation>Der Schlüssel von %1 wird abgelehnt</translation>
    </message>
    <message>
        <source>&amp;Do not connect</source>
        <translation>&amp;Nicht verbinden</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Through</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Known as</source>
        <translation>Bekannt als</translation>
    </message>
    <message>
        <source>Type of key</source>
        <translation>Art des Schlüssels</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>Steht in</translation>
    </message>
    <message>
        <source>Compare it with the host itself: at its own console or with whoever set it up, not over this network. There, this prints the fingerprint:</source>
        <translation>Am Host selbst vergleichen: an seiner eigenen Konsole oder mit dem, der ihn eingerichtet hat, nicht über dieses Netz. Dort gibt dies den Fingerabdruck aus:</translation>
    </message>
    <message>
        <source>Command that prints the fingerprint: %1</source>
        <translation>Befehl, der den Fingerabdruck ausgibt: %1</translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <source>Fingerprint as the host prints it</source>
        <translation>Fingerabdruck, wie der Host ihn ausgibt</translation>
    </message>
    <message>
        <source>I have compared the fingerprint &amp;myself</source>
        <translation>Ich habe den Fingerabdruck &amp;selbst verglichen</translation>
    </message>
    <message>
        <source>&amp;Accept this key</source>
        <translation>Diesen Schlüssel a&amp;nnehmen</translation>
    </message>
    <message>
        <source>In production nobody accepts a key in passing. Bring the host&apos;s public key (%1) here by a way that you trust, and provision it; then connect again.</source>
        <translation>In der Produktion nimmt niemand einen Schlüssel nebenbei an. Den öffentlichen Schlüssel des Hosts (%1) auf einem vertrauenswürdigen Weg hierher bringen und hinterlegen; danach erneut verbinden.</translation>
    </message>
    <message>
        <source>&amp;Provision…</source>
        <translation>&amp;Hinterlegen…</translation>
    </message>
    <message>
        <source>Paste it here, and it is compared to the last character.</source>
        <translation>Hier einfügen, dann wird er bis zum letzten Zeichen verglichen.</translation>
    </message>
    <message>
        <source>It is the same.</source>
        <translation>Es ist derselbe.</translation>
    </message>
    <message>
        <source>It is another one. Do not accept the key; somebody else may be answering.</source>
        <translation>Es ist ein anderer. Den Schlüssel nicht annehmen; vielleicht antwortet jemand anders.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::HostRunsCard</name>
    <message>
        <source>Runs of other computers</source>
        <translation>Läufe anderer Rechner</translation>
    </message>
    <message>
        <source>&amp;Look on the hosts</source>
        <translation>Auf den Hosts &amp;nachsehen</translation>
    </message>
    <message>
        <source>&amp;Open by id</source>
        <translation>Über die Id ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Asks the hosts which runs they keep that this computer does not know</source>
        <translation>Fragt die Hosts, welche Läufe sie aufbewahren, die dieser Rechner nicht kennt</translation>
    </message>
    <message>
        <source>Id of a run, from whoever started it</source>
        <translation>Id eines Laufs, von dem, der ihn gestartet hat</translation>
    </message>
    <message>
        <source>Id of a run</source>
        <translation>Id eines Laufs</translation>
    </message>
    <message>
        <source>What the hosts said</source>
        <translation>Was die Hosts sagten</translation>
    </message>
    <message>
        <source>What others started is not in the store of this computer; the hosts keep it.</source>
        <translation>Was andere gestartet haben, steht nicht im Speicher dieses Rechners; die Hosts bewahren es auf.</translation>
    </message>
    <message>
        <source>Asking the hosts…</source>
        <translation>Die Hosts werden gefragt …</translation>
    </message>
    <message>
        <source>Not all hosts could be asked, so there may be more: %1.</source>
        <translation>Nicht alle Hosts konnten gefragt werden, also kann es mehr geben: %1.</translation>
    </message>
    <message>
        <source>What these hosts keep of a run cannot be read: %1.</source>
        <translation>Was diese Hosts von einem Lauf aufbewahren, ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>The hosts keep no run that this computer does not know.</source>
        <translation>Die Hosts bewahren keinen Lauf auf, den dieser Rechner nicht kennt.</translation>
    </message>
    <message numerus="yes">
        <source>%n found, newest first.</source>
        <translation>
            <numerusform>%n gefunden.</numerusform>
            <numerusform>%n gefunden, die neuesten zuerst.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older was not looked at; open it by its id.</source>
        <translation>
            <numerusform>%n älterer wurde nicht angesehen; über seine Id lässt er sich öffnen.</numerusform>
            <numerusform>%n ältere wurden nicht angesehen; über ihre Id lassen sie sich öffnen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::HostsPage</name>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Hosts</translation>
    </message>
    <message>
        <source>Keys that were refused</source>
        <translation>Abgelehnte Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Look at it…</source>
        <translation>&amp;Ansehen…</translation>
    </message>
    <message>
        <source>Shows the key, and how to compare it with the host itself</source>
        <translation>Zeigt den Schlüssel und wie man ihn am Host selbst vergleicht</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>No definition names a host that is reached over SSH.</source>
        <translation>Keine Definition nennt einen Host, der über SSH erreicht wird.</translation>
    </message>
    <message>
        <source>Connects to the chosen host, so that it can be seen whether it works</source>
        <translation>Verbindet sich mit dem gewählten Host, damit man sieht, ob es geht</translation>
    </message>
    <message>
        <source>Known keys</source>
        <translation>Bekannte Schlüssel</translation>
    </message>
    <message>
        <source>Filter by host or fingerprint</source>
        <translation>Nach Host oder Fingerabdruck filtern</translation>
    </message>
    <message>
        <source>Filter the known keys</source>
        <translation>Die bekannten Schlüssel filtern</translation>
    </message>
    <message>
        <source>&amp;Provision…</source>
        <translation>&amp;Hinterlegen…</translation>
    </message>
    <message>
        <source>Makes keys known that a person has compared, from a file or from the clipboard</source>
        <translation>Macht Schlüssel bekannt, die jemand verglichen hat, aus einer Datei oder der Zwischenablage</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>Ver&amp;gessen…</translation>
    </message>
    <message>
        <source>Takes the chosen lines out of this console&apos;s own file</source>
        <translation>Nimmt die gewählten Zeilen aus der eigenen Datei dieser Konsole</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) cannot be read: %1</source>
        <translation>
            <numerusform>%n Zeile ist nicht lesbar: %1</numerusform>
            <numerusform>%n Zeilen sind nicht lesbar: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>changes go to %1</source>
        <translation>geändert wird %1</translation>
    </message>
    <message>
        <source>Only lines of this console&apos;s own file can be taken out here</source>
        <translation>Nur Zeilen der eigenen Datei dieser Konsole können hier entfernt werden</translation>
    </message>
    <message>
        <source>No host key is known here yet; provision those of your hosts.</source>
        <translation>Hier ist noch kein Host-Schlüssel bekannt; die der eigenen Hosts hinterlegen.</translation>
    </message>
    <message>
        <source>No known key matches the filter.</source>
        <translation>Kein bekannter Schlüssel passt zum Filter.</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Ends the connection to the chosen host (Del); whatever watches the host connects again</source>
        <translation>Beendet die Verbindung zum gewählten Host (Entf); was den Host beobachtet, verbindet sich wieder</translation>
    </message>
    <message>
        <source>Kept answers to logins</source>
        <translation>Aufbewahrte Antworten auf Anmeldungen</translation>
    </message>
    <message>
        <source>F&amp;orget…</source>
        <translation>V&amp;ergessen…</translation>
    </message>
    <message>
        <source>Takes the chosen answer out of the keychain; the next login asks for it again</source>
        <translation>Nimmt die gewählte Antwort aus dem Schlüsselbund; die nächste Anmeldung fragt wieder danach</translation>
    </message>
    <message>
        <source>in the keychain</source>
        <translation>im Schlüsselbund</translation>
    </message>
    <message>
        <source>A refused login is never tried again by itself; this tries it once</source>
        <translation>Eine abgelehnte Anmeldung wird nie von selbst wiederholt; dies versucht sie ein Mal</translation>
    </message>
    <message>
        <source>Forget an answer</source>
        <translation>Eine Antwort vergessen</translation>
    </message>
    <message>
        <source>The %1 of %2 is taken out of the keychain. Nobody can read it there afterwards; the next login asks for it.</source>
        <translation>Aus dem Schlüsselbund genommen wird: %1 von %2. Danach kann es dort niemand mehr lesen; die nächste Anmeldung fragt danach.</translation>
    </message>
    <message>
        <source>&amp;Forget it</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Open &amp;terminal</source>
        <translation>&amp;Terminal öffnen</translation>
    </message>
    <message>
        <source>Opens your own terminal on the chosen host, by the same way and with the same keys</source>
        <translation>Öffnet Ihr eigenes Terminal auf dem gewählten Host, auf demselben Weg und mit denselben Schlüsseln</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::IncidentListModel</name>
    <message>
        <source>open for %1</source>
        <translation>offen seit %1</translation>
    </message>
    <message>
        <source>closed %1</source>
        <translation>abgeschlossen %1</translation>
    </message>
    <message>
        <source>incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>led by</source>
        <translation>geleitet von</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::IncidentsPage</name>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>Etwas stimmt nicht</translation>
    </message>
    <message>
        <source>What is wrong, in one line</source>
        <translation>Was nicht stimmt, in einer Zeile</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>&amp;Open incident</source>
        <translation>Vorfall &amp;eröffnen</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Copy as &amp;Markdown</source>
        <translation>Als &amp;Markdown kopieren</translation>
    </message>
    <message>
        <source>The beginning of a post-mortem, with the timeline</source>
        <translation>Der Anfang einer Nachbetrachtung, mit dem Verlauf</translation>
    </message>
    <message>
        <source>What was seen, tried or decided</source>
        <translation>Was gesehen, versucht oder entschieden wurde</translation>
    </message>
    <message>
        <source>Write &amp;down</source>
        <translation>&amp;Notieren</translation>
    </message>
    <message>
        <source>What ended it</source>
        <translation>Was ihn beendet hat</translation>
    </message>
    <message>
        <source>&amp;Close incident</source>
        <translation>Vorfall &amp;abschließen</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>Notieren</translation>
    </message>
    <message>
        <source>none was ever opened here</source>
        <translation>hier wurde noch keiner eröffnet</translation>
    </message>
    <message>
        <source>none is open</source>
        <translation>keiner ist offen</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n offen</numerusform>
            <numerusform>%n offen</numerusform>
        </translation>
    </message>
    <message>
        <source>opened %1 by %2</source>
        <translation>eröffnet %1 von %2</translation>
    </message>
    <message>
        <source>led by %1</source>
        <translation>geleitet von %1</translation>
    </message>
    <message>
        <source>closed %1 by %2: %3</source>
        <translation>abgeschlossen %1 von %2: %3</translation>
    </message>
    <message>
        <source>there is more; the rest is in the audit trail</source>
        <translation>es gibt mehr; der Rest steht im Protokoll</translation>
    </message>
    <message>
        <source>notes, and what the audit trail has; %1</source>
        <translation>Notizen und was das Protokoll hat; %1</translation>
    </message>
    <message>
        <source>Who leads</source>
        <translation>Wer leitet</translation>
    </message>
    <message>
        <source>Ch&amp;ange</source>
        <translation>Ä&amp;ndern</translation>
    </message>
    <message>
        <source>Title, severity and who leads</source>
        <translation>Titel, Schwere und wer leitet</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::InputsForm</name>
    <message>
        <source>branch, tag or commit</source>
        <translation>Branch, Tag oder Commit</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>file name of a backup</source>
        <translation>Dateiname eines Backups</translation>
    </message>
    <message>
        <source>Plan &amp;again</source>
        <translation>Neu &amp;planen</translation>
    </message>
    <message>
        <source>Make the plan anew with these inputs; nothing is changed</source>
        <translation>Den Plan mit diesen Eingaben neu machen; geändert wird nichts</translation>
    </message>
    <message>
        <source>image with a tag</source>
        <translation>Image mit Tag</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ItemPanel</name>
    <message>
        <source>The document says how to see it:</source>
        <translation>Das Dokument sagt, wie es zu sehen ist:</translation>
    </message>
    <message>
        <source>Until the end of</source>
        <translation>Bis zum Ende von</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Commands of the document</source>
        <translation>Befehle des Dokuments</translation>
    </message>
    <message>
        <source>&amp;Tick…</source>
        <translation>&amp;Abhaken…</translation>
    </message>
    <message>
        <source>Say what you saw and hold this item for true (Space)</source>
        <translation>Angeben, was gesehen wurde, und diesen Punkt für wahr halten (Leertaste)</translation>
    </message>
    <message>
        <source>&amp;Fails…</source>
        <translation>&amp;Nicht erfüllt…</translation>
    </message>
    <message>
        <source>Say what you saw that speaks against it</source>
        <translation>Angeben, was gesehen wurde, das dagegen spricht</translation>
    </message>
    <message>
        <source>&amp;Waive…</source>
        <translation>A&amp;usnahme…</translation>
    </message>
    <message>
        <source>Accept it as it is until a day</source>
        <translation>Bis zu einem Tag hinnehmen, wie es ist</translation>
    </message>
    <message>
        <source>&amp;Not applicable…</source>
        <translation>&amp;Entfällt…</translation>
    </message>
    <message>
        <source>It does not concern this environment</source>
        <translation>Es betrifft diese Umgebung nicht</translation>
    </message>
    <message>
        <source>Take &amp;back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>Forget what was recorded about it</source>
        <translation>Vergessen, was dazu festgehalten wurde</translation>
    </message>
    <message>
        <source>Si&amp;gn…</source>
        <translation>Un&amp;terschreiben…</translation>
    </message>
    <message>
        <source>This line is signed, not ticked</source>
        <translation>Diese Zeile wird unterschrieben, nicht abgehakt</translation>
    </message>
    <message>
        <source>What you saw</source>
        <translation>Was gesehen wurde</translation>
    </message>
    <message>
        <source>Last day of the waiver</source>
        <translation>Letzter Tag der Ausnahme</translation>
    </message>
    <message>
        <source>Choose an item to see what proves it.</source>
        <translation>Einen Punkt wählen, um zu sehen, was ihn nachweist.</translation>
    </message>
    <message>
        <source>%1: what was seen is too old to be believed</source>
        <translation>%1: was gesehen wurde, ist zu alt, um es zu glauben</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>good until %1</source>
        <translation>gültig bis %1</translation>
    </message>
    <message>
        <source>What did you see, and where can it be seen? A tick without evidence is only a claim.</source>
        <translation>Was wurde gesehen, und wo ist es zu sehen? Ein Haken ohne Nachweis ist nur eine Behauptung.</translation>
    </message>
    <message>
        <source>&amp;Tick with this evidence</source>
        <translation>Mit diesem Nachweis &amp;abhaken</translation>
    </message>
    <message>
        <source>What did you see that speaks against it?</source>
        <translation>Was wurde gesehen, das dagegen spricht?</translation>
    </message>
    <message>
        <source>&amp;Mark as failing</source>
        <translation>Als &amp;nicht erfüllt markieren</translation>
    </message>
    <message>
        <source>Why is it accepted as it is?</source>
        <translation>Warum wird es hingenommen, wie es ist?</translation>
    </message>
    <message>
        <source>&amp;Waive</source>
        <translation>A&amp;usnehmen</translation>
    </message>
    <message>
        <source>Why does it not concern this environment?</source>
        <translation>Warum betrifft es diese Umgebung nicht?</translation>
    </message>
    <message>
        <source>&amp;Does not apply</source>
        <translation>&amp;Entfällt</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::KeyModel</name>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>stands in</source>
        <translation>steht in</translation>
    </message>
    <message>
        <source>hashed name</source>
        <translation>gehashter Name</translation>
    </message>
    <message>
        <source>here, line %1</source>
        <translation>hier, Zeile %1</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::LinkModel</name>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
    <message>
        <source>host key</source>
        <translation>Host-Schlüssel</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>Umlauf</translation>
    </message>
    <message>
        <source>%1 through %2</source>
        <translation>%1 über %2</translation>
    </message>
    <message>
        <source>certified: %1</source>
        <translation>zertifiziert: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>vouched for by %1</source>
        <translation>verbürgt von %1</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>nicht erreichbar</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::MainWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>There is no environment %1; look for it in the fleet.</source>
        <translation>Es gibt keine Umgebung %1; in der Flotte suchen.</translation>
    </message>
    <message>
        <source>The link leads to %1, which is not defined here.</source>
        <translation>Der Link führt zu %1, was hier nicht definiert ist.</translation>
    </message>
    <message>
        <source>%1 [%2]</source>
        <comment>environment and its kind in the title of the window</comment>
        <translation>%1 [%2]</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>%1 – Pilothouse</source>
        <translation>%1 – Pilothouse</translation>
    </message>
    <message>
        <source>%1 is no longer defined.</source>
        <translation>%1 ist nicht mehr definiert.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Environment</source>
        <translation>&amp;Umgebung</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Search or run a command…</source>
        <translation>&amp;Suchen oder Befehl ausführen…</translation>
    </message>
    <message>
        <source>&amp;Fleet</source>
        <translation>&amp;Flotte</translation>
    </message>
    <message>
        <source>home all environments</source>
        <translation>Startseite alle Umgebungen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>S&amp;ettings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>preferences options shortcuts language</source>
        <translation>Vorlieben Optionen Tastenkürzel Sprache</translation>
    </message>
    <message>
        <source>Open the &amp;menu</source>
        <translation>&amp;Menü öffnen</translation>
    </message>
    <message>
        <source>Light or dark &amp;colours</source>
        <translation>Helle oder dunkle &amp;Farben</translation>
    </message>
    <message>
        <source>theme scheme night</source>
        <translation>Design Farbschema Nacht</translation>
    </message>
    <message>
        <source>&amp;Close the window</source>
        <translation>Fenster &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;About Pilothouse</source>
        <translation>&amp;Über Pilothouse</translation>
    </message>
    <message>
        <source>Every environment is healthy.</source>
        <translation>Jede Umgebung ist gesund.</translation>
    </message>
    <message>
        <source>&amp;What is worst off</source>
        <translation>&amp;Was am schlechtesten steht</translation>
    </message>
    <message>
        <source>down incident broken alarm</source>
        <translation>ausgefallen Vorfall kaputt Alarm</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>&amp;Nächster Tab</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>&amp;Vorheriger Tab</translation>
    </message>
    <message>
        <source>Between &amp;rail and page</source>
        <translation>Zwischen &amp;Leiste und Seite</translation>
    </message>
    <message>
        <source>Links open what is there; they make no plans.</source>
        <translation>Links öffnen, was da ist; sie machen keine Pläne.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::MaintenanceListModel</name>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>what for</source>
        <translation>wofür</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>who was told</source>
        <translation>wer benachrichtigt wurde</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::MaintenancePage</name>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Maintenance windows</source>
        <translation>Wartungsfenster</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Offen %1</translation>
    </message>
    <message>
        <source>Closed; the next opens %1 for %2</source>
        <translation>Geschlossen; das nächste öffnet %1 für %2</translation>
    </message>
    <message>
        <source>Closed, and none is announced</source>
        <translation>Geschlossen, und keines ist angekündigt</translation>
    </message>
    <message>
        <source>%1: repeated, next %2 for %3</source>
        <translation>%1: wiederholt, das nächste %2 für %3</translation>
    </message>
    <message>
        <source>Regular maintenance</source>
        <translation>Regelmäßige Wartung</translation>
    </message>
    <message>
        <source>announced %1 before</source>
        <translation>%1 vorher angekündigt</translation>
    </message>
    <message>
        <source>opens without being announced</source>
        <translation>öffnet ohne Ankündigung</translation>
    </message>
    <message>
        <source>none was announced lately</source>
        <translation>in letzter Zeit wurde keines angekündigt</translation>
    </message>
    <message>
        <source>none is to come; what ended stays for 30 days</source>
        <translation>keines steht bevor; was vorbei ist, bleibt 30 Tage</translation>
    </message>
    <message numerus="yes">
        <source>%n to come or open</source>
        <translation>
            <numerusform>%n bevorstehend oder offen</numerusform>
            <numerusform>%n bevorstehend oder offen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::MemberModel</name>
    <message>
        <source>cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>follows from %1</source>
        <translation>folgt aus %1</translation>
    </message>
    <message>
        <source>well again %1</source>
        <translation>wieder gut %1</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>why</source>
        <translation>warum</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::Navigation</name>
    <message>
        <source>Navigation</source>
        <translation>Navigation</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::NavigationModel</name>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Systems</source>
        <translation>Systeme</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>no data %1</source>
        <translation>keine Daten seit %1</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>environment, kind: verdict</comment>
        <translation>%1, %2: %3</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::Notice</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::OfferModel</name>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>what is wrong</source>
        <translation>was nicht stimmt</translation>
    </message>
    <message>
        <source>key that was offered</source>
        <translation>angebotener Schlüssel</translation>
    </message>
    <message>
        <source>when</source>
        <translation>wann</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::OutputPanel</name>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Stay at the end as output arrives (F)</source>
        <translation>Am Ende bleiben, während Ausgabe eintrifft (F)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in the output (/)</source>
        <translation>In der Ausgabe suchen (/)</translation>
    </message>
    <message>
        <source>Next error</source>
        <translation>Nächster Fehler</translation>
    </message>
    <message>
        <source>Jump to the next line that reports a failure (N)</source>
        <translation>Zur nächsten Zeile springen, die einen Fehler meldet (N)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the selection, or everything</source>
        <translation>Die Auswahl oder alles kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Save the output to a file</source>
        <translation>Die Ausgabe in eine Datei speichern</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>No further error</source>
        <translation>Kein weiterer Fehler</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>In %1 gespeichert</translation>
    </message>
    <message>
        <source>Search in the output</source>
        <translation>In der Ausgabe suchen</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Output of %1</source>
        <translation>Ausgabe von %1</translation>
    </message>
    <message>
        <source>Save the output</source>
        <translation>Ausgabe speichern</translation>
    </message>
    <message>
        <source>The output could not be saved to %1; choose another place.</source>
        <translation>Die Ausgabe ließ sich nicht in %1 speichern; einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>Only the beginning was copied; save the output to have all of it</source>
        <translation>Nur der Anfang wurde kopiert; die Ausgabe speichern, um alles davon zu haben</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier line(s) are no longer kept here</source>
        <translation>
            <numerusform>%n frühere Zeile ist hier nicht mehr aufbewahrt</numerusform>
            <numerusform>%n frühere Zeilen sind hier nicht mehr aufbewahrt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::OutputView</name>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s), the last one: %1</source>
        <translation>
            <numerusform>%n Zeile: %1</numerusform>
            <numerusform>%n Zeilen, die letzte: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::PaletteModel</name>
    <message>
        <source>%1 %2</source>
        <comment>command and the environment it acts on</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 ▸ %2: %3…</source>
        <comment>system, environment and what is run there</comment>
        <translation>%1 ▸ %2: %3…</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::PlanApprovalPanel</name>
    <message>
        <source>Copy what to &amp;hand on</source>
        <translation>Zum &amp;Weitergeben kopieren</translation>
    </message>
    <message>
        <source>Hash of the plan</source>
        <translation>Hash des Plans</translation>
    </message>
    <message>
        <source>Outcome of the decision</source>
        <translation>Ergebnis der Entscheidung</translation>
    </message>
    <message>
        <source>Somebody may have approved it meanwhile</source>
        <translation>Vielleicht hat ihn inzwischen jemand freigegeben</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reason for the decision</source>
        <translation>Grund der Entscheidung</translation>
    </message>
    <message>
        <source>Key to sign with, such as ~/.ssh/id_ed25519.pub</source>
        <translation>Schlüssel zum Unterschreiben, etwa ~/.ssh/id_ed25519.pub</translation>
    </message>
    <message>
        <source>Key to sign with</source>
        <translation>Schlüssel zum Unterschreiben</translation>
    </message>
    <message>
        <source>Approve this plan</source>
        <translation>Diesen Plan freigeben</translation>
    </message>
    <message>
        <source>&amp;Decline</source>
        <translation>&amp;Ablehnen</translation>
    </message>
    <message>
        <source>This plan needs nobody’s approval</source>
        <translation>Dieser Plan braucht keine Freigabe</translation>
    </message>
    <message>
        <source>Somebody approved this plan</source>
        <translation>Jemand hat diesen Plan freigegeben</translation>
    </message>
    <message>
        <source>Somebody has to approve exactly this plan</source>
        <translation>Jemand muss genau diesen Plan freigeben</translation>
    </message>
    <message>
        <source>This is the plan that was handed to you</source>
        <translation>Das ist der Plan, der übergeben wurde</translation>
    </message>
    <message>
        <source>Who asks stands in no message; ask whoever handed the hash to you.</source>
        <translation>Wer fragt, steht in keiner Nachricht; bei der Person nachfragen, die den Hash übergab.</translation>
    </message>
    <message>
        <source>%1 asks, as the message says.</source>
        <translation>%1 fragt, wie die Nachricht sagt.</translation>
    </message>
    <message>
        <source>Who may approve: %1. A yes holds for %2.</source>
        <translation>Wer freigeben darf: %1. Ein Ja gilt %2.</translation>
    </message>
    <message>
        <source>This is not the plan that was handed to you</source>
        <translation>Das ist nicht der Plan, der übergeben wurde</translation>
    </message>
    <message>
        <source>You were asked about %1. Something changed since, or the inputs are others; nothing here can be approved. Have it planned and handed on again.</source>
        <translation>Gefragt wurde nach %1. Seitdem hat sich etwas geändert, oder die Eingaben sind andere; hier ist nichts freizugeben. Neu planen und weitergeben lassen.</translation>
    </message>
    <message>
        <source>plan %1</source>
        <translation>Plan %1</translation>
    </message>
    <message>
        <source>writing it down…</source>
        <translation>wird aufgeschrieben …</translation>
    </message>
    <message>
        <source>name the key to sign with</source>
        <translation>den Schlüssel zum Unterschreiben nennen</translation>
    </message>
    <message>
        <source>It counts for whoever runs this plan, but for %1.</source>
        <translation>Es gilt für alle, die diesen Plan ausführen, außer für %1.</translation>
    </message>
    <message>
        <source>Look a&amp;gain</source>
        <translation>&amp;Noch einmal ansehen</translation>
    </message>
    <message>
        <source>A message for whoever approves it; it is pasted on the page of runs, and holds the command as well</source>
        <translation>Eine Nachricht für die Person, die freigibt; sie wird auf der Seite der Läufe eingefügt und enthält auch den Befehl</translation>
    </message>
    <message>
        <source>Type %1 to go on:</source>
        <translation>%1 eintippen:</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::PlanView</name>
    <message>
        <source>What will change</source>
        <translation>Was sich ändern wird</translation>
    </message>
    <message>
        <source>Before it starts</source>
        <translation>Vor dem Start</translation>
    </message>
    <message>
        <source>Script of the chosen step</source>
        <translation>Skript des gewählten Schritts</translation>
    </message>
    <message>
        <source>&amp;Leave as it is</source>
        <translation>&amp;So lassen</translation>
    </message>
    <message>
        <source>plan %1 · nothing has been changed yet</source>
        <translation>Plan %1 · noch ist nichts geändert</translation>
    </message>
    <message>
        <source>run on the hosts; if this computer is lost they go on, and roll back if the check fails</source>
        <translation>laufen auf den Hosts; geht dieser Rechner verloren, machen sie weiter, und sie rollen zurück, wenn die Prüfung fehlschlägt</translation>
    </message>
    <message>
        <source>run on the hosts; closing this window stops nothing</source>
        <translation>laufen auf den Hosts; dieses Fenster zu schließen hält nichts an</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>wird gestartet…</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>by this console</source>
        <translation>durch diese Konsole</translation>
    </message>
    <message>
        <source>secrets on standard input: %1</source>
        <translation>Geheimnisse über die Standardeingabe: %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis zu %1</translation>
    </message>
    <message>
        <source># these probes have to be green: %1</source>
        <translation># diese Prüfungen müssen grün sein: %1</translation>
    </message>
    <message>
        <source>the inputs were changed; plan again</source>
        <translation>die Eingaben sind geändert; neu planen</translation>
    </message>
    <message>
        <source>%1 does not hold</source>
        <translation>%1 ist nicht erfüllt</translation>
    </message>
    <message>
        <source>Copy as &amp;script</source>
        <translation>Als &amp;Skript kopieren</translation>
    </message>
    <message>
        <source>Plain sh that a person can read and carry out with ssh alone; it holds no secret</source>
        <translation>Einfaches sh, das ein Mensch lesen und allein mit ssh ausführen kann; es enthält kein Geheimnis</translation>
    </message>
    <message numerus="yes">
        <source>%1, past %n gate(s)</source>
        <translation>
            <numerusform>%1, an %n Schranke vorbei</numerusform>
            <numerusform>%1, an %n Schranken vorbei</numerusform>
        </translation>
    </message>
    <message>
        <source>it is looked at to be approved</source>
        <translation>er wird angesehen, um freigegeben zu werden</translation>
    </message>
    <message>
        <source># on standard input:</source>
        <translation># auf der Standardeingabe:</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ProgressBarThin</name>
    <message>
        <source>in progress</source>
        <translation>im Gange</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::PromptDialog</name>
    <message>
        <source>Passphrase of a key</source>
        <translation>Passphrase eines Schlüssels</translation>
    </message>
    <message>
        <source>Password for the login</source>
        <translation>Passwort für die Anmeldung</translation>
    </message>
    <message>
        <source>The server asks</source>
        <translation>Der Server fragt</translation>
    </message>
    <message>
        <source>Password for sudo</source>
        <translation>Passwort für sudo</translation>
    </message>
    <message>
        <source>&amp;Unlock the key</source>
        <translation>Schlüssel &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Log in</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <source>&amp;Answer</source>
        <translation>&amp;Antworten</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>%1 – %2 [Production]</source>
        <comment>what is asked, for which host</comment>
        <translation>%1 – %2 [Produktion]</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>what is asked, for which host</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>&amp;Do not answer</source>
        <translation>&amp;Nicht antworten</translation>
    </message>
    <message>
        <source>The login is given up then, and not tried again by itself</source>
        <translation>Die Anmeldung wird dann aufgegeben und nicht von selbst wiederholt</translation>
    </message>
    <message>
        <source>It is the way to %1.</source>
        <translation>Er ist der Weg zu %1.</translation>
    </message>
    <message>
        <source>Reached through %1.</source>
        <translation>Erreicht über %1.</translation>
    </message>
    <message>
        <source>The last answer was not right.</source>
        <translation>Die letzte Antwort war nicht richtig.</translation>
    </message>
    <message>
        <source>&amp;Keep it in the keychain once it has proved right</source>
        <translation>Im &amp;Schlüsselbund behalten, sobald es sich als richtig erwiesen hat</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::PromptQueue</name>
    <message>
        <source>The question was not answered.</source>
        <translation>Die Frage wurde nicht beantwortet.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ProposalModel</name>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>what comes of it</source>
        <translation>was daraus wird</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>forget this one first: %1</source>
        <translation>zuerst diesen vergessen: %1</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ProvisionDialog</name>
    <message>
        <source>Provision host keys</source>
        <translation>Host-Schlüssel hinterlegen</translation>
    </message>
    <message>
        <source>Paste a piece of known_hosts, what ssh-keyscan printed, or a host&apos;s public key, or choose a file with it. Nothing is added before you have seen it here.</source>
        <translation>Ein Stück von known_hosts, die Ausgabe von ssh-keyscan oder den öffentlichen Schlüssel eines Hosts einfügen oder eine Datei damit wählen. Nichts wird eingetragen, bevor es hier zu sehen war.</translation>
    </message>
    <message>
        <source>Keys, as text</source>
        <translation>Schlüssel, als Text</translation>
    </message>
    <message>
        <source>&amp;Choose a file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
    <message>
        <source>Host of keys that stand alone</source>
        <translation>Host von Schlüsseln, die allein stehen</translation>
    </message>
    <message>
        <source>&amp;Host of keys that stand alone</source>
        <translation>&amp;Host von Schlüsseln, die allein stehen</translation>
    </message>
    <message>
        <source>Keys that were found</source>
        <translation>Gefundene Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Add keys</source>
        <translation>Schlüssel &amp;eintragen</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>File with host keys</source>
        <translation>Datei mit Host-Schlüsseln</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Add %n key(s)</source>
        <translation>
            <numerusform>%n Schlüssel &amp;eintragen</numerusform>
            <numerusform>%n Schlüssel &amp;eintragen</numerusform>
        </translation>
    </message>
    <message>
        <source>None of them can be added.</source>
        <translation>Keiner davon kann eingetragen werden.</translation>
    </message>
    <message>
        <source>Compare each fingerprint with the host itself before you add it.</source>
        <translation>Jeden Fingerabdruck am Host selbst vergleichen, bevor er eingetragen wird.</translation>
    </message>
    <message>
        <source>app-1.example.org ssh-ed25519 AAAAC3…</source>
        <translation>app-1.example.org ssh-ed25519 AAAAC3…</translation>
    </message>
    <message>
        <source>app-1.example.org, [10.0.0.5]:2222</source>
        <translation>app-1.example.org, [10.0.0.5]:2222</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::RangeBar</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the span before (Backspace)</source>
        <translation>Zurück zur Spanne davor (Rücktaste)</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>The last %1</source>
        <translation>Die letzten %1</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show the values as a table (T)</source>
        <translation>Die Werte als Tabelle zeigen (T)</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ReviewPanel</name>
    <message>
        <source>I have &amp;looked at it</source>
        <translation>Ich habe &amp;nachgesehen</translation>
    </message>
    <message>
        <source>Passed gates</source>
        <translation>Umgangene Schranken</translation>
    </message>
    <message>
        <source>What you found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Whose review, if not yours</source>
        <translation>Wer nachgesehen hat, wenn jemand anderes</translation>
    </message>
    <message>
        <source>Whose review it is, if not yours</source>
        <translation>Wer nachgesehen hat, wenn jemand anderes</translation>
    </message>
    <message>
        <source>A name is a claim; whose login wrote it down is kept as well</source>
        <translation>Ein Name ist eine Behauptung; wessen Anmeldung es aufschrieb, wird mit aufbewahrt</translation>
    </message>
    <message>
        <source>For the incident “%1”, because: %2</source>
        <translation>Für den Vorfall „%1“, weil: %2</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::RunListModel</name>
    <message>
        <source>procedure</source>
        <translation>Prozedur</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>started</source>
        <translation>gestartet</translation>
    </message>
    <message>
        <source>took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>by</source>
        <translation>durch</translation>
    </message>
    <message>
        <source>how it ended</source>
        <translation>wie es ausging</translation>
    </message>
    <message>
        <source>%1, bypass not reviewed</source>
        <translation>%1, Umgehung nicht nachgesehen</translation>
    </message>
    <message>
        <source>%1, bypass reviewed</source>
        <translation>%1, Umgehung nachgesehen</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::RunSheet</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::RunView</name>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>Checked before it started</source>
        <translation>Vor dem Start geprüft</translation>
    </message>
    <message>
        <source>&amp;Cancel run</source>
        <translation>Lauf &amp;abbrechen</translation>
    </message>
    <message>
        <source>plan %1 · run %2 · started %3 by %4</source>
        <translation>Plan %1 · Lauf %2 · gestartet %3 durch %4</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>plan %1
run %2
started %3</source>
        <translation>Plan %1
Lauf %2
begonnen %3</translation>
    </message>
    <message>
        <source>What was to change</source>
        <translation>Was sich ändern sollte</translation>
    </message>
    <message>
        <source>run on the hosts; closing this window stops nothing</source>
        <translation>laufen auf den Hosts; dieses Fenster zu schließen hält nichts an</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>this console</source>
        <translation>diese Konsole</translation>
    </message>
    <message>
        <source>Waiting until this holds. Nothing is printed meanwhile.</source>
        <translation>Wartet, bis das gilt. Ausgegeben wird dabei nichts.</translation>
    </message>
    <message>
        <source>&amp;Go on at the failed step…</source>
        <translation>Am fehlgeschlagenen Schritt &amp;weitermachen…</translation>
    </message>
    <message>
        <source>Outcome in detail</source>
        <translation>Ausgang im Einzelnen</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::RunsPage</name>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>Deploys, rollbacks, backups and restores are kept here with their plan and their output.</source>
        <translation>Deploys, Rollbacks, Sicherungen und Wiederherstellungen werden hier mit Plan und Ausgabe aufbewahrt.</translation>
    </message>
    <message>
        <source>Making the plan…</source>
        <translation>Der Plan wird gemacht…</translation>
    </message>
    <message>
        <source>Versions, pending changes and free space are asked for. Nothing is changed.</source>
        <translation>Versionen, anstehende Änderungen und freier Platz werden abgefragt. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation>Zurück zu den Läufen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>neueste zuerst</translation>
    </message>
    <message>
        <source>Opening the run…</source>
        <translation>Der Lauf wird geöffnet…</translation>
    </message>
    <message>
        <source>Its record and output are read.</source>
        <translation>Seine Aufzeichnung und Ausgabe werden gelesen.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>&amp;Start a procedure</source>
        <translation>&amp;Prozedur starten</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Words of the procedure, the state, the person, the summary, or the beginning of a run’s id (Ctrl+F)</source>
        <translation>Wörter aus Ablauf, Zustand, Person oder Ergebnis, oder der Anfang der Kennung eines Laufs (Strg+F)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The run is one of %1/%2; open it there.</source>
        <translation>Der Lauf gehört zu %1/%2; dort öffnen.</translation>
    </message>
    <message>
        <source>Please look at this plan and approve or decline it: %1 %2.</source>
        <translation>Bitte diesen Plan ansehen und freigeben oder ablehnen: %1 %2.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ServicesCard</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>The definition names no services of this environment.</source>
        <translation>Die Definition nennt keine Dienste dieser Umgebung.</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::ServicesModel</name>
    <message>
        <source>%1: %2</source>
        <comment>service: sign</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message numerus="yes">
        <source>last %n check(s)</source>
        <translation>
            <numerusform>letzte Prüfung</numerusform>
            <numerusform>letzte %n Prüfungen</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>detail</source>
        <translation>Einzelheit</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Changes at once, in every window.</source>
        <translation>Ändert sich sofort, in jedem Fenster.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Takes effect when Pilothouse is started again.</source>
        <translation>Wirkt, wenn Pilothouse neu gestartet ist.</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Shortcut of %1</source>
        <translation>Tastenkürzel von %1</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::SightPanel</name>
    <message>
        <source>This computer only watches</source>
        <translation>Dieser Rechner sieht nur zu</translation>
    </message>
    <message>
        <source>Take over and &amp;cancel it</source>
        <translation>Übernehmen und &amp;abbrechen</translation>
    </message>
    <message>
        <source>Why it was not taken over</source>
        <translation>Warum er nicht übernommen wurde</translation>
    </message>
    <message>
        <source>Take over and go on</source>
        <translation>Übernehmen und weitermachen</translation>
    </message>
    <message>
        <source>Type %1 to go on:</source>
        <translation>%1 eintippen, um fortzufahren:</translation>
    </message>
    <message>
        <source>It is over. What is shown is what its hosts keep of it.</source>
        <translation>Er ist vorbei. Zu sehen ist, was seine Hosts von ihm aufbewahren.</translation>
    </message>
    <message>
        <source>%1 drives it, from another computer.</source>
        <translation>%1 treibt ihn, von einem anderen Rechner aus.</translation>
    </message>
    <message>
        <source>Nobody drives it: %1 did, and was last seen %2 ago. It waits for a console.</source>
        <translation>Niemand treibt ihn: %1 tat es und wurde zuletzt vor %2 gesehen. Er wartet auf eine Konsole.</translation>
    </message>
    <message>
        <source>Nobody drives it. It waits for a console.</source>
        <translation>Niemand treibt ihn. Er wartet auf eine Konsole.</translation>
    </message>
    <message>
        <source>Not asked, since they did not answer: %1.</source>
        <translation>Nicht gefragt, weil sie nicht antworteten: %1.</translation>
    </message>
    <message>
        <source>taking it over…</source>
        <translation>wird übernommen …</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::SignPanel</name>
    <message>
        <source>Nobody signs this checklist: neither its definition nor its document names a role.</source>
        <translation>Niemand unterschreibt diese Checkliste: Weder Definition noch Dokument nennen eine Rolle.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Unterschriften</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Erklärung</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) are not proved. Say why you sign nevertheless; the signature covers everything that is recorded now.</source>
        <translation>
            <numerusform>%n Punkt ist nicht nachgewiesen. Angeben, warum trotzdem unterschrieben wird; die Unterschrift gilt für alles, was jetzt festgehalten ist.</numerusform>
            <numerusform>%n Punkte sind nicht nachgewiesen. Angeben, warum trotzdem unterschrieben wird; die Unterschrift gilt für alles, was jetzt festgehalten ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is proved or settled. The signature covers everything that is recorded now; a later change will show.</source>
        <translation>Alles ist nachgewiesen oder entschieden. Die Unterschrift gilt für alles, was jetzt festgehalten ist; eine spätere Änderung wird sichtbar.</translation>
    </message>
    <message>
        <source>Statement (may be empty)</source>
        <translation>Erklärung (darf leer sein)</translation>
    </message>
    <message>
        <source>&amp;Sign as %1</source>
        <translation>Als %1 unter&amp;schreiben</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::Sparkline</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::StatusMark</name>
    <message>
        <source>%1: %2</source>
        <comment>sign: statement</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Never observed</source>
        <translation>Nie beobachtet</translation>
    </message>
    <message>
        <source>Observed %1 (%2)</source>
        <translation>Beobachtet %1 (%2)</translation>
    </message>
    <message>
        <source>Too old to be believed: good for %1</source>
        <translation>Zu alt, um es zu glauben: gültig für %1</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Quelle: %1</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::StepList</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>gelungen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>number and name of a step</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Step %1, %2: %3 %4</source>
        <translation>Schritt %1, %2: %3 %4</translation>
    </message>
    <message>
        <source>usually takes %1</source>
        <translation>dauert gewöhnlich %1</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::TimeChart</name>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
    <message>
        <source>goal &lt; %1</source>
        <translation>Ziel &lt; %1</translation>
    </message>
    <message>
        <source>goal &gt; %1</source>
        <translation>Ziel &gt; %1</translation>
    </message>
    <message>
        <source>Chart of %1</source>
        <translation>Diagramm von %1</translation>
    </message>
    <message>
        <source>%1: no values</source>
        <translation>%1: keine Werte</translation>
    </message>
    <message>
        <source>%1: now %2, lowest %3, highest %4</source>
        <translation>%1: jetzt %2, niedrigster %3, höchster %4</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>no values</source>
        <translation>keine Werte</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::TimelineModel</name>
    <message>
        <source>before it: %1</source>
        <translation>davor: %1</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>by</source>
        <translation>von</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::TopBar</name>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>Menü (F10)</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s) down</source>
        <translation>
            <numerusform>%n Umgebung ausgefallen</numerusform>
            <numerusform>%n Umgebungen ausgefallen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s) degraded</source>
        <translation>
            <numerusform>%n Umgebung beeinträchtigt</numerusform>
            <numerusform>%n Umgebungen beeinträchtigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) open</source>
        <translation>
            <numerusform>%n Alarm offen</numerusform>
            <numerusform>%n Alarme offen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::TypedConfirmation</name>
    <message>
        <source>Type %1 to start:</source>
        <translation>Zum Starten %1 eintippen:</translation>
    </message>
    <message>
        <source>This is not %1</source>
        <translation>Das ist nicht %1</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::VerdictText</name>
    <message>
        <source>In maintenance</source>
        <translation>In Wartung</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Healthy for %1</source>
        <translation>Gesund seit %1</translation>
    </message>
    <message>
        <source>Degraded for %1</source>
        <translation>Beeinträchtigt seit %1</translation>
    </message>
    <message>
        <source>Down for %1</source>
        <translation>Ausgefallen seit %1</translation>
    </message>
    <message>
        <source>In maintenance for %1</source>
        <translation>In Wartung seit %1</translation>
    </message>
    <message>
        <source>No data for %1</source>
        <translation>Keine Daten seit %1</translation>
    </message>
    <message>
        <source>last: %1</source>
        <translation>zuletzt: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>verdict: reason</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::WindowHistoryModel</name>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>by</source>
        <translation>durch</translation>
    </message>
    <message>
        <source>why, and what was seen</source>
        <translation>warum, und was gesehen wurde</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::WindowMessagesModel</name>
    <message>
        <source>next try %1</source>
        <translation>nächster Versuch %1</translation>
    </message>
    <message>
        <source>refused for %1</source>
        <translation>abgelehnt für %1</translation>
    </message>
    <message>
        <source>message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>by</source>
        <translation>durch</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>accepted for</source>
        <translation>angenommen für</translation>
    </message>
</context>
<context>
    <name>Pilothouse::Ui::WindowView</name>
    <message>
        <source>Who was told</source>
        <translation>Wer benachrichtigt wurde</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Why; people read it</source>
        <translation>Warum; die Leute lesen das</translation>
    </message>
    <message>
        <source>Why it is changed</source>
        <translation>Warum es geändert wird</translation>
    </message>
    <message>
        <source>Longer by, such as 1h</source>
        <translation>Länger um, etwa 1h</translation>
    </message>
    <message>
        <source>E&amp;xtend by</source>
        <translation>&amp;Verlängern um</translation>
    </message>
    <message>
        <source>&amp;Cancel the window</source>
        <translation>Fenster &amp;absagen</translation>
    </message>
    <message>
        <source>&amp;Begin now</source>
        <translation>Jetzt &amp;beginnen</translation>
    </message>
    <message>
        <source>Puts the page up and looks for it; by itself that is done within half a minute</source>
        <translation>Schaltet die Seite ein und sieht nach ihr; von selbst geschieht das innerhalb einer halben Minute</translation>
    </message>
    <message>
        <source>&amp;End now</source>
        <translation>Jetzt be&amp;enden</translation>
    </message>
    <message>
        <source>although a run goes on there</source>
        <translation>obwohl dort ein Lauf läuft</translation>
    </message>
    <message>
        <source>Why it was not changed</source>
        <translation>Warum es nicht geändert wurde</translation>
    </message>
    <message>
        <source>extending…</source>
        <translation>wird verlängert …</translation>
    </message>
    <message>
        <source>cancelling…</source>
        <translation>wird abgesagt …</translation>
    </message>
    <message>
        <source>beginning; hosts with a page are asked…</source>
        <translation>beginnt; Hosts mit einer Seite werden gefragt …</translation>
    </message>
    <message>
        <source>ending; hosts with a page are asked…</source>
        <translation>endet; Hosts mit einer Seite werden gefragt …</translation>
    </message>
    <message>
        <source>Nobody was told of it, so it does not open</source>
        <translation>Niemand wurde davon benachrichtigt, also öffnet es nicht</translation>
    </message>
    <message>
        <source>Why it opens although nobody was told</source>
        <translation>Warum es öffnet, obwohl niemand benachrichtigt wurde</translation>
    </message>
    <message>
        <source>Let it open all the same</source>
        <translation>Trotzdem öffnen lassen</translation>
    </message>
    <message>
        <source>Type %1 to go on:</source>
        <translation>%1 eintippen, um fortzufahren:</translation>
    </message>
    <message>
        <source>writing it down…</source>
        <translation>wird aufgeschrieben …</translation>
    </message>
    <message>
        <source>here from %1 to %2</source>
        <translation>hier von %1 bis %2</translation>
    </message>
    <message>
        <source>one of those that the definition repeats</source>
        <translation>eines von denen, die die Definition wiederholt</translation>
    </message>
    <message>
        <source>users see a page meanwhile</source>
        <translation>Benutzer sehen währenddessen eine Seite</translation>
    </message>
    <message>
        <source>no page is shown to users</source>
        <translation>Benutzer sehen keine Seite</translation>
    </message>
    <message>
        <source>nobody: no entry of notify: hears of maintenance</source>
        <translation>niemand: kein Eintrag von notify: erfährt von Wartungen</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>noch niemand</translation>
    </message>
    <message>
        <source>each message, entry by entry</source>
        <translation>jede Nachricht, Eintrag für Eintrag</translation>
    </message>
    <message>
        <source>say why</source>
        <translation>sagen, warum</translation>
    </message>
    <message>
        <source>A longer window counts once somebody was told</source>
        <translation>Ein längeres Fenster zählt, sobald jemand benachrichtigt wurde</translation>
    </message>
    <message>
        <source>Say why; people are told that it is cancelled</source>
        <translation>Sagen, warum; die Leute erfahren, dass es abgesagt ist</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>%1: %2 into %3</source>
        <translation>%1: %2 nach %3</translation>
    </message>
    <message>
        <source>%1 %2 to %3</source>
        <translation>%1 %2 auf %3</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s)</source>
        <translation>
            <numerusform>%n Commit</numerusform>
            <numerusform>%n Commits</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing to apply</source>
        <translation>nichts anzuwenden</translation>
    </message>
    <message numerus="yes">
        <source>%n to apply</source>
        <translation>
            <numerusform>%n anzuwenden</numerusform>
            <numerusform>%n anzuwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>cannot be taken back</source>
        <translation>nicht zurücknehmbar</translation>
    </message>
    <message>
        <source>hosts</source>
        <translation>Hosts</translation>
    </message>
    <message>
        <source>also when this computer is lost</source>
        <translation>auch wenn dieser Rechner verloren geht</translation>
    </message>
    <message>
        <source>waits for a console when this computer is lost</source>
        <translation>wartet auf eine Konsole, wenn dieser Rechner verloren geht</translation>
    </message>
    <message>
        <source>if it fails</source>
        <translation>bei Fehlschlag</translation>
    </message>
    <message>
        <source>free space could not be told</source>
        <translation>freier Platz ließ sich nicht feststellen</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>%1, which runs already</source>
        <translation>%1, läuft schon</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>replaced by what %1 holds; what was written since is only in the safety dump that is made first</source>
        <translation>ersetzt durch den Inhalt von %1; was seither geschrieben wurde, steht nur in der Sicherheitskopie, die zuerst gemacht wird</translation>
    </message>
    <message>
        <source>replaced by what %1 holds; what was written since is lost</source>
        <translation>ersetzt durch den Inhalt von %1; was seither geschrieben wurde, ist verloren</translation>
    </message>
    <message>
        <source>destroys data: %1</source>
        <translation>vernichtet Daten: %1</translation>
    </message>
    <message>
        <source>proof</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>macht weiter</translation>
    </message>
    <message>
        <source>with run %1, at the step %2; there is no way back</source>
        <translation>mit Lauf %1, beim Schritt %2; es gibt keinen Rückweg</translation>
    </message>
    <message>
        <source>takes itself back after %1 unless a new connection confirms it</source>
        <translation>nimmt sich nach %1 selbst zurück, wenn keine neue Verbindung ihn bestätigt</translation>
    </message>
    <message>
        <source>waits for an approval: %1</source>
        <translation>wartet auf eine Freigabe: %1</translation>
    </message>
    <message>
        <source>brings back</source>
        <translation>bringt zurück</translation>
    </message>
    <message>
        <source>way back</source>
        <translation>Rückweg</translation>
    </message>
    <message>
        <source>%1, kept %2</source>
        <translation>%1, aufgehoben %2</translation>
    </message>
    <message>
        <source>%1, runs now</source>
        <translation>%1, läuft jetzt</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>none; this only looks</source>
        <translation>keine; hier wird nur nachgesehen</translation>
    </message>
    <message>
        <source>way back, %1</source>
        <translation>Rückweg, %1</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>%1 cannot be asked at the moment; what was sent to it goes on there. %2</source>
        <translation>%1 ist gerade nicht zu befragen; was dorthin gesendet wurde, geht dort weiter. %2</translation>
    </message>
    <message>
        <source>%1 ends the processes of a user who logs out; run loginctl enable-linger there, or this run may end with its connection.</source>
        <translation>%1 beendet die Prozesse eines Kontos, das sich abmeldet; dort loginctl enable-linger ausführen, sonst endet dieser Lauf vielleicht mit seiner Verbindung.</translation>
    </message>
    <message>
        <source>This program cannot carry out step %1; use the full console.</source>
        <translation>Dieses Programm kann den Schritt %1 nicht ausführen; die volle Konsole verwenden.</translation>
    </message>
    <message>
        <source>The journal of the run cannot be written; free space or fix the disk of this machine, nothing is started without it.</source>
        <translation>Das Journal des Laufs lässt sich nicht schreiben; auf der Platte dieses Rechners Platz schaffen oder sie reparieren, ohne Journal wird nichts gestartet.</translation>
    </message>
    <message>
        <source>The journal of the run is damaged; ask the hosts what happened before you go on.</source>
        <translation>Das Journal des Laufs ist beschädigt; auf den Hosts nachsehen, was geschah, bevor es weitergeht.</translation>
    </message>
    <message>
        <source>There is no such run on this machine.</source>
        <translation>Auf diesem Rechner gibt es keinen solchen Lauf.</translation>
    </message>
    <message>
        <source>This run exists already; attach to it.</source>
        <translation>Diesen Lauf gibt es schon; ihm folgen (attach).</translation>
    </message>
    <message>
        <source>Another window or pilothousectl drives this run; watch it there or attach to it.</source>
        <translation>Ein anderes Fenster oder pilothousectl führt diesen Lauf; dort zusehen oder ihm folgen (attach).</translation>
    </message>
    <message>
        <source>The host refused: %1.</source>
        <translation>Der Host hat abgelehnt: %1.</translation>
    </message>
    <message>
        <source>No process could be started on this machine; check its memory and process limits.</source>
        <translation>Auf diesem Rechner ließ sich kein Prozess starten; Arbeitsspeicher und Prozessgrenzen prüfen.</translation>
    </message>
    <message>
        <source>A command on this machine did not end in time; look at what it waits for.</source>
        <translation>Ein Befehl auf diesem Rechner endete nicht rechtzeitig; nachsehen, worauf er wartet.</translation>
    </message>
    <message>
        <source>The command was ended by the console.</source>
        <translation>Der Befehl wurde von der Konsole beendet.</translation>
    </message>
    <message>
        <source>%1 is locked by a run that is dead: %2. Verify what it did, then take its lock over or unlock.</source>
        <translation>%1 ist von einem toten Lauf gesperrt: %2. Prüfen, was er tat, dann seine Sperre übernehmen oder lösen.</translation>
    </message>
    <message>
        <source>%1 is locked: %2. Wait for it or ask its holder.</source>
        <translation>%1 ist gesperrt: %2. Warten oder bei der Person nachfragen, die die Sperre hält.</translation>
    </message>
    <message>
        <source>the definition of the system was changed</source>
        <translation>die Definition des Systems wurde geändert</translation>
    </message>
    <message>
        <source>another version runs now: %1 instead of %2</source>
        <translation>jetzt läuft eine andere Version: %1 statt %2</translation>
    </message>
    <message>
        <source>%1 is now %2 instead of %3</source>
        <translation>%1 ist jetzt %2 statt %3</translation>
    </message>
    <message>
        <source>step %1 would apply %2 changes instead of %3</source>
        <translation>Schritt %1 würde %2 statt %3 Änderungen anwenden</translation>
    </message>
    <message>
        <source>the steps or hosts are not the same</source>
        <translation>die Schritte oder Hosts sind nicht dieselben</translation>
    </message>
    <message>
        <source>The plan does not fit its hash; make a new one.</source>
        <translation>Der Plan passt nicht zu seiner Prüfsumme; einen neuen machen.</translation>
    </message>
    <message>
        <source>The definition has no %1 named %2.</source>
        <translation>Die Definition hat keine %1 namens %2.</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>procedure</source>
        <translation>Prozedur</translation>
    </message>
    <message>
        <source>No earlier version is known here; say which one with --set previous=COMMIT.</source>
        <translation>Hier ist keine frühere Version bekannt; mit --set previous=COMMIT angeben, welche.</translation>
    </message>
    <message>
        <source>Procedure %1 calls itself; take that step out.</source>
        <translation>Die Prozedur %1 ruft sich selbst auf; diesen Schritt herausnehmen.</translation>
    </message>
    <message>
        <source>The definition has no procedure named %1.</source>
        <translation>Die Definition hat keine Prozedur namens %1.</translation>
    </message>
    <message>
        <source>Step %1 has no host to run on.</source>
        <translation>Der Schritt %1 hat keinen Host, auf dem er laufen kann.</translation>
    </message>
    <message>
        <source>%1 did not answer as expected; check that its login shell can run sh.</source>
        <translation>%1 hat nicht wie erwartet geantwortet; prüfen, ob die Login-Shell dort sh ausführen kann.</translation>
    </message>
    <message>
        <source>The running version could not be read on %1.</source>
        <translation>Die laufende Version ließ sich auf %1 nicht lesen.</translation>
    </message>
    <message>
        <source>No step of the procedure has a host with a repository in which %1 could be looked up.</source>
        <translation>Kein Schritt der Prozedur hat einen Host mit einem Repository, in dem sich %1 nachschlagen ließe.</translation>
    </message>
    <message>
        <source>%1 could not be resolved on %2: %3.</source>
        <translation>%1 ließ sich auf %2 nicht auflösen: %3.</translation>
    </message>
    <message>
        <source>%1 could not be resolved on %2; is git installed there?</source>
        <translation>%1 ließ sich auf %2 nicht auflösen; ist git dort installiert?</translation>
    </message>
    <message>
        <source>Procedure %1 has no input named %2.</source>
        <translation>Die Prozedur %1 hat keine Eingabe namens %2.</translation>
    </message>
    <message>
        <source>Input %1 is needed; give it with --set %1=VALUE.</source>
        <translation>Die Eingabe %1 wird gebraucht; mit --set %1=WERT angeben.</translation>
    </message>
    <message>
        <source>Input %1 must be one of %2.</source>
        <translation>Die Eingabe %1 muss eine aus %2 sein.</translation>
    </message>
    <message>
        <source>Input %1 must be a whole number.</source>
        <translation>Die Eingabe %1 muss eine ganze Zahl sein.</translation>
    </message>
    <message>
        <source>What step %1 would apply could not be counted.</source>
        <translation>Was der Schritt %1 anwenden würde, ließ sich nicht zählen.</translation>
    </message>
    <message>
        <source>%1 has only %2 left on its disk.</source>
        <translation>%1 hat nur noch %2 frei auf der Platte.</translation>
    </message>
    <message>
        <source>%1 has only %2 free inodes left.</source>
        <translation>%1 hat nur noch %2 freie Inodes.</translation>
    </message>
    <message>
        <source>%1 held for %2.</source>
        <translation>%1 war %2 lang erfüllt.</translation>
    </message>
    <message>
        <source>Held; not counted, because red before: %1.</source>
        <translation>Erfüllt; nicht gezählt, weil schon vorher rot: %1.</translation>
    </message>
    <message>
        <source>Not green within %1. %2</source>
        <translation>Nicht grün innerhalb von %1. %2</translation>
    </message>
    <message>
        <source>Waited %1.</source>
        <translation>%1 gewartet.</translation>
    </message>
    <message>
        <source>The journal of the run holds no plan.</source>
        <translation>Das Journal des Laufs enthält keinen Plan.</translation>
    </message>
    <message>
        <source>Another console drives this run: %1. Attach to it there, or wait until it is gone.</source>
        <translation>Eine andere Konsole führt diesen Lauf: %1. Ihm dort folgen oder warten, bis sie weg ist.</translation>
    </message>
    <message>
        <source>Another console has taken over this run; attach to it there.</source>
        <translation>Eine andere Konsole hat diesen Lauf übernommen; ihm dort folgen (attach).</translation>
    </message>
    <message>
        <source>A value for a host holds a NUL byte or a name a line break; change it, no shell can carry that.</source>
        <translation>Ein Wert für einen Host enthält ein NUL-Byte oder ein Name einen Zeilenumbruch; ändern, keine Shell kann das übertragen.</translation>
    </message>
    <message>
        <source>The host did not answer as expected; check that its login shell can run sh.</source>
        <translation>Der Host hat nicht wie erwartet geantwortet; prüfen, ob seine Login-Shell sh ausführen kann.</translation>
    </message>
    <message>
        <source>Waiting for a console</source>
        <translation>Wartet auf eine Konsole</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>%1 ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>%1 failed; going back.</source>
        <translation>%1 ist fehlgeschlagen; es geht zurück.</translation>
    </message>
    <message>
        <source>%1 failed. The procedure names no way back: look at its output and repair by hand.</source>
        <translation>%1 ist fehlgeschlagen. Die Prozedur nennt keinen Weg zurück: die Ausgabe ansehen und von Hand reparieren.</translation>
    </message>
    <message>
        <source>%1 failed after a step that cannot be taken back was applied, so nothing was rolled back. Restore a backup, or repair and deploy again.</source>
        <translation>%1 ist fehlgeschlagen, nachdem ein nicht zurücknehmbarer Schritt angewendet war, darum wurde nichts zurückgerollt. Eine Sicherung wiederherstellen, oder reparieren und noch einmal deployen.</translation>
    </message>
    <message>
        <source>%1 failed, and so did the way back: the environment needs you now.</source>
        <translation>%1 ist fehlgeschlagen, und der Weg zurück auch: Die Umgebung braucht jetzt Hilfe von Hand.</translation>
    </message>
    <message>
        <source>%1 failed; rolled back.</source>
        <translation>%1 ist fehlgeschlagen; zurückgerollt.</translation>
    </message>
    <message>
        <source>%1 failed; rolled back to %2.</source>
        <translation>%1 ist fehlgeschlagen; zurückgerollt auf %2.</translation>
    </message>
    <message>
        <source>%1 is no state of a run.</source>
        <translation>%1 ist kein Zustand eines Laufs.</translation>
    </message>
    <message>
        <source>The lock could not be released: %1</source>
        <translation>Die Sperre ließ sich nicht lösen: %1</translation>
    </message>
    <message>
        <source>Waits for a console; what its hosts have goes on there.</source>
        <translation>Wartet auf eine Konsole; was die Hosts schon haben, geht dort weiter.</translation>
    </message>
    <message>
        <source>Every step did what it should.</source>
        <translation>Jeder Schritt tat, was er sollte.</translation>
    </message>
    <message>
        <source>Cancelled before a step was done.</source>
        <translation>Abgebrochen, bevor ein Schritt getan war.</translation>
    </message>
    <message>
        <source>Cancelled; these steps were done and stay: %1.</source>
        <translation>Abgebrochen; diese Schritte sind getan und bleiben: %1.</translation>
    </message>
    <message>
        <source>%1 was started anew or lost the run in the middle of a step; verify what it did before you go on.</source>
        <translation>%1 wurde neu gestartet oder hat den Lauf mitten in einem Schritt verloren; prüfen, was er tat, bevor es weitergeht.</translation>
    </message>
    <message>
        <source>Type %1 to confirm that this is the environment you mean.</source>
        <translation>%1 eintippen zur Bestätigung, dass diese Umgebung gemeint ist.</translation>
    </message>
    <message>
        <source>The world changed since the plan was made: %1. Look at a new plan.</source>
        <translation>Die Welt hat sich geändert, seit der Plan gemacht wurde: %1. Einen neuen Plan ansehen.</translation>
    </message>
    <message>
        <source>The procedure may not start yet: %1.</source>
        <translation>Die Prozedur darf noch nicht starten: %1.</translation>
    </message>
    <message>
        <source>The run has already ended: %1</source>
        <translation>Der Lauf ist schon zu Ende: %1</translation>
    </message>
    <message>
        <source>The run could not be told to stop.</source>
        <translation>Dem Lauf ließ sich nicht sagen, dass er anhalten soll.</translation>
    </message>
    <message>
        <source>The output of the run cannot be kept; free space on this machine and attach again. Its hosts go on.</source>
        <translation>Die Ausgabe des Laufs lässt sich nicht aufbewahren; auf diesem Rechner Platz schaffen und noch einmal folgen (attach). Die Hosts machen weiter.</translation>
    </message>
    <message>
        <source>%1/%2 has no host that can be locked: none has a directory or a role.</source>
        <translation>%1/%2 hat keinen Host, der gesperrt werden kann: Keiner hat ein Verzeichnis oder eine Rolle.</translation>
    </message>
    <message>
        <source>The lock of %1 changed hands meanwhile; look again.</source>
        <translation>Die Sperre von %1 hat inzwischen den Besitzer gewechselt; sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>geplant</translation>
    </message>
    <message>
        <source>waits for a console</source>
        <translation>wartet auf eine Konsole</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>gelungen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>steht aus</translation>
    </message>
    <message>
        <source>pending: of step %1 (%2) would run %3, which destroys data; write a command that only counts.</source>
        <translation>pending: von Schritt %1 (%2) würde %3 ausführen, was Daten vernichtet; schreiben Sie einen Befehl, der nur zählt.</translation>
    </message>
    <message>
        <source>step %1 (%2) would run %3, which destroys data in production. If that is meant, write destroys: &quot;why&quot; at the step in the definition.</source>
        <translation>Schritt %1 (%2) würde %3 ausführen, was in der Produktion Daten vernichtet. Ist das gewollt, schreiben Sie in der Definition destroys: &quot;warum&quot; an den Schritt.</translation>
    </message>
    <message>
        <source>Whether it destroys data cannot be told from the words: %1.</source>
        <translation>Ob Daten vernichtet werden, ist den Worten nicht anzusehen: %1.</translation>
    </message>
    <message>
        <source>What reads the running version would destroy data in production; correct read: in the definition.</source>
        <translation>Womit die laufende Version gelesen wird, würde in der Produktion Daten vernichten; berichtigen Sie read: in der Definition.</translation>
    </message>
    <message>
        <source>this version runs already, and the definition names no services: under version: that would have to be started anew</source>
        <translation>diese Version läuft schon, und die Definition nennt unter version: keine services:, die neu gestartet werden müssten</translation>
    </message>
    <message>
        <source>the definition names neither probe: and equals: nor services: under version:</source>
        <translation>die Definition nennt unter version: weder probe: und equals: noch services:</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>no version is brought, so none is proved</source>
        <translation>es wird keine Version gebracht, also keine nachgewiesen</translation>
    </message>
    <message>
        <source>none, it will end unproven: %1</source>
        <translation>keiner, der Lauf wird unbewiesen enden: %1</translation>
    </message>
    <message>
        <source>%1 must answer with the deployed version in %2</source>
        <translation>%1 muss in %2 mit der ausgebrachten Version antworten</translation>
    </message>
    <message>
        <source>the image that runs as %1</source>
        <translation>das Image, das als %1 läuft</translation>
    </message>
    <message>
        <source>a process of %1 that this run started</source>
        <translation>ein Prozess von %1, den dieser Lauf gestartet hat</translation>
    </message>
    <message>
        <source>its containers run different images</source>
        <translation>seine Container laufen mit verschiedenen Images</translation>
    </message>
    <message>
        <source>no process of it was found</source>
        <translation>kein Prozess davon wurde gefunden</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>Prozess %1</translation>
    </message>
    <message>
        <source>the run</source>
        <translation>der Lauf</translation>
    </message>
    <message>
        <source>runs image %1, but %2 is %3 by now</source>
        <translation>läuft mit Image %1, aber %2 ist inzwischen %3</translation>
    </message>
    <message>
        <source>runs image %1, which names version %2</source>
        <translation>läuft mit Image %1, das Version %2 nennt</translation>
    </message>
    <message>
        <source>runs image %1, which %2 is now, started after %3 began</source>
        <translation>läuft mit Image %1, das %2 jetzt ist, gestartet nach dem Beginn von %3</translation>
    </message>
    <message>
        <source>its container was started before %1</source>
        <translation>sein Container wurde vor %1 gestartet</translation>
    </message>
    <message>
        <source>runs image %1, and nothing says of which version</source>
        <translation>läuft mit Image %1, und nichts sagt, von welcher Version</translation>
    </message>
    <message>
        <source>when %1 began cannot be told on this host any more</source>
        <translation>wann %1 begann, lässt sich auf diesem Host nicht mehr sagen</translation>
    </message>
    <message>
        <source>%1 was started before %2</source>
        <translation>%1 wurde vor %2 gestartet</translation>
    </message>
    <message>
        <source>process %1 works in %2, not in %3</source>
        <translation>Prozess %1 arbeitet in %2, nicht in %3</translation>
    </message>
    <message>
        <source>%1 was started after %2 began</source>
        <translation>%1 wurde nach dem Beginn von %2 gestartet</translation>
    </message>
    <message>
        <source>%1 was started after %2 began, in %3</source>
        <translation>%1 wurde nach dem Beginn von %2 gestartet, in %3</translation>
    </message>
    <message>
        <source>%1 answers with %2, which %3 has.</source>
        <translation>%1 antwortet mit %2, das %3 hat.</translation>
    </message>
    <message>
        <source>%1 answers with %2, as it did before.</source>
        <translation>%1 antwortet mit %2, wie schon vorher.</translation>
    </message>
    <message>
        <source>%1 answers with %2, which cannot be compared with %3.</source>
        <translation>%1 antwortet mit %2, was sich nicht mit %3 vergleichen lässt.</translation>
    </message>
    <message>
        <source>%1 answers with %2, but %3 has %4.</source>
        <translation>%1 antwortet mit %2, aber %3 hat %4.</translation>
    </message>
    <message>
        <source>%1 has %2, not %3.</source>
        <translation>%1 hat %2, nicht %3.</translation>
    </message>
    <message>
        <source>Proof: %1</source>
        <translation>Nachweis: %1</translation>
    </message>
    <message>
        <source>%1 may have given its lock to this run and cannot be asked now; when it answers again, give it back with pilothousectl unlock.</source>
        <translation>%1 hat diesem Lauf vielleicht seine Sperre gegeben und ist jetzt nicht zu erreichen; sobald er wieder antwortet, lässt sie sich mit pilothousectl unlock zurückgeben.</translation>
    </message>
    <message>
        <source>Proven: %1</source>
        <translation>Nachgewiesen: %1</translation>
    </message>
    <message>
        <source>But that is not what runs: %1 The environment needs you now.</source>
        <translation>Aber das ist nicht, was läuft: %1 Die Umgebung braucht Sie jetzt.</translation>
    </message>
    <message>
        <source>Unproven: nothing shows that it runs. %1</source>
        <translation>Unbewiesen: nichts zeigt, dass es läuft. %1</translation>
    </message>
    <message>
        <source>unproven</source>
        <translation>unbewiesen</translation>
    </message>
    <message>
        <source>The proof (%1)</source>
        <translation>Der Nachweis (%1)</translation>
    </message>
    <message>
        <source>Every step did what it should, but nothing proves that the new version runs: %1</source>
        <translation>Jeder Schritt hat getan, was er soll, aber nichts beweist, dass die neue Version läuft: %1</translation>
    </message>
    <message>
        <source>The run went back, so there is nothing to go on with; start it anew.</source>
        <translation>Der Lauf ging zurück, es gibt also nichts weiterzumachen; starten Sie ihn neu.</translation>
    </message>
    <message>
        <source>Only a run that failed and did not go back can be gone on with. This one: %1</source>
        <translation>Weitermachen lässt sich nur mit einem Lauf, der fehlschlug und nicht zurückging. Dieser hier: %1</translation>
    </message>
    <message>
        <source>The plan no longer holds: %1. Start the procedure anew.</source>
        <translation>Der Plan gilt nicht mehr: %1. Starten Sie den Ablauf neu.</translation>
    </message>
    <message>
        <source>Every step of the run was done; start it anew.</source>
        <translation>Jeder Schritt des Laufs wurde getan; starten Sie ihn neu.</translation>
    </message>
    <message>
        <source>Run %1 has gone on with it already; go on with that one.</source>
        <translation>Lauf %1 hat damit schon weitergemacht; machen Sie mit jenem weiter.</translation>
    </message>
    <message>
        <source>The plan no longer holds: %1 ran since (run %2). Start the procedure anew.</source>
        <translation>Der Plan gilt nicht mehr: %1 lief seither (Lauf %2). Starten Sie den Ablauf neu.</translation>
    </message>
    <message>
        <source>No new connection could be made, so the step is not confirmed: %1</source>
        <translation>Keine neue Verbindung kam zustande, der Schritt ist also nicht bestätigt: %1</translation>
    </message>
    <message>
        <source>Step %1 may lock everybody out of %2 (%3) and nothing would take it back: write revert: at the step.</source>
        <translation>Schritt %1 kann alle von %2 aussperren (%3), und nichts nähme ihn zurück: schreiben Sie revert: an den Schritt.</translation>
    </message>
    <message>
        <source>its revert is armed</source>
        <translation>seine Rücknahme ist scharf</translation>
    </message>
    <message>
        <source>waits for a new connection to confirm it</source>
        <translation>wartet, dass eine neue Verbindung ihn bestätigt</translation>
    </message>
    <message>
        <source>confirmed by a new connection</source>
        <translation>von einer neuen Verbindung bestätigt</translation>
    </message>
    <message>
        <source>is being reverted</source>
        <translation>wird zurückgenommen</translation>
    </message>
    <message>
        <source>reverted</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>its revert failed (%1); look at the host</source>
        <translation>seine Rücknahme schlug fehl (%1); sehen Sie auf dem Host nach</translation>
    </message>
    <message>
        <source>The revert of %1 was armed and nobody has heard of it since; where the host was started anew it does not fire any more, and what the step wrote to disk stays.</source>
        <translation>Die Rücknahme von %1 war scharf, und seither hat niemand von ihr gehört; wurde der Host neu gestartet, löst sie nicht mehr aus, und was der Schritt auf die Platte schrieb, bleibt.</translation>
    </message>
    <message>
        <source>frozen %1; the way back and care are not held up</source>
        <translation>Sperrfrist %1; der Weg zurück und die Pflege sind nicht betroffen</translation>
    </message>
    <message>
        <source>none now; the next begins %1</source>
        <translation>jetzt keine; die nächste beginnt %1</translation>
    </message>
    <message>
        <source>open %1</source>
        <translation>offen %1</translation>
    </message>
    <message>
        <source>closed; the next opens %1 for %2</source>
        <translation>geschlossen; das nächste öffnet %1 für %2</translation>
    </message>
    <message>
        <source>closed, and none of the definition opens within five years</source>
        <translation>geschlossen, und keines der Definition öffnet innerhalb von fünf Jahren</translation>
    </message>
    <message>
        <source>What %1 keeps of the run is damaged; look at its run folder.</source>
        <translation>Was %1 von dem Lauf aufbewahrt, ist beschädigt; sehen Sie in seinen Laufordner.</translation>
    </message>
    <message>
        <source>No host of %1/%2 has run %3.</source>
        <translation>Kein Host von %1/%2 hat den Lauf %3.</translation>
    </message>
    <message>
        <source>Run %1 belongs to %2, not to %3/%4.</source>
        <translation>Der Lauf %1 gehört zu %2, nicht zu %3/%4.</translation>
    </message>
    <message>
        <source>The run was planned with another version of the definition: %1 differs. Get that version, or go on where the run was started.</source>
        <translation>Der Lauf wurde mit einer anderen Fassung der Definition geplant: %1 ist anders. Holen Sie diese Fassung, oder machen Sie dort weiter, wo er gestartet wurde.</translation>
    </message>
    <message>
        <source>the list of hosts</source>
        <translation>die Liste der Hosts</translation>
    </message>
    <message>
        <source>the way back</source>
        <translation>der Weg zurück</translation>
    </message>
    <message>
        <source>Taken over from its hosts; %1 drove it last.</source>
        <translation>Von seinen Hosts übernommen; zuletzt führte ihn %1.</translation>
    </message>
    <message>
        <source>Passed before the run was taken over.</source>
        <translation>Bestanden, bevor der Lauf übernommen wurde.</translation>
    </message>
    <message>
        <source>The run is over: it holds no lock any more.</source>
        <translation>Der Lauf ist vorbei: Er hält keine Sperre mehr.</translation>
    </message>
    <message>
        <source>%1 drives the run; it was seen %2 ago. Attach to it, or wait until it is gone.</source>
        <translation>%1 führt den Lauf; zuletzt gesehen vor %2. Folgen Sie ihm mit attach, oder warten Sie, bis niemand ihn mehr führt.</translation>
    </message>
    <message>
        <source>Stopped following.</source>
        <translation>Es wird nicht mehr gefolgt.</translation>
    </message>
    <message>
        <source>how it is confirmed</source>
        <translation>wie er bestätigt wird</translation>
    </message>
    <message>
        <source>the proof of what runs</source>
        <translation>der Beweis dessen, was läuft</translation>
    </message>
    <message>
        <source>%1 is no decision.</source>
        <translation>%1 ist keine Entscheidung.</translation>
    </message>
    <message>
        <source>That decision is about another run, step or plan; ask for one about step %1 of run %2.</source>
        <translation>Diese Entscheidung betrifft einen anderen Lauf, Schritt oder Plan; bitten Sie um eine über Schritt %1 von Lauf %2.</translation>
    </message>
    <message>
        <source>The time for a decision on %1 ended at %2.</source>
        <translation>Die Zeit für eine Entscheidung über %1 endete um %2.</translation>
    </message>
    <message>
        <source>%1 started the run, and step %2 takes the word of somebody else only.</source>
        <translation>%1 hat den Lauf gestartet, und bei Schritt %2 zählt nur das Wort eines anderen.</translation>
    </message>
    <message>
        <source>Step %1 takes a signed decision only; sign it with the key of one of its signers.</source>
        <translation>Bei Schritt %1 zählt nur eine unterschriebene Entscheidung; unterschreiben Sie mit dem Schlüssel eines der genannten Unterzeichner.</translation>
    </message>
    <message>
        <source>who starts the run</source>
        <translation>wer den Lauf startet</translation>
    </message>
    <message>
        <source>somebody other than %1, with a signature</source>
        <translation>jemand anderes als %1, mit Unterschrift</translation>
    </message>
    <message>
        <source>somebody other than %1</source>
        <translation>jemand anderes als %1</translation>
    </message>
    <message>
        <source>one of its signers, with a signature</source>
        <translation>einer der genannten Unterzeichner, mit Unterschrift</translation>
    </message>
    <message>
        <source>anyone</source>
        <translation>jeder</translation>
    </message>
    <message>
        <source>%1 (%2, within %3)</source>
        <translation>%1 (%2, innerhalb von %3)</translation>
    </message>
    <message>
        <source>%1 (verified by a signature)</source>
        <translation>%1 (durch Unterschrift belegt)</translation>
    </message>
    <message>
        <source>%1 (claimed, not signed)</source>
        <translation>%1 (behauptet, nicht unterschrieben)</translation>
    </message>
    <message>
        <source>Approved by %1</source>
        <translation>Freigegeben von %1</translation>
    </message>
    <message>
        <source>Declined by %1</source>
        <translation>Abgelehnt von %1</translation>
    </message>
    <message>
        <source>That is no question for an approval; write one with pilothousectl approve RUN STEP --export FILE.</source>
        <translation>Das ist keine Frage nach einer Freigabe; schreiben Sie eine mit pilothousectl approve LAUF SCHRITT --export DATEI.</translation>
    </message>
    <message>
        <source>That was decided already: %1</source>
        <translation>Das ist schon entschieden: %1</translation>
    </message>
    <message>
        <source>The approval in the store does not count: %1</source>
        <translation>Die Freigabe in der Datenbank zählt nicht: %1</translation>
    </message>
    <message>
        <source>another decision was signed.</source>
        <translation>Unterschrieben wurde eine andere Entscheidung.</translation>
    </message>
    <message>
        <source>The plan has no approval %1.</source>
        <translation>Der Plan hat keine Freigabe %1.</translation>
    </message>
    <message>
        <source>Waits for an approval until %1: %2</source>
        <translation>Wartet bis %1 auf eine Freigabe: %2</translation>
    </message>
    <message>
        <source>The wait goes on here, until %1 as before.</source>
        <translation>Das Warten geht hier weiter, bis %1 wie zuvor.</translation>
    </message>
    <message>
        <source>Asked for an approval: %1
Who may approve: %2, until %3.
pilothousectl approve %4 %5, with --decline to say no.</source>
        <translation>Um eine Freigabe gebeten: %1
Wer freigeben darf: %2, bis %3.
pilothousectl approve %4 %5, mit --decline für ein Nein.</translation>
    </message>
    <message>
        <source>Nobody approved it within %1, until %2.</source>
        <translation>Niemand hat es innerhalb von %1 freigegeben, bis %2.</translation>
    </message>
    <message>
        <source>Whether it was approved before %1 cannot be told: %2</source>
        <translation>Ob es vor %1 freigegeben wurde, lässt sich nicht sagen: %2</translation>
    </message>
    <message>
        <source>ssh-keygen cannot be started; install the OpenSSH client.</source>
        <translation>ssh-keygen lässt sich nicht starten; installieren Sie den OpenSSH-Client.</translation>
    </message>
    <message>
        <source>A file for checking a signature cannot be written; free space in the folder for temporary files.</source>
        <translation>Eine Datei zum Prüfen einer Unterschrift lässt sich nicht schreiben; schaffen Sie Platz im Ordner für vorübergehende Dateien.</translation>
    </message>
    <message>
        <source>There is no key %1; name the file of a private key, or of a public key that your agent has the other half of.</source>
        <translation>Es gibt keinen Schlüssel %1; nennen Sie die Datei eines privaten Schlüssels oder eines öffentlichen, dessen andere Hälfte Ihr Agent hat.</translation>
    </message>
    <message>
        <source>The step names no signers, so nothing tells whose signature this is.</source>
        <translation>Der Schritt nennt keine Unterzeichner, deshalb sagt nichts, wessen Unterschrift das ist.</translation>
    </message>
    <message>
        <source>It was not signed with a key that the list of signers has and allows now; add the key there, or let one of them sign.</source>
        <translation>Es wurde nicht mit einem Schlüssel unterschrieben, den die Liste der Unterzeichner enthält und jetzt zulässt; tragen Sie den Schlüssel dort ein, oder lassen Sie einen von ihnen unterschreiben.</translation>
    </message>
    <message>
        <source>The list of signers has &quot;%1&quot; for this key, which names no person; write a name there.</source>
        <translation>Die Liste der Unterzeichner hat für diesen Schlüssel „%1“, was niemanden nennt; schreiben Sie dort einen Namen.</translation>
    </message>
    <message>
        <source>The signature does not belong to this decision: it was changed after it was signed, or signed for something else. Have it signed anew.</source>
        <translation>Die Unterschrift gehört nicht zu dieser Entscheidung: Sie wurde nach dem Unterschreiben verändert oder für etwas anderes unterschrieben. Lassen Sie sie neu unterschreiben.</translation>
    </message>
    <message>
        <source>The signers of step %1 cannot be read: %2. Write one line for each, a name and a public key, as ssh-keygen(1) has it under ALLOWED SIGNERS.</source>
        <translation>Die Unterzeichner von Schritt %1 lassen sich nicht lesen: %2. Schreiben Sie für jeden eine Zeile, einen Namen und einen öffentlichen Schlüssel, wie es in ssh-keygen(1) unter ALLOWED SIGNERS steht.</translation>
    </message>
    <message>
        <source>%1 names no signer, so nobody could approve step %2.</source>
        <translation>%1 nennt keinen Unterzeichner, niemand könnte also Schritt %2 freigeben.</translation>
    </message>
    <message>
        <source>That is no decision on a step; write one with pilothousectl approve --sign FILE --key KEY.</source>
        <translation>Das ist keine Entscheidung über einen Schritt; schreiben Sie eine mit pilothousectl approve --sign DATEI --key SCHLÜSSEL.</translation>
    </message>
    <message>
        <source>That decision is about step %1 of run %2 in %3, not about step %4 of run %5.</source>
        <translation>Diese Entscheidung betrifft Schritt %1 von Lauf %2 in %3, nicht Schritt %4 von Lauf %5.</translation>
    </message>
    <message>
        <source>That decision is about another plan (%1) than the one that runs (%2); have this one signed.</source>
        <translation>Diese Entscheidung betrifft einen anderen Plan (%1) als den, der läuft (%2); lassen Sie diesen unterschreiben.</translation>
    </message>
    <message>
        <source>not touched</source>
        <translation>nicht angerührt</translation>
    </message>
    <message>
        <source>%1 of %2 steps done</source>
        <translation>%1 von %2 Schritten erledigt</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>failed at %1</source>
        <translation>fehlgeschlagen bei %1</translation>
    </message>
    <message>
        <source>failed at %1 (%2)</source>
        <translation>fehlgeschlagen bei %1 (%2)</translation>
    </message>
    <message>
        <source>cancelled at %1</source>
        <translation>abgebrochen bei %1</translation>
    </message>
    <message>
        <source>unknown since %1; verify it</source>
        <translation>unbekannt seit %1; bitte prüfen</translation>
    </message>
    <message>
        <source>, and its way back failed</source>
        <translation>, und der Rückweg ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>, went back</source>
        <translation>, zurückgegangen</translation>
    </message>
    <message>
        <source>, left out</source>
        <translation>, ausgelassen</translation>
    </message>
    <message>
        <source>all at once</source>
        <translation>alle auf einmal</translation>
    </message>
    <message>
        <source>%1 first, then the rest</source>
        <translation>zuerst %1, dann der Rest</translation>
    </message>
    <message numerus="yes">
        <source>%n hosts at a time</source>
        <translation>
            <numerusform>%n Host auf einmal</numerusform>
            <numerusform>%n Hosts auf einmal</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 between them</source>
        <translation>dazwischen %1</translation>
    </message>
    <message numerus="yes">
        <source>up to %n may fail</source>
        <translation>
            <numerusform>bis zu %n darf fehlschlagen</numerusform>
            <numerusform>bis zu %n dürfen fehlschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>it is not known which version comes</source>
        <translation>es ist nicht bekannt, welche Version kommt</translation>
    </message>
    <message>
        <source>the definition has no environment %1</source>
        <translation>die Definition hat keine Umgebung %1</translation>
    </message>
    <message>
        <source>%1 ran %2 unproven: nothing showed that it was this version that ran</source>
        <translation>%1 hat %2 unbewiesen ausgeführt: nichts zeigte, dass diese Version lief</translation>
    </message>
    <message>
        <source>%1 did not come to run on %2: no run that brought it there succeeded</source>
        <translation>%1 kam auf %2 nicht zum Laufen: kein Lauf, der es dorthin brachte, war erfolgreich</translation>
    </message>
    <message>
        <source>%1 never ran %2, as far as this computer knows</source>
        <translation>%1 hat %2 nie ausgeführt, soweit dieser Computer weiß</translation>
    </message>
    <message>
        <source>%1 has run %2, but the record of run %3 that proved it is not here any more</source>
        <translation>%1 hat %2 ausgeführt, aber die Aufzeichnung von Lauf %3, die es bewies, ist nicht mehr hier</translation>
    </message>
    <message>
        <source>a run that did not succeed</source>
        <translation>ein Lauf ohne Erfolg</translation>
    </message>
    <message>
        <source>%1 has run %2 for %3 of %4, then came %5</source>
        <translation>%1 hat %2 %3 von %4 lang ausgeführt, dann kam %5</translation>
    </message>
    <message>
        <source>%1 ran %2 for %3 of %4, but when %5 came another version was found there</source>
        <translation>%1 hat %2 %3 von %4 lang ausgeführt, aber als %5 kam, wurde dort eine andere Version vorgefunden</translation>
    </message>
    <message>
        <source>%1 ran %2 for %3, %4 were asked for; then came %5</source>
        <translation>%1 hat %2 %3 lang ausgeführt, verlangt waren %4; dann kam %5</translation>
    </message>
    <message>
        <source>%1 has run %2 for %3 of %4</source>
        <translation>%1 führt %2 seit %3 von %4 aus</translation>
    </message>
    <message>
        <source>%1 has run %2 for %3 as far as this computer knows, but what it runs now cannot be told: %4</source>
        <translation>%1 führt %2 seit %3 aus, soweit dieser Computer weiß, aber was dort jetzt läuft, lässt sich nicht sagen: %4</translation>
    </message>
    <message>
        <source>%1 has run %2 for %3 as far as this computer knows, but version: in its definition does not tell what it runs now</source>
        <translation>%1 führt %2 seit %3 aus, soweit dieser Computer weiß, aber version: in der Definition sagt nicht, was dort jetzt läuft</translation>
    </message>
    <message>
        <source>%1 runs %2 now; %3 came there %4 ago and was replaced by somebody else</source>
        <translation>%1 führt jetzt %2 aus; %3 kam vor %4 dorthin und wurde von jemand anderem ersetzt</translation>
    </message>
    <message>
        <source>%1 has run %2 for %3, %4 were asked for</source>
        <translation>%1 führt %2 seit %3 aus, verlangt waren %4</translation>
    </message>
    <message>
        <source>Unproven: %1</source>
        <translation>Unbewiesen: %1</translation>
    </message>
    <message>
        <source>Goes on with the pause before %1: %2 are left.</source>
        <translation>Setzt die Pause vor %1 fort: noch %2.</translation>
    </message>
    <message>
        <source>Pauses %1 before %2.</source>
        <translation>Pause von %1 vor %2.</translation>
    </message>
    <message>
        <source>Pauses until %1, then goes on with %2.</source>
        <translation>Pause bis %1, dann weiter mit %2.</translation>
    </message>
    <message>
        <source>%1 failed on %2, which is left out of what comes after.</source>
        <translation>%1 ist auf %2 fehlgeschlagen; dieser Host wird im Weiteren ausgelassen.</translation>
    </message>
    <message>
        <source>Done on %1. Left out after a failure: %2.</source>
        <translation>Erledigt auf %1. Nach einem Fehlschlag ausgelassen: %2.</translation>
    </message>
    <message>
        <source>%1 did not sign: %2 A key with a passphrase is given to the agent first (ssh-add), and its .pub is named here.</source>
        <translation>%1 hat nicht unterschrieben: %2 Ein Schlüssel mit Passphrase wird zuerst dem Agenten gegeben (ssh-add), und seine .pub-Datei wird hier genannt.</translation>
    </message>
    <message>
        <source>%1 says so with pilothousectl approve --plan %2 %3 %4%5%6</source>
        <translation>%1 gibt ihn frei mit pilothousectl approve --plan %2 %3 %4%5%6</translation>
    </message>
    <message>
        <source>%1 approved another plan (%2) at %3</source>
        <translation>%1 hat um %3 einen anderen Plan (%2) freigegeben</translation>
    </message>
    <message>
        <source>only %1 approved it, who runs it</source>
        <translation>nur %1 hat ihn freigegeben, von dem er gestartet wird</translation>
    </message>
    <message>
        <source>the word of %1 is not signed by one of its signers</source>
        <translation>das Wort von %1 ist von keinem der Unterzeichner signiert</translation>
    </message>
    <message>
        <source>%1 approved it at %2, which held for %3</source>
        <translation>%1 hat ihn um %2 freigegeben, was %3 galt</translation>
    </message>
    <message>
        <source>%1 (holds until %2)</source>
        <translation>%1 (gilt bis %2)</translation>
    </message>
    <message>
        <source>nobody approved this plan</source>
        <translation>niemand hat diesen Plan freigegeben</translation>
    </message>
    <message>
        <source>nobody here keeps approvals</source>
        <translation>hier werden keine Freigaben aufbewahrt</translation>
    </message>
    <message>
        <source>freeze</source>
        <translation>Sperrzeit</translation>
    </message>
    <message>
        <source>More is missing than when the plan was made: %1. Look at a new plan.</source>
        <translation>Es fehlt mehr, als da der Plan gemacht wurde: %1. Bitte einen neuen Plan ansehen.</translation>
    </message>
    <message>
        <source>Gates are passed for an open incident only; name it.</source>
        <translation>Schranken werden nur für einen offenen Vorfall umgangen; bitte ihn nennen.</translation>
    </message>
    <message>
        <source>%1 leads back or takes care, so nothing guards it and nothing is to be passed.</source>
        <translation>%1 führt zurück oder pflegt, also sichert es nichts ab, und nichts ist zu umgehen.</translation>
    </message>
    <message>
        <source>The run cannot be bound to this incident: %1.</source>
        <translation>Der Lauf kann nicht an diesen Vorfall gebunden werden: %1.</translation>
    </message>
    <message>
        <source>Run %1 is not known here.</source>
        <translation>Lauf %1 ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Run %1 passed no gate, so there is nothing to review.</source>
        <translation>Lauf %1 hat keine Schranke umgangen, also gibt es nichts nachzusehen.</translation>
    </message>
    <message>
        <source>That was reviewed already: %1</source>
        <translation>Das wurde schon nachgesehen: %1</translation>
    </message>
    <message>
        <source>The run goes on; review it when it has ended.</source>
        <translation>Der Lauf geht noch weiter; bitte nachsehen, wenn er zu Ende ist.</translation>
    </message>
    <message>
        <source>%1 passed the gates; somebody else has to review that.</source>
        <translation>%1 hat die Schranken umgangen; jemand anderes muss das nachsehen.</translation>
    </message>
    <message>
        <source>Say what you found: the comment is empty.</source>
        <translation>Bitte sagen, was gefunden wurde: Die Bemerkung ist leer.</translation>
    </message>
    <message numerus="yes">
        <source>Passed %n gate(s)</source>
        <translation>
            <numerusform>%n Schranke umgangen</numerusform>
            <numerusform>%n Schranken umgangen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, not reviewed</source>
        <translation>%1, nicht nachgesehen</translation>
    </message>
    <message>
        <source>%1 (claimed)</source>
        <translation>%1 (behauptet)</translation>
    </message>
    <message>
        <source>%1 (claimed, written down by %2)</source>
        <translation>%1 (behauptet, aufgeschrieben von %2)</translation>
    </message>
    <message>
        <source>%1, reviewed by %2: %3</source>
        <translation>%1, nachgesehen von %2: %3</translation>
    </message>
    <message>
        <source>%1, which the first step keeps on %2</source>
        <translation>%1, vom ersten Schritt auf %2 aufgehoben</translation>
    </message>
    <message>
        <source>, not whole on every host</source>
        <translation>, nicht auf jedem Host vollständig</translation>
    </message>
    <message>
        <source>Keep %1</source>
        <translation>%1 aufheben</translation>
    </message>
    <message>
        <source>Keep %1, once proven</source>
        <translation>%1 aufheben, sobald bewiesen</translation>
    </message>
    <message>
        <source>the image of %1</source>
        <translation>das Image von %1</translation>
    </message>
    <message>
        <source>the release</source>
        <translation>das Release</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Image</numerusform>
            <numerusform>%n Images</numerusform>
        </translation>
    </message>
    <message>
        <source>its release</source>
        <translation>sein Release</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 is kept nowhere</source>
        <translation>%1 ist nirgends aufgehoben</translation>
    </message>
    <message>
        <source>%1 kept on %2</source>
        <translation>%1 aufgehoben auf %2</translation>
    </message>
    <message>
        <source>The definition keeps no versions of %1/%2: write keep: with images: or release:.</source>
        <translation>Die Definition hebt keine Versionen von %1/%2 auf: Schreiben Sie keep: mit images: oder release:.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1 could not say which versions it keeps.</source>
        <translation>%1 konnte nicht sagen, welche Versionen dort aufgehoben sind.</translation>
    </message>
    <message>
        <source>%1 cannot keep versions: %2</source>
        <translation>%1 kann keine Versionen aufheben: %2</translation>
    </message>
    <message>
        <source>%1 runs %2.</source>
        <translation>Auf %1 läuft %2.</translation>
    </message>
    <message>
        <source>No version from before %1 is kept; there are: %2.</source>
        <translation>Keine Version von vor %1 ist aufgehoben; es gibt: %2.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 without %2</source>
        <translation>%1 ohne %2</translation>
    </message>
    <message>
        <source>%1 is not kept. Kept are: %2.</source>
        <translation>%1 ist nicht aufgehoben. Aufgehoben sind: %2.</translation>
    </message>
    <message>
        <source>What runs now cannot be named (read: under version: says nothing), so it is not kept.</source>
        <translation>Was jetzt läuft, hat keinen Namen (read: unter version: sagt nichts) und wird daher nicht aufgehoben.</translation>
    </message>
    <message>
        <source>%1 cannot name a kept version: only letters, digits, dot, hyphen and underscore can. It is not kept.</source>
        <translation>%1 kann keine aufgehobene Version benennen: Nur Buchstaben, Ziffern, Punkt, Bindestrich und Unterstrich können es. Sie wird nicht aufgehoben.</translation>
    </message>
    <message>
        <source>a copy of its release takes %1, and %2 are free</source>
        <translation>eine Kopie seines Releases braucht %1, frei sind %2</translation>
    </message>
    <message>
        <source>On %1 nothing runs of %2, so there is no image of it to keep, and no way back to one.</source>
        <translation>Auf %1 läuft nichts von %2, daher ist kein Image davon aufzuheben, und es führt kein Weg dorthin zurück.</translation>
    </message>
    <message>
        <source>Step %1 removes every image that does not run, those of kept versions too: leave -a out.</source>
        <translation>Schritt %1 entfernt jedes Image, das nicht läuft, auch die der aufgehobenen Versionen: Lassen Sie -a weg.</translation>
    </message>
    <message>
        <source>%1 of run %2 was applied since %3 ran and cannot be taken back</source>
        <translation>%1 von Lauf %2 wurde angewendet, seit %3 lief, und kann nicht zurückgenommen werden</translation>
    </message>
    <message>
        <source>; repair, or deploy a version that fits</source>
        <translation>; reparieren Sie, oder bringen Sie eine Version, die passt</translation>
    </message>
    <message>
        <source>; restore a backup from before it (%1), or deploy a version that fits</source>
        <translation>; stellen Sie eine Sicherung von davor wieder her (%1), oder bringen Sie eine Version, die passt</translation>
    </message>
    <message>
        <source>This computer does not know every run since %1: whether something was applied that cannot be taken back is unknown.</source>
        <translation>Dieser Rechner kennt nicht jeden Lauf seit %1: Ob etwas angewendet wurde, das nicht zurückgenommen werden kann, ist unbekannt.</translation>
    </message>
    <message>
        <source>No console was there to go on, and nothing was changed yet.</source>
        <translation>Keine Konsole war da, um weiterzumachen, und noch wurde nichts geändert.</translation>
    </message>
    <message>
        <source>What runs could not be kept on %1, so nothing was changed: look at the output of that step.</source>
        <translation>Was läuft, konnte auf %1 nicht aufgehoben werden, daher wurde nichts geändert: Sehen Sie sich die Ausgabe dieses Schritts an.</translation>
    </message>
    <message>
        <source>It could not be kept on %1; the next run tries it again.</source>
        <translation>Auf %1 konnte sie nicht aufgehoben werden; der nächste Lauf versucht es wieder.</translation>
    </message>
    <message>
        <source>this environment was last changed with another version of the definition (%1, by %2, %3, %4); yours is %5</source>
        <translation>diese Umgebung wurde zuletzt mit einer anderen Fassung der Definition geändert (%1, von %2, %3, %4); die hiesige ist %5</translation>
    </message>
    <message>
        <source>its holder has another version of the definition (%1); yours is %2</source>
        <translation>wer sie hält, hat eine andere Fassung der Definition (%1); die hiesige ist %2</translation>
    </message>
    <message>
        <source>Note that %1.</source>
        <translation>Zu beachten: %1.</translation>
    </message>
    <message>
        <source>it is locked (%1), and %2</source>
        <translation>sie ist gesperrt (%1), und %2</translation>
    </message>
    <message>
        <source>Stopped asking.</source>
        <translation>Das Fragen wurde beendet.</translation>
    </message>
    <message>
        <source>How its last step ended only the console knows that drove it.</source>
        <translation>Wie sein letzter Schritt endete, weiß nur die Konsole, die ihn trieb.</translation>
    </message>
    <message>
        <source>%1 drives it.</source>
        <translation>%1 treibt ihn.</translation>
    </message>
    <message>
        <source>Nobody drives it.</source>
        <translation>Niemand treibt ihn.</translation>
    </message>
    <message>
        <source>Input %1 names an image by $%2, which has no value before it.</source>
        <translation>Eingabe %1 nennt ein Image mit $%2, das davor keinen Wert hat.</translation>
    </message>
    <message>
        <source>Input %1 must be an image with its registry and a tag or digest, such as ghcr.io/your-org/backend-api:v2.</source>
        <translation>Eingabe %1 muss ein Image mit Registry und Tag oder Digest sein, etwa ghcr.io/your-org/backend-api:v2.</translation>
    </message>
    <message>
        <source>No step of the procedure has a host that could ask for %1.</source>
        <translation>Kein Schritt des Verfahrens hat einen Host, der nach %1 fragen könnte.</translation>
    </message>
    <message>
        <source>%1 has no image for %2, which %3 runs.</source>
        <translation>%1 hat kein Image für %2, das auf %3 läuft.</translation>
    </message>
    <message>
        <source>Step %1 has Compose start services on %2 without $PILOTHOUSE_SCALE (%3): it goes back to one container of each.</source>
        <translation>Schritt %1 lässt Compose auf %2 Dienste ohne $PILOTHOUSE_SCALE (%3) starten: Es bleibt von jedem nur ein Container.</translation>
    </message>
    <message>
        <source>%1 on %2 is killed %3 s after it was told to stop, but may take up to %4 s: set stop_grace_period in its Compose file, or docker run --stop-timeout.</source>
        <translation>%1 auf %2 wird %3 s nach der Aufforderung zum Beenden abgebrochen, darf aber bis zu %4 s brauchen: stop_grace_period in der Compose-Datei setzen, oder docker run --stop-timeout.</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Und %n weiterer.</numerusform>
            <numerusform>Und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot find %2 in its registry: %3. Build and push it first, or choose a version that is there.</source>
        <translation>%1 findet %2 nicht in seiner Registry: %3. Zuerst bauen und hochladen, oder eine Version wählen, die es dort gibt.</translation>
    </message>
    <message numerus="yes">
        <source>finished – %n finding(s)</source>
        <translation>
            <numerusform>beendet – %n Befund</numerusform>
            <numerusform>beendet – %n Befunde</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 failed. Nothing was changed: its steps only look.</source>
        <translation>%1 ist fehlgeschlagen. Geändert wurde nichts: Die Schritte sehen nur nach.</translation>
    </message>
</context>
<context>
    <name>Runtime</name>
    <message>
        <source>This does not look like the output of %1.</source>
        <translation>Das sieht nicht nach der Ausgabe von %1 aus.</translation>
    </message>
    <message>
        <source>A Compose file is a mapping with services.</source>
        <translation>Eine Compose-Datei ist eine Zuordnung mit services.</translation>
    </message>
    <message>
        <source>This ${ begins no variable: write $${ for what is meant as it stands.</source>
        <translation>Dieses ${ beginnt keine Variable: $${ schreiben, wenn es so gemeint ist, wie es dasteht.</translation>
    </message>
    <message>
        <source>This file has no services: it is no Compose file.</source>
        <translation>Diese Datei hat keine services: Sie ist keine Compose-Datei.</translation>
    </message>
    <message>
        <source>services must be a mapping of names.</source>
        <translation>services muss eine Zuordnung von Namen sein.</translation>
    </message>
    <message>
        <source>A service must be a mapping.</source>
        <translation>Ein Dienst muss eine Zuordnung sein.</translation>
    </message>
    <message>
        <source>A name must stand here: a letter or _, then letters, digits and _.</source>
        <translation>Hier muss ein Name stehen: ein Buchstabe oder _, dann Buchstaben, Ziffern und _.</translation>
    </message>
    <message>
        <source>An = must stand here, between the name and its value.</source>
        <translation>Hier muss ein = stehen, zwischen dem Namen und seinem Wert.</translation>
    </message>
    <message>
        <source>This quotation mark is never closed.</source>
        <translation>Dieses Anführungszeichen wird nie geschlossen.</translation>
    </message>
    <message>
        <source>Nothing but a comment may stand behind the closing quotation mark.</source>
        <translation>Hinter dem schließenden Anführungszeichen darf nur ein Kommentar stehen.</translation>
    </message>
    <message>
        <source>The looks were cut off before their end.</source>
        <translation>Das Ansehen brach vor dem Ende ab.</translation>
    </message>
    <message>
        <source>It was not looked at to the end.</source>
        <translation>Das wurde nicht bis zum Ende angesehen.</translation>
    </message>
    <message>
        <source>It could not be asked: %1</source>
        <translation>Das konnte nicht gefragt werden: %1</translation>
    </message>
    <message>
        <source>What it said could not be read: %1</source>
        <translation>Was es sagte, konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>%1 has used %2 % of its inodes.</source>
        <translation>%1 hat %2 % seiner Inodes verbraucht.</translation>
    </message>
    <message>
        <source>%1 is %2 % full, %3 are left.</source>
        <translation>%1 ist zu %2 % voll, %3 sind noch frei.</translation>
    </message>
    <message>
        <source>%1 % of the memory is in use.</source>
        <translation>%1 % des Speichers sind in Gebrauch.</translation>
    </message>
    <message>
        <source>PM2 does not run: %1</source>
        <translation>PM2 läuft nicht: %1</translation>
    </message>
    <message>
        <source>PM2 keeps no process.</source>
        <translation>PM2 hält keinen Prozess.</translation>
    </message>
    <message>
        <source>%1 crashes again and again: %2, %3 restarts.</source>
        <translation>%1 stürzt immer wieder ab: %2, %3 Neustarts.</translation>
    </message>
    <message>
        <source>%1 does not run: %2.</source>
        <translation>%1 läuft nicht: %2.</translation>
    </message>
    <message>
        <source>PM2 has saved nothing, so a start of the host brings nothing back: pm2 save</source>
        <translation>PM2 hat nichts gespeichert, ein Start des Hosts bringt also nichts zurück: pm2 save</translation>
    </message>
    <message>
        <source>%1: %2 running, %3 after a start of the host (pm2 save)</source>
        <translation>%1: %2 laufen, nach einem Start des Hosts %3 (pm2 save)</translation>
    </message>
    <message>
        <source>Nothing starts PM2 when the host starts: pm2 startup</source>
        <translation>Nichts startet PM2, wenn der Host startet: pm2 startup</translation>
    </message>
    <message>
        <source>PostgreSQL lets nobody in: %1</source>
        <translation>PostgreSQL lässt niemanden herein: %1</translation>
    </message>
    <message>
        <source>PostgreSQL does not answer: %1</source>
        <translation>PostgreSQL antwortet nicht: %1</translation>
    </message>
    <message>
        <source>nginx could not start with its settings: %1</source>
        <translation>nginx könnte mit seinen Einstellungen nicht starten: %1</translation>
    </message>
    <message>
        <source>nginx warns of its settings: %1</source>
        <translation>nginx warnt vor seinen Einstellungen: %1</translation>
    </message>
    <message>
        <source>The certificate %1 expired %2 ago.</source>
        <translation>Das Zertifikat %1 ist vor %2 abgelaufen.</translation>
    </message>
    <message>
        <source>The certificate %1 is good for %2 only.</source>
        <translation>Das Zertifikat %1 gilt nur noch %2.</translation>
    </message>
    <message>
        <source>Line %1 of the crontab is no schedule: %2</source>
        <translation>Zeile %1 der Crontab ist kein Zeitplan: %2</translation>
    </message>
    <message>
        <source>cron does not run, so nothing of a crontab is started.</source>
        <translation>cron läuft nicht, also wird nichts aus einer Crontab gestartet.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>The Docker engine does not answer: %1</source>
        <translation>Die Docker-Engine antwortet nicht: %1</translation>
    </message>
    <message>
        <source>%1 was ended because it took more memory than it may.</source>
        <translation>%1 wurde beendet, weil es mehr Speicher nahm, als es darf.</translation>
    </message>
    <message>
        <source>%1 crashes again and again: %2 restarts.</source>
        <translation>%1 stürzt immer wieder ab: %2 Neustarts.</translation>
    </message>
    <message>
        <source>%1 has ended and does not run.</source>
        <translation>%1 ist zu Ende und läuft nicht.</translation>
    </message>
    <message>
        <source>%1 does not run: it ended with %2.</source>
        <translation>%1 läuft nicht: Es endete mit %2.</translation>
    </message>
    <message>
        <source>%1 says that it is not well.</source>
        <translation>%1 meldet selbst, dass es ihm nicht gut geht.</translation>
    </message>
    <message>
        <source>%1 runs, after %2 restarts by the engine.</source>
        <translation>%1 läuft, nach %2 Neustarts durch die Engine.</translation>
    </message>
    <message>
        <source>%1 is killed %2 s after it is told to stop, but may take up to %3 s: set stop_grace_period in its Compose file, or docker run --stop-timeout.</source>
        <translation>%1 wird %2 s nach der Aufforderung zum Beenden abgebrochen, darf aber bis zu %3 s brauchen: stop_grace_period in der Compose-Datei setzen, oder docker run --stop-timeout.</translation>
    </message>
    <message>
        <source>%1 was ended because it took more memory than it may (restarts: %2).</source>
        <translation>%1 wurde beendet, weil es mehr Speicher nahm, als es darf (Neustarts: %2).</translation>
    </message>
    <message>
        <source>%1 has failed: %2</source>
        <translation>%1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>No node takes %1: %2</source>
        <translation>Kein Knoten nimmt %1: %2</translation>
    </message>
    <message>
        <source>%1 cannot get its image %2 (%3).</source>
        <translation>%1 bekommt sein Image %2 nicht (%3).</translation>
    </message>
    <message>
        <source>%1 is not started yet.</source>
        <translation>%1 ist noch nicht gestartet.</translation>
    </message>
    <message>
        <source>%1 does not start: %2 %3</source>
        <translation>%1 startet nicht: %2 %3</translation>
    </message>
    <message>
        <source>%1 is not ready: %2</source>
        <translation>%1 ist nicht bereit: %2</translation>
    </message>
    <message>
        <source>%1 runs (restarts: %2).</source>
        <translation>%1 läuft (Neustarts: %2).</translation>
    </message>
    <message>
        <source>Nothing is deployed in this namespace.</source>
        <translation>In diesem Namensraum ist nichts bereitgestellt.</translation>
    </message>
    <message>
        <source>The rollout of %1 does not get on: %2</source>
        <translation>Der Rollout von %1 kommt nicht voran: %2</translation>
    </message>
    <message>
        <source>%1: %2 of %3 are available.</source>
        <translation>%1: %2 von %3 sind verfügbar.</translation>
    </message>
    <message>
        <source>%1 is scaled to none.</source>
        <translation>%1 ist auf null skaliert.</translation>
    </message>
    <message>
        <source>The rollout of %1 is paused.</source>
        <translation>Der Rollout von %1 ist angehalten.</translation>
    </message>
    <message>
        <source>The cluster does not answer: %1</source>
        <translation>Der Cluster antwortet nicht: %1</translation>
    </message>
    <message>
        <source>systemd knows no unit %1.</source>
        <translation>systemd kennt keine Unit %1.</translation>
    </message>
    <message>
        <source>%1 is masked, so nothing can start it.</source>
        <translation>%1 ist maskiert, also kann nichts sie starten.</translation>
    </message>
    <message>
        <source>%1 ended (%2) and waits to be started again; restarts so far: %3.</source>
        <translation>%1 hat geendet (%2) und wartet darauf, wieder gestartet zu werden; Neustarts bisher: %3.</translation>
    </message>
    <message>
        <source>%1 failed: %2, exit status %3.</source>
        <translation>%1 ist fehlgeschlagen: %2, Exit-Status %3.</translation>
    </message>
    <message>
        <source>%1 failed: %2.</source>
        <translation>%1 ist fehlgeschlagen: %2.</translation>
    </message>
    <message>
        <source>%1 runs, after systemd restarted it %2 times.</source>
        <translation>%1 läuft, nachdem systemd sie %2-mal neu gestartet hat.</translation>
    </message>
    <message>
        <source>systemd does not run this host: %1</source>
        <translation>Auf diesem Host läuft kein systemd: %1</translation>
    </message>
    <message>
        <source>The host is in systemd&apos;s rescue or emergency mode.</source>
        <translation>Der Host ist im Rettungs- oder Notfallmodus von systemd.</translation>
    </message>
    <message>
        <source>The host is %1.</source>
        <translation>Der Host ist %1.</translation>
    </message>
    <message>
        <source>Redis tells nobody without a password; ask it with a probe: %1</source>
        <translation>Redis sagt ohne Passwort nichts; eine Prüfung kann es fragen: %1</translation>
    </message>
    <message>
        <source>Redis does not answer: %1</source>
        <translation>Redis antwortet nicht: %1</translation>
    </message>
    <message>
        <source>Redis is still loading its data.</source>
        <translation>Redis lädt noch seine Daten.</translation>
    </message>
    <message>
        <source>Redis could not save its data the last time; look at its log and disk.</source>
        <translation>Redis konnte seine Daten zuletzt nicht speichern; sehen Sie nach seinem Protokoll und dem Datenträger.</translation>
    </message>
    <message>
        <source>Redis could not write its append-only file.</source>
        <translation>Redis konnte seine Append-only-Datei nicht schreiben.</translation>
    </message>
    <message>
        <source>Redis has lost the server that it is a replica of.</source>
        <translation>Redis hat den Server verloren, dessen Replikat es ist.</translation>
    </message>
    <message>
        <source>Redis uses %1 of the %2 that it may, and then refuses writes.</source>
        <translation>Redis belegt %1 der %2, die es darf, und verweigert dann Schreibzugriffe.</translation>
    </message>
    <message>
        <source>Redis uses %1 of the %2 that it may, and gives keys up (%3).</source>
        <translation>Redis belegt %1 der %2, die es darf, und gibt Schlüssel auf (%3).</translation>
    </message>
</context>
<context>
    <name>Script</name>
    <message>
        <source>The way back, when something failed.</source>
        <translation>Der Rückweg, wenn etwas fehlschlug.</translation>
    </message>
    <message>
        <source>%1 of %2, plan %3, made %4. Nothing in here needs Pilothouse: ssh is enough.</source>
        <translation>%1 von %2, Plan %3, erstellt %4. Nichts hierin braucht Pilothouse: ssh genügt.</translation>
    </message>
    <message>
        <source>Each section is one step on one host. When a connection breaks, look at the host before anything is repeated;</source>
        <translation>Jeder Abschnitt ist ein Schritt auf einem Host. Reißt eine Verbindung ab, sehen Sie auf dem Host nach, bevor etwas wiederholt wird;</translation>
    </message>
    <message>
        <source>sh FILE NUMBER begins at that section. Secrets are asked for, none is in here.</source>
        <translation>sh DATEI NUMMER beginnt bei jenem Abschnitt. Nach Geheimnissen wird gefragt, keines steht hierin.</translation>
    </message>
    <message>
        <source>Before it starts, %1 must hold; when planned: %2</source>
        <translation>Bevor es beginnt, muss %1 gelten; beim Planen: %2</translation>
    </message>
    <message>
        <source>Does all of this hold: %1?</source>
        <translation>Gilt all das: %1?</translation>
    </message>
    <message>
        <source>Every section is done.</source>
        <translation>Jeder Abschnitt ist getan.</translation>
    </message>
    <message>
        <source>This version is deployed now; does it run?</source>
        <translation>Diese Version ist jetzt ausgebracht; läuft sie?</translation>
    </message>
    <message>
        <source>This version is deployed now, it should be %1; does it run?</source>
        <translation>Diese Version ist jetzt ausgebracht, es sollte %1 sein; läuft sie?</translation>
    </message>
    <message>
        <source>this failed.</source>
        <translation>das schlug fehl.</translation>
    </message>
    <message>
        <source>The procedure has no way back: repair by hand.</source>
        <translation>Der Ablauf hat keinen Rückweg: reparieren Sie von Hand.</translation>
    </message>
    <message>
        <source>this cannot be taken back, so do not go back: restore a backup, or repair.</source>
        <translation>das lässt sich nicht zurücknehmen, gehen Sie also nicht zurück: stellen Sie eine Sicherung wieder her, oder reparieren Sie.</translation>
    </message>
    <message>
        <source>Go back now?</source>
        <translation>Jetzt zurückgehen?</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>cannot be taken back</source>
        <translation>nicht rücknehmbar</translation>
    </message>
    <message>
        <source>Was this approved: %1?</source>
        <translation>Wurde das genehmigt: %1?</translation>
    </message>
    <message>
        <source>what does it, on %1:</source>
        <translation>was das tut, auf %1:</translation>
    </message>
    <message>
        <source>Was backup %1 restored?</source>
        <translation>Wurde die Sicherung %1 wiederhergestellt?</translation>
    </message>
    <message>
        <source>Was backup %1 made and read?</source>
        <translation>Wurde die Sicherung %1 angelegt und gelesen?</translation>
    </message>
    <message>
        <source>Is %1 well?</source>
        <translation>Geht es %1 gut?</translation>
    </message>
    <message>
        <source>Is %1 (%2 %3) well?</source>
        <translation>Geht es %1 (%2 %3) gut?</translation>
    </message>
    <message>
        <source>Does this hold for %1 (%2 %3): %4?</source>
        <translation>Gilt das für %1 (%2 %3): %4?</translation>
    </message>
    <message>
        <source>It may lock everybody out. What takes it back:</source>
        <translation>Er kann alle aussperren. Was ihn zurücknimmt:</translation>
    </message>
    <message>
        <source>%1 may lock everybody out of %2. Is a second login open there, to take it back by hand?</source>
        <translation>%1 kann alle von %2 aussperren. Ist dort eine zweite Anmeldung offen, um ihn von Hand zurückzunehmen?</translation>
    </message>
    <message>
        <source>A run goes on where some hosts fail; this stops at the first.</source>
        <translation>Ein Lauf macht weiter, wenn einige Hosts fehlschlagen; dieses Skript hält beim ersten an.</translation>
    </message>
    <message>
        <source>A pause of %1 before %2.</source>
        <translation>Eine Pause von %1 vor %2.</translation>
    </message>
</context>
<context>
    <name>Secrets</name>
    <message>
        <source>The credential %1 of the service cannot be read: %2</source>
        <translation>Der Credential %1 des Dienstes lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>er ist zu lang</translation>
    </message>
</context>
<context>
    <name>Sign</name>
    <message>
        <source>healthy</source>
        <translation>gesund</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>beeinträchtigt</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>unproven</source>
        <translation>unbewiesen</translation>
    </message>
</context>
<context>
    <name>Ssh</name>
    <message>
        <source>A file name or command on the way to this host holds a character that OpenSSH&apos;s configuration cannot carry.</source>
        <translation>Ein Dateiname oder Befehl auf dem Weg zu diesem Host enthält ein Zeichen, das die Konfiguration von OpenSSH nicht fassen kann.</translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message>
        <source>Other accounts can write in the folder of %1; make it yours alone (chmod 700).</source>
        <translation>Andere Konten können in den Ordner von %1 schreiben; nur dem eigenen erlauben (chmod 700).</translation>
    </message>
    <message>
        <source>The store cannot work on this file system; put the data folder on a local disk.</source>
        <translation>Der Datenspeicher kann auf diesem Dateisystem nicht arbeiten; den Datenordner auf eine lokale Platte legen.</translation>
    </message>
    <message>
        <source>The store&apos;s file is damaged and in use; close every other Pilothouse and start again to recover it.</source>
        <translation>Die Datei des Datenspeichers ist beschädigt und in Benutzung; jedes andere Pilothouse schließen und zum Wiederherstellen neu starten.</translation>
    </message>
    <message>
        <source>The cache was damaged and starts anew; the old one is kept as %1.</source>
        <translation>Der Cache war beschädigt und beginnt neu; der alte bleibt als %1 erhalten.</translation>
    </message>
    <message>
        <source>The store was written by a newer Pilothouse and is open for reading only; update this one.</source>
        <translation>Der Datenspeicher wurde von einem neueren Pilothouse geschrieben und ist nur zum Lesen offen; dieses aktualisieren.</translation>
    </message>
    <message>
        <source>A request to the store broke off and nothing was written; report this with the details.</source>
        <translation>Eine Anfrage an den Datenspeicher brach ab, und nichts wurde geschrieben; mit den Einzelheiten melden.</translation>
    </message>
    <message>
        <source>Another Pilothouse has updated the store meanwhile; restart this one to write again.</source>
        <translation>Ein anderes Pilothouse hat den Datenspeicher inzwischen aktualisiert; dieses neu starten, um wieder zu schreiben.</translation>
    </message>
    <message>
        <source>The store is closed; start again.</source>
        <translation>Der Datenspeicher ist geschlossen; neu starten.</translation>
    </message>
    <message>
        <source>The lock file %1 cannot be used; make its folder writable for this account.</source>
        <translation>Die Sperrdatei %1 ist nicht verwendbar; ihren Ordner für dieses Konto beschreibbar machen.</translation>
    </message>
    <message>
        <source>The store is in use by another Pilothouse and nothing was written; let that one finish and try again.</source>
        <translation>Der Datenspeicher wird von einem anderen Pilothouse benutzt, und nichts wurde geschrieben; dieses fertig werden lassen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>%1 has been held for %2 ms%3</source>
        <translation>%1 wird seit %2 ms gehalten%3</translation>
    </message>
    <message>
        <source> by process %1</source>
        <translation> von Prozess %1</translation>
    </message>
    <message>
        <source>%1 cannot be written; check the folder&apos;s owner and the free space.</source>
        <translation>%1 ist nicht beschreibbar; Eigentümer des Ordners und freien Platz prüfen.</translation>
    </message>
    <message>
        <source>This build&apos;s list of schema changes is wrong; install another build.</source>
        <translation>Die Liste der Schema-Änderungen in diesem Build ist falsch; einen anderen Build installieren.</translation>
    </message>
    <message>
        <source>The store was made by a build whose schema differs from this one&apos;s; use the build that made it.</source>
        <translation>Der Datenspeicher wurde von einem Build mit anderem Schema angelegt; jenen Build verwenden.</translation>
    </message>
    <message>
        <source>A request to the store was put together wrongly; report this with the details.</source>
        <translation>Eine Anfrage an den Datenspeicher war falsch gebildet; mit den Einzelheiten melden.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alles</translation>
    </message>
    <message numerus="yes">
        <source>The store was damaged: %n row(s) were recovered into a new file.</source>
        <translation>
            <numerusform>Der Datenspeicher war beschädigt: %n Zeile wurde in eine neue Datei gerettet.</numerusform>
            <numerusform>Der Datenspeicher war beschädigt: %n Zeilen wurden in eine neue Datei gerettet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything could be read of: %1.</source>
        <translation>Nicht alles war lesbar von: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n unusable row(s) were left out.</source>
        <translation>
            <numerusform>%n unbrauchbare Zeile wurde ausgelassen.</numerusform>
            <numerusform>%n unbrauchbare Zeilen wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) refer to lost ones.</source>
        <translation>
            <numerusform>%n Zeile verweist auf verlorene.</numerusform>
            <numerusform>%n Zeilen verweisen auf verlorene.</numerusform>
        </translation>
    </message>
    <message>
        <source>The damaged file is kept as %1.</source>
        <translation>Die beschädigte Datei bleibt als %1 erhalten.</translation>
    </message>
    <message>
        <source>The store is locked by another program and nothing was written; close that program and try again.</source>
        <translation>Der Datenspeicher ist von einem anderen Programm gesperrt, und nichts wurde geschrieben; dieses Programm schließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The store&apos;s file is damaged; restart Pilothouse, which keeps a copy and recovers what can be read.</source>
        <translation>Die Datei des Datenspeichers ist beschädigt; Pilothouse neu starten, es bewahrt eine Kopie auf und rettet, was lesbar ist.</translation>
    </message>
    <message>
        <source>The disk is full and nothing was written; free some space and try again.</source>
        <translation>Die Platte ist voll, und nichts wurde geschrieben; Platz schaffen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The store cannot be written by this account; check the owner and mode of its file and folder.</source>
        <translation>Dieses Konto kann den Datenspeicher nicht schreiben; Eigentümer und Rechte von Datei und Ordner prüfen.</translation>
    </message>
    <message>
        <source>The store refused a record that contradicts another one; reload and try again.</source>
        <translation>Der Datenspeicher hat einen Eintrag abgelehnt, der einem anderen widerspricht; neu laden und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The disk gave an error and nothing was written; check the disk, then try again.</source>
        <translation>Die Platte meldete einen Fehler, und nichts wurde geschrieben; die Platte prüfen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The store could not carry out a request; the details say why.</source>
        <translation>Der Datenspeicher konnte eine Anfrage nicht ausführen; die Einzelheiten sagen, warum.</translation>
    </message>
</context>
<context>
    <name>System</name>
    <message>
        <source>A condition has at most 1000 characters.</source>
        <translation>Eine Bedingung hat höchstens 1000 Zeichen.</translation>
    </message>
    <message>
        <source>A condition compares with ==, !=, &lt;, &lt;=, &gt; or &gt;=, such as [STATUS] == 200.</source>
        <translation>Eine Bedingung vergleicht mit ==, !=, &lt;, &lt;=, &gt; oder &gt;=, etwa [STATUS] == 200.</translation>
    </message>
    <message>
        <source>A value is missing here; for an empty text write &quot;&quot;.</source>
        <translation>Hier fehlt ein Wert; für einen leeren Text &quot;&quot; schreiben.</translation>
    </message>
    <message>
        <source>%1() looks at a placeholder such as [BODY].items.</source>
        <translation>%1() sieht auf einen Platzhalter wie [BODY].items.</translation>
    </message>
    <message>
        <source>any() has an empty place; for an empty text write &quot;&quot;.</source>
        <translation>any() hat eine leere Stelle; für einen leeren Text &quot;&quot; schreiben.</translation>
    </message>
    <message>
        <source>There is no function %1(…) of this form; there are len, has, pat and any.</source>
        <translation>Es gibt keine Funktion %1(…) dieser Form; es gibt len, has, pat und any.</translation>
    </message>
    <message>
        <source>The condition looks at nothing: it needs a placeholder such as [STATUS].</source>
        <translation>Die Bedingung sieht auf nichts: Sie braucht einen Platzhalter wie [STATUS].</translation>
    </message>
    <message>
        <source>pat() and any() go with == and != only.</source>
        <translation>pat() und any() stehen nur bei == und !=.</translation>
    </message>
    <message>
        <source>This is either true or false: compare it with == true or == false.</source>
        <translation>Das ist entweder wahr oder falsch: mit == true oder == false vergleichen.</translation>
    </message>
    <message>
        <source>%1 is neither a number nor a duration.</source>
        <translation>%1 ist weder eine Zahl noch eine Dauer.</translation>
    </message>
    <message>
        <source>%1 is not a web address beginning with https://.</source>
        <translation>%1 ist keine Webadresse, die mit https:// beginnt.</translation>
    </message>
    <message>
        <source>A system has at least one environment.</source>
        <translation>Ein System hat mindestens eine Umgebung.</translation>
    </message>
    <message>
        <source>%1 is not a version this program reads; write pilothouse/v1.</source>
        <translation>%1 ist keine Version, die dieses Programm liest; pilothouse/v1 schreiben.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>There are more faults than these; mend the first ones and try again.</source>
        <translation>Es gibt mehr Fehler als diese; die ersten beheben und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;?</source>
        <translation>Vielleicht „%1“?</translation>
    </message>
    <message>
        <source>A mapping is expected here, with keys such as %1.</source>
        <translation>Hier wird eine Zuordnung erwartet, mit Schlüsseln wie %1.</translation>
    </message>
    <message>
        <source>The key %1 is not known here.</source>
        <translation>Der Schlüssel %1 ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; is missing.</source>
        <translation>Der Schlüssel „%1“ fehlt.</translation>
    </message>
    <message>
        <source>%1 is not a name: use letters, digits, dots, hyphens and underscores.</source>
        <translation>%1 ist kein Name: Buchstaben, Ziffern, Punkte, Binde- und Unterstriche verwenden.</translation>
    </message>
    <message>
        <source>%1 is not a safe path: it must not begin with a hyphen or contain &quot;..&quot;.</source>
        <translation>%1 ist kein sicherer Pfad: Er darf nicht mit einem Bindestrich beginnen oder „..“ enthalten.</translation>
    </message>
    <message>
        <source>%1 is neither true nor false.</source>
        <translation>%1 ist weder true noch false.</translation>
    </message>
    <message>
        <source>%1 is not a whole number from %2 to %3.</source>
        <translation>%1 ist keine ganze Zahl von %2 bis %3.</translation>
    </message>
    <message>
        <source>%1 is not a number.</source>
        <translation>%1 ist keine Zahl.</translation>
    </message>
    <message>
        <source>A mapping of names to texts is expected here.</source>
        <translation>Hier wird eine Zuordnung von Namen zu Texten erwartet.</translation>
    </message>
    <message>
        <source>%1 is not allowed as a name here.</source>
        <translation>%1 ist hier als Name nicht erlaubt.</translation>
    </message>
    <message>
        <source>A text is expected here; for an empty one write &quot;&quot;.</source>
        <translation>Hier wird ein Text erwartet; für einen leeren &quot;&quot; schreiben.</translation>
    </message>
    <message>
        <source>%1 is not one of %2.</source>
        <translation>%1 ist nicht aus %2.</translation>
    </message>
    <message>
        <source>The system %1 is also defined in %2: keep one of the two.</source>
        <translation>Das System %1 ist auch in %2 definiert: eines von beiden behalten.</translation>
    </message>
    <message>
        <source>Nothing is inherited at %1; write for example hosts/app-2.</source>
        <translation>Bei %1 wird nichts geerbt; zum Beispiel hosts/app-2 schreiben.</translation>
    </message>
    <message>
        <source>There is no environment %1.</source>
        <translation>Es gibt keine Umgebung %1.</translation>
    </message>
    <message>
        <source>This goes round in a circle: an environment cannot be like itself.</source>
        <translation>Das geht im Kreis: Eine Umgebung kann nicht wie sie selbst sein.</translation>
    </message>
    <message>
        <source>The environments inherit too much from each other: split the file.</source>
        <translation>Die Umgebungen erben zu viel voneinander: die Datei aufteilen.</translation>
    </message>
    <message>
        <source>without: takes away what like: brings; there is no like: here.</source>
        <translation>without: nimmt weg, was like: bringt; hier gibt es kein like:.</translation>
    </message>
    <message>
        <source>A pattern has at most 200 characters and does not begin with a hyphen or dot.</source>
        <translation>Ein Muster hat höchstens 200 Zeichen und beginnt nicht mit Bindestrich oder Punkt.</translation>
    </message>
    <message>
        <source>%1 is not allowed in the name of a backup.</source>
        <translation>%1 ist im Namen einer Sicherung nicht erlaubt.</translation>
    </message>
    <message>
        <source>Unknown part of a pattern; there are {YYYYMMDD}, {HHMMSS}, {YYYY}, {MM}, {DD}, {HH}, {mm}, {SS} and {*}.</source>
        <translation>Unbekannter Teil eines Musters; es gibt {YYYYMMDD}, {HHMMSS}, {YYYY}, {MM}, {DD}, {HH}, {mm}, {SS} und {*}.</translation>
    </message>
    <message>
        <source>This part of the name stands here for the second time.</source>
        <translation>Dieser Teil des Namens steht hier zum zweiten Mal.</translation>
    </message>
    <message>
        <source>A pattern names the date, such as {YYYYMMDD}: without it no backup has an age.</source>
        <translation>Ein Muster nennt das Datum, etwa {YYYYMMDD}: Ohne es hat keine Sicherung ein Alter.</translation>
    </message>
    <message>
        <source>%1 is not a placeholder such as [STATUS].</source>
        <translation>%1 ist kein Platzhalter wie [STATUS].</translation>
    </message>
    <message>
        <source>There is no placeholder [%1].</source>
        <translation>Es gibt keinen Platzhalter [%1].</translation>
    </message>
    <message>
        <source>The name of a header is missing: write [HEADER].content-type.</source>
        <translation>Der Name eines Headers fehlt: [HEADER].content-type schreiben.</translation>
    </message>
    <message>
        <source>Only [BODY] and [HEADER] have something behind them.</source>
        <translation>Nur hinter [BODY] und [HEADER] steht etwas.</translation>
    </message>
    <message>
        <source>An index such as [0] is expected here.</source>
        <translation>Hier wird ein Index wie [0] erwartet.</translation>
    </message>
    <message>
        <source>A dot or an index such as [0] is expected here.</source>
        <translation>Hier wird ein Punkt oder ein Index wie [0] erwartet.</translation>
    </message>
    <message>
        <source>The name of a member is missing here.</source>
        <translation>Hier fehlt der Name eines Elements.</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>the body is not JSON</source>
        <translation>der Inhalt ist kein JSON</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>Encryption is either gpg: recipient or gpg-symmetric: secret:NAME.</source>
        <translation>Verschlüsselung ist entweder gpg: Empfänger oder gpg-symmetric: secret:NAME.</translation>
    </message>
    <message>
        <source>%1 is not a key id or an address of a key.</source>
        <translation>%1 ist keine Schlüsselkennung oder Adresse eines Schlüssels.</translation>
    </message>
    <message>
        <source>A copy names one place, such as s3: s3://bucket/folder.</source>
        <translation>Eine Kopie nennt einen Ort, etwa s3: s3://bucket/folder.</translation>
    </message>
    <message>
        <source>%1 does not begin with a slash.</source>
        <translation>%1 beginnt nicht mit einem Schrägstrich.</translation>
    </message>
    <message>
        <source>%1 does not begin with %2.</source>
        <translation>%1 beginnt nicht mit %2.</translation>
    </message>
    <message>
        <source>A backup has either directory: and pattern:, or directories:.</source>
        <translation>Eine Sicherung hat entweder directory: und pattern:, oder directories:.</translation>
    </message>
    <message>
        <source>A backup needs directory: and pattern:, or directories:.</source>
        <translation>Eine Sicherung braucht directory: und pattern:, oder directories:.</translation>
    </message>
    <message>
        <source>The role %1 already stands in this list.</source>
        <translation>Die Rolle %1 steht schon in dieser Liste.</translation>
    </message>
    <message>
        <source>There is no role %1 in this checklist.</source>
        <translation>In dieser Checkliste gibt es keine Rolle %1.</translation>
    </message>
    <message>
        <source>The name of a Markdown file is expected before the #.</source>
        <translation>Vor dem # wird der Name einer Markdown-Datei erwartet.</translation>
    </message>
    <message>
        <source>%1 is not user@address:port; other characters are not allowed in it.</source>
        <translation>%1 ist nicht user@address:port; andere Zeichen sind darin nicht erlaubt.</translation>
    </message>
    <message>
        <source>%1 is not a port: use 1 to 65535.</source>
        <translation>%1 ist kein Port: 1 bis 65535 verwenden.</translation>
    </message>
    <message>
        <source>A host has either ssh: user@address or local: true.</source>
        <translation>Ein Host hat entweder ssh: user@address oder local: true.</translation>
    </message>
    <message>
        <source>A compose service needs file: the Compose file.</source>
        <translation>Ein Compose-Dienst braucht file: die Compose-Datei.</translation>
    </message>
    <message>
        <source>More is reserved than the limits allow.</source>
        <translation>Es ist mehr reserviert, als die Grenzen erlauben.</translation>
    </message>
    <message>
        <source>%1 is not a web address beginning with %2://.</source>
        <translation>%1 ist keine Webadresse, die mit %2:// beginnt.</translation>
    </message>
    <message>
        <source>:// or </source>
        <translation>:// oder </translation>
    </message>
    <message>
        <source>%1 is not an address such as example.com:443.</source>
        <translation>%1 ist keine Adresse wie example.com:443.</translation>
    </message>
    <message>
        <source>via: stands twice in this probe; keep one.</source>
        <translation>via: steht in dieser Prüfung zweimal; eines behalten.</translation>
    </message>
    <message>
        <source>%1 is not the name or address of a host.</source>
        <translation>%1 ist weder Name noch Adresse eines Hosts.</translation>
    </message>
    <message>
        <source>%1 probes do not measure [%2]; they measure %3.</source>
        <translation>%1-Prüfungen messen [%2] nicht; sie messen %3.</translation>
    </message>
    <message>
        <source>A probe has one kind; this one is already %1.</source>
        <translation>Eine Prüfung hat eine Art; diese ist schon %1.</translation>
    </message>
    <message>
        <source>The probe has no kind, such as http: or tcp:.</source>
        <translation>Die Prüfung hat keine Art, etwa http: oder tcp:.</translation>
    </message>
    <message>
        <source>%1 probes send no headers.</source>
        <translation>%1-Prüfungen senden keine Header.</translation>
    </message>
    <message>
        <source>A probe may run once a second at most.</source>
        <translation>Eine Prüfung darf höchstens einmal je Sekunde laufen.</translation>
    </message>
    <message>
        <source>A timeout lies between 1ms and 10m.</source>
        <translation>Ein Timeout liegt zwischen 1ms und 10m.</translation>
    </message>
    <message>
        <source>There is already a probe %1.</source>
        <translation>Es gibt schon eine Prüfung %1.</translation>
    </message>
    <message>
        <source>One entry names one thing; this one already asks for %1.</source>
        <translation>Ein Eintrag nennt eine Sache; dieser fragt schon nach %1.</translation>
    </message>
    <message>
        <source>Only a backup has this.</source>
        <translation>Das hat nur eine Sicherung.</translation>
    </message>
    <message>
        <source>%1 cannot be the name of an input: it must be usable as an environment variable.</source>
        <translation>%1 kann kein Name einer Eingabe sein: Er muss als Umgebungsvariable taugen.</translation>
    </message>
    <message>
        <source>choices: belong to an input of type choice, which needs them.</source>
        <translation>choices: gehört zu einer Eingabe der Art choice, und diese braucht es.</translation>
    </message>
    <message>
        <source>%1 is not one of the choices.</source>
        <translation>%1 steht nicht zur Auswahl.</translation>
    </message>
    <message>
        <source>%1 is not a whole number.</source>
        <translation>%1 ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>%1 is not a branch, tag or commit.</source>
        <translation>%1 ist kein Branch, Tag oder Commit.</translation>
    </message>
    <message>
        <source>Nothing says how to roll back: name a procedure in on-failure:.</source>
        <translation>Nichts sagt, wie zurückgerollt wird: in on-failure: eine Prozedur nennen.</translation>
    </message>
    <message>
        <source>A procedure has at least one step.</source>
        <translation>Eine Prozedur hat mindestens einen Schritt.</translation>
    </message>
    <message>
        <source>A read-only procedure has only read-only: true steps, probes, approvals and waits.</source>
        <translation>Eine nur lesende Prozedur hat nur Schritte mit read-only: true, Prüfungen, Freigaben und Wartezeiten.</translation>
    </message>
    <message>
        <source>%1 is not a way to make a secret; write base64:64, hex:32 or alnum:24 (8 to 4096).</source>
        <translation>%1 ist keine Art, ein Geheimnis zu erzeugen; base64:64, hex:32 oder alnum:24 (8 bis 4096) schreiben.</translation>
    </message>
    <message>
        <source>%1 is not {NAME} or {NAME:url} (or base64, shell).</source>
        <translation>%1 ist nicht {NAME} oder {NAME:url} (oder base64, shell).</translation>
    </message>
    <message>
        <source>%1 cannot be the name of a secret: it must be usable as an environment variable.</source>
        <translation>%1 kann kein Name eines Geheimnisses sein: Er muss als Umgebungsvariable taugen.</translation>
    </message>
    <message>
        <source>A secret is either generated or made from others.</source>
        <translation>Ein Geheimnis wird entweder erzeugt oder aus anderen gebildet.</translation>
    </message>
    <message>
        <source>%1 is not a mode such as 0600.</source>
        <translation>%1 ist kein Modus wie 0600.</translation>
    </message>
    <message>
        <source>There is already a file %1.</source>
        <translation>Es gibt schon eine Datei %1.</translation>
    </message>
    <message>
        <source>A strategy with a number is either batches: N or canary: N.</source>
        <translation>Eine Strategie mit einer Zahl ist entweder batches: N oder canary: N.</translation>
    </message>
    <message>
        <source>%1: belongs to a %2 step, this is a %3 step.</source>
        <translation>%1: gehört zu einem %2-Schritt, dies ist ein %3-Schritt.</translation>
    </message>
    <message>
        <source>Secrets are listed by name, such as POSTGRES_PASSWORD; one of these is not a name.</source>
        <translation>Geheimnisse werden mit Namen aufgelistet, etwa POSTGRES_PASSWORD; eines davon ist kein Name.</translation>
    </message>
    <message>
        <source>A step needs some time; leave timeout: out for ten minutes.</source>
        <translation>Ein Schritt braucht etwas Zeit; für zehn Minuten timeout: weglassen.</translation>
    </message>
    <message>
        <source>A step with undo: is reversible.</source>
        <translation>Ein Schritt mit undo: ist zurücknehmbar.</translation>
    </message>
    <message>
        <source>A step does one thing; this one already has %1:.</source>
        <translation>Ein Schritt tut eine Sache; dieser hat schon %1:.</translation>
    </message>
    <message>
        <source>The step %1 already has the id %2; give this one another id:.</source>
        <translation>Der Schritt %1 hat schon die Kennung %2; diesem eine andere id: geben.</translation>
    </message>
    <message>
        <source>%1 is neither a number nor a percentage up to 100%.</source>
        <translation>%1 ist weder eine Zahl noch ein Prozentsatz bis 100%.</translation>
    </message>
    <message>
        <source>on: and read: of a version belong together.</source>
        <translation>on: und read: einer Version gehören zusammen.</translation>
    </message>
    <message>
        <source>probe: and equals: of a version belong together.</source>
        <translation>probe: und equals: einer Version gehören zusammen.</translation>
    </message>
    <message>
        <source>An objective says what it must stay below: or above:.</source>
        <translation>Eine Zielvorgabe sagt, worunter (below:) oder worüber (above:) sie bleiben muss.</translation>
    </message>
    <message>
        <source>There is already an objective %1.</source>
        <translation>Es gibt schon eine Zielvorgabe %1.</translation>
    </message>
    <message>
        <source>One entry names one channel; this one is already %1.</source>
        <translation>Ein Eintrag nennt einen Kanal; dieser ist schon %1.</translation>
    </message>
    <message>
        <source>There is no host %1 in this environment.</source>
        <translation>In dieser Umgebung gibt es keinen Host %1.</translation>
    </message>
    <message>
        <source>There is no host %1 with an ssh: address in this environment.</source>
        <translation>In dieser Umgebung gibt es keinen Host %1 mit einer ssh:-Adresse.</translation>
    </message>
    <message>
        <source>There is no host and no role %1 in this environment.</source>
        <translation>In dieser Umgebung gibt es weder Host noch Rolle %1.</translation>
    </message>
    <message>
        <source>There is no probe %1 in this environment.</source>
        <translation>In dieser Umgebung gibt es keine Prüfung %1.</translation>
    </message>
    <message>
        <source>There is no postgres probe %1 in this environment.</source>
        <translation>In dieser Umgebung gibt es keine postgres-Prüfung %1.</translation>
    </message>
    <message>
        <source>There is no service %1 in this environment.</source>
        <translation>In dieser Umgebung gibt es keinen Dienst %1.</translation>
    </message>
    <message>
        <source>There is no procedure %1 in this environment.</source>
        <translation>In dieser Umgebung gibt es keine Prozedur %1.</translation>
    </message>
    <message>
        <source>There is no backup %1 in this environment.</source>
        <translation>In dieser Umgebung gibt es keine Sicherung %1.</translation>
    </message>
    <message>
        <source>There is no checklist %1 in this environment.</source>
        <translation>In dieser Umgebung gibt es keine Checkliste %1.</translation>
    </message>
    <message>
        <source>%1 is a role; name one host here.</source>
        <translation>%1 ist eine Rolle; hier einen Host nennen.</translation>
    </message>
    <message>
        <source>This goes round in a circle: %1.</source>
        <translation>Das geht im Kreis: %1.</translation>
    </message>
    <message>
        <source>This looks like %1. A definition never holds a secret: store it with &quot;pilothousectl secret set&quot;, refer to it by its name, and replace it where it was used.</source>
        <translation>Das sieht aus wie %1. Eine Definition enthält nie ein Geheimnis: mit „pilothousectl secret set“ ablegen, mit seinem Namen darauf verweisen und es ersetzen, wo es verwendet wurde.</translation>
    </message>
    <message>
        <source>This key looks like a secret. A definition never holds one.</source>
        <translation>Dieser Schlüssel sieht wie ein Geheimnis aus. Eine Definition enthält nie eines.</translation>
    </message>
    <message>
        <source>a private key</source>
        <translation>ein privater Schlüssel</translation>
    </message>
    <message>
        <source>a Stripe key</source>
        <translation>ein Stripe-Schlüssel</translation>
    </message>
    <message>
        <source>the secret of a webhook</source>
        <translation>das Geheimnis eines Webhooks</translation>
    </message>
    <message>
        <source>a Persona key</source>
        <translation>ein Persona-Schlüssel</translation>
    </message>
    <message>
        <source>a key of AWS</source>
        <translation>ein AWS-Schlüssel</translation>
    </message>
    <message>
        <source>an access token of a code host</source>
        <translation>ein Zugriffstoken eines Code-Hosters</translation>
    </message>
    <message>
        <source>a Slack token</source>
        <translation>ein Slack-Token</translation>
    </message>
    <message>
        <source>the secret address of a Slack hook</source>
        <translation>die geheime Adresse eines Slack-Hooks</translation>
    </message>
    <message>
        <source>a signed token (JWT)</source>
        <translation>ein unterschriebenes Token (JWT)</translation>
    </message>
    <message>
        <source>a Google key</source>
        <translation>ein Google-Schlüssel</translation>
    </message>
    <message>
        <source>a SendGrid key</source>
        <translation>ein SendGrid-Schlüssel</translation>
    </message>
    <message>
        <source>an address with a password in it</source>
        <translation>eine Adresse mit einem Passwort darin</translation>
    </message>
    <message>
        <source>a password</source>
        <translation>ein Passwort</translation>
    </message>
    <message>
        <source>a password in an assignment</source>
        <translation>ein Passwort in einer Zuweisung</translation>
    </message>
    <message>
        <source>The text is empty.</source>
        <translation>Der Text ist leer.</translation>
    </message>
    <message>
        <source>A value is missing here.</source>
        <translation>Hier fehlt ein Wert.</translation>
    </message>
    <message>
        <source>A text is expected here.</source>
        <translation>Hier wird ein Text erwartet.</translation>
    </message>
    <message>
        <source>One line without control characters is expected here.</source>
        <translation>Hier wird eine Zeile ohne Steuerzeichen erwartet.</translation>
    </message>
    <message>
        <source>values: has no %1.</source>
        <translation>values: hat kein %1.</translation>
    </message>
    <message>
        <source>A reference such as secret:NAME is expected here, never the secret itself.</source>
        <translation>Hier wird ein Verweis wie secret:NAME erwartet, nie das Geheimnis selbst.</translation>
    </message>
    <message>
        <source>A mapping of names is expected here.</source>
        <translation>Hier wird eine Zuordnung von Namen erwartet.</translation>
    </message>
    <message>
        <source>A list is expected here.</source>
        <translation>Hier wird eine Liste erwartet.</translation>
    </message>
    <message>
        <source>A definition is one document: remove everything after this line.</source>
        <translation>Eine Definition ist ein Dokument: alles nach dieser Zeile entfernen.</translation>
    </message>
    <message>
        <source>Aliases (*name) are not allowed: write the value out.</source>
        <translation>Aliase (*name) sind nicht erlaubt: den Wert ausschreiben.</translation>
    </message>
    <message>
        <source>This quotation mark is never closed.</source>
        <translation>Dieses Anführungszeichen wird nie geschlossen.</translation>
    </message>
    <message>
        <source>The document has more than %1 values: split it.</source>
        <translation>Das Dokument hat mehr als %1 Werte: aufteilen.</translation>
    </message>
    <message>
        <source>Anchors (&amp;name) are not allowed: write the value out.</source>
        <translation>Anker (&amp;name) sind nicht erlaubt: den Wert ausschreiben.</translation>
    </message>
    <message>
        <source>Tags (!name) are not allowed: every scalar is text.</source>
        <translation>Tags (!name) sind nicht erlaubt: Jeder Skalar ist Text.</translation>
    </message>
    <message>
        <source>The document is nested more than %1 deep.</source>
        <translation>Das Dokument ist tiefer als %1 verschachtelt.</translation>
    </message>
    <message>
        <source>A key must be plain text.</source>
        <translation>Ein Schlüssel muss einfacher Text sein.</translation>
    </message>
    <message>
        <source>%1 stands twice in this mapping; the first is in line %2.</source>
        <translation>%1 steht zweimal in dieser Zuordnung; das erste Mal in Zeile %2.</translation>
    </message>
    <message>
        <source>The file is larger than 1 MiB: a definition is never that long.</source>
        <translation>Die Datei ist größer als 1 MiB: So lang ist eine Definition nie.</translation>
    </message>
    <message>
        <source>This is not UTF-8: save the file in that encoding.</source>
        <translation>Das ist nicht UTF-8: die Datei in dieser Kodierung speichern.</translation>
    </message>
    <message>
        <source>A control character stands here: remove it.</source>
        <translation>Hier steht ein Steuerzeichen: entfernen.</translation>
    </message>
    <message>
        <source>A tab stands at the beginning of this line: indent with spaces.</source>
        <translation>Am Anfang dieser Zeile steht ein Tabulator: mit Leerzeichen einrücken.</translation>
    </message>
    <message>
        <source>This is not YAML: %1.</source>
        <translation>Das ist kein YAML: %1.</translation>
    </message>
    <message>
        <source>The file cannot be read as YAML: %1.</source>
        <translation>Die Datei ist nicht als YAML lesbar: %1.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>Nobody logs in to a local host.</source>
        <translation>An einem lokalen Host meldet sich niemand an.</translation>
    </message>
    <message>
        <source>A password is never used unless login: lists password.</source>
        <translation>Ein Passwort wird nie benutzt, wenn login: nicht password aufführt.</translation>
    </message>
    <message>
        <source>%1 is not a way to log in; use %2.</source>
        <translation>%1 ist keine Art der Anmeldung; verwenden Sie %2.</translation>
    </message>
    <message>
        <source>Without a way to log in nothing can be reached; use some of %1.</source>
        <translation>Ohne eine Art der Anmeldung ist nichts zu erreichen; verwenden Sie davon einige: %1.</translation>
    </message>
    <message>
        <source>A step that destroys data is not read-only.</source>
        <translation>Ein Schritt, der Daten vernichtet, ist nicht read-only.</translation>
    </message>
    <message>
        <source>revert-after: belongs to a step with revert:.</source>
        <translation>revert-after: gehört zu einem Schritt mit revert:.</translation>
    </message>
    <message>
        <source>A revert waits between ten seconds and an hour.</source>
        <translation>Eine Rücknahme wartet zwischen zehn Sekunden und einer Stunde.</translation>
    </message>
    <message>
        <source>%1 is not one of forward, back, care.</source>
        <translation>%1 ist keines von forward, back, care.</translation>
    </message>
    <message>
        <source>requires: holds up the way forward only, and this procedure is not on it. Leave it out, or write way: forward.</source>
        <translation>requires: hält nur den Weg nach vorn auf, und dieser Ablauf liegt nicht darauf. Lassen Sie es weg oder schreiben Sie way: forward.</translation>
    </message>
    <message>
        <source>windows: has no %1 window in this environment.</source>
        <translation>windows: hat in dieser Umgebung kein Fenster %1.</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>without an end in sight</source>
        <translation>ohne absehbares Ende</translation>
    </message>
    <message>
        <source>%1: belongs to a %2 step, this is an approval.</source>
        <translation>%1: gehört zu einem Schritt mit %2:, dies ist eine Freigabe.</translation>
    </message>
    <message>
        <source>%1: belongs to an approval.</source>
        <translation>%1: gehört zu einer Freigabe.</translation>
    </message>
    <message>
        <source>within: belongs to probes and approvals, this is a %1 step.</source>
        <translation>within: gehört zu Prüfungen und Freigaben, dies ist ein Schritt mit %1:.</translation>
    </message>
    <message>
        <source>ran: and for: belong together: which environment ran it, and for how long.</source>
        <translation>ran: und for: gehören zusammen: welche Umgebung sie ausgeführt hat, und wie lange.</translation>
    </message>
    <message>
        <source>ran: asks for the version that comes, so the procedure needs an input of type git-ref or version.</source>
        <translation>ran: fragt nach der Version, die kommt; die Prozedur braucht also eine Eingabe vom Typ git-ref oder version.</translation>
    </message>
    <message>
        <source>Write a number of hosts, or a part of them between 0% and 100%.</source>
        <translation>Schreiben Sie eine Anzahl von Hosts, oder einen Anteil zwischen 0% und 100%.</translation>
    </message>
    <message>
        <source>There is nothing to pause between: all hosts are one batch.</source>
        <translation>Es gibt nichts, wozwischen pausiert werden könnte: Alle Hosts sind eine Gruppe.</translation>
    </message>
    <message>
        <source>A pause between batches is at most a day.</source>
        <translation>Eine Pause zwischen Gruppen dauert höchstens einen Tag.</translation>
    </message>
    <message>
        <source>A step that may lock everybody out stops at the first host.</source>
        <translation>Ein Schritt, der alle aussperren kann, hält beim ersten Host an.</translation>
    </message>
    <message>
        <source>An approval is waited for between a second and 30 days.</source>
        <translation>Auf eine Freigabe wird zwischen einer Sekunde und 30 Tagen gewartet.</translation>
    </message>
    <message>
        <source>%1: says nothing at an approval.</source>
        <translation>%1: sagt bei einer Freigabe nichts.</translation>
    </message>
    <message>
        <source>A web address is expected here, such as https://hooks.example.com/x.</source>
        <translation>Hier wird eine Webadresse erwartet, etwa https://hooks.example.com/x.</translation>
    </message>
    <message>
        <source>Neither a password nor a fragment may stand in this address.</source>
        <translation>In dieser Adresse darf weder ein Passwort noch ein Fragment stehen.</translation>
    </message>
    <message>
        <source>Messages leave this machine over https only.</source>
        <translation>Nachrichten verlassen diesen Rechner nur über https.</translation>
    </message>
    <message>
        <source>A mail server is written as smtp.example.com:587.</source>
        <translation>Ein Mailserver wird als smtp.example.com:587 geschrieben.</translation>
    </message>
    <message>
        <source>Mail leaves this machine encrypted only.</source>
        <translation>Mail verlässt diesen Rechner nur verschlüsselt.</translation>
    </message>
    <message>
        <source>Somebody has to get the mail.</source>
        <translation>Jemand muss die Mail bekommen.</translation>
    </message>
    <message>
        <source>%1 is not a mail address such as ops@example.com.</source>
        <translation>%1 ist keine Mailadresse wie ops@example.com.</translation>
    </message>
    <message>
        <source>user: and password: of a mail server belong together.</source>
        <translation>user: und password: eines Mailservers gehören zusammen.</translation>
    </message>
    <message>
        <source>mail: has to:, from: and server:.</source>
        <translation>mail: hat to:, from: und server:.</translation>
    </message>
    <message>
        <source>The desktop reaches nobody who would have to be told before.</source>
        <translation>Der Desktop erreicht niemanden, der vorher Bescheid wissen müsste.</translation>
    </message>
    <message>
        <source>The entry names no channel, such as slack: or mail:.</source>
        <translation>Der Eintrag nennt keinen Kanal wie slack: oder mail:.</translation>
    </message>
    <message>
        <source>There is already an entry %1.</source>
        <translation>Einen Eintrag %1 gibt es schon.</translation>
    </message>
    <message>
        <source>Only maintenance is announced, a freeze is not.</source>
        <translation>Nur Wartung wird angekündigt, ein Freeze nicht.</translation>
    </message>
    <message>
        <source>Only an approver has this.</source>
        <translation>Das hat nur eine Freigabe.</translation>
    </message>
    <message>
        <source>The entry asks for nothing; write backup:, checklist:, probe:, window:, ran:, incident: or approver:.</source>
        <translation>Der Eintrag fragt nach nichts; bitte backup:, checklist:, probe:, window:, ran:, incident: oder approver: schreiben.</translation>
    </message>
    <message>
        <source>Only a backup and an approver have this.</source>
        <translation>Das haben nur eine Sicherung und eine Freigabe.</translation>
    </message>
    <message>
        <source>One approver is asked for a plan; name the others in its list of signers.</source>
        <translation>Für einen Plan wird eine Freigabe verlangt; die anderen bitte in der Liste der Unterzeichner nennen.</translation>
    </message>
    <message>
        <source>on: says whose directory is kept.</source>
        <translation>on: sagt, wessen Verzeichnis aufgehoben wird.</translation>
    </message>
    <message>
        <source>%1 has no directory: that could be kept.</source>
        <translation>%1 hat kein directory:, das aufgehoben werden könnte.</translation>
    </message>
    <message>
        <source>%1 is no path inside of the directory, such as uploads.</source>
        <translation>%1 ist kein Pfad im Verzeichnis, wie etwa uploads.</translation>
    </message>
    <message>
        <source>Nothing is kept; write images: with services, or release: with on:.</source>
        <translation>Nichts wird aufgehoben; schreiben Sie images: mit Diensten oder release: mit on:.</translation>
    </message>
    <message>
        <source>keep: keeps no %1 in this environment.</source>
        <translation>keep: hebt in dieser Umgebung kein %1 auf.</translation>
    </message>
    <message>
        <source>Another document begins here: only files with one are read.</source>
        <translation>Hier beginnt ein weiteres Dokument: Gelesen werden nur Dateien mit einem.</translation>
    </message>
    <message>
        <source>This alias stands inside of what it means.</source>
        <translation>Dieser Alias steht in dem, was er bedeutet.</translation>
    </message>
    <message>
        <source>Only mappings can be merged with &lt;&lt;.</source>
        <translation>Mit &lt;&lt; lassen sich nur Zuordnungen zusammenführen.</translation>
    </message>
    <message>
        <source>%1 cannot be looked at; there are %2.</source>
        <translation>%1 kann nicht angesehen werden; es gibt %2.</translation>
    </message>
    <message>
        <source>Say what is looked at: some of %1.</source>
        <translation>Sagen Sie, was angesehen wird: etwas von %1.</translation>
    </message>
    <message>
        <source>%1: says nothing at a look, which changes nothing.</source>
        <translation>%1: sagt beim Ansehen nichts, denn es ändert nichts.</translation>
    </message>
    <message>
        <source>A service ends within a second to an hour.</source>
        <translation>Ein Dienst endet innerhalb einer Sekunde bis einer Stunde.</translation>
    </message>
    <message>
        <source>%1 is no image with its registry and a tag, such as ghcr.io/your-org/backend-api:$ref.</source>
        <translation>%1 ist kein Image mit Registry und Tag, etwa ghcr.io/your-org/backend-api:$ref.</translation>
    </message>
    <message>
        <source>%1 is not the address of a registry, such as ghcr.io or registry.example.com:5000.</source>
        <translation>%1 ist keine Adresse einer Registry, etwa ghcr.io oder registry.example.com:5000.</translation>
    </message>
    <message>
        <source>%1 cannot be the name of an account at a registry.</source>
        <translation>%1 kann nicht der Name eines Kontos bei einer Registry sein.</translation>
    </message>
    <message>
        <source>instances: says how many there shall be.</source>
        <translation>instances: sagt, wie viele es sein sollen.</translation>
    </message>
    <message>
        <source>%1 is neither a number up to 999 nor an input such as $instances.</source>
        <translation>%1 ist weder eine Zahl bis 999 noch eine Eingabe wie $instances.</translation>
    </message>
    <message>
        <source>%1: says nothing at a scale step.</source>
        <translation>%1: sagt bei einem Skalierungsschritt nichts aus.</translation>
    </message>
    <message>
        <source>instances: belongs to a scale step.</source>
        <translation>instances: gehört zu einem Skalierungsschritt.</translation>
    </message>
    <message>
        <source>The step does nothing; write run:, look:, probes:, backup:, restore:, procedure:, approve:, wait:, bring-back: or scale:.</source>
        <translation>Der Schritt tut nichts; schreiben Sie run:, look:, probes:, backup:, restore:, procedure:, approve:, wait:, bring-back: oder scale:.</translation>
    </message>
    <message>
        <source>There is no service %1 with runtime: compose in this environment.</source>
        <translation>In dieser Umgebung gibt es keinen Dienst %1 mit runtime: compose.</translation>
    </message>
    <message>
        <source>There is no registry %1 in this environment.</source>
        <translation>In dieser Umgebung gibt es keine Registry %1.</translation>
    </message>
    <message>
        <source>%1 is not the name of a context of kubectl.</source>
        <translation>%1 ist kein Name eines Kontexts von kubectl.</translation>
    </message>
    <message>
        <source>%1 is not the name of a namespace: use lower-case letters, digits and hyphens.</source>
        <translation>%1 ist kein Name eines Namensraums: Kleinbuchstaben, Ziffern und Bindestriche sind erlaubt.</translation>
    </message>
    <message>
        <source>This environment needs kubernetes: with context: and namespace:, so that nothing goes to the context that was chosen last.</source>
        <translation>Diese Umgebung braucht kubernetes: mit context: und namespace:, damit nichts an den zuletzt gewählten Kontext geht.</translation>
    </message>
    <message>
        <source>kubectl without --context goes where it was last told to on that host; write kubectl --context &quot;$KUBE_CONTEXT&quot; --namespace &quot;$KUBE_NAMESPACE&quot;.</source>
        <translation>kubectl ohne --context geht dorthin, wohin es auf diesem Host zuletzt gestellt wurde; schreiben Sie kubectl --context &quot;$KUBE_CONTEXT&quot; --namespace &quot;$KUBE_NAMESPACE&quot;.</translation>
    </message>
    <message>
        <source>KUBE_CONTEXT and KUBE_NAMESPACE come from kubernetes:.</source>
        <translation>KUBE_CONTEXT und KUBE_NAMESPACE kommen von kubernetes:.</translation>
    </message>
    <message>
        <source>%1 is no deployment; only deployments can be asked.</source>
        <translation>%1 ist kein Deployment; nur Deployments können gefragt werden.</translation>
    </message>
    <message>
        <source>There is no service %1 with runtime: compose, docker or kubernetes in this environment.</source>
        <translation>Es gibt in dieser Umgebung keinen Dienst %1 mit runtime: compose, docker oder kubernetes.</translation>
    </message>
    <message>
        <source>The probes %1 alone ask %2 times per %3 here, more than half of the limit of %4; let them ask less often.</source>
        <translation>Allein die Prüfungen %1 fragen hier %2 Mal je %3, mehr als die Hälfte der Grenze von %4; lassen Sie sie seltener fragen.</translation>
    </message>
    <message>
        <source>People are reminded once a minute at most.</source>
        <translation>Menschen werden höchstens einmal in der Minute erinnert.</translation>
    </message>
    <message>
        <source>%1 is not an origin such as https://example.com, without a path.</source>
        <translation>%1 ist keine Herkunft wie https://example.com, ohne Pfad.</translation>
    </message>
    <message>
        <source>%1 is not the address of a resolver, such as 9.9.9.9.</source>
        <translation>%1 ist nicht die Adresse eines Resolvers, etwa 9.9.9.9.</translation>
    </message>
    <message>
        <source>Say the limit: limit: and per:, or connections:.</source>
        <translation>Nennen Sie die Grenze: limit: und per:, oder connections:.</translation>
    </message>
    <message>
        <source>limit: and connections: are two probes.</source>
        <translation>limit: und connections: sind zwei Prüfungen.</translation>
    </message>
    <message>
        <source>per: goes with limit:.</source>
        <translation>per: gehört zu limit:.</translation>
    </message>
    <message>
        <source>A limit is so many requests per: a time.</source>
        <translation>Eine Grenze ist so viele Anfragen je per: Zeit.</translation>
    </message>
    <message>
        <source>Say with burst: how many requests may be sent to try the limit.</source>
        <translation>Sagen Sie mit burst:, wie viele Anfragen zur Probe der Grenze gesendet werden dürfen.</translation>
    </message>
    <message>
        <source>A burst of %1 does not reach the limit of %2.</source>
        <translation>Ein Stoß von %1 erreicht die Grenze von %2 nicht.</translation>
    </message>
    <message>
        <source>A worker is asked in one place: redis:, postgres: or url:.</source>
        <translation>Ein Worker wird an einer Stelle gefragt: redis:, postgres: oder url:.</translation>
    </message>
    <message>
        <source>Say with queue: which queue of BullMQ is meant.</source>
        <translation>Sagen Sie mit queue:, welche Warteschlange von BullMQ gemeint ist.</translation>
    </message>
    <message>
        <source>Say with query: what tells how many jobs wait; a second column is the age of the last success in seconds.</source>
        <translation>Sagen Sie mit query:, woran man sieht, wie viele Aufträge warten; eine zweite Spalte ist das Alter des letzten Erfolgs in Sekunden.</translation>
    </message>
    <message>
        <source>Say what tells of the worker: waiting: or last:.</source>
        <translation>Sagen Sie, was vom Worker erzählt: waiting: oder last:.</translation>
    </message>
    <message>
        <source>%1: goes with url:.</source>
        <translation>%1: gehört zu url:.</translation>
    </message>
    <message>
        <source>%1: goes with redis:.</source>
        <translation>%1: gehört zu redis:.</translation>
    </message>
    <message>
        <source>%1 is not a service that is known; say with status: or check: where to ask.</source>
        <translation>%1 ist kein bekannter Dienst; sagen Sie mit status: oder check:, wo zu fragen ist.</translation>
    </message>
    <message>
        <source>The limit that is tried lies between 1 byte and 64 MiB.</source>
        <translation>Die Grenze, die erprobt wird, liegt zwischen 1 Byte und 64 MiB.</translation>
    </message>
    <message>
        <source>%1 is no whole path; it begins with /.</source>
        <translation>%1 ist kein vollständiger Pfad; er beginnt mit /.</translation>
    </message>
    <message>
        <source>A probe cannot need itself.</source>
        <translation>Eine Prüfung kann nicht sich selbst brauchen.</translation>
    </message>
    <message>
        <source>Say with via: on which host that is.</source>
        <translation>Sagen Sie mit via:, auf welchem Host das ist.</translation>
    </message>
    <message>
        <source>${ is not closed.</source>
        <translation>${ ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>A reference such as ${secret:NAME} is expected here.</source>
        <translation>Hier wird ein Verweis wie ${secret:NAME} erwartet.</translation>
    </message>
    <message>
        <source>No earlier step captures %1.</source>
        <translation>Kein früherer Schritt merkt sich %1.</translation>
    </message>
    <message>
        <source>Only [BODY] and [HEADER] can be captured.</source>
        <translation>Nur [BODY] und [HEADER] lassen sich merken.</translation>
    </message>
    <message>
        <source>&quot;unique&quot; is a word of its own for each look.</source>
        <translation>„unique“ ist für jeden Blick ein eigenes Wort.</translation>
    </message>
    <message>
        <source>%1 does not begin with /.</source>
        <translation>%1 beginnt nicht mit /.</translation>
    </message>
    <message>
        <source>A step sends a body: or json:, not both.</source>
        <translation>Ein Schritt sendet body: oder json:, nicht beides.</translation>
    </message>
    <message>
        <source>There is already a step %1.</source>
        <translation>Es gibt schon einen Schritt %1.</translation>
    </message>
    <message>
        <source>A scenario has at most %1 steps.</source>
        <translation>Ein Szenario hat höchstens %1 Schritte.</translation>
    </message>
    <message>
        <source>clear: is where it counts as well again; that cannot be higher than above:.</source>
        <translation>clear: ist, wo es wieder als gut gilt; das kann nicht höher sein als above:.</translation>
    </message>
    <message>
        <source>Say so every ten seconds at most.</source>
        <translation>Sagen Sie das höchstens alle zehn Sekunden.</translation>
    </message>
    <message>
        <source>%1 is not the address of a Prometheus, such as http://prometheus.example.com:9090.</source>
        <translation>%1 ist keine Adresse eines Prometheus wie http://prometheus.example.com:9090.</translation>
    </message>
    <message>
        <source>user: and password: belong together.</source>
        <translation>user: und password: gehören zusammen.</translation>
    </message>
    <message>
        <source>bearer: and password: are two ways to log in; one is enough.</source>
        <translation>bearer: und password: sind zwei Wege, sich anzumelden; einer genügt.</translation>
    </message>
    <message>
        <source>%1 is not the name of a label.</source>
        <translation>%1 ist kein Name eines Labels.</translation>
    </message>
    <message>
        <source>There is no query, so Prometheus would be asked nothing.</source>
        <translation>Es gibt keine Abfrage, also würde Prometheus nichts gefragt.</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>The terminal that TERMINAL names is not there: %1</source>
        <translation>Das Terminal, das TERMINAL nennt, gibt es nicht: %1</translation>
    </message>
    <message>
        <source>No terminal program was found; install one, or name it in TERMINAL.</source>
        <translation>Kein Terminalprogramm gefunden; installieren Sie eines, oder nennen Sie es in TERMINAL.</translation>
    </message>
    <message>
        <source>PRODUCTION</source>
        <translation>PRODUKTION</translation>
    </message>
    <message>
        <source>The way to the host could not be written down.</source>
        <translation>Der Weg zum Host konnte nicht aufgeschrieben werden.</translation>
    </message>
    <message>
        <source>Press Enter to close; ssh ended with</source>
        <translation>Enter schließt das Fenster; ssh endete mit</translation>
    </message>
    <message>
        <source>%1 could not be started.</source>
        <translation>%1 konnte nicht gestartet werden.</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Checklists</source>
        <translation>Checklisten</translation>
    </message>
    <message>
        <source>Run production systems over SSH.</source>
        <translation>Produktionssysteme über SSH betreiben.</translation>
    </message>
    <message>
        <source>where definitions and SSH files are</source>
        <translation>wo Definitionen und SSH-Dateien liegen</translation>
    </message>
    <message>
        <source>where the store and the records of runs are</source>
        <translation>wo der Datenspeicher und die Aufzeichnungen der Läufe liegen</translation>
    </message>
    <message>
        <source>save a picture of every page, light and dark, and end</source>
        <translation>von jeder Seite ein Bild speichern, hell und dunkel, und beenden</translation>
    </message>
    <message>
        <source>a pilothouse:// link to open</source>
        <translation>ein zu öffnender pilothouse://-Link</translation>
    </message>
    <message>
        <source>choose an environment first</source>
        <translation>zuerst eine Umgebung wählen</translation>
    </message>
    <message>
        <source>the definition has no procedure &quot;%1&quot;</source>
        <translation>die Definition hat keine Prozedur „%1“</translation>
    </message>
    <message>
        <source>the definition has no backups</source>
        <translation>die Definition hat keine Sicherungen</translation>
    </message>
    <message>
        <source>&amp;Deploy…</source>
        <translation>&amp;Deployen…</translation>
    </message>
    <message>
        <source>Roll &amp;back…</source>
        <translation>&amp;Zurückrollen…</translation>
    </message>
    <message>
        <source>R&amp;estart…</source>
        <translation>&amp;Neu starten…</translation>
    </message>
    <message>
        <source>Back &amp;up…</source>
        <translation>&amp;Sichern…</translation>
    </message>
    <message>
        <source>Re&amp;store…</source>
        <translation>&amp;Wiederherstellen…</translation>
    </message>
    <message>
        <source>watch for so many seconds before the first picture</source>
        <translation>so viele Sekunden beobachten, bevor das erste Bild gemacht wird</translation>
    </message>
    <message>
        <source>%1 in %2 was not connected to: %3. Look at it under Hosts.</source>
        <translation>%1 in %2 wurde nicht verbunden: %3. Unter Hosts ansehen.</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Hosts</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) were added.</source>
        <translation>
            <numerusform>%n Schlüssel wurde eingetragen.</numerusform>
            <numerusform>%n Schlüssel wurden eingetragen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) were taken out.</source>
        <translation>
            <numerusform>%n Zeile wurde entfernt.</numerusform>
            <numerusform>%n Zeilen wurden entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The key of %1 is known now.</source>
        <translation>Der Schlüssel von %1 ist jetzt bekannt.</translation>
    </message>
    <message>
        <source>The answer for %1 is forgotten.</source>
        <translation>Die Antwort für %1 ist vergessen.</translation>
    </message>
    <message>
        <source>Reconnect to the hosts</source>
        <translation>Neu mit den Hosts verbinden</translation>
    </message>
    <message>
        <source>connection SSH</source>
        <translation>Verbindung SSH</translation>
    </message>
    <message>
        <source>it has no host that is reached over SSH</source>
        <translation>sie hat keinen Host, der über SSH erreicht wird</translation>
    </message>
    <message>
        <source>Disconnect from the hosts</source>
        <translation>Von den Hosts trennen</translation>
    </message>
    <message>
        <source>none of its hosts is connected</source>
        <translation>keiner ihrer Hosts ist verbunden</translation>
    </message>
    <message>
        <source>Try refused logins again</source>
        <translation>Abgelehnte Anmeldungen noch einmal versuchen</translation>
    </message>
    <message>
        <source>connection SSH password passphrase</source>
        <translation>Verbindung SSH Passwort Passphrase</translation>
    </message>
    <message>
        <source>no login was refused</source>
        <translation>keine Anmeldung wurde abgelehnt</translation>
    </message>
    <message>
        <source>Open &amp;terminal here</source>
        <translation>&amp;Terminal hier öffnen</translation>
    </message>
    <message>
        <source>shell SSH console</source>
        <translation>Shell SSH Konsole</translation>
    </message>
    <message>
        <source>%1 of %2/%3: %4</source>
        <translation>%1 von %2/%3: %4</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>&amp;Incidents…</source>
        <translation>&amp;Vorfälle…</translation>
    </message>
    <message>
        <source>alarm outage note timeline post-mortem</source>
        <translation>Alarm Ausfall Notiz Verlauf Nachbetrachtung</translation>
    </message>
    <message>
        <source>Maintenance</source>
        <translation>Wartung</translation>
    </message>
    <message>
        <source>&amp;Maintenance…</source>
        <translation>&amp;Wartung …</translation>
    </message>
    <message>
        <source>window announce freeze page downtime</source>
        <translation>Fenster ankündigen Sperre Seite Ausfallzeit Wartung</translation>
    </message>
    <message>
        <source>Frozen %1.</source>
        <translation>Gesperrt %1.</translation>
    </message>
    <message>
        <source>It needs a maintenance window; the next one opens %1.</source>
        <translation>Es braucht ein Wartungsfenster; das nächste öffnet %1.</translation>
    </message>
    <message>
        <source>It needs a maintenance window, and none is announced.</source>
        <translation>Es braucht ein Wartungsfenster, und keines ist angekündigt.</translation>
    </message>
    <message>
        <source>Its plan can be looked at; for an open incident what is missing can be passed.</source>
        <translation>Der Plan lässt sich ansehen; für einen offenen Vorfall lässt sich übergehen, was fehlt.</translation>
    </message>
    <message>
        <source>&amp;Deploy (shut)…</source>
        <translation>&amp;Deployen (gesperrt)…</translation>
    </message>
    <message>
        <source>That alert is over.</source>
        <translation>Dieser Alarm ist vorbei.</translation>
    </message>
    <message>
        <source>the window on %1</source>
        <translation>das Fenster auf %1</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>nobody watched from %1 to %2</source>
        <translation>niemand hat beobachtet von %1 bis %2</translation>
    </message>
    <message>
        <source>Check &amp;now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>probe refresh reload status</source>
        <translation>Probe aktualisieren neu laden Status</translation>
    </message>
    <message>
        <source>&amp;Alerts</source>
        <translation>&amp;Alarme</translation>
    </message>
    <message>
        <source>alarm wrong acknowledge snooze who watches</source>
        <translation>Alarm falsch übernehmen stumm wer beobachtet</translation>
    </message>
</context>
</TS>
