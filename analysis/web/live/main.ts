// SPDX-License-Identifier: GPL-3.0-or-later
// The gate while it runs.
document.title = "gatesim live";
