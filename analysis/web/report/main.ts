// SPDX-License-Identifier: GPL-3.0-or-later
document.title = "gatesim report";
