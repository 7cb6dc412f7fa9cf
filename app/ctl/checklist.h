// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"

namespace Pilothouse::Ctl {

/// What a command on checklists was asked about.
struct AskedList
{
    Target target;
    std::vector<System::ChecklistSpec> defined;
    Checklist::ListName list;
};

/// TARGET and, where `named`, the list, which may be left out where the definition has only one.
Result<AskedList> askedList(Call& call, bool named);

/// `checklist export` and `checklist verify`.
std::vector<Command> dossierCommands();

} // namespace Pilothouse::Ctl
